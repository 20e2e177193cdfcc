package handler

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
)

// TestFunctions reads each function of testdata/functions. What is to be read of it stands
// in its last lines, behind "= ". Its handler is the one that its first lines name, else
// the one that people use in the language.
func TestFunctions(t *testing.T) {
	names, err := filepath.Glob("testdata/functions/*.*")
	if err != nil || len(names) < 40 {
		t.Fatalf("found %d functions: %v", len(names), err)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			file, setting, want := readFunction(t, name)
			got := summary(Read(Source{File: file, Handler: setting, Open: beside}), file)
			if got != want {
				t.Errorf("read\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// readFunction is a source of testdata, its handler, and what is to be read of it.
func readFunction(t testing.TB, name string) (file *source.File, setting, want string) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	file = source.NewFile(strings.TrimSuffix(filepath.ToSlash(name), ".txt"), data)
	setting = "index.handler"
	if path.Ext(name) == ".py" {
		setting = "app.lambda_handler"
	}
	var lines []string
	for line := range strings.Lines(string(data)) {
		comment := strings.TrimLeft(line, "/#")
		if line, ok := strings.CutPrefix(comment, " = "); ok {
			lines = append(lines, strings.TrimSuffix(line, "\n"))
		}
		if name, ok := strings.CutPrefix(comment, " handler: "); ok {
			setting = strings.TrimSpace(name)
		}
	}
	return file, setting, strings.Join(lines, "\n")
}

// beside opens what the functions import.
func beside(name string) *source.File {
	data, err := os.ReadFile(filepath.FromSlash(name))
	if err != nil {
		return nil
	}
	return source.NewFile(name, data)
}

// summary is what was read of a function, in short.
func summary(h *model.Handler, file *source.File) string {
	var lines []string
	add := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	if len(h.Wrappers) > 0 {
		add("in %s", strings.Join(h.Wrappers, ", "))
	}
	for _, read := range h.Reads.Items {
		decides := "perhaps"
		if is, known := read.Decides.Get(); known {
			decides = map[bool]string{true: "decides", false: "no"}[is]
		}
		add("reads %s [%s] %s", read.Field, oneLine(file.Text(read.Range)), decides)
	}
	if !h.Reads.Complete {
		add("reads more: %s", h.Reads.Why)
	}
	for _, o := range h.Outcomes.Items {
		add("%s %s [%s] %s", o.Reached, o.By, oneLine(file.Text(o.Range)), strings.Join(parts(o), ", "))
	}
	if !h.Outcomes.Complete {
		add("more: %s", h.Outcomes.Why)
	}
	return strings.Join(lines, "\n")
}

func oneLine(s string) string {
	first, _, more := strings.Cut(s, "\n")
	if more {
		return strings.TrimSpace(first) + " …"
	}
	return s
}

// parts is an outcome in words.
func parts(o *model.Outcome) []string {
	kind, known := o.Kind.Get()
	if !known {
		kind = "unknown (" + o.Kind.Why + ")"
	}
	all := []string{kind}
	add := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }
	if kind == model.OutcomeError {
		refusing := "unknown"
		if is, known := o.Refusing.Get(); known {
			refusing = map[bool]string{true: "401", false: "500"}[is]
		}
		add("%s", shown(o.Error))
		add("%s", refusing)
		return all
	}
	if kind == model.OutcomeOther || kind == model.OutcomeNothing || !known {
		if len(o.Keys.Items) > 0 {
			add("keys %s", strings.Join(o.Keys.Items, " "))
		}
		return all
	}
	if policy, known := o.Policy.Get(); known {
		for _, s := range policy.Statements.Items {
			add("%s %s", shown(s.Effect), resources(s))
		}
		if !policy.Statements.Complete {
			add("statements open (%s)", policy.Statements.Why)
		}
		if version, known := o.Version.Get(); !known || version != "2012-10-17" {
			add("version %s", shown(o.Version))
		}
	} else if kind == model.OutcomePolicy {
		add("policy %s", state(o.Policy.State))
	}
	if kind == model.OutcomePolicy {
		add("for %s", shown(o.PrincipalID))
	}
	if is, known := o.IsAuthorized.Get(); known {
		add("authorized %t", is)
	} else if kind == model.OutcomeSimple {
		add("authorized %s (%s)", state(o.IsAuthorized.State), o.IsAuthorized.Why)
	}
	for _, item := range o.Context.Items {
		kind, known := item.Type.Get()
		if !known {
			kind = "unknown"
		}
		add("%s: %s", item.Key, kind)
	}
	if !o.Context.Complete {
		add("context open (%s)", o.Context.Why)
	}
	if o.UsageIdentifierKey.State != model.StateUnset {
		add("key %s", shown(o.UsageIdentifierKey))
	}
	return all
}

func resources(s *model.Statement) string {
	list, known := s.Resources.Get()
	if !known {
		return state(s.Resources.State)
	}
	var all []string
	for _, r := range list {
		all = append(all, shown(r))
	}
	out := strings.Join(all, " ")
	if is, known := s.Conditional.Get(); !known || is {
		out += " under conditions"
	}
	return out
}

func shown(v model.Text) string {
	if v.State != model.StateUnknown || len(v.Parts) > 0 {
		if v.State == model.StateUnset {
			return "unset"
		}
		return model.Show(model.PartsOf(v))
	}
	return "unknown"
}

func state(s model.State) string {
	text, _ := s.MarshalText()
	return string(text)
}
