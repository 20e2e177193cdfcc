package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// likeATerminal stands before the program: the report of a terminal is text, and there is
// none here.
const likeATerminal = `#!/bin/sh
case " $* " in
*" --diff "* | *" -f "* | *" --format "* | " baseline "*) exec %[1]s "$@" ;;
*) exec %[1]s --format text "$@" ;;
esac
`

// TestFirstDay runs the commands of docs/first-day.md in one shell, in its order: they print
// what it says.
func TestFirstDay(t *testing.T) {
	for _, program := range []string{"bash", "git"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("%s is not here", program)
		}
	}
	document, err := os.ReadFile(filepath.Join(repository, "docs", "first-day.md"))
	if err != nil {
		t.Fatal(err)
	}
	story := string(document)
	shell := openShell(t)
	_, err = exec.LookPath("pre-commit")
	if err != nil {
		story, _, _ = strings.Cut(story, "## Nothing new gets in")
	}
	commands := 0
	for _, p := range passages(story) {
		if p.language != "console" {
			t.Errorf("a block of %q is not run:\n%s", p.language, p.text)
			continue
		}
		for _, session := range strings.Split("\n"+p.text, "\n$ ")[1:] {
			command, want := typedIn(session)
			commands++
			if got := shell.run(command); !reads(got, want) {
				t.Fatalf("$ %s\n%s", command, cmp.Diff(want, got))
			}
		}
	}
	if err != nil {
		t.Skipf("pre-commit is not here: only %d commands were run", commands)
	}
	if commands < 30 {
		t.Errorf("only %d commands were found", commands)
	}
}

// typedIn takes the command of a session, with the text that it gets by <<, from what is
// printed after it.
func typedIn(session string) (command, printed string) {
	first, rest, _ := strings.Cut(session, "\n")
	if _, end, ok := strings.Cut(first, "<<"); ok {
		end = "\n" + strings.Trim(end, "'") + "\n"
		text, after, _ := strings.Cut(session, end)
		return text + strings.TrimSuffix(end, "\n"), after
	}
	return first, rest
}

// A shell runs commands one after the other, in a folder beside a clone of this repository.
type shell struct {
	t     *testing.T
	in    io.Writer
	out   io.Reader
	count int
}

func openShell(t *testing.T) *shell {
	t.Helper()
	hooks, _ := hookRepository(t)
	preCommitEnvironment(t)
	dir, bin := t.TempDir(), t.TempDir()
	if err := os.Symlink(hooks, filepath.Join(dir, "authlint")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	if err := os.WriteFile(filepath.Join(bin, "authlint"), fmt.Appendf(nil, likeATerminal, built(t, t.TempDir())), 0o755); err != nil {
		t.Fatal(err)
	}
	command := exec.Command("bash", "--noprofile", "--norc")
	command.Dir = dir
	command.Env = append(os.Environ(), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"), "GIT_CONFIG_GLOBAL="+os.DevNull,
		"GIT_AUTHOR_NAME=Test", "GIT_AUTHOR_EMAIL=test@example.com", "GIT_COMMITTER_NAME=Test", "GIT_COMMITTER_EMAIL=test@example.com")
	in, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	command.Stderr = command.Stdout // in the order of a terminal
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = in.Close() // ends the shell
		_ = command.Wait()
	})
	return &shell{t: t, in: in, out: out}
}

// run returns what a command prints, on both outputs.
func (s *shell) run(command string) string {
	s.t.Helper()
	s.count++
	mark := fmt.Sprintf("-- end of command %d --\n", s.count)
	if _, err := fmt.Fprintf(s.in, "%s\necho %q\n", command, strings.TrimSuffix(mark, "\n")); err != nil {
		s.t.Fatal(err)
	}
	var printed strings.Builder
	buffer := make([]byte, 1<<16)
	for !strings.HasSuffix(printed.String(), mark) {
		n, err := s.out.Read(buffer)
		printed.Write(buffer[:n])
		if err != nil {
			s.t.Fatalf("$ %s: %v\n%s", command, err, printed.String())
		}
	}
	return strings.TrimSuffix(printed.String(), mark)
}
