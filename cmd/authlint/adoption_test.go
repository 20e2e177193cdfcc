package main

import (
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A step is one step of an action or of a job, as far as the tests look.
type step struct {
	Name string
	ID   string
	Uses string
	Run  string
	With map[string]string
}

type action struct {
	Inputs  map[string]struct{ Description string }
	Outputs map[string]struct{ Value string }
	Runs    struct{ Steps []step }
}

type workflow struct {
	Jobs map[string]struct{ Steps []step }
}

func readAction(t *testing.T) action {
	t.Helper()
	var a action
	readYAML(t, "action.yml", &a)
	if len(a.Runs.Steps) == 0 {
		t.Fatal("the action has no steps")
	}
	return a
}

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
		if strings.Contains(hook.Entry, "--fix") && newLintCommand(nil, io.Discard, io.Discard).Flags().Lookup("fix") == nil {
			t.Logf("%s: there is no --fix yet", hook.ID)
		} else {
			flagsExist(t, hook.ID, hook.Entry)
		}
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

func TestActionUsesWhatItDeclares(t *testing.T) {
	action := readAction(t)
	text, err := os.ReadFile(filepath.Join(repository, "action.yml"))
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, found := range regexp.MustCompile(`\binputs\.([a-z-]+)`).FindAllStringSubmatch(string(text), -1) {
		used[found[1]] = true
	}
	if diff := cmp.Diff(slices.Sorted(maps.Keys(action.Inputs)), slices.Sorted(maps.Keys(used))); diff != "" {
		t.Errorf("inputs declared and used differ:\n%s", diff)
	}
	for _, step := range action.Runs.Steps {
		if strings.Contains(step.Run, "${{") {
			t.Errorf("%s: an expression in a script would run as code", step.Name)
		}
		if strings.Contains(step.Run, "/authlint\" --") {
			flagsExist(t, step.Name, step.Run)
		}
	}
	for name, output := range action.Outputs {
		if output.Value != "${{ steps.authlint.outputs."+name+" }}" {
			t.Errorf("output %s is %s", name, output.Value)
		}
	}
}

// TestUsesArePinned: a tag can be moved to other code, a commit cannot.
func TestUsesArePinned(t *testing.T) {
	var ci workflow
	readYAML(t, ".github/workflows/ci.yml", &ci)
	action := readAction(t)
	steps := action.Runs.Steps
	for _, job := range ci.Jobs {
		steps = append(steps, job.Steps...)
	}
	pinned := regexp.MustCompile(`^[\w.-]+/[\w./-]+@[0-9a-f]{40}$`)
	for _, step := range steps {
		switch {
		case step.Uses == "./":
			for input := range step.With {
				if _, ok := action.Inputs[input]; !ok {
					t.Errorf("the workflow gives the action an input %q that it does not have", input)
				}
			}
		case step.Uses != "" && !pinned.MatchString(step.Uses):
			t.Errorf("%s is not pinned to a commit", step.Uses)
		}
	}
}

// TestActionScript runs the action's own script on a project with a mistake, as the
// runner would, and reads its outputs.
func TestActionScript(t *testing.T) {
	for _, tool := range []string{"bash", "jq", "go"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("needs %s: %v", tool, err)
		}
	}
	temp := t.TempDir()
	build := exec.Command("go", "build", "-o", filepath.Join(temp, "authlint"), ".")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	steps := readAction(t).Runs.Steps
	script := steps[slices.IndexFunc(steps, func(s step) bool { return s.ID == "authlint" })].Run

	inProject(t, map[string]string{"two words/api.yaml": refused})
	tests := map[string]struct {
		environment []string
		want        string
	}{
		"findings": {
			[]string{"INPUT_PATHS=two words\n\n", "INPUT_FAIL_ON=warning", "INPUT_SELECT=ttl-out-of-range"},
			"exit-code=1\nsarif-file=" + temp + "/authlint.sarif\nfindings=1\nhighest-severity=error\n",
		},
		"clean": {
			[]string{"INPUT_PATHS=.", "INPUT_FAIL_ON=never", "INPUT_IGNORE=" + strings.Join(ruleIDs(), ",")},
			"exit-code=0\nsarif-file=" + temp + "/authlint.sarif\nfindings=0\nhighest-severity=none\n",
		},
		"wrong usage": {
			[]string{"INPUT_PATHS=--fail-on=never", "INPUT_FAIL_ON=warning"},
			"exit-code=2\n",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			output, summary := filepath.Join(t.TempDir(), "output"), filepath.Join(t.TempDir(), "summary")
			command := exec.Command("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script)
			command.Env = append(os.Environ(), append(test.environment, "INPUT_MIN_SEVERITY=note", "RUNNER_TEMP="+temp, "GITHUB_OUTPUT="+output, "GITHUB_STEP_SUMMARY="+summary)...)
			log, err := command.CombinedOutput()
			if err != nil {
				t.Fatalf("the script itself fails: %v\n%s", err, log)
			}
			got, err := os.ReadFile(output)
			if err != nil || string(got) != test.want {
				t.Errorf("outputs: %v\n%s\nwant\n%s\nlog:\n%s", err, got, test.want, log)
			}
			told, _ := os.ReadFile(summary)
			if annotated := strings.Contains(string(log), "::error file=two words/api.yaml,line="); annotated != (name == "findings") || strings.Contains(string(told), "| error |") != annotated {
				t.Errorf("annotations and summary do not fit:\n%s\n%s", log, told)
			}
		})
	}
}
