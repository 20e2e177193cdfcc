package lint

import (
	"context"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/source"
	"github.com/google/go-cmp/cmp"
)

// fleet has units that share files in every way: a module of three roots, one of them through
// a symbolic link, documents, functions and values of variables.
var fleet = map[string]string{
	"roots/live/main.tf": `module "api" {
  source = "../../modules/api"
  ttl    = var.ttl
}
variable "ttl" { type = number }
`,
	"roots/live/terraform.tfvars": "ttl = 7200\n",
	"roots/also/main.tf": `module "other" {
  source = "../../modules/api"
  ttl    = 7200
}
`,
	"roots/test/main.tf": `module "api" {
  source = "./linked/api"
  ttl    = 7200
}
`,
	"roots/test/README.md": "nobody reads this\n",
	"modules/api/main.tf": `variable "ttl" { type = number }
resource "aws_api_gateway_rest_api" "a" {
  name = "a"
  body = templatefile("${path.module}/openapi.yaml", { ttl = var.ttl })
}
resource "aws_api_gateway_authorizer" "beside" {
  name                             = "b"
  rest_api_id                      = aws_api_gateway_rest_api.a.id
  authorizer_uri                   = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:f/invocations"
  authorizer_result_ttl_in_seconds = var.ttl
}
`,
	"modules/api/openapi.yaml": `openapi: 3.0.3
info: { title: orders, version: "1" }
components:
  securitySchemes:
    token:
      type: apiKey
      name: Authorization
      in: header
      x-amazon-apigateway-authtype: custom
      x-amazon-apigateway-authorizer:
        type: token
        authorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:f/invocations
        authorizerResultTtlInSeconds: 4000
paths:
  /orders:
    post:
      x-amazon-apigateway-integration: { type: mock }
`,
	"fleet/main.tf": `resource "aws_apigatewayv2_api" "each" {
  for_each      = fileset(path.module, "apis/*.txt")
  name          = each.value
  protocol_type = "HTTP"
}
resource "aws_apigatewayv2_authorizer" "each" {
  for_each                          = aws_apigatewayv2_api.each
  name                              = "check"
  api_id                            = each.value.id
  authorizer_type                   = "REQUEST"
  authorizer_uri                    = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:f/invocations"
  authorizer_payload_format_version = "2.0"
  authorizer_result_ttl_in_seconds  = 7200
}
`,
	"fleet/apis/one.txt":  "1",
	"fleet/apis/notes.md": "nobody reads this\n",
	"sam/template.yaml": `Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Auth:
        DefaultAuthorizer: Token
        Authorizers:
          Token: { FunctionArn: !GetAtt Check.Arn }
  Check:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: check/, Handler: app.handler, Runtime: python3.12 }
  List:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: list/
      Handler: app.handler
      Runtime: python3.12
      Events:
        All: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /orders, Method: get } }
        One: { Type: Api, Properties: { RestApiId: !Ref Api, Path: "/orders/{id}", Method: get } }
`,
	"sam/check/app.py": `from policies import allow

def handler(event, context):
    return allow(event["methodArn"])
`,
	"sam/check/policies.py": `def allow(arn):
    return {
        "principalId": "caller",
        "policyDocument": {
            "Version": "2012-10-17",
            "Statement": [{"Action": "execute-api:Invoke", "Effect": "Allow", "Resource": arn}],
        },
    }
`,
	"sam/list/app.py": "def handler(event, context):\n    return {}\n",
	"split/openapi.yaml": `openapi: 3.0.3
info: { title: split, version: "1" }
components:
  securitySchemes:
    token: { $ref: "schemes/token.yaml" }
paths:
  /orders:
    get:
      security:
        - token: []
      x-amazon-apigateway-integration: { type: mock }
`,
	"split/schemes/token.yaml": `type: apiKey
name: Authorization
in: header
x-amazon-apigateway-authtype: custom
x-amazon-apigateway-authorizer:
  type: token
  authorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:f/invocations
  authorizerResultTtlInSeconds: 7200
`,
	"broken.yaml":   "openapi: 3.0.3\nx-amazon-apigateway-cors: [\n",
	"unrelated.yml": "a: 1\n",
}

