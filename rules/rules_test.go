package rules

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
)

// head is METADATA that says all that is needed.
const head = `# METADATA
# title: A title
# description: |
#   What happens.
#
#   What to do.
# related_resources:
#   - ref: https://example.com/page
# custom:
#   severity: warning
#   ignore_when: Never.
#   formats: [terraform]
`

// rule is a rule about authorizers that are of the kind token, with the given finding.
func rule(id, finding string) string {
	return head + fmt.Sprintf(`package authlint.authorizer[%q]

findings contains finding if {
	input.authorizer.kind.value == "token"
	finding := %s
}
`, id, finding)
}

const plainFinding = `{"range": input.authorizer.range, "message": "it is a token authorizer", "predicts": {}}`

func folder(files map[string]string) fstest.MapFS {
	out := fstest.MapFS{}
	for path, text := range files {
		out[path] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

func TestLoadRefuses(t *testing.T) {
	good := rule("good", plainFinding)
	cases := []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{
			"a package that is not the path",
			map[string]string{"authorizer/other.rego": good},
			[]string{"authorizer/other.rego:13", "good", "other"},
		},
		{
			"a folder that is no kind of subject",
			map[string]string{"authorizers/good.rego": good},
			[]string{"authorizers/good.rego", "no kind of thing"},
		},
		{
			"two rules with one id",
			map[string]string{"authorizer/good.rego": good, "method/good.rego": strings.ReplaceAll(good, "authorizer", "method")},
			[]string{"authorizer/good.rego", "method/good.rego", "same id"},
		},
		{
			"a typo in an input path",
			map[string]string{"authorizer/good.rego": strings.Replace(good, "authorizer.kind", "authorizer.knid", 1)},
			[]string{"authorizer/good.rego:16", "knid"},
		},
		{
			"a typo in the path that is reported",
			map[string]string{"authorizer/good.rego": strings.Replace(good, "authorizer.range", "authorizer.rang", 1)},
			[]string{"authorizer/good.rego:17", "rang"},
		},
		{
			"what another kind of subject has",
			map[string]string{"authorizer/good.rego": strings.Replace(good, "input.authorizer.kind", "input.method.kind", 1)},
			[]string{"authorizer/good.rego:16", "method"},
		},
		{
			"a clock",
			map[string]string{"authorizer/good.rego": good + "\n_now := time.now_ns()\n"},
			[]string{"authorizer/good.rego:20", "time.now_ns"},
		},
		{
			"the network, from the library",
			map[string]string{"authorizer/good.rego": good, "lib/net.rego": "package authlint.lib.net\n\nget(url) := http.send({\"url\": url, \"method\": \"get\"})\n"},
			[]string{"lib/net.rego:3", "http.send"},
		},
		{
			"a variable that is not used",
			map[string]string{"authorizer/good.rego": strings.Replace(good, "finding :=", "unused := 1\n\tfinding :=", 1)},
			[]string{"authorizer/good.rego:17", "unused"},
		},
		{
			"findings that are not a set",
			map[string]string{"authorizer/good.rego": head + "package authlint.authorizer.good\n\nfindings := {1}\n"},
			[]string{"authorizer/good.rego:15", "not a set"},
		},
		{
			"no findings",
			map[string]string{"authorizer/good.rego": head + "package authlint.authorizer.good\n\nfinding := 1\n"},
			[]string{"authorizer/good.rego:13", "no findings"},
		},
		{
			"an empty file",
			map[string]string{"lib/empty.rego": ""},
			[]string{"lib/empty.rego"},
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) { refuses(t, c.files, c.want) })
	}
}

