package terraform

import (
	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// attributeHole is an attribute that only a deployment, a provider or a module out of
// view settles.
func attributeHole(at source.Range, of, name string) *tree.Node {
	return madeText(at, of+"."+name, model.Part{Hole: &model.Hole{Kind: model.HoleAttribute, Of: of, Attribute: name}})
}

// madeText is a text that refers to what the deployment makes.
func madeText(at source.Range, written string, parts ...model.Part) *tree.Node {
	return tree.NewText(at, "depends on "+written+", which only a deployment settles", parts...)
}

// isCertainlyText reports whether a value that is not known is a text in any case, and
// never null: it has literal pieces, or is an id that a deployment makes.
func isCertainlyText(n *tree.Node) bool {
	if len(n.Parts) != 1 {
		return len(n.Parts) > 1
	}
	hole := n.Parts[0].Hole
	if hole == nil {
		return true
	}
	switch hole.Kind {
	case model.HoleVariable, model.HoleAttribute, model.HoleOther:
		return false
	}
	return true
}

// made is an attribute that the deployment makes and that is known by its kind; nil for
// all others. The names are those of the provider's documentation.
func (r *resource) made(name string, at source.Range) *tree.Node {
	text := func(parts []model.Part) *tree.Node {
		if parts == nil {
			return nil
		}
		return madeText(at, r.address+"."+name, parts...)
	}
	switch r.kind {
	case "aws_api_gateway_rest_api", "aws_apigatewayv2_api":
		return text(r.madeByAPI(name))
	case "aws_api_gateway_resource":
		if name == "path" {
			return text(r.path(0))
		}
		return text(r.id(name, model.HoleResource))
	case "data.aws_api_gateway_resource":
		return text(r.foundResource(name))
	case "aws_api_gateway_authorizer", "aws_apigatewayv2_authorizer":
		return text(r.id(name, model.HoleAuthorizer))
	case "aws_api_gateway_stage", "aws_apigatewayv2_stage", "aws_api_gateway_deployment":
		return r.madeByStage(name, at)
	case "aws_lambda_function", "data.aws_lambda_function":
		return text(r.madeByFunction(name))
	case "aws_lambda_alias", "data.aws_lambda_alias":
		return text(r.madeByAlias(name))
	case "data.aws_iam_policy_document":
		return r.madeByPolicyDocument(name, at)
	case "data.template_file":
		return r.madeByTemplate(name, at)
	case "data.aws_region", "data.aws_caller_identity", "data.aws_partition":
		return text(r.madeByContext(name))
	}
	return nil
}

// madeByTemplate is what template_file makes of a file, which is what templatefile does.
// https://registry.terraform.io/providers/hashicorp/template/latest/docs/data-sources/file
func (r *resource) madeByTemplate(name string, at source.Range) *tree.Node {
	if name != "rendered" {
		return nil
	}
	file := r.module.unit.wholeFile(r.module.unit.templates[r.written("template")])
	if file == nil { // a text in the configuration has no file to point into
		return nil
	}
	return r.module.once(r.address+".rendered", at, func() *tree.Node { return r.scope.render(file, r.written("vars"), at) })
}

func (r *resource) id(name string, kind model.HoleKind) []model.Part {
	if name != "id" {
		return nil
	}
	return []model.Part{model.HoleOf(kind, r.address)}
}

// maxPathDepth is far above the depth of any API, and ends a cycle of resources.
const maxPathDepth = 64

// path is the path of a path resource, put together from those above it.
func (r *resource) path(depth int) []model.Part {
	parent, ok := soleHole(r.written("parent_id"), model.HoleResource)
	above := r.module.unit.resources[parent.Of]
	part := r.module.unit.textParts(r.written("path_part"))
	if !ok || above == nil || part == nil || depth > maxPathDepth {
		return nil
	}
	var parts []model.Part
	if above.kind == "aws_api_gateway_resource" {
		if parts = above.path(depth + 1); parts == nil {
			return nil
		}
	}
	return append(append(parts, model.Literal("/")), part...)
}

// foundResource is the id of a path resource that is looked up. The root's is that of the API.
func (r *resource) foundResource(name string) []model.Part {
	api, inView := soleHole(r.written("rest_api_id"), model.HoleAPI)
	if path := r.written("path"); name == "id" && inView && path.IsScalar() && path.Text == "/" {
		return []model.Part{model.HoleOf(model.HoleResource, api.Of)}
	}
	return r.id(name, model.HoleResource)
}

func (r *resource) madeByAPI(name string) []model.Part {
	switch name {
	case "id":
		return []model.Part{model.HoleOf(model.HoleAPI, r.address)}
	case "root_resource_id":
		return []model.Part{model.HoleOf(model.HoleResource, r.address)}
	case "execution_arn":
		return executionARN(r.address)
	case "arn":
		return r.controlARN()
	}
	return nil
}

// controlARN names an API to those who manage it; nobody calls it by that.
func (r *resource) controlARN() []model.Part {
	collection := "::/restapis/"
	if r.kind == "aws_apigatewayv2_api" {
		collection = "::/apis/"
	}
	return []model.Part{
		model.Literal("arn:"), model.HoleOf(model.HolePartition, ""), model.Literal(":apigateway:"),
		model.HoleOf(model.HoleRegion, ""), model.Literal(collection), model.HoleOf(model.HoleAPI, r.address),
	}
}

// executionARN is that of an API, without a stage.
func executionARN(api string) []model.Part {
	return []model.Part{
		model.Literal("arn:"), model.HoleOf(model.HolePartition, ""), model.Literal(":execute-api:"),
		model.HoleOf(model.HoleRegion, ""), model.Literal(":"), model.HoleOf(model.HoleAccount, ""),
		model.Literal(":"), model.HoleOf(model.HoleAPI, api),
	}
}

// madeByStage is the execution ARN of a stage, which is that of its API with its name.
func (r *resource) madeByStage(name string, at source.Range) *tree.Node {
	if name != "execution_arn" {
		return nil
	}
	api, stage := r.written("rest_api_id"), r.written("stage_name")
	if r.kind == "aws_apigatewayv2_stage" {
		api, stage = r.written("api_id"), r.written("name")
	}
	owner, ok := soleHole(api, model.HoleAPI)
	parts := r.module.unit.textParts(stage)
	if !ok || parts == nil {
		return nil
	}
	arn := append(executionARN(owner.Of), model.Literal("/"))
	return madeText(at, r.address+"."+name, append(arn, parts...)...)
}

// soleHole is the hole that is all of a text.
func soleHole(n *tree.Node, kind model.HoleKind) (model.Hole, bool) {
	if n == nil || n.Kind != tree.Unknown || len(n.Parts) != 1 || n.Parts[0].Hole == nil || n.Parts[0].Hole.Kind != kind {
		return model.Hole{}, false
	}
	return *n.Parts[0].Hole, true
}

// functionARN is that of a Lambda function, with a version or an alias if there is one.
func functionARN(function []model.Part, qualifier ...model.Part) []model.Part {
	parts := []model.Part{
		model.Literal("arn:"), model.HoleOf(model.HolePartition, ""), model.Literal(":lambda:"),
		model.HoleOf(model.HoleRegion, ""), model.Literal(":"), model.HoleOf(model.HoleAccount, ""),
		model.Literal(":function:"),
	}
	parts = append(parts, function...)
	if len(qualifier) > 0 {
		parts = append(append(parts, model.Literal(":")), qualifier...)
	}
	return parts
}

// invokeARN is what API Gateway wants as the URI of a Lambda function.
func invokeARN(function []model.Part) []model.Part {
	parts := []model.Part{
		model.Literal("arn:"), model.HoleOf(model.HolePartition, ""), model.Literal(":apigateway:"),
		model.HoleOf(model.HoleRegion, ""), model.Literal(":lambda:path/2015-03-31/functions/"),
	}
	return append(append(parts, function...), model.Literal("/invocations"))
}

func (r *resource) madeByFunction(name string) []model.Part {
	function := []model.Part{model.HoleOf(model.HoleFunction, r.functionAddress())}
	version := model.Part{Hole: &model.Hole{Kind: model.HoleAttribute, Of: r.address, Attribute: "version"}}
	switch name {
	case "id", "function_name":
		return function
	case "arn":
		return functionARN(function)
	case "qualified_arn":
		return functionARN(function, version)
	case "invoke_arn":
		return invokeARN(functionARN(function))
	case "qualified_invoke_arn":
		return invokeARN(functionARN(function, version))
	}
	return nil
}

// functionAddress is the address of the function. A data source that looks up a
// function in view is that function.
func (r *resource) functionAddress() string {
	if r.kind == "data.aws_lambda_function" {
		if function, ok := soleHole(r.written("function_name"), model.HoleFunction); ok {
			return function.Of
		}
	}
	return r.address
}

func (r *resource) madeByAlias(name string) []model.Part {
	if name != "arn" && name != "invoke_arn" {
		return nil
	}
	alias := r.module.unit.textParts(r.written("name"))
	function := functionOf(r.written("function_name"))
	if alias == nil || function == nil {
		return nil
	}
	arn := functionARN(function, alias...)
	if name == "invoke_arn" {
		return invokeARN(arn)
	}
	return arn
}

// functionOf is the name of the function that a name or an ARN is about; nil when
// nobody can tell.
func functionOf(n *tree.Node) []model.Part {
	if n == nil {
		return nil
	}
	if n.IsScalar() {
		return []model.Part{model.Literal(model.FunctionName(n.Text))}
	}
	for _, part := range n.Parts {
		if part.Hole != nil && part.Hole.Kind == model.HoleFunction {
			return []model.Part{part}
		}
	}
	return nil
}

// madeByContext is where Terraform runs. A data source of another provider than the
// default one may stand for another place.
func (r *resource) madeByContext(name string) []model.Part {
	if r.block.Body.Attributes["provider"] != nil || r.block.Body.Attributes["region"] != nil {
		return nil
	}
	kinds := map[string]model.HoleKind{
		"data.aws_region.name":                model.HoleRegion,
		"data.aws_region.id":                  model.HoleRegion,
		"data.aws_region.region":              model.HoleRegion,
		"data.aws_caller_identity.account_id": model.HoleAccount,
		"data.aws_caller_identity.id":         model.HoleAccount,
		"data.aws_partition.partition":        model.HolePartition,
		"data.aws_partition.id":               model.HolePartition,
	}
	kind, ok := kinds[r.kind+"."+name]
	if !ok {
		return nil
	}
	return []model.Part{model.HoleOf(kind, "")}
}
