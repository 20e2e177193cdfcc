package config

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"time"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/suggest"
	"github.com/authlint/authlint/internal/tree"
	"github.com/bmatcuk/doublestar/v4"
)

// A RuleReader is asked once for the ids of all rules that there are, with those in the
// directories that the file names, relative to the root. Where it returns none, nobody
// knows, and any id will do.
type RuleReader func(customRules []string) (ids []string, err error)

// Find reads the file that speaks for a directory: the nearest one, from there up to the
// root. It is nil where there is none.
func Find(root *source.Root, dir string, rules RuleReader) (*Config, error) {
	for dir = path.Clean(dir); ; dir = path.Dir(dir) {
		for _, name := range Names {
			file, err := root.Read(path.Join(dir, name))
			switch {
			case err == nil:
				return parse(root, file, dir, rules)
			case !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, source.ErrNotRegular):
				return nil, fmt.Errorf("%s: %w", path.Join(dir, name), err)
			}
		}
		if dir == "." {
			return nil, nil
		}
	}
}

// speaksFor is the directory that a file of settings is about: its own, or the one around
// .github.
func speaksFor(name string) string {
	dir := path.Dir(path.Clean(name))
	if path.Base(dir) == ".github" {
		return path.Dir(dir)
	}
	return dir
}

// Read reads a file of settings by its name. What it names is relative to the directory
// that it speaks for.
func Read(root *source.Root, name string, rules RuleReader) (*Config, error) {
	file, err := root.Read(name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return parse(root, file, speaksFor(name), rules)
}

// parse reads a file that speaks for a directory, over those that it extends.
func parse(root *source.Root, file *source.File, dir string, rules RuleReader) (*Config, error) {
	layers, err := layersOf(root, file, dir)
	if err != nil {
		return nil, err
	}
	var directories []string
	for _, l := range slices.Backward(layers) {
		named, err := l.customRules()
		if err != nil {
			return nil, err
		}
		directories = append(directories, named...)
	}
	ids, err := rules(directories)
	if err != nil {
		return nil, err
	}
	var config *Config
	for _, l := range slices.Backward(layers) {
		l.rules = ids
		own, err := l.config()
		if err != nil {
			return nil, err
		}
		if config != nil {
			own.over(config)
		}
		config = own
	}
	return config, nil
}

// config is what the file itself says.
func (l layer) config() (*Config, error) {
	config := &Config{Files: []*source.File{l.file}}
	for _, document := range l.documents {
		if err := l.read(document, reflect.ValueOf(config).Elem()); err != nil {
			return nil, err
		}
		config.Said = append(config.Said, saidIn(l.file, document)...)
	}
	config.located(l.dir)
	return config, nil
}

// customRules are the directories of rules that the file names, relative to the root.
func (l layer) customRules() (directories []string, err error) {
	for _, document := range l.documents {
		for _, item := range document.Get("custom-rules").Elements() {
			name := path.Join(l.dir, item.Text)
			if !item.IsScalar() || item.Text == "" || path.IsAbs(item.Text) || !filepath.IsLocal(filepath.FromSlash(name)) {
				return nil, l.wrong(item.Range, "custom-rules: %q is no directory below the root; --rules may name any", item.Text)
			}
			directories = append(directories, name)
		}
	}
	return directories, nil
}

// A reader fills the types of this package from a document, and refuses what they do not
// have.
type reader struct {
	file  *source.File
	dir   string   // that it speaks for
	rules []string // the ids that there are; none: not known
}

func (r reader) isRule(id string) bool { return len(r.rules) == 0 || slices.Contains(r.rules, id) }

// wrong is an error at a place.
func (r reader) wrong(at source.Range, format string, args ...any) error {
	position := r.file.Position(at.Start)
	return fmt.Errorf("%s:%d:%d: %w", r.file.Name, position.Line, position.Column, fmt.Errorf(format, args...))
}

// read fills a value from a node. Nothing written leaves it as it is.
func (r reader) read(n *tree.Node, into reflect.Value) error {
	if n.IsAbsent() {
		return nil
	}
	switch into.Kind() {
	case reflect.Pointer:
		into.Set(reflect.New(into.Type().Elem()))
		return r.read(n, into.Elem())
	case reflect.String:
		if !n.IsScalar() {
			return r.wrong(n.Range, "expected a text, found %s", n.KindName())
		}
		into.SetString(n.Text)
		return nil
	case reflect.Bool:
		truth, err := strconv.ParseBool(n.Text)
		if !n.IsScalar() || err != nil {
			return r.wrong(n.Range, "expected true or false")
		}
		into.SetBool(truth)
		return nil
	case reflect.Slice:
		return r.readList(n, into)
	case reflect.Map:
		return r.readMap(n, into)
	default:
		return r.readObject(n, into)
	}
}

func (r reader) readList(n *tree.Node, into reflect.Value) error {
	for _, item := range n.Elements() {
		value := reflect.New(into.Type().Elem()).Elem()
		if err := r.read(item, value); err != nil {
			return err
		}
		into.Set(reflect.Append(into, value))
	}
	return nil
}

// readMap reads a mapping whose keys are names: of rules where its values are settings.
func (r reader) readMap(n *tree.Node, into reflect.Value) error {
	if n.Kind != tree.Mapping {
		return r.wrong(n.Range, "expected a mapping, found %s", n.KindName())
	}
	into.Set(reflect.MakeMap(into.Type()))
	for _, field := range n.Fields {
		value := reflect.New(into.Type().Elem()).Elem()
		if value.Type() == reflect.TypeFor[Setting]() && !r.isRule(field.Key) {
			return r.wrong(field.KeyRange, "%w", suggest.UnknownName("rule", field.Key, r.rules))
		}
		if err := r.read(field.Value, value); err != nil {
			return err
		}
		into.SetMapIndex(reflect.ValueOf(field.Key), value)
	}
	return nil
}

// readObject reads a mapping whose keys are the fields of a struct.
func (r reader) readObject(n *tree.Node, into reflect.Value) error {
	if n.Kind != tree.Mapping {
		return r.wrong(n.Range, "expected a mapping, found %s", n.KindName())
	}
	fields := model.Fields(into.Type())
	var keys []string
	for _, field := range fields {
		keys = append(keys, field.Name)
		if !field.OmitEmpty && n.Get(field.Name).IsAbsent() {
			return r.wrong(n.Range, "%s is missing", field.Name)
		}
	}
	for _, field := range n.Fields {
		i := slices.Index(keys, field.Key)
		if i < 0 {
			return r.wrong(field.KeyRange, "%w", suggest.UnknownName("key", field.Key, keys))
		}
		if err := r.read(field.Value, into.Field(fields[i].Index)); err != nil {
			return err
		}
	}
	return r.check(n, into.Addr().Interface())
}

// check looks at what the types do not say.
func (r reader) check(n *tree.Node, value any) error {
	severities := []string{string(finding.Error), string(finding.Warning), string(finding.Note)}
	switch value := value.(type) {
	case *Config:
		return errors.Join(
			r.oneOf(n, "fail-on", value.FailOn, append(severities, "never")),
			r.oneOf(n, "min-severity", value.MinSeverity, severities),
			r.patterns(n.Get("exclude"), value.Exclude),
		)
	case *Setting:
		return r.oneOf(n, "severity", value.Severity, severities)
	case *Override:
		return r.patterns(n.Get("paths"), value.Paths)
	case *Ignore:
		value.Range = n.Range
		if _, err := time.Parse(time.DateOnly, value.Until); value.Until != "" && err != nil {
			return r.wrong(n.Get("until").Range, "until: %s is not a date; write it as YYYY-MM-DD", value.Until)
		}
		if !r.isRule(value.Rule) {
			return r.oneOf(n, "rule", value.Rule, r.rules)
		}
		return r.patterns(n.Get("path"), []string{value.Path})
	}
	return nil
}

// oneOf checks a word that is written; an empty one is not.
func (r reader) oneOf(n *tree.Node, key, word string, known []string) error {
	if word == "" || slices.Contains(known, word) {
		return nil
	}
	what := "choice"
	if key == "rule" {
		what = "rule"
	}
	return r.wrong(n.Get(key).Range, "%s: %w", key, suggest.UnknownName(what, word, known))
}

func (r reader) patterns(n *tree.Node, patterns []string) error {
	for _, pattern := range patterns {
		if !doublestar.ValidatePattern(pattern) {
			return r.wrong(n.Range, "%q is no pattern", pattern)
		}
	}
	return nil
}
