// Package action holds what action.yml runs. Its tests run the steps of the action as a
// runner of GitHub would.
package action

import (
	"encoding/json"
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// definition is what action.yml says.
type definition struct {
	Inputs  map[string]struct{ Default string }
	Outputs map[string]struct{ Value string }
	Runs    struct{ Steps []step }
}

type step struct {
	ID, Name, If, Uses, Shell, Run string
	WorkingDirectory               string `yaml:"working-directory"`
	ContinueOnError                string `yaml:"continue-on-error"`
	Env, With                      map[string]string
}

const upload = "github/codeql-action/upload-sarif"

// ran is what a job sees of the action.
type ran struct {
	outputs map[string]string
	log     string // standard output and standard error
	summary string
	failed  bool
	uses    map[string]map[string]string // inputs of the actions that were reached, without versions
	lenient map[string]bool              // actions whose failure is none
}

// A runner runs the action in a workspace; the program is built once for all.
type runner struct {
	action definition
	home   string // the checkout of the action
	temp   string
	built  bool
	broken string // an action of others that fails
}

func newRunner(t *testing.T) *runner {
	t.Helper()
	for _, program := range []string{"bash", "jq", "go"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("%s is not installed", program)
		}
	}
	home, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	return &runner{action: readDefinition(t), home: home, temp: t.TempDir()}
}

func readDefinition(t *testing.T) definition {
	t.Helper()
	var action definition
	data, err := os.ReadFile("../action.yml")
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(data, &action); err != nil {
		t.Fatal(err)
	}
	return action
}

// run runs all steps for a workflow that gives some inputs.
func (r *runner) run(t *testing.T, workspace string, inputs map[string]string, event map[string]any) ran {
	t.Helper()
	given := map[string]any{}
	for name, input := range r.action.Inputs {
		given[name] = input.Default
	}
	for name, value := range inputs {
		if _, known := given[name]; !known {
			t.Fatalf("the action has no input %s", name)
		}
		given[name] = value
	}
	steps := map[string]any{}
	in := contexts{"inputs": given, "steps": steps, "github": map[string]any{"action_path": r.home, "event": event}}
	result := ran{outputs: map[string]string{}, uses: map[string]map[string]string{}, lenient: map[string]bool{}}
	for _, s := range r.action.Runs.Steps {
		if !in.holds(t, s.If, status{result.failed}) || s.Name == "Build authlint" && r.built {
			continue
		}
		if s.Uses != "" {
			name := result.use(t, s, in)
			result.failed = result.failed || name == r.broken && !result.lenient[name]
			continue
		}
		outputs, ok := r.script(t, s, in, workspace, &result)
		result.failed = result.failed || !ok
		steps[s.ID] = map[string]any{"outputs": outputs}
	}
	r.built = true
	for name, output := range r.action.Outputs {
		result.outputs[name] = in.fill(t, output.Value)
	}
	return result
}

// use notes what an action would get; it is not run.
func (r *ran) use(t *testing.T, s step, in contexts) (name string) {
	t.Helper()
	name, _, _ = strings.Cut(s.Uses, "@")
	r.uses[name] = map[string]string{}
	for input, value := range s.With {
		r.uses[name][input] = in.fill(t, value)
	}
	r.lenient[name] = in.fill(t, s.ContinueOnError) == "true"
	return name
}

// script runs a step as `shell: bash` does.
// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#defaultsrunshell
func (r *runner) script(t *testing.T, s step, in contexts, workspace string, result *ran) (outputs map[string]any, ok bool) {
	t.Helper()
	files := map[string]string{}
	for _, name := range []string{"GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"} {
		files[name] = filepath.Join(t.TempDir(), name)
	}
	script := filepath.Join(t.TempDir(), "step.sh")
	if err := os.WriteFile(script, []byte(in.fill(t, s.Run)), 0o644); err != nil {
		t.Fatal(err)
	}
	command := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", script)
	command.Dir = filepath.Join(workspace, in.fill(t, s.WorkingDirectory))
	command.Env = slices.DeleteFunc(os.Environ(), func(variable string) bool { return strings.HasPrefix(variable, "GITHUB_") })
	command.Env = append(command.Env, "GITHUB_ACTIONS=true", "GITHUB_ACTION_PATH="+r.home, "RUNNER_TEMP="+r.temp)
	for name, file := range files {
		command.Env = append(command.Env, name+"="+file)
	}
	for name, value := range s.Env {
		command.Env = append(command.Env, name+"="+in.fill(t, value))
	}
	log, err := command.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	result.log += string(log)
	result.summary += read(files["GITHUB_STEP_SUMMARY"])
	return parseOutputs(t, read(files["GITHUB_OUTPUT"])), err == nil
}

