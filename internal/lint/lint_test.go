package lint

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/source"
)

// An authorizer that keeps its answers for longer than API Gateway accepts, in each
// language: one error, found by ttl-out-of-range.
const (
	badTerraform = `
resource "aws_api_gateway_rest_api" "r" {
  name = "r"
}

resource "aws_api_gateway_authorizer" "a" {
  name                             = "a"
  rest_api_id                      = aws_api_gateway_rest_api.r.id
  authorizer_uri                   = var.uri
  authorizer_result_ttl_in_seconds = 7200
}

variable "uri" {}
`
	badTemplate = `
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties: {Name: r}
  A:
    Type: AWS::ApiGateway::Authorizer
    Properties:
      Name: a
      RestApiId: !Ref Api
      Type: TOKEN
      IdentitySource: method.request.header.Authorization
      AuthorizerUri: !ImportValue Uri
      AuthorizerResultTtlInSeconds: 7200
`
	badOpenAPI = `
openapi: 3.0.3
info: {title: r, version: "1"}
x-amazon-apigateway-request-validators: {}
components:
  securitySchemes:
    a:
      type: apiKey
      name: Authorization
      in: header
      x-amazon-apigateway-authorizer:
        type: token
        authorizerUri: ${uri}
        authorizerResultTtlInSeconds: 7200
paths: {}
`
)

const badRule = "ttl-out-of-range"

// lintFiles lints a folder of the given files, by name; paths are relative to it.
func lintFiles(t *testing.T, files map[string]string, paths ...string) finding.Run {
	t.Helper()
	dir := folder(t, files)
	if len(paths) == 0 {
		paths = []string{"."}
	}
	for i := range paths {
		paths[i] = filepath.Join(dir, paths[i])
	}
	run, err := Run(context.Background(), Options{Root: dir, Paths: paths, Select: []string{badRule}})
	if err != nil {
		t.Fatal(err)
	}
	return run
}

func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		full := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func filesFound(run finding.Run) []string {
	var files []string
	for _, f := range run.Findings {
		files = append(files, f.Range.File)
	}
	return files
}

func expectFiles(t *testing.T, run finding.Run, want ...string) {
	t.Helper()
	if got := filesFound(run); !slices.Equal(got, want) {
		t.Errorf("findings in %v, want %v; problems: %v", got, want, run.Problems)
	}
}

func TestRunReadsAllThreeLanguages(t *testing.T) {
	run := lintFiles(t, map[string]string{
		"api.yaml": badOpenAPI, "infra/main.tf": badTerraform, "stack/template.yml": badTemplate,
		"README.md": "AWS::ApiGateway", "package.json": "{}", "values.yaml": "a: 1",
	})
	expectFiles(t, run, "api.yaml", "infra/main.tf", "stack/template.yml")
	c := run.Coverage
	if c.APIs != 3 || c.Authorizers != 3 || c.Files != 6 || c.Read != 3 || c.Skipped != 3 {
		t.Errorf("coverage: %+v", c)
	}
	if run.Incomplete() {
		t.Errorf("problems: %v", run.Problems)
	}
}

func TestWhatGitIgnoresIsReadOnlyWhenNamed(t *testing.T) {
	files := map[string]string{
		".gitignore": "out/\n*.gen.yaml", "out/api.yaml": badOpenAPI, "a.gen.yaml": badOpenAPI,
		"node_modules/x/api.yaml": badOpenAPI, "cdk.out/x.template.json": badOpenAPI, "kept/api.yaml": badOpenAPI,
	}
	expectFiles(t, lintFiles(t, files), "kept/api.yaml")
	expectFiles(t, lintFiles(t, files, "a.gen.yaml", "out"), "a.gen.yaml", "out/api.yaml")
	expectFiles(t, lintFiles(t, files, "cdk.out"), "cdk.out/x.template.json")
}

