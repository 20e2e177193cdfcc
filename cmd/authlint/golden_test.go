package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/lint"
	"github.com/authlint/authlint/rules"
	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write what the program prints to the want.txt files")

// repository is the root of the repository, seen from this package.
const repository = "../.."

//go:generate go test . -run "TestGolden|TestReadme|TestExplainGolden|TestFixGolden|TestCommandLinePage" -update

// TestGolden lints each directory of testdata as a user would. A directory that is
// named after a rule shows that rule alone; any other shows them all.
func TestGolden(t *testing.T) {
	for _, dir := range fixtureDirs(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			args := []string{"--root", repository, "--format", "text", "--color", "never", dir}
			if isRule(t, filepath.Base(dir)) {
				args = append(args, "--select", filepath.Base(dir))
			}
			golden := filepath.Join(dir, "want.txt")
			if *update { // the file is there for good: the program counts what it skips
				touch(t, golden)
			}
			var stdout, stderr bytes.Buffer
			status := run(args, strings.NewReader(""), &stdout, &stderr)
			got := fmt.Sprintf("%s\nstandard error:\n%s\nexit status %d\n", stdout.String(), stderr.String(), status)

			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("%s differs (go generate ./... writes it anew):\n%s", golden, diff)
			}
		})
	}
}

func touch(t *testing.T, name string) {
	t.Helper()
	file, err := os.OpenFile(name, os.O_CREATE, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	file.Close()
}

// TestFixtures holds what -update cannot erase: a rule finds something in each file of
// its bad folder, or in the source of a function that is used there, and nothing in good and unknown.
func TestFixtures(t *testing.T) {
	all, err := rules.All()
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range all {
		t.Run(rule.ID, func(t *testing.T) {
			dir := filepath.Join(repository, "testdata", rule.ID)
			for _, file := range filesIn(t, filepath.Join(dir, "bad")) {
				if !findsIn(lintOne(t, rule.ID, filepath.Dir(file)), file) {
					t.Errorf("%s: the rule finds nothing", file)
				}
			}
			for _, folder := range []string{"good", "unknown"} {
				if len(filesIn(t, filepath.Join(dir, folder))) == 0 {
					t.Errorf("%s: no fixtures", filepath.Join(dir, folder))
				}
				for _, f := range lintOne(t, rule.ID, filepath.Join(dir, folder)).Findings {
					t.Errorf("%s: %s", f.Range.File, f.Message)
				}
			}
		})
	}
}

// TestFixtureFoldersBelongToRules keeps a renamed rule from leaving its fixtures behind.
func TestFixtureFoldersBelongToRules(t *testing.T) {
	for _, dir := range fixtureDirs(t) {
		if _, err := os.Stat(filepath.Join(dir, "bad")); err == nil && !isRule(t, filepath.Base(dir)) {
			t.Errorf("%s: there is no rule of that name", dir)
		}
	}
}

// TestRangesCoverText holds that every finding and related place of the fixtures is a
// piece of its own file, and not an empty one.
func TestRangesCoverText(t *testing.T) {
	run, err := lint.Run(context.Background(), lint.Options{Root: repository, Paths: []string{filepath.Join(repository, "testdata")}})
	if err != nil {
		t.Fatal(err)
	}
	if len(run.Findings) < 50 {
		t.Fatalf("only %d findings over all fixtures", len(run.Findings))
	}
	for _, f := range run.Findings {
		places := []finding.Related{{Range: f.Range, Message: f.Message}}
		for _, place := range append(places, f.Related...) {
			file := run.Files[place.Range.File]
			if file == nil {
				t.Errorf("%s: %q points into %q, which is not a file of the run", f.Rule, place.Message, place.Range.File)
				continue
			}
			text := file.Text(place.Range)
			if place.Range.Start < 0 || place.Range.End > len(file.Data) || strings.TrimSpace(text) == "" {
				t.Errorf("%s: %q covers %q at %v", f.Rule, place.Message, text, place.Range)
			}
			if text != strings.TrimSpace(text) {
				t.Errorf("%s: %q covers blanks around %q", f.Rule, place.Message, text)
			}
		}
	}
}

func lintOne(t *testing.T, rule, path string) finding.Run {
	t.Helper()
	run, err := lint.Run(context.Background(), lint.Options{Root: repository, Paths: []string{path}, Select: []string{rule}})
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range run.Problems {
		t.Errorf("%s: %s", problem.Range.File, problem.Message)
	}
	return run
}

func findsIn(run finding.Run, file string) bool {
	name := filepath.ToSlash(strings.TrimPrefix(file, repository+"/"))
	for _, f := range run.Findings {
		inFile := func(r finding.Related) bool { return r.Range.File == name }
		inSource := slices.Contains([]string{".js", ".ts", ".py", ".go"}, filepath.Ext(f.Range.File))
		if f.Range.File == name || inSource && slices.ContainsFunc(f.Related, inFile) {
			return true
		}
	}
	return false
}

// filesIn lists the configuration files of a fixture folder; a Terraform root with
// several files is one fixture, named after its main.tf.
func filesIn(t *testing.T, dir string) []string {
	t.Helper()
	var files []string
	for _, pattern := range []string{"main.tf", "*.yaml", "*.json"} {
		found, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	return files
}

func fixtureDirs(t *testing.T) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(repository, "testdata"))
	if err != nil {
		t.Fatal(err)
	}
	var dirs []string
	for _, entry := range entries {
		if entry.IsDir() {
			dirs = append(dirs, filepath.Join(repository, "testdata", entry.Name()))
		}
	}
	return dirs
}

func isRule(t *testing.T, name string) bool {
	t.Helper()
	all, err := rules.All()
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range all {
		if rule.ID == name {
			return true
		}
	}
	return false
}
