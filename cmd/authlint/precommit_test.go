package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestPreCommit commits to a repository with the hooks of this one, as pre-commit installs
// them, without a network where the system can take it away.
func TestPreCommit(t *testing.T) {
	for _, tool := range []string{"pre-commit", "git", "go"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("needs %s: %v", tool, err)
		}
	}
	if testing.Short() {
		t.Skip("builds the program as pre-commit does")
	}
	hooks, revision := hookRepository(t)
	preCommitEnvironment(t)
	inRepository(t, map[string]string{
		"infra/main.tf": withBody, "infra/openapi.yaml": accepted, "old.yaml": refused, "notes.md": "hello\n",
		".pre-commit-config.yaml": "repos:\n- repo: " + hooks + "\n  rev: " + revision + "\n  hooks: [{id: authlint-changed}, {id: authlint, stages: [manual]}]\n",
	})
	offline(t, true, "", "pre-commit", "install", "--install-hooks") // within git commit -a, go would take its variables

	t.Run("the manifest is valid", func(t *testing.T) {
		offline(t, true, "", "pre-commit", "validate-manifest", filepath.Join(hooks, ".pre-commit-hooks.yaml"))
		offline(t, true, "", "pre-commit", "validate-config")
	})
	t.Run("what is not concerned is committed", func(t *testing.T) {
		change(t, "notes.md", "hello", "hello again")
		offline(t, true, "(no files to check)Skipped", "git", "commit", "-am", "notes")
		change(t, "infra/main.tf", `name = "orders"`, `name = "refunds"`)
		offline(t, true, "Passed", "git", "commit", "-am", "configuration, which is fine, though another file is not")
	})
	t.Run("only the body of an API in Terraform changed, and is bad", func(t *testing.T) {
		change(t, "infra/openapi.yaml", "300", "7200")
		before := head(t)
		offline(t, false, "error[ttl-out-of-range]", "git", "commit", "-am", "bad")
		if head(t) != before {
			t.Error("it was committed all the same")
		}
		change(t, "infra/openapi.yaml", "7200", "600")
		offline(t, true, "Passed", "git", "commit", "-am", "mended")
		if head(t) == before {
			t.Error("nothing was committed")
		}
	})
	t.Run("a file that goes away", func(t *testing.T) {
		runGit(t, "rm", "-q", "infra/openapi.yaml")
		offline(t, true, "(no files to check)Skipped", "git", "commit", "-m", "pre-commit hands out no names of such")
		offline(t, true, "", "git", "reset", "-q", "--hard", "HEAD^")
	})
	t.Run("the hook over everything", func(t *testing.T) {
		offline(t, false, "old.yaml:12:", "pre-commit", "run", "authlint", "--hook-stage", "manual", "--all-files")
		change(t, "old.yaml", "7200", "300")
		offline(t, true, "Passed", "pre-commit", "run", "authlint", "--hook-stage", "manual", "--all-files")
	})
	t.Run("an installed authlint, tried", func(t *testing.T) {
		built, err := filepath.Glob(filepath.Join(os.Getenv("PRE_COMMIT_HOME"), "*", "golangenv-*", "bin", "authlint"))
		if err != nil || len(built) != 1 {
			t.Fatalf("pre-commit built %v: %v", built, err)
		}
		t.Setenv("PATH", filepath.Dir(built[0])+string(os.PathListSeparator)+os.Getenv("PATH"))
		offline(t, true, "Passed", "pre-commit", "try-repo", hooks, "authlint-system", "--ref", revision, "--all-files")
		change(t, "old.yaml", "300", "7200")
		offline(t, false, "old.yaml:12:", "pre-commit", "try-repo", hooks, "authlint-system", "--ref", revision, "--all-files")
	})
}

// hookRepository is a repository with this one's files in its only commit.
func hookRepository(t *testing.T) (dir, revision string) {
	t.Helper()
	list := exec.Command("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	list.Dir = repository
	names, err := list.Output()
	if err != nil {
		t.Skip("this is no clone, so that nobody knows which files are the project's:", err)
	}
	dir = t.TempDir()
	for name := range strings.SplitSeq(strings.TrimSuffix(string(names), "\x00"), "\x00") {
		data, err := os.ReadFile(filepath.Join(repository, name))
		if os.IsNotExist(err) {
			continue // deleted, but not committed
		} else if err != nil {
			t.Fatal(err)
		}
		writeIn(t, dir, name, string(data))
	}
	for _, arguments := range [][]string{{"init", "-q"}, {"add", "-A"}, {"-c", "user.name=Test", "-c", "user.email=test@example.com", "commit", "-q", "-m", "one"}} {
		runGit(t, append([]string{"-C", dir}, arguments...)...)
	}
	out, err := exec.Command("git", "-C", dir, "rev-parse", "HEAD").Output()
	if err != nil {
		t.Fatal(err)
	}
	return dir, strings.TrimSpace(string(out))
}

// preCommitEnvironment has pre-commit build from what is on this machine. It gives go a
// GOPATH of its own, so that the modules have to be named.
func preCommitEnvironment(t *testing.T) {
	t.Helper()
	for _, name := range []string{"GOMODCACHE", "GOCACHE"} {
		out, err := exec.Command("go", "env", name).Output()
		if err != nil {
			t.Fatal(err)
		}
		t.Setenv(name, strings.TrimSpace(string(out)))
	}
	t.Setenv("GOPROXY", "off")
	t.Setenv("GOFLAGS", "-mod=mod -trimpath") // so that another path is no reason to compile anew
	t.Setenv("PRE_COMMIT_HOME", t.TempDir())
}

// offline runs a program, and asserts whether it succeeds and what is in its output.
func offline(t *testing.T, succeeds bool, want string, command ...string) {
	t.Helper()
	if exec.Command("unshare", "--net", "true").Run() == nil {
		command = append([]string{"unshare", "--net"}, command...)
	}
	out, err := exec.Command(command[0], command[1:]...).CombinedOutput()
	if (err == nil) != succeeds || !bytes.Contains(out, []byte(want)) {
		t.Fatalf("%v: %v, want %q\n%s", command, err, want, out)
	}
}

// head is the last commit.
func head(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("git", "rev-parse", "HEAD").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}
