package cloudformation

import (
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// The types of resources that are read.
const (
	typeRestAPI         = "AWS::ApiGateway::RestApi"
	typeResource        = "AWS::ApiGateway::Resource"
	typeMethod          = "AWS::ApiGateway::Method"
	typeAuthorizer      = "AWS::ApiGateway::Authorizer"
	typeGatewayResponse = "AWS::ApiGateway::GatewayResponse"
	typeStage           = "AWS::ApiGateway::Stage"
	typeDeployment      = "AWS::ApiGateway::Deployment"

	typeV2API        = "AWS::ApiGatewayV2::Api"
	typeV2Route      = "AWS::ApiGatewayV2::Route"
	typeV2Authorizer = "AWS::ApiGatewayV2::Authorizer"
	typeV2Stage      = "AWS::ApiGatewayV2::Stage"
	typeV2Deployment = "AWS::ApiGatewayV2::Deployment"

	typeFunction   = "AWS::Lambda::Function"
	typeAlias      = "AWS::Lambda::Alias"
	typeVersion    = "AWS::Lambda::Version"
	typePermission = "AWS::Lambda::Permission"

	typePolicy        = "AWS::IAM::Policy"
	typeManagedPolicy = "AWS::IAM::ManagedPolicy"
	typeUserPolicy    = "AWS::IAM::UserPolicy"
	typeRolePolicy    = "AWS::IAM::RolePolicy"
	typeGroupPolicy   = "AWS::IAM::GroupPolicy"
	typeRole          = "AWS::IAM::Role"
	typeUser          = "AWS::IAM::User"
	typeGroup         = "AWS::IAM::Group"

	typeStack          = "AWS::CloudFormation::Stack"
	typeCustomResource = "AWS::CloudFormation::CustomResource"
	customPrefix       = "Custom::" // the same, under a name of one's own
	typeSSMParameter   = "AWS::SSM::Parameter"

	typeServerlessAPI          = "AWS::Serverless::Api"
	typeServerlessHTTPAPI      = "AWS::Serverless::HttpApi"
	typeServerlessWebSocketAPI = "AWS::Serverless::WebSocketApi"
	typeServerlessFunction     = "AWS::Serverless::Function"
	typeServerlessStateMachine = "AWS::Serverless::StateMachine"
	typeServerlessApplication  = "AWS::Serverless::Application"
	typeServerlessConnector    = "AWS::Serverless::Connector"
)

// A resource is one entry of Resources.
type resource struct {
	id         string
	kind       string
	key        source.Range // the logical id
	kindAt     source.Range // the value of Type
	node       *tree.Node   // as written
	properties *tree.Node   // as written, with Globals merged in; intrinsics still there
	exists     model.Value[bool]
	of         *template // that it is in
	shown      string    // its address
}

// address is what people call a resource. Its logical id is one of the template; of
// CDK's, which are made up, the path of the construct is shown, too.
func (r *resource) address() string { return r.shown }

// cdkPath is where CDK notes the construct that a resource comes from.
// https://docs.aws.amazon.com/cdk/v2/guide/identifiers.html
const cdkPath = "aws:cdk:path"

// addressOf puts together what address returns.
func (t *template) addressOf(id string, node *tree.Node) string {
	address := t.prefix + "Resources." + id
	if path := textOf(node.At("Metadata", cdkPath)); path != "" {
		address += " (" + strings.TrimSuffix(path, "/Resource") + ")"
	}
	return address
}

// keepResource makes a resource one of the template, by its id and by its address.
func (t *template) keepResource(r *resource) {
	r.of, r.shown = t, t.addressOf(r.id, r.node)
	t.byID[r.id], t.shared.byAddress[r.shown] = r, r
}

// protocol is what the type of the resource alone says of its API.
func (r *resource) protocol() model.Value[string] {
	if strings.HasPrefix(r.kind, "AWS::ApiGateway::") {
		return model.Written(model.REST, r.kindAt)
	}
	return model.Unknown[string](r.kindAt, "the type of the resource does not tell the protocol of its API")
}

// readResources lists the resources, without those whose condition is false.
func (t *template) readResources() {
	resources := t.document.Get("Resources")
	if resources.IsKnown() && resources.Kind != tree.Mapping {
		t.reader.Wrong(resources, "a mapping from logical ids to resources")
		return
	}
	if why := tree.Why(resources); why != "" {
		t.open(why)
	}
	fields, open := t.expanded(resources.Fields, 0)
	if open != "" {
		t.open(open)
	}
	for _, field := range fields {
		t.addResource(field)
	}
	t.openForMacros()
	t.addImplicitAPIs()
	t.allThere = true
}

// addResource keeps one entry of Resources. Includes make resources that are not in view.
func (t *template) addResource(field tree.Field) {
	if strings.HasPrefix(field.Key, "Fn::") {
		t.open(field.Key + " may make more resources")
		return
	}
	kind := field.Value.Get("Type")
	if kind == nil || kind.Kind != tree.String {
		return
	}
	if strings.HasSuffix(kind.Text, "::MODULE") {
		t.open("the module " + kind.Text + " may make more resources")
	}
	r := &resource{id: field.Key, kind: kind.Text, key: field.KeyRange, kindAt: kind.Range, node: field.Value}
	t.keepResource(r)
	exists, may := t.exists(r)
	if !may {
		return
	}
	r.exists = exists
	r.properties = t.withGlobals(r.kind, field.Value.Get("Properties"))
	t.resources = append(t.resources, r)
}

// exists tells whether the condition of a resource lets it be; may is false where it
// certainly does not.
func (t *template) exists(r *resource) (exists model.Value[bool], may bool) {
	condition := r.node.Get("Condition")
	certain := model.Certain(r.key)
	if t.stack != nil && t.stack.exists.State == model.StateUnknown {
		certain = t.stack.exists
	}
	if condition.IsAbsent() {
		return certain, true
	}
	switch t.named(condition.Text) {
	case yes:
		return certain, true
	case no:
		return model.Value[bool]{}, false
	default:
		return model.Maybe(condition.Range, "condition "+condition.Text), true
	}
}

// resolved returns all properties of a resource without intrinsics.
func (t *template) resolved(r *resource) *tree.Node {
	properties := t.resolve(r.properties)
	if properties.IsKnown() && properties.Kind != tree.Mapping && properties.Kind != tree.Null {
		t.reader.Wrong(properties, "a mapping of properties")
		return tree.NewUnknown(properties.Range, "it is not a mapping of properties")
	}
	if properties.IsAbsent() {
		return &tree.Node{Kind: tree.Mapping, Range: r.key, Name: r.key}
	}
	named := *properties
	named.Name = r.key // an attribute that is left out is missing at the logical id
	return &named
}

// property returns one property without intrinsics; the others are not looked at.
func (t *template) property(r *resource, name string) *tree.Node {
	return t.resolve(r.properties.Get(name))
}

// addressFor is the address of the resource of an id, in the template or not.
func (t *template) addressFor(id string) string {
	if r := t.byID[id]; r != nil {
		return r.address()
	}
	return t.prefix + "Resources." + id
}

// bound is a thing that the resource declares, for the API that it names.
func bound[T any](r *resource, api model.Text, thing T) model.Bound[T] {
	return model.Bound[T]{
		API: api, Thing: thing, Protocol: r.protocol(),
		Resource: model.Unset[string](r.key), Format: model.FormatCloudFormation, Range: r.key,
	}
}
