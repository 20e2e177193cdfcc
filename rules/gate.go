package rules

import (
	"reflect"
	"slices"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/authlint/authlint/internal/model"
)

// A gate tells what a rule finds about a subject, without OPA where that is certain. It
// follows the rule over the model itself: no term is made where a rule finds nothing,
// which is what most rules find about most subjects.
//
// What a gate does not understand may be anything. A rule that may find something then,
// or something that the gate cannot tell, is asked: the gate is open.
type gate struct {
	clauses []*clause
	looks   bool // into ranges, which are mere numbers for others
}

// A gatekeeper knows the gates of the rules about one kind of subject.
type gatekeeper struct {
	ids   []string      // of the rules, sorted
	rules [][]*ast.Rule // what each of them finds
	looks []bool        // which of them look into ranges
	paths paths

	reader gateReader
	read   sync.Once
	gates  []gate    // of each rule, once they are read
	scouts sync.Pool // those that are not on their way
}

// gatekeepers are those of all kinds of subjects, before they know any rule.
func gatekeepers(compiled *ast.Compiler, own []builtin) map[string]*gatekeeper {
	keepers := map[string]*gatekeeper{}
	for kind, empty := range model.Inputs {
		keeper := &gatekeeper{paths: paths{input: reflect.TypeOf(empty), numbers: map[string]int{}}}
		keeper.reader = gateReader{compiled: compiled, own: own, paths: &keeper.paths, documents: map[*ast.Rule]*document{}}
		keepers[kind] = keeper
	}
	return keepers
}

// add learns of a rule, and whether it looks into ranges.
func (k *gatekeeper) add(id string, findings []*ast.Rule, looks bool) {
	k.ids, k.rules, k.looks = append(k.ids, id), append(k.rules, findings), append(k.looks, looks)
}

// An answer is what a rule finds about a subject.
type answer struct {
	rule  string  // its id
	found ast.Set // nil: it has to be asked
}

// answers are those of the rules that find something about a subject, or may do so.
func (k *gatekeeper) answers(input *input, subject any) []answer {
	k.read.Do(k.readGates)
	scout := k.scout(input, subject)
	defer k.scouts.Put(scout)
	var answers []answer
	for i, gate := range k.gates {
		found, certain := scout.pass(gate)
		switch {
		case !certain:
			answers = append(answers, answer{rule: k.ids[i]})
		case len(found) > 0:
			answers = append(answers, answer{k.ids[i], ast.NewSet(found...)})
		}
	}
	return answers
}

// readGates waits until there is a subject: many runs see few kinds of them.
func (k *gatekeeper) readGates() {
	for i, findings := range k.rules {
		g := gate{looks: k.looks[i]}
		for _, rule := range findings {
			g.clauses = append(g.clauses, k.reader.finding(rule))
		}
		k.gates = append(k.gates, g)
	}
}

// A scout follows bodies of rules over one subject.
type scout struct {
	facts *facts
	input *input
	looks bool       // the rule looks into ranges
	done  []answered // by the number of a document without arguments
	calls map[called]answered
	stack frame // of all bodies that it is in
	doubt int   // how many conditions on the way here are not certain to hold
	left  int   // how many more conditions it may look at for one gate
	lost  bool  // it has looked at too many of them, or one fails
}

// answered is the value of a document or a call, once it is known.
type answered struct {
	known   bool
	value   known
	defined model.Answer
}

// called is a call with texts, whose answer is the same for all subjects.
type called struct {
	function int
	args     [maxTexts]string
}

// maxTexts is how many texts are told apart.
const maxTexts = 3

// callsKept is how many answers are worth their memory.
const callsKept = 500

func (k *gatekeeper) scout(input *input, subject any) *scout {
	s, _ := k.scouts.Get().(*scout)
	if s == nil {
		s = &scout{facts: newFacts(&k.paths), done: make([]answered, k.reader.numbered), calls: map[called]answered{}}
	}
	s.input = input
	s.facts.reset(subject)
	clear(s.done)
	return s
}

// patience is how many conditions are worth looking at to know that a rule finds nothing.
const patience = 10_000

// Cancel is for a topdown.Cancel.
func (s *scout) Cancel() {}

// Cancelled is asked by functions that may take long. One that does is left to OPA, which
// looks at the clock.
func (s *scout) Cancelled() bool { return s.isLost() }

