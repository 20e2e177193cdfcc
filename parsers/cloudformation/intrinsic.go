package cloudformation

import (
	"slices"
	"strconv"
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// call evaluates one intrinsic function; at is the whole call.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
func (t *template) call(name string, argument, at *tree.Node) *tree.Node {
	switch name {
	case "Ref":
		if !argument.IsScalar() || argument.Text == "" {
			return t.malformed("Ref", at.Range)
		}
		return t.ref(argument.Text, at.Range)
	case "GetAtt":
		return t.getAtt(argument, at.Range)
	case "Sub":
		return t.sub(argument, at.Range)
	case "Join":
		return t.join(argument, at.Range)
	case "Split":
		return t.split(argument, at.Range)
	case "Select":
		return t.choose(argument, at.Range)
	case "If":
		return t.branch(argument, at.Range)
	case "FindInMap":
		return t.findInMap(argument, at.Range)
	case "Length":
		return t.length(argument, at.Range)
	case "Transform":
		return t.transform(argument, at.Range)
	case "Equals", "And", "Or", "Not", "Condition":
		return t.answer(at)
	case "ImportValue":
		if !argument.IsKnown() || argument.Kind == tree.Sequence {
			return t.malformed("ImportValue", at.Range)
		}
		return t.text(at.Range, model.HoleOf(model.HoleOther, "Fn::ImportValue "+model.Show(t.partsIn(argument))))
	case "ToJsonString":
		return t.toJSON(argument, at)
	case "Base64", "GetStackOutput":
		return t.text(at.Range, model.HoleOf(model.HoleOther, "Fn::"+name))
	default: // Cidr, GetAZs, and what is newer than this list
		return tree.NewUnknown(at.Range, "Fn::"+name+" is only known when the template is deployed")
	}
}

// partsIn are the pieces of an argument; a hole where it is no text.
func (t *template) partsIn(argument *tree.Node) []model.Part {
	parts, ok := partsOf(t.resolve(argument))
	if !ok {
		return []model.Part{model.HoleOf(model.HoleOther, "")}
	}
	return parts
}

// answer is the value of a condition function.
func (t *template) answer(at *tree.Node) *tree.Node {
	if name, argument, _ := intrinsic(at); !conditionArguments(name, argument) {
		return t.malformed(name, at.Range)
	}
	switch t.holds(at) {
	case yes:
		return &tree.Node{Kind: tree.Bool, Text: "true", Range: at.Range}
	case no:
		return &tree.Node{Kind: tree.Bool, Text: "false", Range: at.Range}
	default:
		return tree.NewUnknown(at.Range, "the condition depends on what is known when the template is deployed")
	}
}

// conditionArguments reports whether a condition function has as many arguments as it takes.
func conditionArguments(name string, argument *tree.Node) bool {
	switch count := len(argument.Elements()); name {
	case "Not", "Condition":
		return count == 1
	case "Equals":
		return count == 2
	default:
		return 2 <= count && count <= 10
	}
}

// join puts the items of a list together.
func (t *template) join(argument *tree.Node, at source.Range) *tree.Node {
	if len(argument.Elements()) != 2 {
		return t.malformed("Join", at)
	}
	delimiter, list := t.resolve(argument.Items[0]), t.resolve(argument.Items[1])
	if isOther(list, tree.Sequence) {
		return t.malformed("Join", at)
	}
	if !delimiter.IsScalar() || !list.IsKnown() || list.Open != "" {
		return t.text(at, model.HoleOf(model.HoleOther, "Fn::Join"))
	}
	var parts []model.Part
	for i, item := range list.Elements() {
		if i > 0 {
			parts = append(parts, model.Literal(delimiter.Text))
		}
		pieces, ok := partsOf(item)
		if !ok {
			return t.malformed("Join", at)
		}
		parts = append(parts, pieces...)
	}
	return t.text(at, parts...)
}

// split cuts a text at a delimiter. Where the text has holes they must be known not
// to hold the delimiter.
func (t *template) split(argument *tree.Node, at source.Range) *tree.Node {
	if len(argument.Elements()) != 2 {
		return t.malformed("Split", at)
	}
	delimiter := t.resolve(argument.Items[0])
	parts, ok := partsOf(t.resolve(argument.Items[1]))
	if !ok || isOther(delimiter, tree.String) {
		return t.malformed("Split", at)
	}
	if textOf(delimiter) == "" || !splits(parts, delimiter.Text) {
		return tree.NewUnknown(at, "it is cut out of a text that is not known")
	}
	list := &tree.Node{Kind: tree.Sequence, Range: at}
	for _, piece := range model.CutParts(parts, delimiter.Text) {
		list.Items = append(list.Items, t.text(at, piece...))
	}
	return list
}

// splits reports whether no hole can hold the delimiter: ids and names have none of
// these characters.
func splits(parts []model.Part, delimiter string) bool {
	plain := []model.HoleKind{
		model.HolePartition, model.HoleRegion, model.HoleAccount, model.HoleAPI,
		model.HoleAuthorizer, model.HoleResource, model.HoleStage, model.HoleFunction,
	}
	for _, part := range parts {
		if part.Hole != nil && (!slices.Contains(plain, part.Hole.Kind) || !strings.ContainsAny(delimiter, ":/,")) {
			return false
		}
	}
	return true
}

// choose is Fn::Select.
func (t *template) choose(argument *tree.Node, at source.Range) *tree.Node {
	if len(argument.Elements()) != 2 {
		return t.malformed("Select", at)
	}
	index, list := t.resolve(argument.Items[0]), t.resolve(argument.Items[1])
	number, err := strconv.Atoi(strings.TrimSpace(textOf(index)))
	if index.IsKnown() && err != nil || isOther(list, tree.Sequence) {
		return t.malformed("Select", at)
	}
	if err != nil || !list.IsKnown() || list.Open != "" || slices.ContainsFunc(list.Items, mayBeAbsent) {
		return t.text(at, model.HoleOf(model.HoleOther, "Fn::Select"))
	}
	if items := list.Elements(); number >= 0 && number < len(items) {
		return items[number]
	}
	return t.malformed("Select", at)
}

// mayBeAbsent reports whether a condition may take an item out of its list, which
// moves those behind it.
func mayBeAbsent(n *tree.Node) bool {
	return n.Kind == tree.Unknown && slices.ContainsFunc(n.OneOf, (*tree.Node).IsAbsent)
}

// branch is Fn::If. A condition that only the deployment decides leaves both.
func (t *template) branch(argument *tree.Node, at source.Range) *tree.Node {
	if len(argument.Elements()) != 3 || argument.Kind != tree.Sequence {
		return t.malformed("If", at)
	}
	name := textOf(t.resolve(argument.Items[0]))
	switch t.named(name) {
	case yes:
		return t.resolve(argument.Items[1])
	case no:
		return t.resolve(argument.Items[2])
	}
	left, right := t.resolve(argument.Items[1]), t.resolve(argument.Items[2])
	if left.IsScalar() && right.IsScalar() && left.Text == right.Text {
		return left
	}
	either := tree.NewUnknown(at, "the condition "+name+" decides between two values")
	for _, branch := range []*tree.Node{left, right} {
		either.OneOf = append(either.OneOf, possibilities(branch)...)
	}
	return either
}

// possibilities are what a branch can be, those of a choice within it one by one.
func possibilities(n *tree.Node) []*tree.Node {
	const most = 16
	switch {
	case n == nil:
		return []*tree.Node{{Kind: tree.Null}}
	case n.Kind == tree.Unknown && len(n.OneOf) > 0 && len(n.OneOf) <= most:
		return n.OneOf
	default:
		return []*tree.Node{n}
	}
}

// findInMap looks a value up in Mappings. An unknown key leaves the values of all keys.
func (t *template) findInMap(argument *tree.Node, at source.Range) *tree.Node {
	keys := argument.Elements()
	if len(keys) < 3 {
		return t.malformed("FindInMap", at)
	}
	mapping := t.entry(t.document.Get("Mappings"), textOf(t.resolve(keys[0])))
	first, second := t.resolve(keys[1]), t.resolve(keys[2])
	switch {
	case first.IsScalar() && second.IsScalar() && mapping.IsKnown():
		return t.mapped(t.entry(t.entry(mapping, first.Text), second.Text), keys, at)
	case second.IsScalar() && mapping.IsKnown():
		either := t.text(at, model.HoleOf(model.HoleOther, "Fn::FindInMap"))
		either.OneOf = t.underEach(mapping, second.Text)
		return either
	default:
		return t.text(at, model.HoleOf(model.HoleOther, "Fn::FindInMap"))
	}
}

// mapped is a value found in a map, or the default that is given with it.
func (t *template) mapped(found *tree.Node, keys []*tree.Node, at source.Range) *tree.Node {
	switch {
	case found == nil && len(keys) > 3:
		return t.resolve(keys[3].Get("DefaultValue"))
	case found == nil:
		return tree.NewUnknown(at, "the map has no such entry in view")
	case !t.spend(len(found.Text) + 64*len(found.Items)):
		return t.exceeded(at, tooMuch)
	}
	value := *found
	value.Range = at
	return &value
}

// underEach lists the values that a key has in each entry of a map; none where one
// of the entries lacks it.
func (t *template) underEach(mapping *tree.Node, key string) []*tree.Node {
	const most = 64
	if len(mapping.Fields) > most {
		return nil
	}
	var values []*tree.Node
	for _, field := range mapping.Fields {
		value := field.Value.Get(key)
		if value == nil || !t.spend(64) {
			return nil
		}
		values = append(values, value)
	}
	return values
}

// length is the number of items of a list.
func (t *template) length(argument *tree.Node, at source.Range) *tree.Node {
	list := t.resolve(argument)
	if isOther(list, tree.Sequence) {
		return t.malformed("Length", at)
	}
	if !list.IsKnown() || list.Open != "" || slices.ContainsFunc(list.Items, mayBeAbsent) {
		return t.text(at, model.HoleOf(model.HoleOther, "Fn::Length"))
	}
	return &tree.Node{Kind: tree.Number, Text: strconv.Itoa(len(list.Items)), Range: at}
}

// malformed reports a call whose arguments CloudFormation refuses.
func (t *template) malformed(name string, at source.Range) *tree.Node {
	if name != "Ref" && name != "Condition" {
		name = "Fn::" + name
	}
	t.problems = append(t.problems, source.Problem{Range: at, Message: name + " has arguments that CloudFormation refuses", Note: true})
	return tree.NewUnknown(at, "the arguments of "+name+" are wrong")
}
