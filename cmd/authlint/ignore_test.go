package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The pieces of configuration in which ignores are tried. COMMENT and ENTRY stand for the
// two ways to write one; each piece has the same mistake, which ttl-out-of-range finds.
const (
	uri = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:f/invocations"

	hclAPI = "resource \"aws_api_gateway_rest_api\" \"a\" {\n  name = \"a\"\n}\n"

	openAPIHead = "openapi: 3.0.3\ninfo: {title: a, version: '1'}\n"
	openAPIBody = "paths:\n  /a:\n    post:\n      security: [{a: []}]\n      x-amazon-apigateway-integration: {type: mock}\n"
)

// hclAuthorizer is an authorizer whose cache time no deployment accepts.
func hclAuthorizer(before, behind, inside string) string {
	return hclAPI + before + `resource "aws_api_gateway_authorizer" "a" {
  name           = "a"
  rest_api_id    = aws_api_gateway_rest_api.a.id
  authorizer_uri = "` + uri + `"
` + inside + `  authorizer_result_ttl_in_seconds = 7200` + behind + "\n}\n"
}

// yamlSchemes is the same in an OpenAPI document.
func yamlSchemes(root, aboveScheme, inScheme, aboveTTL, behindTTL string) string {
	return openAPIHead + root + "components:\n  securitySchemes:\n" + aboveScheme + "    a:\n" + inScheme +
		"      type: apiKey\n      name: Authorization\n      in: header\n      x-amazon-apigateway-authorizer:\n        type: token\n        authorizerUri: " + uri + "\n" +
		aboveTTL + "        authorizerResultTtlInSeconds: 7200" + behindTTL + "\n" + openAPIBody
}

// jsonSchemes is the same in JSON.
func jsonSchemes(root, inScheme string) string {
	return `{"openapi": "3.0.3", "info": {"title": "a", "version": "1"}, ` + root + `"components": {"securitySchemes": {"a": {` + inScheme +
		`"type": "apiKey", "name": "Authorization", "in": "header", "x-amazon-apigateway-authorizer": {"type": "token", "authorizerUri": "` + uri + `", "authorizerResultTtlInSeconds": 7200}}}},
"paths": {"/a": {"post": {"security": [{"a": []}], "x-amazon-apigateway-integration": {"type": "mock"}}}}}`
}

// yamlTemplate is the same in CloudFormation.
func yamlTemplate(head, above, inside, aboveTTL, behindTTL string) string {
	return head + "Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties: {Name: a}\n" + above + "  Authorizer:\n    Type: AWS::ApiGateway::Authorizer\n" + inside +
		"    Properties:\n      Name: a\n      Type: TOKEN\n      RestApiId: !Ref Api\n      IdentitySource: method.request.header.Authorization\n      AuthorizerUri: " + uri + "\n" +
		aboveTTL + "      AuthorizerResultTtlInSeconds: 7200" + behindTTL + "\n"
}

func jsonTemplate(head, inside string) string {
	return `{` + head + `"Resources": {"Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Name": "a"}}, "Authorizer": {"Type": "AWS::ApiGateway::Authorizer", ` + inside +
		`"Properties": {"Name": "a", "Type": "TOKEN", "RestApiId": {"Ref": "Api"}, "IdentitySource": "method.request.header.Authorization", "AuthorizerUri": "` + uri + `", "AuthorizerResultTtlInSeconds": 7200}}}}`
}

func yamlSAM(head, above, inside string) string {
	return head + "Transform: AWS::Serverless-2016-10-31\nResources:\n" + above + "  Api:\n    Type: AWS::Serverless::Api\n" + inside +
		"    Properties:\n      StageName: live\n      Auth:\n        Authorizers:\n          A:\n            FunctionArn: arn:aws:lambda:eu-west-1:111122223333:function:f\n            Identity: {ReauthorizeEvery: 7200}\n"
}

func jsonSAM(head, inside string) string {
	return `{` + head + `"Transform": "AWS::Serverless-2016-10-31", "Resources": {"Api": {"Type": "AWS::Serverless::Api", ` + inside +
		`"Properties": {"StageName": "live", "Auth": {"Authorizers": {"A": {"FunctionArn": "arn:aws:lambda:eu-west-1:111122223333:function:f", "Identity": {"ReauthorizeEvery": 7200}}}}}}}}`
}