func TestBrokenInputDoesNotHideTheRest(t *testing.T) {
	deep := strings.Repeat("[", 100_000)
	for name, broken := range map[string]map[string]string{
		"YAML syntax":              {"broken.yaml": "Resources:\n  A: [AWS::ApiGateway::RestApi\n"},
		"JSON syntax":              {"broken.json": `{"Resources": {"A": "AWS::ApiGateway::RestApi",,}}`},
		"HCL syntax":               {"broken/main.tf": "resource \"aws_api_gateway_rest_api\" \"r\" {\n  name = \n"},
		"deep JSON":                {"broken.json": `{"x-amazon-apigateway-policy": ` + deep},
		"deep YAML":                {"broken.yaml": "x-amazon-apigateway-policy: " + deep},
		"deep HCL":                 {"broken/main.tf": "# aws_api_gateway_rest_api\nlocals { a = " + strings.Repeat("(", 100_000)},
		"long HCL operator chain":  {"broken/main.tf": "# aws_api_gateway_rest_api\nlocals { a = 1" + strings.Repeat("+1", 100_000) + " }"},
		"alias bomb":               {"broken.yaml": aliasBomb()},
		"wrong type":               {"broken.yaml": strings.Replace(badTemplate, "7200", "[7200]", 1)},
		"not UTF-8":                {"broken.yaml": "x-amazon-apigateway-policy: \xff\xfe\n"},
		"a module that is missing": {"broken/main.tf": "resource \"aws_api_gateway_rest_api\" \"r\" {\n  name = \"r\"\n}\nmodule \"m\" {\n  source = \"./missing\"\n  api    = aws_api_gateway_rest_api.r.id\n}\n"},
		"a body that is missing":   {"broken/main.tf": "resource \"aws_api_gateway_rest_api\" \"r\" {\n  name = \"r\"\n  body = file(\"${path.module}/missing.yaml\")\n}\n"},
	} {
		t.Run(name, func(t *testing.T) {
			files := map[string]string{"good/api.yaml": badOpenAPI}
			for file, text := range broken {
				files[file] = text
			}
			run := lintFiles(t, files)
			expectFiles(t, run, "good/api.yaml")
			if !run.Incomplete() {
				t.Fatal("nobody was told")
			}
			for _, problem := range run.Problems {
				if !strings.HasPrefix(problem.Range.File, "broken") || problem.Message == "" {
					t.Errorf("unexpected problem: %+v", problem)
				}
			}
		})
	}
}

// aliasBomb stands for 10^9 values in ten lines.
func aliasBomb() string {
	var out strings.Builder
	out.WriteString("x-amazon-apigateway-policy: &a0 [lol]\n")
	for i := range 9 {
		out.WriteString("k" + string(rune('0'+i)) + ": &a" + string(rune('1'+i)) + " [" + strings.Repeat("*a"+string(rune('0'+i))+", ", 10) + "]\n")
	}
	return out.String() + "openapi: 3.0.0\n"
}

