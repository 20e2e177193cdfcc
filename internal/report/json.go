package report

import (
	"encoding/json"
	"io"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/source"
)

// JSONSchemaVersion is the version of the JSON report. Within one version, fields
// are only added.
const JSONSchemaVersion = 1

// The JSON report. Its lists are empty where there is nothing, never null.
type (
	jsonReport struct {
		SchemaVersion int              `json:"schemaVersion"`
		Tool          jsonTool         `json:"tool"`
		Complete      bool             `json:"complete"` // whether all of ours could be read
		Findings      []jsonFinding    `json:"findings"`
		Suppressed    []jsonFinding    `json:"suppressed"` // those that are not reported, where they are asked for
		Problems      []jsonProblem    `json:"problems"`
		Summary       jsonSummary      `json:"summary"`
		Coverage      finding.Coverage `json:"coverage"`
		Rules         []finding.Rule   `json:"rules"` // that were asked
	}
	jsonTool struct {
		Name    string `json:"name"`
		Version string `json:"version"`
	}
	jsonSummary struct {
		Error      int `json:"error"`
		Warning    int `json:"warning"`
		Note       int `json:"note"`
		Suppressed int `json:"suppressed"`
		Baselined  int `json:"baselined"`
	}
	jsonFinding struct {
		Rule     string             `json:"rule"`
		Severity finding.Severity   `json:"severity"`
		Message  string             `json:"message"`
		Location jsonLocation       `json:"location"`
		Address  string             `json:"address"`
		API      string             `json:"api"`
		Predicts finding.Prediction `json:"predicts"`
		Related  []jsonRelated      `json:"related"`
		Fix      *jsonFix           `json:"fix,omitempty"`

		Suppression *jsonSuppression `json:"suppression,omitempty"`
	}
	jsonSuppression struct {
		finding.Suppression
		Location *jsonLocation `json:"location,omitempty"`
	}
	jsonRelated struct {
		Message  string       `json:"message"`
		Location jsonLocation `json:"location"`
	}
	jsonFix struct {
		Description string     `json:"description"`
		Safe        bool       `json:"safe"`
		Edits       []jsonEdit `json:"edits"`
	}
	jsonEdit struct {
		Location jsonLocation `json:"location"`
		Text     string       `json:"text"`
	}
	jsonProblem struct {
		Message  string        `json:"message"`
		Note     bool          `json:"note"` // nothing was missed because of it
		Location *jsonLocation `json:"location,omitempty"`
	}
	jsonLocation struct {
		File  string       `json:"file"` // relative to the root
		Start jsonPosition `json:"start"`
		End   jsonPosition `json:"end"` // exclusive
	}
	jsonPosition struct {
		Line   int `json:"line"`   // from 1
		Column int `json:"column"` // from 1, in UTF-16 code units
		Offset int `json:"offset"` // from 0, in bytes
	}
)

// JSON writes the whole run as one JSON object.
func JSON(w io.Writer, run finding.Run) error {
	n := counts(run.Findings)
	report := jsonReport{
		SchemaVersion: JSONSchemaVersion,
		Tool:          jsonTool{Name, Version},
		Complete:      !run.Incomplete(),
		Findings:      mapped(run.Findings, func(f finding.Finding) jsonFinding { return jsonFindingOf(run, f) }),
		Suppressed:    mapped(run.Suppressed, func(f finding.Finding) jsonFinding { return jsonFindingOf(run, f) }),
		Problems:      mapped(run.Problems, func(p source.Problem) jsonProblem { return jsonProblemOf(run, p) }),
		Summary:       jsonSummary{n[finding.Error], n[finding.Warning], n[finding.Note], run.Coverage.Suppressed, run.Coverage.Baselined},
		Coverage:      run.Coverage,
		Rules:         mapped(run.Rules, withLists),
	}
	for _, counts := range []*map[string]int{&report.Coverage.Formats, &report.Coverage.ReadAs} {
		if *counts == nil {
			*counts = map[string]int{}
		}
	}
	return WriteJSON(w, report)
}

// WriteJSON writes a value for people as much as for programs: indented, and < and &
// as they are.
func WriteJSON(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}

func jsonFindingOf(run finding.Run, f finding.Finding) jsonFinding {
	out := jsonFinding{
		Rule: f.Rule, Severity: f.Severity, Message: f.Message, Location: jsonLocationOf(run, f.Range),
		Address: f.Address, API: f.API, Predicts: f.Predicts,
		Related: mapped(f.Related, func(r finding.Related) jsonRelated {
			return jsonRelated{r.Message, jsonLocationOf(run, r.Range)}
		}),
	}
	if s := f.Suppression; s != nil {
		out.Suppression = &jsonSuppression{*s, nil}
		if !s.Range.IsZero() {
			at := jsonLocationOf(run, s.Range)
			out.Suppression.Location = &at
		}
	}
	if f.Fix != nil {
		out.Fix = &jsonFix{f.Fix.Description, f.Fix.Safe, mapped(f.Fix.Edits, func(e finding.Edit) jsonEdit {
			return jsonEdit{jsonLocationOf(run, e.Range), e.Text}
		})}
	}
	return out
}

func jsonProblemOf(run finding.Run, p source.Problem) jsonProblem {
	out := jsonProblem{Message: p.Message, Note: p.Note}
	if p.Range.File != "" {
		at := jsonLocationOf(run, p.Range)
		out.Location = &at
	}
	return out
}

func jsonLocationOf(run finding.Run, at source.Range) jsonLocation {
	file := fileOf(run, at)
	position := func(offset int) jsonPosition {
		p := file.Position(offset)
		return jsonPosition{p.Line, p.Column, offset}
	}
	return jsonLocation{at.File, position(at.Start), position(at.End)}
}

// withLists replaces the lists of a rule that are nil.
func withLists(rule finding.Rule) finding.Rule {
	rule.References = append([]string{}, rule.References...)
	rule.Tags = append([]string{}, rule.Tags...)
	rule.Formats = append([]string{}, rule.Formats...)
	return rule
}

// mapped applies a function to each item; its result is never nil.
func mapped[T, U any](items []T, f func(T) U) []U {
	out := make([]U, 0, len(items))
	for _, item := range items {
		out = append(out, f(item))
	}
	return out
}
