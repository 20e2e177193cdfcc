package report

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/authlint/authlint/internal/source"
)

func TestExcerptMarksWhatTheRangeCovers(t *testing.T) {
	tests := map[string]struct{ text, mark, line, marks string }{
		"plain":                        {"a = 1\nb = 2\n", "2", "b = 2", "    ^"},
		"tabs are expanded":            {"\tx\t= 7200\n", "7200", "    x   = 7200", "          ^^^^"},
		"a marked tab":                 {"x\ty", "\t", "x   y", " ^^^"},
		"wide characters take two":     {"# \u65e5\u672c \U0001F600 = x", "x", "# \u65e5\u672c \U0001F600 = x", "            ^"},
		"accents take none":            {"e\u0301 = x", "x", "e\u0301 = x", "    ^"},
		"escapes are visible":          {"\x1b[31m = x", "x", `\x1b[31m = x`, "           ^"},
		"broken UTF-8":                 {"\xff\xfe x", "x", `\xff\xfe x`, "         ^"},
		"a byte order mark is no text": {"\uFEFFx: y", "x", "x: y", "^"},
		"several lines: the first":     {"a:\n  b:\n    c\n", "b:\n    c", "  b:", "  ^^"},
		"CRLF":                         {"a\r\nb\r\n", "a\r\nb", "a", "^"},
		"CR alone":                     {"a\rb\rc", "b", "b", "^"},
		"the end of a line":            {"ab\ncd", "\n", "ab", "  ^"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			file := source.NewFile("f", []byte(test.text))
			line, marks := excerpt(file, at(file, test.mark), '^')
			if line != test.line || marks != test.marks {
				t.Errorf("got\n%s\n%s\nwant\n%s\n%s", line, marks, test.line, test.marks)
			}
		})
	}
}

func TestExcerptCutsLongLinesAroundTheMark(t *testing.T) {
	file := source.NewFile("f", []byte(strings.Repeat("before ", 5000)+"MARK"+strings.Repeat(" after", 5000)))
	line, marks := excerpt(file, at(file, "MARK"), '^')
	if n := utf8.RuneCountInString(line); n > snippetWidth {
		t.Errorf("the line has %d columns", n)
	}
	start := strings.Index(marks, "^")
	if got := string([]rune(line)[start : start+strings.Count(marks, "^")]); got != "MARK" {
		t.Errorf("the mark is under %q:\n%s\n%s", got, line, marks)
	}
	if !strings.HasPrefix(line, "…") || !strings.HasSuffix(line, "…") {
		t.Errorf("the cuts are not shown: %s", line)
	}
}

// FuzzExcerpt: any bytes, any range; one line each, and nothing that a terminal acts on.
func FuzzExcerpt(f *testing.F) {
	f.Add([]byte("\ta \u65e5\r\n\x1b"), 1, 4)
	f.Add([]byte("\uFEFF"), 0, 0)
	f.Add([]byte(strings.Repeat("\u0301\U0001F600\xff", 900)), 5000, 4000)
	f.Fuzz(func(t *testing.T, data []byte, start, end int) {
		line, marks := excerpt(source.NewFile("f", data), source.Range{File: "f", Start: start, End: end}, '^')
		if !isSafe(line) || strings.Trim(marks, " ^") != "" || !strings.Contains(marks, "^") {
			t.Errorf("line %q, marks %q", line, marks)
		}
	})
}

func TestSafeText(t *testing.T) {
	for text, want := range map[string]string{
		"plain \u00fcmlaut \U0001F600":         "plain \u00fcmlaut \U0001F600",
		"\x1b[2J\x07":                          `\x1b[2J\x07`,
		"a\nb\rc\td":                           `a\nb\rc\td`,
		"::warning::x":                         `\x3a:warning::x`,
		" \u00a0::debug::x":                    " \u00a0" + `\x3a:debug::x`,
		"arn:aws:iam::1:role/a":                "arn:aws:iam::1:role/a",
		"a ##[add-matcher]x":                   `a \x23#[add-matcher]x`,
		"\x7f\u009b31m":                        `\x7f\x9b31m`,
		"\u202eevil\u2066 \u200b\u200d\uFEFF":  `\u202eevil\u2066 \u200b\u200d\ufeff`,
		"\u2028":                               `\u2028`,
		"\U000E0041":                           `\U000e0041`,
		"\xc3\x28":                             `\xc3(`,
		"a replacement \uFFFD is a character.": "a replacement \uFFFD is a character.",
	} {
		if got := SafeText(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}
