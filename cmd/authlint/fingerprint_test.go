package main

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// TestFingerprintsStayWhereLinesMove: a reader of SARIF tells by them which result of the
// next commit is which of this one. Lines that come at the top of every file move all that
// is found, and change none.
func TestFingerprintsStayWhereLinesMove(t *testing.T) {
	for from, least := range map[string]int{"../../testdata": 1000, "../../../shared/corpus": 400} {
		t.Run(filepath.Base(from), func(t *testing.T) {
			t.Parallel()
			if _, err := os.Stat(from); err != nil {
				t.Skip("it is not here:", err)
			}
			dir := filepath.Join(t.TempDir(), "tree")
			if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
				t.Fatal(err)
			}
			before := fingerprints(t, dir)
			pushDown(t, dir, "\n\n\n")
			after := fingerprints(t, dir)
			if len(before) < least {
				t.Errorf("%d results", len(before))
			}
			if diff := cmp.Diff(before, after); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// fingerprints are the results of a report, each with all that should tell it from others,
// sorted.
func fingerprints(t *testing.T, dir string) []string {
	t.Helper()
	got := authlint(t, nil, "--no-config", "--root", dir, "--fail-on", "never", "--format", "sarif", dir)
	var log struct {
		Runs []struct {
			Results []struct {
				RuleID    string
				Locations []struct {
					PhysicalLocation struct{ ArtifactLocation struct{ URI string } }
				}
				PartialFingerprints struct {
					Own  string `json:"authlintAddress/v1"`
					Line string `json:"primaryLocationLineHash"`
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(got.stdout), &log); err != nil || len(log.Runs) != 1 {
		t.Fatalf("%v: %+v", err, got)
	}
	var all []string
	for _, r := range log.Runs[0].Results {
		if r.PartialFingerprints.Own == "" || r.PartialFingerprints.Line == "" {
			t.Errorf("%s has no fingerprints", r.RuleID)
		}
		all = append(all, strings.Join([]string{r.Locations[0].PhysicalLocation.ArtifactLocation.URI, r.RuleID, r.PartialFingerprints.Own, r.PartialFingerprints.Line}, " "))
	}
	slices.Sort(all)
	return all
}

// pushDown puts lines at the top of all texts, behind a byte order mark.
func pushDown(t *testing.T, dir, lines string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil || !utf8.Valid(data) {
			return err
		}
		text, marked := bytes.CutPrefix(data, []byte("\uFEFF"))
		if text = append([]byte(lines), text...); marked {
			text = append([]byte("\uFEFF"), text...)
		}
		_ = os.Remove(name) // it may not be writable
		return os.WriteFile(name, text, 0o600)
	})
	if err != nil {
		t.Fatal(err)
	}
}
