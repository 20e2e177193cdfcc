package git

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/authlint/authlint/internal/source"
)

var timeAgo = time.Now().Add(-time.Hour)

// workTree makes a repository with one commit of some files.
func workTree(t *testing.T, files map[string]string) string {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("needs git:", err)
	}
	t.Setenv("GIT_CONFIG_GLOBAL", "/dev/null")
	t.Setenv("GIT_CONFIG_COUNT", "2")
	t.Setenv("GIT_CONFIG_KEY_0", "user.name")
	t.Setenv("GIT_CONFIG_VALUE_0", "Test")
	t.Setenv("GIT_CONFIG_KEY_1", "user.email")
	t.Setenv("GIT_CONFIG_VALUE_1", "test@example.com")
	dir := t.TempDir()
	do(t, dir, "init", "-q", "-b", "main")
	write(t, dir, files)
	do(t, dir, "add", "-A")
	do(t, dir, "commit", "-q", "--allow-empty", "-m", "one")
	return dir
}

// do runs git as a user would.
func do(t *testing.T, dir string, arguments ...string) {
	t.Helper()
	command := exec.Command("git", arguments...)
	command.Dir = dir
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("git %v: %v\n%s", arguments, err, out)
	}
}

func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		full := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(full), 0o755), os.WriteFile(full, []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
}

