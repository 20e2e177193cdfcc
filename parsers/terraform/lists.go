package terraform

import (
	"slices"
	"strconv"

	"github.com/zclconf/go-cty/cty/function/stdlib"

	"github.com/authlint/authlint/internal/tree"
)

// first is the argument itself: what the function changes does not show in the model.
func first(c call) *tree.Node { return c.arguments[0] }

// merge puts mappings together, later ones winning. What one that is not known may
// replace is not known either.
func merge(c call) *tree.Node {
	merged := &tree.Node{Kind: tree.Mapping, Range: c.at}
	for _, argument := range c.arguments {
		if why := tree.Why(argument); why != "" {
			for i := range merged.Fields {
				merged.Fields[i].Value = tree.NewUnknown(c.at, why)
			}
			merged.Open = why
		}
		if argument.IsKnown() && argument.Kind != tree.Mapping && argument.Kind != tree.Null {
			return c.fail("%s is not a mapping", argument.KindName())
		}
		if !c.unit().spend(len(argument.Fields)) {
			return tree.NewUnknown(c.at, tooLarge)
		}
		merged.Fields = append(merged.Fields, argument.Fields...)
	}
	return merged
}

// concat puts lists together.
func concat(c call) *tree.Node {
	list := &tree.Node{Kind: tree.Sequence, Range: c.at}
	for _, argument := range c.arguments {
		if argument.IsKnown() && argument.Kind != tree.Sequence {
			return c.fail("%s is not a list", argument.KindName())
		}
		if !c.unit().spend(len(argument.Items)) {
			return tree.NewUnknown(c.at, tooLarge)
		}
		list.Items = append(list.Items, argument.Items...)
		if why := tree.Why(argument); why != "" {
			list.Open = why
		}
	}
	return list
}

// flatten replaces lists in a list by their elements, at any depth.
func flatten(c call) *tree.Node {
	list := &tree.Node{Kind: tree.Sequence, Range: c.at}
	c.unit().flattenInto(list, c.arguments[0])
	return list
}

func (u *unit) flattenInto(list, n *tree.Node) {
	if !u.enter() {
		list.Open = tooLarge
		return
	}
	defer u.leave()
	if why := tree.Why(n); why != "" {
		list.Open = why
	}
	for _, item := range n.Items {
		if item.Kind == tree.Sequence || item.Kind == tree.Unknown && !isCertainlyText(item) {
			u.flattenInto(list, item)
		} else {
			list.Items = append(list.Items, item)
		}
	}
}

func keys(c call) *tree.Node {
	return c.column(func(entry entry) *tree.Node { return entry.key })
}

func values(c call) *tree.Node {
	return c.column(func(entry entry) *tree.Node { return entry.value })
}

// column lists the keys or the values of a mapping in the order of keys.
func (c call) column(of func(entry) *tree.Node) *tree.Node {
	from := c.arguments[0]
	if from.IsKnown() && from.Kind != tree.Mapping {
		return c.fail("%s is not a mapping", from.KindName())
	}
	if !from.IsKnown() {
		return c.unknown(from)
	}
	entries, open := c.unit().entries(from, c.at)
	list := &tree.Node{Kind: tree.Sequence, Range: c.at, Open: open}
	for _, entry := range entries {
		list.Items = append(list.Items, of(entry))
	}
	return list
}

func zipMap(c call) *tree.Node {
	names, items := c.argument(0), c.argument(1)
	switch {
	case tree.Why(names) != "":
		return c.unknown(names)
	case tree.Why(items) != "":
		return c.unknown(items)
	case items == nil || len(names.Items) != len(items.Items):
		return c.fail("the lists are not of the same length")
	}
	zipped := &tree.Node{Kind: tree.Mapping, Range: c.at}
	for i, name := range names.Items {
		c.unit().put(zipped, name, items.Items[i])
	}
	return zipped
}

// lookup is the value under a key, else the default.
func lookup(c call) *tree.Node {
	from, key, fallback := c.argument(0), c.argument(1), c.argument(2)
	u := c.unit()
	if !from.IsKnown() || !key.IsScalar() || u.objects[from] != nil {
		return c.unknown(u.firstUnknown(from, key))
	}
	value := from.Get(key.Text)
	switch {
	case value == nil && fallback == nil:
		return c.fail("there is no %s", key.Text)
	case value == nil:
		return fallback
	case from.Open != "" && !value.IsKnown() && fallback != nil:
		return u.oneOf(c.at, from.Open, value, fallback)
	default:
		return value
	}
}

// firstUnknown is the first of some nodes that is not known as a whole.
func (u *unit) firstUnknown(nodes ...*tree.Node) *tree.Node {
	for _, n := range nodes {
		if tree.Why(n) != "" {
			return n
		}
	}
	return nodes[0]
}

