package main

import (
	"encoding/json"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// allCommands are the program's own commands, the root among them.
func allCommands() []*cobra.Command {
	root := newRootCommand(nil, io.Discard, io.Discard)
	var all []*cobra.Command
	var visit func(*cobra.Command)
	visit = func(command *cobra.Command) {
		all = append(all, command)
		if command.Name() == "completion" {
			return // the commands of shells and their texts are cobra's
		}
		for _, sub := range command.Commands() {
			visit(sub)
		}
	}
	visit(root)
	return all
}

// TestVariables: each stands for its flag; the command line wins over it, and it over the
// settings.
func TestVariables(t *testing.T) {
	const two = refused + "  /refunds:\n    post:\n      x-amazon-apigateway-integration: { type: mock }\n"
	for name, test := range map[string]struct {
		variables map[string]string
		args      []string
		status    int
		stdout    string
		stderr    string
	}{
		"a word":                         {map[string]string{"AUTHLINT_FAIL_ON": "never"}, nil, exitClean, "error: ", ""},
		"the command line wins":          {map[string]string{"AUTHLINT_FAIL_ON": "never"}, []string{"--fail-on", "error"}, exitFound, "error: ", ""},
		"it wins over the settings":      {map[string]string{"AUTHLINT_MIN_SEVERITY": "error"}, nil, exitFound, "error: ", ""},
		"an empty one says nothing":      {map[string]string{"AUTHLINT_FAIL_ON": ""}, nil, exitFound, "error: ", ""},
		"a list":                         {map[string]string{"AUTHLINT_SELECT": "ttl-out-of-range,write-method-public\n"}, nil, exitFound, "[write-method-public]", ""},
		"a list in lines":                {map[string]string{"AUTHLINT_SELECT": "ttl-out-of-range\r\nwrite-method-public"}, nil, exitFound, "[write-method-public]", ""},
		"a list gives way as a whole":    {map[string]string{"AUTHLINT_SELECT": "write-method-public"}, []string{"--select", "ttl-out-of-range"}, exitFound, "[ttl-out-of-range]", ""},
		"several reports":                {map[string]string{"AUTHLINT_FORMAT": "concise\njson=out.json"}, nil, exitFound, "error: ", ""},
		"a switch":                       {map[string]string{"AUTHLINT_QUIET": "true"}, []string{"--exclude", "*"}, exitClean, "", ""},
		"a switch that is off":           {map[string]string{"AUTHLINT_NO_CONFIG": "0"}, nil, exitFound, "error: ", ""},
		"how often":                      {map[string]string{"AUTHLINT_VERBOSE": "2"}, nil, exitFound, "error: ", "reading directories: "},
		"one that the other flag beats":  {map[string]string{"AUTHLINT_VERBOSE": "1"}, []string{"-q"}, exitFound, "error: ", ""},
		"one that no-config beats":       {map[string]string{"AUTHLINT_CONFIG": "gone.yaml"}, []string{"--no-config"}, exitFound, "error: ", ""},
		"of another command":             {map[string]string{"AUTHLINT_SUBJECT": "method"}, nil, exitFound, "error: ", ""},
		"a choice that is none":          {map[string]string{"AUTHLINT_FAIL_ON": "errors"}, nil, exitUsage, "", `AUTHLINT_FAIL_ON: there is no severity "errors"; did you mean "error"?`},
		"a switch that is none":          {map[string]string{"AUTHLINT_QUIET": "maybe"}, nil, exitUsage, "", `AUTHLINT_QUIET: "maybe": write true or false`},
		"a size that is none":            {map[string]string{"AUTHLINT_MAX_FILE_SIZE": "big"}, nil, exitUsage, "", `AUTHLINT_MAX_FILE_SIZE: "big": write a size such as 500KiB`},
		"a time that is none":            {map[string]string{"AUTHLINT_TIMEOUT": "soon"}, nil, exitUsage, "", `AUTHLINT_TIMEOUT: "soon": write a time such as 30s or 5m`},
		"a file that is not there":       {map[string]string{"AUTHLINT_CONFIG": "gone.yaml"}, nil, exitUsage, "", "some of this is from the environment: AUTHLINT_CONFIG"},
		"a rule that is none":            {map[string]string{"AUTHLINT_IGNORE": "ttl"}, nil, exitUsage, "", "some of this is from the environment: AUTHLINT_IGNORE"},
		"two that do not fit":            {map[string]string{"AUTHLINT_FAIL_ON": "note", "AUTHLINT_MIN_SEVERITY": "error"}, nil, exitUsage, "", "AUTHLINT_MIN_SEVERITY error hides what AUTHLINT_FAIL_ON note would fail on"},
		"an assignment that is none":     {map[string]string{"AUTHLINT_VAR": "a=1\nb"}, nil, exitUsage, "", "AUTHLINT_VAR: write NAME=VALUE"},
		"a typing error":                 {map[string]string{"AUTHLINT_FAILON": "never"}, nil, exitFound, "error: ", "there is no flag for the variable AUTHLINT_FAILON; did you mean AUTHLINT_FAIL_ON?"},
		"a typing error, quiet":          {map[string]string{"AUTHLINT_FAILON": "never"}, []string{"--quiet"}, exitFound, "error: ", ""},
		"help is asked for with a flag":  {map[string]string{"AUTHLINT_HELP": "true"}, nil, exitFound, "error: ", "there is no flag for the variable AUTHLINT_HELP"},
		"the output, beside the formats": {map[string]string{"AUTHLINT_OUTPUT": "out.txt"}, nil, exitFound, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			inProject(t, map[string]string{"api.yaml": two, "authlint.yaml": "min-severity: warning\nrules: {gateway-responses-default: {enabled: false}}\n"})
			for variable, value := range test.variables {
				t.Setenv(variable, value)
			}
			args := test.args
			if test.variables["AUTHLINT_FORMAT"] == "" {
				args = append(args, "-f", "concise")
			}
			got := authlint(t, nil, args...)
			if got.status != test.status || !strings.Contains(got.stdout, test.stdout) || !strings.Contains(got.stderr, test.stderr) || test.stderr == "" && got.stderr != "" {
				t.Errorf("%+v, want %d, %q, %q", got, test.status, test.stdout, test.stderr)
			}
			if name == "a list gives way as a whole" && strings.Contains(got.stdout, "write-method-public") {
				t.Errorf("the variable is added to:\n%s", got.stdout)
			}
		})
	}
}

