package report

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"github.com/authlint/authlint/internal/source"
)

// The measures of a snippet, in columns of a terminal and in bytes.
const (
	tabWidth     = 4
	snippetWidth = 120  // a longer line is cut
	leadWidth    = 40   // what is kept before the mark of a line that is cut
	snippetBytes = 1024 // what is looked at on either side of where a range starts: a minified file is one line
)

// A cell is one character as a terminal shows it.
type cell struct {
	text   string
	width  int
	marked bool
}

// excerpt returns the line on which a range starts and, below it, marks under what
// the range covers of that line. Both fit a terminal: tabs are expanded, characters
// that it would act on are visible, and a long line is cut around the mark.
func excerpt(file *source.File, at source.Range, mark byte) (line, marks string) {
	var text, below strings.Builder
	for _, c := range window(cells(file, at)) {
		text.WriteString(c.text)
		under := " "
		if c.marked {
			under = string(mark)
		}
		below.WriteString(strings.Repeat(under, c.width))
	}
	marks = strings.TrimRight(below.String(), " ")
	if !strings.Contains(marks, string(mark)) {
		marks = below.String() + string(mark) // the range starts where its line ends
	}
	return text.String(), marks
}

// cells reads the line around the start of a range. A range without text marks the
// character that follows it.
func cells(file *source.File, at source.Range) []cell {
	from, start, to := line(file.Data, at.Start)
	end := max(at.End, start+1)
	var cells []cell
	column := 0
	for offset := from; offset < to; {
		r, size := utf8.DecodeRune(file.Data[offset:to])
		c := show(r, string(file.Data[offset:offset+size]), column)
		c.marked = offset >= start && offset < end
		cells = append(cells, c)
		column += c.width
		offset += size
	}
	return cells
}

// line returns where the line around an offset begins and ends, as far as a snippet
// looks, and the offset moved into the file.
func line(data []byte, offset int) (from, start, to int) {
	start = min(max(offset, 0), len(data))
	from, to = max(0, start-snippetBytes), min(len(data), start+snippetBytes)
	if cut := bytes.LastIndexAny(data[from:start], "\r\n"); cut >= 0 {
		from += cut + 1
	}
	if cut := bytes.IndexAny(data[start:to], "\r\n"); cut >= 0 {
		to = start + cut
	}
	if from == 0 && bytes.HasPrefix(data, []byte("\uFEFF")) {
		from = len("\uFEFF") // as in source.File: a byte order mark is no text
	}
	for from < start && !utf8.RuneStart(data[from]) {
		from++
	}
	for to > start && to < len(data) && !utf8.RuneStart(data[to]) {
		to--
	}
	return min(from, to), start, to
}

// show is how a terminal shows a character that begins at a column.
func show(r rune, bytes string, column int) cell {
	switch {
	case r == '\t':
		n := tabWidth - column%tabWidth
		return cell{text: strings.Repeat(" ", n), width: n}
	case r == utf8.RuneError && len(bytes) == 1, isUnsafe(r):
		visible := safeRune(r, bytes)
		return cell{text: visible, width: len(visible)}
	case unicode.In(r, unicode.Mn, unicode.Me):
		return cell{text: bytes}
	}
	if kind := width.LookupRune(r).Kind(); kind == width.EastAsianWide || kind == width.EastAsianFullwidth {
		return cell{text: bytes, width: 2}
	}
	return cell{text: bytes, width: 1}
}

// window cuts a line that is too long to what is around its mark.
func window(line []cell) []cell {
	if columns(line) <= snippetWidth {
		return line
	}
	mark := slices.IndexFunc(line, func(c cell) bool { return c.marked })
	if mark < 0 {
		mark = len(line)
	}
	from := back(line, mark, leadWidth)
	to := from
	for room := snippetWidth - 2; to < len(line) && room >= line[to].width; to++ {
		room -= line[to].width
	}
	cut := line[from:to:to]
	if to < len(line) {
		cut = append(cut, cell{text: "…", width: 1})
	}
	if from > 0 {
		cut = append([]cell{{text: "…", width: 1}}, cut...)
	}
	return cut
}

// back steps from a cell towards the start of its line, room columns at most.
func back(line []cell, from, room int) int {
	for from > 0 && room >= line[from-1].width {
		from--
		room -= line[from].width
	}
	return from
}

func columns(line []cell) int {
	n := 0
	for _, c := range line {
		n += c.width
	}
	return n
}
