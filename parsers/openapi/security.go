package openapi

import (
	"slices"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// authorize finds out what an operation asks of its callers.
//
// The requirements of the root hold for an operation that has none: the guide says
// otherwise, recorded imports show it. Those of an operation replace them. Requiring
// nothing, [], is taken as public, as OpenAPI has it.
func (d *document) authorize(method *model.Method, view *view, o operation) {
	security := o.body.Get("security")
	inherits := security.IsAbsent()
	if inherits {
		security = d.root.Get("security")
	}
	switch why := d.undecided(security); {
	case !o.body.IsKnown():
		d.unknown(method, o.body.Range, tree.Why(o.body))
	case why != "":
		d.unknown(method, security.Range, why)
	case security.IsAbsent():
		at := o.key
		method.Unsecured = true
		method.AuthorizationType = model.Default(model.AuthorizationNone, at)
		method.Authorizer, method.Scopes = model.Unset[string](at), model.Unset[[]model.Text](at)
		method.APIKeyRequired = model.Default(false, at)
	default:
		alternatives, inherited := view.alternatives(o, security)
		method.InheritedFromRoot = inherited
		d.require(method, alternatives, security.Range)
	}
	d.applyAuth(method, o.body.Get(extAuth), inherits)
}

// maxRequirements is far more than anyone requires, and keeps a hostile document from
// having thousands at the root that thousands of operations inherit.
const maxRequirements = 200

// undecided says why requirements are not known; empty where they are.
func (d *document) undecided(security *tree.Node) string {
	if why := tree.Why(security); why != "" {
		return why
	}
	if security != nil && security.Kind != tree.Sequence && security.Kind != tree.Null {
		d.reader.Wrong(security, "a list of security requirements")
		return "it is not a list of security requirements"
	}
	named := 0
	for _, alternative := range security.Elements() {
		if why := tree.Why(alternative); why != "" {
			return why
		}
		if named += 1 + len(alternative.Fields); named > maxRequirements {
			return "it lists too many security requirements"
		}
		if alternative.Kind != tree.Mapping {
			d.reader.Wrong(alternative, "a mapping from schemes to scopes")
			return "it is not a security requirement"
		}
	}
	return ""
}

func (d *document) unknown(method *model.Method, at source.Range, why string) {
	method.AuthorizationType = model.Unknown[string](at, why)
	method.Authorizer = model.Unknown[string](at, why)
	method.Scopes = model.Unknown[[]model.Text](at, why)
	method.APIKeyRequired = model.Unknown[bool](at, why)
}

// A demand is what requirements come to: those that name an authorizer or IAM, those
// that name an API key, and what keeps anybody from telling.
type demand struct {
	deciders []requirement
	apiKey   *requirement
	doubt    string // about who decides
	keyDoubt string // about the API key
}

// require sets what the alternatives demand. API Gateway knows no alternatives: a
// method has one authorizer at most, and an API key beside it. Two authorizers, or
// one and nothing, are more than it can do, and nobody has recorded what it does.
func (d *document) require(method *model.Method, alternatives [][]requirement, at source.Range) {
	demand := d.demand(method, alternatives)
	method.Authorizer, method.Scopes = model.Unset[string](at), model.Unset[[]model.Text](at)
	switch {
	case demand.doubt != "":
		d.unknown(method, at, demand.doubt)
	case len(demand.deciders) == 0:
		method.AuthorizationType = model.Written(model.AuthorizationNone, at)
	default:
		d.bind(method, demand.deciders[0])
	}
	switch {
	case demand.keyDoubt != "":
		method.APIKeyRequired = model.Unknown[bool](at, demand.keyDoubt)
	case demand.apiKey != nil:
		method.APIKeyRequired = model.Written(true, demand.apiKey.at)
	default:
		method.APIKeyRequired = model.Default(false, at)
	}
}

// demand sorts the schemes that are named by what they grant.
func (d *document) demand(method *model.Method, alternatives [][]requirement) demand {
	var sum demand
	open := false // one of the alternatives asks for nothing
	for i, demanded := range alternatives {
		named := slices.DeleteFunc(slices.Clone(demanded), d.isNone)
		open = open || len(named) == 0
		for _, one := range named {
			d.name(method, one, i)
			d.add(&sum, one)
		}
	}
	if len(sum.deciders) > 1 {
		sum.doubt = "it names several authorizers, " + sum.deciders[0].scheme + " and " + sum.deciders[1].scheme
	}
	if open && len(sum.deciders) > 0 {
		sum.doubt = "it can be had with an authorizer and without one"
	}
	if open && sum.apiKey != nil {
		sum.keyDoubt = "it can be had with an API key and without one"
	}
	return sum
}

// name notes a scheme that an operation names.
func (d *document) name(method *model.Method, one requirement, alternative int) {
	if slices.ContainsFunc(method.Requirements, func(r model.Requirement) bool { return r.Scheme == one.scheme }) {
		return
	}
	required := model.Requirement{Scheme: one.scheme, Range: one.at, Alternative: alternative}
	switch scheme := d.schemes[one.scheme]; {
	case scheme != nil:
		required.Grants = scheme.Grants
	case d.api.Schemes.Complete && textOf(one.scheme, one.at).State == model.StateWritten:
		required.Grants = model.Unset[string](one.at)
	default:
		required.Grants = model.Unknown[string](one.at, "it is not defined in view")
	}
	method.Requirements = append(method.Requirements, required)
}

// isNone reports whether a requirement is {NONE: []}: SAM's way to write that nothing
// is required, without a scheme of that name.
func (d *document) isNone(one requirement) bool {
	return one.scheme == "NONE" && d.schemes["NONE"] == nil
}

// add counts one named scheme.
func (d *document) add(sum *demand, one requirement) {
	scheme := d.schemes[one.scheme]
	if scheme == nil {
		d.undefined = append(d.undefined, one.scheme)
		sum.doubt = "the scheme " + one.scheme + " is not defined in view"
		sum.keyDoubt = sum.doubt
		return
	}
	switch grants, known := scheme.Grants.Get(); {
	case !known:
		sum.doubt = "what the scheme " + one.scheme + " grants is not known: " + scheme.Grants.Why
		sum.keyDoubt = sum.doubt
	case grants == model.GrantsAPIKey:
		sum.apiKey = &one
	case grants == model.GrantsRefused:
		sum.doubt = "a REST API takes authorizers from schemes of the type apiKey only, and " + one.scheme + " is another"
	case grants == model.GrantsNothing:
		if kind, _ := scheme.Type.Get(); kind == "apiKey" {
			sum.keyDoubt = "an API key is documented as x-api-key in a header, and the scheme " + one.scheme + " is another"
		}
	case !slices.ContainsFunc(sum.deciders, func(other requirement) bool { return other.scheme == one.scheme }):
		sum.deciders = append(sum.deciders, one)
	}
}

// bind sets the one who decides about a method.
func (d *document) bind(method *model.Method, one requirement) {
	method.Scopes = d.reader.TextsOf(one.scopes, one.at)
	if scopes, known := method.Scopes.Get(); known && len(scopes) == 0 {
		method.Scopes = model.Unset[[]model.Text](one.at) // OpenAPI wants the empty list
	}
	authorizer := d.authorizers[one.scheme]
	if authorizer == nil {
		method.AuthorizationType = model.Written(model.AuthorizationIAM, one.at)
		return
	}
	method.Authorizer = model.Written(authorizer.Address, one.at)
	method.AuthorizationType = model.AuthorizationTypeFor(authorizer.Kind, one.at)
}

// applyAuth reads x-amazon-apigateway-auth, which sets NONE or AWS_IAM for one
// operation. Beside security of its own that says otherwise, nobody knows which wins.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-auth.html
func (d *document) applyAuth(method *model.Method, n *tree.Node, inherits bool) {
	kind := model.Upper(d.reader.Text(n, "type"))
	written, known := kind.Get()
	was, _ := method.AuthorizationType.Get()
	switch {
	case kind.State == model.StateUnset:
	case !known:
		d.unknown(method, kind.Range, kind.Why)
	case was == model.AuthorizationNone && inherits:
		method.AuthorizationType = kind
	case written != was:
		d.unknown(method, kind.Range, extAuth+" and the security requirements do not agree")
	}
}
