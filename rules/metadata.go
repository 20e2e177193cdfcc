package rules

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/model"
)

// metadata is the comment block at the head of a rule, as OPA defines it, cut down to
// what a rule of ours may say.
// https://www.openpolicyagent.org/docs/policy-language#metadata
type metadata struct {
	Scope            string   `yaml:"scope"`         // of no consequence here, as the two that follow
	Authors          []any    `yaml:"authors"`       //
	Organizations    []string `yaml:"organizations"` //
	Title            string   `yaml:"title"`
	Description      string   `yaml:"description"`
	RelatedResources []struct {
		Ref         string `yaml:"ref"`
		Description string `yaml:"description"`
	} `yaml:"related_resources"`
	Custom struct {
		Formats          []string         `yaml:"formats"`
		Fixes            []string         `yaml:"fixes"`
		Severity         finding.Severity `yaml:"severity"`
		Precision        string           `yaml:"precision"`
		Tags             []string         `yaml:"tags"`
		SecuritySeverity string           `yaml:"security_severity"`
		Pedantic         bool             `yaml:"pedantic"`
		IgnoreWhen       string           `yaml:"ignore_when"`
	} `yaml:"custom"`
}

const metadataMark = "# METADATA\n"

// readMetadata reads what a rule says of itself. OPA's own reading of annotations
// would parse the rule as well, which nobody needs to list them.
func readMetadata(f file) (finding.Rule, error) {
	block := metadataBlock(f.text)
	if block == "" {
		return finding.Rule{}, fmt.Errorf("%s:1:1: a rule begins with # METADATA, and # title, # description and # custom: severity below it", f.label())
	}
	var m metadata
	decoder := yaml.NewDecoder(strings.NewReader(block))
	decoder.KnownFields(true)
	if err := decoder.Decode(&m); err != nil {
		return finding.Rule{}, mistakes(yamlMistakes(f, err))
	}
	rule, err := m.rule(f.root != "")
	if err != nil {
		return finding.Rule{}, fmt.Errorf("%s:%d:1: METADATA: %w", f.label(), lineOf(f.text, err), err)
	}
	rule.ID, rule.Subject, rule.File = f.name(), f.folder(), f.shown
	return rule, nil
}

// metadataBlock is the YAML in the first comment that begins with the mark, with empty
// lines before it so that YAML counts lines as the file does. It is empty where there is
// none before the package.
func metadataBlock(text string) string {
	var block strings.Builder
	inside := false
	for line := range strings.Lines(text) {
		comment, isComment := strings.CutPrefix(line, "#")
		switch {
		case line == metadataMark:
			inside = true
			block.WriteString("\n")
		case inside && isComment:
			block.WriteString(strings.TrimPrefix(comment, " "))
		case inside:
			return block.String()
		case strings.HasPrefix(line, "package"):
			return ""
		default:
			block.WriteString("\n")
		}
	}
	return ""
}

// lineOf is where the key stands that an error begins with: custom.severity, title.
func lineOf(text string, err error) int {
	path, _, _ := strings.Cut(err.Error(), " ")
	key := path[strings.LastIndex(path, ".")+1:]
	number, mark := 0, 1
	for line := range strings.Lines(text) {
		number++
		comment, isComment := strings.CutPrefix(line, "#")
		if line == metadataMark {
			mark = number
		}
		if isComment && strings.HasPrefix(strings.TrimSpace(comment), key+":") {
			return number
		}
	}
	return mark
}

// yamlMistakes are the places that an error of the YAML reader names.
func yamlMistakes(f file, err error) []error {
	lines := []string{strings.TrimPrefix(err.Error(), "yaml: ")}
	var wrong *yaml.TypeError
	if errors.As(err, &wrong) {
		lines = wrong.Errors
	}
	var all []error
	for _, line := range lines {
		number, what := 1, line
		if rest, ok := strings.CutPrefix(line, "line "); ok {
			digits, text, _ := strings.Cut(rest, ": ")
			if n, err := strconv.Atoi(digits); err == nil {
				number, what = n, text
			}
		}
		what, _, _ = strings.Cut(what, " in type ") // the names of our types
		all = append(all, fmt.Errorf("%s:%d:1: METADATA: %s", f.label(), number, what))
	}
	return all
}

// rule checks that a rule says all that reports need. Of a custom one that is little: a
// title, a description and a severity.
func (m metadata) rule(custom bool) (finding.Rule, error) {
	what, remedy := splitDescription(m.Description)
	if custom {
		m.complete()
	}
	rule := finding.Rule{
		Title:            m.Title,
		Description:      what,
		Remedy:           remedy,
		IgnoreWhen:       strings.TrimSpace(m.Custom.IgnoreWhen),
		References:       []string{},
		Severity:         m.Custom.Severity,
		Precision:        m.Custom.Precision,
		Formats:          m.Custom.Formats,
		Fixes:            m.Custom.Fixes,
		Tags:             append([]string{}, m.Custom.Tags...),
		SecuritySeverity: m.Custom.SecuritySeverity,
		Pedantic:         m.Custom.Pedantic,
	}
	if rule.Precision == "" {
		rule.Precision = "high"
	}
	for _, resource := range m.RelatedResources {
		rule.References = append(rule.References, resource.Ref)
	}
	if !custom {
		if err := checkDocumented(rule); err != nil {
			return finding.Rule{}, err
		}
	}
	return rule, check(rule)
}

