package main

import (
	"os"
	"strings"
	"testing"
)

// guarded is a root module whose only method is public in some cases.
const guarded = `variable "authorization" {
  type    = string
  default = "CUSTOM"
}

variable "stages" {
  type    = list(string)
  default = []
}

resource "aws_api_gateway_rest_api" "orders" {
  name = "orders-${terraform.workspace}"
}

resource "aws_api_gateway_authorizer" "users" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  name        = "users"
}

resource "aws_api_gateway_method" "create" {
  rest_api_id   = aws_api_gateway_rest_api.orders.id
  resource_id   = aws_api_gateway_rest_api.orders.root_resource_id
  http_method   = "POST"
  authorization = terraform.workspace == "dev" ? "NONE" : var.authorization
}
`

// TestInputs: what the command line says of variables decides what is found.
func TestInputs(t *testing.T) {
	tests := map[string]struct {
		args   []string
		status int
		place  string // of the finding; empty: there is none
		stderr string
	}{
		"the default":                        {[]string{"--workspace", "prod"}, exitClean, "", ""},
		"a value":                            {[]string{"--workspace", "prod", "--var", "authorization=NONE"}, exitFound, "infra/main.tf:1:1", ""},
		"a value with an equals sign":        {[]string{"--workspace", "prod", "--var", "authorization=a=b"}, exitClean, "", ""},
		"a file":                             {[]string{"--workspace", "prod", "--var-file", "open.tfvars"}, exitFound, "open.tfvars:1:17", ""},
		"a file in JSON":                     {[]string{"--workspace", "prod", "--var-file", "open.json"}, exitFound, "open.json:1:19", ""},
		"the last one wins, a value":         {[]string{"--workspace", "prod", "--var-file", "open.tfvars", "--var", "authorization=CUSTOM"}, exitClean, "", ""},
		"the last one wins, a file":          {[]string{"--workspace", "prod", "--var", "authorization=CUSTOM", "--var-file", "open.tfvars"}, exitFound, "open.tfvars:1:17", ""},
		"a workspace":                        {[]string{"--workspace", "dev"}, exitFound, "infra/main.tf:24:50", ""},
		"no workspace":                       {nil, exitClean, "", ""},
		"a variable of nobody":               {[]string{"--var", "autorization=NONE"}, exitUsage, "", `--var: there is no variable "autorization"; did you mean "authorization"?`},
		"a list":                             {[]string{"--var", `stages=["dev"]`}, exitClean, "", ""},
		"a broken value":                     {[]string{"--var", "stages=["}, exitIncomplete, "", "infra/main.tf:6:1: the value that the command line gives variable stages cannot be read"},
		"a broken file":                      {[]string{"--var-file", "broken.tfvars"}, exitIncomplete, "", "broken.tfvars:1:18: "},
		"no value":                           {[]string{"--var", "authorization"}, exitUsage, "", `invalid argument "authorization" for "--var" flag: write NAME=VALUE`},
		"no name":                            {[]string{"--var", "=NONE"}, exitUsage, "", "write NAME=VALUE"},
		"no file name":                       {[]string{"--var-file", ""}, exitUsage, "", "a file name is missing"},
		"a file that is not there":           {[]string{"--var-file", "gone.tfvars"}, exitUsage, "", "file of variables: gone.tfvars: no such file or directory"},
		"a directory":                        {[]string{"--var-file", "infra"}, exitUsage, "", "file of variables: infra: not a regular file"},
		"a file outside the root":            {[]string{"--root", "infra", "--var-file", "open.tfvars", "infra"}, exitUsage, "", "move that boundary with --root"},
		"a file outside, by a detour":        {[]string{"--root", "infra", "--var-file", "infra/../open.tfvars", "infra"}, exitUsage, "", "move that boundary with --root"},
		"a link that leads outside":          {[]string{"--root", "infra", "--var-file", "infra/link.tfvars", "infra"}, exitUsage, "", "infra/link.tfvars: lies outside the root"},
		"a file beside the root, moved":      {[]string{"--root", ".", "--workspace", "prod", "--var-file", "open.tfvars", "infra"}, exitFound, "open.tfvars:1:17", ""},
		"where files are not what was meant": {[]string{"--var-file", "open.tfvars", "gone"}, exitUsage, "", "gone"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inProject(t, map[string]string{
				"infra/main.tf": guarded,
				"open.tfvars":   `authorization = "NONE"`,
				"open.json":     `{"authorization": "NONE"}`,
				"broken.tfvars": `authorization = [`,
			})
			if err := os.Symlink("../open.tfvars", "infra/link.tfvars"); err != nil {
				t.Skip("this system has no symbolic links:", err)
			}
			got := authlint(t, nil, append([]string{"-f", "concise", "--select", "write-method-public"}, test.args...)...)
			if got.status != test.status || !strings.Contains(got.stderr, test.stderr) {
				t.Errorf("exit status %d, want %d, standard error:\n%s", got.status, test.status, got.stderr)
			}
			if test.place == "" && got.stdout != "" || !strings.HasPrefix(got.stdout, test.place) {
				t.Errorf("standard output:\n%s\nwant %s", got.stdout, test.place)
			}
		})
	}
}

