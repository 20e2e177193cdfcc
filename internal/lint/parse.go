package lint

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/parsers"
)

// parsed is everything that the paths hold.
type parsed struct {
	readings []model.Reading
	problems []source.Problem
	ignores  []source.Ignore
	files    map[string]*source.File // of ours, by name
	defaults map[source.Range]string // what is the default of a variable or a parameter, by place
	fetched  map[string]source.Range // calls that code by others was fetched for, by directory
	others   []unit                  // documents that are not ours by themselves
	named    map[string]bool         // files that were named, not found in a directory
	coverage finding.Coverage
	claimed  map[string]bool  // documents that belong to what others declare
	pruned   []finding.Looked // what was not looked at
	looked   []finding.Looked
	crew     crew
	settings parsers.Settings

	parameters map[string]string // values of parameters of templates, by name
	given      map[string]string // those of them that the command line gives
	rootPath   string

	changed source.Changes      // what is reported depends on one of these; nil: everything is
	beside  map[*model.API]bool // APIs that are not reported, but share a file with one that is
}

func (p *parsed) apis() []*model.API {
	var apis []*model.API
	for _, reading := range p.readings {
		apis = append(apis, reading.APIs...)
	}
	return apis
}

// parse finds, reads and parses what the paths hold.
func parse(ctx context.Context, options Options) (*parsed, error) {
	root, paths, err := openPaths(options)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	if options.layer != nil {
		paths = options.lay(root, paths)
	}
	if err := options.checkExclude(); err != nil {
		return nil, err
	}
	settings, err := options.settings(root)
	if err != nil {
		return nil, err
	}

	p := &parsed{files: map[string]*source.File{}, fetched: map[string]source.Range{}, defaults: map[source.Range]string{}, named: map[string]bool{}, settings: settings, parameters: options.parameters(), given: options.Parameters, rootPath: root.Path(), beside: map[*model.API]bool{}, crew: options.crew()}
	if options.isPartial(root.Path()) {
		p.changed = source.NewChanges(options.Changed)
	}
	p.coverage.Formats = map[string]int{}
	return p, p.read(ctx, root, paths, options)
}

// read keeps of what the paths hold that which is to be reported.
func (p *parsed) read(ctx context.Context, root *source.Root, paths []string, options Options) error {
	fixtures := options.fixtures(root, paths)
	directories := p.discover(root, paths, len(paths)-options.Listed, func(name string) bool {
		return options.excludes(name) || slices.Contains(fixtures, path.Clean(name))
	})
	modules := p.readModules(ctx, root, directories)
	documents := p.readDocuments(ctx, root, directories)

	p.claimed = claimed(documents, modules)
	units := slices.Concat(modules, slices.DeleteFunc(slices.Clone(documents), func(u unit) bool { return p.claimed[u.name] }))
	if options.layer == nil { // the command line is about today
		if err := p.unheard(options.Inputs, units); err != nil {
			return err
		}
	}
	if p.changed != nil {
		units = p.restrict(units)
	}
	p.keep(units)
	p.settle()
	p.count(directories, documents)
	if options.ListFiles {
		p.list(directories, documents, options.Config.Files)
	}
	if p.changed != nil {
		p.countChanged(units)
	}
	return nil
}

// A unit is what was read at once, and from where.
type unit struct {
	name    string // the file or the directory
	reading model.Reading
	kind    parsers.Kind

	root    *source.Root // that it was read through
	changed bool         // it depends on a changed file
}

// discover lists the paths, those behind the first so many as what somebody else listed;
// the same file named twice is one file.
func (p *parsed) discover(root *source.Root, paths []string, first int, excludes func(string) bool) []directory {
	var found []directory
	for i, name := range paths {
		info, err := root.Stat(name)
		switch {
		case excludes(name):
			p.pruned = append(p.pruned, finding.Looked{Name: path.Clean(name), Why: excluded})
		case i >= first && err == nil && !info.IsDir() && parsers.ShapeOf(name) == parsers.Other:
			found = append(found, directory{name: path.Dir(path.Clean(name)), others: []string{path.Base(name)}})
		case err != nil || !info.IsDir():
			p.named[path.Clean(name)] = true
			found = append(found, named(root, name))
		default:
			found = append(found, walk(root, name, ignoredAbove(root, name), excludes)...)
		}
	}
	merged := map[string]*directory{}
	for _, dir := range found {
		into := merged[dir.name]
		if into == nil {
			into = &directory{name: dir.name}
			merged[dir.name] = into
		}
		into.modules = append(into.modules, dir.modules...)
		into.documents = append(into.documents, dir.documents...)
		into.others = append(into.others, dir.others...)
		p.pruned = append(p.pruned, dir.pruned...)
		p.problems = append(p.problems, dir.problems...)
	}
	var directories []directory
	for _, dir := range merged {
		slices.Sort(dir.modules)
		slices.Sort(dir.documents)
		slices.Sort(dir.others)
		dir.modules, dir.documents, dir.others = slices.Compact(dir.modules), slices.Compact(dir.documents), slices.Compact(dir.others)
		p.coverage.Files += len(dir.modules) + len(dir.documents) + len(dir.others)
		directories = append(directories, *dir)
	}
	slices.SortFunc(directories, func(a, b directory) int { return strings.Compare(a.name, b.name) })
	return directories
}

