package handler

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/authlint/authlint/internal/source"
)

func FuzzJavaScript(f *testing.F) { fuzz(f, "a.js", "js", "mjs") }

func FuzzTypeScript(f *testing.F) { fuzz(f, "a.ts", "ts") }

func FuzzPython(f *testing.F) { fuzz(f, "a.py", "py") }

func FuzzGo(f *testing.F) { fuzz(f, "a.go", "go.txt") }

// fuzz reads any bytes as a function of one language.
func fuzz(f *testing.F, name string, extensions ...string) {
	for _, extension := range extensions {
		names, err := filepath.Glob("testdata/functions/*." + extension)
		if err != nil || len(names) == 0 {
			f.Fatalf("no functions in %s: %v", extension, err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file := source.NewFile(name, data)
		for _, setting := range []string{"", "a.handler", "a.lambda_handler"} {
			checkRead(t, Source{File: file, Handler: setting, Open: beside})
		}
	})
}

// checkRead reads a function and looks at all ranges of what was read.
func checkRead(t *testing.T, s Source) {
	t.Helper()
	text, err := json.Marshal(Read(s))
	if err != nil {
		t.Fatal(err)
	}
	var value any
	if err := json.Unmarshal(text, &value); err != nil {
		t.Fatal(err)
	}
	checkRanges(t, s.File, value)
}

// checkRanges looks at everything in the JSON form that has the fields of a range.
func checkRanges(t *testing.T, file *source.File, value any) {
	t.Helper()
	switch value := value.(type) {
	case []any:
		for _, item := range value {
			checkRanges(t, file, item)
		}
	case map[string]any:
		name, isRange := value["file"].(string)
		start, hasStart := value["start"].(float64)
		end, hasEnd := value["end"].(float64)
		if isRange && hasStart && hasEnd && name == file.Name && (start < 0 || end < start || int(end) > len(file.Data)) {
			t.Errorf("a range from %v to %v in a file of %d bytes", start, end, len(file.Data))
		}
		for _, field := range value {
			checkRanges(t, file, field)
		}
	}
}

// TestHostile has sources that would take a parser down, or the interpreter forever. Each
// is read, or given up with a reason, in a moment.
func TestHostile(t *testing.T) {
	const many = 100_000
	around := func(before, inside, after string, n int) string {
		return strings.Repeat(before, n) + inside + strings.Repeat(after, n)
	}
	numbered := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i, i+1)
		}
		return b.String()
	}
	cases := []struct{ name, file, text string }{
		{"brackets", "a.js", around("[", "", "]", many)},
		{"braces in a row", "a.js", around("{", "", "}", 2000)},
		{"parentheses", "a.ts", "x = " + around("(", "1", ")", many)},
		{"nots", "a.js", "x = " + around("!", "1", "", many)},
		{"arrows", "a.js", "x = " + around("a => ", "1", "", 2000)},
		{"arrows as default arguments", "a.js", "x = " + around("(a = ", "1", ") => 1", 90)},
		{"ifs", "a.js", around("if (a) ", "b()", "", many/4)},
		{"else ifs", "a.js", around("if (a) {} else ", "{}", "", 10_000)},
		{"members", "a.js", "a" + strings.Repeat(".b", many)},
		{"calls", "a.ts", "a" + strings.Repeat("()", many)},
		{"templates", "a.js", "x = " + around("`${", "1", "}`", many/3)},
		{"functions in functions", "a.js", around("f(() => {", "", "})", 95)},
		{"brackets behind what may be a regular expression", "a.js", "a = {}\n/\"/ + " + around("[", "", "]", many)},
		{"brackets behind a comment of HTML", "a.js", "<!-- \"\n" + around("[", "", "]", many)},
		{"types", "a.ts", "let x: " + around("A<", "B", ">", many/3)},
		{"keyofs", "a.ts", "type A = " + around("keyof ", "B", "", many/7)},
		{"megabytes on a line", "a.js", "x = '" + strings.Repeat("a", 5<<20) + "'"},
		{"functions", "a.js", numbered(3000, "function f%d() { return f%d() }\n") + "exports.handler = async (event) => f0();"},
		{"ifs that multiply", "a.js", "exports.handler = async (event) => { let x = 0;\n" + numbered(40, "if (event.headers.h%d) { x = %d; }\n") + "return { isAuthorized: x === 1 } }"},
		{"a function that calls itself", "a.js", "const f = (n) => f(n + 1) + f(n);\nexports.handler = async (event) => f(0);"},
		{"a function that calls itself twice, on a condition", "a.js", "const f = (e, n) => e[n] ? f(e, n) : f(n, e);\nexports.handler = async (event) => f(event, 'a');"},
		{"texts that double", "a.js", "exports.handler = async (event) => { let s = 'aaaaaaaaaaaaaaaa';\n" + strings.Repeat("s = s + s;\n", 200) + "return { principalId: s } }"},
		{"texts with holes that double", "a.js", "exports.handler = async (event) => { let s = `${event.path}/${event.httpMethod}`;\n" + strings.Repeat("s = `${s}${s}`;\n", 200) + "return { principalId: s } }"},
		{"lists that double", "a.js", "exports.handler = async (event) => { let s = [1];\n" + strings.Repeat("s = [...s, ...s];\n", 200) + "return { principalId: s } }"},
		{"objects in objects", "a.js", "exports.handler = async (event) => { let s = { a: event.path };\n" + strings.Repeat("s = { a: s, b: s };\n", 200) + "return { principalId: 'p', context: s, ...s } }"},
		{"large objects in large objects", "a.js", "exports.handler = async (event) => { const o = (s) => ({" + numbered(64, "a%d: s, b%d: s, ") + "}); let s = o(event.path);\n" + strings.Repeat("s = o(s);\n", 50) + strings.Repeat("if (f(s)) { s.x = s; }\n", 20) + "return s }"},
		{"lists in lists", "a.js", "exports.handler = async (event) => { let s = [" + strings.Repeat("event.path, ", 900) + "];\n" + strings.Repeat("s = ["+strings.Repeat("s, ", 900)+"];\n", 20) + strings.Repeat("if (f(s)) { s.push(s); }\n", 20) + "return s }"},
		{"an object in itself", "a.js", "exports.handler = async (event) => { const s = {}; s.context = s; s.policyDocument = s; s.Statement = [s, s]; use(s); return s }"},
		{"a loop without an end", "a.js", "exports.handler = async (event) => { for (;;) { event.path; } }"},
		{"a module that requires itself", "a.js", "const a = require('./a'); exports.handler = a.handler || (async (event) => ({ isAuthorized: true }));"},
		{"a class that is its own parent", "a.py", "class A(A):\n    pass\nA = type\nclass B(A): pass\ndef handler(event, context):\n    return B().x()"},
		{"Python: brackets", "a.py", "x = " + around("[", "", "]", many)},
		{"Python: nots", "a.py", "x = " + around("not ", "1", "", many)},
		{"Python: indentation", "a.py", func() string {
			var b strings.Builder
			for i := range 1000 {
				b.WriteString(strings.Repeat(" ", i) + "if a:\n")
			}
			return b.String()
		}()},
		{"Python: elifs", "a.py", "if a:\n  pass\n" + strings.Repeat("elif a:\n  pass\n", 20_000)},
		{"Python: sums", "a.py", "x = 1" + strings.Repeat(" + 1", 60_000)},
		{"Python: formatted texts", "a.py", "x = " + around("f'{", "1", "}'", many/5)},
		{"Python: formatted texts in turn", "a.py", "x = " + around("f'''{f\"\"\"{", "1", "}\"\"\"}'''", 60)},
		{"Python: comparisons", "a.py", "x = 1" + strings.Repeat(" < 1", 60_000)},
		{"Go: brackets", "a.go", "package main\nvar x = " + around("(", "1", ")", many)},
		{"Go: sums", "a.go", "package main\nvar x = 1" + strings.Repeat(" + 1", 60_000)},
		{"Go: structs in each other", "a.go", "package main\n" + numbered(300, "type t%d struct { a, b, c t%d }\n") + "var x = t0{}"},
		{"Go: a struct in itself", "a.go", "package main\ntype a struct { x b; y b }\ntype b struct { x a; y a }\nvar x = a{}"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			begin := time.Now()
			checkRead(t, Source{File: source.NewFile(c.file, []byte(c.text)), Open: func(name string) *source.File {
				return source.NewFile(name, []byte(c.text))
			}})
			if took := time.Since(begin); took > 5*time.Second {
				t.Errorf("it took %v", took)
			}
		})
	}
}
