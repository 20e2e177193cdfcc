package yaml

import (
	"slices"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/source"
)

// at is the range of a text that a file holds once.
func at(t *testing.T, text, piece string) source.Range {
	t.Helper()
	if strings.Count(text, piece) != 1 {
		t.Fatalf("%q does not stand once in %q", piece, text)
	}
	start := strings.Index(text, piece)
	return source.Range{File: "f", Start: start, End: start + len(piece)}
}

func edited(text string, edits []finding.Edit) string {
	for _, edit := range slices.Backward(edits) {
		text = text[:edit.Range.Start] + edit.Text + text[edit.Range.End:]
	}
	return text
}

func editsOf(name, text string, change finding.Change) ([]finding.Edit, error) {
	editor, err := NewEditor(source.NewFile(name, []byte(text)))
	if err != nil {
		return nil, err
	}
	return editor.Edits(change)
}

func TestEdits(t *testing.T) {
	set := func(value any) finding.Change { return finding.Change{Value: value} }
	put := func(value any, path ...string) finding.Change { return finding.Change{Value: value, Path: path} }
	add := func(value ...any) finding.Change { return finding.Change{Value: value, Append: true} }
	gone := func(path ...string) finding.Change { return finding.Change{Path: path, Remove: true} }
	sub := map[string]any{"Fn::Sub": "${A.Arn}/x"}

	for name, c := range map[string]struct {
		text, piece string
		change      finding.Change
		want        string
	}{
		"a number":                        {"a: {ttl: 7200} # long\n", "7200", set(3600), "a: {ttl: 3600} # long\n"},
		"a number in quotes":              {"ttl: '7200'\n", "'7200'", set(3600), "ttl: 3600\n"},
		"a text stays in its quotes":      {"a: \"x\"\nb: 1\n", `"x"`, set(`'*'`), "a: \"'*'\"\nb: 1\n"},
		"single quotes within":            {"a: 'x'\n", "'x'", set("'*'"), "a: \"'*'\"\n"},
		"a plain text stays plain":        {"a: NONE\n", "NONE", set("CUSTOM"), "a: CUSTOM\n"},
		"a plain text that needs quotes":  {"a: x\n", "x", set("'*'"), "a: \"'*'\"\n"},
		"a text that looks like a number": {"a: x\n", "x", set("2.0"), "a: '2.0'\n"},
		"a text that looks like a truth":  {"a: x\n", "x", set("true"), "a: 'true'\n"},
		"a text that is not printable":    {"a: x\n", "x", set("y\x7F\u2028"), `a: "y\u007f\u2028"` + "\n"},
		"a control character of old":      {"a: x\n", "x", set("y\u009F\uFEFF"), `a: "y\u009f\ufeff"` + "\n"},
		"a text that is no ASCII":         {"a: x\n", "x", set("é"), "a: é\n"},
		"what stands between quotes":      {"a: \"x\"\nb: 1\n", "x", set("y"), "a: \"y\"\nb: 1\n"},
		"an ampersand is no anchor":       {"a: 'x & y'\n", "'x & y'", set("z"), "a: 'z'\n"},
		"the first key of a block":        {"A:\n  b: 1\n  c: 2\n", "b", set(3), "A:\n  b: 3\n  c: 2\n"},
		"a text of JSON":                  {`{"a": "x<"}`, `"x<"`, set("'*' <"), `{"a": "'*' <"}`},
		"a byte order mark":               {"\uFEFFa: x\r\nb: y\r\n", "x", set("z"), "\uFEFFa: z\r\nb: y\r\n"},
		"a function":                      {"a: !GetAtt A.Arn\nb: 1\n", "A.Arn", set(sub), "a: !Sub '${A.Arn}/x'\nb: 1\n"},
		"a function in JSON":              {`{"a": {"Fn::GetAtt": ["A", "Arn"]}}`, `{"Fn::GetAtt": ["A", "Arn"]}`, set(sub), `{"a": {"Fn::Sub": "${A.Arn}/x"}}`},
		"a piece of a value":              {"a: !Sub ${A.Arn}/y\n", "${A.Arn}/y", finding.Change{From: "/y", Code: "/x"}, "a: !Sub ${A.Arn}/x\n"},
		"a piece between double quotes":   {"a: \"x \\\"y\\\" z\"\n", `"x \"y\" z"`, finding.Change{From: `"y"`, Code: `"w"`}, "a: \"x \\\"w\\\" z\"\n"},
		"a piece between single quotes":   {"a: 'it''s x'\n", "'it''s x'", finding.Change{From: "it's", Code: "that's"}, "a: 'that''s x'\n"},

		"a key":                           {"A:\n  Properties:\n    Name: x # it\n\nB: 1\n", "A", put(false, "Properties", "On"), "A:\n  Properties:\n    Name: x # it\n    On: false\n\nB: 1\n"},
		"a key that is there":             {"A:\n  On: true\n", "A", put(false, "On"), "A:\n  On: false\n"},
		"keys on the way":                 {"A:\n    P:\n        Name: x\n", "A", put(false, "P", "Auth", "On"), "A:\n    P:\n        Name: x\n        Auth:\n            On: false\n"},
		"keys as the first document has":  {"A:\n    P:\n        Name: x\n---\nB:\n  c:\n    d: 1\n", "A", put(1, "P", "N", "M"), "A:\n    P:\n        Name: x\n        N:\n            M: 1\n---\nB:\n  c:\n    d: 1\n"},
		"keys where braces come first":    {"x: {y: 1}\nA:\n  b: 1\n", "A", put(1, "N", "M"), "x: {y: 1}\nA:\n  b: 1\n  N:\n    M: 1\n"},
		"a key that is code":              {"A:\n  b: 1\n", "A", finding.Change{Code: "[c, d]", Path: []string{"n"}}, "A:\n  b: 1\n  n: [c, d]\n"},
		"a key in a list":                 {"- Name: x\n  P:\n    q: 1\n- Name: y\n", "P", put(2, "r"), "- Name: x\n  P:\n    q: 1\n    r: 2\n- Name: y\n"},
		"behind a text of several lines":  {"A:\n  t: |\n    one\n    two\n\nB: 1\n", "A", put(1, "n"), "A:\n  t: |\n    one\n    two\n  n: 1\n\nB: 1\n"},
		"at the end of a file":            {"A:\n  b: 1", "A", put(1, "n"), "A:\n  b: 1\n  n: 1"},
		"behind a key without a value":    {"A:\n  b:\n", "A", put(1, "n"), "A:\n  b:\n  n: 1\n"},
		"CRLF":                            {"A:\r\n  b: 1\r\nC: 2\r\n", "A", put(1, "n"), "A:\r\n  b: 1\r\n  n: 1\r\nC: 2\r\n"},
		"in braces":                       {"A: {b: 1}\n", "A", put(1, "n"), "A: {b: 1, n: 1}\n"},
		"in empty braces":                 {"A: {}\n", "A", put(1, "n", "m"), "A: {n: {m: 1}}\n"},
		"in braces over lines":            {"A: {\n  b: 1,\n}\n", "A", put(1, "n"), "A: {\n  b: 1,\n  n: 1\n}\n"},
		"in JSON over lines":              {"{\n  \"A\": {\n    \"b\": 1\n  }\n}\n", `"A"`, put(1, "n", "m"), "{\n  \"A\": {\n    \"b\": 1,\n    \"n\": {\n      \"m\": 1\n    }\n  }\n}\n"},
		"in JSON with tabs":               {"{\n\t\"A\": {\n\t\t\"b\": 1\n\t}\n}\n", `"A"`, put(1, "n", "m"), "{\n\t\"A\": {\n\t\t\"b\": 1,\n\t\t\"n\": {\n\t\t\t\"m\": 1\n\t\t}\n\t}\n}\n"},
		"in JSON on one line":             {`{"A": {"b": 1}}`, `"A"`, put("x", "n", "m"), `{"A": {"b": 1, "n": {"m": "x"}}}`},
		"several in JSON on one line":     {`{"A": {"b": 1}}`, `"A"`, put("x", "n", "m", "o"), `{"A": {"b": 1, "n": {"m": {"o": "x"}}}}`},
		"several in JSON over lines":      {"{\n  \"A\": {\n    \"b\": 1\n  }\n}\n", `"A"`, put(1, "n", "m", "o"), "{\n  \"A\": {\n    \"b\": 1,\n    \"n\": {\n      \"m\": {\n        \"o\": 1\n      }\n    }\n  }\n}\n"},
		"a key that needs quotes":         {"A:\n  b: 1\n", "A", put("'*'", "gatewayresponse.header.X"), "A:\n  b: 1\n  gatewayresponse.header.X: \"'*'\"\n"},
		"in braces before what is merged": {"x: &x {c: 2}\nA: {b: 1, <<: *x}\n", "A", put(1, "n"), "x: &x {c: 2}\nA: {b: 1, n: 1, <<: *x}\n"},
		"in braces behind an alias":       {"x: &x 1\nA: {b: *x}\n", "A", put(1, "n"), "x: &x 1\nA: {b: *x, n: 1}\n"},
		"an alias goes":                   {"x: &x 1\nA: {b: 2, c: *x}\n", "A", gone("c"), "x: &x 1\nA: {b: 2}\n"},
		"in braces behind no value":       {"A: {b: }\n", "A", put(1, "n"), "A: {b:, n: 1 }\n"},
		"a list":                          {"A:\n  b: 1\n", "A", put([]any{"X", "Y"}, "DependsOn"), "A:\n  b: 1\n  DependsOn: [X, Y]\n"},

		"an element in brackets":       {"a: [X]\n", "[X]", add("Y", "Z"), "a: [X, Y, Z]\n"},
		"an element on its line":       {"a:\n  - X # first\n  - Y\nb: 1\n", "a", add("Z"), "a:\n  - X # first\n  - Y\n  - Z\nb: 1\n"},
		"an element on no indentation": {"l:\n- X\n- Y # end\nb: 1\n", "l", add("Z"), "l:\n- X\n- Y # end\n- Z\nb: 1\n"},
		"an element beside one":        {"A:\n  DependsOn: X\n", "X", add("Y"), "A:\n  DependsOn: [X, Y]\n"},
		"an element beside a comma":    {"A:\n  DependsOn: X, Z\n", "X, Z", add("Y"), "A:\n  DependsOn: ['X, Z', Y]\n"},
		"an element in JSON":           {"{\"a\": [\n  \"X\"\n]}", `"a"`, add("Y"), "{\"a\": [\n  \"X\",\n  \"Y\"\n]}"},
		"an element beside one JSON":   {`{"a": "X"}`, `"a"`, add("Y"), `{"a": ["X", "Y"]}`},

		"a line goes":              {"A:\n  b: 1\n  c: 2 # two\n", "A", gone("c"), "A:\n  b: 1\n"},
		"a block goes":             {"A:\n  b:\n    x: 1\n  c: 2\n", "A", gone("b"), "A:\n  c: 2\n"},
		"a first member goes":      {`{"a": 1, "b": 2}`, "1", gone(), `{"b": 2}`},
		"a last member goes":       {"{\n  \"a\": 1,\n  \"b\": 2\n}", "2", gone(), "{\n  \"a\": 1\n}"},
		"a member of braces goes":  {"{a: 1, b: 2, c: 3}", "2", gone(), "{a: 1, c: 3}"},
		"what is merged stays out": {"x: &x\n    b: 1\nA:\n  <<: *x\n  c: 2\n", "A", put(3, "b"), "x: &x\n    b: 1\nA:\n  <<: *x\n  c: 2\n  b: 3\n"},
		"a key without a value":    {"A:\n  c: 1\n  b:\n", "A", gone("b"), "A:\n  c: 1\n"},
	} {
		t.Run(name, func(t *testing.T) {
			c.change.At = at(t, c.text, c.piece)
			edits, err := editsOf("f", c.text, c.change)
			if err != nil {
				t.Fatal(err)
			}
			if got := edited(c.text, edits); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// TestEditsThatCannotBeMade asserts that what is not written as a value of its own stays.
func TestEditsThatCannotBeMade(t *testing.T) {
	for name, c := range map[string]struct {
		text, piece string
		change      finding.Change
	}{
		"a function's value":             {"a: !Ref X\n", "X", finding.Change{Value: 1}},
		"a mapping":                      {"a: {b: 1}\n", "{b: 1}", finding.Change{Value: 1}},
		"a text of several lines":        {"a: |\n  x\n", "|\n  x\n", finding.Change{Value: "y"}},
		"no node":                        {"a: some text\n", "some", finding.Change{Value: "y"}},
		"a piece of a plain text":        {"a: xyz\n", "y", finding.Change{Value: "z"}},
		"a mapping with an anchor in it": {"a: {\"Fn::Sub\": &x y}\nb: *x\n", "{\"Fn::Sub\": &x y}", finding.Change{Value: map[string]any{"Ref": "x"}}},
		"a key without braces":           {"- [a: {b: 1}, c]\n- [\"x\": true]\n", "\"x\"", finding.Change{Path: []string{"n"}, Value: 1}},
		"a key beside one in a list":     {"q: [x: 1]\n", "q", finding.Change{Path: []string{"n"}, Value: 1}},
		"a key in a text":                {"a: x\n", "a", finding.Change{Path: []string{"b"}, Value: 1}},
		"a key in what a function made":  {"a: !If [x, {b: 1}, {}]\n", "a", finding.Change{Path: []string{"b"}, Value: 1}},
		"a piece that is not there":      {"a: x\n", "x", finding.Change{From: "y", Code: "z"}},
		"a piece that is there twice":    {"a: xx\n", "xx", finding.Change{From: "x", Code: "z"}},
		"the only key":                   {"a:\n  b: 1\n", "1", finding.Change{Remove: true}},
		"a key beside a dash":            {"- b: 1\n  c: 2\n", "1", finding.Change{Remove: true}},
		"a key that is not there":        {"a: {b: 1}\n", "a", finding.Change{Path: []string{"c"}, Remove: true}},
		"an element of no list":          {"a: {b: 1}\n", "{b: 1}", finding.Change{Append: true, Value: []any{"x"}}},
		"a value with an anchor":         {"a: &b X\nc: *b\n", "X", finding.Change{Value: "y"}},
		"an anchor behind a tag":         {"a: !Ref &b X\nc: *b\n", "X", finding.Change{Value: map[string]any{"Fn::Sub": "x"}}},
		"an anchor":                      {"a:\n  b: &b 1\n  c: *b\n", "1", finding.Change{Remove: true}},
		"a mapping for a function":       {"a: {b: 1}\n", "{b: 1}", finding.Change{Value: map[string]any{"Fn::Sub": "x"}}},
		"an element of a block text":     {"a: |\n  x\n", "|\n  x\n", finding.Change{Append: true, Value: []any{"y"}}},
		"CR alone":                       {"a: x\rb: y\n", "x", finding.Change{Value: "z"}},
		"a broken file":                  {"a: x\nb: [\n", "x", finding.Change{Value: "y"}},
	} {
		t.Run(name, func(t *testing.T) {
			c.change.At = at(t, c.text, c.piece)
			if edits, err := editsOf("f", c.text, c.change); err == nil {
				t.Errorf("it became %q", edited(c.text, edits))
			}
		})
	}
}
