package terraform

import (
	"encoding/json"
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/tree"
)

// jsonEncode is the text of a value. What the text encodes is kept beside it, so that
// a document keeps the places of its keys and values.
func jsonEncode(c call) *tree.Node {
	w := jsonWriter{unit: c.unit()}
	w.write(c.arguments[0])
	text := tree.NewText(c.at, w.why, w.finish()...)
	if w.broken != "" {
		text = tree.NewUnknown(c.at, w.broken)
	}
	c.unit().encoded[text] = c.arguments[0]
	return text
}

// yamlEncode is unknown as a text: nobody reads YAML by its bytes.
func yamlEncode(c call) *tree.Node {
	text := tree.NewUnknown(c.at, "depends on how "+c.name+" writes it")
	c.unit().encoded[text] = c.arguments[0]
	return text
}

// decode is jsondecode and yamldecode.
func decode(c call) *tree.Node {
	document, problem := c.unit().document(c.arguments[0])
	switch {
	case document.IsAbsent():
		return &tree.Node{Kind: tree.Null, Range: c.at}
	case problem != nil:
		return c.fail("%s", problem.Message)
	default:
		return document
	}
}

// A jsonWriter writes JSON as jsonencode does, with holes where a text has them.
type jsonWriter struct {
	unit   *unit
	text   strings.Builder // since the last hole
	parts  []model.Part
	why    string // of the first hole
	broken string // why the text is not known at all
}

func (w *jsonWriter) finish() []model.Part {
	w.parts = append(w.parts, model.Literal(w.text.String()))
	w.text.Reset()
	return w.parts
}

func (w *jsonWriter) write(n *tree.Node) {
	if w.broken != "" {
		return
	}
	if !w.unit.enter() || w.text.Len() > maxTextLength {
		w.broken = tooLarge
		return
	}
	defer w.unit.leave()
	switch {
	case n.IsAbsent():
		w.text.WriteString("null")
	case n.Kind == tree.String:
		w.quote(n.Text)
	case n.IsScalar():
		w.text.WriteString(n.Text)
	case n.Kind == tree.Unknown:
		w.hole(n)
	case n.Open != "":
		w.broken = n.Open
	case n.Kind == tree.Mapping:
		w.mapping(n)
	default:
		w.sequence(n)
	}
}

// quote writes a text as JSON has it; <, > and & are escaped as by jsonencode.
func (w *jsonWriter) quote(text string) {
	w.unit.spend(len(text) / 64)
	quoted, _ := json.Marshal(text)
	w.text.Write(quoted)
}

// hole writes a value that is known in parts, or not at all.
func (w *jsonWriter) hole(n *tree.Node) {
	if w.why == "" {
		w.why = tree.Why(n)
	}
	isText := isCertainlyText(n)
	if isText {
		w.text.WriteByte('"')
	}
	for _, part := range w.unit.textParts(n) {
		if part.Hole == nil {
			quoted, _ := json.Marshal(part.Literal)
			w.text.Write(quoted[1 : len(quoted)-1])
			continue
		}
		w.finish()
		w.parts = append(w.parts, part)
	}
	if isText {
		w.text.WriteByte('"')
	}
}

func (w *jsonWriter) mapping(n *tree.Node) {
	w.text.WriteByte('{')
	for i, key := range w.unit.keysOf(n) {
		if i > 0 {
			w.text.WriteByte(',')
		}
		w.quote(key)
		w.text.WriteByte(':')
		w.write(n.Get(key))
	}
	w.text.WriteByte('}')
}

func (w *jsonWriter) sequence(n *tree.Node) {
	w.text.WriteByte('[')
	for i, item := range n.Items {
		if i > 0 {
			w.text.WriteByte(',')
		}
		w.write(item)
	}
	w.text.WriteByte(']')
}
