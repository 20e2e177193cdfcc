package rules

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/model"
)

//go:generate go test . -run TestCatalogue -update

var update = flag.Bool("update", false, "write README.md instead of comparing with it")

// TestCatalogue asserts that README.md is what the METADATA and the fixtures of the
// rules say; -update writes it.
func TestCatalogue(t *testing.T) {
	rules, err := All()
	if err != nil {
		t.Fatal(err)
	}
	want, err := catalogue(rules, filepath.Join("..", "testdata"))
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("README.md", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile("README.md")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("README.md is not current; run go generate ./rules (-want +got):\n%s", diff)
	}
}

// catalogue is all that is known of the rules, for people, by what they are about.
func catalogue(rules []finding.Rule, fixtures string) (string, error) {
	slices.SortStableFunc(rules, func(a, b finding.Rule) int { return strings.Compare(a.Subject, b.Subject) })
	out := &strings.Builder{}
	fmt.Fprintln(out, "# Rules\n\n<!-- Written by `go generate ./...` from the rules and their fixtures. Change those. -->")
	fmt.Fprintln(out, "\n| rule | severity | what it finds |\n| --- | --- | --- |")
	for _, rule := range rules {
		fmt.Fprintf(out, "| [%s](#%s) | %s | %s |\n", rule.ID, rule.ID, rule.Severity, rule.Title)
	}
	for i, rule := range rules {
		if i == 0 || rules[i-1].Subject != rule.Subject {
			fmt.Fprintf(out, "\n## About %s\n", plural(rule.Subject))
		}
		fmt.Fprintf(out, "\n### %s\n\n**%s** (%s)\n\n%s\n\n%s\n", rule.ID, rule.Title, properties(rule), rule.Description, rule.Remedy)
		fmt.Fprintln(out)
		for _, reference := range rule.References {
			fmt.Fprintf(out, "- <%s>\n", reference)
		}
		example, err := example(filepath.Join(fixtures, rule.ID))
		if err != nil {
			return "", err
		}
		out.WriteString(example)
	}
	return out.String(), nil
}

func plural(subject string) string {
	switch subject {
	case "api":
		return "APIs"
	case "policy":
		return "policy statements"
	default:
		return strings.ReplaceAll(subject, "_", " ") + "s"
	}
}

// languages are how people call the formats.
var languages = map[string]string{
	model.FormatTerraform: "Terraform", model.FormatCloudFormation: "CloudFormation", model.FormatSAM: "SAM", model.FormatOpenAPI: "OpenAPI",
}

func properties(rule finding.Rule) string {
	list := []string{string(rule.Severity), rule.Precision + " precision"}
	if rule.SecuritySeverity != "" {
		list = append(list, "security severity "+rule.SecuritySeverity)
	}
	list = append(list, rule.Tags...)
	if rule.Pedantic {
		list = append(list, "off unless selected")
	}
	for _, format := range rule.Formats {
		list = append(list, languages[format])
	}
	return strings.Join(list, ", ")
}

// example is what has to be changed in the first fixture of a rule that has a bad and
// a good form; empty where there is none.
func example(fixture string) (string, error) {
	for _, name := range []string{"main.tf", "template.yaml", "sam.yaml", "openapi.yaml"} {
		bad, err := os.ReadFile(filepath.Join(fixture, "bad", name))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return "", err
		}
		good, err := os.ReadFile(filepath.Join(fixture, "good", name))
		if err != nil {
			return "", err
		}
		return "\n```diff\n" + difference(lines(bad), lines(good)) + "```\n", nil
	}
	return "", nil
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
