package report

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/source"
)

// many is a run of n findings of a severity with a message of some length.
func many(n int, severity finding.Severity, length int) finding.Run {
	var run finding.Run
	for i := range n {
		run.Findings = append(run.Findings, finding.Finding{
			Rule: "r", Severity: severity, Message: strings.Repeat("x", length), Range: source.Range{File: "a.tf", Start: i, End: i},
		})
	}
	return run
}

func printed(t *testing.T, format string, run finding.Run) string {
	t.Helper()
	var out bytes.Buffer
	if err := Formats[format](&out, run); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestGitHubShowsTheWorstAndSaysWhatItLeavesOut: GitHub drops what is beyond ten of a level.
func TestGitHubShowsTheWorstAndSaysWhatItLeavesOut(t *testing.T) {
	run := many(12, finding.Note, 1)
	run.Findings = append(run.Findings, many(1, finding.Error, 1).Findings...)
	out := printed(t, "github", run)
	if !strings.HasPrefix(out, "::error ") {
		t.Errorf("the error is not the first:\n%s", out)
	}
	if n := strings.Count(out, "::notice "); n != 10 {
		t.Errorf("%d notices, want 10", n)
	}
	if want := "11 of 13 findings are shown"; !strings.Contains(out, want) {
		t.Errorf("it does not say %q:\n%s", want, out)
	}
}

// TestGitHubCommandsCannotBeForged: whatever stands in a file, each finding is one line
// that begins with its own command.
func TestGitHubCommandsCannotBeForged(t *testing.T) {
	run := finding.Run{Findings: []finding.Finding{{
		Rule: "r", Severity: finding.Error, Message: "a\n::set-env name=x::y\r::error::z 100%",
		Range:    source.Range{File: "a,title=b::c\n.tf"},
		Predicts: finding.Prediction{Status: 401, Body: "x\n::warning::y"},
	}}}
	out := printed(t, "github", run)
	if lines := strings.Split(strings.TrimSpace(out), "\n"); len(lines) != 1 || !strings.HasPrefix(lines[0], "::error ") || strings.Contains(out, "\r") {
		t.Errorf("not one command:\n%s", out)
	}
	if properties, _, _ := strings.Cut(strings.TrimPrefix(out, "::"), "::"); strings.Count(properties, ",") != 5 {
		t.Errorf("a name makes properties of its own: %s", properties)
	}
}

// TestGitLabFingerprintsAreUnique: GitLab shows one of those that are equal.
func TestGitLabFingerprintsAreUnique(t *testing.T) {
	var issues []gitlabIssue
	if err := json.Unmarshal([]byte(printed(t, "gitlab", many(20, finding.Note, 1))), &issues); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, issue := range issues {
		seen[issue.Fingerprint] = true
	}
	if len(seen) != 20 {
		t.Errorf("%d fingerprints of 20 findings", len(seen))
	}
}

func TestJUnitIsXML(t *testing.T) {
	for name, run := range map[string]finding.Run{"findings": sampleRun(), "clean": cleanRun(), "nothing": {}} {
		var suites junitSuites
		if err := xml.Unmarshal([]byte(printed(t, "junit", run)), &suites); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if suites.Failures != len(run.Findings) || suites.Tests == 0 {
			t.Errorf("%s: %d tests, %d failures for %d findings", name, suites.Tests, suites.Failures, len(run.Findings))
		}
	}
}

// TestMarkdownFitsASummary: GitHub drops a summary above 1 MiB as a whole.
func TestMarkdownFitsASummary(t *testing.T) {
	const n = 1000
	run := many(n-1, finding.Note, 2000)
	run.Findings = append(run.Findings, many(1, finding.Error, 10).Findings...)
	run.Suppressed = many(1, finding.Error, 10).Findings
	run.Suppressed[0].Suppression = &finding.Suppression{By: finding.ByBaseline}
	out := printed(t, "markdown", run)
	rows := strings.Count(out, "\n| note |") + strings.Count(out, "\n| error |")
	if len(out) > maxMarkdown || len(out) < maxMarkdown-3000 {
		t.Errorf("%d bytes, %d rows", len(out), rows)
	}
	if !strings.Contains(out, "--- |\n| error |") || strings.Contains(out, "baselined") {
		t.Error("the worst is not the first, or what nobody is to act on takes its place")
	}
	if want := fmt.Sprintf("%d more findings not shown", n+1-rows); !strings.Contains(out, want) {
		t.Errorf("it does not say %q", want)
	}
}
