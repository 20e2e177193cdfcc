package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/source"
)

// TestDiffIsAPatch asserts that what --diff prints makes, with git apply, what --fix makes.
func TestDiffIsAPatch(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		t.Skip("git is not here")
	}
	from := filepath.Join(repository, "testdata", "example")
	patched, fixed := copied(t, from), copied(t, from)

	before := filesOf(t, patched)
	shown := authlint(t, nil, "--no-config", "--root", patched, "--diff", "--fix=unsafe", patched)
	if shown.status != exitFound || shown.stdout == "" {
		t.Fatalf("%+v", shown)
	}
	checkOldOrNew(t, "--diff writes nothing", patched, before, before)
	apply := exec.Command(git, "apply", "--unsafe-paths", "--directory", patched, "-")
	apply.Stdin, apply.Dir = strings.NewReader(shown.stdout), patched
	if out, err := apply.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s\n%s", err, out, shown.stdout)
	}

	made := authlint(t, nil, "--no-config", "--root", fixed, "--fix=unsafe", "--fail-on", "error", "-f", "concise", fixed)
	if made.status != exitClean || !strings.Contains(made.stderr, "findings in 3 files") {
		t.Errorf("%+v", made)
	}
	want := filesOf(t, fixed)
	checkOldOrNew(t, "the patch", patched, want, want)
}

// TestFixReportsWhatIsLeft asserts that a report after --fix is about the files as they are now.
func TestFixReportsWhatIsLeft(t *testing.T) {
	dir := copied(t, filepath.Join(repository, "testdata", "example"))
	authlint(t, nil, "--no-config", "--root", dir, "--fix", "-f", "json="+filepath.Join(t.TempDir(), "first"), dir)
	fixed := filepath.Join(t.TempDir(), "fixed.json")
	again := filepath.Join(t.TempDir(), "again.json")
	if got := authlint(t, nil, "--no-config", "--root", dir, "--fix", "-f", "json="+fixed, dir); strings.Contains(got.stderr, "fixed") {
		t.Errorf("a second run fixes more: %s", got.stderr)
	}
	authlint(t, nil, "--no-config", "--root", dir, "-f", "json="+again, dir)
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
		if got := authlint(t, nil, c.args...); got.status != exitUsage || got.stdout != "" || !strings.Contains(got.stderr, c.want) {
			t.Errorf("%v: %+v, want %q", c.args, got, c.want)
		}
	}
	t.Setenv("AUTHLINT_FIX", "true")
	if got := authlint(t, nil, "."); got.status != exitUsage || !strings.Contains(got.stderr, `AUTHLINT_FIX: there is no choice "true"; there are: safe, unsafe`) {
		t.Errorf("%+v", got)
	}
}

