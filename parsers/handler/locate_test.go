package handler

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
)

func TestLocate(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{
		"auth/index.js", "auth/src/token.ts", "auth/app.py", "auth/pkg/api.py", "go/main.go", "both/index.js", "both/index.py",
	} {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	root, err := source.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })

	for name, test := range map[string]struct {
		path, handler, runtime, entry string
		file, why                     string
	}{
		"a JavaScript module":              {path: "auth", handler: "index.handler", runtime: "nodejs22.x", file: "auth/index.js"},
		"a TypeScript module":              {path: "auth", handler: "src/token.main", runtime: "nodejs22.x", file: "auth/src/token.ts"},
		"what a bundler begins with":       {path: "auth", handler: "token.main", runtime: "nodejs22.x", entry: "src/token.ts", file: "auth/src/token.ts"},
		"a Python module":                  {path: "auth", handler: "app.lambda_handler", runtime: "python3.13", file: "auth/app.py"},
		"a Python package":                 {path: "auth", handler: "pkg.api.handler", runtime: "python3.13", file: "auth/pkg/api.py"},
		"a file":                           {path: "auth/app.py", handler: "app.handler", runtime: "python3.13", file: "auth/app.py"},
		"Go":                               {path: "go", handler: "bootstrap", runtime: "provided.al2023", file: "go/main.go"},
		"a runtime that nobody knows":      {path: "auth", handler: "app.handler", file: "auth/app.py"},
		"JavaScript beside Python":         {path: "both", handler: "index.handler", runtime: "python3.13", file: "both/index.py"},
		"Go that is built already":         {path: "go/bin", handler: "bootstrap", runtime: "provided.al2023", why: "there is no source of go/bin in view"},
		"a folder that is made by a build": {path: "dist", handler: "index.handler", runtime: "nodejs22.x", why: "there is no source of dist/index in view"},
		"another language":                 {path: "auth", handler: "A::b", runtime: "java21", why: "code for the runtime java21 is not read"},
		"no function":                      {path: "auth", handler: "index", runtime: "nodejs22.x", why: "the handler index names no function of a file"},
	} {
		t.Run(name, func(t *testing.T) {
			at := source.Range{File: "main.tf"}
			code := model.Code{
				Path: model.Written(test.path, at), Handler: model.Written(test.handler, at), Runtime: model.Unknown[string](at, "nobody knows"),
				EntryPoints: model.Written([]model.Text{model.Written(test.entry, at)}, at),
			}
			if test.runtime != "" {
				code.Runtime = model.Written(test.runtime, at)
			}
			found, why := Locate(root, code)
			if found != test.file || why != test.why {
				t.Errorf("%q, %q; want %q, %q", found, why, test.file, test.why)
			}
		})
	}
}
