package report

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/source"
)

// What GitHub takes of a file, and what we write of it.
// https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit
const (
	maxResults = 5000 // GitHub keeps as many, by severity
	maxRelated = 20   // it shows more, but nobody reads an alert with more links
	maxTags    = 10
	maxText    = 1024 // bytes of a rule's description
)

const sarifSchema = "https://json.schemastore.org/sarif-2.1.0.json"

// SARIF writes a log with one run, for code scanning and editors. GitHub rejects or
// misreads much that the standard allows; what it does with a field is said where
// the field is made.
func SARIF(w io.Writer, run finding.Run) error {
	kept, cut := worst(run.Findings, maxResults)
	marked, _ := worst(run.Suppressed, maxResults-len(kept))
	kept = slices.Concat(kept, marked)
	s := &sarif{run: run, artifacts: artifactsOf(run, kept), hashes: map[string][]string{}}
	return WriteJSON(w, sarifLog{
		Schema:  sarifSchema,
		Version: "2.1.0",
		Runs: []sarifRun{{
			Tool: sarifTool{sarifDriver{
				Name: Name, Version: Version, SemanticVersion: Version, InformationURI: Home,
				Rules: mapped(run.Rules, sarifRuleOf),
			}},
			Invocations: []sarifInvocation{{
				ExecutionSuccessful: !run.Incomplete(),
				Notifications:       s.notifications(cut),
			}},
			Artifacts:  s.list(),
			Results:    mapped(kept, s.result),
			ColumnKind: "utf16CodeUnits",
		}},
	})
}

// worst keeps at most limit findings, by severity and then by place, and says how
// many it left out.
func worst(findings []finding.Finding, limit int) (kept []finding.Finding, cut int) {
	if len(findings) <= limit {
		return findings, 0
	}
	return bySeverity(findings)[:limit], len(findings) - limit
}

// bySeverity are the most severe findings first, those of one severity by place.
func bySeverity(findings []finding.Finding) []finding.Finding {
	rank := func(f finding.Finding) int { return slices.Index(finding.Severities, f.Severity) }
	sorted := slices.Clone(findings)
	slices.SortStableFunc(sorted, func(a, b finding.Finding) int { return cmp.Compare(rank(a), rank(b)) })
	return sorted
}

// sarif is a log in the making.
type sarif struct {
	run       finding.Run
	artifacts map[string]int      // the index of each file in the list of artifacts
	hashes    map[string][]string // the line hashes of files that have findings
}

// artifactsOf numbers the files that results point into, by name.
func artifactsOf(run finding.Run, findings []finding.Finding) map[string]int {
	used := map[string]int{}
	for _, f := range findings {
		used[f.Range.File] = 0
		for _, related := range f.Related {
			used[related.Range.File] = 0
		}
	}
	maps.DeleteFunc(used, func(name string, _ int) bool { return run.Files[name] == nil })
	for i, name := range slices.Sorted(maps.Keys(used)) {
		used[name] = i
	}
	return used
}

// list describes the artifacts.
func (s *sarif) list() []sarifArtifact {
	return mapped(slices.Sorted(maps.Keys(s.artifacts)), func(name string) sarifArtifact {
		sum := sha256.Sum256(s.run.Files[name].Data)
		return sarifArtifact{
			Location: sarifArtifactLocation{URI: fileURI(name)},
			Length:   len(s.run.Files[name].Data),
			Hashes:   map[string]string{"sha-256": hex.EncodeToString(sum[:])},
		}
	})
}

func (s *sarif) result(f finding.Finding) sarifResult {
	related := f.Related[:min(len(f.Related), maxRelated)]
	place := s.location(f.Range)
	if f.Address != "" {
		place.Logical = []sarifLogical{{FullyQualifiedName: f.Address, Kind: "resource"}}
	}
	result := sarifResult{
		RuleID:              f.Rule,
		Level:               string(f.Severity),
		Message:             sarifMessage{Text: message(f, related)},
		Locations:           []sarifLocation{place}, // GitHub shows the first one only
		PartialFingerprints: s.fingerprints(f),
		Fixes:               s.fixes(f.Fix),
	}
	if len(s.run.Suppressed) > 0 {
		result.Suppressions = suppressions(f.Suppression)
	}
	if i := slices.IndexFunc(s.run.Rules, func(r finding.Rule) bool { return r.ID == f.Rule }); i >= 0 {
		result.RuleIndex = &i
	}
	for i, r := range related {
		at := s.location(r.Range)
		at.ID, at.Message = i+1, messageOf(r.Message)
		result.RelatedLocations = append(result.RelatedLocations, at)
	}
	return result
}

// suppressions say why a result is not to be acted on. Where one result has some, all
// have the property (SARIF 2.1.0, 3.27.23). GitHub does not read it.
func suppressions(s *finding.Suppression) []sarifSuppression {
	switch {
	case s == nil:
		return []sarifSuppression{}
	case s.By == finding.ByBaseline:
		return []sarifSuppression{{Kind: "external", Justification: "It is in the baseline."}}
	case s.By == finding.BySettings:
		return []sarifSuppression{{Kind: "external", Justification: s.Reason}}
	default:
		return []sarifSuppression{{Kind: "inSource", Justification: s.Reason}}
	}
}

