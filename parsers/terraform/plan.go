package terraform

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// IsPlan reports whether a document is a plan in JSON, as `terraform show -json` writes it.
// https://developer.hashicorp.com/terraform/internals/json-format
func IsPlan(document *tree.Node) bool {
	return document.Get("format_version").IsScalar() && document.Get("resource_changes").IsKnown() && document.Get("configuration").IsKnown()
}

// ReadPlan reads a plan. All that Terraform evaluates is evaluated in it; what only the
// deployment settles is not known, and what such a value refers to is taken from the
// configuration that the plan holds as well.
//
// Places are those in the configuration where that lies beside the plan, else in the plan.
func ReadPlan(root *source.Root, file *source.File, document *tree.Node) model.Reading {
	u := newUnit(root, path.Dir(file.Name))
	u.remember(file)
	if version := document.Get("format_version"); !strings.HasPrefix(version.Text, "1.") && !strings.HasPrefix(version.Text, "0.") {
		u.report(version.Range, "a plan of format %s, which is not known here, cannot be read", version.Text)
		return model.Reading{Problems: u.problems, Files: u.order}
	}
	p := &plan{
		builder: builder{unit: u, apis: map[string]*resource{}, handed: map[string]string{}},
		module:  newModule(u, &directory{name: "."}),
		root:    document.At("configuration", "root_module"),
		planned: map[string][]*plannedResource{},
	}
	p.findConfiguration()
	for _, change := range document.Get("resource_changes").Elements() {
		p.add(change)
	}
	p.settle()
	apis := p.buildFrom(p.handOver)
	return model.Reading{APIs: apis, Problems: u.problems, Ignores: u.ignores, Files: u.order, Claims: u.claims}
}

// A plan is a builder whose resources come from a plan.
type plan struct {
	builder
	module  *module                       // what evaluation wants to have around a resource
	root    *tree.Node                    // the configuration of the root module
	planned map[string][]*plannedResource // by address without an index: module.api["x"].aws_lambda_function.f
	written map[string]*resource          // those of the configuration beside the plan, by address
}

// A plannedResource is one instance of a resource in a plan.
type plannedResource struct {
	*resource
	in     string     // the module instance: module.api["x"], or empty
	index  *tree.Node // of the instance; nil where there is one only
	change *tree.Node
	config *tree.Node // the resource in the configuration; nil where it is not there
}

// findConfiguration evaluates the configuration beside the plan, for its places. What is
// wrong with it is told where it is read for itself.
func (p *plan) findConfiguration() {
	u := p.unit
	p.written = map[string]*resource{}
	main := u.load(u.dir)
	if main == nil || len(main.files) == 0 {
		return
	}
	top := newModule(u, main)
	inputs := u.inputs(top)
	top.given = func(variable string) *tree.Node { return u.input(inputs, variable) }
	(&builder{unit: u}).collect(top)
	p.written, u.resources = u.resources, map[string]*resource{}
	u.problems = nil
}

// add notes a resource that there will be.
func (p *plan) add(change *tree.Node) {
	address, kind, name := change.Get("address"), change.Get("type"), change.Get("name")
	if !address.IsScalar() || !kind.IsScalar() || !name.IsScalar() || change.Get("mode").IsScalar() && change.Get("mode").Text != "managed" || isDeleted(change) {
		return
	}
	at := hclRange(address.Range)
	in := textOrEmpty(change.Get("module_address"))
	r := &resource{
		module: p.module, kind: kind.Text, scope: p.module.scope(),
		block: &hclsyntax.Block{
			Type: "resource", TypeRange: at, OpenBraceRange: at, CloseBraceRange: at, Body: &hclsyntax.Body{SrcRange: at, EndRange: at},
		},
		existence: existence{address: address.Text},
	}
	if written := p.written[address.Text]; written != nil {
		r.block = written.block
	}
	one := &plannedResource{resource: r, in: in, change: change.Get("change"), config: p.configOf(in, kind.Text, name.Text)}
	if index := change.Get("index"); !index.IsAbsent() {
		one.index = index
	}
	p.unit.resources[r.address] = r
	p.resources = append(p.resources, r)
	key := join2(in, kind.Text+"."+name.Text)
	p.planned[key] = append(p.planned[key], one)
}