// named is a file that was named on the command line: its contents decide, whatever
// it is called.
func named(root *source.Root, name string) directory {
	dir := directory{name: path.Dir(name)}
	if parsers.ShapeOf(name) == parsers.Module {
		dir.modules = []string{path.Base(name)}
	} else {
		dir.documents = []string{path.Base(name)}
	}
	file, err := root.Read(name)
	switch {
	case err != nil:
		dir.problems = []source.Problem{notRead(name, err)}
		dir.modules, dir.documents, dir.others = nil, nil, []string{path.Base(name)}
	case len(file.Data) == 0:
		dir.problems = []source.Problem{{Range: source.Range{File: name}, Message: "the file is empty", Note: true}}
	case bytes.IndexByte(file.Data, 0) >= 0 && !parsers.MayBeOurs(parsers.Document, file.Data):
		dir.problems = []source.Problem{{Range: source.Range{File: name}, Message: "not read: it is no text", Note: true}}
	}
	return dir
}

// ignoredAbove is what the .gitignore files above a directory say.
func ignoredAbove(root *source.Root, name string) *gitignore {
	var ignored *gitignore
	dirs := []string{"."}
	if clean := path.Clean(name); clean != "." {
		for i, r := range clean {
			if r == '/' {
				dirs = append(dirs, clean[:i])
			}
		}
	} else {
		dirs = nil // walk reads its own
	}
	for _, dir := range dirs {
		if file, err := root.Read(path.Join(dir, ".gitignore")); err == nil {
			ignored = parseGitignore(dir, file.Data, ignored)
		}
	}
	return ignored
}

// readModules evaluates the root modules in view.
func (p *parsed) readModules(ctx context.Context, root *source.Root, directories []directory) []unit {
	type looked struct {
		candidate
		problems []source.Problem
	}
	var candidates []candidate
	withModules := slices.DeleteFunc(slices.Clone(directories), func(d directory) bool { return len(d.modules) == 0 })
	for _, l := range parallel(p.crew, "looking at directories", withModules, func(d directory) looked {
		c, problems := look(root, d)
		return looked{c, problems}
	}) {
		candidates = append(candidates, l.candidate)
		p.problems = append(p.problems, l.problems...)
	}
	units := p.readAll(ctx, root, rootModules(candidates))

	// A directory that the text of another seemed to call, but that no evaluation
	// reached, is a root after all.
	var missed []string
	known := reached(units)
	for _, c := range candidates {
		if c.ours && !known[c.dir] {
			missed = append(missed, c.dir)
		}
	}
	units = append(units, p.readAll(ctx, root, missed)...)
	known = reached(units)
	for _, c := range candidates {
		if known[c.dir] {
			p.coverage.Read += c.files
		} else {
			p.coverage.Skipped += c.files
		}
	}
	return units
}

func (p *parsed) readAll(ctx context.Context, root *source.Root, dirs []string) []unit {
	return parallel(p.crew, "evaluating modules", dirs, func(dir string) unit {
		root := p.watched(root)
		u := unit{name: dir, reading: guarded(ctx, dir, func() model.Reading { return parsers.ReadModule(root, dir, p.settings) })}
		u.uses(root)
		if isOurs(u.reading) {
			u.kind = parsers.Ours
		} else {
			u.reading = model.Reading{Inputs: u.reading.Inputs} // its problems are not ours to tell
		}
		return u
	})
}

// isOurs reports whether a root module turned out to be about API Gateway: it may have
// been read for a module out of view only.
func isOurs(reading model.Reading) bool {
	return len(reading.APIs) > 0 || len(reading.Files) == 0 || slices.ContainsFunc(reading.Files, func(f *source.File) bool {
		return parsers.MayBeOurs(parsers.ShapeOf(f.Name), f.Data)
	})
}

// reached are the directories whose configuration was read for some unit.
func reached(units []unit) map[string]bool {
	dirs := map[string]bool{}
	for _, u := range units {
		if u.kind == parsers.Ours {
			dirs[u.name] = true
		}
		for _, f := range u.reading.Files {
			if parsers.ShapeOf(f.Name) == parsers.Module {
				dirs[path.Dir(f.Name)] = true
			}
		}
	}
	return dirs
}