func read(file string) string {
	data, _ := os.ReadFile(file) // a step need not write it
	return string(data)
}

func parseOutputs(t *testing.T, text string) map[string]any {
	t.Helper()
	outputs := map[string]any{}
	for line := range strings.Lines(text) {
		name, value, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "=")
		if _, twice := outputs[name]; !ok || twice {
			t.Errorf("not a line of outputs: %q", line)
		}
		outputs[name] = value
	}
	return outputs
}

// refused is an API whose authorizer no deployment accepts, and broken one that is not YAML.
const (
	refused = `openapi: 3.0.3
info: { title: orders, version: "1" }
components:
  securitySchemes:
    token:
      type: apiKey
      name: Authorization
      in: header
      x-amazon-apigateway-authorizer:
        type: token
        authorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:check/invocations
        authorizerResultTtlInSeconds: 7200
paths:
  /orders:
    get:
      security:
        - token: []
      x-amazon-apigateway-integration: { type: mock }
`
	broken = "openapi: 3.0.3\nx-amazon-apigateway-cors: [\n"
)

// In accepted, answers are kept as people usually do, and in long for as long as can be.
var (
	accepted = strings.Replace(refused, "7200", "300", 1)
	long     = strings.Replace(refused, "7200", "3600", 1)
)

func workspace(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, ".git"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// only asks one rule, so that the numbers of this test stay when rules are added.
func only(inputs map[string]string) map[string]string {
	all := map[string]string{"select": "ttl-out-of-range"}
	maps.Copy(all, inputs)
	return all
}

func pullRequest(fork bool) map[string]any {
	return map[string]any{"pull_request": map[string]any{"head": map[string]any{"repo": map[string]any{"fork": fork}}}}
}

// TestAction runs the action, all its steps but those that are actions of others.
func TestAction(t *testing.T) {
	r := newRunner(t)
	tests := map[string]struct {
		files    map[string]string
		inputs   map[string]string
		event    map[string]any
		status   string // the exit status of authlint, and what the job ends with
		findings string // empty: nothing was analysed
		highest  string
		uploads  bool
		says     string // in the log
	}{
		"findings": {
			files:  map[string]string{"api.yaml": refused},
			status: "1", findings: "1", highest: "error", uploads: true,
			says: "::error file=api.yaml,line=12,endLine=12,col=39,endColumn=43,title=ttl-out-of-range::",
		},
		"nothing to find": {
			files:  map[string]string{"api.yaml": accepted},
			status: "0", findings: "0", highest: "none", uploads: true,
		},
		"findings that do not fail": {
			files: map[string]string{"api.yaml": refused}, inputs: map[string]string{"fail-on": "never"},
			status: "0", findings: "1", highest: "error", uploads: true,
		},
		"wrong usage": {
			files: map[string]string{"api.yaml": refused}, inputs: map[string]string{"fail-on": "errors"},
			status: "2", says: `did you mean "error"?`,
		},
		"a file that cannot be read": {
			files:  map[string]string{"api.yaml": refused, "other.yaml": broken},
			status: "3", findings: "1", highest: "error", uploads: true, says: "other.yaml:",
		},
		"settings of the repository": {
			files:  map[string]string{"api.yaml": refused, "authlint.yaml": "fail-on: never\n"},
			status: "0", findings: "1", highest: "error", uploads: true,
		},
		"settings of the organisation": {
			files:  map[string]string{"api.yaml": refused, "authlint.yaml": "fail-on: never\n", "shared/settings.yaml": "fail-on: note\n"},
			inputs: map[string]string{"config": "shared/settings.yaml"},
			status: "1", findings: "1", highest: "error", uploads: true,
		},
		"what is less severe is hidden": {
			files: map[string]string{"api.yaml": long}, inputs: map[string]string{"select": "ttl-long", "min-severity": "error"},
			status: "0", findings: "0", highest: "none", uploads: true,
		},
		"a note, and notes fail": {
			files: map[string]string{"api.yaml": long}, inputs: map[string]string{"select": "ttl-long", "fail-on": "note"},
			status: "1", findings: "1", highest: "note", uploads: true, says: "::notice file=api.yaml,",
		},
		"a rule that is not asked": {
			files: map[string]string{"api.yaml": refused}, inputs: map[string]string{"select": "ttl-out-of-range,ttl-long", "ignore": "ttl-out-of-range"},
			status: "0", findings: "0", highest: "none", uploads: true,
		},
		"further arguments": {
			files:  map[string]string{"api.yaml": refused, "old/api.yaml": refused},
			inputs: map[string]string{"args": "--exclude\nold\n\n--verbose\n"},
			status: "1", findings: "1", highest: "error", uploads: true, says: "rules asked: 1",
		},
		"a working directory": {
			files:  map[string]string{"infra/eu/api.yaml": refused, "api.yaml": refused},
			inputs: map[string]string{"working-directory": "infra", "paths": "eu"},
			status: "1", findings: "1", highest: "error", uploads: true, says: "::error file=infra/eu/api.yaml,",
		},
		"paths with all that a shell reads": {
			files: map[string]string{
				"a dir/api.yaml": refused, "$(touch pwned)/api.yaml": refused, "; touch pwned/api.yaml": refused, "`touch pwned`/api.yaml": refused,
				"--version/api.yaml": refused, "*/api.yaml": refused, `"'\/api.yaml`: refused, "not asked/api.yaml": refused,
			},
			inputs: map[string]string{"paths": "a dir\n$(touch pwned)\n; touch pwned\n\n  \n`touch pwned`\n--version\n*\n\"'\\\n"},
			status: "1", findings: "7", highest: "error", uploads: true,
		},
		"inputs with all that a shell reads": {
			files: map[string]string{"api.yaml": refused}, inputs: map[string]string{"select": "$(touch pwned)"},
			status: "2", says: `there is no rule "$(touch pwned)"`,
		},
		"names that are commands of GitHub": {
			files:  map[string]string{"::set-output name=x::y.yaml": broken, " ::debug::z.yaml": broken, "##[add-matcher]x.yaml": broken, "::error::y.yaml": refused},
			status: "3", findings: "1", highest: "error", uploads: true, says: "set-output name=x::y.yaml:2:1: ",
		},
		"a pull request of the repository": {
			files: map[string]string{"api.yaml": refused}, event: pullRequest(false),
			status: "1", findings: "1", highest: "error", uploads: true,
		},
		"a pull request of a fork": {
			files: map[string]string{"api.yaml": refused}, event: pullRequest(true),
			status: "1", findings: "1", highest: "error", says: "::notice title=authlint::The findings are not uploaded",
		},
		"a pull request of a fork that must upload": {
			files: map[string]string{"api.yaml": refused}, event: pullRequest(true), inputs: map[string]string{"upload": "true"},
			status: "1", findings: "1", highest: "error", uploads: true,
		},
		"no upload": {
			files: map[string]string{"api.yaml": refused}, inputs: map[string]string{"upload": "false"},
			status: "1", findings: "1", highest: "error",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			dir := workspace(t, test.files)
			got := r.run(t, dir, only(test.inputs), test.event)
			want := map[string]string{"exit-code": test.status, "findings": test.findings, "highest-severity": test.highest, "sarif-file": ""}
			if test.findings != "" {
				want["sarif-file"] = filepath.Join(r.temp, "authlint.sarif")
			}
			if !maps.Equal(got.outputs, want) {
				t.Errorf("the outputs are %q, want %q\n%s", got.outputs, want, got.log)
			}
			if got.failed != (test.status != "0") {
				t.Errorf("the job fails: %v", got.failed)
			}
			if with, uploads := got.uses[upload]; uploads != test.uploads || uploads && with["sarif_file"] != want["sarif-file"] {
				t.Errorf("it uploads: %v, with %q", uploads, with)
			}
			if !strings.Contains(got.log, test.says) {
				t.Errorf("the log does not say %q:\n%s", test.says, got.log)
			}
			checkReports(t, got, test.findings)
			if pwned, _ := filepath.Glob(filepath.Join(dir, "*pwned")); slices.Contains(pwned, filepath.Join(dir, "pwned")) {
				t.Error("an input was run")
			}
			checkCommands(t, got.log)
		})
	}
}

