package yaml

import (
	"bytes"
	"unicode/utf8"
)

// places turns the lines and columns of yaml3 into byte offsets. Its columns count
// code points, and its lines end where YAML 1.1 ends them: at LF, CRLF, CR, NEL, LS
// and PS, not only where editors do.
type places struct {
	data  []byte
	lines []place
	marks []int32 // the offset of every markEvery-th code point, so that no line is too long
	end   place
}

// A place is a byte offset and how many code points come before it.
type place struct{ offset, runes int32 }

const markEvery = 256

func newPlaces(data []byte) *places {
	p := &places{data: data, lines: make([]place, 1, 1+bytes.Count(data, []byte("\n"))), marks: make([]int32, 0, len(data)/markEvery+1)}
	var runes int32
	for i := 0; i < len(data); {
		if runes%markEvery == 0 {
			p.marks = append(p.marks, int32(i))
		}
		runes++
		if c := data[i]; c < utf8.RuneSelf && c != '\n' && c != '\r' {
			i++
			continue
		}
		r, size := utf8.DecodeRune(data[i:])
		i += size
		if endsLine(r, data[i:]) {
			p.lines = append(p.lines, place{int32(i), runes})
		}
	}
	p.end = place{int32(len(data)), runes}
	return p
}

// endsLine reports whether a line ends after r; rest is what follows.
func endsLine(r rune, rest []byte) bool {
	switch r {
	case '\n', '\u0085', '\u2028', '\u2029':
		return true
	case '\r':
		return len(rest) == 0 || rest[0] != '\n'
	default:
		return false
	}
}

// offset converts a line and a column, which count from 1. What lies outside of the
// text is moved to its end.
func (p *places) offset(line, column int) int {
	if line < 1 || line > len(p.lines) || column < 1 {
		return len(p.data)
	}
	start, end := p.lines[line-1], p.end
	if line < len(p.lines) {
		end = p.lines[line]
	}
	if end.offset-start.offset == end.runes-start.runes { // a byte for each code point, as nearly always
		return min(int(start.offset)+column-1, len(p.data))
	}
	target := int(start.runes) + column - 1
	if target/markEvery >= len(p.marks) {
		return len(p.data)
	}
	offset := int(p.marks[target/markEvery])
	for range target % markEvery {
		if offset >= len(p.data) {
			return len(p.data)
		}
		_, size := utf8.DecodeRune(p.data[offset:])
		offset += size
	}
	return offset
}

// line is the extent of a line (from 1), without its line break.
func (p *places) line(number int) (start, end int) {
	number = min(max(number, 1), len(p.lines))
	start, end = int(p.lines[number-1].offset), len(p.data)
	if number < len(p.lines) {
		end = int(p.lines[number].offset)
	}
	for end > start && (p.data[end-1] == '\n' || p.data[end-1] == '\r') {
		end--
	}
	return start, end
}
