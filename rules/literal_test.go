package rules

import (
	"context"
	"fmt"
	"go/format"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/authlint/authlint/rules/literals"
)

//go:generate go test . -run TestLiteralsAreCurrent -update

const literalFiles = "literals/files.go"

// TestLiteralsAreCurrent asserts that literals/files.go is what the rules compile to;
// -update writes it.
func TestLiteralsAreCurrent(t *testing.T) {
	want := literalsOf(t)
	if *update {
		if err := os.WriteFile(literalFiles, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(literalFiles)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != string(got) {
		t.Error("literals/files.go is not current; run go generate ./rules")
	}
}

// literalsOf prints all compiled rules. Each is compiled with nothing but what rules
// share, so that a change of one rule changes nothing in the others.
func literalsOf(t *testing.T) []byte {
	t.Helper()
	l, err := readLibrary(builtIn)
	if err != nil {
		t.Fatal(err)
	}
	out := &strings.Builder{}
	fmt.Fprintln(out, "// Code generated from the rules by go generate. DO NOT EDIT.\n\npackage literals\n\nimport (\n\"github.com/open-policy-agent/opa/v1/ast\"\n\n\"github.com/authlint/authlint/internal/finding\"\n)")
	fmt.Fprintln(out, "\n// Files are the rules, and what they share.\nfunc Files() []File {\nreturn []File{")
	for _, shared := range l.shared {
		module := compiledModule(t, library{shared: l.shared}, shared.path)
		fmt.Fprintf(out, "{Path: %q, Sum: %d, Module: func() *ast.Module { return %s }},\n", shared.path, sum([]byte(shared.text)), printModule(t, module))
	}
	for _, rule := range l.rules {
		module := compiledModule(t, library{rules: []ruleFile{rule}, shared: l.shared}, rule.path)
		fmt.Fprintf(out, "{Path: %q, Sum: %d, Rule: %#v, Module: func() *ast.Module { return %s }},\n", rule.path, sum([]byte(rule.text)), rule.Rule, printModule(t, module))
	}
	fmt.Fprintln(out, "}\n}")
	formatted, err := format.Source([]byte(out.String()))
	if err != nil {
		t.Fatal(err, out.String())
	}
	return formatted
}

func compiledModule(t *testing.T, l library, path string) *ast.Module {
	t.Helper()
	compiler, err := l.compiler(true)
	if err != nil {
		t.Fatal(err)
	}
	return compiler.Modules[path]
}

// A printer writes compiled Rego as Go.
type printer struct{ t *testing.T }

func printModule(t *testing.T, module *ast.Module) string {
	p := printer{t}
	path := module.Package.Location.File
	return fmt.Sprintf("module(%q, %s,\n%s)", path, p.ref(module.Package.Path), list(module.Rules, p.rule, ",\n"))
}

func list[T any](items []T, show func(T) string, separator string) string {
	var shown []string
	for _, item := range items {
		shown = append(shown, show(item))
	}
	return strings.Join(shown, separator)
}

func (p printer) rule(rule *ast.Rule) string {
	fields := []string{fmt.Sprintf("Head: %s, Body: %s, Location: line(%d)", p.head(rule.Head), p.body(rule.Body), rule.Location.Row)}
	if rule.Default {
		fields = append(fields, "Default: true")
	}
	if rule.Else != nil {
		fields = append(fields, "Else: "+p.rule(rule.Else))
	}
	return "&ast.Rule{" + strings.Join(fields, ", ") + "}"
}

func (p printer) head(head *ast.Head) string {
	fields := []string{fmt.Sprintf("Name: %q, Reference: ast.Ref{%s}", string(head.Name), list(head.Reference, p.term, ", "))}
	if len(head.Args) > 0 {
		fields = append(fields, "Args: ast.Args{"+list(head.Args, p.term, ", ")+"}")
	}
	if head.Key != nil {
		fields = append(fields, "Key: "+p.term(head.Key))
	}
	if head.Value != nil {
		fields = append(fields, "Value: "+p.term(head.Value))
	}
	return "&ast.Head{" + strings.Join(fields, ", ") + "}"
}

func (p printer) body(body ast.Body) string { return "body(" + list(body, p.expr, ", ") + ")" }

func (p printer) expr(expr *ast.Expr) string {
	if len(expr.With) > 0 {
		p.t.Fatalf("%v: a rule with `with`", expr.Location)
	}
	if expr.Negated {
		return "not(" + p.terms(expr) + ")"
	}
	return p.terms(expr)
}

func (p printer) terms(expr *ast.Expr) string {
	switch terms := expr.Terms.(type) {
	case *ast.Term:
		return "is(" + p.term(terms) + ")"
	case []*ast.Term:
		return "call(" + list(terms, p.term, ", ") + ")"
	case *ast.Every:
		key := "nil"
		if terms.Key != nil {
			key = p.term(terms.Key)
		}
		return fmt.Sprintf("&ast.Expr{Terms: &ast.Every{Key: %s, Value: %s, Domain: %s, Body: %s}}", key, p.term(terms.Value), p.term(terms.Domain), p.body(terms.Body))
	default:
		p.t.Fatalf("%v: an expression of type %T", expr.Location, terms)
		return ""
	}
}

func (p printer) term(term *ast.Term) string {
	switch v := term.Value.(type) {
	case ast.String:
		return "str(" + strconv.Quote(string(v)) + ")"
	case ast.Var:
		var number int
		if n, _ := fmt.Sscanf(string(v), literals.LocalForm, &number); n == 1 {
			return fmt.Sprintf("local(%d)", number)
		}
		return fmt.Sprintf("v(%q)", string(v))
	case ast.Ref:
		return p.ref(v)
	default:
		return "term(" + p.value(v) + ")"
	}
}

func (p printer) ref(ref ast.Ref) string {
	names := []string{strconv.Quote(string(ref[0].Value.(ast.Var)))}
	for _, part := range ref[1:] {
		name, ok := part.Value.(ast.String)
		if !ok {
			return "ref(" + list(ref, p.term, ", ") + ")"
		}
		names = append(names, strconv.Quote(string(name)))
	}
	if strings.HasPrefix(names[0], `"__local`) {
		return "ref(" + list(ref, p.term, ", ") + ")"
	}
	return "path(" + strings.Join(names, ", ") + ")"
}

func (p printer) value(value ast.Value) string {
	switch v := value.(type) {
	case ast.Null:
		return "ast.NullValue"
	case ast.Boolean:
		return fmt.Sprintf("ast.Boolean(%v)", bool(v))
	case ast.Number:
		return fmt.Sprintf("ast.Number(%q)", string(v))
	case *ast.Array:
		return "ast.NewArray(" + list(slices.Collect(elements(v)), p.term, ", ") + ")"
	case ast.Set:
		return "ast.NewSet(" + list(v.Slice(), p.term, ", ") + ")"
	case ast.Object:
		return "ast.NewObject(" + list(v.Keys(), func(key *ast.Term) string { return "ast.Item(" + p.term(key) + ", " + p.term(v.Get(key)) + ")" }, ", ") + ")"
	case *ast.ArrayComprehension:
		return fmt.Sprintf("&ast.ArrayComprehension{Term: %s, Body: %s}", p.term(v.Term), p.body(v.Body))
	case *ast.SetComprehension:
		return fmt.Sprintf("&ast.SetComprehension{Term: %s, Body: %s}", p.term(v.Term), p.body(v.Body))
	case *ast.ObjectComprehension:
		return fmt.Sprintf("&ast.ObjectComprehension{Key: %s, Value: %s, Body: %s}", p.term(v.Key), p.term(v.Value), p.body(v.Body))
	default:
		p.t.Fatalf("a value of type %T", value)
		return ""
	}
}

func elements(array *ast.Array) func(func(*ast.Term) bool) {
	return func(yield func(*ast.Term) bool) {
		array.Until(func(term *ast.Term) bool { return !yield(term) })
	}
}

// TestLiteralsFindTheSame asserts that rules as literals find what their text finds.
func TestLiteralsFindTheSame(t *testing.T) {
	literal, err := Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	text, err := load(builtIn, nil, true)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(text.Rules(), literal.Rules()); diff != "" {
		t.Error(diff)
	}
	want, err := text.Ask(context.Background(), smallAPI(1))
	if err != nil {
		t.Fatal(err)
	}
	got, err := literal.Ask(context.Background(), smallAPI(1))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestLiteralsOfOtherTextsAreNotUsed asserts that a rule that is being written is what
// the program asks.
func TestLiteralsOfOtherTextsAreNotUsed(t *testing.T) {
	current := literals.Files()
	changed := slices.Clone(current)
	changed[0].Sum++
	renamed := slices.Clone(current)
	renamed[0].Path = "lib/other.rego"
	for name, c := range map[string]struct {
		files []literals.File
		want  bool
	}{"current": {current, true}, "changed": {changed, false}, "renamed": {renamed, false}, "one more": {current[1:], false}} {
		if got, _ := areCurrent(c.files); got != c.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
}
