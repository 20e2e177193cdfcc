package openapi

import (
	"fmt"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/parsers/yaml"
)

// BenchmarkRead reads a document of 100 operations. "view" is what kin-openapi has a
// part in; "parse" is what every document costs before anything is made of it.
func BenchmarkRead(b *testing.B) {
	var text strings.Builder
	text.WriteString(versions[1].head + versions[1].schemes + "security: [{tok: []}]\npaths:\n")
	for i := range 50 {
		fmt.Fprintf(&text, "  /things/%d:\n", i)
		for _, verb := range []string{"get", "post"} {
			fmt.Fprintf(&text, "    %s:\n      summary: Does %d\n      security: [{req: []}]\n      responses: {'200': {description: Done}}\n", verb, i)
			text.WriteString("      x-amazon-apigateway-integration: {type: aws_proxy, httpMethod: POST, uri: u}\n")
		}
	}
	file := source.NewFile("api.yaml", []byte(text.String()))
	documents, problems := yaml.Parse(file)
	if len(problems) > 0 {
		b.Fatal(problems)
	}
	b.Run("parse", func(b *testing.B) {
		for b.Loop() {
			yaml.Parse(file)
		}
	})
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			Read(nil, file, documents[0])
		}
	})
	b.Run("view", func(b *testing.B) {
		d := newDocument(nil, &model.API{}, documents[0], "")
		for b.Loop() {
			d.view(documents[0].Get("paths"))
		}
	})
}
