package model

import "github.com/authlint/authlint/internal/source"

// SchemaVersion is the version of the JSON form of a Document.
const SchemaVersion = 1

// A Document is all APIs of a run, as `authlint model` prints them.
type Document struct {
	SchemaVersion int    `json:"schemaVersion"`
	APIs          []*API `json:"apis"`
}

// The formats that an API is declared in.
const (
	FormatTerraform      = "terraform"
	FormatCloudFormation = "cloudformation"
	FormatSAM            = "sam"
	FormatOpenAPI        = "openapi"
)

// The protocols of API Gateway.
const (
	REST      = "REST"
	HTTP      = "HTTP"
	WebSocket = "WEBSOCKET"
)

// The kinds of authorizers.
const (
	KindToken            = "token"
	KindRequest          = "request"
	KindCognitoUserPools = "cognito_user_pools"
	KindJWT              = "jwt"
)

// The authorization types of a method or a route.
const (
	AuthorizationNone    = "NONE"
	AuthorizationIAM     = "AWS_IAM"
	AuthorizationCustom  = "CUSTOM"
	AuthorizationCognito = "COGNITO_USER_POOLS"
	AuthorizationJWT     = "JWT"
)

// An API is one API of API Gateway, however many files describe it.
//
// The Range of an API, as that of everything in it, is the smallest text that names
// it: the key of a template, the header of a block. The address is what people call it.
type API struct {
	Address          string                 `json:"address"`
	Format           string                 `json:"format"`
	Range            source.Range           `json:"range"`
	Exists           Value[bool]            `json:"exists"`
	Name             Text                   `json:"name"`
	Protocol         Value[string]          `json:"protocol"`
	EndpointType     Value[string]          `json:"endpointType"`
	APIKeySource     Value[string]          `json:"apiKeySource"`
	CORS             CORS                   `json:"cors"`
	Definition       Definition             `json:"definition"`
	Schemes          List[*Scheme]          `json:"schemes"`
	Authorizers      List[*Authorizer]      `json:"authorizers"`
	Methods          List[*Method]          `json:"methods"`
	GatewayResponses List[*GatewayResponse] `json:"gatewayResponses"`
	ResourcePolicy   Value[Policy]          `json:"resourcePolicy"`
	CallerPolicies   List[*Statement]       `json:"callerPolicies"`
	Stages           List[*Stage]           `json:"stages"`
	Deployments      List[*Deployment]      `json:"deployments"`
	Refusals         Array[Refusal]         `json:"refusals"`
	Preflight        *Preflight             `json:"preflight,omitempty"` // SAM

	// Worlds are what the API is in each way in which the conditions may come out that
	// only a deployment decides: what is said of it in all of them is true. Empty where
	// there are no such conditions, or too many.
	Worlds []*API `json:"-"`
}

// A Preflight is what the SAM transform gives the OPTIONS methods that it makes of Cors.
type Preflight struct {
	DefaultAuthorizer Value[bool] `json:"defaultAuthorizer"` // AddDefaultAuthorizerToCorsPreflight
	APIKeyRequired    Value[bool] `json:"apiKeyRequired"`    // AddApiKeyRequiredToCorsPreflight
}

// A Refusal is something that keeps the API from being deployed at all: what turns the
// text of its author into an API does not take it.
type Refusal struct {
	Address string       `json:"address"` // of what is refused
	Range   source.Range `json:"range"`
	By      string       `json:"by"`     // who refuses: transform
	Reason  string       `json:"reason"` // a clause: what is wrong, and what would be right

	// Authorizer is the name of an authorizer that is named here and that the API does not
	// have, where that is the reason; else empty.
	Authorizer string `json:"authorizer"`
}

// RefusedByTransform is what the SAM transform refuses, before CloudFormation begins.
const RefusedByTransform = "transform"

