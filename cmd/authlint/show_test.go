package main

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/authlint/authlint/internal/lint"
	"github.com/google/go-cmp/cmp"
)

// spaced is a table with its columns one blank apart.
func spaced(table string) (lines []string) {
	for line := range strings.Lines(table) {
		lines = append(lines, strings.Join(strings.Fields(line), " "))
	}
	return lines
}

// TestShowConfig: each value, with who says so.
func TestShowConfig(t *testing.T) {
	inProject(t, map[string]string{
		"shared/base.yaml": "rules:\n  ttl-long: {severity: error}\nexclude: [old]\nmin-severity: note\ncustom-rules: [policy]\n",
		"authlint.yaml":    "extends: shared/base.yaml\nfail-on: error\nworkspace: live\nvariables: {a: '1', b: '2'}\nbaseline: known.jsonl\n",
		"api.yaml":         refused,

		"shared/policy/method/admin-open.rego": adminRule,
		"more/method/admin-free.rego":          strings.Replace(adminRule, "admin-open", "admin-free", 1),
	})
	t.Setenv("AUTHLINT_WORKSPACE", "test")
	t.Setenv("AUTHLINT_SELECT", "ttl-long,ttl-out-of-range")
	got := authlint(t, nil, "--show-config", "--var", "a=3", "--exclude", "new", "-q", "--rules", "more")
	if got.status != exitClean || got.stderr != "" {
		t.Fatalf("%+v", got)
	}
	lines := spaced(got.stdout)
	for _, want := range []string{
		"format sarif default",
		"select ttl-long AUTHLINT_SELECT",
		"select ttl-out-of-range AUTHLINT_SELECT",
		"var a=3 --var",
		"exclude new --exclude",
		"rules more --rules",
		"custom-rules policy shared/base.yaml:5",
		"config authlint.yaml default",
		"workspace test AUTHLINT_WORKSPACE",
		"quiet true --quiet",
		"timeout 2m0s default",
		"extends shared/base.yaml authlint.yaml:1",
		"fail-on error authlint.yaml:2",
		"workspace live authlint.yaml:3, but AUTHLINT_WORKSPACE wins",
		"variables.a 1 authlint.yaml:4, but --var wins",
		"variables.b 2 authlint.yaml:4",
		"rules.ttl-long {severity: error} shared/base.yaml:2",
		"exclude old shared/base.yaml:3",
		"min-severity note shared/base.yaml:4",
	} {
		if n := linesLike(lines, want); n != 1 {
			t.Errorf("%d lines are %q in\n%s", n, want, strings.Join(lines, "\n"))
		}
	}
	for _, line := range lines {
		if strings.HasPrefix(line, "fail-on ") && strings.HasSuffix(line, "default") {
			t.Errorf("the default is listed beside the setting: %q", line)
		}
	}
	if _, err := os.Stat("known.jsonl"); err == nil {
		t.Error("something was written")
	}
}

func linesLike(lines []string, want string) (n int) {
	for _, line := range lines {
		if line == want {
			n++
		}
	}
	return n
}

// TestShowFiles: each file in view, as what it was read or why it was not.
func TestShowFiles(t *testing.T) {
	inProject(t, map[string]string{
		".gitignore":              "ignored.yaml\n",
		"ignored.yaml":            refused,
		"authlint.yaml":           "fail-on: note\n",
		"README.md":               "hello",
		"api.yaml":                refused,
		"other.yaml":              "hello: world\n",
		"broken.yaml":             broken,
		"big.yaml":                refused + "# " + strings.Repeat("x", 3000) + "\n",
		"piece.yaml":              "get: {x-amazon-apigateway-integration: {type: mock}}\n",
		"plan.json":               `{"format_version": "1.2", "terraform_version": "1.9.0", "planned_values": {}, "resource_changes": [], "configuration": {}, "x": "aws_api_gateway_rest_api"}`,
		"old/api.yaml":            refused,
		"node_modules/a/api.yaml": refused,
		"tf/main.tf":              "resource \"aws_api_gateway_rest_api\" \"a\" {\n  name = \"a\"\n  body = file(\"${path.module}/body.yaml\")\n}\n",
		"tf/body.yaml":            refused,
		"tofu/main.tf":            hclAPI, "tofu/main.tofu": hclAPI,
		"elsewhere/main.tf":  "resource \"aws_s3_bucket\" \"b\" {}\n",
		"cfn/template.yaml":  yamlTemplate("", "", "", "", ""),
		"sam/template.yaml":  yamlSAM("", "", ""),
		"sam/template2.json": jsonSAM("", ""),
	})
	got := authlint(t, nil, "--show-files", "--exclude", "old", "--max-file-size", "2KiB")
	if got.status != exitIncomplete || !strings.Contains(got.stderr, "big.yaml: not read: ") {
		t.Errorf("%+v", got)
	}
	want := []string{
		".gitignore skipped by its name it is no Terraform, YAML or JSON",
		"README.md skipped by its name it is no Terraform, YAML or JSON",
		"api.yaml openapi",
		"authlint.yaml settings",
		"big.yaml skipped it is larger than the limit of 2 KiB (--max-file-size)",
		"broken.yaml skipped it is broken",
		"cfn/template.yaml cloudformation",
		"elsewhere/main.tf skipped its directory is not about API Gateway",
		"ignored.yaml skipped Git ignores it",
		"node_modules/ skipped it holds what tools generate or fetch; name it to have it read",
		"old/ skipped it is excluded",
		"other.yaml skipped nothing in it is about API Gateway",
		"piece.yaml skipped it has extensions of API Gateway, but is no OpenAPI document, and none in view refers to it",
		"plan.json skipped it is a plan of Terraform, which is read only when it is named",
		"sam/template.yaml sam",
		"sam/template2.json sam",
		"tf/body.yaml openapi for what other files declare",
		"tf/main.tf terraform",
		"tofu/main.tf skipped another file is read in its place",
		"tofu/main.tofu terraform",
	}
	if diff := cmp.Diff(want, spaced(got.stdout)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	told := authlint(t, nil, "-v", "-f", "concise").stderr
	for _, part := range []string{"skipped: 2: by its name it is no Terraform, YAML or JSON\n", "skipped: 1: Git ignores it\n", "rules asked: ", "time: "} {
		if !strings.Contains(told, part) {
			t.Errorf("-v lacks %q:\n%s", part, told)
		}
	}
	if strings.Contains(told, "reading directories: ") {
		t.Errorf("-v tells what -vv is for:\n%s", told)
	}
}

// TestProgress is one line that appears late, changes, and is gone at the end.
func TestProgress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var screen bytes.Buffer
		var progress lint.Progress
		hide := follow(&screen, &progress)
		time.Sleep(progressAfter - time.Millisecond)
		synctest.Wait()
		if screen.Len() > 0 {
			t.Errorf("too early: %q", screen.String())
		}
		time.Sleep(progressEvery)
		synctest.Wait()
		hide()
		if screen.Len() > 0 {
			t.Errorf("nothing has begun, and %q is shown", screen.String())
		}
	})
	synctest.Test(t, func(t *testing.T) {
		var screen bytes.Buffer
		progress := &lint.Progress{}
		hide := follow(&screen, progress)
		_, _, err := lint.Models(t.Context(), lint.Options{Paths: []string{"-"}, Stdin: slowReader{}, StdinFilename: "x.yaml", Progress: progress})
		hide()
		if err != nil {
			t.Fatal(err)
		}
		line := eraseLine + "authlint: reading standard input"
		if got := screen.String(); !strings.HasPrefix(got, line) || !strings.HasSuffix(got, eraseLine) || strings.Contains(got, "\n") || strings.Count(got, line) < 2 {
			t.Errorf("%q", got)
		}
		after := screen.Len()
		time.Sleep(time.Minute)
		synctest.Wait()
		if screen.Len() != after {
			t.Errorf("it goes on: %q", screen.String()[after:])
		}
	})
}