// TestVariablesOfVariables: what is on the command line stands behind what the
// environment says, whichever flag it is.
func TestVariablesOfVariables(t *testing.T) {
	inProject(t, map[string]string{
		"main.tf": `variable "ttl" {}
` + strings.Replace(hclAuthorizer("", "", ""), "7200", "var.ttl", 1),
		"long.tfvars": "ttl = 7200\n", "short.tfvars": "ttl = 60\n",
	})
	for name, test := range map[string]struct {
		variables map[string]string
		args      []string
		status    int
	}{
		"a file":                       {map[string]string{"AUTHLINT_VAR_FILE": "long.tfvars"}, nil, exitFound},
		"files, the last wins":         {map[string]string{"AUTHLINT_VAR_FILE": "long.tfvars\nshort.tfvars"}, nil, exitClean},
		"a file, and a value there":    {map[string]string{"AUTHLINT_VAR_FILE": "long.tfvars"}, []string{"--var", "ttl=60"}, exitClean},
		"a value, and a file there":    {map[string]string{"AUTHLINT_VAR": "ttl=60"}, []string{"--var-file", "long.tfvars"}, exitFound},
		"a value gives way to a value": {map[string]string{"AUTHLINT_VAR": "ttl=7200"}, []string{"--var", "ttl=60"}, exitClean},
	} {
		t.Run(name, func(t *testing.T) {
			for variable, value := range test.variables {
				t.Setenv(variable, value)
			}
			if got := authlint(t, nil, append(test.args, "-f", "concise", "--select", "ttl-out-of-range")...); got.status != test.status {
				t.Errorf("%+v, want %d", got, test.status)
			}
		})
	}
}

