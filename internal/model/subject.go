package model

import "github.com/authlint/authlint/internal/source"

// A Subject is one thing that rules are asked about, with what it is joined to.
type Subject struct {
	Kind    string // the folder of the rules that are asked: api, authorizer, …
	Address string
	Range   source.Range // the smallest text that names it
	Input   any          // one of the …Input types: what a rule sees as `input`
}

// The inputs of rules, one type for each kind of subject.
type (
	APIInput struct {
		API        *API           `json:"api"`
		Guarded    Array[*Method] `json:"guarded"`    // methods with an authorizer, certainly there and no OPTIONS
		Checked    Array[*Method] `json:"checked"`    // those of them that API Gateway refuses before the function runs
		Preflights List[*Method]  `json:"preflights"` // methods that answer browsers: OPTIONS without authorization
		AllOpen    bool           `json:"allOpen"`    // no method has authorization, for certain
	}
	AuthorizerInput struct {
		Authorizer *Authorizer    `json:"authorizer"`
		Methods    List[*Method]  `json:"methods"` // those that ask it
		Guarded    Array[*Method] `json:"guarded"` // those of them that are certainly there and no OPTIONS
		API        *API           `json:"api"`
	}
	MethodInput struct {
		Method     *Method      `json:"method"`
		Authorizer *Authorizer  `json:"authorizer,omitempty"` // the one it uses, where it is in view
		Protected  *Method      `json:"protected,omitempty"`  // the first method of the API that certainly has authorization
		AllOpen    bool         `json:"allOpen"`              // no method of the API has, for certain
		Deciding   Requirements `json:"deciding"`             // its security requirements that name an authorizer or IAM
		Undefined  Requirements `json:"undefined"`            // those that name no scheme of the document
		API        *API         `json:"api"`
	}
	GatewayResponseInput struct {
		GatewayResponse *GatewayResponse `json:"gateway_response"`
		API             *API             `json:"api"`
	}
	PolicyInput struct {
		Policy *Statement `json:"policy"`
		Of     string     `json:"of"` // resource: of the API's own policy; caller: of an IAM policy in view
		API    *API       `json:"api"`
	}
	StageInput struct {
		Stage *Stage `json:"stage"`
		API   *API   `json:"api"`
	}
	DeploymentInput struct {
		Deployment *Deployment    `json:"deployment"`
		Unnoticed  Array[Setting] `json:"unnoticed"` // what is certainly there and can change without another deployment
		Before     Array[*Method] `json:"before"`    // methods that are resources of their own and made before it
		Unordered  Array[*Method] `json:"unordered"` // those that are certainly there and may be made after it
		Stages     Array[*Stage]  `json:"stages"`    // those that point to it
		API        *API           `json:"api"`
	}
	SchemeInput struct {
		Scheme  *Scheme       `json:"scheme"`
		Methods List[*Method] `json:"methods"` // those whose security requirements name it
		API     *API          `json:"api"`
	}
)

// Inputs has an empty input of each kind of subject, by the kind's name.
var Inputs = map[string]any{
	"api":              APIInput{},
	"authorizer":       AuthorizerInput{},
	"method":           MethodInput{},
	"gateway_response": GatewayResponseInput{},
	"policy":           PolicyInput{},
	"stage":            StageInput{},
	"deployment":       DeploymentInput{},
	"scheme":           SchemeInput{},
}

// Subjects are the API and all things in it, each joined to what it belongs to.
func (a *API) Subjects() []Subject {
	authorizers := make(map[string]*Authorizer, len(a.Authorizers.Items))
	for _, authorizer := range a.Authorizers.Items {
		authorizers[authorizer.Address] = authorizer
	}
	protected, allOpen := a.protected()
	about := a.input(authorizers)
	about.AllOpen = allOpen
	subjects := []Subject{{"api", a.Address, a.Range, about}}
	users := a.users()
	for _, authorizer := range a.Authorizers.Items {
		subjects = append(subjects, Subject{"authorizer", authorizer.Address, authorizer.Range, a.authorizerInput(authorizer, users.of(authorizer.Address))})
	}
	for _, method := range a.Methods.Items {
		used, _ := method.Authorizer.Get()
		input := a.methodInput(method, authorizers[used])
		input.Protected, input.AllOpen = protected, allOpen
		subjects = append(subjects, Subject{"method", method.Address, method.Range, input})
	}
	for _, response := range a.GatewayResponses.Items {
		subjects = append(subjects, Subject{"gateway_response", response.Address, response.Range, GatewayResponseInput{response, a}})
	}
	if policy, ok := a.ResourcePolicy.Get(); ok {
		for _, statement := range policy.Statements.Items {
			subjects = append(subjects, Subject{"policy", statement.Address, statement.Range, PolicyInput{statement, "resource", a}})
		}
	}
	for _, statement := range a.CallerPolicies.Items {
		subjects = append(subjects, Subject{"policy", statement.Address, statement.Range, PolicyInput{statement, "caller", a}})
	}
	for _, stage := range a.Stages.Items {
		subjects = append(subjects, Subject{"stage", stage.Address, stage.Range, StageInput{stage, a}})
	}
	if len(a.Deployments.Items) > 0 {
		settings := a.settings(users)
		for _, deployment := range a.Deployments.Items {
			subjects = append(subjects, Subject{"deployment", deployment.Address, deployment.Range, a.deploymentInput(deployment, settings)})
		}
	}
	named := a.named()
	for _, scheme := range a.Schemes.Items {
		methods := List[*Method]{Items: named[scheme.Name], Complete: a.Methods.Complete, Why: a.Methods.Why}
		subjects = append(subjects, Subject{"scheme", scheme.Address, scheme.Range, SchemeInput{scheme, methods, a}})
	}
	return subjects
}

