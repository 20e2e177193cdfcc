package config

import (
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
	"github.com/authlint/authlint/parsers/yaml"
)

// maxExtended is how many files may extend one another.
const maxExtended = 16

// A layer is one of the files that extend one another.
type layer struct {
	reader
	documents []*tree.Node
}

// layersOf are a file and those that it extends, each behind the one that extends it.
// Local files are read only, below the root: settings are not fetched from elsewhere.
func layersOf(root *source.Root, file *source.File, dir string) ([]layer, error) {
	var layers []layer
	var names []string
	for {
		l := layer{reader: reader{file: file, dir: dir}}
		var problems []source.Problem
		l.documents, problems = yaml.Parse(file)
		for _, problem := range problems {
			if !problem.Note {
				return nil, l.wrong(problem.Range, "%s", problem.Message)
			}
		}
		layers, names = append(layers, l), append(names, file.Name)
		at := l.extends()
		if at == nil {
			return layers, nil
		}
		target, err := l.extended(at, names)
		if err != nil {
			return nil, err
		}
		if file, err = root.Read(target); err != nil {
			return nil, l.wrong(at.Range, "extends: %s: %w", at.Text, err)
		}
		dir = speaksFor(target)
	}
}

// extends is the name of the file that this one extends; nil where there is none.
func (l layer) extends() (at *tree.Node) {
	for _, document := range l.documents {
		if n := document.Get("extends"); document.Kind == tree.Mapping && n.IsScalar() && n.Text != "" {
			at = n
		}
	}
	return at
}

// extended is the name, relative to the root, of a file that may be extended by others.
func (l layer) extended(at *tree.Node, by []string) (string, error) {
	name := at.Text
	target := path.Join(l.dir, name)
	switch {
	case strings.Contains(name, "://"), path.IsAbs(name), filepath.IsAbs(name):
		return "", l.wrong(at.Range, "extends: %s is no local file; write its path relative to this file", name)
	case !filepath.IsLocal(filepath.FromSlash(target)):
		return "", l.wrong(at.Range, "extends: %s %w", name, source.ErrOutside)
	case slices.Contains(by, target):
		return "", l.wrong(at.Range, "extends: the files extend one another in a circle: %s", strings.Join(append(by, target), ", "))
	case len(by) == maxExtended:
		return "", l.wrong(at.Range, "extends: more than %d files extend one another", maxExtended)
	}
	return target, nil
}

// over takes over what another file says and this one does not: a key that this one has
// replaces the other's, a mapping has the entries of both, this one's winning as a whole,
// and a list has the items of both, the other's first.
func (c *Config) over(base *Config) {
	own, other := reflect.ValueOf(c).Elem(), reflect.ValueOf(base).Elem()
	for _, field := range model.Fields(own.Type()) {
		value, below := own.Field(field.Index), other.Field(field.Index)
		switch {
		case field.Name == "extends":
		case value.Kind() == reflect.Slice:
			value.Set(reflect.AppendSlice(below, value))
		case value.Kind() == reflect.Map:
			value.Set(joined(below, value))
		case !c.says(field.Name):
			value.Set(below)
		}
	}
	mine := c.Said
	c.Said = slices.DeleteFunc(base.Said, func(s Said) bool {
		return s.Key == "extends" || !isList(s.Key) && slices.ContainsFunc(mine, func(m Said) bool { return m.Key == s.Key })
	})
	c.Said = append(c.Said, mine...)
	c.Files = append(c.Files, base.Files...)
}

// joined is a mapping over another.
func joined(below, above reflect.Value) reflect.Value {
	all := reflect.MakeMap(above.Type())
	for _, m := range []reflect.Value{below, above} {
		for _, key := range m.MapKeys() {
			all.SetMapIndex(key, m.MapIndex(key))
		}
	}
	return all
}

// isList reports whether a key has a list of values, which are all said under it.
func isList(key string) bool {
	for _, field := range model.Fields(reflect.TypeFor[Config]()) {
		if field.Name == key {
			return reflect.TypeFor[Config]().Field(field.Index).Type.Kind() == reflect.Slice
		}
	}
	return false
}

// saidIn lists what a document says.
func saidIn(file *source.File, document *tree.Node) (said []Said) {
	add := func(key string, n *tree.Node, at source.Range) {
		text := strings.Join(strings.Fields(file.Text(n.Range)), " ")
		if n.IsScalar() {
			text = n.Text
		}
		said = append(said, Said{Key: key, Value: text, Range: at})
	}
	for _, field := range document.Fields {
		switch value := field.Value; {
		case value.IsAbsent():
		case value.Kind == tree.Mapping:
			for _, entry := range value.Fields {
				add(field.Key+"."+entry.Key, entry.Value, entry.KeyRange)
			}
		default:
			for _, item := range value.Elements() {
				add(field.Key, item, item.Range)
			}
		}
	}
	return said
}

// located makes what a file names relative to the root.
func (c *Config) located(dir string) {
	in := func(pattern string) string { return path.Join(escaped(dir), pattern) }
	for i, pattern := range c.Exclude {
		c.Exclude[i] = in(pattern)
	}
	for i := range c.Overrides {
		for j, pattern := range c.Overrides[i].Paths {
			c.Overrides[i].Paths[j] = in(pattern)
		}
	}
	for i, ignore := range c.Ignores {
		if ignore.Path != "" {
			c.Ignores[i].Path = in(ignore.Path)
		}
	}
	if c.Baseline != "" {
		c.Baseline = path.Join(dir, c.Baseline)
	}
	for i, name := range c.CustomRules {
		c.CustomRules[i] = path.Join(dir, name)
	}
}

// escaped keeps the name of a directory from being read as a pattern.
func escaped(dir string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`, "{", `\{`).Replace(dir)
}
