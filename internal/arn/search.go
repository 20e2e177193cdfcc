package arn

import (
	"encoding/binary"
	"slices"

	"github.com/authlint/authlint/internal/model"
)

// maxSteps bounds a search; a pattern with many wildcards has very many states.
const maxSteps = 200_000

// A search follows a pattern along all ARNs that a text can be, with all states that
// the pattern can be in at once.
type search struct {
	pattern []element
	arn     []model.Part
	reading reading
	steps   int
	seen    map[string]bool
	todo    []node
	lost    bool // whether the pattern has come to an end before an ARN has

	// Space that is used again and again.
	closed []state
	marks  []int // by state: when it was last added to closed
	mark   int
	key    []byte
}

// A node is a place in the ARN, before one of its parts or inside a hole, and the
// states that the pattern can be in there.
type node struct {
	part   int
	inHole bool
	states []state
	// atEnd are the states that follow when the hole ends: of holes of the pattern that
	// are filled with the same text.
	atEnd []state
}

// isLost reports whether the pattern matches nothing that begins like this.
func (n node) isLost() bool { return len(n.states) == 0 && len(n.atEnd) == 0 }

func newSearch(pattern []element, arn []model.Part, reading reading) *search {
	s := &search{pattern: pattern, arn: arn, reading: reading, seen: map[string]bool{}}
	s.marks = make([]int, s.end()+1)
	s.visit(node{states: []state{before}})
	return s
}

// all reports whether the pattern matches whatever the ARN is.
func (s *search) all() bool { return s.run(func(matches bool) bool { return matches }) }

// none reports whether the pattern matches nothing that the ARN can be.
func (s *search) none() bool { return s.run(func(matches bool) bool { return !matches }) }

// run reports whether holds is true of every end that can be reached. It is false
// when that takes too many steps to find out.
func (s *search) run(holds func(matches bool) bool) bool {
	for len(s.todo) > 0 && s.steps < maxSteps {
		n := s.todo[len(s.todo)-1]
		s.todo = s.todo[:len(s.todo)-1]
		n = s.readLiterals(n)
		switch {
		case n.isLost():
			s.lost = true
		case n.part < len(s.arn):
			s.readHole(n)
		case !holds(slices.Contains(s.closure(n.states), s.end())):
			return false
		}
		if s.lost && !holds(false) {
			return false
		}
	}
	return s.steps < maxSteps
}

// end is the state after the last element.
func (s *search) end() state { return state(len(s.pattern)) * perElement }

// visit puts a node on the list, once.
func (s *search) visit(n node) {
	if n.isLost() {
		s.lost = true
		return
	}
	place := 2 * n.part
	if n.inHole {
		place++
	}
	s.key = binary.AppendVarint(s.key[:0], int64(place))
	for _, states := range []*[]state{&n.states, &n.atEnd} {
		slices.Sort(*states)
		*states = slices.Compact(*states)
		for _, at := range *states {
			s.key = binary.AppendVarint(s.key, int64(at))
		}
		s.key = binary.AppendVarint(s.key, -1)
	}
	if !s.seen[string(s.key)] {
		s.seen[string(s.key)] = true
		s.todo = append(s.todo, n)
	}
}

// readLiterals goes on to the next hole, or to the end of the ARN.
func (s *search) readLiterals(n node) node {
	for !n.inHole && n.part < len(s.arn) && s.arn[n.part].Hole == nil {
		for _, c := range s.arn[n.part].Literal {
			n.states = s.read(n.states[:0], n.states, c, nil)
		}
		n.part++
	}
	return n
}

// readHole goes all ways that a hole of the ARN can be filled.
func (s *search) readHole(n node) {
	filled := s.arn[n.part].Hole
	first := filled
	switch {
	case n.inHole:
		first = nil
		s.visit(s.leave(n))
	case filled.Kind == model.HoleVerb:
		s.readVerbs(n)
		return
	default:
		n.atEnd = s.after(n.states, filled)
		if alphabetOf(filled).empty {
			s.visit(s.leave(n))
		}
	}
	for _, c := range s.characters(n.states, alphabetOf(filled)) {
		s.visit(node{part: n.part, inHole: true, states: s.read(nil, n.states, c, first), atEnd: slices.Clone(n.atEnd)})
	}
}

