package rules

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/open-policy-agent/opa/v1/ast"
)

// A mutant is a module with one step changed.
type mutant struct {
	line  int
	text  string // what is changed, and in which definition; unique in its module
	apply func() // changes the module in place
	undo  func()
}

// of is a copy of the module with the change. Compiling changes a module, too.
func (m mutant) of(module *ast.Module) *ast.Module {
	m.apply()
	defer m.undo()
	return module.Copy()
}

// A mutator walks a parsed module and collects all steps that can be changed.
type mutator struct {
	mutants    []mutant
	definition string // the name of the rule that is being walked
	context    string // the expression that is being walked
}

// mutantsOf are all mutants of a module, in the order of its text:
//
//   - a comparison with its opposite, or with the bound in or out;
//   - another boolean, number or text;
//   - an item less in a constant collection, an entry less in an object;
//   - an expression less in a body, a negation less;
//   - `some` for `every`, and the other way round;
//   - a definition less of several with one name, and an `else` less.
func mutantsOf(module *ast.Module) []mutant {
	m := &mutator{}
	for i, rule := range module.Rules {
		m.definition = rule.Head.Ref().String()
		if slices.ContainsFunc(module.Rules, func(other *ast.Rule) bool { return other != rule && other.Head.Ref().Equal(rule.Head.Ref()) }) {
			m.dropRule(module, i)
		}
		m.rule(rule)
	}
	seen := map[string]int{}
	for i, mutant := range m.mutants {
		if seen[mutant.text]++; seen[mutant.text] > 1 {
			m.mutants[i].text = fmt.Sprintf("%s (%d)", mutant.text, seen[mutant.text])
		}
	}
	return m.mutants
}

func (m *mutator) add(at *ast.Location, change string, apply, undo func()) {
	text := m.definition + ": " + change
	if m.context != "" && !strings.HasSuffix(change, m.context) {
		text += " in " + m.context
	}
	m.mutants = append(m.mutants, mutant{at.Row, text, apply, undo})
}

// replace adds the mutant in which another value stands in a place.
func replace[T any](m *mutator, at *ast.Location, change string, place *T, other T) {
	was := *place
	m.add(at, change, func() { *place = other }, func() { *place = was })
}

func (m *mutator) dropRule(module *ast.Module, i int) {
	m.context = ""
	rule := module.Rules[i]
	replace(m, rule.Location, "drop the definition "+shortened(rule), &module.Rules, slices.Delete(slices.Clone(module.Rules), i, i+1))
}

func (m *mutator) rule(rule *ast.Rule) {
	m.context = shortened(rule.Head)
	for _, arg := range rule.Head.Args {
		m.term(arg)
	}
	for _, term := range []*ast.Term{rule.Head.Key, rule.Head.Value} {
		if term != nil {
			m.term(term)
		}
	}
	m.body(&rule.Body)
	if rule.Else != nil {
		m.context = ""
		replace(m, rule.Else.Location, "drop "+shortened(rule.Else), &rule.Else, rule.Else.Else)
		m.rule(rule.Else)
	}
}

// body takes each expression out of a body. In the place of one that is alone stands
// true, which is what the parser gives to a rule without a body.
func (m *mutator) body(body *ast.Body) {
	outside := m.context
	for i, expr := range *body {
		if expr.Location == nil || expr.Generated || isTrue(expr) {
			continue
		}
		m.context = shortened(expr)
		m.exchange(body, expr.Location, "drop "+m.context, slices.Delete(slices.Clone(*body), i, i+1))
		m.expression(expr)
		m.quantifier(body, i)
	}
	m.context = outside
}

// exchange adds the mutant in which other expressions are the body.
func (m *mutator) exchange(body *ast.Body, at *ast.Location, change string, other []*ast.Expr) {
	was := *body
	if len(other) == 0 {
		other = []*ast.Expr{ast.NewExpr(ast.BooleanTerm(true)).SetLocation(at)}
	}
	m.add(at, change, func() { *body = ast.NewBody(other...) }, func() { *body = ast.NewBody(was...) })
}

func isTrue(expr *ast.Expr) bool {
	term, ok := expr.Terms.(*ast.Term)
	return ok && term.Equal(ast.InternedTerm(true))
}

// quantifier turns `some` into `every`, with the rest of the body for its own, and
// `every` into `some`.
func (m *mutator) quantifier(body *ast.Body, i int) {
	expr := (*body)[i]
	switch terms := expr.Terms.(type) {
	case *ast.SomeDecl:
		rest := (*body)[i+1:]
		every := everyFrom(terms, rest)
		if every != nil {
			changed := ast.NewExpr(every).SetLocation(expr.Location)
			m.exchange(body, expr.Location, "every for some in "+m.context, append(slices.Clone((*body)[:i]), changed))
		}
	case *ast.Every:
		some := ast.NewExpr(someFrom(terms)).SetLocation(expr.Location)
		m.exchange(body, expr.Location, "some for every in "+m.context, slices.Concat((*body)[:i], []*ast.Expr{some}, terms.Body, (*body)[i+1:]))
	}
}

