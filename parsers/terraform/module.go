package terraform

import (
	"path"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// A module is one instance of a directory: the root, or what one call makes of it.
type module struct {
	unit      *unit
	directory *directory
	existence
	name   string // of the call; empty for the root
	prefix string // before the addresses of what it declares: empty, or "module.api."
	caller *module
	depth  int

	given      func(variable string) *tree.Node // by a caller or a file; nil: not given
	values     map[string]*memo                 // by how they are written: local.x, var.x
	expansions map[string]*expansion            // of resources and calls, by address
}

func newModule(u *unit, d *directory) *module {
	return &module{unit: u, directory: d, values: map[string]*memo{}, expansions: map[string]*expansion{}}
}

// A memo is a value that is worked out at most once. Its counts are added again for
// each use, so that try sees a failure that has happened before.
type memo struct {
	value          *tree.Node
	failed, doubts int
	busy           bool
}

// once works out the value of something that is declared, and notices cycles.
func (m *module) once(name string, at source.Range, work func() *tree.Node) *tree.Node {
	known := m.values[name]
	switch {
	case known == nil:
		known = &memo{busy: true}
		m.values[name] = known
		failed, doubts := m.unit.failed, m.unit.doubts
		known.value = work()
		known.failed, known.doubts, known.busy = m.unit.failed-failed, m.unit.doubts-doubts, false
	case known.busy:
		m.unit.doubts++
		return tree.NewUnknown(at, "depends on "+m.prefix+name+", which depends on itself")
	default:
		m.unit.failed += known.failed
		m.unit.doubts += known.doubts
	}
	return known.value
}

func (m *module) scope() scope { return scope{module: m} }

// traverse evaluates a reference: var.x, local.x.y, aws_x.y[0].id, module.m.out.
func (s scope) traverse(t hcl.Traversal, at source.Range) *tree.Node {
	root := t.RootName()
	if value, ok := s.bound(root); ok {
		return s.steps(value, t[1:], at)
	}
	names := firstNames(t)
	value, used := s.refer(root, names, at)
	switch {
	case value != nil:
		return s.steps(value, t[1+used:], at)
	case s.module.directory.partial != "":
		s.unit().doubts++
		return tree.NewUnknown(at, s.module.directory.partial)
	default:
		return s.unit().fail(at, "%s is not declared", strings.Join(append([]string{root}, names...), "."))
	}
}

// firstNames are the names that follow the root of a traversal, two at most.
func firstNames(t hcl.Traversal) []string {
	var names []string
	for _, step := range t[1:] {
		attribute, ok := step.(hcl.TraverseAttr)
		if !ok || len(names) == 2 {
			break
		}
		names = append(names, attribute.Name)
	}
	return names
}

// refer finds what the first names of a traversal stand for, and how many of them it
// took; nil when nothing of that name is declared.
func (s scope) refer(root string, names []string, at source.Range) (value *tree.Node, used int) {
	m := s.module
	switch {
	case s.sealed, len(names) == 0:
		return nil, 0
	case root == "var":
		return m.variable(names[0], at), 1
	case root == "local":
		return m.local(names[0], at), 1
	case root == "path":
		return m.path(names[0], at), 1
	case root == "module":
		return m.called(names[0], at), 1
	case root == "terraform", root == "tofu":
		return s.unit().running(root, names[0], at), 1
	case root == "data" && len(names) == 2:
		return m.thing("data."+names[0]+"."+names[1], at), 2
	case root == "each", root == "count", root == "self":
		return tree.NewUnknown(at, "depends on "+root+"."+names[0]+", which has no value here"), 1
	default:
		return m.thing(root+"."+names[0], at), 1
	}
}

// local is the value of a local, which keeps the place where it is written.
func (m *module) local(name string, at source.Range) *tree.Node {
	attribute := m.directory.locals[name]
	if attribute == nil {
		return nil
	}
	return m.once("local."+name, at, func() *tree.Node { return m.scope().eval(attribute.Expr) })
}

// attribute is the value of an output, as those who call the module see it.
func (m *module) attribute(name string, at source.Range) *tree.Node {
	block := m.directory.outputs[name]
	switch {
	case block == nil && m.directory.partial != "":
		return tree.NewUnknown(at, m.directory.partial)
	case block == nil, block.Body.Attributes["value"] == nil:
		return m.unit.fail(at, "%s has no output %s", strings.TrimSuffix(m.prefix, "."), name)
	}
	return m.once("output."+name, at, func() *tree.Node { return m.scope().eval(block.Body.Attributes["value"].Expr) })
}

// path is path.module and the like: relative to the directory that Terraform runs in,
// which is taken to be the root module's.
func (m *module) path(name string, at source.Range) *tree.Node {
	value := "."
	switch name {
	case "root", "cwd":
	case "module":
		value = relative(m.unit.dir, m.directory.name)
	default:
		return nil
	}
	return &tree.Node{Kind: tree.String, Text: value, Range: at}
}

// relative is the path that leads from one directory to another; both are relative to
// the root of reading.
func relative(from, to string) string {
	var ups []string
	for from != "." && from != to && !strings.HasPrefix(to, from+"/") {
		from = path.Dir(from)
		ups = append(ups, "..")
	}
	if from != "." {
		to = strings.TrimPrefix(strings.TrimPrefix(to, from), "/")
	}
	return path.Join(append(append([]string{"."}, ups...), to)...)
}

// thing is what the address of a resource or a data source stands for: an instance, or
// all instances of it.
func (m *module) thing(address string, at source.Range) *tree.Node {
	block := m.directory.things[address]
	if block == nil {
		return m.undeclared(address, at)
	}
	return m.expanded(block, address, at, func(s scope, e existence) object {
		r := &resource{module: m, kind: strings.TrimSuffix(address, "."+block.Labels[1]), block: block, scope: s, existence: e}
		m.unit.resources[e.address] = r
		return r
	})
}

// undeclared is a resource that is referred to and not there: Terraform refuses it, and
// yet what belongs to one such API belongs to no other. Nil for other kinds of resources.
func (m *module) undeclared(address string, at source.Range) *tree.Node {
	kind := address[:strings.LastIndex(address, ".")]
	if !isOurs(kind) && kind != "aws_lambda_function" {
		return nil
	}
	m.unit.failed++
	nothing := &hclsyntax.Block{Body: &hclsyntax.Body{}}
	r := &resource{module: m, kind: kind, block: nothing, scope: m.scope(), existence: existence{address: m.prefix + address}}
	return m.unit.lazy(r, at, m.prefix+address+" is not declared")
}

// called is what module.name stands for.
func (m *module) called(name string, at source.Range) *tree.Node {
	block := m.directory.calls[name]
	if block == nil {
		return nil
	}
	return m.expanded(block, "module."+name, at, func(s scope, e existence) object { return m.child(block, s, e) })
}

// child makes one instance of a called module.
func (m *module) child(block *hclsyntax.Block, s scope, e existence) object {
	directory, why := m.sourceOf(block)
	if directory == nil {
		return &outside{block: block, scope: s, existence: e, why: e.address + " " + why}
	}
	c := newModule(m.unit, directory)
	c.existence, c.name, c.prefix, c.depth, c.caller = e, block.Labels[0], e.address+".", m.depth+1, m
	c.given = func(variable string) *tree.Node {
		attribute := block.Body.Attributes[variable]
		if attribute == nil {
			return nil
		}
		return s.eval(attribute.Expr)
	}
	return c
}

// isInside reports whether a directory is that of the module, or of one that called it.
func (m *module) isInside(directory string) bool {
	for ; m != nil; m = m.caller {
		if m.directory.name == directory {
			return true
		}
	}
	return false
}

// sourceOf reads the directory of a called module; nil, and why, when it is not in view.
func (m *module) sourceOf(block *hclsyntax.Block) (d *directory, why string) {
	attribute := block.Body.Attributes["source"]
	if attribute == nil {
		return nil, "has no source"
	}
	from := m.scope().eval(attribute.Expr)
	switch {
	case from.Kind != tree.String:
		return nil, "has a source that is not known"
	case strings.HasPrefix(from.Text, "./"), strings.HasPrefix(from.Text, "../"):
		return m.loadCalled(from.Text, rangeOf(attribute.Expr.Range()))
	default:
		return m.fetchedFor(block, from.Text, rangeOf(attribute.Expr.Range()))
	}
}

// loadCalled reads a module by its path.
func (m *module) loadCalled(from string, at source.Range) (d *directory, why string) {
	return m.loadDirectory(path.Join(m.directory.name, from), from, at)
}

// loadDirectory reads the directory of a called module. What cannot be read is reported.
func (m *module) loadDirectory(name, from string, at source.Range) (d *directory, why string) {
	u := m.unit
	switch {
	case name == ".." || strings.HasPrefix(name, "../"):
		u.report(at, "module %s lies outside the root (--root moves that boundary)", from)
		return nil, "lies outside the root"
	case m.isInside(name):
		u.report(at, "module %s calls itself, which Terraform refuses", from)
		return nil, "calls itself"
	case m.depth >= maxModuleDepth:
		u.report(at, "modules call each other more than %d levels deep", maxModuleDepth)
		return nil, "is too deep"
	case !u.spend(moduleCost):
		return nil, "is one too many"
	}
	d = u.load(name)
	if d == nil || len(d.files) == 0 && d.partial == "" {
		u.report(at, "module %s: there is no Terraform configuration in %s", from, name)
		return nil, "cannot be read"
	}
	return d, ""
}