// TestModelTakesInputs: the commands that read have the same flags.
func TestModelTakesInputs(t *testing.T) {
	inProject(t, map[string]string{"main.tf": guarded, "p.tfvars": `authorization = "AWS_IAM"`})
	got := authlint(t, nil, "model", "--workspace", "prod", "--var-file", "p.tfvars", "--var", "authorization=AWS_IAM")
	for _, want := range []string{`"orders-prod"`, `"AWS_IAM"`} {
		if !strings.Contains(got.stdout, want) {
			t.Errorf("the model lacks %s", want)
		}
	}
	if got := authlint(t, nil, "model", "--var", "unheard=of"); got.status != exitUsage || !strings.Contains(got.stderr, `there is no variable "unheard"`) {
		t.Errorf("%+v", got)
	}
}

// TestInputsReachAllRoots: every root module that declares a variable takes its value.
func TestInputsReachAllRoots(t *testing.T) {
	inProject(t, map[string]string{
		"a/main.tf":      guarded,
		"b/main.tf.json": `{"variable": {"authorization": {}}, "resource": {"aws_api_gateway_rest_api": {"r": {"name": "${var.authorization}"}}}}`,
		"c/main.tf":      `resource "aws_api_gateway_rest_api" "r" { name = "c" }`,
	})
	got := authlint(t, nil, "model", "--var", "authorization=SOMETHING")
	if got.stderr != "" || strings.Count(got.stdout, `"SOMETHING"`) < 1 || !strings.Contains(got.stdout, `"b/main.tf.json"`) {
		t.Errorf("standard error %q, model:\n%s", got.stderr, got.stdout)
	}
}

// TestConfigurationInJSONIsFound: alone in a directory, named, and on standard input.
func TestConfigurationInJSONIsFound(t *testing.T) {
	const config = `{"resource": {"aws_api_gateway_rest_api": {"r": {"name": "r"}}, "aws_api_gateway_authorizer": {"a": {"rest_api_id": "${aws_api_gateway_rest_api.r.id}", "name": "a"}},
"aws_api_gateway_method": {"m": {"rest_api_id": "${aws_api_gateway_rest_api.r.id}", "resource_id": "${aws_api_gateway_rest_api.r.root_resource_id}", "http_method": "POST", "authorization": "NONE"}}}}`
	inProject(t, map[string]string{"json/api.tf.json": config, "tofu/api.tofu.json": config, "calls/main.tf.json": `{"module": {"m": {"source": "../json"}}}`})
	for name, test := range map[string]struct {
		args []string
		want []string
	}{
		"all":            {nil, []string{"json/api.tf.json:2:", "tofu/api.tofu.json:2:"}},
		"a caller":       {[]string{"calls", "json"}, []string{"json/api.tf.json:2:"}},
		"a file":         {[]string{"json/api.tf.json"}, []string{"json/api.tf.json:2:"}},
		"standard input": {[]string{"--stdin-filename", "new/api.tf.json", "-"}, []string{"new/api.tf.json:2:"}},
	} {
		t.Run(name, func(t *testing.T) {
			if name == "standard input" {
				inProject(t, map[string]string{"new/README": ""})
			}
			got := authlint(t, strings.NewReader(config), append([]string{"-f", "concise", "--select", "write-method-public"}, test.args...)...)
			lines := strings.Split(strings.TrimSpace(got.stdout), "\n")
			if len(lines) != len(test.want) {
				t.Fatalf("standard output:\n%s%s", got.stdout, got.stderr)
			}
			for i, want := range test.want {
				if !strings.HasPrefix(lines[i], want) {
					t.Errorf("%s, want %s…", lines[i], want)
				}
			}
		})
	}
}
