package main

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/config"
	"github.com/authlint/authlint/internal/model"
	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// A block is a block of code in a page.
type block struct{ page, info, text string }

// pages are the documentation by hand.
func pages(t *testing.T) map[string]string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(repository, "docs", "*.md"))
	if err != nil || len(names) < 3 {
		t.Fatalf("pages: %v, %v", names, err)
	}
	all := map[string]string{}
	for _, name := range append(names, filepath.Join(repository, "README.md"), filepath.Join(repository, "action.yml"), filepath.Join(repository, ".pre-commit-hooks.yaml")) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(name)] = string(text)
	}
	return all
}

var fenced = regexp.MustCompile("(?ms)^```([^\n]*)\n(.*?)^```$")

func blocks(page, text string) (all []block) {
	for _, found := range fenced.FindAllStringSubmatch(text, -1) {
		all = append(all, block{page, found[1], found[2]})
	}
	return all
}

// What stands around the examples of the page about ignores: an API with an authorizer,
// and a method that asks it.
const (
	ordersTF = `resource "aws_api_gateway_rest_api" "orders" {
  name = "orders"
}
resource "aws_api_gateway_authorizer" "token" {
  name           = "token"
  rest_api_id    = aws_api_gateway_rest_api.orders.id
  authorizer_uri = "` + uri + `"
}
resource "aws_api_gateway_resource" "notify" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  parent_id   = aws_api_gateway_rest_api.orders.root_resource_id
  path_part   = "notify"
}
resource "aws_api_gateway_method" "get" {
  rest_api_id   = aws_api_gateway_rest_api.orders.id
  resource_id   = aws_api_gateway_resource.notify.id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.token.id
}
`
	notifyTF       = "resource \"aws_api_gateway_method\" \"notify\" {\n  rest_api_id   = aws_api_gateway_rest_api.orders.id\n  resource_id   = aws_api_gateway_resource.notify.id\n  http_method   = \"POST\"\n  authorization = \"NONE\"\n}\n"
	notifyOpenAPI  = "  /notify:\n    post:\n      x-amazon-apigateway-integration: {type: mock}\n"
	ordersTemplate = "Resources:\n  Orders: {Type: AWS::ApiGateway::RestApi, Properties: {Name: orders}}\n" +
		"  NotifyPath: {Type: AWS::ApiGateway::Resource, Properties: {RestApiId: !Ref Orders, ParentId: !GetAtt Orders.RootResourceId, PathPart: notify}}\n" +
		"  Token: {Type: AWS::ApiGateway::Authorizer, Properties: {Name: token, Type: TOKEN, RestApiId: !Ref Orders, IdentitySource: method.request.header.Authorization, AuthorizerUri: '" + uri + "'}}\n" +
		"  Get: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Orders, ResourceId: !Ref NotifyPath, HttpMethod: GET, AuthorizationType: CUSTOM, AuthorizerId: !Ref Token}}\n"
	notifyTemplate = "  Notify: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Orders, ResourceId: !Ref NotifyPath, HttpMethod: POST, AuthorizationType: NONE}}\n"
)

// ordersOpenAPI is the same as an OpenAPI document, up to its last path.
func ordersOpenAPI() string {
	return strings.Replace(yamlSchemes("", "", "", "", ""), "7200", "60", 1)
}

// functionTF is an API whose authorizer calls a function in view.
func functionTF(handler, runtime string) string {
	return strings.Replace(ordersTF, `"`+uri+`"`, "aws_lambda_function.f.invoke_arn", 1) + `resource "aws_lambda_function" "f" {
  function_name = "f"
  filename      = data.archive_file.f.output_path
  handler       = "` + handler + `"
  runtime       = "` + runtime + `"
  role          = "arn:aws:iam::111122223333:role/f"
}
data "archive_file" "f" {
  type        = "zip"
  source_dir  = "${path.module}/authorizer"
  output_path = "${path.module}/f.zip"
}
`
}

