// Package source is the text that everything else talks about: files, byte ranges
// in them, the lines and columns that people and editors see, and the comments
// that silence a rule. It is also the only way to a file on disk (Root).
package source

import (
	"bytes"
	"cmp"
	"sort"
	"sync"
	"unicode/utf16"
	"unicode/utf8"
)

// A Range is a piece of a file: byte offsets, the end exclusive.
type Range struct {
	File  string `json:"file"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// IsZero reports whether the range names no place at all.
func (r Range) IsZero() bool { return r == Range{} }

// Compare orders ranges by file, start and end.
func (r Range) Compare(other Range) int {
	return cmp.Or(cmp.Compare(r.File, other.File), cmp.Compare(r.Start, other.Start), cmp.Compare(r.End, other.End))
}

// A Position is where an offset is seen: both numbers count from 1, columns in
// UTF-16 code units, as SARIF (columnKind) and the language server protocol have them.
type Position struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

// A File is one file as it was read. Name is relative to the root, with slashes.
type File struct {
	Name string
	Data []byte

	once  sync.Once
	lines []int // the offset at which each line starts

	measured sync.Once
	marks    []mark
}

// A mark is an offset, and how many UTF-16 code units lie before it.
type mark struct{ offset, units int }

// markEvery is how far apart marks are, in bytes. Without them each position in a
// minified file, which is one line, would cost the length of the file.
const markEvery = 4096

// NewFile returns a file that holds data.
func NewFile(name string, data []byte) *File { return &File{Name: name, Data: data} }

// Position converts a byte offset; one outside the file is moved to its nearer end.
func (f *File) Position(offset int) Position {
	offset = min(max(offset, 0), len(f.Data))
	line := sort.SearchInts(f.starts(), offset+1)
	start := f.start(line)
	return Position{Line: line, Column: f.units(max(start, offset)) - f.units(start) + 1}
}

// units counts the UTF-16 code units before an offset.
func (f *File) units(offset int) int {
	f.measured.Do(func() { f.marks = measure(f.Data) })
	i := offset / markEvery
	if f.marks[i].offset > offset {
		i-- // the offset is inside a character that began before the mark
	}
	return f.marks[i].units + utf16Length(f.Data[f.marks[i].offset:offset])
}

// measure sets a mark at the first character at or after each multiple of markEvery.
func measure(data []byte) []mark {
	marks := []mark{{}}
	units := 0
	for offset := 0; offset < len(data); {
		r, size := utf8.DecodeRune(data[offset:])
		units += utf16.RuneLen(r)
		if offset += size; offset >= markEvery*len(marks) {
			marks = append(marks, mark{offset, units})
		}
	}
	return marks
}

// Line returns the text of a line (from 1), without its line break.
func (f *File) Line(number int) string {
	if number < 1 || number > len(f.starts()) {
		return ""
	}
	end := len(f.Data)
	if number < len(f.starts()) {
		end = f.starts()[number]
	}
	return string(bytes.TrimRight(f.Data[f.start(number):end], "\r\n"))
}

// Text returns what a range covers.
func (f *File) Text(r Range) string {
	start := min(max(r.Start, 0), len(f.Data))
	return string(f.Data[start:min(max(r.End, start), len(f.Data))])
}

// LineStart is where the line of an offset begins.
func (f *File) LineStart(offset int) int { return bytes.LastIndexByte(f.Data[:offset], '\n') + 1 }

// LineEnd is where the line of an offset ends, before its line break.
func (f *File) LineEnd(offset int) int {
	if i := bytes.IndexByte(f.Data[offset:], '\n'); i >= 0 {
		return offset + len(bytes.TrimSuffix(f.Data[offset:offset+i], []byte("\r")))
	}
	return len(f.Data)
}

// Lines is the range of the lines that a piece of the file stands on, with their breaks.
func (f *File) Lines(start, end int) Range {
	start, end = f.LineStart(start), f.LineEnd(end)
	if i := bytes.IndexByte(f.Data[end:], '\n'); i >= 0 {
		end += i + 1
	}
	return Range{File: f.Name, Start: start, End: end}
}

// LineBreak is how the lines of the file end: that of its first.
func (f *File) LineBreak() string {
	if i := bytes.IndexByte(f.Data, '\n'); i > 0 && f.Data[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// All is the range of the whole file.
func (f *File) All() Range { return Range{File: f.Name, End: len(f.Data)} }

// start is where the text of a line begins. A byte order mark is no text: editors
// do not show it and do not count it.
func (f *File) start(line int) int {
	start := f.starts()[line-1]
	if start == 0 && bytes.HasPrefix(f.Data, byteOrderMark) {
		return len(byteOrderMark)
	}
	return start
}

var byteOrderMark = []byte("\uFEFF")

// starts finds the lines, which end with LF, CRLF or CR.
func (f *File) starts() []int {
	f.once.Do(func() {
		f.lines = []int{0}
		for i, c := range f.Data {
			if c == '\n' || c == '\r' && !bytes.HasPrefix(f.Data[i+1:], []byte("\n")) {
				f.lines = append(f.lines, i+1)
			}
		}
	})
	return f.lines
}

// utf16Length counts code units; a byte that is not UTF-8 counts as one.
func utf16Length(text []byte) int {
	units := 0
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		units += utf16.RuneLen(r)
		text = text[size:]
	}
	return units
}

// A Problem is something that authlint has to say about its own reading, not about
// the API: a broken file, a limit, a reference to a file that is not there.
type Problem struct {
	Range   Range  // an empty range: the file as a whole
	Message string // what is wrong and what to do, without a full stop
	Note    bool   // worth knowing, but nothing was missed: the run is still complete
}
