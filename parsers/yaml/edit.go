package yaml

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// An Editor changes one YAML or JSON file. All bytes that a change is not about stay: the
// layout, comments, the way in which the rest is quoted.
type Editor struct {
	file      *source.File
	data      []byte
	documents []*tree.Node
	json      bool
	step      string // by which what is nested is indented
}

// NewEditor reads a file that is to be changed; one that is broken is not changed.
func NewEditor(file *source.File) (*Editor, error) {
	documents, problems := Parse(file)
	if len(problems) > 0 {
		return nil, errors.New("the file cannot be read as a whole")
	}
	if bytes.Count(file.Data, []byte("\r")) != bytes.Count(file.Data, []byte("\r\n")) {
		return nil, errors.New("the file has line breaks that are none elsewhere")
	}
	e := &Editor{file: file, data: file.Data, documents: documents, json: isJSON(bytes.TrimPrefix(file.Data, byteOrderMark)), step: "  "}
	for _, document := range documents {
		if step := e.stepOf(document); step != "" {
			e.step = step
			break
		}
	}
	return e, nil
}

// Edits are what a change is in bytes. An error says why it cannot be made here: what it
// is about is not written as such.
func (e *Editor) Edits(change finding.Change) ([]finding.Edit, error) {
	for _, document := range e.documents {
		if p := find(document, change.At); p.node != nil {
			return e.change(p, change)
		}
	}
	return nil, errors.New("it is not written as a value of its own")
}

// LaidOut are edits of the file, which has no layout that all keep to.
func (*Editor) LaidOut(edits []finding.Edit) []finding.Edit { return edits }

// A position is a node, and where it stands.
type position struct {
	node   *tree.Node
	parent *tree.Node
	index  int // among the fields of the parent
}

// find looks for the node at a range, or that stands under the key at a range.
func find(n *tree.Node, at source.Range) position {
	var found position
	for i, field := range n.Fields {
		switch {
		case field.KeyRange == at, is(field.Value, at):
			found = position{field.Value, n, i}
		case field.Value.Range.Start <= at.Start && at.End <= field.Value.Range.End:
			found = find(field.Value, at)
		}
		if found.node != nil {
			return found
		}
	}
	for _, item := range n.Items {
		if is(item, at) {
			return position{node: item}
		}
		if found = find(item, at); found.node != nil {
			return found
		}
	}
	return found
}

// is reports whether a range is that of a node, or of all that stands between its quotes.
func is(n *tree.Node, at source.Range) bool {
	return n.Range == at || n.Kind == tree.String && len(n.Text) == at.End-at.Start && n.Range == source.Range{File: at.File, Start: at.Start - 1, End: at.End + 1}
}

func (e *Editor) change(p position, change finding.Change) ([]finding.Edit, error) {
	node := p.node
	for i, key := range change.Path {
		if node.Kind != tree.Mapping || node.Tag != "" {
			return nil, fmt.Errorf("%s is to get a key, and is no mapping", e.file.Text(node.Range))
		}
		next := own(node, key)
		if next < 0 {
			if change.Remove {
				return nil, fmt.Errorf("%s is not written here", key)
			}
			return e.insert(node, change.Path[i:], change)
		}
		p = position{node.Fields[next].Value, node, next}
		node = p.node
	}
	switch {
	case change.Remove:
		return e.remove(p)
	case change.Append:
		return e.append(node, change)
	case change.From != "":
		return e.replacePiece(node, change)
	default:
		return e.replace(node, change)
	}
}

// ownFields are those that stand in the mapping itself, and are not merged into it.
func ownFields(n *tree.Node) (fields []tree.Field) {
	for _, field := range n.Fields {
		if isIn(n, field) {
			fields = append(fields, field)
		}
	}
	return fields
}

// own is the last of them with a key; -1 where there is none.
func own(n *tree.Node, key string) int {
	for i := len(n.Fields) - 1; i >= 0; i-- {
		if field := n.Fields[i]; field.Key == key && isIn(n, field) {
			return i
		}
	}
	return -1
}

