package cloudformation

import (
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// ref is the value of Ref; nil for AWS::NoValue.
func (t *template) ref(name string, at source.Range) *tree.Node {
	if name == "AWS::NoValue" {
		return nil
	}
	if parameter := t.entry(t.document.Get("Parameters"), name); parameter.IsKnown() {
		return t.parameter(name, parameter, at)
	}
	return t.text(at, t.refParts(name)...)
}

// refParts are the pieces of what Ref gives for a pseudo parameter or a resource.
func (t *template) refParts(name string) []model.Part {
	switch name {
	case "AWS::Region":
		return []model.Part{model.HoleOf(model.HoleRegion, "")}
	case "AWS::AccountId":
		return []model.Part{model.HoleOf(model.HoleAccount, "")}
	case "AWS::Partition":
		return []model.Part{model.HoleOf(model.HolePartition, "")}
	}
	if r, ok := t.byID[name]; ok {
		return t.idParts(r)
	}
	if id, property, ok := strings.Cut(name, "."); ok && t.byID[id] != nil {
		return t.madeBySAM(t.byID[id], property)
	}
	if t.lacks(name) {
		return []model.Part{model.HoleOf(model.HoleMissing, name)}
	}
	return []model.Part{model.HoleOf(model.HoleOther, name)}
}

// idParts are the pieces of what Ref gives for a resource: mostly its id or name.
func (t *template) idParts(r *resource) []model.Part {
	switch {
	case isAPI(r.kind):
		return []model.Part{model.HoleOf(model.HoleAPI, r.address())}
	case r.kind == typeResource:
		return []model.Part{model.HoleOf(model.HoleResource, r.address())}
	case r.kind == typeAuthorizer, r.kind == typeV2Authorizer:
		return []model.Part{model.HoleOf(model.HoleAuthorizer, r.address())}
	case r.kind == typeFunction, r.kind == typeServerlessFunction:
		return []model.Part{model.HoleOf(model.HoleFunction, r.address())}
	case r.kind == typeAlias, r.kind == typeVersion:
		return t.qualifiedARN(r)
	case r.kind == typeStage, r.kind == typeV2Stage:
		return t.stageName(r)
	default:
		return []model.Part{model.HoleOf(model.HoleAttribute, r.address())}
	}
}

// stageName is the name of a stage where it is known, else a hole for it.
func (t *template) stageName(r *resource) []model.Part {
	if name := t.property(r, "StageName"); name.IsScalar() {
		return []model.Part{model.Literal(name.Text)}
	}
	return []model.Part{model.HoleOf(model.HoleStage, r.address())}
}

// functionARN are the pieces of the ARN of a function.
func functionARN(function model.Part) []model.Part {
	return []model.Part{
		model.Literal("arn:"), model.HoleOf(model.HolePartition, ""),
		model.Literal(":lambda:"), model.HoleOf(model.HoleRegion, ""),
		model.Literal(":"), model.HoleOf(model.HoleAccount, ""),
		model.Literal(":function:"), function,
	}
}

// qualifiedARN are the pieces of the ARN of an alias or a version: that of its
// function and, behind a colon, its name.
func (t *template) qualifiedARN(r *resource) []model.Part {
	function := t.reader.TextOf(t.property(r, "FunctionName"), r.key)
	part := model.HoleOf(model.HoleAttribute, r.address())
	if hole, ok := model.FindHole(function, model.HoleFunction); ok {
		part = model.Part{Hole: &hole}
	} else if name, ok := function.Get(); ok {
		part = model.Literal(model.FunctionName(name))
	}
	qualifier := model.Part{Hole: &model.Hole{Kind: model.HoleAttribute, Of: r.address(), Attribute: "Version"}}
	if name := t.property(r, "Name"); r.kind == typeAlias && name.IsScalar() {
		qualifier = model.Literal(name.Text)
	}
	return append(functionARN(part), model.Literal(":"), qualifier)
}

// madeBySAM are the pieces of a reference to what the transform makes beside a
// resource: `!Ref Function.Alias`, `!Ref Api.Stage`.
func (t *template) madeBySAM(r *resource, property string) []model.Part {
	made := model.Part{Hole: &model.Hole{Kind: model.HoleAttribute, Of: r.address(), Attribute: property}}
	switch {
	case r.kind == typeServerlessFunction && property == "Alias":
		if alias := t.property(r, "AutoPublishAlias"); alias.IsScalar() {
			made = model.Literal(alias.Text)
		}
		return append(functionARN(t.idParts(r)[0]), model.Literal(":"), made)
	case r.kind == typeServerlessFunction && property == "Version":
		return append(functionARN(t.idParts(r)[0]), model.Literal(":"), made)
	case isSAMAPI(r.kind) && property == "Stage":
		return t.stageName(r)
	default:
		return []model.Part{made}
	}
}

// getAtt is Fn::GetAtt, whose argument is `Id.Attribute` or a list of the two.
func (t *template) getAtt(argument *tree.Node, at source.Range) *tree.Node {
	id, attribute, _ := strings.Cut(textOf(argument), ".")
	if items := argument.Elements(); len(items) > 1 {
		id, attribute = textOf(items[0]), textOf(t.resolve(items[1]))
		for _, item := range items[2:] {
			attribute += "." + textOf(item)
		}
	} else if id == "" || attribute == "" {
		return t.malformed("GetAtt", at)
	}
	return t.text(at, t.attributeParts(id, attribute)...)
}

// attributeParts are the pieces of an attribute of a resource.
func (t *template) attributeParts(id, attribute string) []model.Part {
	other := []model.Part{{Hole: &model.Hole{Kind: model.HoleAttribute, Of: t.addressFor(id), Attribute: attribute}}}
	r, ok := t.byID[id]
	switch {
	case !ok && t.lacks(id):
		return []model.Part{{Hole: &model.Hole{Kind: model.HoleMissing, Of: id, Attribute: attribute}}}
	case !ok:
		return other
	}
	if output, isOutput := strings.CutPrefix(attribute, "Outputs."); isOutput {
		if parts, ok := t.outputParts(r, output); ok {
			return parts
		}
	}
	switch attribute {
	case "RootResourceId":
		return []model.Part{model.HoleOf(model.HoleResource, r.address())}
	case "RestApiId", "ApiId", "ResourceId", "AuthorizerId":
		if parts := t.idParts(r); parts[0].Hole != nil && parts[0].Hole.Kind != model.HoleAttribute {
			return parts
		}
	case "Arn":
		if r.kind == typeFunction || r.kind == typeServerlessFunction {
			return functionARN(t.idParts(r)[0])
		}
	case "AliasArn", "FunctionArn":
		if r.kind == typeAlias || r.kind == typeVersion {
			return t.qualifiedARN(r)
		}
	}
	return other
}
