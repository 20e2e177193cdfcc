package cloudformation

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// refuse notes that the transform does not take what is written at a place.
//
// The transform looks at a template before CloudFormation evaluates it: of functions
// it sees only references to parameters. Where a macro rewrites the template first,
// nobody knows what it gets.
func (t *template) refuse(api *model.API, address string, at source.Range, reason string, args ...any) {
	t.refuseAs(api, model.Refusal{Address: address, Range: at, Reason: fmt.Sprintf(reason, args...)})
}

// refuseAuthorizer is refuse for the name of an authorizer that the API does not have;
// who is what names it.
func (t *template) refuseAuthorizer(api *samAPI, address string, name *tree.Node, who string) {
	refused := model.Refusal{Address: address, Range: name.Range, Reason: who + " " + name.Text + ", which " + api.lacks(name.Text)}
	if name.Text != model.AuthorizationIAM {
		refused.Authorizer = name.Text
	}
	t.refuseAs(api.API, refused)
}

func (t *template) refuseAs(api *model.API, why model.Refusal) {
	if t.rewritten || api == nil {
		return
	}
	why.By = model.RefusedByTransform
	said := refusal{api, why}
	if !t.refused[said] {
		t.refused[said] = true
		api.Refusals = append(api.Refusals, said.Refusal)
	}
}

// A refusal is one of an API.
type refusal struct {
	api *model.API
	model.Refusal
}

// unrefused are the problems without those at places that an API is refused for: what
// is wrong there is said already.
func unrefused(problems []source.Problem, apis []*model.API) []source.Problem {
	refused := map[source.Range]bool{}
	for _, api := range apis {
		for _, refusal := range api.Refusals {
			refused[refusal.Range] = true
		}
	}
	return slices.DeleteFunc(problems, func(p source.Problem) bool { return refused[p.Range] })
}

// isOther reports whether a value is known to be of another kind than the one wanted.
func isOther(n *tree.Node, want tree.Kind) bool {
	return n.IsKnown() && n.Kind != tree.Null && n.Kind != want
}

// isEmpty reports whether the transform takes a value for none.
func isEmpty(n *tree.Node) bool {
	return n.IsAbsent() || n.IsKnown() && n.Open == "" && !n.IsScalar() && len(n.Fields) == 0 && len(n.Items) == 0
}

// hidden reports whether a value as written is a function that the transform does not
// see through, where it wants a literal.
func (t *template) hidden(written *tree.Node) bool {
	if written == nil || t.extended {
		return false
	}
	name, argument, ok := intrinsic(written)
	switch {
	case !ok, name == "FindInMap", name == "Transform":
		return false
	case name == "Ref":
		id := textOf(argument)
		return id != "AWS::NoValue" && !t.isParameter(id)
	default:
		return true
	}
}

// unseen reports whether a value is a function where the transform wants a literal and
// has not yet put the values of parameters in, as in events.
func (t *template) unseen(written *tree.Node) bool {
	if written == nil || t.extended {
		return false
	}
	name, argument, _ := intrinsic(written)
	return t.hidden(written) || name == "Ref" && t.isParameter(textOf(argument))
}

// refuseAPI looks for what the transform refuses of an API.
func (t *template) refuseAPI(api *samAPI, written *tree.Node) {
	if auth := api.properties.Get("Auth"); isOther(auth, tree.Mapping) {
		t.refuse(api.API, api.Address, auth.Range, "Auth is a mapping of settings, and this is %s", auth.KindName())
	}
	t.refuseDefinition(api)
	t.refuseCORS(api)
	t.refuseAuthorizers(api)
	t.refuseDefault(api, written)
	if !api.http {
		t.refuseResponses(api, written.Get("GatewayResponses"))
		t.refusePolicy(api, written.At("Auth", "ResourcePolicy"))
		t.refuseSecurity(api)
		t.refuseVersion(api)
	}
}

// inlineOnly are the properties that the transform works into a definition, and so
// refuses beside one that it does not see.
func inlineOnly(http bool) []string {
	if http {
		return []string{"Auth", "CorsConfiguration", "Tags"}
	}
	return []string{"Auth", "Cors", "GatewayResponses", "Models"}
}

