package cloudformation

import (
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
)

// upper and lower spell a name as the model does.
func upper(text model.Text) model.Text { return spelled(text, strings.ToUpper) }
func lower(text model.Text) model.Text { return spelled(text, strings.ToLower) }

func spelled(text model.Text, spell func(string) string) model.Text {
	if text.Value != nil {
		value := spell(*text.Value)
		text.Value = &value
	}
	if len(text.OneOf) > 0 {
		possible := make([]string, len(text.OneOf))
		for i, one := range text.OneOf {
			possible[i] = spell(one)
		}
		text.OneOf = possible
	}
	return text
}

// commaList turns a text with commas into the list that it stands for, each item at
// its own place where the text stands in the file as it is.
func (t *template) commaList(text model.Text) model.Value[[]model.Text] {
	switch {
	case text.State == model.StateUnset:
		return model.Unset[[]model.Text](text.Range)
	case model.PartsOf(text) == nil:
		return model.Unknown[[]model.Text](text.Range, text.Why)
	}
	items := []model.Text{}
	if value, ok := text.Get(); ok {
		offset := t.offsetOf(value, text.Range)
		for item := range strings.SplitSeq(value, ",") {
			items = appendItem(items, item, offset, text.Range)
			if offset >= 0 {
				offset += len(item) + 1
			}
		}
		return model.Written(items, text.Range)
	}
	for _, piece := range cut(text.Parts, ",") {
		items = append(items, trimmed(text.Range, text.Why, piece))
	}
	return model.Written(items, text.Range)
}

// offsetOf is where a text begins in the file, or -1 where the file spells it
// otherwise: with escapes, over several lines, or not at all.
func (t *template) offsetOf(text string, at source.Range) int {
	file := t.sources[at.File]
	if file == nil || text == "" {
		return -1
	}
	written := file.Text(at)
	if i := strings.Index(written, text); i == 0 || i == 1 && len(written) == len(text)+2 {
		return at.Start + i
	}
	return -1
}

// appendItem adds one item of a list, without the blanks around it.
func appendItem(items []model.Text, item string, offset int, whole source.Range) []model.Text {
	text := strings.TrimSpace(item)
	if text == "" {
		return items
	}
	at := whole
	if offset >= 0 {
		at.Start = offset + strings.Index(item, text)
		at.End = at.Start + len(text)
	}
	return append(items, model.Written(text, at))
}

// trimmed makes a text of pieces, without the blanks around it.
func trimmed(at source.Range, why string, parts []model.Part) model.Text {
	if last := len(parts) - 1; last >= 0 {
		parts[0].Literal = strings.TrimLeft(parts[0].Literal, " \t\r\n")
		parts[last].Literal = strings.TrimRight(parts[last].Literal, " \t\r\n")
	}
	return model.TextOf(at, why, parts...)
}
