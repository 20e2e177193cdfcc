package rules

import (
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
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
	path int         // in facts
	any  []ast.Value // what it may be; none: it only has to be there
}

func (g gate) open(to *facts) bool {
	for _, c := range g.comparisons {
		if !c.holds(to.value(c.path)) {
			return false
		}
	}
	for _, helper := range g.helpers {
		if !slices.ContainsFunc(helper, func(way gate) bool { return way.open(to) }) {
			return false
		}
	}
	return true
}

func (c comparison) holds(value ast.Value) bool {
	return value != nil && (len(c.any) == 0 || slices.ContainsFunc(c.any, func(other ast.Value) bool { return other.Compare(value) == 0 }))
}

// A gatekeeper knows the gates of the rules about one kind of subject.
type gatekeeper struct {
	ids   []string // of the rules, sorted
	gates [][]gate // of each rule, one has to be open
	paths []ast.Ref
}

// open returns the ids of the rules that may find something about an input.
func (k *gatekeeper) open(input *ast.Term) []string {
	facts := &facts{input: input.Value, paths: k.paths, values: make([]ast.Value, len(k.paths)), looked: make([]bool, len(k.paths))}
	var open []string
	for i, gates := range k.gates {
		if slices.ContainsFunc(gates, func(g gate) bool { return g.open(facts) }) {
			open = append(open, k.ids[i])
		}
	}
	return open
}

// facts are what gates ask of an input, each looked up once.
type facts struct {
	input  ast.Value
	paths  []ast.Ref
	values []ast.Value // by path; nil: there is none
	looked []bool
}

func (f *facts) value(path int) ast.Value {
	if !f.looked[path] {
		f.looked[path] = true
		if value, err := f.input.Find(f.paths[path]); err == nil {
			f.values[path] = value
		}
	}
	return f.values[path]
}

// maxHelpers is how deep helpers of helpers are followed.
const maxHelpers = 3

// add learns the gates of a rule.
func (k *gatekeeper) add(id string, findings []*ast.Rule, compiled *ast.Compiler) {
	reader := gateReader{compiled: compiled, paths: k.paths}
	k.ids, k.gates = append(k.ids, id), append(k.gates, reader.gates(findings, 0))
	k.paths = reader.paths
}

// A gateReader reads gates from compiled rules. In the body of one, every reference and
// every call that is part of an expression has an expression of its own.
type gateReader struct {
	compiled *ast.Compiler
	paths    []ast.Ref // below input
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
	named := map[ast.Var]int{} // local variables for what stands at a path
	for _, expr := range body {
		if expr.IsNegated() || len(expr.With) > 0 {
			continue
		}
		g.comparisons = append(g.comparisons, r.comparisons(expr, named)...)
		if rules := r.helper(expr); len(rules) > 0 && depth < maxHelpers {
			g.helpers = append(g.helpers, r.gates(rules, depth+1))
		}
	}
	return g
}

// comparisons are what an expression demands of the input.
func (r *gateReader) comparisons(expr *ast.Expr, named map[ast.Var]int) []comparison {
	var all []comparison
	operands := operands(expr)
	for i, operand := range operands {
		path, ok := r.path(operand, named)
		if !ok {
			continue
		}
		c := comparison{path: path}
		switch {
		case expr.IsEquality():
			other := operands[1-i]
			c.any = constants(other)
			if name, isVar := other.Value.(ast.Var); isVar {
				named[name] = path
			}
		case i == 0 && len(operands) == 2 && expr.Operator().Equal(ast.Member.Ref()):
			c.any = members(operands[1])
		}
		all = append(all, c)
	}
	return all
}

// path numbers the path that a term reads, if it is one without variables.
func (r *gateReader) path(term *ast.Term, named map[ast.Var]int) (number int, ok bool) {
	switch value := term.Value.(type) {
	case ast.Var:
		number, ok = named[value]
		return number, ok
	case ast.Ref:
		if !value.HasPrefix(ast.InputRootRef) || !value.IsGround() {
			return 0, false
		}
		path := value[1:]
		if i := slices.IndexFunc(r.paths, func(known ast.Ref) bool { return known.Equal(path) }); i >= 0 {
			return i, true
		}
		r.paths = append(r.paths, path)
		return len(r.paths) - 1, true
	default:
		return 0, false
	}
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
	whole := rule.Head.DocKind() != ast.CompleteDoc && len(ref) <= len(rule.Path())
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
