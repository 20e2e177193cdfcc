package terraform

import (
	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// httpAPI reads aws_apigatewayv2_api: an HTTP or a WebSocket API.
func (b *builder) httpAPI(r *resource) {
	n := r.arguments("name", "protocol_type", "body", "cors_configuration", "route_key", "target")
	api := b.newAPI(r, n)
	at := n.Place()
	api.Protocol = model.Upper(b.reader.Text(n, "protocol_type"))
	api.APIKeySource = model.Unset[string](at)
	api.EndpointType = model.Default("REGIONAL", at)
	api.ResourcePolicy = model.Unset[model.Policy](at)
	api.CORS = b.cors(n)
	b.body(api, n.Get("body"))
	if target := n.Get("target"); !target.IsAbsent() {
		b.quickCreate(r, n, api)
	}
}

func (b *builder) cors(n *tree.Node) model.CORS {
	list := n.Get("cors_configuration")
	settings := firstItem(list)
	at := n.Place()
	cors := model.CORS{Configured: model.Default(false, at)}
	switch {
	case settings.IsKnown():
		cors.Configured = model.Written(true, settings.Place())
		at = settings.Place()
	case settings != nil:
		cors.Configured = model.Unknown[bool](settings.Range, tree.Why(settings))
	}
	cors.AllowOrigins = b.textsOf(settings.Get("allow_origins"), at)
	cors.AllowMethods = b.textsOf(settings.Get("allow_methods"), at)
	cors.AllowHeaders = b.textsOf(settings.Get("allow_headers"), at)
	cors.AllowCredentials = model.Default(false, at)
	if settings != nil {
		cors.AllowCredentials = b.reader.Bool(settings, "allow_credentials").Or(false)
	}
	return cors
}

// quickCreate adds the route and the stage that the service makes of `target`.
// https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html
func (b *builder) quickCreate(r *resource, n *tree.Node, api *model.API) {
	at := n.Get("target").Range
	method := &model.Method{
		Address:           r.address + ".target",
		Range:             at,
		Exists:            model.Certain(at),
		AuthorizationType: model.Default(model.AuthorizationNone, at),
		Authorizer:        model.Unset[string](at),
		Scopes:            model.Unset[[]model.Text](at),
		APIKeyRequired:    model.Default(false, at),
	}
	if isNull := b.unit.isNull(n.Get("target")); isNull == 0 {
		method.Exists = model.Maybe(at, tree.Why(n.Get("target")))
	}
	method.SetRouteKey(b.reader.Text(n, "route_key").Or("$default"))
	api.Methods.Items = append(api.Methods.Items, method)
	api.Stages.Items = append(api.Stages.Items, &model.Stage{
		Address: r.address + ".$default", Range: at, Exists: method.Exists,
		Name: model.Default("$default", at), Variables: model.Complete[*model.Pair](), AutoDeploy: model.Default(true, at),
		Deployment: model.Unset[string](at),
	})
}

// route reads aws_apigatewayv2_route.
func (b *builder) route(r *resource) {
	n := r.arguments("api_id", "route_key", "authorization_type", "authorizer_id", "authorization_scopes", "api_key_required")
	at := n.Place()
	method := &model.Method{
		Address:           r.address,
		Range:             at,
		Exists:            r.exists(at),
		AuthorizationType: b.reader.Text(n, "authorization_type").Or(model.AuthorizationNone),
		Authorizer:        b.optional(n, "authorizer_id"),
		Scopes:            b.texts(n, "authorization_scopes"),
		APIKeyRequired:    b.reader.Bool(n, "api_key_required").Or(false),
	}
	method.SetRouteKey(b.reader.Text(n, "route_key"))
	b.declared.Methods = append(b.declared.Methods, tied(r, b.reference(n, "api_id"), b.v2(r), method))
}

// v2 is what the kind of resource alone says of the protocol: nothing.
func (b *builder) v2(r *resource) model.Value[string] {
	return model.Unknown[string](header(r.block), "it is that of the API")
}

// httpAuthorizer reads aws_apigatewayv2_authorizer.
func (b *builder) httpAuthorizer(r *resource) {
	n := r.arguments("api_id", "name", "authorizer_type", "authorizer_uri", "authorizer_credentials_arn", "identity_sources",
		"authorizer_result_ttl_in_seconds", "authorizer_payload_format_version", "enable_simple_responses", "jwt_configuration")
	at := n.Place()
	authorizer := &model.Authorizer{
		Address:              r.address,
		Range:                at,
		Exists:               r.exists(at),
		Name:                 b.reader.Text(n, "name"),
		Kind:                 model.Lower(b.reader.Text(n, "authorizer_type")),
		URI:                  b.optional(n, "authorizer_uri"),
		InvokeRole:           b.optional(n, "authorizer_credentials_arn"),
		IdentitySources:      b.texts(n, "identity_sources"),
		ValidationExpression: model.Unset[string](at),
		TTLSeconds:           b.reader.Int(n, "authorizer_result_ttl_in_seconds"),
		Function:             functionFor(n, "authorizer_uri"),
		ProviderARNs:         model.Unset[[]model.Text](at),
		PayloadFormat:        b.reader.Text(n, "authorizer_payload_format_version"),
		SimpleResponses:      b.reader.Bool(n, "enable_simple_responses").Or(false),
		JWT:                  b.jwt(n, at),
	}
	api := b.reference(n, "api_id")
	if authorizer.TTLSeconds.State == model.StateUnset {
		authorizer.TTLSeconds = b.defaultTTL(authorizer, b.protocolOf(api))
	}
	b.declared.Authorizers = append(b.declared.Authorizers, tied(r, api, b.v2(r), authorizer))
}

func (b *builder) jwt(n *tree.Node, at source.Range) model.JWT {
	settings := firstItem(n.Get("jwt_configuration"))
	if settings == nil {
		return noJWT(at)
	}
	return model.JWT{Issuer: b.reader.Text(settings, "issuer"), Audience: b.texts(settings, "audience")}
}

// protocolOf is the protocol of the API that a reference names.
func (b *builder) protocolOf(api model.Text) model.Value[string] {
	hole, _ := model.SoleHole(api, model.HoleAPI)
	for _, declared := range b.declared.APIs {
		if declared.Address == hole.Of {
			return declared.Protocol
		}
	}
	return model.Unknown[string](api.Range, "the API is not in view")
}

// defaultTTL is what a TTL that is left out becomes: the provider sends 300 for a Lambda
// authorizer of an HTTP API with identity sources and nothing else; the service then
// does not cache. A WebSocket API has no cache.
func (b *builder) defaultTTL(a *model.Authorizer, protocol model.Value[string]) model.Value[int] {
	kind, kindKnown := a.Kind.Get()
	is, protocolKnown := protocol.Get()
	sources, sourcesKnown := a.IdentitySources.Get()
	switch {
	case is == model.WebSocket:
		return model.Unset[int](a.Range)
	case kind == model.KindJWT, protocolKnown && a.IdentitySources.State == model.StateUnset, protocolKnown && sourcesKnown && len(sources) == 0:
		return model.Default(0, a.Range)
	case protocolKnown && kindKnown && sourcesKnown:
		return model.Default(300, a.Range)
	default:
		return model.Unknown[int](a.Range, "the default depends on the API and the identity sources")
	}
}

// httpStage reads aws_apigatewayv2_stage.
func (b *builder) httpStage(r *resource) {
	n := r.arguments("api_id", "name", "stage_variables", "auto_deploy", "deployment_id")
	b.addStage(r, n, "api_id", b.v2(r), &model.Stage{
		Name:       b.reader.Text(n, "name"),
		Variables:  b.reader.Pairs(n.Get("stage_variables"), ""),
		AutoDeploy: b.reader.Bool(n, "auto_deploy").Or(false),
		Deployment: b.pointsTo(r, n),
	})
}
