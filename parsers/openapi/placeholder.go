package openapi

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// placeholderForm finds what a later step fills in: ${name} of CloudFormation,
// Terraform and stage variables, {{name}} of template engines, #{name} of build tools.
var placeholderForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\$\{[^{}]*\}|\{\{[^{}]*\}\}|#\{[^{}]*\}`)
})

// settled returns a document that stands alone with all that is yet to be processed
// made unknown: intrinsic functions of CloudFormation, as tags or as mappings, and
// placeholders in texts. What needs no change is shared with the original.
func settled(n *tree.Node) *tree.Node {
	switch {
	case strings.HasPrefix(n.Tag, "!"):
		return intrinsic(n, "!"+strings.TrimPrefix(n.Tag, "!"), n)
	case n.Kind == tree.String:
		return settledText(n)
	case n.Kind == tree.Mapping:
		return settledMapping(n)
	case n.Kind == tree.Sequence:
		return settledList(n)
	default:
		return n
	}
}

func settledText(n *tree.Node) *tree.Node {
	if !strings.ContainsRune(n.Text, '{') {
		return n
	}
	text := textOf(n.Text, n.Range)
	if text.State == model.StateWritten {
		return n
	}
	return &tree.Node{Range: n.Range, Name: n.Name, Why: text.Why, Parts: text.Parts}
}

func settledMapping(n *tree.Node) *tree.Node {
	if len(n.Fields) == 1 && isIntrinsic(n.Fields[0]) {
		return intrinsic(n, n.Fields[0].Key, n.Fields[0].Value)
	}
	var copied *tree.Node // once something changes
	for i, field := range n.Fields {
		value, added := field.Value, isIntrinsic(field)
		if !added {
			value = settled(field.Value)
		}
		if copied == nil && (added || value != field.Value) {
			copied = &tree.Node{}
			*copied = *n
			copied.Fields = slices.Clone(n.Fields[:i])
		}
		switch {
		case added:
			copied.Open = field.Key + " may add to it"
		case copied != nil:
			field.Value = value
			copied.Fields = append(copied.Fields, field)
		}
	}
	if copied == nil {
		return n
	}
	return copied
}

func settledList(n *tree.Node) *tree.Node {
	var copied *tree.Node // once something changes
	for i, item := range n.Items {
		value := settled(item)
		if copied == nil && value != item {
			copied = &tree.Node{}
			*copied = *n
			copied.Items = slices.Clone(n.Items)
		}
		if copied != nil {
			copied.Items[i] = value
		}
	}
	if copied == nil {
		return n
	}
	return copied
}

// callsFunctions reports whether a document is made for a template of CloudFormation:
// whether it calls an intrinsic function.
func callsFunctions(n *tree.Node) bool {
	return strings.HasPrefix(n.Tag, "!") ||
		slices.ContainsFunc(n.Fields, func(f tree.Field) bool { return isIntrinsic(f) || callsFunctions(f.Value) }) ||
		slices.ContainsFunc(n.Items, callsFunctions)
}

// isIntrinsic reports whether a field calls a function of CloudFormation.
func isIntrinsic(field tree.Field) bool {
	return strings.HasPrefix(field.Key, "Fn::") || field.Key == "Ref" && field.Value.IsScalar()
}

// intrinsic is what is known of a call: of a substitution its literal parts, of a
// reference its name, of others nothing.
func intrinsic(n *tree.Node, name string, argument *tree.Node) *tree.Node {
	why := "it is the result of " + name
	unknown := &tree.Node{Range: n.Range, Name: n.Name, Why: why}
	short := strings.TrimPrefix(strings.TrimPrefix(name, "!"), "Fn::")
	if argument.Kind == tree.Sequence && len(argument.Items) > 0 && short == "Sub" {
		argument = argument.Items[0]
	}
	switch {
	case argument.Kind != tree.String:
	case short == "Sub":
		unknown.Parts = textOf(argument.Text, n.Range).Parts
		if unknown.Parts == nil {
			return &tree.Node{Kind: tree.String, Text: argument.Text, Range: n.Range, Name: n.Name}
		}
	case short == "Ref", short == "GetAtt":
		unknown.Parts = []model.Part{{Hole: holeOf(argument.Text)}}
	}
	return unknown
}

// textOf is a text with its placeholders as holes.
func textOf(text string, at source.Range) model.Text {
	switch {
	case !strings.ContainsRune(text, '{'):
		return model.Written(text, at)
	case strings.Contains(text, "%{") || strings.Contains(text, "{%"):
		return model.Unknown[string](at, "it has a directive of a template")
	}
	var parts []model.Part
	end := 0
	for _, found := range placeholderForm().FindAllStringIndex(text, -1) {
		parts = append(parts, model.Literal(text[end:found[0]]))
		end = found[1]
		parts = append(parts, placeholder(text[found[0]:found[1]]))
	}
	return model.TextOf(at, "it has a placeholder", append(parts, model.Literal(text[end:]))...)
}

// placeholder is a hole, or the literal that ${!name} stands for.
func placeholder(text string) model.Part {
	name := strings.TrimSpace(strings.Trim(text, "$#{}"))
	if escaped, ok := strings.CutPrefix(name, "!"); ok {
		return model.Literal("${" + escaped + "}")
	}
	return model.Part{Hole: holeOf(name)}
}

// holeOf tells what a name of CloudFormation or Terraform stands for.
func holeOf(name string) *model.Hole {
	switch name {
	case "AWS::Region":
		return &model.Hole{Kind: model.HoleRegion}
	case "AWS::AccountId":
		return &model.Hole{Kind: model.HoleAccount}
	case "AWS::Partition":
		return &model.Hole{Kind: model.HolePartition}
	}
	if of, attribute, found := strings.Cut(name, "."); found && !strings.ContainsAny(name, " ()[]") {
		return &model.Hole{Kind: model.HoleAttribute, Of: of, Attribute: attribute}
	}
	return &model.Hole{Kind: model.HoleOther, Of: name}
}
