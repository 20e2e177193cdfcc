package model

import (
	"slices"
	"testing"
)

// at makes a reference that is one hole.
func reference(kind HoleKind, of string) Text { return TextOf(here, "", HoleOf(kind, of)) }

func restAPI(address string) *API {
	return &API{
		Address: address, Protocol: Written(REST, here),
		Authorizers: Complete[*Authorizer](), Methods: Complete[*Method](), GatewayResponses: Complete[*GatewayResponse](),
		Stages: Complete[*Stage](), ResourcePolicy: Unset[Policy](here),
	}
}

func bound[T any](api Text, thing T) Bound[T] {
	return Bound[T]{API: api, Thing: thing, Protocol: Written(REST, here), Resource: Unset[string](here), Format: FormatTerraform, Range: here}
}

func TestLinkPutsPathsTogether(t *testing.T) {
	method := func(resource Text) Bound[*Method] {
		m := bound(reference(HoleAPI, "api"), &Method{Address: "m", Verb: Written("GET", here), Authorizer: Unset[string](here)})
		m.Resource = resource
		return m
	}
	resources := []PathResource{
		{"orders", reference(HoleResource, "api"), Written("orders", here)},
		{"order", reference(HoleResource, "orders"), Written("{id}", here)},
		{"tenant", reference(HoleResource, "orders"), TextOf(here, "depends on var.tenant", Literal("t-"), HoleOf(HoleVariable, "var.tenant"))},
		{"lost", reference(HoleResource, "elsewhere"), Written("x", here)},
		{"loop", reference(HoleResource, "loop"), Written("y", here)},
	}
	for of, want := range map[string]string{
		"api":    "GET /",
		"orders": "GET /orders",
		"order":  "GET /orders/{id}",
		"tenant": "GET /orders/t-${var.tenant}",
		"lost":   "m", // nobody knows its path: the address is what it is called
		"loop":   "m",
	} {
		declared := Declared{APIs: []*API{restAPI("api")}, PathResources: resources, Methods: []Bound[*Method]{method(reference(HoleResource, of))}}
		if got := declared.Link()[0].Methods.Items[0].Label; got != want {
			t.Errorf("%s: got %q, want %q", of, got, want)
		}
	}
}

func TestLinkGivesThingsToTheirAPI(t *testing.T) {
	declared := Declared{
		APIs: []*API{restAPI("a"), restAPI("b")},
		Authorizers: []Bound[*Authorizer]{
			bound(reference(HoleAPI, "a"), &Authorizer{Address: "of a"}),
			bound(reference(HoleVariable, "var.api"), &Authorizer{Address: "of some API"}),
		},
	}
	apis := declared.Link()
	if len(apis) != 3 {
		t.Fatalf("got %d APIs, want those declared and one that is not in view", len(apis))
	}
	if items := apis[0].Authorizers.Items; len(items) != 1 || items[0].Address != "of a" {
		t.Errorf("a has %v", items)
	}
	for _, api := range apis {
		if api.Authorizers.Complete {
			t.Errorf("%s: the authorizer of an unknown API may be its own", api.Address)
		}
	}
	if !apis[0].Methods.Complete || apis[2].Methods.Complete {
		t.Error("only the API out of view has methods that nobody sees")
	}
	if apis[2].Address != "${var.api}" {
		t.Errorf("the API out of view is called %q", apis[2].Address)
	}
}

func TestLinkLeavesOtherProtocolsAlone(t *testing.T) {
	http := restAPI("http")
	http.Protocol = Written(HTTP, here)
	declared := Declared{
		APIs:        []*API{http},
		Authorizers: []Bound[*Authorizer]{bound(Unknown[string](here, "depends on var.x"), &Authorizer{})},
	}
	if !declared.Link()[0].Authorizers.Complete {
		t.Error("a REST authorizer cannot belong to an HTTP API")
	}
}

