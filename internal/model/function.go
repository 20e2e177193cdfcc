package model

import (
	"slices"
	"strings"
)

// function tells which Lambda function a name, an ARN or an invocation URI is about:
// the address of one in view, else its name.
func (l *linker) function(text Text) Text {
	if text.State == StateUnset {
		return Unset[string](text.Range)
	}
	if hole, ok := FindHole(text, HoleFunction); ok {
		return Written(hole.Of, text.Range)
	}
	value, ok := text.Get()
	if !ok {
		parts := text.Parts
		if len(parts) == 0 || parts[len(parts)-1].Hole != nil {
			return Unknown[string](text.Range, text.Why)
		}
		value = parts[len(parts)-1].Literal
		if !strings.Contains(value, ":function:") {
			return Unknown[string](text.Range, text.Why)
		}
	}
	name := FunctionName(value)
	if address, known := l.functions[name]; known {
		return Written(address, text.Range)
	}
	return Written(name, text.Range)
}

// FunctionName is the name in a Lambda function's name, ARN, partial ARN or
// invocation URI, without its version or alias.
func FunctionName(text string) string {
	text = strings.TrimSuffix(text, "/invocations")
	if _, after, found := strings.Cut(text, ":function:"); found {
		text = after
	}
	name, _, _ := strings.Cut(text, ":")
	return name
}

// invokedBy is the ARN in an invocation URI: that of a function, or of an alias or a
// version of one.
// https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
func invokedBy(uri Text) Text {
	if uri.State == StateUnset {
		return Unset[string](uri.Range)
	}
	parts, found := behind(PartsOf(uri), "/functions/")
	last := len(parts) - 1
	if !found || last < 0 || parts[last].Hole != nil || !strings.HasSuffix(parts[last].Literal, "/invocations") {
		return Unknown[string](uri.Range, uri.Why)
	}
	parts[last] = Literal(strings.TrimSuffix(parts[last].Literal, "/invocations"))
	return TextOf(uri.Range, uri.Why, parts...)
}

// QualifierOf is the alias or the version behind the name of a function, in its name or
// its ARN. It is unset where the function as such is named.
func QualifierOf(function Text) Text {
	if function.State == StateUnset {
		return Unset[string](function.Range)
	}
	parts := PartsOf(function)
	if name, isARN := behind(parts, ":function:"); isARN {
		parts = name
	}
	for i, part := range parts {
		if part.Hole != nil && part.Hole.Kind != HoleFunction {
			return Unknown[string](function.Range, function.Why)
		}
		if _, qualifier, found := strings.Cut(part.Literal, ":"); found {
			return TextOf(function.Range, function.Why, append([]Part{Literal(qualifier)}, parts[i+1:]...)...)
		}
	}
	if len(parts) == 0 {
		return Unknown[string](function.Range, function.Why)
	}
	return Unset[string](function.Range)
}

// behind are the parts of a text that stand behind the first place of a literal in it.
func behind(parts []Part, literal string) (rest []Part, found bool) {
	for i, part := range parts {
		if _, after, ok := strings.Cut(part.Literal, literal); ok {
			return append([]Part{Literal(after)}, slices.Clone(parts[i+1:])...), true
		}
	}
	return nil, false
}

// withNames puts the names of functions in the place of references to them, as far as
// they are known: two functions are different ones where their names are.
func (l *linker) withNames(text Text) Text {
	named := slices.ContainsFunc(text.Parts, func(p Part) bool { return p.Hole != nil && p.Hole.Kind == HoleFunction && l.names[p.Hole.Of] != "" })
	if !named {
		return text
	}
	parts := slices.Clone(text.Parts)
	for i, part := range parts {
		if part.Hole == nil || part.Hole.Kind != HoleFunction {
			continue
		}
		if name := l.names[part.Hole.Of]; name != "" {
			parts[i] = Literal(name)
		}
	}
	return TextOf(text.Range, text.Why, parts...)
}