// exampleFiles make a project of an example of the page about ignores.
var exampleFiles = map[string]func(example string) map[string]string{
	"hcl main.tf":         func(e string) map[string]string { return map[string]string{"main.tf": ordersTF + e} },
	"hcl main.tf, top":    func(e string) map[string]string { return map[string]string{"main.tf": e + ordersTF + notifyTF} },
	"json notify.tf.json": func(e string) map[string]string { return map[string]string{"main.tf": ordersTF, "notify.tf.json": e} },
	"yaml openapi.yaml":   func(e string) map[string]string { return map[string]string{"openapi.yaml": ordersOpenAPI() + e} },
	"yaml openapi.yaml, top": func(e string) map[string]string {
		return map[string]string{"openapi.yaml": e + ordersOpenAPI() + notifyOpenAPI}
	},
	"json openapi.json": func(e string) map[string]string {
		return map[string]string{"openapi.json": strings.Replace(strings.Replace(jsonSchemes("", ""), "7200", "60", 1), `"paths": {`, `"paths": {"/notify": `+e+", ", 1)}
	},
	"yaml template.yaml": func(e string) map[string]string { return map[string]string{"template.yaml": ordersTemplate + e} },
	"yaml template.yaml, top": func(e string) map[string]string {
		return map[string]string{"template.yaml": e + ordersTemplate + notifyTemplate}
	},
	"js authorizer/index.js": func(e string) map[string]string {
		return map[string]string{"main.tf": functionTF("index.handler", "nodejs22.x"), "authorizer/index.js": e}
	},
	"python authorizer/app.py": func(e string) map[string]string {
		return map[string]string{"main.tf": functionTF("app.handler", "python3.13"), "authorizer/app.py": e}
	},
	"yaml authlint.yaml": func(e string) map[string]string {
		return map[string]string{"authlint.yaml": e, "infra/main.tf": ordersTF + notifyTF}
	},
}

// TestExamplesOfIgnores: each example of the page silences one finding, and says nothing
// that authlint has to complain of.
func TestExamplesOfIgnores(t *testing.T) {
	page := pages(t)["ignoring-findings.md"]
	examples := blocks("", page)
	if len(examples) < 12 || strings.Count(page, "```") != 2*len(examples) {
		t.Fatalf("%d examples", len(examples))
	}
	for i, example := range examples {
		t.Run(fmt.Sprintf("%d %s", i+1, example.info), func(t *testing.T) {
			files := exampleFiles[example.info]
			if files == nil {
				t.Fatalf("nobody knows what stands around %q", example.info)
			}
			inProject(t, files(example.text))
			args := []string{"-f", "text", "--select", "write-method-public,authorizer-error-not-unauthorized"}
			if got := authlint(t, nil, args...); got.status != exitClean || got.stderr != "" || !strings.Contains(got.stdout, "no findings (besides 1 silenced)") {
				t.Errorf("%+v", got)
			}
			if got := authlint(t, nil, append(args, "--no-ignores", "--fail-on", "note")...); got.status != exitFound || strings.Count(got.stdout, "warning[") != 1 {
				t.Errorf("with --no-ignores: %+v", got)
			}
		})
	}
}

var (
	inline       = regexp.MustCompile("`([^`\n]+)`")
	placeholder  = regexp.MustCompile(`^[A-Z]+(…|\|.*)?$`)
	wordsOfShell = regexp.MustCompile(`"[^"]*"|'[^']*'|[^\s"']+`)
	longFlag     = regexp.MustCompile(`^--[a-z][a-z-]+`)
	variable     = regexp.MustCompile(`AUTHLINT_[A-Z_]+`)
)

