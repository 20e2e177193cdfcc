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

// refuseSpot looks at the path or the method of an event. A REST API needs both, an
// HTTP API a method where there is a path.
func (t *template) refuseSpot(api *samAPI, address string, e event, name string, properties *tree.Node) {
	value := properties.Get(name)
	needed := !api.http || name == "Method" && !properties.Get("Path").IsAbsent()
	switch {
	case value != nil && t.hidden(e.properties.Get(name)):
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
	case authorizer != nil && t.hidden(e.properties.At("Auth", "Authorizer")):
		t.refuse(api.API, address, authorizer.Range, "Authorizer is a name; the transform does not see through a function")
	case isOther(authorizer, tree.String):
		t.refuse(api.API, address, authorizer.Range, "Authorizer is a name, and this is %s", authorizer.KindName())
	case authorizer.IsAbsent() && api.http && fallback.IsAbsent():
		t.refuse(api.API, address, auth.Place(), "Auth of an event needs an Authorizer, or a DefaultAuthorizer of the API")
	case textOf(authorizer) == model.AuthorizationNone && fallback.IsAbsent():
		t.refuse(api.API, address, authorizer.Range, "NONE is only for a method that the DefaultAuthorizer would guard, and the API has none")
	case authorizer.IsScalar() && authorizer.Text != model.AuthorizationNone && tree.Why(api.auth.Get("Authorizers")) == "" && !api.hasAuthorizer(authorizer.Text):
		t.refuse(api.API, address, authorizer.Range, "the event names the authorizer %s, which %s", authorizer.Text, api.lacks(authorizer.Text))
	}
	if scopes := auth.Get("AuthorizationScopes"); isOther(scopes, tree.Sequence) {
		t.refuse(api.API, address, scopes.Range, "AuthorizationScopes is a list of texts")
	}
	key := auth.Get("ApiKeyRequired")
	if all := api.auth.Get("ApiKeyRequired"); !api.http && key.IsKnown() && textOf(key) == "false" && (all.IsAbsent() || textOf(all) == "false") {
		t.refuse(api.API, address, key.Range, "ApiKeyRequired: false is only for a method of an API that requires a key, and this one does not")
	}
}

// refuseReference looks at an event of an HTTP API that is not there. The refusal goes
// to an API of its own, of which nothing is in view.
func (t *template) refuseReference(r *resource, e event) {
	named := e.properties.Get("ApiId")
	id := e.reference()
	if e.kind != "HttpApi" || named.IsAbsent() || t.declared.Open != "" {
		return
	}
	address := r.address() + ".Events." + e.name
	missing := &resource{id: id, kind: typeServerlessHTTPAPI, key: e.key, kindAt: e.key, exists: r.exists}
	switch value := t.resolve(named); {
	case isOther(value, tree.String):
		missing.id = e.name
		api := t.unseenAPI(missing)
		t.refuse(api, address, value.Range, "ApiId is a reference to an API, and this is %s", value.KindName())
	case value != nil && id != "" && t.byID[id] == nil && !t.document.Get("Parameters").Has(id):
		api := t.unseenAPI(missing)
		t.refuse(api, address, value.Range, "ApiId names %s, and the template has no AWS::Serverless::HttpApi of that name", id)
	}
}

// unseenAPI is an API that the template only names.
func (t *template) unseenAPI(r *resource) *model.API {
	r.of, r.shown = t, t.addressOf(r.id, nil)
	for _, api := range t.declared.APIs {
		if api.Address == r.address() {
			return api
		}
	}
	api := newAPI(r, model.FormatSAM, model.Written(model.HTTP, r.kindAt))
	const why = "the template does not have this API"
	api.Name = model.Unknown[string](r.key, why)
	api.Open(why)
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