// isLost counts what the scout looks at. Once it is lost, nothing that it says is certain.
func (s *scout) isLost() bool {
	s.left--
	s.lost = s.lost || s.left < 0
	return s.lost
}

// pass is what a rule finds; false: that is not certain.
func (s *scout) pass(g gate) (found []*ast.Term, certain bool) {
	s.left, s.lost, s.doubt, s.stack = patience, false, 0, s.stack[:0]
	if s.looks != g.looks {
		s.looks = g.looks
		clear(s.done)
	}
	for _, clause := range g.clauses {
		findings, certain := clause.all(s)
		if !certain {
			return nil, false
		}
		for _, finding := range findings {
			term, ok := s.term(finding)
			if !ok {
				return nil, false
			}
			found = append(found, term)
		}
	}
	return found, !s.lost
}

// enter makes room for the variables of a body.
func (s *scout) enter(b *body) frame { return s.push(*b.size) }

func (s *scout) leave(b *body) { s.pop(*b.size) }

// push makes room for a few values.
func (s *scout) push(n int) []known {
	start := len(s.stack)
	s.stack = slices.Grow(s.stack, n)[:start+n]
	return s.stack[start:]
}

func (s *scout) pop(n int) { s.stack = s.stack[:len(s.stack)-n] }

// allows takes note of a doubt.
func (s *scout) allows(holds model.Answer) bool {
	if holds == model.Undecided {
		s.doubt++
	}
	return holds != model.No
}

// since is certain where there has been no doubt since.
func (s *scout) since(doubt int) model.Answer {
	if s.doubt > doubt {
		return model.Undecided
	}
	return model.Yes
}

// A frame is the variables of one body, by number.
type frame []known

// A body is what has to hold, in this order.
type body struct {
	steps []condition
	plain int  // the number of the first condition that is tried in several ways
	size  *int // of its frame
}

// A condition either holds in one way at most, or is tried in each way that there is:
// then holds only tells whether there is any.
type condition struct {
	holds func(*scout, frame) model.Answer
	each  func(*scout, frame, func() bool) bool
}

// begins tells whether the conditions before the first one with several ways hold.
func (b *body) begins(s *scout, f frame) bool {
	if s.isLost() {
		return false
	}
	for _, step := range b.steps[:b.plain] {
		if !s.allows(step.holds(s, f)) {
			return false
		}
	}
	return b.plain == len(b.steps) || b.steps[b.plain].holds(s, f) != model.No
}

// rest calls next for every way in which the others may hold, until that returns true.
// Where one is certain to hold, no doubt has been added.
func (b *body) rest(s *scout, f frame, next func() bool) { b.from(b.plain, s, f, next) }

func (b *body) from(start int, s *scout, f frame, next func() bool) bool {
	if s.isLost() {
		return true
	}
	doubt := s.doubt
	stop := b.follow(start, s, f, next)
	s.doubt = doubt
	return stop
}

func (b *body) follow(start int, s *scout, f frame, next func() bool) bool {
	for i := start; i < len(b.steps); i++ {
		if each := b.steps[i].each; each != nil {
			return each(s, f, func() bool { return b.from(i+1, s, f, next) })
		}
		if !s.allows(b.steps[i].holds(s, f)) {
			return false
		}
	}
	return next()
}

// holds tells whether there is a way.
func (b *body) holds(s *scout, f frame) model.Answer {
	doubt, answer := s.doubt, model.No
	switch {
	case !b.begins(s, f):
	case b.plain == len(b.steps):
		answer = s.since(doubt)
	default:
		answer = b.anyWay(s, f, doubt)
	}
	s.doubt = doubt
	return answer
}

func (b *body) anyWay(s *scout, f frame, doubt int) model.Answer {
	answer := model.No
	b.rest(s, f, func() bool {
		answer = s.since(doubt)
		return answer == model.Yes
	})
	return answer
}

// all are the values in all ways in which the body holds; false: it is not known which.
func (c *clause) all(s *scout) ([]known, bool) {
	f := s.enter(c.body)
	defer s.leave(c.body)
	return c.body.all(s, f, c.value)
}

