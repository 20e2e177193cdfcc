package openapi

import (
	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/tree"
)

// authorizer reads x-amazon-apigateway-authorizer of the scheme that a field defines.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
func (d *document) authorizer(n *tree.Node, scheme tree.Field, typed *model.Scheme) *model.Authorizer {
	authorizer := &model.Authorizer{
		Address:              typed.Address,
		Range:                scheme.KeyRange,
		Exists:               model.Certain(scheme.KeyRange),
		Name:                 textOf(scheme.Key, scheme.KeyRange),
		Kind:                 model.Lower(d.reader.Text(n, "type")),
		URI:                  d.reader.Text(n, "authorizerUri"),
		InvokeRole:           d.reader.Text(n, "authorizerCredentials"),
		ValidationExpression: d.reader.Text(n, "identityValidationExpression"),
		ProviderARNs:         d.reader.Texts(n, "providerARNs"),
		PayloadFormat:        d.reader.Text(n, "authorizerPayloadFormatVersion"),
		SimpleResponses:      d.reader.Bool(n, "enableSimpleResponses").Or(false),
		JWT: model.JWT{
			Issuer:   d.issuer(n, scheme.Value),
			Audience: d.reader.TextsOf(n.At("jwtConfiguration", "audience"), n.Place()),
		},
		TTLSeconds: d.ttl(n),
		Scheme:     typed,
	}
	authorizer.IdentitySources = d.identitySources(n, authorizer)
	if authorizer.URI.State == model.StateUnset {
		authorizer.Function = model.Unset[string](authorizer.URI.Range)
	}
	return authorizer
}

// ttl is 300 s on a REST API and none on an HTTP API where nothing is written: the
// import of a REST API leaves it out, too, and the service then takes 300.
func (d *document) ttl(n *tree.Node) model.Value[int] {
	written := d.reader.Int(n, "authorizerResultTtlInSeconds")
	switch {
	case written.State != model.StateUnset:
		return written
	case d.protocol == model.REST:
		return written.Or(300)
	case d.protocol == model.HTTP:
		return written.Or(0)
	default:
		least, most := 0.0, 300.0
		ttl := model.Unknown[int](written.Range, protocolUnknown)
		ttl.Min, ttl.Max, ttl.OneOf = &least, &most, []int{0, 300}
		return ttl
	}
}

// issuer is written, or found out by API Gateway with the help of openIdConnectUrl.
func (d *document) issuer(n, scheme *tree.Node) model.Text {
	written := d.reader.TextOf(n.At("jwtConfiguration", "issuer"), n.Place())
	if address := scheme.Get("openIdConnectUrl"); written.State == model.StateUnset && !address.IsAbsent() {
		return model.Unknown[string](address.Range, "the issuer is discovered from openIdConnectUrl")
	}
	return written
}

// identitySources are where an authorizer takes what it judges from. Those of token
// and cognito_user_pools are no setting of their own: the import makes one of the
// name of the scheme, and takes no notice of identitySource.
func (d *document) identitySources(n *tree.Node, authorizer *model.Authorizer) model.Value[[]model.Text] {
	kind, known := authorizer.Kind.Get()
	switch {
	case !known:
		return model.Unknown[[]model.Text](n.Place(), "the type of the authorizer is not known")
	case kind == model.KindToken || kind == model.KindCognitoUserPools:
		return tokenSource(authorizer.Scheme)
	default:
		return splitSources(d.reader.Texts(n, "identitySource"))
	}
}

func tokenSource(scheme *model.Scheme) model.Value[[]model.Text] {
	in, known := scheme.In.Get()
	switch {
	case !known && scheme.In.State == model.StateUnknown:
		return model.Unknown[[]model.Text](scheme.In.Range, scheme.In.Why)
	case in != "header":
		return model.Unknown[[]model.Text](scheme.In.Range, "a token is taken from a header only, and the scheme is not for one")
	case scheme.Key.State == model.StateUnset:
		return model.Unset[[]model.Text](scheme.Key.Range)
	}
	name := model.PartsOf(scheme.Key)
	if name == nil {
		return model.Unknown[[]model.Text](scheme.Key.Range, scheme.Key.Why)
	}
	text := model.TextOf(scheme.Key.Range, scheme.Key.Why, append([]model.Part{model.Literal("method.request.header.")}, name...)...)
	return model.Written([]model.Text{text}, scheme.Key.Range)
}

// splitSources takes comma-separated texts apart.
func splitSources(written model.Value[[]model.Text]) model.Value[[]model.Text] {
	texts, ok := written.Get()
	if !ok {
		return written
	}
	all := []model.Text{}
	for _, text := range texts {
		items, known := model.Items(text).Get()
		if !known {
			return model.Unknown[[]model.Text](written.Range, text.Why)
		}
		all = append(all, items...)
	}
	return model.Written(all, written.Range)
}
