//go:build unix

package lint

import (
	"context"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
)

func TestFilesNamedOnTheCommandLineThatAreNone(t *testing.T) {
	dir := folder(t, map[string]string{"empty.yaml": "", "binary.yaml": "\x00\x01\x02AWS::ApiGateway", "api.yaml": badOpenAPI})
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.yaml"), 0o600); err != nil {
		t.Skip("this system has no named pipes:", err)
	}
	var paths []string
	for _, name := range []string{"empty.yaml", "binary.yaml", "pipe.yaml", "api.yaml"} {
		paths = append(paths, filepath.Join(dir, name))
	}
	run, err := Run(context.Background(), Options{Root: dir, Paths: paths})
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]bool{}
	for _, problem := range run.Problems {
		said[problem.Range.File] = true
	}
	for _, name := range []string{"empty.yaml", "binary.yaml", "pipe.yaml"} {
		if !said[name] {
			t.Errorf("nothing was said about %s", name)
		}
	}
	if !slices.Contains(filesFound(run), "api.yaml") {
		t.Error("the file that can be read was not")
	}
}
