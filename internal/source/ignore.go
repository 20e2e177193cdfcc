package source

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"time"
)

// An Ignore is a comment that silences rules:
//
//	authlint:ignore[rule, rule] reason="text" until=2027-01-31
//	authlint:ignore-file[rule]
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

// ParseIgnore reads the text of one comment. ok is false where the comment is not
// ours; an error says what is wrong with one that is. wholeFile means that it is an
// ignore-file comment, which covers everything.
func ParseIgnore(comment string) (ignore Ignore, wholeFile, ok bool, err error) {
	form := ignoreForm().FindStringSubmatch(comment)
	if form == nil {
		return Ignore{}, false, false, nil
	}
	wholeFile = form[1] != ""
	for name := range strings.SplitSeq(form[2], ",") {
		if name = strings.TrimSpace(name); name != "" {
			ignore.Rules = append(ignore.Rules, name)
		}
	}
	if len(ignore.Rules) == 0 {
		return Ignore{}, wholeFile, true, fmt.Errorf("an ignore comment names the rules that it silences: authlint:ignore[rule-id]")
	}
	for _, option := range ignoreOption().FindAllStringSubmatch(form[3], -1) {
		if option[2] == "" {
			ignore.Reason = option[1]
			continue
		}
		if ignore.Until, err = time.Parse(time.DateOnly, option[2]); err != nil {
			return Ignore{}, wholeFile, true, fmt.Errorf("until=%s is not a date; write it as YYYY-MM-DD", option[2])
		}
	}
	return ignore, wholeFile, true, nil
}