func isIn(n *tree.Node, field tree.Field) bool {
	return n.Range.Start <= field.KeyRange.Start && field.KeyRange.End <= n.Range.End
}

// replace puts another value in the place of one that is written out. What a function makes
// only code, or another function, can stand for.
func (e *Editor) replace(n *tree.Node, change finding.Change) ([]finding.Edit, error) {
	at := n.Range
	switch made := n.Tag != "" || isFunction(n); {
	case change.Code == "" && made && !isIntrinsic(change.Value):
		return nil, errors.New("a function makes this value")
	case change.Code == "" && !made && !isScalar(n):
		return nil, errors.New("it is no plain value")
	case e.isBlockText(n):
		return nil, errors.New("it is a text of several lines")
	case made:
		at = e.whole(n)
	}
	if n.Tag != "" && at == n.Range || e.isMarked(at) || !isScalar(n) && e.hasAnchor(at) {
		return nil, errAnchor
	}
	if change.Code != "" {
		return e.put(at, change.Code), nil
	}
	return e.put(at, e.render(change.Value, e.data[n.Range.Start])), nil
}

var errAnchor = errors.New("what stands there may be an anchor that is used elsewhere")

// isMarked reports whether a tag or an anchor stands before a range.
func (e *Editor) isMarked(at source.Range) bool {
	before := bytes.TrimRight(e.data[:at.Start], " \t\r\n")
	last := before[bytes.LastIndexAny(before, " \t\r\n")+1:]
	return !e.json && len(last) > 0 && (last[0] == '!' || last[0] == '&')
}

// hasAnchor reports whether a name for what stands in a range may be given there.
func (e *Editor) hasAnchor(at source.Range) bool {
	return !e.json && strings.Contains(e.file.Text(at), "&")
}

// isFunction tells a node that is a function of CloudFormation in its long form.
func isFunction(n *tree.Node) bool {
	return n.Kind == tree.Mapping && len(n.Fields) == 1 && isFunctionName(n.Fields[0].Key)
}

func isFunctionName(key string) bool { return key == "Ref" || strings.HasPrefix(key, "Fn::") }

func isScalar(n *tree.Node) bool {
	return n.Kind == tree.String || n.Kind == tree.Number || n.Kind == tree.Bool
}

func (e *Editor) isBlockText(n *tree.Node) bool {
	return isScalar(n) && isBlock(e.data[n.Range.Start:n.Range.End])
}

// isIntrinsic tells a value that a function of CloudFormation makes: {"Fn::Sub": "…"}.
func isIntrinsic(value any) bool {
	m, _ := value.(map[string]any)
	for key := range m {
		if len(m) == 1 {
			return isFunctionName(key)
		}
	}
	return false
}

// replacePiece changes a piece of a value, which must be there once.
func (e *Editor) replacePiece(n *tree.Node, change finding.Change) ([]finding.Edit, error) {
	if n.Kind == tree.Mapping || n.Kind == tree.Sequence {
		return nil, errors.New("it is no plain value")
	}
	at := e.whole(n)
	from, code := change.From, change.Code
	switch e.data[n.Range.Start] {
	case '"':
		from, code = inQuotes(from), inQuotes(code)
	case '\'':
		from, code = strings.ReplaceAll(from, "'", "''"), strings.ReplaceAll(code, "'", "''")
	}
	if strings.Count(e.file.Text(at), from) != 1 {
		return nil, fmt.Errorf("%s does not stand here once", change.From)
	}
	at.Start += strings.Index(e.file.Text(at), from)
	at.End = at.Start + len(from)
	return e.put(at, code), nil
}

// whole is the range of a node with its tag.
func (e *Editor) whole(n *tree.Node) source.Range {
	at := n.Range
	before := bytes.TrimRight(e.data[:at.Start], " ")
	if n.Tag != "" && bytes.HasSuffix(before, []byte(n.Tag)) {
		at.Start = len(before) - len(n.Tag)
	}
	return at
}

func (e *Editor) put(at source.Range, text string) []finding.Edit {
	return []finding.Edit{{Range: at, Text: text}}
}

