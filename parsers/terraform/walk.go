package terraform

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// A walk follows the references of expressions, from one module to another, and notes
// what it comes to. Indices do not count: a reference to one instance of a resource is
// taken for one to all of them.
//
// There are two kinds. One follows what a value is made of: whatever changes that changes
// the value. The other, of dependencies, follows all that is created before, as Terraform
// orders it: through resources, depends_on and the calls of modules.
type walk struct {
	unit         *unit
	dependencies bool

	reached []string        // the addresses of resources, as the model has them
	sources map[string]bool // locals, variables, data sources and files
	open    string          // why a value may be made of more

	seen     map[string]bool
	choosing int // above zero inside of what only chooses between values
	depth    int // of expressions that lead to one another
}

func (u *unit) newWalk(dependencies bool) *walk {
	return &walk{unit: u, dependencies: dependencies, sources: map[string]bool{}, seen: map[string]bool{}}
}

// maxWalked bounds the nodes that all walks of a unit visit.
const maxWalked = 2_000_000

// first reports whether something of a module is come to for the first time. What only
// chooses is come to again where it is a value.
func (w *walk) first(m *module, name string) bool {
	key := m.prefix + name
	if w.seen[key] || w.choosing > 0 && w.seen["?"+key] {
		return false
	}
	if w.choosing > 0 {
		key = "?" + key
	}
	w.seen[key] = true
	return true
}

// opened notes that a value may be made of more, unless that only chooses. What is
// created before is all told by references.
func (w *walk) opened(why string) {
	if w.choosing == 0 && !w.dependencies {
		w.open = cmp.Or(w.open, why)
	}
}

// expression follows all that an expression in a module refers to.
func (w *walk) expression(m *module, expr hclsyntax.Expression) {
	if w.depth >= maxDepth {
		w.open = cmp.Or(w.open, tooLarge)
		return
	}
	w.depth++
	_ = hclsyntax.Walk(expr, &visitor{walk: w, module: m, choices: map[hclsyntax.Expression]bool{}})
	w.depth--
}

// A visitor looks at the nodes of one expression.
type visitor struct {
	*walk
	module  *module
	choices map[hclsyntax.Expression]bool // conditions and indices: they choose between values
}

// Enter implements hclsyntax.Walker.
func (v *visitor) Enter(node hclsyntax.Node) hcl.Diagnostics {
	expr, ok := node.(hclsyntax.Expression)
	if !ok {
		return nil
	}
	if v.unit.walked++; v.unit.walked > maxWalked {
		v.open = cmp.Or(v.open, tooLarge)
		return nil
	}
	if v.choices[expr] {
		v.choosing++
	}
	switch e := expr.(type) {
	case *hclsyntax.ConditionalExpr:
		v.choices[e.Condition] = true
	case *hclsyntax.IndexExpr:
		v.choices[e.Key] = true
	case *hclsyntax.ScopeTraversalExpr:
		v.traversal(v.module, e.Traversal)
	case *hclsyntax.FunctionCallExpr:
		v.call(v.module, e)
	}
	return nil
}

// Exit implements hclsyntax.Walker.
func (v *visitor) Exit(node hclsyntax.Node) hcl.Diagnostics {
	if expr, ok := node.(hclsyntax.Expression); ok && v.choices[expr] {
		delete(v.choices, expr)
		v.choosing--
	}
	return nil
}

// traversal follows one reference. What no declaration has is a name that the expression
// itself binds.
func (w *walk) traversal(m *module, t hcl.Traversal) {
	names := attributeNames(t)
	if t.RootName() == "data" {
		names = append([]string{"data"}, names...)
	}
	if len(names) < 2 {
		return
	}
	switch names[0] {
	case "each":
		if names[1] == "value" {
			w.opened("depends on each.value")
		}
	case "var":
		w.variable(m, names[1])
	case "local":
		w.local(m, names[1])
	case "module":
		w.called(m, names[1], append(names, "")[2])
	case "data":
		if len(names) > 2 {
			w.data(m, strings.Join(names[:3], "."))
		}
	default:
		w.resource(m, names[0]+"."+names[1], append(names, "")[2])
	}
}

