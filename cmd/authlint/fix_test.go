package main

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2/hclwrite"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/fix"
	"github.com/authlint/authlint/internal/lint"
	"github.com/authlint/authlint/rules"
)

// TestFixGolden makes every fix of the fixtures of each rule, and holds what they change
// against a patch beside them. After it, the rule has nothing left to fix, all bytes
// outside of the edits are as they were, and code that terraform fmt left alone still is.
func TestFixGolden(t *testing.T) {
	fixing := 0
	for _, rule := range rulesWithFixes(t) {
		t.Run(rule.ID, func(t *testing.T) {
			fixture := filepath.Join(repository, "testdata", rule.ID)
			dir := copied(t, filepath.Join(fixture, "bad"))
			fixed := fixCopy(t, rule.ID, dir)
			if len(fixed.Rewrites) > 0 {
				fixing++
			}
			checkGolden(t, filepath.Join(fixture, "fixed.diff"), patchOf(t, fixed.Rewrites))

			for _, f := range fixed.Run.Findings {
				if f.Fix != nil {
					t.Errorf("%s: left with a fix: %s", f.Range.File, f.Message)
				}
			}
			for _, problem := range fixed.Run.Problems {
				if strings.Contains(problem.Message, "is not fixed") {
					t.Errorf("%s: %s", problem.Range.File, problem.Message)
				}
			}
			want := applied(t, rule.ID, copied(t, filepath.Join(fixture, "bad")))
			for _, r := range fixed.Rewrites {
				if !bytes.Equal(r.After, want[r.Name]) {
					t.Errorf("%s: more changed than the edits say (-edits +fixed):\n%s", r.Name, cmp.Diff(string(want[r.Name]), string(r.After)))
				}
				if formatted := hclwrite.Format; strings.HasSuffix(r.Name, ".tf") && bytes.Equal(formatted(r.Before), r.Before) && !bytes.Equal(formatted(r.After), r.After) {
					t.Errorf("%s: terraform fmt would change it again (-fixed +formatted):\n%s", r.Name, cmp.Diff(string(r.After), string(formatted(r.After))))
				}
			}
			if failed := writeFixes(fixed); len(failed) > 0 {
				t.Fatal(failed)
			}
			if again := fixCopy(t, rule.ID, dir); len(again.Rewrites) > 0 {
				t.Errorf("a second run changes more:\n%s", patchOf(t, again.Rewrites))
			}
		})
	}
	if fixing < 15 {
		t.Errorf("only %d rules have fixes", fixing)
	}
}

// TestFixesAreShownByFixtures asks for a patch of each rule that says that it has fixes, and
// of no other, and that it says which kinds they are of.
func TestFixesAreShownByFixtures(t *testing.T) {
	all, err := rules.All()
	if err != nil {
		t.Fatal(err)
	}
	run, err := lint.Run(context.Background(), lint.Options{Root: repository, Paths: []string{filepath.Join(repository, "testdata")}})
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range all {
		if _, err := os.Stat(filepath.Join(repository, "testdata", rule.ID, "fixed.diff")); (len(rule.Fixes) > 0) != (err == nil) {
			t.Errorf("%s: fixes in METADATA: %v, in the fixtures: %v", rule.ID, rule.Fixes, err == nil)
		}
	}
	for _, f := range run.Findings {
		if f.Fix == nil {
			continue
		}
		kind := map[bool]string{true: finding.SafeFix, false: finding.UnsafeFix}[f.Fix.Safe]
		if !slices.Contains(run.Rule(f.Rule).Fixes, kind) {
			t.Errorf("%s: a fix in %s is %s, and METADATA has custom.fixes: %v", f.Rule, f.Range.File, kind, run.Rule(f.Rule).Fixes)
		}
	}
}

// TestOnlySafeFixesUnasked asserts that --fix leaves to --fix=unsafe what decides who gets in.
func TestOnlySafeFixesUnasked(t *testing.T) {
	for _, rule := range rulesWithFixes(t) {
		dir := copied(t, filepath.Join(repository, "testdata", rule.ID, "bad"))
		fixed, err := lint.Fix(context.Background(), lint.Options{Root: dir, Paths: []string{dir}, Select: []string{rule.ID}}, false)
		if err != nil {
			t.Fatal(err)
		}
		safe := slices.ContainsFunc(lintCopy(t, rule.ID, dir).Findings, func(f finding.Finding) bool { return f.Fix != nil && f.Fix.Safe })
		if made := len(fixed.Rewrites) > 0; made != safe {
			t.Errorf("%s: fixes without being asked: %v, safe ones: %v", rule.ID, made, safe)
		}
	}
}

// rulesWithFixes are those whose findings may have a fix.
func rulesWithFixes(t *testing.T) []finding.Rule {
	t.Helper()
	all, err := rules.All()
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(all, func(rule finding.Rule) bool { return len(rule.Fixes) == 0 })
}

// copied is a copy of a folder that tests may write to.
func copied(t *testing.T, from string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	return dir
}

func lintCopy(t *testing.T, rule, dir string) finding.Run {
	t.Helper()
	run, err := lint.Run(context.Background(), lint.Options{Root: dir, Paths: []string{dir}, Select: []string{rule}})
	if err != nil {
		t.Fatal(err)
	}
	return run
}

func fixCopy(t *testing.T, rule, dir string) lint.Fixed {
	t.Helper()
	fixed, err := lint.Fix(context.Background(), lint.Options{Root: dir, Paths: []string{dir}, Select: []string{rule}}, true)
	if err != nil {
		t.Fatal(err)
	}
	return fixed
}

// applied are the files of a folder with all edits made that findings have, round by round:
// of those that meet, the first, and the last one of a file before the others.
func applied(t *testing.T, rule, dir string) map[string][]byte {
	t.Helper()
	for {
		run := lintCopy(t, rule, dir)
		var edits []finding.Edit
		for _, f := range run.Findings {
			meets := func(e finding.Edit) bool {
				return slices.ContainsFunc(edits, func(other finding.Edit) bool {
					return e.Range.File == other.Range.File && e.Range.Start <= other.Range.End && other.Range.Start <= e.Range.End
				})
			}
			if f.Fix != nil && !slices.ContainsFunc(f.Fix.Edits, meets) {
				edits = append(edits, f.Fix.Edits...)
			}
		}
		if len(edits) == 0 {
			return filesOf(t, dir)
		}
		slices.SortFunc(edits, func(a, b finding.Edit) int { return b.Range.Compare(a.Range) })
		for _, edit := range edits {
			name := filepath.Join(dir, edit.Range.File)
			data, err := os.ReadFile(name)
			if err == nil {
				err = os.WriteFile(name, slices.Concat(data[:edit.Range.Start], []byte(edit.Text), data[edit.Range.End:]), 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
}

func patchOf(t *testing.T, rewrites []lint.Rewrite) string {
	t.Helper()
	var patch strings.Builder
	for _, r := range rewrites {
		text, err := fix.Unified(r.Name, r.Before, r.After)
		if err != nil {
			t.Fatal(err)
		}
		patch.WriteString(text)
	}
	return patch.String()
}

// checkGolden compares a text with a file, which is not there where the text is empty.
func checkGolden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		err := os.Remove(name)
		if got != "" {
			err = os.WriteFile(name, []byte(got), 0o644)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (go generate ./... writes it anew):\n%s", name, diff)
	}
}
