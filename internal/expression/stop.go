package expression

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/authlint/authlint/internal/model"
)

// A Stop is where and why an expression refuses a sample.
type Stop struct {
	Place string // "at the first \".\""; empty: not known
	Cause string // "it lacks \".\""; empty: not known, or several
}

// Stop tells where the expression gives a sample up: at the first character that no
// match can go on with. It is empty where the sample is a match, or nobody can tell.
func (e Expression) Stop(s Sample) Stop {
	if full, _ := e.Match(s.Text()); full != model.No {
		return Stop{}
	}
	cause := e.causeInText(s)
	m := e.machine()
	if m == nil {
		return Stop{Cause: cmp.Or(cause, e.cause(s))}
	}
	if m.matchesNothing() {
		return Stop{Place: "at the first character", Cause: cmp.Or(cause, "no text at all can match it")}
	}
	at, full := m.reach(s.Text())
	switch {
	case full && at > 0:
		return Stop{"after " + plural(at, "character"), cmp.Or(cause, "it takes no more")}
	case at == len(s.Text()):
		return Stop{"at its end", cmp.Or(cause, e.cause(s), "it asks for more")}
	default:
		return Stop{s.describe(at), cmp.Or(cause, e.cause(s))}
	}
}

// describe names a place in the sample.
func (s Sample) describe(at int) string {
	text, scheme := s.Text(), strings.TrimSpace(s.Scheme)
	switch {
	case at == 0:
		return "at the first character"
	case at < len(scheme):
		return fmt.Sprintf("after %q", text[:at])
	case at < len(s.Scheme):
		return fmt.Sprintf("at the blank after %q", scheme)
	case at == len(s.Scheme):
		return fmt.Sprintf("at the first character after %q", s.Scheme)
	case !isSpecial(text[at]):
		return fmt.Sprintf("at %q, after %s", text[at:at+1], plural(at, "character"))
	default:
		number := strings.Count(text[len(s.Scheme):at], text[at:at+1])
		return fmt.Sprintf("at the %s %q", ordinal(number), text[at:at+1])
	}
}

func ordinal(number int) string {
	if words := []string{"first", "second", "third"}; number < len(words) {
		return words[number]
	}
	return fmt.Sprintf("%dth", number+1)
}

func plural(number int, noun string) string {
	if number == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", number, noun)
}

// cause finds what would have to change for the sample to be a match, and so says
// nothing that is not true. One thing is looked for before two.
func (e Expression) cause(s Sample) string {
	if len(s.Text())*e.width > maxWork {
		return ""
	}
	if cause := e.first(e.repairs(s)); cause != "" {
		return cause
	}
	for _, scheme := range schemeRepairs(s) {
		if cause := e.first(e.tokenRepairs(scheme.repaired)); cause != "" {
			return scheme.cause() + ", and " + strings.TrimPrefix(cause, "it ")
		}
	}
	return ""
}

// first is the cause that the first repair shows which makes a match.
func (e Expression) first(repairs []repair) string {
	for _, r := range repairs {
		if e.takes(r.repaired) {
			return r.cause()
		}
	}
	return ""
}

func (e Expression) takes(s Sample) bool {
	full, _ := e.Match(s.Text())
	return full == model.Yes
}

