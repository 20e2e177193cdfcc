package yaml

import (
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
	"github.com/google/go-cmp/cmp"
)

// parseOne reads a text that holds one document and no mistake.
func parseOne(t *testing.T, text string) (*source.File, *tree.Node) {
	t.Helper()
	file := source.NewFile("api.yaml", []byte(text))
	documents, problems := Parse(file)
	if len(problems) > 0 || len(documents) != 1 {
		t.Fatalf("%q: %d documents, problems %v", text, len(documents), problems)
	}
	return file, documents[0]
}

func TestRangeIsTheTextOfTheValue(t *testing.T) {
	tests := []struct {
		name, text string
		path       []string
		want       string // what the range covers
		value      string // of a scalar, decoded
		kind       tree.Kind
	}{
		{"plain", "a: b c\n", []string{"a"}, "b c", "b c", tree.String},
		{"plain before a comment", "a: b # c\n", []string{"a"}, "b", "b", tree.String},
		{"plain over lines", "a: b\n  c\nd: e\n", []string{"a"}, "b\n  c", "b c", tree.String},
		{"double quotes", `a: "b\n\u00e9 # c"` + "\n", []string{"a"}, `"b\n\u00e9 # c"`, "b\né # c", tree.String},
		{"single quotes", "a: 'it''s'\n", []string{"a"}, "'it''s'", "it's", tree.String},
		{"quoted over lines", "a: \"b\n  c\"\nd: e\n", []string{"a"}, "\"b\n  c\"", "b c", tree.String},
		{"quoted number", "a: '300'\n", []string{"a"}, "'300'", "300", tree.String},
		{"number", "a: 300\n", []string{"a"}, "300", "300", tree.Number},
		{"octal", "a: 0300\n", []string{"a"}, "0300", "0300", tree.Number},
		{"fraction", "a: 1.50\n", []string{"a"}, "1.50", "1.50", tree.Number},
		{"truth", "a: True\n", []string{"a"}, "True", "True", tree.Bool},
		{"yes is a text", "a: yes\n", []string{"a"}, "yes", "yes", tree.String},
		{"date is a text", "a: 2012-10-17\n", []string{"a"}, "2012-10-17", "2012-10-17", tree.String},
		{"null", "a: null\n", []string{"a"}, "null", "null", tree.Null},
		{"nothing", "a:\nb: c\n", []string{"a"}, "", "", tree.Null},
		{"placeholder", "a: ${b}\n", []string{"a"}, "${b}", "${b}", tree.String},
		{"literal", "a: |\n  b\n  c\nd: e\n", []string{"a"}, "|\n  b\n  c", "b\nc\n", tree.String},
		{"literal kept", "a: |+\n  b\n\nd: e\n", []string{"a"}, "|+\n  b", "b\n\n", tree.String},
		{"folded", "a: >-\n  b\n  c\nd: e\n", []string{"a"}, ">-\n  b\n  c", "b c", tree.String},
		{"literal at the end of the file", "a: |\n  b", []string{"a"}, "|\n  b", "b", tree.String},
		{"flow mapping", "a: {b: c, d: 'e'}\n", []string{"a"}, "{b: c, d: 'e'}", "", tree.Mapping},
		{"in a flow mapping", "a: {b: c, d: 'e'}\n", []string{"a", "d"}, "'e'", "e", tree.String},
		{"flow list", "a: [b,\n  c]\n", []string{"a"}, "[b,\n  c]", "", tree.Sequence},
		{"block mapping", "a:\n  b: c\n  d: e\n\n# f\ng: h\n", []string{"a"}, "b: c\n  d: e", "", tree.Mapping},
		{"block list", "a:\n- b\n- c\nd: e\n", []string{"a"}, "- b\n- c", "", tree.Sequence},
		{"tagged text", "a: !Sub \"x-${b}\"\n", []string{"a"}, `"x-${b}"`, "x-${b}", tree.String},
		{"tagged plain", "a: !GetAtt B.Arn # c\n", []string{"a"}, "B.Arn", "B.Arn", tree.String},
		{"tagged literal", "a: !Sub |\n  b\nc: d\n", []string{"a"}, "|\n  b", "b\n", tree.String},
		{"tagged list", "a: !Join ['', [b, c]]\n", []string{"a"}, "['', [b, c]]", "", tree.Sequence},
		{"tagged block list", "a: !If\n  - b\n  - c\n", []string{"a"}, "- b\n  - c", "", tree.Sequence},
		{"tagged block mapping", "a: !Foo # x\n  b: c\n", []string{"a"}, "b: c", "", tree.Mapping},
		{"tag without a value", "a: !Ref\nb: c\n", []string{"a"}, "", "", tree.String},
		{"tag of YAML's own", "a: !!str 5\n", []string{"a"}, "5", "5", tree.String},
		{"tag that says nothing", "a: ! b\n", []string{"a"}, "b", "b", tree.String},
		{"anchored", "a: &x 5\nb: *x\n", []string{"a"}, "5", "5", tree.Number},
		{"anchored and tagged", "a: !Sub &x 'y'\nb: *x\n", []string{"a"}, "'y'", "y", tree.String},
		{"alias", "a: &x 5\nb: *x\n", []string{"b"}, "5", "5", tree.Number},
		{"anchored mapping", "a: &x\n  b: c\nd: *x\n", []string{"d"}, "b: c", "", tree.Mapping},
		{"anchored first key", "&x b: c\nd: *x\n", []string{"d"}, "b", "b", tree.String},
		{"CRLF", "a:\r\n  b: |\r\n    c\r\n  d: 'é'\r\n", []string{"a", "d"}, "'é'", "é", tree.String},
		{"literal with CRLF", "a: |\r\n  b\r\n  c\r\nd: e\r\n", []string{"a"}, "|\r\n  b\r\n  c", "b\nc\n", tree.String},
		{"CR", "a: b\rc: d\r", []string{"c"}, "d", "d", tree.String},
		{"emoji before it", "{\"😀é\": 1, b: 'c'}\n", []string{"b"}, "'c'", "c", tree.String},
		{"emoji in it", "a: '😀'\nb: c\n", []string{"a"}, "'😀'", "😀", tree.String},
		{"other line breaks", "a: \"x\u2028y\u0085z\"\nb: c\n", []string{"b"}, "c", "c", tree.String},
		{"byte order mark", "\uFEFFa: b\nc: d\n", []string{"a"}, "b", "b", tree.String},
		{"far behind on a long line", "a: [" + strings.Repeat("é, ", 400) + "x]\nb: 'ü'\n", []string{"b"}, "'ü'", "ü", tree.String},
		{"explicit key without a value", "? a\n", []string{"a"}, "", "", tree.Null},
		{"JSON", `{"a": "b", "c": [1, true, null]}`, []string{"c"}, "[1, true, null]", "", tree.Sequence},
		{"JSON text", "\uFEFF\n{\"a\": \"b\"}\n", []string{"a"}, `"b"`, "b", tree.String},
		{"JSON escapes", `{"a": "\/b\"\ud83d\ude00\u00e9"}`, []string{"a"}, `"\/b\"\ud83d\ude00\u00e9"`, "/b\"😀é", tree.String},
		{"JSON key with an escape", `{"\u0061": 1e3}`, []string{"a"}, "1e3", "1e3", tree.Number},
		{"JSON truth", `{"a": false}`, []string{"a"}, "false", "false", tree.Bool},
		{"JSON after line separators", "{\"x\": \"\u2028\u2029\u0085\",\n\"a\": \"b\"}", []string{"a"}, `"b"`, "b", tree.String},
		{"JSON with trailing comma", "{\"a\": [1, 2,],\n}", []string{"a"}, "[1, 2,]", "", tree.Sequence},
		{"JSON with a comment of YAML", "{ # why\n \"a\": \"b\"}", []string{"a"}, `"b"`, "b", tree.String},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			file, root := parseOne(t, test.text)
			got := root.At(test.path...)
			if text := file.Text(got.Range); text != test.want {
				t.Errorf("range covers %q, want %q", text, test.want)
			}
			if got.Kind != test.kind || got.Text != test.value {
				t.Errorf("kind %d, text %q; want %d, %q", got.Kind, got.Text, test.kind, test.value)
			}
		})
	}
}

