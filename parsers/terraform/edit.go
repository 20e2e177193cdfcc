package terraform

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/parsers/yaml"
)

// An Editor changes one file of Terraform. All bytes that a change is not about stay, and
// what comes is laid out as `terraform fmt` does it.
type Editor struct {
	file *source.File
	data []byte
	body *hclsyntax.Body
	tidy bool         // whether terraform fmt leaves it alone
	json *yaml.Editor // of a file in the JSON syntax
}

// NewEditor reads a file that is to be changed; one that is broken is not changed.
func NewEditor(file *source.File) (*Editor, error) {
	e := &Editor{file: file, data: file.Data}
	if isJSON(file.Name) {
		inner, err := yaml.NewEditor(file)
		e.json = inner
		return e, err
	}
	if _, bad := scan(file); bad {
		return nil, errors.New("the file is not read")
	}
	parsed, diagnostics := hclsyntax.ParseConfig(file.Data, file.Name, hcl.InitialPos)
	if diagnostics.HasErrors() {
		return nil, errors.New("the file cannot be read as a whole")
	}
	e.body, _ = parsed.Body.(*hclsyntax.Body)
	e.tidy = bytes.Equal(hclwrite.Format(e.data), e.data)
	return e, nil
}

// Edits are what a change is in bytes. An error says why it cannot be made here: what it
// is about is not written as such.
func (e *Editor) Edits(change finding.Change) ([]finding.Edit, error) {
	if e.json != nil {
		return e.json.Edits(asJSON(change))
	}
	if len(change.Path) > 0 {
		if block := blockAt(e.body, change.At); block != nil {
			return e.inBody(block, change.Path, change)
		}
	}
	value, found := expressionAt(e.body, change.At)
	switch {
	case !found:
		return nil, errors.New("it is not written as a value of its own")
	case change.Remove:
		return e.remove(e.body, value)
	default:
		return e.inExpression(value, change.Path, change)
	}
}

// LaidOut are edits after which `terraform fmt` has nothing to do where it had nothing to do
// before: what goes may have held the columns of its neighbours, which then move, too.
func (e *Editor) LaidOut(edits []finding.Edit) []finding.Edit {
	if e.json != nil || !e.tidy || len(edits) == 0 {
		return edits
	}
	around := e.around(edits[0].Range.Start, edits[len(edits)-1].Range.End)
	before := e.data[around.Start:around.End]
	var within []finding.Edit
	for _, edit := range edits {
		edit.Range.Start -= around.Start
		edit.Range.End -= around.Start
		within = append(within, edit)
	}
	after := finding.Apply(before, within)
	formatted := hclwrite.Format(after)
	if bytes.Equal(formatted, after) {
		return edits
	}
	start, end := difference(before, formatted)
	return []finding.Edit{{
		Range: source.Range{File: e.file.Name, Start: around.Start + start, End: around.End - end},
		Text:  string(formatted[start : len(formatted)-end]),
	}}
}

// around is the block at the top of the file that a piece lies in, with its lines: one is
// laid out by itself. Where there is none, it is the file.
func (e *Editor) around(start, end int) source.Range {
	for _, block := range e.body.Blocks {
		lines := e.file.Lines(block.Range().Start.Byte, block.Range().End.Byte)
		if lines.Start <= start && end <= lines.End {
			return lines
		}
	}
	return e.file.All()
}

// difference is how many bytes, in whole lines, two texts begin with that are the same, and
// how many they end with.
func difference(before, after []byte) (start, end int) {
	most := min(len(before), len(after))
	for start < most && before[start] == after[start] {
		start++
	}
	start = bytes.LastIndexByte(before[:start], '\n') + 1
	for end < most-start && before[len(before)-1-end] == after[len(after)-1-end] {
		end++
	}
	return start, end
}

// asJSON is a change as Terraform's JSON writes it: a text is a template there, and a
// reference is one that is nothing else.
func asJSON(change finding.Change) finding.Change {
	change.Value = verbatim(change.Value)
	if change.Code == "" || change.From != "" {
		return change
	}
	if last := len(change.Path) - 1; last >= 0 && change.Path[last] == "depends_on" {
		var names []any
		for name := range strings.SplitSeq(change.Code, ",") {
			names = append(names, strings.TrimSpace(name))
		}
		change.Value = names
	} else {
		change.Value = "${" + change.Code + "}"
	}
	change.Code = ""
	return change
}

