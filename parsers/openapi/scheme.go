package openapi

import (
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/tree"
)

// readSchemes reads the security schemes and the authorizers that some of them carry.
// API Gateway makes an authorizer of each, used or not.
func (d *document) readSchemes() {
	node, path := d.root.At("components", "securitySchemes"), "components.securitySchemes."
	if d.root.Has("swagger") {
		node, path = d.root.Get("securityDefinitions"), "securityDefinitions."
	}
	if schemes := &d.api.Schemes; len(schemes.Items) == 0 && schemes.Why == "" {
		schemes.Complete = true // schemes come from a document only
	}
	node = d.mapping(node)
	if why := tree.Why(node); why != "" {
		d.api.Schemes.Open(why)
		d.api.Authorizers.Open(why)
	}
	if node == nil {
		return
	}
	for _, field := range node.Fields {
		if strings.HasPrefix(field.Key, "x-") && field.Value.Kind != tree.Mapping {
			continue // an extension of the list, not a scheme
		}
		d.readScheme(field, d.prefix+path+field.Key)
	}
}

func (d *document) readScheme(field tree.Field, address string) {
	node := d.mapping(field.Value)
	scheme := &model.Scheme{
		Address: address,
		Range:   field.KeyRange,
		Name:    field.Key,
		Type:    d.reader.Text(node, "type"),
		In:      d.reader.Text(node, "in"),
		Key:     d.reader.Text(node, "name"),
	}
	scheme.Grants = d.grants(node, scheme)
	d.schemes[field.Key] = scheme
	d.api.Schemes.Items = append(d.api.Schemes.Items, scheme)

	switch grants, known := scheme.Grants.Get(); {
	case !known:
		d.api.Authorizers.Open("it is not known whether the scheme " + field.Key + " has an authorizer")
	case grants == model.GrantsRefused:
		d.api.Authorizers.Open("the authorizer of the scheme " + field.Key + " is not imported into a REST API")
	case grants == model.GrantsAuthorizer:
		authorizer := d.authorizer(d.mapping(node.Get(extAuthorizer)), field, scheme)
		d.authorizers[field.Key] = authorizer
		d.api.Authorizers.Items = append(d.api.Authorizers.Items, authorizer)
	}
}

// grants is what API Gateway makes of a scheme: an authorizer where the extension is
// there, which a REST API takes from the type apiKey only; IAM where its authtype is
// awsSigv4; a required API key where it is an apiKey named x-api-key in the header. Of
// others it takes no notice.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
func (d *document) grants(node *tree.Node, scheme *model.Scheme) model.Value[string] {
	authorizer := node.Get(extAuthorizer)
	authType := d.reader.Text(node, extAuthType)
	label, labelled := authType.Get()
	isIAM := labelled && strings.EqualFold(label, "awsSigv4")
	switch {
	case node.Has(extAuthorizer) && isIAM:
		return model.Unknown[string](authType.Range, "it has an authorizer and is awsSigv4 at once")
	case node.Has(extAuthorizer) && d.protocol == model.REST && isOfOtherType(scheme):
		return model.Written(model.GrantsRefused, authorizer.Place())
	case node.Has(extAuthorizer):
		return model.Written(model.GrantsAuthorizer, authorizer.Place())
	case isIAM:
		return model.Written(model.GrantsIAM, authType.Range)
	case !node.IsKnown(), authorizer != nil && !authorizer.IsKnown(), authType.State == model.StateUnknown:
		return model.Unknown[string](scheme.Range, whyUnknown(node, authorizer, authType.Why))
	default:
		return grantsWithoutExtension(scheme)
	}
}

func isOfOtherType(scheme *model.Scheme) bool {
	kind, known := scheme.Type.Get()
	return known && kind != "apiKey"
}

func whyUnknown(node, authorizer *tree.Node, why string) string {
	for _, n := range []*tree.Node{node, authorizer} {
		if n != nil && !n.IsKnown() {
			return tree.Why(n)
		}
	}
	return why
}

func grantsWithoutExtension(scheme *model.Scheme) model.Value[string] {
	kind, known := scheme.Type.Get()
	if !known {
		return model.Unknown[string](scheme.Range, "its type is not known")
	}
	if kind != "apiKey" {
		return model.Default(model.GrantsNothing, scheme.Range)
	}
	in, inKnown := scheme.In.Get()
	key, keyKnown := scheme.Key.Get()
	switch {
	case !inKnown && scheme.In.State == model.StateUnknown, !keyKnown && scheme.Key.State == model.StateUnknown:
		return model.Unknown[string](scheme.Range, "its place or name is not known")
	case in == "header" && strings.EqualFold(key, "x-api-key"):
		return model.Written(model.GrantsAPIKey, scheme.Key.Range)
	default:
		return model.Default(model.GrantsNothing, scheme.Range)
	}
}
