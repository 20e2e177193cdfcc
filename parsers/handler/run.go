package handler

import (
	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
)

// What following a function may cost. Beyond these, its outcomes are incomplete.
const (
	maxSteps = 60_000 // expressions and statements, over all ways
	maxPaths = 192    // ways through the function
	maxCalls = 24     // calls inside each other
	maxReads = 500    // places where the event is read
)

// An analysis follows one function along all ways through it, one way at a time: where
// only the event or something out of view decides, the first run takes the first branch,
// and later runs the others.
type analysis struct {
	entry     *program
	open      func(name string) *source.File
	programs  map[string]*program // by file name; nil: not there
	steps     int
	imports   int            // files that were looked for
	numbers   map[string]int // of the fields of the event
	reads     map[readPlace]bool
	order     []readPlace
	escaped   string // where the event goes out of view
	ways      []*way
	gaveUp    string
	given     uint64       // fields that went out of view, where they may make something fail
	whole     source.Range // the function
	wrappers  []string
	eitherARN bool // the source speaks of both ARNs: one of them is not there
}

type readPlace struct {
	field string
	at    source.Range
}

// A way is one way through the function.
type way struct {
	decisions []decision
	outcome   *model.Outcome
	onError   bool
}

// A decision is a point where ways part.
type decision struct {
	ways, taken int
	origin
}

// A run is one way through the function, while it is followed.
type run struct {
	*analysis
	decisions []decision
	next      int
	facts     map[any]bool
	members   map[memberOf]*unknown
	modules   map[*program]*scope
	changed   map[string]value // fields of the event that the function set
	file      *program
	depth     int
	loops     int // that nobody knows how often they run
	tries     int
	changes   int // what has happened so far
	thrownAt  int
	onError   bool
	loading   bool         // the module, before the function is called
	promises  bool         // a promise was made
	returned  source.Range // where the last function returned
	waiting   bool         // a function that something out of view did not call yet may answer
	called    bool         // something out of view called a function, which did not answer
	outcome   *model.Outcome
	raised    value // what a bare raise throws again
}

type memberOf struct {
	of  *unknown
	key string
}

type scope struct {
	names map[string]value
	outer *scope
	born  int
}

func (s *scope) find(id string) *scope {
	for ; s != nil; s = s.outer {
		if _, has := s.names[id]; has {
			return s
		}
	}
	return nil
}

func (r *run) inside(s *scope) *scope {
	return &scope{names: map[string]value{}, outer: s, born: r.loops}
}

// The ways in which control leaves a place, beside going on: thrown and the two that end
// a run are panics, which never leave this package.
type (
	thrown struct {
		value
		at       source.Range
		implicit bool // something out of view may have thrown it
	}
	answered  struct{}
	exhausted struct{ why string }
)

type completion struct {
	kind  string // "", return, break, continue
	value value
	at    source.Range
}

func (r *run) step() {
	if r.steps--; r.steps < 0 {
		panic(exhausted{"the function takes too many steps to follow"})
	}
}

// choose takes one of several ways; from is what decides about it.
func (r *run) choose(ways int, from origin) int {
	r.changes++
	if r.next == len(r.decisions) {
		r.decisions = append(r.decisions, decision{ways: ways, origin: from})
	}
	r.next++
	return r.decisions[r.next-1].taken
}

// decide is whether a value counts as true, on this way.
func (r *run) decide(v value) bool {
	is, certain := r.truthOf(v)
	if certain {
		return is
	}
	fact, flipped := r.factOf(v), false
	for {
		n, ok := fact.(negated)
		if !ok {
			break
		}
		fact, flipped = n.of, !flipped
	}
	truth, settled := false, false
	if fact != nil {
		truth, settled = r.facts[fact]
	}
	if !settled {
		truth = (r.choose(2, r.originOf(v)) == 0) != flipped
	}
	r.settle(fact, truth)
	return truth != flipped
}

// settle keeps the answer to a question for the rest of the way.
func (r *run) settle(fact any, truth bool) {
	switch f := fact.(type) {
	case nil:
		return
	case equals:
		if truth {
			r.facts[equals{f.text, ""}] = true
		}
	case *unknown:
		r.onError = r.onError || f.fault && truth
	}
	r.facts[fact] = truth
}

// factOf is what a test asks; nil where it is not the same each time.
func (r *run) factOf(v value) any {
	switch v := v.(type) {
	case truth:
		return v.asked
	case event:
		return "there is " + identity(r.textOf(v, ""))
	case text:
		if hasOther(v) {
			return nil
		}
		return "there is " + identity(v)
	case *unknown, nothing:
		return v
	case number:
		if v.known {
			return v.is
		}
	}
	return nil
}

// negated asks the opposite of a question.
type negated struct{ of any }

func (r *run) truthOf(v value) (is, certain bool) {
	switch v := v.(type) {
	case nothing:
		return false, true
	case truth:
		return v.is, v.known
	case number:
		return v.is != 0, v.known
	case text:
		if isARN(v) {
			return true, !r.eitherARN
		}
		empty, certain := isEmpty(v)
		return !empty, certain
	case event:
		return true, v.path == ""
	case *list:
		if r.file.language == model.JavaScript {
			return true, true
		}
		return len(v.items) > 0, v.open == "" || len(v.items) > 0
	case *object:
		if r.file.language == model.JavaScript || v.class != nil {
			return true, true
		}
		return len(v.keys) > 0, v.open == "" || len(v.keys) > 0
	case *unknown:
		return false, false
	default:
		return true, true // functions, classes, errors, libraries
	}
}

// mayThrow parts the way on which something out of view throws from the one on which it
// does not, where that makes a difference.
func (r *run) mayThrow(at source.Range, from origin) {
	if r.tries == 0 || r.thrownAt == r.changes {
		return
	}
	way := r.choose(2, from.hidden())
	r.thrownAt = r.changes
	if way == 1 {
		panic(thrown{&unknown{why: "an error of something out of view", fault: true}, at, true})
	}
}

// protect runs something, and catches what it throws.
func (r *run) protect(body func() completion) (c completion, caught *thrown) {
	depth, file, loops := r.depth, r.file, r.loops
	defer func() {
		if p := recover(); p != nil {
			t, ok := p.(thrown)
			if !ok {
				panic(p)
			}
			caught = &t
			r.depth, r.file, r.loops = depth, file, loops
		}
	}()
	return body(), nil
}
