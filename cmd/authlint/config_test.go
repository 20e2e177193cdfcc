package main

import (
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/config"
	"github.com/authlint/authlint/internal/model"
)

// TestSettings: what authlint.yaml says holds, and the command line wins.
func TestSettings(t *testing.T) {
	only := func(rest string) string {
		return "rules:\n  gateway-responses-default: {enabled: false}\n" + rest
	}
	for name, test := range map[string]struct {
		settings string
		args     []string
		status   int
		stdout   string // what is in it; empty: nothing is
		stderr   string
	}{
		"a rule is switched off":      {"rules:\n  ttl-out-of-range: {enabled: false}\n  gateway-responses-default: {enabled: false}\n", nil, exitClean, "", ""},
		"a severity":                  {only("  ttl-out-of-range: {severity: note}"), nil, exitClean, "note: authorizer", ""},
		"a severity, and notes fail":  {only("  ttl-out-of-range: {severity: note}\nfail-on: note"), nil, exitFound, "note: authorizer", ""},
		"fail-on":                     {only("fail-on: never"), nil, exitClean, "error: ", ""},
		"fail-on on the command line": {only("fail-on: never"), []string{"--fail-on", "error"}, exitFound, "error: ", ""},
		"min-severity":                {"min-severity: error", nil, exitFound, "error: ", ""},
		"an override":                 {only("overrides:\n- {paths: ['*.yaml'], rules: {ttl-out-of-range: {enabled: false}}}"), nil, exitClean, "", ""},
		"an override of other files":  {only("overrides:\n- {paths: [infra], rules: {ttl-out-of-range: {enabled: false}}}"), nil, exitFound, "error: ", ""},
		"selected all the same":       {"rules:\n  ttl-out-of-range: {enabled: false}", []string{"--select", "ttl-out-of-range"}, exitFound, "error: ", ""},
		"excluded":                    {"exclude: [api.yaml]", nil, exitClean, "", "no API Gateway definition"},
		"excluded, though named":      {"exclude: [api.yaml]", []string{"api.yaml"}, exitClean, "", "no API Gateway definition"},
		"excluded by a flag":          {"", []string{"--exclude", "*.yaml"}, exitClean, "", "no API Gateway definition"},
		"no settings":                 {"exclude: [api.yaml]", []string{"--no-config"}, exitFound, "error: ", ""},
		"another file of settings":    {"exclude: [api.yaml]", []string{"--config", "other.yaml"}, exitFound, "error: ", ""},
		"silenced":                    {only("ignores:\n- {rule: ttl-out-of-range, path: api.yaml, reason: r}"), nil, exitClean, "", ""},
		"silenced without a reason":   {only("require-reason: true\nignores:\n- {rule: ttl-out-of-range, path: api.yaml}"), nil, exitClean, "", "authlint.yaml:5:3: note: this ignore has no reason"},
		"silenced until last year":    {only("ignores:\n- {rule: ttl-out-of-range, path: api.yaml, until: 2025-12-31}"), nil, exitFound, "error: ", "this silences nothing any more: it held until 2025-12-31"},
		"silenced in vain":            {only("ignores:\n- {rule: ttl-long, path: api.yaml}\n- {rule: authorizer-unused, path: api.yaml}\n- {rule: authorizer-unused, path: main.tf}"), nil, exitFound, "error: ", "this silences nothing: authorizer-unused finds nothing here"},
		"a mistake":                   {"fail-at: error", nil, exitUsage, "", `authlint.yaml:1:1: there is no key "fail-at"; did you mean "fail-on"?`},
		"a bad pattern":               {"", []string{"--exclude", "a["}, exitUsage, "", `--exclude: "a[" is no pattern`},
		"both flags":                  {"", []string{"--config", "other.yaml", "--no-config"}, exitUsage, "", "--config and --no-config exclude each other"},
		"no such file":                {"", []string{"--config", "missing.yaml"}, exitUsage, "", "missing.yaml: no such file"},
	} {
		t.Run(name, func(t *testing.T) {
			inProject(t, map[string]string{"api.yaml": refused, "authlint.yaml": test.settings, "other.yaml": "fail-on: warning"})
			got := authlint(t, nil, append([]string{"-f", "concise"}, test.args...)...)
			if got.status != test.status || !strings.Contains(got.stdout, test.stdout) || test.stdout == "" && got.stdout != "" || !strings.Contains(got.stderr, test.stderr) {
				t.Errorf("%+v, want %d, %q, %q", got, test.status, test.stdout, test.stderr)
			}
			if n := strings.Count(got.stderr, "this silences nothing"); n > 1 {
				t.Errorf("%d ignores in vain, but of rules that are not asked and of files that were not looked at nobody knows:\n%s", n, got.stderr)
			}
		})
	}
}

