package terraform

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	ctyjson "github.com/zclconf/go-cty/cty/json"
)

// TestTwinsInJSON writes every fixture anew in JSON, as programs do: what it says must
// be the same but for places.
func TestTwinsInJSON(t *testing.T) {
	twins := 0
	for _, dir := range fixtures(t) {
		files := filesIn(t, dir)
		t.Run(strings.TrimPrefix(dir, "../../testdata/"), func(t *testing.T) {
			want := Read(rootOf(t, files), ".", Settings{})
			if len(want.APIs) == 0 {
				t.Skip("no API")
			}
			twins++
			got := Read(rootOf(t, inJSON(t, files)), ".", Settings{})
			if diff := cmp.Diff(withoutPlaces(t, want.APIs), withoutPlaces(t, got.APIs)); diff != "" {
				t.Error(diff)
			}
			diff(t, "problems", len(got.Problems), len(want.Problems))
		})
	}
	if twins < 20 {
		t.Errorf("only %d twins", twins)
	}
}

// fixtures are the directories with Terraform files.
func fixtures(t *testing.T) (dirs []string) {
	t.Helper()
	files, err := filepath.Glob("../../testdata/*/*/*.tf")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if dir := filepath.Dir(file); len(dirs) == 0 || dirs[len(dirs)-1] != dir {
			dirs = append(dirs, dir)
		}
	}
	return dirs
}

// filesIn reads a directory and all below it.
func filesIn(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		files[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// inJSON writes the configuration among some files in JSON.
func inJSON(t *testing.T, files map[string]string) map[string]string {
	t.Helper()
	twins := map[string]string{}
	for name, text := range files {
		if !strings.HasSuffix(name, ".tf") {
			twins[name] = text
			continue
		}
		parsed, diagnostics := hclsyntax.ParseConfig([]byte(text), name, hcl.InitialPos)
		if diagnostics.HasErrors() {
			t.Skip("it is broken on purpose")
		}
		twin, err := json.MarshalIndent(twinOf(t, "", parsed.Body.(*hclsyntax.Body), text), "", "\t")
		if err != nil {
			t.Fatal(err)
		}
		twins[name+".json"] = string(twin)
	}
	return twins
}

// twinOf is a body as JSON has it: blocks are lists of objects, one level for each label.
func twinOf(t *testing.T, kind string, body *hclsyntax.Body, text string) map[string]any {
	t.Helper()
	twin := map[string]any{}
	for name, attribute := range body.Attributes {
		twin[name] = twinOfValue(t, kind, name, attribute.Expr, text)
	}
	for _, block := range body.Blocks {
		inner := any(twinOf(t, block.Type, block.Body, text))
		for i := len(block.Labels) - 1; i >= 0; i-- {
			inner = map[string]any{block.Labels[i]: inner}
		}
		all, _ := twin[block.Type].([]any)
		twin[block.Type] = append(all, inner)
	}
	return twin
}

func twinOfValue(t *testing.T, kind, name string, expr hclsyntax.Expression, text string) any {
	t.Helper()
	written := string(expr.Range().SliceBytes([]byte(text)))
	switch {
	case kind == "variable" && name == "type", name == "iterator", name == "provider":
		return written
	case kind == "variable" || kind == "module" && name == "source":
		value, diagnostics := expr.Value(nil)
		if diagnostics.HasErrors() {
			t.Fatal(diagnostics)
		}
		return ctyjson.SimpleJSONValue{Value: value}
	case name == "depends_on", name == "ignore_changes", name == "replace_triggered_by":
		references := []string{}
		for _, item := range expr.(*hclsyntax.TupleConsExpr).Exprs {
			references = append(references, string(item.Range().SliceBytes([]byte(text))))
		}
		return references
	case strings.HasPrefix(written, "<<"): // the line of its end marker has nothing else on it
		return "${" + written + "\n}"
	default:
		return "${" + written + "}"
	}
}

// withoutPlaces is a value as JSON, without what differs by syntax.
func withoutPlaces(t *testing.T, value any) any {
	t.Helper()
	data, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(data, &tree); err != nil {
		t.Fatal(err)
	}
	return forgetPlaces(tree)
}

func forgetPlaces(value any) any {
	switch value := value.(type) {
	case map[string]any:
		delete(value, "range")
		for key, inner := range value {
			value[key] = forgetPlaces(inner)
		}
	case []any:
		for i, inner := range value {
			value[i] = forgetPlaces(inner)
		}
	}
	return value
}
