package terraform

import (
	"bytes"
	"fmt"
	"sort"
	"strconv"
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
	"github.com/authlint/authlint/parsers/yaml"
)

// A rendering is a text that was put together from segments and is read as a document.
// What is not known of it is replaced by tokens, which no text holds by chance.
type rendering struct {
	unit  *unit
	whole source.Range
	text  bytes.Buffer
	spans []span
	holes []hole
}

// A span is where a piece of the text comes from.
type span struct {
	start, end int
	at, from   source.Range
	places     []source.Offsets // of a literal: where each of its bytes stands in the file
}

// A hole is what a token stands for.
type hole struct {
	part  model.Part
	value *tree.Node // when the token stands for a whole interpolation
	why   string
}

const tokenBegin, tokenEnd = "authlintHole", "x"

func (r *rendering) read(segments []segment) (*tree.Node, *source.Problem) {
	for _, segment := range segments {
		r.add(segment)
	}
	if !r.unit.spend(r.text.Len() / parseCost) {
		return tree.NewUnknown(r.whole, tooLarge), nil
	}
	if r.mayHoldLines() {
		return tree.NewUnknown(r.whole, r.why()), nil
	}
	text := source.NewFile("", r.text.Bytes())
	document, problem := firstOf(yaml.Parse(text))
	if problem != nil {
		if len(r.holes) > 0 { // what fills the holes may put it right
			return tree.NewUnknown(r.whole, r.why()), nil
		}
		message := fmt.Sprintf("the text cannot be read as JSON or YAML: %s", problem.Message)
		return tree.NewUnknown(r.whole, message), &source.Problem{Range: r.place(problem.Range), Message: message}
	}
	if document == nil {
		return nil, nil
	}
	r.readIgnores(text, document)
	if !r.settle(document) {
		return tree.NewUnknown(r.whole, r.why()), nil
	}
	return document, nil
}

// readIgnores keeps the comments of the text that silence rules, in the places that they
// come from.
func (r *rendering) readIgnores(text *source.File, document *tree.Node) {
	ignores, problems := yaml.Ignores(text, []*tree.Node{document})
	for _, ignore := range ignores {
		ignore.Range, ignore.Covers = r.place(ignore.Range), r.place(ignore.Covers)
		r.unit.ignores = append(r.unit.ignores, ignore)
	}
	for _, problem := range problems {
		problem.Range = r.place(problem.Range)
		r.unit.keep(problem)
	}
}

func (r *rendering) why() string {
	for _, hole := range r.holes {
		if hole.why != "" {
			return hole.why
		}
	}
	return "it is not known before the deployment"
}

// add appends a piece of the text.
func (r *rendering) add(segment segment) {
	start := r.text.Len()
	if value := segment.value; value != nil && (len(segment.parts) == 1 || r.unit.encoded[value] != nil) {
		r.token(hole{segment.parts[0], segment.value, tree.Why(segment.value)})
	} else {
		for _, part := range segment.parts {
			if part.Hole == nil {
				r.text.WriteString(part.Literal)
				continue
			}
			r.token(hole{part, nil, tree.Why(segment.value)})
		}
	}
	piece := span{start: start, end: r.text.Len(), at: segment.at, from: segment.from}
	if file := r.unit.files[segment.at.File]; segment.literal && file != nil {
		piece.places = source.Align(string(r.text.Bytes()[start:]), []byte(file.Text(segment.at)), segment.quoted)
	}
	if piece.end > piece.start {
		r.spans = append(r.spans, piece)
	}
}

func (r *rendering) token(h hole) {
	r.text.WriteString(tokenBegin + strconv.Itoa(len(r.holes)) + tokenEnd)
	r.holes = append(r.holes, h)
}

// mayHoldLines reports whether a hole stands alone on a line that is not a value in
// JSON: what fills it may then be several lines, keys among them.
func (r *rendering) mayHoldLines() bool {
	if r.isJSON() {
		return false
	}
	for line := range bytes.Lines(r.text.Bytes()) {
		if _, rest, ok := r.cutToken(strings.TrimSpace(string(line))); ok && rest == "" {
			return true
		}
	}
	return false
}

func (r *rendering) isJSON() bool {
	text := bytes.TrimSpace(r.text.Bytes())
	return len(text) > 0 && (text[0] == '{' || text[0] == '[')
}

// cutToken reads a token at the beginning of a text.
func (r *rendering) cutToken(text string) (h hole, rest string, ok bool) {
	after, ok := strings.CutPrefix(text, tokenBegin)
	if !ok {
		return hole{}, text, false
	}
	digits, rest, ok := strings.Cut(after, tokenEnd)
	number, err := strconv.Atoi(digits)
	if !ok || err != nil || number < 0 || number >= len(r.holes) {
		return hole{}, text, false
	}
	return r.holes[number], rest, true
}

