package terraform

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
	"github.com/authlint/authlint/parsers/yaml"
)

// Whatever a file holds, reading it ends, and every place lies in a file that was read.
func FuzzRead(f *testing.F) {
	f.Add([]byte(setting))
	f.Add([]byte("resource \"aws_api_gateway_rest_api\" \"r\" {\n  body = <<-EOF\n    openapi: ${local.v}\n    paths: { /a: { get: {} } }\n  EOF\n}\nlocals { v = \"3.0.1\" }"))
	f.Add([]byte("resource \"aws_api_gateway_method\" \"m\" {\n  for_each = toset([for k in keys(local.x) : \"${k}%{ if true }!%{ endif }\"])\n  http_method = each.key\n}"))
	f.Add([]byte("resource \"aws_api_gateway_rest_api\" \"r\" {\n  policy = \"{\\\"Statement\\\": [{\\\"Effect\\\": \\\"${var.e}\\\"}]}\"\n}\nvariable \"e\" { type = string }"))
	f.Add([]byte("module \"m\" { source = \"./\" }\n# authlint:ignore[x]\nresource \"aws_apigatewayv2_route\" \"r\" { route_key = \"GET  /x\" }"))
	f.Add([]byte("data \"aws_iam_policy_document\" \"d\" {\n  statement {\n    condition {\n      test = \"a\"\n      variable = \"b\"\n    }\n  }\n}\nresource \"aws_api_gateway_rest_api\" \"r\" {\n  policy = jsonencode({ for k, v in jsondecode(data.aws_iam_policy_document.d.json) : k => v })\n}"))
	f.Add([]byte("resource \"aws_apigatewayv2_authorizer\" \"a\" {\n  count = 2\n  identity_sources = try(var.x[count.index].y, [\"a,b\"])\n}\nresource \"aws_api_gateway_authorizer\" \"b\" {\n  identity_source = \" a , b,\"\n}"))
	fuzzFile(f, "main.tf")
}

// The same in the JSON syntax.
func FuzzReadJSON(f *testing.F) {
	f.Add([]byte(`{"//": "authlint:ignore[x]", "resource": {"aws_api_gateway_rest_api": {"r": {"//": "authlint:ignore-file[x]", "name": "\u00e9${var.n}", "body": "{\"openapi\": \"${local.v}\", \"paths\": {\"/a\": {\"get\": {}}}}"}}}, "locals": {"v": "3.0.1"}, "variable": {"n": {"type": "string", "default": "${n}"}}}`))
	f.Add([]byte(`[{"resource": [{"aws_api_gateway_method": {"m": [{"for_each": "${toset([for k in keys(local.x) : \"${k}%{ if true }!%{ endif }\"])}", "http_method": "${each.key}", "depends_on": ["aws_api_gateway_rest_api.r"]}]}}]}]`))
	f.Add([]byte(`{"data": {"aws_iam_policy_document": {"d": {"dynamic": {"statement": {"for_each": ["a"], "iterator": "s", "content": {"actions": ["${s.value}"], "principals": [{"type": "*", "identifiers": ["*"]}]}}}}}}, "resource": {"aws_api_gateway_rest_api": {"r": {"policy": "${data.aws_iam_policy_document.d.json}"}}}}`))
	f.Add([]byte(`{"resource": {"aws_apigatewayv2_authorizer": {"a": {"count": 2, "identity_sources": "${try(var.x[count.index].y, [\"a,b\"])}", "jwt_configuration": {"issuer": "\ud83d\ude00", "audience": ["a"]}}}, "aws_apigatewayv2_api": {"h": {"cors_configuration": null, "protocol_type": "HTTP"}}}}`))
	f.Add([]byte("\uFEFF{\r\n \"module\": {\"m\": {\"source\": \"./\", \"x\": {\"a\": [1e3, null]}}},\r\n \"output\": {\"o\": {\"value\": \"${{ \\\"\\n\\\" = 1, b = module.m }[*].b}\"}}}"))
	fuzzFile(f, "main.tf.json")
}

