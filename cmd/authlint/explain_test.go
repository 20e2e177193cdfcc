package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// explainProject is a project with three findings: an authorizer that cannot be called,
// a method that is open, and a refused TTL.
const explainProject = `resource "aws_api_gateway_rest_api" "orders" {
  name = "orders"
}

resource "aws_lambda_function" "check" {
  function_name = "check"
  role          = "arn:aws:iam::111122223333:role/check"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  filename      = "check.zip"
}

resource "aws_api_gateway_authorizer" "check" {
  name                             = "check"
  rest_api_id                      = aws_api_gateway_rest_api.orders.id
  authorizer_uri                   = aws_lambda_function.check.invoke_arn
  authorizer_result_ttl_in_seconds = 7200
}

resource "aws_lambda_permission" "check" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.check.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.orders.execution_arn}/prod/GET/orders"
}

resource "aws_api_gateway_resource" "orders" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  parent_id   = aws_api_gateway_rest_api.orders.root_resource_id
  path_part   = "orders"
}

resource "aws_api_gateway_method" "list" {
  rest_api_id   = aws_api_gateway_rest_api.orders.id
  resource_id   = aws_api_gateway_resource.orders.id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.check.id
}

resource "aws_api_gateway_method" "remove" {
  rest_api_id   = aws_api_gateway_rest_api.orders.id
  resource_id   = aws_api_gateway_resource.orders.id
  http_method   = "DELETE"
  authorization = "NONE"
  authorizer_id = aws_api_gateway_authorizer.check.id
}
`

// TestExplainGolden prints what explain says, for reading: go generate writes it anew.
func TestExplainGolden(t *testing.T) {
	goldens, err := filepath.Abs(filepath.Join("testdata", "explain"))
	if err != nil {
		t.Fatal(err)
	}
	for name, args := range map[string][]string{
		"401":                   {"401"},
		"403":                   {"403 Forbidden"},
		"500-in-a-project":      {`500 {"message":null}`, "./infra"},
		"not-authorized":        {"403", "User is not authorized to access this resource"},
		"permission-log-line":   {"(1a2b) Execution failed due to configuration error: Invalid permissions on Lambda function"},
		"cors":                  {"Access to fetch at 'https://api.example.com' from origin 'http://localhost:3000' has been blocked by CORS policy: Response to preflight request doesn't pass access control check: It does not have HTTP ok status."},
		"refusal":               {"Authorization Scopes are only valid for…"},
		"none-in-a-project":     {"WAF_FILTERED", "./infra"},
		"exposure-in-a-project": {"open to anyone", "./infra"},
	} {
		t.Run(name, func(t *testing.T) {
			inProject(t, map[string]string{"infra/main.tf": explainProject})
			ran := authlint(t, nil, append([]string{"explain"}, args...)...)
			got := fmt.Sprintf("%s\nstandard error:\n%s\nexit status %d\n", ran.stdout, ran.stderr, ran.status)
			golden := filepath.Join(goldens, name+".txt")
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("%s differs (go generate ./... writes it anew):\n%s", golden, diff)
			}
			for line := range strings.Lines(before(got, "\nIn ./infra")) {
				if n := len([]rune(strings.TrimSuffix(line, "\n"))); n > 80 && strings.Contains(strings.TrimSpace(line), " ") {
					t.Errorf("%d characters: %s", n, line)
				}
			}
		})
	}
}

func before(text, mark string) string {
	text, _, _ = strings.Cut(text, mark)
	return text
}