func isDeleted(change *tree.Node) bool {
	actions := change.At("change", "actions").Elements()
	return len(actions) == 1 && (actions[0].Text == "delete" || actions[0].Text == "forget")
}

// configOf finds a resource in the configuration of its module.
func (p *plan) configOf(in, kind, name string) *tree.Node {
	for _, resource := range p.configOfModule(in).Get("resources").Elements() {
		if textOrEmpty(resource.Get("type")) == kind && textOrEmpty(resource.Get("name")) == name && textOrEmpty(resource.Get("mode")) != "data" {
			return resource
		}
	}
	return nil
}

// configOfModule follows the calls that lead to a module instance.
func (p *plan) configOfModule(in string) *tree.Node {
	config := p.root
	for _, name := range callsIn(in) {
		config = config.At("module_calls", name, "module")
	}
	return config
}

// callsIn are the names in the address of a module instance, without indices.
func callsIn(address string) (names []string) {
	for address != "" {
		rest, ok := strings.CutPrefix(address, "module.")
		if !ok {
			return names
		}
		end := strings.IndexAny(rest, ".[")
		if end < 0 {
			return append(names, rest)
		}
		names = append(names, rest[:end])
		address = strings.TrimPrefix(afterIndex(rest[end:]), ".")
	}
	return names
}

// afterIndex cuts the index off that a text begins with: ["a.b"] or [0].
func afterIndex(text string) string {
	if !strings.HasPrefix(text, "[") {
		return text
	}
	if strings.HasPrefix(text, `["`) {
		if end := strings.Index(text, `"]`); end >= 0 {
			return text[end+2:]
		}
		return ""
	}
	_, after, _ := strings.Cut(text, "]")
	return after
}

// settle gives every resource the values that its author wrote. What the provider adds
// is left out: the parser knows the defaults.
func (p *plan) settle() {
	for _, instances := range p.planned {
		for _, one := range instances {
			one.planned = &tree.Node{Kind: tree.Mapping, Range: header(one.block), Name: header(one.block)}
		}
	}
	for _, key := range sortedKeys(p.planned) {
		for _, one := range p.planned[key] {
			after, unknown := one.change.Get("after"), one.change.Get("after_unknown")
			for _, written := range one.config.Get("expressions").Elements() {
				for _, field := range written.Fields {
					value := p.value(one, field, after.Get(field.Key), unknown.Get(field.Key))
					one.planned.Fields = append(one.planned.Fields, p.placed(one, tree.Field{Key: field.Key, KeyRange: keyRange(after, field.Key), Value: value}))
				}
			}
		}
	}
}

// placed puts an argument where the configuration has it.
func (p *plan) placed(one *plannedResource, field tree.Field) tree.Field {
	written := p.written[one.address]
	if written == nil || field.Value == nil {
		return field
	}
	value := written.written(field.Key)
	if value == nil {
		return field
	}
	field.KeyRange = written.nameRange(field.Key)
	field.Value = moved(field.Value, value.Range)
	field.Value.Name = field.KeyRange
	return field
}

// moved is a value with all of it at one place.
func moved(n *tree.Node, at source.Range) *tree.Node {
	copied := *n
	copied.Range, copied.Name = at, at
	copied.Fields, copied.Items = slices.Clone(n.Fields), slices.Clone(n.Items)
	for i, field := range copied.Fields {
		copied.Fields[i].KeyRange, copied.Fields[i].Value = at, moved(field.Value, at)
	}
	for i, item := range copied.Items {
		copied.Items[i] = moved(item, at)
	}
	return &copied
}

