package expression

import (
	"regexp/syntax"
	"strings"
)

// maxProgram is, in instructions, the largest expression that is followed step by step.
const maxProgram = 4 * maxWeight

// A machine follows a text through an expression, character by character. Go's own
// engine tells whether a text matches, but not how far it came.
//
// Only texts of printable ASCII count, as everywhere in this package: what could only go
// on with another character cannot go on. A machine is for one goroutine.
type machine struct {
	parsed  *syntax.Regexp
	program *syntax.Prog
	alive   []bool // by place: whether some text leads from there to the end of a match
	steps   uint32
	visits  int      // of instructions, in all steps
	seen    []uint32 // by instruction: the step that was there last
}

// A side is what stands before or after a place, as far as an assertion can tell.
type side int

const (
	edge side = iota // of the text
	letter
	mark
	sides
)

// sample is a character of each side.
var sample = [sides]rune{edge: -1, letter: 'a', mark: '.'}

func sideOf(character byte) side {
	if syntax.IsWordChar(rune(character)) {
		return letter
	}
	return mark
}

// place numbers an instruction together with what stands around it.
func place(instruction uint32, before, after side) int {
	return (int(instruction)*int(sides)+int(before))*int(sides) + int(after)
}

// newMachine is nil where the expression is too large.
func newMachine(expression string) *machine {
	parsed, err := syntax.Parse(expression, syntax.Perl)
	if err != nil {
		return nil
	}
	program, err := syntax.Compile(parsed.Simplify())
	if err != nil || len(program.Inst) > maxProgram {
		return nil
	}
	m := &machine{parsed: parsed, program: program, seen: make([]uint32, len(program.Inst))}
	m.findAlive()
	return m
}

// findAlive goes from the ends of matches back to all that lead there.
func (m *machine) findAlive() {
	m.alive = make([]bool, len(m.program.Inst)*int(sides*sides))
	from := make([][]int, len(m.alive))
	var reached []int
	for i := range m.program.Inst {
		for before := edge; before < sides; before++ {
			for after := edge; after < sides; after++ {
				here := place(uint32(i), before, after)
				m.leads(uint32(i), before, after, func(there int) { from[there] = append(from[there], here) })
				if m.program.Inst[i].Op == syntax.InstMatch && after == edge {
					m.alive[here], reached = true, append(reached, here)
				}
			}
		}
	}
	for len(reached) > 0 {
		last := reached[len(reached)-1]
		reached = reached[:len(reached)-1]
		for _, here := range from[last] {
			if !m.alive[here] {
				m.alive[here], reached = true, append(reached, here)
			}
		}
	}
}

// leads yields the places that follow a place.
func (m *machine) leads(i uint32, before, after side, yield func(int)) {
	instruction := &m.program.Inst[i]
	switch instruction.Op {
	case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
		if after == edge || !takesSome(instruction, after) {
			return
		}
		for next := edge; next < sides; next++ {
			yield(place(instruction.Out, after, next))
		}
	default:
		for _, next := range passes(instruction, before, after) {
			yield(place(next, before, after))
		}
	}
}

// passes are the instructions that follow one that takes no character.
func passes(instruction *syntax.Inst, before, after side) []uint32 {
	switch instruction.Op {
	case syntax.InstAlt, syntax.InstAltMatch:
		return []uint32{instruction.Out, instruction.Arg}
	case syntax.InstCapture, syntax.InstNop:
		return []uint32{instruction.Out}
	case syntax.InstEmptyWidth:
		if syntax.EmptyOp(instruction.Arg)&^syntax.EmptyOpContext(sample[before], sample[after]) == 0 {
			return []uint32{instruction.Out}
		}
	}
	return nil
}

// takesSome reports whether an instruction takes some printable character of a side.
func takesSome(instruction *syntax.Inst, of side) bool {
	for c := byte(' '); c <= '~'; c++ {
		if sideOf(c) == of && instruction.MatchRune(rune(c)) {
			return true
		}
	}
	return false
}

// A front is all that an expression may be at after some text.
type front struct {
	at     []uint32
	before side
}

func (m *machine) start() front { return front{[]uint32{uint32(m.program.Start)}, edge} }

// canGoOn reports whether some text leads from a front to a match; canEnd, whether the
// text so far is one.
func (m *machine) canGoOn(f front) bool { return m.leadsOn(f, letter) || m.leadsOn(f, mark) }

func (m *machine) canEnd(f front) bool { return m.leadsOn(f, edge) }

func (m *machine) leadsOn(f front, after side) bool {
	for _, i := range f.at {
		if m.alive[place(i, f.before, after)] {
			return true
		}
	}
	return false
}

// step takes one character.
func (m *machine) step(f front, character byte) front {
	m.steps++
	next := front{before: sideOf(character)}
	open := append([]uint32(nil), f.at...)
	for len(open) > 0 {
		i := open[len(open)-1]
		open = open[:len(open)-1]
		if m.seen[i] == m.steps {
			continue
		}
		m.seen[i] = m.steps
		m.visits++
		instruction := &m.program.Inst[i]
		switch instruction.Op {
		case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
			if instruction.MatchRune(rune(character)) {
				next.at = append(next.at, instruction.Out)
			}
		default:
			open = append(open, passes(instruction, f.before, next.before)...)
		}
	}
	return next
}

// reach is how many characters of a text can begin a match of a whole text, and whether
// no character at all could follow them.
func (m *machine) reach(text string) (count int, full bool) {
	f := m.start()
	for i := range len(text) {
		next := m.step(f, text[i])
		if !m.canGoOn(next) && !m.canEnd(next) {
			return i, !m.canGoOn(f)
		}
		f = next
	}
	return len(text), false
}

// width is at how many instructions the expression is at a time, at most, as it reads
// usual tokens.
func (m *machine) width() int {
	width := 0
	for _, scheme := range []string{"", "Bearer ", "bearer "} {
		m.visits = 0
		count, _ := m.reach(scheme + jwt)
		width = max(width, m.visits/(count+1))
	}
	return width
}

// matchesNothing reports whether no text at all is a match.
func (m *machine) matchesNothing() bool { return !m.canGoOn(m.start()) && !m.canEnd(m.start()) }

const (
	// maxPrefix is the longest prefix that is looked for.
	maxPrefix = 64
	// maxFront is the widest front that is tried with every character.
	maxFront = 64
)

// prefix is what every match begins with. Of letters in either case, one is given.
func (m *machine) prefix() string {
	var prefix strings.Builder
	f := m.start()
	for prefix.Len() < maxPrefix && len(f.at) <= maxFront && !m.canEnd(f) {
		character, next := m.only(f)
		if character == 0 {
			break
		}
		prefix.WriteByte(character)
		f = next
	}
	return prefix.String()
}

// only is the one character that goes on from a front; 0: there are others, or none.
func (m *machine) only(f front) (only byte, next front) {
	for c := byte(' '); c <= '~'; c++ {
		after := m.step(f, c)
		switch {
		case !m.canGoOn(after) && !m.canEnd(after):
		case only == 0:
			only, next = c, after
		case !strings.EqualFold(string(only), string(c)):
			return 0, front{}
		default:
			next.at = append(next.at, after.at...)
		}
	}
	return only, next
}
