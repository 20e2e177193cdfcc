package lint

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
)

// TestTerraformConstructs has a project for each way that Terraform has to say things.
// model.txt is what `authlint model` makes of it, a line for each value that is written,
// with the text that it points to. In its twin the deciding value is taken away, and
// every rule falls silent.
func TestTerraformConstructs(t *testing.T) {
	eachWay(t, "../../testdata/terraform-constructs", 8, func(t *testing.T, construct string) {
		for _, twin := range []string{"known", "unknown"} {
			dir := filepath.Join(construct, twin)
			options := Options{Root: dir, Paths: []string{dir}}
			document, run, err := Models(context.Background(), options)
			if err != nil || len(run.Problems) > 0 {
				t.Fatalf("%s: %v, problems %v", twin, err, run.Problems)
			}
			compareGolden(t, filepath.Join(dir, "model.txt"), written(t, dir, document))

			found, err := Run(context.Background(), options)
			if err != nil {
				t.Fatal(err)
			}
			if twin == "known" && len(found.Findings) == 0 {
				t.Error("nothing is found that could fall silent")
			}
			for _, f := range found.Findings {
				if twin == "unknown" {
					t.Errorf("found although nobody knows: %s", f.Message)
				}
			}
		}
	})
}

func compareGolden(t *testing.T, golden, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (look at each change; -update writes it anew):\n%s", golden, diff)
	}
}

// written lists what a document says, without what is unset or merely usual.
func written(t *testing.T, dir string, document model.Document) string {
	t.Helper()
	w := writer{t: t, dir: dir, files: map[string]*source.File{}}
	for _, api := range document.APIs {
		fmt.Fprintf(&w.out, "%s\n", api.Address)
		w.write("", reflect.ValueOf(*api))
	}
	return w.out.String()
}

type writer struct {
	t     *testing.T
	dir   string
	files map[string]*source.File
	out   strings.Builder
}

// write goes through a value of the model; path is what its fields are called.
func (w *writer) write(path string, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			w.write(path, v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			w.write(fmt.Sprintf("%s[%d]", path, i), v.Index(i))
		}
	case reflect.Struct:
		w.writeStruct(path, v)
	}
}

func (w *writer) writeStruct(path string, v reflect.Value) {
	if state := v.FieldByName("State"); state.IsValid() && state.Type() == reflect.TypeFor[model.State]() {
		w.writeValue(path, v)
		return
	}
	if address := v.FieldByName("Address"); path != "" && address.IsValid() && v.FieldByName("Exists").IsValid() {
		fmt.Fprintf(&w.out, "  %s: %s\n", path, address)
	}
	if complete := v.FieldByName("Complete"); complete.IsValid() && !complete.Bool() && v.FieldByName("Why").String() != "" {
		fmt.Fprintf(&w.out, "  %s: not all of them are in view: %s\n", path, v.FieldByName("Why"))
	}
	for _, field := range model.Fields(v.Type()) {
		if field.Name != "arn" { // which is made of the others
			w.write(strings.TrimPrefix(path+"."+field.Name, "."), v.Field(field.Index))
		}
	}
}

func (w *writer) writeValue(path string, v reflect.Value) {
	at := v.FieldByName("Range").Interface().(source.Range)
	switch value := v.FieldByName("Value"); model.State(v.FieldByName("State").String()) {
	case model.StateUnset, model.StateDefault:
	case model.StateWritten:
		if kind := value.Elem().Kind(); kind == reflect.Slice || kind == reflect.Struct {
			w.write(path, value.Elem())
			return
		}
		fmt.Fprintf(&w.out, "  %s = %v  # %s\n", path, value.Elem(), w.text(at))
	default:
		known := ""
		if parts, ok := v.FieldByName("Parts").Interface().([]model.Part); ok && len(parts) > 0 {
			known = " " + model.Show(parts)
		}
		if possible := v.FieldByName("OneOf"); possible.Len() > 0 {
			known += fmt.Sprintf(" one of %v", possible)
		}
		fmt.Fprintf(&w.out, "  %s ?%s  # %s: %s\n", path, known, w.text(at), v.FieldByName("Why"))
	}
}

// text is what a place holds, shortened to its first line.
func (w *writer) text(at source.Range) string {
	file := w.files[at.File]
	if file == nil {
		data, err := os.ReadFile(filepath.Join(w.dir, at.File))
		if err != nil {
			w.t.Fatalf("a place in %q: %v", at.File, err)
		}
		file = source.NewFile(at.File, data)
		w.files[at.File] = file
	}
	line, _, more := strings.Cut(file.Text(at), "\n")
	if more {
		line += " …"
	}
	return fmt.Sprintf("%s:%d: %s", at.File, file.Position(at.Start).Line, line)
}
