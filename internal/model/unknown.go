package model

// Unknowns counts the settings of an API, of its authorizers and of its methods that
// only a deployment settles: where rules are silent because nobody knows.
func (a *API) Unknowns() int {
	n := unknown(a.Exists.State, a.Name.State, a.Protocol.State, a.EndpointType.State, a.APIKeySource.State, a.ResourcePolicy.State)
	for _, authorizer := range a.Authorizers.Items {
		n += authorizer.unknowns()
	}
	for _, method := range a.Methods.Items {
		n += unknown(method.Exists.State, method.Verb.State, method.Path.State, method.RouteKey.State,
			method.AuthorizationType.State, method.Authorizer.State, method.Scopes.State, method.APIKeyRequired.State)
	}
	return n
}

// unknowns leaves out the texts that are made of ids: those are never known.
func (a *Authorizer) unknowns() int {
	return unknown(a.Exists.State, a.Name.State, a.Kind.State, a.IdentitySources.State, a.ValidationExpression.State,
		a.TTLSeconds.State, a.ProviderARNs.State, a.PayloadFormat.State, a.SimpleResponses.State,
		a.JWT.Issuer.State, a.JWT.Audience.State, a.Function.State)
}

func unknown(states ...State) int {
	n := 0
	for _, state := range states {
		if state == StateUnknown {
			n++
		}
	}
	return n
}
