// Package cloudformation reads CloudFormation templates, with what the SAM transform
// makes of them, into the model.
//
// A template is read in three steps: the resolver replaces intrinsic functions by
// what is known of their values (resolve.go and the files beside it),
// the resources are declared one by one (rest.go, http.go, lambda.go, sam*.go), and
// model.Declared.Link joins them.
package cloudformation

import (
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// Is reports whether a document is a template that declares anything of API Gateway:
// a resource of its own, a SAM API, or a SAM function or state machine that answers
// requests of one. A template whose Resources cannot be looked into is recognised by
// its other sections.
func Is(document *tree.Node) bool {
	resources := document.Get("Resources")
	if !resources.IsKnown() || document.Kind != tree.Mapping {
		return false
	}
	if resources.Kind != tree.Mapping {
		return document.Has("AWSTemplateFormatVersion") || document.Has("Transform")
	}
	return hasOurs(resources)
}

// Format is the language of a template.
func Format(document *tree.Node) string {
	for _, transform := range document.Get("Transform").Elements() {
		if strings.HasPrefix(transform.Text, "AWS::Serverless-") {
			return model.FormatSAM
		}
	}
	return model.FormatCloudFormation
}

// hasOurs reports whether one of some resources is ours; a loop has them as its last item.
func hasOurs(resources *tree.Node) bool {
	for _, field := range resources.Fields {
		if strings.HasPrefix(field.Key, forEachPrefix) {
			if parts := field.Value.Elements(); len(parts) > 0 && hasOurs(parts[len(parts)-1]) {
				return true
			}
			continue
		}
		if isOurs(field.Value) {
			return true
		}
	}
	return false
}

// isOurs reports whether a resource as written is one of API Gateway, or uses one.
func isOurs(resource *tree.Node) bool {
	kind := resource.Get("Type")
	switch {
	case kind == nil || kind.Kind != tree.String:
		return false
	case strings.HasPrefix(kind.Text, "AWS::ApiGateway"): // v1, and v2 as well
		return true
	case isSAMAPI(kind.Text) || kind.Text == typeServerlessWebSocketAPI:
		return true
	default:
		return hasEvents(kind.Text) && usesAPI(resource.At("Properties", "Events"))
	}
}

// usesAPI reports whether one of the events of a function is a request of an API.
func usesAPI(events *tree.Node) bool {
	if events == nil {
		return false
	}
	for _, event := range events.Fields {
		if kind := event.Value.Get("Type"); kind != nil && (kind.Text == "Api" || kind.Text == "HttpApi") {
			return true
		}
	}
	return false
}

// Read makes the model of one template. What it refers to, an included file or the
// definition of an API, is read below the root and named in Files. Parameters are the
// values that are given to parameters of the template, by name.
func Read(root *source.Root, file *source.File, document *tree.Node, parameters map[string]string) model.Reading {
	t, apis := readTemplate(root, file, document, parameters, &world{})
	for _, w := range t.shared.world.all() {
		_, variants := readTemplate(root, file, document, parameters, w)
		addVariants(apis, variants)
	}
	return model.Reading{
		APIs:     apis,
		Problems: unrefused(distinct(append(t.problems, t.reader.Problems...)), apis),
		Ignores:  t.ignores,
		Files:    t.files,
		Claims:   t.claims,

		Parameters: t.parameterNames(),
		Defaults:   t.defaults,
	}
}

// readTemplate declares what the template has in a world.
func readTemplate(root *source.Root, file *source.File, document *tree.Node, parameters map[string]string, w *world) (*template, []*model.API) {
	t := newTemplate(root, file, document)
	t.given, t.shared.world = parameters, w
	t.readResources()
	t.declareAll()
	t.declareRoles()
	t.openHandedOver()
	return t, t.declared.Link()
}

// distinct drops what is said twice: a setting that counts for many methods is read
// for each of them.
func distinct(problems []source.Problem) []source.Problem {
	seen := make(map[source.Problem]bool, len(problems))
	return slices.DeleteFunc(problems, func(problem source.Problem) bool {
		again := seen[problem]
		seen[problem] = true
		return again
	})
}

// declareAll declares every resource that the model has a place for. SAM comes last:
// it adds to what other resources declare, never the other way round.
func (t *template) declareAll() {
	t.readIgnores()
	for _, r := range t.resources {
		if declare := declarations(r.kind); declare != nil {
			declare(t, r)
		}
	}
	t.declareSAM()
	t.declareNested()
	t.noteHandedOver()
}

// declarations is how each type of resource is read.
func declarations(kind string) func(*template, *resource) {
	switch kind {
	case typeRestAPI:
		return (*template).restAPI
	case typeResource:
		return (*template).pathResource
	case typeMethod:
		return (*template).restMethod
	case typeAuthorizer:
		return (*template).restAuthorizer
	case typeGatewayResponse:
		return (*template).gatewayResponse
	case typeStage:
		return (*template).restStage
	case typeDeployment:
		return (*template).restDeployment
	case typeV2API:
		return (*template).v2API
	case typeV2Route:
		return (*template).v2Route
	case typeV2Authorizer:
		return (*template).v2Authorizer
	case typeV2Stage:
		return (*template).v2Stage
	case typeV2Deployment:
		return (*template).v2Deployment
	case typeFunction:
		return (*template).function
	case typeServerlessFunction:
		return (*template).samFunction
	case typePermission:
		return (*template).permission
	case typePolicy, typeManagedPolicy, typeUserPolicy, typeRolePolicy, typeGroupPolicy:
		return (*template).policy
	case typeRole, typeUser, typeGroup, typeServerlessStateMachine:
		return (*template).inlinePolicies
	default:
		return nil
	}
}
