package report

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/authlint/authlint/internal/finding"
)

// The JUnit report: a suite for each file, a case for each finding in it. What could not
// be read is an error of a suite of its own.
// https://github.com/testmoapp/junitxml
type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Skipped  int          `xml:"skipped,attr,omitempty"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Skipped  int         `xml:"skipped,attr,omitempty"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Name    string       `xml:"name,attr"`
		Class   string       `xml:"classname,attr"`
		File    string       `xml:"file,attr,omitempty"`
		Line    int          `xml:"line,attr,omitempty"`
		Failure *junitResult `xml:"failure"`
		Skipped *junitResult `xml:"skipped"`
		Error   *junitResult `xml:"error"`
	}
	junitResult struct {
		Type    string `xml:"type,attr"`
		Message string `xml:"message,attr"`
		Text    string `xml:",chardata"`
	}
)

// JUnit writes the run as the report of a test, which most CI services show. A run
// without findings is one test that passes, since an empty report reads as a failure.
func JUnit(w io.Writer, run finding.Run) error {
	report := junitSuites{Name: Name}
	for _, f := range run.Findings {
		suite := report.suite(f.Range.File)
		suite.Cases = append(suite.Cases, junitFinding(run, f))
		suite.Failures++
	}
	for _, f := range run.Suppressed {
		suite := report.suite(f.Range.File)
		suite.Cases = append(suite.Cases, junitFinding(run, f))
		suite.Skipped++
	}
	for _, problem := range run.Problems {
		if problem.Note {
			continue
		}
		suite := report.suite("not read")
		suite.Cases = append(suite.Cases, junitCase{
			Name: cmp.Or(SafeText(problem.Range.File), Name), Class: Name, File: SafeText(problem.Range.File),
			Error: &junitResult{Type: "incomplete", Message: SafeText(problem.Message)},
		})
		suite.Errors++
	}
	if len(report.Suites) == 0 {
		suite := report.suite(Name)
		suite.Cases = []junitCase{{Name: Covered(run.Coverage), Class: Name}}
	}
	for i := range report.Suites {
		suite := &report.Suites[i]
		suite.Tests = len(suite.Cases)
		report.Tests += suite.Tests
		report.Failures += suite.Failures
		report.Errors += suite.Errors
		report.Skipped += suite.Skipped
	}
	text, err := xml.MarshalIndent(report, "", "  ")
	if err != nil {
		return fmt.Errorf("write JUnit: %w", err)
	}
	_, err = fmt.Fprintf(w, "%s%s\n", xml.Header, text)
	return err
}

// suite is that of a name, in the order in which they come up.
func (s *junitSuites) suite(name string) *junitSuite {
	name = SafeText(name)
	for i := range s.Suites {
		if s.Suites[i].Name == name {
			return &s.Suites[i]
		}
	}
	s.Suites = append(s.Suites, junitSuite{Name: name})
	return &s.Suites[len(s.Suites)-1]
}

func junitFinding(run finding.Run, f finding.Finding) junitCase {
	at := fileOf(run, f.Range).Position(f.Range.Start)
	place := fmt.Sprintf("%s:%d:%d", SafeText(f.Range.File), at.Line, at.Column)
	result := &junitResult{
		Type:    string(f.Severity),
		Message: SafeText(f.Message),
		Text:    strings.Join(append([]string{place}, outcomes(f.Predicts)...), "\n"),
	}
	c := junitCase{Name: strings.TrimSpace(f.Rule + " " + SafeText(f.Address)), Class: Name, File: SafeText(f.Range.File), Line: at.Line}
	if f.Suppression != nil {
		result.Message = SafeText(suppressedMark(*f.Suppression) + ": " + whySuppressed(run, *f.Suppression))
		c.Skipped = result
	} else {
		c.Failure = result
	}
	return c
}