func remove(t *testing.T, dir string, names ...string) {
	t.Helper()
	for _, name := range names {
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
}

func TestChanged(t *testing.T) {
	dir := workTree(t, map[string]string{
		"same.tf": "1", "touched.tf": "1", "edited.tf": "1", "staged.tf": "1", "gone.tf": "1", "gone from the index.tf": "1",
		"sub/edited.tf": "1", "sub/same.tf": "1", ".gitignore": "*.log\n", "ünïcode\n.tf": "1", "mode.sh": "1",
	})
	write(t, dir, map[string]string{"edited.tf": "2", "staged.tf": "2", "staged new.tf": "1", "sub/edited.tf": "2", "sub/new.tf": "1", "a.log": "1", "ünïcode\n.tf": "2"})
	do(t, dir, "add", "staged.tf", "staged new.tf")
	do(t, dir, "rm", "-q", "--cached", "gone from the index.tf")
	remove(t, dir, "gone.tf")
	if err := errors.Join(os.Chtimes(filepath.Join(dir, "touched.tf"), timeAgo, timeAgo), os.Chmod(filepath.Join(dir, "mode.sh"), 0o700)); err != nil {
		t.Fatal(err)
	}
	want := []string{"edited.tf", "gone from the index.tf", "gone.tf", "mode.sh", "staged new.tf", "staged.tf", "sub/edited.tf", "sub/new.tf", "ünïcode\n.tf"}
	if got, err := Changed(context.Background(), dir); err != nil || !cmp.Equal(got, want) {
		t.Errorf("%v\n%s", err, cmp.Diff(want, got))
	}
	do(t, dir, "config", "diff.relative", "false")
	if got, err := Changed(context.Background(), filepath.Join(dir, "sub")); err != nil || !cmp.Equal(got, []string{"edited.tf", "new.tf"}) {
		t.Errorf("below a directory: %v, %v", got, err)
	}
}

// TestChangedByLongNames: Git may name objects by SHA-256.
func TestChangedByLongNames(t *testing.T) {
	workTree(t, nil) // for its environment
	dir := t.TempDir()
	if err := exec.Command("git", "init", "-q", "--object-format=sha256", dir).Run(); err != nil {
		t.Skip("this git knows SHA-1 only:", err)
	}
	write(t, dir, map[string]string{"touched.tf": "1", "edited.tf": "1"})
	do(t, dir, "add", "-A")
	do(t, dir, "commit", "-q", "-m", "one")
	write(t, dir, map[string]string{"edited.tf": "2"})
	if err := os.Chtimes(filepath.Join(dir, "touched.tf"), timeAgo, timeAgo); err != nil {
		t.Fatal(err)
	}
	if got, err := Changed(context.Background(), dir); err != nil || !cmp.Equal(got, []string{"edited.tf"}) {
		t.Errorf("%v, %v", got, err)
	}
}

// TestSettingsOfTheUserHold: those that come in the environment, too.
func TestSettingsOfTheUserHold(t *testing.T) {
	dir := workTree(t, nil)
	write(t, dir, map[string]string{"a.tf": "1", "a.log": "1"})
	ignored := filepath.Join(t.TempDir(), "ignored")
	if err := os.WriteFile(ignored, []byte("*.log\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("GIT_CONFIG_COUNT", "1")
	t.Setenv("GIT_CONFIG_KEY_0", "core.excludesFile")
	t.Setenv("GIT_CONFIG_VALUE_0", ignored)
	if got, err := Changed(context.Background(), dir); err != nil || !cmp.Equal(got, []string{"a.tf"}) {
		t.Errorf("%v, %v", got, err)
	}
}

func TestChangedBeforeTheFirstCommit(t *testing.T) {
	workTree(t, nil) // for its environment
	dir := t.TempDir()
	do(t, dir, "init", "-q")
	write(t, dir, map[string]string{"a.tf": "1", "b.tf": "1"})
	do(t, dir, "add", "a.tf")
	if got, err := Changed(context.Background(), dir); err != nil || !cmp.Equal(got, []string{"a.tf", "b.tf"}) {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := MergeBase(context.Background(), dir, "HEAD"); err == nil || !strings.Contains(err.Error(), `no commit "HEAD"`) {
		t.Error(err)
	}
}

// TestChangedInALinkedWorkTree, whose .git is a file, and with the variables that a hook
// of another repository has.
func TestChangedInALinkedWorkTree(t *testing.T) {
	main := workTree(t, map[string]string{"a.tf": "1"})
	linked := filepath.Join(t.TempDir(), "linked")
	do(t, main, "worktree", "add", "-q", "-b", "topic", linked)
	write(t, linked, map[string]string{"a.tf": "2"})
	other := workTree(t, map[string]string{"other.tf": "1"})
	t.Setenv("GIT_DIR", filepath.Join(other, ".git"))
	t.Setenv("GIT_INDEX_FILE", filepath.Join(other, ".git", "index"))
	if got, err := Changed(context.Background(), linked); err != nil || !cmp.Equal(got, []string{"a.tf"}) {
		t.Errorf("%v, %v", got, err)
	}
	layer, err := MergeBase(context.Background(), linked, "main")
	if err != nil || string(layer.Files["a.tf"]) != "1" {
		t.Errorf("%v, %v", layer, err)
	}
}

// TestMergeBase shows the tree as it was where the branches parted, not as it is on main.
func TestMergeBase(t *testing.T) {
	dir := workTree(t, map[string]string{
		"same.tf": "1", "edited.tf": "1", "gone.tf": "1", "from/moved.tf": "1", "main only.tf": "1", "untracked now.tf": "1", "sub/edited.tf": "1", ".gitignore": "built\n",
		"empty.tf": "", "full.tf": strings.Repeat("#", source.MaxCode), "shrunk.tf": strings.Repeat("#", source.MaxCode+1),
	})
	link(t, "same.tf", filepath.Join(dir, "link.tf"))
	link(t, "same.tf", filepath.Join(dir, "to a file.tf"))
	do(t, dir, "add", "-A")
	do(t, dir, "commit", "-q", "-m", "links")
	do(t, dir, "branch", "topic")
	write(t, dir, map[string]string{"main only.tf": "2"})
	do(t, dir, "commit", "-q", "-a", "-m", "on main")
	do(t, dir, "checkout", "-q", "topic")
	write(t, dir, map[string]string{"edited.tf": "2", "new.tf": "1", "sub/edited.tf": "2"})
	do(t, dir, "mv", "from/moved.tf", "moved.tf")
	remove(t, dir, "gone.tf", "link.tf", "to a file.tf")
	link(t, "edited.tf", filepath.Join(dir, "link.tf"))
	do(t, dir, "add", "-A")
	do(t, dir, "commit", "-q", "-m", "on topic")
	do(t, dir, "rm", "-q", "--cached", "untracked now.tf")
	write(t, dir, map[string]string{"edited.tf": "3", "untracked.tf": "1", "built": "1", "to a file.tf": "1", "huge.tf": strings.Repeat("#", source.MaxCode+1), "empty.tf": "1", "full.tf": "1", "shrunk.tf": "1"})

	want := source.Layer{
		Files: map[string][]byte{"edited.tf": []byte("1"), "gone.tf": []byte("1"), "from/moved.tf": []byte("1"), "sub/edited.tf": []byte("1"), "untracked now.tf": []byte("1"), "empty.tf": {}, "full.tf": bytes.Repeat([]byte("#"), source.MaxCode)},
		Links: map[string]string{"link.tf": "same.tf", "to a file.tf": "same.tf"},
		Gone:  map[string]bool{"new.tf": true, "moved.tf": true, "untracked.tf": true, "huge.tf": true, "shrunk.tf": true},
	}
	before := snapshot(t, dir)
	layer, err := MergeBase(context.Background(), dir, "main")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, layer); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(before, snapshot(t, dir)); diff != "" {
		t.Errorf("the repository was written to:\n%s", diff)
	}

	layer, err = MergeBase(context.Background(), filepath.Join(dir, "sub"), "main")
	if diff := cmp.Diff(map[string][]byte{"edited.tf": []byte("1")}, layer.Files); diff != "" || err != nil || len(layer.Gone) > 0 {
		t.Errorf("below a directory: %v, %v\n%s", err, layer.Gone, diff)
	}
}

func TestMergeBaseIsBounded(t *testing.T) {
	dir := workTree(t, map[string]string{"a.tf": "123", "b.tf": "456"})
	write(t, dir, map[string]string{"a.tf": "7", "b.tf": "8"})
	r, err := open(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	for left, want := range map[int64]bool{6: true, 5: false} {
		l := layering{layer: source.NewLayer(), left: left}
		if err := l.add(context.Background(), r, "HEAD", ""); (err == nil) != want || err != nil && !strings.Contains(err.Error(), "authlint baseline write") {
			t.Errorf("%d bytes: %v", left, err)
		}
	}
}

// TestMergeBaseOfSubmodules: another commit of them was meant then.
func TestMergeBaseOfSubmodules(t *testing.T) {
	inner := workTree(t, map[string]string{"api.tf": "1"})
	outer := workTree(t, map[string]string{"main.tf": "1", "zone.tf": "1"})
	do(t, outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner, "vendor/api")
	do(t, outer, "commit", "-q", "-m", "submodule")
	submodule := filepath.Join(outer, "vendor", "api")
	write(t, submodule, map[string]string{"api.tf": "2", "new.tf": "1"})
	do(t, submodule, "add", "-A")
	do(t, submodule, "commit", "-q", "-m", "two")
	write(t, outer, map[string]string{"zone.tf": "2"})
	if got, err := Changed(context.Background(), outer); err != nil || !cmp.Equal(got, []string{"vendor/api", "zone.tf"}) {
		t.Errorf("%v, %v", got, err)
	}
	layer, err := MergeBase(context.Background(), outer, "main")
	if err != nil || string(layer.Files["vendor/api/api.tf"]) != "1" || string(layer.Files["zone.tf"]) != "1" || !layer.Gone["vendor/api/new.tf"] {
		t.Errorf("%v, %v", layer, err)
	}

	// Git would ask what is not committed in a submodule with that one's configuration.
	ran := filepath.Join(t.TempDir(), "ran")
	script := filepath.Join(t.TempDir(), "evil")
	if err := os.WriteFile(script, []byte("#!/bin/sh\necho >'"+ran+"'\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	do(t, submodule, "config", "core.fsmonitor", script)
	for _, ask := range []func() error{
		func() error { _, err := Changed(context.Background(), outer); return err },
		func() error { _, err := MergeBase(context.Background(), outer, "main"); return err },
	} {
		if err := ask(); err != nil {
			t.Error(err)
		}
		if _, err := os.Stat(ran); err == nil {
			t.Error("what the submodule names was run")
		}
	}
}

// TestErrorsSayWhatToDo of a revision that cannot be compared with.
func TestErrorsSayWhatToDo(t *testing.T) {
	dir := workTree(t, map[string]string{"a.tf": "1"})
	write(t, dir, map[string]string{"a.tf": "2"})
	do(t, dir, "commit", "-q", "-a", "-m", "two")
	do(t, dir, "checkout", "-q", "--orphan", "other")
	do(t, dir, "commit", "-q", "-m", "elsewhere")
	do(t, dir, "checkout", "-q", "main")
	shallow := filepath.Join(t.TempDir(), "shallow")
	do(t, dir, "clone", "-q", "--depth=1", "--no-single-branch", "file://"+dir, shallow)
	partial := filepath.Join(t.TempDir(), "partial")
	do(t, dir, "config", "uploadpack.allowFilter", "true")
	do(t, dir, "clone", "-q", "--filter=blob:none", "file://"+dir, partial)
	do(t, partial, "reset", "-q", "--soft", "HEAD^")
	do(t, partial, "commit", "-q", "-m", "again")
	do(t, partial, "update-ref", "refs/heads/old", "HEAD^")

	for name, test := range map[string]struct{ dir, revision, want string }{
		"an option":                {dir, "--output=/tmp/x", "is no revision"},
		"nothing":                  {dir, "", "is no revision"},
		"no such commit":           {dir, "origin/main", `there is no commit "origin/main" here; fetch it first`},
		"a range":                  {dir, "main..other", "there is no commit"},
		"a file":                   {dir, "HEAD:a.tf", "there is no commit"},
		"nothing in common":        {dir, "other", "other and HEAD have no commit in common here"},
		"a shallow clone":          {shallow, "origin/other", "the clone is shallow; fetch all history"},
		"too shallow for a commit": {shallow, "HEAD~1", "the clone is shallow; fetch all history"},
		"a partial clone":          {partial, "old", "files of the merge base are not in this clone, which is partial"},
		"no repository":            {t.TempDir(), "main", "git rev-parse: not a git repository"},
		"no work tree":             {filepath.Join(dir, ".git"), "main", "is in no work tree of Git"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := MergeBase(context.Background(), test.dir, test.revision); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%v, want %q", err, test.want)
			}
		})
	}
	t.Run("no git", func(t *testing.T) {
		t.Setenv("PATH", t.TempDir())
		if _, err := Changed(context.Background(), dir); err == nil || !strings.Contains(err.Error(), "the git program is needed") {
			t.Error(err)
		}
	})
	t.Run("an old git", func(t *testing.T) {
		real, err := exec.LookPath("git")
		if err != nil {
			t.Fatal(err)
		}
		bin := t.TempDir()
		write(t, bin, map[string]string{"git": "#!/bin/sh\nunset GIT_CONFIG_COUNT\nexec '" + real + "' \"$@\"\n"})
		if err := os.Chmod(filepath.Join(bin, "git"), 0o700); err != nil {
			t.Fatal(err)
		}
		t.Setenv("PATH", bin)
		if _, err := Changed(context.Background(), dir); err == nil || !strings.Contains(err.Error(), "use 2.31 or later") {
			t.Error(err)
		}
	})
	t.Run("an owner that Git does not trust", func(t *testing.T) {
		t.Setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
		if _, err := Changed(context.Background(), dir); err == nil || !strings.Contains(err.Error(), "safe.directory") {
			t.Error(err)
		}
	})
}

// TestNothingOfAHostileRepositoryRuns: its configuration names commands for everything
// that can have one.
func TestNothingOfAHostileRepositoryRuns(t *testing.T) {
	dir := workTree(t, map[string]string{"a.tf": "1", "b.tf": "1", ".gitattributes": "*.tf filter=evil diff=evil merge=evil\n*.yaml filter=a=b\n", "c.yaml": "1"})
	ran := filepath.Join(t.TempDir(), "ran")
	script := filepath.Join(dir, ".git", "evil")
	if err := os.WriteFile(script, []byte("#!/bin/sh\necho \"$0 $*\" >>'"+ran+"'\ncat\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, hook := range []string{"post-index-change", "post-checkout", "pre-commit", "fsmonitor-watchman", "reference-transaction"} {
		if err := os.WriteFile(filepath.Join(dir, ".git", "hooks", hook), []byte("#!/bin/sh\necho hook >>'"+ran+"'\n"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for _, key := range []string{
		"core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.askPass", "core.alternateRefsCommand", "core.gitProxy",
		"pager.diff-index", "diff.external", "diff.evil.command", "diff.evil.textconv", "filter.evil.clean", "filter.evil.smudge", "filter.evil.process",
		"filter.a=b.clean", "uploadpack.packObjectsHook", "gpg.program", "credential.helper", "merge.evil.driver", "interactive.diffFilter",
	} {
		do(t, dir, "config", key, script)
	}
	do(t, dir, "config", "filter.evil.required", "true")
	write(t, dir, map[string]string{"a.tf": "2", "new.tf": "1", "c.yaml": "2"})
	// Too close in time to tell by the time alone: Git compares contents.
	index, err := os.Stat(filepath.Join(dir, ".git", "index"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a.tf", "b.tf", "c.yaml"} {
		if err := os.Chtimes(filepath.Join(dir, name), index.ModTime(), index.ModTime()); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		if got, err := Changed(context.Background(), dir); err != nil || !cmp.Equal(got, []string{"a.tf", "c.yaml", "new.tf"}) {
			t.Errorf("%v, %v", got, err)
		}
		if _, err := MergeBase(context.Background(), dir, "main"); err != nil {
			t.Error(err)
		}
	}
	if log, err := os.ReadFile(ran); err == nil {
		t.Errorf("this ran:\n%s", log)
	}

	// The trap is real: what Git does by itself springs it.
	command := exec.Command("git", "status")
	command.Dir = dir
	_ = command.Run() // fails, after the filter
	if _, err := os.Stat(ran); err != nil {
		t.Error("nothing would have run in any case")
	}
}

// snapshot is every file of a repository, Git's own included, with its contents.
func snapshot(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(name)
		files[name] = string(data)
		return err
	})
	if err != nil || len(slices.Collect(maps.Keys(files))) == 0 {
		t.Fatal(err)
	}
	return files
}

func link(t *testing.T, target, name string) {
	t.Helper()
	if err := os.Symlink(target, name); err != nil {
		t.Skip("this system has no symbolic links:", err)
	}
}

// TestGitThatHangsIsEnded: a configuration may include a pipe that nobody writes to.
func TestGitThatHangsIsEnded(t *testing.T) {
	dir := workTree(t, nil)
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip("this system has no named pipes:", err)
	}
	do(t, dir, "config", "include.path", pipe)
	ctx, done := context.WithTimeoutCause(context.Background(), 200*time.Millisecond, errors.New("too slow"))
	defer done()
	if _, err := Changed(ctx, dir); err == nil || !strings.Contains(err.Error(), "too slow") {
		t.Error(err)
	}
}
