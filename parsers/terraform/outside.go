package terraform

import (
	"cmp"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// An outside is a called module that is not in view: it comes from a registry, or its
// directory cannot be read. All that is known are its arguments.
type outside struct {
	existence
	block *hclsyntax.Block
	scope scope
	why   string
}

func (o *outside) attribute(name string, at source.Range) *tree.Node {
	return attributeHole(at, o.address, name)
}

// collectOutside notes what a module out of view may add: to an API whose id it is
// given, anything; to a function that it is given, or that is to be called by an API
// that it is given, a permission; to a role that it is given, a policy.
func (b *builder) collectOutside(o *outside) {
	b.noteGateway(o)
	b.noteRoles(o)
	var given reach
	for _, name := range sortedKeys(o.block.Body.Attributes) {
		if name == "providers" || name == "depends_on" || name == "source" || name == "version" {
			continue
		}
		expr := o.block.Body.Attributes[name].Expr
		value := o.scope.eval(expr)
		given = max(given, o.scope.unit().reachOf(value))
		if o.scope.unit().isOpaque(value) {
			given = max(given, reachOfReferences(expr))
		}
	}
	switch given {
	case reachesAPI:
		b.declared.Open = cmp.Or(b.declared.Open, o.why)
	case reachesFunction:
		b.declared.Permissions = append(b.declared.Permissions, &model.Permission{
			Address:  o.address,
			Range:    header(o.block),
			Exists:   model.Maybe(header(o.block), o.why),
			Function: model.Unknown[string](header(o.block), o.why),
		})
	}
}

// noteGateway tells of a module that is about API Gateway by its name and is not analysed.
func (b *builder) noteGateway(o *outside) {
	attribute := o.block.Body.Attributes["source"]
	if attribute == nil {
		return
	}
	if from := o.scope.eval(attribute.Expr); from.Kind == tree.String && isGateway(from.Text) {
		b.unit.keep(source.Problem{
			Range:   rangeOf(attribute.Expr.Range()),
			Message: o.why + ": what it declares is not analysed (terraform init puts a copy into .terraform, which is read)",
			Note:    true,
		})
	}
}

// A reach is what somebody can change who is given a value.
type reach int

const (
	reachesNothing reach = iota
	reachesFunction
	reachesAPI
)

// isOpaque reports whether nobody can tell what went into a part of a value.
func (u *unit) isOpaque(n *tree.Node) bool {
	if n == nil || u.objects[n] != nil {
		return false
	}
	if !u.enter() {
		return true
	}
	defer u.leave()
	if n.IsKnown() && n.Open != "" || n.Kind == tree.Unknown && len(n.Parts) == 0 && len(n.OneOf) == 0 {
		return u.encoded[n] == nil || u.isOpaque(u.encoded[n])
	}
	for _, part := range n.Parts {
		if part.Hole != nil && part.Hole.Kind == model.HoleOther {
			return true
		}
	}
	for _, field := range n.Fields {
		if u.isOpaque(field.Value) {
			return true
		}
	}
	return slices.ContainsFunc(slices.Concat(n.Items, n.OneOf), u.isOpaque)
}

// reachOfReferences is the reach of the references in an expression, whatever it makes of them.
func reachOfReferences(expr hclsyntax.Expression) reach {
	var widest reach
	for _, traversal := range expr.Variables() {
		widest = max(widest, reachOfTraversal(traversal))
	}
	return widest
}

func reachOfTraversal(t hcl.Traversal) reach {
	names := attributeNames(t)
	switch kind := names[0]; {
	case strings.HasPrefix(kind, "aws_lambda_function"), strings.HasPrefix(kind, "aws_lambda_alias"):
		return reachesFunction
	case !isOurs(kind):
		return reachesNothing
	}
	for _, id := range []string{"id", "root_resource_id", "rest_api_id", "api_id"} {
		if slices.Contains(names, id) {
			return reachesAPI
		}
	}
	if len(names) == 2 { // the resource as a whole
		return reachesAPI
	}
	return reachesFunction
}

// attributeNames are the names in a traversal, without indices and without "data".
func attributeNames(t hcl.Traversal) []string {
	names := []string{t.RootName()}
	for _, step := range t[1:] {
		if attribute, ok := step.(hcl.TraverseAttr); ok {
			names = append(names, attribute.Name)
		}
	}
	if names[0] == "data" && len(names) > 1 {
		names = names[1:]
	}
	return names
}

// reachOf is the reach of a value: that of the ids and ARNs in it.
func (u *unit) reachOf(n *tree.Node) reach {
	if n == nil || !u.enter() {
		return reachesNothing
	}
	defer u.leave()
	widest := reachOfText(n.Parts)
	if r, ok := u.objects[n].(*resource); ok {
		widest = max(widest, reachOfTraversal(hcl.Traversal{hcl.TraverseRoot{Name: strings.TrimPrefix(r.kind, "data.")}, hcl.TraverseAttr{}}))
	}
	for _, field := range n.Fields {
		widest = max(widest, u.reachOf(field.Value))
	}
	for _, item := range slices.Concat(n.Items, n.OneOf) {
		widest = max(widest, u.reachOf(item))
	}
	if encoded := u.encoded[n]; encoded != nil {
		widest = max(widest, u.reachOf(encoded))
	}
	return widest
}

// reachOfText tells an id, which stands alone, from an ARN or an address around it.
func reachOfText(parts []model.Part) reach {
	var widest reach
	for _, part := range parts {
		switch {
		case part.Hole == nil:
		case part.Hole.Kind == model.HoleAPI || part.Hole.Kind == model.HoleResource:
			widest = max(widest, reachesFunction)
			if len(parts) == 1 {
				return reachesAPI
			}
		case part.Hole.Kind == model.HoleFunction || part.Hole.Kind == model.HoleAuthorizer:
			widest = max(widest, reachesFunction)
		}
	}
	return widest
}
