package openapi

import (
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// evidence is what a document says between the lines about its protocol: the places
// of extensions and values that only one kind of API has.
type evidence struct {
	rest, http               []source.Range
	restSources, httpSources []source.Range // the dialects of identity sources
}

// protocolOf tells a REST API from an HTTP API. OpenAPI has no field for it: the
// command that imports a document decides. Contradicting or no evidence is unknown.
//
// Identity sources count only where nothing else does: in one that is written in the
// wrong dialect, the dialect is the mistake. elsewhere are pieces of the document in
// other files.
func protocolOf(root *tree.Node, elsewhere ...*tree.Node) model.Value[string] {
	var e evidence
	if swagger := root.Get("swagger"); swagger.IsScalar() {
		e.rest = append(e.rest, swagger.Range) // HTTP APIs import OpenAPI 3.0 only
	}
	e.collect(root)
	for _, piece := range elsewhere {
		e.collect(piece)
	}
	rest, http := e.rest, e.http
	if len(rest) == 0 && len(http) == 0 {
		rest, http = e.restSources, e.httpSources
	}
	switch {
	case len(rest) > 0 && len(http) == 0:
		return model.Written(model.REST, rest[0])
	case len(http) > 0 && len(rest) == 0:
		return model.Written(model.HTTP, http[0])
	default:
		return model.Unknown[string](root.Place(), protocolUnknown)
	}
}

// collect looks at every field of the document.
func (e *evidence) collect(n *tree.Node) {
	for _, field := range n.Fields {
		e.add(field, n)
		e.collect(field.Value)
	}
	for _, item := range n.Items {
		e.collect(item)
	}
}

// add weighs one field.
func (e *evidence) add(field tree.Field, parent *tree.Node) {
	switch value := field.Value; field.Key {
	case extGatewayResponses, extPolicy, extAPIKeySource, extValidators, extValidator, extBinaryMediaTypes:
		e.rest = append(e.rest, field.KeyRange)
	case extCORS, extImportExport, "isDefaultRoute":
		e.http = append(e.http, field.KeyRange)
	case extEndpoint:
		e.addEndpoint(value)
	case extIntegration:
		e.addIntegration(value)
	case extAuthorizer:
		e.addAuthorizer(value, parent.Get("type"))
	}
}

// addEndpoint weighs the types of an endpoint. HTTP APIs have regional ones only.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html
func (e *evidence) addEndpoint(n *tree.Node) {
	for _, kind := range n.Get("types").Elements() {
		if strings.EqualFold(kind.Text, "PRIVATE") || strings.EqualFold(kind.Text, "EDGE") {
			e.rest = append(e.rest, kind.Range)
		}
	}
}

// addIntegration weighs an integration. HTTP APIs have proxies only.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations.html
func (e *evidence) addIntegration(n *tree.Node) {
	if kind := n.Get("type"); kind.IsScalar() {
		switch strings.ToLower(kind.Text) {
		case "aws", "mock", "http":
			e.rest = append(e.rest, kind.Range)
		}
	}
	if format := n.Get("payloadFormatVersion"); format.IsScalar() && strings.HasPrefix(format.Text, "2") {
		e.http = append(e.http, format.Range)
	}
	if subtype := n.Get("integrationSubtype"); subtype.IsScalar() {
		e.http = append(e.http, subtype.Range)
	}
}

// addAuthorizer weighs an authorizer, and the type of the scheme that it is part of.
func (e *evidence) addAuthorizer(n, schemeType *tree.Node) {
	if kind := n.Get("type"); kind.IsScalar() {
		switch strings.ToLower(kind.Text) {
		case model.KindToken, model.KindCognitoUserPools:
			e.rest = append(e.rest, kind.Range)
		case model.KindJWT:
			e.http = append(e.http, kind.Range)
		}
	}
	if schemeType.IsScalar() && (schemeType.Text == "oauth2" || schemeType.Text == "openIdConnect") {
		e.http = append(e.http, schemeType.Range)
	}
	for _, field := range n.Fields {
		switch field.Key {
		case "providerARNs":
			e.rest = append(e.rest, field.KeyRange)
		case "authorizerPayloadFormatVersion", "enableSimpleResponses", "jwtConfiguration":
			e.http = append(e.http, field.KeyRange)
		case "identitySource":
			e.addSources(field.Value)
		}
	}
}

// addSources weighs the dialect of identity sources.
func (e *evidence) addSources(n *tree.Node) {
	for _, source := range n.Elements() {
		switch {
		case strings.Contains(source.Text, "method.request."):
			e.restSources = append(e.restSources, source.Range)
		case strings.Contains(source.Text, "$request."):
			e.httpSources = append(e.httpSources, source.Range)
		}
	}
}
