// Package tree is what every reader makes of a document, whatever its language:
// mappings, sequences and scalars that know their place, and what is known of those
// that only a deployment settles. Parsers read the model out of these trees.
package tree

import (
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
)

// A Kind is the kind of a node.
type Kind uint8

// The kinds. The zero Kind is a node of which nobody knows what it is.
const (
	Unknown Kind = iota
	Null
	String
	Number
	Bool
	Mapping
	Sequence
)

// A Node is one value of a document.
//
// The nil Node is a value that is not there: all methods can be called on it.
type Node struct {
	Kind  Kind
	Text  string // of a scalar, decoded: true, 300, "a b"
	Tag   string // a tag of the language, such as !Sub; readers of files leave YAML's own tags out
	Range source.Range

	// Name is the key that the node stands under, or whatever names it (the header of
	// a block). It is where a finding points that is about the node as a whole.
	Name source.Range

	Fields []Field // of a mapping, in the order written; a later one of the same key wins
	Items  []*Node // of a sequence

	// Open says why a mapping or sequence may have more than what is here.
	Open string

	// Why says what an Unknown node waits for; Parts and OneOf what is known of it.
	Why   string
	Parts []model.Part
	OneOf []*Node
}

// A Field is one entry of a mapping.
type Field struct {
	Key      string
	KeyRange source.Range
	Value    *Node
}

// NewUnknown is a node that only a deployment settles.
func NewUnknown(at source.Range, why string) *Node { return &Node{Range: at, Why: why} }

// NewText is a string that may be known in parts.
func NewText(at source.Range, why string, parts ...model.Part) *Node {
	text := model.TextOf(at, why, parts...)
	if value, ok := text.Get(); ok {
		return &Node{Kind: String, Text: value, Range: at}
	}
	return &Node{Range: at, Why: why, Parts: text.Parts}
}

// NewTemplate is a text with placeholders that are filled in before anybody reads it.
// The pieces are texts and the names of placeholders by turns, a text first; without
// them nothing is known of it.
func NewTemplate(at source.Range, why string, pieces []string) *Node {
	if len(pieces) < 2 {
		return NewUnknown(at, why)
	}
	var parts []model.Part
	for i, piece := range pieces {
		if i%2 == 0 {
			parts = append(parts, model.Literal(piece))
		} else {
			parts = append(parts, model.HoleOf(model.HoleVariable, piece))
		}
	}
	return NewText(at, why, parts...)
}

// Place is where a finding points that is about the node as a whole: its name, else
// its first key, else all of it.
func (n *Node) Place() source.Range {
	switch {
	case n == nil:
		return source.Range{}
	case !n.Name.IsZero():
		return n.Name
	case len(n.Fields) > 0:
		return n.Fields[0].KeyRange
	default:
		return n.Range
	}
}

// Get returns the value under a key. It is nil where the key is certainly not there,
// and an Unknown node where nobody can tell.
func (n *Node) Get(key string) *Node {
	if n == nil || n.Kind == Null {
		return nil
	}
	for i := len(n.Fields) - 1; i >= 0; i-- {
		if n.Fields[i].Key == key {
			return n.Fields[i].Value
		}
	}
	return n.unseen()
}

// unseen is what may stand where nothing is seen.
func (n *Node) unseen() *Node {
	switch {
	case n.Kind == Unknown:
		return &Node{Range: n.Range, Name: n.Name, Why: n.Why}
	case n.Open != "":
		return &Node{Range: n.Place(), Why: n.Open}
	default:
		return nil
	}
}

// At follows keys downwards.
func (n *Node) At(keys ...string) *Node {
	for _, key := range keys {
		n = n.Get(key)
	}
	return n
}

// Has reports whether a key is certainly there.
func (n *Node) Has(key string) bool {
	value := n.Get(key)
	return value != nil && value.Kind != Null && (value.Kind != Unknown || n.written(key))
}

func (n *Node) written(key string) bool {
	for _, field := range n.Fields {
		if field.Key == key {
			return true
		}
	}
	return false
}

// IsKnown reports whether the node is there and of a known kind.
func (n *Node) IsKnown() bool { return n != nil && n.Kind != Unknown }

// IsAbsent reports whether certainly nothing is written.
func (n *Node) IsAbsent() bool { return n == nil || n.Kind == Null }

// IsScalar reports whether the node is a known string, number or truth value.
func (n *Node) IsScalar() bool {
	return n != nil && (n.Kind == String || n.Kind == Number || n.Kind == Bool)
}

// Why says why the contents of a node are not all known; empty where they are.
func Why(n *Node) string {
	switch {
	case n == nil:
		return ""
	case n.Kind == Unknown:
		if n.Why == "" {
			return "it is not known before the deployment"
		}
		return n.Why
	default:
		return n.Open
	}
}

// Elements are the items of a sequence; a single value that is not one counts as a
// sequence of it, as AWS reads its own lists.
func (n *Node) Elements() []*Node {
	switch {
	case n.IsAbsent(), n.Kind == Unknown:
		return nil
	case n.Kind == Sequence:
		return n.Items
	default:
		return []*Node{n}
	}
}

// KindName is what people call the kind of a node.
func (n *Node) KindName() string {
	if n == nil {
		return "nothing"
	}
	return [...]string{"a value that is not known", "null", "a text", "a number", "true or false", "a mapping", "a list"}[n.Kind]
}

// Fold returns the field whose key equals the given one but for letter case.
func (n *Node) Fold(key string) *Node {
	if n == nil {
		return nil
	}
	for i := len(n.Fields) - 1; i >= 0; i-- {
		if strings.EqualFold(n.Fields[i].Key, key) {
			return n.Fields[i].Value
		}
	}
	return n.Get(key)
}
