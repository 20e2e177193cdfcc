package git

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/authlint/authlint/internal/source"
)

// maxContents is how many bytes of files that changed are read from Git.
const maxContents = 256 << 20

// MergeBase is how a directory of a work tree differed in the last commit that it has in
// common with another one, which is named as Git names revisions. What Git ignores is
// taken to have been there as it is: fetched modules, what is built.
func MergeBase(ctx context.Context, dir, revision string) (source.Layer, error) {
	r, err := open(ctx, dir)
	if err != nil {
		return source.Layer{}, err
	}
	base, err := r.mergeBase(ctx, revision)
	if err != nil {
		return source.Layer{}, err
	}
	l := layering{layer: source.NewLayer(), left: maxContents}
	err = l.add(ctx, r, base, "")
	return l.layer, err
}

// mergeBase is the name of a commit.
func (r *repository) mergeBase(ctx context.Context, revision string) (string, error) {
	if revision == "" || strings.HasPrefix(revision, "-") {
		return "", fmt.Errorf("%q is no revision", revision)
	}
	other, err := r.ask(ctx, "rev-parse", "--verify", "--quiet", "--end-of-options", revision+"^{commit}")
	if err != nil || !isObject(other) {
		return "", fmt.Errorf("there is no commit %q here%s", revision, r.advice(ctx, "; fetch it first (git fetch origin)"))
	}
	if _, err := r.ask(ctx, "rev-parse", "--verify", "--quiet", "HEAD^{commit}"); err != nil {
		return "", errors.New("there is no commit yet")
	}
	base, err := r.ask(ctx, "merge-base", other, "HEAD")
	switch {
	case isNo(err):
		return "", fmt.Errorf("%s and HEAD have no commit in common here%s", revision, r.advice(ctx, ""))
	case err != nil:
		return "", err
	}
	return base, nil
}

// advice is what to do about history that is missing.
func (r *repository) advice(ctx context.Context, otherwise string) string {
	if shallow, err := r.ask(ctx, "rev-parse", "--is-shallow-repository"); err == nil && shallow == "true" {
		return ": the clone is shallow; fetch all history (git fetch --unshallow; fetch-depth: 0 of actions/checkout, GIT_DEPTH: 0 of GitLab)"
	}
	return otherwise
}

func isObject(text string) bool {
	return len(text) >= 40 && strings.Trim(text, "0123456789abcdef") == ""
}

// A layering puts a layer together.
type layering struct {
	layer source.Layer
	left  int64 // bytes that may still be read
}

// add enters what differs in a repository, whose directory has a prefix in the layer.
func (l *layering) add(ctx context.Context, r *repository, commit, prefix string) error {
	changes, err := r.changes(ctx, commit)
	if err != nil {
		return err
	}
	var files []change
	for _, c := range changes {
		name := path.Join(prefix, c.name)
		switch {
		case c.mode == modeSubmodule && c.newMode == modeSubmodule:
			if err := l.addSubmodule(ctx, filepath.Join(r.dir, filepath.FromSlash(c.name)), c.object, name); err != nil {
				return err
			}
		case strings.Trim(c.object, "0") == "":
			l.layer.Gone[name] = true
		case c.mode != modeSubmodule:
			files = append(files, c)
		}
	}
	untracked, err := r.untracked(ctx)
	if err != nil {
		return err
	}
	for _, name := range untracked {
		l.layer.Gone[path.Join(prefix, name)] = true
	}
	return l.addFiles(ctx, r, files, prefix)
}

// addSubmodule enters what differs in a submodule of which another commit was meant then.
func (l *layering) addSubmodule(ctx context.Context, dir, commit, prefix string) error {
	r, err := open(ctx, dir)
	if err != nil {
		return fmt.Errorf("submodule %s: %w", prefix, err)
	}
	if _, err := r.ask(ctx, "cat-file", "-e", commit+"^{commit}"); err != nil {
		return fmt.Errorf("submodule %s: commit %s of the merge base is not there; fetch it (git -C %s fetch)", prefix, commit, prefix)
	}
	return l.add(ctx, r, commit, prefix)
}

// addFiles reads files from Git. One above the limit is entered as gone: it would not be
// read from the disk either.
func (l *layering) addFiles(ctx context.Context, r *repository, files []change, prefix string) error {
	if len(files) == 0 {
		return nil
	}
	sizes, err := r.sizes(ctx, files)
	if err != nil {
		return err
	}
	var wanted []change
	for i, c := range files {
		if sizes[i] > source.Limit(c.name) {
			l.layer.Gone[path.Join(prefix, c.name)] = true
			continue
		}
		if l.left -= sizes[i]; l.left < 0 {
			return fmt.Errorf("more than %d MiB of files changed since the merge base; a baseline has no such limit (authlint baseline write)", maxContents>>20)
		}
		wanted = append(wanted, c)
	}
	contents, err := r.contents(ctx, wanted)
	if err != nil {
		return err
	}
	for i, c := range wanted {
		name := path.Join(prefix, c.name)
		delete(l.layer.Gone, name) // it is no more in the index, but on the disk
		if c.mode == modeLink {
			l.layer.Links[name] = string(contents[i])
		} else {
			l.layer.Files[name] = contents[i]
		}
	}
	return nil
}

// sizes are those of files in the commit.
func (r *repository) sizes(ctx context.Context, files []change) ([]int64, error) {
	out, err := r.run(ctx, objects(files), "cat-file", "--batch-check=%(objectsize)")
	switch {
	case err != nil && strings.Contains(err.Error(), "promisor remote"):
		return nil, errors.New("files of the merge base are not in this clone, which is partial: git fetch --refetch --no-filter gets all")
	case err != nil:
		return nil, err
	}
	lines := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	if len(lines) != len(files) {
		return nil, errors.New("git cat-file: an answer is missing")
	}
	sizes := make([]int64, len(files))
	for i, line := range lines {
		if sizes[i], err = strconv.ParseInt(line, 10, 64); err != nil {
			return nil, fmt.Errorf("git cat-file: %s of the merge base cannot be read: %q", files[i].name, line)
		}
	}
	return sizes, nil
}

// contents are those of files in the commit, as they are kept there: no filter is run.
// https://git-scm.com/docs/git-cat-file
func (r *repository) contents(ctx context.Context, files []change) ([][]byte, error) {
	out, err := r.run(ctx, objects(files), "cat-file", "--batch=%(objectsize)")
	if err != nil {
		return nil, err
	}
	reader := bufio.NewReader(bytes.NewReader(out))
	contents := make([][]byte, len(files))
	for i := range files {
		header, err := reader.ReadString('\n')
		size, failed := strconv.Atoi(strings.TrimSpace(header))
		if err = errors.Join(err, failed); err != nil || size < 0 || size > len(out) {
			return nil, fmt.Errorf("git cat-file: %q is no answer", header)
		}
		contents[i] = make([]byte, size)
		if _, err := io.ReadFull(reader, contents[i]); err != nil {
			return nil, fmt.Errorf("git cat-file: %w", err)
		}
		if _, err := reader.Discard(1); err != nil { // a line break
			return nil, fmt.Errorf("git cat-file: %w", err)
		}
	}
	return contents, nil
}

func objects(files []change) string {
	var list strings.Builder
	for _, c := range files {
		list.WriteString(c.object + "\n")
	}
	return list.String()
}
