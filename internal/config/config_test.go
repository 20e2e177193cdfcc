package config

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/source"
)

func known(custom []string) ([]string, error) {
	return append([]string{"authorizer-unused", "ttl-long", "write-method-public"}, custom...), nil
}

func rootOf(t *testing.T, files map[string]string) *source.Root {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	root, err := source.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root
}

func read(t *testing.T, text string) *Config {
	t.Helper()
	config, err := Read(rootOf(t, map[string]string{"authlint.yaml": text}), "authlint.yaml", known)
	if err != nil {
		t.Fatal(err)
	}
	return config
}

func TestTheNearestFileSpeaks(t *testing.T) {
	root := rootOf(t, map[string]string{
		"authlint.yaml":           "fail-on: note",
		"a/.authlint.yaml":        "fail-on: error",
		"b/.github/authlint.yaml": "fail-on: never",
		"a/deep/down/main.tf":     "",
		"c/main.tf":               "",
	})
	for dir, want := range map[string]string{"a/deep/down": "error", "a": "error", "b": "never", "c": "note", ".": "note"} {
		config, err := Find(root, dir, known)
		if err != nil || config == nil || config.FailOn != want {
			t.Errorf("%s: %+v, %v; want fail-on %s", dir, config, err, want)
		}
	}
	directory := rootOf(t, map[string]string{"a/authlint.yaml/x": "", ".authlint.yaml": "fail-on: note"})
	if config, err := Find(directory, "a", known); err != nil || config == nil || config.FailOn != "note" {
		t.Errorf("%+v, %v where a directory has the name", config, err)
	}
	if config, err := Find(rootOf(t, nil), ".", known); config != nil || err != nil {
		t.Errorf("%v, %v where there is no file", config, err)
	}
}

