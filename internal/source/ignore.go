package source

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"time"
)

// An Ignore is what silences rules in a file: a comment,
//
//	authlint:ignore[rule, rule] reason="text" until=2027-01-31
//	authlint:ignore-file[rule]
//
// or, where there are no comments, an entry of a list (tree.Ignores).
type Ignore struct {
	Rules  []string
	Reason string
	Until  time.Time // the last day on which it holds; zero: for good
	Range  Range     // the comment
	Covers Range     // what it silences: findings that begin inside
}

// ignoreMark is what every comment of ours begins with; files without it are not searched.
const ignoreMark = "authlint:ignore"

var ignoreForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`authlint:ignore(-file)?(?:\[([^\]\n]*)\])?((?:[ \t]+(?:reason="[^"\n]*"|until=\S+))*)`)
})

var ignoreOption = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`reason="([^"]*)"|until=(\S+)`)
})

// HasIgnores reports whether a file may hold comments of ours.
func HasIgnores(data []byte) bool { return bytes.Contains(data, []byte(ignoreMark)) }

// ErrIgnoreFileBelow is what is wrong with an ignore-file comment that stands below the
// beginning of a file: what silences all of a file is to be seen where reading begins.
var ErrIgnoreFileBelow = errors.New("this silences nothing: authlint:ignore-file stands above all else in a file")

// behindIgnore is an option in a form that is not known.
var behindIgnore = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[ \t]*([A-Za-z-]+)[ \t]*=|\b(reason|until)[ \t]*[=:]`)
})

// ParseIgnore reads the text of one comment. ok is false where the comment is not
// ours; an error says what is wrong with one that is. wholeFile means that it is an
// ignore-file comment, which covers everything. Words behind it are a remark; what looks
// like an option is not: a date that is not read would let the comment hold for good.
func ParseIgnore(comment string) (ignore Ignore, wholeFile, ok bool, err error) {
	at := ignoreForm().FindStringSubmatchIndex(comment)
	if at == nil {
		return Ignore{}, false, false, nil
	}
	form, rest := ignoreForm().FindStringSubmatch(comment), comment[at[1]:]
	wholeFile = form[1] != ""
	for name := range strings.SplitSeq(form[2], ",") {
		if name = strings.TrimSpace(name); name != "" {
			ignore.Rules = append(ignore.Rules, name)
		}
	}
	if len(ignore.Rules) == 0 {
		return Ignore{}, wholeFile, true, errors.New("an ignore comment names the rules that it silences: authlint:ignore[rule-id]")
	}
	if err := ignore.readOptions(form[3]); err != nil {
		return Ignore{}, wholeFile, true, err
	}
	if unread := behindIgnore().FindStringSubmatch(rest); unread != nil {
		return Ignore{}, wholeFile, true, fmt.Errorf(`this silences nothing: %q behind an ignore is not understood; write reason="text" or until=YYYY-MM-DD`, strings.TrimSpace(unread[0]))
	}
	if strings.Contains(rest, ignoreMark) {
		return Ignore{}, wholeFile, true, errors.New("this silences nothing: one comment holds one ignore; it may name several rules: authlint:ignore[rule-id, rule-id]")
	}
	return ignore, wholeFile, true, nil
}

// readOptions reads what stands behind the rules of a comment.
func (i *Ignore) readOptions(text string) (err error) {
	for _, option := range ignoreOption().FindAllStringSubmatch(text, -1) {
		if option[2] == "" {
			i.Reason = option[1]
		} else if i.Until, err = ParseUntil(option[2]); err != nil {
			return err
		}
	}
	return nil
}

// ParseUntil reads the last day on which an ignore holds.
func ParseUntil(text string) (time.Time, error) {
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return time.Time{}, fmt.Errorf("until: %s is not a date; write it as YYYY-MM-DD", text)
	}
	return day, nil
}