// verbatim are texts that are no templates.
func verbatim(value any) any {
	switch value := value.(type) {
	case string:
		return strings.NewReplacer("${", "$${", "%{", "%%{").Replace(value)
	case []any:
		list := slices.Clone(value)
		for i := range list {
			list[i] = verbatim(list[i])
		}
		return list
	default:
		return value
	}
}

// blockAt is the block with a header at a range.
func blockAt(body *hclsyntax.Body, at source.Range) *hclsyntax.Block {
	for _, block := range body.Blocks {
		if header(block) == at {
			return block
		}
		if inner := blockAt(block.Body, at); inner != nil {
			return inner
		}
	}
	return nil
}

// expressionAt is the outermost expression at a range: it, or the name or key that it
// stands under.
func expressionAt(body *hclsyntax.Body, at source.Range) (found hclsyntax.Expression, ok bool) {
	var around hclsyntax.Node = body
	for _, block := range body.Blocks { // to look at all of a long file for each change takes long
		if r := block.Range(); r.Start.Byte <= at.Start && at.End <= r.End.Byte {
			around = block
		}
	}
	_ = hclsyntax.VisitAll(around, func(node hclsyntax.Node) hcl.Diagnostics {
		if found != nil {
			return nil
		}
		switch node := node.(type) {
		case *hclsyntax.Attribute:
			if rangeOf(node.NameRange) == at {
				found = node.Expr
			}
		case *hclsyntax.ObjectConsExpr:
			for _, item := range node.Items {
				if rangeOf(item.KeyExpr.Range()) == at {
					found = item.ValueExpr
				}
			}
		case hclsyntax.Expression:
			if rangeOf(node.Range()) == at || isQuoted(node, at) {
				found = node
			}
		}
		return nil
	})
	return found, found != nil
}

// isQuoted reports whether a range is all that stands between the quotes of a text: where
// parts of texts have places of their own, this is the only part.
func isQuoted(value hclsyntax.Expression, at source.Range) bool {
	text, ok := value.(*hclsyntax.TemplateExpr)
	if !ok || len(text.Parts) != 1 {
		return false
	}
	return rangeOf(text.Range()) == source.Range{File: at.File, Start: at.Start - 1, End: at.End + 1}
}

// inBody follows a path from a block.
func (e *Editor) inBody(block *hclsyntax.Block, path []string, change finding.Change) ([]finding.Edit, error) {
	if attribute := block.Body.Attributes[path[0]]; attribute != nil {
		if change.Remove && len(path) == 1 {
			return e.removeAttribute(attribute)
		}
		return e.inExpression(attribute.Expr, path[1:], change)
	}
	var inner []*hclsyntax.Block
	for _, nested := range block.Body.Blocks {
		switch {
		case isDynamic(nested, path[0]):
			return nil, fmt.Errorf("%s is made by a dynamic block", path[0])
		case nested.Type == path[0]:
			inner = append(inner, nested)
		}
	}
	switch {
	case len(inner) == 1 && len(path) > 1:
		return e.inBody(inner[0], path[1:], change)
	case len(inner) > 0:
		return nil, fmt.Errorf("%s is a block", path[0])
	case change.Remove:
		return nil, fmt.Errorf("%s is not written here", path[0])
	default:
		return e.insert(block, path, change)
	}
}

// inExpression follows a path through objects, and changes what it leads to.
func (e *Editor) inExpression(value hclsyntax.Expression, path []string, change finding.Change) ([]finding.Edit, error) {
	if len(path) > 0 {
		object, ok := value.(*hclsyntax.ObjectConsExpr)
		if !ok {
			return nil, fmt.Errorf("%s is to get a key, and is no object", e.file.Text(rangeOf(value.Range())))
		}
		for _, item := range object.Items {
			if key, ok := literal(item.KeyExpr); ok && key == path[0] {
				if change.Remove && len(path) == 1 {
					return nil, errors.New("it is a part of an object")
				}
				return e.inExpression(item.ValueExpr, path[1:], change)
			}
		}
		if change.Remove {
			return nil, fmt.Errorf("%s is not written here", path[0])
		}
		return e.insertItem(object, path, change)
	}
	switch {
	case change.Append:
		return e.append(value, change)
	case change.From != "":
		return e.replacePiece(value, change)
	}
	if _, ok := literal(value); !ok && change.Code == "" || e.isHeredoc(value) {
		return nil, errors.New("it is no plain value")
	}
	return e.put(rangeOf(value.Range()), e.render(change)), nil
}

// isHeredoc tells a text of which the range has no marks, those of its beginning and end.
func (e *Editor) isHeredoc(value hclsyntax.Expression) bool {
	_, ok := value.(*hclsyntax.TemplateExpr)
	return ok && !strings.HasPrefix(e.file.Text(rangeOf(value.Range())), `"`)
}