// TestExplainForms runs each form of argument that --help speaks of.
func TestExplainForms(t *testing.T) {
	tests := map[string]struct {
		args   []string
		status int
		has    string // on standard output
		hasNot string
		says   string // on standard error
	}{
		"a rule":                           {[]string{"ttl-out-of-range"}, exitClean, "What to do", "findings there", ""},
		"a rule and a path":                {[]string{"ttl-out-of-range", "infra"}, exitClean, "error[ttl-out-of-range]", "error[authorizer-permission", ""},
		"a rule that finds nothing there":  {[]string{"jwt-issuer-invalid", "infra"}, exitClean, "Of 0 findings there, none predicts it", "error[", ""},
		"a status":                         {[]string{"401"}, exitClean, "REST API: 401", "In ", ""},
		"a status and a path":              {[]string{"500", "infra"}, exitClean, "error[authorizer-permission-too-narrow]", "error[ttl-out-of-range]", ""},
		"a status that is not there":       {[]string{"429", "infra"}, exitClean, "findings there, none predicts it", "error[", ""},
		"a message in two arguments":       {[]string{"403", "User is not authorized to access this resource"}, exitClean, "kept the policy of an earlier call", "resource policy of the API", ""},
		"a body":                           {[]string{`{"message":null}`}, exitClean, "AUTHORIZER_CONFIGURATION_ERROR", "HTTP API", ""},
		"a status and a body":              {[]string{`500 {"message":null}`}, exitClean, "authorizer-permission-too-narrow", "HTTP API", ""},
		"a message":                        {[]string{"Missing Authentication Token"}, exitClean, "no such path", "UNAUTHORIZED", ""},
		"a gateway response type":          {[]string{"AUTHORIZER_CONFIGURATION_ERROR"}, exitClean, "WebSocket API", "HTTP API", ""},
		"a value of x-amzn-ErrorType":      {[]string{"UnauthorizedException"}, exitClean, "validation expression", "HTTP API", ""},
		"a line of a log":                  {[]string{"(1a2b) Execution failed due to configuration error: Authorizer error"}, exitClean, "AUTHORIZER_CONFIGURATION_ERROR", "API_CONFIGURATION_ERROR\n", ""},
		"another line of a log":            {[]string{"(1a2b) Unauthorized request: 74735131"}, exitClean, "UNAUTHORIZED", "HTTP API", ""},
		"a browser's report":               {[]string{"No 'Access-Control-Allow-Origin' header is present on the requested resource."}, exitClean, "gateway-response-missing-cors", "options-protected", ""},
		"a preflight's report":             {[]string{"Response to preflight request doesn't pass access control check"}, exitClean, "options-protected", "gateway-response-missing-cors", ""},
		"a report about headers":           {[]string{"Request header field authorization is not allowed by Access-Control-Allow-Headers"}, exitClean, "cors-headers-omit-authorization", "gateway-response-", ""},
		"a refused deployment":             {[]string{"Invalid Authorizer URI"}, exitClean, "authorizer-uri-not-invoke-arn", "", ""},
		"a refusal whose text no rule has": {[]string{"Invalid mapping expression", "infra"}, exitClean, "Also there: 1 finding", "error[", ""},
		"a rule that knows some texts":     {[]string{"Invalid token source expression", "pool"}, exitClean, "error[identity-source-syntax]", "", ""},
		"any refusal, in a project":        {[]string{"refused", "infra"}, exitClean, "error[ttl-out-of-range]", "error[method-authorizer-ignored]", ""},
		"an exposure":                      {[]string{"200", "./infra/main.tf"}, exitClean, "error[method-authorizer-ignored]", "error[ttl-out-of-range]", ""},
		"a status that only a file sets":   {[]string{"418", "teapot"}, exitClean, "warning[gateway-response-default-status]", "", ""},
		"a usual status that a file sets":  {[]string{"400", "usual"}, exitClean, "warning[gateway-response-default-status]", "", ""},
		"a body with another status":       {[]string{`401 {"message":"Forbidden"}`}, exitClean, "another status than 401", "", ""},
		"several paths":                    {[]string{"refused", "teapot", "infra"}, exitClean, "In teapot, infra", "", ""},

		"a file that cannot be read":    {[]string{"500", "infra", "broken.yaml"}, exitIncomplete, "Not all of it could be read", "", "broken.yaml:"},
		"nothing of API Gateway":        {[]string{"500", "notes.txt"}, exitClean, "nothing of API Gateway to look at", "", "no API Gateway definition in view"},
		"a path that does not exist":    {[]string{"500", "./gone"}, exitUsage, "", "REST", "gone"},
		"a path that may be none":       {[]string{"403", "gone"}, exitUsage, "", "REST", `"gone" is no file or directory`},
		"a path without anything":       {[]string{"./infra"}, exitUsage, "", "REST", "authlint explain 401 ./infra"},
		"a path named like a status":    {[]string{"401"}, exitClean, "REST API: 401", "In ", "the path is ./401"},
		"a path named like a message":   {[]string{"403", "Forbidden"}, exitClean, "In Forbidden", "", "Forbidden is taken as the path"},
		"an unknown rule":               {[]string{"ttl-out-of-rang"}, exitUsage, "", "", `did you mean "ttl-out-of-range"?`},
		"an unknown message":            {[]string{"user not authorized"}, exitUsage, "", "", `did you mean "User is not authorized to access this resource"`},
		"an unknown message, like none": {[]string{"out of tea"}, exitUsage, "", "", "explain the status alone"},
		"nothing":                       {nil, exitUsage, "", "", "explain what? Name a rule or a status"},
		"a parameter that is not there": {[]string{"401", "infra", "--param", "A=b"}, exitUsage, "", "REST", `no template has a parameter "A"`},
		"a variable, as when linting":   {[]string{"refused", "--var", "ttl=1", "late"}, exitClean, "none predicts it", "error[ttl-out-of-range]", ""},
		"the same with another value":   {[]string{"refused", "--var", "ttl=9000", "late"}, exitClean, "error[ttl-out-of-range]", "", ""},
		"an option that is not known":   {[]string{"401", "--pathh", "x"}, exitUsage, "", "", "unknown flag --pathh"},
	}
	response := func(status string) string {
		return "resource \"aws_api_gateway_rest_api\" \"a\" {\n  name = \"a\"\n}\n\nresource \"aws_api_gateway_gateway_response\" \"d\" {\n  rest_api_id   = aws_api_gateway_rest_api.a.id\n  response_type = \"DEFAULT_4XX\"\n  status_code   = \"" + status + "\"\n}\n"
	}
	files := map[string]string{
		"infra/main.tf":  explainProject,
		"teapot/main.tf": response("418"),
		"usual/main.tf":  response("400"),
		"late/main.tf":   "variable \"ttl\" {}\n" + strings.Replace(explainProject, "7200", "var.ttl", 1),
		"pool/main.tf":   strings.NewReplacer("authorizer_uri                   = aws_lambda_function.check.invoke_arn", "type = \"COGNITO_USER_POOLS\"\n  provider_arns = [\"arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_Ab1Cd2Ef3\"]\n  identity_source = \"method.request.header.\"", "CUSTOM", "COGNITO_USER_POOLS").Replace(explainProject),
		"broken.yaml":    broken,
		"notes.txt":      "hello",
		"Forbidden":      "hello",
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inProject(t, files)
			if strings.Contains(test.says, "./401") {
				if err := os.WriteFile("401", nil, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			got := authlint(t, nil, append([]string{"explain"}, test.args...)...)
			if got.status != test.status || !strings.Contains(got.stdout, test.has) || !strings.Contains(got.stderr, test.says) || test.hasNot != "" && strings.Contains(got.stdout, test.hasNot) {
				t.Errorf("exit status %d\n%s\nstandard error:\n%s", got.status, got.stdout, got.stderr)
			}
			if test.says == "" && got.stderr != "" {
				t.Errorf("standard error: %s", got.stderr)
			}
		})
	}
}

