// Package finding is what rules say and what reports print.
package finding

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/authlint/authlint/internal/source"
)

// A Severity is SARIF's level of a result.
type Severity string

// The severities, worst first.
const (
	Error   Severity = "error"   // deployment refused, every caller fails, or open to anyone who should not be
	Warning Severity = "warning" // some callers fail, or an exposure depends on something not in view
	Note    Severity = "note"    // worth a look
)

// Severities lists them, worst first.
var Severities = []Severity{Error, Warning, Note}

// AtLeast reports whether s is as bad as other, or worse.
func (s Severity) AtLeast(other Severity) bool {
	return slices.Index(Severities, s) <= slices.Index(Severities, other)
}

// A Rule is what is known of a rule without running it: its METADATA.
type Rule struct {
	ID               string   `json:"id"`
	Subject          string   `json:"subject"`              // the kind of thing it is asked about
	Title            string   `json:"title"`                // one line, without a full stop
	Description      string   `json:"description"`          // Markdown: what happens and why
	Remedy           string   `json:"remedy"`               // Markdown: what to do; the last paragraph of the description. Empty where a custom rule has one only
	IgnoreWhen       string   `json:"ignoreWhen,omitempty"` // Markdown: when a finding is nothing to act on
	References       []string `json:"references"`           // addresses of the pages that it rests on; empty for some custom rules only
	Severity         Severity `json:"severity"`             // the highest that its findings have
	Precision        string   `json:"precision"`            // very-high, high, medium, low
	Formats          []string `json:"formats"`              // the languages in which the mistake can be made
	Fixes            []string `json:"fixes,omitempty"`      // what its findings may have: SafeFix, UnsafeFix
	Tags             []string `json:"tags"`
	SecuritySeverity string   `json:"securitySeverity,omitempty"` // 0.1 to 10, where it is about exposure
	Pedantic         bool     `json:"pedantic"`                   // off unless selected

	// File is where a custom rule is, as the folder was named; empty for a built-in rule.
	File string `json:"-"`

	// Examples show the mistake and its remedy, in each language that can say it.
	Examples []Example `json:"-"`
}

// IsCustom reports whether the rule is one of the user's own.
func (r Rule) IsCustom() bool { return r.File != "" }

// An Example is what changes in a configuration so that a finding goes away: lines that
// begin with - go, those that begin with + come, the others stand around them.
type Example struct {
	Language string // Terraform, CloudFormation, SAM, OpenAPI
	Change   string
}

// FixedBy is a sentence of Markdown about the flag that makes the changes; empty where
// there is none.
func (r Rule) FixedBy() string {
	switch {
	case len(r.Fixes) == 0:
		return ""
	case slices.Contains(r.Fixes, SafeFix):
		return "Where it is one edit in view, `authlint --fix` makes it."
	default:
		return "Where it is one edit in view, `authlint --fix=unsafe` makes it."
	}
}

// A Finding is one defect at one place.
type Finding struct {
	Rule     string
	Severity Severity
	Message  string
	Range    source.Range
	Address  string // of the subject that the rule was asked about
	API      string // the address of its API
	Predicts Prediction
	Related  []Related
	Fix      *Fix

	Suppression *Suppression // why it is not reported; nil: it is
}

// A Suppression is why a finding is not reported.
type Suppression struct {
	By     Suppressor   `json:"by"`
	Reason string       `json:"reason,omitempty"` // as whoever silenced it says
	Range  source.Range `json:"-"`                // of what silences it; zero for a baseline
}

// A Suppressor is what keeps a finding from being reported.
type Suppressor string

// The suppressors.
const (
	BySource   Suppressor = "source"   // a comment, or what stands for one, in the file
	BySettings Suppressor = "settings" // an entry of authlint.yaml
	ByBaseline Suppressor = "baseline" // it was there before
)

// A Prediction is what a caller, or who deploys, will see.
type Prediction struct {
	Status       int      `json:"status,omitempty"`       // of the answer: 401, 403, 500
	ResponseType string   `json:"responseType,omitempty"` // the gateway response type, on REST APIs
	Body         string   `json:"body,omitempty"`         // of the answer, or the text of the refusal
	Deployment   string   `json:"deployment,omitempty"`   // "refused"; "overwritten": the next one undoes it; "stale": callers do not get the change
	Exposure     string   `json:"exposure,omitempty"`     // "public": open to anyone; "wider": to more than intended
	Methods      []string `json:"methods,omitempty"`      // the labels of the methods concerned
}

