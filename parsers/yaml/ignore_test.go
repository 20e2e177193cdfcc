package yaml

import (
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/tree"
)

func TestIgnoresCover(t *testing.T) {
	tests := []struct{ name, text, covers string }{
		{"behind a value", "a: 1\nb: 2 # authlint:ignore[x]\nc: 3\n", "b: 2 # authlint:ignore[x]"},
		{"behind a key", "b: # authlint:ignore[x]\n  c: 3\n", "b: # authlint:ignore[x]"},
		{"above a value", "# authlint:ignore[x]\na: 1 # y\nb: 2\n", "# authlint:ignore[x]\na: 1 # y"},
		{"above a mapping", "a:\n  # authlint:ignore[x]\n  b:\n    c: 1\n    d: 2\n  e: 3\n", "# authlint:ignore[x]\n  b:\n    c: 1\n    d: 2"},
		{"above other comments", "# authlint:ignore[x]\n\n# y\na:\n  b: 1\nc: 2\n", "# authlint:ignore[x]\n\n# y\na:\n  b: 1"},
		{"above a list item", "a:\n  # authlint:ignore[x]\n  - b: 1\n    c: 2\n  - d\n", "# authlint:ignore[x]\n  - b: 1\n    c: 2"},
		{"with CRLF", "# authlint:ignore[x]\r\na:\r\n  b: 1\r\nc: 2\r\n", "# authlint:ignore[x]\r\na:\r\n  b: 1"},
		{"behind the header of a text", "a: | # authlint:ignore[x]\n  b\n", "a: | # authlint:ignore[x]"},
		{"behind a number sign in a text", "a: 'b # c' # authlint:ignore[x]\n", "a: 'b # c' # authlint:ignore[x]"},
		{"behind a byte order mark", "\uFEFF# authlint:ignore[x]\na:\n  b: 1\nc: 2\n", "# authlint:ignore[x]\na:\n  b: 1"},
		{"the file", "# authlint:ignore-file[x]\na: 1\n", "# authlint:ignore-file[x]\na: 1\n"},
		{"the file, below other comments", "\uFEFF# y\n\n%YAML 1.1\n---\n# authlint:ignore-file[x]\na: 1\n", "\uFEFF# y\n\n%YAML 1.1\n---\n# authlint:ignore-file[x]\na: 1\n"},
		{"nothing below", "a: 1\n# authlint:ignore[x]\n", "# authlint:ignore[x]"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			file, root := parseOne(t, test.text)
			ignores, problems := Ignores(file, []*tree.Node{root})
			if len(ignores) != 1 || len(problems) > 0 {
				t.Fatalf("%v, problems %v", ignores, problems)
			}
			if got := file.Text(ignores[0].Covers); got != test.covers {
				t.Errorf("covers %q, want %q", got, test.covers)
			}
			if got := file.Text(ignores[0].Range); !strings.HasPrefix(got, "# authlint:") || strings.ContainsAny(got, "\r\n") {
				t.Errorf("the comment is %q", got)
			}
		})
	}
}

func TestIgnoresThatSilenceNothing(t *testing.T) {
	for _, text := range []string{
		"a: |\n  b\n  # authlint:ignore[x]\n",
		"a: 'b # authlint:ignore[x]'\n",
		"a: b#authlint:ignore[x]\n",
		"{\"a\": \"# authlint:ignore[x]\"}",
		"a: 1 # authlint:ignore\n",
		"a: 1 # authlint:ignore[x] until=tomorrow\n",
		"a: 1\n# authlint:ignore-file[x]\n",
		"a: 1 # authlint:ignore-file[x]\n",
	} {
		file, root := parseOne(t, text)
		ignores, problems := Ignores(file, []*tree.Node{root})
		if len(ignores) != 0 || len(problems) != 1 || !problems[0].Note {
			t.Errorf("%q: ignores %v, problems %v", text, ignores, problems)
		}
	}
}