// causeInText is one that lies in what was written around the expression.
func (e Expression) causeInText(s Sample) string {
	for _, r := range []struct{ text, cause string }{
		{strings.TrimSpace(e.text), "the blank at its end counts"},
		{strings.ReplaceAll(e.text, `\\`, `\`), `\\ stands for a backslash: write one`},
		{strings.TrimSuffix(strings.TrimPrefix(e.text, "/"), "/"), "the slashes around it count"},
		{strings.Trim(e.text, `"'`), "the quotes around it count"},
	} {
		if r.text == e.text {
			continue
		}
		if !Read(r.text).takes(s) {
			continue
		}
		if strings.HasPrefix(e.text, " ") {
			return "the blank at its beginning counts"
		}
		return r.cause
	}
	return ""
}

// A repair is a change to a sample, and what it would show if that were a match.
type repair struct {
	repaired Sample
	cause    func() string
}

func says(cause string) func() string { return func() string { return cause } }

func (e Expression) repairs(s Sample) []repair {
	return append(schemeRepairs(s), e.tokenRepairs(s)...)
}

// schemeRepairs change what stands before the token.
func schemeRepairs(s Sample) []repair {
	with := func(scheme, cause string) repair {
		changed := s
		changed.Scheme = scheme
		return repair{changed, says(cause)}
	}
	if s.Scheme == "" {
		return []repair{
			with("Bearer ", `it asks for "Bearer " in front`),
			with("bearer ", `it asks for "bearer " in front`),
		}
	}
	scheme := strings.TrimSpace(s.Scheme)
	capital, small, capitals := strings.ToUpper(scheme[:1])+scheme[1:], strings.ToLower(scheme), strings.ToUpper(scheme)
	return []repair{
		with(capital+" ", fmt.Sprintf("it asks for %q with a capital", capital)),
		with(small+" ", fmt.Sprintf("it asks for %q in small letters", small)),
		with(capitals+" ", fmt.Sprintf("it asks for %q in capitals", capitals)),
		with("", fmt.Sprintf("it has no place for %q", s.Scheme)),
		with(scheme, fmt.Sprintf("it has no blank after %q", scheme)),
		with(scheme+"  ", fmt.Sprintf("it asks for two blanks after %q", scheme)),
		with(scheme+": ", fmt.Sprintf("it asks for a colon after %q", scheme)),
	}
}

// tokenRepairs change the token: some characters for others, fewest kinds first, and all
// of it for a JWT.
func (e Expression) tokenRepairs(s Sample) []repair {
	var repairs []repair
	for _, kinds := range mixtures() {
		changed := s
		changed.Token = replace(s.Token, kinds, "")
		if changed.Token != s.Token {
			repairs = append(repairs, repair{changed, func() string { return "it lacks " + list(e.lacks(s, kinds)) }})
		}
	}
	changed := s
	changed.Token = jwt
	return append(repairs, repair{changed, says("it asks for the parts of a JWT")})
}

// specials are the characters of tokens that are no letters and digits (RFC 6750,
// section 2.1).
const specials = ".-_~+/="

func isSpecial(character byte) bool { return strings.IndexByte(specials, character) >= 0 }

// kinds are some of the kinds of characters, as bits.
type kinds int

const (
	special kinds = 1 << iota
	digit
	capital
	small
	everyKind kinds = 1<<iota - 1
)

func kindOf(character byte) kinds {
	switch {
	case isSpecial(character):
		return special
	case '0' <= character && character <= '9':
		return digit
	case 'A' <= character && character <= 'Z':
		return capital
	default:
		return small
	}
}

// mixtures are all but none and every kind, each before those that have more of them.
func mixtures() []kinds {
	var all []kinds
	for k := special; k < everyKind; k++ {
		if k&(digit|capital|small) != digit|capital|small { // something has to stand for the others
			all = append(all, k)
		}
	}
	return all
}

// replace puts a character of another kind in the place of each of these kinds, but for
// some that are kept.
func replace(token string, which kinds, kept string) string {
	stand := byte('a')
	switch {
	case which&small == 0:
	case which&capital == 0:
		stand = 'A'
	default:
		stand = '0'
	}
	replaced := []byte(token)
	for i, character := range replaced {
		if kindOf(character)&which != 0 && strings.IndexByte(kept, character) < 0 {
			replaced[i] = stand
		}
	}
	return string(replaced)
}

// lacks are the characters of some kinds that keep the token from being a match, even
// where they are the only ones of these kinds.
func (e Expression) lacks(s Sample, which kinds) []string {
	var lacks []string
	for i := range specials {
		if which&special != 0 && strings.Contains(s.Token, specials[i:i+1]) && !e.takesKept(s, which, specials[i:i+1]) {
			lacks = append(lacks, strconv.Quote(specials[i:i+1]))
		}
	}
	for _, k := range []struct {
		kind        kinds
		name        string
		first, last byte
	}{{digit, "digits", '0', '9'}, {capital, "capitals", 'A', 'Z'}, {small, "small letters", 'a', 'z'}} {
		if which&k.kind == 0 {
			continue
		}
		all, some := true, false
		for c := k.first; c <= k.last; c++ {
			takes := e.takesKept(s.all(k.kind, c), which, string(c))
			all, some = all && takes, some || takes
		}
		switch {
		case all: // by themselves they are no hindrance
		case some:
			lacks = append(lacks, "some "+k.name)
		default:
			lacks = append(lacks, k.name)
		}
	}
	return lacks
}

// takesKept reports whether the token is a match without these kinds, but with some
// characters of them.
func (e Expression) takesKept(s Sample, without kinds, kept string) bool {
	s.Token = replace(s.Token, without, kept)
	return e.takes(s)
}

// all puts one character in the place of a whole kind.
func (s Sample) all(of kinds, character byte) Sample {
	s.Token = strings.Map(func(r rune) rune {
		if kindOf(byte(r))&of != 0 {
			return rune(character)
		}
		return r
	}, s.Token)
	return s
}

// list is ".", "-" and "_".
func list(things []string) string {
	switch last := len(things) - 1; {
	case last < 0: // none of them alone
		return "such a mixture of characters"
	case last == 0:
		return things[0]
	default:
		return strings.Join(things[:last], ", ") + " and " + things[last]
	}
}
