package cloudformation

import (
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/tree"
)

// The transform makes an API, its routes, one stage and, where $connect has one, an
// authorizer of an AWS::Serverless::WebSocketApi.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-websocketapi.html
const connectRoute = "$connect"

// samWebSocketAPI reads AWS::Serverless::WebSocketApi.
func (t *template) samWebSocketAPI(r *resource) {
	p := t.resolved(r)
	api := newAPI(r, model.FormatSAM, model.Written(model.WebSocket, r.kindAt))
	api.Name = t.reader.Text(p, "Name").Or(r.id)
	stage := t.reader.Text(p, "StageName").Or("default")
	api.Stages.Items = append(api.Stages.Items, &model.Stage{
		Address: api.Address + ".StageName", Range: stage.Range, Exists: r.exists,
		Name: stage, AutoDeploy: model.Default(true, r.key), Deployment: model.Unset[string](r.key),
		Variables: t.reader.Pairs(p.Get("StageVariables"), ""),
	})
	routes := p.Get("Routes")
	if why := tree.Why(routes); why != "" {
		api.Methods.Open(why)
	}
	if routes != nil {
		for _, field := range routes.Fields {
			t.webSocketRoute(r, api, field, stage)
		}
	}
	t.guardConnect(r, api, p.Get("Auth"))
	t.refuseWebSocket(api, p.Get("Auth"))
	t.declared.APIs = append(t.declared.APIs, api)
}

// webSocketRoute adds a route that everyone may use, and the permission on its function.
func (t *template) webSocketRoute(r *resource, api *model.API, field tree.Field, stage model.Text) {
	address := api.Address + ".Routes." + field.Key
	route := &model.Method{
		Address: address, Range: field.KeyRange, Exists: r.exists,
		AuthorizationType: model.Default(model.AuthorizationNone, field.KeyRange),
		Authorizer:        model.Unset[string](field.KeyRange),
		Scopes:            model.Unset[[]model.Text](field.KeyRange),
		APIKeyRequired:    t.reader.Bool(field.Value, "ApiKeyRequired").Or(false),
	}
	route.SetRouteKey(model.Written(field.Key, field.KeyRange))
	api.Methods.Items = append(api.Methods.Items, route)
	function := t.reader.TextOf(field.Value.Get("FunctionArn"), field.KeyRange)
	if function.State == model.StateUnset {
		return
	}
	resource := append([]model.Part{model.Literal("/")}, partsOrHole(stage, "the stage")...)
	permission := generatedPermission(address+".Permission", field.KeyRange, api.Address, append(resource, model.Literal("/"+field.Key)))
	t.permitCalls(permission, function, r.exists)
}

// permitCalls keeps a permission that the transform makes on a function.
func (t *template) permitCalls(permission *model.Permission, function model.Text, exists model.Value[bool]) {
	permission.Exists, permission.Function = exists, function
	t.declared.Permissions = append(t.declared.Permissions, permission)
}

// guardConnect settles who may connect, which is all that Auth decides. The transform
// takes any other word than CUSTOM and AWS_IAM for none.
func (t *template) guardConnect(r *resource, api *model.API, auth *tree.Node) {
	if auth.IsAbsent() {
		return
	}
	kind := t.reader.Text(auth, "AuthType").Or(model.AuthorizationNone)
	known := textValue(kind)
	authorizer := model.Unset[string](auth.Place())
	switch {
	case kind.State == model.StateUnknown:
		api.Authorizers.Open(kind.Why)
		authorizer = model.Unknown[string](kind.Range, kind.Why)
	case known == model.AuthorizationCustom:
		added := t.webSocketAuthorizer(r, api, auth)
		authorizer = model.Written(added.Address, auth.Place())
	case known != model.AuthorizationIAM:
		kind = model.Default(model.AuthorizationNone, kind.Range)
	}
	for _, route := range api.Methods.Items {
		if textValue(route.RouteKey) == connectRoute {
			route.AuthorizationType, route.Authorizer = kind, authorizer
		}
	}
}

// webSocketAuthorizer adds the authorizer of $connect, and the permission on its
// function, which a role makes unnecessary.
func (t *template) webSocketAuthorizer(r *resource, api *model.API, auth *tree.Node) *model.Authorizer {
	at := auth.Place()
	function := t.reader.Text(auth, "AuthArn")
	authorizer := &model.Authorizer{
		Address: api.Address + ".Auth", Range: at, Exists: r.exists,
		Name:                 t.reader.Text(auth, "Name").Or(r.id + "ConnectAuthorizer"),
		Kind:                 model.Default(model.KindRequest, at),
		URI:                  invokeURI(function),
		InvokeRole:           t.reader.Text(auth, "InvokeRole"),
		IdentitySources:      t.reader.Texts(auth, "IdentitySource"),
		ValidationExpression: model.Unset[string](at),
		TTLSeconds:           model.Unset[int](at),
		ProviderARNs:         model.Unset[[]model.Text](at),
		PayloadFormat:        model.Unset[string](at),
		SimpleResponses:      model.Unset[bool](at),
		JWT:                  noJWT(at),
	}
	api.Authorizers.Items = append(api.Authorizers.Items, authorizer)
	if authorizer.InvokeRole.State == model.StateUnset && function.State != model.StateUnset {
		permission := generatedPermission(authorizer.Address+".Permission", at, api.Address, []model.Part{model.Literal("/authorizers/*")})
		t.permitCalls(permission, function, r.exists)
	}
	return authorizer
}

// refuseWebSocket looks for what the transform refuses of Auth and the routes.
func (t *template) refuseWebSocket(api *model.API, auth *tree.Node) {
	if isOther(auth, tree.Mapping) {
		t.refuse(api, api.Address, auth.Range, "Auth is a mapping of settings, and this is %s", auth.KindName())
	}
	if stage := api.Stages.Items[0].Name; textValue(stage) == "$default" {
		t.refuse(api, api.Address, stage.Range, "a stage of a WebSocket API cannot be $default")
	}
	if isEmpty(auth) || !auth.IsKnown() || auth.Kind != tree.Mapping || auth.Open != "" {
		return
	}
	connects := func(m *model.Method) bool { return textValue(m.RouteKey) == connectRoute }
	if api.Methods.Complete && !slices.ContainsFunc(api.Methods.Items, connects) {
		t.refuse(api, api.Address+".Auth", auth.Place(), "Auth is about the route $connect, which the API does not have")
	}
	t.refuseAuthType(api, auth)
}

// refuseAuthType looks at AuthType and what goes with it. The transform compares it in
// upper case here, and as it is written where it makes the route.
func (t *template) refuseAuthType(api *model.API, auth *tree.Node) {
	kind, address := auth.Get("AuthType"), api.Address+".Auth"
	switch is := strings.ToUpper(textOf(kind)); {
	case kind.IsAbsent():
		t.refuse(api, address, auth.Place(), "Auth needs an AuthType")
	case !kind.IsScalar():
	case is != model.AuthorizationNone && is != model.AuthorizationIAM && is != model.AuthorizationCustom:
		t.refuse(api, address, kind.Range, "AuthType is NONE, AWS_IAM or CUSTOM, and not %q", kind.Text)
	case is == model.AuthorizationCustom && auth.Get("AuthArn").IsAbsent():
		t.refuse(api, address, kind.Range, "AuthType CUSTOM needs an AuthArn")
	case is != model.AuthorizationCustom && len(auth.Fields) > 1:
		t.refuse(api, address, kind.Range, "AuthType %s takes no other settings", kind.Text)
	}
}
