package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestKilledWhileFixing kills the program at each system call that writes, syncs or renames
// while it fixes files, and makes each of them fail. A file is then what it was or what it is
// to become, and never something else; after a failure, it is what it was, and that is told.
func TestKilledWhileFixing(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is not here")
	}
	if err := exec.Command(strace, "-o", os.DevNull, "true").Run(); err != nil {
		t.Skipf("strace may not trace here: %v", err)
	}
	program := built(t, t.TempDir())
	from := filepath.Join(repository, "testdata", "example")
	before, after := filesOf(t, from), filesOf(t, fixedCopy(t, program, from))

	if len(after) != len(before) || maps.EqualFunc(before, after, bytes.Equal) {
		t.Fatalf("%d files became %d", len(before), len(after))
	}

	for _, call := range []string{"write", "fsync", "fchmod", "renameat"} {
		killed := 0
		for when := 1; ; when++ {
			dir := copied(t, from)
			_, ended := injected(t, strace, program, dir, fmt.Sprintf("%s:signal=SIGKILL:when=%d", call, when))
			checkOldOrNew(t, fmt.Sprintf("killed at %s %d", call, when), dir, before, after)
			if ended {
				break
			}
			killed++
		}
		if killed == 0 {
			t.Errorf("no %s was there to be killed at", call)
		}
	}
	for _, call := range []string{"fsync:error=EIO", "fchmod:error=EPERM", "renameat:error=ENOSPC"} {
		dir := copied(t, from)
		told, _ := injected(t, strace, program, dir, call+":when=1")
		checkOldOrNew(t, call, dir, before, after)
		if !strings.Contains(told, "write ") {
			t.Errorf("%s: the failure is not told:\n%s", call, told)
		}
		if left, _ := filepath.Glob(filepath.Join(dir, "*", ".authlint-*")); len(left) > 0 {
			t.Errorf("%s: %v is left", call, left)
		}
	}
}

// built is the program as a binary in a directory.
func built(t *testing.T, dir string) string {
	t.Helper()
	program := filepath.Join(dir, "authlint")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return program
}

// fixing is a run of the program that fixes a folder.
func fixing(name string, args ...string) *exec.Cmd {
	return exec.Command(name, append(args, "--no-config", "--fix=unsafe", "--fail-on", "never", "--format", "concise")...)
}

func fixedCopy(t *testing.T, program, from string) string {
	t.Helper()
	dir := copied(t, from)
	if out, err := fixing(program, "--root", dir, dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return dir
}

// injected runs the program with one system call tampered with. It returns what the program
// says, and whether it came to its own end.
func injected(t *testing.T, strace, program, dir, tamper string) (told string, ended bool) {
	t.Helper()
	call, _, _ := strings.Cut(tamper, ":")
	command := fixing(strace, "-f", "-o", os.DevNull, "-e", "trace="+call, "-e", "inject="+tamper, program, "--root", dir, dir)
	out, err := command.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return string(out), err == nil || exit.Exited()
}

// filesOf are the contents of all files below a folder.
func filesOf(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	below := os.DirFS(dir)
	err := fs.WalkDir(below, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		files[name], err = fs.ReadFile(below, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func checkOldOrNew(t *testing.T, what, dir string, before, after map[string][]byte) {
	t.Helper()
	for name := range before {
		now, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || !bytes.Equal(now, before[name]) && !bytes.Equal(now, after[name]) {
			t.Errorf("%s: %s is neither old nor new: %v", what, name, err)
		}
	}
}