// TestMistakesAreRefused with their place and what may have been meant.
func TestMistakesAreRefused(t *testing.T) {
	for text, want := range map[string]string{
		"fail-one: error":                               `authlint.yaml:1:1: there is no key "fail-one"; did you mean "fail-on"?`,
		"rules:\n  ttl-longs: {enabled: true}":          `authlint.yaml:2:3: there is no rule "ttl-longs"; did you mean "ttl-long"?`,
		"rules:\n  ttl-long: {enable: true}":            `authlint.yaml:2:14: there is no key "enable"; did you mean "enabled"?`,
		"rules:\n  ttl-long: {enabled: maybe}":          `authlint.yaml:2:23: expected true or false`,
		"rules:\n  ttl-long: off":                       `authlint.yaml:2:13: expected a mapping, found `,
		"rules: [ttl-long]":                             `authlint.yaml:1:8: expected a mapping, found a list`,
		"fail-on: fatal":                                `authlint.yaml:1:10: fail-on: there is no choice "fatal"`,
		"min-severity: never":                           `authlint.yaml:1:15: min-severity: there is no choice "never"`,
		"rules:\n  ttl-long: {severity: high}":          `severity: there is no choice "high"`,
		"overrides:\n- rules: {ttl-long: {}}":           `authlint.yaml:2:3: paths is missing`,
		"ignores:\n- {path: a}":                         `authlint.yaml:2:3: rule is missing`,
		"ignores:\n- {rule: ttl-longer}":                `rule: there is no rule "ttl-longer"; did you mean "ttl-long"?`,
		"ignores:\n- {rule: ttl-long, until: tomorrow}": `authlint.yaml:2:27: until: tomorrow is not a date; write it as YYYY-MM-DD`,
		"custom-rules: [../up]":                         `authlint.yaml:1:16: custom-rules: "../up" is no directory below the root; --rules may name any`,
		"custom-rules: /etc":                            `custom-rules: "/etc" is no directory`,
		"custom-rules: [{a: b}]":                        `custom-rules: "" is no directory`,
		"exclude: ['a[']":                               `"a[" is no pattern`,
		"exclude: {a: b}":                               `expected a text`,
		"- ttl-long":                                    `authlint.yaml:1:1: expected a mapping, found a list`,
		"!Ref x":                                        `authlint.yaml:1:6: expected a mapping, found `,
		"${x}":                                          `authlint.yaml:1:1: expected a mapping, found `,
		"fail-on: [error":                               `authlint.yaml:1:`,
	} {
		_, err := Read(rootOf(t, map[string]string{"authlint.yaml": text}), "authlint.yaml", known)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}

// TestCustomRulesHaveIDs: what the file names by custom-rules, relative to itself, is
// known to the rest of it, wherever it says so.
func TestCustomRulesHaveIDs(t *testing.T) {
	root := rootOf(t, map[string]string{"infra/authlint.yaml": "rules: {infra/own: {enabled: false}}\ncustom-rules: [own, ./more/]"})
	settings, err := Find(root, "infra", known)
	if err != nil {
		t.Fatal(err)
	}
	if settings.Rules["infra/own"].Enabled == nil || !slices.Equal(settings.CustomRules, []string{"infra/own", "infra/more"}) {
		t.Errorf("got %+v", settings)
	}
}

func TestSettingsOfRules(t *testing.T) {
	config := read(t, `
rules:
  authorizer-unused: {enabled: false}
  write-method-public: {severity: error}
overrides:
  - paths: [examples/**, "**/*.json"]
    rules:
      write-method-public: {enabled: false}
      authorizer-unused: {enabled: true, severity: warning}
  - paths: [examples/real]
    rules:
      write-method-public: {enabled: true}
`)
	pedantic := finding.Rule{ID: "ttl-long", Pedantic: true}
	plain := finding.Rule{ID: "authorizer-unused"}
	if config.Asks(pedantic) {
		t.Error("a pedantic rule is asked that nobody enabled")
	}
	if !config.Asks(plain) {
		t.Error("a rule is not asked that is enabled for some files")
	}
	for _, test := range []struct {
		rule     finding.Rule
		file     string
		severity finding.Severity
		keep     bool
	}{
		{plain, "main.tf", finding.Note, false},
		{plain, "examples/main.tf", finding.Warning, true},
		{finding.Rule{ID: "write-method-public"}, "main.tf", finding.Error, true},
		{finding.Rule{ID: "write-method-public"}, "deep/api.json", finding.Error, false},
		{finding.Rule{ID: "write-method-public"}, "examples/real/main.tf", finding.Error, true},
		{pedantic, "main.tf", finding.Note, false},
	} {
		f := finding.Finding{Rule: test.rule.ID, Severity: finding.Note, Range: source.Range{File: test.file}}
		got, keep := config.Apply(test.rule, f)
		if got.Severity != test.severity || keep != test.keep {
			t.Errorf("%s in %s: %s, %v; want %s, %v", test.rule.ID, test.file, got.Severity, keep, test.severity, test.keep)
		}
	}
}

// TestPathsAreRelativeToTheFile of settings, wherever it lies.
func TestPathsAreRelativeToTheFile(t *testing.T) {
	root := rootOf(t, map[string]string{"infra/authlint.yaml": "exclude: [old, '*.bak.tf']\nbaseline: known.jsonl"})
	config, err := Find(root, "infra/live", known)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{
		"infra/old": true, "infra/old/main.tf": true, "infra/a.bak.tf": true,
		"old": false, "infra/live/old": false, "infra/older": false, "infra": false,
	} {
		if got := config.Excludes(name); got != want {
			t.Errorf("%s is excluded: %v", name, got)
		}
	}
	if got := config.Baseline; got != "infra/known.jsonl" {
		t.Errorf("the baseline is %s", got)
	}
}

func TestIgnores(t *testing.T) {
	config := read(t, `
ignores:
  - {rule: ttl-long, path: live/**, address: aws_api_gateway_authorizer.a, reason: agreed}
`)
	f := finding.Finding{Rule: "ttl-long", Address: "aws_api_gateway_authorizer.a", Range: source.Range{File: "live/main.tf"}}
	other := func(change func(*finding.Finding)) finding.Finding { c := f; change(&c); return c }
	for name, test := range map[string]struct {
		f    finding.Finding
		want bool
	}{
		"all of it":       {f, true},
		"another rule":    {other(func(f *finding.Finding) { f.Rule = "authorizer-unused" }), false},
		"another address": {other(func(f *finding.Finding) { f.Address = "b" }), false},
		"another file":    {other(func(f *finding.Finding) { f.Range.File = "main.tf" }), false},
	} {
		if got := config.Silences(config.Ignores[0], test.f); got != test.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestExtends: keys replace keys, mappings and lists are joined, and what a file names is
// relative to that file.
func TestExtends(t *testing.T) {
	root := rootOf(t, map[string]string{
		"shared/base.yaml": `
fail-on: note
min-severity: note
require-reason: true
workspace: base
baseline: known.jsonl
exclude: [old]
rules:
  ttl-long: {severity: error, enabled: true}
  authorizer-unused: {severity: note}
overrides: [{paths: ['**/*.tf'], rules: {write-method-public: {severity: note}}}]
variables: {a: base, b: base}
ignores: [{rule: ttl-long, path: a.tf}]
`,
		"infra/authlint.yaml": `
extends: ../shared/base.yaml
fail-on: error
require-reason: false
exclude: [new]
overrides: [{paths: ['../**/*.tf'], rules: {write-method-public: {severity: error}}}]
rules:
  ttl-long: {severity: warning}
variables: {b: own}
`,
	})
	config, err := Find(root, "infra", known)
	if err != nil {
		t.Fatal(err)
	}
	if config.FailOn != "error" || config.MinSeverity != "note" || config.RequireReason || config.Workspace != "base" || config.Baseline != "shared/known.jsonl" {
		t.Errorf("keys: %+v", config)
	}
	if s := config.Rules["ttl-long"]; s.Severity != "warning" || s.Enabled != nil || config.Rules["authorizer-unused"].Severity != "note" {
		t.Errorf("rules: %+v", config.Rules)
	}
	if got, _ := config.Apply(finding.Rule{}, finding.Finding{Rule: "write-method-public", Range: source.Range{File: "shared/main.tf"}}); got.Severity != finding.Error {
		t.Errorf("of two overrides, that of the file itself does not win: %s", got.Severity)
	}
	if config.Variables["a"] != "base" || config.Variables["b"] != "own" {
		t.Errorf("variables: %v", config.Variables)
	}
	for name, want := range map[string]bool{"shared/old": true, "infra/new": true, "infra/old": false, "old": false} {
		if config.Excludes(name) != want {
			t.Errorf("%s is excluded: %v", name, !want)
		}
	}
	if len(config.Ignores) != 1 || config.Ignores[0].Path != "shared/a.tf" || config.Ignores[0].Range.File != "shared/base.yaml" {
		t.Errorf("ignores: %+v", config.Ignores)
	}
	if len(config.Files) != 2 {
		t.Errorf("%d files", len(config.Files))
	}
	var said []string
	for _, s := range config.Said {
		said = append(said, s.Range.File+" "+s.Key+"="+s.Value)
	}
	want := []string{
		"shared/base.yaml min-severity=note", "shared/base.yaml workspace=base", "shared/base.yaml baseline=known.jsonl", "shared/base.yaml exclude=old",
		"shared/base.yaml rules.authorizer-unused={severity: note}",
		"shared/base.yaml overrides={paths: ['**/*.tf'], rules: {write-method-public: {severity: note}}}", "shared/base.yaml variables.a=base", "shared/base.yaml ignores={rule: ttl-long, path: a.tf}",
		"infra/authlint.yaml extends=../shared/base.yaml", "infra/authlint.yaml fail-on=error", "infra/authlint.yaml require-reason=false",
		"infra/authlint.yaml exclude=new", "infra/authlint.yaml overrides={paths: ['../**/*.tf'], rules: {write-method-public: {severity: error}}}", "infra/authlint.yaml rules.ttl-long={severity: warning}", "infra/authlint.yaml variables.b=own",
	}
	if !slices.Equal(said, want) {
		t.Errorf("said:\n%s\nwant:\n%s", strings.Join(said, "\n"), strings.Join(want, "\n"))
	}
}

func TestExtendsIsRefused(t *testing.T) {
	long := map[string]string{}
	for i := range maxExtended + 1 {
		long[fmt.Sprintf("%d.yaml", i)] = fmt.Sprintf("extends: %d.yaml", i+1)
	}
	long["authlint.yaml"] = "extends: 0.yaml"
	for name, test := range map[string]struct {
		files map[string]string
		want  string
	}{
		"an address":   {map[string]string{"authlint.yaml": "extends: https://example.com/authlint.yaml"}, "authlint.yaml:1:10: extends: https://example.com/authlint.yaml is no local file"},
		"a full path":  {map[string]string{"authlint.yaml": "extends: /etc/authlint.yaml"}, "is no local file"},
		"above":        {map[string]string{"authlint.yaml": "extends: ../authlint.yaml"}, "lies outside the root"},
		"itself":       {map[string]string{"authlint.yaml": "extends: ./authlint.yaml"}, "in a circle: authlint.yaml, authlint.yaml"},
		"a circle":     {map[string]string{"authlint.yaml": "extends: a.yaml", "a.yaml": "extends: ./authlint.yaml"}, "a.yaml:1:10: extends: the files extend one another in a circle: authlint.yaml, a.yaml, authlint.yaml"},
		"nothing":      {map[string]string{"authlint.yaml": "extends: gone.yaml"}, "authlint.yaml:1:10: extends: gone.yaml: no such file"},
		"a mistake":    {map[string]string{"authlint.yaml": "extends: a.yaml", "a.yaml": "fail-at: error"}, `a.yaml:1:1: there is no key "fail-at"`},
		"no end of it": {long, "more than 16 files extend one another"},
	} {
		if _, err := Find(rootOf(t, test.files), ".", known); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q", name, err, test.want)
		}
	}
}

// TestDirectoriesAreNoPatterns, whatever they are called; and .github speaks for what is around it.
func TestDirectoriesAreNoPatterns(t *testing.T) {
	root := rootOf(t, map[string]string{"[a]*/authlint.yaml": "exclude: [old]", "b/.github/authlint.yaml": "exclude: [old]"})
	odd, err := Find(root, "[a]*", known)
	if err != nil || !odd.Excludes("[a]*/old") || odd.Excludes("a/old") {
		t.Errorf("%+v, %v", odd, err)
	}
	for _, read := range []func() (*Config, error){
		func() (*Config, error) { return Find(root, "b", known) },
		func() (*Config, error) { return Read(root, "b/.github/authlint.yaml", known) },
	} {
		if config, err := read(); err != nil || !config.Excludes("b/old") {
			t.Errorf("%+v, %v", config, err)
		}
	}
}