// literal is the value of an expression that is written out on one line, as text.
func literal(value hclsyntax.Expression) (string, bool) {
	if key, ok := value.(*hclsyntax.ObjectConsKeyExpr); ok {
		if name := hcl.ExprAsKeyword(key.Wrapped); name != "" && !key.ForceNonLiteral {
			return name, true
		}
		value = key.Wrapped
	}
	if value == nil || len(value.Variables()) > 0 || value.Range().Start.Line != value.Range().End.Line {
		return "", false
	}
	switch value := value.(type) {
	case *hclsyntax.LiteralValueExpr:
		if value.Val.Type() == cty.String {
			return "", false // a piece of a template
		}
	case *hclsyntax.TemplateExpr, *hclsyntax.UnaryOpExpr:
	default:
		return "", false
	}
	known, diagnostics := value.Value(nil)
	if diagnostics.HasErrors() || known.IsNull() || !known.Type().IsPrimitiveType() {
		return "", false
	}
	return text(known), true
}

func text(value cty.Value) string {
	switch value.Type() {
	case cty.String:
		return value.AsString()
	case cty.Number:
		return value.AsBigFloat().Text('f', -1)
	default:
		return fmt.Sprint(value.True())
	}
}

func (e *Editor) replacePiece(value hclsyntax.Expression, change finding.Change) ([]finding.Edit, error) {
	switch value.(type) {
	case *hclsyntax.TemplateExpr, *hclsyntax.ScopeTraversalExpr, *hclsyntax.RelativeTraversalExpr:
	default:
		return nil, errors.New("it is no plain value")
	}
	at := rangeOf(value.Range())
	from, code := change.From, change.Code
	if e.data[at.Start] == '"' {
		from, code = inQuotes(from), inQuotes(code)
	}
	if strings.Count(e.file.Text(at), from) != 1 {
		return nil, fmt.Errorf("%s does not stand here once", change.From)
	}
	at.Start += strings.Index(e.file.Text(at), from)
	at.End = at.Start + len(from)
	return e.put(at, code), nil
}

func (e *Editor) put(at source.Range, text string) []finding.Edit {
	return []finding.Edit{{Range: at, Text: text}}
}

func (e *Editor) putAt(offset int, text string) []finding.Edit {
	return e.put(source.Range{File: e.file.Name, Start: offset, End: offset}, text)
}

// append adds elements to a list that is written out.
func (e *Editor) append(value hclsyntax.Expression, change finding.Change) ([]finding.Edit, error) {
	list, ok := value.(*hclsyntax.TupleConsExpr)
	if !ok {
		return nil, errors.New("it is no list that is written out")
	}
	added := change.Code
	if added == "" {
		added = strings.TrimSuffix(strings.TrimPrefix(render(change.Value), "["), "]")
	}
	if len(list.Exprs) == 0 {
		return e.put(rangeOf(list.Range()), "["+added+"]"), nil
	}
	last := list.Exprs[len(list.Exprs)-1].Range()
	at := last.End.Byte
	if last.Start.Line == list.OpenRange.Start.Line {
		whole := rangeOf(list.Range())
		if wide := e.file.LineEnd(at) - e.file.LineStart(at); wide <= lineWidth && wide+len(added) > lineWidth {
			text := "[" + strings.TrimSpace(e.file.Text(source.Range{File: whole.File, Start: whole.Start + 1, End: at})) + ", " + added + "]"
			if spread := e.spread(text, e.indentAt(whole.Start), lineWidth); spread != text && e.data[whole.End-1] == ']' && len(bytes.Trim(e.data[at:whole.End-1], ", \t")) == 0 {
				return e.put(whole, spread), nil
			}
		}
		return e.putAt(at, ", "+added), nil
	}
	indent := e.file.LineBreak() + e.indentAt(last.Start.Byte)
	added = strings.ReplaceAll(added, ", ", ","+indent)
	if rest := bytes.TrimLeft(e.data[at:], " \t"); rest[0] == ',' {
		at = len(e.data) - len(rest) + 1
		return e.putAt(at, indent+added+","), nil
	}
	return e.putAt(at, ","+indent+added), nil
}

