package report

import (
	"fmt"
	"strings"

	"github.com/authlint/authlint/internal/finding"
)

// counts is how many findings there are of each severity.
func counts(findings []finding.Finding) map[finding.Severity]int {
	n := make(map[finding.Severity]int, len(finding.Severities))
	for _, f := range findings {
		n[f.Severity]++
	}
	return n
}

// Summary says in a few lines what was found and what was looked at, so that an
// empty report never looks like a pass.
func Summary(run finding.Run) string {
	lines := Covered(run.Coverage) + "\n"
	if run.Coverage.APIs > 0 {
		lines = found(run) + "\n" + fixable(run.Findings) + lines
	}
	if run.Incomplete() {
		lines += "incomplete: " + notUnderstood(run) + " could not be read; the messages on standard error say what\n"
	}
	return lines
}

// fixable says how many findings can be fixed, and how.
func fixable(findings []finding.Finding) string {
	var safe, unsafe int
	for _, f := range findings {
		switch {
		case f.Fix == nil:
		case f.Fix.Safe:
			safe++
		default:
			unsafe++
		}
	}
	switch {
	case safe == 0 && unsafe == 0:
		return ""
	case unsafe == 0:
		return fmt.Sprintf("can be fixed: %d with --fix\n", safe)
	case safe == 0:
		return fmt.Sprintf("can be fixed: %d with --fix=unsafe\n", unsafe)
	default:
		return fmt.Sprintf("can be fixed: %d with --fix, %d more with --fix=unsafe\n", safe, unsafe)
	}
}

func found(run finding.Run) string {
	var parts []string
	n := counts(run.Findings)
	for _, severity := range finding.Severities {
		if n[severity] > 0 {
			parts = append(parts, Plural(n[severity], string(severity)))
		}
	}
	text := strings.Join(parts, ", ")
	if text == "" {
		text = "no findings"
	}
	var more []string
	if n := run.Coverage.Suppressed; n > 0 {
		more = append(more, fmt.Sprintf("%d silenced", n))
	}
	if n := run.Coverage.Baselined; n > 0 {
		more = append(more, fmt.Sprintf("%d that %s there before", n, were(n)))
	}
	if len(more) > 0 {
		text += " (besides " + strings.Join(more, " and ") + ")"
	}
	return text
}

// Covered says in a line what was looked at.
func Covered(c finding.Coverage) string {
	if c.APIs == 0 {
		return fmt.Sprintf("no API Gateway definition in %s", Plural(c.Files, "file"))
	}
	text := fmt.Sprintf("%s, %s, %s in %s", Plural(c.APIs, "API"), Plural(c.Methods, "method"),
		Plural(c.Authorizers, "authorizer"), readFiles(c))
	if c.Unknown > 0 {
		text += fmt.Sprintf("; %s that only a deployment settles", Plural(c.Unknown, "value"))
	}
	switch {
	case c.Skipped == 1:
		text += "; 1 file is not about API Gateway"
	case c.Skipped > 1:
		text += fmt.Sprintf("; %d files are not about API Gateway", c.Skipped)
	}
	return text
}

func were(n int) string {
	if n == 1 {
		return "was"
	}
	return "were"
}

// notUnderstood counts the files that could not be read as a whole.
func notUnderstood(run finding.Run) string {
	files := map[string]bool{}
	for _, problem := range run.Problems {
		if !problem.Note && problem.Range.File != "" {
			files[problem.Range.File] = true
		}
	}
	if len(files) == 0 {
		return "some of this"
	}
	return Plural(len(files), "file")
}

// kindsOfFiles are what files are called by what they were read as, in the order in which
// they are named.
var kindsOfFiles = []struct{ format, noun string }{
	{"terraform", "Terraform file"},
	{"plan", "Terraform plan"},
	{"cloudformation", "CloudFormation template"},
	{"sam", "SAM template"},
	{"openapi", "OpenAPI document"},
	{"part", "other file"},
}

// readFiles counts the files that were read.
func readFiles(c finding.Coverage) string {
	var kinds []string
	for _, kind := range kindsOfFiles {
		if n := c.ReadAs[kind.format]; n > 0 {
			kinds = append(kinds, Plural(n, kind.noun))
		}
	}
	switch last := len(kinds) - 1; {
	case last < 0:
		return Plural(c.Read, "file")
	case last == 0:
		return kinds[0]
	default:
		return strings.Join(kinds[:last], ", ") + " and " + kinds[last]
	}
}

// Plural writes a number with its noun.
func Plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
