package terraform

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2/hclwrite"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/source"
)

// at is the range of a text that a file holds once.
func at(t *testing.T, name, text, piece string) source.Range {
	t.Helper()
	if strings.Count(text, piece) != 1 {
		t.Fatalf("%q does not stand once in %q", piece, text)
	}
	start := strings.Index(text, piece)
	return source.Range{File: name, Start: start, End: start + len(piece)}
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
	code := func(code string, path ...string) finding.Change { return finding.Change{Code: code, Path: path} }
	add := func(code string, path ...string) finding.Change {
		return finding.Change{Code: code, Path: path, Append: true}
	}
	gone := func(path ...string) finding.Change { return finding.Change{Path: path, Remove: true} }
	const header = `resource "a" "b"`

	for name, c := range map[string]struct {
		text, piece string
		change      finding.Change
		want        string
	}{
		"a number":                      {"resource \"a\" \"b\" {\n  ttl = 7200 # long\n}\n", "7200", set(3600), "resource \"a\" \"b\" {\n  ttl = 3600 # long\n}\n"},
		"a negative number":             {"a = -1\n", "-1", set(0), "a = 0\n"},
		"a text":                        {"a = \"x\"\r\n", `"x"`, set(`'*' "${y}"`), "a = \"'*' \\\"$${y}\\\"\"\r\n"},
		"a text in an object":           {"a = {\n  \"x.y\" = \"*\"\n}\n", `"*"`, set("'*'"), "a = {\n  \"x.y\" = \"'*'\"\n}\n"},
		"a text in jsonencode":          {"a = jsonencode({ x = \"y\" })\n", `"y"`, set("z"), "a = jsonencode({ x = \"z\" })\n"},
		"a piece of an address":         {"a = aws_lambda_function.f.arn\n", "aws_lambda_function.f.arn", finding.Change{From: ".arn", Code: ".invoke_arn"}, "a = aws_lambda_function.f.invoke_arn\n"},
		"a piece amid a text":           {"a = \"x \\\"y\\\" z\"\n", `"x \"y\" z"`, finding.Change{From: `"y"`, Code: `"w"`}, "a = \"x \\\"w\\\" z\"\n"},
		"what stands between quotes":    {"a = \"x\"\nb = 1\n", "x", set("y"), "a = \"y\"\nb = 1\n"},
		"a value by its name":           {"ttl = 1\nb   = 2\n", "ttl", set(3), "ttl = 3\nb   = 2\n"},
		"a member by its key":           {"a = {\n  ttl = 1\n}\n", "ttl", set(3), "a = {\n  ttl = 3\n}\n"},
		"a member by its key in quotes": {"a = {\n  \"t.l\" = 1\n}\n", `"t.l"`, set(3), "a = {\n  \"t.l\" = 3\n}\n"},
		"code":                          {"a = \"x\"\n", `"x"`, code("b.c"), "a = b.c\n"},

		"an argument":                            {header + " {\n  x = 1\n}\n", header, put(false, "y"), header + " {\n  x = 1\n  y = false\n}\n"},
		"an argument that is aligned":            {header + " {\n  xyz = 1\n}\n", header, put(false, "y"), header + " {\n  xyz = 1\n  y   = false\n}\n"},
		"an argument with a long name":           {header + " {\n  x = 1 # one\n\n  lifecycle {\n  }\n}\n", header, put("z", "longer"), header + " {\n  x = 1 # one\n\n  longer = \"z\"\n\n  lifecycle {\n  }\n}\n"},
		"an argument behind an object":           {header + " {\n  x = {\n    y = 1\n  }\n}\n", header, put(2, "longer"), header + " {\n  x = {\n    y = 1\n  }\n\n  longer = 2\n}\n"},
		"an argument that is there":              {header + " {\n  x = 1\n}\n", header, put(2, "x"), header + " {\n  x = 2\n}\n"},
		"an argument of a later block":           {"resource \"x\" \"y\" {\n}\n\n" + header + " {\n  x = 1\n}\n", header, put(2, "y"), "resource \"x\" \"y\" {\n}\n\n" + header + " {\n  x = 1\n  y = 2\n}\n"},
		"an argument by a nested block":          {header + " {\n  kk {\n    x = 1\n  }\n  d {\n  }\n}\n", "kk", put(2, "y"), header + " {\n  kk {\n    x = 1\n    y = 2\n  }\n  d {\n  }\n}\n"},
		"an argument behind several":             {header + " {\n  a = 1\n  b = 1\n  c = 1\n  d = 1\n}\n", header, put(2, "y"), header + " {\n  a = 1\n  b = 1\n  c = 1\n  d = 1\n  y = 2\n}\n"},
		"an argument amid blocks":                {header + " {\n  x = 1\n  c {\n  }\n  z = 3\n}\n", header, put(2, "y"), header + " {\n  x = 1\n  y = 2\n  c {\n  }\n  z = 3\n}\n"},
		"a short name behind an object":          {header + " {\n  longer = {\n    y = 1\n  }\n}\n", header, put(2, "x"), header + " {\n  longer = {\n    y = 1\n  }\n\n  x = 2\n}\n"},
		"an object behind a long name":           {header + " {\n  longer = 1\n}\n", header, put(2, "o", "x"), header + " {\n  longer = 1\n  o = {\n    x = 2\n  }\n}\n"},
		"an argument in four blanks":             {header + " {\n    x = 1 \n}\n", header, put(2, "y"), header + " {\n    x = 1 \n    y = 2\n}\n"},
		"an argument in an empty block":          {header + " {}\n", header, put(2, "x"), header + " {\n  x = 2\n}\n"},
		"an argument in a block of blocks":       {header + " {\n  c {\n  }\n}\n", header, put(2, "x"), header + " {\n  x = 2\n  c {\n  }\n}\n"},
		"an object":                              {header + " {\n  x = 1\n}\n", header, put("'*'", "o", "g.h"), header + " {\n  x = 1\n  o = {\n    \"g.h\" = \"'*'\"\n  }\n}\n"},
		"a member":                               {header + " {\n  o = {\n    \"g.h\" = \"x\" # y\n  }\n}\n", header, put("z", "o", "g.i"), header + " {\n  o = {\n    \"g.h\" = \"x\" # y\n    \"g.i\" = \"z\"\n  }\n}\n"},
		"a member that is aligned":               {header + " {\n  o = {\n    longer = \"x\"\n  }\n}\n", header, put("z", "o", "y"), header + " {\n  o = {\n    longer = \"x\"\n    y      = \"z\"\n  }\n}\n"},
		"a member behind an object":              {header + " {\n  o = {\n    longer = {\n    }\n  }\n}\n", header, put("z", "o", "y"), header + " {\n  o = {\n    longer = {\n    }\n    y = \"z\"\n  }\n}\n"},
		"a member that is there":                 {header + " {\n  o = {\n    a     = 1\n    \"b.c\" = 2\n  }\n}\n", header, put(3, "o", "b.c"), header + " {\n  o = {\n    a     = 1\n    \"b.c\" = 3\n  }\n}\n"},
		"a member under a plain key":             {header + " {\n  o = { a = 1 }\n}\n", header, put(3, "o", "a"), header + " {\n  o = { a = 3 }\n}\n"},
		"a member beside a computed key":         {header + " {\n  o = {\n    (a) = 1\n  }\n}\n", header, put(3, "o", "a"), header + " {\n  o = {\n    (a) = 1\n    a   = 3\n  }\n}\n"},
		"a member on one line":                   {header + " {\n  o = { a = 1 }\n}\n", header, put(2, "o", "b"), header + " {\n  o = { a = 1, b = 2 }\n}\n"},
		"a member of an empty object":            {header + " {\n  o = {}\n}\n", header, put(2, "o", "b"), header + " {\n  o = {\n    b = 2\n  }\n}\n"},
		"a block":                                {header + " {\n  x = 1\n}\n", header, put(true, "lifecycle", "create_before_destroy"), header + " {\n  x = 1\n\n  lifecycle {\n    create_before_destroy = true\n  }\n}\n"},
		"a block in an empty one":                {header + " {}\n", header, put(true, "lifecycle", "x"), header + " {\n  lifecycle {\n    x = true\n  }\n}\n"},
		"a block behind a block":                 {header + " {\n  c {\n  }\n}\n", header, put(true, "lifecycle", "x"), header + " {\n  c {\n  }\n\n  lifecycle {\n    x = true\n  }\n}\n"},
		"a block before an end that is indented": {header + " {\n  x = 1\n  }\n", header, put(true, "lifecycle", "x"), header + " {\n  x = 1\n\n  lifecycle {\n    x = true\n  }\n  }\n"},
		"an argument of a nested block":          {header + " {\n  lifecycle {\n    prevent_destroy = true\n  }\n}\n", header, put(true, "lifecycle", "x"), header + " {\n  lifecycle {\n    prevent_destroy = true\n    x               = true\n  }\n}\n"},
		"CRLF":                                   {header + " {\r\n  x = 1\r\n}\r\n", header, put(2, "y"), header + " {\r\n  x = 1\r\n  y = 2\r\n}\r\n"},

		"a list":                   {header + " {\n  x = 1\n}\n", header, add("a.b, c.d", "depends_on"), header + " {\n  x = 1\n\n  depends_on = [a.b, c.d]\n}\n"},
		"an element":               {header + " {\n  depends_on = [a.b]\n}\n", header, add("c.d", "depends_on"), header + " {\n  depends_on = [a.b, c.d]\n}\n"},
		"an element on its line":   {header + " {\n  depends_on = [\n    a.b,\n    c.d,\n  ]\n}\n", header, add("e.f", "depends_on"), header + " {\n  depends_on = [\n    a.b,\n    c.d,\n    e.f,\n  ]\n}\n"},
		"elements on their lines":  {header + " {\n  depends_on = [\n    a.b,\n  ]\n}\n", header, add("e.f, g.h", "depends_on"), header + " {\n  depends_on = [\n    a.b,\n    e.f,\n    g.h,\n  ]\n}\n"},
		"an element without comma": {header + " {\n  depends_on = [\n    a.b\n  ]\n}\n", header, add("e.f", "depends_on"), header + " {\n  depends_on = [\n    a.b,\n    e.f\n  ]\n}\n"},
		"an element of none":       {header + " {\n  depends_on = []\n}\n", header, add("c.d", "depends_on"), header + " {\n  depends_on = [c.d]\n}\n"},
		"a list that gets long": {
			"a = {\n  b = [aws_api_gateway_integration.orders_by_customer_get]\n}\n", "[aws_api_gateway_integration.orders_by_customer_get]",
			add("aws_api_gateway_integration.orders_by_customer_post, aws_api_gateway_integration.health"),
			"a = {\n  b = [\n    aws_api_gateway_integration.orders_by_customer_get,\n    aws_api_gateway_integration.orders_by_customer_post,\n    aws_api_gateway_integration.health,\n  ]\n}\n",
		},
		"a list with a remark gets long": {
			"a = [aws_api_gateway_integration.orders_by_customer_get /* first */]\n", "[aws_api_gateway_integration.orders_by_customer_get /* first */]",
			add("aws_api_gateway_integration.orders_by_customer_post"),
			"a = [aws_api_gateway_integration.orders_by_customer_get, aws_api_gateway_integration.orders_by_customer_post /* first */]\n",
		},
		"a long list of several": {
			header + " {\n  x = 1\n}\n", header,
			code("sha1(jsonencode([aws_api_gateway_integration.orders_by_customer_get, aws_api_gateway_integration.orders_by_customer_post]))", "triggers", "redeployment"),
			header + " {\n  x = 1\n  triggers = {\n    redeployment = sha1(jsonencode([\n      aws_api_gateway_integration.orders_by_customer_get,\n      aws_api_gateway_integration.orders_by_customer_post,\n    ]))\n  }\n}\n",
		},
		"a text in a list": {"a = [\"x\"]\n", `["x"]`, finding.Change{Append: true, Value: []any{"y"}}, "a = [\"x\", \"y\"]\n"},

		"an argument goes by value":       {header + " {\n  x = 1\n  y = b.c # it\n}\n", "b.c", gone(), header + " {\n  x = 1\n}\n"},
		"an argument with a comment goes": {header + " {\n  x = 1\n  y = b.c // it\n}\n", "b.c", gone(), header + " {\n  x = 1\n}\n"},
		"an argument goes by name":        {header + " {\n  x = 1\n  y = {\n    z = 1\n  }\n}\n", header, gone("y"), header + " {\n  x = 1\n}\n"},
	} {
		t.Run(name, func(t *testing.T) {
			c.change.At = at(t, "main.tf", c.text, c.piece)
			edits, err := editsOf("main.tf", c.text, c.change)
			if err != nil {
				t.Fatal(err)
			}
			got := edited(c.text, edits)
			if got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
			if !strings.Contains(got, "\r") && isTidy(c.text) && !isTidy(got) {
				t.Errorf("terraform fmt would change\n%s", got)
			}
		})
	}
}

