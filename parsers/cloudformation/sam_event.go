package cloudformation

import (
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// An event is a request of an API that a function or a state machine answers.
type event struct {
	name       string
	kind       string // Api or HttpApi
	key        source.Range
	properties *tree.Node // as written
}

// eventsOf lists the events of a function that are requests.
func (t *template) eventsOf(r *resource) []event {
	var events []event
	written := r.properties.Get("Events")
	if written == nil {
		return nil
	}
	for _, field := range written.Fields {
		kind := textOf(field.Value.Get("Type"))
		if kind == "Api" || kind == "HttpApi" {
			events = append(events, event{field.Key, kind, field.KeyRange, field.Value.Get("Properties")})
		}
	}
	return events
}

// apiProperty is the property that names the API of an event, and the type of that API.
func (e event) apiProperty() (property, kind string) {
	if e.kind == "HttpApi" {
		return "ApiId", typeServerlessHTTPAPI
	}
	return "RestApiId", typeServerlessAPI
}

// reference is the logical id of the API that an event names, or of the implicit one;
// empty where it is none of this template.
func (e event) reference() string {
	property, kind := e.apiProperty()
	named := e.properties.Get(property)
	if named.IsAbsent() && kind == typeServerlessHTTPAPI {
		return implicitHTTPAPI
	}
	if named.IsAbsent() {
		return implicitRestAPI
	}
	name, argument, ok := intrinsic(named)
	switch {
	case ok && name == "Ref":
		return textOf(argument)
	case ok:
		return ""
	default:
		return textOf(named)
	}
}

// addEvents adds a method for each event to the API that it names, and the permission
// that the transform gives the API on the function. Events of other APIs than SAM's
// own add nothing.
func (t *template) addEvents(r *resource, apis map[string]*samAPI) {
	if written := t.unseenEvents(r); written != "" {
		for _, api := range apis {
			api.Methods.Open(written)
		}
	}
	for _, event := range t.eventsOf(r) {
		api := apis[t.addressFor(event.reference())]
		if api == nil || api.http != (event.kind == "HttpApi") {
			t.refuseReference(r, event)
			continue
		}
		t.refuseEvent(api, r.address()+".Events."+event.name, event)
		added := t.eventMethod(r, event, api)
		switch {
		case api.managed:
			api.events = append(api.events, added)
			path := textValue(added.method.Path)
			api.atPath[path] = append(api.atPath[path], added.method)
			t.addEventPolicy(api, added)
		case isTrue(added.auth.Get("OverrideApiAuth")):
			api.overrides[spot(added.method)] = added
		}
		if r.kind == typeServerlessFunction {
			t.declared.Permissions = append(t.declared.Permissions, t.eventPermission(r, event, api, added.method))
		}
	}
}

// unseenEvents says why a function may have events that are not in view.
func (t *template) unseenEvents(r *resource) string {
	written := r.properties.Get("Events")
	if written == nil {
		return ""
	}
	if isIntrinsic(written) || written.Kind == tree.Unknown {
		return "the events of " + r.id + " are only known when the template is deployed"
	}
	for _, field := range written.Fields {
		if strings.HasPrefix(field.Key, "Fn::") || isIntrinsic(field.Value) {
			return "some events of " + r.id + " are only known when the template is deployed"
		}
	}
	return ""
}

// textValue is a known text, else empty.
func textValue(text model.Text) string {
	value, _ := text.Get()
	return value
}

// An eventMethod is the method that an event makes.
type eventMethod struct {
	method     *model.Method
	auth       *tree.Node // Auth of the event
	authorizes bool       // the event itself says who may call it
}

// eventMethod reads an event.
func (t *template) eventMethod(r *resource, e event, api *samAPI) eventMethod {
	p := t.resolve(e.properties)
	if p.IsAbsent() {
		p = &tree.Node{Kind: tree.Mapping, Range: e.key}
	}
	named := *p
	named.Name = e.key
	method := &model.Method{
		Address: r.address() + ".Events." + e.name, Range: e.key, Exists: r.exists,
		Verb:     model.Upper(t.reader.Text(&named, "Method")),
		Path:     t.reader.Text(&named, "Path"),
		RouteKey: model.Unset[string](e.key),
	}
	if api.http {
		t.httpRoute(method)
	}
	auth := named.Get("Auth")
	t.authorizeEvent(method, auth, api)
	if written := e.properties.At("Auth", "Authorizer"); t.unseen(written) {
		api.use(method, model.Unknown[string](written.Range, "the transform does not see through a function here"), method.Scopes)
	}
	return eventMethod{method, auth, !auth.Get("Authorizer").IsAbsent()}
}

// httpRoute gives the method of an HTTP API its route key. An event that leaves verb
// and path out is for the $default route.
func (t *template) httpRoute(method *model.Method) {
	verb, path := method.Verb.Or("ANY"), method.Path
	if path.State == model.StateUnset || textValue(path) == "$default" {
		method.RouteKey = model.Default("$default", method.Range)
		method.Label = "$default"
		method.Verb, method.Path = model.Unset[string](method.Range), model.Unset[string](method.Range)
		return
	}
	method.Verb = verb
	key := append(append([]model.Part{}, model.PartsOf(verb)...), model.Literal(" "))
	method.RouteKey = model.TextOf(path.Range, path.Why, append(key, model.PartsOf(path)...)...)
	if len(model.PartsOf(verb)) == 0 || len(model.PartsOf(path)) == 0 {
		method.RouteKey = model.Unknown[string](path.Range, "the route is only known when the template is deployed")
	}
}

// eventPermission is the permission that the transform makes for an event: any stage,
// this verb, this path, with a wildcard for each path parameter.
func (t *template) eventPermission(r *resource, e event, api *samAPI, method *model.Method) *model.Permission {
	resource := []model.Part{model.Literal("/*/*")}
	if key := textValue(method.RouteKey); key != "$default" {
		resource = append([]model.Part{model.Literal("/*/")}, verbParts(method.Verb)...)
		resource = append(resource, wildPath(method.Path)...)
	}
	permission := generatedPermission(r.address()+".Events."+e.name+".Permission", e.key, api.Address, resource)
	permission.Exists = r.exists
	permission.Function = model.TextOf(e.key, "names are made by the deployment", model.HoleOf(model.HoleFunction, r.address()))
	permission.Qualifier = t.reader.TextOf(t.property(r, "AutoPublishAlias"), e.key)
	return permission
}

func verbParts(verb model.Text) []model.Part {
	if value := textValue(verb); value != "" && value != "ANY" {
		return []model.Part{model.Literal(value)}
	}
	return []model.Part{model.Literal("*")}
}

// wildPath is a path with a wildcard in the place of each parameter.
func wildPath(path model.Text) []model.Part {
	value, known := path.Get()
	if !known {
		return []model.Part{model.Literal("/"), model.HoleOf(model.HoleOther, "the path")}
	}
	var wild strings.Builder
	for {
		before, after, found := strings.Cut(value, "{")
		wild.WriteString(before)
		_, rest, closed := strings.Cut(after, "}")
		if !found || !closed {
			return []model.Part{model.Literal(wild.String())}
		}
		wild.WriteString("*")
		value = rest
	}
}

// generatedPermission is a permission for API Gateway that the transform makes, on
// what lies behind the execution ARN of the API at an address.
func generatedPermission(address string, at source.Range, api string, resource []model.Part) *model.Permission {
	arn := []model.Part{
		model.Literal("arn:"), model.HoleOf(model.HolePartition, ""), model.Literal(":execute-api:"), model.HoleOf(model.HoleRegion, ""),
		model.Literal(":"), model.HoleOf(model.HoleAccount, ""), model.Literal(":"), model.HoleOf(model.HoleAPI, api),
	}
	return &model.Permission{
		Address: address, Range: at, Exists: model.Certain(at), Generated: true,
		Qualifier:     model.Unset[string](at),
		Action:        model.Default("lambda:InvokeFunction", at),
		Principal:     model.Default("apigateway.amazonaws.com", at),
		SourceAccount: model.Unset[string](at),
		SourceARN:     model.TextOf(at, "ids are made by the deployment", append(arn, resource...)...),
	}
}
