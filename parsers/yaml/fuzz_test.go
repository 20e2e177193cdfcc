package yaml

import (
	"testing"

	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"a: &x !Sub 'b' # authlint:ignore[c]\nd: [*x, {e: |\n  f\n}]\n",
		"{\"a\": [1, \"\\ud83d\\ude00\"], // b\n}",
		"\uFEFF? [a, b]\n: - c\n  - <<: {d: e}\n---\nf\u2028g: \r\n  - 😀\n",
		"# authlint:ignore-file[a]\n- &a [*a]\n- >+\n  # authlint:ignore[b]\n\n- \"c\n  d\"",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file := source.NewFile("a.yaml", data)
		documents, problems := Parse(file)
		for _, document := range documents {
			checkRanges(t, file, document)
		}
		ignores, more := Ignores(file, documents)
		for _, ignore := range ignores {
			checkRange(t, file, ignore.Range)
			checkRange(t, file, ignore.Covers)
		}
		for _, problem := range append(problems, more...) {
			checkRange(t, file, problem.Range)
		}
	})
}

func checkRanges(t *testing.T, file *source.File, n *tree.Node) {
	checkRange(t, file, n.Range)
	for _, field := range n.Fields {
		checkRange(t, file, field.KeyRange)
		checkRanges(t, file, field.Value)
	}
	for _, item := range n.Items {
		checkRanges(t, file, item)
	}
}

func checkRange(t *testing.T, file *source.File, r source.Range) {
	if r.File != file.Name || r.Start < 0 || r.Start > r.End || r.End > len(file.Data) {
		t.Fatalf("%v is outside of %d bytes: %q", r, len(file.Data), file.Data)
	}
}