// TestSettingsGiveValues of variables and parameters, and the command line wins.
func TestSettingsGiveValues(t *testing.T) {
	files := map[string]string{
		"main.tf": `variable "ttl" {}
resource "aws_api_gateway_rest_api" "a" { name = "a" }
resource "aws_api_gateway_authorizer" "a" {
  name                             = "a"
  rest_api_id                      = aws_api_gateway_rest_api.a.id
  authorizer_uri                   = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:f/invocations"
  authorizer_result_ttl_in_seconds = terraform.workspace == "live" ? var.ttl : 60
}
`,
		"authlint.yaml": "variables: {ttl: 7200, unheard: 1}\nparameters: {Unheard: 1}\nworkspace: live\n",
	}
	inProject(t, files)
	args := []string{"-f", "concise", "--select", "ttl-out-of-range"}
	if got := authlint(t, nil, args...); got.status != exitFound || !strings.Contains(got.stdout, "7200 s") || got.stderr != "" {
		t.Errorf("%+v", got)
	}
	for _, other := range [][]string{{"--var", "ttl=60"}, {"--workspace", "test"}} {
		if got := authlint(t, nil, append(args, other...)...); got.status != exitClean {
			t.Errorf("%v: %+v", other, got)
		}
	}
}

// TestSchemaOfSettingsKnowsTheirKeys: an editor checks the file by it.
func TestSchemaOfSettingsKnowsTheirKeys(t *testing.T) {
	inProject(t, nil)
	var schema struct {
		Definitions map[string]struct {
			Properties map[string]struct{ Description string }
		}
	}
	if err := json.Unmarshal([]byte(authlint(t, nil, "schema", "config").stdout), &schema); err != nil {
		t.Fatal(err)
	}
	for _, field := range model.Fields(reflect.TypeFor[config.Config]()) {
		if schema.Definitions["Config"].Properties[field.Name].Description == "" {
			t.Errorf("%s is not described", field.Name)
		}
	}
}

// TestBaselineThatNothingNames asserts that the file of a first baseline is named as the
// user would name it, with what is left to do.
func TestBaselineThatNothingNames(t *testing.T) {
	inProject(t, map[string]string{"api.yaml": refused})
	got := authlint(t, nil, "baseline", "write")
	if got.status != exitClean || got.stdout != "authlint-baseline.jsonl: 2 findings kept\n" ||
		!strings.Contains(got.stderr, `write "baseline: authlint-baseline.jsonl" into authlint.yaml, or give --baseline`) {
		t.Errorf("%+v", got)
	}
	if got := authlint(t, nil, "baseline", "prune", "--baseline", "authlint-baseline.jsonl"); got.stdout != "authlint-baseline.jsonl: gone: 0, left: 2\n" || got.stderr != "" {
		t.Errorf("named on the command line: %+v", got)
	}
}

