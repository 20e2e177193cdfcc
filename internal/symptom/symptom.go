// Package symptom is what people see of authorization by API Gateway: its answers,
// the refusals of deployments, what a browser reports, and what lets too many in; with
// what causes each, in the order in which to check. All of it is data, in one place.
//
// REST: https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
// HTTP: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
// WebSocket: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
package symptom

import (
	"slices"

	"github.com/authlint/authlint/internal/finding"
)

// The types of API, as the model spells them.
const (
	REST      = "REST"
	HTTP      = "HTTP"
	WebSocket = "WEBSOCKET"
)

// What happens to a deployment, and who gets in, as predictions spell it.
const (
	refused     = "refused"
	overwritten = "overwritten"
	stale       = "stale"
	public      = "public"
	wider       = "wider"
)

// An Outcome is one thing that people see. Texts hold <…> where each API has its own.
type Outcome struct {
	Protocol     string   // empty where several types of API share it
	Status       int      // of the answer; 0 where there is none of API Gateway's
	ResponseType string   // the gateway response type
	Logged       string   // the type that the execution log names where there are no gateway responses
	Body         string   // of the answer, or the text of a refusal; empty where it is not known
	ErrorType    string   // the value of the header x-amzn-ErrorType
	Deployment   string   // refused, overwritten or stale
	Exposure     []string // public or wider
	Browser      Browser  // what a page is kept from
	Title        string   // what it means, in a line
	Texts        []string // by which it is known as well: of logs, headers, browsers and clients
	Causes       []Cause  // the first to check first
}

// A Cause is one reason for an outcome.
type Cause struct {
	What     string
	Called   Called // whether the function of the authorizer runs
	When     string // which calls are concerned; empty: all of that kind
	Tell     string // what tells it from the other causes
	Evidence Evidence
}

// Called tells whether the function of a Lambda authorizer is called.
type Called string

// Whether the function is called; the zero value is for what has none.
const (
	NotCalled Called = "is not called"
	IsCalled  Called = "is called"
	MayBeKept Called = "is called, or its answer of an earlier call is used"
)

// Evidence is what a cause rests on.
type Evidence string

// The evidence, the best first.
const (
	Measured   Evidence = "measured"
	Documented Evidence = "documented"
	Reported   Evidence = "reported by users; AWS does not document it"
	Inferred   Evidence = "follows from what is documented; not measured"
	Unsettled  Evidence = "sources differ, or none says"
)

// Sure reports whether a cause needs no remark about its evidence.
func (e Evidence) Sure() bool { return e == Measured || e == Documented }

// Browser is what a browser keeps from a page that another origin serves.
type Browser string

// What a browser reports.
const (
	Preflight Browser = "preflight" // it refuses to send the request
	NoOrigin  Browser = "no origin" // it hides an answer that API Gateway gave
	Header    Browser = "header"    // the preflight was answered, but not as the browser wants it
)

// All are the outcomes that are known: answers by type of API, what browsers and
// deployments say, exposures.
func All() []Outcome {
	return slices.Concat(restAnswers(), httpAnswers(), webSocketAnswers(), otherAnswers(), browserReports(), refusals(), exposures())
}

// Fits reports whether a prediction may mean this outcome: all that it says holds here.
// It may say less: nothing but the status where the type of API is not known. Tags are those of the rule; only they tell what a browser reports.
func (o Outcome) Fits(p finding.Prediction, tags []string) bool {
	switch {
	case o.Browser != "":
		return o.browserFits(p, tags)
	case len(o.Exposure) > 0:
		return slices.Contains(o.Exposure, p.Exposure)
	case o.Deployment != "":
		return o.Deployment == p.Deployment && agree(o.Body, p.Body)
	case p.Deployment != "" || p.Status == 0 && p.ResponseType == "":
		return false
	case o.Protocol != REST && slices.Contains(tags, "gateway-response"):
		return false // only REST APIs have them
	case o.Protocol == REST && p.Body != "" && p.ResponseType == "":
		return false // with a body, the type of API is known: here it is HTTP
	}
	return (p.Status == o.Status || p.Status == 0) &&
		(p.Body == o.Body || p.Body == "") &&
		(p.ResponseType == o.ResponseType || p.ResponseType == "")
}

// Predicts reports whether a prediction means this outcome: unlike one that only fits,
// it leaves nothing open that tells it from others.
func (o Outcome) Predicts(p finding.Prediction, tags []string) bool {
	switch {
	case !o.Fits(p, tags):
		return false
	case o.Browser != "" || len(o.Exposure) > 0 || o.Body == "" && o.Deployment != "":
		return true
	}
	return o.ResponseType == p.ResponseType && (o.Body == p.Body || p.Body == "" && p.ResponseType != "")
}

// browserFits goes by what rules are about: a refused preflight, answers without
// headers, or headers that do not suit.
func (o Outcome) browserFits(p finding.Prediction, tags []string) bool {
	about := Header
	switch {
	case !slices.Contains(tags, "cors") || p.Deployment != "":
		return false
	case slices.Contains(tags, "preflight"):
		about = Preflight
	case slices.Contains(tags, "gateway-response"):
		about = NoOrigin
	}
	return o.Browser == about
}

// agree reports whether two values are the same, as far as both are known.
func agree[T comparable](a, b T) bool {
	var none T
	return a == none || b == none || a == b
}