func TestLinkFindsThePermissionsOfAnAuthorizer(t *testing.T) {
	function := Function{Address: "aws_lambda_function.f", Name: Written("check", here)}
	arn := func(name Part) []Part {
		return []Part{Literal("arn:aws:lambda:eu-west-1:111122223333:function:"), name}
	}
	uri := func(name Part) Text {
		return TextOf(here, "", slices.Concat([]Part{Literal("arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/")}, arn(name), []Part{Literal("/invocations")})...)
	}
	named := func(text Text) *Permission { return &Permission{Address: "p", Function: text} }

	for name, c := range map[string]struct {
		uri        Text
		permission *Permission
		functions  []Function
		wantCount  int
		complete   bool
	}{
		"by reference":              {uri(HoleOf(HoleFunction, function.Address)), named(reference(HoleFunction, function.Address)), []Function{function}, 1, true},
		"by the same name":          {uri(HoleOf(HoleFunction, function.Address)), named(Written("check", here)), []Function{function}, 1, true},
		"by its ARN with an alias":  {uri(HoleOf(HoleFunction, function.Address)), named(TextOf(here, "", append(arn(Literal("check")), Literal(":live"))...)), []Function{function}, 1, true},
		"another function":          {uri(HoleOf(HoleFunction, function.Address)), named(Written("other", here)), []Function{function}, 0, true},
		"nobody knows whose":        {uri(HoleOf(HoleFunction, function.Address)), named(Unknown[string](here, "depends on var.f")), []Function{function}, 0, false},
		"the function is elsewhere": {uri(Literal("check")), named(Written("check", here)), nil, 1, false},
		"its own name is not known": {uri(HoleOf(HoleFunction, function.Address)), named(Written("other", here)), []Function{{Address: function.Address, Name: Unset[string](here)}}, 0, false},
		"the URI is not known":      {Unknown[string](here, "depends on var.uri"), named(Written("check", here)), []Function{function}, 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			declared := Declared{
				APIs:        []*API{restAPI("a")},
				Authorizers: []Bound[*Authorizer]{bound(reference(HoleAPI, "a"), &Authorizer{URI: c.uri})},
				Permissions: []*Permission{c.permission},
				Functions:   c.functions,
			}
			got := declared.Link()[0].Authorizers.Items[0].Permissions
			if len(got.Items) != c.wantCount || got.Complete != c.complete {
				t.Errorf("got %d permissions, complete %v (%s)", len(got.Items), got.Complete, got.Why)
			}
		})
	}
}

