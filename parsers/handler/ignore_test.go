package handler

import (
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/source"
)

func TestIgnoresCover(t *testing.T) {
	for name, test := range map[string]struct{ file, text, covers string }{
		"behind code":           {"a.js", "a()\nreturn b // authlint:ignore[x]\nc()\n", "return b // authlint:ignore[x]"},
		"behind code, CRLF":     {"a.ts", "a()\r\nreturn b; /* authlint:ignore[x] why */\r\nc()\r\n", "return b; /* authlint:ignore[x] why */"},
		"behind a text":         {"a.js", "f('it\\'s // b') // authlint:ignore[x]", "f('it\\'s // b') // authlint:ignore[x]"},
		"above code":            {"a.go", "func f() {\n\t// authlint:ignore[x] reason=\"r\"\n\t// more\n\n\treturn b\n}\n", "\treturn b"},
		"in a longer comment":   {"a.js", "/**\n * authlint:ignore[x]\n * more\n */\nreturn b\n", "return b"},
		"in Python":             {"a.py", "# authlint:ignore[x]\nreturn b\nc()\n", "return b"},
		"behind code in Python": {"a.py", "a()\nreturn \"#\" # authlint:ignore[x]\n", "return \"#\" # authlint:ignore[x]"},
		"above nothing":         {"a.py", "a()\n# authlint:ignore[x]", "# authlint:ignore[x]"},
		"the file":              {"a.py", "#!/usr/bin/env python3\n# licence\n\n# authlint:ignore-file[x]\na()\n", "#!/usr/bin/env python3\n# licence\n\n# authlint:ignore-file[x]\na()\n"},
	} {
		t.Run(name, func(t *testing.T) {
			file := source.NewFile(test.file, []byte(test.text))
			ignores, problems := Ignores(file)
			if len(ignores) != 1 || len(problems) > 0 {
				t.Fatalf("%v, problems %v", ignores, problems)
			}
			if got := file.Text(ignores[0].Covers); got != test.covers || ignores[0].Rules[0] != "x" {
				t.Errorf("covers %q, want %q", got, test.covers)
			}
			if got := file.Text(ignores[0].Range); !strings.HasPrefix(got, "authlint:ignore") || strings.ContainsAny(got, "\r\n") {
				t.Errorf("the comment is %q", got)
			}
		})
	}
}

func TestIgnoresThatSilenceNothing(t *testing.T) {
	for text, want := range map[string]string{
		"f('// authlint:ignore[x]')":            "it is part of a text",
		"f(`\n authlint:ignore[x]`)":            "it is part of a text",
		"// authlint:ignore":                    "names the rules",
		"// authlint:ignore[x] until=soon":      "is not a date",
		"a()\n// authlint:ignore-file[x]\nb()":  "above all else in a file",
		"a() // authlint:ignore-file[x]":        "above all else in a file",
		"# authlint:ignore[x] is for Python\n1": "it is part of a text",
	} {
		ignores, problems := Ignores(source.NewFile("a.js", []byte(text)))
		if len(ignores) != 0 || len(problems) != 1 || !problems[0].Note || !strings.Contains(problems[0].Message, want) {
			t.Errorf("%q: %v, %v, want %q", text, ignores, problems, want)
		}
	}
}

// FuzzIgnores: whatever a file holds, what is covered is in it.
func FuzzIgnores(f *testing.F) {
	f.Add("a.js", "/* authlint:ignore[x] */ a() // authlint:ignore[y]\r\n* authlint:ignore-file[z]")
	f.Add("a.py", "\uFEFF# authlint:ignore[x]\r'\\'# authlint:ignore")
	f.Fuzz(func(t *testing.T, name, text string) {
		file := source.NewFile(name, []byte(text))
		ignores, problems := Ignores(file)
		for _, ignore := range ignores {
			for _, at := range []source.Range{ignore.Range, ignore.Covers} {
				if at.Start < 0 || at.Start > at.End || at.End > len(text) {
					t.Errorf("%v of %d bytes", at, len(text))
				}
			}
		}
		for _, problem := range problems {
			if problem.Range.Start > problem.Range.End || problem.Range.End > len(text) {
				t.Errorf("%v of %d bytes", problem.Range, len(text))
			}
		}
	})
}