// commandLines are the calls of the program in a text: in code between words, in blocks
// for a shell, in what other tools are to run.
func commandLines(page, text string) (lines []string) {
	var code []string
	for _, b := range blocks(page, text) {
		switch strings.Fields(b.info + " -")[0] {
		case "sh", "console":
			code = append(code, strings.Split(b.text, "\n")...)
		}
	}
	for _, found := range inline.FindAllStringSubmatch(fenced.ReplaceAllString(text, ""), -1) {
		code = append(code, found[1])
	}
	if !strings.HasSuffix(page, ".md") {
		for line := range strings.SplitSeq(text, "\n") {
			code = append(code, strings.TrimPrefix(strings.TrimSpace(line), "entry: "))
		}
	}
	for _, line := range code {
		line, _, _ = strings.Cut(line, "   #")
		for _, part := range regexp.MustCompile(` (\||\|\||&&|;) `).Split(line, -1) {
			part = strings.TrimPrefix(strings.TrimSpace(part), "$ ")
			part = strings.Replace(part, "go run ./cmd/authlint", "authlint", 1)
			part = strings.TrimPrefix(part, "./")
			if strings.HasPrefix(part, "authlint ") && !strings.HasPrefix(part, "authlint: ") {
				lines = append(lines, part)
			}
		}
	}
	return lines
}

// TestDocumentationSaysWhatIs: every call of the program in the documentation is one that
// it understands, and every flag and variable that is named exists.
func TestDocumentationSaysWhatIs(t *testing.T) {
	texts := pages(t)
	for _, command := range allCommands() {
		flags := regexp.MustCompile(`--[a-z-]+`).FindAllString(command.Long+command.Flags().FlagUsages(), -1)
		texts["help of "+command.CommandPath()+".md"] = "```sh\n" + command.Example + "\n```\n`" + strings.Join(flags, "` `") + "`"
	}
	calls := 0
	for page, text := range texts {
		for _, line := range commandLines(page, text) {
			calls++
			if err := understands(line); err != nil {
				t.Errorf("%s: %s: %v", page, line, err)
			}
		}
		for _, found := range inline.FindAllStringSubmatch(fenced.ReplaceAllString(text, ""), -1) {
			name := longFlag.FindString(found[1])
			if name != "" && !slices.ContainsFunc(allCommands(), func(c *cobra.Command) bool { return c.Flags().Lookup(name[2:]) != nil || name == "--help" }) {
				t.Errorf("%s: there is no flag %s", page, name)
			}
		}
		for _, name := range variable.FindAllString(text, -1) {
			if !slices.ContainsFunc(allFlags(), func(f *pflag.Flag) bool { return variableOf(f.Name) == name }) {
				t.Errorf("%s: there is no variable %s", page, name)
			}
		}
	}
	if calls < 25 {
		t.Errorf("only %d calls of authlint are documented", calls)
	}
}

// understands reads a command line as the program would, but for running it. A word that
// is neither a command nor looks like a path is a command that there is not.
func understands(line string) error {
	var args []string
	for _, word := range wordsOfShell.FindAllString(line, -1)[1:] {
		args = append(args, strings.Trim(word, `"'`))
	}
	root := newRootCommand(nil, io.Discard, io.Discard)
	root.InitDefaultHelpFlag()
	root.InitDefaultVersionFlag()
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd("x")
	command, rest, err := root.Find(args)
	if err != nil {
		return err
	}
	for i, arg := range rest { // what a placeholder stands for is not read
		if name, value, ok := strings.Cut(arg, "="); ok && placeholder.MatchString(value) && strings.HasPrefix(name, "--") {
			if command.Flags().Lookup(name[2:]) == nil {
				return fmt.Errorf("there is no flag %s", name)
			}
			rest[i] = ""
		}
	}
	if err := command.ParseFlags(rest); err != nil && !errors.Is(err, pflag.ErrHelp) {
		return err
	}
	looksLikePath := regexp.MustCompile(`[./@-]|^infra$|^$`)
	for _, arg := range command.Flags().Args() {
		if command == root && !looksLikePath.MatchString(arg) && !placeholder.MatchString(strings.Trim(arg, "[]…")) {
			return fmt.Errorf("there is no command %q, and it does not look like a path", arg)
		}
	}
	return nil
}

func allFlags() (all []*pflag.Flag) {
	for _, command := range allCommands() {
		command.Flags().VisitAll(func(flag *pflag.Flag) {
			if !slices.ContainsFunc(all, func(f *pflag.Flag) bool { return f.Name == flag.Name }) {
				all = append(all, flag)
			}
		})
	}
	return all
}

