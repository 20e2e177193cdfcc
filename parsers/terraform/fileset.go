package terraform

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/authlint/authlint/internal/tree"
)

// The bounds of fileset: how many names are looked at, how deep, and what a pattern may
// hold of what is tried in several ways.
const (
	maxEntries       = 20_000
	maxTreeDepth     = 32
	maxPatternLength = 256
	maxAlternatives  = 8
	entryCost        = 4 // steps that a name takes
)

// A fileWalk finds the files of a directory whose names match a pattern.
type fileWalk struct {
	call    call
	top     string // relative to the root of reading
	pattern string
	left    int // names that may still be looked at
	found   []*tree.Node
	open    string // why there may be more
}

// fileSet is the set of files in a directory that match a pattern.
// https://developer.hashicorp.com/terraform/language/functions/fileset
func fileSet(c call) *tree.Node {
	top, other := c.fileName()
	pattern := path.Clean(c.arguments[1].Text)
	switch {
	case other != nil:
		return other
	case !c.arguments[1].IsKnown():
		return c.unknown(c.arguments[1])
	case isOutside(top), isOutside(pattern), strings.Contains(pattern, "/../"):
		return c.doubt("depends on files that are not looked for outside of the directory")
	case len(pattern) > maxPatternLength, strings.Count(pattern, "{")+strings.Count(pattern, "**") > maxAlternatives:
		return c.doubt(tooLarge)
	case !doublestar.ValidatePattern(pattern):
		return c.fail("the pattern cannot be read")
	}
	c.unit().root.Lists(top, func(below string) bool { return doublestar.MatchUnvalidated(pattern, below) })
	if _, err := c.unit().root.Stat(top); err != nil { // it may be built before the deployment
		return c.unread(top, err)
	}
	w := fileWalk{call: c, top: top, pattern: pattern, left: maxEntries}
	w.directory("", 0)
	list := &tree.Node{Kind: tree.Sequence, Range: c.at, Items: w.found, Open: w.open}
	return c.unit().set(list)
}

// directory looks at the names in a directory below the top.
func (w *fileWalk) directory(below string, depth int) {
	dir, err := w.call.unit().root.OpenDir(path.Join(w.top, below))
	if err != nil {
		w.open = "depends on " + path.Join(w.top, below) + ", which cannot be read"
		return
	}
	defer dir.Close()
	entries, err := dir.Entries()
	if err != nil || depth > maxTreeDepth || len(entries) > w.left || !w.call.unit().spend(entryCost*(1+len(entries))) {
		w.open = tooLarge
		return
	}
	w.left -= len(entries)
	for _, entry := range entries {
		w.entry(path.Join(below, entry.Name), entry.Type, depth)
	}
}

func (w *fileWalk) entry(name string, kind fs.FileMode, depth int) {
	matches := doublestar.MatchUnvalidated(w.pattern, name)
	if kind&fs.ModeSymlink != 0 {
		info, err := w.call.unit().root.Stat(path.Join(w.top, name))
		switch {
		case err == nil:
			kind = info.Mode().Type()
		case matches:
			w.open = "depends on " + path.Join(w.top, name) + ", which cannot be read"
		}
		if kind.IsDir() && w.mayHold(name) {
			w.open = "depends on " + path.Join(w.top, name) + ", which is a symbolic link"
			return
		}
	}
	switch {
	case kind.IsDir() && w.mayHold(name):
		w.directory(name, depth+1)
	case kind.IsRegular() && matches:
		w.found = append(w.found, &tree.Node{Kind: tree.String, Text: name, Range: w.call.at})
	}
}

// mayHold reports whether something below a directory may match the pattern.
func (w *fileWalk) mayHold(directory string) bool {
	if strings.Contains(w.pattern, "{") {
		return true // a choice may hold slashes
	}
	wanted, names := strings.Split(w.pattern, "/"), strings.Split(directory, "/")
	if i := slices.Index(wanted, "**"); i >= 0 {
		wanted = wanted[:i]
	} else if len(names) >= len(wanted) {
		return false
	}
	for i := range min(len(wanted), len(names)) {
		if !doublestar.MatchUnvalidated(wanted[i], names[i]) {
			return false
		}
	}
	return true
}
