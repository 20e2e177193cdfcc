package cloudformation

import (
	"strings"

	"github.com/authlint/authlint/internal/model"
)

// function notes a Lambda function, so that authorizers and permissions find it.
func (t *template) function(r *resource) {
	t.declared.Functions = append(t.declared.Functions, model.Function{
		Address: r.address(),
		Name:    t.reader.TextOf(t.property(r, "FunctionName"), r.key),
		Code:    func() model.Code { return t.code(r) },
	})
}

// samFunction notes the function that the transform makes, and what it may call.
func (t *template) samFunction(r *resource) {
	t.function(r)
	t.inlinePolicies(r)
}

// permission reads AWS::Lambda::Permission.
func (t *template) permission(r *resource) {
	p := t.resolved(r)
	function := t.reader.Text(p, "FunctionName")
	t.declared.Permissions = append(t.declared.Permissions, &model.Permission{
		Address:   r.address(),
		Range:     r.key,
		Exists:    r.exists,
		Function:  function,
		Qualifier: qualifierOf(function),
		Action:    t.reader.Text(p, "Action"),
		Principal: t.reader.Text(p, "Principal"),
		SourceARN: t.reader.Text(p, "SourceArn"),
	})
}

// qualifierOf is the alias or the version behind the name of a function.
func qualifierOf(function model.Text) model.Text {
	none := model.Unset[string](function.Range)
	if value, ok := function.Get(); ok {
		_, qualifier, found := strings.Cut(strings.TrimPrefix(value[strings.LastIndex(value, ":function:")+1:], "function:"), ":")
		if !found {
			return none
		}
		return model.Written(qualifier, function.Range)
	}
	for i, part := range function.Parts {
		if part.Hole == nil || part.Hole.Kind != model.HoleFunction {
			continue
		}
		rest := function.Parts[i+1:]
		if len(rest) == 0 || !strings.HasPrefix(rest[0].Literal, ":") {
			return none
		}
		qualifier := append([]model.Part{model.Literal(rest[0].Literal[1:])}, rest[1:]...)
		return model.TextOf(function.Range, function.Why, qualifier...)
	}
	return model.Unknown[string](function.Range, function.Why)
}
