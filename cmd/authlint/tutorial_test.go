package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A passage is a piece of a document between fences, with the last name of a file in the
// paragraph before it.
type passage struct {
	language, file, text string
}

// A name of a file stands between backquotes.
var fileName = regexp.MustCompile("`([a-z-]+/[a-z./_-]+[a-z]|authlint\\.yaml)`")

// passages are those of a document, in its order.
func passages(document string) []passage {
	var all []passage
	paragraph, inside := "", false
	for line := range strings.Lines(document) {
		fence, isFence := strings.CutPrefix(strings.TrimSpace(line), "```")
		switch {
		case isFence && !inside:
			inside = true
			b := passage{language: fence}
			for _, name := range fileName.FindAllStringSubmatch(paragraph, -1) {
				b.file = name[1]
			}
			all, paragraph = append(all, b), ""
		case isFence:
			inside = false
		case inside:
			all[len(all)-1].text += line
		case strings.TrimSpace(line) != "":
			paragraph += line
		case !strings.HasSuffix(paragraph, ":\n"): // which announces what follows
			paragraph = ""
		}
	}
	return all
}

// TestTutorialIsTrue writes the files of docs/your-own-rules.md and runs its commands, in
// its order: they print what it says.
func TestTutorialIsTrue(t *testing.T) {
	document, err := os.ReadFile(filepath.Join(repository, "docs", "your-own-rules.md"))
	if err != nil {
		t.Fatal(err)
	}
	inProject(t, nil)
	files, commands := 0, 0
	for _, b := range passages(string(document)) {
		switch {
		case b.language == "console":
			for _, session := range strings.Split("\n"+b.text, "\n$ ")[1:] {
				command, want, _ := strings.Cut(session, "\n")
				commands++
				if got := typed(t, command); !reads(got, want) {
					t.Errorf("$ %s\n%s", command, cmp.Diff(want, got))
				}
			}
		case b.file != "":
			files++
			put(t, b.file, b.text)
		}
	}
	if files < 5 || commands < 9 {
		t.Errorf("only %d files and %d commands were found", files, commands)
	}
}

// typed is what a command of the document prints.
func typed(t *testing.T, command string) string {
	t.Helper()
	words := strings.Fields(command)
	if words[0] == "cat" {
		text, err := os.ReadFile(words[1])
		if err != nil {
			t.Error(err)
		}
		return string(text)
	}
	got := authlint(t, nil, words[1:]...)
	return got.stderr + got.stdout
}

// reads reports whether a text is as the document shows it, where a line of … stands for
// any lines and nothing for anything.
func reads(got, want string) bool {
	if strings.TrimSpace(want) == "" {
		return true
	}
	got = strings.TrimRight(got, "\n")
	parts := strings.Split("\n"+strings.TrimSuffix(want, "\n")+"\n", "\n…\n")
	rest := "\n" + got + "\n"
	for i, part := range parts {
		at := strings.Index(rest, part)
		if at < 0 || i == 0 && at > 0 || i == len(parts)-1 && part != "" && !strings.HasSuffix(rest, part) {
			return false
		}
		rest = rest[at+len(part):]
		if i < len(parts)-1 {
			rest = "\n" + rest
		}
	}
	return true
}
