package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// adminRule is a rule of a user's own about the API in admin.
const adminRule = `# METADATA
# title: Admin path that anyone can call
# description: |
#   Paths that begin with /admin are for our staff.
#
#   Attach the authorizer.
# custom:
#   severity: error
package custom.method["admin-open"]

findings contains finding if {
	input.method.authorizationType.value == "NONE"
	startswith(input.method.path.value, "/admin")
	finding := {
		"range": input.method.range,
		"message": $"{input.method.label} is open",
		"predicts": {"exposure": "public", "methods": [input.method.label]},
	}
}
`

const adminTest = `package custom.method["admin-open_test"]

import data.authlint.testing as given
import data.custom.method["admin-open"] as rule

test_it_is_found if {
	count(rule.findings) == 1 with input as {"method": given.method("GET", "/admin", {}), "api": given.api({})}
}
`

const admin = `openapi: 3.0.3
info: {title: staff, version: "1"}
paths:
  /admin:
    get:
      x-amazon-apigateway-integration: {type: mock}
`

// project is a project with a rule of its own in policy, which the settings may name.
func project(t *testing.T, more map[string]string) {
	t.Helper()
	files := map[string]string{"policy/method/admin-open.rego": adminRule, "api.yaml": admin}
	for name, text := range more {
		files[name] = text
	}
	inProject(t, files)
}

// TestCustomRulesAreRules: they are listed, explained, selected, ignored, silenced, kept in
// a baseline, changed by settings and reported as the built-in ones are.
func TestCustomRulesAreRules(t *testing.T) {
	lint := []string{"-f", "concise"}
	found := "api.yaml:5:5: error: GET /admin is open [admin-open]\n"
	settings := map[string]string{"authlint.yaml": "custom-rules: [policy]\n"}
	with := func(more string) map[string]string {
		return map[string]string{"authlint.yaml": settings["authlint.yaml"] + more}
	}
	cases := map[string]struct {
		files  map[string]string
		args   []string
		status int
		stdout string // all of it; of other commands than lint, a part
	}{
		"not without being asked for":      {nil, lint, exitClean, ""},
		"--rules":                          {nil, append(lint, "--rules", "policy"), exitFound, found},
		"settings":                         {settings, lint, exitFound, found},
		"both, once":                       {settings, append(lint, "--rules", "./policy"), exitFound, found},
		"no settings":                      {settings, append(lint, "--no-config"), exitClean, ""},
		"no settings, --rules":             {settings, append(lint, "--no-config", "--rules", "policy"), exitFound, found},
		"selected":                         {settings, []string{"-f", "concise", "--select", "admin-open"}, exitFound, found},
		"another is selected":              {settings, []string{"-f", "concise", "--select", "ttl-long"}, exitClean, ""},
		"ignored":                          {settings, append(lint, "--ignore", "admin-open"), exitClean, ""},
		"switched off":                     {with("rules: {admin-open: {enabled: false}}\n"), lint, exitClean, ""},
		"another severity":                 {with("rules: {admin-open: {severity: note}}\n"), lint, exitClean, strings.Replace(found, "error", "note", 1)},
		"switched off for a file":          {with("overrides: [{paths: [api.yaml], rules: {admin-open: {enabled: false}}}]\n"), lint, exitClean, ""},
		"ignored by the settings":          {with("ignores: [{rule: admin-open, path: api.yaml}]\n"), lint, exitClean, ""},
		"silenced by a comment":            {map[string]string{"authlint.yaml": settings["authlint.yaml"], "api.yaml": "# authlint:ignore-file[admin-open] reason=\"x\"\n" + admin}, lint, exitClean, ""},
		"listed":                           {settings, []string{"rules"}, exitClean, "Admin path that anyone can call (policy/method/admin-open.rego)"},
		"listed by --rules":                {nil, []string{"rules", "--rules", "policy"}, exitClean, "  admin-open "},
		"explained":                        {settings, []string{"explain", "admin-open"}, exitClean, "a rule of your own: policy/method/admin-open.rego"},
		"explained by --rules":             {nil, []string{"explain", "admin-open", "--rules", "policy"}, exitClean, "What to do\n\nAttach the authorizer."},
		"explained with a path":            {settings, []string{"explain", "admin-open", "api.yaml"}, exitClean, "GET /admin is open"},
		"its driver in SARIF":              {settings, []string{"-f", "sarif"}, exitFound, `"id": "admin-open"`},
		"its tag in SARIF":                 {settings, []string{"-f", "sarif"}, exitFound, `"custom"`},
		"its rule in JSON":                 {settings, []string{"-f", "json"}, exitFound, `"rule": "admin-open"`},
		"without a page to read in a text": {settings, []string{"-f", "text", "--color", "never"}, exitFound, "  = help: Attach the authorizer.\n\n1 error"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			project(t, c.files)
			got := authlint(t, nil, c.args...)
			right := strings.Contains(got.stdout, c.stdout)
			if strings.Contains(strings.Join(c.args, " "), "concise") {
				right = got.stdout == c.stdout
			}
			if got.status != c.status || !right || strings.Contains(got.stderr, "silences nothing") {
				t.Errorf("exit status %d, want %d; want %q in:\n%s\n%s", got.status, c.status, c.stdout, got.stdout, got.stderr)
			}
		})
	}
}

