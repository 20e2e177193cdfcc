package rules

import (
	"reflect"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/authlint/authlint/internal/model"
)

// A gate is what has to hold before the body of a rule can: what it compares with
// constants, and what its helpers do. Most rules do not apply to most subjects, and a
// gate tells so for next to nothing, wherever in the rule the comparison stands.
//
// A gate is never closed to a subject about which the rule finds something. It may be
// open to others: then the rule is asked, and finds nothing.
type gate struct {
	comparisons []comparison
	helpers     [][]gate // of each helper, one gate has to be open
}

// A comparison is of what stands at a path of the input.
type comparison struct {
	path  int         // in facts
	any   []ast.Value // what it may be; none: it only has to be there
	least int         // how many elements it has to have
	none  bool        // it must not have any
}

func (g gate) open(to *facts) bool {
	for _, c := range g.comparisons {
		if !c.holds(to.at(c.path)) {
			return false
		}
	}
	for _, helper := range g.helpers {
		if !anyOpen(helper, to) {
			return false
		}
	}
	return true
}

func anyOpen(gates []gate, to *facts) bool {
	return slices.ContainsFunc(gates, func(g gate) bool { return g.open(to) })
}

func (c comparison) holds(f fact) bool {
	switch {
	case !f.value.IsValid(), f.isCounted() && f.value.Len() < c.least, c.none && f.isCounted() && f.value.Len() > 0:
		return false
	default:
		return len(c.any) == 0 || slices.ContainsFunc(c.any, f.equals)
	}
}

// A gatekeeper knows the gates of the rules about one kind of subject.
type gatekeeper struct {
	ids   []string // of the rules, sorted
	gates [][]gate // of each rule, one has to be open
	paths paths
}

// gatekeepers are those of all kinds of subjects, before they know any rule.
func gatekeepers() map[string]*gatekeeper {
	keepers := map[string]*gatekeeper{}
	for kind, empty := range model.Inputs {
		keepers[kind] = &gatekeeper{paths: paths{input: reflect.TypeOf(empty), numbers: map[string]int{}}}
	}
	return keepers
}

// open returns the ids of the rules that may find something about a subject.
func (k *gatekeeper) open(input any) []string {
	facts := newFacts(k.paths, input)
	var open []string
	for i, gates := range k.gates {
		if anyOpen(gates, facts) {
			open = append(open, k.ids[i])
		}
	}
	return open
}

// add learns the gates of a rule.
func (k *gatekeeper) add(id string, findings []*ast.Rule, compiled *ast.Compiler) {
	reader := gateReader{compiled: compiled, paths: &k.paths}
	k.ids, k.gates = append(k.ids, id), append(k.gates, reader.gates(findings, 0))
}

// maxHelpers is how deep helpers of helpers are followed.
const maxHelpers = 3

// A gateReader reads gates from compiled rules. In the body of one, every reference and
// every call that is part of an expression has an expression of its own.
type gateReader struct {
	compiled *ast.Compiler
	paths    *paths
}

func (r *gateReader) gates(rules []*ast.Rule, depth int) []gate {
	gates := make([]gate, len(rules))
	for i, rule := range rules {
		gates[i] = r.gate(rule.Body, depth)
	}
	return gates
}

func (r *gateReader) gate(body ast.Body, depth int) gate {
	var g gate
	locals := locals{values: map[ast.Var]int{}, counts: map[ast.Var]int{}}
	for _, expr := range body {
		if expr.IsNegated() || len(expr.With) > 0 {
			continue
		}
		g.comparisons = append(g.comparisons, r.comparisons(expr, locals)...)
		if rules := r.helper(expr); len(rules) > 0 && depth < maxHelpers {
			g.helpers = append(g.helpers, r.gates(rules, depth+1))
		}
	}
	return g
}

// locals are variables that stand for something at a path of the input.
type locals struct {
	values map[ast.Var]int // what is there
	counts map[ast.Var]int // how many elements it has
}

