package source

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// TestPositionsInALongLine compares every offset of a line that is longer than the
// distance of two marks with a count from the line's start.
func TestPositionsInALongLine(t *testing.T) {
	for name, piece := range map[string]string{
		"ASCII": "abcdefg", "two bytes": "\u00fc", "three bytes": "\u65e5", "surrogate pairs": "\U0001F600", "not UTF-8": "\xff\xe6\x97",
	} {
		t.Run(name, func(t *testing.T) {
			text := "\uFEFFfirst\n" + strings.Repeat(piece, 3*markEvery/len(piece)) + "\nlast"
			file := NewFile("f", []byte(text))
			column := 1
			for offset := strings.Index(text, "\n") + 1; text[offset] != '\n'; {
				if got, want := file.Position(offset), (Position{2, column}); got != want {
					t.Fatalf("offset %d: got %v, want %v", offset, got, want)
				}
				r, size := utf8.DecodeRuneInString(text[offset:])
				column++
				if r > 0xFFFF {
					column++
				}
				offset += size
			}
		})
	}
}

// TestPositionOfAByteOrderMark: a range that covers a whole file begins before its text.
func TestPositionOfAByteOrderMark(t *testing.T) {
	file := NewFile("f", []byte("\uFEFFab"))
	for offset := range 4 {
		if got := file.Position(offset); got != (Position{1, 1}) {
			t.Errorf("offset %d is at %v", offset, got)
		}
	}
}
