package cloudformation

import (
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// The logical ids of the APIs that the transform makes for events that name none.
const (
	implicitRestAPI = "ServerlessRestApi"
	implicitHTTPAPI = "ServerlessHttpApi"
)

// isSAMAPI reports whether a type is one of SAM's APIs whose methods come from events.
func isSAMAPI(kind string) bool { return kind == typeServerlessAPI || kind == typeServerlessHTTPAPI }

// isAPI reports whether a type is an API.
func isAPI(kind string) bool {
	return isSAMAPI(kind) || kind == typeRestAPI || kind == typeV2API || kind == typeServerlessWebSocketAPI
}

// hasEvents reports whether a type has events that can be requests of an API.
func hasEvents(kind string) bool {
	return kind == typeServerlessFunction || kind == typeServerlessStateMachine
}

// A samAPI is an AWS::Serverless::Api or HttpApi while the transform's work is done on it.
type samAPI struct {
	*model.API
	properties *tree.Node // without intrinsics
	auth       *tree.Node // Auth
	document   *tree.Node // the definition that the author gives
	http       bool

	authorizers map[string]*model.Authorizer // by the name that they have in Auth
	scopes      map[string]model.Value[[]model.Text]
	fallback    model.Text // DefaultAuthorizer

	// managed is whether events add methods: not to a definition that the author
	// gives, except on HTTP APIs or with MergeDefinitions.
	managed bool
	events  []eventMethod
	atPath  map[string][]*model.Method // those of events so far

	// overrides are events that add no method and say who may call the one that the
	// definition has, by verb and path.
	overrides map[string]eventMethod

	// policy are the statements that events add to the resource policy, and opened is
	// why there may be more of them than are in view.
	policy []*model.Statement
	opened string
}

// declareSAM does what the transform does: APIs, then the events that add methods to
// them, then what applies to all methods of an API.
func (t *template) declareSAM() {
	apis := map[string]*samAPI{}
	var inOrder []*samAPI
	for _, r := range t.resources {
		switch {
		case isSAMAPI(r.kind):
			api := t.samAPI(r)
			apis[r.address()] = api
			inOrder = append(inOrder, api)
		case r.kind == typeServerlessWebSocketAPI:
			t.samWebSocketAPI(r)
		}
	}
	for _, r := range t.resources {
		if hasEvents(r.kind) {
			t.addEvents(r, apis)
		}
		t.addConnectors(r)
	}
	t.refuseGlobals(inOrder)
	for _, api := range inOrder {
		t.finish(api)
	}
}

// samAPI reads all of an API but the methods that events add.
func (t *template) samAPI(r *resource) *samAPI {
	api := &samAPI{
		properties:  t.resolved(r),
		http:        r.kind == typeServerlessHTTPAPI,
		authorizers: map[string]*model.Authorizer{},
		scopes:      map[string]model.Value[[]model.Text]{},
		overrides:   map[string]eventMethod{},
		atPath:      map[string][]*model.Method{},
	}
	protocol := model.REST
	if api.http {
		protocol = model.HTTP
	}
	api.API = newAPI(r, model.FormatSAM, model.Written(protocol, r.kindAt))
	api.Name = t.reader.Text(api.properties, "Name")
	api.auth = t.section(api, "Auth")
	t.readStage(api)
	if api.http {
		t.readHTTPCORS(api)
	} else {
		t.readRESTSettings(api)
	}
	t.readDefinition(api)
	api.dropReplaced()
	t.readAuth(api)
	t.refuseAPI(api, r.properties)
	t.declared.APIs = append(t.declared.APIs, api.API)
	return api
}

// section is a property that is a mapping. Of what else stands there nothing is known:
// the transform refuses it.
func (t *template) section(api *samAPI, name string) *tree.Node {
	section := api.properties.Get(name)
	if isOther(section, tree.Mapping) {
		return tree.NewUnknown(section.Range, name+" is not a mapping")
	}
	return section
}

// readDefinition reads the definition that the author gives, if any, and settles
// whether events add to it.
func (t *template) readDefinition(api *samAPI) {
	body, location := api.properties.Get("DefinitionBody"), api.properties.Get("DefinitionUri")
	switch {
	case !body.IsAbsent():
		api.document = modernised(body)
		t.fillFrom(api.API, api.document, api.Address+".DefinitionBody.")
		api.managed = api.http || isTrue(api.properties.Get("MergeDefinitions")) && mergesPaths(body)
	case !location.IsAbsent():
		t.readLocation(api, location)
	default:
		api.managed = true
	}
}

// mergesPaths reports whether the transform has something to merge the methods of
// events into: it forgets those of a definition without paths.
func mergesPaths(body *tree.Node) bool { return body.Get("paths") != nil }

// modernised moves securityDefinitions, which OpenAPI 3 does not know, to where it has
// them, as the transform does.
func modernised(body *tree.Node) *tree.Node {
	schemes := body.Get("securityDefinitions")
	if !strings.HasPrefix(textOf(body.Get("openapi")), "3") || schemes.IsAbsent() {
		return body
	}
	components := tree.Node{Kind: tree.Mapping, Range: schemes.Range}
	if written := body.Get("components"); written.IsKnown() && written.Kind == tree.Mapping {
		components = *written
	}
	components.Fields = append(slices.Clone(components.Fields), tree.Field{Key: "securitySchemes", KeyRange: schemes.Place(), Value: schemes})
	moved := *body
	moved.Fields = append(slices.Clone(body.Fields), tree.Field{Key: "components", KeyRange: schemes.Place(), Value: &components})
	return &moved
}

// readLocation reads the definition from a file, as it is before it is packaged.
func (t *template) readLocation(api *samAPI, location *tree.Node) {
	if !isLocal(location) {
		api.OpenDefinition(location.Range, "the definition of the API is not among the files in view")
		return
	}
	document := t.resolve(t.referred(location))
	if document == nil {
		api.OpenDefinition(location.Range, "the file "+location.Text+" could not be read")
		return
	}
	api.document = document
	t.fillFrom(api.API, document, api.Address+".DefinitionUri.")
}

// isTrue reports whether a value is certainly true.
func isTrue(n *tree.Node) bool { return strings.EqualFold(textOf(n), "true") }

// readStage reads the one stage that SAM makes. An HTTP API has a default for its
// name, and its stage follows every change.
func (t *template) readStage(api *samAPI) {
	name, variables := t.reader.Text(api.properties, "StageName"), "Variables"
	autoDeploy := model.Unset[bool](api.Range)
	if api.http {
		name, variables = name.Or("$default"), "StageVariables"
		autoDeploy = model.Default(true, api.Range)
	}
	api.Stages.Items = append(api.Stages.Items, &model.Stage{
		Address: api.Address + ".StageName", Range: name.Range, Exists: api.Exists,
		Name: name, AutoDeploy: autoDeploy, Deployment: model.Unknown[string](api.Range, "the transform makes it"),
		Variables: t.reader.Pairs(api.properties.Get(variables), ""),
	})
	if !api.http {
		api.Deployments.Items = append(api.Deployments.Items, t.samDeployment(api))
	}
}

// samDeployment is the deployment that the transform makes. Its logical id has a hash
// of the definition, which sees what stands in the template and not what is elsewhere.
func (t *template) samDeployment(api *samAPI) *model.Deployment {
	const made = "the transform makes it"
	triggers := model.Default(true, api.Range)
	if !api.properties.Get("DefinitionUri").IsAbsent() && !isTrue(api.properties.Get("AlwaysDeploy")) {
		triggers = model.Unknown[bool](api.Range, "a changed definition behind DefinitionUri is only seen under another address")
	}
	return &model.Deployment{
		Address: api.Address + ".Deployment", Range: api.Range, Exists: api.Exists,
		Triggers: triggers, Notices: model.List[string]{Why: made}, DependsOn: model.List[string]{Why: made},
		CreateBeforeDestroy: model.Unset[bool](api.Range),
		LogicalID:           model.Unknown[string](api.Range, made),
		StageName:           api.Stages.Items[len(api.Stages.Items)-1].Name,
	}
}

// readRESTSettings reads what only a REST API has.
func (t *template) readRESTSettings(api *samAPI) {
	p := api.properties
	endpoint := p.Get("EndpointConfiguration")
	if endpoint.IsKnown() && endpoint.Kind == tree.Mapping {
		endpoint = endpoint.Get("Type")
	}
	api.EndpointType = t.reader.TextOf(endpoint, api.Range).Or("EDGE")
	api.APIKeySource = t.reader.Text(p, "ApiKeySourceType").Or("HEADER")
	api.Definition.Mode = t.reader.Text(p, "Mode").Or(model.ModeOverwrite)
	if policy := p.Get("Policy"); !policy.IsAbsent() {
		api.ResourcePolicy = t.reader.Policy(policy, api.Address+".Policy", api.Range)
	}
	t.readGatewayResponses(api)
	if cors := p.Get("Cors"); !cors.IsAbsent() {
		api.CORS = t.restCORS(cors)
	}
}

// addImplicitAPIs adds the APIs that the transform makes for events without one.
func (t *template) addImplicitAPIs() {
	for _, implicit := range []struct{ id, kind, event, stage string }{
		{implicitRestAPI, typeServerlessAPI, "Api", "Prod"},
		{implicitHTTPAPI, typeServerlessHTTPAPI, "HttpApi", ""},
	} {
		at, exists, used := t.firstImplicit(implicit.event, implicit.id)
		if !used || t.byID[implicit.id] != nil {
			continue
		}
		if globals := t.document.At("Globals", globalsOf(implicit.kind)); globals.IsKnown() {
			at = globals.Place() // where its settings go
		}
		written := &tree.Node{Kind: tree.Mapping, Range: at, Name: at}
		if implicit.stage != "" {
			name := &tree.Node{Kind: tree.String, Text: implicit.stage, Range: at, Name: at}
			written.Fields = []tree.Field{{Key: "StageName", KeyRange: at, Value: name}}
		}
		r := &resource{id: implicit.id, kind: implicit.kind, key: at, kindAt: at, node: written, exists: exists}
		r.properties = t.withGlobals(r.kind, written)
		t.keepResource(r)
		t.resources = append(t.resources, r)
	}
}

// firstImplicit finds the first event that is for the implicit API. That API exists
// where one of those events certainly does.
func (t *template) firstImplicit(kind, id string) (at source.Range, exists model.Value[bool], used bool) {
	for _, r := range t.resources {
		if !hasEvents(r.kind) {
			continue
		}
		for _, event := range t.eventsOf(r) {
			if event.kind != kind || event.reference() != id {
				continue
			}
			if !used {
				at, exists, used = event.key, r.exists, true
			}
			if r.exists.State != model.StateUnknown {
				exists = r.exists
			}
		}
	}
	return at, exists, used
}