// value is what the plan says of an argument. Where it only says that it will be known
// later, or has an id that only the service knows, the configuration tells what it refers to.
func (p *plan) value(one *plannedResource, written tree.Field, after, unknown *tree.Node) *tree.Node {
	isUnknown := unknown.IsScalar() && unknown.Text == "true"
	if isUnknown || isID(written.Key) {
		if value := p.referred(one, written); value != nil {
			return value
		}
	}
	if isUnknown {
		return tree.NewUnknown(written.Value.Place(), "is only known after the deployment")
	}
	return overlaid(after, unknown)
}

// isID tells the arguments that tie one resource to another, which are hardly ever more
// than a reference.
func isID(name string) bool {
	return slices.Contains([]string{
		"rest_api_id", "api_id", "resource_id", "parent_id", "authorizer_id",
		"authorizer_credentials", "authorizer_credentials_arn", "policy_arn",
	}, name)
}

// overlaid is a planned value in which what is not known yet is unknown.
func overlaid(after, unknown *tree.Node) *tree.Node {
	switch {
	case unknown.IsScalar() && unknown.Text == "true":
		return tree.NewUnknown(unknown.Range, "is only known after the deployment")
	case after == nil || unknown == nil || unknown.Kind != after.Kind:
		return after
	}
	copied := *after
	copied.Fields, copied.Items = slices.Clone(after.Fields), slices.Clone(after.Items)
	for _, field := range unknown.Fields {
		if i := slices.IndexFunc(copied.Fields, func(f tree.Field) bool { return f.Key == field.Key }); i >= 0 {
			copied.Fields[i].Value = overlaid(copied.Fields[i].Value, field.Value)
		} else if value := overlaid(nil, field.Value); value != nil {
			copied.Fields = append(copied.Fields, tree.Field{Key: field.Key, KeyRange: field.KeyRange, Value: value})
		}
	}
	for i, item := range unknown.Items {
		if i < len(copied.Items) {
			copied.Items[i] = overlaid(copied.Items[i], item)
		}
	}
	return &copied
}

// referred is what an argument refers to, where it is that and nothing more; nil where
// that cannot be told. Of other texts with a Lambda function in them, the function is known.
func (p *plan) referred(one *plannedResource, written tree.Field) *tree.Node {
	references := written.Value.Get("references").Elements()
	if len(references) == 0 {
		return nil
	}
	at := written.Value.Place()
	value := p.reference(one, references, at, 0)
	if value == nil || value.Kind != tree.Unknown {
		return value
	}
	if isWhole(references[0].Text) || isID(written.Key) {
		return value
	}
	for _, part := range value.Parts {
		if part.Hole != nil && part.Hole.Kind == model.HoleFunction {
			around := model.HoleOf(model.HoleOther, references[0].Text)
			return tree.NewText(at, "is only known after the deployment", around, part, around)
		}
	}
	return nil
}

// isWhole tells attributes that nobody puts into a longer text.
func isWhole(reference string) bool {
	return slices.ContainsFunc([]string{".id", ".root_resource_id", ".invoke_arn", ".function_name"}, func(ending string) bool {
		return strings.HasSuffix(reference, ending)
	})
}

// maxReferences is how many variables and outputs are followed one after the other.
const maxReferences = 64

// reference is the value of the first of some references, seen from a module instance.
func (p *plan) reference(one *plannedResource, references []*tree.Node, at source.Range, depth int) *tree.Node {
	if len(references) == 0 || !references[0].IsScalar() || depth > maxReferences {
		return nil
	}
	first := references[0].Text
	switch kind, rest, _ := strings.Cut(first, "."); kind {
	case "var":
		return p.variable(one, rest, at, depth)
	case "module":
		return p.output(one, rest, at, depth)
	case "data", "local", "each", "count", "path", "terraform":
		return nil
	}
	return p.instance(one, first, references, at)
}

