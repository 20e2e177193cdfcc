package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/authlint/authlint/internal/finding"
)

// shownAnnotations is how many annotations of each level GitHub keeps of a step.
// https://docs.github.com/en/actions/reference/limits
const shownAnnotations = 10

// githubLevels are the commands of a workflow that annotate a line.
// https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
var githubLevels = map[finding.Severity]string{
	finding.Error:   "error",
	finding.Warning: "warning",
	finding.Note:    "notice",
}

// GitHub writes findings as workflow commands, which GitHub shows beside the lines of a
// change: the most severe first, and no more than it keeps.
func GitHub(w io.Writer, run finding.Run) error {
	out := bufio.NewWriter(w)
	left := 0
	for _, severity := range finding.Severities {
		shown := 0
		for _, f := range run.Findings {
			switch {
			case f.Severity != severity:
			case shown == shownAnnotations:
				left++
			default:
				shown++
				annotate(out, run, f)
			}
		}
	}
	if left > 0 {
		fmt.Fprintf(out, "authlint: %d of %s are shown; GitHub keeps %d of each level\n", len(run.Findings)-left, Plural(len(run.Findings), "finding"), shownAnnotations)
	}
	return out.Flush() // keeps the first error of all the writes
}

// annotate writes one finding. GitHub takes columns only where all is on one line.
func annotate(out io.Writer, run finding.Run, f finding.Finding) {
	file := fileOf(run, f.Range)
	start, end := file.Position(f.Range.Start), file.Position(f.Range.End)
	place := fmt.Sprintf("file=%s,line=%d,endLine=%d", githubProperty(SafeText(f.Range.File)), start.Line, end.Line)
	if start.Line == end.Line {
		place += fmt.Sprintf(",col=%d,endColumn=%d", start.Column, end.Column)
	}
	text := strings.Join(append([]string{SafeText(f.Message)}, outcomes(f.Predicts)...), "\n")
	fmt.Fprintf(out, "::%s %s,title=%s::%s\n", githubLevels[f.Severity], place, githubProperty(f.Rule), githubData(text))
}

// githubData escapes what ends a command.
func githubData(text string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(text)
}

// githubProperty escapes what ends a property, too.
func githubProperty(text string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(githubData(text))
}
