package openapi

import (
	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/tree"
)

// readGatewayResponses reads the customised answers of API Gateway itself.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-gateway-responses.html
func (d *document) readGatewayResponses() {
	node := d.mapping(d.root.Get(extGatewayResponses))
	if why := tree.Why(node); why != "" {
		d.api.GatewayResponses.Open(why)
	}
	if node == nil {
		return
	}
	for _, field := range node.Fields {
		response := d.mapping(field.Value)
		d.api.GatewayResponses.Items = append(d.api.GatewayResponses.Items, &model.GatewayResponse{
			Address:    d.prefix + extGatewayResponses + "." + field.Key,
			Range:      field.KeyRange,
			Exists:     model.Certain(field.KeyRange),
			Imported:   true,
			Type:       textOf(field.Key, field.KeyRange),
			StatusCode: d.reader.Text(response, "statusCode"),
			Headers:    d.reader.Headers(response.Get("responseParameters")),
			Templates:  d.reader.Pairs(response.Get("responseTemplates"), ""),
		})
	}
}
