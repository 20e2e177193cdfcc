package terraform

import (
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty/function/stdlib"

	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// join puts the elements of lists together, with a text between them.
func join(c call) *tree.Node {
	var items []*tree.Node
	for _, list := range c.arguments[1:] {
		if list.Kind != tree.Sequence || list.Open != "" {
			return c.unknown(list)
		}
		items = append(items, list.Items...)
	}
	return c.unit().joinTexts(items, c.arguments[0], c.at)
}

// format fills in a text. When not all arguments are known it does so for the plain
// verbs, which print a text as it is.
func format(c call) *tree.Node {
	u, spec := c.unit(), c.arguments[0]
	if !spec.IsScalar() || hasWidth(spec.Text) {
		return c.unknown(spec)
	}
	if c.allKnown() {
		return u.apply(stdlib.FormatFunc, c.arguments, c.at)
	}
	pieces, ok := c.fill(spec)
	if !ok {
		return c.unknown(u.firstUnknown(c.arguments...))
	}
	return u.joinTexts(pieces, nil, c.at)
}

// allKnown reports whether every argument is a known scalar.
func (c call) allKnown() bool {
	for _, argument := range c.arguments {
		if !argument.IsScalar() {
			return false
		}
	}
	return true
}

// fill cuts a format at its verbs; ok is false for verbs other than %s, %v and %d.
func (c call) fill(spec *tree.Node) (pieces []*tree.Node, ok bool) {
	rest, next := spec.Text, 1
	for {
		literal, after, found := strings.Cut(rest, "%")
		pieces = append(pieces, &tree.Node{Kind: tree.String, Text: literal, Range: c.at})
		switch {
		case !found:
			return pieces, true
		case after == "":
			return nil, false
		case after[0] == '%':
			pieces = append(pieces, &tree.Node{Kind: tree.String, Text: "%", Range: c.at})
		case strings.IndexByte("svd", after[0]) >= 0 && c.argument(next) != nil:
			pieces = append(pieces, c.argument(next))
			next++
		default:
			return nil, false
		}
		rest = after[1:]
	}
}

// hasWidth reports whether a format pads: its width can be any number.
func hasWidth(spec string) bool {
	for i := 0; i+1 < len(spec); i++ {
		if spec[i] != '%' {
			continue
		}
		if spec[i+1] == '%' {
			i++
			continue
		}
		if digits := strings.TrimLeft(spec[i+1:], " +-#0."); digits != "" && digits[0] >= '0' && digits[0] <= '9' {
			if len(digits) > 2 && strings.IndexByte("0123456789.", digits[2]) >= 0 {
				return true
			}
		}
	}
	return false
}

func formatList(c call) *tree.Node {
	if spec := c.arguments[0]; !spec.IsScalar() || hasWidth(spec.Text) {
		return c.unknown(spec)
	}
	for _, argument := range c.arguments[1:] {
		if !c.unit().spend(len(argument.Items) * (1 + len(c.arguments[0].Text)/64)) {
			return tree.NewUnknown(c.at, tooLarge)
		}
	}
	return c.unit().apply(stdlib.FormatListFunc, c.arguments, c.at)
}

func indent(c call) *tree.Node {
	width, err := strconv.Atoi(c.arguments[0].Text)
	if err != nil || width > 100 || !c.unit().spend(width) {
		return c.unknown(c.arguments[0])
	}
	return c.unit().apply(stdlib.IndentFunc, c.arguments, c.at)
}

// replace replaces a text, or a pattern between slashes.
// https://developer.hashicorp.com/terraform/language/functions/replace
func replace(c call) *tree.Node {
	text, old, with := c.argument(0), c.argument(1), c.argument(2)
	if old == nil || with == nil || !c.allKnown() {
		return c.unknown(c.unit().firstUnknown(c.arguments...))
	}
	if (len(text.Text)+1)*(len(with.Text)+1) > source.MaxCode {
		return tree.NewUnknown(c.at, tooLarge)
	}
	if len(old.Text) > 1 && strings.HasPrefix(old.Text, "/") && strings.HasSuffix(old.Text, "/") {
		pattern := *old
		pattern.Text = old.Text[1 : len(old.Text)-1]
		return c.unit().apply(stdlib.RegexReplaceFunc, []*tree.Node{text, &pattern, with}, c.at)
	}
	return c.unit().apply(stdlib.ReplaceFunc, c.arguments, c.at)
}

// trimEnd is chomp and trimspace. A text that loses no more than blanks at its end is
// the same document, in the same place.
func trimEnd(c call) *tree.Node {
	text := c.unit().apply(library()[c.name], c.arguments, c.at)
	if from := c.arguments[0]; text.IsScalar() && c.unit().templates[from] != nil && strings.HasPrefix(from.Text, text.Text) {
		c.unit().templates[text] = c.unit().templates[from]
	}
	return text
}

func startsWith(c call) *tree.Node { return c.compare(strings.HasPrefix) }

func endsWith(c call) *tree.Node { return c.compare(strings.HasSuffix) }

func textContains(c call) *tree.Node { return c.compare(strings.Contains) }

func (c call) compare(holds func(text, part string) bool) *tree.Node {
	if len(c.arguments) != 2 || !c.allKnown() {
		return c.unknown(c.unit().firstUnknown(c.arguments...))
	}
	return answer(truthOf(holds(c.arguments[0].Text, c.arguments[1].Text)), c.at, "")
}

// toText converts a scalar; a text stays what it is, known or in parts.
func toText(c call) *tree.Node { return c.scalar(tree.String, func(string) bool { return true }) }

func toNumber(c call) *tree.Node {
	return c.scalar(tree.Number, func(text string) bool {
		_, err := strconv.ParseFloat(text, 64)
		return err == nil
	})
}

func toBool(c call) *tree.Node {
	return c.scalar(tree.Bool, func(text string) bool { return text == "true" || text == "false" })
}

func (c call) scalar(kind tree.Kind, fits func(string) bool) *tree.Node {
	from := c.arguments[0]
	switch {
	case from.Kind == tree.Null, from.Kind == tree.Unknown, from.Kind == kind:
		return from
	case !from.IsScalar() || !fits(from.Text):
		return c.fail("%s cannot be converted", from.KindName())
	}
	converted := *from
	converted.Kind = kind
	return &converted
}
