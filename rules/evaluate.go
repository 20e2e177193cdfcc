package rules

import (
	"context"
	"fmt"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/metrics"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// findings is the set of all that the rule in a file finds.
func (f file) findings() ast.Ref { return f.pkg().Append(ast.StringTerm("findings")) }

// evaluationLimit is how long a rule may take over one subject.
const evaluationLimit = 2 * time.Second

// An interrupt ends an evaluation that takes too long, or whose context has ended.
// Unlike a timer, it costs nothing to set up; it is used by one goroutine.
type interrupt struct {
	ctx      context.Context
	deadline time.Time
	looks    int
	ended    bool
	also     func() bool // another reason to end; nil: none
}

// looksBetween is how often an evaluation asks between two looks at the clock.
const looksBetween = 32

// Cancel is for a topdown.Cancel.
func (i *interrupt) Cancel() { i.ended = true }

// Cancelled is asked before every expression.
func (i *interrupt) Cancelled() bool {
	if i.looks++; i.looks%looksBetween == 1 && !i.ended {
		i.ended = i.ctx.Err() != nil || time.Now().After(i.deadline) || i.also != nil && i.also()
	}
	return i.ended
}

// A base is the data beside rules. There is none, but a rule is evaluated against it where it
// names a key that none of its definitions have.
type base struct {
	store       storage.Store
	transaction storage.Transaction
}

// newBase makes an empty one, which any number of evaluations may read.
func newBase() (base, error) {
	store := inmem.New()
	transaction, err := store.NewTransaction(context.Background())
	return base{store, transaction}, err
}

const answers = ast.Var("answers")

// queryFor asks for all that a rule finds.
func queryFor(findings ast.Ref) ast.Body {
	return ast.NewBody(ast.Equality.Expr(ast.NewTerm(answers), ast.NewTerm(findings)))
}

// evaluate returns the set of what a rule finds about an input.
func (p *program) evaluate(ctx context.Context, id string, input *ast.Term) (ast.Set, error) {
	set, err := p.run(ctx, id, input, &interrupt{ctx: ctx, deadline: time.Now().Add(p.limit)})
	if topdown.IsCancel(err) && ctx.Err() == nil {
		return nil, fmt.Errorf("no answer within %v", p.limit)
	}
	return set, err
}

// run is evaluate until it is interrupted.
func (p *program) run(ctx context.Context, id string, input *ast.Term, cancel topdown.Cancel) (ast.Set, error) {
	query := topdown.NewQuery(p.queries[id]).
		WithCompiler(p.compiler).
		WithStore(p.nothing.store).
		WithTransaction(p.nothing.transaction).
		WithBuiltins(p.functions).
		WithCancel(cancel).
		WithMetrics(metrics.NoOp()).
		WithInput(input).
		WithStrictBuiltinErrors(true)
	var set ast.Set
	err := query.Iter(ctx, func(result topdown.QueryResult) error {
		set, _ = result[answers].Value.(ast.Set)
		return nil
	})
	switch {
	case err != nil:
		return nil, err
	case set == nil:
		return nil, fmt.Errorf("%v is not a set", p.queries[id])
	}
	return set, nil
}
