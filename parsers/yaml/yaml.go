// Package yaml reads YAML and JSON into trees whose every node knows the bytes that
// it was read from. It is the only package that knows how these languages are parsed.
package yaml

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// The bounds of what is read from one file.
const (
	MaxDepth    = 200     // of nested mappings and sequences
	MaxAliased  = 100_000 // nodes that aliases stand for
	MaxProblems = 100
)

// Parse reads a file of YAML documents, or one of JSON. A document that cannot be
// read is a Problem with its place; those before it are returned.
//
// Ranges are those of the values themselves: a scalar's has its quotes or its block
// header but no tag and no anchor, a block mapping's goes from its first key to the
// end of its last value. An alias has the range of what it stands for, and as its
// Name the key that it stands under itself. Merged keys (<<) come before those that
// stand in the mapping, which win.
func Parse(file *source.File) (documents []*tree.Node, problems []source.Problem) {
	found := &problemList{file: file}
	data, base, ok := text(file, found)
	switch {
	case !ok:
	case isJSON(data):
		documents = parseJSON(file, data, base, found)
	default:
		documents = parseYAML(file, data, base, found)
	}
	return documents, found.all()
}

var byteOrderMark = []byte("\uFEFF")

// text returns the file without its byte order mark, and the offset at which it
// begins. Other encodings than UTF-8 and what is no text at all are refused.
func text(file *source.File, found *problemList) (data []byte, base int, ok bool) {
	data = file.Data
	if bytes.HasPrefix(data, byteOrderMark) {
		base = len(byteOrderMark)
		data = data[base:]
	}
	switch {
	case isUTF16(data):
		found.add(0, 0, "the file is UTF-16; save it as UTF-8")
	case bytes.IndexByte(data, 0) >= 0:
		at := base + bytes.IndexByte(data, 0)
		found.add(at, at+1, "the file is not a text: it holds a NUL byte")
	case !utf8.Valid(data):
		at := base + invalidUTF8(data)
		found.add(at, at+1, "the file is not UTF-8; save it as UTF-8")
	default:
		return data, base, true
	}
	return nil, 0, false
}

// isUTF16 looks for a byte order mark, or for an ASCII character in two bytes.
func isUTF16(data []byte) bool {
	if len(data) < 2 {
		return false
	}
	first, second := data[0], data[1]
	return first == 0xFE && second == 0xFF || first == 0xFF && second == 0xFE || (first == 0) != (second == 0)
}

// invalidUTF8 is the offset of the first byte that is not UTF-8.
func invalidUTF8(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return len(data)
}

// isJSON reports whether the first character that is no space opens an object or an
// array. YAML's own rules reject escapes that JSON has, so such files are read as
// JSON first.
func isJSON(data []byte) bool {
	data = bytes.TrimLeft(data, " \t\r\n")
	return len(data) > 0 && (data[0] == '{' || data[0] == '[')
}

// A problemList keeps the first problems of a file and counts the rest.
type problemList struct {
	file  *source.File
	kept  []source.Problem
	count int
}

// add notes a problem between two offsets of the file.
func (l *problemList) add(start, end int, message string) {
	l.put(source.Problem{Range: source.Range{File: l.file.Name, Start: start, End: end}, Message: message})
}

func (l *problemList) put(problem source.Problem) {
	if l.count++; l.count <= MaxProblems {
		l.kept = append(l.kept, problem)
	}
}

func (l *problemList) all() []source.Problem {
	if l.count > MaxProblems {
		return append(l.kept, source.Problem{
			Range:   source.Range{File: l.file.Name},
			Message: fmt.Sprintf("+%d more problems in this file", l.count-MaxProblems),
		})
	}
	return l.kept
}