func TestAPathThatDoesNotExistIsAnError(t *testing.T) {
	_, err := Run(context.Background(), Options{Paths: []string{filepath.Join(t.TempDir(), "missing")}})
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

func TestAnUnknownRuleIsAnError(t *testing.T) {
	for _, options := range []Options{{Select: []string{"ttl-out-of-rnge"}}, {Ignore: []string{"ttl-out-of-rnge"}}} {
		options.Paths = []string{t.TempDir()}
		var unknown UnknownRuleError
		if _, err := Run(context.Background(), options); !errors.As(err, &unknown) || unknown.ID != "ttl-out-of-rnge" {
			t.Errorf("got %v", err)
		}
	}
}

func TestPathsAreRelativeToTheGitTopLevel(t *testing.T) {
	dir := folder(t, map[string]string{".git/HEAD": "ref: refs/heads/main", "infra/api.yaml": badOpenAPI})
	for _, path := range []string{dir, filepath.Join(dir, "infra"), filepath.Join(dir, "infra", "api.yaml")} {
		run, err := Run(context.Background(), Options{Paths: []string{path}, Select: []string{badRule}})
		if err != nil {
			t.Fatal(err)
		}
		expectFiles(t, run, "infra/api.yaml")
	}
}

func TestALinkIsReadOnlyWhereItsOwnPlaceAllows(t *testing.T) {
	dir := folder(t, map[string]string{"repo/.git/HEAD": "", "repo/good.yaml": badOpenAPI, "secret/api.yaml": badOpenAPI})
	for name, to := range map[string]string{"file.yaml": "../secret/api.yaml", "folder": "../secret"} {
		if err := os.Symlink(to, filepath.Join(dir, "repo", name)); err != nil {
			t.Fatal(err)
		}
		run, err := Run(context.Background(), Options{Paths: []string{filepath.Join(dir, "repo", name)}, Select: []string{badRule}})
		if err != nil {
			t.Fatal(err)
		}
		if len(run.Findings) > 0 || !run.Incomplete() {
			t.Errorf("%s: findings in %v, problems: %v", name, filesFound(run), run.Problems)
		}
	}
}

func TestSeveralPathsDoNotWidenTheBoundary(t *testing.T) {
	dir := folder(t, map[string]string{"one/.git/HEAD": "", "one/api.yaml": badOpenAPI, "two/.git/HEAD": "", "two/api.yaml": badOpenAPI, "free/a/api.yaml": badOpenAPI, "free/b/api.yaml": badOpenAPI})
	both := []string{filepath.Join(dir, "one"), filepath.Join(dir, "two")}
	if _, err := Run(context.Background(), Options{Paths: both}); err == nil || !strings.Contains(err.Error(), "--root") {
		t.Errorf("two repositories: %v", err)
	}
	t.Chdir(filepath.Join(dir, "free"))
	run, err := Run(context.Background(), Options{Paths: []string{"a", "b"}, Select: []string{badRule}})
	if err != nil {
		t.Fatal(err)
	}
	expectFiles(t, run, "a/api.yaml", "b/api.yaml")
}

func TestAPathOutsideTheRootIsAnError(t *testing.T) {
	dir := folder(t, map[string]string{"inside/a.yaml": "", "outside/b.yaml": ""})
	_, err := Run(context.Background(), Options{Root: filepath.Join(dir, "inside"), Paths: []string{filepath.Join(dir, "outside")}})
	if err == nil || !strings.Contains(err.Error(), "--root") {
		t.Errorf("got %v", err)
	}
}

func TestStandardInput(t *testing.T) {
	for name, c := range map[string]struct{ filename, text, want string }{
		"a document":             {"", badOpenAPI, "stdin"},
		"a document with a name": {"api.yaml", badOpenAPI, "api.yaml"},
		"Terraform with a name":  {"main.tf", badTerraform, "main.tf"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := folder(t, nil)
			options := Options{Root: dir, Paths: []string{"-"}, Stdin: strings.NewReader(c.text), Select: []string{badRule}}
			t.Chdir(dir)
			options.StdinFilename = c.filename
			run, err := Run(context.Background(), options)
			if err != nil {
				t.Fatal(err)
			}
			expectFiles(t, run, c.want)
		})
	}
	_, err := Run(context.Background(), Options{Paths: []string{"-"}, Stdin: strings.NewReader(badTerraform)})
	if err == nil || !strings.Contains(err.Error(), "--stdin-filename") {
		t.Errorf("Terraform without a name: %v", err)
	}
}

func TestAModuleIsReadWithItsCaller(t *testing.T) {
	module := strings.Replace(badTerraform, "7200", "var.ttl", 1) + "variable \"ttl\" {}\n"
	files := map[string]string{
		"modules/api/main.tf": module,
		"live/main.tf":        "module \"api\" {\n  source = \"../modules/api\"\n  ttl    = 7200\n  uri    = \"\"\n}\n",
	}
	run := lintFiles(t, files)
	if run.Coverage.APIs != 1 || len(run.Findings) != 1 {
		t.Fatalf("%d APIs, %d findings: the module is linted once, with its argument", run.Coverage.APIs, len(run.Findings))
	}
	f := run.Findings[0]
	if f.Range.File != "live/main.tf" || len(f.Related) != 1 || run.Files["modules/api/main.tf"].Text(f.Related[0].Range) != `resource "aws_api_gateway_authorizer" "a"` {
		t.Errorf("the cause is the argument, used in the module: %v", f)
	}
	files["live/main.tf"] = "# module \"api\" {\n#   source = \"../modules/api\"\n# }\n"
	if run := lintFiles(t, files); run.Coverage.APIs != 1 {
		t.Errorf("%d APIs: a module that nobody calls is linted on its own", run.Coverage.APIs)
	}
}