func TestKeysAndTags(t *testing.T) {
	file, root := parseOne(t, "\"a\": !Sub b\n&x c: !<tag:e.org,2026:t> d\n[e, f]: g\n*x : !!str h\n")
	type field struct{ Key, Written, Tag, Name string }
	var got []field
	for _, f := range root.Fields {
		got = append(got, field{f.Key, file.Text(f.KeyRange), f.Value.Tag, file.Text(f.Value.Name)})
	}
	want := []field{
		{"a", `"a"`, "!Sub", `"a"`},
		{"c", "c", "tag:e.org,2026:t", "c"},
		{"[e, f]", "[e, f]", "", "[e, f]"},
		{"c", "*x", "", "*x"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestTheLastOfDuplicateKeysWins(t *testing.T) {
	for _, text := range []string{"a: 1\nb: 2\na: 3\n", `{"a": 1, "b": 2, "a": 3}`} {
		_, root := parseOne(t, text)
		if got := root.Get("a").Text; got != "3" || len(root.Fields) != 3 {
			t.Errorf("%q: a is %s in %d fields", text, got, len(root.Fields))
		}
	}
}

func TestMergeKeys(t *testing.T) {
	_, root := parseOne(t, `
one: &one {a: 1, b: 1}
two: &two {b: 2, c: 2}
both:
  c: own
  <<: [*one, *two]
single: {<<: *one}
quoted: {"<<": *one}
odd: {<<: text}
`)
	for path, want := range map[string]string{"both.a": "1", "both.b": "1", "both.c": "own", "single.b": "1", "quoted.<<.a": "1"} {
		if got := root.At(strings.Split(path, ".")...); got == nil || got.Text != want {
			t.Errorf("%s: %v, want %s", path, got, want)
		}
	}
	if root.At("odd", "a").IsKnown() || root.At("odd", "a") == nil {
		t.Error("what an odd merge adds is known")
	}
}

func TestAliasedNodesAreNotShared(t *testing.T) {
	_, root := parseOne(t, "a: &x {b: c}\nd: *x\n")
	if root.Get("a") == root.Get("d") || root.At("a", "b") == root.At("d", "b") {
		t.Error("two places share a node")
	}
}

func TestStreams(t *testing.T) {
	for text, want := range map[string]int{"": 0, "# nothing\n": 0, "a: 1\n---\nb: 2\n": 2, "--- a\n...\n--- b\n": 2, "---\n---\n": 2, " \n": 0} {
		documents, problems := Parse(source.NewFile("a.yaml", []byte(text)))
		if len(documents) != want || len(problems) > 0 {
			t.Errorf("%q: %d documents, problems %v", text, len(documents), problems)
		}
	}
}

func TestWhatCannotBeReadIsAProblem(t *testing.T) {
	tests := []struct {
		name, text string
		documents  int
		at         string // what the range of the first problem covers
		message    string // a part of it
	}{
		{"UTF-16 with a mark", "\xFF\xFEa\x00", 0, "", "save it as UTF-8"},
		{"UTF-16 without a mark", "\x00a\x00:", 0, "", "save it as UTF-8"},
		{"binary", "a: \x00\x01", 0, "\x00", "NUL"},
		{"Latin-1", "a: b\xE9\n", 0, "\xE9", "not UTF-8"},
		{"control character", "a: b\nc: \x01d\n", 0, "c: \x01d", "control characters"},
		{"mapping that stops being one", "a:\n  b: 1\n  c: 2\n d: 3\n", 0, "d: 3", "did not find expected key"},
		{"tab", "a: 1\nb:\n\tc: 1\n", 0, "c: 1", "cannot start any token"},
		{"two values", "a: b: c\n", 0, "a: b: c", "mapping values are not allowed"},
		{"unknown alias", "a: 1\nb: *x\n", 0, "b: *x", "unknown anchor"},
		{"open bracket", "a: 1\nb: [1\n", 0, "b: [1", "did not find expected"},
		{"second document", "a: 1\n---\nb: [\n", 1, "b: [", "did not find expected"},
		{"placeholder on a line", "a: 1\n{{ b }}\n", 0, "{{ b }}", ""},
		{"JSON without an end", `{"a": [1`, 0, "", "unexpected EOF"},
		{"JSON without a comma", "{\"a\": 1\n \"b\": 2}", 0, `"`, "after object value"},
		{"cycle", "a: &x\n  b: *x\n", 1, "*x", "this very alias"},
		{"cycle through a list", "a: &x [1, *x]\n", 1, "*x", "this very alias"},
		{"too deep", strings.Repeat("- ", 300) + "a\n", 1, "- ", "deeper than 200"},
		{"too deep in JSON", `{"a":` + strings.Repeat("[", 5_000_000), 0, "[", "deeper than 200"},
		{"too deep behind a comment", "[ // \"\n" + strings.Repeat("[", 100_000), 0, "", ""},
		{"too deep in flow style", "a: " + strings.Repeat("[", 100_000), 0, "", "depth"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			file := source.NewFile("a.yaml", []byte(test.text))
			documents, problems := Parse(file)
			if len(problems) == 0 {
				t.Fatal("no problem")
			}
			first := problems[0]
			if len(documents) != test.documents || !strings.Contains(first.Message, test.message) || !strings.HasPrefix(file.Text(first.Range), test.at) {
				t.Errorf("%d documents; %.60q: %s", len(documents), file.Text(first.Range), first.Message)
			}
			if len(problems) > MaxProblems+1 {
				t.Errorf("%d problems", len(problems))
			}
		})
	}
}

func TestAliasesAreBounded(t *testing.T) {
	var bomb strings.Builder
	bomb.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n")
	for level := 1; level < 10; level++ {
		this, before := string(rune('0'+level)), string(rune('0'+level-1))
		bomb.WriteString("a" + this + ": &a" + this + " [" + strings.Repeat("*a"+before+", ", 9) + "*a" + before + "]\n")
	}
	documents, problems := Parse(source.NewFile("a.yaml", []byte(bomb.String())))
	if len(problems) != 1 || !strings.Contains(problems[0].Message, "aliases") {
		t.Fatalf("problems: %v", problems)
	}
	if nodes := count(documents[0]); nodes > 3*MaxAliased {
		t.Errorf("%d nodes", nodes)
	}
}

func TestProblemsAreBounded(t *testing.T) {
	deep := strings.Repeat("[", MaxDepth) + strings.Repeat("[],", 150) + strings.Repeat("]", MaxDepth)
	_, problems := Parse(source.NewFile("a.yaml", []byte("a: "+deep)))
	if len(problems) != MaxProblems+1 || problems[MaxProblems].Message != "+50 more problems in this file" {
		t.Errorf("%d problems, the last: %v", len(problems), problems[len(problems)-1])
	}
}

func count(n *tree.Node) int {
	nodes := 1
	for _, field := range n.Fields {
		nodes += count(field.Value)
	}
	for _, item := range n.Items {
		nodes += count(item)
	}
	return nodes
}

// TestParseJSONTakesNothingElse: what editors and YAML allow is no JSON.
func TestParseJSONTakesNothingElse(t *testing.T) {
	for name, test := range map[string]struct{ text, problem, at string }{
		"an object":           {"\uFEFF {\"a\": [1, \"\\u00e9\"]}\r\n", "", ""},
		"a scalar":            {`"a"`, "", ""},
		"a comment":           {"{} // why", "not JSON", "/"},
		"a trailing comma":    {`{"a": 1,}`, "not JSON", "}"},
		"YAML":                {"{a: 1}", "not JSON", "a"},
		"two documents":       {"{} {}", "not JSON", "{"},
		"nothing":             {"", "not JSON", ""},
		"an end too early":    {`{"a": `, "not JSON", " "},
		"a text on two lines": {"{\"a\nb\": 1}", "not JSON", "\n"},
		"a NUL byte":          {"{\"a\": \"\x00\"}", "NUL", "\x00"},
		"depth":               {strings.Repeat("[", MaxDepth+1), "nested deeper", "["},
		"depth in a comment":  {"//" + strings.Repeat("[", 1_000_000), "not JSON", "/"},
	} {
		t.Run(name, func(t *testing.T) {
			file := source.NewFile("f.json", []byte(test.text))
			root, problem := ParseJSON(file)
			switch {
			case test.problem == "" && (problem != nil || root == nil):
				t.Errorf("problem %v", problem)
			case test.problem != "" && (problem == nil || root != nil || !strings.Contains(problem.Message, test.problem)):
				t.Errorf("problem %v", problem)
			case problem != nil && file.Text(problem.Range) != test.at:
				t.Errorf("the place is %q", file.Text(problem.Range))
			}
		})
	}
}
