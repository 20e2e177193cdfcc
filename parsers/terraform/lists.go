package terraform

import (
	"math/big"
	"slices"
	"strconv"

	"github.com/zclconf/go-cty/cty"
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
			return c.doubt(tooLarge)
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
			return c.doubt(tooLarge)
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
	from := c.arguments[0]
	if from.IsKnown() && from.Kind != tree.Sequence {
		return c.fail("%s is not a list", from.KindName())
	}
	list := &tree.Node{Kind: tree.Sequence, Range: c.at}
	c.unit().flattenInto(list, from)
	return list
}

func (u *unit) flattenInto(list, n *tree.Node) {
	if !u.enter() || !u.spend(len(n.Items)/itemsPerStep) {
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
	items := make([]*tree.Node, 0, len(entries))
	for _, entry := range entries {
		items = append(items, of(entry))
	}
	return c.list(items, open)
}

func zipMap(c call) *tree.Node {
	names, items := c.argument(0), c.argument(1)
	switch {
	case tree.Why(names) != "":
		return c.unknown(names)
	case tree.Why(items) != "":
		return c.unknown(items)
	case names.Kind != tree.Sequence || items.Kind != tree.Sequence:
		return c.fail("what is given is not two lists")
	case len(names.Items) != len(items.Items):
		return c.fail("the lists are not of the same length")
	case !c.unit().spend(len(names.Items)):
		return c.doubt(tooLarge)
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
	switch {
	case from.IsKnown() && from.Kind != tree.Mapping, key.IsKnown() && !key.IsScalar():
		return c.fail("what is given is not a mapping and a key")
	case !from.IsKnown() || !key.IsScalar() || u.objects[from] != nil:
		return c.unknown(u.firstUnknown(from, key))
	}
	value := u.lookUp(from, key.Text)
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

// element is an element by its number, counted again from the first after the last, and
// from the last where the number is negative.
func element(c call) *tree.Node {
	list, index := c.argument(0), c.argument(1)
	switch {
	case list.IsKnown() && (list.Kind != tree.Sequence || list.Tag == setTag), index.IsKnown() && !index.IsScalar():
		return c.fail("what is given is not a list and a number")
	case tree.Why(list) != "" || !index.IsScalar():
		return c.unknown(c.unit().firstUnknown(list, index))
	}
	i, whole := integer(index)
	if !whole || len(list.Items) == 0 {
		return c.fail("there is no element %s", index.Text)
	}
	n := len(list.Items)
	return list.Items[((i%n)+n)%n]
}

// integer reads a whole number.
func integer(n *tree.Node) (int, bool) {
	number, ok := numberOf(n)
	if !ok {
		return 0, false
	}
	i, accuracy := number.Int64()
	return int(i), accuracy == big.Exact
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
	default:
		return c.unknown(of)
	}
}

func number(c call, n int) *tree.Node {
	return &tree.Node{Kind: tree.Number, Text: strconv.Itoa(n), Range: c.at}
}

// contains tells whether a list has an element, as far as that is known.
func contains(c call) *tree.Node {
	list, item := c.argument(0), c.argument(1)
	switch {
	case list.IsKnown() && list.Kind != tree.Sequence:
		return c.fail("%s is not a list", list.KindName())
	case !list.IsKnown():
		return c.unknown(list)
	}
	found := no
	for _, candidate := range list.Items {
		found = max(found, c.unit().equal(candidate, item))
	}
	if found == no && list.Open != "" {
		found = 0
	}
	return c.answer(found, list, item)
}

// answer is a truth that is found out about some values.
func (c call) answer(t truth, about ...*tree.Node) *tree.Node {
	if t == 0 {
		return c.unknown(&tree.Node{Kind: tree.Sequence, Items: about})
	}
	return answer(t, c.at, "")
}

// indexOf is the number of the first element that equals a value.
func indexOf(c call) *tree.Node {
	list, item := c.argument(0), c.argument(1)
	switch {
	case list.IsKnown() && (list.Kind != tree.Sequence || list.Tag == setTag):
		return c.fail("%s is not a list", list.KindName())
	case !list.IsKnown():
		return c.unknown(list)
	}
	for i, candidate := range list.Items {
		switch c.unit().equal(candidate, item) {
		case yes:
			return number(c, i)
		case 0:
			return c.unknown(c.unit().firstUnknown(candidate, item))
		}
	}
	if list.Open != "" {
		return c.unknown(list)
	}
	return c.fail("there is no such element")
}

// one is the only element of a list, or null.
func one(c call) *tree.Node {
	switch list := c.arguments[0]; {
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
	switch {
	case !list.IsKnown():
		return c.unknown(list)
	case list.Kind != tree.Sequence:
		return c.fail("%s is not a list", list.KindName())
	}
	kept, open := []*tree.Node(nil), list.Open
	for _, item := range list.Items {
		switch c.unit().isEmpty(item) {
		case no:
			if item.IsKnown() && !item.IsScalar() {
				return c.fail("%s is not a text", item.KindName())
			}
			kept = append(kept, as(tree.String, item))
		case 0:
			open = tree.Why(item)
		}
	}
	return c.list(kept, open)
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
	of, ok := unified(c.arguments)
	if !ok {
		return c.fail("the arguments are not of one type")
	}
	return c.firstOf(of, func(n *tree.Node) truth { return -c.unit().isEmpty(n) })
}

// coalesceList is the first list that is not empty.
func coalesceList(c call) *tree.Node {
	for _, argument := range c.arguments {
		if argument.IsKnown() && argument.Kind != tree.Null && (argument.Kind != tree.Sequence || argument.Tag == setTag) {
			return c.fail("%s is not a list", argument.KindName())
		}
	}
	return c.firstOf(c.arguments, func(n *tree.Node) truth {
		switch {
		case len(n.Items) > 0:
			return yes
		case tree.Why(n) != "":
			return 0
		default:
			return no
		}
	})
}

// firstOf is the first value that is fit. One that may be fit gives two possibilities.
func (c call) firstOf(nodes []*tree.Node, fit func(*tree.Node) truth) *tree.Node {
	for i, n := range nodes {
		switch t := fit(n); {
		case t == yes, t == 0 && i+1 == len(nodes):
			return n
		case t == 0:
			u, failed := c.unit(), c.unit().failed
			rest := c.firstOf(nodes[i+1:], fit)
			if u.failed > failed { // of no interest where this one is fit
				u.failed = failed
				u.doubts++
			}
			return u.oneOf(c.at, tree.Why(n), n, rest)
		}
	}
	return c.fail("all arguments are empty")
}

func allTrue(c call) *tree.Node {
	return c.quantify(yes, no, func(a, b truth) truth { return min(a, b) })
}

func anyTrue(c call) *tree.Node {
	return c.quantify(no, no, func(a, b truth) truth { return max(a, b) })
}

// quantify puts the truths in a list together. Null counts as false.
func (c call) quantify(start, null truth, with func(a, b truth) truth) *tree.Node {
	list, result := c.arguments[0], start
	if list.IsKnown() && list.Kind != tree.Sequence {
		return c.fail("%s is not a list", list.KindName())
	}
	for _, item := range list.Items {
		switch {
		case item.Kind == tree.Null:
			result = with(result, null)
		case item.IsKnown() && item.Text != "true" && item.Text != "false":
			return c.fail("an element is neither true nor false")
		default:
			result = with(result, c.unit().truth(item))
		}
	}
	if tree.Why(list) != "" {
		result = with(result, 0)
	}
	return c.answer(result, list)
}

// items are the elements of a list that is all there; where they are not, what stands in
// the place of the result says why.
func (c call) items(i int) ([]*tree.Node, *tree.Node) {
	switch list := c.arguments[i]; {
	case tree.Why(list) != "":
		return nil, c.unknown(list)
	case list.Kind != tree.Sequence:
		return nil, c.fail("%s is not a list", list.KindName())
	default:
		return list.Items, nil
	}
}

// reverse is a list from its end.
func reverse(c call) *tree.Node {
	items, other := c.items(0)
	if other != nil {
		return other
	}
	reversed := slices.Clone(items)
	slices.Reverse(reversed)
	return c.list(reversed, "")
}

// slice is a part of a list: from one number, before another.
func slice(c call) *tree.Node {
	items, other := c.items(0)
	if other != nil {
		return other
	}
	if c.arguments[0].Tag == setTag {
		return c.fail("a set has no order")
	}
	for _, limit := range c.arguments[1:] {
		if !limit.IsKnown() {
			return c.unknown(limit)
		}
	}
	from, isFrom := integer(c.arguments[1])
	to, isTo := integer(c.arguments[2])
	if !isFrom || !isTo || from < 0 || from > to || to > len(items) {
		return c.fail("there are no elements from %s to %s", c.arguments[1].Text, c.arguments[2].Text)
	}
	return c.list(items[from:to:to], "")
}

// chunkList cuts a list into lists of a length; a length of zero leaves it whole.
func chunkList(c call) *tree.Node {
	items, other := c.items(0)
	size, whole := integer(c.arguments[1])
	switch {
	case other != nil:
		return other
	case !c.arguments[1].IsKnown():
		return c.unknown(c.arguments[1])
	case !whole || size < 0:
		return c.fail("%s is no length", c.arguments[1].Text)
	case len(items) == 0:
		return c.list(nil, "")
	case size == 0:
		size = len(items)
	}
	var chunks []*tree.Node
	for chunk := range slices.Chunk(items, size) {
		if !c.unit().spend(1) {
			return c.doubt(tooLarge)
		}
		chunks = append(chunks, c.list(chunk, ""))
	}
	return c.list(chunks, "")
}

// sorted is a list of texts in the order of their characters.
func sorted(c call) *tree.Node {
	items, other := c.items(0)
	if other != nil {
		return other
	}
	if !c.unit().spend(len(items)) {
		return c.doubt(tooLarge)
	}
	texts := make([]*tree.Node, 0, len(items))
	for _, item := range items {
		switch {
		case !item.IsKnown():
			return c.unknown(item)
		case !item.IsScalar():
			return c.fail("%s is not a text", item.KindName())
		}
		texts = append(texts, as(tree.String, item))
	}
	slices.SortStableFunc(texts, byText)
	return c.list(texts, "")
}

// sum adds numbers.
func sum(c call) *tree.Node {
	items, other := c.items(0)
	switch {
	case other != nil:
		return other
	case len(items) == 0:
		return c.fail("the list is empty")
	}
	total := cty.Zero
	for _, item := range items {
		addend, ok := numberOf(item)
		switch {
		case !item.IsKnown() || !c.unit().spend(1):
			return c.unknown(item)
		case !ok:
			return c.fail("%s is not a number", item.KindName())
		}
		total = total.Add(cty.NumberVal(addend))
	}
	return numberNode(total, c.at)
}

// matchKeys are the elements of a list whose counterparts in another are among some values.
func matchKeys(c call) *tree.Node {
	from, missing := c.items(0)
	names, without := c.items(1)
	wanted, unwanted := c.items(2)
	for _, other := range []*tree.Node{missing, without, unwanted} {
		if other != nil {
			return other
		}
	}
	if len(from) != len(names) {
		return c.fail("the lists are not of the same length")
	}
	among := &tree.Node{Kind: tree.Sequence, Items: wanted}
	var kept []*tree.Node
	for i, name := range names {
		switch c.unit().has(among, name) {
		case yes:
			kept = append(kept, from[i])
		case 0:
			return c.unknown(&tree.Node{Kind: tree.Sequence, Items: []*tree.Node{name, among}})
		}
	}
	return c.list(kept, "")
}

// transpose makes a mapping of lists one from their elements to lists of its keys.
func transpose(c call) *tree.Node {
	from := c.arguments[0]
	switch {
	case tree.Why(from) != "":
		return c.unknown(from)
	case from.Kind != tree.Mapping:
		return c.fail("%s is not a mapping", from.KindName())
	}
	groups := map[string]*tree.Node{}
	entries, _ := c.unit().entries(from, c.at)
	for _, entry := range entries {
		if entry.value.Kind != tree.Sequence || entry.value.Open != "" {
			return c.unknown(entry.value)
		}
		for _, item := range entry.value.Items {
			switch {
			case !item.IsKnown() || !c.unit().spend(1):
				return c.unknown(item)
			case !item.IsScalar():
				return c.fail("%s is not a text", item.KindName())
			case groups[item.Text] == nil:
				groups[item.Text] = &tree.Node{Kind: tree.Sequence, Range: c.at}
			}
			groups[item.Text].Items = append(groups[item.Text].Items, entry.key)
		}
	}
	transposed := &tree.Node{Kind: tree.Mapping, Range: c.at}
	for _, key := range sortedKeys(groups) {
		transposed.Fields = append(transposed.Fields, tree.Field{Key: key, KeyRange: c.at, Value: groups[key]})
	}
	return transposed
}
