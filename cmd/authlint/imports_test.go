package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/bmatcuk/doublestar/v4"
	"go.yaml.in/yaml/v3"
)

// An importRule is one entry of the depguard table: which files it is about, and what
// they may import, by the beginning of the path.
type importRule struct {
	Files []string
	Allow []string
}

// TestImports holds the table of who imports whom in .golangci.yml, and that it has one
// rule for every package, without the linter.
func TestImports(t *testing.T) {
	table := importTable(t)
	for _, name := range goFiles(t) {
		var rules []string
		for rule, r := range table {
			if doublestar.MatchUnvalidated(r.Files[0], name) {
				rules = append(rules, rule)
			}
		}
		if len(rules) != 1 {
			t.Errorf("%s: want one depguard rule in .golangci.yml, found %v", name, rules)
			continue
		}
		for _, path := range importsOf(t, name) {
			if !table[rules[0]].allows(path) {
				t.Errorf("%s imports %s, which the depguard rule %s does not allow", name, path, rules[0])
			}
		}
	}
}

// TestOnlyGitIsRun: one package runs a program.
func TestOnlyGitIsRun(t *testing.T) {
	for _, name := range goFiles(t) {
		for _, path := range importsOf(t, name) {
			if (path == "os/exec" || path == "plugin") && !strings.HasPrefix(name, "internal/git/") {
				t.Errorf("%s imports %s", name, path)
			}
		}
	}
}

// allows reports whether a path is in the standard library, whose first element has no
// dot, or begins with an allowed one.
func (r importRule) allows(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".") || slices.ContainsFunc(r.Allow, func(allowed string) bool {
		return path == allowed || strings.HasPrefix(path, allowed+"/")
	})
}

func importTable(t *testing.T) map[string]importRule {
	t.Helper()
	var config struct {
		Linters struct {
			Settings struct {
				Depguard struct{ Rules map[string]importRule }
			}
		}
	}
	readYAML(t, ".golangci.yml", &config)
	return config.Linters.Settings.Depguard.Rules
}

// readYAML decodes a file of the repository.
func readYAML(t *testing.T, name string, into any) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(repository, name))
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(data, into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// goFiles lists the files of the program, relative to the repository.
func goFiles(t *testing.T) []string {
	t.Helper()
	var files []string
	err := fs.WalkDir(os.DirFS(repository), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && name != "." && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "testdata"):
			return fs.SkipDir // as Go's own tools do
		case strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go"):
			files = append(files, name)
		}
		return nil
	})
	if err != nil || len(files) < 20 {
		t.Fatalf("found %d files: %v", len(files), err)
	}
	return files
}

func importsOf(t *testing.T, name string) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(repository, name), nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, spec := range file.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	return paths
}