// insert adds what a path names to a block, behind its last argument.
func (e *Editor) insert(block *hclsyntax.Block, path []string, change finding.Change) ([]finding.Edit, error) {
	indent := e.indentAt(block.Range().Start.Byte)
	inner := indent + "  "
	if slices.Contains(nestedBlocks, path[0]) && len(path) > 1 {
		text := inner + path[0] + " {" + e.file.LineBreak() + inner + "  " + e.item(path[1:], change, inner+"  ", 0) + e.file.LineBreak() + inner + "}"
		return e.atEnd(block, text, indent)
	}
	last := e.lastArgument(block.Body)
	if last == nil {
		return e.atStart(block, inner+e.item(path, change, inner, 0), indent)
	}
	if last.Range().Start.Line == block.OpenBraceRange.Start.Line {
		return nil, errors.New("the block stands on one line")
	}
	inner = e.indentAt(last.Range().Start.Byte)
	at := e.file.LineEnd(last.Range().End.Byte)
	before := e.file.LineBreak()
	width := e.widthBefore(last.EqualsRange.Start.Byte, last.NameRange.Start.Byte)
	if last.Range().Start.Line != last.Range().End.Line || len(path) > 1 {
		width = 0 // what stands on several lines is not aligned
	}
	switch {
	case last.Range().Start.Line != last.Range().End.Line:
		before += e.file.LineBreak()
	case width > 0 && len(path[0])+1 > width:
		before += e.file.LineBreak() // a group of its own, so that the others need not move
	}
	return e.putAt(at, before+inner+e.item(path, change, inner, width)), nil
}

// lastArgument is the last one that stands before any nested block.
func (e *Editor) lastArgument(body *hclsyntax.Body) *hclsyntax.Attribute {
	first := len(e.data)
	for _, block := range body.Blocks {
		first = min(first, block.Range().Start.Byte)
	}
	var last *hclsyntax.Attribute
	for _, attribute := range body.Attributes {
		start := attribute.Range().Start.Byte
		if start < first && (last == nil || start > last.Range().Start.Byte) {
			last = attribute
		}
	}
	return last
}

// widthBefore is how many columns a name has before the equals sign, when it is aligned
// with those of its neighbours.
func (e *Editor) widthBefore(equals, name int) int { return len([]rune(string(e.data[name:equals]))) }

// atStart puts a first line into a block.
func (e *Editor) atStart(block *hclsyntax.Block, text, indent string) ([]finding.Edit, error) {
	open, end := block.OpenBraceRange.End.Byte, block.CloseBraceRange.Start.Byte
	if block.OpenBraceRange.Start.Line == block.CloseBraceRange.Start.Line {
		if len(bytes.TrimSpace(e.data[open:end])) > 0 {
			return nil, errors.New("the block stands on one line")
		}
		return e.put(source.Range{File: e.file.Name, Start: open, End: end}, e.file.LineBreak()+text+e.file.LineBreak()+indent), nil
	}
	return e.putAt(e.file.LineEnd(open), e.file.LineBreak()+text), nil
}

// atEnd puts a nested block behind all that a block has.
func (e *Editor) atEnd(block *hclsyntax.Block, text, indent string) ([]finding.Edit, error) {
	if len(block.Body.Attributes) == 0 && len(block.Body.Blocks) == 0 || block.OpenBraceRange.Start.Line == block.CloseBraceRange.Start.Line {
		return e.atStart(block, text, indent)
	}
	at := block.CloseBraceRange.Start.Byte
	for at > 0 && strings.IndexByte(" \t\r\n", e.data[at-1]) >= 0 {
		at--
	}
	return e.putAt(at, e.file.LineBreak()+e.file.LineBreak()+text), nil
}

// insertItem adds what a path names to an object.
func (e *Editor) insertItem(object *hclsyntax.ObjectConsExpr, path []string, change finding.Change) ([]finding.Edit, error) {
	if len(object.Items) == 0 {
		indent := e.indentAt(object.SrcRange.Start.Byte)
		text := "{" + e.file.LineBreak() + indent + "  " + e.entry(path, change, indent+"  ", 0) + e.file.LineBreak() + indent + "}"
		return e.put(rangeOf(object.SrcRange), text), nil
	}
	last := object.Items[len(object.Items)-1]
	at := last.ValueExpr.Range().End.Byte
	if last.ValueExpr.Range().End.Line == object.SrcRange.End.Line {
		if last.KeyExpr.Range().Start.Line != object.SrcRange.Start.Line {
			return nil, errors.New("the object has a layout that is not expected")
		}
		return e.putAt(at, ", "+e.entry(path, change, "", 0)), nil
	}
	indent := e.indentAt(last.KeyExpr.Range().Start.Byte)
	width := 0
	if equals := bytes.IndexByte(e.data[last.KeyExpr.Range().End.Byte:last.ValueExpr.Range().Start.Byte], '='); equals >= 0 && last.ValueExpr.Range().Start.Line == last.ValueExpr.Range().End.Line {
		width = e.widthBefore(last.KeyExpr.Range().End.Byte+equals, last.KeyExpr.Range().Start.Byte)
	}
	return e.putAt(e.file.LineEnd(at), e.file.LineBreak()+indent+e.entry(path, change, indent, width)), nil
}

