package fix

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
)

func edit(file string, start, end int, text string) finding.Edit {
	return finding.Edit{Range: source.Range{File: file, Start: start, End: end}, Text: text}
}

func TestJoin(t *testing.T) {
	replaced := edit("a", 2, 5, "x")
	for name, c := range map[string]struct {
		added finding.Edit
		want  bool
	}{
		"beside it":               {edit("a", 5, 7, ""), true},
		"before it":               {edit("a", 0, 2, ""), true},
		"in another file":         {edit("b", 2, 5, "y"), true},
		"the same":                {replaced, true},
		"another text":            {edit("a", 2, 5, "y"), false},
		"over its end":            {edit("a", 4, 7, ""), false},
		"around it":               {edit("a", 0, 9, ""), false},
		"added within it":         {edit("a", 3, 3, "y"), false},
		"added where it ends":     {edit("a", 5, 5, "y"), false},
		"added where it begins":   {edit("a", 2, 2, "y"), false},
		"added one behind it":     {edit("a", 6, 6, "y"), true},
		"something added at once": {edit("a", 9, 9, "y"), false},
	} {
		all := []finding.Edit{replaced, edit("a", 9, 9, "z")}
		joined, ok := Join(all, []finding.Edit{c.added})
		if ok != c.want {
			t.Errorf("%s: got %v", name, ok)
		}
		if !ok && !slices.Equal(joined, all) {
			t.Errorf("%s: what is not joined changed the others", name)
		}
		if !slices.IsSortedFunc(joined, func(a, b finding.Edit) int { return a.Range.Compare(b.Range) }) {
			t.Errorf("%s: not sorted: %v", name, joined)
		}
	}
}

func TestUnified(t *testing.T) {
	got, err := Unified("x/main.tf", []byte("a\nb\nc"), []byte("a\nB\nc"))
	if err != nil {
		t.Fatal(err)
	}
	want := "--- a/x/main.tf\n+++ b/x/main.tf\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n\\ No newline at end of file\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestOutside changes a model in one way at a time.
func TestOutside(t *testing.T) {
	here, there := source.Range{File: "a", End: 1}, source.Range{File: "a", Start: 5, End: 9}
	api := func(change func(*model.API)) []*model.API {
		authorizer := func(address string) *model.Authorizer {
			return &model.Authorizer{Address: address, TTLSeconds: model.Written(300, here), InvokeRole: model.Unknown[string](here, "x")}
		}
		made := &model.API{Address: "api", Authorizers: model.Complete(authorizer("one"), authorizer("two"))}
		change(made)
		return []*model.API{made}
	}
	for name, c := range map[string]struct {
		change  func(*model.API)
		touched []string
		want    []string
	}{
		"nothing":     {func(*model.API) {}, nil, nil},
		"a place":     {func(a *model.API) { a.Range = there; a.Authorizers.Items[0].TTLSeconds.Range = there }, nil, nil},
		"a reason":    {func(a *model.API) { a.Authorizers.Items[0].InvokeRole.Why = "y" }, nil, nil},
		"a value":     {func(a *model.API) { a.Authorizers.Items[1].TTLSeconds = model.Written(0, here) }, nil, []string{"authorizers.ttlSeconds.value"}},
		"what it may": {func(a *model.API) { a.Authorizers.Items[1].TTLSeconds = model.Unset[int](here) }, []string{"authorizers.ttlSeconds"}, nil},
		"more":        {func(a *model.API) { a.Authorizers.Items[1].TTLSeconds = model.Unset[int](here) }, []string{"authorizers.ttl", "authorizers.ttlSeconds.value"}, []string{"authorizers.ttlSeconds.state"}},
		"one is gone": {func(a *model.API) { a.Authorizers.Items = a.Authorizers.Items[1:] }, nil, []string{"authorizers"}},
		"one is new": {func(a *model.API) {
			a.Authorizers.Items = append(a.Authorizers.Items, &model.Authorizer{Address: "three"})
		}, []string{"methods"}, []string{"authorizers"}},
		"another order": {func(a *model.API) { slices.Reverse(a.Authorizers.Items) }, nil, nil},
		"no list":       {func(a *model.API) { a.Authorizers.Complete = false }, nil, []string{"authorizers.complete"}},
	} {
		got, err := Outside(c.touched, api(func(*model.API) {}), api(c.change))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Join(got, " ") != strings.Join(c.want, " ") {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
}

// numbered are lines with their numbers, some of them changed.
func numbered(lines int, changed map[int]string) string {
	var text strings.Builder
	for i := 1; i <= lines; i++ {
		line, ok := changed[i]
		if !ok {
			line = fmt.Sprintln("line", i)
		}
		text.WriteString(line)
	}
	return text.String()
}

// TestUnifiedNumbers asks for the right numbers behind several changes.
func TestUnifiedNumbers(t *testing.T) {
	before := numbered(40, nil)
	after := numbered(40, map[int]string{2: "two\n", 6: "", 7: "seven\nmore\nmore\n", 30: "", 31: ""})
	got, err := Unified("a.tf", []byte(before), []byte(after))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"--- a/a.tf", "+++ b/a.tf", "@@ -1,10 +1,11 @@", "@@ -27,8 +28,6 @@"}
	var headers []string
	for line := range strings.Lines(got) {
		if strings.HasPrefix(line, "@@") || strings.HasPrefix(line, "---") || strings.HasPrefix(line, "+++") {
			headers = append(headers, strings.TrimSuffix(line, "\n"))
		}
	}
	if fmt.Sprint(headers) != fmt.Sprint(want) {
		t.Errorf("got %q, want %q:\n%s", headers, want, got)
	}
}

// TestNamesInPatches asserts that git apply finds a file whatever it is called.
func TestNamesInPatches(t *testing.T) {
	for name, want := range map[string]string{
		"main.tf":                 "b/main.tf",
		"é.yaml":                  "b/é.yaml",
		"a b.yaml":                "b/a b.yaml\t",
		"a\n+++ b/../../x.yaml":   `"b/a\012+++ b/../../x.yaml"` + "\t",
		`say "hi".yaml`:           `"b/say \"hi\".yaml"` + "\t",
		`back\slash.yaml`:         `"b/back\\slash.yaml"`,
		"tab\t.yaml":              `"b/tab\011.yaml"`,
		"escape\x1b[31m\x7f.yaml": `"b/escape\033[31m\177.yaml"`,
	} {
		patch, err := Unified(name, []byte("a\n"), []byte("b\n"))
		if err != nil {
			t.Fatal(err)
		}
		if want = "--- " + strings.Replace(want, "b/", "a/", 1) + "\n+++ " + want + "\n@@ -1 +1 @@\n-a\n+b\n"; patch != want {
			t.Errorf("%q: got\n%swant\n%s", name, patch, want)
		}
		if strings.Contains(name, "/") {
			continue // a directory, to the file system
		}
		file := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(file, []byte("a\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		apply := exec.Command("git", "apply", "-")
		apply.Dir, apply.Stdin = filepath.Dir(file), strings.NewReader(patch)
		out, err := apply.CombinedOutput()
		if errors.Is(err, exec.ErrNotFound) {
			continue
		}
		if data, _ := os.ReadFile(file); err != nil || string(data) != "b\n" {
			t.Errorf("%q: %v, it became %q\n%s", name, err, data, out)
		}
	}
}
