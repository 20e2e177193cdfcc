// Package literals is the built-in rules as they compile, written as Go. To parse and to
// compile their text at every start takes several times as long.
//
// files.go is generated; what it is written in is here, and has short names, since there
// is much of it.
package literals

import (
	"fmt"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/authlint/authlint/internal/finding"
)

// A File is one file of Rego.
type File struct {
	Path   string
	Sum    uint32       // of the text that it was made of
	Rule   finding.Rule // none where it is what rules share
	Module func() *ast.Module
}

// module is a compiled file; where is the reference to its package.
func module(file string, where *ast.Term, rules ...*ast.Rule) *ast.Module {
	module := &ast.Module{Package: &ast.Package{Path: where.Value.(ast.Ref)}, Rules: rules}
	for _, rule := range rules {
		for ; rule != nil; rule = rule.Else {
			rule.Module, rule.Location.File = module, file
		}
	}
	return module
}

// line is a line of the file of a rule.
func line(row int) *ast.Location { return &ast.Location{Row: row, Col: 1} }

func body(exprs ...*ast.Expr) ast.Body {
	for i, expr := range exprs {
		expr.Index = i
	}
	return exprs
}

// The functions below are called thousands of times: inlined, they make the program
// larger by a megabyte.

// is is an expression that is one term.
//
//go:noinline
func is(term *ast.Term) *ast.Expr { return &ast.Expr{Terms: term} }

// call has an operator before its operands.
//
//go:noinline
func call(terms ...*ast.Term) *ast.Expr { return &ast.Expr{Terms: terms} }

func not(expr *ast.Expr) *ast.Expr {
	expr.Negated = true
	return expr
}

//go:noinline
func term(value ast.Value) *ast.Term { return &ast.Term{Value: value} }

//go:noinline
func str(text string) *ast.Term { return ast.InternedTerm(text) }

//go:noinline
func v(name ast.Var) *ast.Term { return &ast.Term{Value: name} }

//go:noinline
func local(number int) *ast.Term { return v(ast.Var(fmt.Sprintf(LocalForm, number))) }

//go:noinline
func ref(parts ...*ast.Term) *ast.Term { return &ast.Term{Value: ast.Ref(parts)} }

// LocalForm is how the compiler names local variables.
const LocalForm = "__local%d__"

// path is a reference that has names only.
func path(head ast.Var, names ...string) *ast.Term {
	ref := make(ast.Ref, 0, 1+len(names))
	ref = append(ref, v(head))
	for _, name := range names {
		ref = append(ref, str(name))
	}
	return &ast.Term{Value: ref}
}
