// Package config reads authlint.yaml: what a repository says about the rules, about its
// own findings and about the values that its configuration is deployed with.
//
// The file may lie in a repository that nobody trusts: it can change what is reported,
// and neither run anything nor name a place to write to.
package config

import (
	"path"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/source"
	"github.com/bmatcuk/doublestar/v4"
)

// Names are what the file may be called, from the directory that it speaks for.
var Names = []string{"authlint.yaml", ".authlint.yaml", ".github/authlint.yaml"}

// Config is what the file says. Its JSON tags are the keys, and the only list of them.
// What it names is relative to the root of reading.
type Config struct {
	Extends       string             `json:"extends,omitempty" doc:"another file of settings, relative to this one: it holds where this one says nothing"`
	FailOn        string             `json:"fail-on,omitempty" doc:"the severity that makes exit status 1: error, warning, note or never"`
	MinSeverity   string             `json:"min-severity,omitempty" doc:"hide what is below: error, warning or note"`
	Rules         map[string]Setting `json:"rules,omitempty" doc:"what to do with a rule, by its id"`
	Overrides     []Override         `json:"overrides,omitempty" doc:"the same for some files; of several that match, the last one wins"`
	Exclude       []string           `json:"exclude,omitempty" doc:"files and directories that are not looked at: patterns with * and **, relative to the file"`
	Ignores       []Ignore           `json:"ignores,omitempty" doc:"findings that are known and accepted"`
	RequireReason bool               `json:"require-reason,omitempty" doc:"say so where an ignore has no reason"`
	Baseline      string             `json:"baseline,omitempty" doc:"the file of findings that were there before, relative to the file"`
	CustomRules   []string           `json:"custom-rules,omitempty" doc:"directories of rules of your own, relative to the file and not above the root"`
	Variables     map[string]string  `json:"variables,omitempty" doc:"values of Terraform variables"`
	Workspace     string             `json:"workspace,omitempty" doc:"what terraform.workspace is"`
	Parameters    map[string]string  `json:"parameters,omitempty" doc:"values of parameters of CloudFormation templates"`

	Files []*source.File `json:"-"` // where it stands: the file, and those that it extends
	Said  []Said         `json:"-"` // everything that holds, in the order of the keys
}

// Said is one value of the file, for people: a scalar, an entry of a mapping, an item of
// a list.
type Said struct {
	Key   string // of the file, and the name in a mapping: rules.ttl-long
	Value string // as written
	Range source.Range
}

// says reports whether the file has a key, whatever stands there.
func (c *Config) says(key string) bool {
	return slices.ContainsFunc(c.Said, func(s Said) bool { return s.Key == key || strings.HasPrefix(s.Key, key+".") })
}

// A Setting is what to do with a rule.
type Setting struct {
	Enabled  *bool  `json:"enabled,omitempty" doc:"whether it is asked"`
	Severity string `json:"severity,omitempty" doc:"what its findings are, in place of what the rule says: error, warning or note"`
}

// An Override is what to do with rules in some files.
type Override struct {
	Paths []string           `json:"paths" doc:"patterns with * and **, relative to the file"`
	Rules map[string]Setting `json:"rules" doc:"what to do with a rule there, by its id"`
}

// An Ignore silences a rule at a place.
type Ignore struct {
	Rule    string `json:"rule" doc:"the id of a rule"`
	Path    string `json:"path,omitempty" doc:"where: a pattern with * and **, relative to the file"`
	Address string `json:"address,omitempty" doc:"of what: aws_api_gateway_method.get, Resources.Get, paths./orders.get"`
	Reason  string `json:"reason,omitempty" doc:"why"`
	Until   string `json:"until,omitempty" doc:"the last day on which it holds, as YYYY-MM-DD"`

	Range source.Range `json:"-"` // of the entry
}

// setting is what the file says about a rule in a file.
func (c *Config) setting(rule, file string) Setting {
	merged := c.Rules[rule]
	for _, override := range c.Overrides {
		if s, says := override.Rules[rule]; says && c.matches(override.Paths, file) {
			merged = merged.with(s)
		}
	}
	return merged
}

// with is a setting with another one on top.
func (s Setting) with(other Setting) Setting {
	if other.Enabled != nil {
		s.Enabled = other.Enabled
	}
	if other.Severity != "" {
		s.Severity = other.Severity
	}
	return s
}

// Asks reports whether a rule is asked, in some file at least.
func (c *Config) Asks(rule finding.Rule) bool {
	asks := !rule.Pedantic
	if enabled := c.Rules[rule.ID].Enabled; enabled != nil {
		asks = *enabled
	}
	for _, override := range c.Overrides {
		if enabled := override.Rules[rule.ID].Enabled; enabled != nil && *enabled {
			asks = true
		}
	}
	return asks
}

// Apply gives a finding the severity that the file says; keep is false where the rule is
// not enabled there.
func (c *Config) Apply(rule finding.Rule, f finding.Finding) (changed finding.Finding, keep bool) {
	setting := c.setting(f.Rule, f.Range.File)
	if setting.Severity != "" {
		f.Severity = finding.Severity(setting.Severity)
	}
	if setting.Enabled == nil {
		return f, !rule.Pedantic
	}
	return f, *setting.Enabled
}

// Excludes reports whether a file or a directory, named relative to the root, is not to
// be looked at.
func (c *Config) Excludes(name string) bool { return c.matches(c.Exclude, name) }

// Silences reports whether an ignore is about a finding.
func (c *Config) Silences(ignore Ignore, f finding.Finding) bool {
	return ignore.Rule == f.Rule &&
		(ignore.Address == "" || ignore.Address == f.Address) &&
		(ignore.Path == "" || c.Matches(ignore.Path, f.Range.File))
}

// Matches reports whether a pattern of the file is about a name relative to the root.
func (c *Config) Matches(pattern, name string) bool { return c.matches([]string{pattern}, name) }

// matches reports whether a name matches a pattern, or lies in a directory that does.
func (c *Config) matches(patterns []string, name string) bool {
	for _, pattern := range patterns {
		for part := path.Clean(name); part != "." && part != "/"; part = path.Dir(part) {
			if doublestar.MatchUnvalidated(pattern, part) {
				return true
			}
		}
	}
	return false
}
