package cloudformation

import (
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
	"github.com/authlint/authlint/parsers/openapi"
	"github.com/authlint/authlint/parsers/yaml"
)

// newAPI is an API of which all lists are in view, and still empty.
func newAPI(r *resource, format string, protocol model.Value[string]) *model.API {
	return &model.API{
		Address:          r.address(),
		Format:           format,
		Range:            r.key,
		Exists:           r.exists,
		Protocol:         protocol,
		EndpointType:     model.Unset[string](r.key),
		APIKeySource:     model.Unset[string](r.key),
		CORS:             noCORS(r.key),
		Definition:       model.NoBody(r.key),
		Schemes:          model.Complete[*model.Scheme](),
		Authorizers:      model.Complete[*model.Authorizer](),
		Methods:          model.Complete[*model.Method](),
		GatewayResponses: model.Complete[*model.GatewayResponse](),
		ResourcePolicy:   model.Unset[model.Policy](r.key),
		CallerPolicies:   model.Complete[*model.Statement](),
		Stages:           model.Complete[*model.Stage](),
		Deployments:      model.Complete[*model.Deployment](),
	}
}

// noCORS is the configuration of an API that has none.
func noCORS(at source.Range) model.CORS {
	return model.CORS{
		Configured:       model.Default(false, at),
		AllowOrigins:     model.Unset[[]model.Text](at),
		AllowMethods:     model.Unset[[]model.Text](at),
		AllowHeaders:     model.Unset[[]model.Text](at),
		AllowCredentials: model.Unset[bool](at),
	}
}

// restAPI reads AWS::ApiGateway::RestApi.
func (t *template) restAPI(r *resource) {
	p := t.resolved(r)
	api := newAPI(r, model.FormatCloudFormation, model.Written(model.REST, r.kindAt))
	api.Name = t.reader.Text(p, "Name")
	api.EndpointType = t.endpointType(p.At("EndpointConfiguration", "Types"), r.key)
	api.APIKeySource = t.reader.Text(p, "ApiKeySourceType").Or("HEADER")
	api.Definition.Mode = t.reader.Text(p, "Mode").Or(model.ModeOverwrite)
	if policy := p.Get("Policy"); !policy.IsAbsent() {
		api.ResourcePolicy = t.resourcePolicy(policy, r)
	}
	t.fill(api, p)
	t.declared.APIs = append(t.declared.APIs, api)
}

// endpointType is the first of the types of an endpoint configuration; there is
// never more than one.
func (t *template) endpointType(types *tree.Node, at source.Range) model.Value[string] {
	if items := types.Elements(); len(items) > 0 {
		types = items[0]
	}
	return t.reader.TextOf(types, at).Or("EDGE")
}

// resourcePolicy reads the policy of an API. One that is written as a text of JSON is
// a policy all the same.
func (t *template) resourcePolicy(policy *tree.Node, r *resource) model.Value[model.Policy] {
	if policy.IsKnown() && policy.Kind == tree.String {
		policy = t.written(policy)
	}
	return t.reader.Policy(policy, r.address()+".Policy", r.key)
}

// written is the value that a text of JSON stands for. All of it is where the text is:
// escapes and folded lines leave no places inside.
func (t *template) written(text *tree.Node) *tree.Node {
	if !t.spend(len(text.Text)) {
		return t.exceeded(text.Range, tooMuch)
	}
	if strings.TrimSpace(text.Text) == "" {
		return nil
	}
	documents, problems := yaml.Parse(source.NewFile(t.name, []byte(text.Text)))
	if len(documents) != 1 || slices.ContainsFunc(problems, func(p source.Problem) bool { return !p.Note }) {
		t.problem(text.Range, "the text cannot be read as JSON")
		return tree.NewUnknown(text.Range, "the text cannot be read as JSON")
	}
	visit(documents[0], func(n *tree.Node) {
		n.Range, n.Name = text.Range, text.Range
		for i := range n.Fields {
			n.Fields[i].KeyRange = text.Range
		}
	})
	return documents[0]
}

// fill reads the OpenAPI definition of an API, inline or in S3.
func (t *template) fill(api *model.API, properties *tree.Node) {
	body, remote := properties.Get("Body"), properties.Get("BodyS3Location")
	switch {
	case !remote.IsAbsent():
		api.OpenDefinition(remote.Range, "the definition of the API is in S3")
	case body.IsAbsent():
	default:
		t.fillFrom(api, body, api.Address+".Body.")
	}
}