// refuseDefinition looks at the definition, and at what is to be worked into it.
func (t *template) refuseDefinition(api *samAPI) {
	body, location := api.properties.Get("DefinitionBody"), api.properties.Get("DefinitionUri")
	if isOther(body, tree.Mapping) {
		t.refuse(api.API, api.Address, body.Range, "DefinitionBody is an OpenAPI document, and this is %s", body.KindName())
		return
	}
	for _, name := range inlineOnly(api.http) {
		property := api.properties.Get(name)
		switch {
		case isEmpty(property), !property.IsKnown(), textOf(property) == "false":
		case body.IsAbsent() && !location.IsAbsent():
			t.refuse(api.API, api.Address, property.Place(), "%s works only with a definition that is inline, in DefinitionBody", name)
		case isNoDefinition(body, api.http):
			t.refuse(api.API, api.Address, property.Place(), "%s cannot be added to DefinitionBody, which is no OpenAPI document with paths", name)
		}
	}
}

// isNoDefinition reports whether a definition lacks what the transform looks for. A
// Swagger document for an HTTP API is another mistake.
func isNoDefinition(body *tree.Node, http bool) bool {
	if body.IsAbsent() || !body.IsKnown() || body.Open != "" {
		return false
	}
	version := body.Get("openapi")
	if swagger := body.Get("swagger"); !swagger.IsAbsent() {
		if http {
			return false
		}
		version = swagger
	}
	paths := body.Get("paths")
	return version.IsAbsent() || paths == nil || isOther(paths, tree.Mapping) || paths.Kind == tree.Null
}

// corsKeys are what a CORS configuration may have.
func corsKeys(http bool) []string {
	if http {
		return []string{"AllowCredentials", "AllowHeaders", "AllowMethods", "AllowOrigins", "ExposeHeaders", "MaxAge"}
	}
	return []string{"AllowCredentials", "AllowHeaders", "AllowMethods", "AllowOrigin", "MaxAge"}
}

// refuseCORS looks at Cors or CorsConfiguration.
func (t *template) refuseCORS(api *samAPI) {
	name := "Cors"
	if api.http {
		name = "CorsConfiguration"
	}
	cors, keys := api.properties.Get(name), corsKeys(api.http)
	switch {
	case !cors.IsKnown():
		return
	case cors.Kind == tree.Sequence:
		t.refuse(api.API, api.Address, cors.Range, "%s is no list", name)
	case cors.Kind == tree.Mapping:
		for _, field := range cors.Fields {
			if !slices.Contains(keys, field.Key) && !strings.HasPrefix(field.Key, "Fn::") {
				t.refuse(api.API, api.Address, field.KeyRange, "%s has no key %s, only %s", name, field.Key, strings.Join(keys, ", "))
			}
		}
	}
	credentials, origin := cors.Get("AllowCredentials"), cors.Get("AllowOrigin")
	if !api.http && credentials.IsKnown() && credentials.Kind == tree.Bool && isTrue(credentials) && (origin.IsAbsent() || textOf(origin) == "'*'") {
		t.refuse(api.API, api.Address, credentials.Range, "AllowCredentials cannot be true for any origin, '*' or none in AllowOrigin")
	}
}

// refuseAuthorizers looks at Auth.Authorizers.
func (t *template) refuseAuthorizers(api *samAPI) {
	authorizers := api.auth.Get("Authorizers")
	if isOther(authorizers, tree.Mapping) {
		t.refuse(api.API, api.Address+".Auth.Authorizers", authorizers.Range, "Authorizers is a mapping from names to authorizers, and this is %s", authorizers.KindName())
	}
	if authorizers == nil {
		return
	}
	for _, field := range authorizers.Fields {
		n, address := field.Value, api.Address+".Auth.Authorizers."+field.Key
		switch {
		case isOther(n, tree.Mapping):
			t.refuse(api.API, address, n.Range, "an authorizer is a mapping of settings, and this is %s", n.KindName())
		case n.IsKnown() && n.Kind == tree.Mapping && api.http:
			t.refuseHTTPAuthorizer(api, address, field)
		case n.IsKnown() && n.Kind == tree.Mapping:
			t.refuseRESTAuthorizer(api, address, field)
		}
	}
}

// refuseRESTAuthorizer looks at one authorizer of a REST API. One that is to find the
// caller nowhere has a rule of its own.
func (t *template) refuseRESTAuthorizer(api *samAPI, address string, field tree.Field) {
	n := field.Value
	if kind := n.Get("FunctionPayloadType"); kind.IsScalar() && kind.Text != "TOKEN" && kind.Text != "REQUEST" {
		t.refuse(api.API, address, kind.Range, "FunctionPayloadType is TOKEN or REQUEST, and not %q", kind.Text)
	}
	if scopes := n.Get("AuthorizationScopes"); isOther(scopes, tree.Sequence) {
		t.refuse(api.API, address, scopes.Range, "AuthorizationScopes is a list")
	}
	t.refuseNoBool(api, address, n.Get("DisableFunctionDefaultPermissions"), "DisableFunctionDefaultPermissions")
	if identity := n.Get("Identity"); isOther(identity, tree.Mapping) {
		t.refuse(api.API, address, identity.Range, "Identity is a mapping, and this is %s", identity.KindName())
	}
}

