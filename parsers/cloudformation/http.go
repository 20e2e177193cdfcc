package cloudformation

import (
	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/tree"
)

// v2API reads AWS::ApiGatewayV2::Api.
func (t *template) v2API(r *resource) {
	p := t.resolved(r)
	api := newAPI(r, model.FormatCloudFormation, t.v2Protocol(p))
	api.Name = t.reader.Text(p, "Name")
	if cors := p.Get("CorsConfiguration"); !cors.IsAbsent() {
		api.CORS = t.corsConfiguration(cors)
	}
	t.fill(api, p)
	t.quickCreate(r, api, p)
	t.declared.APIs = append(t.declared.APIs, api)
}

// v2Protocol is what ProtocolType says; an imported definition needs none and is HTTP.
func (t *template) v2Protocol(properties *tree.Node) model.Value[string] {
	protocol := model.Upper(t.reader.Text(properties, "ProtocolType"))
	if properties.Has("Body") || properties.Has("BodyS3Location") {
		return protocol.Or(model.HTTP)
	}
	return protocol
}

// corsConfiguration reads what an HTTP API answers to browsers by itself.
func (t *template) corsConfiguration(cors *tree.Node) model.CORS {
	configured := model.Written(true, cors.Place())
	if !cors.IsKnown() {
		configured = model.Unknown[bool](cors.Range, tree.Why(cors))
	}
	return model.CORS{
		Configured:       configured,
		AllowOrigins:     t.reader.Texts(cors, "AllowOrigins"),
		AllowMethods:     t.reader.Texts(cors, "AllowMethods"),
		AllowHeaders:     t.reader.Texts(cors, "AllowHeaders"),
		AllowCredentials: t.reader.Bool(cors, "AllowCredentials").Or(false),
	}
}

// quickCreate adds the route and the stage that come with an API that has a Target.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html
func (t *template) quickCreate(r *resource, api *model.API, properties *tree.Node) {
	if !properties.Has("Target") {
		return
	}
	route := t.route(r, t.reader.Text(properties, "RouteKey").Or("$default"), r.address())
	route.AuthorizationType = model.Default(model.AuthorizationNone, r.key)
	route.Authorizer = model.Unset[string](r.key)
	route.Scopes = model.Unset[[]model.Text](r.key)
	route.APIKeyRequired = model.Default(false, r.key)
	api.Methods.Items = append(api.Methods.Items, route)
	api.Stages.Items = append(api.Stages.Items, &model.Stage{
		Address: r.address(), Range: r.key, Exists: r.exists,
		Name:       model.Default("$default", r.key),
		Variables:  model.Complete[*model.Pair](),
		AutoDeploy: model.Default(true, r.key),
		Deployment: model.Unset[string](r.key),
	})
}

// v2Route reads AWS::ApiGatewayV2::Route.
func (t *template) v2Route(r *resource) {
	p := t.resolved(r)
	route := t.route(r, t.reader.Text(p, "RouteKey"), r.address())
	route.AuthorizationType = t.reader.Text(p, "AuthorizationType").Or(model.AuthorizationNone)
	route.Authorizer = t.reader.Text(p, "AuthorizerId")
	route.Scopes = t.reader.Texts(p, "AuthorizationScopes")
	route.APIKeyRequired = t.reader.Bool(p, "ApiKeyRequired").Or(false)
	t.declared.Methods = append(t.declared.Methods, bound(r, t.reader.Text(p, "ApiId"), route))
}

// route is a route with that key. `GET /orders` has a verb and a path, `$default` and
// the keys of WebSocket APIs have none.
func (t *template) route(r *resource, key model.Text, address string) *model.Method {
	method := &model.Method{Address: address, Range: r.key, Exists: r.exists}
	method.SetRouteKey(key)
	return method
}

// v2Authorizer reads AWS::ApiGatewayV2::Authorizer.
func (t *template) v2Authorizer(r *resource) {
	p := t.resolved(r)
	api := t.reader.Text(p, "ApiId")
	jwt := p.Get("JwtConfiguration")
	t.declared.Authorizers = append(t.declared.Authorizers, bound(r, api, &model.Authorizer{
		Address:              r.address(),
		Range:                r.key,
		Exists:               r.exists,
		Name:                 t.reader.Text(p, "Name"),
		Kind:                 model.Lower(t.reader.Text(p, "AuthorizerType")),
		URI:                  t.reader.Text(p, "AuthorizerUri"),
		InvokeRole:           t.reader.Text(p, "AuthorizerCredentialsArn"),
		IdentitySources:      t.reader.Texts(p, "IdentitySource"),
		ValidationExpression: t.reader.Text(p, "IdentityValidationExpression"),
		TTLSeconds:           t.v2TTL(p, api),
		ProviderARNs:         model.Unset[[]model.Text](r.key),
		PayloadFormat:        t.reader.Text(p, "AuthorizerPayloadFormatVersion"),
		SimpleResponses:      t.reader.Bool(p, "EnableSimpleResponses").Or(false),
		JWT:                  t.jwt(jwt, p),
	}))
}

// jwt reads what a JWT authorizer accepts. Letter case does not matter: SAM has it both ways.
func (t *template) jwt(configuration, owner *tree.Node) model.JWT {
	return model.JWT{
		Issuer:   t.reader.TextOf(configuration.Fold("Issuer"), owner.Place()),
		Audience: t.reader.TextsOf(configuration.Fold("Audience"), owner.Place()),
	}
}

// v2TTL is how long answers are kept: not at all where nothing is written, and
// WebSocket APIs keep none in any case.
func (t *template) v2TTL(properties *tree.Node, api model.Text) model.Value[int] {
	ttl := t.reader.Int(properties, "AuthorizerResultTtlInSeconds")
	if ttl.State != model.StateUnset {
		return ttl
	}
	switch t.protocolOf(api) {
	case model.HTTP:
		return model.Default(0, ttl.Range)
	case model.WebSocket:
		return ttl
	default:
		return model.Unknown[int](ttl.Range, "the default depends on the protocol of the API, which is not known")
	}
}

// protocolOf is the protocol of the API that a reference names; empty where it is not known.
func (t *template) protocolOf(api model.Text) string {
	hole, ok := model.SoleHole(api, model.HoleAPI)
	if !ok {
		return ""
	}
	r := t.shared.byAddress[hole.Of]
	switch {
	case r == nil:
		return ""
	case r.kind == typeServerlessHTTPAPI:
		return model.HTTP
	case r.kind == typeServerlessWebSocketAPI:
		return model.WebSocket
	case r.kind == typeV2API:
		protocol, _ := r.of.v2Protocol(r.of.resolved(r)).Get()
		return protocol
	default:
		return ""
	}
}

// v2Stage reads AWS::ApiGatewayV2::Stage.
func (t *template) v2Stage(r *resource) {
	p := t.resolved(r)
	stage := t.stage(r, p)
	stage.Variables = t.reader.Pairs(p.Get("StageVariables"), "")
	stage.AutoDeploy = t.reader.Bool(p, "AutoDeploy").Or(false)
	t.declared.Stages = append(t.declared.Stages, bound(r, t.reader.Text(p, "ApiId"), stage))
}
