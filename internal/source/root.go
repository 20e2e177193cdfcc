package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"syscall"
)

// The bounds of a file's size, in bytes. Code is written by people; a specification
// may be generated.
const (
	MaxCode = 1 << 20
	MaxSpec = 16 << 20
)

// Errors that a reader of a file can tell apart with errors.Is.
var (
	ErrTooLarge   = errors.New("larger than the limit")
	ErrNotRegular = errors.New("not a regular file")
	ErrOutside    = errors.New("lies outside the root (--root moves that boundary)")
)

// A Root is the boundary of reading: nothing above it, and nothing that a symbolic
// link reaches beyond it, can be opened. It is safe for use by several goroutines.
type Root struct {
	root *os.Root
	path string
}

// OpenRoot makes a directory the boundary of reading.
func OpenRoot(dir string) (*Root, error) {
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("find root: %w", err)
	}
	root, err := os.OpenRoot(absolute)
	if err != nil {
		return nil, fmt.Errorf("open root: %w", err)
	}
	return &Root{root: root, path: absolute}, nil
}

// Path is the absolute path of the root.
func (r *Root) Path() string { return r.path }

// Close ends all reading.
func (r *Root) Close() error { return r.root.Close() }

// Read reads a regular file by its name relative to the root. Its errors read as
// the end of a sentence that begins with the name.
func (r *Root) Read(name string) (*File, error) { return read(r.root, name, name) }

// Stat describes what a name leads to.
func (r *Root) Stat(name string) (fs.FileInfo, error) {
	info, err := r.root.Stat(name)
	return info, readable(err)
}

// A Dir is one directory below a Root, held open so that reading its files costs
// one look-up each.
type Dir struct {
	root *os.Root
	name string
}

// OpenDir opens the directory with the given name relative to the root ("." is the root itself).
func (r *Root) OpenDir(name string) (*Dir, error) {
	root, err := r.root.OpenRoot(name)
	if err != nil {
		return nil, readable(err)
	}
	return &Dir{root: root, name: name}, nil
}

// Close lets go of the directory.
func (d *Dir) Close() error { return d.root.Close() }

// Read reads a regular file of the directory by its base name.
func (d *Dir) Read(base string) (*File, error) { return read(d.root, base, path.Join(d.name, base)) }

// Entries lists the directory, sorted by name.
func (d *Dir) Entries() ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(d.root.FS(), ".")
	return entries, readable(err)
}

// read opens without blocking, since the name may be a pipe without a writer, and
// looks at kind and size before it reads a byte.
func read(root *os.Root, name, reported string) (*File, error) {
	file, err := root.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, readable(err)
	}
	defer file.Close()

	info, err := file.Stat()
	if err != nil {
		return nil, readable(err)
	}
	if !info.Mode().IsRegular() {
		return nil, ErrNotRegular
	}
	limit := Limit(name)
	if info.Size() > limit {
		return nil, fmt.Errorf("%w of %d MiB", ErrTooLarge, limit>>20)
	}
	data := make([]byte, info.Size())
	n, err := io.ReadFull(file, data)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return nil, readable(err)
	}
	return NewFile(reported, data[:n]), nil
}

// Limit is the size, in bytes, above which a file of that name is not read.
func Limit(name string) int64 {
	for _, ending := range []string{".tf", ".tofu", ".tfvars"} {
		if strings.HasSuffix(name, ending) {
			return MaxCode
		}
	}
	return MaxSpec
}

// readable strips the operation and the path from an error: who asked knows both.
func readable(err error) error {
	var failed *fs.PathError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &failed) && strings.Contains(failed.Err.Error(), "escapes from parent"):
		return ErrOutside
	case errors.As(err, &failed):
		return failed.Err
	default:
		return err
	}
}
