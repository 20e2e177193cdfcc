package main

import (
	"io"
	"regexp"
	"testing"
)

// TestHooks: pre-commit runs what there is, whenever a file changes that is read.
func TestHooks(t *testing.T) {
	var hooks []struct {
		ID, Entry, Files, Exclude string
		Pass                      bool `yaml:"pass_filenames"`
		Serial                    bool `yaml:"require_serial"`
	}
	readYAML(t, ".pre-commit-hooks.yaml", &hooks)
	if len(hooks) == 0 {
		t.Fatal("no hooks")
	}
	for _, hook := range hooks {
		flagsExist(t, hook.ID, hook.Entry)
		if hook.Pass || !hook.Serial {
			t.Errorf("%s: findings must not depend on how file names are handed out", hook.ID)
		}
		files, exclude := regexp.MustCompile(hook.Files), regexp.MustCompile(hook.Exclude)
		for name, want := range map[string]bool{
			"main.tf": true, "infra/prod.tfvars": true, "main.tf.json": true, "api.yaml": true, "api.yml": true,
			"openapi.json": true, "stack.template": true, "README.md": false, "main.go": false,
			"infra/.terraform/modules/x/main.tf": false, "cdk.out/App.template.json": false,
		} {
			if got := files.MatchString(name) && !exclude.MatchString(name); got != want {
				t.Errorf("%s: runs for %s: %v, want %v", hook.ID, name, got, want)
			}
		}
	}
}

// flagsExist checks each long flag that a command line of ours has.
func flagsExist(t *testing.T, where, text string) {
	t.Helper()
	flags := newLintCommand(nil, io.Discard, io.Discard).Flags()
	for _, found := range regexp.MustCompile(`(?:^|\s)--([a-z][a-z-]*)`).FindAllStringSubmatch(text, -1) {
		if flags.Lookup(found[1]) == nil {
			t.Errorf("%s: authlint has no flag --%s", where, found[1])
		}
	}
}