// A Definition says what an API is made of.
type Definition struct {
	Body      bool          `json:"body"`      // an OpenAPI document, inline or referred to
	Range     source.Range  `json:"range"`     // the body
	Version   Value[string] `json:"version"`   // of the document: 2.0, 3.0.1
	Mode      Value[string] `json:"mode"`      // how a changed body of a REST API is imported: overwrite or merge
	Resources Array[Place]  `json:"resources"` // methods, authorizers and gateway responses that are resources of their own
}

// How a changed body is imported: instead of what the API has, or into it.
const (
	ModeOverwrite = "overwrite"
	ModeMerge     = "merge"
)

// NoBody is the definition of an API that no document defines, yet; at is the API.
func NoBody(at source.Range) Definition {
	return Definition{Version: Unset[string](at), Mode: Unset[string](at)}
}

// A Place is where something is declared.
type Place struct {
	Address string       `json:"address"`
	Range   source.Range `json:"range"`
}

// CORS is what API Gateway itself is told about browsers: the CORS configuration of
// an HTTP API, `Cors` of a SAM API. A REST API has no such setting: there, an OPTIONS
// method is the sign of browsers.
type CORS struct {
	Configured       Value[bool]   `json:"configured"`
	AllowOrigins     Value[[]Text] `json:"allowOrigins"`
	AllowMethods     Value[[]Text] `json:"allowMethods"`
	AllowHeaders     Value[[]Text] `json:"allowHeaders"`
	AllowCredentials Value[bool]   `json:"allowCredentials"`
}

// A Scheme is a security scheme of an OpenAPI document.
type Scheme struct {
	Address string        `json:"address"`
	Range   source.Range  `json:"range"`
	Name    string        `json:"name"`
	Type    Value[string] `json:"type"`   // apiKey, http, oauth2, openIdConnect, mutualTLS, basic
	In      Value[string] `json:"in"`     // header, query, cookie
	Key     Value[string] `json:"key"`    // `name` of an apiKey scheme
	Grants  Value[string] `json:"grants"` // what API Gateway makes of it: authorizer, iam, api_key, nothing or refused
}

// What a Scheme grants.
const (
	GrantsAuthorizer = "authorizer"
	GrantsIAM        = "iam"
	GrantsAPIKey     = "api_key"
	GrantsNothing    = "nothing"
	GrantsRefused    = "refused" // it has an authorizer that is not imported
)

// AuthorizationTypeFor is the authorization type of a method that uses an authorizer of
// some kind; at is where the method says so.
func AuthorizationTypeFor(kind Value[string], at source.Range) Value[string] {
	switch known, _ := kind.Get(); known {
	case KindToken, KindRequest:
		return Written(AuthorizationCustom, at)
	case KindCognitoUserPools:
		return Written(AuthorizationCognito, at)
	case KindJWT:
		return Written(AuthorizationJWT, at)
	default:
		return Unknown[string](at, "the kind of the authorizer is not known")
	}
}

// An Authorizer decides about requests before the integration runs. IAM
// authorization has none.
type Authorizer struct {
	Address              string            `json:"address"`
	Range                source.Range      `json:"range"`
	Exists               Value[bool]       `json:"exists"`
	Name                 Text              `json:"name"`
	Kind                 Value[string]     `json:"kind"`
	URI                  Text              `json:"uri"`
	InvokeRole           Text              `json:"invokeRole"`
	IdentitySources      Value[[]Text]     `json:"identitySources"`
	ValidationExpression Text              `json:"validationExpression"`
	TTLSeconds           Value[int]        `json:"ttlSeconds"`
	DroppedTTL           *Value[int]       `json:"droppedTtl,omitempty"` // a cache time that is written and goes no further: SAM drops that of a Cognito authorizer
	ProviderARNs         Value[[]Text]     `json:"providerArns"`
	PayloadFormat        Value[string]     `json:"payloadFormat"`
	SimpleResponses      Value[bool]       `json:"simpleResponses"`
	JWT                  JWT               `json:"jwt"`
	Function             Text              `json:"function"`       // the address of its Lambda function, or the function's name or ARN
	Invokes              Text              `json:"invokes"`        // the ARN in the URI: that of the function, or of an alias or a version of it
	Qualifier            Text              `json:"qualifier"`      // that alias or version; unset for the function itself
	Role                 *Role             `json:"role,omitempty"` // the one that invokeRole names, where it is in view
	Handler              Value[Handler]    `json:"handler"`        // what the source of the function says; unset where it is not in view
	Code                 *Code             `json:"-"`              // where the source of the function is; nil where the function is not in view
	Permissions          List[*Permission] `json:"permissions"`
	ARN                  Text              `json:"arn"`              // the source of its calls to the function; filled in by Seal
	Scheme               *Scheme           `json:"scheme,omitempty"` // the OpenAPI scheme that declares it

	// DefaultPermission is whether the SAM transform makes the permission to call the
	// function; only for authorizers of Auth.
	DefaultPermission *Value[bool] `json:"defaultPermission,omitempty"`
}

