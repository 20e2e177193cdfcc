package yaml

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// ParseTemplate reads a file that is YAML or JSON only once a template engine has
// filled it in: Terraform, Jinja, Go, Handlebars. Every range is that of the file as
// it stands. A value that is filled in is Unknown; what stands between directives may
// or may not be there: it is left out, and what it stands in is Open. ok is false
// where there is nothing to fill in, or the rest is no YAML or JSON either.
func ParseTemplate(file *source.File) (documents []*tree.Node, ok bool) {
	m := newMask(file.Data)
	if len(m.values) == 0 && len(m.directives) == 0 {
		return nil, false
	}
	documents, problems := Parse(source.NewFile(file.Name, m.data))
	if len(problems) > 0 {
		return nil, false
	}
	for i, document := range documents {
		documents[i] = m.settle(document)
	}
	return documents, true
}

const (
	whyValue     = "it is filled in before the import"
	whyDirective = "a directive of a template may add to it"
)

func (s span) meets(at source.Range) bool { return s.start < at.End && at.Start < s.end }

func (s span) holds(at source.Range) bool { return s.start <= at.Start && at.End <= s.end }

// touches also counts what lies right beside: nothing that is written can be filled in.
func (s span) touches(at source.Range) bool { return s.start <= at.End && at.Start <= s.end }

// A mask is a file with stand-ins of the same length: texts for values, blanks for
// directives.
type mask struct {
	original, data []byte
	json           bool
	values         []span // in order
	directives     []span // with what they govern and the blanks around, in order

	nested int // directives that are not closed yet
}

