package model

import (
	"cmp"
	"maps"
	"slices"

	"github.com/authlint/authlint/internal/source"
)

// Declared is what one unit of infrastructure code declares, each thing with the
// reference to the API that it belongs to, before Link has joined them.
type Declared struct {
	APIs             []*API // with what their own definition holds: body, policy, CORS
	Authorizers      []Bound[*Authorizer]
	Methods          []Bound[*Method]
	GatewayResponses []Bound[*GatewayResponse]
	ResourcePolicies []Bound[Value[Policy]]
	Stages           []Bound[*Stage]
	Deployments      []Bound[*Deployment]

	PathResources  []PathResource
	Integrations   []Integration
	CallerPolicies []*Statement // of IAM policies; each goes to the APIs that its resources name
	Permissions    []*Permission
	Functions      []Function

	// Roles with what gives them policies are only declared where an authorizer is
	// called with one.
	Roles           []NamedRole
	ManagedPolicies []ManagedPolicy
	Attachments     []Attachment

	// Open says why things may be declared that are not in view: a remote module, an
	// include that is missing. Empty: all is in view.
	Open string
}

// Bound is a thing and the reference to its API: a text that is one hole of kind
// HoleAPI, or whatever its author wrote.
type Bound[T any] struct {
	API   Text
	Thing T

	// Protocol is what the kind of resource alone says: REST for v1, unknown for v2.
	Protocol Value[string]

	// Resource is the path resource of a v1 method: one hole of kind HoleResource.
	Resource Text
	// Format and Range describe the thing where its API is not in view.
	Format string
	Range  source.Range

	// More says why there may be more things like this one; empty: there are not.
	More string
}

// A PathResource is one segment of a REST API's paths.
type PathResource struct {
	Address string
	Parent  Text // one hole of kind HoleResource
	Part    Text
}

// An Integration is that of a v1 method, as a resource of its own.
type Integration struct {
	Address  string
	Resource Text // the path resource of the method: one hole of kind HoleResource
	Verb     Text
}

// A Function is a Lambda function in view. Name is unset or unknown where a
// deployment makes it up. Code is asked for only where an authorizer calls the function.
type Function struct {
	Address string
	Name    Text
	Code    func() Code
}

// Link joins what was declared: every thing to its API, methods to paths and
// authorizers, authorizers to the permissions on their functions. A thing whose API
// is not in view makes an API of its own, of which no list is complete; a thing of
// which nobody can tell the API opens that list of every API.
func (d Declared) Link() []*API {
	l := linker{
		declared:  d,
		byAddress: map[string]*API{},
		paths:     map[string]PathResource{},
		resources: map[string]Text{},
		functions: map[string]string{},
		code:      map[string]func() Code{},
		names:     map[string]string{},
		unnamed:   map[string]bool{},
		inView:    map[string]bool{},

		declaredAPIs: map[string]bool{},
		granted:      map[string][]*Permission{},
		apis:         slices.Clone(d.APIs),
	}
	for _, api := range d.APIs {
		l.byAddress[api.Address] = api
		l.declaredAPIs[api.Address] = true
		if d.Open != "" {
			api.Open(d.Open)
		}
	}
	for _, resource := range d.PathResources {
		l.paths[resource.Address] = resource
	}
	for _, function := range d.Functions {
		l.inView[function.Address] = true
		l.code[function.Address] = function.Code
		if name, ok := function.Name.Get(); ok {
			l.functions[name], l.names[function.Address] = function.Address, name
		} else {
			l.unnamed[function.Address] = true
		}
	}
	l.indexPermissions()
	l.linkMethods()
	bind(&l, d.Authorizers, func(api *API, thing *Authorizer) {
		api.Authorizers.Items = append(api.Authorizers.Items, thing)
		api.Definition.beside(thing.Address, thing.Range)
	}, func(api *API) opener { return &api.Authorizers })
	bind(&l, d.Methods, func(api *API, thing *Method) {
		api.Methods.Items = append(api.Methods.Items, thing)
		api.Definition.beside(thing.Address, thing.Range)
	}, func(api *API) opener { return &api.Methods })
	bind(&l, d.GatewayResponses, func(api *API, thing *GatewayResponse) {
		api.GatewayResponses.Items = append(api.GatewayResponses.Items, thing)
		api.Definition.beside(thing.Address, thing.Range)
	}, func(api *API) opener { return &api.GatewayResponses })
	bind(&l, d.Stages, func(api *API, thing *Stage) { api.Stages.Items = append(api.Stages.Items, thing) }, func(api *API) opener { return &api.Stages })
	bind(&l, d.Deployments, func(api *API, thing *Deployment) { api.Deployments.Items = append(api.Deployments.Items, thing) }, func(api *API) opener { return &api.Deployments })
	l.linkForeignAuthorizers()
	l.dropReplaced()
	l.linkPolicies()
	l.linkRoles()
	for _, api := range l.apis {
		l.linkAuthorizers(api)
	}
	return l.apis
}