func (w *walk) local(m *module, name string) {
	attribute := m.directory.locals[name]
	if attribute == nil || !w.first(m, "local."+name) {
		return
	}
	w.sources[m.prefix+"local."+name] = true
	w.expression(m, attribute.Expr)
}

// variable follows what the caller of a module gives. What the root module is given comes
// from anywhere: a file, a pipeline, somebody's hand.
func (w *walk) variable(m *module, name string) {
	w.sources[m.prefix+"var."+name] = true
	if m.caller == nil {
		w.opened("depends on var." + name + ", which may be given another value")
		return
	}
	given := m.call().Body.Attributes[name]
	if given == nil || !w.first(m, "var."+name) {
		return
	}
	w.expression(m.caller, given.Expr)
}

// call is the block that calls the module.
func (m *module) call() *hclsyntax.Block { return m.caller.directory.calls[m.name] }

// called follows an output of a called module, or all of them.
func (w *walk) called(m *module, name, output string) {
	block := m.directory.calls[name]
	if block == nil || !w.first(m, "module."+name+"."+output) {
		return
	}
	m.called(name, header(block))
	for _, instance := range m.expansions["module."+name].instances {
		switch called := instance.(type) {
		case *module:
			w.outputs(called, output)
		case *outside:
			w.opened("depends on " + called.why)
			if w.dependencies {
				w.block(m, block.Body)
			}
		}
	}
}

// outputs follows an output of a module; without a name, all of it.
func (w *walk) outputs(m *module, name string) {
	for output, block := range m.directory.outputs {
		if name != "" && output != name {
			continue
		}
		w.sources[m.prefix+"output."+output] = true
		w.block(m, block.Body)
	}
	if name == "" && w.dependencies {
		w.everything(m)
	}
	w.around(m)
}

// around follows what all of a module waits for.
func (w *walk) around(m *module) {
	for ; w.dependencies && m.caller != nil && w.first(m, ""); m = m.caller {
		for _, name := range []string{"depends_on", "count", "for_each"} {
			if attribute := m.call().Body.Attributes[name]; attribute != nil {
				w.expression(m.caller, attribute.Expr)
			}
		}
	}
}

// everything follows all that a module and the modules that it calls declare.
func (w *walk) everything(m *module) {
	for _, address := range m.directory.resources {
		if strings.HasPrefix(address, "data.") {
			w.data(m, address)
		} else {
			w.resource(m, address, "")
		}
	}
	for _, name := range m.directory.callNames {
		w.called(m, name, "")
	}
}

// block follows the references in a body. An order changes no value.
func (w *walk) block(m *module, body *hclsyntax.Body) {
	for _, name := range sortedKeys(body.Attributes) {
		if name == "depends_on" && !w.dependencies {
			continue
		}
		w.expression(m, body.Attributes[name].Expr)
	}
	for _, block := range body.Blocks {
		w.block(m, block.Body)
	}
}

// data follows a data source. The result of most of them is not known before Terraform
// runs.
func (w *walk) data(m *module, address string) {
	block := m.directory.things[address]
	if block == nil || !w.first(m, address) {
		return
	}
	w.sources[m.prefix+address] = true
	switch kind := block.Labels[0]; {
	case w.dependencies, kind == "aws_iam_policy_document", kind == "template_file":
		w.block(m, block.Body)
	case kind != "aws_region" && kind != "aws_caller_identity" && kind != "aws_partition":
		w.opened("depends on " + m.prefix + address + ", which is not known before Terraform runs")
	}
}

