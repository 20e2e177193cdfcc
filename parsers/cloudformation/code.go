package cloudformation

import (
	"path"
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/tree"
)

// assetPath and assetProperty are how CDK notes which folder it will upload in the place
// of a property.
// https://docs.aws.amazon.com/cdk/v2/guide/assets.html
const assetPath, assetProperty = "aws:asset:path", "aws:asset:property"

// code tells where the source of a function is: in the template, or in a folder or a
// file beside it that is packaged later.
func (t *template) code(r *resource) model.Code {
	var reader tree.Reader // the properties of functions are not ours to judge
	code := model.Code{
		Handler:     reader.TextOf(t.property(r, "Handler"), r.key),
		Runtime:     reader.TextOf(t.property(r, "Runtime"), r.key),
		Path:        model.CodeElsewhere(r.key, "the function does not say where its code is"),
		Inline:      model.Unset[string](r.key),
		EntryPoints: reader.TextsOf(t.resolve(r.node.At("Metadata", "BuildProperties", "EntryPoints")), r.key),
	}
	inline, at := t.property(r, "Code").Get("ZipFile"), t.property(r, "Code")
	if r.kind == typeServerlessFunction {
		inline, at = t.property(r, "InlineCode"), t.property(r, "CodeUri")
	}
	asset := textOf(r.node.At("Metadata", assetPath))
	switch {
	case asset != "" && textOf(r.node.At("Metadata", assetProperty)) == "Code":
		code.Path = t.asset(asset, r)
	case !inline.IsAbsent():
		code.Inline = reader.TextOf(inline, r.key)
		code.Path = model.Unset[string](inline.Range)
	case at.IsKnown() && at.Kind == tree.Mapping:
		code.Path = model.CodeElsewhere(at.Range, "it is in a bucket, or a container image")
	case at.IsScalar() && !isLocal(at):
		code.Path = model.CodeElsewhere(at.Range, "it is at "+at.Text)
	case !at.IsAbsent():
		code.Path = model.CodeAt(reader.TextOf(at, r.key), path.Dir(t.name))
	}
	return code
}

// asset is a folder that CDK has put beside the template, unless it is packed already.
func (t *template) asset(name string, r *resource) model.Value[string] {
	if strings.HasSuffix(name, ".zip") {
		return model.CodeElsewhere(r.key, "it is packed in "+name)
	}
	return model.CodeAt(model.Written(name, r.key), path.Dir(t.name))
}
