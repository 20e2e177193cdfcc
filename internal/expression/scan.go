package expression

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// maxWeight bounds the size of a compiled expression: how many characters it has once
// its repetitions are written out. The rules match one with a hundred samples.
const maxWeight = 3000

// maxCount is the highest count that Go's own engine takes in a repetition.
const maxCount = 1000

// A scanner reads an expression as Java does, as far as needed to tell whether an
// engine of Go reads the same.
// https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/regex/Pattern.html
type scanner struct {
	rest    string   // what is still to read
	read    int      // how much is read, in bytes
	broken  string   // why every dialect refuses it
	alien   string   // why Java refuses it, where other dialects do not
	foreign string   // what only Java understands, or what is not known of it
	ranges  []string // in classes, from one character to another, as they are written

	backtracks bool     // it needs an engine that does
	quotes     bool     // it has \Q…\E
	groups     int      // that capture
	references []int    // to groups
	names      []string // of groups
	open       []group
	weight     int  // of the innermost group so far
	last       int  // of the item that a repetition would be about
	repeatable bool // whether there is such an item
}

// A group is one that is open.
type group struct {
	before int  // the weight of what stands before it
	behind bool // whether it is, or lies in, one that looks behind
}

// scan reads an expression up to its end, or to the first thing that settles it.
func scan(expression string) *scanner {
	s := &scanner{rest: expression}
	if len(expression) > maxLength {
		s.foreign = fmt.Sprintf("it is longer than %d bytes", maxLength)
	}
	if strings.IndexFunc(expression, func(r rune) bool { return r < ' ' || r > '~' }) >= 0 {
		s.foreign = "it has characters other than printable ASCII"
	}
	for s.rest != "" && !s.stopped() {
		s.item()
	}
	if !s.stopped() {
		s.finish()
	}
	return s
}

func (s *scanner) stopped() bool { return s.broken != "" || s.alien != "" || s.foreign != "" }

// finish looks at what only the whole expression tells.
func (s *scanner) finish() {
	if len(s.open) > 0 {
		s.broken = "a ( is never closed"
	}
	for _, number := range s.references {
		if number > s.groups {
			s.foreign = fmt.Sprintf(`\%d refers to a group that is not there`, number)
		}
	}
	switch {
	case s.quotes && s.backtracks:
		s.foreign = `it has \Q…\E beside what Go's own engine does not have`
	case s.weight > maxWeight:
		s.foreign = "its repetitions are too large"
	}
}

// take reads a number of bytes.
func (s *scanner) take(n int) string {
	taken := s.rest[:n]
	s.rest, s.read = s.rest[n:], s.read+n
	return taken
}

// find reads what a pattern matches here; empty: nothing.
func (s *scanner) find(pattern *regexp.Regexp) []string {
	found := pattern.FindStringSubmatch(s.rest)
	if found != nil {
		s.take(len(found[0]))
	}
	return found
}

// add notes an item that a repetition may follow.
func (s *scanner) add(weight int) {
	s.last, s.repeatable = weight, true
	s.weight = min(s.weight+weight, maxWeight+1)
}

// item reads one item of a sequence.
func (s *scanner) item() {
	switch c := s.rest[0]; c {
	case '\\':
		s.escape()
	case '[':
		s.class()
	case '(':
		s.group()
	case ')':
		s.closeGroup()
	case '*', '+', '?', '{':
		s.repetition()
	case '|':
		s.take(1)
		s.repeatable = false
	default:
		s.take(1)
		s.add(1)
	}
}

var groupForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\((?:\?(?:(:)|(=|!|>)|(<[=!])|<([a-zA-Z][a-zA-Z0-9]*)>|(-?[ims]+|[ims]+-[ims]+)([:)])))?`)
})

// group reads the beginning of a group, or flags.
func (s *scanner) group() {
	form := s.find(groupForm())
	isPlain := form[0] == "("
	switch {
	case isPlain && strings.HasPrefix(s.rest, "?"):
		s.strangeGroup()
		return
	case slices.Contains(s.names, form[4]):
		s.alien = "Java takes no second group of the name " + form[4]
	case form[4] != "":
		s.names = append(s.names, form[4])
		s.groups++
	case isPlain:
		s.groups++
	case form[2] != "", form[3] != "":
		s.backtracks = true
	}
	if form[6] == ")" { // flags for what follows, not a group
		if strings.ContainsAny(s.rest[:min(1, len(s.rest))], "*+?{") {
			s.foreign = "it repeats flags"
		}
		return
	}
	s.open = append(s.open, group{before: s.weight, behind: form[3] != "" || s.behind()})
	s.weight, s.repeatable = 0, false
}

// alienGroup is what Java knows nothing of: Python's and PCRE's groups, comments, and names
// with other characters than letters and digits.
var alienGroup = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\?(?:[P'#&|RC+0-9]|<[a-zA-Z0-9_]+>)`)
})

// strangeGroup is one that Java alone understands, or that it refuses.
func (s *scanner) strangeGroup() {
	if found := alienGroup().FindString(s.rest); found != "" {
		s.alien = fmt.Sprintf("Java has no groups that begin with (%s", found)
		return
	}
	s.foreign = fmt.Sprintf("it is not known what (%.2s means", s.rest)
}

// behind reports whether a group that looks behind is open.
func (s *scanner) behind() bool { return len(s.open) > 0 && s.open[len(s.open)-1].behind }

func (s *scanner) closeGroup() {
	if len(s.open) == 0 {
		s.broken = fmt.Sprintf("the ) at offset %d closes nothing", s.read)
		return
	}
	s.take(1)
	inner := s.weight
	s.weight, s.open = s.open[len(s.open)-1].before, s.open[:len(s.open)-1]
	s.add(inner + 1)
}

var repetitionForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:[*+?]|\{([0-9]{1,6})(,)?([0-9]{1,6})?\})([?+])?`)
})

// repetition reads a quantifier. Java and Go agree that there is nothing to repeat at
// the beginning and after another one.
func (s *scanner) repetition() {
	isBrace := s.rest[0] == '{'
	if !s.repeatable && !isBrace {
		s.broken = fmt.Sprintf("there is nothing that the %c at offset %d could repeat", s.rest[0], s.read)
		return
	}
	at := s.read
	form := s.find(repetitionForm())
	if form == nil || form[2] == "" && form[3] != "" {
		s.brace(at)
		return
	}
	if !s.repeatable {
		s.foreign = "a count repeats nothing, or another count"
		return
	}
	least, most := 0, 1
	if isBrace {
		least, _ = strconv.Atoi(form[1])
		most, _ = strconv.Atoi(form[3])
		if form[3] == "" {
			most = least
		}
	}
	s.repeat(least, most)
	s.backtracks = s.backtracks || form[4] == "+"
	if hasEnd := form[0][0] == '?' || isBrace && (form[2] == "" || form[3] != ""); !hasEnd && s.behind() {
		s.foreign = "it looks behind without a limit"
	}
}

var countBeginning = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\{[0-9]`) })

// brace is a { that is no count as Java writes them, which others take as it stands.
func (s *scanner) brace(at int) {
	if countBeginning().MatchString(s.rest) {
		s.foreign = "it is not known what the count means"
		return
	}
	s.alien = fmt.Sprintf(`Java takes the { at offset %d for the beginning of a count: write \{`, at)
}

// repeat notes how often the last item is repeated.
func (s *scanner) repeat(least, most int) {
	if most < least {
		s.broken = fmt.Sprintf("it counts from %d down to %d", least, most)
	}
	s.backtracks = s.backtracks || most > maxCount
	s.weight = min(s.weight+s.last*most, maxWeight+1)
	s.repeatable = false
}

var (
	characterEscape = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^\\(?:[dDwWsStnrf]|x([0-9a-fA-F]{2})|[pP]\{([A-Z][a-z]?)\}|([^a-zA-Z0-9]))`)
	})
	otherEscape = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^\\(?:([bB])|([Az])|(Z)|([1-9])|(k<[a-zA-Z][a-zA-Z0-9]*>)|Q((?s:.*?))\\E)`)
	})
)