func TestWhatIsNotAboutAPIsHasNoProblems(t *testing.T) {
	run := lintFiles(t, map[string]string{"main.tf": "module \"vpc\" {\n  source = \"../vpc\"\n}\n"})
	if len(run.Problems) > 0 || run.Coverage.Skipped != 1 {
		t.Errorf("problems: %v, coverage: %+v", run.Problems, run.Coverage)
	}
}

func TestADocumentOfInfrastructureCodeIsNotLintedAgain(t *testing.T) {
	run := lintFiles(t, map[string]string{
		"main.tf":  "resource \"aws_api_gateway_rest_api\" \"r\" {\n  name = \"r\"\n  body = file(\"${path.module}/api.yaml\")\n}\n",
		"api.yaml": badOpenAPI,
	})
	expectFiles(t, run, "api.yaml")
	if run.Coverage.APIs != 1 || run.Findings[0].API != "aws_api_gateway_rest_api.r" {
		t.Errorf("%d APIs, the finding is of %s", run.Coverage.APIs, run.Findings[0].API)
	}
}

// The extensions of an API may all stand in files that its document refers to.
func TestAnAPIWhosePiecesAreMarked(t *testing.T) {
	files := map[string]string{
		"api.yaml":          "openapi: 3.0.3\ninfo: {title: r, version: \"1\"}\npaths: {/a: {$ref: paths/a.yaml}}\ncomponents: {securitySchemes: {$ref: schemes.json}}\n",
		"paths/a.yaml":      "get: {security: [{a: []}], x-amazon-apigateway-integration: {type: mock}}\n",
		"schemes.json":      `{"a": {"type": "apiKey", "name": "A", "in": "header", "x-amazon-apigateway-authorizer": {"type": "token", "authorizerUri": "u", "authorizerResultTtlInSeconds": 7200}}}`,
		"plain/api.yaml":    "openapi: 3.0.3\npaths: {/a: {$ref: a.yaml}, /b: {$ref: gone.yaml}}\n",
		"plain/a.yaml":      "get: {}\n",
		"orphan/paths.yaml": "/a: {get: {x-amazon-apigateway-integration: {type: mock}}}\n",
	}
	run := lintFiles(t, files)
	expectFiles(t, run, "schemes.json")
	want := finding.Coverage{Files: 6, Read: 3, Skipped: 3, APIs: 1, Methods: 1, Authorizers: 1, Formats: map[string]int{"openapi": 1}, ReadAs: map[string]int{"openapi": 1, "part": 2}}
	want.Unknown = run.Coverage.Unknown
	if !reflect.DeepEqual(run.Coverage, want) {
		t.Errorf("coverage: %+v", run.Coverage)
	}
	if len(run.Problems) != 1 || run.Problems[0].Range.File != "orphan/paths.yaml" || !run.Problems[0].Note {
		t.Errorf("problems: %v", run.Problems)
	}
}

// One mistake in a document is reported once, however many APIs the document defines.
func TestADocumentOfTwoAPIs(t *testing.T) {
	api := "resource \"aws_api_gateway_rest_api\" \"%\" {\n  name = \"%\"\n  body = file(\"${path.module}/api.yaml\")\n}\n"
	run := lintFiles(t, map[string]string{
		"main.tf":  strings.ReplaceAll(api, "%", "blue") + strings.ReplaceAll(api, "%", "green"),
		"api.yaml": badOpenAPI,
	})
	expectFiles(t, run, "api.yaml")
	if run.Coverage.APIs != 2 {
		t.Errorf("%d APIs", run.Coverage.APIs)
	}
}

