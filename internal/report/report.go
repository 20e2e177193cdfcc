// Package report prints a run for its readers: text and concise for people, JSON
// for scripts, SARIF for code scanning and editors, and what services for continuous
// integration show. It sees findings, not rules or languages. What could not be read is
// part of JSON, SARIF and JUnit; for people the program says it on standard error.
package report

import (
	"io"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/source"
)

// What the program calls itself. Home is the address of the project; while it has
// none, reports leave it out.
const (
	Name    = "authlint"
	Version = "0.1.0"
	Home    = ""
)

// Formats are the report formats, by the name that --format takes.
var Formats = map[string]func(io.Writer, finding.Run) error{
	"concise":  Concise,
	"github":   GitHub,
	"gitlab":   GitLab,
	"json":     JSON,
	"junit":    JUnit,
	"markdown": Markdown,
	"sarif":    SARIF,
	"text":     Terminal{}.Text,
}

// fileOf returns the file that a range points into; an empty one where the run did
// not keep it, so that a place is printed in any case.
func fileOf(run finding.Run, at source.Range) *source.File {
	if file, ok := run.Files[at.File]; ok {
		return file
	}
	return source.NewFile(at.File, nil)
}
