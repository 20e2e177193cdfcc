package report

import (
	"bufio"
	"fmt"
	"io"

	"github.com/authlint/authlint/internal/finding"
)

// Concise writes one line per finding, as compilers do, for editors and problem
// matchers: file:line:column: severity: message [rule].
func Concise(w io.Writer, run finding.Run) error {
	out := bufio.NewWriter(w)
	for _, f := range run.Findings {
		at := fileOf(run, f.Range).Position(f.Range.Start)
		fmt.Fprintf(out, "%s:%d:%d: %s: %s [%s]\n", SafeText(f.Range.File), at.Line, at.Column, f.Severity, SafeText(f.Message), f.Rule)
	}
	return out.Flush() // keeps the first error of all the writes
}