// TestEveryFlagHasAVariable: a value that the flag refuses is refused, too, and the
// variable is named; one that it takes is taken.
func TestEveryFlagHasAVariable(t *testing.T) {
	for _, command := range allCommands() {
		command.Flags().VisitAll(func(flag *pflag.Flag) {
			if flag.Name == "help" || flag.Name == "version" || flag.Value.Type() == "string" || strings.HasPrefix(flag.Value.Type(), "string") || flag.Value.Type() == "FILE" {
				return // a text is never refused here
			}
			t.Run(command.CommandPath()+" "+flag.Name, func(t *testing.T) {
				inProject(t, nil)
				if strings.Contains(flag.Value.Type(), "=") {
					t.Setenv(variableOf(flag.Name), "=")
				} else {
					t.Setenv(variableOf(flag.Name), "?")
				}
				args := strings.Fields(command.CommandPath())[1:]
				if command.Name() == "explain" {
					args = append(args, "401")
				}
				if got := authlint(t, nil, args...); got.status != exitUsage || !strings.Contains(got.stderr, variableOf(flag.Name)+": ") {
					t.Errorf("%+v", got)
				}
			})
		})
	}
}

// TestLimits: each is told of, with the flag that moves it.
func TestLimits(t *testing.T) {
	example, err := filepath.Abs(filepath.Join(repository, "testdata", "example"))
	if err != nil {
		t.Fatal(err)
	}
	inProject(t, map[string]string{"api.yaml": refused})
	args := []string{"-f", "concise", "--select", "ttl-out-of-range"}
	for name, test := range map[string]struct {
		args   []string
		stdin  string
		status int
		stderr string
	}{
		"a file that is too large": {[]string{"--max-file-size", "500"}, "", exitIncomplete, "api.yaml: not read: it is larger than the limit of 500 bytes (--max-file-size)"},
		"in KiB":                   {[]string{"--max-file-size", "0k"}, "", exitUsage, "a size is at least 1 byte and at most 1 GiB"},
		"large enough":             {[]string{"--max-file-size", "1 KiB"}, "", exitFound, ""},
		"far too large":            {[]string{"--max-file-size", "9999999999G"}, "", exitUsage, "at most 1 GiB"},
		"another unit":             {[]string{"--max-file-size", "1T"}, "", exitUsage, "write a size such as 500KiB, 4MiB or 1000000"},
		"standard input":           {[]string{"--max-file-size", "1K", "-"}, strings.Repeat("#", 1025), exitUsage, "standard input is larger than the limit of 1 KiB (--max-file-size)"},
		"no time":                  {[]string{"--timeout", "1ns"}, "", exitIncomplete, "the run took longer than 1ns (--timeout)"},
		"less than no time":        {[]string{"--timeout", "-1s"}, "", exitUsage, "--timeout: a run needs some time"},
		"time enough":              {[]string{"--timeout", "1m"}, "", exitFound, ""},
		"one at a time":            {[]string{"--jobs", "1"}, "", exitFound, ""},
		"many at a time":           {[]string{"--jobs", "64"}, "", exitFound, ""},
		"fewer than none":          {[]string{"--jobs", "-1"}, "", exitUsage, "--jobs: write a number from 1"},
	} {
		t.Run(name, func(t *testing.T) {
			got := authlint(t, strings.NewReader(test.stdin), append(args, test.args...)...)
			if got.status != test.status || !strings.Contains(got.stderr, test.stderr) || test.stderr == "" && got.stderr != "" {
				t.Errorf("%+v, want %d, %q", got, test.status, test.stderr)
			}
		})
	}
	for _, jobs := range []string{"2", "7", "64"} {
		one, many := authlint(t, nil, "--jobs", "1", "-f", "json", example), authlint(t, nil, "--jobs", jobs, "-f", "json", example)
		if one != many || one.status != exitFound {
			t.Errorf("--jobs %s changes the report", jobs)
		}
	}
}

