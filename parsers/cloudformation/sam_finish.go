package cloudformation

import (
	"maps"
	"slices"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// finish does what the transform does last: events join the methods of the
// definition, every path gets its preflight method, the default authorizer goes to
// what has none.
func (t *template) finish(api *samAPI) {
	events := api.joined()
	for _, scheme := range api.schemes() {
		api.OpenScheme(scheme, "the transform defines "+scheme)
	}
	for _, method := range api.Methods.Items {
		t.authorizeDefined(api, method)
	}
	api.Methods.Items = append(api.Methods.Items, events...)
	if !api.http {
		t.addPreflight(api)
		t.finishPolicy(api)
	}
}

// schemes are the names of the security schemes that the transform adds to a definition.
func (api *samAPI) schemes() []string {
	return append(slices.Sorted(maps.Keys(api.authorizers)), model.AuthorizationIAM, "api_key")
}

// joined merges events with the methods of the definition, and returns the events that
// are left. The two can be the same method: it has the authorizer of the event where
// that names one, else the security requirement of the definition.
func (api *samAPI) joined() []*model.Method {
	defined, events := map[string]bool{}, map[string]bool{}
	for _, method := range api.Methods.Items {
		defined[spot(method)] = true
	}
	var left []*model.Method
	for _, event := range api.events {
		at := spot(event.method)
		if at != "" && defined[at] && !event.authorizes {
			continue
		}
		events[at] = at != ""
		left = append(left, event.method)
	}
	api.Methods.Items = slices.DeleteFunc(api.Methods.Items, func(m *model.Method) bool { return events[spot(m)] })
	return left
}

// spot is the verb and the path of a method, where both are known.
func spot(method *model.Method) string {
	if textValue(method.RouteKey) == "$default" {
		return "$default"
	}
	verb, path := textValue(method.Verb), textValue(method.Path)
	if verb == "" || path == "" {
		return ""
	}
	return verb + " " + path
}

// authorizeDefined settles who may call a method of the author's own definition. Its
// security requirements may name authorizers of Auth, which the definition does not
// know, and {NONE: []} for nobody; a method without one gets the default.
func (t *template) authorizeDefined(api *samAPI, method *model.Method) {
	security := t.requirements(api, method)
	if override, ok := api.overrides[spot(method)]; ok {
		api.override(method, override, len(security) > 0)
		return
	}
	if !t.dropInherited(api, method) {
		return
	}
	t.requireKey(api, method, security)
	for _, scheme := range security {
		if scheme.Key == model.AuthorizationNone || scheme.Key == model.AuthorizationIAM || api.authorizers[scheme.Key] != nil {
			api.use(method, model.Written(scheme.Key, scheme.KeyRange), t.scopesOf(scheme))
			return
		}
	}
	fallback := t.defaultFor(method, api)
	if fallback.State == model.StateUnset {
		return
	}
	if method.Authorizer.State != model.StateUnset {
		fallback = model.Unknown[string](method.Authorizer.Range, "both the definition and DefaultAuthorizer name an authorizer")
	}
	api.use(method, fallback, model.Unset[[]model.Text](method.Range))
}

// requireKey adds the API key that Auth asks for to what the method's own security
// requirements say. Where Auth asks for none, the transform takes none away.
func (t *template) requireKey(api *samAPI, method *model.Method, security []tree.Field) {
	all := t.apiKeyRequired(method, nil, api)
	needed, known := all.Get()
	own, ownKnown := method.APIKeyRequired.Get()
	if needed || !known && !own || !ownKnown && !api.namesAPIKey(security) {
		method.APIKeyRequired = all
	}
}

// dropInherited drops what a method has of the root's security requirements where the
// transform gives it some of its own, for the default authorizer or for an API key:
// those replace the root's. It reports whether that is known.
func (t *template) dropInherited(api *samAPI, method *model.Method) (known bool) {
	fallback, key := t.defaultFor(method, api), t.apiKeyRequired(method, nil, api)
	needed, decided := key.Get()
	if !method.InheritedFromRoot || fallback.State == model.StateUnset && decided && !needed {
		return true
	}
	method.Requirements, method.InheritedFromRoot = nil, false
	if _, certain := fallback.Get(); certain || needed {
		api.use(method, model.Unset[string](method.Range), model.Unset[[]model.Text](method.Range))
		method.APIKeyRequired = model.Default(false, method.Range)
		return true
	}
	const why = "whether the transform gives the method security requirements of its own depends on the deployment"
	api.use(method, model.Unknown[string](method.Range, why), model.Unset[[]model.Text](method.Range))
	method.APIKeyRequired = model.Unknown[bool](method.Range, why)
	return false
}

// override gives a method of the definition what an event with OverrideApiAuth says.
// Where the definition says something itself, the transform leaves both.
func (api *samAPI) override(method *model.Method, event eventMethod, isGuarded bool) {
	from := event.method
	method.AuthorizationType, method.Authorizer, method.Scopes = from.AuthorizationType, from.Authorizer, from.Scopes
	method.APIKeyRequired, method.InheritedFromRoot = from.APIKeyRequired, false
	if isGuarded {
		api.use(method, model.Unknown[string](from.Range, "both the definition and the event say who may call it"), method.Scopes)
	}
}

// requirements are the security schemes that an operation of the definition names
// itself.
func (t *template) requirements(api *samAPI, method *model.Method) []tree.Field {
	verb := textValue(method.Verb)
	if verb == "ANY" {
		verb = "x-amazon-apigateway-any-method"
	}
	var named []tree.Field
	for _, alternative := range t.entry(api.document.Get("paths"), textValue(method.Path)).Fold(verb).Get("security").Elements() {
		named = append(named, alternative.Fields...)
	}
	return named
}

// namesAPIKey reports whether one of the schemes may be an API key: any that neither
// stands for an authorizer of Auth nor for none.
func (api *samAPI) namesAPIKey(security []tree.Field) bool {
	return slices.ContainsFunc(security, func(scheme tree.Field) bool {
		return scheme.Key != model.AuthorizationNone && scheme.Key != model.AuthorizationIAM && api.authorizers[scheme.Key] == nil
	})
}

// scopesOf are the scopes that a requirement lists; none where it lists none, since
// those of the authorizer do not count then.
func (t *template) scopesOf(scheme tree.Field) model.Value[[]model.Text] {
	if scheme.Key == model.AuthorizationNone {
		return model.Unset[[]model.Text](scheme.KeyRange)
	}
	return t.reader.TextsOf(scheme.Value, scheme.KeyRange)
}

// restCORS reads Cors of a REST API: an origin, or a mapping whose lists are written
// as one text in single quotes.
func (t *template) restCORS(cors *tree.Node) model.CORS {
	configured := model.CORS{
		Configured:       model.Written(true, cors.Place()),
		AllowOrigins:     t.quotedList(t.reader.Text(cors, "AllowOrigin").Or("'*'")),
		AllowMethods:     t.quotedList(t.reader.Text(cors, "AllowMethods")),
		AllowHeaders:     t.quotedList(t.reader.Text(cors, "AllowHeaders")),
		AllowCredentials: t.restCredentials(cors),
	}
	switch {
	case cors.IsScalar():
		configured.AllowOrigins = t.quotedList(t.reader.TextOf(cors, cors.Range))
	case !cors.IsKnown():
		configured.Configured = model.Unknown[bool](cors.Range, tree.Why(cors))
	}
	return configured
}

// restCredentials is AllowCredentials; what is not the truth value true counts as false.
func (t *template) restCredentials(cors *tree.Node) model.Value[bool] {
	written := t.reader.Text(cors, "AllowCredentials")
	switch value, known := written.Get(); {
	case written.State == model.StateUnset:
		return model.Default(false, written.Range)
	case !known:
		return model.Unknown[bool](written.Range, written.Why)
	default:
		return model.Written(value == "true", written.Range)
	}
}

// quotedList is the list in a text such as "'GET,POST'".
func (t *template) quotedList(text model.Text) model.Value[[]model.Text] {
	value, known := text.Get()
	if known && len(value) > 1 && value[0] == '\'' && value[len(value)-1] == '\'' {
		value = value[1 : len(value)-1]
		text.Value = &value
	}
	return model.Items(text)
}

// addPreflight adds the OPTIONS method that the transform makes for every path when
// Cors is set.
func (t *template) addPreflight(api *samAPI) {
	cors := api.properties.Get("Cors")
	switch {
	case cors.IsAbsent():
		return
	case !cors.IsKnown():
		api.Methods.Open("whether Cors is set depends on the deployment")
		return
	}
	key := cors.Place()
	for _, path := range paths(api.Methods.Items) {
		method := &model.Method{
			Address: api.Address + ".Cors." + path.path, Range: key, Exists: path.exists, Generated: true,
			Verb: model.Default("OPTIONS", key), Path: model.Written(path.path, path.at),
			RouteKey: model.Unset[string](key),
		}
		method.APIKeyRequired = t.apiKeyRequired(method, nil, api)
		api.use(method, t.defaultFor(method, api), model.Unset[[]model.Text](key))
		api.Methods.Items = append(api.Methods.Items, method)
	}
}

// A preflightPath is a path without an OPTIONS method.
type preflightPath struct {
	path   string
	at     source.Range
	exists model.Value[bool]
}

// paths lists the paths that have no OPTIONS method yet, in the order of their first
// method. A path exists where one of its methods certainly does.
func paths(methods []*model.Method) []*preflightPath {
	var found []*preflightPath
	byPath := map[string]*preflightPath{}
	options := map[string]bool{}
	for _, method := range methods {
		path, known := method.Path.Get()
		if !known {
			continue
		}
		options[path] = options[path] || textValue(method.Verb) == "OPTIONS"
		if byPath[path] == nil {
			byPath[path] = &preflightPath{path, method.Path.Range, method.Exists}
			found = append(found, byPath[path])
		}
		if _, certain := method.Exists.Get(); certain {
			byPath[path].exists = method.Exists
		}
	}
	return slices.DeleteFunc(found, func(p *preflightPath) bool { return options[p.path] })
}

// readHTTPCORS reads CorsConfiguration of an HTTP API: true for any origin, or a mapping.
func (t *template) readHTTPCORS(api *samAPI) {
	cors := api.properties.Get("CorsConfiguration")
	switch {
	case cors.IsAbsent(), textOf(cors) == "false":
	case isTrue(cors):
		api.CORS.Configured = model.Written(true, cors.Range)
		api.CORS.AllowOrigins = model.Default([]model.Text{model.Default("*", cors.Range)}, cors.Range)
		api.CORS.AllowCredentials = model.Default(false, cors.Range)
	default:
		api.CORS = t.corsConfiguration(cors)
	}
}

// readGatewayResponses reads GatewayResponses, whose headers have no prefix.
func (t *template) readGatewayResponses(api *samAPI) {
	responses := t.section(api, "GatewayResponses")
	if why := tree.Why(responses); why != "" {
		api.GatewayResponses.Open(why)
	}
	if responses == nil {
		return
	}
	for _, field := range responses.Fields {
		if !field.Value.IsKnown() {
			api.GatewayResponses.Open(tree.Why(field.Value))
			continue
		}
		api.GatewayResponses.Items = append(api.GatewayResponses.Items, &model.GatewayResponse{
			Address:    api.Address + ".GatewayResponses." + field.Key,
			Range:      field.KeyRange,
			Exists:     api.Exists,
			Type:       model.Written(field.Key, field.KeyRange),
			Imported:   true,
			StatusCode: t.reader.Text(field.Value, "StatusCode"),
			Headers:    t.reader.Pairs(field.Value.At("ResponseParameters", "Headers"), ""),
			Templates:  t.reader.Pairs(field.Value.Get("ResponseTemplates"), ""),
		})
	}
}

// dropReplaced drops gateway responses of the definition that GatewayResponses, which
// come first, give as well: the transform writes over them.
func (api *samAPI) dropReplaced() {
	given := map[string]bool{}
	api.GatewayResponses.Items = slices.DeleteFunc(api.GatewayResponses.Items, func(response *model.GatewayResponse) bool {
		kind := textValue(response.Type)
		again := given[kind]
		given[kind] = kind != ""
		return again
	})
}
