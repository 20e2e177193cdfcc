package cloudformation

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
	"github.com/authlint/authlint/parsers/yaml"
)

// A scene is one template with the files beside it, read.
type scene struct {
	model.Reading
	t *testing.T
}

// read reads template.yaml, with other files given as pairs of a name and a text.
func read(t *testing.T, template string, others ...string) scene {
	t.Helper()
	root, file, document := open(t, template, others...)
	reading := Read(root, file, document, nil)
	for _, api := range reading.APIs {
		api.Seal()
	}
	return scene{reading, t}
}

func open(t *testing.T, template string, others ...string) (*source.Root, *source.File, *tree.Node) {
	t.Helper()
	dir := t.TempDir()
	for i := 0; i < len(others); i += 2 {
		name := filepath.Join(dir, others[i])
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(others[i+1]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	root, err := source.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	file := source.NewFile("infra/template.yaml", []byte(template))
	documents, problems := yaml.Parse(file)
	if len(problems) > 0 || len(documents) != 1 {
		t.Fatalf("the template of the test is broken: %v", problems)
	}
	return root, file, documents[0]
}

// api returns the API at an address.
func (s scene) api(address string) *model.API {
	s.t.Helper()
	for _, api := range s.APIs {
		if api.Address == address {
			return api
		}
	}
	s.t.Fatalf("no API %s", address)
	return nil
}

// only returns the single API there is.
func (s scene) only() *model.API {
	s.t.Helper()
	if len(s.APIs) != 1 {
		s.t.Fatalf("%d APIs, want 1", len(s.APIs))
	}
	return s.APIs[0]
}

// authorizer returns the authorizer of the only API whose address ends so.
func (s scene) authorizer(name string) *model.Authorizer {
	s.t.Helper()
	for _, authorizer := range s.only().Authorizers.Items {
		if strings.HasSuffix(authorizer.Address, "."+name) {
			return authorizer
		}
	}
	s.t.Fatalf("no authorizer %s", name)
	return nil
}

// text is what the file has in a range.
func (s scene) text(at source.Range) string {
	s.t.Helper()
	for _, file := range s.Files {
		if file.Name == at.File {
			return file.Text(at)
		}
	}
	s.t.Fatalf("the range %v is in no file of the reading", at)
	return ""
}

// messages are the problems, notes marked as such.
func (s scene) messages() []string {
	messages := []string{}
	for _, problem := range s.Problems {
		message := problem.Message
		if problem.Note {
			message = "note: " + message
		}
		messages = append(messages, message)
	}
	return messages
}

// access says for each method who may call it: type, authorizer, scopes, key.
func access(api *model.API) map[string]string {
	by := map[string]string{}
	for _, method := range api.Methods.Items {
		words := []string{show(method.AuthorizationType)}
		if method.Authorizer.State != model.StateUnset {
			name := show(method.Authorizer)
			words = append(words, name[strings.LastIndex(name, ".")+1:])
		}
		if method.Scopes.State != model.StateUnset {
			words = append(words, showAll(method.Scopes))
		}
		if key, _ := method.APIKeyRequired.Get(); key {
			words = append(words, "key")
		}
		by[method.Label] = strings.Join(words, " ")
	}
	return by
}

// show is a text as far as it is known; ? where nothing is, - where it is unset.
func show(text model.Text) string {
	switch parts := model.PartsOf(text); {
	case text.State == model.StateUnset:
		return "-"
	case parts == nil:
		return "?"
	default:
		return model.Show(parts)
	}
}

func showAll(texts model.Value[[]model.Text]) string {
	items, known := texts.Get()
	switch {
	case texts.State == model.StateUnset:
		return "-"
	case !known:
		return "?"
	}
	shown := make([]string, len(items))
	for i, item := range items {
		shown[i] = show(item)
	}
	return "[" + strings.Join(shown, " ") + "]"
}
