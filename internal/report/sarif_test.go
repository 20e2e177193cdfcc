package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/source"
)

// decoded writes a run as SARIF and reads it back as plain JSON.
func decoded(t *testing.T, run finding.Run) map[string]any {
	t.Helper()
	var out bytes.Buffer
	if err := SARIF(&out, run); err != nil {
		t.Fatal(err)
	}
	var log map[string]any
	if err := json.Unmarshal(out.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	return log
}

// walk visits every value of a JSON document with the keys that lead to it.
func walk(path string, value any, visit func(path string, value any)) {
	visit(path, value)
	switch value := value.(type) {
	case map[string]any:
		for key, child := range value {
			walk(path+"."+key, child, visit)
		}
	case []any:
		for i, child := range value {
			walk(fmt.Sprintf("%s[%d]", path, i), child, visit)
		}
	}
}

// TestSARIFKeepsWhatGitHubAsksFor checks what made uploads of other tools fail.
func TestSARIFKeepsWhatGitHubAsksFor(t *testing.T) {
	// Relative, encoded, neither ./ nor ../ nor a leading slash nor a scheme.
	uri := regexp.MustCompile(`^([A-Za-z0-9_~$&+=@-]|%[0-9A-F]{2}|\.[^./])([A-Za-z0-9._~$&+=@/-]|%[0-9A-F]{2})*$`)
	for name, run := range map[string]finding.Run{"findings": sampleRun(), "clean": cleanRun(), "nothing": {}} {
		t.Run(name, func(t *testing.T) {
			log := decoded(t, run)
			walk("", log, func(path string, value any) {
				switch value := value.(type) {
				case nil:
					t.Errorf("%s is null", path)
				case string:
					if value == "" {
						t.Errorf("%s is an empty string", path)
					}
					if strings.HasSuffix(path, ".uri") && !uri.MatchString(value) {
						t.Errorf("%s: %q is not the relative URI of a file", path, value)
					}
				case float64:
					if regexp.MustCompile(`(Line|Column)$`).MatchString(path) && value < 1 {
						t.Errorf("%s is %v; lines and columns count from 1", path, value)
					}
				}
			})
			runs := log["runs"].([]any)
			if len(runs) != 1 {
				t.Fatalf("%d runs; GitHub takes one of a category", len(runs))
			}
			only := runs[0].(map[string]any)
			if _, ok := only["results"].([]any); !ok {
				t.Error("results must be there, even when there are none")
			}
			if _, set := only["automationDetails"]; set {
				t.Error("automationDetails would win over the category that the user gives")
			}
		})
	}
}

// TestSARIFDescribesEveryRuleOnce holds GitHub's required properties of a rule.
func TestSARIFDescribesEveryRuleOnce(t *testing.T) {
	run := sampleRun()
	run.Rules[0].Description = strings.Repeat("A sentence of sixty letters stands here to make a long text. ", 30)
	driver := decoded(t, run)["runs"].([]any)[0].(map[string]any)["tool"].(map[string]any)["driver"].(map[string]any)
	var ids []string
	for _, r := range driver["rules"].([]any) {
		rule := r.(map[string]any)
		ids = append(ids, rule["id"].(string))
		for _, text := range []string{"shortDescription", "fullDescription", "help"} {
			n := len(rule[text].(map[string]any)["text"].(string))
			if n == 0 || n > 1024 && text != "help" {
				t.Errorf("%s: %s has %d bytes", rule["id"], text, n)
			}
		}
		hints := rule["properties"].(map[string]any)
		_, exposure := hints["security-severity"]
		_, problem := hints["problem.severity"]
		if exposure == problem {
			t.Errorf("%s: want one of security-severity and problem.severity, got %v", rule["id"], hints)
		}
		if exposure && !slices.Contains(hints["tags"].([]any), any("security")) {
			t.Errorf("%s: GitHub reads security-severity of rules tagged security only", rule["id"])
		}
	}
	if want := []string{"method-authorizer-missing", "ttl-out-of-range", "with-little-metadata"}; !slices.Equal(ids, want) {
		t.Errorf("rules are %v, want all that were asked: %v", ids, want)
	}
}

// TestSARIFSecuritySeverityIsANumber: anything else makes GitHub reject the file.
func TestSARIFSecuritySeverityIsANumber(t *testing.T) {
	rule := sarifRuleOf(finding.Rule{ID: "x", Title: "X", Severity: finding.Note, SecuritySeverity: "high"})
	if rule.Properties.SecuritySeverity != "" || rule.Properties.ProblemSeverity != "recommendation" {
		t.Errorf("got %+v", rule.Properties)
	}
}

func TestSARIFKeepsTheWorstResults(t *testing.T) {
	file := source.NewFile("f.yaml", []byte("x"))
	run := finding.Run{Files: filesOf(file)}
	for i := range maxResults + 10 {
		severity := finding.Note
		if i >= maxResults {
			severity = finding.Error
		}
		run.Findings = append(run.Findings, finding.Finding{Rule: "r", Severity: severity, Message: fmt.Sprint(i), Range: file.All()})
	}
	only := decoded(t, run)["runs"].([]any)[0].(map[string]any)
	results := only["results"].([]any)
	if len(results) != maxResults {
		t.Errorf("%d results, want %d", len(results), maxResults)
	}
	if level := results[9].(map[string]any)["level"]; level != "error" {
		t.Errorf("the tenth result is of level %v; errors come first", level)
	}
	if text := fmt.Sprint(only["invocations"]); !strings.Contains(text, "10 findings of lower severity are left out") {
		t.Errorf("the number left out is not said: %s", text)
	}
}

func TestFileURI(t *testing.T) {
	for name, want := range map[string]string{
		"infra/main.tf":    "infra/main.tf",
		"a b/100%.yaml":    "a%20b/100%25.yaml",
		"c:d.json":         "c%3Ad.json",
		"x/y?z#w.yml":      "x/y%3Fz%23w.yml",
		"caf\u00e9.tf":     "caf%C3%A9.tf",
		"broken\xff.tf":    "broken%FF.tf",
		".github/api.yaml": ".github/api.yaml",
	} {
		if got := fileURI(name); got != want {
			t.Errorf("%q becomes %q, want %q", name, got, want)
		}
	}
}

// TestSARIFMessageLinksOnlyItsOwnPlaces: text from analysed files must not become a
// link, and link texts keep their brackets.
func TestSARIFMessageLinksOnlyItsOwnPlaces(t *testing.T) {
	f := finding.Finding{Message: "see [here](https://example.com)"}
	got := message(f, []finding.Related{{Message: `a[0] \ b`}})
	if want := `see [here] (https://example.com). See [a\[0\] \\ b](1).`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestSARIFSuppressedNeverTakeThePlaceOfOthers: GitHub takes so many results and no more.
func TestSARIFSuppressedNeverTakeThePlaceOfOthers(t *testing.T) {
	run := many(maxResults-1, finding.Note, 1)
	run.Suppressed = many(3, finding.Error, 1).Findings
	for i := range run.Suppressed {
		run.Suppressed[i].Suppression = &finding.Suppression{By: finding.BySource, Reason: "r"}
	}
	results := decoded(t, run)["runs"].([]any)[0].(map[string]any)["results"].([]any)
	suppressed := 0
	for _, result := range results {
		list, ok := result.(map[string]any)["suppressions"].([]any)
		if !ok {
			t.Fatal("a result does not say whether it is suppressed")
		}
		suppressed += len(list)
	}
	if len(results) != maxResults || suppressed != 1 {
		t.Errorf("%d results, %d of them suppressed", len(results), suppressed)
	}
}
