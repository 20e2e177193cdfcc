package report

import (
	"bufio"
	"fmt"
	"io"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/source"
)

// Problems writes what could not be read, a line for each, for people. With notes, it
// also writes what is worth knowing although nothing was missed.
func Problems(w io.Writer, run finding.Run, notes bool) error {
	out := bufio.NewWriter(w)
	for _, p := range run.Problems {
		if p.Note && !notes {
			continue
		}
		fmt.Fprintf(out, "%s%s\n", problemPlace(run, p), SafeText(p.Message))
	}
	return out.Flush() // keeps the first error of all the writes
}

// problemPlace is what a line about a problem begins with: file, line and column as
// far as they are known, and whether it is only a note.
func problemPlace(run finding.Run, p source.Problem) string {
	place := "authlint: "
	switch {
	case p.Range == source.Range{File: p.Range.File} && p.Range.File != "":
		place = SafeText(p.Range.File) + ": "
	case p.Range.File != "":
		at := fileOf(run, p.Range).Position(p.Range.Start)
		place = fmt.Sprintf("%s:%d:%d: ", SafeText(p.Range.File), at.Line, at.Column)
	}
	if p.Note {
		place += "note: "
	}
	return place
}
