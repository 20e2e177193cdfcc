package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/report"
	"github.com/google/go-cmp/cmp"
)

// refused is an API whose authorizer no deployment accepts.
const refused = `openapi: 3.0.3
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

// broken is an API Gateway definition that is not YAML.
const broken = "openapi: 3.0.3\nx-amazon-apigateway-cors: [\n"

// outcome is what a user gets from one run of the program.
type outcome struct {
	status         int
	stdout, stderr string
}

// authlint runs the program.
func authlint(t *testing.T, stdin io.Reader, args ...string) outcome {
	t.Helper()
	var stdout, stderr bytes.Buffer
	args = append([]string{}, args...) // for nil, cobra takes those of the test's own program
	status := run(args, stdin, &stdout, &stderr)
	return outcome{status, stdout.String(), stderr.String()}
}

// inProject makes a directory with the given files the working directory, and a Git
// top level.
func inProject(t *testing.T, files map[string]string) {
	t.Helper()
	dir := t.TempDir()
	t.Chdir(dir)
	if err := os.Mkdir(".git", 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		put(t, name, text)
	}
}

// put writes a file of the working directory.
func put(t *testing.T, name, text string) {
	t.Helper()
	writeIn(t, ".", name, text)
}

// writeIn writes a file below a directory.
func writeIn(t *testing.T, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestExitStatus(t *testing.T) {
	tests := map[string]struct {
		files map[string]string
		args  []string
		want  int
	}{
		"an error":                          {map[string]string{"api.yaml": refused}, nil, exitFound},
		"an error, errors fail":             {map[string]string{"api.yaml": refused}, []string{"--fail-on", "error"}, exitFound},
		"an error, nothing fails":           {map[string]string{"api.yaml": refused}, []string{"--fail-on", "never"}, exitClean},
		"an error, only errors are shown":   {map[string]string{"api.yaml": refused}, []string{"--min-severity", "error"}, exitFound},
		"a silenced error":                  {map[string]string{"api.yaml": "# authlint:ignore-file[ttl-out-of-range] reason=\"a test\"\n" + refused}, nil, exitClean},
		"nothing to look at":                {map[string]string{"notes.txt": "hello"}, nil, exitClean},
		"a file that cannot be read":        {map[string]string{"api.yaml": broken}, nil, exitIncomplete},
		"incomplete wins over findings":     {map[string]string{"api.yaml": refused, "other.yaml": broken}, nil, exitIncomplete},
		"incomplete wins over --fail-on":    {map[string]string{"api.yaml": broken}, []string{"--fail-on", "never"}, exitIncomplete},
		"a path that does not exist":        {map[string]string{"api.yaml": refused}, []string{"gone"}, exitUsage},
		"the same in every machine format":  {map[string]string{"api.yaml": refused}, []string{"-f", "json"}, exitFound},
		"a path above the root":             {map[string]string{"a/api.yaml": refused}, []string{"--root", "a", "."}, exitUsage},
		"a command's name after -- is path": {map[string]string{"version/api.yaml": refused}, []string{"--", "version"}, exitFound},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inProject(t, test.files)
			got := authlint(t, nil, append([]string{"--select", "ttl-out-of-range"}, test.args...)...)
			if got.status != test.want {
				t.Errorf("exit status %d, want %d\n%s%s", got.status, test.want, got.stdout, got.stderr)
			}
		})
	}
}

func TestWrongUsageIsExplained(t *testing.T) {
	tests := map[string]struct {
		args []string
		want string
	}{
		"an unknown format":             {[]string{"--format", "sarf"}, `there is no format "sarf"; did you mean "sarif"?`},
		"a format without likeness":     {[]string{"--format", "pdf-report"}, "there are: concise, github, gitlab, json, junit, markdown, sarif, text"},
		"a file name left out":          {[]string{"--format", "json="}, "a file name is missing"},
		"two reports at one place":      {[]string{"-f", "json", "-f", "text"}, "another report goes there already"},
		"--output for two":              {[]string{"-f", "json=a", "-f", "text", "-o", "b"}, "--output is for a single format"},
		"a directory that is not there": {[]string{"-o", "gone/report.sarif"}, "there is no directory gone"},
		"an unknown severity":           {[]string{"--fail-on", "errors"}, `did you mean "error"?`},
		"never is not a severity":       {[]string{"--min-severity", "never"}, `there is no severity "never"`},
		"hiding what would fail":        {[]string{"--min-severity", "error", "--fail-on", "warning"}, "--min-severity error hides what --fail-on warning would fail on"},
		"an unknown rule":               {[]string{"--select", "ttl-out-of-rang"}, `there is no rule "ttl-out-of-rang"; did you mean "ttl-out-of-range"?`},
		"an unknown rule to ignore":     {[]string{"--ignore", "ttl-out-of-range,tll-out-of-range"}, `did you mean "ttl-out-of-range"?`},
		"an unknown choice of colours":  {[]string{"--color", "yes"}, "there are: auto, always, never"},
		"a command that may be meant":   {[]string{"explian", "401"}, `explian: no such file or directory; did you mean the command "explain"?`},
		"a short word is no command":    {[]string{"lint"}, "lint: no such file or directory\n"},
		"a kind of fix as a path":       {[]string{"--fix", "unsafe"}, "--fix: write --fix=unsafe"},
		"a number that is none":         {[]string{"--jobs", "many"}, `--jobs: "many": write a whole number`},
		"a time without a unit":         {[]string{"--timeout", "5"}, `--timeout: "5": write a time such as 30s or 5m`},
		"a name for nothing":            {[]string{"--stdin-filename", "a.tf"}, "--stdin-filename: standard input is read where a PATH is -"},
		"no such command of baseline":   {[]string{"baseline", "wirte"}, `baseline: there is no command "wirte"; there are: prune, write`},
		"no such shell":                 {[]string{"completion", "tcsh"}, `completion: there is no command "tcsh"; there are: bash, fish, powershell, zsh`},
		"an argument too many":          {[]string{"rules", "cors"}, `rules takes no argument, and there is "cors"`},
		"no schema":                     {[]string{"schema"}, "schema takes one argument: config, model, api"},
		"no name of a rule":             {[]string{"init", "rule"}, "init rule takes one argument: the NAME of the rule"},
		"an unknown flag":               {[]string{"--min-severty", "note"}, "unknown flag --min-severty; did you mean --min-severity?"},
		"a flag like none":              {[]string{"model", "--zzzzzzzzzz"}, "authlint model --help lists them"},
		"an unknown rule to explain":    {[]string{"explain", "ttl"}, `there is no rule "ttl"`},
		"an unknown schema":             {[]string{"schema", "authoriser"}, `did you mean "authorizer"?`},
		"an unknown subject":            {[]string{"model", "--subject", "methods"}, `did you mean "method"?`},
		"quiet and verbose":             {[]string{"-q", "-v"}, "exclude each other"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inProject(t, nil)
			got := authlint(t, nil, test.args...)
			if got.status != exitUsage || got.stdout != "" || !strings.Contains(got.stderr, test.want) {
				t.Errorf("exit status %d, standard error:\n%s\nwant %d and %q", got.status, got.stderr, exitUsage, test.want)
			}
		})
	}
}

// TestMachineFormatsAreOneDocument: whatever else there is to say is on standard error.
func TestMachineFormatsAreOneDocument(t *testing.T) {
	inProject(t, map[string]string{"api.yaml": refused, "broken.yaml": broken})
	for _, args := range [][]string{{"-f", "json"}, {"-f", "sarif"}, {"-f", "sarif", "-v"}, {}} {
		got := authlint(t, nil, args...)
		if !json.Valid([]byte(got.stdout)) {
			t.Errorf("%v: standard output is not one JSON document:\n%s", args, got.stdout)
		}
		if !strings.Contains(got.stderr, "broken.yaml:") {
			t.Errorf("%v: standard error does not name the broken file: %q", args, got.stderr)
		}
	}
}

func TestReportsGoWhereTheyAreAskedTo(t *testing.T) {
	inProject(t, map[string]string{"api.yaml": refused})
	got := authlint(t, nil, "-f", "sarif=out.json", "-f", "concise", "--select", "ttl-out-of-range")
	if want := "api.yaml:12:39: error: "; !strings.HasPrefix(got.stdout, want) {
		t.Errorf("standard output is %q, want %q…", got.stdout, want)
	}
	if data, err := os.ReadFile("out.json"); err != nil || !json.Valid(data) {
		t.Errorf("out.json: %v\n%s", err, data)
	}
	if got := authlint(t, nil, "-f", "text", "-o", "report.txt"); got.stdout != "" {
		t.Errorf("standard output is %q with --output", got.stdout)
	}
	if left, _ := filepath.Glob(".authlint-*"); len(left) > 0 {
		t.Errorf("temporary files stay behind: %v", left)
	}
}

func TestQuietPrintsFindingsOnly(t *testing.T) {
	inProject(t, map[string]string{"api.yaml": "openapi: 3.0.3\nx-amazon-apigateway-cors: {}\npaths: {}\n"})
	if got := authlint(t, nil, "-q", "-f", "text"); got != (outcome{}) {
		t.Errorf("got %+v for a clean run", got)
	}
}

// TestSwitchedOffIsSaid asserts that a module whose variables leave its only API out does
// not look as if there were nothing in it.
func TestSwitchedOffIsSaid(t *testing.T) {
	const module = `variable "create" { default = false }