func TestIgnoreComments(t *testing.T) {
	for name, c := range map[string]struct {
		file, text string
		found      int
	}{
		"HCL, same line":       {"main.tf", strings.Replace(badTerraform, "7200", "7200 # authlint:ignore["+badRule+"] reason=\"agreed\"", 1), 0},
		"HCL, the block":       {"main.tf", strings.Replace(badTerraform, "resource \"aws_api_gateway_authorizer\"", "// authlint:ignore["+badRule+"]\nresource \"aws_api_gateway_authorizer\"", 1), 0},
		"HCL, another block":   {"main.tf", "# authlint:ignore[" + badRule + "]\n" + strings.TrimSpace(badTerraform), 1},
		"HCL, the whole file":  {"main.tf", "# authlint:ignore-file[" + badRule + "]\n" + badTerraform, 0},
		"HCL, another rule":    {"main.tf", strings.Replace(badTerraform, "7200", "7200 # authlint:ignore[options-protected]", 1), 1},
		"HCL, not yet expired": {"main.tf", strings.Replace(badTerraform, "7200", "7200 # authlint:ignore["+badRule+"] until=2999-12-31", 1), 0},
		"HCL, expired":         {"main.tf", strings.Replace(badTerraform, "7200", "7200 # authlint:ignore["+badRule+"] until=2020-01-01", 1), 1},
		"YAML, same line":      {"t.yaml", strings.Replace(badTemplate, "7200", "7200 # authlint:ignore["+badRule+"]", 1), 0},
		"YAML, the mapping":    {"t.yaml", strings.Replace(badTemplate, "  A:\n", "  # authlint:ignore["+badRule+"]\n  A:\n", 1), 0},
		"OpenAPI, line above":  {"o.yaml", strings.Replace(badOpenAPI, "        authorizerResultTtl", "        # authlint:ignore["+badRule+"]\n        authorizerResultTtl", 1), 0},
	} {
		t.Run(name, func(t *testing.T) {
			run := lintFiles(t, map[string]string{c.file: c.text})
			if len(run.Findings) != c.found || run.Coverage.Suppressed != 1-c.found {
				t.Errorf("%d findings, %d suppressed, problems: %v", len(run.Findings), run.Coverage.Suppressed, run.Problems)
			}
		})
	}
}

func TestAnIgnoreCommentForNoRuleIsToldOf(t *testing.T) {
	run := lintFiles(t, map[string]string{"main.tf": "# authlint:ignore-file[no-such-rule]\n" + badTerraform})
	if len(run.Problems) != 1 || !run.Problems[0].Note || !strings.Contains(run.Problems[0].Message, "no-such-rule") {
		t.Errorf("problems: %v", run.Problems)
	}
}

func TestRunIsTheSameOnAnyNumberOfProcessors(t *testing.T) {
	dir := folder(t, map[string]string{"a/main.tf": badTerraform, "b/main.tf": badTerraform, "c.yaml": badTemplate, "d.yaml": badOpenAPI})
	var first []finding.Finding
	for range 20 {
		run, err := Run(context.Background(), Options{Root: dir, Paths: []string{dir}})
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = run.Findings
		}
		same := slices.EqualFunc(first, run.Findings, func(a, b finding.Finding) bool {
			return a.Rule == b.Rule && a.Range == b.Range && a.Message == b.Message
		})
		if !same {
			t.Fatal("two runs over the same files differ")
		}
	}
}

