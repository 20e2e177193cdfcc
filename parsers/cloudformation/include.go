package cloudformation

import (
	"path"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
	"github.com/authlint/authlint/parsers/yaml"
)

// transform is Fn::Transform. Of all macros only AWS::Include is known: it puts a
// file in the place of the call.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-include.html
func (t *template) transform(argument *tree.Node, at source.Range) *tree.Node {
	if argument.Get("Name").IsAbsent() {
		return t.malformed("Transform", at)
	}
	name := textOf(t.resolve(argument.Get("Name")))
	if name != "AWS::Include" {
		return tree.NewUnknown(at, "the macro "+name+" fills it in")
	}
	location := t.resolve(argument.At("Parameters", "Location"))
	switch {
	case !isLocal(location):
		return tree.NewUnknown(at, "the included file is not among the files in view")
	case t.including:
		return tree.NewUnknown(at, "AWS::Include in a file that is itself included is not followed")
	}
	included := t.referred(location)
	if included == nil {
		return tree.NewUnknown(at, "the file "+location.Text+" could not be read")
	}
	t.including = true
	defer func() { t.including = false }()
	return t.resolve(included)
}

// isLocal reports whether a location is a path, as templates have them before they
// are packaged, and not an address.
func isLocal(location *tree.Node) bool {
	return location.IsScalar() && location.Text != "" && !strings.Contains(location.Text, "://")
}

// referred returns a file that the template refers to. It is nil where the file cannot
// be read, which is reported, or is used too often.
func (t *template) referred(location *tree.Node) *tree.Node {
	document, ok := t.documents[location.Text]
	if !ok {
		document = t.load(location)
		t.documents[location.Text] = document
	}
	if document != nil && !t.spend(len(t.sources[document.Range.File].Data)) {
		t.exceeded(location.Range, tooMuch)
		return nil
	}
	return document
}

// load reads and parses a file.
func (t *template) load(location *tree.Node) *tree.Node {
	file, err := t.find(location.Text)
	if err != nil {
		t.problem(location.Range, "the file "+location.Text+" cannot be read: "+err.Error())
		return nil
	}
	t.files = append(t.files, file)
	t.sources[file.Name] = file
	documents, problems := yaml.Parse(file)
	t.problems = append(t.problems, problems...)
	ignores, problems := yaml.Ignores(file, documents)
	t.ignores = append(t.ignores, ignores...)
	t.problems = append(t.problems, problems...)
	if len(documents) == 0 {
		return nil
	}
	return documents[0]
}

// claim notes the files that a definition comes from, all of it or a part. What a file
// was read for shows only here: AWS::Include can stand anywhere in a template.
func (t *template) claim(definition *tree.Node) {
	visit(definition, func(n *tree.Node) {
		if name := n.Range.File; name != t.name && t.sources[name] != nil && !slices.Contains(t.claims, name) {
			t.claims = append(t.claims, name)
		}
	})
}

// find reads a file by its path from the template. Templates that are put together
// from pieces have paths from where they are put together, so the directories above,
// up to the root, come next.
func (t *template) find(location string) (*source.File, error) {
	dir := path.Dir(t.name)
	file, err := t.root.Read(path.Join(dir, location))
	for err != nil && dir != "." && dir != "/" && !strings.HasPrefix(location, "../") {
		dir = path.Dir(dir)
		if above, missing := t.root.Read(path.Join(dir, location)); missing == nil {
			return above, nil
		}
	}
	return file, err
}