func isTidy(text string) bool { return string(hclwrite.Format([]byte(text))) == text }

func TestEditsInJSON(t *testing.T) {
	const text = `{"resource": {"a": {"b": {"x": "${c.d.arn}", "y": 1}}}}`
	for name, c := range map[string]struct {
		piece  string
		change finding.Change
		want   string
	}{
		"a text is no template": {"1", finding.Change{Value: "${x}"}, `{"resource": {"a": {"b": {"x": "${c.d.arn}", "y": "$${x}"}}}}`},
		"a reference":           {"1", finding.Change{Code: "e.f.id"}, `{"resource": {"a": {"b": {"x": "${c.d.arn}", "y": "${e.f.id}"}}}}`},
		"a piece":               {`"${c.d.arn}"`, finding.Change{From: ".arn", Code: ".invoke_arn"}, `{"resource": {"a": {"b": {"x": "${c.d.invoke_arn}", "y": 1}}}}`},
		"what is waited for":    {`"b"`, finding.Change{Append: true, Code: "e.f, g.h", Path: []string{"depends_on"}}, `{"resource": {"a": {"b": {"x": "${c.d.arn}", "y": 1, "depends_on": ["e.f", "g.h"]}}}}`},
		"texts in a list":       {`"b"`, finding.Change{Append: true, Value: []any{"${z}"}, Path: []string{"l"}}, `{"resource": {"a": {"b": {"x": "${c.d.arn}", "y": 1, "l": ["$${z}"]}}}}`},
	} {
		t.Run(name, func(t *testing.T) {
			c.change.At = at(t, "main.tf.json", text, c.piece)
			edits, err := editsOf("main.tf.json", text, c.change)
			if err != nil {
				t.Fatal(err)
			}
			if got := edited(text, edits); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestEditsThatCannotBeMade asserts that what is not written as a value of its own stays.
func TestEditsThatCannotBeMade(t *testing.T) {
	const header = `resource "a" "b"`
	for name, c := range map[string]struct {
		text, piece string
		change      finding.Change
	}{
		"a variable's value":        {"a = var.x\n", "var.x", finding.Change{Value: 1}},
		"a template":                {"a = \"${var.x}y\"\n", `"${var.x}y"`, finding.Change{Value: "z"}},
		"a heredoc":                 {"a = <<E\nx\nE\n", "<<E\nx\nE\n", finding.Change{Value: "y"}},
		"code for a heredoc":        {"a = <<E\nx\nE\n", "<<E\nx\nE\n", finding.Change{Code: "b.c"}},
		"a piece of a text":         {"a = \"x${b}\"\n", "x", finding.Change{Value: "y"}},
		"a text within a heredoc":   {"a = <<E\n\"x\"\nE\n", `"x"`, finding.Change{Value: "y"}},
		"a call":                    {"a = tonumber(\"1\")\n", `tonumber("1")`, finding.Change{Value: 2}},
		"a key in what is merged":   {header + " {\n  o = merge(a, b)\n}\n", header, finding.Change{Path: []string{"o", "x"}, Value: 1}},
		"a dynamic block":           {header + " {\n  dynamic \"c\" {\n  }\n}\n", header, finding.Change{Path: []string{"c", "x"}, Value: 1}},
		"a block on one line":       {header + " { x = 1 }\n", header, finding.Change{Path: []string{"y"}, Value: 1}},
		"a piece that is not there": {"a = b.c\n", "b.c", finding.Change{From: ".arn", Code: ".invoke_arn"}},
		"an element of a call":      {"a = concat(b, c)\n", "concat(b, c)", finding.Change{Append: true, Code: "d"}},
		"a member":                  {"a = { b = 1 }\n", "1", finding.Change{Remove: true}},
		"a member of an argument":   {header + " {\n  o = { x = 1 }\n}\n", header, finding.Change{Path: []string{"o", "x"}, Remove: true}},
		"a nested block":            {header + " {\n  lifecycle {\n  }\n}\n", header, finding.Change{Path: []string{"lifecycle"}, Value: 1}},
		"null":                      {"a = null\n", "null", finding.Change{Value: 1}},
		"an argument in one line":   {header + " { x = b.c }\n", "b.c", finding.Change{Remove: true}},
		"a broken file":             {"a = 1\nb = {\n", "1", finding.Change{Value: 2}},
	} {
		t.Run(name, func(t *testing.T) {
			c.change.At = at(t, "main.tf", c.text, c.piece)
			if edits, err := editsOf("main.tf", c.text, c.change); err == nil {
				t.Errorf("it became %q", edited(c.text, edits))
			}
		})
	}
}

// TestLaidOut asserts that columns move only in code that had them, and in the block that
// changed.
func TestLaidOut(t *testing.T) {
	const beside = "x \"a\" {\n  a  = 1\n  bb = 2\n}\n\n"
	for before, want := range map[string]string{
		"a  = 1\nbb = 2 # it\n":                      "a = 1\n",
		"a = 1\nbb = 2 # it\n":                       "a = 1\n",
		"a   = 1\nbb = 2 # it\n":                     "a   = 1\n",
		beside + "y {\n  a  = 1\n  bb = 2 # it\n}\n": beside + "y {\n  a = 1\n}\n",
	} {
		editor, err := NewEditor(source.NewFile("main.tf", []byte(before)))
		if err != nil {
			t.Fatal(err)
		}
		line := editor.file.Lines(strings.Index(before, "# it"), strings.Index(before, "# it"))
		edits := editor.LaidOut([]finding.Edit{{Range: line}})
		if got := edited(before, edits); got != want {
			t.Errorf("%q became %q, want %q", before, got, want)
		}
		if block := strings.Index(before, "y {"); block > 0 && edits[0].Range.Start < block {
			t.Errorf("%v is an edit of what did not change", edits[0].Range)
		}
	}
}

// TestDifference asks for no more than the lines that differ.
func TestDifference(t *testing.T) {
	for _, c := range []struct {
		before, after string
		start, end    int
		text          string
	}{
		{"a\nbb\nc\n", "a\nbB\nc\n", 2, 4, "bB"},
		{"a = 1\nb = 2\n", "a   = 1\nb = 2\n", 0, 1, "a  "},
		{"xa\nb\n", "xa\n", 3, 5, ""},
		{"a\n", "a\nb\n", 2, 2, "b\n"},
		{"a\na\n", "a\na\na\n", 4, 4, "a\n"},
		{"aaa", "aa", 0, 1, ""},
		{"", "a", 0, 0, "a"},
	} {
		start, end := difference([]byte(c.before), []byte(c.after))
		edit := finding.Edit{Range: source.Range{File: "f", Start: start, End: len(c.before) - end}, Text: c.after[start : len(c.after)-end]}
		if want := (finding.Edit{Range: source.Range{File: "f", Start: c.start, End: c.end}, Text: c.text}); edit != want {
			t.Errorf("%q to %q: got %v, want %v", c.before, c.after, edit, want)
		}
		if got := string(finding.Apply([]byte(c.before), []finding.Edit{edit})); got != c.after {
			t.Errorf("%q became %q, want %q", c.before, got, c.after)
		}
	}
}
