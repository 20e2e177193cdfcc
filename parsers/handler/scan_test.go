package handler

import (
	"strings"
	"testing"
)

func TestScanJavaScript(t *testing.T) {
	deep := func(before, after string, n int) string {
		return strings.Repeat(before, n) + "1" + strings.Repeat(after, n)
	}
	const nested = "the source is nested too deeply to read"
	for text, want := range map[string]string{
		"#!/usr/bin/env node\nx = 1":                        "",
		"x = a / b / c":                                     "",
		"x = /[/\"]\\//g.test(y)":                           "",
		"x = (a + b) / 2; y = a[0] / 2; z = 1 / 2; i++ / 2": "",
		"if (x) /a/.exec(y)":                                "",
		"return /\"/":                                       "",
		"x = a.return / 2":                                  "",
		"x = `a ${b ? `c ${d}` : '}'} e` / 2":               "",
		"x = {} / 2":                                        unsureSlash,
		"function f() {}\n/a/.test(x)":                      unsureSlash,
		"x = y! / 2":                                        unsureSlash,
		"x = await /a/":                                     unsureSlash,
		"<!-- x":                                            "the source has an HTML comment",
		"x = (a]":                                           broken,
		"x = a)":                                            broken,
		"x = 'a":                                            broken,
		"x = `a":                                            broken,
		"x = `a ${":                                         "",
		"x = /a":                                            broken,
		"/* x":                                              broken,
		"x = '('; // (((\n/* ((( */ y = `(((`":              "",
		deep("[", "]", maxNesting):                          "",
		deep("[", "]", maxNesting+1):                        nested,
		deep("a ? b : ", "", maxAsks):                       "",
		deep("a ? b : ", "", maxAsks+1):                     nested,
		deep("(a): b => (a ? ", ") : T => 1", maxAsks+1): nested,
		deep("a => ", "", maxChain/arrowChain):           nested,
		deep("a => ", "", 50):                            "",
		strings.Repeat("a ? b : c; ", 2*maxAsks):         "",
		strings.Repeat("f(a, b)\n{ x }\n", maxChain):     "",
		strings.Repeat("if (a) { b } // c\n", maxChain):  "",
		strings.Repeat("x?: string; ", 2*maxAsks):        "",
		strings.Repeat("x ?? ", 2*maxAsks) + "y?.z":      "",
	} {
		if got := scanJavaScript([]byte(text)); got != want {
			t.Errorf("%.60q: %q, want %q", text, got, want)
		}
	}
}