func newMask(data []byte) *mask {
	m := &mask{original: data, data: bytes.Clone(data), json: isJSON(bytes.TrimPrefix(data, byteOrderMark))}
	var quote byte
	comment := false
	for i := 0; i < len(data); i++ {
		c := data[i]
		switch {
		case c == '\n':
			comment = false
		case quote != 0:
			if c == '\\' && quote == '"' || c == quote && quote == '\'' && bytes.HasPrefix(data[i+1:], []byte{'\''}) {
				i++
			} else if c == quote {
				quote = 0
			}
		case !comment && m.opensQuote(i):
			quote = c
		case c == '#' && !m.json && (i == 0 || isSpace(data[i-1])):
			comment = true
		default:
			if end := m.markAt(i, comment); end > i {
				i = end - 1
			}
		}
	}
	m.merge()
	return m
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// opensQuote reports whether a quote begins a text; in the middle of one it is a letter.
func (m *mask) opensQuote(i int) bool {
	switch m.original[i] {
	case '"':
		return m.json || i == 0 || isSpace(m.original[i-1]) || bytes.IndexByte([]byte("[{,:"), m.original[i-1]) >= 0
	case '\'':
		return !m.json && (i == 0 || isSpace(m.original[i-1]) || bytes.IndexByte([]byte("[{,:"), m.original[i-1]) >= 0)
	default:
		return false
	}
}

// markAt masks the placeholder or directive that begins at an offset, and returns
// where it ends; 0 where none begins.
func (m *mask) markAt(i int, comment bool) (end int) {
	rest := m.original[i:]
	escaped := i > 0 && m.original[i-1] == m.original[i]
	switch {
	case bytes.HasPrefix(rest, []byte("%{")) && !escaped:
		end = closing(rest)
		m.directive(i, i+end, inside(rest[:end], 2, 1))
	case bytes.HasPrefix(rest, []byte("{%")):
		end = closedBy(rest, "%}")
		m.directive(i, i+end, inside(rest[:end], 2, 2))
	case bytes.HasPrefix(rest, []byte("{#")):
		end = closedBy(rest, "#}")
		m.blank(i, i+end)
	case bytes.HasPrefix(rest, []byte("{{")):
		end = closedBy(rest, "}}")
		if text := inside(rest[:end], 2, 2); isDirective(text) || m.isAlone(i, i+end) {
			m.directive(i, i+end, text)
		} else if end > 0 && !comment {
			m.value(i, i+end)
		}
	case bytes.HasPrefix(rest, []byte("${")) && !escaped && !comment:
		end = closing(rest)
		switch {
		case bytes.Contains(rest[:end], []byte("::")): // of CloudFormation
		case m.isAlone(i, i+end):
			m.directive(i, i+end, "")
		default:
			m.value(i, i+end)
		}
	}
	if end == 0 {
		return 0
	}
	return i + end
}

// closing is the length of a text that begins with a mark and an opening brace, up to
// the brace that closes it; 0 where none does.
func closing(text []byte) int {
	depth, quoted := 0, false
	for i, c := range text[:min(len(text), maxMark)] {
		switch {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{':
			depth++
		case c == '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

// maxMark is the length in bytes up to which the end of a mark is looked for.
const maxMark = 1024

func closedBy(text []byte, end string) int {
	at := bytes.Index(text[2:min(len(text), maxMark)], []byte(end))
	if at < 0 {
		return 0
	}
	length := 2 + at + len(end)
	if end == "}}" && bytes.HasPrefix(text, []byte("{{{")) && bytes.HasPrefix(text[length:], []byte("}")) {
		length++
	}
	return length
}

// inside is the text of a mark without its delimiters and what trims blanks.
func inside(mark []byte, before, after int) string {
	if len(mark) < before+after {
		return ""
	}
	return strings.Trim(string(mark[before:len(mark)-after]), " \t\r\n~-+{}")
}

// isDirective tells directives from values among what stands in double braces.
func isDirective(text string) bool {
	return text == "" || strings.ContainsAny(text[:1], "#/^!>") || opens(text) || closes(text) || firstWord(text) == "else"
}

func firstWord(text string) string {
	if end := strings.IndexFunc(text, func(r rune) bool { return r < 'A' }); end >= 0 {
		return text[:end]
	}
	return text
}

func opens(text string) bool {
	word := firstWord(text)
	return strings.HasPrefix(text, "#") || strings.HasPrefix(text, "^") || word == "raw" || isPaired(word) && len(text) > len(word)
}

// isPaired reports whether a word begins a piece of a template that another one ends.
func isPaired(word string) bool {
	return slices.Contains([]string{"if", "unless", "for", "range", "with", "block", "define", "macro", "call", "filter", "raw"}, word)
}

func closes(text string) bool {
	word, ends := strings.CutPrefix(firstWord(text), "end")
	return strings.HasPrefix(text, "/") && !strings.HasPrefix(text, "/*") || ends && (word == "" || isPaired(word))
}

// isAlone reports whether a mark is all of its line in YAML: it may then stand for
// entries as well as for a value.
func (m *mask) isAlone(start, end int) bool {
	before := bytes.TrimRight(m.original[:start], " \t")
	after := bytes.TrimLeft(m.original[end:], " \t\r")
	return !m.json && end > start &&
		(len(before) == 0 || before[len(before)-1] == '\n') && (len(after) == 0 || after[0] == '\n')
}

// value puts a text in the place of a placeholder. In JSON it has quotes.
func (m *mask) value(start, end int) {
	if end <= start {
		return
	}
	for i := start; i < end; i++ {
		if m.data[i] != '\n' && m.data[i] != '\r' {
			m.data[i] = '_'
		}
	}
	if m.json {
		line, _, _ := bytes.Cut(m.original[start:end], []byte("\n"))
		m.blank(start+len(line), end)
		m.data[start], m.data[start+len(line)-1] = '"', '"'
	}
	m.values = append(m.values, span{start, end})
}

func (m *mask) blank(start, end int) {
	for i := start; i < end; i++ {
		if m.data[i] != '\n' && m.data[i] != '\r' {
			m.data[i] = ' '
		}
	}
}

// directive blanks a directive and notes what it governs: all up to the one that
// closes it.
func (m *mask) directive(start, end int, text string) {
	if end <= start {
		return
	}
	m.blank(start, end)
	if m.nested == 0 {
		m.directives = append(m.directives, span{start, end})
	}
	last := &m.directives[len(m.directives)-1]
	last.end = end
	switch {
	case opens(text):
		m.nested++
	case closes(text) && m.nested > 0:
		m.nested--
	}
}

// merge ends what is left open, adds the blanks around and joins what overlaps.
func (m *mask) merge() {
	if m.nested > 0 {
		m.directives[len(m.directives)-1].end = len(m.data)
	}
	var joined []span
	for i, next := range m.directives {
		from, to := 0, len(m.data)
		if i > 0 {
			from = m.directives[i-1].end
		}
		if i+1 < len(m.directives) {
			to = m.directives[i+1].start
		}
		next.start = from + len(bytes.TrimRight(m.data[from:next.start], " \t\r\n"))
		next.end = to - len(bytes.TrimLeft(m.data[next.end:to], " \t\r\n"))
		if last := len(joined) - 1; last >= 0 && next.start <= joined[last].end {
			joined[last].end = max(joined[last].end, next.end)
			continue
		}
		joined = append(joined, next)
	}
	m.directives = joined
}

// first is the index of the first span that ends at or after an offset.
func first(spans []span, offset int) int {
	i, _ := slices.BinarySearchFunc(spans, offset, func(s span, offset int) int { return cmp.Compare(s.end, offset) })
	return i
}

// some reports whether one of some spans, in order, is in a relation to a range.
func some(spans []span, at source.Range, related func(span, source.Range) bool) bool {
	for _, s := range spans[first(spans, at.Start):] {
		if s.start > at.End {
			return false
		}
		if related(s, at) {
			return true
		}
	}
	return false
}

// settle makes unknown what is filled in, and leaves out what may not be there.
func (m *mask) settle(n *tree.Node) *tree.Node {
	switch n.Kind {
	case tree.Mapping:
		m.settleFields(n)
	case tree.Sequence:
		m.settleItems(n)
	default:
		return m.settleScalar(n)
	}
	if some(m.directives, n.Range, span.meets) || !m.isFlow(n) && some(m.directives, n.Range, span.touches) {
		n.Open = whyDirective
	}
	return n
}

// isFlow reports whether brackets end a mapping or list; else its lines do, and
// nobody knows whether what follows belongs to it.
func (m *mask) isFlow(n *tree.Node) bool {
	return n.Range.Start < len(m.data) && (m.data[n.Range.Start] == '{' || m.data[n.Range.Start] == '[')
}

func (m *mask) settleFields(n *tree.Node) {
	doubtful := map[string]bool{}
	for i, field := range n.Fields {
		if some(m.values, field.KeyRange, span.meets) {
			n.Fields[i].Key = strings.TrimSpace(string(m.original[field.KeyRange.Start:field.KeyRange.End]))
		}
		if some(m.directives, field.KeyRange, span.meets) {
			doubtful[n.Fields[i].Key] = true
		}
	}
	n.Fields = slices.DeleteFunc(n.Fields, func(field tree.Field) bool { return doubtful[field.Key] })
	for i, field := range n.Fields {
		if some(m.directives, field.Value.Range, span.holds) && field.Value.Kind != tree.Null {
			n.Fields[i].Value = &tree.Node{Range: field.Value.Range, Name: field.KeyRange, Why: whyDirective}
			continue
		}
		n.Fields[i].Value = m.settle(field.Value)
	}
}

func (m *mask) settleItems(n *tree.Node) {
	n.Items = slices.DeleteFunc(n.Items, func(item *tree.Node) bool { return some(m.directives, item.Range, span.holds) })
	for i, item := range n.Items {
		n.Items[i] = m.settle(item)
	}
}

// settleScalar knows of a text what stands between its placeholders.
func (m *mask) settleScalar(n *tree.Node) *tree.Node {
	switch at := n.Range; {
	case some(m.directives, at, span.meets), n.Kind == tree.Null && some(m.directives, at, span.touches):
		return &tree.Node{Range: at, Name: n.Name, Why: whyDirective}
	case some(m.values, at, span.meets):
		text := tree.NewTemplate(at, whyValue, m.pieces(at))
		text.Name, text.Tag = n.Name, n.Tag
		return text
	default:
		return n
	}
}

// pieces are what a plain text on one line is made of, texts and names of placeholders
// by turns; of others nothing is said.
func (m *mask) pieces(at source.Range) (pieces []string) {
	text := m.original[at.Start:at.End]
	if bytes.IndexByte(text, '\n') >= 0 || bytes.IndexByte([]byte(`"'|>`), text[0]) >= 0 {
		return nil
	}
	end := at.Start
	for _, s := range m.values[first(m.values, at.Start):] {
		if !s.meets(at) {
			break
		}
		if s.start < at.Start || s.end > at.End {
			return nil // it goes on over several lines
		}
		name := strings.Trim(string(m.original[s.start:s.end]), "${} \t\r")
		pieces = append(pieces, string(m.original[end:s.start]), name)
		end = s.end
	}
	return append(pieces, string(m.original[end:at.End]))
}
