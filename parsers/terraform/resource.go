package terraform

import (
	"slices"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// A resource is one instance of a resource or a data source.
type resource struct {
	existence
	module *module
	kind   string // aws_lambda_function, data.aws_region
	block  *hclsyntax.Block
	scope  scope // with each or count

	planned *tree.Node // its arguments, where it comes from a plan
}

// attribute is what refers to an attribute get: a typed hole where the deployment makes
// it, what is written where it is written, else a hole that says whose it is.
func (r *resource) attribute(name string, at source.Range) *tree.Node {
	if made := r.made(name, at); made != nil {
		return made
	}
	if written := r.written(name); !written.IsAbsent() {
		return written
	}
	return attributeHole(at, r.address, name)
}

// written is the value of an argument, or the list of the nested blocks of that name;
// nil where there is none.
func (r *resource) written(name string) *tree.Node {
	if r.planned != nil {
		return r.planned.Get(name)
	}
	attribute := r.block.Body.Attributes[name]
	if attribute == nil && !hasBlock(r.block.Body, name) {
		return nil
	}
	return r.module.once(r.address+"."+name, header(r.block), func() *tree.Node {
		if attribute != nil {
			return r.scope.eval(attribute.Expr)
		}
		return r.scope.blocks(r.block.Body, name)
	})
}

// arguments are the written values of some arguments and nested blocks, as a mapping
// that is named by the header of the resource.
func (r *resource) arguments(names ...string) *tree.Node {
	n := &tree.Node{Kind: tree.Mapping, Range: rangeOf(r.block.Range()), Name: header(r.block)}
	for _, name := range names {
		if value := r.written(name); value != nil {
			n.Fields = append(n.Fields, tree.Field{Key: name, KeyRange: r.nameRange(name), Value: value})
		}
	}
	return n
}

// nameRange is where the name of an argument or of a nested block stands.
func (r *resource) nameRange(name string) source.Range {
	if r.planned.Has(name) {
		return keyRange(r.planned, name)
	}
	if attribute := r.block.Body.Attributes[name]; attribute != nil {
		return rangeOf(attribute.NameRange)
	}
	return header(r.block)
}

// keyRange is where a key of a mapping stands.
func keyRange(n *tree.Node, key string) source.Range {
	for _, field := range n.Fields {
		if field.Key == key {
			return field.KeyRange
		}
	}
	return n.Range
}

func hasBlock(body *hclsyntax.Body, name string) bool {
	return slices.ContainsFunc(body.Blocks, func(block *hclsyntax.Block) bool {
		return block.Type == name || isDynamic(block, name)
	})
}

// isDynamic tells a dynamic block that makes blocks of a name.
func isDynamic(block *hclsyntax.Block, name string) bool {
	return block.Type == "dynamic" && len(block.Labels) == 1 && block.Labels[0] == name
}

// blocks are the nested blocks of a name, those included that dynamic blocks make.
func (s scope) blocks(body *hclsyntax.Body, name string) *tree.Node {
	list := &tree.Node{Kind: tree.Sequence, Range: rangeOf(body.SrcRange)}
	for i, block := range body.Blocks {
		switch {
		case block.Type == name:
			list.Items = append(list.Items, s.body(block.Body, header(block)))
		case isDynamic(block, name):
			s.generate(block, list)
		default:
			continue
		}
		if i == 0 || len(list.Items) == 1 {
			list.Range = header(block)
		}
	}
	return list
}

// generate adds the blocks that a dynamic block makes. When nobody knows how many, one
// stands for all of them.
func (s scope) generate(block *hclsyntax.Block, list *tree.Node) {
	u := s.unit()
	content, iterator := contentOf(block)
	over := block.Body.Attributes["for_each"]
	if content == nil || over == nil {
		return
	}
	collection := s.eval(over.Expr)
	entries, open := u.entries(collection, collection.Range)
	if open != "" {
		list.Open = open
	}
	for _, entry := range entries {
		if !u.spend(1) {
			return
		}
		bound := s.bind(iterator, mapping(entry.key.Range, "key", entry.key, "value", entry.value))
		list.Items = append(list.Items, bound.body(content, header(block)))
	}
}

// contentOf finds the template of a dynamic block, and the name that it uses for the
// element at hand.
func contentOf(block *hclsyntax.Block) (content *hclsyntax.Body, iterator string) {
	iterator = block.Labels[0]
	if named := block.Body.Attributes["iterator"]; named != nil {
		if variables := named.Expr.Variables(); len(variables) == 1 {
			iterator = variables[0].RootName()
		}
	}
	for _, inner := range block.Body.Blocks {
		if inner.Type == "content" {
			return inner.Body, iterator
		}
	}
	return nil, iterator
}

// body evaluates all of a nested block.
func (s scope) body(body *hclsyntax.Body, name source.Range) *tree.Node {
	n := &tree.Node{Kind: tree.Mapping, Range: rangeOf(body.SrcRange), Name: name}
	if !s.unit().enter() {
		n.Open = tooLarge
		return n
	}
	defer s.unit().leave()
	for _, key := range sortedKeys(body.Attributes) {
		attribute := body.Attributes[key]
		at := rangeOf(attribute.NameRange)
		n.Fields = append(n.Fields, tree.Field{Key: key, KeyRange: at, Value: s.unit().named(s.eval(attribute.Expr), at)})
	}
	for _, kind := range blockNames(body) {
		list := s.blocks(body, kind)
		n.Fields = append(n.Fields, tree.Field{Key: kind, KeyRange: list.Range, Value: list})
	}
	return n
}

// blockNames are the names of nested blocks, in the order written.
func blockNames(body *hclsyntax.Body) []string {
	var names []string
	for _, block := range body.Blocks {
		if name := nestedName(block); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// nestedName is the type of a nested block; of a dynamic one, that of what it makes.
func nestedName(block *hclsyntax.Block) string {
	if block.Type == "dynamic" && len(block.Labels) == 1 {
		return block.Labels[0]
	}
	return block.Type
}
