package source

import (
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"sync"
)

// A watch notes what a part of a tree is asked for, whether it is there or not.
type watch struct {
	mu    sync.Mutex
	names map[string]bool
	lists []listed
}

// A listed is a directory whose names were looked at, and which of them matter.
type listed struct {
	dir     string
	matters func(below string) bool
}

// Watched is the same root, which notes what is read through it for DependsOn.
func (r *Root) Watched() *Root {
	watched := *r
	watched.watch = &watch{names: map[string]bool{}}
	return &watched
}

// Uses notes a name that is asked for, and where it leads.
func (r *Root) Uses(name string) {
	if r.watch == nil {
		return
	}
	name = path.Clean(name)
	real := r.real(name)
	r.watch.mu.Lock()
	defer r.watch.mu.Unlock()
	r.watch.names[name], r.watch.names[real] = true, true
}

// Lists says that the names in and below a directory were looked at: those that matter
// would have been read, or else told of, given their path from there.
func (r *Root) Lists(dir string, matters func(below string) bool) {
	if r.watch == nil {
		return
	}
	dir = path.Clean(dir)
	real := r.real(dir)
	r.watch.mu.Lock()
	defer r.watch.mu.Unlock()
	r.watch.lists = append(r.watch.lists, listed{dir, matters})
	if real != dir {
		r.watch.lists = append(r.watch.lists, listed{real, matters})
	}
}

// Changes are names of files that changed, came or went, and of directories of such.
type Changes map[string]bool

// NewChanges are those names, relative to the root.
func NewChanges(names []string) Changes {
	changes := Changes{}
	for _, name := range names {
		changes[path.Clean(name)] = true
	}
	return changes
}

// Has reports whether a file is among them, or a directory around it.
func (c Changes) Has(name string) bool {
	for ; ; name = path.Dir(name) {
		if c[name] {
			return true
		}
		if name == "." || name == "/" {
			return false
		}
	}
}

// DependsOn reports whether what was read through a watched root may be another after
// some changes.
func (r *Root) DependsOn(changes Changes) bool {
	r.watch.mu.Lock()
	defer r.watch.mu.Unlock()
	for used := range r.watch.names {
		if changes.Has(used) {
			return true
		}
	}
	for _, l := range r.watch.lists {
		for name := range changes {
			if below, inside := under(l.dir, name); inside && l.matters(below) {
				return true
			}
		}
	}
	return false
}

// under is the path from a directory to something below it.
func under(dir, name string) (below string, inside bool) {
	if dir == "." {
		return name, name != "."
	}
	if len(name) <= len(dir) || name[len(dir)] != '/' || !strings.HasPrefix(name, dir) {
		return "", false
	}
	return name[len(dir)+1:], true
}

// maxLinks is how many symbolic links one name may lead through.
const maxLinks = 40

// real is where a name leads through symbolic links. What leads out of the root, or
// nowhere, stays as it is from there: whoever opens it is told.
func (r *Root) real(name string) string { return r.follow(path.Clean(name), 0) }

func (r *Root) follow(name string, links int) string {
	if name == "." || !filepath.IsLocal(name) {
		return name
	}
	if known, is := r.reals.Load(name); is {
		return known.(string)
	}
	dir := r.follow(path.Dir(name), links)
	full := path.Join(dir, path.Base(name))
	if target, is := r.linkAt(full); is && links < maxLinks && !path.IsAbs(target) {
		full = r.follow(path.Join(dir, target), links+1)
	}
	r.reals.Store(name, full)
	return full
}

// linkAt is what a symbolic link says.
func (r *Root) linkAt(name string) (target string, is bool) {
	if target, is := r.links[name]; is {
		return target, true
	}
	if r.laid(name) != nil || r.isGone(name) {
		return "", false
	}
	info, err := r.root.Lstat(name)
	if err != nil || info.Mode()&fs.ModeSymlink == 0 {
		return "", false
	}
	target, err = r.root.Readlink(name)
	return target, err == nil
}
