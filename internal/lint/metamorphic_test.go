package lint

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/rules"
)

// A project is the files of a fixture, by their path.
type project map[string]string

// A rewriting says the same in another way. It returns how many things it changed.
type rewriting struct {
	name    string
	rewrite func(project) int
	least   int                 // of changes in all fixtures
	same    func(string) string // what stays of the text and of the message; nil: all

	// Of several things with no name of their own, the first one is pointed at.
	textless bool
}

// TestRewritingsChangeNothing writes all fixtures in other ways that mean the same: every
// rule finds the same in the same words, and points at the same text.
func TestRewritingsChangeNothing(t *testing.T) {
	t.Parallel()
	fixtures := allFixtures(t)
	want := findingsIn(t, fixtures)
	if count := len(slices.Concat(slices.Collect(maps.Values(want))...)); count < 700 {
		t.Errorf("only %d findings can change", count)
	}
	endings := rewriting{name: "lines that end as on Windows", rewrite: endLinesOtherwise, least: 10000, same: words}
	for _, r := range slices.Concat([]rewriting{endings}, rewritingsOfHCL(), rewritingsOfYAML()) {
		t.Run(r.name, func(t *testing.T) {
			changed := 0
			rewritten := map[string]project{}
			for name, files := range fixtures {
				other := maps.Clone(files)
				changed += r.rewrite(other)
				if !maps.Equal(files, other) {
					rewritten[name] = other
				}
			}
			if changed < r.least {
				t.Errorf("only %d things are written in another way, not %d", changed, r.least)
			}
			got := findingsIn(t, rewritten)
			for _, name := range slices.Sorted(maps.Keys(rewritten)) {
				before, after := r.linesOf(want[name]), r.linesOf(got[name])
				for _, line := range before {
					if !slices.Contains(after, line) {
						t.Errorf("%s: found only as it stands: %s", name, line)
					}
				}
				for _, line := range after {
					if !slices.Contains(before, line) {
						t.Errorf("%s: found only as rewritten: %s", name, line)
					}
				}
				if len(before) != len(after) {
					t.Errorf("%s: %d findings as it stands, %d as rewritten", name, len(before), len(after))
				}
			}
		})
	}
}

func endLinesOtherwise(files project) int {
	lines := 0
	for name, text := range files {
		lines += strings.Count(text, "\n")
		files[name] = strings.ReplaceAll(text, "\n", "\r\n")
	}
	return lines
}

// allFixtures are the projects in testdata, by their folder: the bad, good and unknown
// form of a rule each, or all of a folder that shows something else.
func allFixtures(t *testing.T) map[string]project {
	t.Helper()
	const root = "../../testdata"
	fixtures := map[string]project{}
	err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(file) == ".txt" || filepath.Ext(file) == ".md" {
			return err
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		parts := strings.Split(filepath.ToSlash(relative), "/")
		depth := 1
		if slices.Contains([]string{"bad", "good", "unknown"}, parts[1]) {
			depth = 2
		}
		name := path.Join(parts[:depth]...)
		if fixtures[name] == nil {
			fixtures[name] = project{}
		}
		fixtures[name][path.Join(parts[depth:]...)] = string(text)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return fixtures
}

// told is a finding, and the text that it points at.
type told struct {
	finding.Finding
	text string
}

// findingsIn lints all projects, with every rule.
func findingsIn(t *testing.T, projects map[string]project) map[string][]told {
	t.Helper()
	root := t.TempDir()
	for name, files := range projects {
		for file, text := range files {
			to := filepath.Join(root, name, file)
			if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(to, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	all, err := rules.All()
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, rule := range all {
		ids = append(ids, rule.ID)
	}
	run, err := Run(context.Background(), Options{Root: root, Paths: []string{root}, Select: ids})
	if err != nil {
		t.Fatal(err)
	}
	found := map[string][]told{}
	for _, f := range run.Findings {
		for name := range projects {
			if strings.HasPrefix(f.Range.File, name+"/") {
				found[name] = append(found[name], told{f, run.Files[f.Range.File].Text(f.Range)})
			}
		}
	}
	return found
}

// unlessDefault is what a message adds where a variable or a parameter has the value.
var unlessDefault = regexp.MustCompile(` \(unless [^()]* has another value than its default\)`)

// linesOf are the lines that two runs are compared by.
func (r rewriting) linesOf(found []told) []string {
	same := r.same
	if same == nil {
		same = func(text string) string { return text }
	}
	lines := make([]string, len(found))
	for i, f := range found {
		p := f.Predicts
		f.Message = unlessDefault.ReplaceAllString(f.Message, "")
		methods := strings.Join(slices.Sorted(slices.Values(p.Methods)), ", ")
		lines[i] = fmt.Sprintf("%s %s: %s\n%d %s %s %s %s", f.Severity, f.Rule, same(f.Message), p.Status, p.ResponseType, p.Deployment, p.Exposure, same(methods))
		if !r.textless {
			lines[i] += "\n[" + same(f.text) + "]"
		}
	}
	slices.Sort(lines)
	return lines
}

var word = regexp.MustCompile(`[\pL\pN_$*]+`)

// words are those of a text, in the order of the alphabet: quotes, blanks, braces and the
// order of things are gone.
func words(text string) string {
	return strings.Join(slices.Sorted(slices.Values(word.FindAllString(text, -1))), " ")
}