// checkReports looks at what else a run leaves: a summary, and the report that is uploaded.
func checkReports(t *testing.T, got ran, findings string) {
	t.Helper()
	if findings == "" {
		if got.summary != "" {
			t.Errorf("there is a summary of nothing:\n%s", got.summary)
		}
		return
	}
	var sarif struct{ Runs []struct{ Results []any } }
	if err := json.Unmarshal([]byte(read(got.outputs["sarif-file"])), &sarif); err != nil || len(sarif.Runs) != 1 {
		t.Errorf("the report has %d runs: %v", len(sarif.Runs), err)
	}
	if findings != "0" && !strings.Contains(got.summary, "(ttl-") {
		t.Errorf("the summary is:\n%s", got.summary)
	}
}

// checkCommands reads the log as a runner does, which takes commands from any line.
func checkCommands(t *testing.T, log string) {
	t.Helper()
	for line := range strings.Lines(log) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "::") && !meant.MatchString(line) || strings.Contains(line, "##[") {
			t.Errorf("GitHub takes this for a command: %s", line)
		}
	}
}

var meant = regexp.MustCompile(`^::(error|warning|notice) (file=[^:]*|title=authlint)::`)

// TestActionUsesWhatItSays: what the steps of others get.
func TestActionUsesWhatItSays(t *testing.T) {
	r := newRunner(t)
	got := r.run(t, workspace(t, map[string]string{"api.yaml": accepted}), only(map[string]string{"category": "a/b"}), nil)
	if setup := got.uses["actions/setup-go"]; setup["go-version-file"] != r.home+"/go.mod" || read(setup["cache-dependency-path"]) == "" {
		t.Errorf("setup-go gets %q", setup)
	}
	if !got.lenient[upload] || got.uses[upload]["category"] != "a/b" {
		t.Errorf("an upload that nobody insists on may fail: %v, with %q", got.lenient[upload], got.uses[upload])
	}
	if got := r.run(t, workspace(t, nil), map[string]string{"upload": "true"}, nil); got.lenient[upload] {
		t.Error("an upload that must be may fail")
	}
}