type linker struct {
	declared  Declared
	apis      []*API
	byAddress map[string]*API
	paths     map[string]PathResource
	resources map[string]Text        // paths already put together, by address
	functions map[string]string      // addresses by name
	names     map[string]string      // the other way round
	unnamed   map[string]bool        // addresses of functions whose name is not known
	inView    map[string]bool        // addresses of all functions
	roles     map[string]*Role       // by address
	code      map[string]func() Code // of the functions in view, by address

	declaredAPIs map[string]bool // addresses of the APIs in view

	granted   map[string][]*Permission // by the function that they are on
	unplaced  string                   // a permission that may be on any function
	elsewhere string                   // a permission on a function that is not in view
}

// An opener is a List of any type.
type opener interface{ Open(why string) }

// bind gives each thing to its API.
func bind[T any](l *linker, things []Bound[T], add func(*API, T), list func(*API) opener) {
	opened := map[string]bool{} // protocols whose APIs have all been opened
	for _, bound := range things {
		api, certain := l.find(bound.API, bound.Protocol, bound.Format, bound.Range)
		add(api, bound.Thing)
		if bound.More != "" {
			list(api).Open(bound.More)
		}
		if certain {
			continue
		}
		protocol, _ := bound.Protocol.Get()
		if opened[protocol] {
			continue
		}
		opened[protocol] = true
		for _, other := range l.apis {
			if other != api && other.mayBe(bound.Protocol) {
				list(other).Open("it is not known which API " + Show(PartsOf(bound.API)) + " is")
			}
		}
	}
}

// beside notes a resource that is declared beside the body.
func (d *Definition) beside(address string, at source.Range) {
	d.Resources = append(d.Resources, Place{address, at})
}

// dropReplaced drops the gateway responses of a body that a resource sets as well:
// that is done after the import of the body.
func (l *linker) dropReplaced() {
	resources := map[*GatewayResponse]bool{}
	for _, bound := range l.declared.GatewayResponses {
		resources[bound.Thing] = true
	}
	for _, api := range l.declared.APIs {
		replaced := map[string]bool{}
		for _, response := range api.GatewayResponses.Items {
			kind, known := response.Type.Get()
			if exists, certain := response.Exists.Get(); resources[response] && known && certain && exists {
				replaced[kind] = true
			}
		}
		api.GatewayResponses.Items = slices.DeleteFunc(api.GatewayResponses.Items, func(response *GatewayResponse) bool {
			kind, known := response.Type.Get()
			return known && replaced[kind] && !resources[response]
		})
	}
}

// mayBe reports whether an API can have things of a protocol: a v1 resource never
// belongs to a v2 API.
func (a *API) mayBe(protocol Value[string]) bool {
	mine, known := a.Protocol.Get()
	theirs, alsoKnown := protocol.Get()
	if known && !alsoKnown {
		return mine != REST // only v2 resources do not tell their protocol
	}
	return !known || mine == theirs
}

// find returns the API that a reference names. certain is false where it may be
// another API in view.
func (l *linker) find(reference Text, protocol Value[string], format string, at source.Range) (api *API, certain bool) {
	address := Show(PartsOf(reference))
	hole, certain := SoleHole(reference, HoleAPI)
	if certain {
		address = hole.Of
	}
	if address == "" {
		address = "(an API that is not known)"
	}
	api, known := l.byAddress[address]
	if !known {
		api = unseen(at)
		api.Address, api.Format, api.Protocol = address, format, protocol
		l.byAddress[address] = api
		l.apis = append(l.apis, api)
	}
	return api, certain
}

// unseen is an API of which only things that belong to it are in view.
func unseen(at source.Range) *API {
	const why = "the API is not in view"
	text, texts, truth := Unknown[string](at, why), Unknown[[]Text](at, why), Unknown[bool](at, why)
	api := &API{
		Range: at, Exists: Certain(at), Name: text, EndpointType: text, APIKeySource: text,
		CORS:           CORS{Configured: truth, AllowOrigins: texts, AllowMethods: texts, AllowHeaders: texts, AllowCredentials: truth},
		Definition:     Definition{Version: text, Mode: text},
		ResourcePolicy: Unknown[Policy](at, why),
	}
	api.Open(why)
	return api
}