// Override files change what there is, in both syntaxes.
func FuzzReadOverride(f *testing.F) {
	f.Add([]byte(`{"resource": {"aws_api_gateway_rest_api": {"r": {"name": "\u00e9${var.given}", "lifecycle": {"ignore_changes": ["name"]}}}}, "locals": {"name": 1}}`))
	f.Add([]byte(`{"variable": {"routes": {"default": {"c": {"path": "/c"}}, "type": "map(any)"}}, "module": {"m": {}}}`))
	fuzzFile(f, "override.tf.json")
}

// fuzzFile reads a module with a file of any contents, and checks every place.
func fuzzFile(f *testing.F, name string) {
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, data []byte) {
		root, err := source.OpenRoot(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer root.Close()
		root.Overlay("base.tf", []byte(setting))
		root.Overlay(name, data)
		checkPlaces(t, Read(root, ".", Settings{}))
	})
}

// checkPlaces asserts that what a reading points at lies in one of its files.
func checkPlaces(t *testing.T, reading model.Reading) {
	inside := func(at source.Range) {
		for _, file := range reading.Files {
			if file.Name == at.File && 0 <= at.Start && at.Start <= at.End && at.End <= len(file.Data) {
				return
			}
		}
		t.Errorf("%v lies in no file", at)
	}
	for _, problem := range reading.Problems {
		if problem.Range.Start != 0 || problem.Range.End != 0 {
			inside(problem.Range)
		}
	}
	for _, ignore := range reading.Ignores {
		inside(ignore.Covers)
	}
	for _, api := range reading.APIs {
		api.Seal()
		inside(api.Range)
		inside(api.Name.Range)
		for _, method := range api.Methods.Items {
			inside(method.Range)
			inside(method.Verb.Range)
			inside(method.Path.Range)
			inside(method.AuthorizationType.Range)
		}
		for _, authorizer := range api.Authorizers.Items {
			inside(authorizer.TTLSeconds.Range)
			sources, _ := authorizer.IdentitySources.Get()
			for _, item := range sources {
				inside(item.Range)
			}
		}
	}
}

// What stands before an offset in a JSON string is what stands before it in the text.
func FuzzEscaped(f *testing.F) {
	f.Add(`\u00e9\n\ud83d\ude00\\\/"`)
	f.Add(`é\ud83d${x}\u0000`)
	f.Fuzz(func(t *testing.T, written string) {
		file := source.NewFile("f.json", []byte(`"`+written+`"`))
		root, problem := yaml.ParseJSON(file)
		if problem != nil || root.Kind != tree.String || root.Range != file.All() {
			return
		}
		e := newEscaped(root.Text, root.Range, file)
		if !e.known {
			t.Fatalf("nobody knows where %q is", root.Text)
		}
		for i := range root.Text + " " {
			var before string
			if err := json.Unmarshal([]byte(file.Text(source.Range{File: file.Name, End: e.offset(i)})+`"`), &before); err != nil || before != root.Text[:i] {
				t.Errorf("before %d stands %q, want %q (%v)", i, before, root.Text[:i], err)
			}
		}
	})
}

// Whatever an expression asks for, evaluating it ends within its budget, and all that
// comes of it lies in a file that was read.
func FuzzEval(f *testing.F) {
	for _, e := range append(examples[:len(examples):len(examples)], ofUndeployed...) {
		f.Add(e.expression)
	}
	dir := f.TempDir()
	for name, text := range surroundings {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
			f.Fatal(err)
		}
	}
	f.Fuzz(func(t *testing.T, expression string) {
		root, err := source.OpenRoot(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer root.Close()
		root.Overlay("api/main.tf", []byte(undeployed+"locals {\n  fuzzed = "+expression+"\n}\n"))
		u := newUnit(root, "api")
		m := newModule(u, u.load("api"))
		m.given = func(string) *tree.Node { return nil }
		begun := time.Now()
		n := m.local("fuzzed", source.Range{})
		if took := time.Since(begun); took > patience {
			t.Errorf("it took %v", took)
		}
		if u.depth != 0 || u.steps > maxSteps || u.steps < -maxSteps {
			t.Errorf("it left a depth of %d and %d steps", u.depth, u.steps)
		}
		inFiles(t, u, n, map[*tree.Node]bool{})
		for _, problem := range u.problems {
			inFiles(t, u, &tree.Node{Range: problem.Range}, map[*tree.Node]bool{})
		}
	})
}