// TestBaseline keeps what is there, reports what is new, and drops what is gone.
func TestBaseline(t *testing.T) {
	inProject(t, map[string]string{"api.yaml": refused, "authlint.yaml": "baseline: known.jsonl\n"})
	if got := authlint(t, nil); got.status != exitUsage || !strings.Contains(got.stderr, "read baseline: ") {
		t.Errorf("a baseline that is not there: %+v", got)
	}
	if got := authlint(t, nil, "baseline", "write"); got.status != exitClean || got.stdout != "known.jsonl: 2 findings kept\n" || got.stderr != "" {
		t.Fatalf("%+v", got)
	}
	if got := authlint(t, nil, "-f", "text"); got.status != exitClean || !strings.Contains(got.stdout, "no findings (besides 2 that were there before)") {
		t.Errorf("what is known is reported: %+v", got)
	}

	// A line moves, the file is renamed, and something new is written.
	change(t, "api.yaml", "paths:\n", "\npaths:\n  /refunds:\n    post:\n      x-amazon-apigateway-integration: { type: mock }\n")
	if err := os.Rename("api.yaml", "orders.yaml"); err != nil {
		t.Fatal(err)
	}
	got := authlint(t, nil, "-f", "concise")
	if got.status != exitFound || strings.Count(got.stdout, "\n") != 1 || !strings.Contains(got.stdout, "POST /refunds asks for no authorization") {
		t.Errorf("%+v", got)
	}

	change(t, "orders.yaml", "7200", "300")
	if got := authlint(t, nil, "-f", "concise"); !strings.Contains(got.stderr, "findings of the baseline that are gone: 1") {
		t.Errorf("what is gone is not told: %+v", got)
	}
	if got := authlint(t, nil, "baseline", "prune"); got.status != exitClean || !strings.Contains(got.stdout, "gone: 1, left: 1") {
		t.Errorf("%+v", got)
	}
	change(t, "orders.yaml", "300", "7200")
	if got := authlint(t, nil, "-f", "concise", "--select", "ttl-out-of-range"); got.status != exitFound {
		t.Errorf("what was pruned is still known: %+v", got)
	}
}

// TestBaselineOfSettingsStaysBelowTheRoot: whoever wrote the tree may have made it lead
// elsewhere. What the command line names is followed.
func TestBaselineOfSettingsStaysBelowTheRoot(t *testing.T) {
	inProject(t, map[string]string{"api.yaml": refused, "authlint.yaml": "baseline: known.jsonl\n", "../outside/mine": "mine\n"})
	if err := os.Symlink("../outside/mine", "known.jsonl"); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	for _, args := range [][]string{{"."}, {"baseline", "prune"}} {
		if got := authlint(t, nil, args...); got.status != exitUsage || !strings.Contains(got.stderr, "known.jsonl: lies outside the root") {
			t.Errorf("%v: %+v", args, got)
		}
	}
	got := authlint(t, nil, "baseline", "write")
	if data, err := os.ReadFile("../outside/mine"); err != nil || string(data) != "mine\n" || got.status != exitUsage || !strings.Contains(got.stderr, "a symbolic link") {
		t.Errorf("%+v; it became %q, %v", got, data, err)
	}
	if got := authlint(t, nil, "baseline", "write", "--baseline", "known.jsonl"); got.status != exitClean {
		t.Errorf("%+v", got)
	}
	if data, err := os.ReadFile("../outside/mine"); err != nil || !strings.Contains(string(data), "ttl-out-of-range") {
		t.Errorf("it became %q, %v", data, err)
	}
}

// TestBaselineOfWhatCannotBeRead is refused: what is in there would be new later.
func TestBaselineOfWhatCannotBeRead(t *testing.T) {
	inProject(t, map[string]string{"api.yaml": refused, "broken.yaml": broken})
	got := authlint(t, nil, "baseline", "write", "--baseline", "known.jsonl")
	if _, err := os.Stat("known.jsonl"); got.status != exitUsage || err == nil {
		t.Errorf("%+v, %v", got, err)
	}
}

// change replaces a text in a file.
func change(t *testing.T, name, old, new string) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil || !strings.Contains(string(text), old) {
		t.Fatalf("%s has no %q: %v", name, old, err)
	}
	if err := os.WriteFile(name, []byte(strings.Replace(string(text), old, new, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
}
