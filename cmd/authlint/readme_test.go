package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The sample of the README is what this command prints.
const (
	sampleStart = "```console\n$ authlint --min-severity error ./testdata/example/orders\n"
	sampleEnd   = "```\n"
)

// TestReadmeSampleIsReal holds the README to what the program prints.
func TestReadmeSampleIsReal(t *testing.T) {
	var stdout, stderr bytes.Buffer
	project := filepath.Join(repository, "testdata", "example", "orders")
	run([]string{"--root", repository, "-f", "text", "--color", "never", "--min-severity", "error", project}, nil, &stdout, &stderr)

	name := filepath.Join(repository, "README.md")
	readme, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(readme), sampleStart)
	sample, after, ended := strings.Cut(rest, sampleEnd)
	if !found || !ended {
		t.Fatalf("the README has no sample that begins with %q", sampleStart)
	}
	if *update {
		sample = stdout.String()
		if err := os.WriteFile(name, []byte(before+sampleStart+sample+sampleEnd+after), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(sample, stdout.String()); diff != "" {
		t.Errorf("the README's sample differs (go test ./cmd/authlint -run Readme -update writes it anew):\n%s", diff)
	}
}