// insert adds a field to a mapping, behind its last one.
func (e *Editor) insert(n *tree.Node, path []string, change finding.Change) ([]finding.Edit, error) {
	value := change.Value
	if change.Code != "" {
		value = literally(change.Code)
	}
	if e.data[n.Range.Start] == '{' {
		return e.insertFlow(n, path, value)
	}
	fields := ownFields(n)
	if len(fields) == 0 {
		return nil, errors.New("the mapping has no key of its own")
	}
	start := fields[0].KeyRange.Start
	if before := e.data[e.file.LineStart(start):start]; len(bytes.Trim(bytes.TrimPrefix(before, byteOrderMark), " -")) > 0 {
		return nil, errors.New("its first key stands on a line with something else") // [a: 1], ? a: 1
	}
	indent := e.columnOf(start)
	at := e.file.LineEnd(e.endOf(n, fields[len(fields)-1]))
	text := e.file.LineBreak() + e.lines(path, value, indent)
	return e.put(source.Range{File: e.file.Name, Start: at, End: at}, text), nil
}

// alias is what stands behind a key whose value stands elsewhere.
var alias = regexp.MustCompile(`^\s*:\s*\*[^\s,\[\]{}]+`)

// endOf is where the text of a field ends.
func (e *Editor) endOf(n *tree.Node, field tree.Field) int {
	end := field.KeyRange.End
	if at := alias.FindIndex(e.data[end:n.Range.End]); at != nil {
		return end + at[1]
	}
	if value := field.Value.Range; value.Start >= end && value.End <= n.Range.End {
		end = value.End
	}
	for end > field.KeyRange.End && strings.IndexByte(" \t\r\n", e.data[end-1]) >= 0 {
		end--
	}
	return end
}

// columnOf is the indentation that puts a line below what begins at an offset.
func (e *Editor) columnOf(offset int) string {
	before := bytes.TrimPrefix(e.data[e.file.LineStart(offset):offset], byteOrderMark)
	return strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, string(before))
}

// lines write keys in lines of their own, each nested in the one before.
func (e *Editor) lines(path []string, value any, indent string) string {
	var out strings.Builder
	for i, key := range path {
		if i > 0 {
			out.WriteString(e.file.LineBreak())
		}
		out.WriteString(indent + scalar(key) + ":")
		indent += e.step
	}
	return out.String() + " " + e.render(value, 0)
}

// insertFlow adds a field to a mapping in braces: behind the last one, on a line of its
// own where that one is.
func (e *Editor) insertFlow(n *tree.Node, path []string, value any) ([]finding.Edit, error) {
	fields := ownFields(n)
	if len(fields) == 0 {
		at := n.Range.Start + 1
		return e.put(source.Range{File: e.file.Name, Start: at, End: at}, e.flow(path, value, "", false)), nil
	}
	last := fields[len(fields)-1]
	at := e.endOf(n, last)
	comma := ","
	if rest := bytes.TrimLeft(e.data[at:n.Range.End], " \t\r\n"); isLastComma(rest) {
		at, comma = n.Range.End-len(rest)+1, ""
	}
	key := last.KeyRange.Start
	text := " " + e.flow(path, value, "", false)
	column := e.columnOf(key)
	if bytes.IndexByte(e.data[n.Range.Start:key], '\n') >= 0 && (e.json || !strings.Contains(column, "\t")) {
		text = e.file.LineBreak() + column + e.flow(path, value, column, true)
	}
	return e.put(source.Range{File: e.file.Name, Start: at, End: at}, comma+text), nil
}

// isLastComma reports whether a text is a comma with nothing but the end of a mapping behind
// it, as YAML has it.
func isLastComma(text []byte) bool {
	behind, ok := bytes.CutPrefix(text, []byte(","))
	return ok && bytes.HasPrefix(bytes.TrimLeft(behind, " \t\r\n"), []byte("}"))
}

