package terraform

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/authlint/authlint/internal/tree"
)

// distinct drops elements of a list that are there already.
func distinct(c call) *tree.Node {
	list := c.arguments[0]
	switch {
	case list.Kind == tree.Unknown:
		return c.unknown(list)
	case list.Kind != tree.Sequence:
		return c.fail("%s is not a list", list.KindName())
	}
	items, ok := unified(list.Items)
	if !ok {
		return c.fail("the elements are not of one type")
	}
	return c.unit().unique(&tree.Node{Kind: tree.Sequence, Range: c.at, Items: items, Open: list.Open})
}

// unique drops elements that are there already. Those that may be equal stay, and make
// the list open: nobody knows how many there are.
func (u *unit) unique(list *tree.Node) *tree.Node {
	kept := *list
	kept.Items = nil
	seen := map[string]bool{}
	for _, item := range list.Items {
		id, settled := u.identity(item)
		switch {
		case settled && seen[id]:
			continue
		case settled:
			seen[id] = true
		default:
			kept.Open = u.reason(item)
		}
		kept.Items = append(kept.Items, item)
	}
	return &kept
}

// identity is a text that two values share if they are equal, and only then; settled is
// false where that is not known yet.
func (u *unit) identity(n *tree.Node) (id string, settled bool) {
	if !u.enter() {
		return "", false
	}
	defer u.leave()
	switch {
	case n.Kind == tree.Null:
		return "null", true
	case n.Kind == tree.Number:
		return as(tree.String, n).Text, true
	case n.IsScalar():
		u.spend(len(n.Text) / 64)
		return strconv.Quote(n.Text), true
	case tree.Why(n) != "":
		return "", false
	}
	var parts []string
	for _, field := range fieldsOf(n) {
		inside, settled := u.identity(field.Value)
		if !settled {
			return "", false
		}
		parts = append(parts, strconv.Quote(field.Key)+"="+inside)
	}
	for _, item := range n.Items {
		inside, settled := u.identity(item)
		if !settled {
			return "", false
		}
		parts = append(parts, inside)
	}
	return n.KindName() + "(" + strings.Join(parts, ",") + ")", true
}

// set makes a set of a list: each element once, in the order in which Terraform iterates.
func (u *unit) set(list *tree.Node) *tree.Node {
	set := u.unique(list)
	set.Tag = setTag
	u.sortSet(set.Items)
	return set
}

// sortSet puts the elements of a set in the order of cty: numbers and texts by value,
// others by a hash. Where something is not known the order is as written.
func (u *unit) sortSet(items []*tree.Node) {
	if !u.spend(len(items)) {
		return
	}
	if !slices.ContainsFunc(items, func(n *tree.Node) bool { return !n.IsScalar() }) {
		slices.SortStableFunc(items, byValue)
		return
	}
	nodes := make(map[string]*tree.Node, len(items))
	values := make([]cty.Value, 0, len(items))
	for _, item := range items {
		id, settled := u.identity(item)
		value := u.toCty(item)
		if !settled || !value.Type().Equals(u.toCty(items[0]).Type()) {
			return
		}
		nodes[id], values = item, append(values, value)
	}
	for i, value := range cty.SetVal(values).AsValueSlice() {
		id, _ := u.identity(u.fromCty(value, items[i].Range))
		if nodes[id] == nil {
			return
		}
		items[i] = nodes[id]
	}
}

func byText(a, b *tree.Node) int { return strings.Compare(a.Text, b.Text) }

// byValue orders scalars of one type.
func byValue(a, b *tree.Node) int {
	if a.Kind != tree.Number || b.Kind != tree.Number {
		return byText(a, b)
	}
	if isCounted(a.Text) && isCounted(b.Text) {
		return cmp.Or(cmp.Compare(len(a.Text), len(b.Text)), byText(a, b))
	}
	x, isNumber := numberOf(a)
	y, isOther := numberOf(b)
	if !isNumber || !isOther {
		return byText(a, b)
	}
	return x.Cmp(y)
}

