package terraform

import (
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
	"github.com/authlint/authlint/parsers/openapi"
)

// The resources of REST APIs. Their arguments and defaults are those of the provider:
// https://registry.terraform.io/providers/hashicorp/aws/latest/docs

// restAPI reads aws_api_gateway_rest_api.
func (b *builder) restAPI(r *resource) {
	n := r.arguments("name", "policy", "body", "put_rest_api_mode", "endpoint_configuration", "api_key_source")
	api := b.newAPI(r, n)
	api.Definition.Mode = b.reader.Text(n, "put_rest_api_mode").Or(model.ModeOverwrite)
	api.Protocol = rest(r)
	api.APIKeySource = b.reader.Text(n, "api_key_source")
	api.EndpointType = b.reader.TextOf(firstItem(firstItem(n.Get("endpoint_configuration")).Get("types")), n.Place())
	api.ResourcePolicy = b.policy(r, n)
	b.body(api, n.Get("body"))
	api.APIKeySource = api.APIKeySource.Or("HEADER")
	api.EndpointType = api.EndpointType.Or("EDGE")
}

// newAPI is an API of which all is in view, as far as nobody adds to it.
func (b *builder) newAPI(r *resource, n *tree.Node) *model.API {
	at := n.Place()
	api := &model.API{
		Address:          r.address,
		Format:           model.FormatTerraform,
		Range:            at,
		Exists:           r.exists(at),
		Name:             b.reader.Text(n, "name"),
		Definition:       model.NoBody(at),
		Schemes:          model.Complete[*model.Scheme](),
		Authorizers:      model.Complete[*model.Authorizer](),
		Methods:          model.Complete[*model.Method](),
		GatewayResponses: model.Complete[*model.GatewayResponse](),
		CallerPolicies:   model.List[*model.Statement]{Why: "callers may have policies that are not in view"},
		Stages:           model.Complete[*model.Stage](),
		Deployments:      model.Complete[*model.Deployment](),
	}
	none := model.Unset[[]model.Text](at)
	api.CORS = model.CORS{Configured: model.Unset[bool](at), AllowOrigins: none, AllowMethods: none, AllowHeaders: none, AllowCredentials: model.Unset[bool](at)}
	b.declared.APIs = append(b.declared.APIs, api)
	b.apis[r.address] = r
	return api
}

// firstItem is the first element of a list; unknown when the list is.
func firstItem(n *tree.Node) *tree.Node {
	if why := tree.Why(n); why != "" {
		return tree.NewUnknown(n.Range, why)
	}
	if items := n.Elements(); len(items) > 0 {
		return items[0]
	}
	return nil
}

// body reads the OpenAPI document that an API is defined by.
func (b *builder) body(api *model.API, text *tree.Node) {
	if text.IsAbsent() {
		return
	}
	document, problem := b.unit.document(text)
	if problem != nil {
		b.unit.keep(*problem)
	}
	if document.IsAbsent() {
		return
	}
	api.Definition.Body, api.Definition.Range = true, text.Range
	b.unit.claim(document, "")
	if document.Kind == tree.Mapping {
		b.unit.keepAll(openapi.Fill(b.unit.root, api, document, api.Address+".body."))
		return
	}
	why := "the body is not a mapping"
	if !document.IsKnown() {
		why = "the body is not known: " + tree.Why(document)
	}
	api.OpenDefinition(text.Range, why)
}

// policy reads the argument policy of a resource.
func (b *builder) policy(r *resource, n *tree.Node) model.Value[model.Policy] {
	document, problem := b.unit.document(n.Get("policy"))
	if problem != nil {
		b.unit.keep(*problem)
	}
	return b.reader.Policy(document, r.address+".policy", n.Place())
}

// restAPIPolicy reads aws_api_gateway_rest_api_policy.
func (b *builder) restAPIPolicy(r *resource) {
	n := r.arguments("rest_api_id", "policy")
	policy := b.policy(r, n)
	if r.undecided != "" {
		policy = model.Unknown[model.Policy](n.Place(), r.undecided)
	}
	b.declared.ResourcePolicies = append(b.declared.ResourcePolicies, tied(r, b.reference(n, "rest_api_id"), rest(r), policy))
}

// pathResource reads aws_api_gateway_resource.
func (b *builder) pathResource(r *resource) {
	n := r.arguments("rest_api_id", "parent_id", "path_part")
	b.declared.PathResources = append(b.declared.PathResources, model.PathResource{
		Address: r.address, Parent: b.reference(n, "parent_id"), Part: b.reader.Text(n, "path_part"),
	})
}

// foundResource reads data.aws_api_gateway_resource: all of a path at once.
func (b *builder) foundResource(r *resource) {
	n := r.arguments("rest_api_id", "path")
	api, inView := soleHole(n.Get("rest_api_id"), model.HoleAPI)
	path := n.Get("path")
	if !inView || !path.IsScalar() {
		return
	}
	b.declared.PathResources = append(b.declared.PathResources, model.PathResource{
		Address: r.address,
		Parent:  model.TextOf(path.Range, "ids are made by the deployment", model.HoleOf(model.HoleResource, api.Of)),
		Part:    model.Written(strings.TrimPrefix(path.Text, "/"), path.Range),
	})
}

