package terraform

import (
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/tree"
)

// What an id that AWS makes is spelled with, and the name of a stage.
const (
	digits     = "0123456789"
	idAlphabet = "abcdefghijklmnopqrstuvwxyz-" + digits
	nameOfAny  = idAlphabet + "ABCDEFGHIJKLMNOPQRSTUVWXYZ_$"
)

// alphabet are the characters that may fill a hole, which is never empty; none where it
// may be empty or filled with anything.
func alphabet(hole *model.Hole) string {
	switch hole.Kind {
	case model.HoleAccount:
		return digits
	case model.HolePartition, model.HoleRegion, model.HoleAPI, model.HoleAuthorizer, model.HoleResource:
		return idAlphabet
	case model.HoleStage:
		return nameOfAny
	default:
		return ""
	}
}

// withParts is a text known in parts that depends on what another depends on.
func (c call) withParts(of *tree.Node, parts []model.Part) *tree.Node {
	text := c.unit().text(c.at, tree.Why(of), parts)
	if !text.IsKnown() && !isCertainlyText(of) {
		c.unit().doubts++ // it may be null, or no text at all
	}
	return text
}

// altered is a hole that is filled with what the function makes of what fills another.
func (c call) altered(hole *model.Hole) model.Part {
	if hole.Attribute != "" {
		return model.HoleOf(model.HoleOther, c.name+"("+hole.Of+"."+hole.Attribute+")")
	}
	return model.HoleOf(model.HoleOther, c.name+"("+hole.Of+")")
}

// letters is a function that spells each character of a text anew, whatever stands
// beside it: literals are spelled, holes are where that changes what fills them.
func letters(spell func(string) string) func(call) *tree.Node {
	return func(c call) *tree.Node { return c.spelled(c.arguments[0], spell) }
}

func (c call) spelled(text *tree.Node, spell func(string) string) *tree.Node {
	if text.IsKnown() {
		return c.text(spell(text.Text))
	}
	var parts []model.Part
	for _, part := range c.unit().textParts(text) {
		switch {
		case part.Hole == nil:
			part.Literal = spell(part.Literal)
		case alphabet(part.Hole) == "" || spell(alphabet(part.Hole)) != alphabet(part.Hole):
			part = c.altered(part.Hole)
		}
		parts = append(parts, part)
	}
	return c.withParts(text, parts)
}

// begins tells whether a text begins with another.
func (u *unit) begins(n *tree.Node, with string) truth { return begin(u.textParts(n), with) }

// ends tells whether a text ends with another.
func (u *unit) ends(n *tree.Node, with string) truth { return end(u.textParts(n), with) }

func begin(parts []model.Part, text string) truth {
	for _, part := range parts {
		switch {
		case text == "":
			return yes
		case part.Hole != nil && alphabet(part.Hole) != "" && strings.IndexByte(alphabet(part.Hole), text[0]) < 0:
			return no
		case part.Hole != nil:
			return 0
		case len(part.Literal) >= len(text):
			return truthOf(strings.HasPrefix(part.Literal, text))
		case !strings.HasPrefix(text, part.Literal):
			return no
		}
		text = text[len(part.Literal):]
	}
	return truthOf(text == "")
}

func end(parts []model.Part, text string) truth {
	for _, part := range slices.Backward(parts) {
		switch {
		case text == "":
			return yes
		case part.Hole != nil && alphabet(part.Hole) != "" && strings.IndexByte(alphabet(part.Hole), text[len(text)-1]) < 0:
			return no
		case part.Hole != nil:
			return 0
		case len(part.Literal) >= len(text):
			return truthOf(strings.HasSuffix(part.Literal, text))
		case !strings.HasSuffix(text, part.Literal):
			return no
		}
		text = text[:len(text)-len(part.Literal)]
	}
	return truthOf(text == "")
}

// behind are the parts without a number of bytes at their beginning, which are literal.
func behind(parts []model.Part, n int) []model.Part {
	rest := slices.Clone(parts)
	for n > 0 {
		cut := min(n, len(rest[0].Literal))
		rest[0].Literal, n = rest[0].Literal[cut:], n-cut
		if rest[0].Literal == "" {
			rest = rest[1:]
		}
	}
	return rest
}

// before are the parts without a number of bytes at their end, which are literal.
func before(parts []model.Part, n int) []model.Part {
	rest := slices.Clone(parts)
	for n > 0 {
		last := len(rest) - 1
		cut := min(n, len(rest[last].Literal))
		rest[last].Literal, n = rest[last].Literal[:len(rest[last].Literal)-cut], n-cut
		if rest[last].Literal == "" {
			rest = rest[:last]
		}
	}
	return rest
}

// maxSearched is the length of a text up to which it is looked for around holes.
const maxSearched = 64

// mayTouch reports whether a text may be found where a hole is: in what fills it, or
// partly there and partly beside it.
func mayTouch(parts []model.Part, text string) bool {
	if text == "" || len(text) > maxSearched {
		return true
	}
	for i, part := range parts {
		if part.Hole != nil && mayOverlap(alphabet(part.Hole), parts[:i], parts[i+1:], text) {
			return true
		}
	}
	return false
}

// mayOverlap tries every piece of a text as the one that lies in a hole.
func mayOverlap(alphabet string, before, after []model.Part, text string) bool {
	if alphabet == "" {
		return true
	}
	for start := range len(text) {
		if end(before, text[:start]) == no {
			continue
		}
		for stop := start; stop < len(text) && strings.IndexByte(alphabet, text[stop]) >= 0; stop++ {
			if begin(after, text[stop+1:]) != no {
				return true
			}
		}
	}
	return false
}

// cutLeft takes characters off the beginning of a text. It is false where nobody knows
// how many there are, since they may go on in a hole.
func cutLeft(parts []model.Part, cut func(rune) bool) ([]model.Part, bool) {
	if len(parts) > 0 && parts[0].Hole == nil {
		parts[0].Literal = strings.TrimLeftFunc(parts[0].Literal, cut)
		if parts[0].Literal != "" {
			return parts, true
		}
		parts = parts[1:]
	}
	return parts, len(parts) == 0 || parts[0].Hole != nil && withstands(parts[0].Hole, cut)
}

// cutRight is cutLeft for the end.
func cutRight(parts []model.Part, cut func(rune) bool) ([]model.Part, bool) {
	last := len(parts) - 1
	if last >= 0 && parts[last].Hole == nil {
		parts[last].Literal = strings.TrimRightFunc(parts[last].Literal, cut)
		if parts[last].Literal != "" {
			return parts, true
		}
		parts, last = parts[:last], last-1
	}
	return parts, last < 0 || parts[last].Hole != nil && withstands(parts[last].Hole, cut)
}

// withstands reports whether what fills a hole has no character that is cut off.
func withstands(hole *model.Hole, cut func(rune) bool) bool {
	return alphabet(hole) != "" && strings.IndexFunc(alphabet(hole), cut) < 0
}
