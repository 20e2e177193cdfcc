package terraform

import (
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// A truth is yes, no or, the zero value, not known. They are ordered so that min is
// "and", max is "or" and minus is "not".
type truth int8

const (
	no  truth = -1
	yes truth = 1
)

func truthOf(b bool) truth {
	if b {
		return yes
	}
	return no
}

// truth reads a condition. Terraform takes the texts "true" and "false" as well.
func (u *unit) truth(n *tree.Node) truth {
	switch {
	case !n.IsKnown():
		return u.sameTruth(n)
	case n.IsScalar() && n.Text == "true":
		return yes
	case n.IsScalar() && n.Text == "false":
		return no
	default:
		u.failed++
		return 0
	}
}

// sameTruth is what all possible values of a condition agree on.
func (u *unit) sameTruth(n *tree.Node) truth {
	var agreed truth
	for i, possible := range n.OneOf {
		if t := u.truth(possible); i == 0 {
			agreed = t
		} else if t != agreed {
			return 0
		}
	}
	return agreed
}

// answer makes a node of a truth.
func answer(t truth, at source.Range, why string) *tree.Node {
	switch t {
	case yes:
		return &tree.Node{Kind: tree.Bool, Text: "true", Range: at}
	case no:
		return &tree.Node{Kind: tree.Bool, Text: "false", Range: at}
	default:
		return tree.NewUnknown(at, why)
	}
}

// conditional is the branch that is taken, or both as possibilities.
func (s scope) conditional(e *hclsyntax.ConditionalExpr, at source.Range) *tree.Node {
	condition := s.eval(e.Condition)
	switch s.unit().truth(condition) {
	case yes:
		return s.eval(e.TrueResult)
	case no:
		return s.eval(e.FalseResult)
	}
	u := s.unit()
	failed := u.failed
	u.attempts++
	possible := u.oneOf(at, tree.Why(condition), s.eval(e.TrueResult), s.eval(e.FalseResult))
	u.attempts--
	if u.failed > failed { // only one of the branches will be evaluated
		u.failed = failed
		u.doubts++
	}
	return possible
}

// maxPossibilities is how many values an undecided one may have before it is simply unknown.
const maxPossibilities = 16

// oneOf is a value that is one of several. When all of them are the same it is that value.
func (u *unit) oneOf(at source.Range, why string, nodes ...*tree.Node) *tree.Node {
	var possible []*tree.Node
	for _, node := range nodes {
		if !node.IsKnown() && len(node.OneOf) > 0 {
			possible = append(possible, node.OneOf...)
		} else {
			possible = append(possible, node)
		}
	}
	same := true
	for _, node := range possible[1:] {
		same = same && u.equal(possible[0], node) == yes
	}
	if same {
		return possible[0]
	}
	undecided := tree.NewUnknown(at, why)
	if len(possible) <= maxPossibilities {
		undecided.OneOf = possible
	}
	return undecided
}

// binary evaluates an operator. && and || know the answer when one side settles it.
func (s scope) binary(e *hclsyntax.BinaryOpExpr, at source.Range) *tree.Node {
	u := s.unit()
	left, right := s.eval(e.LHS), s.eval(e.RHS)
	why := tree.Why(left)
	if why == "" {
		why = tree.Why(right)
	}
	switch e.Op {
	case hclsyntax.OpEqual:
		return answer(u.equal(left, right), at, why)
	case hclsyntax.OpNotEqual:
		return answer(-u.equal(left, right), at, why)
	case hclsyntax.OpLogicalAnd:
		return answer(min(u.truth(left), u.truth(right)), at, why)
	case hclsyntax.OpLogicalOr:
		return answer(max(u.truth(left), u.truth(right)), at, why)
	default:
		return u.operate(e.Op.Impl, at, left, right)
	}
}

// operate applies an operator to scalars.
func (u *unit) operate(operator function.Function, at source.Range, operands ...*tree.Node) *tree.Node {
	return u.apply(operator, operands, at)
}

// equal compares two values. Texts that are known in parts differ where their
// literal beginnings or ends do.
func (u *unit) equal(a, b *tree.Node) truth {
	if a == b && a.IsKnown() && a.Open == "" && a.IsScalar() {
		return yes
	}
	if !u.enter() {
		return 0
	}
	defer u.leave()
	switch {
	case a.IsKnown() && a.Kind == tree.Null:
		return u.isNull(b)
	case b.IsKnown() && b.Kind == tree.Null:
		return u.isNull(a)
	case !a.IsKnown() || !b.IsKnown():
		return u.equalInParts(a, b)
	case a.IsScalar() && b.IsScalar():
		if a.Text == b.Text && a.Kind != b.Kind {
			return 0 // a conversion that is not followed here may make them equal
		}
		return truthOf(a.Text == b.Text)
	case a.Kind != b.Kind:
		return 0
	case a.Open != "" || b.Open != "":
		return 0
	case a.Kind == tree.Sequence:
		return u.equalItems(a.Items, b.Items)
	default:
		return u.equalFields(a, b)
	}
}

// isNull tells whether a value is null. What a provider or a caller fills in may be.
func (u *unit) isNull(n *tree.Node) truth {
	switch {
	case n == nil, n.Kind == tree.Null:
		return yes
	case n.Kind != tree.Unknown, isCertainlyText(n):
		return no
	default:
		return 0
	}
}

// equalInParts compares values of which at least one is not known. Only a literal at
// an end tells anything: a hole may be filled with any text, or with none.
func (u *unit) equalInParts(a, b *tree.Node) truth {
	left, right := u.textParts(a), u.textParts(b)
	if left == nil || right == nil {
		return 0
	}
	first, last := left[0].Literal, left[len(left)-1].Literal
	otherFirst, otherLast := right[0].Literal, right[len(right)-1].Literal
	whole, otherWhole := a.IsKnown(), b.IsKnown()
	if differAtStart(first, otherFirst, whole, otherWhole) || differAtEnd(last, otherLast, whole, otherWhole) {
		return no
	}
	return 0
}

// differAtStart reports whether no text begins with both. A whole text is all there is,
// so the other cannot go on where it has ended.
func differAtStart(a, b string, wholeA, wholeB bool) bool {
	n := min(len(a), len(b))
	return a[:n] != b[:n] || wholeA && len(a) < len(b) || wholeB && len(b) < len(a)
}

func differAtEnd(a, b string, wholeA, wholeB bool) bool {
	n := min(len(a), len(b))
	return a[len(a)-n:] != b[len(b)-n:] || wholeA && len(a) < len(b) || wholeB && len(b) < len(a)
}

func (u *unit) equalItems(a, b []*tree.Node) truth {
	if len(a) != len(b) {
		return no
	}
	result := yes
	for i := range a {
		result = min(result, u.equal(a[i], b[i]))
	}
	return result
}

func (u *unit) equalFields(a, b *tree.Node) truth {
	keys := u.keysOf(a)
	if len(keys) != len(u.keysOf(b)) {
		return no
	}
	result := yes
	for _, key := range keys {
		other := b.Get(key)
		if other == nil {
			return no
		}
		result = min(result, u.equal(a.Get(key), other))
	}
	return result
}