// method reads aws_api_gateway_method.
func (b *builder) method(r *resource) {
	n := r.arguments("rest_api_id", "resource_id", "http_method", "authorization", "authorizer_id", "authorization_scopes", "api_key_required")
	at := n.Place()
	method := &model.Method{
		Address:           r.address,
		Range:             at,
		Exists:            r.exists(at),
		Verb:              model.Upper(b.reader.Text(n, "http_method")),
		Path:              model.Unknown[string](at, "no resource is given"),
		RouteKey:          model.Unset[string](at),
		AuthorizationType: b.reader.Text(n, "authorization"),
		Authorizer:        b.optional(n, "authorizer_id"),
		Scopes:            b.texts(n, "authorization_scopes"),
		APIKeyRequired:    b.reader.Bool(n, "api_key_required").Or(false),
	}
	placed := tied(r, b.reference(n, "rest_api_id"), rest(r), method)
	placed.Resource = b.reference(n, "resource_id")
	b.declared.Methods = append(b.declared.Methods, placed)
}

// integration reads aws_api_gateway_integration, as far as it tells what it belongs to.
func (b *builder) integration(r *resource) {
	n := r.arguments("resource_id", "http_method")
	b.declared.Integrations = append(b.declared.Integrations, model.Integration{
		Address: r.address, Resource: b.reference(n, "resource_id"), Verb: model.Upper(b.reader.Text(n, "http_method")),
	})
}

// implicitSource is what the provider sends as the identity source of every kind of
// authorizer that names none.
const implicitSource = "method.request.header.Authorization"

// authorizer reads aws_api_gateway_authorizer.
func (b *builder) authorizer(r *resource) {
	n := r.arguments("rest_api_id", "name", "type", "authorizer_uri", "authorizer_credentials", "identity_source",
		"identity_validation_expression", "authorizer_result_ttl_in_seconds", "provider_arns")
	at := n.Place()
	authorizer := &model.Authorizer{
		Address:              r.address,
		Range:                at,
		Exists:               r.exists(at),
		Name:                 b.reader.Text(n, "name"),
		Kind:                 model.Lower(b.reader.Text(n, "type")).Or(model.KindToken),
		URI:                  b.optional(n, "authorizer_uri"),
		InvokeRole:           b.optional(n, "authorizer_credentials"),
		IdentitySources:      model.Items(b.reader.Text(n, "identity_source").Or(implicitSource)),
		ValidationExpression: b.optional(n, "identity_validation_expression"),
		TTLSeconds:           b.reader.Int(n, "authorizer_result_ttl_in_seconds").Or(300),
		Function:             functionFor(n, "authorizer_uri"),
		ProviderARNs:         b.texts(n, "provider_arns"),
		PayloadFormat:        model.Unset[string](at),
		SimpleResponses:      model.Unset[bool](at),
		JWT:                  noJWT(at),
	}
	b.declared.Authorizers = append(b.declared.Authorizers, tied(r, b.reference(n, "rest_api_id"), rest(r), authorizer))
}

// functionFor is unset for an authorizer that calls none; the URI tells the function of others.
func functionFor(n *tree.Node, uri string) model.Text {
	if text := n.Get(uri); text.IsAbsent() || text.Kind == tree.String && text.Text == "" {
		return model.Unset[string](n.Place())
	}
	return model.Unknown[string](n.Place(), "the URI does not tell")
}

func noJWT(at source.Range) model.JWT {
	return model.JWT{Issuer: model.Unset[string](at), Audience: model.Unset[[]model.Text](at)}
}

// gatewayResponse reads aws_api_gateway_gateway_response.
func (b *builder) gatewayResponse(r *resource) {
	n := r.arguments("rest_api_id", "response_type", "status_code", "response_parameters", "response_templates")
	response := &model.GatewayResponse{
		Address:    r.address,
		Range:      n.Place(),
		Exists:     r.exists(n.Place()),
		Type:       b.reader.Text(n, "response_type"),
		StatusCode: b.reader.Text(n, "status_code"),
		Headers:    b.reader.Headers(n.Get("response_parameters")),
		Templates:  b.reader.Pairs(n.Get("response_templates"), ""),
	}
	b.declared.GatewayResponses = append(b.declared.GatewayResponses, tied(r, b.reference(n, "rest_api_id"), rest(r), response))
}

// stage reads aws_api_gateway_stage.
func (b *builder) stage(r *resource) {
	n := r.arguments("rest_api_id", "stage_name", "variables", "deployment_id")
	b.addStage(r, n, "rest_api_id", rest(r), &model.Stage{
		Name:       b.reader.Text(n, "stage_name"),
		Variables:  b.reader.Pairs(n.Get("variables"), ""),
		AutoDeploy: model.Default(false, n.Place()),
		Deployment: b.pointsTo(r, n),
	})
}

func (b *builder) addStage(r *resource, n *tree.Node, api string, protocol model.Value[string], stage *model.Stage) {
	stage.Address, stage.Range, stage.Exists = r.address, n.Place(), r.exists(n.Place())
	b.declared.Stages = append(b.declared.Stages, tied(r, b.reference(n, api), protocol, stage))
}
