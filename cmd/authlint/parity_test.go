package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/rules"
	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
)

//go:generate go test . -run TestParity -update

// formats are the columns of the table of fixtures.
var formats = []string{model.FormatTerraform, model.FormatCloudFormation, model.FormatSAM, model.FormatOpenAPI}

// TestParity holds that a rule is shown in every language in which its mistake can be
// made: with the mistake, without it, and where nobody knows. testdata/README.md says
// which file shows it; -update writes that.
func TestParity(t *testing.T) {
	all, err := rules.All()
	if err != nil {
		t.Fatal(err)
	}
	out := &strings.Builder{}
	fmt.Fprintln(out, "# Fixtures\n\n<!-- Written by `go generate ./...` from the rules and their fixtures. Change those. -->")
	fmt.Fprintln(out, "\nThe file that shows each rule in each language, in the folder `bad` of the rule. The folders `good` and\n`unknown` have one for each of them, too. Where there is a dash, the language cannot say the mistake.")
	fmt.Fprintln(out, "\n| rule | Terraform | CloudFormation | SAM | OpenAPI |\n| --- | --- | --- | --- | --- |")
	for _, rule := range all {
		fmt.Fprintf(out, "| [%s](%s) | %s |\n", rule.ID, rule.ID, strings.Join(cells(t, rule), " | "))
	}
	golden := filepath.Join(repository, "testdata", "README.md")
	if *update {
		if err := os.WriteFile(golden, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(out.String(), string(got)); diff != "" {
		t.Errorf("%s is not current; run go generate ./cmd/authlint (-want +got):\n%s", golden, diff)
	}
}

// cells are the files with the mistake that a rule is about, by language.
func cells(t *testing.T, rule finding.Rule) []string {
	t.Helper()
	dir := filepath.Join(repository, "testdata", rule.ID)
	shown := map[string]map[string][]string{}
	for _, kind := range []string{"bad", "good", "unknown"} {
		shown[kind] = filesByFormat(t, filepath.Join(dir, kind))
		for _, format := range rule.Formats {
			if len(shown[kind][format]) == 0 {
				t.Errorf("%s: no fixture in %s; the rule says that its mistake can be made there", filepath.Join(dir, kind), format)
			}
		}
	}
	row := make([]string, len(formats))
	for i, format := range formats {
		files := shown["bad"][format]
		row[i] = strings.Join(files, ", ")
		if len(files) == 0 {
			row[i] = "–"
		} else if !slices.Contains(rule.Formats, format) {
			t.Errorf("%s: %v is written in %s; add that to custom.formats of the rule", filepath.Join(dir, "bad"), files, format)
		}
	}
	return row
}

// filesByFormat are the files of a folder, by the language that they are written in.
func filesByFormat(t *testing.T, dir string) map[string][]string {
	t.Helper()
	files := map[string][]string{}
	for _, file := range filesIn(t, dir) {
		format := formatOf(t, file)
		files[format] = append(files[format], filepath.Base(file))
	}
	return files
}

// formatOf tells the language of a fixture; none where it is a piece of another file.
func formatOf(t *testing.T, file string) string {
	t.Helper()
	if strings.HasSuffix(file, ".tf") || strings.HasSuffix(file, ".tf.json") {
		return model.FormatTerraform
	}
	var top struct {
		OpenAPI, Swagger yaml.Node
		Transform        any       `yaml:"Transform"`
		Resources        yaml.Node `yaml:"Resources"`
	}
	text, err := os.ReadFile(file)
	if err == nil {
		err = yaml.Unmarshal(text, &top)
	}
	switch {
	case err != nil:
		t.Errorf("%s: %v", file, err)
		return ""
	case !top.OpenAPI.IsZero(), !top.Swagger.IsZero():
		return model.FormatOpenAPI
	case strings.Contains(fmt.Sprint(top.Transform), "AWS::Serverless"):
		return model.FormatSAM
	case !top.Resources.IsZero():
		return model.FormatCloudFormation
	default:
		return ""
	}
}

// domain says in which languages each mistake can be made, beside the repository where
// there is one.
const domain = "../../../shared/domain/api-gateway-authorizers.md"

// elsewhere are the cells of that page that no fixture can fill, and why.
var elsewhere = map[[2]string]string{
	{"authorizer-permission-missing", "openapi"}:    "the permissions of a function are not in a document",
	{"authorizer-permission-too-narrow", "openapi"}: "the permissions of a function are not in a document",
	{"authorizer-reference-undefined", "openapi"}:   "openapi-security-undefined-scheme tells of a scheme that a document does not define",
	{"definition-refused", "openapi"}:               "what an import refuses has rules of its own, such as openapi-multiple-authorizers",
	{"gateway-response-on-v2", "openapi"}:           "a document that has gateway responses is taken for that of a REST API, unless what deploys it says otherwise",
	{"identity-source-not-header", "openapi"}:       "the import makes the source of the name of the scheme; openapi-token-scheme-location tells where that is none",
	{"openapi-swagger2-on-http", "openapi"}:         "a Swagger document is taken for that of a REST API, unless what deploys it says otherwise",
	{"scopes-not-supported", "openapi"}:             "scopes in a document may be for its readers",
}

// TestFormatsAreThoseOfTheDomain compares custom.formats with the page that rules follow.
func TestFormatsAreThoseOfTheDomain(t *testing.T) {
	text, err := os.ReadFile(domain)
	if err != nil {
		t.Skip("there is no such page here:", err)
	}
	_, section, _ := strings.Cut(string(text), "\n## 11. ")
	section, _, _ = strings.Cut(section, "\n## 12. ")
	all, err := rules.All()
	if err != nil {
		t.Fatal(err)
	}
	letters := map[string]string{"T": "terraform", "C": "cloudformation", "S": "sam", "O": "openapi"}
	row := regexp.MustCompile("(?m)^\\| `([a-z0-9-]+)` \\|(?:[^|]*\\|){3} ([TCSO ]+) \\|")
	compared := 0
	for _, match := range row.FindAllStringSubmatch(section, -1) {
		i := slices.IndexFunc(all, func(rule finding.Rule) bool { return rule.ID == match[1] })
		if i < 0 {
			continue // not written yet
		}
		compared++
		for _, letter := range strings.Fields(match[2]) {
			format := letters[letter]
			reason, excepted := elsewhere[[2]string{match[1], format}]
			if has := slices.Contains(all[i].Formats, format); has && excepted {
				t.Errorf("%s has %s, which is excepted: %s", match[1], format, reason)
			} else if !has && !excepted {
				t.Errorf("%s lacks %s, which the page has: write fixtures, or say why there can be none", match[1], format)
			}
		}
	}
	if compared < 80 {
		t.Errorf("only %d rules are compared", compared)
	}
}
