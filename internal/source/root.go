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
	"strings"
	"sync"
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
	limit   int64              // of the size of a file; 0: as Limit says
	placed  map[string][]Entry // names that the overlay adds, by directory

	layered bool // as Lay has it
	links   map[string]string
	gone    map[string]bool

	reals *sync.Map // where names lead through symbolic links
	watch *watch
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
	return &Root{root: root, path: absolute, reals: &sync.Map{}}, nil
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
	r.place(path.Clean(name), 0)
}

// Read reads a regular file by its name relative to the root. Its errors read as
// the end of a sentence that begins with the name.
func (r *Root) Read(name string) (*File, error) {
	r.Uses(name)
	at := r.at(name)
	if data, ok := r.overlay[at]; ok {
		return NewFile(path.Clean(name), data), nil
	}
	if r.isGone(at) {
		return nil, fs.ErrNotExist
	}
	return read(r.root, at, path.Clean(name), r.Limit(name))
}

// Holds reports whether a file holds one of some texts, without keeping it in memory:
// for files that are too large to read. It looks at the first 64 MiB.
func (r *Root) Holds(name string, texts ...string) bool {
	if r.isGone(r.at(name)) {
		return false
	}
	file, err := r.root.OpenFile(r.at(name), os.O_RDONLY|syscall.O_NONBLOCK, 0)
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
	r.Uses(name)
	at := r.at(name)
	if info := r.laid(at); info != nil {
		return info, nil
	}
	if r.isGone(at) {
		return nil, fs.ErrNotExist
	}
	info, err := r.root.Stat(at)
	return info, readable(err)
}

// IsDir reports whether a name leads to a directory.
func (r *Root) IsDir(name string) bool {
	info, err := r.Stat(name)
	return err == nil && info.IsDir()
}

// Below makes a directory below the root a boundary of its own. What the overlay holds is
// not seen there.
func (r *Root) Below(name string) (*Root, error) {
	root, err := r.root.OpenRoot(name)
	if err != nil {
		return nil, readable(err)
	}
	return &Root{root: root, path: filepath.Join(r.path, filepath.FromSlash(name)), reals: &sync.Map{}}, nil
}

// A Dir is one directory below a Root, held open so that reading its files costs
// one look-up each.
type Dir struct {
	root  *os.Root // nil: the disk has no such directory
	name  string
	at    string // where the name leads
	above *Root
}

// OpenDir opens the directory with the given name relative to the root ("." is the root itself).
func (r *Root) OpenDir(name string) (*Dir, error) {
	dir := &Dir{name: path.Clean(name), at: r.at(name), above: r}
	if r.isGone(dir.at) && r.placed[dir.at] == nil {
		return nil, fs.ErrNotExist
	}
	root, err := r.root.OpenRoot(dir.at)
	if err != nil && r.placed[dir.at] == nil {
		r.Uses(name)
		return nil, readable(err)
	}
	if err == nil {
		dir.root = root
	}
	return dir, nil
}

// Close lets go of the directory.
func (d *Dir) Close() error {
	if d.root == nil {
		return nil
	}
	return d.root.Close()
}

// Read reads a regular file of the directory by its base name.
func (d *Dir) Read(base string) (*File, error) {
	name := path.Join(d.name, base)
	if _, laid := d.above.overlay[name]; laid || d.above.layered || d.root == nil {
		return d.above.Read(name)
	}
	d.above.Uses(name)
	return read(d.root, base, name, d.above.Limit(name))
}

// Entries lists the directory, sorted by name.
func (d *Dir) Entries() ([]Entry, error) {
	var entries []Entry
	if d.root != nil {
		listed, err := fs.ReadDir(d.root.FS(), ".")
		if err != nil {
			return nil, readable(err)
		}
		for _, entry := range listed {
			entries = append(entries, Entry{entry.Name(), entry.Type()})
		}
	}
	return d.above.merged(d.at, entries), nil
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
	for _, ending := range []string{".tf", ".tofu", ".tfvars", ".rego"} {
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
