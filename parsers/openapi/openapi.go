// Package openapi reads OpenAPI documents that are meant for API Gateway: those with
// x-amazon-apigateway-* extensions, alone in a file or as the body of an API that
// infrastructure code declares.
//
// What the extensions mean is in API Gateway's developer guide, "Working with API
// Gateway extensions to OpenAPI".
// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
package openapi

import (
	"bytes"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// The extensions of API Gateway, by where they stand.
const (
	extension = "x-amazon-apigateway-" // what all begin with

	extAPIKeySource     = extension + "api-key-source"
	extBinaryMediaTypes = extension + "binary-media-types"
	extCORS             = extension + "cors"
	extEndpoint         = extension + "endpoint-configuration"
	extGatewayResponses = extension + "gateway-responses"
	extImportExport     = extension + "importexport-version"
	extPolicy           = extension + "policy"
	extValidators       = extension + "request-validators"

	extAnyMethod   = extension + "any-method"
	extAuth        = extension + "auth"
	extIntegration = extension + "integration"
	extValidator   = extension + "request-validator"

	extAuthorizer = extension + "authorizer"
	extAuthType   = extension + "authtype"
)

// Is reports whether a document is an OpenAPI document, 2 or 3, that is meant for API
// Gateway: one of its extensions stands somewhere in it.
func Is(document *tree.Node) bool { return isOpenAPI(document) && IsMarked(document) }

func isOpenAPI(document *tree.Node) bool {
	swagger, openapi := document.Get("swagger"), document.Get("openapi")
	version2 := swagger.IsScalar() && strings.HasPrefix(swagger.Text, "2")
	version3 := openapi.IsScalar() && strings.HasPrefix(openapi.Text, "3")
	return version2 || version3
}

// IsMarked reports whether an extension of API Gateway stands anywhere in a tree: in an
// OpenAPI document, or in a piece of one that others refer to.
func IsMarked(n *tree.Node) bool {
	for _, field := range n.Fields {
		if strings.HasPrefix(field.Key, extension) || IsMarked(field.Value) {
			return true
		}
	}
	return slices.ContainsFunc(n.Items, IsMarked)
}

// MayBeSplit reports whether a file may be an OpenAPI document that refers to others,
// in which the extensions of API Gateway may stand.
func MayBeSplit(data []byte) bool {
	if !bytes.Contains(data, []byte("openapi")) && !bytes.Contains(data, []byte("swagger")) {
		return false
	}
	for {
		_, after, found := bytes.Cut(data, []byte("$ref"))
		if !found {
			return false
		}
		target := bytes.TrimLeft(after, "\"': \t\r\n")
		if len(target) > 0 && target[0] != '#' {
			return true
		}
		data = after
	}
}

// ReadSplit is Read for a document that has no extension of API Gateway itself. ours is
// false where the files that it refers to have none, either.
func ReadSplit(root *source.Root, file *source.File, content *tree.Node) (reading model.Reading, ours bool) {
	if !isOpenAPI(content) || !MayBeSplit(file.Data) {
		return model.Reading{}, false
	}
	reading = Read(root, file, content)
	return reading, slices.ContainsFunc(reading.Files, func(f *source.File) bool { return bytes.Contains(f.Data, []byte(extension)) })
}

// Read makes the model of a document that stands alone. The address of the API is the
// name of the file; those of the things in it are their paths in the document.
//
// References ($ref) are followed into files below the root; a nil root has none.
// References and placeholders of what is to process the document yet, such as !Sub
// and ${name}, are unknown.
func Read(root *source.Root, file *source.File, content *tree.Node) model.Reading {
	forTemplate := callsFunctions(content)
	content = settled(content)
	name := content.At("info", "title")
	at := content.Place()
	if name.IsKnown() {
		at = name.Range
	}
	const elsewhere = "an OpenAPI document does not declare them"
	api := &model.API{
		Address:          file.Name,
		Format:           model.FormatOpenAPI,
		Range:            at,
		Exists:           model.Certain(at),
		Schemes:          model.Complete[*model.Scheme](),
		Authorizers:      model.Complete[*model.Authorizer](),
		Methods:          model.Complete[*model.Method](),
		GatewayResponses: model.Complete[*model.GatewayResponse](),
		CallerPolicies:   model.List[*model.Statement]{Why: elsewhere},
		Stages:           model.List[*model.Stage]{Why: elsewhere},
		Deployments:      model.List[*model.Deployment]{Why: elsewhere},
	}
	d := newDocument(root, api, content, "")
	reading := d.read()
	for _, name := range d.undefined {
		why := "the scheme " + name + " is not defined in the document"
		api.Schemes.Open(why)
		api.Authorizers.Open(why)
		if forTemplate { // SAM defines schemes for the documents that a template includes
			api.OpenScheme(name, why)
		}
	}
	reading.APIs = model.Declared{APIs: []*model.API{api}}.Link()
	reading.Files = append(reading.Files, file)
	return reading
}

// Fill puts what a document says into an API that infrastructure code declares: name,
// schemes, authorizers, methods, gateway responses, and the settings that the code
// leaves out. What the code itself says wins, the protocol above all. prefix goes
// before the addresses of things.
//
// Whatever stands in the document in place of text that a deployment settles must be
// an Unknown node. A list is opened where something unknown may add to it.
//
// The reading has no APIs: it is what else was found, with the files that references
// ($ref) lead to. They are read below the root; a nil root has none.
func Fill(root *source.Root, api *model.API, content *tree.Node, prefix string) model.Reading {
	return newDocument(root, api, content, prefix).read()
}

// A document is one OpenAPI document on its way into an API.
type document struct {
	api    *model.API
	root   *tree.Node
	prefix string
	reader tree.Reader

	protocol    string // empty where it is not known
	schemes     map[string]*model.Scheme
	authorizers map[string]*model.Authorizer // by the name of their scheme
	undefined   []string                     // schemes that are named and not there

	files     *source.Root         // where references lead to
	main      string               // the file that the document stands in
	referred  map[string]*referred // by name or address
	order     []*referred          // those that are files
	ignores   []source.Ignore      // in them
	elsewhere []*tree.Node         // the pieces of them that belong to the API
	noticed   map[*tree.Node]bool
	hops      int // references followed one after the other
	visited   int // fields looked at while following references
	bytes     int // of the files
}

func newDocument(root *source.Root, api *model.API, content *tree.Node, prefix string) *document {
	return &document{
		api:         api,
		root:        content,
		prefix:      prefix,
		schemes:     map[string]*model.Scheme{},
		authorizers: map[string]*model.Authorizer{},
		files:       root,
		main:        content.Range.File,
		referred:    map[string]*referred{},
		noticed:     map[*tree.Node]bool{},
	}
}

func (d *document) read() model.Reading {
	d.readIgnores(d.root, d.root.Range)
	d.root = d.expanded(d.root, places())
	d.readSettings()
	d.noteVersion()
	d.readSchemes()
	d.readMethods()
	d.readGatewayResponses()
	reading := model.Reading{Problems: d.reader.Problems, Ignores: d.ignores}
	for _, referred := range d.order {
		reading.Files = append(reading.Files, referred.file)
		if !referred.isAPI() {
			reading.Claims = append(reading.Claims, referred.file.Name)
		}
	}
	return reading
}

// noteVersion says once what is done about a version that API Gateway does not name.
func (d *document) noteVersion() {
	version := d.api.Definition.Version
	if written, _ := version.Get(); strings.HasPrefix(written, "3.") && !strings.HasPrefix(written, "3.0") {
		d.reader.Problems = append(d.reader.Problems, source.Problem{
			Range:   version.Range,
			Message: "API Gateway documents the import of OpenAPI 2.0 and 3.0 only; this document is read as if it were 3.0",
			Note:    true,
		})
	}
}