// sets are the elements of all arguments as they are of one type; where there are none,
// what stands in the place of the result says why.
func (c call) sets() ([][]*tree.Node, *tree.Node) {
	var all []*tree.Node
	for _, list := range c.arguments {
		switch {
		case list.IsKnown() && list.Kind != tree.Sequence:
			return nil, c.fail("%s is not a set", list.KindName())
		case !c.unit().spend(len(list.Items)):
			return nil, c.doubt(tooLarge)
		}
		all = append(all, list.Items...)
	}
	all, ok := unified(all)
	if !ok {
		return nil, c.fail("the elements are not of one type")
	}
	sets := make([][]*tree.Node, 0, len(c.arguments))
	for _, list := range c.arguments {
		n := len(list.Items)
		sets, all = append(sets, all[:n:n]), all[n:]
	}
	return sets, nil
}

// union is a set of all elements of some sets.
func union(c call) *tree.Node {
	sets, other := c.sets()
	if other != nil {
		return other
	}
	all := &tree.Node{Kind: tree.Sequence, Range: c.at, Items: slices.Concat(sets...)}
	for _, list := range c.arguments {
		if why := tree.Why(list); why != "" {
			all.Open = why
		}
	}
	return c.unit().set(all)
}

// intersection is a set of the elements that are in all of some sets.
func intersection(c call) *tree.Node {
	return c.sift(func(others [][]bool, i int) bool {
		return !slices.ContainsFunc(others, func(in []bool) bool { return !in[i] })
	})
}

// subtraction is a set of the elements of the first set that are not in the second.
func subtraction(c call) *tree.Node {
	return c.sift(func(others [][]bool, i int) bool { return !others[0][i] })
}

// sift is a set of those elements of the first set that are wanted: others tells for
// each other set which elements are in it.
func (c call) sift(wanted func(others [][]bool, i int) bool) *tree.Node {
	sets, other := c.sets()
	if other != nil {
		return other
	}
	ids := make([][]string, len(sets))
	for i, set := range sets {
		for _, item := range set {
			id, settled := c.unit().identity(item)
			if !settled {
				return c.unknown(item)
			}
			ids[i] = append(ids[i], id)
		}
		if tree.Why(c.arguments[i]) != "" {
			return c.unknown(c.arguments[i])
		}
	}
	var others [][]bool
	for _, set := range ids[1:] {
		others = append(others, membership(ids[0], set))
	}
	var kept []*tree.Node
	for i, item := range sets[0] {
		if wanted(others, i) {
			kept = append(kept, item)
		}
	}
	return c.unit().set(&tree.Node{Kind: tree.Sequence, Range: c.at, Items: kept})
}

// membership tells which of some ids are in a set.
func membership(ids, set []string) []bool {
	has := make(map[string]bool, len(set))
	for _, id := range set {
		has[id] = true
	}
	in := make([]bool, len(ids))
	for i, id := range ids {
		in[i] = has[id]
	}
	return in
}

// has tells whether an element is in a list.
func (u *unit) has(list, item *tree.Node) truth {
	found := no
	for _, candidate := range list.Items {
		found = max(found, u.equal(candidate, item))
	}
	return found
}

// product is every combination of elements, if there are not too many.
func product(c call) *tree.Node {
	size, isSet := 1, true
	result := &tree.Node{Kind: tree.Sequence, Range: c.at}
	for _, argument := range c.arguments {
		if argument.IsKnown() && argument.Kind != tree.Sequence {
			return c.fail("%s is not a set", argument.KindName())
		}
		if why := tree.Why(argument); why != "" {
			result.Open = why
		}
		isSet = isSet && argument.Tag == setTag
		size *= len(argument.Items)
		if size > maxInstances*8 || !c.unit().spend(max(size, 1)*len(c.arguments)) {
			return c.doubt(tooLarge)
		}
	}
	if isSet {
		result.Tag = setTag
	}
	result.Items = []*tree.Node{{Kind: tree.Sequence, Range: c.at}}
	for _, argument := range c.arguments {
		var longer []*tree.Node
		for _, begun := range result.Items {
			for _, item := range argument.Items {
				longer = append(longer, &tree.Node{Kind: tree.Sequence, Range: c.at, Items: append(slices.Clone(begun.Items), item)})
			}
		}
		result.Items = longer
	}
	return result
}
