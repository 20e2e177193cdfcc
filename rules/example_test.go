package rules

import (
	"errors"
	"fmt"
	"go/format"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/authlint/authlint/internal/finding"
)

//go:generate go test . -run TestExamplesAreCurrent -update

const exampleFile = "literals/examples.go"

// TestExamplesAreCurrent asserts that literals/examples.go holds what has to be changed
// in the fixtures of the rules; -update writes it.
func TestExamplesAreCurrent(t *testing.T) {
	want := examplesOfAll(t)
	if *update {
		if err := os.WriteFile(exampleFile, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(exampleFile)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != string(got) {
		t.Error(exampleFile + " is not current; run go generate ./rules")
	}
}

// examplesOfAll prints the examples of all rules.
func examplesOfAll(t *testing.T) []byte {
	t.Helper()
	all, err := All()
	if err != nil {
		t.Fatal(err)
	}
	out := &strings.Builder{}
	fmt.Fprintln(out, "// Code generated from the fixtures by go generate. DO NOT EDIT.\n\npackage literals\n\nimport \"github.com/authlint/authlint/internal/finding\"")
	fmt.Fprintln(out, "\n// Examples show the mistake that a built-in rule is about, and its remedy.\nfunc Examples(rule string) []finding.Example {\nswitch rule {")
	for _, rule := range all {
		examples, err := examples(filepath.Join("..", "testdata", rule.ID))
		if err != nil {
			t.Fatal(err)
		}
		if len(examples) == 0 {
			t.Errorf("%s has no fixture that shows what to change: testdata/%s/bad and good", rule.ID, rule.ID)
			continue
		}
		fmt.Fprintf(out, "case %q:\nreturn []finding.Example{\n", rule.ID)
		for _, example := range examples {
			fmt.Fprintf(out, "{Language: %q, Change: %q},\n", example.Language, example.Change)
		}
		fmt.Fprintln(out, "}")
	}
	fmt.Fprintln(out, "default:\nreturn nil\n}\n}")
	formatted, err := format.Source([]byte(out.String()))
	if err != nil {
		t.Fatal(err, out.String())
	}
	return formatted
}

// exampleFiles are what fixtures are written in, by the name of their file.
var exampleFiles = []struct{ name, file string }{
	{"Terraform", "main.tf"},
	{"CloudFormation", "template.yaml"},
	{"SAM", "sam.yaml"},
	{"OpenAPI", "openapi.yaml"},
	{"JavaScript", "authorizer/index.js"},
	{"Python", "authorizer/app.py"},
}

// examples are what has to be changed in the fixtures of a rule that have a bad and a
// good form.
func examples(fixture string) ([]finding.Example, error) {
	var found []finding.Example
	for _, language := range exampleFiles {
		bad, err := os.ReadFile(filepath.Join(fixture, "bad", language.file))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		good, err := os.ReadFile(filepath.Join(fixture, "good", language.file))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if change := difference(lines(bad), lines(good)); change != "" {
			found = append(found, finding.Example{Language: language.name, Change: change})
		}
	}
	return found, nil
}

func lines(text []byte) []string { return slices.Collect(strings.Lines(string(text))) }

// difference shows the lines that change, and two around them.
func difference(old, new []string) string {
	const around = 2
	marked := mark(old, new)
	out := &strings.Builder{}
	last := -1
	for i, line := range marked {
		near := marked[max(0, i-around):min(len(marked), i+around+1)]
		if !slices.ContainsFunc(near, func(line string) bool { return line[0] != ' ' }) {
			continue
		}
		if last >= 0 && i > last+1 {
			fmt.Fprintln(out, "  …")
		}
		out.WriteString(strings.TrimRight(line, "\n ") + "\n")
		last = i
	}
	return out.String()
}

// mark puts a sign before each line: - where it goes, + where it comes, else a blank.
func mark(old, new []string) []string {
	common := commonLines(old, new)
	var marked []string
	for len(old) > 0 || len(new) > 0 {
		row, column := len(old), len(new)
		switch {
		case row > 0 && column > 0 && old[0] == new[0]:
			marked = append(marked, "  "+old[0])
			old, new = old[1:], new[1:]
		case row > 0 && (column == 0 || common[row-1][column] >= common[row][column-1]):
			marked = append(marked, "- "+old[0])
			old = old[1:]
		default:
			marked = append(marked, "+ "+new[0])
			new = new[1:]
		}
	}
	return marked
}

// commonLines counts the lines that the last so many lines of two texts have in common.
func commonLines(old, new []string) [][]int {
	common := make([][]int, len(old)+1)
	for row := range common {
		common[row] = make([]int, len(new)+1)
		for column := range common[row] {
			switch {
			case row == 0 || column == 0:
			case old[len(old)-row] == new[len(new)-column]:
				common[row][column] = common[row-1][column-1] + 1
			default:
				common[row][column] = max(common[row-1][column], common[row][column-1])
			}
		}
	}
	return common
}

func TestDifference(t *testing.T) {
	old := strings.Split("a b c d e f g h i j k", " ")
	new := strings.Split("a b c X e f g h i j", " ")
	want := "  b\n  c\n- d\n+ X\n  e\n  f\n  …\n  i\n  j\n- k\n"
	if diff := cmp.Diff(want, difference(old, new)); diff != "" {
		t.Error(diff)
	}
}
