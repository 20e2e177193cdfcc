package yaml

import (
	"bytes"
	"slices"

	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// Ignores finds the authlint:ignore comments of a YAML file. One behind something
// covers its line; one on a line of its own covers the next line with something on
// it and, where that begins a mapping entry or a list item, the whole of it. A comment
// in a text is no comment, and is reported. So is one that is to cover the file and
// stands below its beginning.
func Ignores(file *source.File, documents []*tree.Node) (ignores []source.Ignore, problems []source.Problem) {
	if !source.HasIgnores(file.Data) {
		return nil, nil
	}
	found := &problemList{file: file}
	extents := extentsOf(documents)
	all := lines(file.Data)
	below, head := contentBelow(file.Data, all), headOf(file.Data, all)
	for number, line := range all {
		if !source.HasIgnores(file.Data[line.start:line.end]) {
			continue
		}
		start, ok := extents.comment(file.Data, line)
		at := source.Range{File: file.Name, Start: start, End: line.end}
		ignore, wholeFile, ours, err := source.ParseIgnore(file.Text(at))
		switch {
		case !ours:
			continue
		case !ok:
			found.put(source.Problem{Range: at, Message: "this comment silences nothing: it is part of a text", Note: true})
			continue
		case err != nil:
			found.put(source.Problem{Range: at, Message: err.Error(), Note: true})
			continue
		}
		if wholeFile && start > head {
			found.put(source.Problem{Range: at, Message: source.ErrIgnoreFileBelow.Error(), Note: true})
			continue
		}
		ignore.Range, ignore.Covers = at, file.All()
		if !wholeFile {
			ignore.Covers = extents.covered(file.Data, line, below[number], at)
		}
		ignores = append(ignores, ignore)
	}
	return ignores, found.all()
}

// A span is two byte offsets, the end exclusive.
type span struct{ start, end int }

// lines are the lines of a text without their line breaks, as editors see them.
func lines(data []byte) []span {
	var all []span
	for start := 0; start <= len(data); {
		end := len(data)
		if i := bytes.IndexAny(data[start:], "\r\n"); i >= 0 {
			end = start + i
		}
		all = append(all, span{start, end})
		if bytes.HasPrefix(data[end:], []byte("\r\n")) {
			end++
		}
		start = end + 1
	}
	return all
}

// extents is where the entries, items and texts of a file are.
type extents struct {
	scalars []span      // sorted, without the headers of block scalars
	entries map[int]int // from where a key begins to where its value ends
	items   map[int]int // from where an item begins to where it ends
}

func extentsOf(documents []*tree.Node) *extents {
	e := &extents{entries: map[int]int{}, items: map[int]int{}}
	for _, document := range documents {
		e.add(document)
	}
	slices.SortFunc(e.scalars, func(a, b span) int { return a.start - b.start })
	return e
}

func (e *extents) add(n *tree.Node) {
	for _, field := range n.Fields {
		e.scalars = append(e.scalars, span{field.KeyRange.Start, field.KeyRange.End})
		e.entries[field.KeyRange.Start] = max(e.entries[field.KeyRange.Start], field.KeyRange.End, field.Value.Range.End)
		e.add(field.Value)
	}
	for _, item := range n.Items {
		e.items[item.Range.Start] = max(e.items[item.Range.Start], item.Range.End)
		e.add(item)
	}
	if n.IsScalar() {
		e.scalars = append(e.scalars, span{n.Range.Start, n.Range.End})
	}
}

// comment finds where the comment of a line begins. ok is false where no # on the
// line is outside of all texts.
func (e *extents) comment(data []byte, line span) (start int, ok bool) {
	for i := line.start; i < line.end; i++ {
		if data[i] != '#' || e.inText(data, i) {
			continue
		}
		if before := data[line.start:i]; isBlank(before) || before[len(before)-1] == ' ' || before[len(before)-1] == '\t' {
			return i, true
		}
	}
	return line.start, false
}

// inText reports whether an offset is inside a scalar. The first line of a block
// scalar is its header, which may end with a comment.
func (e *extents) inText(data []byte, offset int) bool {
	i, _ := slices.BinarySearchFunc(e.scalars, offset+1, func(s span, at int) int { return s.start - at })
	if i == 0 || e.scalars[i-1].end <= offset {
		return false
	}
	text := data[e.scalars[i-1].start:offset]
	return !isBlock(text) || bytes.ContainsAny(text, "\r\n")
}

func isBlock(text []byte) bool { return len(text) > 0 && (text[0] == '|' || text[0] == '>') }

// contentBelow has, for each line, the next one with something on it that is no
// comment; a span of nothing where there is none.
func contentBelow(data []byte, all []span) []span {
	below := make([]span, len(all))
	next := span{}
	for i, line := range slices.Backward(all) {
		below[i] = next
		if text := bytes.TrimSpace(data[line.start:line.end]); len(text) > 0 && text[0] != '#' {
			next = line
		}
	}
	return below
}

// headOf is where the comments at the beginning of a file end. Directives and the mark
// of a document stand above its contents.
func headOf(data []byte, all []span) int {
	for _, line := range all {
		text := data[line.start:line.end]
		if isBlank(text) || bytes.HasPrefix(text, []byte("---")) || bytes.HasPrefix(text, []byte("%")) {
			continue
		}
		if bytes.TrimLeft(text, " \t\uFEFF")[0] != '#' {
			return line.start
		}
	}
	return len(data)
}

// covered is what a comment on a line silences; below is the next line with content.
func (e *extents) covered(data []byte, line, below span, comment source.Range) source.Range {
	covers := comment
	if !isBlank(data[line.start:comment.Start]) {
		covers.Start = line.start
		return covers
	}
	if below.end > below.start {
		covers.End = max(below.end, e.end(data, below))
	}
	return covers
}

// end is where what begins on a line ends: a list item, else a mapping entry.
func (e *extents) end(data []byte, line span) int {
	first := line.start + blankLength(data[line.start:line.end])
	if !bytes.HasPrefix(data[first:line.end], []byte("- ")) {
		return e.entries[first]
	}
	for at := first + len("- "); at < line.end; at++ {
		if end, found := e.items[at]; found {
			return end
		}
	}
	return line.end
}

func isBlank(text []byte) bool {
	return len(bytes.TrimLeft(text, " \t\uFEFF")) == 0
}