func (b *body) all(s *scout, f frame, value value) ([]known, bool) {
	doubt := s.doubt
	defer func() { s.doubt = doubt }()
	if !b.begins(s, f) {
		return nil, true
	}
	var all []known
	certain := true
	b.rest(s, f, func() bool {
		v, defined := value(s, f)
		if defined == model.No {
			return false
		}
		certain = defined == model.Yes && s.since(doubt) == model.Yes
		all = append(all, v)
		return !certain
	})
	return all, certain
}

// A value is that of a term: what is known of it, and whether there is one.
type value func(*scout, frame) (known, model.Answer)

// A document is what a name in a package stands for: a value, a set, or a function.
type document struct {
	number   int  // -1: it has arguments
	reads    bool // the input
	isSet    bool
	isOne    bool // all clauses give it the same value
	clauses  []*clause
	fallback value // the default, where there is one
}

// A clause is one way to define a document.
type clause struct {
	args      []pattern
	body      *body
	value     value
	isOne     bool // it is always the same
	otherwise *clause
}

// A pattern is what a value has to be; variables in it become what is found in their places.
type pattern func(*scout, frame, known) model.Answer

// value is that of a document for some arguments.
func (d *document) value(s *scout, args []known) (known, model.Answer) {
	if d.number < 0 {
		return d.compute(s, args)
	}
	if done := s.done[d.number]; done.known {
		return done.value, done.defined
	}
	doubt := s.doubt
	value, defined := d.compute(s, nil)
	s.doubt = doubt
	if !s.lost {
		s.done[d.number] = answered{true, value, defined}
	}
	return value, defined
}

func (d *document) compute(s *scout, args []known) (known, model.Answer) {
	if d.isSet {
		return d.members(s), model.Yes
	}
	value, defined := known{}, model.No
	for _, clause := range d.clauses {
		v, is := clause.compute(s, args)
		value, defined = s.either(value, defined, v, is)
		if defined == model.Yes && d.isOne {
			break
		}
	}
	if d.fallback == nil || defined == model.Yes {
		return value, defined
	}
	v, _ := d.fallback(s, nil)
	if defined == model.No {
		return v, model.Yes
	}
	return known{}, model.Undecided
}

// either is the value of what has one of two, or both where they are equal: rules that
// disagree fail, and whoever asks them is told.
func (s *scout) either(a known, aIs model.Answer, b known, bIs model.Answer) (known, model.Answer) {
	switch {
	case aIs == model.No:
		return b, bIs
	case bIs == model.No:
		return a, aIs
	}
	if s.equal(a, b) != model.Yes {
		return known{}, model.Undecided
	}
	if bIs == model.Yes {
		return b, model.Yes
	}
	return a, aIs
}

// members are those of a set; any value where they are not known.
func (d *document) members(s *scout) known {
	all := &listing{isSet: true}
	for _, clause := range d.clauses {
		items, certain := clause.all(s)
		if !certain {
			return known{}
		}
		all.items = append(all.items, items...)
	}
	return s.settled(known{list: all})
}

// compute is the value by this clause, or by those that it falls back to.
func (c *clause) compute(s *scout, args []known) (known, model.Answer) {
	doubt := s.doubt
	value, defined := c.solution(s, s.enter(c.body), args)
	s.leave(c.body)
	s.doubt = doubt
	if defined == model.Yes || c.otherwise == nil {
		return value, defined
	}
	other, otherwise := c.otherwise.compute(s, args)
	if defined == model.No {
		return other, otherwise
	}
	return known{}, model.Undecided
}

func (c *clause) solution(s *scout, f frame, args []known) (known, model.Answer) {
	doubt := s.doubt
	for i, pattern := range c.args {
		if !s.allows(pattern(s, f, args[i])) {
			return known{}, model.No
		}
	}
	if !c.body.begins(s, f) {
		return known{}, model.No
	}
	if c.body.plain == len(c.body.steps) {
		value, defined := c.value(s, f)
		return value, both(defined, s.since(doubt))
	}
	return c.anyWay(s, f, doubt)
}

// anyWay is the value in the ways in which the body holds.
func (c *clause) anyWay(s *scout, f frame, doubt int) (value known, defined model.Answer) {
	defined = model.No
	c.body.rest(s, f, func() bool {
		v, is := c.value(s, f)
		value, defined = s.either(value, defined, v, both(is, s.since(doubt)))
		return defined == model.Yes && c.isOne
	})
	return value, defined
}
