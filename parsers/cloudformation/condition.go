package cloudformation

import "github.com/authlint/authlint/internal/tree"

// A truth is the answer of a condition. The zero truth is one that only a deployment
// decides.
type truth uint8

const (
	undecided truth = iota
	yes
	no
)

func truthOf(is bool) truth {
	if is {
		return yes
	}
	return no
}

func (t truth) not() truth {
	switch t {
	case yes:
		return no
	case no:
		return yes
	default:
		return undecided
	}
}

// named answers the condition of that name, once. One that needs itself is undecided.
func (t *template) named(name string) truth {
	answer, ok := t.decided[name]
	if ok {
		return answer
	}
	t.decided[name] = undecided
	answer = t.holds(t.entry(t.document.Get("Conditions"), name))
	t.decided[name] = answer
	return answer
}

// holds answers a condition in three-valued logic.
func (t *template) holds(n *tree.Node) truth {
	if n == nil || t.depth >= maxDepth {
		return undecided
	}
	t.depth++
	defer func() { t.depth-- }()

	name, argument, ok := intrinsic(n)
	if n.Kind == tree.Mapping && len(n.Fields) == 1 && n.Fields[0].Key == "Condition" {
		name, argument, ok = "Condition", n.Fields[0].Value, true
	}
	switch {
	case !ok:
		return literalTruth(n)
	case name == "Condition":
		return t.named(textOf(argument))
	case name == "Not":
		return t.all(argument).not()
	case name == "And":
		return t.all(argument)
	case name == "Or":
		return t.any(argument)
	case name == "Equals":
		return t.equals(argument)
	default:
		return literalTruth(t.resolve(n))
	}
}

func literalTruth(n *tree.Node) truth {
	switch textOf(n) {
	case "true":
		return yes
	case "false":
		return no
	default:
		return undecided
	}
}

// all is yes where every condition holds, no where one certainly does not.
func (t *template) all(conditions *tree.Node) truth {
	answer := truthOf(len(conditions.Elements()) > 0)
	for _, condition := range conditions.Elements() {
		switch t.holds(condition) {
		case no:
			return no
		case undecided:
			answer = undecided
		}
	}
	return answer
}

// any is yes where one condition holds, no where none can.
func (t *template) any(conditions *tree.Node) truth {
	answer := no
	for _, condition := range conditions.Elements() {
		switch t.holds(condition) {
		case yes:
			return yes
		case undecided:
			answer = undecided
		}
	}
	return answer
}

// equals compares two texts. What nobody knows the answer of is as the world has it.
func (t *template) equals(pair *tree.Node) truth {
	if len(pair.Elements()) != 2 {
		return undecided
	}
	answer := t.compare(pair)
	if answer == undecided {
		answer = t.shared.world.answer(t.comparison(pair))
	}
	return answer
}

// compare compares two texts. A value that can only be some that the other is not,
// such as a parameter with AllowedValues, is certainly another.
func (t *template) compare(pair *tree.Node) truth {
	left, right := t.resolve(pair.Items[0]), t.resolve(pair.Items[1])
	lefts, ok := possible(left)
	rights, alsoOK := possible(right)
	if !ok || !alsoOK {
		return undecided
	}
	if len(lefts) == 1 && len(rights) == 1 {
		return truthOf(lefts[0] == rights[0])
	}
	for _, l := range lefts {
		for _, r := range rights {
			if l == r {
				return undecided
			}
		}
	}
	return no
}

// possible lists all texts that a node can be; ok is false where nobody knows them.
func possible(n *tree.Node) (texts []string, ok bool) {
	if n.IsScalar() {
		return []string{n.Text}, true
	}
	if n == nil || n.Kind != tree.Unknown {
		return nil, false
	}
	for _, one := range n.OneOf {
		if !one.IsScalar() {
			return nil, false
		}
		texts = append(texts, one.Text)
	}
	return texts, len(texts) > 0
}
