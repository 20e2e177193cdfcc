package terraform

import (
	"testing"

	"github.com/authlint/authlint/internal/model"
)

// TestCodeOfAuthorizerFunctions follows a function to its source in the ways in which
// people package functions.
func TestCodeOfAuthorizerFunctions(t *testing.T) {
	const api = `
		resource "aws_api_gateway_rest_api" "a" { name = "a" }
		resource "aws_api_gateway_authorizer" "a" {
		  name           = "a"
		  rest_api_id    = aws_api_gateway_rest_api.a.id
		  authorizer_uri = aws_lambda_function.f.invoke_arn
		}
		variable "env" {}
	`
	for name, test := range map[string]struct{ config, path, inline, why string }{
		"the folder of an archive": {config: `
			data "archive_file" "f" {
			  type        = "zip"
			  source_dir  = "${path.module}/lambda/auth"
			  output_path = "${path.module}/auth.zip"
			}
			resource "aws_lambda_function" "f" {
			  filename = data.archive_file.f.output_path
			  handler  = "index.handler"
			}`, path: "lambda/auth"},
		"the file of an archive, as a resource": {config: `
			resource "archive_file" "f" {
			  type        = "zip"
			  source_file = "auth.py"
			  output_path = "auth.zip"
			}
			resource "aws_lambda_function" "f" {
			  filename = "./auth.zip"
			  handler  = "auth.handler"
			}`, path: "auth.py"},
		"an archive whose name has a variable": {config: `
			data "archive_file" "f" {
			  type        = "zip"
			  source_dir  = "lambda"
			  output_path = "/tmp/${var.env}/auth.zip"
			}
			resource "aws_lambda_function" "f" {
			  filename = data.archive_file.f.output_path
			  handler  = "index.handler"
			}`, path: "lambda"},
		"a file that an archive takes in": {config: `
			data "archive_file" "f" {
			  type        = "zip"
			  output_path = "auth.zip"
			  source {
			    content  = file("${path.module}/package.json")
			    filename = "package.json"
			  }
			  source {
			    content  = file("${path.module}/lambda/auth.js")
			    filename = "index.js"
			  }
			}
			resource "aws_lambda_function" "f" {
			  filename = data.archive_file.f.output_path
			  handler  = "index.handler"
			}`, path: "lambda/auth.js"},
		"text that an archive takes in": {config: `
			data "archive_file" "f" {
			  type                    = "zip"
			  output_path             = "auth.zip"
			  source_content          = "exports.handler = 1"
			  source_content_filename = "index.js"
			}
			resource "aws_lambda_function" "f" {
			  filename = data.archive_file.f.output_path
			  handler  = "index.handler"
			}`, inline: "exports.handler = 1"},
		"an object of a bucket": {config: `
			data "archive_file" "f" {
			  type        = "zip"
			  source_dir  = "lambda"
			  output_path = "auth.zip"
			}
			resource "aws_s3_object" "f" {
			  bucket = "b"
			  key    = "auth.zip"
			  source = data.archive_file.f.output_path
			}
			resource "aws_lambda_function" "f" {
			  s3_bucket = "b"
			  s3_key    = aws_s3_object.f.key
			  handler   = "index.handler"
			}`, path: "lambda"},
		"an object of another bucket": {config: `
			resource "aws_s3_object" "f" {
			  bucket = "other"
			  key    = "auth.zip"
			  source = "lambda.zip"
			}
			resource "aws_lambda_function" "f" {
			  s3_bucket = "b"
			  s3_key    = "auth.zip"
			  handler   = "index.handler"
			}`, why: "it is in a bucket"},
		"a folder beside the archive": {config: `
			resource "aws_lambda_function" "f" {
			  filename = "lambda.zip"
			  handler  = "index.handler"
			}`, path: "lambda"},
		"an archive without a folder": {config: `
			resource "aws_lambda_function" "f" {
			  filename = "other.zip"
			  handler  = "index.handler"
			}`, why: "it is in other.zip, and there is no folder other"},
		"a bucket": {config: `
			resource "aws_lambda_function" "f" {
			  s3_bucket = "b"
			  s3_key    = "auth.zip"
			  handler   = "index.handler"
			}`, why: "it is in a bucket"},
		"an image": {config: `
			resource "aws_lambda_function" "f" {
			  package_type = "Image"
			  image_uri    = "i"
			}`, why: "it is a container image"},
		"a variable": {config: `
			resource "aws_lambda_function" "f" {
			  filename = var.env
			  handler  = "index.handler"
			}`, why: "depends on var.env, which has no value here"},
	} {
		t.Run(name, func(t *testing.T) {
			authorizer := only(t, readFiles(t, map[string]string{
				"main.tf": api + test.config, "lambda/auth.js": "", "lambda/auth/index.js": "", "package.json": "{}",
			})).Authorizers.Items[0]
			if authorizer.Code == nil {
				t.Fatal("the function was not found")
			}
			path, _ := authorizer.Code.Path.Get()
			inline, _ := authorizer.Code.Inline.Get()
			if path != test.path || inline != test.inline || authorizer.Code.Path.Why != test.why {
				t.Errorf("path %q, inline %q, why %q; want %q, %q, %q", path, inline, authorizer.Code.Path.Why, test.path, test.inline, test.why)
			}
			if test.inline != "" && authorizer.Code.Path.State != model.StateUnset {
				t.Error("code in the configuration has a path as well")
			}
		})
	}
}

// TestCodeOfModulesWithOneVariable: where nobody knows the value of a variable, the archives
// of two modules that have it in their names are two.
func TestCodeOfModulesWithOneVariable(t *testing.T) {
	const archive = `
		variable "env" {}
		data "archive_file" "f" {
		  type        = "zip"
		  source_dir  = "${path.module}/src"
		  output_path = "/tmp/${var.env}.zip"
		}
		resource "aws_lambda_function" "f" {
		  filename = data.archive_file.f.output_path
		  handler  = "index.handler"
		}
		output "uri" { value = aws_lambda_function.f.invoke_arn }
	`
	authorizer := only(t, readFiles(t, map[string]string{
		"main.tf": `
			variable "env" {}
			module "first" {
			  source = "./first"
			  env    = var.env
			}
			module "second" {
			  source = "./second"
			  env    = var.env
			}
			resource "aws_api_gateway_rest_api" "a" { name = "a" }
			resource "aws_api_gateway_authorizer" "a" {
			  name           = "a"
			  rest_api_id    = aws_api_gateway_rest_api.a.id
			  authorizer_uri = module.second.uri
			}
		`,
		"first/main.tf": archive, "second/main.tf": archive,
	})).Authorizers.Items[0]
	if path, _ := authorizer.Code.Path.Get(); path != "second/src" {
		t.Errorf("the code is in %q", path)
	}
}
