package report

import (
	"fmt"
	"io"

	"github.com/authlint/authlint/internal/finding"
)

// A gitlabIssue is one entry of a Code Quality report.
// https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
type gitlabIssue struct {
	Description string         `json:"description"`
	CheckName   string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"` // GitLab shows one of those that are equal
	Severity    string         `json:"severity"`
	Location    gitlabLocation `json:"location"`
}

type gitlabLocation struct {
	Path  string      `json:"path"`
	Lines gitlabLines `json:"lines"`
}

type gitlabLines struct {
	Begin int `json:"begin"`
	End   int `json:"end"`
}

// gitlabSeverities are GitLab's words: info, minor, major, critical, blocker.
var gitlabSeverities = map[finding.Severity]string{
	finding.Error:   "critical",
	finding.Warning: "major",
	finding.Note:    "info",
}

// GitLab writes a Code Quality report, which GitLab shows in merge requests.
func GitLab(w io.Writer, run finding.Run) error {
	seen := map[string]int{}
	return WriteJSON(w, mapped(run.Findings, func(f finding.Finding) gitlabIssue {
		file := fileOf(run, f.Range)
		identity := addressHash(run, f)
		seen[identity]++
		return gitlabIssue{
			Description: f.Message,
			CheckName:   f.Rule,
			Fingerprint: fmt.Sprintf("%s:%d", identity, seen[identity]),
			Severity:    gitlabSeverities[f.Severity],
			Location: gitlabLocation{f.Range.File, gitlabLines{
				file.Position(f.Range.Start).Line, file.Position(f.Range.End).Line,
			}},
		}
	}))
}
