package source

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Align tells where each byte of a text stands in what is written for it: in quotes the
// two differ by escapes, elsewhere by the indentation that a block of YAML or a heredoc
// of HCL takes off and by the blanks that ~ trims. It is nil when the two do not fit
// together.
func Align(text string, written []byte, quoted bool) []Offsets {
	a := aligner{text: text, written: written, quoted: quoted}
	places := make([]Offsets, 0, len(text))
	for a.out < len(text) {
		a.skipIndentation()
		source, target := a.step()
		if source == 0 {
			return nil
		}
		for range target {
			places = append(places, Offsets{a.in, a.in + source})
		}
		a.in += source
		a.out += target
	}
	return places
}

// Offsets are where a byte of a text begins and ends in its source: an escape is longer
// than what it stands for.
type Offsets struct{ Start, End int }

// An aligner walks a text and its source side by side.
type aligner struct {
	text    string
	written []byte
	quoted  bool
	out, in int
}

// step consumes one character: how many bytes of the source and of the text it has.
// Blanks that are in the source only are skipped. Zero means that the two do not fit.
func (a *aligner) step() (source, target int) {
	for {
		rest, text := a.written[a.in:], a.text[a.out:]
		switch {
		case len(rest) == 0:
			return 0, 0
		case isEscapedTemplate(rest, text):
			return 2, 1
		case a.quoted && rest[0] == '\\' && len(rest) > 1:
			return escape(rest, text)
		case rest[0] == text[0]:
			return 1, 1
		case rest[0] != ' ' && rest[0] != '\t' && rest[0] != '\n' && rest[0] != '\r':
			return 0, 0
		}
		a.in++
	}
}

// isEscapedTemplate tells $${ and %%{, which stand for ${ and %{.
func isEscapedTemplate(rest []byte, text string) bool {
	return len(rest) > 2 && len(text) > 1 && (rest[0] == '$' || rest[0] == '%') &&
		rest[0] == rest[1] && rest[2] == '{' && text[0] == rest[0] && text[1] == '{'
}

// escape consumes a backslash sequence of a quoted text. JSON writes a character beyond
// the first plane as two of them.
func escape(rest []byte, text string) (source, target int) {
	digits := map[byte]int{'u': 4, 'U': 8}[rest[1]]
	if digits == 0 {
		return 2, 1
	}
	if len(rest) < 2+digits {
		return 0, 0
	}
	code, err := strconv.ParseUint(string(rest[2:2+digits]), 16, 32)
	if err != nil {
		return 0, 0
	}
	source, char := 2+digits, rune(code)
	if pair := utf16.DecodeRune(char, CodeUnit(string(rest[source:min(len(rest), source+len(`\uXXXX`))]))); pair != utf8.RuneError {
		source, char = source+len(`\uXXXX`), pair
	}
	if !strings.HasPrefix(text, string(char)) {
		return 0, 0
	}
	return source, len(string(char))
}

// skipIndentation passes, at the start of a line, the blanks that the source has more
// than the text.
func (a *aligner) skipIndentation() {
	if a.out > 0 && a.text[a.out-1] != '\n' {
		return
	}
	surplus := blanks(a.written[a.in:]) - blanks(a.text[a.out:])
	a.in += max(0, surplus)
}

// blanks counts the blanks at the beginning of a text.
func blanks[T string | []byte](text T) int {
	n := 0
	for n < len(text) && (text[n] == ' ' || text[n] == '\t') {
		n++
	}
	return n
}

// CodeUnit is the UTF-16 code unit that a text begins with as \uXXXX; U+FFFD when the
// text begins otherwise.
func CodeUnit(text string) rune {
	if len(text) < 6 || text[:2] != `\u` {
		return utf8.RuneError
	}
	unit, err := strconv.ParseUint(text[2:6], 16, 16)
	if err != nil {
		return utf8.RuneError
	}
	return rune(unit)
}

// Places tells where the pieces of a text stand that is written at a range of the file:
// between quotes, as a block of YAML or as a heredoc of HCL. Where that cannot be told, all of them are at
// the whole range.
func (f *File) Places(text string, at Range) func(start, end int) Range {
	written := f.Text(at)
	quoted := strings.HasPrefix(written, `"`)
	skipped := 0
	switch {
	case quoted:
		skipped = 1
	case strings.HasPrefix(written, "|"), strings.HasPrefix(written, "<<"):
		skipped = strings.IndexByte(written, '\n') + 1
	}
	trimmed := strings.TrimRight(text, "\n") // the range of a block may end before its last line break
	places := Align(trimmed, []byte(written[skipped:]), quoted)
	return func(start, end int) Range {
		end = min(end, len(places))
		if start < 0 || start >= end {
			return at
		}
		begin := at.Start + skipped
		return Range{File: f.Name, Start: begin + places[start].Start, End: begin + places[end-1].End}
	}
}