// escape reads what a backslash begins, outside of a class.
func (s *scanner) escape() {
	if _, found := s.characterEscape(); found {
		return
	}
	form := s.find(otherEscape())
	switch {
	case form == nil:
		s.strangeEscape()
	case form[1] != "" && strings.HasPrefix(s.rest, "{"), form[4] != "" && startsWithDigit(s.rest):
		s.foreign = "it is not known what " + form[0] + s.rest[:1] + " means"
	case form[3] != "", form[5] != "":
		s.backtracks = true
	case form[4] != "":
		number, _ := strconv.Atoi(form[4])
		s.backtracks, s.references = true, append(s.references, number)
	case strings.HasPrefix(form[0], `\Q`):
		s.quotes = true
		s.add(len(form[6]))
	}
	s.add(1)
}

// several is what an escape stands for that is not one printable character.
const several = -1

// characterEscape reads an escape that stands for characters, in a class or not.
func (s *scanner) characterEscape() (character rune, found bool) {
	form := s.find(characterEscape())
	if form == nil {
		return several, false
	}
	if category := form[2]; category != "" && unicode.Categories[category] == nil {
		s.foreign = "it is not known what " + form[0] + " means"
	}
	s.add(1)
	switch {
	case form[1] != "":
		code, _ := strconv.ParseUint(form[1], 16, 8)
		return rune(code), true
	case form[3] != "":
		return rune(form[3][0]), true
	default:
		return several, true
	}
}

// noEscape are the letters that mean nothing to Java after a backslash, and to some
// other dialects themselves.
const noEscape = "gijlmoqyCFIJKLMOTUY"

// strangeEscape is one that Java alone understands, or that it refuses.
func (s *scanner) strangeEscape() {
	switch {
	case s.rest == `\`:
		s.broken = "it ends with a backslash"
	case strings.IndexByte(noEscape, s.rest[1]) >= 0:
		s.alien = fmt.Sprintf("Java has no %.2s", s.rest)
	default:
		s.foreign = fmt.Sprintf("it is not known what %.2s means", s.rest)
	}
}

func startsWithDigit(text string) bool { return text != "" && '0' <= text[0] && text[0] <= '9' }

// class reads […]. Java alone has classes in classes and intersections.
func (s *scanner) class() {
	start := s.read
	s.take(1)
	if strings.HasPrefix(s.rest, "^") {
		s.take(1)
	}
	if strings.HasPrefix(s.rest, "]") {
		s.foreign = "a class begins with ]"
	}
	for !s.stopped() {
		if strings.HasPrefix(s.rest, "]") {
			s.take(1)
			s.add(1)
			return
		}
		s.element(start)
	}
}

// element reads one element of the class that begins at start: a range, or what stands
// for characters by itself.
func (s *scanner) element(start int) {
	at, text := s.read, s.rest
	from := s.member(start)
	if from == several || s.stopped() || !isRange(s.rest) {
		return
	}
	s.take(1)
	to := s.member(start)
	written := text[:s.read-at]
	switch {
	case s.stopped():
	case to == several:
		s.foreign = "it is not known what " + written + " means in a class"
	case to < from:
		s.broken = fmt.Sprintf("the range %s at offset %d goes backwards", written, at)
	default:
		s.ranges = append(s.ranges, written)
	}
}

// isRange reports whether a hyphen follows that stands between two characters.
func isRange(rest string) bool {
	return len(rest) > 1 && rest[0] == '-' && rest[1] != ']' && rest[1] != '['
}

// member reads one character of the class that begins at start, or several.
func (s *scanner) member(start int) rune {
	switch {
	case s.rest == "":
		s.broken = fmt.Sprintf("the [ at offset %d is never closed", start)
	case s.rest[0] == '[':
		s.foreign = "a class has a [ in it"
	case strings.HasPrefix(s.rest, "&&"):
		s.foreign = "a class has && in it"
	case s.rest[0] != '\\':
		return rune(s.take(1)[0])
	default:
		character, found := s.characterEscape()
		if !found {
			s.strangeEscape()
		}
		return character
	}
	return several
}