// message is what an alert says: the first sentence stands alone in lists, the next
// ones tell what will be seen, and the last one links the related places, which
// GitHub does not show otherwise.
func message(f finding.Finding, related []finding.Related) string {
	sentences := []string{sentence(f.Message)}
	for _, clause := range outcomes(f.Predicts) {
		sentences = append(sentences, sentence(strings.ToUpper(clause[:1])+clause[1:]))
	}
	var links []string
	for i, r := range related {
		links = append(links, fmt.Sprintf("[%s](%d)", linkText(r.Message), i+1))
	}
	if len(links) > 0 {
		sentences = append(sentences, "See "+strings.Join(links, ", ")+".")
	}
	return strings.Join(sentences, " ")
}

// sentence ends a text with a full stop. What stands in it is never a link: text
// from analysed files must not choose where a reader is sent. Braces stay single, as
// other tools have them: doubled (SARIF 2.1.0, 3.11.5) they would be seen so in alerts.
func sentence(text string) string {
	text = strings.ReplaceAll(text, "](", "] (")
	if strings.HasSuffix(text, ".") {
		return text
	}
	return text + "."
}

// linkText escapes what has a meaning in the text of a link (SARIF 2.1.0, 3.11.6).
func linkText(text string) string {
	return strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`).Replace(cmp.Or(text, "related place"))
}

func messageOf(text string) *sarifMessage {
	if text == "" {
		return nil
	}
	return &sarifMessage{Text: text}
}

func (s *sarif) location(at source.Range) sarifLocation {
	region := s.region(at)
	return sarifLocation{Physical: sarifPhysical{Artifact: s.artifact(at.File), Region: &region}}
}

func (s *sarif) artifact(name string) sarifArtifactLocation {
	location := sarifArtifactLocation{URI: fileURI(name)}
	if i, ok := s.artifacts[name]; ok {
		location.Index = &i
	}
	return location
}

func (s *sarif) region(at source.Range) sarifRegion {
	file := fileOf(s.run, at)
	start, end := file.Position(at.Start), file.Position(max(at.Start, at.End))
	return sarifRegion{StartLine: start.Line, StartColumn: start.Column, EndLine: end.Line, EndColumn: end.Column}
}

// fileURI makes a relative reference of a name with slashes. GitHub matches it with
// the files of the repository as it stands, so it must not begin with ./ or a slash.
// A colon is escaped since the first segment would become a scheme.
func fileURI(name string) string {
	segments := strings.Split(name, "/")
	for i, segment := range segments {
		segments[i] = strings.ReplaceAll(url.PathEscape(segment), ":", "%3A")
	}
	return strings.Join(segments, "/")
}

// fingerprints are what alerts are recognised by. GitHub reads the line hash only.
func (s *sarif) fingerprints(f finding.Finding) map[string]string {
	prints := map[string]string{"authlintAddress/v1": addressHash(s.run, f)}
	file := s.run.Files[f.Range.File]
	if file == nil {
		return prints
	}
	if _, ok := s.hashes[file.Name]; !ok {
		s.hashes[file.Name] = lineHashes(file.Data)
	}
	prints["primaryLocationLineHash"] = s.hashes[file.Name][file.Position(f.Range.Start).Line-1]
	return prints
}

// fixes are the edits that change no answer. GitHub ignores them, editors do not.
func (s *sarif) fixes(fix *finding.Fix) []sarifFix {
	if fix == nil || !fix.Safe || len(fix.Edits) == 0 {
		return nil
	}
	var changes []sarifArtifactChange
	for _, edit := range fix.Edits {
		location := s.artifact(edit.Range.File)
		i := slices.IndexFunc(changes, func(c sarifArtifactChange) bool { return c.Location.URI == location.URI })
		if i < 0 {
			i = len(changes)
			changes = append(changes, sarifArtifactChange{Location: location})
		}
		changes[i].Replacements = append(changes[i].Replacements, sarifReplacement{s.region(edit.Range), messageOf(edit.Text)})
	}
	return []sarifFix{{Description: messageOf(fix.Description), Changes: changes}}
}

// notifications say what could not be read and what was left out.
func (s *sarif) notifications(cut int) []sarifNotification {
	var out []sarifNotification
	for _, problem := range s.run.Problems {
		n := sarifNotification{Level: "error", Message: sarifMessage{Text: sentence(problem.Message)}}
		if problem.Note {
			n.Level = "note"
		}
		if problem.Range.File != "" {
			n.Locations = []sarifLocation{s.problemLocation(problem.Range)}
		}
		out = append(out, n)
	}
	if cut > 0 {
		out = append(out, sarifNotification{Level: "warning", Message: sarifMessage{
			Text: fmt.Sprintf("%d findings of lower severity are left out: GitHub keeps %d of a run.", cut, maxResults),
		}})
	}
	return out
}

// problemLocation names the file alone where a problem is about all of it.
func (s *sarif) problemLocation(at source.Range) sarifLocation {
	location := s.location(at)
	if at == (source.Range{File: at.File}) {
		location.Physical.Region = nil
	}
	return location
}
