package yaml

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
	"github.com/tailscale/hujson"
)

// parseJSON reads one JSON document. What is not quite JSON (comments, trailing
// commas, several documents) may still be YAML in flow style.
func parseJSON(file *source.File, data []byte, base int, found *problemList) []*tree.Node {
	deep, strict := scanJSON(data)
	if deep >= 0 {
		found.add(base+deep, base+deep+1, tooDeep)
		return nil
	}
	wrong := errors.New("not JSON")
	if strict {
		var value hujson.Value
		if value, wrong = hujson.Parse(data); wrong == nil && value.IsStandard() {
			reader := jsonReader{file.Name, base}
			return []*tree.Node{reader.node(value, source.Range{})}
		}
	}
	attempt := &problemList{file: file}
	documents := parseYAML(file, data, base, attempt)
	if strict && wrong != nil && attempt.count > 0 {
		at, message := jsonError(data, wrong)
		found.add(base+at, base+min(at+1, len(data)), "not JSON: "+message)
		return nil
	}
	for _, problem := range attempt.kept {
		found.put(problem)
	}
	return documents
}

// ParseJSON reads a file that must be one JSON document: no comments, no trailing
// commas and no YAML. Its ranges are those of Parse.
func ParseJSON(file *source.File) (*tree.Node, *source.Problem) {
	found := &problemList{file: file}
	if data, base, ok := text(file, found); ok {
		if root := strictJSON(file, data, base, found); root != nil {
			return root, nil
		}
	}
	return nil, &found.kept[0]
}

// strictJSON is nil where a problem is found. The standard library checks the text first:
// it bears any depth and says where it stopped.
func strictJSON(file *source.File, data []byte, base int, found *problemList) *tree.Node {
	if deep, _ := scanJSON(data); deep >= 0 {
		found.add(base+deep, base+deep+1, tooDeep)
		return nil
	}
	var whole json.RawMessage
	if err := json.Unmarshal(data, &whole); err != nil {
		end := len(data)
		if wrong := (*json.SyntaxError)(nil); errors.As(err, &wrong) {
			end = min(int(wrong.Offset), len(data))
		}
		found.add(base+max(end-1, 0), base+end, "not JSON: "+shortened(err.Error()))
		return nil
	}
	value, err := hujson.Parse(data)
	if err != nil {
		at, message := jsonError(data, err)
		found.add(base+at, base+min(at+1, len(data)), "not JSON: "+message)
		return nil
	}
	return jsonReader{file.Name, base}.node(value, source.Range{})
}

var tooDeep = fmt.Sprintf("nested deeper than %d levels", MaxDepth)

// scanJSON looks at the brackets alone, since hujson has no bound of its own and dies
// of deep nesting. deep is the offset of the bracket that is one too many, or -1.
// strict is false where strings cannot be told from the rest, because the text has
// comments or a string does not end on its line: hujson must not see it then.
func scanJSON(data []byte) (deep int, strict bool) {
	depth, inString := 0, false
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case inString && c == '\\':
			i++
		case c == '"':
			inString = !inString
		case inString && c == '\n', !inString && c == '/':
			return -1, false
		case inString:
		case c == '[' || c == '{':
			if depth++; depth > MaxDepth {
				return i, false
			}
		case c == ']' || c == '}':
			depth--
		}
	}
	return -1, !inString
}

// A jsonReader turns what hujson makes of a file into a tree.
type jsonReader struct {
	file string
	base int
}

func (r jsonReader) rangeOf(value hujson.Value) source.Range {
	return source.Range{File: r.file, Start: r.base + value.StartOffset, End: r.base + value.EndOffset}
}

func (r jsonReader) node(value hujson.Value, name source.Range) *tree.Node {
	node := &tree.Node{Range: r.rangeOf(value), Name: name}
	switch value := value.Value.(type) {
	case *hujson.Object:
		node.Kind = tree.Mapping
		node.Fields = make([]tree.Field, 0, len(value.Members))
		for _, member := range value.Members {
			key := r.rangeOf(member.Name)
			node.Fields = append(node.Fields, tree.Field{
				Key:      literalText(member.Name.Value.(hujson.Literal)),
				KeyRange: key,
				Value:    r.node(member.Value, key),
			})
		}
	case *hujson.Array:
		node.Kind = tree.Sequence
		node.Items = make([]*tree.Node, 0, len(value.Elements))
		for _, element := range value.Elements {
			node.Items = append(node.Items, r.node(element, source.Range{}))
		}
	case hujson.Literal:
		node.Kind, node.Text = literalKind(value), literalText(value)
	}
	return node
}

func literalKind(literal hujson.Literal) tree.Kind {
	switch literal.Kind() {
	case '"':
		return tree.String
	case 't', 'f':
		return tree.Bool
	case 'n':
		return tree.Null
	default:
		return tree.Number
	}
}

// literalText is the decoded string, or the literal as it is written.
func literalText(literal hujson.Literal) string {
	switch {
	case literal.Kind() != '"':
		return string(literal)
	case bytes.IndexByte(literal, '\\') < 0:
		return string(literal[1 : len(literal)-1])
	default:
		return literal.String()
	}
}

var jsonErrorForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^hujson: line (\d+), column (\d+): `)
})

// jsonError takes the place, counted in bytes, out of the message of hujson.
func jsonError(data []byte, err error) (offset int, message string) {
	message = err.Error()
	place := jsonErrorForm().FindStringSubmatch(message)
	if place == nil {
		return 0, message
	}
	line, _ := strconv.Atoi(place[1])
	column, _ := strconv.Atoi(place[2])
	for range line - 1 {
		offset += bytes.IndexByte(data[offset:], '\n') + 1
	}
	message = strings.TrimPrefix(message, place[0])
	return min(offset+column-1, len(data)), shortened(message)
}

// shortened keeps a message from quoting a whole file.
func shortened(message string) string {
	const most = 120
	if len(message) <= most {
		return message
	}
	return strings.ToValidUTF8(message[:most], "") + "…"
}
