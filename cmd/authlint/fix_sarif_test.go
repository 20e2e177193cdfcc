package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/lint"
	"github.com/authlint/authlint/internal/report"
)

// A sarifRegion is one of SARIF: lines and UTF-16 columns from 1, the end column behind it.
type sarifRegion struct{ StartLine, StartColumn, EndLine, EndColumn int }

// A sarifChange is what a fix of SARIF makes of one file.
type sarifChange struct {
	ArtifactLocation struct{ URI string }
	Replacements     []struct {
		DeletedRegion   sarifRegion
		InsertedContent struct{ Text string }
	}
}

// offsetOf reads a position as editors do that know nothing of bytes.
func offsetOf(text []uint16, line, column int) int {
	start := 0
	for range line - 1 {
		start += slices.Index(text[start:], '\n') + 1
	}
	return start + column - 1
}

// applied makes the changes, the last one of the file first.
func (c sarifChange) applied(t *testing.T, dir string) string {
	t.Helper()
	name, err := url.PathUnescape(c.ArtifactLocation.URI)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	text := utf16.Encode([]rune(string(data)))
	for _, r := range slices.Backward(c.Replacements) {
		start := offsetOf(text, r.DeletedRegion.StartLine, r.DeletedRegion.StartColumn)
		end := offsetOf(text, r.DeletedRegion.EndLine, r.DeletedRegion.EndColumn)
		text = slices.Concat(text[:start], utf16.Encode([]rune(r.InsertedContent.Text)), text[end:])
	}
	return name + "\n" + string(utf16.Decode(text))
}

// TestFixesOfSARIF asserts that the fixes of a report, made by lines and UTF-16 columns, are
// the edits that --fix makes.
func TestFixesOfSARIF(t *testing.T) {
	inOneLine := t.TempDir()
	for name, text := range map[string]string{
		"one.json":   `{"openapi":"3.0.3","info":{"title":"😀 é","version":"1"},"paths":{"/a":{"get":{"security":[{"t":[]}],"x-amazon-apigateway-integration":{"type":"mock"}}}},"components":{"securitySchemes":{"t":{"type":"apiKey","name":"Authorization","in":"header","x-amazon-apigateway-authtype":"custom","x-amazon-apigateway-authorizer":{"type":"token","authorizerUri":"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:check/invocations","authorizerResultTtlInSeconds":7200}}}}}`,
		"b o m.yaml": "\ufeff" + strings.ReplaceAll(refused, "\n", "\r\n"),
	} {
		if err := os.WriteFile(filepath.Join(inOneLine, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	all := 0
	check := func(rule, dir string) {
		t.Helper()
		run, err := lint.Run(context.Background(), lint.Options{Root: dir, Paths: []string{dir}, Select: []string{rule}})
		if err != nil {
			t.Fatal(err)
		}
		var want, got []string
		for _, f := range run.Findings {
			if f.Fix != nil && f.Fix.Safe {
				want = append(want, editedFiles(run, f.Fix.Edits)...)
			}
		}
		for _, change := range changesOf(t, run) {
			got = append(got, change.applied(t, dir))
		}
		slices.Sort(want)
		slices.Sort(got)
		if all += len(got); !slices.Equal(got, want) {
			t.Errorf("%s: got\n%s\nwant\n%s", rule, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
	check("ttl-out-of-range", inOneLine)
	if all != 2 {
		t.Errorf("%d files are fixed that are written in one line or with CRLF", all)
	}
	for _, rule := range rulesWithFixes(t) {
		check(rule.ID, filepath.Join(repository, "testdata", rule.ID, "bad"))
	}
	if all < 50 {
		t.Errorf("only %d files have fixes", all)
	}
}

// editedFiles are the files that a fix changes, with their names, after its edits.
func editedFiles(run finding.Run, edits []finding.Edit) (files []string) {
	for len(edits) > 0 {
		name := edits[0].Range.File
		of := func(e finding.Edit) bool { return e.Range.File == name }
		here := slices.DeleteFunc(slices.Clone(edits), func(e finding.Edit) bool { return !of(e) })
		files = append(files, name+"\n"+string(finding.Apply(run.Files[name].Data, here)))
		edits = slices.DeleteFunc(slices.Clone(edits), of)
	}
	return files
}

// changesOf are those of all fixes in the SARIF report of a run.
func changesOf(t *testing.T, run finding.Run) (changes []sarifChange) {
	t.Helper()
	var text bytes.Buffer
	if err := report.Formats["sarif"](&text, run); err != nil {
		t.Fatal(err)
	}
	var log struct {
		Runs []struct {
			Results []struct {
				Fixes []struct{ ArtifactChanges []sarifChange }
			}
		}
	}
	if err := json.Unmarshal(text.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	for _, result := range log.Runs[0].Results {
		for _, fix := range result.Fixes {
			changes = append(changes, fix.ArtifactChanges...)
		}
	}
	return changes
}