// fleetAt writes the fleet to a directory, which becomes the root.
func fleetAt(t *testing.T) Options {
	t.Helper()
	dir := t.TempDir()
	for name, text := range fleet {
		writeFile(t, filepath.Join(dir, name), text)
	}
	if err := os.Symlink("../../modules", filepath.Join(dir, "roots/test/linked")); err != nil {
		t.Skip("this system has no symbolic links:", err)
	}
	return Options{Root: dir, Paths: []string{dir}}
}

func writeFile(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// changedRun is what is reported when some files changed.
func changedRun(t *testing.T, options Options, names ...string) finding.Run {
	t.Helper()
	options.Changed = append([]string{}, names...)
	run, err := Run(context.Background(), options)
	if err != nil {
		t.Fatal(err)
	}
	return run
}

// placesOf are the files that findings are in.
func placesOf(run finding.Run) []string {
	places := map[string]bool{}
	for _, f := range run.Findings {
		places[f.Range.File] = true
	}
	return slices.Sorted(maps.Keys(places))
}

// TestChangedFilesLeadToTheirUnits, which are reported whole, and to no others.
func TestChangedFilesLeadToTheirUnits(t *testing.T) {
	options := fleetAt(t)
	live := []string{"modules/api/main.tf", "modules/api/openapi.yaml", "roots/live/terraform.tfvars"}
	test := []string{"roots/test/linked/api/main.tf", "roots/test/linked/api/openapi.yaml", "roots/test/main.tf"}
	all := []string{live[0], live[1], "roots/also/main.tf", live[2], test[0], test[1], test[2]}
	for changed, want := range map[string][]string{
		"modules/api/openapi.yaml":      all, // only the document of a Terraform project
		"modules/api/main.tf":           all,
		"modules/api/new.tf":            all, // it is gone
		"roots/live/main.tf":            live,
		"roots/also/main.tf":            {live[0], live[1], "roots/also/main.tf"},
		"roots/live/terraform.tfvars":   live,
		"roots/live/x.auto.tfvars.json": live, // it is gone
		"roots/live/other.tfvars":       nil,  // Terraform reads it where it is named
		"roots/test/main.tf":            test,
		"roots/test/linked":             test, // the link itself
		"roots/test/README.md":          nil,
		"roots":                         all, // a submodule is one name
		"fleet/apis/one.txt":            {"fleet/main.tf"},
		"fleet/apis/two.txt":            {"fleet/main.tf"}, // it is gone
		"fleet/apis/notes.md":           nil,
		"sam/template.yaml":             {"sam/template.yaml"},
		"sam/check/app.py":              {"sam/template.yaml"},
		"sam/check/policies.py":         {"sam/template.yaml"},
		"sam/list/app.py":               nil, // the function of no authorizer
		"split/openapi.yaml":            {"split/openapi.yaml", "split/schemes/token.yaml"},
		"split/schemes/token.yaml":      {"split/openapi.yaml", "split/schemes/token.yaml"},
		"unrelated.yml":                 nil,
		"gone.yaml":                     nil,
	} {
		t.Run(changed, func(t *testing.T) {
			run := changedRun(t, options, changed)
			if diff := cmp.Diff(want, placesOf(run)); diff != "" {
				t.Errorf("findings are in:\n%s", diff)
			}
			if run.Incomplete() || (run.Coverage.APIs == 0) != (want == nil) {
				t.Errorf("%+v, %v", run.Coverage, run.Problems)
			}
		})
	}
	writeFile(t, filepath.Join(options.Root, "huge/main.tf"), "# aws_api_gateway\n"+strings.Repeat("#", source.MaxCode))
	for _, unread := range []string{"broken.yaml", "huge/main.tf"} {
		if run := changedRun(t, options, unread); len(run.Findings) > 0 || !run.Incomplete() || len(run.Problems) != 1 {
			t.Errorf("that %s cannot be read is not told: %+v", unread, run)
		}
	}
	if c := changedRun(t, options, "roots/live/terraform.tfvars").Coverage; c.Files != 3 || c.Read != 3 || c.Skipped != 0 || c.APIs != 1 {
		t.Errorf("counted is what is reported, and not what is beside it: %+v", c)
	}
	if run := changedRun(t, options); len(run.Findings) > 0 || run.Incomplete() || run.Coverage.APIs > 0 {
		t.Errorf("nothing changed, and this is found: %+v", run)
	}
}

// TestChangedInADirectoryThatCannotBeRead is told, and no other such directory.
func TestChangedInADirectoryThatCannotBeRead(t *testing.T) {
	dir := t.TempDir()
	if err := os.Symlink("..", filepath.Join(dir, "out.yaml")); err != nil {
		t.Skip("this system has no symbolic links:", err)
	}
	options := Options{Root: dir, Paths: []string{dir}}
	for changed, want := range map[string]int{"out.yaml/api.yaml": 1, "out.yaml": 1, "api.yaml": 0} {
		if run := changedRun(t, options, changed); len(run.Problems) != want {
			t.Errorf("%s: %v", changed, run.Problems)
		}
	}
}

// TestChangedIsPartOfTheWhole: each finding is one of a run over everything, to the letter;
// several files lead to what each of them leads to; and all files lead to everything.
func TestChangedIsPartOfTheWhole(t *testing.T) {
	isPartOfWhole(t, fleetAt(t), 1)
}

// TestChangedIsPartOfTheWholeOfOthers says so of fixtures, and of projects by others.
func TestChangedIsPartOfTheWholeOfOthers(t *testing.T) {
	if testing.Short() {
		t.Skip("reads each of them many times")
	}
	for _, pattern := range []string{"../../testdata/*", corpus + "/terraform/*"} {
		projects, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(projects); i += max(1, len(projects)/5) {
			root, err := filepath.Abs(projects[i])
			if info, failed := os.Stat(root); err == nil && failed == nil && info.IsDir() {
				isPartOfWhole(t, Options{Root: root, Paths: []string{root}}, 2)
			}
		}
	}
}

// isPartOfWhole compares runs for changed files, of which it takes some at most, with one
// over everything. With one, it takes all.
func isPartOfWhole(t *testing.T, options Options, most int) {
	t.Helper()
	whole, err := Run(context.Background(), options)
	if err != nil {
		t.Fatal(err)
	}
	all, files := textsOf(t, whole), filesBelow(t, options.Root)
	step := 1
	if most > 1 {
		step = max(1, len(files)/most)
	}
	for i := 0; i < len(files); i += step {
		one, other := files[i], files[(i*7+step)%len(files)]
		alone := textsOf(t, changedRun(t, options, one))
		for text := range all {
			if all[text] == one && alone[text] == "" {
				t.Errorf("%s changed, and this is in it, but not told: %s", one, text)
			}
		}
		union := textsOf(t, changedRun(t, options, other))
		maps.Copy(union, alone)
		if diff := cmp.Diff(union, textsOf(t, changedRun(t, options, one, other))); diff != "" {
			t.Errorf("%s and %s together:\n%s", one, other, diff)
		}
		for text := range union {
			if all[text] == "" {
				t.Errorf("%s or %s changed, and this is found, but not in a run over everything: %s", one, other, text)
			}
		}
	}
	if diff := cmp.Diff(all, textsOf(t, changedRun(t, options, files...))); diff != "" {
		t.Errorf("everything changed:\n%s", diff)
	}
}

// textsOf are the findings of a run as text, each with the file that it is in.
func textsOf(t *testing.T, run finding.Run) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for _, f := range run.Findings {
		text, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		texts[string(text)] = f.Range.File
	}
	return texts
}

// filesBelow are the names of all files, relative to a directory.
func filesBelow(t *testing.T, dir string) (names []string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && !strings.HasPrefix(name, ".git/") {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}
