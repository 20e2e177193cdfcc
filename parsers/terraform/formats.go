package terraform

import (
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty/function/stdlib"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/tree"
)

// format fills in a text.
// https://developer.hashicorp.com/terraform/language/functions/format
func format(c call) *tree.Node {
	spec := c.arguments[0]
	switch {
	case !spec.IsKnown():
		return c.unknown(spec)
	case !spec.IsScalar():
		return c.fail("%s is not a text", spec.KindName())
	default:
		return c.formatted(spec, c.arguments[1:])
	}
}

// formatList is a list of texts: one for each element of the lists that are given.
func formatList(c call) *tree.Node {
	spec, length := c.arguments[0], -1
	if !spec.IsScalar() {
		return format(c)
	}
	for _, argument := range c.arguments[1:] {
		n := len(argument.Items)
		switch {
		case argument.Kind == tree.Unknown && !isCertainlyText(argument), argument.Kind == tree.Sequence && argument.Open != "":
			return c.unknown(argument) // nobody knows how many elements it has
		case argument.Kind != tree.Sequence:
		case length >= 0 && length != n:
			return c.fail("the lists are not of the same length")
		default:
			length = n
		}
	}
	var texts []*tree.Node
	for i := range max(length, -length) { // without a list there is one text
		texts = append(texts, c.formatted(spec, row(c.arguments[1:], i)))
		if !c.unit().spend(len(c.arguments)) {
			return c.doubt(tooLarge)
		}
	}
	return c.list(texts, "")
}

// row are the arguments with the elements of lists in the place of the lists.
func row(arguments []*tree.Node, i int) []*tree.Node {
	picked := make([]*tree.Node, 0, len(arguments))
	for _, argument := range arguments {
		if argument.Kind == tree.Sequence {
			argument = argument.Items[i]
		}
		picked = append(picked, argument)
	}
	return picked
}

// formatted fills in one text. An argument that is not known is a hole in it.
func (c call) formatted(spec *tree.Node, arguments []*tree.Node) *tree.Node {
	u, known, size := c.unit(), true, len(spec.Text)
	for _, argument := range arguments {
		known = known && u.reason(argument) == ""
		size += u.textLength(argument)
		if u.mayBecomeHuge(argument) {
			return c.doubt(tooLarge)
		}
	}
	verbs := strings.Count(spec.Text, "%")
	if hasLongNumber(spec.Text) || verbs*(size+maxWidth) > maxTextLength || !u.spend(verbs*(size+maxWidth)/64) {
		return c.doubt(tooLarge)
	}
	if known {
		return u.apply(stdlib.FormatFunc, append([]*tree.Node{spec}, arguments...), c.at)
	}
	return c.fill(spec.Text, arguments)
}

// textLength is the length of all texts in a value.
func (u *unit) textLength(n *tree.Node) int {
	if n == nil || !u.enter() {
		return 0
	}
	defer u.leave()
	length := len(n.Text)
	for _, item := range n.Items {
		length += u.textLength(item)
	}
	for _, field := range n.Fields {
		length += len(field.Key) + u.textLength(field.Value)
	}
	return length
}

// maxWidth is the widest that a format may pad: three digits.
const maxWidth = 999

// hasLongNumber reports whether a format may have a width or a precision of more than
// three digits.
func hasLongNumber(spec string) bool {
	run := 0
	for i := range len(spec) {
		if spec[i] < '0' || spec[i] > '9' {
			run = 0
			continue
		}
		if run++; run > 3 && strings.Contains(spec[:i], "%") {
			return true
		}
	}
	return false
}

// A verb is a place of a format that an argument fills.
type verb struct {
	written string // %-5s
	index   int    // of the argument, from 1; 0: the next one
	length  int    // in the format
}

// readVerb reads a verb at the beginning of a text: flags, width, precision, the number
// of an argument between brackets, a letter.
func readVerb(text string) verb {
	length := 1 + runOf(text[1:], " +-#0")
	length += runOf(text[length:], digits)
	if strings.HasPrefix(text[length:], ".") {
		length += 1 + runOf(text[length+1:], digits)
	}
	v := verb{written: text[:length]}
	if inside, rest, ok := strings.Cut(text[length:], "]"); ok && strings.HasPrefix(inside, "[") {
		v.index, _ = strconv.Atoi(inside[1:])
		length = len(text) - len(rest)
	}
	if length < len(text) {
		v.written += text[length : length+1]
		length++
	}
	v.length = length
	return v
}

// runOf counts the characters at the beginning of a text that are of a set.
func runOf(text, set string) int { return len(text) - len(strings.TrimLeft(text, set)) }

// fill puts a format together of literals and what its verbs make of arguments.
func (c call) fill(spec string, arguments []*tree.Node) *tree.Node {
	var pieces []*tree.Node
	next, used := 1, 0
	for {
		literal, _, found := strings.Cut(spec, "%")
		pieces = append(pieces, &tree.Node{Kind: tree.String, Text: literal, Range: c.at})
		if !found {
			break
		}
		v := readVerb(spec[len(literal):])
		spec = spec[len(literal)+v.length:]
		if v.written == "%%" {
			pieces = append(pieces, &tree.Node{Kind: tree.String, Text: "%", Range: c.at})
			continue
		}
		if v.index > 0 {
			next = v.index
		}
		if next > len(arguments) {
			return c.fail("there is no argument %d", next)
		}
		pieces = append(pieces, c.printed(v, arguments[next-1]))
		used, next = max(used, next), next+1
	}
	if used < len(arguments) {
		return c.fail("there are more arguments than verbs")
	}
	return c.unit().joinTexts(pieces, nil, c.at)
}

// printed is what a verb makes of an argument. Only %s prints any value that is a text as
// it is: %v writes large numbers another way, and null; %d reads "007" as 7.
func (c call) printed(v verb, argument *tree.Node) *tree.Node {
	u := c.unit()
	switch {
	case u.reason(argument) == "":
		spec := &tree.Node{Kind: tree.String, Text: v.written, Range: c.at}
		return u.apply(stdlib.FormatFunc, []*tree.Node{spec, argument}, c.at)
	case argument.Kind != tree.Unknown && !strings.HasSuffix(v.written, "v"):
		return c.fail("%s is not a text", argument.KindName())
	case argument.Kind == tree.Unknown && (v.written == "%s" || v.written == "%v" && isCertainlyText(argument)):
		return argument
	}
	hole := tree.NewUnknown(c.at, u.reason(argument))
	hole.Parts = []model.Part{model.HoleOf(model.HoleOther, "format("+v.written+", "+u.writtenAt(argument)+")")}
	return hole
}
