package rules

import (
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
)

// The ARN of GET /orders, as it stands in an input.
const getOrders = `{"state": "unknown", "why": "ids are made by the deployment", "range": {"file": "f", "start": 0, "end": 1}, "parts": [
	{"literal": "arn:"}, {"hole": {"kind": "partition"}}, {"literal": ":execute-api:"}, {"hole": {"kind": "region"}}, {"literal": ":"},
	{"hole": {"kind": "account"}}, {"literal": ":"}, {"hole": {"kind": "api", "of": "orders"}}, {"literal": "/"}, {"hole": {"kind": "stage"}}, {"literal": "/GET/orders"}
]}`

func TestBuiltins(t *testing.T) {
	cases := []struct {
		name, function string
		operands       []string
		want           string // empty: undefined
	}{
		{"a string for a pattern", "authlint.arn_matches", []string{`"*"`, getOrders}, `"yes"`},
		{"a written text", "authlint.arn_matches", []string{`{"state": "written", "value": "*/billing"}`, getOrders}, `"no"`},
		{"two strings", "authlint.arn_matches", []string{`"a*"`, `"b"`}, `"no"`},
		{"a text with holes", "authlint.arn_matches", []string{getOrders, getOrders}, `"unknown"`},
		{"a text of which nothing is known", "authlint.arn_matches", []string{`{"state": "unknown"}`, getOrders}, `"unknown"`},
		{"a text that is not set", "authlint.arn_matches", []string{`{"state": "unset"}`, getOrders}, ``},
		{"an ARN that is not set", "authlint.arn_matches", []string{`"*"`, `{"state": "unset"}`}, ``},
		{"few possibilities, all alike", "authlint.arn_matches", []string{`{"state": "unknown", "oneOf": ["*", "arn:*"]}`, getOrders}, `"yes"`},
		{"few possibilities that differ", "authlint.arn_matches", []string{`{"state": "unknown", "oneOf": ["*", "b*"]}`, getOrders}, `"unknown"`},

		{"a search that finds", "authlint.expression_matches", []string{`"b"`, `"abc"`}, `{"full": "no", "search": "yes"}`},
		{"what only Java knows", "authlint.expression_matches", []string{`"[a&&b]"`, `"abc"`}, `{"full": "unknown", "search": "unknown"}`},
		{"refuses all", "authlint.expression_refuses", []string{`"a"`, `{"b", "aa"}`}, `"yes"`},
		{"accepts one", "authlint.expression_refuses", []string{`"a+"`, `{"b", "aa"}`}, `"no"`},
		{"who knows what it accepts", "authlint.expression_refuses", []string{`"[a&&b]"`, `{"b", "aa"}`}, `"unknown"`},
		{"an expression that Java takes", "authlint.expression", []string{`"[a-z]"`}, `{"valid": "yes", "elsewhere": "unknown", "why": "", "ranges": ["a-z"]}`},
		{"an expression that Java refuses", "authlint.expression", []string{`"a\\"`}, `{"valid": "no", "elsewhere": "no", "why": "it ends with a backslash", "ranges": []}`},
		{"an expression that only Java refuses", "authlint.expression", []string{`"\\y"`}, `{"valid": "no", "elsewhere": "yes", "why": "Java has no \\y", "ranges": []}`},

		{"where a sample is given up", "authlint.expression_stop", []string{`"^Bearer"`, `"Bearer "`, `"UUID"`}, `{"name": "\"Bearer <UUID>\"", "place": "after 6 characters", "cause": "it takes no more"}`},
		{"a sample that is accepted", "authlint.expression_stop", []string{`".*"`, `""`, `"JWT"`}, `{"name": "a bare JWT", "place": "", "cause": ""}`},
		{"a kind of token that there is not", "authlint.expression_stop", []string{`".*"`, `""`, `"SAML"`}, ``},

		{"labels", "authlint.labels", []string{`[{"label": "GET /"}, {"label": "PUT /"}, {}]`}, `["GET /", "PUT /"]`},
		{"some of a few", "authlint.some_of", []string{`["a", "b"]`}, `"a, b"`},
		{"some of many", "authlint.some_of", []string{`["a", "b", "c", "d", "e", "f", "g"]`}, `"a, b, c, d, e and 2 more"`},
		{"places", "authlint.places", []string{`[{"label": "GET /", "range": 7}, {"label": "PUT /"}]`, `"is open"`}, `[{"range": 7, "message": "GET / is open"}]`},
		{"the first places", "authlint.places", []string{`[{"label": 1, "range": 1}, {"label": 2, "range": 2}, {"label": 3, "range": 3}, {"label": 4, "range": 4}, {"label": 5, "range": 5}, {"label": 6, "range": 6}]`, `"x"`}, `[{"range": 1, "message": " x"}, {"range": 2, "message": " x"}, {"range": 3, "message": " x"}, {"range": 4, "message": " x"}, {"range": 5, "message": " x"}]`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := call(t, c.function, c.operands)
			switch {
			case err != nil:
				t.Error(err)
			case c.want == "" && got != nil:
				t.Errorf("got %v where nothing is to be said", got)
			case c.want != "" && (got == nil || got.Value.Compare(ast.MustParseTerm(c.want).Value) != 0):
				t.Errorf("got %v, want %s", got, c.want)
			}
		})
	}
}

func TestBuiltinsRefuse(t *testing.T) {
	const want = "neither a text of the model nor a string"
	for _, operands := range [][]string{{`5`, getOrders}, {getOrders, `["*"]`}} {
		if got, err := call(t, "authlint.arn_matches", operands); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, %v; want an error with %q", got, err, want)
		}
	}
}

func call(t *testing.T, function string, operands []string) (*ast.Term, error) {
	t.Helper()
	var terms []*ast.Term
	for _, operand := range operands {
		terms = append(terms, ast.MustParseTerm(operand))
	}
	for _, b := range builtins() {
		if b.name == function {
			return b.call(terms)
		}
	}
	t.Fatalf("there is no %s", function)
	return nil, nil
}

func TestExpressionSamples(t *testing.T) {
	got, err := call(t, "authlint.expression_samples", []string{`"^Digest [0-9a-f]{32}"`})
	if err != nil {
		t.Fatal(err)
	}
	format := got.Get(ast.StringTerm("format"))
	if want := `{"known": true, "listed": true, "begins": false, "prefix": "Digest "}`; format.Value.Compare(ast.MustParseTerm(want).Value) != 0 {
		t.Errorf("the format is %v, want %s", format, want)
	}
	for list, want := range map[string]string{
		"samples":  `{"name": "\"Bearer <JWT>\"", "scheme": "Bearer ", "kind": "JWT", "usual": true, "full": "no", "search": "no"}`,
		"prefixed": `{"name": "\"Digest <hash of 64 hex digits>\"", "scheme": "Digest ", "kind": "hash of 64 hex digits", "usual": false, "full": "no", "search": "yes"}`,
	} {
		found := false
		got.Get(ast.StringTerm(list)).Value.(*ast.Array).Foreach(func(sample *ast.Term) {
			found = found || sample.Value.Compare(ast.MustParseTerm(want).Value) == 0
		})
		if !found {
			t.Errorf("%s has no %s", list, want)
		}
	}
}
