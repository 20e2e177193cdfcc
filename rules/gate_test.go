package rules

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

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

// TestAskAtOnce has the first subjects of an engine come from several goroutines. What a
// function makes of one of them is not kept for others.
func TestAskAtOnce(t *testing.T) {
	told := "\n_told(text) := $\"{text} {input.authorizer.name.value}\"\n"
	e := engine(t, map[string]string{"gated": rule("gated", strings.Replace(plainFinding, `"it is a token authorizer"`, `_told("it is")`, 1)) + told})
	var asking sync.WaitGroup
	for range 8 {
		asking.Go(func() {
			for i := range 20 {
				api := gated()
				api.Authorizers.Items[0].Name = model.Written(fmt.Sprint("number ", i), at)
				found, err := e.Ask(context.Background(), api)
				if err != nil || len(found) != 1 || found[0].Message != fmt.Sprint("it is number ", i) {
					t.Errorf("%+v: %v", found, err)
				}
			}
		})
	}
	asking.Wait()
}

// gated is an API with a token authorizer that asks for two headers, one of them known in
// part, and guards one of two methods.
func gated() *model.API {
	api := tokens("a")
	authorizer := api.Authorizers.Items[0]
	authorizer.Name = model.Written("callers", at)
	authorizer.IdentitySources = model.Written([]model.Text{
		model.Written("method.request.header.Authorization", at),
		model.TextOf(at, "of a variable", model.Literal("method.request.header."), model.HoleOf(model.HoleVariable, "var.header")),
	}, at)
	for _, verb := range []string{"GET", "PUT"} {
		api.Methods.Items = append(api.Methods.Items, &model.Method{
			Address: verb, Label: verb + " /", Range: at, Exists: model.Certain(at), Verb: model.Written(verb, at), Path: model.Written("/", at),
			AuthorizationType: model.Written(model.AuthorizationNone, at), Scopes: model.Unset[[]model.Text](at),
		})
	}
	api.Methods.Complete = true
	api.Methods.Items[0].RouteKey = model.Unset[string](at)
	api.Methods.Items[1].RouteKey = model.Text{Range: at, OneOf: []string{"arn:a", "arn:b"}}
	api.Methods.Items[0].AuthorizationType = model.Written(model.AuthorizationCustom, at)
	api.Methods.Items[0].Authorizer = model.Written("a", at)
	return api
}

// gateHelpers are what the conditions of TestGates use.
const gateHelpers = `
_is_token if input.authorizer.kind.value == "token"

_is_jwt if input.authorizer.kind.value == "jwt"

_is_either if _is_token

_is_either if _is_jwt

_jwt_name := input.authorizer.name.value if _is_jwt

_jwt_names contains input.authorizer.name.value if _is_jwt

_names contains name if {
	some source in input.authorizer.identitySources.value
	name := trim_prefix(source.value, "method.request.header.")
}

_places contains [source.range, "x"] if {
	some source in input.authorizer.identitySources.value
}

_otherwise := "a" if {
	_is_jwt
} else := "b"

_falls_back := "a" if _is_token

default _falls_back := "b"

_unsure := "a" if {
	count(object.keys(input.authorizer.kind)) > 3
} else := "b"

default _unsure_before := "b"

_unsure_before := "a" if count(object.keys(input.authorizer.kind)) > 3

_says_no := false

_kind(kind, _) := {"known": kind, "of": "text"} if kind in {"token", "request"}

_kind("jwt", name) := {"known": "jwt", "of": name}

_same(x, x)

_is_long(text) if count(text) > 20

_by_kind[kind] contains name if {
	kind := input.authorizer.kind.value
	name := input.authorizer.name.value
}
`

