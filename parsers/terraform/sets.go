package terraform

import (
	"slices"
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty/function/stdlib"

	"github.com/authlint/authlint/internal/tree"
)

func distinct(c call) *tree.Node {
	list := c.arguments[0]
	if list.Kind != tree.Sequence {
		return c.unknown(list)
	}
	return c.unit().unique(list)
}

// unique drops elements that are there already. Those that may be equal stay, and make
// the list open: nobody knows how many there are.
func (u *unit) unique(list *tree.Node) *tree.Node {
	kept := *list
	kept.Items = nil
	seen := map[string]bool{}
	for _, item := range list.Items {
		switch {
		case item.IsScalar() && seen[item.Text]:
			continue
		case item.IsScalar():
			seen[item.Text] = true
		case !item.IsKnown():
			kept.Open = tree.Why(item)
		}
		kept.Items = append(kept.Items, item)
	}
	return &kept
}

func toList(c call) *tree.Node {
	list := c.arguments[0]
	if list.Kind != tree.Sequence || list.Tag != setTag {
		return list
	}
	plain := *list
	plain.Tag = ""
	return &plain
}

func toSet(c call) *tree.Node {
	list := c.arguments[0]
	if list.Kind != tree.Sequence {
		return list
	}
	return c.unit().set(list)
}

// set makes a set of a list: each element once, in the order in which Terraform iterates.
func (u *unit) set(list *tree.Node) *tree.Node {
	set := u.unique(list)
	set.Tag = setTag
	slices.SortStableFunc(set.Items, func(a, b *tree.Node) int {
		if !a.IsScalar() || !b.IsScalar() {
			return 0
		}
		return strings.Compare(a.Text, b.Text)
	})
	return set
}

// product is every combination of elements, if there are not too many.
func product(c call) *tree.Node {
	size := 1
	for _, argument := range c.arguments {
		size *= max(1, len(argument.Items))
		if size > maxInstances*8 || !c.unit().spend(size) {
			return tree.NewUnknown(c.at, tooLarge)
		}
	}
	result := &tree.Node{Kind: tree.Sequence, Range: c.at}
	result.Items = []*tree.Node{{Kind: tree.Sequence, Range: c.at}}
	for _, argument := range c.arguments {
		if why := tree.Why(argument); why != "" {
			result.Open = why
		}
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

// countUp is range(), if it is not too long.
func countUp(c call) *tree.Node {
	limits := []float64{}
	for _, argument := range c.arguments {
		n, err := strconv.ParseFloat(argument.Text, 64)
		if err != nil {
			return c.unknown(argument)
		}
		limits = append(limits, n)
	}
	from, to, step := 0.0, limits[0], 1.0
	if len(limits) > 1 {
		from, to = limits[0], limits[1]
	}
	if len(limits) > 2 {
		step = limits[2]
	}
	if rounds := (to - from) / step; !(rounds <= maxInstances*8) {
		return tree.NewUnknown(c.at, tooLarge)
	}
	return c.unit().apply(stdlib.RangeFunc, c.arguments, c.at)
}