// TestExplainWorstFirst: findings come by severity, then by place.
func TestExplainWorstFirst(t *testing.T) {
	inProject(t, map[string]string{"infra/main.tf": explainProject, "infra/extra.tf": `resource "aws_api_gateway_gateway_response" "d" {
  rest_api_id   = aws_api_gateway_rest_api.orders.id
  response_type = "DEFAULT_5XX"
  status_code   = "500"
}
`})
	got := authlint(t, nil, "explain", "500", "./infra").stdout
	worse, less := strings.Index(got, "error[authorizer-permission-too-narrow]"), strings.Index(got, "note[gateway-response-default-status]")
	if worse < 0 || less < worse {
		t.Errorf("the note stands at %d, the error at %d:\n%s", less, worse, got)
	}
}

// TestExplainSaysWhatIsSilenced: a comment can hide the reason.
func TestExplainSaysWhatIsSilenced(t *testing.T) {
	inProject(t, map[string]string{"main.tf": "# authlint:ignore-file[authorizer-permission-too-narrow] reason=\"a test\"\n" + explainProject})
	if got := authlint(t, nil, "explain", "500", "."); !strings.Contains(got.stdout, "Comments silence 1 more") {
		t.Errorf("%+v", got)
	}
}

// TestExplainExamples runs the examples of --help and of the README.
func TestExplainExamples(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join(repository, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	inProject(t, map[string]string{"infra/main.tf": explainProject})
	ran := 0
	for line := range strings.Lines(authlint(t, nil, "explain", "--help").stdout + string(readme)) {
		if line = strings.TrimSpace(before(line, " #")); !strings.HasPrefix(line, "authlint explain ") || strings.Contains(line, "RULE") {
			continue
		}
		ran++
		if got := authlint(t, nil, shellWords(line)[1:]...); got.status != exitClean {
			t.Errorf("%s: exit status %d\n%s", line, got.status, got.stderr)
		}
	}
	if ran < 10 {
		t.Errorf("only %d examples", ran)
	}
}

// shellWords takes a command line apart, with quotes of both kinds.
func shellWords(line string) []string {
	var words []string
	for rest := strings.TrimSpace(line); rest != ""; rest = strings.TrimSpace(rest) {
		end := " "
		if rest[0] == '"' || rest[0] == '\'' {
			end, rest = rest[:1], rest[1:]
		}
		word, after, _ := strings.Cut(rest, end)
		words, rest = append(words, word), after
	}
	return words
}

// TestHelpFitsATerminal: no line of any command's help is wider than 80 characters.
func TestHelpFitsATerminal(t *testing.T) {
	for _, command := range allCommands() {
		got := authlint(t, nil, append(strings.Fields(command.CommandPath())[1:], "--help")...)
		if got.status != exitClean || !strings.Contains(got.stdout, "Usage:\n  "+command.UseLine()) {
			t.Errorf("%s: %+v", command.CommandPath(), got)
		}
		for line := range strings.Lines(got.stdout) {
			if n := len([]rune(strings.TrimSuffix(line, "\n"))); n > 80 {
				t.Errorf("%s: %d characters: %s", command.CommandPath(), n, line)
			}
		}
	}
}
