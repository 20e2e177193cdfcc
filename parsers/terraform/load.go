package terraform

import (
	"bytes"
	"path"
	"slices"
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

	overrides []*directory // what override files change

	// partial says why the directory may declare more than what was read of it.
	partial string
}

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
	dir, err := u.root.OpenDir(name)
	if err != nil {
		return nil
	}
	defer dir.Close()
	entries, err := dir.Entries()
	if err != nil {
		return nil
	}
	d := &directory{
		name:      name,
		variables: map[string]*hclsyntax.Block{},
		locals:    map[string]*hclsyntax.Attribute{},
		outputs:   map[string]*hclsyntax.Block{},
		things:    map[string]*hclsyntax.Block{},
		calls:     map[string]*hclsyntax.Block{},
	}
	for _, entry := range entries {
		if !entry.Type.IsDir() {
			u.loadFile(d, dir, entry.Name)
		}
	}
	d.forgetOverridden()
	u.directories[name] = d
	return d
}

// loadFile reads one file of a module, if it is one.
func (u *unit) loadFile(d *directory, dir *source.Dir, base string) {
	isCode, isOther := strings.HasSuffix(base, ".tf"), isOtherForm(base)
	if !isCode && !isOther || strings.HasPrefix(base, ".") {
		return
	}
	name := path.Join(d.name, base)
	file, err := dir.Read(base)
	switch {
	case err != nil && isOther:
		return
	case err != nil:
		d.partial = name + " cannot be read"
		u.report(source.Range{File: name}, "cannot be read: %v", err)
	case isOverride(base):
		u.refuse(d, file, false)
		u.noteOverridden(d, file)
	case isOther:
		u.refuse(d, file, true)
	default:
		d.files = append(d.files, u.remember(file))
		u.declare(d, file)
	}
}

// isOtherForm tells the files that hold configuration in a form that is not read.
func isOtherForm(base string) bool {
	return isOverride(base) || strings.HasSuffix(base, ".tf.json") || strings.HasSuffix(base, ".tofu") || strings.HasSuffix(base, ".tofu.json")
}

// isOverride tells the files that Terraform merges over the others.
func isOverride(base string) bool {
	return base == "override.tf" || strings.HasSuffix(base, "_override.tf")
}

// noteOverridden finds what an override file changes: of that, nothing is known.
func (u *unit) noteOverridden(d *directory, file *source.File) {
	body, _ := u.parse(file)
	if body == nil {
		return
	}
	changes := &directory{
		variables: map[string]*hclsyntax.Block{},
		locals:    map[string]*hclsyntax.Attribute{},
		outputs:   map[string]*hclsyntax.Block{},
		things:    map[string]*hclsyntax.Block{},
		calls:     map[string]*hclsyntax.Block{},
	}
	for _, block := range body.Blocks {
		u.add(changes, block)
	}
	d.overrides = append(d.overrides, changes)
	if len(changes.variables)+len(changes.locals)+len(changes.outputs)+len(changes.things)+len(changes.calls) > 0 {
		d.partial = file.Name + " is not read"
	}
}

// forgetOverridden takes away what override files change. References to it are unknown
// then, and so is what else there may be.
func (d *directory) forgetOverridden() {
	for _, changes := range d.overrides {
		forget(d.variables, changes.variables)
		forget(d.locals, changes.locals)
		forget(d.outputs, changes.outputs)
		forget(d.things, changes.things)
		forget(d.calls, changes.calls)
	}
	d.resources = slices.DeleteFunc(d.resources, func(address string) bool { return d.things[address] == nil })
	d.callNames = slices.DeleteFunc(d.callNames, func(name string) bool { return d.calls[name] == nil })
}

func forget[T any](from, what map[string]T) {
	for name := range what {
		delete(from, name)
	}
}

// refuse passes over a file in one of the forms that are not read. One that is about an
// API is reported; one that merely declares something may declare what others refer to.
func (u *unit) refuse(d *directory, file *source.File, declares bool) {
	ours := bytes.Contains(file.Data, []byte("aws_api_gateway")) || bytes.Contains(file.Data, []byte("aws_apigatewayv2"))
	if ours || declares {
		d.partial = file.Name + " is not read"
	}
	if ours {
		u.remember(file)
		u.report(source.Range{File: file.Name}, "JSON, override and OpenTofu files are not read; what this one says of API Gateway is missing")
	}
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
	if source.HasIgnores(file.Data) {
		u.readIgnores(file, body)
	}
}

func (u *unit) add(d *directory, block *hclsyntax.Block) {
	switch kind, labels := block.Type, block.Labels; {
	case kind == "locals":
		for name, attribute := range block.Body.Attributes {
			d.locals[name] = attribute
		}
	case kind == "variable" && len(labels) == 1:
		d.variables[labels[0]] = block
	case kind == "output" && len(labels) == 1:
		d.outputs[labels[0]] = block
	case kind == "module" && len(labels) == 1:
		if d.calls[labels[0]] == nil {
			d.callNames = append(d.callNames, labels[0])
		}
		d.calls[labels[0]] = block
	case kind == "resource" && len(labels) == 2:
		u.addThing(d, labels[0]+"."+labels[1], block)
	case kind == "data" && len(labels) == 2:
		u.addThing(d, "data."+labels[0]+"."+labels[1], block)
	}
}

func (u *unit) addThing(d *directory, address string, block *hclsyntax.Block) {
	if d.things[address] == nil {
		d.resources = append(d.resources, address)
	} else if isOurs(block.Labels[0]) {
		u.keep(source.Problem{Range: header(block), Message: address + " is declared more than once, which Terraform refuses; the last one is read", Note: true})
	}
	d.things[address] = block
}

// isOurs tells the kinds of resources of API Gateway.
func isOurs(kind string) bool {
	return strings.HasPrefix(kind, "aws_api_gateway_") || strings.HasPrefix(kind, "aws_apigatewayv2_")
}

// parse reads the syntax of a file, and reports what is wrong with it. broken is the
// offset of the first mistake, or -1; body is nil when nothing could be read.
func (u *unit) parse(file *source.File) (body *hclsyntax.Body, broken int) {
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