// everyFrom is nil where `every` cannot say it: without anything to hold, or with a
// pattern in the place of a variable.
func everyFrom(some *ast.SomeDecl, rest ast.Body) *ast.Every {
	call, ok := some.Symbols[0].Value.(ast.Call)
	if !ok || len(rest) == 0 {
		return nil
	}
	every := &ast.Every{Value: call[len(call)-2], Domain: call[len(call)-1], Body: rest}
	if len(call) == 4 {
		every.Key = call[1]
	}
	if _, isVar := every.Value.Value.(ast.Var); !isVar {
		return nil
	}
	return every
}

func someFrom(every *ast.Every) *ast.SomeDecl {
	call := ast.Call{ast.NewTerm(ast.Member.Ref()), every.Value, every.Domain}
	if every.Key != nil {
		call = ast.Call{ast.NewTerm(ast.MemberWithKey.Ref()), every.Key, every.Value, every.Domain}
	}
	return &ast.SomeDecl{Symbols: []*ast.Term{ast.NewTerm(call)}}
}

func (m *mutator) expression(expr *ast.Expr) {
	if expr.Negated {
		replace(m, expr.Location, "drop not", &expr.Negated, false)
	}
	switch terms := expr.Terms.(type) {
	case *ast.Term:
		m.term(terms)
	case []*ast.Term:
		m.call(expr.Location, terms)
	case *ast.Every:
		m.term(terms.Domain)
		m.body(&terms.Body)
	case *ast.SomeDecl:
		if call, ok := terms.Symbols[0].Value.(ast.Call); ok {
			m.term(call[len(call)-1])
		}
	default:
		panic(fmt.Sprintf("%v: an expression of type %T", expr.Location, terms))
	}
}

// opposites are what a comparison may be mistaken for.
var opposites = map[string]*ast.Builtin{
	ast.Equal.Name: ast.NotEqual, ast.NotEqual.Name: ast.Equal,
	ast.LessThan.Name: ast.LessThanEq, ast.LessThanEq.Name: ast.LessThan,
	ast.GreaterThan.Name: ast.GreaterThanEq, ast.GreaterThanEq.Name: ast.GreaterThan,
}

// call is an operator or a function with its operands.
func (m *mutator) call(at *ast.Location, terms []*ast.Term) {
	name := terms[0].String()
	if other := opposites[name]; other != nil {
		replace(m, at, other.Infix+" for "+opposites[other.Name].Infix, &terms[0].Value, ast.Value(other.Ref()))
	}
	for _, operand := range terms[1:] {
		m.term(operand)
	}
}

func (m *mutator) term(term *ast.Term) {
	if term.Location == nil {
		return // nobody wrote it: the value true of a rule without one
	}
	switch value := term.Value.(type) {
	case ast.Boolean:
		replace(m, term.Location, fmt.Sprintf("%v for %v", !value, value), &term.Value, ast.Value(!value))
	case ast.Number:
		if number, err := strconv.Atoi(string(value)); err == nil {
			replace(m, term.Location, fmt.Sprintf("%d for %d", number+1, number), &term.Value, ast.InternedTerm(number+1).Value)
		}
	case ast.String:
		other := value + "~"
		replace(m, term.Location, fmt.Sprintf("%v for %v", cut(other.String()), cut(value.String())), &term.Value, ast.Value(other))
	case ast.Call:
		m.call(term.Location, value)
	case ast.Ref:
		for i, part := range value {
			if _, isName := part.Value.(ast.String); !isName || i == 0 {
				m.term(part)
			}
		}
	case *ast.Array:
		m.array(term, value)
	case ast.Set:
		m.set(term, value)
	case ast.Object:
		m.object(term, value)
	case *ast.ArrayComprehension:
		m.term(value.Term)
		m.body(&value.Body)
	case *ast.SetComprehension:
		m.term(value.Term)
		m.body(&value.Body)
	case *ast.ObjectComprehension:
		m.term(value.Key)
		m.term(value.Value)
		m.body(&value.Body)
	case *ast.TemplateString:
		replace(m, term.Location, "another text for "+shortened(term), &value.Parts, append(slices.Clone(value.Parts), ast.Node(ast.StringTerm("~"))))
		for _, part := range value.Parts {
			if expr, ok := part.(*ast.Expr); ok {
				m.expression(expr)
			}
		}
	}
}

