// Package model is what every parser produces and every rule reads: APIs, their
// methods and their authorizers, whatever language declared them.
//
// Its JSON form is what `authlint model` prints and what rules see as input; the
// field tags are therefore part of the language that rules are written in.
package model

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/source"
)

// A State says what is known of a value. The zero State is unknown, so an attribute
// that a parser forgets makes rules silent rather than wrong.
type State string

// The states. Only the first two come with a value.
const (
	StateWritten State = "written" // the file itself settles it
	StateDefault State = "default" // left out; the format or the service fills it in
	StateUnset   State = "unset"   // left out, and nothing fills it in
	StateUnknown State = ""        // only a deployment settles it
)

// MarshalText spells the zero State out.
func (s State) MarshalText() ([]byte, error) {
	if s == StateUnknown {
		return []byte("unknown"), nil
	}
	return []byte(s), nil
}

// UnmarshalText is the inverse of MarshalText.
func (s *State) UnmarshalText(text []byte) error {
	*s = State(text)
	if *s == "unknown" {
		*s = StateUnknown
	}
	return nil
}

// A Value is one attribute as its author left it. Make one with Written, Default,
// Unset or Unknown; the fields are exported for readers.
type Value[T any] struct {
	State State        `json:"state"`
	Value *T           `json:"value,omitempty"`
	Range source.Range `json:"range"`
	Why   string       `json:"why,omitempty"` // what an unknown value waits for

	// What is known of an unknown value: bounds of a number, the few values that it
	// can have, the pieces of a text.
	Min   *float64 `json:"min,omitempty"`
	Max   *float64 `json:"max,omitempty"`
	OneOf []T      `json:"oneOf,omitempty"`
	Parts []Part   `json:"parts,omitempty"`
}

// Written is a value the file itself settles.
func Written[T any](v T, at source.Range) Value[T] {
	return Value[T]{State: StateWritten, Value: &v, Range: at}
}

// Default is taken when nothing is written; at is the block that leaves it out.
func Default[T any](v T, at source.Range) Value[T] {
	return Value[T]{State: StateDefault, Value: &v, Range: at}
}

// Unset is a value left out that has no default; at is the block that lacks it.
func Unset[T any](at source.Range) Value[T] { return Value[T]{State: StateUnset, Range: at} }

// Unknown is a value that only a deployment settles; why tells people what it waits for.
func Unknown[T any](at source.Range, why string) Value[T] { return Value[T]{Range: at, Why: why} }

// Get returns the value, and whether there is one.
func (v Value[T]) Get() (T, bool) {
	if v.Value == nil {
		var zero T
		return zero, false
	}
	return *v.Value, true
}

// Or returns v, or the default that a format fills in where nothing is written.
func (v Value[T]) Or(value T) Value[T] {
	if v.State == StateUnset {
		return Default(value, v.Range)
	}
	return v
}

// A Text is a string that may be known in parts: `unknown`, with parts, when it
// mixes literals with what only a deployment fills in.
type Text = Value[string]

// A Part is a piece of a text: a literal, or a hole.
type Part struct {
	Literal string `json:"literal,omitempty"`
	Hole    *Hole  `json:"hole,omitempty"`
}

// A HoleKind says what fills a hole, as far as matching needs to know.
type HoleKind string

// What fills a hole. Of and Attribute of the Hole say which one.
const (
	HolePartition  HoleKind = "partition"  // aws, aws-cn, …
	HoleRegion     HoleKind = "region"     // eu-west-1
	HoleAccount    HoleKind = "account"    // twelve digits
	HoleAPI        HoleKind = "api"        // the id of the API at address Of
	HoleAuthorizer HoleKind = "authorizer" // the id of the authorizer at address Of
	HoleResource   HoleKind = "resource"   // the id of the path resource at address Of; of an API: its root resource
	HoleStage      HoleKind = "stage"      // the name of the stage at address Of
	HoleFunction   HoleKind = "function"   // the name of the Lambda function at address Of
	HoleAttribute  HoleKind = "attribute"  // attribute Attribute of the thing at address Of
	HoleVariable   HoleKind = "variable"   // a variable or parameter without a value
	HoleMissing    HoleKind = "missing"    // nothing: all is in view, and nothing has the name Of
	HoleOther      HoleKind = "other"      // anything else; Of is how it is written
)