resource "aws_apigatewayv2_api" "shop" {
  count         = var.create ? 1 : 0
  name          = "shop"
  protocol_type = "HTTP"
}
`
	const note = "main.tf:3:1: note: aws_apigatewayv2_api.shop is not looked at: with these values of variables there is none of it"
	inProject(t, map[string]string{"main.tf": module})
	if got := authlint(t, nil, "-f", "concise"); got.status != exitClean || !strings.Contains(got.stderr, note) {
		t.Errorf("switched off: %+v", got)
	}
	if got := authlint(t, nil, "-f", "concise", "--var", "create=true"); strings.Contains(got.stderr, note) {
		t.Errorf("switched on: %+v", got)
	}
	inProject(t, map[string]string{"main.tf": module + "\nresource \"aws_apigatewayv2_api\" \"other\" {\n  name = \"other\"\n  protocol_type = \"HTTP\"\n}\n"})
	if got := authlint(t, nil, "-f", "concise"); strings.Contains(got.stderr, note) {
		t.Errorf("with another one: %+v", got)
	}
	inProject(t, map[string]string{"main.tf": "module \"shop\" {\n  source = \"./shop\"\n}\n", "shop/main.tf": module})
	if got := authlint(t, nil, "-f", "concise"); strings.Contains(got.stderr, note) {
		t.Errorf("a module that is called without it: %+v", got)
	}
}

func TestNoDefinitionInViewIsSaid(t *testing.T) {
	inProject(t, map[string]string{"notes.yaml": "hello: world"})
	if got := authlint(t, nil); !strings.Contains(got.stderr, "no API Gateway definition in view") {
		t.Errorf("standard error is %q", got.stderr)
	}
}

// TestSameReportFromAnywhere: inside a repository, the working directory makes no difference.
func TestSameReportFromAnywhere(t *testing.T) {
	inProject(t, map[string]string{"infra/eu/api.yaml": refused})
	top := authlint(t, nil, "-f", "json", "infra")
	t.Chdir("infra")
	if diff := cmp.Diff(top.stdout, authlint(t, nil, "-f", "json").stdout); diff != "" {
		t.Errorf("from infra/:\n%s", diff)
	}
}

// TestWorkingDirectoryBehindALink: people and tools arrive there by either name.
func TestWorkingDirectoryBehindALink(t *testing.T) {
	inProject(t, map[string]string{"api.yaml": refused})
	real, err := filepath.EvalSymlinks(".")
	if err == nil {
		real, err = filepath.Abs(real)
	}
	if err != nil {
		t.Fatal(err)
	}
	want := authlint(t, nil, "-f", "concise")
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(real, link); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	t.Chdir(link)
	for _, args := range [][]string{
		nil,
		{"api.yaml"},
		{"--changed", "api.yaml"},
		{"--changed", filepath.Join(real, "api.yaml")},
		{"--root", link, filepath.Join(real, "api.yaml")},
		{"--root", real, "api.yaml"},
	} {
		if got := authlint(t, nil, append([]string{"-f", "concise"}, args...)...); got != want || got.status != exitFound {
			t.Errorf("%v: %+v, want %+v", args, got, want)
		}
	}
}

// TestNotReadIsExplained in a sentence, whatever the reason is.
func TestNotReadIsExplained(t *testing.T) {
	inProject(t, map[string]string{"../outside/api.yaml": refused})
	if err := os.Symlink("../outside/api.yaml", "api.yaml"); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	for _, args := range [][]string{{"."}, {"api.yaml"}} {
		if got := authlint(t, nil, args...); got.status != exitIncomplete || !strings.Contains(got.stderr, "api.yaml: not read: it lies outside the root (--root moves that boundary)") {
			t.Errorf("%v: %+v", args, got)
		}
	}
}

func TestStandardInput(t *testing.T) {
	inProject(t, nil)
	got := authlint(t, strings.NewReader(refused), "-f", "concise", "--select", "ttl-out-of-range", "--stdin-filename", "api.yaml", "-")
	if want := "api.yaml:12:39: error: "; got.status != exitFound || !strings.HasPrefix(got.stdout, want) {
		t.Errorf("got %+v, want %q…", got, want)
	}
}

func TestDirectoryNamedLikeACommandIsPointedOut(t *testing.T) {
	inProject(t, map[string]string{"rules/api.yaml": refused})
	got := authlint(t, nil, "rules")
	if got.status != exitClean || !strings.Contains(got.stderr, "the directory is ./rules") {
		t.Errorf("got %+v", got)
	}
}

func TestPanicIsAnIncompleteRun(t *testing.T) {
	inProject(t, nil)
	got := authlint(t, panickingReader{}, "-")
	if got.status != exitIncomplete || !strings.Contains(got.stderr, "internal error: out of ink") {
		t.Errorf("got %+v", got)
	}
}

type panickingReader struct{}

func (panickingReader) Read([]byte) (int, error) { panic("out of ink") }

func TestModelAndSchema(t *testing.T) {
	inProject(t, map[string]string{"api.yaml": refused})
	var document struct {
		SchemaVersion int
		APIs          []struct{ Address string }
	}
	decode(t, authlint(t, nil, "model").stdout, &document)
	if document.SchemaVersion != 1 || len(document.APIs) != 1 {
		t.Errorf("the model is %+v", document)
	}
	var inputs []struct{ Authorizer struct{ Address string } }
	decode(t, authlint(t, nil, "model", "--subject", "authorizer").stdout, &inputs)
	if len(inputs) != 1 || inputs[0].Authorizer.Address == "" {
		t.Errorf("the inputs are %+v", inputs)
	}
	for _, name := range append(subjectNames(), "model") {
		var schema map[string]any
		decode(t, authlint(t, nil, "schema", name).stdout, &schema)
		if schema["$schema"] == nil {
			t.Errorf("schema %s is %v", name, schema)
		}
	}
	if got := authlint(t, nil, "model", "gone"); got.status != exitUsage {
		t.Errorf("a path that does not exist: %+v", got)
	}
}

func decode(t *testing.T, text string, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), into); err != nil {
		t.Fatalf("%v in %q", err, text)
	}
}

func TestRulesAndExplain(t *testing.T) {
	inProject(t, nil)
	listed := authlint(t, nil, "rules").stdout
	for _, id := range ruleIDs() {
		if !strings.Contains(listed, id) {
			t.Errorf("rules does not list %s", id)
		}
		got := authlint(t, nil, "explain", id)
		for _, part := range []string{id, "What to do", "\nIn ", "https://"} {
			if got.status != exitClean || !strings.Contains(got.stdout, part) {
				t.Errorf("explain %s lacks %q:\n%s", id, part, got.stdout)
			}
		}
	}
}

func TestVersion(t *testing.T) {
	want := "authlint " + report.Version + "\n"
	for _, args := range [][]string{{"version"}, {"--version"}} {
		if got := authlint(t, nil, args...); got != (outcome{stdout: want}) {
			t.Errorf("%v: got %+v", args, got)
		}
	}
}

func TestReflow(t *testing.T) {
	text := "One two\nthree.\n\n- a list\n- stays\n\n```hcl\na   = 1\n```\nAnd " + strings.Repeat("word ", 30)
	want := "One two three.\n\n- a list\n- stays\n\n    a   = 1\nAnd" + strings.Repeat(" word", 15) + "\n" + strings.TrimSpace(strings.Repeat("word ", 15))
	if diff := cmp.Diff(want, reflow(text)); diff != "" {
		t.Error(diff)
	}
}

func TestColor(t *testing.T) {
	tests := map[string]struct {
		flag        string
		environment map[string]string
		want        bool
	}{
		"no terminal":                {auto, nil, false},
		"always":                     {always, map[string]string{"NO_COLOR": "1"}, true},
		"never":                      {never, map[string]string{"FORCE_COLOR": "1"}, false},
		"NO_COLOR beats FORCE_COLOR": {auto, map[string]string{"NO_COLOR": "1", "FORCE_COLOR": "1"}, false},
		"an empty NO_COLOR":          {auto, map[string]string{"NO_COLOR": "", "FORCE_COLOR": "1"}, true},
		"FORCE_COLOR=0":              {auto, map[string]string{"FORCE_COLOR": "0"}, false},
		"CLICOLOR_FORCE":             {auto, map[string]string{"CLICOLOR_FORCE": "1"}, true},
		"a build server":             {auto, map[string]string{"GITHUB_ACTIONS": "true"}, true},
		"another build server":       {auto, map[string]string{"TF_BUILD": "True"}, true},
		"one that nobody knows":      {auto, map[string]string{"CI": "true"}, false},
		"a build server, NO_COLOR":   {auto, map[string]string{"GITHUB_ACTIONS": "true", "NO_COLOR": "1"}, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			for _, variable := range append([]string{"NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "CI"}, colourful...) {
				t.Setenv(variable, test.environment[variable])
			}
			if got := wantsColor(test.flag, io.Discard); got != test.want {
				t.Errorf("got %v", got)
			}
		})
	}
}

// Values of parameters decide what a template says, in both commands.
func TestParameters(t *testing.T) {
	inProject(t, map[string]string{"template.yaml": `Parameters:
  Seconds: {Type: Number}
