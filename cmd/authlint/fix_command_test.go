package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// ran is what the program says and returns.
func ran(args ...string) (stdout, stderr string, status int) {
	var out, err bytes.Buffer
	status = run(args, strings.NewReader(""), &out, &err)
	return out.String(), err.String(), status
}

// TestDiffIsAPatch asserts that what --diff prints makes, with git apply, what --fix makes.
func TestDiffIsAPatch(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		t.Skip("git is not here")
	}
	from := filepath.Join(repository, "testdata", "example")
	patched, fixed := copied(t, from), copied(t, from)

	before := filesOf(t, patched)
	patch, stderr, status := ran("--no-config", "--root", patched, "--diff", "--fix=unsafe", patched)
	if status != exitFound || patch == "" {
		t.Fatalf("status %d: %s", status, stderr)
	}
	checkOldOrNew(t, "--diff writes nothing", patched, before, before)
	apply := exec.Command(git, "apply", "--unsafe-paths", "--directory", patched, "-")
	apply.Stdin, apply.Dir = strings.NewReader(patch), patched
	if out, err := apply.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s\n%s", err, out, patch)
	}

	_, stderr, status = ran("--no-config", "--root", fixed, "--fix=unsafe", "--fail-on", "error", "-f", "concise", fixed)
	if status != exitClean || !strings.Contains(stderr, "fixed 8 findings in 3 files") {
		t.Errorf("status %d: %s", status, stderr)
	}
	want := filesOf(t, fixed)
	checkOldOrNew(t, "the patch", patched, want, want)
}

// TestFixReportsWhatIsLeft asserts that a report after --fix is about the files as they are now.
func TestFixReportsWhatIsLeft(t *testing.T) {
	dir := copied(t, filepath.Join(repository, "testdata", "example"))
	_, _, _ = ran("--no-config", "--root", dir, "--fix", "-f", "json="+filepath.Join(t.TempDir(), "first"), dir)
	fixed := filepath.Join(t.TempDir(), "fixed.json")
	again := filepath.Join(t.TempDir(), "again.json")
	if _, stderr, _ := ran("--no-config", "--root", dir, "--fix", "-f", "json="+fixed, dir); strings.Contains(stderr, "fixed") {
		t.Errorf("a second run fixes more: %s", stderr)
	}
	_, _, _ = ran("--no-config", "--root", dir, "-f", "json="+again, dir)
	one, err := os.ReadFile(fixed)
	two, err2 := os.ReadFile(again)
	if err != nil || err2 != nil || !bytes.Equal(one, two) {
		t.Errorf("--fix reports something else than a run after it: %v, %v", err, err2)
	}
}

func TestFixRefusesWhatItCannotDo(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"--fix=all", "."}, `--fix: there is no choice "all"`},
		{[]string{"--fix", "-"}, "standard input is none"},
		{[]string{"--diff", "-f", "text", repository}, "--diff prints a patch"},
		{[]string{"--diff", "-f", "text", "-f", "json=x", repository}, "--diff prints a patch"},
	} {
		stdout, stderr, status := ran(c.args...)
		if status != exitUsage || stdout != "" || !strings.Contains(stderr, c.want) {
			t.Errorf("%v: status %d, %q, want %q", c.args, status, stderr, c.want)
		}
	}
}

// TestDiffBesideReports asserts that reports go to files while the patch is printed.
func TestDiffBesideReports(t *testing.T) {
	dir := copied(t, filepath.Join(repository, "testdata", "example"))
	file := filepath.Join(t.TempDir(), "report.sarif")
	patch, _, status := ran("--no-config", "--root", dir, "--diff", "-f", "sarif="+file, dir)
	report, err := os.ReadFile(file)
	if err != nil || status != exitFound || !strings.HasPrefix(patch, "--- a/") || !bytes.Contains(report, []byte(`"fixes"`)) {
		t.Errorf("status %d, %v, patch:\n%s", status, err, patch)
	}
}

// TestChangedMeanwhileIsLeftAlone asserts that a file that somebody saved during the run
// keeps what they wrote.
func TestChangedMeanwhileIsLeftAlone(t *testing.T) {
	dir := copied(t, filepath.Join(repository, "testdata", "ttl-out-of-range", "bad"))
	fixed := fixCopy(t, "ttl-out-of-range", dir)
	if err := os.WriteFile(filepath.Join(dir, "main.tf"), []byte("# mine\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	written, err := writeAll(fixed.Rewrites)
	if err == nil || !strings.Contains(err.Error(), "main.tf is not fixed: it changed") || written != len(fixed.Rewrites)-1 {
		t.Errorf("%d of %d written: %v", written, len(fixed.Rewrites), err)
	}
	if data, err := os.ReadFile(filepath.Join(dir, "main.tf")); err != nil || string(data) != "# mine\n" {
		t.Errorf("it became %q: %v", data, err)
	}
}

// TestFixHasNoTime asserts that nothing is written, and that it is said, when time is up.
func TestFixHasNoTime(t *testing.T) {
	inProject(t, map[string]string{"api.yaml": refused})
	got := authlint(t, nil, "--fix", "--timeout", "1ns")
	if text, err := os.ReadFile("api.yaml"); err != nil || string(text) != refused {
		t.Errorf("%v: it became\n%s", err, text)
	}
	if got.status != exitIncomplete || !strings.Contains(got.stderr, "nothing is fixed") || got.stdout != "" {
		t.Errorf("got %+v", got)
	}
}

// TestFixIsQuietWhenAsked asserts that --quiet keeps the count of what was fixed to itself.
func TestFixIsQuietWhenAsked(t *testing.T) {
	for _, quiet := range []bool{false, true} {
		inProject(t, map[string]string{"api.yaml": refused})
		args := []string{"--fix", "-f", "concise"}
		if quiet {
			args = append(args, "--quiet")
		}
		if got := authlint(t, nil, args...); strings.Contains(got.stderr, "fixed 1 finding in 1 file") == quiet {
			t.Errorf("quiet: %v: %+v", quiet, got)
		}
	}
}