// variable is what the caller of a module gives it.
func (p *plan) variable(one *plannedResource, name string, at source.Range, depth int) *tree.Node {
	name, _, _ = strings.Cut(name, ".")
	calls := callsIn(one.in)
	if len(calls) == 0 {
		return nil
	}
	last := strings.LastIndex(one.in, "module."+calls[len(calls)-1])
	outer := &plannedResource{in: strings.TrimSuffix(one.in[:last], "."), index: one.index}
	given := p.configOfModule(outer.in).At("module_calls", calls[len(calls)-1], "expressions", name)
	if constant := given.Get("constant_value"); constant.IsKnown() {
		return constant
	}
	return p.reference(outer, given.Get("references").Elements(), at, depth+1)
}

// output is what a called module gives back, where there is one instance of it.
func (p *plan) output(one *plannedResource, rest string, at source.Range, depth int) *tree.Node {
	end := strings.IndexAny(rest, ".[")
	if end < 0 {
		return nil
	}
	call, index := rest[:end], strings.TrimSuffix(rest[end:], afterIndex(rest[end:]))
	name, _, _ := strings.Cut(strings.TrimPrefix(afterIndex(rest[end:]), "."), ".")
	inner := &plannedResource{in: join2(one.in, "module."+call+index)}
	if !slices.ContainsFunc(p.resources, func(r *resource) bool { return strings.HasPrefix(r.address, inner.in+".") }) {
		return nil // of several instances, nobody tells which
	}
	expression := p.configOfModule(inner.in).At("outputs", name, "expression", "references")
	return p.reference(inner, expression.Elements(), at, depth+1)
}

// instance is an attribute of a resource, where it is clear which instance is meant.
func (p *plan) instance(one *plannedResource, first string, references []*tree.Node, at source.Range) *tree.Node {
	kind, rest, _ := strings.Cut(first, ".")
	end := strings.IndexAny(rest+".", ".[")
	name, after := rest[:end], rest[end:]
	attribute := cmp.Or(strings.TrimPrefix(afterIndex(after), "."), "id")
	candidates := p.planned[join2(one.in, kind+"."+name)]
	if index := strings.TrimSuffix(after, afterIndex(after)); index != "" {
		candidates = slices.DeleteFunc(slices.Clone(candidates), func(c *plannedResource) bool { return !strings.HasSuffix(c.address, index) })
	} else if len(candidates) > 1 {
		candidates = slices.DeleteFunc(slices.Clone(candidates), func(c *plannedResource) bool { return !sameIndex(one, c, references) })
	}
	if len(candidates) != 1 {
		return nil
	}
	return candidates[0].attribute(attribute, at)
}

// sameIndex reports whether an instance is the one with the index of another that refers
// to it by each.key or count.index, and by nothing else.
func sameIndex(one, candidate *plannedResource, references []*tree.Node) bool {
	for _, reference := range references[1:] {
		if text := reference.Text; strings.HasPrefix(text, "each.") && text != "each.key" || strings.HasPrefix(text, "var.") || strings.HasPrefix(text, "local.") {
			return false
		}
	}
	return one.index.IsScalar() && candidate.index.IsScalar() && one.index.Text == candidate.index.Text
}

// handOver notes the APIs that the outputs of the root module hand over.
func (p *plan) handOver() {
	for _, output := range p.root.Get("outputs").Elements() {
		for _, field := range output.Fields {
			references := field.Value.At("expression", "references").Elements()
			if value := p.reference(&plannedResource{}, references, field.KeyRange, 0); value != nil {
				p.hand(value, false, fmt.Sprintf("the output %s hands it to other configurations", field.Key))
			}
		}
	}
}

// join2 puts the address of a thing behind that of the module instance that it is in.
func join2(in, address string) string {
	if in == "" {
		return address
	}
	return in + "." + address
}

func textOrEmpty(n *tree.Node) string {
	if !n.IsScalar() {
		return ""
	}
	return n.Text
}

// hclRange is a place as the HCL library has it; nothing but the bytes is looked at.
func hclRange(at source.Range) hcl.Range {
	return hcl.Range{Filename: at.File, Start: hcl.Pos{Byte: at.Start}, End: hcl.Pos{Byte: at.End}}
}