// TestUploadFails: it fails the job where it was asked for. The exit status of authlint is
// told in any case.
func TestUploadFails(t *testing.T) {
	r := newRunner(t)
	r.broken = upload
	for when, want := range map[string]struct {
		text, log string
		failed    bool
	}{
		"auto": {accepted, "", false},
		"true": {refused, "the last step ran", true},
	} {
		r.action.Runs.Steps[len(r.action.Runs.Steps)-1].Run = `echo "the last step ran"; exit "$STATUS"`
		got := r.run(t, workspace(t, map[string]string{"api.yaml": want.text}), only(map[string]string{"upload": when}), nil)
		if got.failed != want.failed || !strings.Contains(got.log, want.log) {
			t.Errorf("upload %s: the job fails: %v\n%s", when, got.failed, got.log)
		}
	}
}

// TestInputsAreUsed: each input has an effect, and the workflow that tries the action gives
// it none that it does not have.
func TestInputsAreUsed(t *testing.T) {
	used := map[string]bool{}
	for _, found := range regexp.MustCompile(`\binputs\.([a-z-]+)`).FindAllStringSubmatch(read("../action.yml"), -1) {
		used[found[1]] = true
	}
	inputs := readDefinition(t).Inputs
	if declared := slices.Sorted(maps.Keys(inputs)); !slices.Equal(declared, slices.Sorted(maps.Keys(used))) {
		t.Errorf("the inputs are %q, and %v are used", declared, used)
	}
	var ci struct {
		Jobs map[string]struct{ Steps []step }
	}
	if err := yaml.Unmarshal([]byte(read("../.github/workflows/ci.yml")), &ci); err != nil {
		t.Fatal(err)
	}
	tried := 0
	for _, s := range ci.Jobs["action"].Steps {
		if s.Uses != "./" {
			continue
		}
		tried++
		for name := range s.With {
			if _, known := inputs[name]; !known {
				t.Errorf("the workflow gives an input %s", name)
			}
		}
	}
	if tried == 0 {
		t.Error("no workflow tries the action")
	}
}

