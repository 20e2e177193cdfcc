package rules

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
)

// found is a finding as a rule writes it. What is not omitempty must be there.
type found struct {
	Range    source.Range       `json:"range"`
	Message  string             `json:"message"`
	Predicts finding.Prediction `json:"predicts"`
	Severity finding.Severity   `json:"severity,omitempty"` // lower than that of the rule
	Related  []related          `json:"related,omitempty"`
	Fixes    []fix              `json:"fixes,omitempty"` // at most one
}

type related struct {
	Range   source.Range `json:"range"`
	Message string       `json:"message"`
}

type fix struct {
	Description string   `json:"description"`
	Safe        bool     `json:"safe"`
	Touches     []string `json:"touches"`
	Changes     []change `json:"changes"`
}

type change struct {
	At     source.Range `json:"at"`
	Path   []string     `json:"path,omitempty"`
	Value  any          `json:"value,omitempty"`
	Code   string       `json:"code,omitempty"`
	From   string       `json:"from,omitempty"`
	Append bool         `json:"append,omitempty"`
	Remove bool         `json:"remove,omitempty"`
}

// finding reads what a rule found about a subject.
func (i *interview) finding(id string, subject model.Subject, term *ast.Term) (finding.Finding, error) {
	var f found
	if err := (decoder{i.engine.outputs, i.input.ranges}).decode(term.Value, reflect.ValueOf(&f).Elem()); err != nil {
		return finding.Finding{}, fmt.Errorf("read finding: %w", err)
	}
	severity, err := f.severity(i.engine.rules[id].Severity)
	if err != nil {
		return finding.Finding{}, err
	}
	if strings.Contains(f.Message, "<undefined>") {
		return finding.Finding{}, fmt.Errorf("the message %q uses a value that is not there; bind it before the message", f.Message)
	}
	fix, err := f.fix()
	if err != nil {
		return finding.Finding{}, err
	}
	return finding.Finding{
		Rule:     id,
		Severity: severity,
		Message:  f.Message,
		Range:    f.Range,
		Address:  subject.Address,
		API:      i.api.Address,
		Predicts: f.Predicts,
		Related:  f.related(subject),
		Fix:      fix,
	}, nil
}

// severity is that of the rule, unless the finding lowers it.
func (f found) severity(highest finding.Severity) (finding.Severity, error) {
	switch {
	case f.Severity == "":
		return highest, nil
	case !slices.Contains(finding.Severities, f.Severity):
		return "", fmt.Errorf("severity %q is none of error, warning and note", f.Severity)
	case !highest.AtLeast(f.Severity):
		return "", fmt.Errorf("a finding may lower the severity of its rule, not raise it from %s to %s", highest, f.Severity)
	}
	return f.Severity, nil
}

// related are the places that the rule tells of. Where the finding is in another file
// than the subject, in the argument of a module or the value of a variable, the subject
// is one of them.
func (f found) related(subject model.Subject) []finding.Related {
	var places []finding.Related
	for _, r := range f.Related {
		places = append(places, finding.Related(r))
	}
	if f.Range.File != subject.Range.File && !subject.Range.IsZero() {
		places = append(places, finding.Related{Range: subject.Range, Message: "used here by " + subject.Address})
	}
	return places
}

// fix is a list in Rego, since a fix that does not apply must not undo the finding.
func (f found) fix() (*finding.Fix, error) {
	switch len(f.Fixes) {
	case 0:
		return nil, nil
	case 1:
		written := f.Fixes[0]
		fix := &finding.Fix{Description: written.Description, Safe: written.Safe, Touches: written.Touches}
		for _, c := range written.Changes {
			fix.Changes = append(fix.Changes, finding.Change(c))
		}
		return fix, nil
	default:
		return nil, fmt.Errorf("a finding has one fix or none, this one has %d", len(f.Fixes))
	}
}

// outputs are the fields of all structs that a finding is made of.
type outputs map[reflect.Type][]output

type output struct {
	model.Field
	key *ast.Term // its name
}

