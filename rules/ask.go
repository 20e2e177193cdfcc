package rules

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/model"
)

// Ask asks every rule about every subject of an API.
//
// A rule that fails, or takes longer than 2 seconds, is not asked about this API
// again: an error names it, and comes with the findings of all others. How long the
// whole of it may take is up to the context.
func (e *Engine) Ask(ctx context.Context, api *model.API) ([]finding.Finding, error) {
	questions, wanted := e.questions(api)
	i := interview{engine: e, api: api, input: e.encoders.newInput(wanted), failed: map[string]error{}}
	for _, q := range questions {
		i.ask(ctx, q)
		if err := ctx.Err(); err != nil {
			return i.findings, fmt.Errorf("ask rules about %s: %w", api.Address, err)
		}
	}
	return i.findings, i.failures()
}

// A question is a subject and the rules that may find something about it.
type question struct {
	subject model.Subject
	rules   []string // ids, sorted
}

// questions are those worth asking about an API, and the fields that it takes.
func (e *Engine) questions(api *model.API) (questions []question, wanted []bool) {
	wanted = make([]bool, len(e.encoders.names))
	for _, subject := range api.Subjects() {
		open := e.program.gates[subject.Kind].open(subject.Input)
		for _, id := range open {
			for name, read := range e.reads[id] {
				wanted[name] = wanted[name] || read
			}
		}
		if len(open) > 0 {
			questions = append(questions, question{subject, open})
		}
	}
	return questions, wanted
}

// An interview is the rules being asked about one API.
type interview struct {
	engine   *Engine
	api      *model.API
	input    *input
	findings []finding.Finding
	failed   map[string]error // by the id of the rule
}

func (i *interview) ask(ctx context.Context, q question) {
	input := i.input.term(q.subject.Input)
	for _, id := range q.rules {
		if i.failed[id] != nil || ctx.Err() != nil {
			continue
		}
		if err := i.askOne(ctx, id, q.subject, input); err != nil {
			i.failed[id] = fmt.Errorf("rule %s, asked about %s: %w", id, q.subject.Address, err)
		}
	}
}

// askOne keeps what one rule finds; an error comes with what it found before.
func (i *interview) askOne(ctx context.Context, id string, subject model.Subject, input *ast.Term) error {
	found, err := i.engine.program.evaluate(ctx, id, input)
	if err != nil {
		return err
	}
	return found.Iter(func(member *ast.Term) error {
		f, err := i.finding(id, subject, member)
		if err == nil {
			i.findings = append(i.findings, f)
		}
		return err
	})
}

// failures joins what went wrong, in the order of ids.
func (i *interview) failures() error {
	var all []error
	for _, id := range slices.Sorted(maps.Keys(i.failed)) {
		all = append(all, i.failed[id])
	}
	return errors.Join(all...)
}
