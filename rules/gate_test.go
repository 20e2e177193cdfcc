package rules

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/parsers"
)

// apisIn are the APIs of all files below a folder and their worlds, by where they are declared.
func apisIn(t *testing.T, folder string) map[string]*model.API {
	t.Helper()
	root, err := source.OpenRoot(folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	apis := map[string]*model.API{}
	keep := func(where string, reading model.Reading) {
		for _, api := range reading.APIs {
			apis[where+" "+api.Address] = api
			for i, world := range api.Worlds {
				apis[fmt.Sprint(where, " ", api.Address, " world ", i)] = world
			}
		}
	}
	err = fs.WalkDir(os.DirFS(folder), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir():
			keep(name, parsers.ReadModule(root, name, parsers.Settings{}))
		case parsers.ShapeOf(name) == parsers.Document:
			if file, err := root.Read(name); err == nil {
				reading, _ := parsers.ReadDocument(root, file, nil)
				keep(name, reading)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return apis
}

// TestGatesChangeNothing has OPA answer all that gates answer without it: every rule is
// asked about every subject, with an input that nothing is left out of.
func TestGatesChangeNothing(t *testing.T) {
	e, err := Load(func(finding.Rule) bool { return true })
	if err != nil {
		t.Fatal(err)
	}
	for folder, least := range map[string]int{"../testdata": 500, "../../shared/corpus": 500} {
		if _, err := os.Stat(folder); err != nil {
			continue
		}
		t.Run(folder, func(t *testing.T) {
			t.Parallel()
			apis := apisIn(t, folder)
			if len(apis) < least {
				t.Fatalf("only %d APIs", len(apis))
			}
			asked, found := 0, 0
			for where, api := range apis {
				got, err := e.Ask(context.Background(), api)
				if err != nil {
					t.Fatal(err)
				}
				want := askOPA(e, api)
				slices.SortFunc(got, finding.Compare)
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s (-without gates +with them):\n%s", where, diff)
				}
				asked, found = asked+askedAnyway(e, api), found+len(want)
			}
			t.Logf("%d APIs, %d findings, %d questions to OPA", len(apis), found, asked)
		})
	}
}

// askOPA is what all rules find, sorted.
func askOPA(e *Engine, api *model.API) []finding.Finding {
	i := e.interview(api)
	for _, subject := range api.Subjects() {
		var all []answer
		for _, id := range e.program.gates[subject.Kind].ids {
			all = append(all, answer{rule: id})
		}
		i.ask(context.Background(), question{subject, all})
	}
	slices.SortFunc(i.findings, finding.Compare)
	return i.findings
}

// askedAnyway counts the questions that gates leave to OPA.
func askedAnyway(e *Engine, api *model.API) (n int) {
	for _, q := range e.interview(api).questions() {
		for _, answer := range q.answers {
			if answer.found == nil {
				n++
			}
		}
	}
	return n
}

func TestGates(t *testing.T) {
	for name, c := range map[string]struct {
		body string
		want bool // open to a token authorizer whose TTL is 0, in an API without methods
	}{
		"a value that it has":           {`input.authorizer.kind.value == "token"`, true},
		"another":                       {`input.authorizer.kind.value == "jwt"`, false},
		"the other way round":           {`"jwt" == input.authorizer.kind.value`, false},
		"through a variable":            {"kind := input.authorizer.kind.value\n\tkind == \"jwt\"", false},
		"a number":                      {`input.authorizer.ttlSeconds.value == 1`, false},
		"one of several":                {`input.authorizer.kind.value in {"token", "jwt"}`, true},
		"none of several":               {`input.authorizer.kind.value in {"request", "jwt"}`, false},
		"a state":                       {`input.authorizer.uri.state == "unknown"`, true},
		"another state":                 {`input.authorizer.uri.state == "unset"`, false},
		"what is there":                 {`input.authorizer.ttlSeconds.value < 1`, true},
		"what is not":                   {`input.authorizer.uri.value != ""`, false},
		"an element of nothing":         {"some method in input.api.methods.items\n\tmethod.exists.value", false},
		"an element at a place":         {`input.authorizer.uri.parts[0].literal == "arn:"`, false},
		"how many":                      {`count(input.api.authorizers.items) > 0`, true},
		"too many":                      {`count(input.api.methods.items) > 0`, false},
		"more than there are":           {`count(input.api.authorizers.items) > 1`, false},
		"none where there is one":       {`count(input.api.authorizers.items) == 0`, false},
		"a helper that holds":           {"_is_token", true},
		"a helper that does not":        {"_is_jwt", false},
		"a helper of which one way may": {"_is_either", true},
		"a helper in a call":            {`startswith(_jwt_name, "x")`, false},
		"an element of an empty set":    {"some name in _jwt_names\n\tname != \"\"", false},
		"a set that may be empty":       {`count(_jwt_names) >= 0`, true},
		"a helper with another value":   {`_otherwise == "b"`, true},
		"a negation":                    {"not _is_jwt", true},
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.Replace(rule("gated", plainFinding), `input.authorizer.kind.value == "token"`, c.body, 1) + `
_is_token if input.authorizer.kind.value == "token"

_is_jwt if input.authorizer.kind.value == "jwt"

_is_either if _is_token

_is_either if _is_jwt

_jwt_name := input.authorizer.name.value if _is_jwt

_jwt_names contains input.authorizer.name.value if _is_jwt

_otherwise := "a" if {
	_is_jwt
} else := "b"
`
			e := engine(t, map[string]string{"gated": text})
			subjects := tokens("a").Subjects()
			open := e.program.gates["authorizer"].answers(e.encoders.newInput(), subjects[slices.IndexFunc(subjects, func(s model.Subject) bool { return s.Kind == "authorizer" })].Input)
			if got := len(open) > 0; got != c.want {
				t.Errorf("open: %v, want %v", got, c.want)
			}
		})
	}
}
