package model

// A Subject is one thing that rules are asked about, with what it is joined to.
type Subject struct {
	Kind    string // the folder of the rules that are asked: api, authorizer, …
	Address string
	Input   any // one of the …Input types: what a rule sees as `input`
}

// The inputs of rules, one type for each kind of subject.
type (
	APIInput struct {
		API *API `json:"api"`
	}
	AuthorizerInput struct {
		Authorizer *Authorizer   `json:"authorizer"`
		Methods    List[*Method] `json:"methods"` // those that ask it
		API        *API          `json:"api"`
	}
	MethodInput struct {
		Method     *Method     `json:"method"`
		Authorizer *Authorizer `json:"authorizer,omitempty"` // the one it uses, where it is in view
		API        *API        `json:"api"`
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
		Deployment *Deployment `json:"deployment"`
		API        *API        `json:"api"`
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
	subjects := []Subject{{"api", a.Address, APIInput{a}}}

	authorizers := make(map[string]*Authorizer, len(a.Authorizers.Items))
	for _, authorizer := range a.Authorizers.Items {
		authorizers[authorizer.Address] = authorizer
	}
	users := a.users()
	for _, authorizer := range a.Authorizers.Items {
		subjects = append(subjects, Subject{"authorizer", authorizer.Address, AuthorizerInput{authorizer, users.of(authorizer.Address), a}})
	}
	for _, method := range a.Methods.Items {
		used, _ := method.Authorizer.Get()
		subjects = append(subjects, Subject{"method", method.Address, MethodInput{method, authorizers[used], a}})
	}
	for _, response := range a.GatewayResponses.Items {
		subjects = append(subjects, Subject{"gateway_response", response.Address, GatewayResponseInput{response, a}})
	}
	if policy, ok := a.ResourcePolicy.Get(); ok {
		for _, statement := range policy.Statements.Items {
			subjects = append(subjects, Subject{"policy", statement.Address, PolicyInput{statement, "resource", a}})
		}
	}
	for _, statement := range a.CallerPolicies.Items {
		subjects = append(subjects, Subject{"policy", statement.Address, PolicyInput{statement, "caller", a}})
	}
	for _, stage := range a.Stages.Items {
		subjects = append(subjects, Subject{"stage", stage.Address, StageInput{stage, a}})
	}
	for _, deployment := range a.Deployments.Items {
		subjects = append(subjects, Subject{"deployment", deployment.Address, DeploymentInput{deployment, a}})
	}
	named := a.named()
	for _, scheme := range a.Schemes.Items {
		methods := List[*Method]{Items: named[scheme.Name], Complete: a.Methods.Complete, Why: a.Methods.Why}
		subjects = append(subjects, Subject{"scheme", scheme.Address, SchemeInput{scheme, methods, a}})
	}
	return subjects
}

// users is who uses which authorizer, and why that may not be all.
type users struct {
	byAddress map[string][]*Method
	complete  bool
	why       string
}

// users joins methods to authorizers. A method that names an authorizer without the
// authorization type for it does not use it. A method whose authorizer nobody knows may
// use any of them, so no list of users is complete then.
func (a *API) users() users {
	u := users{byAddress: map[string][]*Method{}, complete: a.Methods.Complete, why: a.Methods.Why}
	for _, method := range a.Methods.Items {
		if address, ok := method.Authorizer.Get(); ok && !method.ignoresAuthorizer() {
			u.byAddress[address] = append(u.byAddress[address], method)
		}
		if method.Authorizer.State == StateUnknown && u.complete {
			u.complete, u.why = false, "it is not known which authorizer "+method.Label+" uses"
		}
	}
	return u
}

// ignoresAuthorizer reports whether the authorization type has no authorizer.
func (m *Method) ignoresAuthorizer() bool {
	authorizationType, known := m.AuthorizationType.Get()
	return known && (authorizationType == AuthorizationNone || authorizationType == AuthorizationIAM)
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