// item is an argument; width is that of its neighbours' names, or 0.
func (e *Editor) item(path []string, change finding.Change, indent string, width int) string {
	return fmt.Sprintf("%-*s= ", max(width, len(path[0])+1), path[0]) + e.nested(path[1:], change, indent)
}

// entry is an element of an object. Its key is quoted: it is data.
func (e *Editor) entry(path []string, change finding.Change, indent string, width int) string {
	key := path[0]
	if !hclsyntax.ValidIdentifier(key) {
		key = quoted(key)
	}
	return fmt.Sprintf("%-*s= ", max(width, len(key)+1), key) + e.nested(path[1:], change, indent)
}

func (e *Editor) nested(path []string, change finding.Change, indent string) string {
	if len(path) == 0 {
		value := e.render(change)
		if change.Append && change.Code != "" {
			value = "[" + value + "]"
		}
		return e.spread(value, indent, len(indent)+len("depends_on = "))
	}
	return "{" + e.file.LineBreak() + indent + "  " + e.entry(path, change, indent+"  ", 0) + e.file.LineBreak() + indent + "}"
}

// lineWidth is how wide a line may become for a list.
const lineWidth = 120

// spread writes code with a list of references, which would be too long from a column on, on
// several lines.
func (e *Editor) spread(code, indent string, column int) string {
	open, end := strings.IndexByte(code, '['), strings.LastIndexByte(code, ']')
	if column+len(code) <= lineWidth || open < 0 || end < open || strings.ContainsAny(code[open+1:end], "[]{}()\"#/") {
		return code
	}
	line := e.file.LineBreak() + indent + "  "
	var list strings.Builder
	for element := range strings.SplitSeq(code[open+1:end], ",") {
		list.WriteString(line + strings.TrimSpace(element) + ",")
	}
	return code[:open+1] + list.String() + e.file.LineBreak() + indent + code[end:]
}

// remove takes the argument out that has a value.
func (e *Editor) remove(body *hclsyntax.Body, value hclsyntax.Expression) ([]finding.Edit, error) {
	for _, attribute := range body.Attributes {
		if attribute.Expr == value {
			return e.removeAttribute(attribute)
		}
	}
	for _, block := range body.Blocks {
		if edits, err := e.remove(block.Body, value); err == nil {
			return edits, nil
		}
	}
	return nil, errors.New("it is no argument of its own")
}

// removeAttribute takes the lines of an argument out.
func (e *Editor) removeAttribute(attribute *hclsyntax.Attribute) ([]finding.Edit, error) {
	start, end := e.file.LineStart(attribute.Range().Start.Byte), e.file.LineEnd(attribute.Range().End.Byte)
	before, after := e.data[start:attribute.Range().Start.Byte], bytes.TrimSpace(e.data[attribute.Range().End.Byte:end])
	if len(bytes.TrimSpace(before)) > 0 || len(after) > 0 && after[0] != '#' && !bytes.HasPrefix(after, []byte("//")) {
		return nil, errors.New("it stands on a line with something else")
	}
	return e.put(e.file.Lines(attribute.Range().Start.Byte, attribute.Range().End.Byte), ""), nil
}

// indentAt is what the line of an offset begins with.
func (e *Editor) indentAt(offset int) string {
	line := e.data[e.file.LineStart(offset):offset]
	return string(line[:len(line)-len(bytes.TrimLeft(line, " \t"))])
}

func (e *Editor) render(change finding.Change) string {
	if change.Code != "" {
		return change.Code
	}
	return render(change.Value)
}

// render writes a value as HCL does.
func render(value any) string {
	switch value := value.(type) {
	case string:
		return quoted(value)
	case []any:
		var elements []string
		for _, element := range value {
			elements = append(elements, render(element))
		}
		return "[" + strings.Join(elements, ", ") + "]"
	default:
		return fmt.Sprint(value) // a number, true or false
	}
}

// quoted writes a text that is no template.
func quoted(text string) string {
	return `"` + inQuotes(verbatim(text).(string)) + `"`
}

// inQuotes is a text as it stands between quotes; what is a template stays one.
func inQuotes(text string) string {
	return strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`).Replace(text)
}
