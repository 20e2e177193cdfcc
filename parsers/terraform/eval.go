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

// A scope is where an expression is evaluated: in a module, under names that are
// bound around it (each, count, the iterators of for expressions and dynamic blocks).
type scope struct {
	module *module
	names  *binding
	sealed bool // a template file sees the names that it is given, and nothing of the module
}

// A binding is a name with its value, before those further out.
type binding struct {
	name  any // a string, or the *hclsyntax.AnonSymbolExpr of a splat
	value *tree.Node
	outer *binding
}

func (s scope) bind(name any, value *tree.Node) scope {
	if name != "" {
		s.names = &binding{name, value, s.names}
	}
	return s
}

func (s scope) bound(name any) (*tree.Node, bool) {
	for b := s.names; b != nil; b = b.outer {
		if b.name == name {
			return b.value, true
		}
	}
	return nil, false
}

func (s scope) unit() *unit { return s.module.unit }

// eval is the value of an expression. It is never nil.
func (s scope) eval(expr hclsyntax.Expression) *tree.Node {
	at := rangeOf(expr.Range())
	u := s.unit()
	if !u.enter() {
		u.doubts++
		return tree.NewUnknown(at, tooLarge)
	}
	defer u.leave()
	switch e := expr.(type) {
	case *hclsyntax.LiteralValueExpr:
		return u.fromCty(e.Val, at)
	case *hclsyntax.TemplateExpr:
		return s.template(e.Parts, at)
	case *hclsyntax.TemplateWrapExpr:
		return s.eval(e.Wrapped)
	case *hclsyntax.TemplateJoinExpr:
		return u.joinAll(s.eval(e.Tuple), at)
	case *hclsyntax.ParenthesesExpr:
		return s.eval(e.Expression)
	case *hclsyntax.ScopeTraversalExpr:
		return s.traverse(e.Traversal, at)
	case *hclsyntax.RelativeTraversalExpr:
		return s.steps(s.eval(e.Source), e.Traversal, at)
	case *hclsyntax.IndexExpr:
		return u.index(s.eval(e.Collection), s.eval(e.Key), at)
	case *hclsyntax.FunctionCallExpr:
		return s.call(e, at)
	default:
		return s.evalStructure(expr, at)
	}
}

// evalStructure is eval for what builds, walks and combines values.
func (s scope) evalStructure(expr hclsyntax.Expression, at source.Range) *tree.Node {
	switch e := expr.(type) {
	case *hclsyntax.ObjectConsExpr:
		return s.object(e, at)
	case *hclsyntax.ObjectConsKeyExpr:
		return s.key(e, at)
	case *hclsyntax.TupleConsExpr:
		return s.tuple(e, at)
	case *hclsyntax.ForExpr:
		return s.forEach(e, at)
	case *hclsyntax.SplatExpr:
		return s.splat(e, at)
	case *hclsyntax.AnonSymbolExpr:
		if value, ok := s.bound(e); ok {
			return value
		}
	case *hclsyntax.ConditionalExpr:
		return s.conditional(e, at)
	case *hclsyntax.BinaryOpExpr:
		return s.binary(e, at)
	case *hclsyntax.UnaryOpExpr:
		return s.unit().operate(e.Op.Impl, at, s.eval(e.Val))
	}
	return tree.NewUnknown(at, "the expression cannot be read")
}

// A segment is one piece of a text, and where it comes from.
type segment struct {
	parts   []model.Part
	value   *tree.Node // of an interpolation that is not known
	at      source.Range
	from    source.Range // where the value of an interpolation is written
	literal bool         // written as such: its bytes are those of the file, but for escapes and indentation
	quoted  bool         // between quotes, where backslashes escape
}

// template joins the pieces of a quoted text, a heredoc or a template file.
func (s scope) template(parts []hclsyntax.Expression, at source.Range) *tree.Node {
	u := s.unit()
	segments := make([]segment, 0, len(parts))
	var values []*tree.Node
	var all []model.Part
	file := u.files[at.File]
	quoted, why := file != nil && isEscaped(file, at), ""
	for _, part := range parts {
		value := s.eval(part)
		values = append(values, value)
		pieces := u.textParts(value)
		if pieces == nil {
			return u.fail(at, "a %s cannot be part of a text", value.KindName())
		}
		_, literal := part.(*hclsyntax.LiteralValueExpr)
		piece := segment{parts: pieces, at: rangeOf(part.Range()), from: value.Range, literal: literal, quoted: quoted}
		why = cmp.Or(why, tree.Why(value))
		segments, all = append(segments, u.segmentsOf(value, piece)...), append(all, pieces...)
	}
	text := u.text(at, why, all)
	u.noteTemplate(text, segments)
	if !text.IsKnown() {
		text.OneOf = u.possibleTexts(values, why, at)
	}
	return text
}

// possibleTexts are what texts that are one of several values come to when they are put
// together; nil where none of them is, or where there are too many.
func (u *unit) possibleTexts(values []*tree.Node, why string, at source.Range) []*tree.Node {
	combinations := [][]model.Part{nil}
	for _, value := range values {
		possible := value.OneOf
		if len(possible) == 0 {
			possible = []*tree.Node{value}
		}
		var longer [][]model.Part
		for _, begun := range combinations {
			for _, one := range possible {
				pieces := u.textParts(one)
				if pieces == nil || len(longer) == maxPossibilities {
					return nil
				}
				longer = append(longer, append(slices.Clone(begun), pieces...))
			}
		}
		combinations = longer
	}
	if len(combinations) < 2 {
		return nil
	}
	texts := make([]*tree.Node, 0, len(combinations))
	for _, parts := range combinations {
		texts = append(texts, u.text(at, why, parts))
	}
	return texts
}