// fillFrom reads an OpenAPI document into an API.
func (t *template) fillFrom(api *model.API, document *tree.Node, prefix string) {
	if !document.IsKnown() {
		api.OpenDefinition(document.Place(), tree.Why(document))
		return
	}
	t.claim(document)
	t.keep(openapi.Fill(t.root, api, document, prefix))
}

// pathResource reads AWS::ApiGateway::Resource.
func (t *template) pathResource(r *resource) {
	p := t.resolved(r)
	t.declared.PathResources = append(t.declared.PathResources, model.PathResource{
		Address: r.address(),
		Parent:  t.reader.Text(p, "ParentId"),
		Part:    t.reader.Text(p, "PathPart"),
	})
}

// restMethod reads AWS::ApiGateway::Method.
func (t *template) restMethod(r *resource) {
	p := t.resolved(r)
	method := bound(r, t.reader.Text(p, "RestApiId"), &model.Method{
		Address:           r.address(),
		Range:             r.key,
		Exists:            r.exists,
		Verb:              model.Upper(t.reader.Text(p, "HttpMethod")),
		Path:              model.Unknown[string](r.key, "the method names no resource that it belongs to"),
		RouteKey:          model.Unset[string](r.key),
		AuthorizationType: t.reader.Text(p, "AuthorizationType"),
		Authorizer:        t.reader.Text(p, "AuthorizerId"),
		Scopes:            t.reader.Texts(p, "AuthorizationScopes"),
		APIKeyRequired:    t.reader.Bool(p, "ApiKeyRequired").Or(false),
	})
	method.Resource = t.reader.Text(p, "ResourceId")
	t.declared.Methods = append(t.declared.Methods, method)
}

// restAuthorizer reads AWS::ApiGateway::Authorizer.
func (t *template) restAuthorizer(r *resource) {
	p := t.resolved(r)
	authorizer := bound(r, t.reader.Text(p, "RestApiId"), &model.Authorizer{
		Address:              r.address(),
		Range:                r.key,
		Exists:               r.exists,
		Name:                 t.reader.Text(p, "Name"),
		Kind:                 model.Lower(t.reader.Text(p, "Type")),
		URI:                  t.reader.Text(p, "AuthorizerUri"),
		InvokeRole:           t.reader.Text(p, "AuthorizerCredentials"),
		IdentitySources:      model.Items(t.reader.Text(p, "IdentitySource")),
		ValidationExpression: t.reader.Text(p, "IdentityValidationExpression"),
		TTLSeconds:           t.reader.Int(p, "AuthorizerResultTtlInSeconds").Or(300),
		ProviderARNs:         t.reader.Texts(p, "ProviderARNs"),
		PayloadFormat:        model.Unset[string](r.key),
		SimpleResponses:      model.Unset[bool](r.key),
		JWT:                  noJWT(r.key),
	})
	t.declared.Authorizers = append(t.declared.Authorizers, authorizer)
}

func noJWT(at source.Range) model.JWT {
	return model.JWT{Issuer: model.Unset[string](at), Audience: model.Unset[[]model.Text](at)}
}

// gatewayResponse reads AWS::ApiGateway::GatewayResponse.
func (t *template) gatewayResponse(r *resource) {
	p := t.resolved(r)
	t.declared.GatewayResponses = append(t.declared.GatewayResponses, bound(r, t.reader.Text(p, "RestApiId"), &model.GatewayResponse{
		Address:    r.address(),
		Range:      r.key,
		Exists:     r.exists,
		Type:       t.reader.Text(p, "ResponseType"),
		StatusCode: t.reader.Text(p, "StatusCode"),
		Headers:    t.reader.Headers(p.Get("ResponseParameters")),
		Templates:  t.reader.Pairs(p.Get("ResponseTemplates"), ""),
	}))
}

// restStage reads AWS::ApiGateway::Stage.
func (t *template) restStage(r *resource) {
	p := t.resolved(r)
	stage := t.stage(r, p)
	stage.Variables = t.reader.Pairs(p.Get("Variables"), "")
	stage.AutoDeploy = model.Unset[bool](r.key)
	t.declared.Stages = append(t.declared.Stages, bound(r, t.reader.Text(p, "RestApiId"), stage))
}

func (t *template) stage(r *resource, properties *tree.Node) *model.Stage {
	return &model.Stage{
		Address: r.address(), Range: r.key, Exists: r.exists,
		Name:       t.reader.Text(properties, "StageName"),
		Variables:  model.Complete[*model.Pair](),
		Deployment: t.pointsTo(r, properties),
	}
}