// resource comes to a resource by one of its attributes, or to all of it.
func (w *walk) resource(m *module, address, attribute string) {
	block := m.directory.things[address]
	if block == nil {
		return
	}
	reached := m.addresses(address)
	kind := block.Labels[0]
	if kind == "aws_api_gateway_rest_api" && attribute != "" && !w.dependencies {
		if attribute != "body" && attribute != "policy" {
			return // ids and names, which no setting is part of
		}
		for i := range reached {
			reached[i] += "." + attribute
		}
		address += "." + attribute
	}
	if !w.first(m, address) {
		return
	}
	w.reached = append(w.reached, reached...)
	switch {
	case w.dependencies:
		w.block(m, block.Body)
		w.around(m)
	case hasTriggers(kind):
		w.block(m, block.Body)
	case slices.Contains(partsOfMethods, kind):
		w.methodOf(m, block)
	}
}

// addresses are those of the instances of a resource.
func (m *module) addresses(address string) []string {
	m.thing(address, header(m.directory.things[address]))
	var addresses []string
	if x := m.expansions[address]; x != nil {
		for _, instance := range x.instances {
			if r, ok := instance.(*resource); ok {
				addresses = append(addresses, r.address)
			}
		}
	}
	return addresses
}

// hasTriggers tells the resources whose ids change with what they are given, and with
// nothing else.
func hasTriggers(kind string) bool {
	return kind == "null_resource" || kind == "terraform_data" || strings.HasPrefix(kind, "random_") || strings.HasPrefix(kind, "time_")
}

// partsOfMethods are replaced with the method that they belong to.
var partsOfMethods = []string{"aws_api_gateway_integration", "aws_api_gateway_integration_response", "aws_api_gateway_method_response"}

// methodOf comes to the method that a part of it belongs to: the one that it refers to,
// else those of its path.
func (w *walk) methodOf(m *module, block *hclsyntax.Block) {
	verb, resource := block.Body.Attributes["http_method"], block.Body.Attributes["resource_id"]
	if verb == nil || resource == nil {
		return
	}
	w.choosing++ // what else the verb is made of is nothing that is looked at
	defer func() { w.choosing-- }()
	if slices.ContainsFunc(verb.Expr.Variables(), func(t hcl.Traversal) bool { return t.RootName() == "aws_api_gateway_method" }) {
		w.expression(m, verb.Expr)
		return
	}
	for _, address := range m.directory.resources {
		other := m.directory.things[address]
		if on := other.Body.Attributes["resource_id"]; other.Labels[0] == "aws_api_gateway_method" && on != nil && w.unit.isWrittenAlike(on.Expr, resource.Expr) {
			w.resource(m, address, "")
		}
	}
}

// isWrittenAlike reports whether two expressions are the same text.
func (u *unit) isWrittenAlike(a, b hclsyntax.Expression) bool {
	text := func(at source.Range) string {
		if file := u.files[at.File]; file != nil {
			return strings.Join(strings.Fields(file.Text(at)), " ")
		}
		return ""
	}
	return text(rangeOf(a.Range())) == text(rangeOf(b.Range()))
}

// call looks at a function whose result is not made of its arguments alone: those that
// tell another value each time, and those that read files.
func (w *walk) call(m *module, e *hclsyntax.FunctionCallExpr) {
	switch {
	case w.dependencies:
	case slices.Contains([]string{"timestamp", "uuid", "plantimestamp", "bcrypt"}, e.Name):
		w.opened("depends on " + e.Name + "(), which is another each time")
	case e.Name != "fileset" && (strings.HasPrefix(e.Name, "file") || e.Name == "templatefile") && len(e.Args) > 0:
		w.file(m, e.Args[0])
	}
}

// file comes to a file that a value is made of. One that holds configuration, or may hold
// it, stands for whatever is declared.
func (w *walk) file(m *module, named hclsyntax.Expression) {
	w.unit.attempts++
	name := m.scope().eval(named)
	w.unit.attempts--
	if name.Kind != tree.String || strings.HasSuffix(name.Text, ".tf") || strings.HasSuffix(name.Text, ".tofu") || strings.HasSuffix(name.Text, ".tf.json") {
		w.opened("depends on a file of the configuration")
		return
	}
	w.sources["file "+path.Join(w.unit.dir, name.Text)] = true
}
