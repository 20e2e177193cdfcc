package terraform

import (
	"maps"
	"path"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/authlint/authlint/internal/source"
)

// A directory is what the files of one module declare, by name. Several instances of
// a module share it.
type directory struct {
	name      string
	files     []*source.File
	variables map[string]*hclsyntax.Block
	locals    map[string]*hclsyntax.Attribute
	outputs   map[string]*hclsyntax.Block
	things    map[string]*hclsyntax.Block // resources and data sources, by address
	resources []string                    // addresses in the order of files and blocks
	calls     map[string]*hclsyntax.Block // of modules, by name
	callNames []string                    // in the order of files and blocks

	// partial says why the directory may declare more than what was read of it.
	partial string
	refused string // the same of an override of what is not declared
}

func newDirectory(name string) *directory {
	return &directory{
		name:      name,
		variables: map[string]*hclsyntax.Block{},
		locals:    map[string]*hclsyntax.Attribute{},
		outputs:   map[string]*hclsyntax.Block{},
		things:    map[string]*hclsyntax.Block{},
		calls:     map[string]*hclsyntax.Block{},
	}
}

// file is the name, relative to the root of reading, of a file of the directory.
func (d *directory) file(base string) string { return path.Join(d.name, base) }

// place is where to point when the directory as a whole is meant.
func (d *directory) place() source.Range {
	if len(d.files) == 0 {
		return source.Range{File: d.name}
	}
	return source.Range{File: d.files[0].Name}
}

// load reads the files of a directory; nil when it cannot be opened. A directory is
// read once, however often it is called.
func (u *unit) load(name string) *directory {
	if d, done := u.directories[name]; done {
		return d
	}
	u.directories[name] = nil
	u.root.Lists(name, isConfiguration)
	dir, err := u.root.OpenDir(name)
	if err != nil {
		return nil
	}
	defer dir.Close()
	entries, err := dir.Entries()
	if err != nil {
		return nil
	}
	d := newDirectory(name)
	u.loadFiles(d, dir, list(entries))
	u.directories[name] = d
	return d
}

// loadFiles reads the files that declare something, and then those that override it.
func (u *unit) loadFiles(d *directory, dir *source.Dir, found listing) {
	u.noteShadowed(d, found.shadowed)
	for _, base := range found.files {
		if file := u.loadFile(d, dir, base); file != nil {
			u.declare(d, file)
		}
	}
	for _, base := range found.overrides {
		if file := u.loadFile(d, dir, base); file != nil {
			u.loadOverride(d, file)
		} else {
			d.forgetAll(d.file(base) + " cannot be read, and may change it")
		}
	}
	d.settle()
}

// loadFile opens one file of a module; nil when it cannot be read.
func (u *unit) loadFile(d *directory, dir *source.Dir, base string) *source.File {
	file, err := dir.Read(base)
	if err != nil {
		d.partial = d.file(base) + " cannot be read"
		u.report(source.Range{File: d.file(base)}, "cannot be read: %v", err)
		return nil
	}
	file = u.remember(file)
	d.files = append(d.files, file)
	return file
}

// remember notes that a file belongs to the unit. The first reading of a name wins.
func (u *unit) remember(file *source.File) *source.File {
	if known := u.files[file.Name]; known != nil {
		return known
	}
	u.files[file.Name] = file
	u.order = append(u.order, file)
	return file
}

// declare sorts the blocks of a file by what they declare. Behind the first mistake of
// syntax, a block may lack what its author wrote: those are left out.
func (u *unit) declare(d *directory, file *source.File) {
	body, broken := u.parse(file)
	if broken >= 0 || body == nil {
		d.partial = file.Name + " cannot be read as a whole"
	}
	if body == nil {
		return
	}
	for _, block := range body.Blocks {
		if broken < 0 || block.Range().End.Byte < broken {
			u.add(d, block)
		}
	}
	u.readIgnores(file, body)
}

func (u *unit) add(d *directory, block *hclsyntax.Block) {
	if block.Type == "locals" {
		maps.Copy(d.locals, block.Body.Attributes)
		return
	}
	into, name := d.table(block)
	if into == nil {
		return
	}
	first := into[name] == nil
	into[name] = block
	switch {
	case block.Type == "module" && first:
		d.callNames = append(d.callNames, name)
	case block.Type != "resource" && block.Type != "data":
	case first:
		d.resources = append(d.resources, name)
	case isOurs(block.Labels[0]):
		u.keep(source.Problem{Range: header(block), Message: name + " is declared more than once, which Terraform refuses; the last one is read", Note: true})
	}
}

// table is where a block of its kind is kept, and by what name; nil for kinds that are
// not read.
func (d *directory) table(block *hclsyntax.Block) (blocks map[string]*hclsyntax.Block, name string) {
	switch kind, labels := block.Type, block.Labels; {
	case kind == "variable" && len(labels) == 1:
		return d.variables, labels[0]
	case kind == "output" && len(labels) == 1:
		return d.outputs, labels[0]
	case kind == "module" && len(labels) == 1:
		return d.calls, labels[0]
	case kind == "resource" && len(labels) == 2:
		return d.things, labels[0] + "." + labels[1]
	case kind == "data" && len(labels) == 2:
		return d.things, "data." + labels[0] + "." + labels[1]
	default:
		return nil, ""
	}
}

// isOurs tells the kinds of resources of API Gateway.
func isOurs(kind string) bool {
	return strings.HasPrefix(kind, "aws_api_gateway_") || strings.HasPrefix(kind, "aws_apigatewayv2_")
}

// parse reads the syntax of a file, and reports what is wrong with it. broken is the
// offset of the first mistake, or -1; body is nil when nothing could be read.
func (u *unit) parse(file *source.File) (body *hclsyntax.Body, broken int) {
	if isJSON(file.Name) {
		return u.parseJSON(file)
	}
	if problem, bad := scan(file); bad {
		u.keep(problem)
		return nil, 0
	}
	parsed, diagnostics := hclsyntax.ParseConfig(file.Data, file.Name, hcl.InitialPos)
	broken = u.reportSyntax(file, diagnostics)
	if parsed == nil {
		return nil, broken
	}
	body, _ = parsed.Body.(*hclsyntax.Body)
	return body, broken
}

// reportSyntax turns the errors of the HCL parser into problems, and returns where the
// first of them is, or -1.
func (u *unit) reportSyntax(file *source.File, diagnostics hcl.Diagnostics) (first int) {
	first = -1
	for _, diagnostic := range diagnostics {
		if diagnostic.Severity != hcl.DiagError {
			continue
		}
		at := source.Range{File: file.Name}
		if diagnostic.Subject != nil {
			at = rangeOf(*diagnostic.Subject)
		}
		u.report(at, "%s", message(diagnostic))
		if first < 0 || at.Start < first {
			first = at.Start
		}
	}
	return first
}

// message is a diagnostic as one sentence without a full stop.
func message(diagnostic *hcl.Diagnostic) string {
	detail := strings.TrimSuffix(strings.Join(strings.Fields(diagnostic.Detail), " "), ".")
	if detail == "" {
		return diagnostic.Summary
	}
	return diagnostic.Summary + ": " + detail
}

// rangeOf converts a range of HCL; its columns count grapheme clusters, its bytes are exact.
func rangeOf(r hcl.Range) source.Range {
	return source.Range{File: r.Filename, Start: r.Start.Byte, End: max(r.Start.Byte, r.End.Byte)}
}

// header is the range that names a block: its type and labels.
func header(block *hclsyntax.Block) source.Range { return rangeOf(block.DefRange()) }
