package cloudformation

import (
	"strings"

	"github.com/authlint/authlint/internal/tree"
)

// globalsOf is the section of Globals that applies to a type of resource.
func globalsOf(kind string) string {
	switch kind {
	case typeServerlessAPI, typeServerlessHTTPAPI, typeServerlessWebSocketAPI, typeServerlessFunction, typeServerlessStateMachine:
		return strings.TrimPrefix(kind, "AWS::Serverless::")
	default:
		return ""
	}
}

// withGlobals merges what Globals says about a type of resource into the properties
// of one: mappings entry by entry, lists one behind the other, and of the rest what
// stands at the resource.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
func (t *template) withGlobals(kind string, properties *tree.Node) *tree.Node {
	section := globalsOf(kind)
	if section == "" {
		return properties
	}
	globals := t.document.At("Globals", section)
	switch {
	case globals.IsAbsent():
		return properties
	case properties.IsAbsent():
		return globals
	default:
		return t.merged(globals, properties)
	}
}

// merged is one value of Globals with that of a resource on top. A function is not
// looked into: it replaces, or is replaced, as a whole.
func (t *template) merged(global, local *tree.Node) *tree.Node {
	switch {
	case isIntrinsic(global), isIntrinsic(local), global.Kind != local.Kind:
		return local
	case !t.spend(64 * (len(global.Fields) + len(global.Items))):
		return t.exceeded(local.Range, tooMuch)
	case local.Kind == tree.Mapping:
		result := *local
		result.Fields = t.mergedFields(global, local)
		return &result
	case local.Kind == tree.Sequence:
		result := *local
		result.Items = append(append([]*tree.Node{}, global.Items...), local.Items...)
		return &result
	default:
		return local
	}
}

// mergedFields are the entries of both mappings, each key once.
func (t *template) mergedFields(global, local *tree.Node) []tree.Field {
	at := make(map[string]int, len(global.Fields)+len(local.Fields))
	fields := make([]tree.Field, 0, len(global.Fields)+len(local.Fields))
	for _, field := range append(append([]tree.Field{}, global.Fields...), local.Fields...) {
		i, both := at[field.Key]
		if !both {
			at[field.Key] = len(fields)
			fields = append(fields, field)
			continue
		}
		if fields[i].Value != nil && field.Value != nil {
			field.Value = t.merged(fields[i].Value, field.Value)
		}
		fields[i] = field
	}
	return fields
}