// What terraform init fetched is read. A mistake in it is told where it is called, one in
// an argument at the argument.
func TestFetchedModules(t *testing.T) {
	module := strings.Replace(badTerraform, "7200", "var.ttl", 1) + "variable \"ttl\" { default = 7200 }\n"
	files := map[string]string{
		"live/main.tf":                                  "module \"orders\" {\n  source  = \"acme/api/aws\"\n  version = \"1.0.0\"\n  uri     = \"\"\n}\n",
		"live/.terraform/modules/modules.json":          `{"Modules":[{"Key":"","Source":"","Dir":"."},{"Key":"orders","Source":"registry.terraform.io/acme/api/aws","Version":"1.0.0","Dir":".terraform/modules/orders"},{"Key":"orders.inner","Source":"git::https://git.example.com/inner.git","Dir":".terraform/modules/orders.inner/sub"}]}`,
		"live/.terraform/modules/orders/main.tf":        "variable \"uri\" {}\nvariable \"ttl\" { default = null }\nmodule \"inner\" {\n  source = \"git::https://git.example.com/inner.git\"\n  uri    = var.uri\n  ttl    = var.ttl\n}\n",
		"live/.terraform/modules/orders.inner/sub/a.tf": strings.Replace(module, "{ default = 7200 }", "{\n  default  = 7200\n  nullable = false\n}", 1),
	}
	for name, c := range map[string]struct{ from, to, at, related string }{
		"inside":            {"", "", `module "orders"`, "7200"},
		"an argument":       {"version =", "ttl = 3601\n  version =", "3601", ""},
		"of another source": {"acme/api/aws\"", "acme/other/aws\"", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			changed := maps.Clone(files)
			changed["live/main.tf"] = strings.Replace(files["live/main.tf"], c.from, c.to, 1)
			run := lintFiles(t, changed)
			if c.at == "" {
				if run.Coverage.APIs != 0 {
					t.Errorf("%d APIs", run.Coverage.APIs)
				}
				return
			}
			if len(run.Findings) != 1 || len(run.Problems) > 0 {
				t.Fatalf("findings: %v, problems: %v", run.Findings, run.Problems)
			}
			f := run.Findings[0]
			if got := run.Files[f.Range.File].Text(f.Range); got != c.at || f.Range.File != "live/main.tf" {
				t.Errorf("%s: %q", f.Range.File, got)
			}
			if c.related != "" && (len(f.Related) == 0 || run.Files[f.Related[0].Range.File].Text(f.Related[0].Range) != c.related) {
				t.Errorf("related: %v", f.Related)
			}
		})
	}
}

// A module that is about API Gateway by its name, and is not there, is told of.
func TestAModuleOfAPIGatewayThatIsNotFetched(t *testing.T) {
	for from, notes := range map[string]int{
		"terraform-aws-modules/apigateway-v2/aws":                  1,
		"git::https://git.example.com/api-gateway.git//modules/v1": 1,
		"./modules/api-gateway":                                    0,
		"terraform-aws-modules/vpc/aws":                            0,
		"git::https://git.example.com/gateways.git//nat-gateway":   0,
	} {
		run := lintFiles(t, map[string]string{"main.tf": "module \"m\" {\n  source = \"" + from + "\"\n}\n"})
		if len(run.Problems) != notes || notes > 0 && !run.Problems[0].Note {
			t.Errorf("%s: %v", from, run.Problems)
		}
	}
}

// A name that is that of no authorizer is told of once, by the rule that knows most of it.
func TestANameOfNothingIsToldOfOnce(t *testing.T) {
	about := []string{"authorizer-reference-undefined", "definition-refused", "openapi-security-undefined-scheme", "method-authorizer-missing"}
	for _, folder := range about {
		dir := filepath.Join("../../testdata", folder, "bad")
		run, err := Run(context.Background(), Options{Root: dir, Paths: []string{dir}})
		if err != nil {
			t.Fatal(err)
		}
		told, found := map[source.Range]string{}, false
		for _, f := range run.Findings {
			if !slices.Contains(about, f.Rule) {
				continue
			}
			if other := told[f.Range]; other != "" {
				t.Errorf("%s: both %s and %s tell of %q", folder, other, f.Rule, run.Files[f.Range.File].Text(f.Range))
			}
			told[f.Range] = f.Rule
			found = found || f.Rule == folder
		}
		if !found {
			t.Errorf("%s: nothing is found", folder)
		}
	}
}
