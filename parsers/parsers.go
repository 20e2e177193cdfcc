// Package parsers knows which parser reads which file: it holds the only list of
// the languages that authlint understands.
package parsers

import (
	"bytes"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/parsers/cloudformation"
	"github.com/authlint/authlint/parsers/openapi"
	"github.com/authlint/authlint/parsers/terraform"
	"github.com/authlint/authlint/parsers/yaml"
)

// A Shape is what the name of a file says of it: how it is read, not whether it is ours.
type Shape int

// The shapes.
const (
	Other    Shape = iota
	Document       // YAML or JSON: read file by file
	Module         // Terraform: read directory by directory
)

// ShapeOf tells the shape of a file by its name.
func ShapeOf(name string) Shape {
	switch {
	case hasSuffix(name, ".tf", ".tf.json", ".tofu", ".tofu.json"):
		return Module
	case hasSuffix(name, ".yaml", ".yml", ".json", ".template"):
		return Document
	default:
		return Other
	}
}

func hasSuffix(name string, endings ...string) bool {
	return slices.ContainsFunc(endings, func(ending string) bool { return strings.HasSuffix(name, ending) })
}

// Marks are texts of which every file of ours holds at least one. Files without them
// are skipped by their bytes alone.
var Marks = map[Shape][]string{
	Document: {"x-amazon-apigateway", "AWS::ApiGateway", "AWS::Serverless"},
	Module:   {"aws_api_gateway", "aws_apigatewayv2"},
}

// MayBeOurs reports whether a file may be about API Gateway.
func MayBeOurs(shape Shape, data []byte) bool {
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		data = bytes.ReplaceAll(data, []byte{0}, nil) // UTF-16, which the parser refuses with a word of advice
	}
	for _, mark := range Marks[shape] {
		if bytes.Contains(data, []byte(mark)) {
			return true
		}
	}
	return false
}

// ReadDocument reads a YAML or JSON file. ours is false where it is neither a template
// nor an OpenAPI document for API Gateway. A broken file with a mark of ours counts as
// ours, and is reported; one with placeholders was never meant to be YAML as it
// stands: where it is an OpenAPI document but for those, the rest of it is read.
func ReadDocument(root *source.Root, file *source.File) (reading model.Reading, ours bool) {
	documents, problems := yaml.Parse(file)
	if len(problems) > 0 {
		if rest, ok := yaml.ParseTemplate(file); ok && slices.ContainsFunc(rest, openapi.Is) && !slices.ContainsFunc(rest, cloudformation.Is) {
			documents, problems = rest, nil
		}
	}
	for _, document := range documents {
		switch {
		case cloudformation.Is(document):
			ours = true
			merge(&reading, cloudformation.Read(root, file, document))
		case openapi.Is(document):
			ours = true
			merge(&reading, openapi.Read(root, file, document))
		}
	}
	if ours || len(documents) == 0 {
		reading.Problems = append(reading.Problems, soften(file, problems)...)
	}
	if ours {
		ignores, problems := yaml.Ignores(file, documents)
		reading.Ignores = append(reading.Ignores, ignores...)
		reading.Problems = append(reading.Problems, problems...)
	}
	return seal(reading), ours
}

// soften makes notes of problems on lines that a template engine has yet to render.
func soften(file *source.File, problems []source.Problem) []source.Problem {
	for i, problem := range problems {
		line := file.Position(problem.Range.Start).Line
		if hasPlaceholder(file.Line(line)) || hasPlaceholder(file.Line(line-1)) {
			problems[i].Note = true
			problems[i].Message = "not read: it has placeholders that are yet to be filled in (" + problem.Message + ")"
		}
	}
	return problems
}

// hasPlaceholder looks for what Jinja, Go templates, ERB and Terraform leave in YAML
// and JSON that are not valid before they are rendered.
func hasPlaceholder(line string) bool {
	for _, mark := range []string{"{{", "{%", "<%", "%{"} {
		if strings.Contains(line, mark) && !strings.Contains(line, "{{resolve:") {
			return true
		}
	}
	value := strings.TrimLeft(line[strings.IndexByte(line, ':')+1:], " ")
	return strings.HasPrefix(value, "${")
}

func merge(into *model.Reading, reading model.Reading) {
	into.APIs = append(into.APIs, reading.APIs...)
	into.Problems = append(into.Problems, reading.Problems...)
	into.Ignores = append(into.Ignores, reading.Ignores...)
	into.Files = append(into.Files, reading.Files...)
	into.Claims = append(into.Claims, reading.Claims...)
}

// Settings are what the command line says to Terraform's root modules.
type Settings = terraform.Settings

// An Input is a value of a Terraform variable, or a file of such values.
type Input = terraform.Input

// ReadModule evaluates the Terraform root module in a directory.
func ReadModule(root *source.Root, dir string, settings Settings) model.Reading {
	return seal(terraform.Read(root, dir, settings))
}

func seal(reading model.Reading) model.Reading {
	for _, api := range reading.APIs {
		api.Seal()
	}
	return reading
}
