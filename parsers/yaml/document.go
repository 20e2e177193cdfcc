package yaml

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
	yaml3 "github.com/oasdiff/yaml3"
)

// parseYAML reads all documents of a stream, up to the first that is broken.
func parseYAML(file *source.File, data []byte, base int, found *problemList) (documents []*tree.Node) {
	reader := &yamlReader{file: file.Name, base: base, data: data, places: newPlaces(data), found: found, open: map[*yaml3.Node]bool{}}
	decoder := yaml3.NewDecoder(bytes.NewReader(data))
	for {
		document, err := decode(decoder)
		if errors.Is(err, io.EOF) {
			return documents
		}
		if err != nil {
			reader.refuse(err)
			return documents
		}
		documents = append(documents, reader.node(document, source.Range{}, 0))
	}
}

// decode reads the next document. yaml3 panics where its parser meets a state that
// its authors did not foresee; that is a broken document, too.
func decode(decoder *yaml3.Decoder) (root *yaml3.Node, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("yaml: the reader gave up: %v", cause)
		}
	}()
	var document yaml3.Node
	if err := decoder.Decode(&document); err != nil {
		return nil, err
	}
	if len(document.Content) != 1 {
		return nil, errors.New("yaml: a document without a value")
	}
	return document.Content[0], nil
}

// A yamlReader turns the nodes of yaml3 into a tree.
type yamlReader struct {
	file    string
	base    int
	data    []byte
	places  *places
	found   *problemList
	open    map[*yaml3.Node]bool // anchored nodes that are being read: an alias to one is a cycle
	aliases int                  // how many are being followed
	aliased int                  // nodes made in place of aliases so far
}

// node reads n, which stands under the key name, depth levels down.
func (r *yamlReader) node(n *yaml3.Node, name source.Range, depth int) *tree.Node {
	at := r.rangeOf(n)
	switch {
	case depth > MaxDepth:
		return r.unreadable(at, name, tooDeep)
	case r.aliases > 0 && r.aliased >= MaxAliased:
		return r.spent(at, name)
	case n.Kind == yaml3.AliasNode:
		return r.alias(n, at, name, depth)
	}
	if r.aliases > 0 {
		r.aliased++
	}
	if n.Anchor != "" {
		r.open[n] = true
		defer delete(r.open, n)
	}
	node := &tree.Node{Range: at, Name: name, Tag: ownTag(n)}
	switch n.Kind {
	case yaml3.MappingNode:
		node.Kind = tree.Mapping
		r.fields(node, n, depth)
	case yaml3.SequenceNode:
		node.Kind = tree.Sequence
		node.Items = make([]*tree.Node, 0, len(n.Content))
		for _, item := range n.Content {
			node.Items = append(node.Items, r.node(item, source.Range{}, depth+1))
		}
	default:
		node.Kind, node.Text = scalarKind(n), n.Value
	}
	return node
}

// fields reads a mapping. Merged keys go first, since the last of a key wins.
func (r *yamlReader) fields(node *tree.Node, n *yaml3.Node, depth int) {
	written := make([]tree.Field, 0, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		at := r.rangeOf(key)
		if key.Kind == yaml3.ScalarNode && key.Tag == "!!merge" {
			r.merge(node, r.node(value, at, depth+1))
			continue
		}
		written = append(written, tree.Field{Key: r.keyText(key), KeyRange: at, Value: r.node(value, at, depth+1)})
	}
	if len(node.Fields) == 0 {
		node.Fields = written
	} else {
		node.Fields = append(node.Fields, written...)
	}
}

// merge adds the fields of a mapping, or of a list of mappings of which the first wins.
// https://yaml.org/type/merge.html
func (r *yamlReader) merge(into, from *tree.Node) {
	if from.Kind == tree.Sequence {
		for i := len(from.Items) - 1; i >= 0; i-- {
			r.merge(into, from.Items[i])
		}
		return
	}
	if from.Kind != tree.Mapping || from.Tag != "" {
		into.Open = "a merge key (<<) adds what is not a mapping here"
		return
	}
	into.Fields = append(into.Fields, from.Fields...)
	if from.Open != "" {
		into.Open = from.Open
	}
}

