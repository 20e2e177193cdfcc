// Package expression tells what regular expressions written for API Gateway match.
// API Gateway reads them as Java does, which no engine of Go does: where the dialects
// differ, or may differ, the answer is unknown.
package expression

import (
	"regexp"
	"strings"
	"sync/atomic"
	"time"

	"github.com/dlclark/regexp2/v2"

	"github.com/authlint/authlint/internal/model"
)

const (
	// maxLength is, in bytes, the longest expression and the longest text that is looked at.
	maxLength = 4096
	// maxWidth bounds how much there is to do for one character of a text, and maxWork for
	// all of a text that is matched again and again.
	maxWidth = 200
	maxWork  = 100_000
	// timeLimit ends a match that goes back and forth without end, and allTime all matches
	// of one expression.
	timeLimit = 50 * time.Millisecond
	allTime   = 4 * timeLimit
)

// An Expression is one that was read once, to be matched with several texts.
type Expression struct {
	text         string
	full, search matcher
	plain        bool // Go's own engine reads it as Java does
	width        int  // what it takes to read one character, at most
}

// A matcher answers whether a text matches; nil where nobody can tell.
type matcher func(text string) model.Answer

// Read reads an expression. It never fails: of one that cannot be read nothing is known.
func Read(expression string) Expression {
	s := scan(expression)
	if s.stopped() {
		return Expression{}
	}
	read := Expression{text: expression, plain: !s.backtracks, width: 1}
	compile := plain
	if s.backtracks {
		compile = backtracking
	} else if s.weight > maxWidth/4 { // lighter ones are no work
		m := newMachine(expression)
		if m == nil {
			return Expression{}
		}
		if read.width = m.width(); read.width > maxWidth {
			return Expression{}
		}
	}
	read.full, read.search = compile(`\A(?:`+expression+`)\z`), compile(expression)
	return read
}

// Match tells how the expression treats a text: as a whole (Java's String.matches) and
// searched for (Matcher.find). The text is a short sample of printable ASCII; nothing
// is said of any other.
func (e Expression) Match(text string) (full, search model.Answer) {
	if !isSample(text) {
		return model.Undecided, model.Undecided
	}
	return e.full.answer(text), e.search.answer(text)
}

func (m matcher) answer(text string) model.Answer {
	if m == nil {
		return model.Undecided
	}
	return m(text)
}

// A Check is whether an expression is one.
type Check struct {
	Valid     model.Answer // to Java
	Elsewhere model.Answer // to another dialect that people know
	Why       string       // it is not, or that is not known
	Ranges    []string     // those of its classes, "a-z", as far as it could be read
}

// Inspect tells whether Java takes an expression, and others do.
func Inspect(expression string) Check {
	s := scan(expression)
	check := Check{Ranges: s.ranges}
	switch {
	case s.broken != "":
		check.Valid, check.Elsewhere, check.Why = model.No, model.No, s.broken
	case s.alien != "":
		check.Valid, check.Elsewhere, check.Why = model.No, model.Yes, s.alien
	case s.foreign != "":
		check.Why = s.foreign
	default:
		if err := s.compile(expression); err != nil {
			check.Why = "it cannot be read: " + err.Error()
			break
		}
		check.Valid = model.Yes
	}
	return check
}

// compile tries the engine that Match would use.
func (s *scanner) compile(expression string) error {
	var err error
	if s.backtracks {
		_, err = compileBacktracking(expression)
	} else {
		_, err = regexp.Compile(expression)
	}
	return err
}

// isSample reports whether a text is short and printable ASCII: among such texts the
// dialects agree on what a letter, a blank and the end of a line is.
func isSample(text string) bool {
	return len(text) <= maxLength && strings.IndexFunc(text, func(r rune) bool { return r < ' ' || r > '~' }) < 0
}

func plain(expression string) matcher {
	compiled, err := regexp.Compile(expression)
	if err != nil {
		return nil
	}
	return func(text string) model.Answer { return model.AnswerOf(compiled.MatchString(text)) }
}

// backtracking is for what Go's own engine does not have.
func backtracking(expression string) matcher {
	compiled, err := compileBacktracking(expression)
	if err != nil {
		return nil
	}
	var spent atomic.Int64
	return func(text string) model.Answer {
		if time.Duration(spent.Load()) > allTime {
			return model.Undecided
		}
		start := time.Now()
		found, err := compiled.MatchString(text)
		spent.Add(int64(time.Since(start)))
		if err != nil { // it takes too long
			return model.Undecided
		}
		return model.AnswerOf(found)
	}
}

func compileBacktracking(expression string) (*regexp2.Regexp, error) {
	compiled, err := regexp2.Compile(expression, regexp2.OptionMaintainCaptureOrder()) // Java numbers named groups with the others
	if err == nil {
		compiled.MatchTimeout = timeLimit
	}
	return compiled, err
}
