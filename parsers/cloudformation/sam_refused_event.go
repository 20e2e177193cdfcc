package cloudformation

import (
	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/tree"
)

// refuseEvent looks for what the transform refuses of an event; api is the one that it
// is for.
func (t *template) refuseEvent(api *samAPI, address string, e event) {
	p := t.resolve(e.properties)
	if isOther(p, tree.Mapping) {
		t.refuse(api.API, address, p.Range, "the properties of an event are a mapping, and these are %s", p.KindName())
		return
	}
	t.refuseSpot(api, address, e, "Path", p)
	t.refuseSpot(api, address, e, "Method", p)
	if auth := p.Get("Auth"); isOther(auth, tree.Mapping) {
		t.refuse(api.API, address, auth.Range, "Auth is a mapping, and this is %s", auth.KindName())
	} else if api.auth == nil || api.auth.IsKnown() {
		t.refuseEventAuth(api, address, e, auth)
	}
}

// refuseSpot looks at the path or the method of an event. Both are needed, unless an
// HTTP API has neither.
func (t *template) refuseSpot(api *samAPI, address string, e event, name string, properties *tree.Node) {
	value := properties.Get(name)
	needed := !api.http || !properties.Get("Path").IsAbsent() || !properties.Get("Method").IsAbsent()
	switch {
	case value != nil && t.unseen(e.properties.Get(name)):
		t.refuse(api.API, address, value.Range, "%s is written out; the transform does not see through a function", name)
	case value.IsAbsent() && needed:
		t.refuse(api.API, address, e.key, "the event has no %s", name)
	case isOther(value, tree.String):
		t.refuse(api.API, address, value.Range, "%s is a text, and this is %s", name, value.KindName())
	}
}

// refuseEventAuth looks at what an event says about its callers.
func (t *template) refuseEventAuth(api *samAPI, address string, e event, auth *tree.Node) {
	if isEmpty(auth) || !auth.IsKnown() || !api.managed && !isTrue(auth.Get("OverrideApiAuth")) {
		return
	}
	authorizer := auth.Get("Authorizer")
	switch fallback := api.auth.Get("DefaultAuthorizer"); {
	case authorizer != nil && t.unseen(e.properties.At("Auth", "Authorizer")):
		t.refuse(api.API, address, authorizer.Range, "Authorizer is a name; the transform does not see through a function")
	case isOther(authorizer, tree.String):
		t.refuse(api.API, address, authorizer.Range, "Authorizer is a name, and this is %s", authorizer.KindName())
	case authorizer.IsAbsent() && api.http && fallback.IsAbsent():
		t.refuse(api.API, address, auth.Place(), "Auth of an event needs an Authorizer, or a DefaultAuthorizer of the API")
	case textOf(authorizer) == model.AuthorizationNone && fallback.IsAbsent():
		t.refuse(api.API, address, authorizer.Range, "NONE is only for a method that the DefaultAuthorizer would guard, and the API has none")
	case authorizer.IsScalar() && authorizer.Text != model.AuthorizationNone && tree.Why(api.auth.Get("Authorizers")) == "" && !api.hasAuthorizer(authorizer.Text):
		t.refuseAuthorizer(api, address, authorizer, "the event names the authorizer")
	}
	if scopes := auth.Get("AuthorizationScopes"); isOther(scopes, tree.Sequence) {
		t.refuse(api.API, address, scopes.Range, "AuthorizationScopes is a list of texts")
	}
	key := auth.Get("ApiKeyRequired")
	if all := api.auth.Get("ApiKeyRequired"); !api.http && key.IsKnown() && textOf(key) == "false" && (all.IsAbsent() || textOf(all) == "false") {
		t.refuse(api.API, address, key.Range, "ApiKeyRequired: false is only for a method of an API that requires a key, and this one does not")
	}
}

// refuseReference looks at an event whose API SAM does not have. The refusal goes to an
// API of its own, of which nothing is in view.
func (t *template) refuseReference(r *resource, e event) {
	property, kind := e.apiProperty()
	named := e.properties.Get(property)
	value := t.resolve(named)
	if value.IsAbsent() || t.declared.Open != "" {
		return
	}
	id, address := e.reference(), r.address()+".Events."+e.name
	missing := &resource{id: id, kind: kind, key: e.key, kindAt: e.key, exists: r.exists}
	switch there := t.byID[id]; {
	case isOther(value, tree.String), !isReference(named) && t.hidden(named):
		missing.id = e.name
		t.refuse(t.unseenAPI(missing), address, value.Range, "%s is a reference to an API of the template, and this is %s", property, t.describe(named, value))
	case id != "" && there == nil && !t.isParameter(id) && !t.isPiece(id):
		t.refuse(t.unseenAPI(missing), address, value.Range, "%s names %s, and the template has no %s of that name", property, id, kind)
	case there != nil && there.kind == typeServerlessHTTPAPI && kind == typeServerlessAPI:
		t.refuse(t.unseenAPI(there), address, value.Range, "the event is for a REST API, and %s is an HTTP API", id)
	}
}

// isReference reports whether a value is written as Ref.
func isReference(written *tree.Node) bool {
	name, _, ok := intrinsic(written)
	return ok && name == "Ref"
}

// describe names what stands in the place of a reference.
func (t *template) describe(written, value *tree.Node) string {
	if t.hidden(written) {
		return "a function that the transform does not see through"
	}
	return value.KindName()
}

// maxUnseen bounds the APIs that a template only names. No template that people write
// comes near.
const maxUnseen = 100

// unseenAPI is the API of a resource that is declared, or one that the template only
// names; nil where it names too many.
func (t *template) unseenAPI(r *resource) *model.API {
	address := t.addressFor(r.id)
	if api := t.onlyNamed[address]; api != nil {
		return api
	}
	for _, api := range t.declared.APIs {
		if api.Address == address {
			return api
		}
	}
	if len(t.onlyNamed) >= maxUnseen {
		return nil
	}
	protocol := model.REST
	if r.kind == typeServerlessHTTPAPI {
		protocol = model.HTTP
	}
	r.of, r.shown = t, address
	api := newAPI(r, model.FormatSAM, model.Written(protocol, r.kindAt))
	const why = "the template does not have this API"
	api.Name = model.Unknown[string](r.key, why)
	api.Open(why)
	t.onlyNamed[address] = api
	t.declared.APIs = append(t.declared.APIs, api)
	return api
}

// refuseGlobals looks at the section Globals, and tells the first REST API of it.
func (t *template) refuseGlobals(apis []*samAPI) {
	globals := t.document.At("Globals", globalsOf(typeServerlessAPI))
	if globals == nil {
		return
	}
	for _, field := range globals.Fields {
		if field.Key != "StageName" && field.Key != "DefinitionBody" {
			continue
		}
		for _, api := range apis {
			if !api.http {
				t.refuse(api.API, "Globals.Api", field.KeyRange, "%s is a property of each API, and not one of Globals", field.Key)
				break
			}
		}
	}
}
