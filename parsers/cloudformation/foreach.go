package cloudformation

import (
	"regexp"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/tree"
)

// forEachPrefix begins the key of a loop; a name of its own follows.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
const forEachPrefix = "Fn::ForEach::"

// maxLoops bounds loops inside of loops; CloudFormation allows five.
const maxLoops = 5

// expanded are the fields of a mapping with those that its loops make in their place.
// open says why there may be more of them.
func (t *template) expanded(fields []tree.Field, depth int) (all []tree.Field, open string) {
	if !slices.ContainsFunc(fields, func(f tree.Field) bool { return strings.HasPrefix(f.Key, forEachPrefix) }) {
		return fields, ""
	}
	for _, field := range fields {
		if !strings.HasPrefix(field.Key, forEachPrefix) {
			all = append(all, field)
			continue
		}
		made, why := t.forEach(field, depth)
		all = append(all, made...)
		if why != "" {
			open = why
		}
	}
	return all, open
}

// forEach runs one loop: its variable, the values, and a mapping that is repeated.
func (t *template) forEach(loop tree.Field, depth int) (made []tree.Field, open string) {
	parts := loop.Value.Elements()
	if len(parts) != 3 || !parts[0].IsScalar() || parts[2].Kind != tree.Mapping || isOther(parts[1], tree.Sequence) && !isIntrinsic(parts[1]) {
		return nil, t.malformed("ForEach", loop.KeyRange).Why
	}
	values := t.resolve(parts[1])
	unknown := func(n *tree.Node) bool { return !n.IsScalar() }
	if depth >= maxLoops || !values.IsKnown() || values.Kind != tree.Sequence || values.Open != "" || slices.ContainsFunc(values.Items, unknown) {
		return nil, loop.Key + " may make more entries"
	}
	for _, value := range values.Items {
		turn := turn{t, parts[0].Text, value.Text}
		for _, field := range parts[2].Fields {
			field.Key, field.Value = turn.text(field.Key), turn.node(field.Value)
			made = append(made, field)
		}
		if t.shared.limited {
			return nil, tooMuch
		}
	}
	return t.expanded(made, depth+1)
}

// A turn of a loop puts a value in the place of its variable.
type turn struct {
	t               *template
	variable, value string
}

// notInIDs are the characters that &{variable} leaves out: logical ids do not have them.
var notInIDs = regexp.MustCompile(`[^0-9A-Za-z]`)

// text replaces the variable in a text.
func (r turn) text(text string) string {
	text = strings.ReplaceAll(text, "${"+r.variable+"}", r.value)
	return strings.ReplaceAll(text, "&{"+r.variable+"}", notInIDs.ReplaceAllString(r.value, ""))
}

// node copies a value with the variable replaced.
func (r turn) node(n *tree.Node) *tree.Node {
	if n == nil || !r.t.spend(64+len(n.Text)) {
		return r.t.exceededOr(n)
	}
	if name, argument, ok := intrinsic(n); ok && name == "Ref" && textOf(argument) == r.variable {
		return &tree.Node{Kind: tree.String, Text: r.value, Range: n.Range, Name: n.Name}
	}
	copied := *n
	copied.Text = r.text(n.Text)
	copied.Fields, copied.Items = slices.Clone(n.Fields), slices.Clone(n.Items)
	for i, field := range copied.Fields {
		copied.Fields[i].Key, copied.Fields[i].Value = r.text(field.Key), r.node(field.Value)
	}
	for i, item := range copied.Items {
		copied.Items[i] = r.node(item)
	}
	return &copied
}

// exceededOr reports the limit, unless there is nothing to copy.
func (t *template) exceededOr(n *tree.Node) *tree.Node {
	if n == nil {
		return nil
	}
	return t.exceeded(n.Range, tooMuch)
}
