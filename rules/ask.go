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
	i := interview{engine: e, api: api, input: e.encoders.newInput(), failed: map[string]error{}}
	for _, subject := range api.Subjects() {
		i.ask(ctx, subject)
		if err := ctx.Err(); err != nil {
			return i.findings, fmt.Errorf("ask rules about %s: %w", api.Address, err)
		}
	}
	return i.findings, i.failures()
}

// An interview is the rules being asked about one API.
type interview struct {
	engine   *Engine
	api      *model.API
	input    *input
	findings []finding.Finding
	failed   map[string]error // by the id of the rule
}

// ask asks all rules at once, and one by one as soon as one of them fails.
func (i *interview) ask(ctx context.Context, subject model.Subject) {
	ids := i.engine.program.subjects[subject.Kind]
	if len(ids) == 0 {
		return
	}
	input := i.input.term(subject.Input)
	if !i.anyFailed(ids) && i.askTogether(ctx, subject, input) == nil {
		return
	}
	for _, id := range ids {
		if i.failed[id] == nil && ctx.Err() == nil {
			i.askAlone(ctx, id, subject, input)
		}
	}
}

func (i *interview) anyFailed(ids []string) bool {
	return slices.ContainsFunc(ids, func(id string) bool { return i.failed[id] != nil })
}

// askTogether keeps what all rules find, or nothing where one of them fails.
func (i *interview) askTogether(ctx context.Context, subject model.Subject, input *ast.Term) error {
	found, err := i.engine.program.evaluate(ctx, askRef(subject.Kind), input)
	if err != nil {
		return err
	}
	var findings []finding.Finding
	err = found.Iter(func(member *ast.Term) error {
		pair := member.Value.(*ast.Array) // as merge makes them
		id := string(pair.Elem(0).Value.(ast.String))
		f, err := i.finding(id, subject, pair.Elem(1))
		findings = append(findings, f)
		return err
	})
	if err == nil {
		i.findings = append(i.findings, findings...)
	}
	return err
}

// askAlone keeps what one rule finds, or its failure.
func (i *interview) askAlone(ctx context.Context, id string, subject model.Subject, input *ast.Term) {
	found, err := i.engine.program.evaluate(ctx, ruleRef(subject.Kind, id), input)
	if err == nil {
		err = found.Iter(func(member *ast.Term) error {
			f, err := i.finding(id, subject, member)
			if err == nil {
				i.findings = append(i.findings, f)
			}
			return err
		})
	}
	if err != nil {
		i.failed[id] = fmt.Errorf("rule %s, asked about %s: %w", id, subject.Address, err)
	}
}

// failures joins what went wrong, in the order of ids.
func (i *interview) failures() error {
	var all []error
	for _, id := range slices.Sorted(maps.Keys(i.failed)) {
		all = append(all, i.failed[id])
	}
	return errors.Join(all...)
}
