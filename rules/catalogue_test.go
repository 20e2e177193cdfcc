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
		if fixed := rule.FixedBy(); fixed != "" {
			fmt.Fprintf(out, "\n%s\n", fixed)
		}
		if rule.IgnoreWhen != "" {
			fmt.Fprintf(out, "\nWhen to ignore it: %s\n", rule.IgnoreWhen)
		}
		fmt.Fprintln(out)
		for _, reference := range rule.References {
			fmt.Fprintf(out, "- <%s>\n", reference)
		}
		examples, err := examples(filepath.Join(fixtures, rule.ID))
		if err != nil {
			return "", err
		}
		for _, example := range examples {
			fmt.Fprintf(out, "\n%s:\n\n```diff\n%s```\n", example.Language, example.Change)
		}
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
