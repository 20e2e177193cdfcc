// Package parsers knows which parser reads which file: it holds the only list of
// the languages that authlint understands.
package parsers

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
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

// Marks are texts of which every file of ours holds at least one, unless it refers to
// files that do. Others are skipped by their bytes alone.
var Marks = map[Shape][]string{
	Document: {"x-amazon-apigateway", "AWS::ApiGateway", "AWS::Serverless", `"resource_changes"`},
	Module:   {"aws_api"}, // aws_api_gateway_* and aws_apigatewayv2_*
}

// MayBeOurs reports whether a file may be about API Gateway.
func MayBeOurs(shape Shape, data []byte) bool {
	switch {
	case isMarked(shape, data):
		return true
	case shape == Module:
		return terraform.CallsGateway(data)
	default:
		return shape == Document && openapi.MayBeSplit(data)
	}
}

func isMarked(shape Shape, data []byte) bool {
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

// A Kind is what a YAML or JSON file turned out to be.
type Kind int

// The kinds.
const (
	Foreign Kind = iota // not about API Gateway
	Piece               // of an OpenAPI document for API Gateway that stands elsewhere
	Plan                // of Terraform, which ReadPlan reads
	Ours                // a template or an OpenAPI document for API Gateway
)

// ReadDocument reads a YAML or JSON file. A broken file with a mark of ours is reported;
// one with placeholders was never meant to be YAML as it stands: where it is an OpenAPI
// document but for those, the rest of it is read. Parameters are the values that are
// given to parameters of templates, by name.
func ReadDocument(root *source.Root, file *source.File, parameters map[string]string) (reading model.Reading, kind Kind) {
	documents, problems := yaml.Parse(file)
	if len(problems) > 0 {
		if rest, ok := yaml.ParseTemplate(file); ok && slices.ContainsFunc(rest, openapi.Is) && !slices.ContainsFunc(rest, cloudformation.Is) {
			documents, problems = rest, nil
		}
	}
	for i, document := range documents {
		one, is := readDocument(root, file, document, parameters)
		number(one.APIs, i)
		merge(&reading, one)
		kind = max(kind, is)
	}
	if kind == Ours || len(documents) == 0 && isMarked(Document, file.Data) {
		reading.Problems = append(reading.Problems, soften(file, problems)...)
	}
	if kind == Ours {
		ignores, problems := yaml.Ignores(file, documents)
		reading.Ignores = append(reading.Ignores, ignores...)
		reading.Problems = append(reading.Problems, problems...)
	}
	return seal(root, reading), kind
}

// number tells the APIs of OpenAPI documents in one file apart, whose addresses are its name.
func number(apis []*model.API, document int) {
	for _, api := range apis {
		if document > 0 && api.Format == model.FormatOpenAPI {
			api.Address = fmt.Sprintf("%s#%d", api.Address, document+1)
		}
	}
}

// ReadPlan reads a file that is a plan of Terraform in JSON.
func ReadPlan(root *source.Root, file *source.File) model.Reading {
	var reading model.Reading
	documents, problems := yaml.Parse(file)
	for _, document := range documents {
		merge(&reading, terraform.ReadPlan(root, file, document))
	}
	reading.Format = "plan"
	reading.Problems = append(reading.Problems, problems...)
	return seal(root, reading)
}

// readDocument reads one document of a file.
func readDocument(root *source.Root, file *source.File, document *tree.Node, parameters map[string]string) (model.Reading, Kind) {
	switch {
	case cloudformation.Is(document):
		reading := cloudformation.Read(root, file, document, parameters)
		reading.Format = cloudformation.Format(document)
		return reading, Ours
	case openapi.Is(document):
		reading := openapi.Read(root, file, document)
		reading.Format = model.FormatOpenAPI
		return reading, Ours
	case terraform.IsPlan(document) && isMarked(Module, file.Data):
		return model.Reading{}, Plan
	case openapi.IsMarked(document):
		return model.Reading{}, Piece
	}
	if reading, ours := openapi.ReadSplit(root, file, document); ours {
		reading.Format = model.FormatOpenAPI
		return reading, Ours
	}
	return model.Reading{}, Foreign
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
	into.Format = cmp.Or(into.Format, reading.Format)
	into.APIs = append(into.APIs, reading.APIs...)
	into.Problems = append(into.Problems, reading.Problems...)
	into.Ignores = append(into.Ignores, reading.Ignores...)
	into.Files = append(into.Files, reading.Files...)
	into.Claims = append(into.Claims, reading.Claims...)
	into.Parameters = append(into.Parameters, reading.Parameters...)
	if into.Defaults == nil {
		into.Defaults = map[source.Range]string{}
	}
	maps.Copy(into.Defaults, reading.Defaults)
}

// Settings are what the command line says to Terraform's root modules.
type Settings = terraform.Settings

// An Input is a value of a Terraform variable, or a file of such values.
type Input = terraform.Input

// ReadModule evaluates the Terraform root module in a directory.
func ReadModule(root *source.Root, dir string, settings Settings) model.Reading {
	return seal(root, terraform.Read(root, dir, settings))
}

// ModuleSources are where the modules come from that a Terraform file calls, as far as
// its text tells.
func ModuleSources(data []byte) []string { return terraform.Sources(data) }

// FetchedModules are the directories of modules from elsewhere that a Terraform root
// module has copies of.
func FetchedModules(root *source.Root, dir string) []string { return terraform.Fetched(root, dir) }

// seal completes what was read: with what follows from it, and with the source of the
// functions that authorizers call.
func seal(root *source.Root, reading model.Reading) model.Reading {
	for _, api := range reading.APIs {
		api.Seal()
	}
	readFunctions(root, &reading)
	return reading
}
