package yaml

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// FuzzEdits makes any change at any spot of any file. Where it can be made, the file is
// read as a whole afterwards, and has what it should.
func FuzzEdits(f *testing.F) {
	for _, seed := range []string{
		"A:\n  Properties: &p # here\n    Name: 'x'\n    On: !Sub \"${B}\"\n\n  list:\n  - x\n  - y # last\nB: {c: [1, 2,], <<: *p}\n",
		"{\n\t\"A\": {\n\t\t\"b\": [true, \"\\u00e9\"],\n\t\t\"c\": {}\n\t}\n}\n",
		"\uFEFFa:\r\n  t: |\r\n    one\r\n\r\n  u: >-\r\n    two\r\nb: \"c\r\n  d\"\r\n",
		"- a: 1\n  b:\n- - c\n  - {d: e,\n     f: g}\n---\n? h\n: i\n",
	} {
		for kind := range byte(7) {
			f.Add([]byte(seed), uint(3), "n", "x", kind)
			f.Add([]byte(seed), uint(8), "a.b\x00c", "'*'", kind)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, which uint, path, text string, kind byte) {
		if !utf8.ValidString(path) || !utf8.ValidString(text) {
			return
		}
		for _, name := range []string{"a.yaml", "a.json"} {
			checkEdits(t, source.NewFile(name, data), which, fuzzedChange(path, text, kind))
		}
	})
}

// fuzzedChange is one of each kind that an editor knows.
func fuzzedChange(path, text string, kind byte) finding.Change {
	keys := strings.Split(path, "\x00")
	switch kind % 7 {
	case 0:
		return finding.Change{Value: text}
	case 1:
		return finding.Change{Path: keys, Value: text}
	case 2:
		return finding.Change{Path: keys, Value: len(text)}
	case 3:
		return finding.Change{Value: []any{text}, Append: true}
	case 4:
		return finding.Change{Path: keys, Value: []any{text, text}, Append: true}
	case 5:
		return finding.Change{Remove: true}
	default:
		return finding.Change{Value: map[string]any{"Fn::Sub": text}}
	}
}

func checkEdits(t *testing.T, file *source.File, which uint, change finding.Change) {
	documents, _ := Parse(file)
	var nodes []spot
	for i, document := range documents {
		nodes = append(nodes, spotsIn(document, []any{i})...)
	}
	if len(nodes) == 0 {
		return
	}
	at := nodes[which%uint(len(nodes))]
	change.At = at.at
	edits, err := editsIn(file, change)
	if again, errAgain := editsIn(file, change); (err == nil) != (errAgain == nil) || !reflect.DeepEqual(edits, again) {
		t.Fatalf("first %v, %v, then %v, %v", edits, err, again, errAgain)
	}
	if err != nil {
		return
	}
	end := 0
	for _, edit := range edits {
		checkRange(t, file, edit.Range)
		if edit.Range.Start < end {
			t.Fatalf("%v is not behind the one before it", edit.Range)
		}
		end = edit.Range.End
	}
	changed := source.NewFile(file.Name, finding.Apply(file.Data, edits))
	after, problems := Parse(changed)
	if len(problems) > 0 || len(after) != len(documents) {
		t.Fatalf("%+v at %q: %q became %q: %v", change, file.Text(at.at), file.Data, changed.Data, problems)
	}
	checkChanged(t, file, changed, after, at, change)
}

func editsIn(file *source.File, change finding.Change) ([]finding.Edit, error) {
	editor, err := NewEditor(file)
	if err != nil {
		return nil, err
	}
	return editor.Edits(change)
}

// checkChanged asks for the text or the number that was written.
func checkChanged(t *testing.T, before, after *source.File, documents []*tree.Node, at spot, change finding.Change) {
	if change.Append || change.Remove {
		return
	}
	node := documents[at.steps[0].(int)]
	for _, step := range at.steps[1:] {
		node = child(node, step)
	}
	for _, key := range change.Path {
		node = child(node, key)
	}
	want := change.Value
	if sub, ok := want.(map[string]any); ok {
		want = sub["Fn::Sub"]
		if node != nil && node.Kind == tree.Mapping {
			node = child(node, "Fn::Sub")
		}
	}
	if text, ok := want.(string); ok && (node == nil || node.Kind != tree.String || node.Text != text) {
		t.Fatalf("%+v at %q: %q became %q", change, before.Text(at.at), before.Data, after.Data)
	}
}

func child(n *tree.Node, step any) *tree.Node {
	switch step := step.(type) {
	case string:
		if n == nil || n.Kind != tree.Mapping {
			return nil
		}
		return n.Get(step)
	case int:
		if n == nil || step >= len(n.Items) {
			return nil
		}
		return n.Items[step]
	}
	return nil
}

// A spot is a node, and how to get there.
type spot struct {
	at    source.Range
	steps []any
}

// spotsIn are the spots of a node: its own, those of its keys, and all in it.
func spotsIn(n *tree.Node, steps []any) []spot {
	places := []spot{{n.Range, steps}}
	for _, field := range n.Fields {
		below := append(steps[:len(steps):len(steps)], field.Key)
		if isIn(n, field) && n.Get(field.Key) == field.Value {
			places = append(places, spot{field.KeyRange, below})
			places = append(places, spotsIn(field.Value, below)...)
		}
	}
	for i, item := range n.Items {
		places = append(places, spotsIn(item, append(steps[:len(steps):len(steps)], i))...)
	}
	return places
}
