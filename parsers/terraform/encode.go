package terraform

import (
	"encoding/json"
	"strings"

	ctyyaml "github.com/zclconf/go-cty-yaml"
	"github.com/zclconf/go-cty/cty"

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

// yamlEncode is the text of a value that is wholly known. Of others nobody knows the
// bytes, and all reads the value that is kept beside it.
func yamlEncode(c call) *tree.Node {
	text := tree.NewUnknown(c.at, "depends on how "+c.name+" writes it")
	if c.unit().reason(c.arguments[0]) == "" && !c.unit().mayBecomeHuge(c.arguments[0]) {
		text = c.unit().apply(ctyyaml.YAMLEncodeFunc, c.arguments, c.at)
	}
	c.unit().encoded[text] = c.arguments[0]
	return text
}

// decode is jsondecode and yamldecode.
func decode(c call) *tree.Node {
	from := c.arguments[0]
	if c.name == "jsondecode" && from.Kind == tree.String && !json.Valid([]byte(from.Text)) {
		return c.fail("the text is not JSON")
	}
	document, problem := c.unit().document(from)
	switch {
	case document.IsAbsent():
		return &tree.Node{Kind: tree.Null, Range: c.at}
	case problem != nil:
		return c.fail("%s", problem.Message)
	case c.name == "yamldecode" && from.IsKnown():
		return c.asTerraformReads(document)
	default:
		return document
	}
}

// asTerraformReads is a document of YAML, which Terraform reads by older rules: yes and
// on are truths, and tags of one's own are refused. Where that makes no difference the
// document has its places.
func (c call) asTerraformReads(document *tree.Node) *tree.Node {
	u, text := c.unit(), c.arguments[0].Text
	if strings.Contains(text, "*") || !u.spend(len(text)/parseCost) || u.bounded(document) != document {
		return document // aliases make a short text a large document
	}
	values, err := ctyyaml.YAMLDecodeFunc.Call([]cty.Value{cty.StringVal(text)})
	if err != nil {
		return c.fail("%v", err)
	}
	read := u.fromCty(values, c.at)
	id, settled := u.identity(read)
	if other, _ := u.identity(document); settled && other != id {
		return read
	}
	return document
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
	if !w.unit.spend(len(text)/64) || w.text.Len()+len(text) > maxTextLength {
		w.broken = tooLarge
		return
	}
	quoted, _ := json.Marshal(text)
	w.text.Write(quoted)
}

// hole writes a value that is known in parts, or not at all. What JSON makes of one that
// may be no text fills a hole of its own.
func (w *jsonWriter) hole(n *tree.Node) {
	if w.why == "" {
		w.why = tree.Why(n)
	}
	if !isCertainlyText(n) {
		w.finish()
		w.parts = append(w.parts, model.HoleOf(model.HoleOther, "jsonencode("+w.unit.writtenAt(n)+")"))
		return
	}
	w.text.WriteByte('"')
	for _, part := range n.Parts {
		if part.Hole == nil {
			quoted, _ := json.Marshal(part.Literal)
			w.text.Write(quoted[1 : len(quoted)-1])
			continue
		}
		w.finish()
		w.parts = append(w.parts, part)
	}
	w.text.WriteByte('"')
}

func (w *jsonWriter) mapping(n *tree.Node) {
	w.text.WriteByte('{')
	for i, field := range fieldsOf(n) {
		if i > 0 {
			w.text.WriteByte(',')
		}
		w.quote(field.Key)
		w.text.WriteByte(':')
		w.write(field.Value)
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