func jsonTerraform(top, resources, kind, block string) string {
	return `{` + top + `"resource": {` + resources + `"aws_api_gateway_rest_api": {"a": {"name": "a"}}, "aws_api_gateway_authorizer": {` + kind + `"a": {` + block +
		`"name": "a", "rest_api_id": "${aws_api_gateway_rest_api.a.id}", "authorizer_uri": "` + uri + `", "authorizer_result_ttl_in_seconds": 7200}}}}`
}

const (
	behind   = " # COMMENT"
	above    = "# COMMENT\n"
	wholly   = "# FILE-COMMENT\n"
	entry    = "x-authlint-ignore: [ENTRY]\n"
	metadata = "Metadata: {authlint: {ignore: [ENTRY]}}\n"

	jsonEntry    = `"x-authlint-ignore": [ENTRY], `
	jsonMetadata = `"Metadata": {"authlint": {"ignore": [ENTRY]}}, `
	jsonComment  = `"//": "COMMENT", `
)

// ignoreForms are all places at which an ignore can stand, in all languages, by the name
// of the file and a word about the place.
var ignoreForms = map[string]string{
	"main.tf, behind":                     hclAuthorizer("", behind, ""),
	"main.tf, behind, slashes":            hclAuthorizer("", " // COMMENT", ""),
	"main.tf, behind, block comment":      hclAuthorizer("", " /* COMMENT */", ""),
	"main.tf, line above":                 hclAuthorizer("", "", above),
	"main.tf, line above, block comment":  hclAuthorizer("", "", "/* COMMENT */\n"),
	"main.tf, block":                      hclAuthorizer(above, "", ""),
	"main.tf, block, slashes":             hclAuthorizer("// COMMENT\n", "", ""),
	"main.tf, block, block comment":       hclAuthorizer("/* COMMENT */\n", "", ""),
	"main.tf, block, long block comment":  hclAuthorizer("/*\n * why\n * COMMENT\n */\n# more\n", "", ""),
	"main.tf, file":                       wholly + hclAuthorizer("", "", ""),
	"main.tf, file, below others":         "/* licence */\n\n// more\n" + wholly + hclAuthorizer("", "", ""),
	"main.tf.json, block":                 jsonTerraform("", "", "", jsonComment),
	"main.tf.json, kind":                  jsonTerraform("", "", jsonComment, ""),
	"main.tf.json, resources":             jsonTerraform("", jsonComment, "", ""),
	"main.tf.json, top":                   jsonTerraform(jsonComment, "", "", ""),
	"main.tf.json, file":                  jsonTerraform(`"//": "FILE-COMMENT", `, "", "", ""),
	"main.tf, document in a heredoc":      "resource \"aws_api_gateway_rest_api\" \"a\" {\n  name = \"a\"\n  body = <<-EOT\n" + indented(yamlSchemes("", "    # COMMENT\n", "", "", "")) + "  EOT\n}\n",
	"main.tf, extension in a heredoc":     "resource \"aws_api_gateway_rest_api\" \"a\" {\n  name = \"a\"\n  body = <<-EOT\n" + indented(yamlSchemes(entry, "", "", "", "")) + "  EOT\n}\n",
	"main.tf, extension in jsonencode":    "resource \"aws_api_gateway_rest_api\" \"a\" {\n  name = \"a\"\n  body = jsonencode(" + jsonSchemes("", jsonEntry) + ")\n}\n",
	"api.yaml, behind":                    yamlSchemes("", "", "", "", behind),
	"api.yaml, line above":                yamlSchemes("", "", "", above, ""),
	"api.yaml, mapping":                   yamlSchemes("", above, "", "", ""),
	"api.yaml, file":                      wholly + yamlSchemes("", "", "", "", ""),
	"api.yaml, extension in root":         yamlSchemes(entry, "", "", "", ""),
	"api.yaml, extension in scheme":       yamlSchemes("", "", "      "+entry, "", ""),
	"api.json, extension in root":         jsonSchemes(jsonEntry, ""),
	"api.json, extension in scheme":       jsonSchemes("", jsonEntry),
	"template.yaml, behind":               yamlTemplate("", "", "", "", behind),
	"template.yaml, line above":           yamlTemplate("", "", "", above, ""),
	"template.yaml, resource":             yamlTemplate("", above, "", "", ""),
	"template.yaml, file":                 yamlTemplate(wholly, "", "", "", ""),
	"template.yaml, metadata of resource": yamlTemplate("", "", "    "+metadata, "", ""),
	"template.yaml, metadata of template": yamlTemplate(metadata, "", "", "", ""),
	"template.json, metadata of resource": jsonTemplate("", jsonMetadata),
	"template.json, metadata of template": jsonTemplate(jsonMetadata, ""),
	"sam.yaml, resource":                  yamlSAM("", above, ""),
	"sam.yaml, file":                      yamlSAM(wholly, "", ""),
	"sam.yaml, metadata of resource":      yamlSAM("", "", "    "+metadata),
	"sam.yaml, metadata of template":      yamlSAM(metadata, "", ""),
	"sam.json, metadata of resource":      jsonSAM("", jsonMetadata),
	"sam.json, metadata of template":      jsonSAM(jsonMetadata, ""),
	"authlint.yaml, settings":             "ignores: [ENTRY]\n",
}

