package openapi

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// The bounds of following references: how many may lead from one to the next, and how
// many fields may be looked at on the way in a whole document. A field that is copied
// costs as much as copyCost that are looked at.
const (
	maxReferences = 64
	maxVisited    = 10_000_000
	copyCost      = 10
)

// A followed says below which keys references are followed; anyKey is all others.
type followed map[string]followed

const anyKey = "*"

// places are where references are followed: wherever something stands that says who
// may call what. Others, such as those to schemas, are none of our business.
var places = sync.OnceValue(func() followed {
	operations := followed{extAnyMethod: {}}
	for _, verb := range verbs {
		operations[verb] = followed{}
	}
	schemes := followed{anyKey: {extAuthorizer: {}}}
	return followed{
		"paths":               {anyKey: operations},
		"components":          {"securitySchemes": schemes},
		"securityDefinitions": schemes,
		extGatewayResponses:   {anyKey: {}},
		extPolicy:             {},
		extCORS:               {},
		extEndpoint:           {},
	}
})

// expanded is a node with what its references lead to in their places. What has none
// is shared with the original.
func (d *document) expanded(n *tree.Node, below followed) *tree.Node {
	n = d.resolve(n)
	if n == nil || len(below) == 0 {
		return n
	}
	var fields []tree.Field
	for i, field := range n.Fields {
		inner, follow := below[field.Key]
		if !follow {
			inner, follow = below[anyKey]
		}
		if !follow {
			continue
		}
		if value := d.expanded(field.Value, inner); value != field.Value {
			if fields == nil {
				fields = slices.Clone(n.Fields)
				d.visited += copyCost * len(fields)
			}
			fields[i].Value = value
		}
	}
	if fields == nil {
		return n
	}
	copied := *n
	copied.Fields = fields
	return &copied
}

// resolve follows a $ref within the document and into other files below the root. What
// stands beside it stays, and wins. A reference that leads elsewhere is unknown.
func (d *document) resolve(n *tree.Node) *tree.Node {
	d.hops = 0
	return d.follow(n)
}

func (d *document) follow(n *tree.Node) *tree.Node {
	var beside []tree.Field
	target := n
	for target.Has("$ref") {
		reference := target.Get("$ref")
		switch d.hops++; {
		case d.hops > maxReferences:
			return d.refuse(n, n.Range, "the references here lead round in a circle")
		case !reference.IsKnown():
			return unknownIn(n, "what it refers to is not known: "+tree.Why(reference))
		case !reference.IsScalar():
			return joined(n, target, beside)
		}
		beside = append(without(target.Fields, "$ref"), beside...)
		home, pointer, why := d.home(reference, target.Range.File)
		if why != "" {
			return unknownIn(n, why)
		}
		if target = d.lookUp(home, pointer); target == nil {
			return d.refuse(n, reference.Range, reference.Text+" refers to nothing in this document")
		}
		d.notice(target)
		if d.visited += len(target.Fields) + len(beside); d.visited > maxVisited {
			return d.refuse(n, n.Range, "the references of this document lead to more than can be read")
		}
	}
	return joined(n, target, beside)
}

// home is the document that a reference in a file leads to, and the pointer in it.
// why says why that document cannot be read.
func (d *document) home(reference *tree.Node, from string) (home *tree.Node, pointer, why string) {
	name, pointer, _ := strings.Cut(reference.Text, "#")
	if name == "" {
		if known := d.referred[from]; known != nil {
			return known.root, pointer, known.why
		}
		return d.root, pointer, ""
	}
	known := d.open(name, from, reference.Range)
	known.paths = known.paths || strings.HasPrefix(pointer, "/paths/") || pointer == "/paths"
	return known.root, pointer, known.why
}

// refuse notes what keeps a node from being read, and is what stands in its place.
func (d *document) refuse(n *tree.Node, at source.Range, why string) *tree.Node {
	d.reader.Problems = append(d.reader.Problems, source.Problem{Range: at, Message: why})
	return unknownIn(n, why)
}

// unknownIn is what stands in the place of a node that cannot be read.
func unknownIn(n *tree.Node, why string) *tree.Node {
	return &tree.Node{Range: n.Range, Name: n.Name, Why: why}
}

// mapping is what can only be a mapping, or nothing. Anything else is the author's
// mistake, and unknown.
func (d *document) mapping(n *tree.Node) *tree.Node {
	if n.IsAbsent() || !n.IsKnown() || n.Kind == tree.Mapping {
		return n
	}
	d.reader.Wrong(n, "a mapping")
	return unknownIn(n, "it is not a mapping")
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

// lookUp follows a JSON pointer as it stands in a URI fragment, and references that
// stand on its way. It is nil where the pointer leads to nothing.
// https://www.rfc-editor.org/rfc/rfc6901#section-6
func (d *document) lookUp(target *tree.Node, pointer string) *tree.Node {
	if unescaped, err := url.PathUnescape(pointer); err == nil {
		pointer = unescaped
	}
	if pointer == "" {
		return target
	}
	if pointer[0] != '/' {
		return nil
	}
	for _, key := range strings.Split(pointer, "/")[1:] {
		if target.Has("$ref") {
			target = d.follow(target)
		}
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