// settle puts a document that was read from the text in its places, and unknown values
// for tokens. It is false when a hole may change more than the value it stands in.
func (r *rendering) settle(n *tree.Node) bool {
	at, name := r.place(n.Range), n.Name
	plain := !r.startsWith(n.Range, `"`) && !r.startsWith(n.Range, "'")
	if !name.IsZero() {
		name = r.place(name)
	}
	if n.IsScalar() && strings.Contains(n.Text, tokenBegin) {
		filled := r.fill(n, at, plain)
		n.Name = name
		return filled // what fills it has its place already
	}
	flow := r.startsWith(n.Range, "[")
	n.Range, n.Name = at, name
	for _, item := range n.Items {
		alone := flow && r.startsWith(item.Range, tokenBegin)
		if !r.settle(item) {
			return false
		}
		if alone && !item.IsKnown() { // what fills it may be several items, with commas
			n.Open = tree.Why(item)
		}
	}
	return r.settleFields(n)
}

func (r *rendering) settleFields(n *tree.Node) bool {
	kept := n.Fields[:0]
	for _, field := range n.Fields {
		if strings.Contains(field.Key, tokenBegin) {
			n.Open = "depends on a key: " + r.why()
			continue
		}
		field.KeyRange = r.place(field.KeyRange)
		kept = append(kept, field)
		if field.Value != nil && !r.settle(field.Value) {
			return false
		}
	}
	n.Fields = kept
	return true
}

// startsWith reports whether what was written at a place begins with a text.
func (r *rendering) startsWith(at source.Range, beginning string) bool {
	text := r.text.Bytes()
	return at.Start < len(text) && bytes.HasPrefix(text[at.Start:], []byte(beginning))
}

// fill makes a scalar with tokens the unknown value that it is.
func (r *rendering) fill(n *tree.Node, at source.Range, plain bool) bool {
	if h, rest, ok := r.cutToken(n.Text); ok && rest == "" && h.value != nil {
		*n = *r.standsFor(h, plain)
		if !n.IsKnown() {
			n.Range = at
		}
		return true
	}
	if plain && r.isJSON() {
		return false // what fills it may be a comma with more after it
	}
	var parts []model.Part
	why, text := "", n.Text
	for text != "" {
		h, rest, ok := r.cutToken(text)
		if ok {
			parts, text = append(parts, h.part), rest
			if why == "" {
				why = h.why
			}
			continue
		}
		end := strings.Index(text[1:], tokenBegin) + 1
		if end == 0 {
			end = len(text)
		}
		parts, text = append(parts, model.Literal(text[:end])), text[end:]
	}
	*n = *tree.NewText(at, why, parts...)
	return true
}

// standsFor is the value of an interpolation that is a whole value of the document.
// Between quotes it is a text.
func (r *rendering) standsFor(h hole, plain bool) *tree.Node {
	if encoded := r.unit.encoded[h.value]; encoded != nil && plain {
		return r.unit.bounded(encoded)
	}
	if plain {
		return h.value
	}
	return tree.NewText(r.whole, h.why, h.part)
}

// place is where a range of the text comes from. What is all of an interpolation comes
// from where its value is written.
func (r *rendering) place(at source.Range) source.Range {
	if span := r.interpolation(at); span != nil {
		return span.from
	}
	first, last := r.spanAt(at.Start), r.spanAt(max(at.Start, at.End-1))
	if first == nil || last == nil || first.at.File != last.at.File {
		return r.whole
	}
	placed := source.Range{File: first.at.File, Start: first.at.Start, End: last.at.End}
	if first.places != nil {
		placed.Start = first.at.Start + first.places[at.Start-first.start].Start
	}
	if last.places != nil {
		placed.End = last.at.Start + last.places[max(at.Start, at.End-1)-last.start].End
	}
	if placed.Start > placed.End {
		return r.whole
	}
	return placed
}

// interpolation is the span that a range covers, with or without quotes around it; nil
// where that is no interpolation.
func (r *rendering) interpolation(at source.Range) *span {
	if r.startsWith(at, `"`) || r.startsWith(at, "'") {
		at.Start, at.End = at.Start+1, at.End-1
	}
	span := r.spanAt(at.Start)
	if span == nil || span.places != nil || span.start != at.Start || span.end != at.End || span.from.IsZero() {
		return nil
	}
	return span
}

// spanAt finds the span that an offset of the text lies in.
func (r *rendering) spanAt(offset int) *span {
	i := sort.Search(len(r.spans), func(i int) bool { return r.spans[i].end > offset })
	if i == len(r.spans) || r.spans[i].start > offset {
		return nil
	}
	return &r.spans[i]
}