// segmentsOf are the pieces that a value itself was put together from (in a loop or a
// condition of a template, in a file), else the value as the one piece that it is.
func (u *unit) segmentsOf(value *tree.Node, whole segment) []segment {
	if inside := u.templates[value]; inside != nil {
		return inside
	}
	if !value.IsKnown() {
		whole.value = value
	}
	return []segment{whole}
}

// text puts the pieces of a text together, unless it is too long.
func (u *unit) text(at source.Range, why string, parts []model.Part) *tree.Node {
	length := 0
	for _, part := range parts {
		length += len(part.Literal)
	}
	if length > maxTextLength || !u.spend(length/64+len(parts)) {
		return tree.NewUnknown(at, tooLarge)
	}
	var joined []model.Part
	var literal strings.Builder
	for _, part := range parts {
		if part.Hole == nil {
			literal.WriteString(part.Literal)
			continue
		}
		joined = append(joined, model.Literal(literal.String()), part)
		literal.Reset()
	}
	return tree.NewText(at, why, append(joined, model.Literal(literal.String()))...)
}

// noteTemplate keeps the pieces of a text that may be a document.
func (u *unit) noteTemplate(text *tree.Node, segments []segment) {
	for _, segment := range segments {
		for _, part := range segment.parts {
			if strings.ContainsAny(part.Literal, "\n{[") {
				u.templates[text] = segments
				return
			}
		}
	}
}

// textParts are the pieces of a value as a text; nil when it can never be one.
func (u *unit) textParts(n *tree.Node) []model.Part {
	switch {
	case n.IsScalar():
		return []model.Part{model.Literal(n.Text)}
	case n.IsKnown(), n == nil:
		return nil
	case len(n.Parts) > 0:
		return n.Parts
	default:
		return []model.Part{model.HoleOf(model.HoleOther, u.writtenAt(n))}
	}
}

// writtenAt is how an expression is written, if that is short.
func (u *unit) writtenAt(n *tree.Node) string {
	const short = 80
	if file := u.files[n.Range.File]; file != nil && n.Range.End-n.Range.Start <= short {
		return strings.Join(strings.Fields(codeIn(file, n.Range)), " ")
	}
	return n.Why
}

// joinTexts puts texts together, with another between them.
func (u *unit) joinTexts(items []*tree.Node, separator *tree.Node, at source.Range) *tree.Node {
	var all []model.Part
	var segments []segment
	why := tree.Why(separator)
	for i, item := range items {
		if i > 0 && separator != nil {
			between := u.textParts(separator)
			all, segments = append(all, between...), append(segments, segment{parts: between, at: separator.Range})
		}
		pieces := u.textParts(item)
		if pieces == nil {
			return u.fail(at, "a %s cannot be part of a text", item.KindName())
		}
		if !u.spend(1 + len(pieces)) {
			return tree.NewUnknown(at, tooLarge)
		}
		why = cmp.Or(why, tree.Why(item))
		all = append(all, pieces...)
		segments = append(segments, u.segmentsOf(item, segment{parts: pieces, at: item.Range, from: item.Range})...)
	}
	text := u.text(at, why, all)
	u.noteTemplate(text, segments)
	return text
}

// joinAll puts the rounds of a %{ for } together, if it is known how many there are.
func (u *unit) joinAll(rounds *tree.Node, at source.Range) *tree.Node {
	if why := tree.Why(rounds); why != "" {
		u.doubts++
		return tree.NewUnknown(at, why)
	}
	return u.joinTexts(rounds.Elements(), nil, at)
}

// object evaluates { key = value }. A key that is not known leaves the object open.
func (s scope) object(e *hclsyntax.ObjectConsExpr, at source.Range) *tree.Node {
	object := &tree.Node{Kind: tree.Mapping, Range: at, Fields: make([]tree.Field, 0, len(e.Items))}
	for _, item := range e.Items {
		key, value := s.eval(item.KeyExpr), s.eval(item.ValueExpr)
		s.unit().put(object, key, value)
	}
	return object
}

// put adds a field; one whose key is not known makes the mapping open.
func (u *unit) put(object, key, value *tree.Node) {
	if !key.IsScalar() {
		object.Open = "depends on a key: " + tree.Why(key)
		if key.IsKnown() {
			u.fail(key.Range, "%s cannot be a key", key.KindName())
		}
		return
	}
	object.Fields = append(object.Fields, tree.Field{Key: key.Text, KeyRange: key.Range, Value: u.named(value, key.Range)})
}

// named gives a value the key that it stands under. A value that others share is
// copied, but for those that more is known of than their fields say.
func (u *unit) named(value *tree.Node, key source.Range) *tree.Node {
	if value.Name == key || u.objects[value] != nil || u.encoded[value] != nil || u.templates[value] != nil {
		return value
	}
	named := *value
	named.Name = key
	return &named
}

// key evaluates the key of an object: a bare word stands for itself.
func (s scope) key(e *hclsyntax.ObjectConsKeyExpr, at source.Range) *tree.Node {
	if word := hcl.ExprAsKeyword(e.Wrapped); word != "" && !e.ForceNonLiteral {
		return &tree.Node{Kind: tree.String, Text: word, Range: at}
	}
	return s.eval(e.Wrapped)
}

func (s scope) tuple(e *hclsyntax.TupleConsExpr, at source.Range) *tree.Node {
	tuple := &tree.Node{Kind: tree.Sequence, Range: at, Items: make([]*tree.Node, 0, len(e.Exprs))}
	for _, item := range e.Exprs {
		tuple.Items = append(tuple.Items, s.eval(item))
	}
	return tuple
}