func TestSealWritesTheARNThatPoliciesAreMatchedAgainst(t *testing.T) {
	const api = "arn:${partition}:execute-api:${region}:${account}:${a}"
	for want, method := range map[string]*Method{
		api + "/${stage}/GET/":                   {Verb: Written("GET", here), Path: Written("/", here)},
		api + "/${stage}/GET/orders/${id}":       {Verb: Written("GET", here), Path: Written("/orders/{id}", here)},
		api + "/${stage}/${verb}/files/${rest+}": {Verb: Written("ANY", here), Path: Written("/files/{rest+}", here)},
		api + "/${stage}/POST/${the path}":       {Verb: Written("POST", here)},
	} {
		a := restAPI("a")
		a.Methods = Complete(method)
		a.Seal()
		if got := Show(PartsOf(method.ARN)); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	greedy := restAPI("a")
	files := &Method{Verb: Written("GET", here), Path: Written("/{id}/{rest+}", here)}
	greedy.Methods = Complete(files)
	greedy.Seal()
	if one, ok := FindHole(files.ARN, HoleSegment); !ok || one.Of != "id" {
		t.Errorf("a parameter is %+v", one)
	}
	if all, ok := FindHole(files.ARN, HolePath); !ok || all.Of != "rest+" {
		t.Errorf("a greedy parameter is %+v", all)
	}
	socket := restAPI("a")
	socket.Protocol = Written(WebSocket, here)
	connect := &Method{RouteKey: Written("$connect", here)}
	socket.Methods = Complete(connect)
	socket.Seal()
	if got, want := Show(PartsOf(connect.ARN)), api+"/${stage}/$connect"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestSubjectsJoinAuthorizersAndMethods(t *testing.T) {
	a := restAPI("a")
	a.Authorizers = Complete(&Authorizer{Address: "jwt"}, &Authorizer{Address: "unused"})
	a.Methods = Complete(&Method{Address: "get", AuthorizationType: Written(AuthorizationJWT, here), Authorizer: Written("jwt", here)}, &Method{Address: "post", Authorizer: Unset[string](here)})

	inputs := map[string]any{}
	for _, subject := range a.Subjects() {
		inputs[subject.Address] = subject.Input
	}
	if got := inputs["jwt"].(AuthorizerInput).Methods; len(got.Items) != 1 || !got.Complete {
		t.Errorf("users of jwt: %+v", got)
	}
	if got := inputs["unused"].(AuthorizerInput).Methods; len(got.Items) != 0 || !got.Complete {
		t.Errorf("users of unused: %+v", got)
	}
	if got := inputs["get"].(MethodInput).Authorizer; got == nil || got.Address != "jwt" {
		t.Errorf("authorizer of get: %+v", got)
	}

	a.Methods.Items[0].AuthorizationType = Unknown[string](here, "depends on var.type")
	for _, subject := range a.Subjects() {
		if input, ok := subject.Input.(AuthorizerInput); ok && (input.Methods.Complete || len(input.Methods.Items) > 0) {
			t.Errorf("%s: get may or may not use it", subject.Address)
		}
	}
	a.Methods.Items[0].AuthorizationType = Written(AuthorizationJWT, here)

	a.Methods.Items[1].Authorizer = Unknown[string](here, "depends on var.authorizer")
	for _, subject := range a.Subjects() {
		if input, ok := subject.Input.(AuthorizerInput); ok && input.Methods.Complete {
			t.Errorf("%s: post may use it", subject.Address)
		}
	}
}

// A response of the body gives way to a resource that certainly sets the same one.
func TestLinkSetsResponsesAfterTheBody(t *testing.T) {
	response := func(address, kind string, exists Value[bool]) *GatewayResponse {
		return &GatewayResponse{Address: address, Type: Written(kind, here), Exists: exists}
	}
	for name, test := range map[string]struct {
		resource *GatewayResponse
		want     []string
	}{
		"the same":              {response("resource", "UNAUTHORIZED", Certain(here)), []string{"body 4XX", "resource"}},
		"another":               {response("resource", "ACCESS_DENIED", Certain(here)), []string{"body", "body 4XX", "resource"}},
		"perhaps the same":      {&GatewayResponse{Address: "resource", Exists: Certain(here)}, []string{"body", "body 4XX", "resource"}},
		"the same, if it is":    {response("resource", "UNAUTHORIZED", Maybe(here, "count")), []string{"body", "body 4XX", "resource"}},
		"the same, if it's not": {response("resource", "UNAUTHORIZED", Written(false, here)), []string{"body", "body 4XX", "resource"}},
	} {
		api := restAPI("api")
		api.Definition.Body = true
		api.GatewayResponses = Complete(response("body", "UNAUTHORIZED", Certain(here)), response("body 4XX", "DEFAULT_4XX", Certain(here)))
		declared := Declared{APIs: []*API{api}, GatewayResponses: []Bound[*GatewayResponse]{bound(reference(HoleAPI, "api"), test.resource)}}
		var got []string
		for _, response := range declared.Link()[0].GatewayResponses.Items {
			got = append(got, response.Address)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
		if len(api.Definition.Resources) != 1 || api.Definition.Resources[0].Address != "resource" {
			t.Errorf("%s: beside the body: %v", name, api.Definition.Resources)
		}
	}
}

// What rules are told of an API and of its authorizers, beside the things themselves.
func TestSubjectsSortMethods(t *testing.T) {
	method := func(label, verb, kind, authorizer string) *Method {
		return &Method{Address: label, Label: label, Exists: Certain(here), Verb: Written(verb, here), AuthorizationType: Written(kind, here), Authorizer: Written(authorizer, here)}
	}
	uncached := &Authorizer{Address: "uncached", Kind: Written(KindRequest, here), TTLSeconds: Written(0, here)}
	cached := &Authorizer{Address: "cached", Kind: Written(KindRequest, here), TTLSeconds: Written(300, here)}
	token := &Authorizer{Address: "token", Kind: Written(KindToken, here), TTLSeconds: Written(0, here)}
	perhaps := method("perhaps", "GET", AuthorizationCustom, "token")
	perhaps.Exists = Maybe(here, "count")
	fallback := method("fallback", "ANY", AuthorizationCustom, "uncached")
	fallback.Verb, fallback.RouteKey = Unknown[string](here, ""), Written("$default", here)
	methods := []*Method{
		method("asked", "GET", AuthorizationCustom, "uncached"), method("kept", "PUT", AuthorizationCustom, "cached"),
		method("read", "GET", AuthorizationCustom, "token"), method("elsewhere", "GET", AuthorizationJWT, "elsewhere"),
		method("open", "GET", AuthorizationNone, ""), method("signed", "GET", AuthorizationIAM, ""), perhaps, fallback,
		method("guarded preflight", "OPTIONS", AuthorizationCustom, "token"), method("preflight", "OPTIONS", AuthorizationNone, ""),
	}
	api := restAPI("api")
	api.Authorizers, api.Methods = Complete(uncached, cached, token), Complete(methods...)
	about := api.Subjects()[0].Input.(APIInput)
	check := func(what string, got []*Method, want ...string) {
		t.Helper()
		var labels []string
		for _, method := range got {
			labels = append(labels, method.Label)
		}
		if !slices.Equal(labels, want) {
			t.Errorf("%s: %v, want %v", what, labels, want)
		}
	}
	check("guarded", about.Guarded, "asked", "kept", "read", "elsewhere", "fallback")
	check("checked", about.Checked, "kept", "read")
	check("guarded by the one", api.Subjects()[3].Input.(AuthorizerInput).Guarded, "read")
	check("preflights", about.Preflights.Items, "preflight")
	if about.Preflights.Complete {
		t.Error("a method whose verb nobody knows may answer preflights")
	}
	methods[7].Verb = Written("ANY", here)
	if !api.Subjects()[0].Input.(APIInput).Preflights.Complete {
		t.Error("every method is told")
	}
}

func TestLinkFindsAuthorizersOfOtherAPIs(t *testing.T) {
	for name, test := range map[string]struct{ method, authorizer, uses, want string }{
		"another API":              {"a", "b", "auth", "b"},
		"the same API":             {"a", "a", "auth", ""},
		"no authorizer of its own": {"a", "b", "other", ""},
		"one of either API":        {"a", "b", "either", ""},
		"an API out of view":       {"a", "data.b", "auth", ""},
		"a method out of view":     {"data.a", "b", "auth", ""},
	} {
		method := &Method{Address: "m", Verb: Written("GET", here), Authorizer: Written(test.uses, here)}
		declared := Declared{
			APIs: []*API{restAPI("a"), restAPI("b")},
			Authorizers: []Bound[*Authorizer]{
				bound(reference(HoleAPI, test.authorizer), &Authorizer{Address: "auth"}),
				bound(reference(HoleAPI, "a"), &Authorizer{Address: "either"}),
				bound(reference(HoleAPI, "b"), &Authorizer{Address: "either"}),
			},
			Methods: []Bound[*Method]{bound(reference(HoleAPI, test.method), method)},
		}
		declared.Link()
		if method.AuthorizerAPI != test.want {
			t.Errorf("%s: got %q, want %q", name, method.AuthorizerAPI, test.want)
		}
	}
}
