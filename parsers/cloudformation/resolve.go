package cloudformation

import (
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// The bounds of what intrinsic functions can make: an untrusted template must not
// cost more than its size suggests.
const (
	maxDepth     = 200      // of nested values and references
	maxGenerated = 32 << 20 // bytes of text and list, all functions together
	maxParameter = 4096     // bytes of a parameter's value, CloudFormation's own limit
)

const tooMuch = "the functions of this template make more than 32 MiB of text; the rest is not read"

// A resolver replaces intrinsic functions by their values. It works on what is asked
// for, once for each node; a node that needs itself is unknown.
type resolver struct {
	done      map[*tree.Node]*tree.Node
	busy      map[*tree.Node]bool
	decided   map[string]truth
	documents map[string]*tree.Node // included files, by name
	indexed   map[*tree.Node]map[string]*tree.Node
	depth     int
	including bool
}

// resolve returns the node without intrinsics: what only a deployment settles is
// Unknown, with the reason. It is nil where AWS::NoValue takes the value away.
func (t *template) resolve(n *tree.Node) *tree.Node {
	if n == nil || n.Tag == "" && n.IsScalar() && !strings.Contains(n.Text, "{{resolve:") {
		return n
	}
	if result, ok := t.done[n]; ok {
		return result
	}
	if t.busy[n] {
		return tree.NewUnknown(n.Range, "it refers to itself")
	}
	if t.depth >= maxDepth {
		return t.exceeded(n.Range, "values are nested deeper than 200 levels; what lies deeper is not read")
	}
	t.busy[n] = true
	t.depth++
	result := t.evaluate(n)
	t.depth--
	delete(t.busy, n)
	t.done[n] = result
	return result
}

// evaluate resolves one node that is not yet resolved.
func (t *template) evaluate(n *tree.Node) *tree.Node {
	if name, argument, ok := intrinsic(n); ok {
		return under(n, t.call(name, argument, n))
	}
	switch n.Kind {
	case tree.Mapping:
		return t.mapping(n)
	case tree.Sequence:
		return t.sequence(n)
	case tree.String:
		return under(n, t.text(n.Range, model.Literal(n.Text)))
	default:
		return n
	}
}

// intrinsic takes a function apart: `!Sub x`, or a mapping whose only key is one.
func intrinsic(n *tree.Node) (name string, argument *tree.Node, ok bool) {
	if strings.HasPrefix(n.Tag, "!") {
		bare := *n
		bare.Tag = ""
		return n.Tag[1:], &bare, true
	}
	if n.Kind != tree.Mapping || len(n.Fields) != 1 {
		return "", nil, false
	}
	field := n.Fields[0]
	if field.Key == "Ref" && (field.Value.IsScalar() || field.Value != nil && field.Value.Tag != "") {
		return "Ref", field.Value, true
	}
	name, ok = strings.CutPrefix(field.Key, "Fn::")
	return name, field.Value, ok && !strings.HasPrefix(field.Key, forEachPrefix)
}

// isIntrinsic reports whether a node is a function and not plain data.
func isIntrinsic(n *tree.Node) bool {
	if n == nil {
		return false
	}
	_, _, ok := intrinsic(n)
	return ok
}

// under gives a value the name of the node that it replaces.
func under(n, result *tree.Node) *tree.Node {
	if result == nil || result.Name == n.Name {
		return result
	}
	named := *result
	named.Name = n.Name
	return &named
}

// mapping resolves the values of a mapping. Loops whose values are not known and macros
// add fields that are not in view; an included file adds its own.
func (t *template) mapping(n *tree.Node) *tree.Node {
	result := *n
	fields, open := t.expanded(n.Fields, 0)
	if open != "" {
		result.Open = open
	}
	result.Fields = make([]tree.Field, 0, len(fields))
	for _, field := range fields {
		if field.Key == "Fn::Transform" {
			t.merge(&result, t.transform(field.Value, field.KeyRange))
			continue
		}
		if value := t.resolve(field.Value); value != nil {
			result.Fields = append(result.Fields, tree.Field{Key: field.Key, KeyRange: field.KeyRange, Value: value})
		}
	}
	return &result
}

// merge adds the fields of what a transform made.
func (t *template) merge(into, made *tree.Node) {
	if made.IsKnown() && made.Kind == tree.Mapping {
		into.Fields = append(into.Fields, made.Fields...)
	}
	if why := tree.Why(made); why != "" {
		into.Open = why
	}
}

// sequence resolves the items of a sequence.
func (t *template) sequence(n *tree.Node) *tree.Node {
	result := *n
	result.Items = make([]*tree.Node, 0, len(n.Items))
	for _, item := range n.Items {
		if value := t.resolve(item); value != nil {
			result.Items = append(result.Items, value)
		}
	}
	return &result
}

// text makes a node of pieces of text. Dynamic references in them are holes.
func (t *template) text(at source.Range, parts ...model.Part) *tree.Node {
	var all []model.Part
	size := 0
	for _, part := range parts {
		size += len(part.Literal) + 64
		all = append(all, dynamic(part)...)
	}
	if !t.spend(size) {
		return t.exceeded(at, tooMuch)
	}
	return tree.NewText(at, whyOf(all), all...)
}

// dynamic splits {{resolve:…}} out of a literal.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
func dynamic(part model.Part) []model.Part {
	var parts []model.Part
	rest := part.Literal
	for part.Hole == nil {
		before, after, found := strings.Cut(rest, "{{resolve:")
		reference, tail, closed := strings.Cut(after, "}}")
		if !found || !closed {
			return append(parts, model.Literal(rest))
		}
		parts = append(parts, model.Literal(before), model.HoleOf(model.HoleOther, "{{resolve:"+reference+"}}"))
		rest = tail
	}
	return []model.Part{part}
}

// whyOf says what a text with holes waits for: the first of them.
func whyOf(parts []model.Part) string {
	for _, part := range parts {
		if part.Hole == nil {
			continue
		}
		if part.Hole.Kind == model.HoleVariable {
			return "it depends on the parameter " + part.Hole.Of
		}
		return "it depends on " + model.Show([]model.Part{part})
	}
	return ""
}

// partsOf are the pieces of a resolved node that is put into a text; ok is false
// where it cannot be part of one.
func partsOf(n *tree.Node) (parts []model.Part, ok bool) {
	switch {
	case n == nil:
		return nil, true
	case n.IsScalar():
		return []model.Part{model.Literal(n.Text)}, true
	case n.Kind == tree.Unknown && len(n.Parts) > 0:
		return n.Parts, true
	case n.Kind == tree.Unknown:
		return []model.Part{model.HoleOf(model.HoleOther, "")}, true
	default:
		return nil, false
	}
}

// textOf is the text of a known scalar, else empty.
func textOf(n *tree.Node) string {
	if !n.IsScalar() {
		return ""
	}
	return n.Text
}

// visit looks at a resolved node, at all that is in it, and at what it may be. What
// aliases share is seen once.
func visit(n *tree.Node, look func(*tree.Node)) {
	seen := map[*tree.Node]bool{}
	var walk func(*tree.Node)
	walk = func(n *tree.Node) {
		if n == nil || seen[n] {
			return
		}
		seen[n] = true
		look(n)
		for _, field := range n.Fields {
			walk(field.Value)
		}
		for _, inner := range slices.Concat(n.Items, n.OneOf) {
			walk(inner)
		}
	}
	walk(n)
}

// entry returns a value of a mapping that is looked into again and again, such as
// Parameters: templates made to be slow have many thousands of entries.
func (t *template) entry(mapping *tree.Node, key string) *tree.Node {
	if !mapping.IsKnown() {
		return mapping.Get(key)
	}
	index, ok := t.indexed[mapping]
	if !ok {
		fields, _ := t.expanded(mapping.Fields, 0)
		index = make(map[string]*tree.Node, len(fields))
		for _, field := range fields {
			index[field.Key] = field.Value
		}
		t.indexed[mapping] = index
	}
	if value, ok := index[key]; ok {
		return value
	}
	if mapping.Open != "" {
		return tree.NewUnknown(mapping.Place(), mapping.Open)
	}
	return nil
}

// spend takes from what functions may make.
func (t *template) spend(size int) bool {
	t.shared.generated += size
	return t.shared.generated <= maxGenerated
}

// exceeded reports a limit, once, and makes the value unknown.
func (t *template) exceeded(at source.Range, message string) *tree.Node {
	if !t.shared.limited {
		t.shared.limited = true
		t.problem(at, message)
	}
	return tree.NewUnknown(at, "a limit of authlint is reached")
}