// JWT is what a JWT authorizer accepts.
type JWT struct {
	Issuer   Text          `json:"issuer"`
	Audience Value[[]Text] `json:"audience"`
}

// A Permission is a statement of a Lambda function's own policy.
type Permission struct {
	Address       string       `json:"address"`
	Range         source.Range `json:"range"`
	Exists        Value[bool]  `json:"exists"`
	Function      Text         `json:"function"`  // name, ARN or partial ARN as written
	Qualifier     Text         `json:"qualifier"` // version or alias, written apart or behind the name
	Action        Text         `json:"action"`
	Principal     Text         `json:"principal"`
	SourceARN     Text         `json:"sourceArn"`
	SourceAccount Text         `json:"sourceAccount"` // unknown where it is limited to an organization instead
	Generated     bool         `json:"generated"`     // by the SAM transform
}

// A Role is an IAM role that something is done with.
type Role struct {
	Address    string           `json:"address"`
	Range      source.Range     `json:"range"`
	Trust      Value[Policy]    `json:"trust"`      // who may take it on
	Statements List[*Statement] `json:"statements"` // of all policies that it has
}

// A Method is a method of a REST API or a route of an HTTP or WebSocket API.
type Method struct {
	Address           string        `json:"address"`
	Range             source.Range  `json:"range"`
	Exists            Value[bool]   `json:"exists"`
	Label             string        `json:"label"` // what people call it: GET /orders, $connect
	Verb              Value[string] `json:"verb"`  // upper case; ANY
	Path              Text          `json:"path"`  // begins with a slash; {id}, {proxy+}
	RouteKey          Text          `json:"routeKey"`
	AuthorizationType Value[string] `json:"authorizationType"`
	Authorizer        Text          `json:"authorizer"`    // the address of the one in view, else the id as written
	AuthorizerAPI     string        `json:"authorizerApi"` // the address of the API in view that this authorizer belongs to, where that is another
	Scopes            Value[[]Text] `json:"scopes"`
	ARN               Text          `json:"arn"` // what policies are matched against; filled in by Seal
	APIKeyRequired    Value[bool]   `json:"apiKeyRequired"`
	Requirements      Requirements  `json:"requirements"`      // OpenAPI: its security requirements
	InheritedFromRoot bool          `json:"inheritedFromRoot"` // OpenAPI: they stand at the root of the document
	Unsecured         bool          `json:"unsecured"`         // OpenAPI: neither it nor the root of the document has `security`
	Generated         bool          `json:"generated"`         // by the SAM transform

	// Integration is the address of what the method calls, where that is a resource of its
	// own: it is created after the method, and a deployment wants both.
	Integration string `json:"integration,omitempty"`
}

// Requirements are the security schemes that an operation names, each once.
type Requirements = Array[Requirement]

// A Requirement is one security scheme that an operation names.
type Requirement struct {
	Scheme      string        `json:"scheme"`
	Range       source.Range  `json:"range"`
	Alternative int           `json:"alternative"` // those of one number are required together
	Grants      Value[string] `json:"grants"`      // that of the scheme; unset where none of this name is defined
}

