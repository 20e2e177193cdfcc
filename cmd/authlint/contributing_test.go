package main

import (
	"flag"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var walk = flag.Bool("walk", false, "add the rule of CONTRIBUTING.md to a copy of the repository")

// TestContributingIsTrue adds the rule of CONTRIBUTING.md to a copy of the repository, as
// it is written there: the files, then the commands, in their order.
func TestContributingIsTrue(t *testing.T) {
	if !*walk {
		t.Skip("it builds the program twice: -walk, which .ci/run gives")
	}
	for _, program := range []string{"bash", "go", "sed"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("%s is not installed", program)
		}
	}
	text, err := os.ReadFile(filepath.Join(repository, "CONTRIBUTING.md"))
	if err != nil {
		t.Fatal(err)
	}
	copied := copyRepository(t)
	_, section, _ := strings.Cut(string(text), "\n## A rule in ten minutes\n")
	section, _, _ = strings.Cut(section, "\n## ")
	files, scripts := 0, 0
	for _, block := range walkBlocks.FindAllStringSubmatch(section, -1) {
		switch name, language, content := block[1], block[2], block[3]; {
		case language == "sh":
			scripts++
			runScript(t, copied, narrow(content))
		case name == "":
			t.Errorf("where does this go?\n%s", content)
		default:
			files++
			writeIn(t, copied, name, content)
		}
	}
	if files < 4 || scripts < 3 {
		t.Errorf("%d files and %d scripts were found", files, scripts)
	}
	found, err := os.ReadFile(filepath.Join(copied, "testdata/authorizer-cache-off/want.txt"))
	if err != nil || strings.Count(string(found), "is called for every request") != 2 {
		t.Errorf("the program says %v\n%s", err, found)
	}
	catalogue, err := os.ReadFile(filepath.Join(copied, "rules/README.md"))
	if err != nil || !strings.Contains(string(catalogue), "### authorizer-cache-off\n") {
		t.Errorf("the catalogue does not have the rule: %v", err)
	}
}

// walkBlocks are blocks of code, with the name of a file before them where there is one.
var walkBlocks = regexp.MustCompile("(?:(?m:^)`([^`\n]+)`\n\n)?```(\\w+)\n((?s:.*?))```\n")

// narrow keeps to what the rule itself changes, and what judges it: everything else has
// run already, or will.
func narrow(script string) string {
	const golden = "go test ./cmd/authlint -run '^(TestGolden|TestFixtures)$/^authorizer-cache-off$'"
	return strings.NewReplacer(
		"go generate ./...", "go test ./rules -run '^TestCatalogue$' -update && "+golden+" -update",
		"go test ./...", "go test ./rules -run '^(TestRegoIsFormatted|TestMetadata|TestCatalogue)$' && "+golden,
	).Replace(script)
}

func runScript(t *testing.T, dir, script string) {
	t.Helper()
	command := exec.Command("bash", "-euo", "pipefail", "-c", script)
	command.Dir = dir
	// Without the place in what is built, the builds of other copies are used again.
	command.Env = append(os.Environ(), "GOFLAGS=-trimpath -buildvcs=false")
	if said, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s\n%s", err, script, said)
	}
}

// copyRepository copies what is in the work tree, without what is hidden.
func copyRepository(t *testing.T) string {
	t.Helper()
	copied := t.TempDir()
	err := fs.WalkDir(os.DirFS(repository), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name != "." && strings.HasPrefix(name, ".") && entry.IsDir(), name == "dist":
			return fs.SkipDir
		case !entry.Type().IsRegular():
			return nil
		}
		text, err := os.ReadFile(filepath.Join(repository, name))
		if err == nil {
			writeIn(t, copied, name, string(text))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return copied
}
