package model

import (
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/source"
)

// Upper is a text in capital letters, as far as it is known.
func Upper(text Text) Text { return spelled(text, strings.ToUpper) }

// Lower is a text in small letters, as far as it is known.
func Lower(text Text) Text { return spelled(text, strings.ToLower) }

func spelled(text Text, spell func(string) string) Text {
	if value, known := text.Get(); known {
		value = spell(value)
		text.Value = &value
	}
	text.OneOf = slices.Clone(text.OneOf)
	for i := range text.OneOf {
		text.OneOf[i] = spell(text.OneOf[i])
	}
	return text
}

// Items cuts a text at its commas, as API Gateway reads the identity sources of a REST
// API. Blanks around an item do not count, and the empty text is a list of nothing.
//
// An item that begins with something unknown may be several: the list is unknown then.
// Items have places of their own where the text is written plainly, with or without
// quotes.
func Items(text Text) Value[[]Text] {
	value, known := text.Get()
	switch {
	case text.State == StateUnset:
		return Unset[[]Text](text.Range)
	case known:
		items := items(text, value)
		return Value[[]Text]{State: text.State, Value: &items, Range: text.Range}
	}
	items := []Text{}
	for _, parts := range CutParts(text.Parts, ",") {
		parts = trimmedParts(parts)
		if len(parts) > 0 && parts[0].Hole != nil && parts[0].Hole.anything() {
			return Unknown[[]Text](text.Range, text.Why)
		}
		if len(parts) > 0 {
			items = append(items, TextOf(text.Range, text.Why, parts...))
		}
	}
	if len(text.Parts) == 0 {
		return Unknown[[]Text](text.Range, text.Why)
	}
	return Written(items, text.Range)
}

// anything reports whether a hole may be filled with any text: ids, names and regions
// have neither blanks nor commas.
func (h *Hole) anything() bool {
	return h.Kind == HoleAttribute || h.Kind == HoleVariable || h.Kind == HoleMissing || h.Kind == HoleOther
}

// items cuts a known text.
func items(text Text, value string) []Text {
	items, start := []Text{}, 0
	for item := range strings.SplitSeq(value, ",") {
		if trimmed := strings.TrimSpace(item); trimmed != "" {
			one := text
			one.Value = &trimmed
			one.Range = Within(text, start+strings.Index(item, trimmed), len(trimmed))
			items = append(items, one)
		}
		start += len(item) + len(",")
	}
	return items
}

// Within is the place of a piece of a known text: the whole of it where escapes or line
// breaks keep the bytes of the file from being those of the text.
func Within(text Text, start, length int) source.Range {
	value, known := text.Get()
	quotes := text.Range.End - text.Range.Start - len(value)
	if !known || text.State != StateWritten || quotes != 0 && quotes != 2 {
		return text.Range
	}
	start += text.Range.Start + quotes/2
	return source.Range{File: text.Range.File, Start: start, End: start + length}
}

// CutParts cuts a text that is known in parts at a separator in its literals.
func CutParts(parts []Part, separator string) (cut [][]Part) {
	var item []Part
	for _, part := range parts {
		if part.Hole != nil {
			item = append(item, part)
			continue
		}
		for i, literal := range strings.Split(part.Literal, separator) {
			if i > 0 {
				cut, item = append(cut, item), nil
			}
			item = append(item, Literal(literal))
		}
	}
	return append(cut, item)
}

// trimmedParts takes the blanks off both ends.
func trimmedParts(parts []Part) []Part {
	if len(parts) > 0 && parts[0].Hole == nil {
		parts[0].Literal = strings.TrimLeft(parts[0].Literal, " \t\r\n")
	}
	if last := len(parts) - 1; last >= 0 && parts[last].Hole == nil {
		parts[last].Literal = strings.TrimRight(parts[last].Literal, " \t\r\n")
	}
	return JoinParts(parts)
}
