package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// inRepository is inProject, with all files in the first commit of a branch main.
func inRepository(t *testing.T, files map[string]string) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("needs git:", err)
	}
	for name, value := range map[string]string{
		"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_AUTHOR_NAME": "Test", "GIT_AUTHOR_EMAIL": "test@example.com",
		"GIT_COMMITTER_NAME": "Test", "GIT_COMMITTER_EMAIL": "test@example.com",
	} {
		t.Setenv(name, value)
	}
	inProject(t, files)
	runGit(t, "init", "-q", "-b", "main")
	runGit(t, "add", "-A")
	runGit(t, "commit", "-q", "--allow-empty", "-m", "one")
	runGit(t, "checkout", "-q", "-b", "topic")
}

func runGit(t *testing.T, arguments ...string) {
	t.Helper()
	if out, err := exec.Command("git", arguments...).CombinedOutput(); err != nil {
		t.Fatalf("git %v: %v\n%s", arguments, err, out)
	}
}

// accepted is refused once it is mended.
var accepted = strings.Replace(refused, "7200", "300", 1)

// withBody is a Terraform project whose API is in another file.
const withBody = `resource "aws_api_gateway_rest_api" "orders" {
  name = "orders"
  body = file("${path.module}/openapi.yaml")
}
`

const onlyTTL = "rules: {gateway-responses-default: {enabled: false}}\n"

func TestChanged(t *testing.T) {
	for name, test := range map[string]struct {
		args   []string
		status int
		stdout string // what is in it; empty: nothing is
		stderr string
	}{
		"a document":                      {[]string{"one.yaml"}, exitFound, "one.yaml:12:", ""},
		"another one":                     {[]string{"docs/two.yaml"}, exitFound, "docs/two.yaml:12:", ""},
		"the body of an API in Terraform": {[]string{"infra/openapi.yaml"}, exitFound, "infra/openapi.yaml:12:", ""},
		"its configuration":               {[]string{"infra/main.tf"}, exitFound, "infra/openapi.yaml:12:", ""},
		"a file that is gone":             {[]string{"gone.yaml"}, exitClean, "", "no API in view depends on what changed"},
		"a file of nothing":               {[]string{"notes.txt"}, exitClean, "", "no API in view depends on what changed"},
		"quietly":                         {[]string{"-q", "notes.txt"}, exitClean, "", ""},
		"an excluded file":                {[]string{"excluded/api.yaml"}, exitClean, "", "no API in view depends on what changed"},
		"the settings: everything":        {[]string{"authlint.yaml"}, exitFound, "infra/openapi.yaml:12:", ""},
		"settings that are gone, too":     {[]string{".github/authlint.yaml"}, exitFound, "docs/two.yaml:12:", ""},
		"the baseline: everything":        {[]string{"authlint-baseline.jsonl"}, exitFound, "one.yaml:12:", ""},
		"a directory":                     {[]string{"docs"}, exitFound, "docs/two.yaml:12:", ""},
		"outside":                         {[]string{"../one.yaml"}, exitUsage, "", "--changed: ../one.yaml lies outside the root"},
		"standard input":                  {[]string{"-"}, exitUsage, "", "--changed: standard input is no file that changed"},
		"without a repository":            {[]string{}, exitUsage, "", "--changed: git rev-parse: not a git repository"},
	} {
		t.Run(name, func(t *testing.T) {
			inProject(t, map[string]string{
				"one.yaml": refused, "docs/two.yaml": refused, "infra/main.tf": withBody, "infra/openapi.yaml": refused, "notes.txt": "hello", "excluded/api.yaml": refused,
				"authlint.yaml": onlyTTL + "exclude: [excluded]\nbaseline: authlint-baseline.jsonl\n", "authlint-baseline.jsonl": "",
			})
			got := authlint(t, nil, append([]string{"-f", "concise", "--changed"}, test.args...)...)
			if got.status != test.status || !strings.Contains(got.stdout, test.stdout) || test.stdout == "" && got.stdout != "" || !strings.Contains(got.stderr, test.stderr) || test.stderr == "" && got.stderr != "" {
				t.Errorf("%+v, want %d, %q, %q", got, test.status, test.stdout, test.stderr)
			}
			if findings := strings.Count(got.stdout, "\n"); test.status == exitFound && (findings > 1) != strings.HasSuffix(name, "everything") && !strings.HasSuffix(name, "too") {
				t.Errorf("%d findings:\n%s", findings, got.stdout)
			}
		})
	}
}

// TestChangedFromBelow: names are relative to the working directory, what is read and what
// the settings are is not.
func TestChangedFromBelow(t *testing.T) {
	inProject(t, map[string]string{"infra/main.tf": withBody, "infra/openapi.yaml": refused, "authlint.yaml": onlyTTL, "infra/authlint.yaml": "rules: {ttl-out-of-range: {enabled: false}}\n"})
	above := authlint(t, nil, "-f", "concise", "--changed", "infra/openapi.yaml")
	t.Chdir("infra")
	if below := authlint(t, nil, "-f", "concise", "--changed", "openapi.yaml"); below != above || below.status != exitFound {
		t.Errorf("%+v, but from above %+v", below, above)
	}
}

