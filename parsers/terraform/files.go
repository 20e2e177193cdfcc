package terraform

import (
	"errors"
	"io/fs"
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
// reading. When that is not known, what stands in its place says why.
func (c call) fileName() (string, *tree.Node) {
	named := c.arguments[0]
	switch {
	case !named.IsKnown():
		return "", c.unknown(named)
	case named.Text == "":
		return "", c.fail("the path is empty")
	case strings.HasPrefix(named.Text, "~"):
		return "", c.doubt("depends on " + named.Text + ", which is in somebody's home directory")
	case path.IsAbs(named.Text):
		return named.Text, nil
	default:
		return path.Join(c.unit().dir, named.Text), nil
	}
}

// isOutside reports whether a path leads out of the root.
func isOutside(name string) bool {
	return path.IsAbs(name) || name == ".." || strings.HasPrefix(name, "../")
}

// open reads the file that the first argument names. When there is none, what stands
// in its place says why.
func (c call) open() (*source.File, *tree.Node) {
	name, other := c.fileName()
	if other != nil {
		return nil, other
	}
	if known := c.unit().files[name]; known != nil {
		return known, nil
	}
	if isOutside(name) {
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

// hashingCost is how many bytes of a file are read and hashed for one step of evaluation.
const hashingCost = 1_024

// bytes reads the file that the first argument names, which need not be text.
func (c call) bytes() ([]byte, *tree.Node) {
	name, other := c.fileName()
	switch {
	case other != nil:
		return nil, other
	case isOutside(name):
		return nil, c.doubt("depends on " + name + ", which " + source.ErrOutside.Error())
	}
	file, err := c.unit().root.Read(name)
	switch {
	case err != nil:
		return nil, c.unread(name, err)
	case !c.unit().spend(1 + len(file.Data)/hashingCost):
		return nil, c.doubt(tooLarge)
	default:
		return file.Data, nil
	}
}

// unread is a result that depends on a file that cannot be read now.
func (c call) unread(name string, err error) *tree.Node {
	if errors.Is(err, fs.ErrNotExist) {
		return c.doubt("depends on " + name + ", which is not there")
	}
	return c.doubt("depends on " + name + ", which cannot be read: " + err.Error())
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

// The bounds of reading templates: a text between two interpolations is put together anew
// at each of its lines and of the characters that may begin one.
const (
	maxTemplateCost = 1 << 32
	costPerStep     = 1 << 14
)

// templateCost is how many bytes are moved when a template is read.
func templateCost(data []byte) int {
	cost, run := 0, 0
	for i, c := range data {
		run++
		switch {
		case (c == '$' || c == '%') && i+1 < len(data) && data[i+1] == '{':
			run = 0
		case c == '$', c == '%', c == '\n':
			cost += run
		}
	}
	return cost
}

// render evaluates a template file with the names that are given to it.
func (s scope) render(file *source.File, given *tree.Node, at source.Range) *tree.Node {
	u := s.unit()
	cost := templateCost(file.Data)
	if cost > maxTemplateCost || !u.spend(len(file.Data)/parseCost+cost/costPerStep) {
		if u.attempts == 0 {
			u.report(at, "%s is too large a template", file.Name)
		}
		u.doubts++
		return tree.NewUnknown(at, tooLarge)
	}
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
	if !given.IsAbsent() && given.IsKnown() && given.Kind != tree.Mapping {
		return u.fail(at, "%s gives no names to a template", given.KindName())
	}
	inside := scope{module: s.module, sealed: true}
	if given != nil {
		for _, field := range given.Fields {
			inside = inside.bind(field.Key, field.Value)
		}
	}
	return inside.eval(parsed)
}

// renderText is templatestring(): a text is evaluated as a template file is.
func renderText(c call) *tree.Node {
	text := c.arguments[0]
	if !text.IsKnown() {
		return c.unknown(text)
	}
	if file := c.unit().wholeFile(c.unit().templates[text]); file != nil {
		return c.scope.render(file, c.arguments[1], c.at)
	}
	u, problems := c.unit(), len(c.unit().problems)
	rendered := c.scope.render(source.NewFile("", []byte(text.Text)), c.arguments[1], c.at)
	if len(u.problems) > problems { // they have no place of their own
		u.problems = u.problems[:problems]
		u.report(c.at, "the template cannot be read")
	}
	return u.moved(rendered, c.at)
}

// moved is a value at another place, for one that has none in any file.
func (u *unit) moved(n *tree.Node, at source.Range) *tree.Node {
	if !u.enter() {
		return tree.NewUnknown(at, tooLarge)
	}
	defer u.leave()
	moved := *n
	moved.Range = at
	moved.Items, moved.OneOf, moved.Fields = nil, nil, nil
	for _, item := range n.Items {
		moved.Items = append(moved.Items, u.moved(item, at))
	}
	for _, possible := range n.OneOf {
		moved.OneOf = append(moved.OneOf, u.moved(possible, at))
	}
	for _, field := range n.Fields {
		moved.Fields = append(moved.Fields, tree.Field{Key: field.Key, KeyRange: at, Value: u.moved(field.Value, at)})
	}
	return &moved
}

// fileExists is whether a file is there; nobody knows of one outside the root.
func fileExists(c call) *tree.Node {
	name, other := c.fileName()
	switch {
	case other != nil:
		return other
	case isOutside(name):
		return c.doubt("depends on " + name + ", which " + source.ErrOutside.Error())
	}
	info, err := c.unit().root.Stat(name)
	switch {
	case err == nil && !info.Mode().IsRegular():
		return c.fail("%s is not a regular file", name)
	case err == nil:
		return answer(yes, c.at, "")
	case errors.Is(err, fs.ErrNotExist):
		return answer(no, c.at, "")
	default:
		return c.unread(name, err)
	}
}

func baseName(c call) *tree.Node { return c.onPath(path.Base) }

func dirName(c call) *tree.Node { return c.onPath(path.Dir) }

func (c call) onPath(of func(string) string) *tree.Node {
	if !c.arguments[0].IsKnown() {
		return c.unknown(c.arguments[0])
	}
	return c.text(of(c.arguments[0].Text))
}

// absolute is abspath: where Terraform runs is not known before it does.
func absolute(c call) *tree.Node {
	if from := c.arguments[0]; from.IsKnown() && !path.IsAbs(from.Text) {
		return c.doubt("depends on the directory that Terraform runs in")
	}
	return c.onPath(path.Clean)
}

// expandPath is pathexpand: whose home directory ~ is, is not known.
func expandPath(c call) *tree.Node {
	if from := c.arguments[0]; from.IsKnown() && strings.HasPrefix(from.Text, "~") {
		return c.doubt("depends on somebody's home directory")
	}
	return c.onPath(func(name string) string { return name })
}