func indented(text string) string {
	return "    " + strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "\n", "\n    ") + "\n"
}

// An ignored is what an ignore says.
type ignored struct{ rule, option, reason, until string }

// in writes it into a form; option is what is misspelt.
func (i ignored) in(file, form string) string {
	comment, entry := "["+i.rule+"]", fmt.Sprintf(`{"rule": %q`, i.rule)
	if file == "authlint.yaml" {
		entry += `, "path": "main.tf"`
	}
	add := func(key, value string) {
		if value == "" {
			return
		}
		entry += fmt.Sprintf(", %q: %q", key, value)
		if key == "reason" {
			value = `"` + value + `"`
		}
		comment += " " + key + "=" + value
	}
	add("reason", i.reason)
	add(strings.TrimSpace(i.option), map[bool]string{true: "2020-01-01"}[i.option != ""])
	add("until", i.until)
	if strings.HasSuffix(file, ".tf.json") {
		comment = strings.ReplaceAll(comment, `"`, `\"`)
	}
	return strings.NewReplacer("FILE-COMMENT", "authlint:ignore-file"+comment, "COMMENT", "authlint:ignore"+comment, "ENTRY", entry+"}").Replace(form)
}

// TestIgnoreForms: wherever an ignore can stand, it silences its rule until its day, and
// is told of when it is wrong.
func TestIgnoreForms(t *testing.T) {
	const unused = "authorizer-permission-too-narrow"
	cases := map[string]struct {
		ignored
		silenced bool
		told     string // on standard error; empty: nothing is
	}{
		"alone":                  {ignored{rule: "ttl-out-of-range", reason: "the bank wants it"}, true, ""},
		"with a day":             {ignored{rule: "ttl-out-of-range", reason: "a test", until: "2999-12-31"}, true, ""},
		"until last year":        {ignored{rule: "ttl-out-of-range", reason: "a test", until: "2025-12-31"}, false, "this silences nothing any more: it held until 2025-12-31"},
		"with a day that is not": {ignored{rule: "ttl-out-of-range", until: "soon"}, false, "until: soon is not a date; write it as YYYY-MM-DD"},
		"unused":                 {ignored{rule: unused, reason: "a test"}, false, "this silences nothing: " + unused + " finds nothing here"},
		"of no rule":             {ignored{rule: "ttl-out-of-rang", reason: "a test"}, false, `there is no rule "ttl-out-of-rang"; did you mean "ttl-out-of-range"?`},
		"without a reason":       {ignored{rule: "ttl-out-of-range"}, true, "this ignore has no reason; say with reason why it is fine"},
		"with a typing error":    {ignored{rule: "ttl-out-of-range", option: "til", reason: "a test"}, false, "til"},
	}
	for place, form := range ignoreForms {
		file, _, _ := strings.Cut(place, ",")
		for name, test := range cases {
			t.Run(place+"/"+name, func(t *testing.T) {
				files := map[string]string{"authlint.yaml": "require-reason: true\n", "main.tf": hclAuthorizer("", "", "")}
				if file == "authlint.yaml" {
					files[file] += test.in(file, form)
				} else {
					delete(files, "main.tf")
					files[file] = test.in(file, form)
				}
				inProject(t, files)
				got := authlint(t, nil, "-f", "json", "--show-suppressed", "--select", "ttl-out-of-range,"+unused, "--fail-on", "error")
				wantStatus := map[bool]int{true: exitClean, false: exitFound}[test.silenced]
				if file == "authlint.yaml" && (test.until == "soon" || test.option != "" || name == "of no rule") {
					wantStatus = exitUsage // settings are refused as a whole
				}
				if got.status != wantStatus || !strings.Contains(got.stderr, test.told) || test.told == "" && got.stderr != "" {
					t.Fatalf("status %d, want %d; standard error %q, want %q\n%s\n%s", got.status, wantStatus, got.stderr, test.told, files[file], got.stdout)
				}
				if wantStatus == exitUsage {
					return
				}
				var run struct {
					Suppressed []struct {
						Rule        string
						Suppression struct {
							By, Reason string
							Location   struct{ File string }
						}
					}
					Summary struct{ Suppressed int }
				}
				if err := json.Unmarshal([]byte(got.stdout), &run); err != nil {
					t.Fatal(err)
				}
				want := map[bool]int{true: 1, false: 0}[test.silenced]
				if len(run.Suppressed) != want || run.Summary.Suppressed != want {
					t.Fatalf("suppressed: %+v", run)
				}
				for _, f := range run.Suppressed {
					if f.Rule != test.rule || f.Suppression.Reason != test.reason || f.Suppression.Location.File != file {
						t.Errorf("%+v", f)
					}
				}
			})
		}
	}
}