// The words of a Prediction.
var (
	Deployments = []string{"refused", "overwritten", "stale"}
	Exposures   = []string{"public", "wider"}
)

// Related is another place that explains a finding.
type Related struct {
	Range   source.Range
	Message string
}

// The kinds of fixes: --fix makes the first, --fix=unsafe both.
const (
	SafeFix   = "safe"
	UnsafeFix = "unsafe"
)

// A Fix is what makes a finding go away, where that takes no decision but to do it. It is
// safe when it changes nothing but what the finding is about: what is refused is deployed,
// and what fails by mistake works. One that decides who gets in, or that replaces what may
// be meant, is not.
type Fix struct {
	Description string // what it does: set the cache time to 3600 s
	Safe        bool
	Touches     []string // the fields of the model that it may change: authorizers.ttlSeconds
	Changes     []Change // as the rule says it
	Edits       []Edit   // the same in bytes; sorted, and none meets another
}

// A Change says what becomes of a value or of a block, whatever language it is in.
type Change struct {
	At   source.Range // a value or, with a Path, what names a block: its header, its key
	Path []string     // the keys that lead from the block to a value; those that are not there are made

	Value  any    // the new value: a text, a number, true or false, or lists and maps of them
	Code   string // the new value as it is written, instead of Value
	From   string // only this piece of the value becomes Code
	Append bool   // Value is a list, Code what stands in one: it is added to the list that is there
	Remove bool   // the value goes, with its key
}

// An Edit replaces a range by a text.
type Edit struct {
	Range source.Range
	Text  string
}

// Apply makes the edits of one file, which are sorted and do not meet. All other bytes stay.
func Apply(data []byte, edits []Edit) []byte {
	var out bytes.Buffer
	done := 0
	for _, edit := range edits {
		out.Write(data[done:edit.Range.Start])
		out.WriteString(edit.Text)
		done = edit.Range.End
	}
	out.Write(data[done:])
	return out.Bytes()
}

// Compare is the one order of findings in every report.
func Compare(a, b Finding) int {
	return cmp.Or(
		a.Range.Compare(b.Range),
		cmp.Compare(a.Rule, b.Rule),
		cmp.Compare(a.Message, b.Message),
		cmp.Compare(a.Address, b.Address),
	)
}

// A Run is all that a report needs to know.
type Run struct {
	Rules    []Rule    // that were asked, sorted by id
	Findings []Finding // sorted by Compare

	// Suppressed are the findings that are not reported, where they were asked for:
	// they are shown and marked, and never decide anything.
	Suppressed []Finding

	Problems []source.Problem
	Coverage Coverage

	// Looked says of every file in view what it was read as, where that was asked for.
	Looked []Looked

	// Files holds every file that a finding or a problem points into, by name.
	Files map[string]*source.File
}

// Incomplete reports whether something of ours could not be read.
func (r Run) Incomplete() bool {
	return slices.ContainsFunc(r.Problems, func(p source.Problem) bool { return !p.Note })
}

// Rule returns a rule of the run by its id.
func (r Run) Rule(id string) Rule {
	i, found := slices.BinarySearchFunc(r.Rules, id, func(rule Rule, id string) int { return cmp.Compare(rule.ID, id) })
	if !found {
		return Rule{ID: id}
	}
	return r.Rules[i]
}

// A Looked is a file in view, or a directory that nothing was looked for in.
type Looked struct {
	Name   string // relative to the root; a directory ends with a slash
	Format string // what it was read as; empty: it was not read
	Why    string // it was not read, or was read as part of something else
}

// Coverage is what was looked at, so that an empty report never looks like a pass.
type Coverage struct {
	Files       int `json:"files"`   // seen
	Read        int `json:"read"`    // understood as ours
	Skipped     int `json:"skipped"` // not ours
	APIs        int `json:"apis"`
	Methods     int `json:"methods"`
	Authorizers int `json:"authorizers"`
	Unknown     int `json:"unknown"`    // values that only a deployment settles
	Suppressed  int `json:"suppressed"` // findings that a comment or the settings silence
	Baselined   int `json:"baselined"`  // findings that were there before

	Formats map[string]int `json:"formats"` // APIs by format
	ReadAs  map[string]int `json:"readAs"`  // files that were read, by format; "part" is for those that others refer to
}