// readVerbs tries each verb.
func (s *search) readVerbs(n node) {
	for _, verb := range verbs() {
		states := slices.Clone(n.states)
		for _, c := range verb {
			states = s.read(states[:0], states, c, nil)
		}
		s.visit(node{part: n.part + 1, states: states})
	}
}

// leave ends a hole of the ARN.
func (s *search) leave(n node) node {
	states := slices.Concat(n.states, n.atEnd)
	for i, at := range states {
		if at%perElement == paired {
			states[i] += beyond - paired
		}
	}
	return node{part: n.part + 1, states: states}
}

// after are the states after those holes of the pattern that are filled as the given one.
func (s *search) after(states []state, filled *model.Hole) []state {
	var found []state
	for _, at := range s.closure(states) {
		if e := s.element(at); e.kind == hole && same(e.hole, filled) {
			found = append(found, following(at))
		}
	}
	return found
}

// other stands for all characters that the pattern does not name. It is none that
// text can have.
const other = -1

// characters are those that can make a difference to the states: what the pattern
// waits for, what separates, and any other.
func (s *search) characters(states []state, a alphabet) []rune {
	list := []rune{other}
	if a.separator {
		list = append(list, '/', ':')
	}
	for _, at := range s.closure(states) {
		if e := s.element(at); e.kind == character && a.has(e.char) && !slices.Contains(list, e.char) {
			list = append(list, e.char)
		}
	}
	return list
}

// element is what a state is about; at the end it is one that takes nothing.
func (s *search) element(at state) element {
	if at == s.end() {
		return element{kind: nothing}
	}
	return s.pattern[at/perElement]
}

// following is the state before the next element.
func following(at state) state { return (at/perElement + 1) * perElement }

// closure adds the states that are reached without reading anything. The result holds
// until the next call.
func (s *search) closure(from []state) []state {
	s.mark++
	s.closed = s.closed[:0]
	for _, at := range from {
		for s.marks[at] != s.mark {
			s.marks[at] = s.mark
			s.closed = append(s.closed, at)
			if s.mayEnd(at) {
				at = following(at)
			}
		}
	}
	s.steps += len(s.closed)
	return s.closed
}

// mayEnd reports whether the element of a state may end there.
func (s *search) mayEnd(at state) bool {
	switch e := s.element(at); e.kind {
	case many, rest:
		return true
	case hole:
		isRead := at%perElement == inside || at%perElement == paired
		return s.reading == generous && (isRead || at%perElement == before && alphabetOf(e.hole).empty)
	default:
		return false
	}
}

// read adds to next the states after one more character; next may use the space of
// from. first is the hole of the ARN that begins with the character, if any.
func (s *search) read(next, from []state, c rune, first *model.Hole) []state {
	for _, at := range s.closure(from) {
		switch e := s.element(at); {
		case !s.takes(e, c):
		case e.kind == many, e.kind == rest:
			next = append(next, at)
		case e.kind == hole:
			next = append(next, at/perElement*perElement+within(at%perElement, e.hole, first))
		default:
			next = append(next, following(at))
		}
	}
	return next
}

// takes reports whether an element can match a character.
func (s *search) takes(e element, c rune) bool {
	switch e.kind {
	case character:
		return c == e.char
	case one, many:
		return s.reading == generous || c != ':'
	case rest:
		return true
	case hole:
		return s.reading == generous && alphabetOf(e.hole).has(c)
	default:
		return false
	}
}

// within is what has been read of a hole of the pattern after one more character.
func within(read state, hole, first *model.Hole) state {
	switch {
	case read == paired:
		return paired
	case read == before && first != nil && different(hole, first):
		return paired
	default:
		return inside
	}
}
