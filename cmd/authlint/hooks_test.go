package main

import (
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestHooks: pre-commit runs what there is, whenever a file changes that is read.
func TestHooks(t *testing.T) {
	var hooks []struct {
		ID, Entry, Files, Exclude string
		Pass                      *bool `yaml:"pass_filenames"` // it does unless told otherwise
		Serial                    bool  `yaml:"require_serial"`
	}
	readYAML(t, ".pre-commit-hooks.yaml", &hooks)
	var ids []string
	for _, hook := range hooks {
		ids = append(ids, hook.ID)
		flagsExist(t, hook.ID, hook.Entry)
		passes, maps := hook.Pass == nil || *hook.Pass, strings.Contains(hook.Entry, "--changed")
		if passes != maps || !hook.Serial {
			t.Errorf("%s: findings must not depend on how file names are handed out", hook.ID)
		}
		files, exclude := regexp.MustCompile(hook.Files), regexp.MustCompile(hook.Exclude)
		for name, want := range map[string]bool{
			"main.tf": true, "infra/prod.tfvars": true, "main.tf.json": true, "main.tofu": true, "prod.auto.tfvars.json": true, "api.yaml": true, "api.yml": true,
			"openapi.json": true, "stack.template": true, "api.yaml.tftpl": true, "check/index.mjs": true, "check/app.py": true, "check/app.tsx": true,
			"check/main.go": true, "README.md": false, "main.tf.md": false, "infra/.terraform/modules/x/main.tf": false, "cdk.out/App.template.json": false,
		} {
			if got := files.MatchString(name) && !exclude.MatchString(name); got != want {
				t.Errorf("%s: runs for %s: %v, want %v", hook.ID, name, got, want)
			}
		}
	}
	if diff := cmp.Diff([]string{"authlint", "authlint-changed", "authlint-fix", "authlint-system"}, ids); diff != "" {
		t.Error(diff)
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
