package handler

import (
	"bytes"
	"encoding/json"
	"slices"

	"github.com/authlint/authlint/internal/model"
)

// report says what all ways through the function came to.
func (a *analysis) report(h *model.Handler) {
	if !a.whole.IsZero() {
		h.Range = a.whole
	}
	h.Wrappers = a.wrappers
	h.Outcomes = model.Complete(a.outcomes()...)
	if a.gaveUp != "" {
		h.Outcomes.Open(a.gaveUp)
	}
	h.Reads = model.Complete(a.eventReads()...)
	switch {
	case a.gaveUp != "":
		h.Reads.Open(a.gaveUp)
	case a.escaped != "":
		h.Reads.Open(a.escaped)
	case len(a.order) == maxReads:
		h.Reads.Open("there are too many")
	}
}

// outcomes are what ways end in, each once, in the order of the source.
func (a *analysis) outcomes() []*model.Outcome {
	var outcomes []*model.Outcome
	var keys [][]byte
	calm := map[int]bool{} // those reached without an error
	for _, p := range a.ways {
		key, _ := json.Marshal(p.outcome)
		i := slices.IndexFunc(keys, func(k []byte) bool { return bytes.Equal(k, key) })
		if i < 0 {
			i, outcomes, keys = len(outcomes), append(outcomes, p.outcome), append(keys, key)
		}
		calm[i] = calm[i] || !p.onError
	}
	for i, o := range outcomes {
		switch {
		case len(outcomes) == 1 && a.gaveUp == "":
			o.Reached = model.ReachedAlways
		case !calm[i]:
			o.Reached = model.ReachedOnError
		default:
			o.Reached = model.ReachedMaybe
		}
	}
	slices.SortStableFunc(outcomes, func(x, y *model.Outcome) int { return x.Range.Compare(y.Range) })
	return outcomes
}

// eventReads are the places where fields of the event are read, in the order of the source.
func (a *analysis) eventReads() []*model.EventRead {
	decides, tested := a.deciding()
	var reads []*model.EventRead
	for _, place := range a.order {
		bit := a.bit(place.field)
		read := &model.EventRead{Field: place.field, Range: place.at}
		switch {
		case decides&bit != 0:
			read.Decides = model.Written(true, place.at)
		case a.gaveUp == "" && a.escaped == "" && tested&(bit|1<<anyField) == 0 && !a.anyUnknown():
			read.Decides = model.Written(false, place.at)
		default:
			read.Decides = model.Unknown[bool](place.at, "how much the decision depends on it")
		}
		reads = append(reads, read)
	}
	slices.SortStableFunc(reads, func(x, y *model.EventRead) int { return x.Range.Compare(y.Range) })
	return reads
}

// anyUnknown reports an answer of which nothing is known: any field may decide about it.
func (a *analysis) anyUnknown() bool {
	return slices.ContainsFunc(a.ways, func(p *way) bool {
		kind, known := p.outcome.Kind.Get()
		return !known || kind == model.OutcomePolicy && !isSettled(p.outcome) || kind == model.OutcomeSimple && p.outcome.IsAuthorized.State == model.StateUnknown
	})
}

// isSettled reports whether the effects of a policy are known.
func isSettled(o *model.Outcome) bool {
	if o.Policy.State == model.StateUnset {
		return true
	}
	policy, known := o.Policy.Get()
	return known && policy.Statements.Complete && !slices.ContainsFunc(policy.Statements.Items, func(s *model.Statement) bool { return s.Effect.State == model.StateUnknown })
}

// deciding is the sets of fields that the decision depends on, and of those that take part
// in any test, or that something out of view may fail for. A field decides where a test that
// it takes part in parts ways that differ in whether they allow.
func (a *analysis) deciding() (decides, tested uint64) {
	tested = a.given
	for _, p := range a.ways {
		for _, d := range p.decisions {
			tested |= d.direct | d.through
		}
	}
	if a.gaveUp != "" {
		return 0, tested
	}
	a.part(a.ways, 0, &decides)
	return decides, tested
}

// part looks at the decision at a depth, which all of these ways have in common before it.
func (a *analysis) part(paths []*way, depth int, decides *uint64) {
	for len(paths) > 0 {
		if len(paths[0].decisions) <= depth {
			return
		}
		var sides [][]*way
		for rest := paths; len(rest) > 0; {
			n := 1
			for n < len(rest) && rest[n].decisions[depth].taken == rest[0].decisions[depth].taken {
				n++
			}
			sides, rest = append(sides, rest[:n]), rest[n:]
		}
		first := paths[0].decisions[depth]
		if len(sides) == 2 && differ(sides[0], sides[1]) {
			*decides |= first.direct &^ (1 << anyField)
		}
		for _, side := range sides[1:] {
			a.part(side, depth+1, decides)
		}
		paths, depth = sides[0], depth+1
	}
}

// differ reports whether one side only refuses where the other may allow, or only allows
// where the other may refuse.
func differ(a, b []*way) bool {
	return all(a, model.No) && some(b, model.Yes) || all(b, model.No) && some(a, model.Yes) ||
		all(a, model.Yes) && some(b, model.No) || all(b, model.Yes) && some(a, model.No)
}

func all(ways []*way, answer model.Answer) bool {
	return !slices.ContainsFunc(ways, func(w *way) bool { return allows(w.outcome) != answer })
}

func some(ways []*way, answer model.Answer) bool {
	return slices.ContainsFunc(ways, func(w *way) bool { return allows(w.outcome) == answer })
}

// allows answers whether an outcome lets any request through.
func allows(o *model.Outcome) model.Answer {
	kind, known := o.Kind.Get()
	switch {
	case !known:
		return model.Undecided
	case kind == model.OutcomeSimple:
		is, known := o.IsAuthorized.Get()
		if !known {
			return model.Undecided
		}
		return model.AnswerOf(is)
	case kind != model.OutcomePolicy || o.Policy.State == model.StateUnset:
		return model.No
	}
	policy, known := o.Policy.Get()
	if !known || !policy.Statements.Complete {
		return model.Undecided
	}
	answer := model.No
	for _, s := range policy.Statements.Items {
		switch effect, known := s.Effect.Get(); {
		case known && effect == "Allow":
			return model.Yes
		case !known && s.Effect.State == model.StateUnknown:
			answer = model.Undecided
		}
	}
	return answer
}
