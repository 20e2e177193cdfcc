package rules

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// askRef is the set of all that the rules about one kind of subject find.
func askRef(subject string) ast.Ref { return askPackage(subject).Append(ast.StringTerm("findings")) }

// ruleRef is the set of all that one rule finds.
func ruleRef(subject, id string) ast.Ref {
	return file{path: subject + "/" + id + ".rego"}.pkg().Append(ast.StringTerm("findings"))
}

// evaluationLimit is how long a question may take: a rule, or all of them, about one thing.
const evaluationLimit = 2 * time.Second

// evaluate returns a set of findings for an input.
func (p *program) evaluate(ctx context.Context, findings ast.Ref, input *ast.Term) (ast.Set, error) {
	ctx, done := context.WithTimeout(ctx, p.limit)
	defer done()
	cancel := topdown.NewCancel()
	defer context.AfterFunc(ctx, cancel.Cancel)()

	const found = ast.Var("found")
	query := topdown.NewQuery(ast.NewBody(ast.Equality.Expr(ast.NewTerm(found), ast.NewTerm(findings)))).
		WithCompiler(p.compiler).
		WithBuiltins(p.functions).
		WithCancel(cancel).
		WithInput(input).
		WithStrictBuiltinErrors(true)
	var set ast.Set
	err := query.Iter(ctx, func(result topdown.QueryResult) error {
		set, _ = result[found].Value.(ast.Set)
		return nil
	})
	switch {
	case topdown.IsCancel(err) && errors.Is(ctx.Err(), context.DeadlineExceeded):
		return nil, fmt.Errorf("no answer within %v", p.limit)
	case err != nil:
		return nil, err
	case set == nil:
		return nil, fmt.Errorf("%v is not a set", findings)
	}
	return set, nil
}
