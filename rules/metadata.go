package rules

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/model"
)

// metadata is the comment block at the head of a rule, as OPA defines it, cut down to
// what a rule of ours may say.
// https://www.openpolicyagent.org/docs/policy-language#metadata
type metadata struct {
	Title            string `yaml:"title"`
	Description      string `yaml:"description"`
	RelatedResources []struct {
		Ref         string `yaml:"ref"`
		Description string `yaml:"description"`
	} `yaml:"related_resources"`
	Custom struct {
		Formats          []string         `yaml:"formats"`
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
	if !strings.HasPrefix(f.text, metadataMark) {
		return finding.Rule{}, fmt.Errorf("%s:1: a rule begins with # METADATA", f.path)
	}
	var m metadata
	decoder := yaml.NewDecoder(strings.NewReader(metadataBlock(f.text)))
	decoder.KnownFields(true)
	if err := decoder.Decode(&m); err != nil {
		return finding.Rule{}, fmt.Errorf("%s: METADATA: %w", f.path, readableYAML(err))
	}
	rule, err := m.rule()
	if err != nil {
		return finding.Rule{}, fmt.Errorf("%s:1: METADATA: %w", f.path, err)
	}
	rule.ID, rule.Subject = f.name(), f.folder()
	return rule, nil
}

// metadataBlock is the YAML in the comment block, with an empty line for the mark so
// that YAML counts lines as the file does.
func metadataBlock(text string) string {
	var block strings.Builder
	for line := range strings.Lines(text) {
		comment, isComment := strings.CutPrefix(line, "#")
		if !isComment {
			break
		}
		if line == metadataMark {
			comment = "\n"
		}
		block.WriteString(strings.TrimPrefix(comment, " "))
	}
	return block.String()
}

// readableYAML leaves out the names of our types.
func readableYAML(err error) error {
	var wrong *yaml.TypeError
	if !errors.As(err, &wrong) {
		return err
	}
	lines := make([]string, len(wrong.Errors))
	for i, line := range wrong.Errors {
		lines[i], _, _ = strings.Cut(line, " in type ")
	}
	return errors.New(strings.Join(lines, "; "))
}

// rule checks that a rule says all that reports need.
func (m metadata) rule() (finding.Rule, error) {
	what, remedy, err := splitDescription(m.Description)
	if err != nil {
		return finding.Rule{}, err
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
	return rule, check(rule)
}

// splitDescription takes the last paragraph as the remedy.
func splitDescription(description string) (what, remedy string, err error) {
	description = strings.TrimSpace(description)
	last := strings.LastIndex(description, "\n\n")
	if last < 0 {
		return "", "", errors.New("description needs two paragraphs: what happens, and what to do")
	}
	return strings.TrimSpace(description[:last]), strings.TrimSpace(description[last:]), nil
}

// check says what is missing in a rule, or wrong.
func check(rule finding.Rule) error {
	switch {
	case rule.Title == "":
		return errors.New("title is missing")
	case strings.HasSuffix(rule.Title, "."), strings.Contains(rule.Title, "\n"):
		return errors.New("title is one line without a full stop")
	case rule.IgnoreWhen == "":
		return errors.New("custom.ignore_when is missing: when it is fine to ignore the finding")
	case len(rule.References) == 0:
		return errors.New("related_resources is missing: the page that the rule rests on")
	case !slices.Contains(finding.Severities, rule.Severity):
		return fmt.Errorf("custom.severity is %q; it must be error, warning or note", rule.Severity)
	case !slices.Contains([]string{"very-high", "high", "medium", "low"}, rule.Precision):
		return fmt.Errorf("custom.precision is %q; it must be very-high, high, medium or low", rule.Precision)
	}
	if err := checkFormats(rule.Formats); err != nil {
		return err
	}
	for _, reference := range rule.References {
		if !strings.HasPrefix(reference, "https://") {
			return fmt.Errorf("the reference %q does not begin with https://", reference)
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

// checkFormats asks for one format at least, and for no format twice.
func checkFormats(formats []string) error {
	known := []string{model.FormatTerraform, model.FormatCloudFormation, model.FormatSAM, model.FormatOpenAPI}
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