// refuseNoBool looks at a setting that must be true or false, without quotes.
func (t *template) refuseNoBool(api *samAPI, address string, n *tree.Node, name string) {
	if isOther(n, tree.Bool) {
		t.refuse(api.API, address, n.Range, "%s is true or false, without quotes", name)
	}
}

// refuseHTTPAuthorizer looks at one authorizer of an HTTP API.
func (t *template) refuseHTTPAuthorizer(api *samAPI, address string, field tree.Field) {
	n, jwt := field.Value, field.Value.Get("JwtConfiguration")
	if n.Open != "" || jwt != nil && !jwt.IsKnown() {
		return
	}
	if former := n.Get("OpenIdConnectUrl"); former != nil {
		t.refuse(api.API, address, former.Place(), "OpenIdConnectUrl is no longer a setting of an authorizer; JwtConfiguration takes its place")
	}
	others, other := []string{"AuthorizationScopes", "IdentitySource"}, "a JWT authorizer, one with JwtConfiguration"
	required := []string{"FunctionArn", "AuthorizerPayloadFormatVersion"}
	if !isEmpty(jwt) {
		others = []string{"FunctionArn", "FunctionInvokeRole", "Identity", "AuthorizerPayloadFormatVersion", "EnableSimpleResponses", "EnableFunctionDefaultPermissions"}
		other, required = "a Lambda authorizer, one without JwtConfiguration", []string{"IdentitySource"}
	} else {
		t.refuseNoBool(api, address, n.Get("EnableFunctionDefaultPermissions"), "EnableFunctionDefaultPermissions")
	}
	for _, name := range others {
		if setting := n.Get(name); !setting.IsAbsent() {
			t.refuse(api.API, address, setting.Place(), "%s is a setting of %s", name, other)
		}
	}
	for _, name := range required {
		if n.Get(name).IsAbsent() {
			t.refuse(api.API, address, field.KeyRange, "the authorizer must have %s", name)
		}
	}
}

// refuseDefault looks at DefaultAuthorizer. A REST API without any authorizer takes no
// notice of it.
func (t *template) refuseDefault(api *samAPI, written *tree.Node) {
	fallback := api.auth.Get("DefaultAuthorizer")
	address := api.Address + ".Auth.DefaultAuthorizer"
	named := written.At("Auth", "DefaultAuthorizer")
	switch authorizers := api.auth.Get("Authorizers"); {
	case fallback.IsAbsent(), isOther(authorizers, tree.Mapping), tree.Why(authorizers) != "":
	case !api.http && isEmpty(authorizers):
	case t.hidden(named), api.http && t.unseen(named):
		t.refuse(api.API, address, fallback.Range, "DefaultAuthorizer is a name, and no function")
	case !fallback.IsScalar() || fallback.Text == "":
	case !api.hasAuthorizer(fallback.Text):
		t.refuseAuthorizer(api, address, fallback, "DefaultAuthorizer names")
	}
}

// hasAuthorizer reports whether the transform finds an authorizer of a name, or may.
func (api *samAPI) hasAuthorizer(name string) bool {
	if authorizers := api.auth.Get("Authorizers"); !authorizers.Get(name).IsAbsent() {
		return true
	}
	if name != model.AuthorizationIAM || !api.http {
		return name == model.AuthorizationIAM
	}
	enabled := api.auth.Get("EnableIamAuthorizer")
	return isTrue(enabled) || enabled != nil && !enabled.IsKnown()
}

// lacks says where a name is missing.
func (api *samAPI) lacks(name string) string {
	if name == model.AuthorizationIAM {
		return "needs EnableIamAuthorizer: true"
	}
	return "is not among the Authorizers of the API"
}

// responseKeys are what an entry of GatewayResponses may have.
var responseKeys = []string{"ResponseParameters", "ResponseTemplates", "StatusCode"}