// TestExtensionCoversItsObject: that of a path item and of an operation counts there, and
// nowhere else.
func TestExtensionCoversItsObject(t *testing.T) {
	document := func(inItem, inOperation string) string {
		return strings.TrimSuffix(yamlSchemes("", "", "", "", ""), openAPIBody) + "paths:\n  /c:\n    post:\n      security: [{a: []}]\n      x-amazon-apigateway-integration: {type: mock}\n  /a:\n" + inItem + "    post:\n" + inOperation + "      x-amazon-apigateway-integration: {type: mock}\n    delete:\n      x-amazon-apigateway-integration: {type: mock}\n  /b:\n    post:\n      x-amazon-apigateway-integration: {type: mock}\n"
	}
	for name, test := range map[string]struct {
		text string
		left []string
	}{
		"nowhere":      {document("", ""), []string{"POST /a", "DELETE /a", "POST /b"}},
		"path item":    {document("    x-authlint-ignore: write-method-public\n", ""), []string{"POST /b"}},
		"operation":    {document("", "      x-authlint-ignore: [write-method-public]\n"), []string{"DELETE /a", "POST /b"}},
		"operation, 2": {document("", "      x-authlint-ignore:\n        - rule: write-method-public\n          reason: r\n          until: 2999-01-01\n"), []string{"DELETE /a", "POST /b"}},
	} {
		t.Run(name, func(t *testing.T) {
			inProject(t, map[string]string{"api.yaml": test.text})
			got := authlint(t, nil, "-f", "concise", "--select", "write-method-public")
			if got.stderr != "" || strings.Count(got.stdout, "\n") != len(test.left) {
				t.Fatalf("%+v, want %v", got, test.left)
			}
			for _, method := range test.left {
				if !strings.Contains(got.stdout, method+" ") {
					t.Errorf("%s is not found:\n%s", method, got.stdout)
				}
			}
		})
	}
}

