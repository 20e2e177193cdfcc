package model

import (
	"reflect"
	"strings"
)

// Schema is the JSON Schema of a type of this package, as `authlint schema` prints
// it and as rules are type-checked against. Every object is closed: a field that the
// type does not have is an error.
func Schema(of any) map[string]any {
	s := schemas{definitions: map[string]any{}}
	root := s.of(reflect.TypeOf(of))
	root["$schema"] = "http://json-schema.org/draft-07/schema#"
	if len(s.definitions) > 0 {
		root["definitions"] = s.definitions
	}
	return root
}

// schemas collects the definitions of named structs, which may be used many times.
type schemas struct{ definitions map[string]any }

func (s schemas) of(t reflect.Type) map[string]any {
	switch t.Kind() {
	case reflect.Pointer:
		return s.of(t.Elem())
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Int:
		return map[string]any{"type": "integer"}
	case reflect.Float64:
		return map[string]any{"type": "number"}
	case reflect.String:
		if t == reflect.TypeFor[State]() {
			return map[string]any{"type": "string", "enum": []any{"written", "default", "unset", "unknown"}}
		}
		return map[string]any{"type": "string"}
	case reflect.Slice:
		return map[string]any{"type": "array", "items": s.of(t.Elem())}
	case reflect.Map:
		return map[string]any{"type": "object", "additionalProperties": s.of(t.Elem())}
	case reflect.Struct:
		return s.object(t)
	default:
		panic("no schema for " + t.String()) // a type that the model does not use
	}
}

// object defines a struct once and refers to it.
func (s schemas) object(t reflect.Type) map[string]any {
	name := definitionName(t)
	if _, defined := s.definitions[name]; !defined {
		s.definitions[name] = nil // a type that contains itself ends here
		properties, required := map[string]any{}, []any{}
		for _, field := range Fields(t) {
			properties[field.Name] = described(s.of(field.Type), field.Doc)
			if !field.OmitEmpty {
				required = append(required, field.Name)
			}
		}
		s.definitions[name] = map[string]any{
			"type": "object", "properties": properties, "required": required, "additionalProperties": false,
		}
	}
	return map[string]any{"$ref": "#/definitions/" + name}
}

// described is a schema with what its `doc` tag says. Beside a reference, draft 7 ignores
// everything, so the reference moves one level down.
func described(schema map[string]any, doc string) map[string]any {
	if doc == "" {
		return schema
	}
	if schema["$ref"] != nil {
		schema = map[string]any{"allOf": []any{schema}}
	}
	schema["description"] = doc
	return schema
}

// definitionName is the name of a type with its arguments, spelled so that it needs
// no escaping in a reference: Value[[]model.Policy] is Value___Policy_.
func definitionName(t reflect.Type) string {
	name := strings.ReplaceAll(t.Name(), t.PkgPath()+".", "")
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("[]*.,/", r) {
			return '_'
		}
		return r
	}, name)
}

// A Field is one field of a struct as its JSON form has it.
type Field struct {
	Name      string
	Index     int
	Type      reflect.Type
	OmitEmpty bool
	Doc       string // for people, in the schema
}

// Fields lists the JSON fields of a struct. The tags are the only description of the
// JSON form: encoding/json, the schemas and the input of rules all follow them.
func Fields(t reflect.Type) []Field {
	var fields []Field
	for i := range t.NumField() {
		field := t.Field(i)
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name == "" || name == "-" {
			continue
		}
		fields = append(fields, Field{Name: name, Index: i, Type: field.Type, OmitEmpty: options == "omitempty", Doc: field.Tag.Get("doc")})
	}
	return fields
}