// TestDocumentationUnderstandsMistakes keeps the test above from being fooled.
func TestDocumentationUnderstandsMistakes(t *testing.T) {
	for line, ok := range map[string]bool{
		"authlint ./infra": true, "authlint --fail-on never": true, "authlint baseline write": true, "authlint model --subject authorizer PATH": true,
		"authlint @args.txt": true, "authlint --select RULES PATH…": true,
		"authlint --fail-onn never": false, "authlint basline write": false, "authlint baseline --fail-on never": false, "authlint model --select x": false,
		"authlint --max-file-size big": false, "authlint rules --all": false,
	} {
		if err := understands(line); (err == nil) != ok {
			t.Errorf("%s: %v", line, err)
		}
	}
}

// TestCommandLinePage is written by the program itself.
func TestCommandLinePage(t *testing.T) {
	var page strings.Builder
	page.WriteString("# The command line\n\nWritten by `go generate ./...`; it is what `--help` says.\n\n" +
		"Every long flag can be given as a variable, too: `--fail-on` as `AUTHLINT_FAIL_ON`. What is on the command line wins over the variable, which wins over\n" +
		"`authlint.yaml`, which wins over the default. A flag that may be repeated takes a value from each line of its variable, and one on the command line\n" +
		"replaces them all. An empty variable says nothing; one that belongs to no flag is told of.\n\n" +
		"An argument `@FILE` stands for the lines of that file, each an argument; behind `--` all arguments are paths.\n")
	for _, command := range allCommands() {
		usage := command.UsageString()
		usage, _, _ = strings.Cut(usage, "\nEvery flag can be given")
		about := command.Long
		if about == "" {
			about = command.Short + "."
		}
		fmt.Fprintf(&page, "\n## %s\n\n```text\n%s\n\n%s\n```\n", command.CommandPath(), strings.TrimSpace(about), strings.TrimSpace(usage))
	}
	name := filepath.Join(repository, "docs", "command-line.md")
	if *update {
		if err := os.WriteFile(name, []byte(page.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), page.String()); diff != "" {
		t.Errorf("%s differs (go generate ./... writes it anew):\n%s", name, diff)
	}
}

// TestEverythingIsTested: each flag, each key of the settings and each command is named by
// a test, in a text that the test hands to the program.
func TestEverythingIsTested(t *testing.T) {
	texts := strings.Join(testTexts(t), "\n")
	names := func(pattern string) bool { return regexp.MustCompile(`(?m)` + pattern).MatchString(texts) }
	for _, flag := range allFlags() {
		pattern := `(^|\s)--` + flag.Name + `($|[\s=])`
		if flag.Shorthand != "" {
			pattern += `|(^|\s)-` + flag.Shorthand + `($|\s)`
		}
		if flag.Name != "help" && !names(pattern) {
			t.Errorf("no test has --%s", flag.Name)
		}
	}
	for _, of := range []reflect.Type{reflect.TypeFor[config.Config](), reflect.TypeFor[config.Setting](), reflect.TypeFor[config.Override](), reflect.TypeFor[config.Ignore]()} {
		for _, field := range model.Fields(of) {
			if !names(`(^|[\s{,"])` + field.Name + `"?:`) {
				t.Errorf("no test has the key %s", field.Name)
			}
			if !strings.Contains(pages(t)["README.md"], field.Name+":") {
				t.Errorf("the README does not have the key %s", field.Name)
			}
		}
	}
	for _, command := range allCommands()[1:] {
		if !names(`^` + command.Name() + `$`) {
			t.Errorf("no test runs %s", command.CommandPath())
		}
		if command.Runnable() && !command.HasSubCommands() && !command.HasExample() {
			t.Errorf("%s: its help has no example", command.CommandPath())
		}
	}
}

// testTexts are the texts in the tests of the repository: comments are none.
func testTexts(t *testing.T) (texts []string) {
	t.Helper()
	err := filepath.WalkDir(repository, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, "_test.go") || filepath.Base(name) == "docs_test.go" {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if literal, ok := n.(*ast.BasicLit); ok && literal.Kind == token.STRING {
				if text, err := strconv.Unquote(literal.Value); err == nil {
					texts = append(texts, text)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts
}