func TestMetadataRefuses(t *testing.T) {
	cases := []struct {
		name     string
		old, new string
		want     []string
	}{
		{"no METADATA", "# METADATA", "#", []string{":1", "begins with # METADATA"}},
		{"an unknown key", "#   severity", "#   serverity", []string{":10:1", "serverity"}},
		{"a key of OPA's that we do not use", "# custom:", "# entrypoint: true\n# custom:", []string{":9:1", "entrypoint"}},
		{"a wrong type", "severity: warning", "severity: warning\n#   tags: 3", []string{":11:1"}},
		{"no YAML", "# title: A title", "# title: [", []string{":3:1: METADATA: found"}},
		{"no title", "# title: A title\n", "", []string{":1", "title is missing"}},
		{"a title that is a sentence", "A title", "A title.", []string{"full stop"}},
		{"one paragraph", "#   What happens.\n#\n", "", []string{":1", "two paragraphs"}},
		{"no page that it rests on", "# related_resources:\n#   - ref: https://example.com/page\n", "", []string{"related_resources is missing"}},
		{"a page that is no address", "https://example.com", "example.com", []string{"https://"}},
		{"nothing about when to ignore it", "#   ignore_when: Never.\n", "", []string{":1", "ignore_when is missing"}},
		{"a severity that SARIF does not have", "warning", "info", []string{`"info"`, "error, warning or note"}},
		{"a precision that GitHub does not have", "severity: warning", "severity: warning\n#   precision: exact", []string{`"exact"`, "very-high"}},
		{"no format", "#   formats: [terraform]\n", "", []string{":1", "custom.formats is missing"}},
		{"a format that is not read", "[terraform]", "[pulumi]", []string{`"pulumi"`, "terraform, cloudformation, sam, openapi"}},
		{"a format twice", "[terraform]", "[sam, terraform, sam]", []string{`"sam"`, "each once"}},
		{"a score above 10", "severity: warning", "severity: warning\n#   security_severity: 11", []string{`"11"`, "0.1 to 10"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			text := strings.Replace(rule("good", plainFinding), c.old, c.new, 1)
			refuses(t, map[string]string{"authorizer/good.rego": text}, append(c.want, "authorizer/good.rego"))
		})
	}
}

// refuses asserts that loading fails with a message that has all of want.
func refuses(t *testing.T, files map[string]string, want []string) {
	t.Helper()
	_, err := load(folder(files), nil, false)
	if err == nil {
		t.Fatal("loaded without an error")
	}
	for _, part := range want {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("the error lacks %q: %v", part, err)
		}
	}
}

