package yaml

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// documents are real ones: ours, and those of others where they are beside the repository.
var documents = []string{"../../testdata", "../../../shared/corpus/openapi"}

// Cutting a file at the range of a value gives that value, in every OpenAPI document
// that there is, however its text is written.
func TestCuttingAtRangesGivesTheValues(t *testing.T) {
	variants := []struct {
		name   string
		change func([]byte) []byte
	}{
		{"as it is", func(data []byte) []byte { return data }},
		{"CRLF", func(data []byte) []byte {
			return bytes.ReplaceAll(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")), []byte("\n"), []byte("\r\n"))
		}},
		{"byte order mark", func(data []byte) []byte { return append([]byte("\uFEFF"), data...) }},
		{"tabs", func(data []byte) []byte { return bytes.ReplaceAll(data, []byte(": "), []byte(":\t ")) }},
		{"beyond ASCII", func(data []byte) []byte { return bytes.ReplaceAll(data, []byte("er"), []byte("é😀")) }},
	}
	files := 0
	for _, name := range openAPIDocuments(t) {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, variant := range variants {
			file := source.NewFile(name, variant.change(data))
			trees, problems := Parse(file)
			if len(problems) > 0 {
				continue // a template, or a change that breaks it
			}
			files++
			for _, document := range trees {
				checkCuts(t, file, variant.name, document)
			}
		}
	}
	if files < 100 {
		t.Errorf("only %d texts could be read", files)
	}
}

func openAPIDocuments(t *testing.T) (names []string) {
	t.Helper()
	for _, dir := range documents {
		err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return nil // the corpus is not everywhere
			}
			data, err := os.ReadFile(name)
			if err == nil && isDocument(name) && (bytes.Contains(data, []byte("openapi")) || bytes.Contains(data, []byte("swagger"))) {
				names = append(names, name)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return names
}

func isDocument(name string) bool {
	switch filepath.Ext(name) {
	case ".json", ".yaml", ".yml":
		return true
	default:
		return false
	}
}

func checkCuts(t *testing.T, file *source.File, variant string, n *tree.Node) {
	t.Helper()
	if n.IsScalar() {
		if got := valueOf(file.Text(n.Range), n); got != n.Text {
			t.Errorf("%s, %s, line %d: %q is read as %q, not %q", file.Name, variant, file.Position(n.Range.Start).Line, file.Text(n.Range), got, n.Text)
		}
	}
	for _, field := range n.Fields {
		checkCuts(t, file, variant, field.Value)
	}
	for _, item := range n.Items {
		checkCuts(t, file, variant, item)
	}
}

// valueOf reads a piece of a file as if it were all of it.
func valueOf(text string, n *tree.Node) string {
	if strings.HasPrefix(text, `"`) {
		var value string
		if json.Unmarshal([]byte(text), &value) == nil {
			return value
		}
	}
	if strings.HasPrefix(text, "|") || strings.HasPrefix(text, ">") {
		return blockText(text, n)
	}
	trees, problems := Parse(source.NewFile("cut", []byte("- "+strings.ReplaceAll(text, "\n", "\n  "))))
	if len(problems) > 0 || len(trees) != 1 || len(trees[0].Items) != 1 {
		return "no value"
	}
	return trees[0].Items[0].Text
}

// blockText reads a block scalar, whose indentation and trailing line breaks are not
// part of the cut: those it takes from the value.
func blockText(text string, n *tree.Node) string {
	trees, problems := Parse(source.NewFile("cut", []byte("a: "+text+"\n")))
	if len(problems) > 0 || len(trees) != 1 {
		return "no value"
	}
	read := strings.TrimRight(trees[0].Get("a").Text, "\n")
	return read + n.Text[len(strings.TrimRight(n.Text, "\n")):]
}