// Open notes that any list of the API may have more than what is in view.
func (a *API) Open(why string) {
	for _, list := range []opener{&a.Schemes, &a.Authorizers, &a.Methods, &a.GatewayResponses, &a.CallerPolicies, &a.Stages, &a.Deployments} {
		list.Open(why)
	}
	if a.ResourcePolicy.State == StateUnset {
		a.ResourcePolicy = Unknown[Policy](a.ResourcePolicy.Range, why)
	}
}

// OpenDefinition notes that a document defines the API of which nothing is known: it
// may hold whatever is not settled beside it.
func (a *API) OpenDefinition(at source.Range, why string) {
	a.Definition.Body, a.Definition.Range = true, at
	a.Definition.Version = Unknown[string](at, why)
	for _, list := range []opener{&a.Schemes, &a.Authorizers, &a.Methods, &a.GatewayResponses} {
		list.Open(why)
	}
	if a.ResourcePolicy.State == StateUnset {
		a.ResourcePolicy = Unknown[Policy](at, why)
	}
	for _, setting := range []*Value[string]{&a.APIKeySource, &a.EndpointType} {
		if setting.State == StateUnset {
			*setting = Unknown[string](at, why)
		}
	}
}

// OpenScheme notes that a security scheme which is not defined in view may be defined where
// the API is put together.
func (a *API) OpenScheme(scheme, why string) {
	for _, method := range a.Methods.Items {
		for i, required := range method.Requirements {
			if required.Scheme == scheme && required.Grants.State == StateUnset {
				method.Requirements[i].Grants = Unknown[string](required.Range, why)
			}
		}
	}
}

// linkMethods puts the paths of v1 methods together.
func (l *linker) linkMethods() {
	integrations := l.integrations()
	for _, bound := range l.declared.Methods {
		method := bound.Thing
		if bound.Resource.State != StateUnset {
			method.Path = l.path(bound.Resource, 0)
		}
		method.Label = cmp.Or(method.Label, method.label())
		method.Authorizer = l.authorizer(method.Authorizer)
		if on, ok := placeOf(bound.Resource, method.Verb); ok {
			method.Integration = integrations[on]
		}
	}
}

// A place is that of a v1 method in its API.
type place struct{ resource, verb string }

func placeOf(resource, verb Text) (on place, known bool) {
	hole, inView := SoleHole(resource, HoleResource)
	text, written := verb.Get()
	return place{hole.Of, text}, inView && written
}

// integrations are the addresses of the integrations of methods.
func (l *linker) integrations() map[place]string {
	byPlace := map[place]string{}
	for _, integration := range l.declared.Integrations {
		if on, known := placeOf(integration.Resource, integration.Verb); known {
			byPlace[on] = integration.Address
		}
	}
	return byPlace
}

// linkForeignAuthorizers finds methods that name an authorizer of another API. Both APIs
// have to be declared in view: what is only referred to may be the same one.
func (l *linker) linkForeignAuthorizers() {
	owners := map[string]string{}
	for _, bound := range l.declared.Authorizers {
		owner := l.declaredAPI(bound.API)
		if other, seen := owners[bound.Thing.Address]; seen && other != owner {
			owner = "" // one of several, by a condition
		}
		owners[bound.Thing.Address] = owner
	}
	for _, bound := range l.declared.Methods {
		method := bound.Thing
		address, _ := method.Authorizer.Get()
		mine, owner := l.declaredAPI(bound.API), owners[address]
		if mine != "" && mine != owner {
			method.AuthorizerAPI = owner
		}
	}
}

// declaredAPI is the address of the API in view that a reference names; empty where it
// names none for certain.
func (l *linker) declaredAPI(reference Text) string {
	hole, _ := SoleHole(reference, HoleAPI)
	if l.declaredAPIs[hole.Of] {
		return hole.Of
	}
	return ""
}

// label is what people call a method: the verb and the path as far as they are known.
func (m *Method) label() string {
	verb, path := Show(PartsOf(m.Verb)), Show(PartsOf(m.Path))
	if verb == "" || path == "" {
		return m.Address
	}
	return verb + " " + path
}

// authorizer turns a reference into the address of what it names.
func (l *linker) authorizer(reference Text) Text {
	hole, ok := SoleHole(reference, HoleAuthorizer)
	if !ok {
		return reference
	}
	return Written(hole.Of, reference.Range)
}

// maxPathDepth is far above the depth of any API, and ends a cycle of resources.
const maxPathDepth = 64

