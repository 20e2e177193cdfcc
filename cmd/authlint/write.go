package main

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"github.com/authlint/authlint/internal/lint"
	"github.com/authlint/authlint/internal/source"
)

// writeFile replaces a file as a whole: a reader sees the old one or the new one. A
// symbolic link stays, and so does the mode. What is not a regular file, such as
// /dev/null, is written to and never replaced.
func writeFile(name string, data []byte) error {
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
	}
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return os.WriteFile(name, data, 0o644)
	}
	dir, err := os.OpenRoot(filepath.Dir(name))
	if err == nil {
		defer dir.Close()
		err = replace(dir, filepath.Base(name), data)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

// writeFixes replaces the files that fixes change, and says which ones it could not. Nothing
// outside of the root is written, whatever became of the directories meanwhile.
func writeFixes(fixed lint.Fixed) (failed []source.Problem) {
	if len(fixed.Rewrites) == 0 {
		return nil
	}
	fail := func(r lint.Rewrite, err error) {
		failed = append(failed, source.Problem{Range: source.Range{File: r.Name}, Message: "not fixed: " + err.Error()})
	}
	root, err := os.OpenRoot(fixed.Root)
	if err == nil {
		defer root.Close()
	}
	for _, r := range fixed.Rewrites {
		if err != nil {
			fail(r, err)
		} else if err := rewrite(root, r); err != nil {
			fail(r, err)
		}
	}
	return failed
}

// rewrite replaces a file below a root, unless somebody changed it meanwhile or keeps it
// from being written.
func rewrite(root *os.Root, r lint.Rewrite) error {
	switch now, err := readWritable(root, r.Name); {
	case err != nil:
		return err
	case !bytes.Equal(now, r.Before):
		return errors.New("it changed while it was looked at")
	}
	if err := replaceBelow(root, r.Name, r.After); err != nil {
		return fmt.Errorf("write %s: %w", r.Name, err)
	}
	return nil
}

// readWritable reads a file that may be written. A new file in its place needs no
// permission to write the old one, so it is asked for.
func readWritable(root *os.Root, name string) ([]byte, error) {
	info, err := root.Lstat(name)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, errNotRegular
	case info.Mode().Perm()&0o222 == 0:
		return nil, errors.New("it is read-only")
	}
	file, err := root.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(file)
}

// replaceBelow is replace for a name that does not lead out of a root. What has that name
// is a regular file, or nothing is there.
func replaceBelow(root *os.Root, name string, data []byte) error {
	dir, err := root.OpenRoot(path.Dir(name))
	if err != nil {
		return err
	}
	defer dir.Close()
	if info, err := dir.Lstat(path.Base(name)); err == nil && !info.Mode().IsRegular() {
		return errNotRegular
	}
	return replace(dir, path.Base(name), data)
}

var errNotRegular = errors.New("a symbolic link, or something else that is no regular file, has its name")

// replace gives a name in a directory other contents. The mode of a file stays.
func replace(dir *os.Root, base string, data []byte) error {
	mode := fs.FileMode(0o644)
	if info, err := dir.Lstat(base); err == nil {
		mode = info.Mode().Perm()
	}
	temporary := ".authlint-" + rand.Text()
	file, err := dir.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer func() { _ = dir.Remove(temporary) }() // it is gone once it has its final name
	if err := fill(file, data, mode); err != nil {
		return err
	}
	if err := dir.Rename(temporary, base); err != nil {
		return err
	}
	syncDir(dir)
	return nil
}

// fill writes all data to the disk and closes the file.
func fill(file *os.File, data []byte, mode fs.FileMode) error {
	_, err := file.Write(data)
	return errors.Join(err, file.Chmod(mode), file.Sync(), file.Close())
}

// syncDir makes the names of a directory last. Where a directory cannot be synced, as on
// some file systems, the file itself is on the disk all the same.
func syncDir(dir *os.Root) {
	if names, err := dir.Open("."); err == nil {
		_ = names.Sync()
		_ = names.Close()
	}
}
