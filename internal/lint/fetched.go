package lint

import (
	"path"
	"strings"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/source"
)

// atCalls moves what is found in fetched code to the call that it was fetched for: its
// arguments are what the reader can change. Where the cause lies is told beside it.
func atCalls(findings []finding.Finding, fetched map[string]source.Range) {
	for i, f := range findings {
		if call, is := callOf(f.Range.File, fetched); is {
			inside := finding.Related{Range: f.Range, Message: "inside the fetched module"}
			findings[i].Related = append([]finding.Related{inside}, f.Related...)
			findings[i].Range = call
		}
	}
}

// callOf finds the call for which a file was fetched, or a directory around it.
func callOf(file string, fetched map[string]source.Range) (call source.Range, is bool) {
	for dir := path.Dir(file); len(fetched) > 0 && strings.Contains(dir, "/"); dir = path.Dir(dir) {
		if call, is := fetched[dir]; is {
			return call, true
		}
	}
	return source.Range{}, false
}