// path follows the chain of resources up to the root.
func (l *linker) path(resource Text, depth int) Text {
	hole, ok := SoleHole(resource, HoleResource)
	switch {
	case !ok, depth > maxPathDepth:
		return Unknown[string](resource.Range, "the path is that of "+cmp.Or(Show(PartsOf(resource)), "a resource that is not known"))
	case l.byAddress[hole.Of] != nil:
		return Written("/", resource.Range)
	}
	if path, done := l.resources[hole.Of]; done {
		path.Range = resource.Range
		return path
	}
	segment, inView := l.paths[hole.Of]
	if !inView {
		return Unknown[string](resource.Range, "the path is that of "+hole.Of+", which is not in view")
	}
	parent := l.path(segment.Parent, depth+1)
	path := Unknown[string](resource.Range, cmp.Or(parent.Why, segment.Part.Why))
	if parents, parts := PartsOf(parent), PartsOf(segment.Part); parents != nil && parts != nil {
		if parent.Value == nil || *parent.Value != "/" {
			parents = append(slices.Clone(parents), Literal("/"))
		}
		path = TextOf(resource.Range, path.Why, append(slices.Clone(parents), parts...)...)
	}
	l.resources[hole.Of] = path
	return path
}

// linkPolicies gives resource policies to their API, and statements of IAM policies
// to the APIs that their resources name.
func (l *linker) linkPolicies() {
	for _, bound := range l.declared.ResourcePolicies {
		api, certain := l.find(bound.API, bound.Protocol, bound.Format, bound.Range)
		api.ResourcePolicy = bound.Thing
		if certain {
			continue
		}
		for _, other := range l.apis {
			if other != api && other.ResourcePolicy.State == StateUnset && other.mayBe(bound.Protocol) {
				other.ResourcePolicy = Unknown[Policy](bound.Range, "it is not known which API this policy is for")
			}
		}
	}
	for _, statement := range l.declared.CallerPolicies {
		for _, address := range statement.apis() {
			if api := l.byAddress[address]; api != nil {
				api.CallerPolicies.Items = append(api.CallerPolicies.Items, statement)
			}
		}
	}
}

// apis are the addresses of the APIs that a statement's resources name, sorted.
func (s *Statement) apis() []string {
	named := map[string]bool{}
	for _, list := range []Value[[]Text]{s.Resources, s.NotResources} {
		resources, _ := list.Get()
		for _, resource := range resources {
			if hole, ok := FindHole(resource, HoleAPI); ok {
				named[hole.Of] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(named))
}

// linkAuthorizers finds the function of each authorizer, the permissions on it and the
// role that it is called with.
func (l *linker) linkAuthorizers(api *API) {
	for _, authorizer := range api.Authorizers.Items {
		if authorizer.Function.State == StateUnknown {
			authorizer.Function = l.function(authorizer.URI)
		}
		invokes := invokedBy(authorizer.URI)
		authorizer.Qualifier = QualifierOf(invokes)
		authorizer.Invokes = l.withNames(invokes)
		authorizer.Permissions = l.permissions(authorizer.Function)
		authorizer.Code = l.codeOf(authorizer.Function)
		authorizer.Role = l.role(authorizer.InvokeRole)
	}
}

// codeOf is where the source of a function is; nil where the function is not in view.
func (l *linker) codeOf(function Text) *Code {
	address, _ := function.Get()
	locate := l.code[address]
	if locate == nil {
		return nil
	}
	code := locate()
	return &code
}

// permissions are those on a function. They are complete where the function itself
// is declared in view and every permission tells which function it is for.
func (l *linker) permissions(function Text) List[*Permission] {
	address, known := function.Get()
	if !known {
		return List[*Permission]{Why: "the function is not known"}
	}
	list := Complete(slices.Clip(l.granted[address])...)
	if l.declared.Open != "" {
		list.Open(l.declared.Open)
	}
	if !l.inView[address] {
		list.Open("the function is not in view")
	}
	if l.unplaced != "" {
		list.Open("it is not known which function " + l.unplaced + " is for")
	}
	if l.unnamed[address] && l.elsewhere != "" {
		list.Open("it is not known which function " + l.elsewhere + " is for")
	}
	return list
}

// indexPermissions finds the function that each permission is on, once: there can be
// thousands of both.
func (l *linker) indexPermissions() {
	for _, permission := range l.declared.Permissions {
		if permission.Qualifier.State == StateUnset {
			permission.Qualifier = QualifierOf(permission.Function)
		}
		on, ok := l.function(permission.Function).Get()
		switch {
		case !ok:
			l.unplaced = cmp.Or(l.unplaced, permission.Address)
			continue
		case !l.inView[on]:
			l.elsewhere = cmp.Or(l.elsewhere, permission.Address)
		}
		l.granted[on] = append(l.granted[on], permission)
	}
}
