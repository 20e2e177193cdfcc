package source

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// A Layer is how a tree differs from what the disk has: as it was at another time. Names
// are relative to the root, and lead through no symbolic link.
type Layer struct {
	Files map[string][]byte // with these contents
	Links map[string]string // symbolic links, and what they say
	Gone  map[string]bool   // files that are not there, and directories with all in them
}

// NewLayer is one that changes nothing.
func NewLayer() Layer {
	return Layer{Files: map[string][]byte{}, Links: map[string]string{}, Gone: map[string]bool{}}
}

// Lay shows the tree as a layer has it. It must not be called once reading has begun.
func (r *Root) Lay(layer Layer) {
	r.layered = true
	r.links, r.gone = layer.Links, layer.Gone
	for name, data := range layer.Files {
		r.Overlay(name, data)
	}
	for name := range layer.Links {
		r.place(name, fs.ModeSymlink)
	}
}

// place enters a name that the disk need not have into its directory, and the directory
// into those around it.
func (r *Root) place(name string, kind fs.FileMode) {
	if r.placed == nil {
		r.placed = map[string][]Entry{}
	}
	for name != "." {
		dir, entry := path.Dir(name), Entry{path.Base(name), kind}
		if slices.Contains(r.placed[dir], entry) {
			return
		}
		r.placed[dir] = append(r.placed[dir], entry)
		name, kind = dir, fs.ModeDir
	}
}

// isGone reports whether a layer takes a name away, or a directory around it.
func (r *Root) isGone(name string) bool {
	for ; len(r.gone) > 0 && name != "." && name != "/"; name = path.Dir(name) {
		if r.gone[name] {
			return true
		}
	}
	return false
}

// at is where a name leads: the name itself, unless symbolic links are told apart from
// what they lead to.
func (r *Root) at(name string) string {
	name = path.Clean(name)
	if !r.layered {
		return name
	}
	return r.real(name)
}

// merged is what a directory of the disk holds once the overlay is laid over it.
func (r *Root) merged(dir string, entries []Entry) []Entry {
	if len(r.gone) > 0 { // seldom: the names need not be joined
		entries = slices.DeleteFunc(entries, func(e Entry) bool { return r.isGone(path.Join(dir, e.Name)) })
	}
	for _, entry := range r.placed[dir] {
		byName := func(a, b Entry) int { return strings.Compare(a.Name, b.Name) }
		if i, found := slices.BinarySearchFunc(entries, entry, byName); !found {
			entries = slices.Insert(entries, i, entry)
		} else if r.layered {
			entries[i] = entry // without a layer, what the disk has may lead there
		}
	}
	return entries
}

// laid describes a name that the overlay has; nil where it has none.
func (r *Root) laid(name string) fs.FileInfo {
	if data, is := r.overlay[name]; is {
		return laidInfo{path.Base(name), int64(len(data)), 0}
	}
	if r.placed[name] != nil {
		return laidInfo{path.Base(name), 0, fs.ModeDir}
	}
	return nil
}

// A laidInfo describes a file or a directory that the overlay has.
type laidInfo struct {
	name string
	size int64
	kind fs.FileMode
}

func (i laidInfo) Name() string       { return i.name }
func (i laidInfo) Size() int64        { return i.size }
func (i laidInfo) Mode() fs.FileMode  { return i.kind }
func (i laidInfo) ModTime() time.Time { return time.Time{} }
func (i laidInfo) IsDir() bool        { return i.kind.IsDir() }
func (i laidInfo) Sys() any           { return nil }
