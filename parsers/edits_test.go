package parsers

import (
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/source"
)

// in is the range of a text that a file holds once.
func in(t *testing.T, files map[string]*source.File, name, piece string) source.Range {
	t.Helper()
	text := string(files[name].Data)
	if strings.Count(text, piece) != 1 {
		t.Fatalf("%q does not stand once in %q", piece, text)
	}
	start := strings.Index(text, piece)
	return source.Range{File: name, Start: start, End: start + len(piece)}
}

// TestEditsOfFiles makes the changes of one fix, and compares what all files are after it.
func TestEditsOfFiles(t *testing.T) {
	const tf, yml, vars = "a   = 1\nbcd = 2\ne   = 3\n", "A:\n  x: 1\n  y: 2\n  z: 3\n", "ttl = 7200\n"
	files := map[string]*source.File{}
	for name, text := range map[string]string{"main.tf": tf, "api.yaml": yml, "x.tfvars": vars, "broken.yaml": "a: [\n"} {
		files[name] = source.NewFile(name, []byte(text))
	}
	at := func(name, piece string, change finding.Change) finding.Change {
		change.At = in(t, files, name, piece)
		return change
	}
	set, gone := finding.Change{Value: 9}, finding.Change{Remove: true}
	key := func(name string) finding.Change { return finding.Change{Path: []string{name}, Value: 9} }

	for name, c := range map[string]struct {
		changes       []finding.Change
		tf, yml, vars string // where they differ from what they were
		edits         int
		wrong         string
	}{
		"columns move":               {[]finding.Change{at("main.tf", "2", gone)}, "a = 1\ne = 3\n", "", "", 1, ""},
		"columns stay":               {[]finding.Change{at("main.tf", "1", set), at("main.tf", "3", set)}, "a   = 9\nbcd = 2\ne   = 9\n", "", "", 2, ""},
		"several files":              {[]finding.Change{at("x.tfvars", "7200", set), at("main.tf", "2", gone), at("api.yaml", "3", set)}, "a = 1\ne = 3\n", "A:\n  x: 1\n  y: 2\n  z: 9\n", "ttl = 9\n", 3, ""},
		"from the end":               {[]finding.Change{at("api.yaml", "3", set), at("api.yaml", "1", set)}, "", "A:\n  x: 9\n  y: 2\n  z: 9\n", "", 2, ""},
		"lines below each other go":  {[]finding.Change{at("api.yaml", "3", gone), at("api.yaml", "2", gone)}, "", "A:\n  x: 1\n", "", 1, ""},
		"lines apart go":             {[]finding.Change{at("api.yaml", "1", gone), at("api.yaml", "3", gone)}, "", "A:\n  y: 2\n", "", 2, ""},
		"keys of one mapping":        {[]finding.Change{at("api.yaml", "A", key("v")), at("api.yaml", "A", key("u"))}, "", "A:\n  x: 1\n  y: 2\n  z: 3\n  v: 9\n  u: 9\n", "", 1, ""},
		"one place":                  {[]finding.Change{at("api.yaml", "3", set), at("api.yaml", "3", finding.Change{Value: 8})}, "", "", "", 0, "about one place"},
		"what goes is also set":      {[]finding.Change{at("api.yaml", "2", gone), at("api.yaml", "2", set)}, "", "", "", 0, "about one place"},
		"the second cannot be made":  {[]finding.Change{at("api.yaml", "1", set), at("api.yaml", "x: 1", set)}, "", "", "", 0, "not written as a value"},
		"a broken file":              {[]finding.Change{at("broken.yaml", "a", set)}, "", "", "", 0, "cannot be read"},
		"a file that nobody can see": {[]finding.Change{{At: source.Range{File: "gone.tf"}}}, "", "", "", 0, "gone.tf is not in view"},
	} {
		t.Run(name, func(t *testing.T) {
			edits, err := NewEditors(files).Edits(c.changes)
			if err != nil || c.wrong != "" {
				if err == nil || c.wrong == "" || !strings.Contains(err.Error(), c.wrong) || edits != nil {
					t.Errorf("got %v, %v, want %q", edits, err, c.wrong)
				}
				return
			}
			if len(edits) != c.edits {
				t.Errorf("got %d edits, want %d: %v", len(edits), c.edits, edits)
			}
			for name, want := range map[string]string{"main.tf": c.tf, "api.yaml": c.yml, "x.tfvars": c.vars} {
				var own []finding.Edit
				for _, edit := range edits {
					if edit.Range.File == name {
						own = append(own, edit)
					}
				}
				if got := string(finding.Apply(files[name].Data, own)); got != want && (want != "" || len(own) > 0) {
					t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
				}
			}
		})
	}
}
