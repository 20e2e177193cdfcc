package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// asProgram in the environment makes the test binary the program itself, for shells that
// start it.
const asProgram = "AUTHLINT_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	os.Exit(m.Run())
}

// completions asks as the scripts of authlint completion do.
func completions(t *testing.T, words ...string) (names []string, directive string) {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(authlint(t, nil, append([]string{"__complete"}, words...)...).stdout), "\n")
	for _, line := range lines[:len(lines)-1] {
		name, _, _ := strings.Cut(line, "\t")
		names = append(names, name)
	}
	return names, lines[len(lines)-1]
}

func TestCompletions(t *testing.T) {
	const files, nothing, noSpace, dirs = ":0", ":4", ":6", ":16"
	tests := map[string]struct {
		words     []string
		want      []string // all of them
		holds     string   // or one of them
		directive string
	}{
		"formats":                  {[]string{"-f", ""}, formatNames(), "", nothing},
		"severities":               {[]string{"--min-severity", ""}, []string{"error", "warning", "note"}, "", nothing},
		"severities that fail":     {[]string{"--fail-on", ""}, []string{"error", "warning", "note", "never"}, "", nothing},
		"colours":                  {[]string{"--color", ""}, []string{"auto", "always", "never"}, "", nothing},
		"rules":                    {[]string{"--select", ""}, ruleIDs(), "", noSpace},
		"another rule":             {[]string{"--ignore", "ttl-long,"}, nil, "ttl-long,ttl-out-of-range", noSpace},
		"directories":              {[]string{"--root", ""}, nil, "", dirs},
		"files":                    {[]string{"--config", ""}, nil, "", files},
		"what only the user knows": {[]string{"--workspace", ""}, nil, "", nothing},
		"a rule to explain":        {[]string{"explain", "ttl"}, nil, "ttl-out-of-range", nothing},
		"an answer to explain":     {[]string{"explain", ""}, nil, "ACCESS_DENIED", nothing},
		"a path to explain it in":  {[]string{"explain", "401", ""}, nil, "", files},
		"schemas":                  {[]string{"schema", ""}, append([]string{"config", "model"}, subjectNames()...), "", nothing},
		"no second schema":         {[]string{"schema", "model", ""}, nil, "", nothing},
		"subjects":                 {[]string{"model", "--subject", ""}, subjectNames(), "", nothing},
		"flags below a command":    {[]string{"baseline", "write", "--base"}, []string{"--baseline"}, "", nothing},
		"commands and directories": {[]string{"mo"}, []string{"model", "modules"}, "", files},
		"a path below a directory": {[]string{"modules/"}, nil, "", files},
		"shells":                   {[]string{"completion", ""}, []string{"bash", "fish", "powershell", "zsh"}, "", nothing},
	}
	inProject(t, map[string]string{"modules/api.yaml": "", "model/api.yaml": "", ".mo/api.yaml": "", "mo.yaml": ""})
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got, directive := completions(t, test.words...)
			switch {
			case directive != test.directive:
				t.Errorf("the directive is %s, want %s", directive, test.directive)
			case test.holds != "" && !slices.Contains(got, test.holds):
				t.Errorf("%s is not among %q", test.holds, got)
			case test.holds == "" && !cmp.Equal(got, test.want):
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// TestChoicesAreCompleted: what a flag lists in its help is what it completes.
func TestChoicesAreCompleted(t *testing.T) {
	for flag, value := range map[string]string{"format": "NAME[=FILE]", "select": "RULES", "color": "WHEN", "min-severity": "SEVERITY", "root": "DIR"} {
		if help := authlint(t, nil, "--help").stdout; !strings.Contains(help, "--"+flag+" "+value) {
			t.Errorf("--help does not call the value of --%s %s, by which it is completed", flag, value)
		}
	}
}

// TestCompletionScripts lets each shell that is installed read its script.
func TestCompletionScripts(t *testing.T) {
	for shell, check := range map[string][]string{
		"bash":       {"bash", "-n"},
		"zsh":        {"zsh", "-n"},
		"fish":       {"fish", "--no-execute"},
		"powershell": {"pwsh", "-NoProfile", "-File"},
	} {
		t.Run(shell, func(t *testing.T) {
			script := filepath.Join(t.TempDir(), "authlint.ps1")
			got := authlint(t, nil, "completion", shell)
			if got.status != exitClean || !strings.Contains(got.stdout, "__complete") {
				t.Fatalf("got %+v", got)
			}
			if err := os.WriteFile(script, []byte(got.stdout), 0o644); err != nil {
				t.Fatal(err)
			}
			if _, err := exec.LookPath(check[0]); err != nil {
				t.Skipf("%s is not installed", check[0])
			}
			if said, err := exec.Command(check[0], append(check[1:], script)...).CombinedOutput(); err != nil || len(said) > 0 {
				t.Errorf("%v\n%s", err, said)
			}
		})
	}
}

// TestBashCompletes presses the tab key in a real bash, which asks the real program.
func TestBashCompletes(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("bash is not installed")
	}
	dir := t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(self, filepath.Join(dir, "authlint")); err != nil {
		t.Fatal(err)
	}
	// The package bash-completion offers this function; it is not everywhere.
	const splitLine = `_init_completion() { words=("${COMP_WORDS[@]}"); cword=$COMP_CWORD; cur=${words[cword]}; prev=${words[cword-1]}; }`
	const pressTab = `press() { COMP_WORDS=(authlint "$@"); COMP_CWORD=$#; COMP_LINE="authlint $*"; COMP_POINT=${#COMP_LINE}; COMP_TYPE=9; COMPREPLY=(); __start_authlint 2>/dev/null; printf '%s\n' "${COMPREPLY[@]}"; }`
	for words, want := range map[string]string{
		"--format sar":           "sarif",
		"--fail-on nev":          "never",
		"explain ttl-out":        "ttl-out-of-range",
		"schema gatew":           "gateway_response",
		"basel":                  "baseline",
		"baseline pr":            "prune",
		"--select a-b,ttl-out-o": `a-b\,ttl-out-of-range`,
	} {
		command := exec.Command(bash, "--norc", "-c", splitLine+"\n"+authlint(t, nil, "completion", "bash").stdout+"\n"+pressTab+"\npress "+words)
		command.Env = append(os.Environ(), asProgram+"=1", "PATH="+dir+string(os.PathListSeparator)+os.Getenv("PATH"))
		got, err := command.Output()
		completed, _, _ := strings.Cut(strings.TrimSpace(string(got)), " ")
		if err != nil || completed != want {
			t.Errorf("authlint %s: got %q (%v), want %q", words, got, err, want)
		}
	}
}