// TestLists of arguments and of paths that are longer than a command line.
func TestLists(t *testing.T) {
	files := map[string]string{
		"a.yaml": refused, "b b.yaml": refused, "c.yaml": refused, "@d.yaml": refused, "-": refused,
		"args.txt": "--select\r\nttl-out-of-range\r\n\r\na.yaml\nb b.yaml\n", "paths.txt": "a.yaml\nb b.yaml\n", "nul.txt": "a.yaml\x00b b.yaml\x00", "none.txt": "\n",
		"gone.txt": "gone.yaml\n", "notes.txt": broken,
	}
	const two = "a.yaml b b.yaml"
	for name, test := range map[string]struct {
		args   []string
		stdin  string
		found  string // the files with findings
		status int
		stderr string
	}{
		"arguments":                 {[]string{"@args.txt"}, "", two, exitFound, ""},
		"arguments and more":        {[]string{"@args.txt", "c.yaml"}, "", two + " c.yaml", exitFound, ""},
		"arguments that are none":   {[]string{"@gone"}, "", "", exitUsage, "read arguments: @gone: no such file or directory; a path that begins with @ is written ./@gone"},
		"a path with @":             {[]string{"./@d.yaml"}, "", "@d.yaml", exitFound, ""},
		"behind --":                 {[]string{"--", "@d.yaml"}, "", "@d.yaml", exitFound, ""},
		"paths":                     {[]string{"--files-from", "paths.txt"}, "", two, exitFound, ""},
		"paths and more":            {[]string{"--files-from", "paths.txt", "c.yaml"}, "", two + " c.yaml", exitFound, ""},
		"paths between NULs":        {[]string{"--files-from", "nul.txt"}, "", two, exitFound, ""},
		"paths on standard input":   {[]string{"--files-from", "-"}, "a.yaml\nb b.yaml", two, exitFound, ""},
		"no paths":                  {[]string{"--files-from", "-"}, "", "", exitClean, "no API Gateway definition in view (files looked at: 0)"},
		"no paths but empty lines":  {[]string{"--files-from", "none.txt"}, "", "", exitClean, "no API Gateway definition in view"},
		"no paths, and a root":      {[]string{"--files-from", "none.txt", "--root", "."}, "", "", exitClean, "no API Gateway definition in view"},
		"a path that is not there":  {[]string{"--files-from", "gone.txt"}, "", "", exitUsage, "gone.yaml: no such file"},
		"names that are not ours":   {[]string{"--files-from", "-"}, "a.yaml\nnotes.txt\nb b.yaml\n-\n", two, exitFound, ""},
		"named, and so looked into": {[]string{"--files-from", "-", "notes.txt"}, "a.yaml", "a.yaml", exitIncomplete, "notes.txt:"},
		"a list that is not there":  {[]string{"--files-from", "nowhere"}, "", "", exitUsage, "--files-from: open nowhere: no such file"},
		"standard input, both ways": {[]string{"--files-from", "-", "-"}, "", "", exitUsage, "standard input is the list of --files-from"},
	} {
		t.Run(name, func(t *testing.T) {
			inProject(t, files)
			got := authlint(t, strings.NewReader(test.stdin), append([]string{"-f", "json", "--ignore", "gateway-responses-default"}, test.args...)...)
			if got.status != test.status || !strings.Contains(got.stderr, test.stderr) || test.stderr == "" && got.stderr != "" {
				t.Fatalf("%+v, want %d, %q", got, test.status, test.stderr)
			}
			if test.status == exitUsage {
				return
			}
			var run struct {
				Findings []struct{ Location struct{ File string } }
			}
			if err := json.Unmarshal([]byte(got.stdout), &run); err != nil {
				t.Fatal(err)
			}
			var found []string
			for _, f := range run.Findings {
				found = append(found, f.Location.File)
			}
			if strings.Join(found, " ") != test.found {
				t.Errorf("found in %q, want %q", found, test.found)
			}
		})
	}
}

// TestListsWorkForOtherCommands that read, too.
func TestListsWorkForOtherCommands(t *testing.T) {
	inProject(t, map[string]string{"a.yaml": refused, "b.yaml": refused})
	var document struct{ APIs []struct{ Address string } }
	decode(t, authlint(t, strings.NewReader("a.yaml\n"), "model", "--files-from", "-").stdout, &document)
	if len(document.APIs) != 1 || document.APIs[0].Address != "a.yaml" {
		t.Errorf("%+v", document)
	}
	if got := authlint(t, strings.NewReader("a.yaml\n"), "baseline", "write", "--files-from", "-", "--baseline", "k.jsonl"); !strings.Contains(got.stdout, "k.jsonl: 2 findings kept") {
		t.Errorf("%+v", got)
	}
}
