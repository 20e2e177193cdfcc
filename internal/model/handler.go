package model

import "github.com/authlint/authlint/internal/source"

// The languages of functions whose source is read.
const (
	JavaScript = "javascript"
	TypeScript = "typescript"
	Python     = "python"
	Go         = "go"
)

// HoleEvent is filled with a field of the event that the function is called with; Of is
// its Field, and Attribute says which piece of it where it is not the whole.
const HoleEvent HoleKind = "event"

// The fields of the event that hold the ARN of the request: methodArn, and routeArn of
// HTTP APIs with payload format 2.0.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html
const (
	FieldMethodARN = "methodArn"
	FieldRouteARN  = "routeArn"
)

// A Handler is what the source of a Lambda authorizer function says that it does. It is
// read, never run: what cannot be followed is unknown, and lists that may hold more are
// incomplete.
//
// What is said of it supposes that the event has the ARN of the request that the function
// asks for, and that calls to what is out of view return: an error that such a call may
// end in is an outcome only where the function catches it, or where the call checks a token.
type Handler struct {
	Language string           `json:"language"`
	Range    source.Range     `json:"range"`    // the function; empty where it was not found
	Wrappers Names            `json:"wrappers"` // what of other libraries is put around it: middy
	Reads    List[*EventRead] `json:"reads"`    // incomplete where the event goes out of view
	Outcomes List[*Outcome]   `json:"outcomes"`

	// Followed is whether all ways of the function could be followed to their ends.
	Followed bool `json:"followed"`
}

// An EventRead is one place where a field of the event is read.
type EventRead struct {
	Field string       `json:"field"` // as API Gateway names it: headers.Authorization, requestContext.http.method
	Range source.Range `json:"range"`

	// Decides is whether the decision depends on the field: true where a test that its
	// value takes part in parts ways that differ in whether they allow, false where it
	// takes part in no test at all, here or out of view, unknown otherwise.
	Decides Value[bool] `json:"decides"`
}

// An Outcome is one way in which the function answers.
type Outcome struct {
	Range    source.Range  `json:"range"`    // the statement or the call that answers
	By       string        `json:"by"`       // return, callback, succeed, fail, done, throw, reject
	Reached  string        `json:"reached"`  // always, error (only after an error), maybe
	Kind     Value[string] `json:"kind"`     // policy, simple, error, nothing, other
	Keys     List[string]  `json:"keys"`     // of the answer, where it is an object
	Policy   Value[Policy] `json:"policy"`   // policyDocument
	Version  Text          `json:"version"`  // of the policy
	Context  List[*Item]   `json:"context"`  // what it hands to the integration
	Error    Text          `json:"error"`    // its text
	Refusing Value[bool]   `json:"refusing"` // whether the text is exactly Unauthorized, which alone makes a 401

	// Verdicts are what the policy says about the methods that the authorizer guards.
	Verdicts Array[Verdict] `json:"verdicts"`

	PrincipalID        Text        `json:"principalId"`
	UsageIdentifierKey Text        `json:"usageIdentifierKey"`
	IsAuthorized       Value[bool] `json:"isAuthorized"`
}

// The ways in which a function answers.
const (
	ByReturn   = "return"
	ByCallback = "callback"
	BySucceed  = "succeed" // context.succeed of Node.js
	ByFail     = "fail"    // context.fail
	ByDone     = "done"    // context.done
	ByThrow    = "throw"   // an exception, raised; an error that a Go function returns
	ByReject   = "reject"  // a promise
)

// When an outcome is reached.
const (
	ReachedAlways  = "always"
	ReachedOnError = "error"
	ReachedMaybe   = "maybe"
)

// What an outcome is.
const (
	OutcomePolicy  = "policy"  // an object with a principalId or a policyDocument
	OutcomeSimple  = "simple"  // an object with isAuthorized
	OutcomeError   = "error"   // the invocation fails
	OutcomeNothing = "nothing" // undefined, null, None
	OutcomeOther   = "other"   // a text, a number, an object of another shape
)

// An Item is one key of the context that an authorizer hands to the integration.
type Item struct {
	Key   string        `json:"key"`
	Range source.Range  `json:"range"` // the value
	Type  Value[string] `json:"type"`  // string, number, boolean, null, object, array
}

// Lose makes an outcome one of which nothing is known but where it is.
func (o *Outcome) Lose(at source.Range, why string) {
	o.Kind, o.Policy, o.Version, o.Error = Unknown[string](at, why), Unknown[Policy](at, why), Unknown[string](at, why), Unknown[string](at, why)
	o.Refusing, o.IsAuthorized = Unknown[bool](at, why), Unknown[bool](at, why)
	o.PrincipalID, o.UsageIdentifierKey = Unknown[string](at, why), Unknown[string](at, why)
	o.Context.Open(why)
	o.Keys.Open(why)
}

// A Verdict is what the policy that a function returns says about a method. Both answers
// are yes, no or unknown.
type Verdict struct {
	Label string       `json:"label"` // of the method
	Range source.Range `json:"range"`

	// Own is whether the policy that is made for a call of the method allows the call.
	Own string `json:"own"`

	// Kept is whether the method is allowed by every policy that was made for another call,
	// and kept by API Gateway: a call of another method, or of the same one with other
	// values in its path. No means that there is a call after which it is not.
	Kept string `json:"kept"`
}
