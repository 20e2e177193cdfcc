package source

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
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
	root    *os.Root
	path    string
	overlay map[string][]byte
	limit   int64 // of the size of a file; 0: as Limit says
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

// LimitSize makes a size, in bytes, the bound of every file in place of what Limit says.
// It must not be called once reading has begun.
func (r *Root) LimitSize(size int64) { r.limit = size }

// Limit is the size, in bytes, above which a file of that name is not read.
func (r *Root) Limit(name string) int64 { return cmp.Or(r.limit, Limit(name)) }

// TooLarge is the error about a file above a limit. It reads as the end of a sentence.
func TooLarge(limit int64) error {
	size := fmt.Sprintf("%d bytes", limit)
	for unit, name := range map[int64]string{1 << 10: "KiB", 1 << 20: "MiB"} {
		if limit >= unit && limit%unit == 0 && (unit == 1<<20 || limit%(1<<20) != 0) {
			size = fmt.Sprintf("%d %s", limit/unit, name)
		}
	}
	return fmt.Errorf("%w of %s (--max-file-size)", ErrTooLarge, size)
}

// Path is the absolute path of the root.
func (r *Root) Path() string { return r.path }

// Close ends all reading.
func (r *Root) Close() error { return r.root.Close() }

// Overlay gives a file other contents than the disk has, or makes one that is not
// there. It must not be called once reading has begun.
func (r *Root) Overlay(name string, data []byte) {
	if r.overlay == nil {
		r.overlay = map[string][]byte{}
	}
	r.overlay[path.Clean(name)] = data
}

// Read reads a regular file by its name relative to the root. Its errors read as
// the end of a sentence that begins with the name.
func (r *Root) Read(name string) (*File, error) {
	if data, ok := r.overlay[path.Clean(name)]; ok {
		return NewFile(path.Clean(name), data), nil
	}
	return read(r.root, name, path.Clean(name), r.Limit(name))
}

// Holds reports whether a file holds one of some texts, without keeping it in memory:
// for files that are too large to read. It looks at the first 64 MiB.
func (r *Root) Holds(name string, texts ...string) bool {
	file, err := r.root.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return false
	}
	defer file.Close()
	const size, most, overlap = 1 << 20, 64, 64
	window := make([]byte, size)
	kept := 0
	for range most {
		n, err := io.ReadFull(file, window[kept:])
		for _, text := range texts {
			if bytes.Contains(window[:kept+n], []byte(text)) {
				return true
			}
		}
		if err != nil {
			return false
		}
		kept = copy(window, window[size-overlap:])
	}
	return false
}

// Stat describes what a name leads to.
func (r *Root) Stat(name string) (fs.FileInfo, error) {
	info, err := r.root.Stat(name)
	return info, readable(err)
}

// IsDir reports whether a name leads to a directory.
func (r *Root) IsDir(name string) bool {
	info, err := r.root.Stat(name)
	return err == nil && info.IsDir()
}

// A Dir is one directory below a Root, held open so that reading its files costs
// one look-up each.
type Dir struct {
	root  *os.Root
	name  string
	above *Root
}

// OpenDir opens the directory with the given name relative to the root ("." is the root itself).
func (r *Root) OpenDir(name string) (*Dir, error) {
	root, err := r.root.OpenRoot(name)
	if err != nil {
		return nil, readable(err)
	}
	return &Dir{root: root, name: path.Clean(name), above: r}, nil
}

// Close lets go of the directory.
func (d *Dir) Close() error { return d.root.Close() }

// Read reads a regular file of the directory by its base name.
func (d *Dir) Read(base string) (*File, error) {
	name := path.Join(d.name, base)
	if data, ok := d.above.overlay[name]; ok {
		return NewFile(name, data), nil
	}
	return read(d.root, base, name, d.above.Limit(name))
}

// Entries lists the directory, sorted by name.
func (d *Dir) Entries() ([]Entry, error) {
	listed, err := fs.ReadDir(d.root.FS(), ".")
	if err != nil {
		return nil, readable(err)
	}
	entries := make([]Entry, 0, len(listed))
	for _, entry := range listed {
		entries = append(entries, Entry{entry.Name(), entry.Type()})
	}
	for name := range d.above.overlay {
		entry := Entry{Name: path.Base(name)}
		i, found := slices.BinarySearchFunc(entries, entry, func(a, b Entry) int { return strings.Compare(a.Name, b.Name) })
		if path.Dir(name) == d.name && !found {
			entries = slices.Insert(entries, i, entry)
		}
	}
	return entries, nil
}

// An Entry is one name in a directory; symbolic links are not followed for its type.
type Entry struct {
	Name string
	Type fs.FileMode
}

// read opens without blocking, since the name may be a pipe without a writer, and
// looks at kind and size before it reads a byte.
func read(root *os.Root, name, reported string, limit int64) (*File, error) {
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
	if info.Size() > limit {
		return nil, TooLarge(limit)
	}
	data := make([]byte, info.Size())
	n, err := io.ReadFull(file, data)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return nil, readable(err)
	}
	return NewFile(reported, data[:n]), nil
}

// Limit is the size, in bytes, above which a file of that name is not read unless
// somebody says otherwise.
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
