package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/finding"
)

// maxMarkdown is where a summary is cut, in bytes: above 1 MiB GitHub drops all of it.
// https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions#adding-a-job-summary
const maxMarkdown = 900 << 10

// Markdown writes the run as a table, for the summary of a workflow step or a comment:
// the most severe findings first, and those that are not reported last.
func Markdown(w io.Writer, run finding.Run) error {
	var end strings.Builder
	for line := range strings.Lines(Summary(run)) {
		fmt.Fprintf(&end, "%s  \n", markdownText(strings.TrimSpace(line)))
	}
	const head, cut = "| severity | place | what is wrong | what is seen |\n| --- | --- | --- | --- |\n", 100
	room := maxMarkdown - end.Len() - len(head) - cut

	var table strings.Builder
	left := 0
	for _, f := range slices.Concat(bySeverity(run.Findings), bySeverity(run.Suppressed)) {
		row := markdownRow(run, f)
		if left > 0 || table.Len()+len(row) > room {
			left++
			continue
		}
		table.WriteString(row)
	}
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "### %s\n\n", Name)
	if table.Len() > 0 {
		fmt.Fprintf(out, "%s%s\n", head, table.String())
	}
	if left > 0 {
		fmt.Fprintf(out, "%s not shown: the summary would be too large.\n\n", Plural(left, "more finding"))
	}
	out.WriteString(end.String())
	return out.Flush() // keeps the first error of all the writes
}

func markdownRow(run finding.Run, f finding.Finding) string {
	at := fileOf(run, f.Range).Position(f.Range.Start)
	clauses := outcomes(f.Predicts)
	for i, clause := range clauses {
		clauses[i] = markdownText(clause)
	}
	severity := string(f.Severity)
	if f.Suppression != nil {
		severity = suppressedMark(*f.Suppression) + " " + severity
		clauses = []string{markdownText(whySuppressed(run, *f.Suppression))}
	}
	return fmt.Sprintf("| %s | %s:%d | %s (%s) | %s |\n", severity, markdownText(f.Range.File), at.Line,
		markdownText(f.Message), markdownText(f.Rule), strings.Join(clauses, "<br>"))
}

// markdownText writes a text so that nothing of it is markup.
func markdownText(text string) string {
	return strings.NewReplacer(
		`\`, `\\`, "|", `\|`, "<", "&lt;", ">", "&gt;", "&", "&amp;", "[", `\[`, "]", `\]`, "`", "\\`", "*", `\*`, "_", `\_`, "~", `\~`, "@", "@\u2060",
	).Replace(SafeText(text))
}