// TestIgnoresInOtherFiles: what silences a finding stands in the file where the finding
// is, whichever file leads there.
func TestIgnoresInOtherFiles(t *testing.T) {
	api := func(body string) string {
		return "resource \"aws_api_gateway_rest_api\" \"a\" {\n  name = \"a\"\n  body = " + body + "\n}\n"
	}
	withComment := strings.ReplaceAll(yamlSchemes("", above, "", "", ""), "COMMENT", "authlint:ignore[ttl-out-of-range]")
	withEntry := strings.ReplaceAll(yamlSchemes("", "", "      "+entry, "", ""), "ENTRY", "ttl-out-of-range")
	for name, files := range map[string]map[string]string{
		"file()":                        {"main.tf": api(`file("${path.module}/api.yaml")`), "api.yaml": withComment},
		"file(), extension":             {"main.tf": api(`file("${path.module}/api.yaml")`), "api.yaml": withEntry},
		"templatefile()":                {"main.tf": api(`templatefile("${path.module}/api.yaml", {title = "a"})`), "api.yaml": strings.Replace(withComment, "title: a", "title: '${title}'", 1)},
		"templatefile(), extension":     {"main.tf": api(`templatefile("${path.module}/api.yaml", {title = "a"})`), "api.yaml": strings.Replace(withEntry, "title: a", "title: '${title}'", 1)},
		"module":                        {"main.tf": "module \"m\" {\n  source = \"./m\"\n}\n", "m/main.tf": hclAPI + strings.ReplaceAll(hclAuthorizer(above, "", ""), "COMMENT", "authlint:ignore[ttl-out-of-range]")[len(hclAPI):]},
		"Fn::Transform":                 {"template.yaml": "Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Body: {'Fn::Transform': {Name: AWS::Include, Parameters: {Location: api.yaml}}}\n", "api.yaml": withComment},
		"DefinitionUri, extension":      {"template.yaml": "Transform: AWS::Serverless-2016-10-31\nResources:\n  Api:\n    Type: AWS::Serverless::Api\n    Properties:\n      StageName: live\n      DefinitionUri: api.yaml\n", "api.yaml": withEntry},
		"$ref to a scheme":              {"api.yaml": openAPIHead + "components: {securitySchemes: {a: {$ref: 'parts.yaml#/a'}}}\n" + openAPIBody, "parts.yaml": "a:\n  x-authlint-ignore: ttl-out-of-range\n" + schemeOf(withComment)},
		"$ref to a scheme with comment": {"api.yaml": openAPIHead + "components: {securitySchemes: {a: {$ref: 'parts.yaml#/a'}}}\n" + openAPIBody, "parts.yaml": "# authlint:ignore[ttl-out-of-range]\na:\n" + schemeOf(withComment)},
		"loop of a template":            {"template.yaml": strings.ReplaceAll("Transform: AWS::LanguageExtensions\nResources:\n  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: a}}\n  Fn::ForEach::All:\n    - X\n    - [A, B]\n    - Authorizer${X}:\n        Type: AWS::ApiGateway::Authorizer\n        Metadata: {authlint: {ignore: ttl-out-of-range}}\n        Properties: {Name: a, Type: TOKEN, RestApiId: !Ref Api, IdentitySource: method.request.header.A, AuthorizerUri: URI, AuthorizerResultTtlInSeconds: 7200}\n", "URI", uri)},
	} {
		t.Run(name, func(t *testing.T) {
			inProject(t, files)
			got := authlint(t, nil, "-f", "text", "--select", "ttl-out-of-range")
			if got.status != exitClean || got.stderr != "" || !strings.Contains(got.stdout, "no findings (besides 1 silenced)") {
				t.Errorf("%+v", got)
			}
			if again := authlint(t, nil, "-f", "text", "--select", "ttl-out-of-range", "--no-ignores"); again.status != exitFound {
				t.Errorf("with --no-ignores: %+v", again)
			}
		})
	}
}

// schemeOf cuts the scheme out of a document, two columns to the left.
func schemeOf(document string) string {
	_, rest, _ := strings.Cut(document, "    a:\n")
	scheme, _, _ := strings.Cut(rest, "paths:")
	return strings.ReplaceAll("\n"+scheme, "\n    ", "\n")[1:]
}

