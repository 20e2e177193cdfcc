package openapi

import (
	"encoding/json"
	"testing"

	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/parsers/yaml"
)

func FuzzRead(f *testing.F) {
	f.Add([]byte(orders))
	f.Add([]byte(versions[0].head + versions[0].schemes + "paths: {/a: {get: {security: [{tok: []}, {}]}, $ref: '#/paths/~1a'}}\nsecurity: [{key: []}]"))
	f.Add([]byte(versions[2].head + versions[2].schemes + "paths: {/a: {$ref: '#/paths/0'}, /b: [&x {get: *x}]}"))
	f.Add([]byte("openapi: 3.0.0\nx-amazon-apigateway-x: 1\npaths: {$ref: 'b.yaml#/paths', /b: {$ref: b.yaml#/b}, /c: {$ref: ../c.yaml}}"))
	root := overlaid(f, map[string]string{"b.yaml": "paths: {/a: {$ref: '#/b'}}\nb: {get: {$ref: 'api.yaml#/paths/~1a'}}\n"})
	f.Fuzz(func(t *testing.T, data []byte) {
		file := source.NewFile("api.yaml", data)
		documents, _ := yaml.Parse(file)
		for _, document := range documents {
			Is(document)
			reading := Read(root, file, document)
			for _, api := range reading.APIs {
				api.Seal()
				text, err := json.Marshal(api)
				if err != nil {
					t.Fatal(err)
				}
				var value any
				if err := json.Unmarshal(text, &value); err != nil {
					t.Fatal(err)
				}
				checkRanges(t, file, value)
			}
			for _, problem := range reading.Problems {
				checkRange(t, file, problem.Range.File, problem.Range.Start, problem.Range.End)
			}
		}
	})
}

// checkRanges looks at everything in the JSON form of the model that has the fields
// of a range.
func checkRanges(t *testing.T, file *source.File, value any) {
	switch value := value.(type) {
	case []any:
		for _, item := range value {
			checkRanges(t, file, item)
		}
	case map[string]any:
		name, isRange := value["file"].(string)
		if start, ok := value["start"].(float64); ok && isRange {
			checkRange(t, file, name, int(start), int(value["end"].(float64)))
		}
		for _, field := range value {
			checkRanges(t, file, field)
		}
	}
}

func checkRange(t *testing.T, file *source.File, name string, start, end int) {
	if name == "" && start == 0 && end == 0 {
		return // nothing is known of it, not even a place
	}
	if name == "b.yaml" {
		return // FuzzParse looks at those
	}
	if name != file.Name || start < 0 || start > end || end > len(file.Data) {
		t.Fatalf("%s %d-%d is outside of %d bytes: %q", name, start, end, len(file.Data), file.Data)
	}
}
