package terraform

import (
	"path"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// fileName is the file that a function's first argument names, relative to the root of
// reading; empty when that is not known.
func (c call) fileName() string {
	named := c.arguments[0]
	if !named.IsScalar() || named.Text == "" || strings.HasPrefix(named.Text, "~") {
		return ""
	}
	if path.IsAbs(named.Text) {
		return named.Text
	}
	return path.Join(c.unit().dir, named.Text)
}

// open reads the file that the first argument names. When there is none, what stands
// in its place says why.
func (c call) open() (*source.File, *tree.Node) {
	name := c.fileName()
	if name == "" {
		return nil, c.unknown(c.arguments[0])
	}
	if known := c.unit().files[name]; known != nil {
		return known, nil
	}
	if path.IsAbs(name) || name == ".." || strings.HasPrefix(name, "../") {
		return nil, c.missing(name, source.ErrOutside.Error())
	}
	file, err := c.unit().root.Read(name)
	if err != nil {
		return nil, c.missing(name, err.Error())
	}
	if !c.unit().spend(len(file.Data)/64) || !utf8.Valid(file.Data) {
		return nil, c.missing(name, "it is not text")
	}
	return c.unit().remember(file), nil
}

// missing is the value of a file that cannot be read. Where a failure is not expected
// it is worth telling: what depends on the file is not analysed.
func (c call) missing(name, why string) *tree.Node {
	u := c.unit()
	if u.attempts == 0 {
		u.report(c.at, "%s() cannot read %s: %s", c.name, name, why)
	}
	return c.fail("%s cannot be read: %s", name, why)
}

// readFile is file(). The text lies in the file, not in the call.
func readFile(c call) *tree.Node {
	file, failed := c.open()
	if failed != nil {
		return failed
	}
	if !c.unit().spend(len(file.Data) / 64) {
		return tree.NewUnknown(c.at, tooLarge)
	}
	text := &tree.Node{Kind: tree.String, Text: string(file.Data), Range: c.at}
	c.unit().templates[text] = []segment{{parts: []model.Part{model.Literal(text.Text)}, at: file.All(), literal: true}}
	return text
}

// readTemplate is templatefile(): the file's own expressions are evaluated with the
// names that are given to it, and nothing else.
func readTemplate(c call) *tree.Node {
	file, failed := c.open()
	if failed != nil {
		return failed
	}
	return c.scope.render(file, c.argument(1), c.at)
}

// render evaluates a template file with the names that are given to it.
func (s scope) render(file *source.File, given *tree.Node, at source.Range) *tree.Node {
	u := s.unit()
	if problem, bad := scanTemplate(file); bad {
		u.keep(problem)
		return tree.NewUnknown(at, file.Name+" cannot be read")
	}
	parsed, diagnostics := hclsyntax.ParseTemplate(file.Data, file.Name, hcl.InitialPos)
	if diagnostics.HasErrors() {
		u.reportSyntax(file, diagnostics)
		return u.fail(at, "%s cannot be read", file.Name)
	}
	if why := tree.Why(given); why != "" {
		u.doubts++
		return tree.NewUnknown(at, why)
	}
	inside := scope{module: s.module, sealed: true}
	if given != nil {
		for _, field := range given.Fields {
			inside = inside.bind(field.Key, field.Value)
		}
	}
	return inside.eval(parsed)
}

// fileExists is whether a file is there; nobody knows of one outside the root.
func fileExists(c call) *tree.Node {
	name := c.fileName()
	if name == "" || path.IsAbs(name) || strings.HasPrefix(name, "../") {
		return c.unknown(c.arguments[0])
	}
	info, err := c.unit().root.Stat(name)
	return answer(truthOf(err == nil && info.Mode().IsRegular()), c.at, "")
}

func baseName(c call) *tree.Node { return c.onPath(path.Base) }

func dirName(c call) *tree.Node { return c.onPath(path.Dir) }

func (c call) onPath(of func(string) string) *tree.Node {
	if !c.arguments[0].IsScalar() {
		return c.unknown(c.arguments[0])
	}
	return &tree.Node{Kind: tree.String, Text: of(c.arguments[0].Text), Range: c.at}
}
