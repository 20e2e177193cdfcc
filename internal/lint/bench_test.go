package lint

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/parsers"
	"github.com/authlint/authlint/rules"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	yaml3 "github.com/oasdiff/yaml3"
)

// The benchmarks run on one worker: `go test -bench . -cpu 1 ./internal/lint`. Each has
// its floor beside it: what reading and parsing the same bytes costs with the library
// alone. Compare within one run; the machine's speed cancels out of the ratio.

func BenchmarkStartUp(b *testing.B) {
	for b.Loop() {
		if _, err := rules.Load(nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	for format, generator := range generators {
		text := []byte(generator.text(0))
		b.Run(format, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			root, err := source.OpenRoot(b.TempDir())
			if err != nil {
				b.Fatal(err)
			}
			defer root.Close()
			root.Overlay(generator.file, text)
			for b.Loop() {
				readOne(b, root, generator.file)
			}
		})
		b.Run(format+"/floor", func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				floor(b, format, text)
			}
		})
	}
}

func readOne(b *testing.B, root *source.Root, file string) model.Reading {
	reading := model.Reading{}
	if parsers.ShapeOf(file) == parsers.Module {
		reading = parsers.ReadModule(root, ".", parsers.Settings{})
	} else {
		opened, err := root.Read(file)
		if err != nil {
			b.Fatal(err)
		}
		reading, _ = parsers.ReadDocument(root, opened, nil)
	}
	if len(reading.APIs) != 1 {
		b.Fatalf("%d APIs, problems: %v", len(reading.APIs), reading.Problems)
	}
	return reading
}

// floor parses with the library alone.
func floor(b *testing.B, format string, text []byte) {
	if format == "terraform" {
		if _, diagnostics := hclsyntax.ParseConfig(text, "main.tf", hcl.InitialPos); diagnostics.HasErrors() {
			b.Fatal(diagnostics)
		}
		return
	}
	var node yaml3.Node
	if err := yaml3.NewDecoder(bytes.NewReader(text)).Decode(&node); err != nil {
		b.Fatal(err)
	}
}

func BenchmarkRulesPer1000APIs(b *testing.B) {
	engine, err := rules.Load(nil)
	if err != nil {
		b.Fatal(err)
	}
	for format := range generators {
		dir, _ := definitions(b, format, 1000)
		document, _, err := Models(context.Background(), Options{Root: dir, Paths: []string{dir}})
		if err != nil {
			b.Fatal(err)
		}
		b.Run(format, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for _, api := range document.APIs {
					if found, err := engine.Ask(context.Background(), api); err != nil || len(found) != 3 {
						b.Fatalf("%d findings: %v", len(found), err)
					}
				}
			}
		})
	}
}

func BenchmarkRun(b *testing.B) {
	for format := range generators {
		for _, n := range []int{1, 100, 1000} {
			dir, files := definitions(b, format, n)
			b.Run(fmt.Sprintf("%s/%d", format, n), func(b *testing.B) {
				for b.Loop() {
					run, err := Run(context.Background(), Options{Root: dir, Paths: []string{dir}})
					if err != nil || run.Coverage.APIs != n || len(run.Findings) != 3*n {
						b.Fatalf("%d APIs, %d findings: %v", run.Coverage.APIs, len(run.Findings), err)
					}
				}
			})
			b.Run(fmt.Sprintf("%s/%d/floor", format, n), func(b *testing.B) {
				for b.Loop() {
					for _, name := range files {
						text, err := os.ReadFile(name)
						if err != nil {
							b.Fatal(err)
						}
						floor(b, format, text)
					}
				}
			})
		}
	}
}

// BenchmarkNothingOfOurs runs over 5,000 files that have nothing to do with API Gateway;
// the floor reads them.
func BenchmarkNothingOfOurs(b *testing.B) {
	dir := b.TempDir()
	var files []string
	for i := range 5000 {
		name := filepath.Join(dir, fmt.Sprintf("stack%03d", i/50), fmt.Sprintf("part%02d.tf", i%50))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(unrelatedDefinition(i)), 0o644); err != nil {
			b.Fatal(err)
		}
		files = append(files, name)
	}
	b.Run("run", func(b *testing.B) {
		for b.Loop() {
			run, err := Run(context.Background(), Options{Root: dir, Paths: []string{dir}})
			if err != nil || run.Coverage.Skipped != len(files) {
				b.Fatalf("%+v: %v", run.Coverage, err)
			}
		}
	})
	b.Run("floor", func(b *testing.B) {
		for b.Loop() {
			for _, name := range files {
				if _, err := os.ReadFile(name); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}

// BenchmarkFixable is a run over one long file of many findings that can be fixed, whose
// edits are looked for one by one.
func BenchmarkFixable(b *testing.B) {
	text := "resource \"aws_api_gateway_rest_api\" \"r\" {\n  name = \"r\"\n}\n"
	for i := range 1000 {
		text += fmt.Sprintf("\nresource \"aws_api_gateway_gateway_response\" \"g%d\" {\n  rest_api_id   = aws_api_gateway_rest_api.r.id\n  response_type = \"UNAUTHORIZED\"\n\n  response_parameters = {\n    \"gatewayresponse.header.Access-Control-Allow-Origin\" = \"*\"\n  }\n}\n", i)
	}
	dir := b.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "main.tf"), []byte(text), 0o600); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		run, err := Run(context.Background(), Options{Root: dir, Paths: []string{dir}, Select: []string{"gateway-response-unquoted-literal"}})
		if err != nil || len(run.Findings) != 1000 {
			b.Fatal(len(run.Findings), err)
		}
	}
}
