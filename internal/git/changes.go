package git

import (
	"context"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/source"
)

// The modes of what a tree of Git holds besides files.
// https://git-scm.com/docs/gitformat-index
const (
	modeLink      = "120000"
	modeSubmodule = "160000"
)

// A change is a name that is otherwise in the work tree than in a commit.
type change struct {
	name    string // relative to the directory, with slashes
	mode    string // in the commit
	object  string // in the commit
	newMode string
	status  byte // of git diff: A added, D deleted, M modified, T of another type
}

// Changed are the names below a directory of a work tree that differ from the last
// commit, in the index or on the disk, or are new and not ignored, sorted. A submodule is
// one name, and differs when another commit of it is checked out.
func Changed(ctx context.Context, dir string) ([]string, error) {
	r, err := open(ctx, dir)
	if err != nil {
		return nil, err
	}
	head, err := r.head(ctx)
	if err != nil {
		return nil, err
	}
	changes, err := r.changes(ctx, head)
	if err != nil {
		return nil, err
	}
	names, err := r.untracked(ctx)
	for _, c := range changes {
		names = append(names, c.name)
	}
	slices.Sort(names)
	return slices.Compact(names), err
}

// head is the last commit; before the first one, the tree that is empty.
func (r *repository) head(ctx context.Context) (string, error) {
	if head, err := r.ask(ctx, "rev-parse", "--verify", "--quiet", "HEAD^{commit}"); err == nil {
		return head, nil
	}
	return r.ask(ctx, "hash-object", "-t", "tree", "--stdin")
}

// untracked are the names that Git neither has nor ignores.
func (r *repository) untracked(ctx context.Context) ([]string, error) {
	out, err := r.run(ctx, "", "ls-files", "-z", "--others", "--exclude-standard")
	var names []string
	for _, name := range fields(out) {
		if name = strings.TrimSuffix(name, "/"); filepath.IsLocal(name) { // a repository in this one ends in /
			names = append(names, name)
		}
	}
	return names, err
}

// changes are the differences between a commit and the work tree. diff-index compares
// contents only where times are too close to tell; where just the time differs, it says
// modified, and what is on the disk settles it.
// https://git-scm.com/docs/git-diff-index
func (r *repository) changes(ctx context.Context, commit string) ([]change, error) {
	out, err := r.run(ctx, "", "diff-index", "-z", "--raw", "--no-abbrev", "--no-renames", "--relative", "--ignore-submodules=dirty", commit, "--")
	if err != nil {
		return nil, err
	}
	root, err := source.OpenRoot(r.dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	var changes []change
	parts := fields(out)
	for i := 0; i+1 < len(parts); i += 2 {
		c, err := parseChange(parts[i], parts[i+1])
		if err != nil {
			return nil, err
		}
		if filepath.IsLocal(c.name) && !c.isUntouched(root) {
			changes = append(changes, c)
		}
	}
	return changes, nil
}

// parseChange reads ":100644 100755 OBJECT OBJECT M" and a name.
func parseChange(text, name string) (change, error) {
	parts := strings.Fields(strings.TrimPrefix(text, ":"))
	if len(parts) != 5 {
		return change{}, fmt.Errorf("git diff-index: %q is no change", text)
	}
	return change{name: name, mode: parts[0], newMode: parts[1], object: parts[2], status: parts[4][0]}, nil
}

// isUntouched reports whether the file on the disk is the one in the commit all the same.
func (c change) isUntouched(root *source.Root) bool {
	if c.status != 'M' || c.mode != c.newMode || c.mode == modeLink || c.mode == modeSubmodule {
		return false
	}
	file, err := root.Read(c.name)
	return err == nil && objectName(file.Data, len(c.object)) == c.object
}

// objectName is what Git calls the contents of a file, in a repository whose names have
// that many digits.
// https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
func objectName(data []byte, digits int) string {
	h := sha1.New()
	if digits == 2*sha256.Size {
		h = sha256.New()
	}
	fmt.Fprintf(h, "blob %d\x00", len(data))
	h.Write(data)
	return hex.EncodeToString(h.Sum(nil))
}
