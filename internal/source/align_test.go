package source

import (
	"strings"
	"testing"
)

func TestAlign(t *testing.T) {
	tests := []struct {
		name, text, written string
		quoted              bool
		piece               string // of the text, and of its source
	}{
		{"the same", "a: b\n", "a: b\n", false, "b"},
		{"indentation taken off", "a:\n  b: c\n", "    a:\n      b: c\n", false, "c"},
		{"blanks trimmed", "a", "  \n  a  ", false, "a"},
		{"an escaped quote", `{"a": 1}`, `{\"a\": 1}`, true, "1"},
		{"an escaped line break", "a\nb", `a\nb`, true, "b"},
		{"an escaped character", "é!", `\u00e9!`, true, "!"},
		{"an escaped interpolation", "${x}!", "$${x}!", false, "!"},
		{"a backslash in a heredoc", `a\d+!`, `a\d+!`, false, "!"},
		{"CRLF", "a\r\nb", "a\r\nb", false, "b"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			places := Align(test.text, []byte(test.written), test.quoted)
			if places == nil {
				t.Fatal("they do not fit")
			}
			at := places[strings.LastIndex(test.text, test.piece)]
			if got := test.written[at.Start:at.End]; got != test.piece {
				t.Errorf("%q stands there, not %q", got, test.piece)
			}
		})
	}
	if Align("abc", []byte("abd"), false) != nil {
		t.Error("different texts fit")
	}
}

// A text and its source are walked side by side, whatever they are.
func FuzzAlign(f *testing.F) {
	f.Add("a\n  b", "  a\n    b", false)
	f.Add(`x"y`, `x\"\u0041y`, true)
	f.Fuzz(func(t *testing.T, text, written string, quoted bool) {
		places := Align(text, []byte(written), quoted)
		if places != nil && len(places) != len(text) {
			t.Fatalf("%d places for %d bytes", len(places), len(text))
		}
		end := 0
		for _, place := range places {
			if place.Start < end-(place.End-place.Start) || place.End > len(written) || place.Start > place.End {
				t.Fatalf("place %v after %d of %d", place, end, len(written))
			}
			end = place.End
		}
	})
}

// TestPlaces finds a piece of a text in the ways in which people put code into
// configuration.
func TestPlaces(t *testing.T) {
	for name, test := range map[string]struct{ file, text string }{
		"a block of YAML":  {"ZipFile: |\n    a\n      here()\n", "a\n  here()\n"},
		"a chomped block":  {"ZipFile: |-\n    a\n    here()\nB: c", "a\nhere()"},
		"a JSON string":    {`{"ZipFile": "a\n  \"b\" here()"}`, "a\n  \"b\" here()"},
		"a plain scalar":   {"ZipFile: a here()", "a here()"},
		"a heredoc":        {"content = <<-EOT\n  a\n    here()\n  EOT\n", "a\n  here()\n"},
		"a heredoc, plain": {"content = <<EOT\na\nhere()\nEOT\n", "a\nhere()\n"},
	} {
		t.Run(name, func(t *testing.T) {
			file := NewFile("f", []byte(test.file))
			begin := strings.IndexAny(test.file, "|<")
			if i := strings.Index(test.file, `: "`); i >= 0 {
				begin = i + len(": ")
			}
			if begin < 0 {
				begin = len("ZipFile: ")
			}
			places := file.Places(test.text, Range{File: "f", Start: begin, End: len(test.file)})
			start := strings.Index(test.text, "here()")
			if got := file.Text(places(start, start+len("here()"))); got != "here()" {
				t.Errorf("%q stands there", got)
			}
		})
	}
	block := NewFile("f", []byte("Z: |\n  a\n  here()\nB: c"))
	short := Range{File: "f", Start: 3, End: strings.Index(string(block.Data), "\nB")}
	if got := block.Text(block.Places("a\nhere()\n", short)(2, 8)); got != "here()" {
		t.Errorf("%q stands there, in a block whose range ends before its last line break", got)
	}
	folded := NewFile("f", []byte("Z: >\n  a\n  b\n"))
	whole := Range{File: "f", Start: 3, End: len(folded.Data)}
	if got := folded.Places("a b\n", whole)(0, 1); got != whole {
		t.Errorf("%v, want the whole range where the place of a piece is not known", got)
	}
}