// comparisons are what an expression demands of the input.
func (r *gateReader) comparisons(expr *ast.Expr, locals locals) []comparison {
	var all []comparison
	operands := operands(expr)
	for i, operand := range operands {
		c, ok := r.comparison(operand, locals)
		if !ok {
			continue
		}
		if c.least == 0 && len(operands) == 2 {
			c.compare(expr, i, operands[1-i], locals)
		}
		all = append(all, c)
	}
	return all
}

// comparison is what a term demands by itself: that what it reads is there. One with
// variables goes through what stands before the first of them, which then has elements.
func (r *gateReader) comparison(term *ast.Term, locals locals) (c comparison, ok bool) {
	switch value := term.Value.(type) {
	case ast.Var:
		if c.path, ok = locals.values[value]; !ok {
			c.path, ok = locals.counts[value]
		}
		return c, ok
	case ast.Ref:
		if !value.HasPrefix(ast.InputRootRef) {
			return c, false
		}
		path := value.GroundPrefix()
		if len(path) < len(value) {
			c.least = 1
		}
		c.path = r.paths.number(path)
		return c, true
	default:
		return c, false
	}
}

// compare adds what an expression with two operands says: the operand number i is what
// the comparison is of.
func (c *comparison) compare(expr *ast.Expr, i int, other *ast.Term, locals locals) {
	name, _ := other.Value.(ast.Var)
	this, _ := operands(expr)[i].Value.(ast.Var)
	_, isCount := locals.counts[this]
	switch operator := expr.Operator(); {
	case isCount && i == 0 && operator.Equal(ast.GreaterThan.Ref()):
		c.least = above(other)
	case isCount:
		c.none = expr.IsEquality() && other.Equal(ast.InternedTerm(0))
	case expr.IsEquality() && name != "":
		locals.values[name] = c.path
	case expr.IsEquality():
		c.any = constants(other)
	case i == 0 && operator.Equal(ast.Member.Ref()):
		c.any = members(other)
	case i == 0 && name != "" && operator.Equal(ast.Count.Ref()):
		locals.counts[name] = c.path
	}
}

// above is the least whole number that is greater than a term; 0 where that is no number.
func above(term *ast.Term) int {
	if number, ok := term.Value.(ast.Number); ok {
		if whole, ok := number.Int(); ok && whole >= 0 {
			return whole + 1
		}
	}
	return 0
}

// constants are the values that are equal to a term; none where it is no constant.
func constants(term *ast.Term) []ast.Value {
	if ast.IsScalar(term.Value) {
		return []ast.Value{term.Value}
	}
	return nil
}

// members are the values in a collection of constants; none where it has others.
func members(term *ast.Term) []ast.Value {
	set, ok := term.Value.(ast.Set)
	if !ok {
		return nil
	}
	var all []ast.Value
	for _, member := range set.Slice() {
		if !ast.IsScalar(member.Value) {
			return nil
		}
		all = append(all, member.Value)
	}
	return all
}

// helper is the rules that define what an expression reads: one of them has to hold for
// the expression to hold. There are none where what it reads is always defined.
func (r *gateReader) helper(expr *ast.Expr) []*ast.Rule {
	for _, operand := range operands(expr) {
		ref, isRef := operand.Value.(ast.Ref)
		if !isRef || !ref.HasPrefix(ast.DefaultRootRef) {
			continue
		}
		rules := r.compiled.GetRulesForVirtualDocument(ref)
		if !slices.ContainsFunc(rules, func(rule *ast.Rule) bool { return alwaysDefined(rule, ref) }) {
			return rules
		}
	}
	return nil
}

// alwaysDefined reports whether a reference to a rule has a value even where the body of
// the rule does not hold: it has another value then, or is an empty set.
func alwaysDefined(rule *ast.Rule, ref ast.Ref) bool {
	whole := rule.Head.DocKind() != ast.CompleteDoc && len(ref) <= len(rule.Ref().GroundPrefix())
	return rule.Default || rule.Else != nil || whole
}

// operands are what an expression is about.
func operands(expr *ast.Expr) []*ast.Term {
	switch terms := expr.Terms.(type) {
	case *ast.Term:
		return []*ast.Term{terms}
	case []*ast.Term:
		return terms[1:]
	default:
		return nil
	}
}
