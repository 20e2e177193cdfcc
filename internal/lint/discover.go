package lint

import (
	"errors"
	"path"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/parsers"
)

// A directory is what discovery finds in one: names, not contents.
type directory struct {
	name      string
	modules   []string // base names of Terraform files
	documents []string // base names of YAML and JSON files
	others    []string // base names of files that are neither
	pruned    []finding.Looked
	problems  []source.Problem
}

// skippedDirs hold what tools generate or fetch; they are looked at when they are named.
var skippedDirs = []string{".terraform", "node_modules", "cdk.out", ".aws-sam"}

// walk lists a directory and all below it, but for what Git ignores and what is excluded.
func walk(root *source.Root, name string, ignored *gitignore, excludes func(string) bool) []directory {
	dir, err := root.OpenDir(name)
	if err != nil {
		return []directory{{name: name, problems: []source.Problem{{Range: source.Range{File: name}, Message: "cannot open the directory: " + err.Error()}}}}
	}
	defer dir.Close()
	entries, err := dir.Entries()
	if err != nil {
		return []directory{{name: name, problems: []source.Problem{{Range: source.Range{File: name}, Message: "cannot list the directory: " + err.Error()}}}}
	}
	if slices.ContainsFunc(entries, func(e source.Entry) bool { return e.Name == ".gitignore" }) {
		if file, err := dir.Read(".gitignore"); err == nil {
			ignored = parseGitignore(path.Clean(name), file.Data, ignored)
		}
	}

	here := directory{name: path.Clean(name)}
	var below []directory
	for _, entry := range entries {
		full := path.Join(name, entry.Name)
		switch {
		case ignored.ignores(full, entry.Type.IsDir()):
			here.prune(full, entry, "Git ignores it")
		case excludes(full):
			here.prune(full, entry, excluded)
		case entry.Type.IsDir() && entry.Name == ".git":
		case entry.Type.IsDir() && slices.Contains(skippedDirs, entry.Name):
			here.prune(full, entry, "it holds what tools generate or fetch; name it to have it read")
		case entry.Type.IsDir():
			below = append(below, walk(root, full, ignored, excludes)...)
		default:
			here.add(root, entry)
		}
	}
	return append([]directory{here}, below...)
}

// excluded is why something is not looked at that --exclude or the settings exclude.
const excluded = "it is excluded"

// prune notes what is not looked at.
func (d *directory) prune(name string, entry source.Entry, why string) {
	if entry.Type.IsDir() {
		name += "/"
	}
	d.pruned = append(d.pruned, finding.Looked{Name: name, Why: why})
}

// add notes one entry that is not a directory. A symbolic link counts as what it leads
// to; one that leads to a directory is not followed, which ends every cycle.
func (d *directory) add(root *source.Root, entry source.Entry) {
	shape := parsers.ShapeOf(entry.Name)
	if shape == parsers.Other {
		d.others = append(d.others, entry.Name)
		return
	}
	if !entry.Type.IsRegular() {
		name := path.Join(d.name, entry.Name)
		info, err := root.Stat(name)
		if errors.Is(err, source.ErrOutside) {
			d.problems = append(d.problems, notRead(name, err))
		}
		if err != nil || !info.Mode().IsRegular() {
			d.others = append(d.others, entry.Name)
			return
		}
	}
	if shape == parsers.Module {
		d.modules = append(d.modules, entry.Name)
	} else {
		d.documents = append(d.documents, entry.Name)
	}
}

// notRead says why a file of ours was not read.
func notRead(name string, err error) source.Problem {
	why := err.Error()
	switch {
	case errors.Is(err, source.ErrOutside):
		why = "it " + why
	case errors.Is(err, source.ErrTooLarge), errors.Is(err, source.ErrNotRegular):
		why = "it is " + why
	}
	return source.Problem{Range: source.Range{File: name}, Message: "not read: " + why}
}

// A candidate is a Terraform directory that may be about API Gateway.
type candidate struct {
	dir   string
	files int
	ours  bool     // one of its files has a mark of ours
	calls []string // directories that its modules may come from
}

// look reads the Terraform files of a directory as bytes: whether they are ours, and
// which local modules they may call.
func look(root *source.Root, dir directory) (candidate, []source.Problem) {
	found := candidate{dir: dir.name, files: len(dir.modules)}
	opened, err := root.OpenDir(dir.name)
	if err != nil {
		return found, nil // walk has said so
	}
	defer opened.Close()
	var problems []source.Problem
	for _, base := range dir.modules {
		file, err := opened.Read(base)
		if err != nil {
			name := path.Join(dir.name, base)
			if !errors.Is(err, source.ErrTooLarge) || root.Holds(name, parsers.Marks[parsers.Module]...) {
				problems = append(problems, notRead(name, err))
			}
			continue
		}
		found.ours = found.ours || parsers.MayBeOurs(parsers.Module, file.Data)
		for _, called := range parsers.ModuleSources(file.Data) {
			if strings.HasPrefix(called, ".") {
				found.calls = append(found.calls, path.Join(dir.name, called))
			}
		}
	}
	found.calls = append(found.calls, parsers.FetchedModules(root, dir.name)...)
	return found, problems
}

// rootModules are the directories to evaluate: those that are about API Gateway,
// themselves or through the modules that they call, and that nobody in view calls.
func rootModules(candidates []candidate) (roots []string) {
	byDir := map[string]candidate{}
	called := map[string]bool{}
	for _, c := range candidates {
		byDir[c.dir] = c
		for _, target := range c.calls {
			called[target] = called[target] || target != c.dir
		}
	}
	for _, c := range candidates {
		if !called[c.dir] && reachesOurs(byDir, c.dir, map[string]bool{}) {
			roots = append(roots, c.dir)
		}
	}
	return roots
}

// reachesOurs follows the calls of local modules.
func reachesOurs(byDir map[string]candidate, dir string, seen map[string]bool) bool {
	c, inView := byDir[dir]
	if seen[dir] {
		return false
	}
	seen[dir] = true
	if c.ours || !inView && !strings.HasPrefix(dir, "..") {
		return true // a module out of view may be anything: evaluating tells
	}
	return slices.ContainsFunc(c.calls, func(target string) bool { return reachesOurs(byDir, target, seen) })
}