// flow writes a key and its value within braces.
func (e *Editor) flow(path []string, value any, column string, broken bool) string {
	key := e.render(path[0], e.quote())
	if len(path) == 1 {
		return key + ": " + e.render(value, e.quote())
	}
	if !broken {
		return key + ": {" + e.flow(path[1:], value, "", false) + "}"
	}
	inner := column + e.step
	return key + ": {" + e.file.LineBreak() + inner + e.flow(path[1:], value, inner, true) + e.file.LineBreak() + column + "}"
}

// quote is the quote of texts in braces: those of JSON are always double.
func (e *Editor) quote() byte {
	if e.json {
		return '"'
	}
	return 0
}

// append adds elements to a list.
func (e *Editor) append(n *tree.Node, change finding.Change) ([]finding.Edit, error) {
	added, ok := change.Value.([]any)
	if !ok || len(added) == 0 {
		return nil, errors.New("what is added to a list is a list")
	}
	if n.Tag != "" {
		return nil, errors.New("a function makes this value")
	}
	if isScalar(n) { // as AWS has it, one is a list of one
		if e.isBlockText(n) {
			return nil, errors.New("it is a text of several lines")
		}
		one := e.file.Text(n.Range)
		if quote := one[0]; n.Kind == tree.String && quote != '"' && quote != '\'' {
			one = scalar(n.Text)
		}
		return e.put(n.Range, "["+one+", "+e.elements(added)+"]"), nil
	}
	if n.Kind != tree.Sequence || len(n.Items) == 0 {
		return nil, errors.New("it is no list")
	}
	last := n.Items[len(n.Items)-1]
	at := e.whole(last).End
	for at > last.Range.Start && strings.IndexByte(" \t\r\n", e.data[at-1]) >= 0 {
		at--
	}
	if e.data[n.Range.Start] == '[' {
		separator := ", "
		if between := e.data[n.Range.Start:last.Range.Start]; bytes.IndexByte(between, '\n') >= 0 {
			separator = "," + e.file.LineBreak() + e.columnOf(last.Range.Start)
		}
		text := ""
		for _, element := range added {
			text += separator + e.render(element, e.quote())
		}
		return e.put(source.Range{File: e.file.Name, Start: at, End: at}, text), nil
	}
	start := e.file.LineStart(e.whole(last).Start)
	dash := bytes.IndexByte(e.data[start:], '-')
	if dash < 0 {
		return nil, errors.New("it is a list in a form that is not expected")
	}
	indent := string(e.data[start : start+dash])
	at = e.file.LineEnd(at)
	text := ""
	for _, element := range added {
		text += e.file.LineBreak() + indent + "- " + e.render(element, 0)
	}
	return e.put(source.Range{File: e.file.Name, Start: at, End: at}, text), nil
}

func (e *Editor) elements(list []any) string {
	var written []string
	for _, element := range list {
		written = append(written, e.render(element, e.quote()))
	}
	return strings.Join(written, ", ")
}

// remove takes a field out, with its key and, where they are its own, its lines.
func (e *Editor) remove(p position) ([]finding.Edit, error) {
	if p.parent == nil {
		return nil, errors.New("it has no key of its own")
	}
	fields := ownFields(p.parent)
	field := p.parent.Fields[p.index]
	i := slices.IndexFunc(fields, func(f tree.Field) bool { return f.KeyRange == field.KeyRange })
	if i < 0 || len(fields) == 1 {
		return nil, errors.New("nothing would be left of what it stands in")
	}
	end := e.endOf(p.parent, field)
	if e.hasAnchor(source.Range{Start: field.KeyRange.Start, End: end}) {
		return nil, errAnchor
	}
	if e.data[p.parent.Range.Start] == '{' {
		if i == 0 {
			return e.put(source.Range{File: e.file.Name, Start: field.KeyRange.Start, End: fields[1].KeyRange.Start}, ""), nil
		}
		return e.put(source.Range{File: e.file.Name, Start: e.endOf(p.parent, fields[i-1]), End: end}, ""), nil
	}
	start := e.file.LineStart(field.KeyRange.Start)
	if len(bytes.TrimSpace(bytes.TrimPrefix(e.data[start:field.KeyRange.Start], byteOrderMark))) > 0 {
		return nil, errors.New("it stands on a line with something else")
	}
	return e.put(e.file.Lines(start, end), ""), nil
}