// keyText is the text of a key; of one that is no scalar, how it is written.
func (r *yamlReader) keyText(key *yaml3.Node) string {
	if key.Kind == yaml3.AliasNode && key.Alias != nil {
		key = key.Alias
	}
	if key.Kind == yaml3.ScalarNode {
		return key.Value
	}
	at := r.rangeOf(key)
	return string(r.data[at.Start-r.base : at.End-r.base])
}

// alias reads what an alias stands for once more, so that no two places share nodes.
func (r *yamlReader) alias(n *yaml3.Node, at, name source.Range, depth int) *tree.Node {
	if n.Alias == nil || r.open[n.Alias] {
		return r.unreadable(at, name, "*"+n.Value+" stands for a value that holds this very alias")
	}
	r.aliases++
	defer func() { r.aliases-- }()
	return r.node(n.Alias, name, depth)
}

// spent is what stands in place of every alias once there are too many; one message
// is enough for all of them.
func (r *yamlReader) spent(at, name source.Range) *tree.Node {
	why := fmt.Sprintf("the aliases of this file stand for more than %d values", MaxAliased)
	if r.aliased == MaxAliased {
		r.aliased++
		return r.unreadable(at, name, why)
	}
	return &tree.Node{Range: at, Name: name, Why: why}
}

// unreadable is what stands in place of a value that a bound keeps from being read.
func (r *yamlReader) unreadable(at, name source.Range, why string) *tree.Node {
	r.found.put(source.Problem{Range: at, Message: why})
	return &tree.Node{Range: at, Name: name, Why: why}
}

// ownTag is a tag that is not one of YAML's own.
func ownTag(n *yaml3.Node) string {
	if n.Style&yaml3.TaggedStyle == 0 || strings.HasPrefix(n.Tag, "!!") {
		return ""
	}
	return n.Tag
}

func scalarKind(n *yaml3.Node) tree.Kind {
	switch n.Tag {
	case "!!null":
		return tree.Null
	case "!!bool":
		return tree.Bool
	case "!!int", "!!float":
		return tree.Number
	default: // also times and bytes, which nothing here is made of
		return tree.String
	}
}

// rangeOf is the range of a node without its tag and anchor.
func (r *yamlReader) rangeOf(n *yaml3.Node) source.Range {
	start, end := r.places.offset(n.Line, n.Column), r.places.offset(n.EndLine, n.EndColumn)
	end = max(start, end)
	start = r.skipProperties(n, start, end)
	return source.Range{File: r.file, Start: r.base + start, End: r.base + end}
}

// skipProperties moves past the tag and the anchor of a node, in either order. Only
// those of the node itself: a block mapping may begin with the anchor of its first key.
func (r *yamlReader) skipProperties(n *yaml3.Node, start, end int) int {
	if n.Kind == yaml3.AliasNode {
		return start
	}
	anchored, tagged := n.Anchor != "", n.Style&yaml3.TaggedStyle != 0 || n.Kind == yaml3.ScalarNode
	for start < end {
		switch c := r.data[start]; {
		case c == '&' && anchored:
			anchored = false
		case c == '!' && tagged:
			tagged = false
		default:
			return start
		}
		start += propertyLength(r.data[start:end])
		start += blankLength(r.data[start:end])
	}
	return end
}

// propertyLength is the length of the tag or anchor that text begins with.
func propertyLength(text []byte) int {
	if bytes.HasPrefix(text, []byte("!<")) {
		if end := bytes.IndexByte(text, '>'); end >= 0 {
			return end + 1
		}
	}
	if end := bytes.IndexAny(text, " \t\r\n,[]{}\u0085\u2028\u2029"); end >= 0 {
		return max(end, 1)
	}
	return len(text)
}

// blankLength is the length of the blanks, line breaks and comments that text begins with.
func blankLength(text []byte) int {
	length := 0
	for {
		rest := bytes.TrimLeft(text[length:], " \t\r\n\u0085\u2028\u2029")
		length = len(text) - len(rest)
		if len(rest) == 0 || rest[0] != '#' {
			return length
		}
		end := bytes.IndexAny(rest, "\r\n\u0085\u2028\u2029")
		if end < 0 {
			return len(text)
		}
		length += end
	}
}