// TestChangedAsksGit where no file is named.
func TestChangedAsksGit(t *testing.T) {
	inRepository(t, map[string]string{"infra/main.tf": withBody, "infra/openapi.yaml": refused, "other.yaml": refused, "authlint.yaml": onlyTTL})
	if got := authlint(t, nil, "-f", "concise", "--changed"); got.status != exitClean || got.stdout != "" || !strings.Contains(got.stderr, "depends on what changed") {
		t.Errorf("nothing changed: %+v", got)
	}
	change(t, "infra/openapi.yaml", "orders", "refunds")
	put(t, "new.yaml", refused)
	got := authlint(t, nil, "-f", "concise", "--changed")
	if got.status != exitFound || strings.Count(got.stdout, "\n") != 2 || !strings.Contains(got.stdout, "infra/openapi.yaml:") || !strings.Contains(got.stdout, "new.yaml:") {
		t.Errorf("%+v", got)
	}
}

// TestChangedTellsNothingOfOthers: not what others silence, nor what is gone elsewhere.
func TestChangedTellsNothingOfOthers(t *testing.T) {
	inProject(t, map[string]string{
		"one.yaml": refused, "two.yaml": "# authlint:ignore-file[ttl-out-of-range] reason=\"a test\"\n" + accepted, "broken.yaml": broken,
		"authlint.yaml": "ignores:\n- {rule: ttl-out-of-range, path: two.yaml, reason: r}\n",
		"known.jsonl":   `{"rule": "ttl-out-of-range", "file": "gone.yaml", "address": "", "context": "1"}`,
	})
	if got := authlint(t, nil, "-f", "concise", "--baseline", "known.jsonl", "--changed", "two.yaml"); got.status != exitClean || got.stderr != "" {
		t.Errorf("%+v", got)
	}
	if got := authlint(t, nil, "-f", "concise", "--changed", "broken.yaml"); got.status != exitIncomplete {
		t.Errorf("%+v", got)
	}
}

