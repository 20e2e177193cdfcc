package terraform

import (
	"slices"
	"strings"
	"unicode"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function/stdlib"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// join puts the elements of lists together, with a text between them.
func join(c call) *tree.Node {
	var items []*tree.Node
	if isCollection(c.arguments[0]) {
		return c.fail("%s cannot stand between texts", c.arguments[0].KindName())
	}
	for _, list := range c.arguments[1:] {
		switch {
		case list.IsKnown() && list.Kind != tree.Sequence:
			return c.fail("%s is not a list", list.KindName())
		case tree.Why(list) != "":
			return c.unknown(list)
		case !c.unit().spend(len(list.Items)):
			return c.doubt(tooLarge)
		}
		items = append(items, list.Items...)
	}
	return c.unit().joinTexts(items, c.arguments[0], c.at)
}

// allKnown reports whether every argument is a known scalar.
func (c call) allKnown() bool {
	return !slices.ContainsFunc(c.arguments, func(n *tree.Node) bool { return !n.IsScalar() })
}

// maxIndent is far above what people write.
const maxIndent = 256

func indent(c call) *tree.Node {
	width, whole := integer(c.arguments[0])
	text := c.arguments[1]
	switch {
	case !c.arguments[0].IsKnown():
		return c.unknown(c.arguments[0])
	case !whole || width < 0:
		return c.fail("%s is no width", c.arguments[0].Text)
	case width > maxIndent || len(text.Text)+width*strings.Count(text.Text, "\n") > maxTextLength:
		return c.doubt(tooLarge)
	}
	return c.spelled(text, func(text string) string {
		return strings.ReplaceAll(text, "\n", "\n"+strings.Repeat(" ", width))
	})
}

// replace replaces a text, or a pattern between slashes.
// https://developer.hashicorp.com/terraform/language/functions/replace
func replace(c call) *tree.Node {
	text, old, with := c.argument(0), c.argument(1), c.argument(2)
	pattern := len(old.Text) > 1 && strings.HasPrefix(old.Text, "/") && strings.HasSuffix(old.Text, "/")
	switch {
	case !old.IsKnown():
		return c.unknown(old)
	case !c.allKnown() && (pattern || old.Text == ""):
		return c.unknown(c.unit().firstUnknown(text, with))
	case pattern:
		return c.replaceMatches(old.Text[1 : len(old.Text)-1])
	case len(text.Text)+strings.Count(text.Text, old.Text)*len(with.Text) > maxTextLength:
		return c.doubt(tooLarge)
	}
	replaced := c.replaceParts()
	if file := c.unit().wholeFile(c.unit().templates[text]); file != nil && old.Text != "" {
		c.unit().templates[replaced] = c.replacedIn(file)
	}
	return replaced
}

// replacedIn are the pieces of a file around what is replaced in it, in their places.
func (c call) replacedIn(file *source.File) []segment {
	old, with := c.argument(1).Text, c.argument(2)
	var segments []segment
	start := 0
	for piece := range strings.SplitSeq(string(file.Data), old) {
		if start > 0 {
			filled := segment{parts: c.unit().textParts(with), at: c.at}
			if !with.IsKnown() {
				filled.value = with
			}
			segments = append(segments, filled)
		}
		at := source.Range{File: file.Name, Start: start, End: start + len(piece)}
		segments = append(segments, segment{parts: []model.Part{model.Literal(piece)}, at: at, literal: true})
		start = at.End + len(old)
	}
	return segments
}

// replaceParts replaces a text where it is certainly found; any of them may be known in parts.
func (c call) replaceParts() *tree.Node {
	text, old, with := c.argument(0), c.argument(1), c.argument(2)
	if c.allKnown() {
		return c.text(strings.ReplaceAll(text.Text, old.Text, with.Text))
	}
	parts := c.unit().textParts(text)
	if mayTouch(parts, old.Text) {
		return c.unknown(text)
	}
	var replaced []model.Part
	for i, piece := range model.CutParts(parts, old.Text) {
		if i > 0 {
			replaced = append(replaced, c.unit().textParts(with)...)
		}
		if replaced = append(replaced, piece...); !c.unit().spend(1 + len(piece)) {
			return c.doubt(tooLarge)
		}
	}
	return c.withParts(c.unit().firstUnknown(text, with), replaced)
}

// split cuts a text at a separator that is certainly found.
func split(c call) *tree.Node {
	separator, text := c.arguments[0], c.arguments[1]
	if !separator.IsKnown() {
		return c.unknown(separator)
	}
	if text.IsKnown() {
		if !c.unit().spend(1 + strings.Count(text.Text, separator.Text)) {
			return c.doubt(tooLarge)
		}
		var items []*tree.Node
		for _, item := range strings.Split(text.Text, separator.Text) {
			items = append(items, c.text(item))
		}
		return c.list(items, "")
	}
	parts := c.unit().textParts(text)
	if mayTouch(parts, separator.Text) {
		return c.unknown(text)
	}
	var items []*tree.Node
	for _, piece := range model.CutParts(parts, separator.Text) {
		items = append(items, c.withParts(text, piece))
	}
	return c.list(items, "")
}

// subText is a piece of a text, counted in characters as people see them. Of a text that
// is known in parts it is known where it lies within the first or the last of them.
func subText(c call) *tree.Node {
	text := c.arguments[0]
	from, isFrom := integer(c.arguments[1])
	length, isLength := integer(c.arguments[2])
	switch {
	case c.allKnown():
		return c.unit().apply(stdlib.SubstrFunc, c.arguments, c.at)
	case !isFrom || !isLength:
		return c.unknown(c.unit().firstUnknown(c.arguments...))
	}
	parts := c.unit().textParts(text)
	beginning, end := parts[0].Literal, parts[len(parts)-1].Literal
	switch {
	case from < 0 && -from < characters(end):
		return c.text(piece(end, from, length))
	case from >= 0 && length >= 0 && from+length < characters(beginning):
		return c.text(piece(beginning, from, length))
	case from >= 0 && length < 0 && from < characters(beginning):
		return c.withParts(text, append([]model.Part{model.Literal(piece(beginning, from, length))}, parts[1:]...))
	default:
		return c.unknown(text)
	}
}

// characters counts the characters of a text as people see them.
func characters(text string) int {
	length, err := stdlib.Strlen(cty.StringVal(text))
	if err != nil {
		return 0
	}
	n, _ := length.AsBigFloat().Int64()
	return int(n)
}

func piece(text string, from, length int) string {
	cut, err := stdlib.Substr(cty.StringVal(text), cty.NumberIntVal(int64(from)), cty.NumberIntVal(int64(length)))
	if err != nil {
		return ""
	}
	return cut.AsString()
}

func trimSpace(c call) *tree.Node { return c.trimmed(unicode.IsSpace, true) }

// chomp takes line breaks off the end.
func chomp(c call) *tree.Node {
	return c.trimmed(func(r rune) bool { return r == '\n' || r == '\r' }, false)
}

func trim(c call) *tree.Node {
	if !c.arguments[1].IsKnown() {
		return c.unknown(c.arguments[1])
	}
	return c.trimmed(func(r rune) bool { return strings.ContainsRune(c.arguments[1].Text, r) }, true)
}

// trimmed takes characters off the end of a text, and off its beginning. A text that
// loses no more than its end is the same document, in the same place.
func (c call) trimmed(cut func(rune) bool, both bool) *tree.Node {
	u, from := c.unit(), c.arguments[0]
	whole := slices.Clone(u.textParts(from))
	parts, settled := cutRight(slices.Clone(whole), cut)
	if both && settled {
		parts, settled = cutLeft(parts, cut)
	}
	if !settled {
		return c.unknown(from)
	}
	text := u.text(c.at, tree.Why(from), parts)
	if segments := u.templates[from]; segments != nil && len(parts) > 0 && strings.HasPrefix(whole[0].Literal, parts[0].Literal) {
		u.templates[text] = segments
	}
	return text
}

func trimPrefix(c call) *tree.Node {
	text, prefix := c.arguments[0], c.arguments[1]
	if !prefix.IsKnown() {
		return c.unknown(prefix)
	}
	parts := c.unit().textParts(text)
	switch begin(parts, prefix.Text) {
	case yes:
		parts = behind(parts, len(prefix.Text))
	case 0:
		return c.unknown(text)
	}
	return c.unit().text(c.at, tree.Why(text), parts)
}

func trimSuffix(c call) *tree.Node {
	text, suffix := c.arguments[0], c.arguments[1]
	if !suffix.IsKnown() {
		return c.unknown(suffix)
	}
	parts := c.unit().textParts(text)
	switch c.unit().ends(text, suffix.Text) {
	case yes:
		parts = before(parts, len(suffix.Text))
	case 0:
		return c.unknown(text)
	}
	return c.unit().text(c.at, tree.Why(text), parts)
}

func startsWith(c call) *tree.Node { return c.compare(c.unit().begins) }

func endsWith(c call) *tree.Node { return c.compare(c.unit().ends) }

func textContains(c call) *tree.Node { return c.compare(c.unit().holds) }

func (c call) compare(holds func(n *tree.Node, text string) truth) *tree.Node {
	if !c.arguments[1].IsKnown() {
		return c.unknown(c.arguments[1])
	}
	return c.answer(holds(c.arguments[0], c.arguments[1].Text), c.arguments[0])
}

// holds tells whether a text has another in it.
func (u *unit) holds(n *tree.Node, text string) truth {
	parts := u.textParts(n)
	found := text == "" || slices.ContainsFunc(parts, func(part model.Part) bool {
		return part.Hole == nil && strings.Contains(part.Literal, text)
	})
	switch {
	case found:
		return yes
	case !n.IsKnown() && mayTouch(parts, text):
		return 0
	default:
		return no
	}
}