// literally is a value that is written as it stands.
type literally string

// render writes a value as the file writes others: in quotes where the one before is.
func (e *Editor) render(value any, quote byte) string {
	switch value := value.(type) {
	case literally:
		return string(value)
	case string:
		if e.json {
			return jsonText(value)
		}
		return quoted(value, quote)
	case []any:
		return "[" + e.elements(value) + "]"
	case map[string]any:
		return e.renderMap(value)
	default:
		return jsonText(value) // a number, true or false
	}
}

func (e *Editor) renderMap(value map[string]any) string {
	var fields []string
	for _, key := range slices.Sorted(maps.Keys(value)) {
		if !e.json && isIntrinsic(value) {
			return "!" + strings.TrimPrefix(key, "Fn::") + " " + e.render(value[key], 0)
		}
		fields = append(fields, e.render(key, e.quote())+": "+e.render(value[key], e.quote()))
	}
	return "{" + strings.Join(fields, ", ") + "}"
}

func jsonText(value any) string {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(value) // texts, numbers, truth values and what is made of them
	var text strings.Builder
	for _, r := range strings.TrimSuffix(out.String(), "\n") {
		if isPrintable(r) {
			text.WriteRune(r)
		} else {
			fmt.Fprintf(&text, `\u%04x`, r)
		}
	}
	return text.String()
}

// inQuotes is a text as it stands between double quotes.
func inQuotes(text string) string {
	whole := jsonText(text)
	return whole[1 : len(whole)-1]
}

// quoted writes a text in the quotes that were there before, else in none if it can be.
func quoted(text string, quote byte) string {
	switch {
	case quote == '\'' && isOneLine(text) && (!strings.Contains(text, "'") || strings.ContainsAny(text, "\"\\")):
		return "'" + strings.ReplaceAll(text, "'", "''") + "'"
	case quote == '"' || quote == '\'' || !isOneLine(text):
		return jsonText(text)
	default:
		return scalar(text)
	}
}

// isOneLine reports whether a text can stand in single quotes as it is.
func isOneLine(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return !isPrintable(r) })
}

// isPrintable tells a character that YAML takes as it is, and that breaks no line.
// https://yaml.org/spec/1.2.2/#51-character-set
func isPrintable(r rune) bool {
	return r >= ' ' && r < 0x7F || r > 0x9F && !slices.Contains([]rune{'\u2028', '\u2029', '\uFEFF', '\uFFFE', '\uFFFF'}, r)
}

// scalar writes a text as a plain scalar where YAML reads it back as the same text, also
// within braces, else in double quotes where it holds single ones, else in single quotes.
func scalar(text string) string {
	switch {
	case text != "<<" && isPlain("["+text+"]", text) && isPlain("- "+text, text): // that key merges
		return text
	case strings.Contains(text, "'"):
		return jsonText(text)
	default:
		return quoted(text, '\'')
	}
}

// isPlain reports whether a list reads as one text without quotes.
func isPlain(list, text string) bool {
	documents, problems := Parse(source.NewFile("", []byte(list)))
	if len(problems) > 0 || len(documents) != 1 || len(documents[0].Items) != 1 {
		return false
	}
	item := documents[0].Items[0]
	return item.Kind == tree.String && item.Tag == "" && item.Text == text && item.Range.End-item.Range.Start == len(text)
}

// stepOf is by how much the first mapping that is nested in another is indented.
func (e *Editor) stepOf(n *tree.Node) string {
	for _, field := range n.Fields {
		if value := field.Value; value.Kind == tree.Mapping && len(value.Fields) > 0 && isIn(n, field) && isIn(value, value.Fields[0]) {
			outer, inner := e.columnOf(field.KeyRange.Start), e.columnOf(value.Fields[0].KeyRange.Start)
			if strings.HasPrefix(inner, outer) && inner != outer && bytes.IndexByte(e.data[field.KeyRange.End:value.Fields[0].KeyRange.Start], '\n') >= 0 {
				return inner[len(outer):]
			}
		}
	}
	return ""
}
