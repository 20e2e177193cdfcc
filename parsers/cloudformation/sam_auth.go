package cloudformation

import (
	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/tree"
)

// readAuth reads the authorizers of an API, and the one that its methods have where
// they say nothing.
func (t *template) readAuth(api *samAPI) {
	api.fallback = t.reader.Text(api.auth, "DefaultAuthorizer")
	if !api.http {
		t.readPreflight(api)
	}
	authorizers := api.auth.Get("Authorizers")
	if why := tree.Why(authorizers); why != "" {
		api.Authorizers.Open(why)
	}
	if name := textValue(api.fallback); !api.http && isEmpty(authorizers) && name != "" && name != model.AuthorizationIAM {
		api.fallback = model.Unset[string](api.fallback.Range) // the transform takes no notice of it
	}
	if authorizers == nil {
		return
	}
	for _, field := range authorizers.Fields {
		if field.Value.Kind != tree.Mapping {
			api.Authorizers.Open(field.Key + " is only known when the template is deployed")
			continue
		}
		written := *field.Value
		written.Name = field.KeyRange
		authorizer := t.samAuthorizer(api, field.Key, &written)
		api.Authorizers.Items = append(api.Authorizers.Items, authorizer)
		api.authorizers[field.Key] = authorizer
		api.scopes[field.Key] = t.reader.Texts(&written, "AuthorizationScopes")
		t.permit(api, authorizer, &written)
	}
}

// readPreflight reads what the OPTIONS methods that Cors makes are to have.
func (t *template) readPreflight(api *samAPI) {
	auth := api.auth
	if auth == nil {
		auth = within(api.properties, "Auth")
	}
	api.Preflight = &model.Preflight{
		DefaultAuthorizer: t.reader.Bool(auth, "AddDefaultAuthorizerToCorsPreflight").Or(true),
		APIKeyRequired:    t.reader.Bool(auth, "AddApiKeyRequiredToCorsPreflight").Or(true),
	}
}

// samAuthorizer reads one entry of Auth.Authorizers.
func (t *template) samAuthorizer(api *samAPI, name string, n *tree.Node) *model.Authorizer {
	identity := within(n, "Identity")
	authorizer := &model.Authorizer{
		Address:              api.Address + ".Auth.Authorizers." + name,
		Range:                n.Name,
		Exists:               api.Exists,
		Name:                 model.Written(name, n.Name),
		InvokeRole:           t.invokeRole(n),
		ValidationExpression: t.reader.Text(identity, "ValidationExpression"),
		ProviderARNs:         model.Unset[[]model.Text](n.Name),
		PayloadFormat:        model.Unset[string](n.Name),
		SimpleResponses:      model.Unset[bool](n.Name),
		JWT:                  noJWT(n.Name),
	}
	if api.http {
		t.samHTTPAuthorizer(authorizer, n, identity)
	} else {
		t.samRESTAuthorizer(authorizer, n, identity)
	}
	return authorizer
}

// within is a mapping inside another; where it is left out, what it would hold is
// missing at the other's name.
func within(n *tree.Node, key string) *tree.Node {
	inner := n.Get(key)
	if inner.IsAbsent() {
		return &tree.Node{Kind: tree.Mapping, Name: n.Place()}
	}
	return inner
}

// samRESTAuthorizer fills in what an authorizer of AWS::Serverless::Api has. The
// transform drops the cache time of a Cognito authorizer, so the default holds.
func (t *template) samRESTAuthorizer(authorizer *model.Authorizer, n, identity *tree.Node) {
	written := t.reader.Int(identity, "ReauthorizeEvery")
	ttl := written.Or(300)
	switch pools := n.Get("UserPoolArn"); {
	case pools.IsAbsent():
		authorizer.Kind = model.Lower(t.reader.Text(n, "FunctionPayloadType").Or(model.KindToken))
		authorizer.URI = invokeURI(t.reader.Text(n, "FunctionArn"))
		authorizer.TTLSeconds = ttl
	default:
		authorizer.Kind = model.Written(model.KindCognitoUserPools, n.Name)
		authorizer.URI = model.Unset[string](n.Name)
		authorizer.Function = model.Unset[string](n.Name)
		authorizer.ProviderARNs = t.reader.TextsOf(pools, n.Name)
		authorizer.TTLSeconds = model.Default(300, n.Name)
		if written.State != model.StateUnset {
			authorizer.DroppedTTL = &written
		}
	}
	switch kind, known := authorizer.Kind.Get(); {
	case !known:
		authorizer.IdentitySources = model.Unknown[[]model.Text](n.Name, authorizer.Kind.Why)
	case kind == model.KindRequest:
		authorizer.IdentitySources = t.identitySources(identity, "method.request.", "")
	default:
		authorizer.IdentitySources = t.tokenSource(identity)
	}
}