func TestGates(t *testing.T) {
	const nothing, certain, asked = "nothing", "certain", "asked"
	for name, c := range map[string]struct{ body, want string }{
		"a value that it has":             {`input.authorizer.kind.value == "token"`, certain},
		"another":                         {`input.authorizer.kind.value == "jwt"`, nothing},
		"the other way round":             {`"jwt" == input.authorizer.kind.value`, nothing},
		"through a variable":              {"kind := input.authorizer.kind.value\n\tkind == \"jwt\"", nothing},
		"a number":                        {`input.authorizer.ttlSeconds.value == 1`, nothing},
		"one of several":                  {`input.authorizer.kind.value in {"token", "jwt"}`, certain},
		"none of several":                 {`input.authorizer.kind.value in {"request", "jwt"}`, nothing},
		"in a list of the model":          {`"GET" in [method.verb.value | some method in input.api.methods.items]`, certain},
		"not in a list of the model":      {`not "PATCH" in [method.verb.value | some method in input.api.methods.items]`, certain},
		"a state":                         {`input.authorizer.uri.state == "unknown"`, certain},
		"another state":                   {`input.authorizer.uri.state == "unset"`, nothing},
		"what is there":                   {`input.authorizer.ttlSeconds.value < 1`, certain},
		"what is not":                     {`input.authorizer.uri.value != ""`, nothing},
		"something false":                 {`input.authorizer.defaultPermission`, nothing},
		"something that is not false":     {`not input.authorizer.defaultPermission`, certain},
		"an element of nothing":           {"some policy in input.api.callerPolicies.items\n\tpolicy.address", nothing},
		"an element at a place":           {`input.authorizer.uri.parts[0].literal == "arn:"`, nothing},
		"an element at a known place":     {`input.authorizer.identitySources.value[1].parts[0].literal == "method.request.header."`, certain},
		"an element of some":              {"some method in input.api.methods.items\n\tmethod.verb.value == \"PUT\"", certain},
		"an element of none":              {"some method in input.api.methods.items\n\tmethod.verb.value == \"PATCH\"", nothing},
		"an element with its place":       {"some i, method in input.api.methods.items\n\tmethod.verb.value == \"PUT\"\n\ti == 1", certain},
		"two that differ":                 {"some i, j\n\tinput.api.methods.items[i].path.value == input.api.methods.items[j].path.value\n\ti < j", asked},
		"a field of any name":             {"some name, field in input.authorizer.kind\n\tname == \"value\"\n\tfield == \"token\"", asked},
		"how many":                        {`count(input.api.authorizers.items) > 0`, certain},
		"too many":                        {`count(input.api.callerPolicies.items) > 0`, nothing},
		"more than there are":             {`count(input.api.authorizers.items) > 1`, nothing},
		"none where there is one":         {`count(input.api.authorizers.items) == 0`, nothing},
		"how long":                        {`count(input.authorizer.name.value) == 7`, certain},
		"all of them":                     {"every method in input.api.methods.items {\n\t\tmethod.path.value == \"/\"\n\t}", certain},
		"not all of them":                 {"every method in input.api.methods.items {\n\t\tmethod.verb.value == \"GET\"\n\t}", nothing},
		"all of nothing":                  {"every policy in input.api.callerPolicies.items {\n\t\tpolicy.address == \"\"\n\t}", certain},
		"all of what is not there":        {"every scope in input.api.methods.items[0].scopes.value {\n\t\tscope.value == \"\"\n\t}", nothing},
		"all of which one is unknown":     {"every source in input.authorizer.identitySources.value {\n\t\tstartswith(source.value, \"method.\")\n\t}", nothing},
		"all of what a gate does not see": {"every key in object.keys(input.authorizer.kind) {\n\t\tkey != \"none\"\n\t}", asked},
		"all of an object that is made":   {"every label, _ in {method.label: 1 | some method in input.api.methods.items} {\n\t\tlabel == \"GET /\"\n\t}", asked},
		"how many in a set":               {"count({method | some method in input.api.methods.items}) == 2", asked},
		"a place in a list":               {"some i, method in [method | some method in input.api.methods.items]\n\ti == 1\n\tmethod.verb.value == \"PUT\"", certain},
		"a field that is false":           {`input.api.callerPolicies.complete`, nothing},
		"a field that is left out":        {`input.authorizer.kind.why == ""`, nothing},
		"an ARN that is not set":          {`authlint.arn_matches("arn:*", input.api.methods.items[0].routeKey)`, nothing},
		"an ARN that is one of two":       {`authlint.arn_matches("arn:c", input.api.methods.items[1].routeKey) == "no"`, certain},
		"an empty list":                   {`input.authorizer.identitySources.value == []`, nothing},
		"a list that is another":          {`[input.authorizer.kind.value, input.authorizer.name.value] != ["token", "callers"]`, nothing},
		"a list of a text":                {"[first, second] := split(input.authorizer.name.value, \"l\")\n\tfirst == \"ca\"\n\tsecond == \"lers\"", nothing},
		"a list of the model":             {"[first, _] := input.authorizer.identitySources.value\n\tendswith(first.value, \"Authorization\")", certain},
		"a list of another length":        {"[first] := input.authorizer.identitySources.value\n\tfirst.value", nothing},
		"a text that is another":          {`input.authorizer.identitySources.value[0] == input.authorizer.identitySources.value[1]`, asked},
		"a call with a text":              {`regex.match("^c", input.authorizer.name.value)`, certain},
		"a call that says no":             {`contains(input.authorizer.name.value, "x")`, nothing},
		"a call in a call":                {`replace(upper(input.authorizer.name.value), "LL", "") == "CAERS"`, certain},
		"a call without end":              {"some n in numbers.range(1, 20000)\n\tn == 20000", asked},
		"a call with an object":           {`object.get(input.authorizer.kind, "value", "") == "token"`, certain},
		"a call with what is not there":   {`object.get(input.authorizer.uri, "value", "none") == "none"`, certain},
		"a call with all of an object":    {`count(object.keys(input.authorizer.kind)) > 3`, asked},
		"an ARN":                          {`authlint.arn_matches("arn:aws:lambda:*", input.authorizer.arn) == "yes"`, nothing},
		"ranges":                          {"input.authorizer.kind.range == input.api.range", certain},
		"a range that is looked into":     {`input.authorizer.kind.range.start == 7`, asked},
		"what is not in a range":          {`input.authorizer.kind.range.start == 8`, nothing},
		"a helper that holds":             {"_is_token", certain},
		"a helper that does not":          {"_is_jwt", nothing},
		"a helper of which one way may":   {"_is_either", certain},
		"a helper in a call":              {`startswith(_jwt_name, "x")`, nothing},
		"a helper that is false":          {`_says_no`, nothing},
		"a helper that is known as such":  {`_says_no == false`, certain},
		"an element of an empty set":      {"some name in _jwt_names\n\tname != \"\"", nothing},
		"a set that may be empty":         {`count(_jwt_names) >= 0`, certain},
		"a set":                           {`_names == {"Authorization"}`, certain},
		"a set with equal members":        {`count(_places) == 1`, certain},
		"a member of a set":               {`"Authorization" in _names`, certain},
		"what is no member":               {`_names.Cookie`, nothing},
		"a list in a set":                 {"some [_, x] in _places\n\tx == \"x\"", certain},
		"no list in a set":                {"some [_, x] in _places\n\tx == \"y\"", nothing},
		"a helper with another value":     {`_otherwise == "b"`, certain},
		"a helper without that value":     {`_otherwise == "a"`, nothing},
		"a default":                       {`_falls_back == "b"`, nothing},
		"what is before a default":        {`_falls_back == "a"`, certain},
		"what may be before another":      {`_unsure == "a"`, asked},
		"what may be before a default":    {`_unsure_before == "a"`, asked},
		"a negation":                      {"not _is_jwt", certain},
		"a negation of what holds":        {"not _is_token", nothing},
		"a negation of what is not there": {`not input.authorizer.uri.value`, certain},
		"a function":                      {`_kind(input.authorizer.kind.value, "n").known == "token"`, certain},
		"a function of another":           {`_kind(input.authorizer.kind.value, "n").of == "n"`, nothing},
		"a function that is not defined":  {`_kind(input.authorizer.name.value, "n").of`, nothing},
		"a function that does not hold":   {`not _is_long(input.authorizer.name.value)`, certain},
		"a function of what is missing":   {`not _is_long(input.authorizer.uri.value)`, nothing},
		"arguments that are equal":        {`_same(input.authorizer.kind.value, "token")`, certain},
		"arguments that are not":          {`_same(input.authorizer.kind.value, "jwt")`, nothing},
		"a comprehension":                 {"verbs := {method.verb.value | some method in input.api.methods.items}\n\tverbs - {\"GET\"} == {\"PUT\"}", certain},
		"a comprehension of objects":      {"byVerb := {method.verb.value: method.label | some method in input.api.methods.items}\n\tbyVerb.GET == \"GET /\"", asked},
		"sets by name":                    {`"callers" in _by_kind.token`, asked},
		"another input":                   {`_is_jwt with input.authorizer.kind.value as "jwt"`, asked},
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.Replace(rule("gated", plainFinding), `input.authorizer.kind.value == "token"`, c.body, 1) + gateHelpers
			e, api := engine(t, map[string]string{"gated": text}), gated()
			e.program.limit = time.Minute
			want := askOPA(e, api)
			got, err := e.Ask(context.Background(), api)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("-OPA +gate:\n%s", diff)
			}
			if c.want != asked && len(want) > 0 != (c.want == certain) {
				t.Errorf("OPA finds %d, where a gate should say %s", len(want), c.want)
			}
			if got := passed(e, api); got != c.want {
				t.Errorf("the gate says %s, want %s", got, c.want)
			}
		})
	}
}

// passed is what the only gate says.
func passed(e *Engine, api *model.API) string {
	switch questions := e.interview(api).questions(); {
	case len(questions) == 0:
		return "nothing"
	case questions[0].answers[0].found == nil:
		return "asked"
	default:
		return "certain"
	}
}
