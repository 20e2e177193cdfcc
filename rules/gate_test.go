package rules

import (
	"context"
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

// fixtureAPIs are the APIs of all fixtures, by where they are declared.
func fixtureAPIs(t *testing.T) map[string]*model.API {
	t.Helper()
	root, err := source.OpenRoot("../testdata")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	apis := map[string]*model.API{}
	keep := func(where string, reading model.Reading) {
		for _, api := range reading.APIs {
			apis[where+" "+api.Address] = api
		}
	}
	err = fs.WalkDir(os.DirFS("../testdata"), ".", func(name string, entry fs.DirEntry, err error) error {
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

// TestGatesHideNothing asks, about all fixtures, the rules that their gates would not have
// asked, and all others with an input that nothing is left out of.
func TestGatesHideNothing(t *testing.T) {
	e, err := Load(func(finding.Rule) bool { return true })
	if err != nil {
		t.Fatal(err)
	}
	apis := fixtureAPIs(t)
	if len(apis) < 50 {
		t.Fatalf("only %d APIs", len(apis))
	}
	for where, api := range apis {
		got, err := e.Ask(context.Background(), api)
		if err != nil {
			t.Fatal(err)
		}
		i := interview{engine: e, api: api, input: e.encoders.newInput(nil), failed: map[string]error{}}
		for _, subject := range api.Subjects() {
			i.ask(context.Background(), question{subject, e.program.gates[subject.Kind].ids})
		}
		if diff := cmp.Diff(i.findings, got); diff != "" {
			t.Errorf("%s (-without gates +with them):\n%s", where, diff)
		}
	}
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
			open := e.program.gates["authorizer"].open(subjects[slices.IndexFunc(subjects, func(s model.Subject) bool { return s.Kind == "authorizer" })].Input)
			if got := len(open) > 0; got != c.want {
				t.Errorf("open: %v, want %v", got, c.want)
			}
		})
	}
}