// refuseResponses looks at GatewayResponses as they are written.
func (t *template) refuseResponses(api *samAPI, responses *tree.Node) {
	if responses == nil {
		return
	}
	for _, field := range responses.Fields {
		address, n := api.Address+".GatewayResponses."+field.Key, field.Value
		switch {
		case isIntrinsic(n):
			t.refuse(api.API, address, field.KeyRange, "a gateway response is written out; no function can stand in its place")
		case isOther(n, tree.Mapping):
			t.refuse(api.API, address, n.Range, "a gateway response is a mapping, and this is %s", n.KindName())
		case n.IsKnown() && n.Kind == tree.Mapping:
			t.refuseResponse(api, address, n)
		}
	}
}

func (t *template) refuseResponse(api *samAPI, address string, n *tree.Node) {
	for _, field := range n.Fields {
		if !slices.Contains(responseKeys, field.Key) && !strings.HasPrefix(field.Key, "Fn::") {
			t.refuse(api.API, address, field.KeyRange, "a gateway response has no key %s, only %s", field.Key, strings.Join(responseKeys, ", "))
		}
	}
	if parameters := t.resolve(n.Get("ResponseParameters")); isOther(parameters, tree.Mapping) {
		t.refuse(api.API, address, parameters.Range, "ResponseParameters is a mapping with Headers, and this is %s", parameters.KindName())
	}
}

// refusePolicy looks at a ResourcePolicy as it is written.
func (t *template) refusePolicy(api *samAPI, policy *tree.Node) {
	if !policy.IsKnown() || isIntrinsic(policy) {
		return
	}
	address := api.Address + ".Auth.ResourcePolicy"
	if isOther(policy, tree.Mapping) {
		t.refuse(api.API, address, policy.Range, "ResourcePolicy is a mapping, and this is %s", policy.KindName())
		return
	}
	for _, name := range []string{"SourceVpcBlacklist", "SourceVpcWhitelist"} {
		for _, item := range policy.Get(name).Elements() {
			if value := t.resolve(item); t.hidden(item) || value.IsKnown() && value.Kind != tree.String {
				t.refuse(api.API, address, item.Range, "%s is a list of texts; values of functions go to %s", name, strings.Replace(name, "SourceVpc", "IntrinsicVpc", 1))
			}
		}
	}
}

// refuseSecurity looks at the security requirements of the definition, which the
// transform reads where it is to add some.
func (t *template) refuseSecurity(api *samAPI) {
	apiKey := isTrue(api.auth.Get("ApiKeyRequired"))
	if schemes := api.document.Get("securityDefinitions"); apiKey && isOther(schemes, tree.Mapping) {
		t.refuse(api.API, api.Address, schemes.Range, "securityDefinitions is a mapping from names to schemes, and this is %s", schemes.KindName())
	}
	paths := api.document.Get("paths")
	if paths == nil || !apiKey && api.auth.Get("DefaultAuthorizer").IsAbsent() {
		return
	}
	for _, path := range paths.Fields {
		for _, method := range path.Value.Fields {
			t.refuseRequirements(api, path.Key, method)
		}
	}
}

// refuseRequirements looks at those of one operation. The transform passes one without
// an integration by.
func (t *template) refuseRequirements(api *samAPI, path string, method tree.Field) {
	security := method.Value.Get("security")
	if method.Value.Get("x-amazon-apigateway-integration").IsAbsent() || !security.IsKnown() || security.Kind == tree.Sequence {
		return
	}
	at := security.Range
	if security.Kind == tree.Null {
		at = security.Place()
	}
	t.refuse(api.API, api.Address, at, "security of %s %s is a list, and this is %s", strings.ToUpper(method.Key), path, security.KindName())
}

// openAPIVersion is what OpenApiVersion must look like.
var openAPIVersion = regexp.MustCompile(`^[23](\.\d)?(\.\d)?$`)

// refuseVersion looks at OpenApiVersion, and at what is only looked at with version 3.
func (t *template) refuseVersion(api *samAPI) {
	version := api.properties.Get("OpenApiVersion")
	if version.IsScalar() && !openAPIVersion.MatchString(version.Text) {
		t.refuse(api.API, api.Address, version.Range, "OpenApiVersion is a version such as 3.0.1, and not %q", version.Text)
	}
	paths := api.document.Get("paths")
	if paths == nil || !strings.HasPrefix(textOf(api.document.Get("openapi")), "3") {
		return
	}
	for _, path := range paths.Fields {
		if headers := path.Value.At("options", "responses", "200", "headers"); isOther(headers, tree.Mapping) {
			t.refuse(api.API, api.Address, headers.Range, "headers of the response 200 of OPTIONS %s is a mapping, and this is %s", path.Key, headers.KindName())
		}
	}
}
