package expression

import (
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/model"
)

// A Format is what an expression asks for, beyond which samples it takes.
type Format struct {
	Known  bool   // nothing below is known of an expression that Go's own engine cannot read
	Listed bool   // it lists the values that it takes, or says how long all of them are
	Begins bool   // a token with a scheme, or a usual one, begins with a value that it lists
	Prefix string // a scheme, or another beginning, that no usual token has
}

// maxListed is the highest number of values that somebody would list.
const maxListed = 100

// How many characters a key has at least whose length somebody would give, and a token
// behind Bearer.
const leastKey, leastToken = 8, 16

// Format tells what the expression asks for.
func (e Expression) Format() Format {
	m := e.machine()
	if m == nil {
		return Format{}
	}
	format := Format{Known: true}
	if longest, values := sizeOf(m.parsed); longest > 0 && !m.matchesNothing() {
		format.Listed = values <= maxListed
		format.Begins = format.Listed && e.begins()
		format.Listed = format.Listed || e.hasOwnLength(m)
	}
	if prefix := m.prefix(); isOwn(prefix) {
		format.Prefix = prefix
	}
	return format
}

// hasOwnLength reports whether all texts that the expression matches are equally long, as
// keys and tokens of one's own are.
func (e Expression) hasOwnLength(m *machine) bool {
	length, fixed := fixedLength(m.parsed)
	least := leastKey
	if strings.Contains(strings.ToLower(e.text), "bearer") {
		least = len("Bearer ") + leastToken
	}
	return fixed && length >= least
}

// machine is nil where Go's own engine cannot read the expression, or it is too large.
func (e Expression) machine() *machine {
	if !e.plain || e.full == nil {
		return nil
	}
	return newMachine(e.text)
}

// begins reports whether a token begins as the expression says.
func (e Expression) begins() bool {
	beginning := plain(`\A(?:` + e.text + `)`)
	return slices.ContainsFunc(Samples(), func(s Sample) bool {
		return (s.Usual || s.Scheme != "") && beginning.answer(s.Text()) == model.Yes
	})
}

// isOwn reports whether no usual token begins like that. What names Bearer is meant for
// usual tokens, whatever else it asks for.
func isOwn(prefix string) bool {
	prefix = strings.ToLower(prefix)
	if prefix == "" || strings.Contains(prefix, "bearer") {
		return false
	}
	for _, s := range Samples() {
		if s.Usual && strings.HasPrefix(strings.ToLower(s.Text()), prefix) {
			return false
		}
	}
	return true
}

// A Trial is what becomes of a sample.
type Trial struct {
	Sample       Sample
	Full, Search model.Answer
}

// Try tries all samples.
func (e Expression) Try() []Trial { return e.try(Samples()) }

// TryWith tries tokens behind a prefix.
func (e Expression) TryWith(prefix string) []Trial {
	samples := tokens()
	for i := range samples {
		samples[i].Scheme = prefix
	}
	return e.try(samples)
}

func (e Expression) try(samples []Sample) []Trial {
	trials := make([]Trial, len(samples))
	for i, s := range samples {
		full, search := e.Match(s.Text())
		trials[i] = Trial{s, full, search}
	}
	return trials
}