// TestIgnoresThatAreNone are told of: whoever wrote one believes that it holds.
func TestIgnoresThatAreNone(t *testing.T) {
	for name, test := range map[string]struct{ file, text, told string }{
		"in a text of YAML":            {"template.yaml", yamlTemplate("Description: |\n  # authlint:ignore-file[ttl-out-of-range]\n", "", "", "", ""), "it is part of a text"},
		"for the file, below":          {"api.yaml", yamlSchemes("# authlint:ignore-file[ttl-out-of-range]\n", "", "", "", ""), "authlint:ignore-file stands above all else in a file"},
		"for the file, behind":         {"main.tf", hclAuthorizer("", " # authlint:ignore-file[ttl-out-of-range]", ""), "authlint:ignore-file stands above all else in a file"},
		"for the file, in a block":     {"main.tf.json", jsonTerraform("", "", "", `"//": "authlint:ignore-file[ttl-out-of-range]", `), "authlint:ignore-file stands above all else in a file"},
		"without a rule":               {"main.tf", hclAuthorizer("# authlint:ignore\n", "", ""), "an ignore comment names the rules that it silences"},
		"with no rule in it":           {"main.tf", hclAuthorizer("# authlint:ignore[]\n", "", ""), "an ignore comment names the rules that it silences"},
		"a reason without quotes":      {"main.tf", hclAuthorizer("# authlint:ignore[ttl-out-of-range] reason=why\n", "", ""), `"reason=" behind an ignore is not understood`},
		"a day behind a comma":         {"main.tf", hclAuthorizer("# authlint:ignore[ttl-out-of-range], until=2020-01-01\n", "", ""), `"until=" behind an ignore is not understood`},
		"two in one comment":           {"main.tf", hclAuthorizer("# authlint:ignore[ttl-out-of-range] authlint:ignore[authorizer-unused]\n", "", ""), "one comment holds one ignore"},
		"another key of metadata":      {"template.yaml", yamlTemplate("Metadata: {authlint: {ignores: [ttl-out-of-range]}}\n", "", "", "", ""), `there is no key "ignores"; write ignore`},
		"an entry that is a list":      {"api.yaml", yamlSchemes("x-authlint-ignore: [[ttl-out-of-range]]\n", "", "", "", ""), "an entry is the id of a rule, or a mapping"},
		"a reason that is a list":      {"api.yaml", yamlSchemes("x-authlint-ignore: {rule: ttl-out-of-range, reason: [a]}\n", "", "", "", ""), "reason is a text, and this is a list"},
		"an entry that is not known":   {"template.yaml", yamlTemplate("Parameters: {P: {Type: String}}\nMetadata: {authlint: {ignore: !Ref P}}\n", "", "", "", ""), "an entry is the id of a rule, or a mapping"},
		"a day that no calendar knows": {"main.tf", hclAuthorizer("# authlint:ignore[ttl-out-of-range] until=2027-02-30\n", "", ""), "until: 2027-02-30 is not a date"},
	} {
		t.Run(name, func(t *testing.T) {
			inProject(t, map[string]string{test.file: test.text})
			got := authlint(t, nil, "-f", "concise", "--select", "ttl-out-of-range")
			if got.status != exitFound || !strings.Contains(got.stderr, test.file+":") || !strings.Contains(got.stderr, test.told) {
				t.Errorf("%+v, want %q", got, test.told)
			}
		})
	}
}

// TestRemarksBehindIgnoresAreFree: words are no options.
func TestRemarksBehindIgnoresAreFree(t *testing.T) {
	inProject(t, map[string]string{"main.tf": hclAuthorizer("# authlint:ignore[ttl-out-of-range] NOTE: the bank signs, a = b\n", "", "")})
	if got := authlint(t, nil, "-f", "concise", "--select", "ttl-out-of-range"); got.status != exitClean || got.stderr != "" {
		t.Errorf("%+v", got)
	}
}