// TestActionIsSafe: scripts hold no inputs, and actions of others are pinned by commit.
func TestActionIsSafe(t *testing.T) {
	for _, s := range readDefinition(t).Runs.Steps {
		if strings.Contains(s.Run, "${{") {
			t.Errorf("%s: an expression in a script is code:\n%s", s.Name, s.Run)
		}
		if s.Run != "" && s.Shell != "bash" {
			t.Errorf("%s: the shell is %q", s.Name, s.Shell)
		}
	}
	files, err := filepath.Glob("../.github/workflows/*.yml")
	if err != nil {
		t.Fatal(err)
	}
	pinned := regexp.MustCompile(`^\s*(- )?uses: (\./|[\w./-]+@[0-9a-f]{40} # v[\d.]+)\s*$`)
	for _, file := range append(files, "../action.yml") {
		for line := range strings.Lines(read(file)) {
			if strings.Contains(line, "uses:") && !pinned.MatchString(line) {
				t.Errorf("%s: not pinned by commit, with its version: %s", file, line)
			}
		}
	}
}

// TestReadmeNamesAllInputs and outputs.
func TestReadmeNamesAllInputs(t *testing.T) {
	action, readme := readDefinition(t), read("../README.md")
	for _, name := range slices.Concat(slices.Collect(maps.Keys(action.Inputs)), slices.Collect(maps.Keys(action.Outputs))) {
		if !strings.Contains(readme, "`"+name+"`") {
			t.Errorf("README.md does not say what %s is", name)
		}
	}
}

// TestProblemMatcher lets the matcher read what --format concise prints.
func TestProblemMatcher(t *testing.T) {
	var file struct {
		ProblemMatcher []struct {
			Owner, Severity string
			Pattern         []struct {
				Regexp                                      string
				File, Line, Column, Severity, Message, Code int
			}
		}
	}
	if err := json.Unmarshal([]byte(read("problem-matcher.json")), &file); err != nil {
		t.Fatal(err)
	}
	printed := map[string][]string{
		"infra/a b.tf:3:14: error: the TTL is 7200 s: too long [ttl-out-of-range]":   {"infra/a b.tf", "3", "14", "error", "the TTL is 7200 s: too long", "ttl-out-of-range"},
		"api.yaml:1:1: warning: anyone can call POST [x] here [write-method-public]": {"api.yaml", "1", "1", "warning", "anyone can call POST [x] here", "write-method-public"},
		"api.yaml:10:2: note: an opaque answer [gateway-responses-default]":          {"api.yaml", "10", "2", "notice", "an opaque answer", "gateway-responses-default"},
		"2 errors":                         nil,
		"authlint: api.yaml: not readable": nil,
	}
	for line, want := range printed {
		var got []string
		for _, matcher := range file.ProblemMatcher {
			p := matcher.Pattern[0]
			match := regexp.MustCompile(p.Regexp).FindStringSubmatch(line)
			if match == nil {
				continue
			}
			severity := matcher.Severity
			if p.Severity > 0 {
				severity = match[p.Severity]
			}
			got = append(got, match[p.File], match[p.Line], match[p.Column], severity, match[p.Message], match[p.Code])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", line, got, want)
		}
	}
}