// complete gives a custom rule what it need not say.
func (m *metadata) complete() {
	if !slices.Contains(m.Custom.Tags, CustomTag) {
		m.Custom.Tags = append(m.Custom.Tags, CustomTag)
	}
	if len(m.Custom.Formats) == 0 {
		m.Custom.Formats = knownFormats()
	}
	m.Custom.Fixes = nil // which findings of custom rules never have
}

// splitDescription takes the last of several paragraphs as the remedy.
func splitDescription(description string) (what, remedy string) {
	description = strings.TrimSpace(description)
	last := strings.LastIndex(description, "\n\n")
	if last < 0 {
		return description, ""
	}
	return strings.TrimSpace(description[:last]), strings.TrimSpace(description[last:])
}

// checkDocumented says what is missing in a built-in rule.
func checkDocumented(rule finding.Rule) error {
	switch {
	case rule.Remedy == "":
		return errors.New("description needs two paragraphs: what happens, and what to do")
	case rule.IgnoreWhen == "":
		return errors.New("custom.ignore_when is missing: when it is fine to ignore the finding")
	case len(rule.References) == 0:
		return errors.New("related_resources is missing: the page that the rule rests on")
	}
	return nil
}

// check says what is missing in a rule, or wrong.
func check(rule finding.Rule) error {
	switch {
	case rule.Title == "":
		return errors.New("title is missing: one line that names the mistake")
	case rule.Description == "":
		return errors.New("description is missing: what happens, and in a last paragraph what to do")
	case strings.HasSuffix(rule.Title, "."), strings.Contains(rule.Title, "\n"):
		return errors.New("title is one line without a full stop")
	case !slices.Contains(finding.Severities, rule.Severity):
		return fmt.Errorf("custom.severity is %q; it must be error, warning or note", rule.Severity)
	case !slices.Contains([]string{"very-high", "high", "medium", "low"}, rule.Precision):
		return fmt.Errorf("custom.precision is %q; it must be very-high, high, medium or low", rule.Precision)
	}
	if err := errors.Join(checkFormats(rule.Formats), checkFixes(rule.Fixes), checkPrintable(rule)); err != nil {
		return err
	}
	for _, reference := range rule.References {
		if !strings.HasPrefix(reference, "https://") {
			return fmt.Errorf("related_resources has %q, which does not begin with https://", reference)
		}
	}
	if rule.SecuritySeverity == "" {
		return nil
	}
	// GitHub reads it as a number: over 9 critical, from 7 high, from 4 medium, from 0.1 low.
	if score, err := strconv.ParseFloat(rule.SecuritySeverity, 64); err != nil || score < 0.1 || score > 10 {
		return fmt.Errorf("custom.security_severity is %q; it must be a number from 0.1 to 10", rule.SecuritySeverity)
	}
	return nil
}

// checkPrintable keeps out what a terminal acts on instead of showing it.
func checkPrintable(rule finding.Rule) error {
	texts := append([]string{rule.Title, rule.Description, rule.Remedy, rule.IgnoreWhen}, slices.Concat(rule.References, rule.Tags)...)
	for _, text := range texts {
		for _, r := range text {
			if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
				return fmt.Errorf("METADATA has the character %q, which terminals act on; take it out", r)
			}
		}
	}
	return nil
}

// checkFormats asks for one format at least, and for no format twice.
func checkFormats(formats []string) error {
	known := knownFormats()
	if len(formats) == 0 {
		return fmt.Errorf("custom.formats is missing: those in which the mistake can be made, of %s", strings.Join(known, ", "))
	}
	for i, format := range formats {
		if !slices.Contains(known, format) || slices.Contains(formats[:i], format) {
			return fmt.Errorf("custom.formats has %q; it must be a list of %s, each once", format, strings.Join(known, ", "))
		}
	}
	return nil
}

// checkFixes asks for words that say which flag makes the fixes.
func checkFixes(kinds []string) error {
	for _, kind := range kinds {
		if kind != finding.SafeFix && kind != finding.UnsafeFix {
			return fmt.Errorf("custom.fixes has %q; it must be a list of %s and %s", kind, finding.SafeFix, finding.UnsafeFix)
		}
	}
	return nil
}

func knownFormats() []string {
	return []string{model.FormatTerraform, model.FormatCloudFormation, model.FormatSAM, model.FormatOpenAPI}
}