// A GatewayResponse is a customised answer of API Gateway itself.
type GatewayResponse struct {
	Address    string        `json:"address"`
	Range      source.Range  `json:"range"`
	Exists     Value[bool]   `json:"exists"`
	Imported   bool          `json:"imported"` // with a document, not by a call of its own
	Type       Value[string] `json:"type"`
	StatusCode Value[string] `json:"statusCode"`
	Headers    List[*Pair]   `json:"headers"`   // names without `gatewayresponse.header.`
	Templates  List[*Pair]   `json:"templates"` // names are content types
}

// A Pair is one named text: a header, a template.
type Pair struct {
	Name  string       `json:"name"`
	Range source.Range `json:"range"` // the name
	Value Text         `json:"value"`
}

// A Policy is an IAM policy document.
type Policy struct {
	Statements List[*Statement] `json:"statements"`
}

// A Statement is one statement of a policy. A part that is left out is unset.
type Statement struct {
	Address      string             `json:"address"`
	Range        source.Range       `json:"range"`
	Exists       Value[bool]        `json:"exists"`
	Effect       Value[string]      `json:"effect"`
	Principals   Value[[]Principal] `json:"principals"`
	NotPrincipal Value[bool]        `json:"notPrincipal"` // true: the principals are those it does not apply to
	Actions      Value[[]Text]      `json:"actions"`
	NotActions   Value[[]Text]      `json:"notActions"`
	Resources    Value[[]Text]      `json:"resources"`
	NotResources Value[[]Text]      `json:"notResources"`
	Conditional  Value[bool]        `json:"conditional"` // whether it has conditions
	Conditions   List[*Condition]   `json:"conditions"`
}

// A Condition is what a statement asks of one key of a call.
type Condition struct {
	Operator string       `json:"operator"` // IpAddress, StringNotEquals
	Key      string       `json:"key"`      // aws:SourceIp
	Range    source.Range `json:"range"`    // the key
}

// A Principal is whom a statement is about: AWS, Service, Federated, or * for anyone.
type Principal struct {
	Type  string `json:"type"`
	Value Text   `json:"value"`
}

// A Stage is a named snapshot of an API that callers reach.
type Stage struct {
	Address    string       `json:"address"`
	Range      source.Range `json:"range"`
	Exists     Value[bool]  `json:"exists"`
	Name       Text         `json:"name"`
	Variables  List[*Pair]  `json:"variables"`
	AutoDeploy Value[bool]  `json:"autoDeploy"`
	Deployment Text         `json:"deployment"` // the address of the one in view that it points to, else the id as written
}

// A Deployment makes a snapshot of an API, which stages point to. Nothing that changes
// later is in it: that takes another deployment.
type Deployment struct {
	Address string       `json:"address"`
	Range   source.Range `json:"range"`
	Exists  Value[bool]  `json:"exists"`

	// Triggers is whether anything makes it happen again, and Notices what does when it
	// changes: addresses, each for all that lies in it. Not complete where that may be
	// anything: a file, the time, a value that is given from outside.
	Triggers Value[bool]  `json:"triggers"`
	Notices  List[string] `json:"notices"`

	DependsOn List[string] `json:"dependsOn"` // addresses of what is certainly there before it

	CreateBeforeDestroy Value[bool]   `json:"createBeforeDestroy"` // Terraform: whether the next one is made before this one goes
	LogicalID           Value[string] `json:"logicalId"`           // CloudFormation: it happens again under another one
	StageName           Text          `json:"stageName"`           // of the stage that it makes or points to itself
}

// Certain is the existence of a thing that no condition guards.
func Certain(at source.Range) Value[bool] { return Default(true, at) }

// Maybe is the existence of a thing that a condition guards; why names the condition.
func Maybe(at source.Range, why string) Value[bool] { return Unknown[bool](at, why) }
