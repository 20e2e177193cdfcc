package rules

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

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
	i := e.interview(api)
	if e.custom != nil {
		i.spent = &expenses{time: map[string]time.Duration{}, helper: newHelper()}
		defer func() { i.spent.helper.close() }()
	}
	for _, q := range i.questions() {
		i.ask(ctx, q)
		if err := ctx.Err(); err != nil {
			return i.findings, fmt.Errorf("ask rules about %s: %w", api.Address, err)
		}
	}
	return i.findings, i.failures()
}

// A question is a subject and what rules find about it, those that find nothing left out.
type question struct {
	subject model.Subject
	answers []answer // sorted by the id of the rule
}

// An interview is the rules being asked about one API.
type interview struct {
	engine   *Engine
	api      *model.API
	input    *input
	findings []finding.Finding
	failed   map[string]error // by the id of the rule
	spent    *expenses        // nil where rules are trusted
}

func (e *Engine) interview(api *model.API) *interview {
	return &interview{engine: e, api: api, input: e.encoders.newInput(), failed: map[string]error{}}
}

// questions are those worth asking. From now on the input has only what it takes.
func (i *interview) questions() []question {
	e, wanted := i.engine, make([]bool, len(i.engine.encoders.names))
	if e.custom != nil {
		return e.custom.questions(i.api)
	}
	var questions []question
	for _, subject := range i.api.Subjects() {
		answers := e.program.gates[subject.Kind].answers(i.input, subject.Input)
		for _, answer := range answers {
			if answer.found != nil {
				continue
			}
			for name, read := range e.reads[answer.rule] {
				wanted[name] = wanted[name] || read
			}
		}
		if len(answers) > 0 {
			questions = append(questions, question{subject, answers})
		}
	}
	i.input.wanted = wanted
	return questions
}

func (i *interview) ask(ctx context.Context, q question) {
	input := sync.OnceValue(func() *ast.Term { return i.input.term(q.subject.Input) })
	for _, answer := range q.answers {
		if i.failed[answer.rule] != nil || ctx.Err() != nil {
			continue
		}
		if err := i.askOne(ctx, answer, q.subject, input); err != nil {
			i.failed[answer.rule] = fmt.Errorf("rule %s, asked about %s: %w", answer.rule, q.subject.Address, err)
		}
	}
}

// askOne keeps what one rule finds; an error comes with what it found before.
func (i *interview) askOne(ctx context.Context, answer answer, subject model.Subject, input func() *ast.Term) (err error) {
	if i.engine.custom != nil {
		return i.askConfined(ctx, answer.rule, subject, input())
	}
	found := answer.found
	if found == nil {
		if found, err = i.engine.program.evaluate(ctx, answer.rule, input()); err != nil {
			return err
		}
	}
	return found.Iter(func(member *ast.Term) error {
		f, err := i.finding(answer.rule, subject, member)
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
