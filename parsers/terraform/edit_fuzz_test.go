package terraform

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/source"
)

// FuzzEdits makes any change at any place of any file. Where it can be made, the file is
// read as a whole afterwards, and a block has the argument that it should.
func FuzzEdits(f *testing.F) {
	for _, seed := range []string{
		"resource \"a\" \"b\" {\n  count = 1 # one\n  name  = \"x${var.y}\"\n\n  tags = {\n    \"a\" = 1\n    b   = [\n      \"c\", # d\n    ]\n  }\n\n  lifecycle {}\n}\n",
		"locals { a = \"b\" }\nresource \"r\" \"s\" {\r\n  x = <<-EOT\r\n    y\r\n  EOT\r\n  z = {a: 1, (b) = 2}\r\n  w {\r\n  }\r\n}",
		"a \"b\" {\n  depends_on = [c.d, e]\n  f = [] /* g */\n  h = -1\n  dynamic \"triggers\" {\n    content {}\n  }\n}\n",
	} {
		for kind := range byte(8) {
			f.Add([]byte(seed), uint(1), "n", "x", kind)
			f.Add([]byte(seed), uint(4), "triggers\x00a.b", "${x}'", kind)
			f.Add([]byte(seed), uint(0), "lifecycle\x00d", "y", kind)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, which uint, path, text string, kind byte) {
		if utf8.ValidString(path) && utf8.ValidString(text) {
			checkEdits(t, source.NewFile("main.tf", data), which, fuzzedChange(path, text, kind))
		}
	})
}

// fuzzedChange is one of each kind that an editor knows.
func fuzzedChange(path, text string, kind byte) finding.Change {
	keys := strings.Split(path, "\x00")
	switch kind % 8 {
	case 0:
		return finding.Change{Value: text}
	case 1:
		return finding.Change{Path: keys, Value: text}
	case 2:
		return finding.Change{Path: keys, Code: "a.b"}
	case 3:
		return finding.Change{Value: []any{text}, Append: true}
	case 4:
		return finding.Change{Path: keys, Code: "a.b, c.d", Append: true}
	case 5:
		return finding.Change{Remove: true}
	case 6:
		return finding.Change{Path: keys, Remove: true}
	default:
		return finding.Change{From: text, Code: "b"}
	}
}

func checkEdits(t *testing.T, file *source.File, which uint, change finding.Change) {
	places := placesIn(file)
	if len(places) == 0 {
		return
	}
	if len(change.Path) > 0 && !hclsyntax.ValidIdentifier(change.Path[0]) {
		return // the name of an argument
	}
	change.At = places[which%uint(len(places))]
	edits, err := editsIn(file, change)
	if again, errAgain := editsIn(file, change); (err == nil) != (errAgain == nil) || !reflect.DeepEqual(edits, again) {
		t.Fatalf("first %v, %v, then %v, %v", edits, err, again, errAgain)
	}
	if err != nil {
		return
	}
	end := 0
	for _, edit := range edits {
		if r := edit.Range; r.File != file.Name || r.Start < end || r.End < r.Start || r.End > len(file.Data) {
			t.Fatalf("%v is outside of %d bytes, or not behind the one before it", r, len(file.Data))
		}
		end = edit.Range.End
	}
	after := finding.Apply(file.Data, edits)
	parsed, diagnostics := hclsyntax.ParseConfig(after, file.Name, hcl.InitialPos)
	if diagnostics.HasErrors() {
		t.Fatalf("%+v at %q: %q became %q: %v", change, file.Text(change.At), file.Data, after, diagnostics)
	}
	if text, ok := change.Value.(string); ok && change.Path == nil {
		if got, ok := writtenIn(parsed.Body.(*hclsyntax.Body))[text]; !ok {
			t.Fatalf("%+v: %q became %q: %v", change, file.Data, after, got)
		}
	}
}

func editsIn(file *source.File, change finding.Change) ([]finding.Edit, error) {
	editor, err := NewEditor(file)
	if err != nil {
		return nil, err
	}
	return editor.Edits(change)
}

// placesIn are the ranges of the headers of blocks, the names of arguments and the values.
func placesIn(file *source.File) []source.Range {
	parsed, diagnostics := hclsyntax.ParseConfig(file.Data, file.Name, hcl.InitialPos)
	if diagnostics.HasErrors() {
		return nil
	}
	var places []source.Range
	_ = hclsyntax.VisitAll(parsed.Body.(*hclsyntax.Body), func(node hclsyntax.Node) hcl.Diagnostics {
		switch node := node.(type) {
		case *hclsyntax.Block:
			places = append(places, header(node))
		case *hclsyntax.Attribute:
			places = append(places, rangeOf(node.NameRange))
		case hclsyntax.Expression:
			places = append(places, rangeOf(node.Range()))
		}
		return nil
	})
	return places
}

// writtenIn are all values that are written out.
func writtenIn(body *hclsyntax.Body) map[string]bool {
	found := map[string]bool{}
	_ = hclsyntax.VisitAll(body, func(node hclsyntax.Node) hcl.Diagnostics {
		if expression, ok := node.(hclsyntax.Expression); ok {
			if value, ok := literal(expression); ok {
				found[value] = true
			}
		}
		return nil
	})
	return found
}
