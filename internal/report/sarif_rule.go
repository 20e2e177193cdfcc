package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/authlint/authlint/internal/finding"
)

// sarifRuleOf describes a rule. GitHub wants all of these texts; an empty one counts
// as missing.
func sarifRuleOf(rule finding.Rule) sarifRule {
	out := sarifRule{
		ID:                   rule.ID,
		Name:                 pascalCase(rule.ID),
		ShortDescription:     sarifMessage{Text: sentence(shorten(cmp.Or(rule.Title, rule.ID)))},
		FullDescription:      sarifMessage{Text: shorten(plain(cmp.Or(rule.Description, rule.Title, rule.ID)))},
		Help:                 help(rule),
		DefaultConfiguration: sarifConfiguration{Level: string(rule.Severity)},
		Properties: sarifRuleHints{
			Tags:      rule.Tags,
			Precision: rule.Precision,
		},
	}
	if len(rule.References) > 0 {
		out.HelpURI = rule.References[0]
	}
	out.Properties.rank(rule)
	return out
}

// rank says how bad a rule's findings are. GitHub takes security-severity only of
// rules tagged security, and rejects the file when it is no number; it takes
// problem.severity of the others.
func (h *sarifRuleHints) rank(rule finding.Rule) {
	if _, err := strconv.ParseFloat(rule.SecuritySeverity, 64); err != nil {
		h.ProblemSeverity = strings.Replace(string(rule.Severity), "note", "recommendation", 1)
	} else {
		h.SecuritySeverity = rule.SecuritySeverity
		if !slices.Contains(rule.Tags, "security") {
			h.Tags = append([]string{"security"}, rule.Tags...)
		}
	}
	h.Tags = h.Tags[:min(len(h.Tags), maxTags)]
}

// help is the documentation that an alert shows.
func help(rule finding.Rule) sarifMessage {
	paragraphs := []string{cmp.Or(rule.Description, rule.Title, rule.ID)}
	if rule.Remedy != "" {
		paragraphs = append(paragraphs, rule.Remedy)
	}
	if fixed := rule.FixedBy(); fixed != "" {
		paragraphs = append(paragraphs, fixed)
	}
	if rule.IgnoreWhen != "" {
		paragraphs = append(paragraphs, "When to ignore it: "+rule.IgnoreWhen)
	}
	text := strings.Join(paragraphs, "\n\n")
	markdown := text
	for _, example := range rule.Examples {
		markdown += "\n\n" + example.Language + ":\n\n```diff\n" + example.Change + "```"
	}
	for i, reference := range rule.References {
		if i == 0 {
			markdown += "\n"
		}
		markdown += "\n- <" + reference + ">"
	}
	return sarifMessage{Text: plain(text), Markdown: markdown}
}

// plain takes the marks of code away from a Markdown text, and joins the lines of
// each paragraph.
func plain(markdown string) string {
	paragraphs := strings.Split(strings.ReplaceAll(markdown, "`", ""), "\n\n")
	for i, paragraph := range paragraphs {
		paragraphs[i] = strings.Join(strings.Fields(paragraph), " ")
	}
	return strings.Join(paragraphs, "\n\n")
}

// shorten cuts a text to what GitHub takes, after a whole sentence where one ends.
func shorten(text string) string {
	if len(text) <= maxText {
		return text
	}
	text = text[:maxText-1]
	for !utf8.ValidString(text) {
		text = text[:len(text)-1]
	}
	if end := strings.LastIndex(text, ". "); end > 0 {
		return text[:end+1]
	}
	return text
}

// pascalCase spells a rule's id as SARIF wants a name: TtlOutOfRange.
func pascalCase(id string) string {
	var out strings.Builder
	for word := range strings.SplitSeq(id, "-") {
		if word != "" {
			out.WriteString(strings.ToUpper(word[:1]) + word[1:])
		}
	}
	return out.String()
}
