package lint

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/authlint/authlint/internal/baseline"
	"github.com/authlint/authlint/internal/git"
)

// TestBeforeIsWhatWasFoundBefore: whatever is done to the work tree, the tree of the last
// commit holds what was found in it when it was on the disk.
func TestBeforeIsWhatWasFoundBefore(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("needs git:", err)
	}
	options := fleetAt(t)
	run, err := Run(context.Background(), options)
	if err != nil || len(run.Findings) < 10 {
		t.Fatalf("%d findings: %v", len(run.Findings), err)
	}
	want := baseline.Of(run)
	inGit := func(arguments ...string) {
		t.Helper()
		command := exec.Command("git", append([]string{"-C", options.Root, "-c", "user.name=Test", "-c", "user.email=test@example.com"}, arguments...)...)
		if out, err := command.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", arguments, err, out)
		}
	}
	inGit("init", "-q")
	inGit("add", "-A")
	inGit("commit", "-q", "-m", "one")

	at := func(name string) string { return filepath.Join(options.Root, name) }
	edits := map[string]func(name string) error{
		"gone":   func(name string) error { return os.Remove(at(name)) },
		"empty":  func(name string) error { _ = os.Remove(at(name)); return os.WriteFile(at(name), nil, 0o600) },
		"moved":  func(name string) error { return os.Rename(at(name), at(name)+".yaml") },
		"a link": func(name string) error { _ = os.Remove(at(name)); return os.Symlink("nowhere", at(name)) },
		"a directory": func(name string) error {
			_ = os.Remove(at(name))
			return os.MkdirAll(filepath.Join(at(name), "main.tf"), 0o755)
		},
	}
	files := filesBelow(t, options.Root)
	check := func(what string, edit func(string) error, names ...string) {
		t.Helper()
		for _, name := range names {
			if err := edit(name); err != nil {
				t.Fatal(err)
			}
		}
		layer, err := git.MergeBase(context.Background(), options.Root, "HEAD")
		if err != nil {
			t.Fatal(err)
		}
		got, _, err := Before(context.Background(), options, layer)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%v is %s: %v\n%s", names, what, err, diff)
		}
		inGit("reset", "-q", "--hard")
		inGit("clean", "-q", "-f", "-d")
	}
	number := 0
	for what, edit := range edits {
		check(what, edit, files...)
		for i := number; i < len(files); i += len(edits) {
			check(what, edit, files[i])
		}
		number++
	}
	check("all of it gone", func(name string) error { return os.RemoveAll(at(name)) }, "roots", "modules", "sam", "split", "fleet", "broken.yaml", "unrelated.yml")
	check("files in its place", func(name string) error {
		_ = os.RemoveAll(at(name)) // what follows fails then
		return os.WriteFile(at(name), []byte("a: 1\n"), 0o600)
	}, "roots", "modules", "sam", "split", "fleet")
}