func TestCustomRulesInABaseline(t *testing.T) {
	project(t, map[string]string{"authlint.yaml": "custom-rules: [policy]\n"})
	authlint(t, nil, "baseline", "write")
	if text, err := os.ReadFile("authlint-baseline.jsonl"); err != nil || !strings.Contains(string(text), "admin-open") {
		t.Fatalf("%v: %s", err, text)
	}
	if got := authlint(t, nil, "-f", "concise", "--baseline", "authlint-baseline.jsonl"); got.status != exitClean || got.stdout != "" {
		t.Errorf("got %+v", got)
	}
}

// TestCustomRulesAreWrong: nothing is analysed, and each mistake has a line of its own.
func TestCustomRulesAreWrong(t *testing.T) {
	cases := map[string]struct {
		files map[string]string
		args  []string
		want  string
	}{
		"no directory":             {nil, []string{"--rules", "gone"}, "authlint: --rules: gone: there is no such directory\n"},
		"a file":                   {nil, []string{"--rules", "policy/method/admin-open.rego"}, "is a file; name the directory"},
		"no directory in settings": {map[string]string{"authlint.yaml": "custom-rules: [gone]\n"}, nil, "custom-rules: gone: no such file or directory"},
		"above the root":           {map[string]string{"authlint.yaml": "custom-rules: [../x]\n"}, nil, `authlint.yaml:1:16: custom-rules: "../x" is no directory below the root`},
		"two mistakes": {
			map[string]string{"policy/method/b.rego": "package x", "policy/method/a.rego": strings.Replace(adminRule, "title", "titel", 1)},
			[]string{"--rules", "policy"},
			"authlint: policy/method/a.rego:2:1: METADATA: field titel not found\nauthlint: policy/method/b.rego:1:1: a rule begins with # METADATA",
		},
		"a type": {
			map[string]string{"policy/method/admin-open.rego": strings.Replace(adminRule, "path.value", "pth.value", 1)},
			[]string{"rules", "--rules", "policy"},
			`policy/method/admin-open.rego:13:13: input.method.pth.value: there is no field "pth"; did you mean "path"?`,
		},
		"an unknown rule":    {nil, []string{"--rules", "policy", "--select", "admin-opn"}, `there is no rule "admin-opn"; did you mean "admin-open"?`},
		"test of nothing":    {nil, []string{"test"}, "test what? Name a directory of rules"},
		"test of no folder":  {nil, []string{"test", "gone"}, "gone: there is no such directory"},
		"test in no format":  {nil, []string{"test", "--format", "jsn", "policy"}, `did you mean "json"?`},
		"test of no pattern": {nil, []string{"test", "--run", "(", "policy"}, "--run: error parsing regexp"},
		"too much coverage":  {nil, []string{"test", "--coverage-min", "101", "policy"}, "--coverage-min 101: write a number from 0 to 100"},
		"a test that is wrong": {
			map[string]string{"policy/method/admin-open_test.rego": strings.Replace(adminTest, "rule.findings", "rule.finding", 1)},
			[]string{"test", "policy"},
			`policy/method/admin-open_test.rego:7:8: data.custom.method["admin-open"]: there is no name "finding"; did you mean "findings"?`,
		},
		"a test twice": {
			map[string]string{"policy/method/admin-open_test.rego": adminTest + "\ntest_it_is_found if false\n"},
			[]string{"test", "policy"},
			"policy/method/admin-open_test.rego:10:1: there is a test test_it_is_found already",
		},
		"a test of another package": {
			map[string]string{"policy/method/admin-open_test.rego": strings.Replace(adminTest, "admin-open_test", "x", 1)},
			[]string{"test", "policy"},
			`write package custom.method["admin-open_test"]`,
		},
		"no test in a file": {
			map[string]string{"policy/method/admin-open_test.rego": "package custom.method[\"admin-open_test\"]\n\nx := 1\n"},
			[]string{"test", "policy"},
			"there is no test here; write: test_what_it_shows if { … }",
		},
		"an id that is none":        {nil, []string{"init", "rule", "Admin"}, `"Admin" is no id of a rule: write lower-case words`},
		"an id that is built in":    {nil, []string{"init", "rule", "ttl-long"}, "there is a built-in rule ttl-long already (authlint explain ttl-long)"},
		"a subject that is none":    {nil, []string{"init", "rule", "x", "--subject", "methods"}, `--subject: there is no subject "methods"; did you mean "method"?`},
		"a rule that is there":      {nil, []string{"init", "rule", "admin-open", "--dir", "policy"}, "policy/method/admin-open.rego is there already, and nothing is written"},
		"an id of another subject":  {nil, []string{"init", "rule", "admin-open", "--dir", "policy", "--subject", "api"}, "policy/method/admin-open.rego is there already"},
		"a link in place of a rule": {nil, []string{"init", "rule", "linked", "--dir", "policy"}, "policy/method/linked.rego is there already"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			project(t, c.files)
			if err := os.Symlink("nowhere", "policy/method/linked.rego"); err != nil || !strings.Contains(name, "link") {
				_ = os.Remove("policy/method/linked.rego")
			}
			before := listing(t)
			got := authlint(t, nil, c.args...)
			if got.status != exitUsage || got.stdout != "" || !strings.Contains(got.stderr, c.want) {
				t.Errorf("exit status %d, standard error:\n%s\nwant %q", got.status, got.stderr, c.want)
			}
			if diff := cmp.Diff(before, listing(t)); diff != "" {
				t.Errorf("files changed: %s", diff)
			}
		})
	}
}

