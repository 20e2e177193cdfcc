package rules

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/metrics"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/model"
)

// The bounds of rules that nobody vouches for.
const (
	grace          = 500 * time.Millisecond // for what looks at no clock
	maxFindings    = 1000                   // of one rule about one subject
	maxMessage     = 2000                   // bytes
	maxFinding     = 64 << 10               // characters of all that it says
	maxMemory      = 512 << 20              // more than there was when the engine was made
	shownInMistake = 300                    // bytes of what a rule says
)

// A confinement is what an engine of custom rules has in place of gates: these rules are
// asked about every subject of their kind, see all of the input, and may fail in any way.
type confinement struct {
	byKind map[string][]answer // what has to be asked about a kind of subject
	memory uint64              // how much there may be

	mu     sync.Mutex
	failed map[string]bool // rules that took too much of time or memory, once for the whole run
}

// expenses are what an interview spends on rules that nobody vouches for.
type expenses struct {
	time   map[string]time.Duration // by the id of the rule
	helper *helper                  // asks them
}

// engine asks those of the rules that are wanted; nil wants all that are not pedantic.
func (f *customFolder) engine(keep func(finding.Rule) bool) *Engine {
	wanted := library{rules: slices.Clone(f.library.rules)}
	wanted.keep(keep)
	e := &Engine{
		rules: map[string]finding.Rule{}, table: wanted.table(), encoders: newEncoders(), outputs: newOutputs(),
		program: &program{compiler: f.compiler, functions: boundedFunctions(builtins()), limit: evaluationLimit, queries: map[string]ast.Body{}},
		custom:  &confinement{byKind: map[string][]answer{}, memory: memoryInUse() + maxMemory, failed: map[string]bool{}},
	}
	for _, rule := range wanted.rules {
		e.rules[rule.ID] = rule.Rule
		e.program.queries[rule.ID] = queryFor(rule.findings())
		e.custom.byKind[rule.Subject] = append(e.custom.byKind[rule.Subject], answer{rule: rule.ID})
	}
	return e
}

// isFull looks twice: what nobody needs any more does not count.
func (c *confinement) isFull() bool {
	if memoryInUse() <= c.memory {
		return false
	}
	runtime.GC()
	return memoryInUse() > c.memory
}

// memoryInUse is what all values take, those that nobody needs any more included.
func memoryInUse() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// questions are all rules about each subject.
func (c *confinement) questions(api *model.API) []question {
	var questions []question
	for _, subject := range api.Subjects() {
		if asked := c.byKind[subject.Kind]; len(asked) > 0 {
			questions = append(questions, question{subject, asked})
		}
	}
	return questions
}

func (c *confinement) hasFailed(id string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.failed[id]
}

func (c *confinement) fail(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.failed[id] = true
}

var errMemory = errors.New("it takes more memory than")

// askConfined is askOne for a rule that may do anything that Rego can. It has 2 seconds for
// all subjects of an API together; once it runs out of them, or of memory, it is not asked
// again in this run.
func (i *interview) askConfined(ctx context.Context, id string, subject model.Subject, input *ast.Term) error {
	e := i.engine
	if e.custom.hasFailed(id) {
		return nil // that has been said
	}
	left := e.program.limit - i.spent.time[id]
	began := time.Now()
	var found []finding.Finding
	err := i.spent.helper.run(left+grace, func() (err error) {
		found, err = i.confined(ctx, id, subject, input, left)
		return err
	})
	i.spent.time[id] += time.Since(began)
	switch {
	case errors.Is(err, errTime): // the helper may still be at it
		e.custom.fail(id)
		i.spent.helper.close()
		i.spent.helper = newHelper()
		return fmt.Errorf("%w %v; it is not asked again in this run", errTime, e.program.limit)
	case errors.Is(err, errMemory):
		e.custom.fail(id)
		return fmt.Errorf("%w; it is not asked again in this run", err)
	}
	i.findings = append(i.findings, found...)
	return err
}

// confined is what one rule finds about a subject in the time that is left.
func (i *interview) confined(ctx context.Context, id string, subject model.Subject, input *ast.Term, left time.Duration) ([]finding.Finding, error) {
	e := i.engine
	full := false
	cancel := &interrupt{ctx: ctx, deadline: time.Now().Add(left), also: func() bool {
		full = e.custom.isFull()
		return full
	}}
	set, err := e.program.run(ctx, id, input, cancel)
	switch {
	case topdown.IsCancel(err) && full:
		return nil, fmt.Errorf("%w %d MiB", errMemory, maxMemory>>20)
	case topdown.IsCancel(err) && ctx.Err() == nil:
		return nil, fmt.Errorf("%w %v", errTime, e.program.limit)
	case err != nil:
		return nil, located(err)
	case set.Len() > maxFindings:
		return nil, fmt.Errorf("it finds %d things about one %s, and at most %d are kept", set.Len(), subject.Kind, maxFindings)
	}
	var found []finding.Finding
	for _, member := range set.Slice() {
		if weight(member, 0) > maxFinding {
			return found, fmt.Errorf("a finding is larger than %d KiB", maxFinding>>10)
		}
		f, err := i.finding(id, subject, predicting(member))
		if err == nil {
			err = sound(f)
		}
		if err != nil {
			return found, errors.New(abridged(err.Error()))
		}
		found = append(found, f)
	}
	return found, nil
}

// located says where evaluation failed, as an editor can jump to it.
func located(err error) error {
	var failed *topdown.Error
	if errors.As(err, &failed) && failed.Location != nil {
		return fmt.Errorf("%s: %s", place(failed.Location), abridged(failed.Message))
	}
	return errors.New(abridged(err.Error()))
}

// predicting is a finding that predicts nothing where it says nothing of that.
func predicting(term *ast.Term) *ast.Term {
	object, ok := term.Value.(ast.Object)
	if !ok || object.Get(predictsKey) != nil {
		return term
	}
	if with, ok := object.Merge(ast.NewObject(ast.Item(predictsKey, ast.ObjectTerm()))); ok {
		return ast.NewTerm(with)
	}
	return term
}

var predictsKey = ast.StringTerm("predicts")

// sound asks of a finding what reports rely on.
func sound(f finding.Finding) error {
	switch {
	case strings.TrimSpace(f.Message) == "":
		return errors.New("message is empty")
	case len(f.Message) > maxMessage:
		return fmt.Errorf("message has %d bytes, and at most %d are shown: %s", len(f.Message), maxMessage, f.Message)
	case f.Range.File == "":
		return errors.New("range names no file; take the range of something in the input")
	}
	return predictable(f.Predicts)
}

// predictable asks for the words that reports and explain know.
func predictable(p finding.Prediction) error {
	words := []struct {
		key, word string
		known     []string
	}{
		{"deployment", p.Deployment, finding.Deployments},
		{"exposure", p.Exposure, finding.Exposures},
	}
	for _, w := range words {
		if w.word != "" && !slices.Contains(w.known, w.word) {
			return fmt.Errorf("predicts.%s is %q; it must be one of %s", w.key, w.word, strings.Join(w.known, ", "))
		}
	}
	if p.Status != 0 && (p.Status < 100 || p.Status > 599) {
		return fmt.Errorf("predicts.status is %d; it must be that of an answer, such as 403", p.Status)
	}
	return nil
}

// abridged cuts what a rule says to what a person reads.
func abridged(text string) string {
	if len(text) <= shownInMistake {
		return text
	}
	return strings.ToValidUTF8(text[:shownInMistake], "") + "…"
}
