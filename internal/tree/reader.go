package tree

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
)

// A Reader turns nodes into values of the model. What is not of the type that an
// attribute has is the author's mistake, kept in Problems; its value is unknown.
type Reader struct {
	Problems []source.Problem
}

// Text reads a field as a string. Numbers and truth values are strings too, as in
// CloudFormation, Terraform and API Gateway's own import.
func (r *Reader) Text(of *Node, key string) model.Text { return r.TextOf(of.Get(key), of.Place()) }

// TextOf is Text for a node at hand; owner is the place that lacks it where it is absent.
func (r *Reader) TextOf(n *Node, owner source.Range) model.Text {
	return valueOf(r, n, owner, "a text", func(n *Node) (string, bool) { return n.Text, n.IsScalar() })
}

// Int reads a field as a whole number.
func (r *Reader) Int(of *Node, key string) model.Value[int] {
	value := valueOf(r, of.Get(key), of.Place(), "a whole number", func(n *Node) (int, bool) {
		number, err := strconv.Atoi(strings.TrimSpace(n.Text))
		return number, n.IsScalar() && err == nil
	})
	for i, possible := range value.OneOf {
		bound := float64(possible)
		if i == 0 || bound < *value.Min {
			value.Min = &bound
		}
		if i == 0 || bound > *value.Max {
			value.Max = &bound
		}
	}
	return value
}

// Bool reads a field as a truth value.
func (r *Reader) Bool(of *Node, key string) model.Value[bool] {
	return valueOf(r, of.Get(key), of.Place(), "true or false", func(n *Node) (bool, bool) {
		truth, err := strconv.ParseBool(strings.ToLower(n.Text))
		return truth, n.IsScalar() && err == nil
	})
}

// Texts reads a field as a list of strings; a single string is a list of one.
func (r *Reader) Texts(of *Node, key string) model.Value[[]model.Text] {
	return r.TextsOf(of.Get(key), of.Place())
}

// TextsOf is Texts for a node at hand.
func (r *Reader) TextsOf(n *Node, owner source.Range) model.Value[[]model.Text] {
	switch {
	case n.IsAbsent():
		return model.Unset[[]model.Text](owner)
	case n.Kind == Unknown && len(n.Parts) == 0, n.Open != "":
		return model.Unknown[[]model.Text](n.Range, Why(n))
	case n.Kind == Mapping:
		r.Wrong(n, "a list of texts")
		return model.Unknown[[]model.Text](n.Range, "it is a mapping, not a list of texts")
	}
	elements := n.Elements()
	if n.Kind == Unknown {
		elements = []*Node{n} // one text, known in parts
	}
	texts := make([]model.Text, 0, len(elements))
	for _, element := range elements {
		texts = append(texts, r.TextOf(element, n.Range))
	}
	return model.Written(texts, n.Range)
}

// Pairs reads a mapping from names to texts; trim is cut off the beginning of names.
func (r *Reader) Pairs(n *Node, trim string) model.List[*model.Pair] {
	list := model.Complete[*model.Pair]()
	if why := Why(n); why != "" {
		list.Open(why)
	}
	if n == nil {
		return list
	}
	if n.IsKnown() && n.Kind != Mapping && n.Kind != Null {
		r.Wrong(n, "a mapping")
		list.Open("it is not a mapping")
	}
	for _, field := range n.Fields {
		list.Items = append(list.Items, &model.Pair{
			Name:  strings.TrimPrefix(field.Key, trim),
			Range: field.KeyRange,
			Value: r.TextOf(field.Value, field.KeyRange),
		})
	}
	return list
}

// headerPrefix is what the parameters of a gateway response begin with that set headers.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
const headerPrefix = "gatewayresponse.header."

// Headers reads the response parameters of a gateway response: those that set headers,
// by the headers' names.
func (r *Reader) Headers(n *Node) model.List[*model.Pair] {
	if n != nil && n.Kind == Mapping {
		headers := *n
		headers.Fields = slices.DeleteFunc(slices.Clone(n.Fields), func(f Field) bool { return !strings.HasPrefix(f.Key, headerPrefix) })
		n = &headers
	}
	return r.Pairs(n, headerPrefix)
}

// Wrong keeps a mistake of type.
func (r *Reader) Wrong(n *Node, want string) {
	r.Problems = append(r.Problems, source.Problem{
		Range:   n.Range,
		Message: fmt.Sprintf("expected %s, found %s", want, n.describe()),
	})
}

// describe quotes a scalar and names the kind of the rest.
func (n *Node) describe() string {
	if n.IsScalar() && len(n.Text) <= 40 {
		return strconv.Quote(n.Text)
	}
	return n.KindName()
}

// valueOf reads one node as a T.
func valueOf[T any](r *Reader, n *Node, owner source.Range, want string, read func(*Node) (T, bool)) model.Value[T] {
	switch {
	case n.IsAbsent():
		return model.Unset[T](owner)
	case n.Kind == Unknown:
		value := model.Unknown[T](n.Range, Why(n))
		value.Parts = n.Parts
		for _, possible := range n.OneOf {
			got, ok := read(possible)
			if !ok {
				value.OneOf = nil // one of them is unknown, or absent: anything may be
				break
			}
			value.OneOf = append(value.OneOf, got)
		}
		return value
	}
	got, ok := read(n)
	if !ok {
		r.Wrong(n, want)
		return model.Unknown[T](n.Range, "it is not "+want)
	}
	return model.Written(got, n.Range)
}