// TestDiffBesideReports asserts that reports go to files while the patch is printed.
func TestDiffBesideReports(t *testing.T) {
	dir := copied(t, filepath.Join(repository, "testdata", "example"))
	file := filepath.Join(t.TempDir(), "report.sarif")
	got := authlint(t, nil, "--no-config", "--root", dir, "--diff", "-f", "sarif="+file, dir)
	report, err := os.ReadFile(file)
	if err != nil || got.status != exitFound || !strings.HasPrefix(got.stdout, "--- a/") || !bytes.Contains(report, []byte(`"fixes"`)) {
		t.Errorf("%+v, %v", got, err)
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
	want := []source.Problem{{Range: source.Range{File: "main.tf"}, Message: "not fixed: it changed while it was looked at"}}
	if failed := writeFixes(fixed); !slices.Equal(failed, want) {
		t.Errorf("of %d rewrites failed %v", len(fixed.Rewrites), failed)
	}
	if data, err := os.ReadFile(filepath.Join(dir, "main.tf")); err != nil || string(data) != "# mine\n" {
		t.Errorf("it became %q: %v", data, err)
	}
}

// TestFixOfOneFileByTwoNames asserts that it is written once, and that the patch is one of
// the file itself: git apply changes no symbolic link.
func TestFixOfOneFileByTwoNames(t *testing.T) {
	inProject(t, map[string]string{"apis/api.yaml": refused, "authlint.yaml": onlyTTL})
	if err := os.Symlink("apis/api.yaml", "link.yaml"); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	if got := authlint(t, nil, "--diff", "link.yaml", "."); got.status != exitFound || strings.Count(got.stdout, "+++ ") != 1 || !strings.Contains(got.stdout, "+++ b/apis/api.yaml\n") {
		t.Errorf("%+v", got)
	}
	got := authlint(t, nil, "-f", "concise", "--fix", "./link.yaml", ".", "link.yaml")
	if want := (outcome{exitClean, "", "authlint: fixed 2 findings in 1 file\n"}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if info, err := os.Lstat("link.yaml"); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is one no more: %v", err)
	}
}

// TestFixThatCannotBeWritten leaves the file as it is, says so, and reports what is there.
func TestFixThatCannotBeWritten(t *testing.T) {
	inProject(t, map[string]string{"keep.yaml": refused, "mend.yaml": refused, "authlint.yaml": onlyTTL})
	if err := os.Chmod("keep.yaml", 0o444); err != nil {
		t.Fatal(err)
	}
	got := authlint(t, nil, "-f", "concise", "--fix")
	if got.status != exitIncomplete || strings.Count(got.stdout, "\n") != 1 || !strings.HasPrefix(got.stdout, "keep.yaml:12:39: error") || !strings.Contains(got.stderr, "keep.yaml: not fixed: it is read-only\n") {
		t.Errorf("%+v", got)
	}
	kept, _ := os.ReadFile("keep.yaml")
	mended, _ := os.ReadFile("mend.yaml")
	if string(kept) != refused || string(mended) != strings.Replace(refused, "7200", "3600", 1) {
		t.Errorf("kept:\n%s\nmended:\n%s", kept, mended)
	}
}

// TestFixesStayBelowTheRoot, whatever becomes of a directory between reading and writing.
func TestFixesStayBelowTheRoot(t *testing.T) {
	root, outside := t.TempDir(), t.TempDir()
	for _, dir := range []string{root, outside} {
		if err := os.CopyFS(filepath.Join(dir, "infra"), os.DirFS(filepath.Join(repository, "testdata", "ttl-out-of-range", "bad"))); err != nil {
			t.Fatal(err)
		}
	}
	fixed := fixCopy(t, "ttl-out-of-range", root)
	if err := os.RemoveAll(filepath.Join(root, "infra")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(outside, "infra"), filepath.Join(root, "infra")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	before := filesOf(t, outside)
	if failed := writeFixes(fixed); len(fixed.Rewrites) == 0 || len(failed) != len(fixed.Rewrites) {
		t.Errorf("of %d rewrites failed %v", len(fixed.Rewrites), failed)
	}
	checkOldOrNew(t, "outside", outside, before, before)
}

// TestDiffSaysWhyNot asserts that a patch comes with the reasons for what it leaves out.
func TestDiffSaysWhyNot(t *testing.T) {
	inProject(t, map[string]string{"main.tf": `locals {
  n = 7200
}
resource "aws_api_gateway_rest_api" "r" {
  name        = "orders"
  description = "for ${local.n} s"
}
resource "aws_api_gateway_authorizer" "a" {
  name                             = "a"
  rest_api_id                      = aws_api_gateway_rest_api.r.id
  authorizer_uri                   = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:f/invocations"
  authorizer_result_ttl_in_seconds = local.n
}
resource "aws_api_gateway_stage" "s" {
  rest_api_id   = aws_api_gateway_rest_api.r.id
  deployment_id = "x"
  stage_name    = "s"
  variables     = { ttl = local.n }
}
`})
	want := "main.tf:2:7: note: ttl-out-of-range is not fixed: it would also change stages.variables"
	for _, flag := range []string{"--diff", "--fix"} {
		if got := authlint(t, nil, "--no-config", "--select", "ttl-out-of-range", "-f", "json=report.json", flag); got.status != exitFound || got.stdout != "" || !strings.Contains(got.stderr, want) {
			t.Errorf("%s: %+v, want %s", flag, got, want)
		}
	}
}

// TestPatchOnATerminal is made to be read: what is in files does not speak to it.
func TestPatchOnATerminal(t *testing.T) {
	got := safeLines("--- a/x\n \tred: \x1b[31m\r\n+\u202ea\n")
	if want := "--- a/x\n \tred: \\x1b[31m\r\n+\\u202ea\n"; got != want {
		t.Errorf("%q, want %q", got, want)
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