// tokenSource is the header that a token stands in.
func (t *template) tokenSource(identity *tree.Node) model.Value[[]model.Text] {
	header := t.reader.Text(identity, "Header").Or("Authorization")
	source := prefixed("method.request.header.", header)
	if header.State == model.StateDefault {
		source.State = model.StateDefault
		return model.Default([]model.Text{source}, header.Range)
	}
	return model.Written([]model.Text{source}, header.Range)
}

// prefixed is a text behind a prefix that the transform writes.
func prefixed(prefix string, text model.Text) model.Text {
	return model.TextOf(text.Range, text.Why, append([]model.Part{model.Literal(prefix)}, partsOrHole(text, "")...)...)
}

// identitySources are those of a REQUEST authorizer, in the order and the spelling in
// which the transform writes them: each API type has its own.
func (t *template) identitySources(identity *tree.Node, request, other string) model.Value[[]model.Text] {
	sources := []model.Text{}
	for _, list := range []struct{ key, prefix string }{
		{"Headers", request + "header."},
		{"QueryStrings", request + "querystring."},
		{"StageVariables", other + "stageVariables."},
		{"Context", other + "context."},
	} {
		names := t.reader.Texts(identity, list.key)
		if names.State == model.StateUnknown {
			return model.Unknown[[]model.Text](names.Range, names.Why)
		}
		written, _ := names.Get()
		for _, name := range written {
			sources = append(sources, prefixed(list.prefix, name))
		}
	}
	if len(sources) == 0 {
		return model.Unset[[]model.Text](identity.Place())
	}
	return model.Written(sources, identity.Place())
}

// invokeURI is the address that the transform builds around the ARN of a function:
// API Gateway wants its own form, not the ARN.
func invokeURI(function model.Text) model.Text {
	if function.State == model.StateUnset {
		return function
	}
	uri := []model.Part{
		model.Literal("arn:"), model.HoleOf(model.HolePartition, ""), model.Literal(":apigateway:"), model.HoleOf(model.HoleRegion, ""),
		model.Literal(":lambda:path/2015-03-31/functions/"),
	}
	uri = append(append(uri, partsOrHole(function, "FunctionArn")...), model.Literal("/invocations"))
	return model.TextOf(function.Range, "names and ids are made by the deployment", uri...)
}

// invokeRole is the role that calls the function; NONE is SAM's word for none.
func (t *template) invokeRole(n *tree.Node) model.Text {
	role := t.reader.Text(n, "FunctionInvokeRole")
	if textValue(role) == "NONE" {
		return model.Unset[string](role.Range)
	}
	return role
}

// samHTTPAuthorizer fills in what an authorizer of AWS::Serverless::HttpApi has. Answers
// are not kept unless a time is written.
func (t *template) samHTTPAuthorizer(authorizer *model.Authorizer, n, identity *tree.Node) {
	authorizer.TTLSeconds = t.reader.Int(identity, "ReauthorizeEvery").Or(0)
	configuration := n.Get("JwtConfiguration")
	if configuration.IsAbsent() {
		authorizer.Kind = model.Default(model.KindRequest, n.Name)
		authorizer.URI = invokeURI(t.reader.Text(n, "FunctionArn"))
		authorizer.IdentitySources = t.identitySources(identity, "$request.", "$")
		authorizer.PayloadFormat = t.reader.Text(n, "AuthorizerPayloadFormatVersion")
		authorizer.SimpleResponses = t.reader.Bool(n, "EnableSimpleResponses").Or(false)
		return
	}
	authorizer.Kind = model.Written(model.KindJWT, configuration.Place())
	authorizer.URI = model.Unset[string](n.Name)
	authorizer.Function = model.Unset[string](n.Name)
	authorizer.IdentitySources = t.reader.Texts(n, "IdentitySource")
	authorizer.JWT = t.jwt(configuration, n)
}

// permit adds the permission that the transform gives API Gateway on the function of
// an authorizer: for REST APIs unless it is switched off, for HTTP APIs where it is
// switched on.
func (t *template) permit(api *samAPI, authorizer *model.Authorizer, n *tree.Node) {
	function := n.Get("FunctionArn")
	if function.IsAbsent() {
		return
	}
	exists := t.permitted(api, n)
	authorizer.DefaultPermission = &exists
	is, known := exists.Get()
	switch {
	case known && !is:
		return
	case known:
		exists = model.Certain(exists.Range)
	}
	permission := generatedPermission(authorizer.Address+".Permission", authorizer.Range, api.Address, []model.Part{model.Literal("/authorizers/*")})
	t.permitCalls(permission, t.reader.TextOf(function, authorizer.Range), exists)
}

