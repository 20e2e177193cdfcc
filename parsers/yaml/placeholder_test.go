package yaml

import (
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// outline is a document on one line: ? before what is not known, + behind what may
// have more.
func outline(n *tree.Node) string {
	var all []string
	switch n.Kind {
	case tree.Mapping:
		for _, field := range n.Fields {
			all = append(all, field.Key+": "+outline(field.Value))
		}
		return "{" + strings.Join(all, ", ") + "}" + more(n)
	case tree.Sequence:
		for _, item := range n.Items {
			all = append(all, outline(item))
		}
		return "[" + strings.Join(all, ", ") + "]" + more(n)
	case tree.Unknown:
		return "?" + model.Show(n.Parts)
	default:
		return n.Text
	}
}

func more(n *tree.Node) string {
	if n.Open != "" {
		return "+"
	}
	return ""
}

func TestParseTemplate(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"value in JSON", `{"a": ${x}, "b": 1}`, "{a: ?${x}, b: 1}"},
		{"the shortest value in JSON", `[${}, 1]`, "[?${variable}, 1]"},
		{"value of several lines in JSON", "{\"a\": ${x(\n  1)}, \"b\": 1}", "{a: ?, b: 1}"},
		{"expression with braces and quotes", `{"a": ${jsonencode({b = "}"})}, "b": 1}`, `{a: ?${jsonencode({b = "}"})}, b: 1}`},
		{"text in quotes is left alone", `{"a": "${x}", "b": ${y}}`, `{a: ${x}, b: ?${y}}`},
		{"key in JSON", `{${a}: 1, "b": 2}`, "{${a}: 1, b: 2}"},
		{"value in YAML", "a: {{ x }}\nb: 1\n", "{a: ?${x}, b: 1}"},
		{"triple braces", "a: {{{ x }}}\nb: {{x}}/y\n", "{a: ?${x}, b: ?${x}/y}"},
		{"part of a text", "a: {{ x }}/b/{{y}}\n", "{a: ?${x}/b/${y}}"},
		{"in flow style", "a: [b, ${x}]\n", "{a: [b, ?${x}]}"},
		{"key in YAML", "{{ x }}: 1\nb: 2\n", "{{{ x }}: 1, b: 2}"},
		{"an apostrophe is no quote", "a: don't\nb: {{ x }}\nc: won't\n", "{a: don't, b: ?${x}, c: won't}"},
		{"a word that looks like an end", "a: {{ endpoint }}\nb: {{ range }}\n", "{a: ?${endpoint}, b: ?${range}}"},
		{"entry between directives of Terraform", "{\"a\": 1, %{ if x ~}\n\"b\": 2, %{ endif }\n\"c\": {\"d\": 3}}", "{a: 1, c: {d: 3}}+"},
		{"entry between directives of Jinja", "p:\n  a: 1\n{% if x %}\n  b: 2\n{% endif %}\n  c: 3\nq: {r: s}\n", "{p: {a: 1, c: 3}+, q: {r: s}}+"},
		{"the same entry elsewhere", "p:\n  a: 1\n{% if x %}\n  a: 2\n{% endif %}\n  c: 3\n", "{p: {c: 3}+}+"},
		{"one of two values", "a:\n{{ if x }}\n  b: 1\n{{ else }}\n  c: 1\n{{ end }}\nd: 1\n", "{a: ?, d: 1}+"},
		{"item between directives", "a:\n  - b\n{{#each x}}\n  - c\n{{/each}}\n  - d\n", "{a: [b, d]+}+"},
		{"directives within a text", "a: b{% if x %}c{% else %}d{% endif %}e\nf: 1\n", "{a: ?, f: 1}+"},
		{"nested directives", "a: 1\n{% if x %}\n{% for y in z %}\nb: 1\n{% endfor %}\nc: 1\n{% endif %}\nd: 1\n", "{a: 1, d: 1}+"},
		{"a directive that nothing closes", "a: 1\n{% if x %}\nb: 1\n", "{a: 1}+"},
		{"something included", "a:\n  b: {c: 1}\n{% include 'x' %}\nd: 1\n", "{a: {b: {c: 1}}+, d: 1}+"},
		{"something included as all of a value", "a:\n  {{ x }}\nd: 1\n", "{a: ?, d: 1}+"},
		{"something included at the beginning", "{% include 'x' %}\na:\n  b: 1\n", "{a: {b: 1}}+"},
		{"directive behind a comment sign", "a: {{ x }}\n# {% if y %}\nb: 1\n# {% endif %}\nc: 1\n", "{a: ?${x}, c: 1}+"},
		{"comment of a template", "a: {{ x }}\n{# b: 1 #}\nc: 1\n", "{a: ?${x}, c: 1}"},
		{"behind a byte order mark", "\uFEFF{\"a\": ${é}}", "{a: ?${é}}"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			file := source.NewFile("a", []byte(test.text))
			documents, ok := ParseTemplate(file)
			if !ok || len(documents) != 1 {
				t.Fatalf("%d documents in %q", len(documents), newMask(file.Data).data)
			}
			if got := outline(documents[0]); got != test.want {
				t.Errorf("got  %s\nwant %s\nof   %q", got, test.want, newMask(file.Data).data)
			}
			checkRanges(t, file, documents[0])
		})
	}
}

func TestParseTemplateKeepsToTemplates(t *testing.T) {
	for _, text := range []string{"a: 1\n", "a: [", "a: '${x}'\n", "a: [{{ x }}\n", `{"a": ${x}`, "a: $${x}\n", "a: {{ x\n"} {
		if documents, ok := ParseTemplate(source.NewFile("a", []byte(text))); ok {
			t.Errorf("%q is a template: %s", text, outline(documents[0]))
		}
	}
}

// Whatever is not filled in is as it is in the file with stand-ins, which is as long.
func FuzzParseTemplate(f *testing.F) {
	for _, seed := range []string{
		"{\"a\": ${x}, %{ if y }\n\"b\": [{{z}}, \"${d}\"], %{ endif } \"c\": 1}",
		"a: {{ x }}/b\n{% for y in z %}\n  - 'it''s'\n{% endfor %}\n# {{#if}}\nc: &x [*x, ${y}]\n",
		"\uFEFF{{ include \"x\" . | nindent 2 }}\na: |\n  {{ é }}\r\n  b\n{{/if}}",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file := source.NewFile("a.yaml", data)
		masked := newMask(data)
		if len(masked.data) != len(data) {
			t.Fatalf("%q is %d bytes longer", masked.data, len(masked.data)-len(data))
		}
		documents, ok := ParseTemplate(file)
		if !ok {
			return
		}
		plain, _ := Parse(source.NewFile(file.Name, masked.data))
		known := map[source.Range]string{}
		for _, document := range plain {
			noteScalars(document, known)
		}
		for _, document := range documents {
			checkRanges(t, file, document)
			got := map[source.Range]string{}
			noteScalars(document, got)
			for at, text := range got {
				if known[at] != text {
					t.Fatalf("%v is %q, without its placeholders %q", at, text, known[at])
				}
			}
		}
	})
}

func noteScalars(n *tree.Node, into map[source.Range]string) {
	if n.IsScalar() {
		into[n.Range] = n.Text
	}
	for _, field := range n.Fields {
		noteScalars(field.Value, into)
	}
	for _, item := range n.Items {
		noteScalars(item, into)
	}
}