func TestMetadata(t *testing.T) {
	text := strings.NewReplacer(
		"severity: warning", "severity: error\n#   precision: medium\n#   tags: [cors, browser]\n#   security_severity: 7.5\n#   pedantic: true",
		"#   What happens.", "#   What happens,\n#   in `code`.\n#\n#   To whom.",
	).Replace(rule("good", plainFinding))
	got, err := readMetadata(file{path: "authorizer/good.rego", text: text})
	if err != nil {
		t.Fatal(err)
	}
	want := finding.Rule{
		ID: "good", Subject: "authorizer", Title: "A title",
		Description: "What happens,\nin `code`.\n\nTo whom.", Remedy: "What to do.", IgnoreWhen: "Never.",
		References: []string{"https://example.com/page"}, Severity: finding.Error, Precision: "medium", Formats: []string{"terraform"},
		Tags: []string{"cors", "browser"}, SecuritySeverity: "7.5", Pedantic: true,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// engine loads rules, by id, that are about authorizers.
func engine(t *testing.T, rules map[string]string) *Engine {
	t.Helper()
	files := map[string]string{}
	for id, text := range rules {
		files["authorizer/"+id+".rego"] = text
	}
	e, err := load(folder(files), nil, false)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

var at = source.Range{File: "main.tf", Start: 7, End: 9}

// tokens is an API with authorizers at the given addresses.
func tokens(addresses ...string) *model.API {
	api := &model.API{Address: "api", Range: at, Authorizers: model.Complete[*model.Authorizer]()}
	for _, address := range addresses {
		api.Authorizers.Items = append(api.Authorizers.Items, &model.Authorizer{
			Address: address, Range: at, Kind: model.Written(model.KindToken, at), TTLSeconds: model.Written(0, at),
		})
	}
	return api
}

func TestAsk(t *testing.T) {
	e := engine(t, map[string]string{
		"full": rule("full", `{
			"range": input.authorizer.kind.range,
			"message": sprintf("%s of %s", [input.authorizer.address, input.api.address]),
			"severity": "note",
			"predicts": {"status": 401, "responseType": "UNAUTHORIZED", "body": "{}", "methods": ["GET /"]},
			"related": [{"range": input.api.range, "message": "here"}],
			"fixes": [{"description": "write it", "safe": true, "touches": ["authorizers.kind"], "changes": [{"at": input.authorizer.range, "path": ["type"], "value": "x"}]}]
		}`),
		"sets":  rule("sets", `{"range": input.api.range, "message": "m", "predicts": {"methods": {"B", "A"}}}`),
		"other": strings.Replace(rule("other", plainFinding), `"token"`, `"request"`, 1),
	})
	got, err := e.Ask(context.Background(), tokens("a"))
	if err != nil {
		t.Fatal(err)
	}
	want := []finding.Finding{
		{
			Rule: "full", Severity: finding.Note, Message: "a of api", Range: at, Address: "a", API: "api",
			Predicts: finding.Prediction{Status: 401, ResponseType: "UNAUTHORIZED", Body: "{}", Methods: []string{"GET /"}},
			Related:  []finding.Related{{Range: at, Message: "here"}},
			Fix: &finding.Fix{
				Description: "write it", Safe: true, Touches: []string{"authorizers.kind"},
				Changes: []finding.Change{{At: at, Path: []string{"type"}, Value: "x"}},
			},
		},
		{
			Rule: "sets", Severity: finding.Warning, Message: "m", Range: at, Address: "a", API: "api",
			Predicts: finding.Prediction{Methods: []string{"A", "B"}},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestAskIsolates has one rule fail: all others are asked, and what they find is kept.
func TestAskIsolates(t *testing.T) {
	cases := []struct {
		name string
		bad  string
		want []string
	}{
		{"an error of a function", rule("bad", strings.Replace(plainFinding, "{}}", `{"status": to_number(input.authorizer.address)}}`, 1)), []string{"to_number"}},
		{"two values at once", rule("bad", strings.Replace(plainFinding, "{}}", `{"status": _x}}`, 1)) + "\n_x := 1\n\n_x := 2 if input.authorizer.kind.value == \"token\"\n", []string{"authorizer/bad.rego:20", "conflict"}},
		{"an unknown key", rule("bad", strings.Replace(plainFinding, `"predicts": {}`, `"predicts": {}, "severty": "note"`, 1)), []string{`"severty"`, "severity"}},
		{"a prediction that is not known", rule("bad", strings.Replace(plainFinding, "{}}", `{"state": 401}}`, 1)), []string{"predicts", `"state"`}},
		{"a missing key", rule("bad", `{"range": input.authorizer.range, "message": "m"}`), []string{`"predicts" is missing`}},
		{"a wrong type", rule("bad", strings.Replace(plainFinding, "{}}", `{"status": "401"}}`, 1)), []string{"predicts: status", `"401" is not of type int`}},
		{"not an object", rule("bad", `"text"`), []string{`"text" is not an object`}},
		{"a range that is none", rule("bad", strings.Replace(plainFinding, "input.authorizer.range", "{}", 1)), []string{`"file" is missing`}},
		{"a higher severity", rule("bad", strings.Replace(plainFinding, "{}}", `{}, "severity": "error"}`, 1)), []string{"from warning to error"}},
		{"a severity that is none", rule("bad", strings.Replace(plainFinding, "{}}", `{}, "severity": "info"}`, 1)), []string{`"info"`}},
		{"a value that is not there in a message", rule("bad", strings.Replace(plainFinding, `"it is a token authorizer"`, `$"{input.authorizer.name.value}"`, 1)), []string{"<undefined>"}},
		{"no end", strings.Replace(rule("bad", plainFinding), "finding :=", "count([1 | some _ in numbers.range(1, 5000); some _ in numbers.range(1, 5000)]) > 0\n\tfinding :=", 1), []string{"no answer within"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			e := engine(t, map[string]string{"aaa": rule("aaa", plainFinding), "bad": c.bad, "zzz": rule("zzz", plainFinding)})
			e.program.limit = 100 * time.Millisecond
			got, err := e.Ask(context.Background(), tokens("one", "two"))
			if err == nil {
				t.Fatal("no error")
			}
			for _, part := range append(c.want, "rule bad, asked about one: ") {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("the error lacks %q: %v", part, err)
				}
			}
			if strings.Contains(err.Error(), "asked about two") {
				t.Errorf("a rule that failed is asked again: %v", err)
			}
			want := []string{"aaa one", "zzz one", "aaa two", "zzz two"}
			if diff := cmp.Diff(want, summary(got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func summary(findings []finding.Finding) []string {
	var lines []string
	for _, f := range findings {
		lines = append(lines, f.Rule+" "+f.Address)
	}
	return lines
}

// TestAskForAKeyThatIsNot asks for what none of the definitions of a name has: that is undefined.
func TestAskForAKeyThatIsNot(t *testing.T) {
	bad := strings.Replace(rule("bad", plainFinding), "finding :=", "_of[input.authorizer.address]\n\tfinding :=", 1)
	e := engine(t, map[string]string{"bad": bad + "\n_of[\"one\"] := 1 if input.api.address\n\n_of[\"two\"] := 2 if input.api.address\n"})
	got, err := e.Ask(context.Background(), tokens("one", "two", "three"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"bad one", "bad two"}, summary(got)); diff != "" {
		t.Error(diff)
	}
}

func TestAskStopsWithItsContext(t *testing.T) {
	e := engine(t, map[string]string{"good": rule("good", plainFinding)})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := e.Ask(ctx, tokens("a")); err == nil || !strings.Contains(err.Error(), "context canceled") {
		t.Errorf("got %v", err)
	}
}

func TestAskFromSeveralGoroutines(t *testing.T) {
	e := engine(t, map[string]string{"good": rule("good", plainFinding)})
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			address := fmt.Sprint("authorizer", i)
			for range 50 {
				got, err := e.Ask(context.Background(), tokens(address))
				if err != nil || len(got) != 1 || got[0].Address != address {
					t.Errorf("%v, %v", got, err)
				}
			}
		})
	}
	group.Wait()
}

func TestPedanticRulesAreOffUnlessKept(t *testing.T) {
	files := folder(map[string]string{
		"authorizer/plain.rego":    rule("plain", plainFinding),
		"authorizer/pedantic.rego": strings.Replace(rule("pedantic", plainFinding), "severity: warning", "severity: note\n#   pedantic: true", 1),
	})
	cases := []struct {
		keep func(finding.Rule) bool
		want []string
	}{
		{nil, []string{"plain"}},
		{func(finding.Rule) bool { return true }, []string{"pedantic", "plain"}},
		{func(finding.Rule) bool { return false }, nil},
	}
	for _, c := range cases {
		e, err := load(files, c.keep, false)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, rule := range e.Rules() {
			ids = append(ids, rule.ID)
		}
		if diff := cmp.Diff(c.want, ids); diff != "" {
			t.Error(diff)
		}
		if _, err := e.Ask(context.Background(), tokens("a")); err != nil {
			t.Error(err)
		}
	}
}

// TestInputIsTheJSONForm asserts that rules see what `authlint model` prints.
func TestInputIsTheJSONForm(t *testing.T) {
	api := smallAPI(1)
	api.Stages = model.Complete(&model.Stage{Address: "stage", Name: model.TextOf(at, "why", model.Literal("a-"), model.HoleOf(model.HoleVariable, "v"))})
	low := 0.0
	api.Authorizers.Items[0].TTLSeconds = model.Value[int]{Min: &low, OneOf: []int{0, 5000}}
	api.Authorizers.Items[0].SimpleResponses = model.Written(false, at)
	api.Authorizers.Items[0].PayloadFormat = model.Written("", at)
	for _, subject := range api.Subjects() {
		text, err := json.Marshal(subject.Input)
		if err != nil {
			t.Fatal(err)
		}
		// A list without items is null in the text, and empty in the schema.
		want := ast.MustParseTerm(strings.ReplaceAll(string(text), "null", "[]"))
		got := newEncoders().newInput().term(subject.Input)
		if got.Value.Compare(want.Value) != 0 {
			t.Errorf("%s %s:\n%s", subject.Kind, subject.Address, cmp.Diff(want.String(), got.String()))
		}
	}
}

// TestTrustedRulesFindTheSame asserts that the checks that the program leaves out do
// not change what is found.
func TestTrustedRulesFindTheSame(t *testing.T) {
	var found [2][]finding.Finding
	for i, trusted := range []bool{true, false} {
		e, err := load(builtIn, nil, trusted)
		if err != nil {
			t.Fatal(err)
		}
		if found[i], err = e.Ask(context.Background(), smallAPI(1)); err != nil {
			t.Fatal(err)
		}
	}
	if len(found[0]) == 0 {
		t.Error("nothing is found")
	}
	if diff := cmp.Diff(found[0], found[1]); diff != "" {
		t.Error(diff)
	}
}
