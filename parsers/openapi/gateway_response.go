package openapi

import (
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/tree"
)

// headerPrefix begins the names of response parameters that set a header.
const headerPrefix = "gatewayresponse.header."

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
			Type:       textOf(field.Key, field.KeyRange),
			StatusCode: d.reader.Text(response, "statusCode"),
			Headers:    d.reader.Pairs(headersOf(response.Get("responseParameters")), headerPrefix),
			Templates:  d.reader.Pairs(response.Get("responseTemplates"), ""),
		})
	}
}

// headersOf leaves out the parameters that set no header.
func headersOf(n *tree.Node) *tree.Node {
	if n == nil {
		return nil
	}
	headers := *n
	headers.Fields = nil
	for _, field := range n.Fields {
		if strings.HasPrefix(field.Key, headerPrefix) {
			headers.Fields = append(headers.Fields, field)
		}
	}
	return &headers
}