Resources:
  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: orders}}
  Check:
    Type: AWS::ApiGateway::Authorizer
    Properties: {RestApiId: !Ref Api, Type: TOKEN, IdentitySource: method.request.header.Authorization, AuthorizerResultTtlInSeconds: !Ref Seconds}
`})
	cases := []struct {
		args           []string
		status         int
		stdout, stderr string
	}{
		{[]string{"-f", "concise", "--select", "ttl-out-of-range"}, exitClean, "", ""},
		{[]string{"-f", "concise", "--select", "ttl-out-of-range", "--param", "Seconds=7200"}, exitFound, "7200 s", ""},
		{[]string{"model", "--param", "Seconds=7200"}, exitClean, `"value": 7200`, ""},
		{[]string{"--param", "seconds=7200"}, exitUsage, "", `there is no parameter "seconds"; did you mean "Seconds"?`},
		{[]string{"model", "--param", "Seconds"}, exitUsage, "", `invalid argument "Seconds" for "--param" flag: write NAME=VALUE`},
	}
	for _, c := range cases {
		got := authlint(t, nil, c.args...)
		if got.status != c.status || !strings.Contains(got.stdout, c.stdout) || !strings.Contains(got.stderr, c.stderr) {
			t.Errorf("%q: %+v", c.args, got)
		}
	}
	inProject(t, map[string]string{"readme.md": "nothing"})
	if got := authlint(t, nil, "--param", "A=b"); got.status != exitUsage || !strings.Contains(got.stderr, `no template has a parameter "A"`) {
		t.Errorf("without a template: %+v", got)
	}
}
