package openapi

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// The bounds of following references: how many may lead from one to the next, and how
// many fields may be looked at on the way in a whole document.
const (
	maxReferences = 64
	maxVisited    = 10_000_000
)

// resolve follows a $ref within the document. What stands beside it stays, and wins.
// A reference that leads out of the document is unknown.
func (d *document) resolve(n *tree.Node) *tree.Node {
	var beside []tree.Field
	target := n
	for range maxReferences {
		reference := target.Get("$ref")
		if !reference.IsScalar() {
			return joined(n, target, beside)
		}
		beside = append(without(target.Fields, "$ref"), beside...)
		pointer, local := strings.CutPrefix(reference.Text, "#")
		if !local {
			return &tree.Node{Range: n.Range, Name: n.Name, Why: "it refers to " + reference.Text + ", which is not read"}
		}
		if target = d.lookUp(pointer); target == nil {
			return d.refuse(n, "#"+pointer+" refers to nothing in this document")
		}
		if d.visited += len(target.Fields) + len(beside); d.visited > maxVisited {
			return d.refuse(n, "the references of this document lead to more than can be read")
		}
	}
	return d.refuse(n, "the references here lead round in a circle")
}

// refuse notes what keeps a node from being read, and is what stands in its place.
func (d *document) refuse(n *tree.Node, why string) *tree.Node {
	d.reader.Problems = append(d.reader.Problems, source.Problem{Range: n.Range, Message: why})
	return &tree.Node{Range: n.Range, Name: n.Name, Why: why}
}

// mapping resolves what can only be a mapping, or nothing. Anything else is the
// author's mistake, and unknown.
func (d *document) mapping(n *tree.Node) *tree.Node {
	n = d.resolve(n)
	if n.IsAbsent() || !n.IsKnown() || n.Kind == tree.Mapping {
		return n
	}
	d.reader.Wrong(n, "a mapping")
	return &tree.Node{Range: n.Range, Name: n.Name, Why: "it is not a mapping"}
}

// joined is target in the place of n, with the fields beside its references.
func joined(n, target *tree.Node, beside []tree.Field) *tree.Node {
	if n == target {
		return n
	}
	copied := *target
	copied.Name, copied.Open = n.Name, cmp.Or(n.Open, target.Open)
	if len(beside) > 0 {
		copied.Fields = slices.Concat(target.Fields, beside)
	}
	return &copied
}

func without(fields []tree.Field, key string) (kept []tree.Field) {
	for _, field := range fields {
		if field.Key != key {
			kept = append(kept, field)
		}
	}
	return kept
}

// lookUp follows a JSON pointer as it stands in a URI fragment.
// https://www.rfc-editor.org/rfc/rfc6901#section-6
func (d *document) lookUp(pointer string) *tree.Node {
	if unescaped, err := url.PathUnescape(pointer); err == nil {
		pointer = unescaped
	}
	target := d.root
	for _, key := range strings.Split(pointer, "/")[1:] {
		if target == nil {
			return nil
		}
		key = strings.NewReplacer("~1", "/", "~0", "~").Replace(key)
		if target.Kind == tree.Sequence {
			index, err := strconv.Atoi(key)
			if err != nil || index < 0 || index >= len(target.Items) {
				return nil
			}
			target = target.Items[index]
			continue
		}
		d.visited += len(target.Fields)
		target = target.Get(key)
	}
	return target
}