// listing is all files below the working directory.
func listing(t *testing.T) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(".", func(name string, _ fs.DirEntry, err error) error {
		names = append(names, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// TestCustomRulesBeyondALink: what a repository names lies below its root, whatever links
// say; the command line may name a link.
func TestCustomRulesBeyondALink(t *testing.T) {
	outside := t.TempDir()
	project(t, map[string]string{"authlint.yaml": "custom-rules: [linked]\n"})
	if err := os.Rename("policy", filepath.Join(outside, "policy")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(outside, "policy"), "linked"); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{nil, {"test"}} {
		if got := authlint(t, nil, args...); got.status != exitUsage || !strings.Contains(got.stderr, "custom-rules: linked: lies outside the root") {
			t.Errorf("%v: got %+v", args, got)
		}
	}
	if got := authlint(t, nil, "--no-config", "--rules", "linked", "-f", "concise"); got.status != exitFound || !strings.Contains(got.stdout, "[admin-open]") {
		t.Errorf("got %+v", got)
	}
}

// TestCustomRulesFixNothing: a repository's own rules must not decide what --fix writes.
func TestCustomRulesFixNothing(t *testing.T) {
	fixing := strings.Replace(adminRule, `"message"`, `"fixes": [{"description": "open it", "safe": true, "touches": ["methods"], "changes": [{"at": input.method.range, "path": ["security"], "value": []}]}], "message"`, 1)
	project(t, map[string]string{"policy/method/admin-open.rego": fixing, "authlint.yaml": "custom-rules: [policy]\n"})
	got := authlint(t, nil, "-f", "json", "--fix=unsafe")
	if text, err := os.ReadFile("api.yaml"); err != nil || string(text) != admin || got.status != exitFound || strings.Contains(got.stdout, "open it") || strings.Contains(got.stderr, "fixed") {
		t.Errorf("%+v, %v:\n%s", got, err, text)
	}
}

// TestChangedRulesAskEverything: what a rule finds depends on it, wherever it finds it.
func TestChangedRulesAskEverything(t *testing.T) {
	for changed, want := range map[string]int{
		"policy/method/admin-open.rego": exitFound, "policy/method/gone.rego": exitFound, "policy": exitFound,
		"policy/method/admin-open_test.rego": exitClean, "policy/README.md": exitClean, "other/method/rule.rego": exitClean,
	} {
		for _, given := range [][]string{{"--rules", "policy"}, {"--config", "settings.yaml"}} {
			project(t, map[string]string{"settings.yaml": "custom-rules: [policy]\n"})
			if got := authlint(t, nil, append(given, "-f", "concise", "--changed", changed)...); got.status != want || (want == exitFound) != strings.Contains(got.stdout, "[admin-open]") {
				t.Errorf("%v, %s: %+v", given, changed, got)
			}
		}
	}
}

// TestExtendedCustomRules: a file and the one that it extends know the rules of both, each
// names directories relative to itself, and the file itself has the last word.
func TestExtendedCustomRules(t *testing.T) {
	const found = "infra/api.yaml:5:5: error: GET /admin is open [admin-open]\n"
	another := strings.Replace(adminRule, "admin-open", "admin-free", 1)
	for name, c := range map[string]struct{ base, own, want string }{
		"of the other file":             {"custom-rules: [policy]\n", "", found},
		"changed by it":                 {"custom-rules: [policy]\nrules: {admin-open: {severity: note}}\n", "", strings.Replace(found, "error", "note", 1)},
		"changed by both":               {"custom-rules: [policy]\nrules: {admin-open: {severity: note}}\n", "rules: {admin-open: {severity: warning}}\n", strings.Replace(found, "error", "warning", 1)},
		"named by the other file only":  {"rules: {admin-open: {severity: note}}\n", "custom-rules: [../shared/policy]\n", strings.Replace(found, "error", "note", 1)},
		"switched off for a file":       {"custom-rules: [policy]\n", "overrides: [{paths: [api.yaml], rules: {admin-open: {enabled: false}}}]\n", ""},
		"for files of the other folder": {"custom-rules: [policy]\noverrides: [{paths: [api.yaml], rules: {admin-open: {enabled: false}}}]\n", "", found},
		"ignored":                       {"custom-rules: [policy]\nignores: [{rule: admin-open, path: ../infra/api.yaml, reason: r}]\n", "", ""},
		"ignored by the other":          {"custom-rules: [policy]\n", "ignores: [{rule: admin-open, path: api.yaml, reason: r}]\n", ""},
		"two folders":                   {"custom-rules: [policy]\n", "custom-rules: [policy]\n", strings.Replace(found, "-open", "-free", 1) + found},
		"one by two names":              {"custom-rules: [policy]\n", "custom-rules: [../shared/policy/]\n", found},
	} {
		t.Run(name, func(t *testing.T) {
			inProject(t, map[string]string{
				"shared/policy/method/admin-open.rego": adminRule, "infra/policy/method/admin-free.rego": another, "infra/api.yaml": admin,
				"shared/base.yaml": c.base, "infra/authlint.yaml": "extends: ../shared/base.yaml\n" + c.own,
			})
			if got := authlint(t, nil, "-f", "concise", "infra"); got.stdout != c.want || got.stderr != "" {
				t.Errorf("%+v, want %q", got, c.want)
			}
		})
	}
	inProject(t, map[string]string{"shared/policy/method/admin-open.rego": adminRule, "shared/base.yaml": "custom-rules: [policy]\nrules: {admin-opens: {}}\n", "authlint.yaml": "extends: shared/base.yaml\n"})
	if got := authlint(t, nil); got.status != exitUsage || !strings.Contains(got.stderr, `shared/base.yaml:2:9: there is no rule "admin-opens"; did you mean "admin-open"?`) {
		t.Errorf("%+v", got)
	}
}

// TestModelNeedsNoRules: who writes a rule wants to see the model before it compiles.
func TestModelNeedsNoRules(t *testing.T) {
	project(t, map[string]string{"policy/method/admin-open.rego": "no rule", "authlint.yaml": "custom-rules: [policy]\nrules: {admin-open: {enabled: false}}\nignores: [{rule: admin-open}]\n"})
	if got := authlint(t, nil, "model", "--subject", "method"); got.status != exitClean || !strings.Contains(got.stdout, "GET /admin") {
		t.Errorf("got %+v", got)
	}
	if got := authlint(t, nil, "model", "--rules", "policy"); got.status != exitUsage {
		t.Errorf("a flag that does nothing is taken: %+v", got)
	}
	for _, args := range [][]string{nil, {"test"}, {"rules"}, {"baseline", "write"}, {"explain", "admin-open", "api.yaml"}} {
		if got := authlint(t, nil, args...); got.status != exitUsage || !strings.Contains(got.stderr, "policy/method/admin-open.rego:1:1: a rule begins with # METADATA") {
			t.Errorf("%v: %+v", args, got)
		}
	}
	if got := authlint(t, nil, "explain", "401"); got.status != exitClean || !strings.Contains(got.stderr, "without rules of your own: policy/method/admin-open.rego") {
		t.Errorf("explain without a path: %+v", got)
	}
}

// TestCustomRulesThatFail are named with their place, what all others find is reported,
// and the run is incomplete.
func TestCustomRulesThatFail(t *testing.T) {
	cases := map[string]struct{ old, new, want string }{
		"at work":           {`$"{input.method.label} is open"`, `sprintf("%s", [to_number(input.method.label)])`, "api.yaml:2:15: rule admin-open, asked about paths./admin.get: policy/method/admin-open.rego:16:"},
		"out of its file":   {`input.method.range`, `{"file": "api.yaml", "start": 5, "end": 5000}`, "api.yaml [5, 5000) is no place in a file that was read"},
		"in another file":   {`input.method.range`, `{"file": "/etc/passwd", "start": 0, "end": 1}`, "/etc/passwd [0, 1) is no place in a file that was read"},
		"the wrong way":     {`input.method.range`, `{"file": "api.yaml", "start": 9, "end": 5}`, "api.yaml [9, 5) is no place"},
		"without an end":    {`startswith(`, "n := numbers.range(1, 90000)\n\tcount([1 | some a in n; some b in n; a == b + 90000]) == 0\n\tstartswith(", "no answer within 2s; it is not asked again in this run"},
		"a bad severity":    {`"message"`, `"severity": "fatal", "message"`, `severity "fatal" is none of error, warning and note`},
		"a control in text": {`is open"`, `is open\u001b[2J"`, ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			project(t, map[string]string{"policy/method/admin-open.rego": strings.Replace(adminRule, c.old, c.new, 1), "other.yaml": refused})
			got := authlint(t, nil, "-f", "concise", "--rules", "policy")
			want := exitIncomplete
			if c.want == "" {
				want = exitFound
			}
			if got.status != want || !strings.Contains(got.stderr, c.want) || !strings.Contains(got.stdout, "[ttl-out-of-range]") || strings.Contains(got.stdout+got.stderr, "\x1b") {
				t.Errorf("exit status %d, want %d and %q:\n%s\n%s", got.status, want, c.want, got.stdout, got.stderr)
			}
		})
	}
}

// TestFixturesOfRulesAreNotLinted unless they are what is named.
func TestFixturesOfRulesAreNotLinted(t *testing.T) {
	for _, settings := range []string{"custom-rules: [policy]\n", ""} {
		project(t, map[string]string{"policy/testdata/admin-open/bad/api.yaml": admin, "authlint.yaml": settings})
		args := []string{"-f", "concise", "--select", "admin-open", "--rules", "policy"}
		if got := authlint(t, nil, args...); strings.Contains(got.stdout, "testdata") || !strings.Contains(got.stdout, "api.yaml:5:5") {
			t.Errorf("the fixture is linted, or the project is not: %+v", got)
		}
		if got := authlint(t, nil, append(args, "policy/testdata")...); !strings.Contains(got.stdout, "bad/api.yaml:5:5") {
			t.Errorf("all fixtures are named, and not linted: %+v", got)
		}
		if got := authlint(t, nil, append(args, "policy/testdata/admin-open/bad")...); !strings.Contains(got.stdout, "policy/testdata/admin-open/bad/api.yaml:5:5") {
			t.Errorf("the fixture is named, and not linted: %+v", got)
		}
	}
}

// TestEveryFirstRuleWorks: what init rule writes, for each kind of subject, passes at once
// with all lines reached, and finds what it says.
func TestEveryFirstRuleWorks(t *testing.T) {
	for _, subject := range subjectNames() {
		t.Run(subject, func(t *testing.T) {
			inProject(t, nil)
			made := authlint(t, nil, "init", "rule", "first-one", "--subject", subject)
			if made.status != exitClean || !strings.Contains(made.stdout, "authlint-rules/"+subject+"/first-one.rego\n") || !strings.Contains(made.stdout, "authlint test authlint-rules\n") {
				t.Fatalf("got %+v", made)
			}
			got := authlint(t, nil, "test", "-v", "--coverage-min", "100", "authlint-rules")
			for _, want := range []string{"ok   first-one/test_", "ok   first-one/bad", "ok   first-one/good", "ok   first-one/unknown", "100.0% authlint-rules/" + subject + "/first-one.rego\n", " of 1 rule: ", ", 0 failed\n"} {
				if got.status != exitClean || !strings.Contains(got.stdout, want) {
					t.Errorf("exit status %d, and no %q in\n%s%s", got.status, want, got.stdout, got.stderr)
				}
			}
			found := authlint(t, nil, "-f", "concise", "--rules", "authlint-rules", "--select", "first-one", "authlint-rules/testdata/first-one/bad")
			if strings.Count(found.stdout, "[first-one]") != 1 {
				t.Errorf("the bad fixture has %+v", found)
			}
			if again := authlint(t, nil, "init", "rule", "first-one", "--subject", subject); again.status != exitUsage {
				t.Errorf("it is written twice: %+v", again)
			}
		})
	}
}

// TestTest shows what fails, why and where.
func TestTest(t *testing.T) {
	bad, good := "policy/testdata/admin-open/bad/", "policy/testdata/admin-open/good/"
	guarded := strings.Replace(admin, "      x-amazon", "      x-amazon-apigateway-auth: {type: AWS_IAM}\n      x-amazon", 1)
	cases := map[string]struct {
		files  map[string]string
		args   []string
		status int
		want   []string
	}{
		"all pass": {map[string]string{"policy/method/admin-open_test.rego": adminTest, bad + "api.yaml": admin, good + "api.yaml": guarded}, nil, exitClean, []string{"100.0% policy/method/admin-open.rego\n", "4 tests of 1 rule: 4 passed, 0 failed\n"}},
		"names":    {map[string]string{"policy/method/admin-open_test.rego": adminTest, bad + "api.yaml": admin}, []string{"-v"}, exitClean, []string{"ok   admin-open/test_it_is_found\nok   admin-open/unknown-values\nok   admin-open/bad/api.yaml\n"}},
		"a test fails": {
			map[string]string{"policy/method/admin-open_test.rego": strings.Replace(adminTest, "== 1", "== 2", 1)},
			nil, exitFound,
			[]string{"FAIL admin-open/test_it_is_found\n  policy/method/admin-open_test.rego:7:2: this does not hold: count(rule.findings) == 2 with input as", "The rule found: GET /admin is open\n", "1 test of 1 rule: 0 passed, 1 failed"},
		},
		"a value is shown": {
			map[string]string{"policy/method/admin-open_test.rego": strings.Replace(adminTest, "\tcount(", "\tprint(\"now\")\n\tsome verb in [\"GET\", \"PUT\"]\n\tverb == \"POST\"\n\tcount(", 1)},
			nil, exitFound,
			[]string{`policy/method/admin-open_test.rego:9:2: this does not hold: verb == "POST", where verb is "`, "The rule found nothing\n  | now\n"},
		},
		"a test that has no end": {
			map[string]string{"policy/method/admin-open_test.rego": strings.Replace(adminTest, "\tcount(", "\tn := numbers.range(1, 90000)\n\tcount([1 | some a in n; some b in n; a == b + 90000]) == 0\n\tcount(", 1)},
			nil, exitFound,
			[]string{"policy/method/admin-open_test.rego:6:1: no answer within 2s"},
		},
		"a test that breaks": {
			map[string]string{"policy/method/admin-open_test.rego": strings.Replace(adminTest, "\tcount(", "\tto_number(\"x\") == 1\n\tcount(", 1)},
			nil, exitFound,
			[]string{"policy/method/admin-open_test.rego:7:2: to_number"},
		},
		"to do": {
			map[string]string{"policy/method/admin-open_test.rego": adminTest + "\ntodo_test_more if false\n"},
			nil, exitClean,
			[]string{"todo admin-open/todo_test_more\n", "2 tests of 1 rule: 1 passed, 0 failed, 1 to do\n"},
		},
		"lines that no test reaches": {
			map[string]string{"policy/method/admin-open_test.rego": strings.Replace(strings.Replace(adminTest, "/admin\"", "/orders\"", 1), "== 1", "== 0", 1)},
			nil, exitClean,
			[]string{"% policy/method/admin-open.rego: no test reaches line 11, 14-18\n"},
		},
		"too few lines": {nil, []string{"--coverage-min", "80"}, exitFound, []string{"  0.0% policy/method/admin-open.rego: no test reaches line", "(--coverage-min 80)\n", "note: policy/method/admin-open.rego has neither a test nor a fixture\n"}},
		"nothing found in bad": {
			map[string]string{bad + "api.yaml": guarded},
			nil, exitFound,
			[]string{"FAIL admin-open/bad/api.yaml\n  policy/testdata/admin-open/bad/api.yaml:1:1: the rule finds nothing here\n"},
		},
		"one of two files": {
			map[string]string{bad + "api.yaml": admin, bad + "b/other.yaml": guarded, bad + "package.json": "{}"},
			nil, exitFound,
			[]string{"FAIL admin-open/bad/b/other.yaml\n", "3 tests of 1 rule: 2 passed, 1 failed"},
		},
		"something found in good": {
			map[string]string{good + "api.yaml": admin},
			nil, exitFound,
			[]string{"FAIL admin-open/good\n  policy/testdata/admin-open/good/api.yaml:5:5: the rule finds something here: GET /admin is open\n"},
		},
		"something found because it is not known": {
			map[string]string{
				"policy/method/admin-open.rego": strings.Replace(adminRule, `input.method.authorizationType.value == "NONE"`, `not input.method.authorizationType.value == "AWS_IAM"`, 1),
				good + "api.yaml":               guarded,
			},
			nil, exitFound,
			[]string{"FAIL admin-open/unknown-values\n  policy/testdata/admin-open/good/api.yaml:6:", "if methods.items[0].authorizationType were unknown, the rule would find: GET /admin is open"},
		},
		"something worse because it is not known": {
			map[string]string{
				"policy/method/admin-open.rego": strings.Replace(adminRule, `"message"`, `"severity": _severity, "message"`, 1) + "\n_severity := \"note\" if input.method.apiKeyRequired.value == false\n\nelse := \"error\"\n",
				bad + "api.yaml":                admin,
			},
			nil, exitFound,
			[]string{"if methods.items[0].apiKeyRequired were unknown, the rule would find: GET /admin is open"},
		},
		"open to anyone because it is not known": {
			map[string]string{
				"policy/method/admin-open.rego": strings.Replace(adminRule, `"exposure": "public"`, `"exposure": _exposure`, 1) + "\n_exposure := \"wider\" if input.method.apiKeyRequired.value == false\n\nelse := \"public\"\n",
				bad + "api.yaml":                admin,
			},
			nil, exitFound,
			[]string{"if methods.items[0].apiKeyRequired were unknown, the rule would find: GET /admin is open"},
		},
		"a rule that fails where something is not known": {
			map[string]string{
				"policy/method/admin-open.rego": strings.Replace(adminRule, "\tfinding :=", "\tnot input.method.exists.value\n\tto_number(input.method.label) > 1\n\tfinding :=", 1),
				bad + "api.yaml":                admin,
			},
			nil, exitFound,
			[]string{"with methods.items[0].exists unknown, the rule fails: rule admin-open"},
		},
		"a fixture of nothing":            {map[string]string{good + "api.yaml": "a: b"}, nil, exitFound, []string{"there is nothing of API Gateway here, so it tests nothing"}},
		"a broken fixture":                {map[string]string{bad + "api.yaml": broken}, nil, exitFound, []string{"FAIL admin-open/bad\n  policy/testdata/admin-open/bad/api.yaml:"}},
		"fixtures of no rule":             {map[string]string{"policy/testdata/admin-opn/bad/api.yaml": admin}, nil, exitFound, []string{"FAIL admin-opn\n  policy/testdata/admin-opn: there is no rule of this name in policy"}},
		"fixtures of no kind":             {map[string]string{"policy/testdata/admin-open/bda/api.yaml": admin}, nil, exitFound, []string{"FAIL admin-open/bda\n", "fixtures are in bad, good, unknown"}},
		"some of them":                    {map[string]string{"policy/method/admin-open_test.rego": strings.Replace(adminTest, "== 1", "== 2", 1), bad + "api.yaml": admin}, []string{"--run", "/bad/", "-v"}, exitClean, []string{"ok   admin-open/bad/api.yaml\n1 test of 1 rule: 1 passed, 0 failed\n"}},
		"as JSON":                         {map[string]string{"policy/method/admin-open_test.rego": adminTest, good + "api.yaml": admin}, []string{"--format", "json"}, exitFound, []string{`"passed": false`, `"name": "admin-open/good"`, `"result": "failed"`, `"line": 5`, `"percent": 100`}},
		"those that the settings name":    {map[string]string{"authlint.yaml": "custom-rules: [policy]"}, []string{}, exitClean, []string{"0 tests of 1 rule"}},
		"a rule that nobody tests counts": {nil, nil, exitClean, []string{"note: policy/method/admin-open.rego has neither"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			project(t, c.files)
			args := append([]string{"test"}, c.args...)
			if c.args == nil || len(c.args) > 0 {
				args = append(args, "policy")
			}
			got := authlint(t, nil, args...)
			if got.status != c.status {
				t.Errorf("exit status %d, want %d\n%s%s", got.status, c.status, got.stdout, got.stderr)
			}
			for _, want := range c.want {
				if !strings.Contains(got.stdout, want) {
					t.Errorf("there is no %q in:\n%s%s", want, got.stdout, got.stderr)
				}
			}
		})
	}
}

// TestManyCustomRules: what their number costs is in proportion.
func TestManyCustomRules(t *testing.T) {
	files := map[string]string{}
	for i := range 60 {
		id := fmt.Sprint("admin-", i)
		files["policy/method/"+id+".rego"] = strings.Replace(adminRule, "admin-open", id, 1)
	}
	project(t, files)
	got := authlint(t, nil, "-f", "concise", "--rules", "policy")
	if n := strings.Count(got.stdout, "is open ["); got.status != exitFound || n != 61 {
		t.Errorf("%d findings: %+v", n, got.stderr)
	}
}