func TestNewFromMergeBase(t *testing.T) {
	const twice = "      security:\n        - token: []\n"
	for name, test := range map[string]struct {
		args   []string
		edit   func(t *testing.T)
		status int
		want   string // in the report
	}{
		"nothing changed":     {nil, func(*testing.T) {}, exitClean, "no findings (besides 1 silenced and 2 that were there before)"},
		"lines moved":         {nil, func(t *testing.T) { change(t, "infra/openapi.yaml", "paths:", "\n\npaths:") }, exitClean, "no findings (besides 1 silenced and 2 that were there before)"},
		"a file was renamed":  {nil, func(t *testing.T) { runGit(t, "mv", "other.yaml", "renamed.yaml") }, exitClean, "no findings (besides 1 silenced and 2 that were there before)"},
		"a finding is mended": {nil, func(t *testing.T) { change(t, "other.yaml", "7200", "300") }, exitClean, "no findings (besides 1 silenced and 1 that was there before)"},
		"a finding is new":    {nil, func(t *testing.T) { change(t, "infra/openapi.yaml", twice, "") }, exitFound, "1 warning (besides 1 silenced and 2 that were there before)"},
		"it is committed": {nil, func(t *testing.T) {
			put(t, "new.yaml", refused)
			runGit(t, "add", "-A")
			runGit(t, "commit", "-qm", "x")
		}, exitFound, "new.yaml"},
		"main went on":          {nil, func(t *testing.T) { onMain(t, func() { runGit(t, "rm", "-q", "other.yaml") }) }, exitClean, "and 2 that"},
		"a value is new":        {nil, func(t *testing.T) { change(t, "infra/openapi.yaml", "7200", "7201") }, exitFound, "1 error (besides 1 silenced and 1"},
		"a comment was removed": {nil, func(t *testing.T) { change(t, "quiet.yaml", "# authlint:", "# ") }, exitFound, "quiet.yaml"},
		"a path that was there": {[]string{"other.yaml"}, func(*testing.T) {}, exitClean, "besides 1 that was"},
		"a path that is new":    {[]string{"new"}, func(t *testing.T) { put(t, "new/api.yaml", refused) }, exitFound, "1 error\n"},
		"with a baseline": {[]string{"--baseline", "known.jsonl"}, func(t *testing.T) {
			put(t, "known.jsonl", authlintBaseline(t, "other.yaml"))
			put(t, "new.yaml", refused)
		}, exitFound, "1 error (besides 1 silenced and 2 that were there before)"},
		"a file that is new": {[]string{"new.yaml"}, func(t *testing.T) { put(t, "new.yaml", refused) }, exitFound, "1 error\n"},
		"known twice, found twice": {[]string{"--baseline", "known.jsonl"}, func(t *testing.T) {
			put(t, "known.jsonl", authlintBaseline(t, "other.yaml"))
			runGit(t, "mv", "other.yaml", "renamed.yaml")
			put(t, "copy.yaml", refused)
		}, exitFound, "1 error (besides 1 silenced and 2 that"},
		"of what changed only": {[]string{"--changed"}, func(t *testing.T) { put(t, "new.yaml", refused) }, exitFound, "1 error\ncan be fixed: 1 with --fix\n1 API"},
		"settings of today":    {nil, func(t *testing.T) { put(t, "authlint.yaml", "rules: {ttl-long: {enabled: true}}") }, exitClean, "that were there before"},
		"an unreadable past":   {nil, func(t *testing.T) { put(t, "past.yaml", accepted) }, exitClean, "and 2"},
		"values of variables": {[]string{"--var-file", "values.tfvars", "--var", "fresh=1"}, func(t *testing.T) {
			put(t, "values.tfvars", "ttl = 7200\n")
			put(t, "v/main.tf", withTTL+"variable \"fresh\" {}\n")
		}, exitFound, "values.tfvars"},
		"a value of then":         {[]string{"--var-file", "then.tfvars"}, func(t *testing.T) { put(t, "then.tfvars", "ttl = 7200\n") }, exitFound, "1 error (besides 1 silenced and 2 that"},
		"what Git ignores stays":  {nil, func(t *testing.T) { put(t, ".git/info/exclude", "built.yaml\n") }, exitClean, "and 2 that"},
		"the module behind links": {nil, func(t *testing.T) { change(t, "modules/m/main.tf", "seconds = 60", "seconds = 7200") }, exitFound, "links/m/main.tf"},
	} {
		t.Run(name, func(t *testing.T) {
			inRepository(t, map[string]string{
				"infra/main.tf": withBody, "infra/openapi.yaml": refused, "other.yaml": refused, "past.yaml": broken, "authlint.yaml": onlyTTL,
				"quiet.yaml": "# authlint:ignore-file[ttl-out-of-range] reason=\"a test\"\n" + refused, "then/main.tf": withTTL, "then.tfvars": "ttl = 60\n",
				"modules/m/main.tf": strings.ReplaceAll(withTTL, "var.ttl", "60"), "root/main.tf": "module \"m\" {\n  source = \"./links/m\"\n}\n",
			})
			if err := os.Symlink("../modules", "root/links"); err != nil {
				t.Skip("this system has no symbolic links:", err)
			}
			runGit(t, "add", "-A")
			runGit(t, "commit", "-qm", "links")
			runGit(t, "branch", "-f", "main")
			if name != "an unreadable past" {
				runGit(t, "rm", "-q", "past.yaml")
				runGit(t, "commit", "-qm", "mended")
				runGit(t, "branch", "-f", "main")
			}
			test.edit(t)
			got := authlint(t, nil, append([]string{"-f", "text", "--new-from-merge-base", "main"}, test.args...)...)
			if got.status != test.status || !strings.Contains(got.stdout, test.want) {
				t.Errorf("%+v, want %d, %q", got, test.status, test.want)
			}
			if told := strings.Contains(got.stderr, "not all could be read as it was at the merge base with main"); told != (name == "an unreadable past") {
				t.Errorf("standard error: %s", got.stderr)
			}
		})
	}
}

// withTTL is an authorizer whose TTL is a variable.
const withTTL = `variable "ttl" { default = 60 }
resource "aws_api_gateway_rest_api" "a" { name = "a" }
resource "aws_api_gateway_authorizer" "a" {
  name                             = "a"
  rest_api_id                      = aws_api_gateway_rest_api.a.id
  authorizer_uri                   = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:f/invocations"
  identity_source                  = "method.request.header.Authorization"
  authorizer_result_ttl_in_seconds = var.ttl
}
`

// onMain does something on the branch main, and comes back.
func onMain(t *testing.T, do func()) {
	t.Helper()
	runGit(t, "checkout", "-q", "main")
	do()
	runGit(t, "commit", "-qam", "on main")
	runGit(t, "checkout", "-q", "topic")
}

// authlintBaseline is a baseline of a path.
func authlintBaseline(t *testing.T, path string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "known.jsonl")
	if got := authlint(t, nil, "baseline", "write", "--baseline", file, path); got.status != exitClean {
		t.Fatalf("%+v", got)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestNewFromMergeBaseIsRefused(t *testing.T) {
	inRepository(t, map[string]string{"api.yaml": refused})
	for name, test := range map[string]struct {
		args []string
		want string
	}{
		"no such commit": {[]string{"--new-from-merge-base", "origin/main"}, `--new-from-merge-base: there is no commit "origin/main" here`},
		"an option":      {[]string{"--new-from-merge-base=--all"}, "is no revision"},
		"nothing":        {[]string{"--new-from-merge-base="}, "is no revision"},
		"standard input": {[]string{"--new-from-merge-base", "main", "-"}, "standard input was not there before"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := authlint(t, strings.NewReader(refused), test.args...); got.status != exitUsage || got.stdout != "" || !strings.Contains(got.stderr, test.want) {
				t.Errorf("%+v, want %q", got, test.want)
			}
		})
	}
}