// A Hole is a piece of text that only a deployment settles.
type Hole struct {
	Kind      HoleKind `json:"kind"`
	Of        string   `json:"of,omitempty"`
	Attribute string   `json:"attribute,omitempty"`
}

// Literal is a part that is known.
func Literal(text string) Part { return Part{Literal: text} }

// HoleOf is a part that something else fills in.
func HoleOf(kind HoleKind, of string) Part { return Part{Hole: &Hole{Kind: kind, Of: of}} }

// TextOf makes a text of its parts: written when all of them are literals.
func TextOf(at source.Range, why string, parts ...Part) Text {
	joined := JoinParts(parts)
	switch {
	case len(joined) == 0:
		return Written("", at)
	case len(joined) == 1 && joined[0].Hole == nil:
		return Written(joined[0].Literal, at)
	default:
		return Text{Range: at, Why: why, Parts: joined}
	}
}

// JoinParts merges neighbouring literals and drops empty ones.
func JoinParts(parts []Part) []Part {
	joined := make([]Part, 0, len(parts))
	for _, part := range parts {
		switch last := len(joined) - 1; {
		case part.Hole != nil:
			joined = append(joined, part)
		case part.Literal == "":
		case last >= 0 && joined[last].Hole == nil:
			joined[last].Literal += part.Literal
		default:
			joined = append(joined, part)
		}
	}
	return joined
}

// SameParts reports whether two texts are made of the same pieces.
func SameParts(a, b []Part) bool {
	return slices.EqualFunc(a, b, func(x, y Part) bool {
		if x.Hole == nil || y.Hole == nil {
			return x == y
		}
		return *x.Hole == *y.Hole
	})
}

// PartsOf returns the pieces of a text, known or not; nil when nothing is known of it.
func PartsOf(text Text) []Part {
	if value, ok := text.Get(); ok {
		return []Part{Literal(value)}
	}
	return text.Parts
}

// SoleHole returns the hole that is all of the text, if there is one of that kind.
func SoleHole(text Text, kind HoleKind) (Hole, bool) {
	if text.State != StateUnknown || len(text.Parts) != 1 || text.Parts[0].Hole == nil || text.Parts[0].Hole.Kind != kind {
		return Hole{}, false
	}
	return *text.Parts[0].Hole, true
}

// FindHole returns the first hole of that kind in the text.
func FindHole(text Text, kind HoleKind) (Hole, bool) {
	for _, part := range text.Parts {
		if part.Hole != nil && part.Hole.Kind == kind {
			return *part.Hole, true
		}
	}
	return Hole{}, false
}

// Show renders parts for people: literals as they are, holes as ${what fills them}.
func Show(parts []Part) string {
	var out strings.Builder
	for _, part := range parts {
		if part.Hole == nil {
			out.WriteString(part.Literal)
			continue
		}
		name := part.Hole.Of
		if name == "" {
			name = string(part.Hole.Kind)
		}
		if part.Hole.Attribute != "" {
			name += "." + part.Hole.Attribute
		}
		out.WriteString("${" + name + "}")
	}
	return out.String()
}

// A List is things of one kind, and whether all of them are in view. Absence is only
// a fact in a complete list. The zero List is empty and incomplete.
type List[T any] struct {
	Items    []T    `json:"items"`
	Complete bool   `json:"complete"`
	Why      string `json:"why,omitempty"` // what may hold more of them
}

// MarshalJSON writes a list without items as an empty array, so that rules can count.
func (l List[T]) MarshalJSON() ([]byte, error) {
	type plain List[T] // without this method
	if l.Items == nil {
		l.Items = []T{}
	}
	return json.Marshal(plain(l))
}

// An Array is all of some things. None of them is an empty array in JSON, never null.
type Array[T any] []T

// MarshalJSON writes nothing as an empty array, so that rules can count.
func (a Array[T]) MarshalJSON() ([]byte, error) {
	if a == nil {
		return []byte("[]"), nil
	}
	return json.Marshal([]T(a))
}

// Names are names of other things.
type Names = Array[string]

// Complete is a list of which nothing is out of view.
func Complete[T any](items ...T) List[T] { return List[T]{Items: items, Complete: true} }

// Open notes that there may be more than what is in view. The first reason is kept.
func (l *List[T]) Open(why string) {
	if l.Complete || l.Why == "" {
		l.Why = why
	}
	l.Complete = false
}
