package openapi

import (
	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/tree"
)

// readSettings reads what stands at the root about the API as a whole.
func (d *document) readSettings() {
	api, root, place := d.api, d.root, d.root.Place()
	api.Definition.Body, api.Definition.Range, api.Definition.Version = true, place, d.version()
	api.Name = settle(api.Name, d.reader.TextOf(root.At("info", "title"), place))
	if _, known := api.Protocol.Get(); !known {
		api.Protocol = protocolOf(root, d.elsewhere...)
	}
	d.protocol, _ = api.Protocol.Get()

	api.EndpointType = settle(api.EndpointType, model.Upper(d.endpointType()))
	api.APIKeySource = settle(api.APIKeySource, d.apiKeySource())
	api.ResourcePolicy = settle(api.ResourcePolicy, d.reader.Policy(root.Get(extPolicy), d.prefix+extPolicy, place))
	d.readCORS(&api.CORS)
}

// version is that of OpenAPI which the document is written in.
func (d *document) version() model.Text {
	if version := d.root.Get("openapi"); !version.IsAbsent() {
		return d.reader.TextOf(version, d.root.Place())
	}
	return d.reader.Text(d.root, "swagger")
}

// settle chooses between what the owner of a document says and what the document
// says. The owner wins where it says anything, even if nobody knows what yet.
func settle[T any](own, documented model.Value[T]) model.Value[T] {
	unread := own.State == model.StateUnknown && own.Range.IsZero() && own.Why == ""
	switch {
	case unread, own.State != model.StateWritten && own.State != model.StateUnknown && documented.State != model.StateUnset:
		return documented
	default:
		return own
	}
}

// endpointType stands at the root, or beside a server in OpenAPI 3.
func (d *document) endpointType() model.Text {
	types := d.root.At(extEndpoint, "types")
	for _, server := range d.root.Get("servers").Elements() {
		if types.IsAbsent() {
			types = server.At(extEndpoint, "types")
		}
	}
	if elements := types.Elements(); len(elements) > 0 {
		types = elements[0]
	}
	return d.reader.TextOf(types, d.root.Place())
}

// apiKeySource is HEADER by default; only REST APIs have one.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-api-key-source.html
func (d *document) apiKeySource() model.Text {
	written := model.Upper(d.reader.Text(d.root, extAPIKeySource))
	switch {
	case written.State != model.StateUnset:
		return written
	case d.protocol == model.REST:
		return written.Or("HEADER")
	case d.protocol == "":
		return model.Unknown[string](written.Range, protocolUnknown)
	default:
		return written
	}
}

const protocolUnknown = "the document does not tell whether this is a REST API or an HTTP API"

// readCORS reads x-amazon-apigateway-cors, unless the owner of the document has a
// CORS configuration of its own.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-cors-configuration.html
func (d *document) readCORS(own *model.CORS) {
	cors := d.root.Get(extCORS)
	if cors == nil {
		cors = &tree.Node{Kind: tree.Null, Range: d.root.Place()}
	}
	own.Configured = settle(own.Configured, d.corsConfigured())
	own.AllowOrigins = settle(own.AllowOrigins, d.reader.Texts(cors, "allowOrigins"))
	own.AllowMethods = settle(own.AllowMethods, d.reader.Texts(cors, "allowMethods"))
	own.AllowHeaders = settle(own.AllowHeaders, d.reader.Texts(cors, "allowHeaders"))
	own.AllowCredentials = settle(own.AllowCredentials, d.reader.Bool(cors, "allowCredentials"))
}

func (d *document) corsConfigured() model.Value[bool] {
	cors := d.root.Get(extCORS)
	switch {
	case cors.IsAbsent():
		return model.Default(false, d.root.Place())
	case cors.IsKnown():
		return model.Written(true, cors.Place())
	default:
		return model.Unknown[bool](cors.Range, tree.Why(cors))
	}
}