// readDocuments reads YAML and JSON files, directory by directory.
func (p *parsed) readDocuments(ctx context.Context, root *source.Root, directories []directory) []unit {
	type counted struct {
		units    []unit
		problems []source.Problem
		others   []unit
	}
	var units []unit
	for i, result := range parallel(p.crew, "reading directories", directories, func(d directory) counted {
		var c counted
		if len(d.documents) == 0 {
			return c
		}
		dir, err := root.OpenDir(d.name)
		if err != nil {
			return c // walk has said so
		}
		defer dir.Close()
		for _, base := range d.documents {
			u, problem := p.readDocument(ctx, root, dir, path.Join(d.name, base))
			c.problems = append(c.problems, problem...)
			if u.kind == parsers.Ours {
				c.units = append(c.units, u)
			} else {
				c.others = append(c.others, u)
			}
		}
		return c
	}) {
		units = append(units, result.units...)
		p.problems = append(p.problems, result.problems...)
		p.others = append(p.others, result.others...)
		p.coverage.Skipped += len(directories[i].others)
		p.coverage.Read += len(result.units)
	}
	return units
}

// readDocument reads one file, unless its bytes show that it is not ours. A plan says what
// the configuration beside it says, at one moment, so it is read where it is named only.
func (p *parsed) readDocument(ctx context.Context, root *source.Root, dir *source.Dir, name string) (unit, []source.Problem) {
	u := unit{name: name}
	file, err := dir.Read(path.Base(name))
	if err != nil {
		if errors.Is(err, source.ErrTooLarge) && !root.Holds(name, parsers.Marks[parsers.Document]...) {
			return u, nil
		}
		return u, []source.Problem{notRead(name, err)}
	}
	if !parsers.MayBeOurs(parsers.Document, file.Data) {
		return u, nil
	}
	root = p.watched(root)
	u.reading = guarded(ctx, name, func() (reading model.Reading) {
		if reading, u.kind = parsers.ReadDocument(root, file, p.parameters); u.kind == parsers.Plan && p.named[name] {
			reading, u.kind = parsers.ReadPlan(root, file), parsers.Ours
		}
		return reading
	})
	u.reading.Files = append(u.reading.Files, file)
	u.uses(root)
	if len(u.reading.Problems) > 0 {
		u.kind = parsers.Ours
	}
	return u, nil
}

// guarded keeps a crash in one unit from ending the others, and stops early when the
// run is out of time.
func guarded(ctx context.Context, name string, read func() model.Reading) (reading model.Reading) {
	if ctx.Err() != nil {
		return problem(name, "not read: "+context.Cause(ctx).Error())
	}
	defer func() {
		if crash := recover(); crash != nil {
			reading = problem(name, crashed(crash).Error())
		}
	}()
	return read()
}

func problem(name, message string) model.Reading {
	return model.Reading{Problems: []source.Problem{{Range: source.Range{File: name}, Message: message}}}
}

// claimed are the documents that infrastructure code refers to: they belong to its API.
func claimed(documents, modules []unit) map[string]bool {
	claimed := map[string]bool{}
	for _, u := range slices.Concat(modules, documents) {
		for _, name := range u.reading.Claims {
			claimed[name] = true
		}
	}
	return claimed
}

// settle counts the documents that are not ours by themselves: some were read as part of
// others. A piece of an OpenAPI document that was not is worth a word.
func (p *parsed) settle() {
	for _, u := range p.others {
		if p.files[u.name] != nil {
			p.coverage.Read++
			continue
		}
		p.coverage.Skipped++
		if why := unread[u.kind]; why != "" && (p.changed == nil || p.changed.Has(u.name)) {
			p.problems = append(p.problems, source.Problem{Range: source.Range{File: u.name}, Message: "not read: " + why, Note: true})
		}
	}
}

// unread says why a document that has something to do with API Gateway is not read.
var unread = map[parsers.Kind]string{
	parsers.Piece: "it has extensions of API Gateway, but is no OpenAPI document, and none in view refers to it",
	parsers.Plan:  "it is a plan of Terraform, which is read only when it is named",
}

// keep adds what units hold.
func (p *parsed) keep(units []unit) {
	for _, u := range units {
		p.readings = append(p.readings, u.reading)
		p.ignores = append(p.ignores, u.reading.Ignores...)
		maps.Copy(p.fetched, u.reading.Fetched)
		maps.Copy(p.defaults, u.reading.Defaults)
		for _, file := range u.reading.Files {
			p.files[file.Name] = file
		}
		if p.changed != nil && !u.changed {
			for _, api := range u.reading.APIs {
				p.beside[api] = true
			}
			continue
		}
		p.problems = append(p.problems, u.reading.Problems...)
		for _, api := range u.reading.APIs {
			p.coverage.APIs++
			p.coverage.Methods += len(api.Methods.Items)
			p.coverage.Authorizers += len(api.Authorizers.Items)
			p.coverage.Formats[api.Format]++
			p.coverage.Unknown += api.Unknowns()
		}
	}
}