// permitted is whether that permission is there.
func (t *template) permitted(api *samAPI, n *tree.Node) model.Value[bool] {
	if api.http {
		return t.reader.Bool(n, "EnableFunctionDefaultPermissions").Or(false)
	}
	disabled := t.reader.Bool(n, "DisableFunctionDefaultPermissions").Or(false)
	if is, known := disabled.Get(); known {
		not := !is
		disabled.Value = &not
	}
	disabled.OneOf = nil
	return disabled
}

// authorizeEvent settles who may call the method of an event: what its own Auth says,
// else the default of the API.
func (t *template) authorizeEvent(method *model.Method, auth *tree.Node, api *samAPI) {
	method.APIKeyRequired = t.apiKeyRequired(method, auth, api)
	authorizer := t.reader.Text(auth, "Authorizer")
	scopes := t.reader.Texts(auth, "AuthorizationScopes")
	if authorizer.State == model.StateUnset {
		authorizer = t.defaultFor(method, api)
	}
	api.use(method, authorizer, scopes)
}

// defaultFor is the authorizer of a method that names none. OPTIONS methods have none
// on HTTP APIs, and on REST APIs where the author says so.
func (t *template) defaultFor(method *model.Method, api *samAPI) model.Text {
	if textValue(method.Verb) != "OPTIONS" || api.fallback.State == model.StateUnset {
		return api.fallback
	}
	if api.http {
		return model.Unset[string](method.Range)
	}
	protected := api.Preflight.DefaultAuthorizer
	switch is, known := protected.Get(); {
	case !known:
		return model.Unknown[string](protected.Range, protected.Why)
	case is:
		return api.fallback
	default:
		return model.Unset[string](protected.Range)
	}
}

// apiKeyRequired is what the method says, else the API. OPTIONS methods can be left
// out there as well.
func (t *template) apiKeyRequired(method *model.Method, auth *tree.Node, api *samAPI) model.Value[bool] {
	own := t.reader.Bool(auth, "ApiKeyRequired")
	if own.State != model.StateUnset {
		return own
	}
	all := t.reader.Bool(api.auth, "ApiKeyRequired")
	if all.State == model.StateUnset {
		return model.Default(false, method.Range)
	}
	if api.Preflight == nil || textValue(method.Verb) != "OPTIONS" {
		return all
	}
	switch is, known := api.Preflight.APIKeyRequired.Get(); {
	case !known:
		return model.Unknown[bool](api.Preflight.APIKeyRequired.Range, api.Preflight.APIKeyRequired.Why)
	case !is:
		return model.Default(false, method.Range)
	default:
		return all
	}
}

// use gives a method an authorizer by the name that it has in Auth.
func (api *samAPI) use(method *model.Method, name model.Text, scopes model.Value[[]model.Text]) {
	method.Authorizer = model.Unset[string](method.Range)
	method.Scopes = scopes
	value, known := name.Get()
	authorizer := api.authorizers[value]
	switch {
	case name.State == model.StateUnset:
		method.AuthorizationType = model.Default(model.AuthorizationNone, method.Range)
	case !known:
		method.AuthorizationType = model.Unknown[string](name.Range, name.Why)
		method.Authorizer = model.Unknown[string](name.Range, name.Why)
	case authorizer == nil && (value == model.AuthorizationNone || value == model.AuthorizationIAM):
		method.AuthorizationType = model.Written(value, name.Range)
	case authorizer == nil:
		method.AuthorizationType = model.Unknown[string](name.Range, value+" is not among the authorizers in view")
		method.Authorizer = model.Unknown[string](name.Range, value+" is not among the authorizers in view")
	default:
		method.AuthorizationType = model.AuthorizationTypeFor(authorizer.Kind, name.Range)
		method.Authorizer = model.Written(authorizer.Address, name.Range)
		if scopes.State == model.StateUnset && !api.forgetsScopes(value) {
			method.Scopes = api.scopes[value]
		}
	}
}

// forgetsScopes reports whether the transform leaves the scopes of an authorizer out: on
// HTTP APIs it takes an authorizer of this name for IAM, whatever it is.
func (api *samAPI) forgetsScopes(name string) bool { return api.http && name == model.AuthorizationIAM }