// input joins an API to the methods of a kind.
func (a *API) input(authorizers map[string]*Authorizer) APIInput {
	input := APIInput{API: a, Preflights: List[*Method]{Complete: a.Methods.Complete, Why: a.Methods.Why}}
	for _, method := range a.Methods.Items {
		if method.isCalled() && method.hasAuthorizer() {
			input.Guarded = append(input.Guarded, method)
			if address, _ := method.Authorizer.Get(); authorizers[address].refusesFirst() {
				input.Checked = append(input.Checked, method)
			}
		}
		switch method.isPreflight() {
		case Yes:
			input.Preflights.Items = append(input.Preflights.Items, method)
		case Undecided:
			input.Preflights.Open("it is not known whether " + method.Label + " answers preflights")
		}
	}
	return input
}

// isCalled reports whether a method is certainly there, and for more than preflights.
func (m *Method) isCalled() bool {
	exists, _ := m.Exists.Get()
	verb, known := m.Verb.Get()
	key, _ := m.RouteKey.Get()
	return exists && (known && verb != "OPTIONS" || key == "$default")
}

// hasAuthorizer reports whether the authorization type is one of those that have an
// authorizer.
func (m *Method) hasAuthorizer() bool {
	authorizationType, _ := m.AuthorizationType.Get()
	return authorizationType == AuthorizationCustom || authorizationType == AuthorizationCognito || authorizationType == AuthorizationJWT
}

// protected is the first method that is called and certainly has authorization, and
// whether certainly none has.
func (a *API) protected() (first *Method, allOpen bool) {
	allOpen = a.Methods.Complete
	for _, method := range a.Methods.Items {
		switch kind, known := method.AuthorizationType.Get(); {
		case known && kind == AuthorizationNone:
		case method.isCalled() && (method.hasAuthorizer() || kind == AuthorizationIAM):
			return method, false
		default:
			allOpen = false
		}
	}
	return nil, allOpen
}

// usesAuthorizer tells whether a method asks the authorizer that it names.
func (m *Method) usesAuthorizer() Answer {
	authorizationType, known := m.AuthorizationType.Get()
	switch {
	case m.hasAuthorizer():
		return Yes
	case known && (authorizationType == AuthorizationNone || authorizationType == AuthorizationIAM):
		return No
	default:
		return Undecided
	}
}

// refusesFirst reports whether API Gateway refuses calls without credentials by itself:
// a request authorizer of a REST API is asked about them, too, unless its answers are cached.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/configure-api-gateway-lambda-authorization-with-console.html
func (a *Authorizer) refusesFirst() bool {
	if a == nil {
		return false
	}
	kind, _ := a.Kind.Get()
	ttl, _ := a.TTLSeconds.Get()
	return kind == KindToken || kind == KindCognitoUserPools || kind == KindRequest && ttl > 0
}

// isPreflight tells whether a method answers the preflights of browsers.
func (m *Method) isPreflight() Answer {
	verb, verbKnown := m.Verb.Get()
	authorizationType, typeKnown := m.AuthorizationType.Get()
	switch {
	case verbKnown && verb != "OPTIONS", verbKnown && typeKnown && authorizationType != AuthorizationNone:
		return No
	case verbKnown && typeKnown:
		return Yes
	default:
		return Undecided
	}
}

// authorizerInput joins an authorizer to the methods that ask it.
func (a *API) authorizerInput(authorizer *Authorizer, methods List[*Method]) AuthorizerInput {
	input := AuthorizerInput{Authorizer: authorizer, Methods: methods, API: a}
	for _, method := range methods.Items {
		if method.isCalled() {
			input.Guarded = append(input.Guarded, method)
		}
	}
	return input
}

// methodInput sorts the security requirements of a method.
func (a *API) methodInput(method *Method, authorizer *Authorizer) MethodInput {
	input := MethodInput{Method: method, Authorizer: authorizer, API: a}
	for _, required := range method.Requirements {
		switch grants, _ := required.Grants.Get(); {
		case grants == GrantsAuthorizer, grants == GrantsIAM:
			input.Deciding = append(input.Deciding, required)
		case required.Grants.State == StateUnset:
			input.Undefined = append(input.Undefined, required)
		}
	}
	return input
}

// users is who uses which authorizer, and why that may not be all.
type users struct {
	byAddress map[string][]*Method
	complete  bool
	why       string
}

// users joins methods to authorizers. A method that names an authorizer without the
// authorization type for it does not use it. Where nobody knows the type, or which
// authorizer it is, no list of users is complete.
func (a *API) users() users {
	u := users{byAddress: map[string][]*Method{}, complete: a.Methods.Complete, why: a.Methods.Why}
	for _, method := range a.Methods.Items {
		address, named := method.Authorizer.Get()
		uses := method.usesAuthorizer()
		if named && uses == Yes {
			u.byAddress[address] = append(u.byAddress[address], method)
		}
		if u.complete && (named && uses == Undecided || method.Authorizer.State == StateUnknown) {
			u.complete, u.why = false, "it is not known which authorizer "+method.Label+" uses"
		}
	}
	return u
}

func (u users) of(address string) List[*Method] {
	return List[*Method]{Items: u.byAddress[address], Complete: u.complete, Why: u.why}
}

// named joins methods to the schemes that they name.
func (a *API) named() map[string][]*Method {
	byScheme := map[string][]*Method{}
	for _, method := range a.Methods.Items {
		for _, requirement := range method.Requirements {
			byScheme[requirement.Scheme] = append(byScheme[requirement.Scheme], method)
		}
	}
	return byScheme
}