func newOutputs() outputs {
	fields := outputs{}
	for _, t := range []reflect.Type{
		reflect.TypeFor[found](), reflect.TypeFor[finding.Prediction](), reflect.TypeFor[related](),
		reflect.TypeFor[fix](), reflect.TypeFor[change](), reflect.TypeFor[source.Range](),
	} {
		for _, field := range model.Fields(t) {
			fields[t] = append(fields[t], output{field, ast.StringTerm(field.Name)})
		}
	}
	return fields
}

// A decoder knows the ranges that numbers in an input stand for.
type decoder struct {
	outputs outputs
	ranges  []source.Range
}

// decode reads a value of Rego into a Go value, by the tags that encoding/json uses,
// and strictly: a key that the type does not have is an error, and so is one that is
// missing without being optional.
func (d decoder) decode(from ast.Value, into reflect.Value) error {
	switch into.Kind() {
	case reflect.Struct:
		return d.decodeStruct(from, into)
	case reflect.Slice:
		return d.decodeSlice(from, into)
	case reflect.Interface:
		value, err := ast.JSON(from)
		if err == nil {
			into.Set(reflect.ValueOf(&value).Elem())
		}
		return err
	case reflect.String:
		if text, ok := from.(ast.String); ok {
			into.SetString(string(text))
			return nil
		}
	case reflect.Int:
		if number, ok := from.(ast.Number); ok {
			if whole, ok := number.Int64(); ok {
				into.SetInt(whole)
				return nil
			}
		}
	case reflect.Bool:
		if truth, ok := from.(ast.Boolean); ok {
			into.SetBool(bool(truth))
			return nil
		}
	}
	return fmt.Errorf("%v is not of type %s", from, into.Kind())
}

func (d decoder) decodeStruct(from ast.Value, into reflect.Value) error {
	if place, ok := d.rangeOf(from); ok && into.Type() == reflect.TypeFor[source.Range]() {
		into.Set(reflect.ValueOf(place))
		return nil
	}
	object, ok := from.(ast.Object)
	if !ok {
		return fmt.Errorf("%v is not an object", from)
	}
	fields := d.outputs[into.Type()]
	read := 0
	for _, field := range fields {
		value := object.Get(field.key)
		switch {
		case value == nil && !field.OmitEmpty:
			return fmt.Errorf("%q is missing", field.Name)
		case value == nil:
			continue
		}
		if err := d.decode(value.Value, into.Field(field.Index)); err != nil {
			return fmt.Errorf("%s: %w", field.Name, err)
		}
		read++
	}
	if read < object.Len() {
		return unknownKey(object, fields)
	}
	return nil
}

// rangeOf is the range that a number of the input stands for.
func (d decoder) rangeOf(from ast.Value) (source.Range, bool) {
	number, ok := from.(ast.Number)
	if !ok {
		return source.Range{}, false
	}
	n, ok := number.Int()
	if !ok || n < 0 || n >= len(d.ranges) {
		return source.Range{}, false
	}
	return d.ranges[n], true
}

// unknownKey names a key that is not that of a field.
func unknownKey(object ast.Object, fields []output) error {
	var names []string
	for _, field := range fields {
		names = append(names, field.Name)
	}
	for _, key := range object.Keys() {
		if name, _ := key.Value.(ast.String); !slices.Contains(names, string(name)) {
			return fmt.Errorf("%v is unknown; there are %s", key, strings.Join(names, ", "))
		}
	}
	return errors.New("an unknown key")
}

// decodeSlice reads an array or a set.
func (d decoder) decodeSlice(from ast.Value, into reflect.Value) error {
	list, ok := from.(interface {
		Len() int
		Iter(f func(*ast.Term) error) error
	})
	if !ok {
		return fmt.Errorf("%v is not a list", from)
	}
	slice := reflect.MakeSlice(into.Type(), 0, list.Len())
	err := list.Iter(func(element *ast.Term) error {
		item := reflect.New(into.Type().Elem()).Elem()
		err := d.decode(element.Value, item)
		slice = reflect.Append(slice, item)
		return err
	})
	into.Set(slice)
	return err
}