func (m *mutator) array(term *ast.Term, array *ast.Array) {
	items := slices.Collect(elements(array))
	for i, item := range items {
		if ast.IsScalar(item.Value) {
			replace(m, term.Location, "without "+item.String(), &term.Value, ast.Value(ast.NewArray(slices.Delete(slices.Clone(items), i, i+1)...)))
		} else {
			m.term(item)
		}
	}
}

func (m *mutator) set(term *ast.Term, set ast.Set) {
	for _, item := range set.Slice() {
		if ast.IsScalar(item.Value) || ast.IsConstant(item.Value) {
			replace(m, term.Location, "without "+item.String(), &term.Value, ast.Value(set.Diff(ast.NewSet(item))))
		} else {
			m.term(item)
		}
	}
}

func (m *mutator) object(term *ast.Term, object ast.Object) {
	outside := m.context
	for _, key := range object.Keys() {
		m.context = outside
		replace(m, key.Location, "without the key "+key.String(), &term.Value, ast.Value(without(object, key)))
		m.context = cut(key.String() + ": " + shortened(object.Get(key)))
		m.term(object.Get(key))
	}
	m.context = outside
}

func without(object ast.Object, key *ast.Term) ast.Object {
	rest := ast.NewObject()
	object.Foreach(func(k, v *ast.Term) {
		if !k.Equal(key) {
			rest.Insert(k, v)
		}
	})
	return rest
}

// shortened is the text of a node, on one line.
func shortened(node textual) string {
	text := node.String()
	if at := node.Loc(); at != nil && len(at.Text) > 0 {
		text = string(at.Text)
	}
	// The parser gives the only expression of an else the place of the whole.
	if _, isExpr := node.(*ast.Expr); isExpr && strings.HasPrefix(text, "else") {
		_, text, _ = strings.Cut(text, " if ")
	}
	return cut(strings.Join(strings.Fields(text), " "))
}

// A textual node can be printed.
type textual interface {
	ast.Node
	fmt.Stringer
}

func cut(text string) string {
	const most = 100
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

// TestMutants holds every kind of change, and that none of them stays in the module.
func TestMutants(t *testing.T) {
	module := ast.MustParseModule(`package p

findings contains finding if {
	input.a.value > 0
	not input.b.value in {"x", "y"}
	every c in input.c { c.value == true }
	finding := {"range": input.r, "n": [1, 2]}
	$"{input.s} is it" == input.t
}

_d("x") := 1

_d(y) := 2 if {
	some z in y
	z != 0
} else := 3 if y == []
`)
	before := module.String()
	want := []string{
		`findings: drop input.a.value > 0`,
		`findings: >= for > in input.a.value > 0`,
		`findings: 1 for 0 in input.a.value > 0`,
		`findings: drop not input.b.value in {"x", "y"}`,
		`findings: drop not in not input.b.value in {"x", "y"}`,
		`findings: without "x" in not input.b.value in {"x", "y"}`,
		`findings: without "y" in not input.b.value in {"x", "y"}`,
		`findings: drop every c in input.c { c.value == true }`,
		`findings: drop c.value == true`,
		`findings: != for == in c.value == true`,
		`findings: false for true in c.value == true`,
		`findings: some for every in every c in input.c { c.value == true }`,
		`findings: drop finding := {"range": input.r, "n": [1, 2]}`,
		`findings: without the key "n" in finding := {"range": input.r, "n": [1, 2]}`,
		`findings: without 1 in "n": [1, 2]`,
		`findings: without 2 in "n": [1, 2]`,
		`findings: without the key "range" in finding := {"range": input.r, "n": [1, 2]}`,
		`findings: drop $"{input.s} is it" == input.t`,
		`findings: != for == in $"{input.s} is it" == input.t`,
		`findings: another text for $"{input.s} is it" in $"{input.s} is it" == input.t`,
		`_d: drop the definition _d("x") := 1`,
		`_d: "x~" for "x" in _d("x") := 1`,
		`_d: 2 for 1 in _d("x") := 1`,
		`_d: drop the definition _d(y) := 2 if { some z in y z != 0 } else := 3 if y == []`,
		`_d: 3 for 2 in _d(y) := 2`,
		`_d: drop some z in y`,
		`_d: every for some in some z in y`,
		`_d: drop z != 0`,
		`_d: == for != in z != 0`,
		`_d: 1 for 0 in z != 0`,
		`_d: drop else := 3 if y == []`,
		`_d: 4 for 3 in else := 3`,
		`_d: drop y == []`,
		`_d: != for == in y == []`,
	}
	var got []string
	for _, m := range mutantsOf(module) {
		got = append(got, m.text)
		if m.of(module).String() == before {
			t.Errorf("%s: the mutant is the original", m.text)
		}
		if after := module.String(); after != before {
			t.Fatalf("%s: stays in the module:\n%s", m.text, after)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