// element is an element by its number, counted again from the first after the last.
func element(c call) *tree.Node {
	list, index := c.argument(0), c.argument(1)
	if tree.Why(list) != "" || !index.IsScalar() {
		return c.unknown(c.unit().firstUnknown(list, index))
	}
	i, err := strconv.Atoi(index.Text)
	if err != nil || len(list.Items) == 0 {
		return c.fail("there is no element %s", index.Text)
	}
	n := len(list.Items)
	return list.Items[((i%n)+n)%n]
}

// length counts what is certainly all there.
func length(c call) *tree.Node {
	of := c.arguments[0]
	switch {
	case of.Kind == tree.Sequence && of.Open == "":
		return number(c, len(of.Items))
	case of.Kind == tree.Mapping && of.Open == "":
		return number(c, len(c.unit().keysOf(of)))
	case of.Kind == tree.String:
		return c.unit().apply(stdlib.StrlenFunc, c.arguments, c.at)
	case of.IsKnown() && of.Open == "":
		return c.fail("%s has no length", of.KindName())
	case len(of.OneOf) > 0:
		return c.each(of, length)
	default:
		return c.unknown(of)
	}
}

func number(c call, n int) *tree.Node {
	return &tree.Node{Kind: tree.Number, Text: strconv.Itoa(n), Range: c.at}
}

// each applies a function of one argument to every possible value of it.
func (c call) each(undecided *tree.Node, f func(call) *tree.Node) *tree.Node {
	u := c.unit()
	failed := u.failed
	var results []*tree.Node
	for _, possible := range undecided.OneOf {
		one := c
		one.arguments = []*tree.Node{possible}
		results = append(results, f(one))
	}
	if u.failed > failed {
		u.failed = failed
		u.doubts++
	}
	return u.oneOf(c.at, undecided.Why, results...)
}

// contains tells whether a list has an element, as far as that is known.
func contains(c call) *tree.Node {
	list, item := c.argument(0), c.argument(1)
	if item == nil || !list.IsKnown() {
		return c.unknown(list)
	}
	found := no
	for _, candidate := range list.Items {
		found = max(found, c.unit().equal(candidate, item))
	}
	if found == no && list.Open != "" {
		found = 0
	}
	return answer(found, c.at, c.unit().reason(&tree.Node{Kind: tree.Sequence, Items: []*tree.Node{list, item}}))
}

// one is the only element of a list, or null.
func one(c call) *tree.Node {
	switch list := c.arguments[0]; {
	case list.Kind == tree.Null:
		return list
	case list.Kind == tree.Unknown:
		return c.unknown(list)
	case list.Kind != tree.Sequence || len(list.Items) > 1:
		return c.fail("the list does not have one element or none")
	case list.Open != "":
		null := &tree.Node{Kind: tree.Null, Range: c.at}
		return c.unit().oneOf(c.at, list.Open, append(slices.Clone(list.Items), null)...)
	case len(list.Items) == 0:
		return &tree.Node{Kind: tree.Null, Range: c.at}
	default:
		return list.Items[0]
	}
}

// compact drops null and empty texts.
func compact(c call) *tree.Node {
	list := c.arguments[0]
	if !list.IsKnown() {
		return c.unknown(list)
	}
	kept := &tree.Node{Kind: tree.Sequence, Range: c.at, Open: list.Open}
	for _, item := range list.Items {
		switch c.unit().isEmpty(item) {
		case no:
			kept.Items = append(kept.Items, item)
		case 0:
			kept.Open = tree.Why(item)
		}
	}
	return kept
}

// isEmpty tells whether a value is null or the empty text.
func (u *unit) isEmpty(n *tree.Node) truth {
	switch {
	case n.IsAbsent(), n.Kind == tree.String && n.Text == "":
		return yes
	case n.IsKnown(), isCertainlyText(n):
		return no
	default:
		return 0
	}
}

// coalesce is the first argument that is neither null nor an empty text.
func coalesce(c call) *tree.Node {
	for i, argument := range c.arguments {
		switch c.unit().isEmpty(argument) {
		case no:
			return argument
		case 0:
			rest := c
			rest.arguments = c.arguments[i+1:]
			if len(rest.arguments) == 0 {
				return argument
			}
			return c.unit().oneOf(c.at, tree.Why(argument), argument, coalesce(rest))
		}
	}
	return c.fail("all arguments are empty")
}

func allTrue(c call) *tree.Node {
	result := yes
	for _, item := range c.arguments[0].Items {
		result = min(result, c.unit().truth(item))
	}
	if why := tree.Why(c.arguments[0]); why != "" {
		result = min(result, 0)
	}
	return answer(result, c.at, c.unit().reason(c.arguments[0]))
}

func anyTrue(c call) *tree.Node {
	result := no
	for _, item := range c.arguments[0].Items {
		result = max(result, c.unit().truth(item))
	}
	if why := tree.Why(c.arguments[0]); why != "" {
		result = max(result, 0)
	}
	return answer(result, c.at, c.unit().reason(c.arguments[0]))
}
