package main

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/authlint/authlint/internal/report"
	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

//go:generate go test . -run TestManualIsCurrent -update

// manual is where the pages for man(1) are, one for each command.
var manual = filepath.Join(repository, "docs", "man")

// TestManualIsCurrent compares the pages with what the commands say. They are made here
// and not by a command: the program needs no code for it.
func TestManualIsCurrent(t *testing.T) {
	pages := manualPages(t)
	if *update {
		if err := os.RemoveAll(manual); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(manual, 0o755); err != nil {
			t.Fatal(err)
		}
		for name, page := range pages {
			if err := os.WriteFile(filepath.Join(manual, name), []byte(page), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	there := map[string]string{}
	files, err := filepath.Glob(filepath.Join(manual, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		page, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		there[filepath.Base(file)] = string(page)
	}
	if diff := cmp.Diff(there, pages); diff != "" {
		t.Errorf("docs/man differs (go generate ./... writes it anew):\n%s", diff)
	}
}

// manualPages makes the pages of all commands that --help lists.
func manualPages(t *testing.T) map[string]string {
	t.Helper()
	pages := map[string]string{}
	var add func(*cobra.Command)
	add = func(command *cobra.Command) {
		if command.HasParent() && !command.IsAvailableCommand() {
			return
		}
		pages[strings.ReplaceAll(command.CommandPath(), " ", "-")+".1"] = manualPage(t, command)
		for _, below := range command.Commands() {
			add(below)
		}
	}
	program := newRootCommand(strings.NewReader(""), io.Discard, io.Discard)
	program.DisableAutoGenTag = true // it holds the day on which the page was made
	add(program)
	return pages
}

func manualPage(t *testing.T, command *cobra.Command) string {
	t.Helper()
	const noDay = "Jan 0001"
	var page bytes.Buffer
	header := doc.GenManHeader{Section: "1", Date: &time.Time{}, Source: report.Name + " " + report.Version, Manual: "authlint"}
	if err := doc.GenMan(command, &header, &page); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(page.String(), noDay) {
		t.Fatalf("where is the day in %.200s", page.String())
	}
	return strings.Replace(page.String(), noDay, "", 1)
}

// TestManualIsRendered: man finds nothing to complain of, and shows what matters.
func TestManualIsRendered(t *testing.T) {
	groff, err := exec.LookPath("groff")
	if err != nil {
		t.Skip("groff is not installed")
	}
	for name, page := range manualPages(t) {
		command := exec.Command(groff, "-man", "-Tutf8", "-Kutf8", "-ww", "-P-cbou")
		command.Stdin = strings.NewReader(page)
		var complaints bytes.Buffer
		command.Stderr = &complaints
		shown, err := command.Output()
		if err != nil || complaints.Len() > 0 {
			t.Errorf("%s: %v\n%s", name, err, complaints.String())
		}
		for _, part := range []string{"NAME", "SYNOPSIS", "DESCRIPTION", "authlint"} {
			if !bytes.Contains(shown, []byte(part)) {
				t.Errorf("%s does not show %s:\n%s", name, part, shown)
			}
		}
	}
}