// A slowReader has nothing to say, and takes its time over it.
type slowReader struct{}

func (slowReader) Read([]byte) (int, error) {
	time.Sleep(progressAfter + 3*progressEvery)
	return 0, io.EOF
}

func TestProgressLineSaysHowFar(t *testing.T) {
	if got := progressLine(lint.Stage{Name: "reading directories", Done: 3, Total: 1200}); got != "authlint: reading directories: 3 of 1200" {
		t.Error(got)
	}
}

// TestTerminal: what people see is not what a pipe, a build server or pre-commit gets.
func TestTerminal(t *testing.T) {
	if _, err := exec.LookPath("script"); err != nil {
		t.Skip("needs script of util-linux: ", err)
	}
	project := t.TempDir()
	built(t, project)
	writeIn(t, project, "my api.yaml", refused)
	const (
		quick = "./authlint --select ttl-out-of-range 'my api.yaml'"
		slow  = "(sleep 2.4; cat 'my api.yaml') | ./authlint --select ttl-out-of-range --stdin-filename x.yaml -"
	)
	type shown struct{ link, color, progress, time bool }
	for name, test := range map[string]struct {
		script      string
		environment []string
		want        shown
	}{
		"a terminal":      {slow, nil, shown{true, true, true, true}},
		"a build server":  {slow, []string{"CI=true"}, shown{false, true, false, true}},
		"pre-commit":      {slow, []string{"PRE_COMMIT=1"}, shown{false, true, false, true}},
		"quick":           {quick, nil, shown{true, true, false, true}},
		"quiet":           {slow + " -q", nil, shown{true, true, false, false}},
		"a dumb terminal": {slow, []string{"TERM=dumb"}, shown{false, false, false, true}},
		"no colours":      {quick, []string{"NO_COLOR=1"}, shown{true, false, false, true}},
		"the flag wins":   {quick + " --color always", []string{"NO_COLOR=1"}, shown{true, true, false, true}},
		"into a pipe":     {quick + " -f text | cat", nil, shown{}},
		"into a file":     {quick + " -f text=out.txt; cat out.txt", nil, shown{}},
		"a slow pipe":     {slow + " -f text | cat", nil, shown{progress: true}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			command := exec.Command("script", "--quiet", "--command", test.script, os.DevNull)
			command.Dir = project
			command.Env = append([]string{"PATH=" + os.Getenv("PATH"), "TERM=xterm", "SHELL=/bin/sh"}, test.environment...)
			data, err := command.Output()
			if err != nil {
				t.Fatal(err)
			}
			out := string(data)
			got := shown{
				link: strings.Contains(out, "\x1b]8;;file://") && strings.Contains(out, "\x1b]8;;https://"), color: strings.Contains(out, "\x1b[1;31m"),
				progress: strings.Contains(out, "authlint: reading standard input"),
				time:     regexp.MustCompile(`, in \d+\.\d\d s\s*$`).MatchString(out),
			}
			if got != test.want || !strings.Contains(out, "keeps answers for 7200 s") {
				t.Errorf("%+v, want %+v\n%q", got, test.want, out)
			}
			if progress, report, _ := strings.Cut(out, "error"); got.progress && !strings.HasSuffix(strings.TrimSuffix(progress, "\x1b[1;31m"), eraseLine) {
				t.Errorf("the report does not begin on a line of its own: %q before %q", progress, report)
			}
			if !got.link && strings.Contains(out, "\x1b]8") {
				t.Errorf("there are links\n%q", out)
			}
		})
	}
}