// TestSuppressedAreShownWhenAskedFor, marked, and decide nothing.
func TestSuppressedAreShownWhenAskedFor(t *testing.T) {
	inProject(t, map[string]string{
		"a.yaml":        strings.ReplaceAll(yamlSchemes("", above, "", "", ""), "COMMENT", `authlint:ignore[ttl-out-of-range] reason="the bank wants it"`),
		"b.yaml":        yamlSchemes("", "", "", "", ""),
		"c.yaml":        yamlSchemes("", "", "", "", ""),
		"authlint.yaml": "ignores: [{rule: ttl-out-of-range, path: b.yaml, reason: a sandbox}]\n",
	})
	args := []string{"--select", "ttl-out-of-range", "--baseline", "known.jsonl"}
	if err := os.WriteFile("known.jsonl", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := authlint(t, nil, "baseline", "write", "--baseline", "known.jsonl", "c.yaml"); got.status != exitClean {
		t.Fatalf("%+v", got)
	}
	for format, wanted := range map[string][]string{
		"text":     {"silenced error[ttl-out-of-range]: ", "= silenced: the bank wants it (a.yaml:5:1)", "= silenced: a sandbox (authlint.yaml:1:11)", "baselined error[ttl-out-of-range]", "= baselined: it is in the baseline", "no findings (besides 2 silenced and 1 that was there before)"},
		"json":     {`"by": "source"`, `"by": "settings"`, `"by": "baseline"`, `"reason": "the bank wants it"`, `"findings": []`, `"suppressed": 2`, `"baselined": 1`},
		"sarif":    {`"kind": "inSource"`, `"justification": "the bank wants it"`, `"kind": "external"`, `"justification": "a sandbox"`, `"justification": "It is in the baseline."`},
		"junit":    {`failures="0" errors="0" skipped="3"`, `<skipped type="error" message="silenced: the bank wants it (a.yaml:5:1)">`, `message="baselined: it is in the baseline"`},
		"markdown": {"| silenced error | a.yaml:", "the bank wants it (a.yaml:5:1)", "| baselined error | c.yaml:"},
		"concise":  nil,
		"github":   nil,
		"gitlab":   {"[]"},
	} {
		t.Run(format, func(t *testing.T) {
			hidden := authlint(t, nil, append(args, "-f", format)...)
			shown := authlint(t, nil, append(args, "-f", format, "--show-suppressed")...)
			if hidden.status != exitClean || shown.status != exitClean {
				t.Errorf("they decide the exit status: %d, %d", hidden.status, shown.status)
			}
			if strings.Contains(hidden.stdout, "the bank wants it") || strings.Contains(hidden.stdout, "suppressions") {
				t.Errorf("they are shown unasked:\n%s", hidden.stdout)
			}
			if len(wanted) < 2 && shown.stdout != hidden.stdout {
				t.Errorf("a format that only tells what to act on has them:\n%s", shown.stdout)
			}
			if format == "text" && (strings.Contains(shown.stdout, "= help:") || strings.Contains(shown.stdout, "= docs:")) {
				t.Errorf("it says what to do about what nobody is to act on:\n%s", shown.stdout)
			}
			for _, part := range wanted {
				if !strings.Contains(shown.stdout, part) {
					t.Errorf("it lacks %q:\n%s", part, shown.stdout)
				}
			}
		})
	}
	t.Run("every result says whether it is suppressed", func(t *testing.T) {
		if err := os.WriteFile("d.yaml", []byte(yamlSchemes("", "", "", "", "")), 0o600); err != nil {
			t.Fatal(err)
		}
		got := authlint(t, nil, append(args, "-f", "sarif", "--show-suppressed")...)
		if n := strings.Count(got.stdout, `"suppressions":`); n != 4 || strings.Count(got.stdout, `"suppressions": []`) != 1 || got.status != exitFound {
			t.Errorf("%d results have it:\n%s", n, got.stdout)
		}
	})
	t.Run("no ignores", func(t *testing.T) {
		got := authlint(t, nil, append(args, "-f", "concise", "--no-ignores")...)
		if strings.Count(got.stdout, "\n") != 3 || strings.Contains(got.stdout, "c.yaml") {
			t.Errorf("%+v", got)
		}
	})
	if left, _ := filepath.Glob(".authlint-*"); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
}
