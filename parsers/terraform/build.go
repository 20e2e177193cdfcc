package terraform

import (
	"cmp"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// A builder makes what a unit declares out of its resources.
type builder struct {
	unit     *unit
	reader   tree.Reader
	declared model.Declared

	resources []*resource          // of the kinds that are read
	apis      map[string]*resource // by address
	handed    map[string]string    // why others may add to an API, by its address

	archives, objects []*resource // what the code of functions is made of, and put into
	made              []made      // pieces of APIs; nil until they are asked for
}

// A readers is kinds of resources, each with what reads it.
type readers map[string]func(*builder, *resource)

// phases are the kinds of resources that are read. APIs come first: what a route or an
// authorizer defaults to depends on its API.
var phases = []readers{
	{
		"aws_api_gateway_rest_api": (*builder).restAPI,
		"aws_apigatewayv2_api":     (*builder).httpAPI,
	},
	{
		"aws_api_gateway_resource":         (*builder).pathResource,
		"data.aws_api_gateway_resource":    (*builder).foundResource,
		"aws_api_gateway_method":           (*builder).method,
		"aws_api_gateway_integration":      (*builder).integration,
		"aws_api_gateway_authorizer":       (*builder).authorizer,
		"aws_api_gateway_gateway_response": (*builder).gatewayResponse,
		"aws_api_gateway_rest_api_policy":  (*builder).restAPIPolicy,
		"aws_api_gateway_stage":            (*builder).stage,
		"aws_api_gateway_deployment":       (*builder).deployment,

		"aws_apigatewayv2_route":      (*builder).route,
		"aws_apigatewayv2_authorizer": (*builder).httpAuthorizer,
		"aws_apigatewayv2_stage":      (*builder).httpStage,
		"aws_apigatewayv2_deployment": (*builder).httpDeployment,

		"aws_lambda_function":   (*builder).function,
		"aws_lambda_permission": (*builder).permission,

		"archive_file":         (*builder).archive,
		"data.archive_file":    (*builder).archive,
		"aws_s3_object":        (*builder).storedObject,
		"aws_s3_bucket_object": (*builder).storedObject,

		"aws_iam_policy":       (*builder).callerPolicy,
		"aws_iam_role_policy":  (*builder).callerPolicy,
		"aws_iam_user_policy":  (*builder).callerPolicy,
		"aws_iam_group_policy": (*builder).callerPolicy,
		"aws_iam_role":         (*builder).inlinePolicies,

		"aws_ssm_parameter": (*builder).parameter,
	},
}

// kinds are all kinds of resources that may be read.
var kinds = append(slices.Clone(phases), roleReaders)

// build reads all resources and joins them.
func (b *builder) build(top *module) []*model.API {
	b.collect(top)
	b.noteSwitchedOff(top)
	return b.buildFrom(func() { b.outputs(top) })
}

// buildFrom makes the APIs of the resources that were found; handOver notes which of them
// others can add to.
func (b *builder) buildFrom(handOver func()) []*model.API {
	for _, phase := range phases {
		for _, r := range b.resources {
			if read := phase[r.kind]; read != nil {
				b.relate(r)
				read(b, r)
			}
		}
	}
	b.readRoles()
	handOver()
	b.openHandedOver()
	for _, problem := range b.reader.Problems {
		b.unit.keep(problem)
	}
	return b.declared.Link()
}

// noteSwitchedOff says so where the only APIs are those that a module can declare and, as
// its variables are, does not: it would look as if there were nothing to find.
func (b *builder) noteSwitchedOff(top *module) {
	apis := phases[0]
	if slices.ContainsFunc(b.resources, func(r *resource) bool { return apis[r.kind] != nil }) {
		return
	}
	for _, address := range top.directory.resources {
		block := top.directory.things[address]
		if apis[block.Labels[0]] == nil || len(top.expansions[address].instances) > 0 {
			continue
		}
		b.unit.keep(source.Problem{
			Range:   header(block),
			Message: address + " is not looked at: with these values of variables there is none of it (others are given with --var or --var-file)",
			Note:    true,
		})
	}
}

// relate sees the existence of a thing from its API: whether there is a method matters
// only where there is an API.
func (b *builder) relate(r *resource) {
	for _, name := range []string{"rest_api_id", "api_id"} {
		owner, ok := soleHole(certain(r.written(name)), model.HoleAPI)
		if api := b.apis[owner.Of]; ok && api != nil {
			r.existence = r.besides(api.existence)
		}
	}
}

// collect finds the resources of a module and of those that it calls.
func (b *builder) collect(m *module) {
	if m.directory.partial != "" {
		b.declared.Open = cmp.Or(b.declared.Open, m.directory.partial)
	}
	for _, address := range m.directory.resources {
		block := m.directory.things[address]
		kind := strings.TrimSuffix(address, "."+block.Labels[1])
		if !slices.ContainsFunc(kinds, func(known readers) bool { return known[kind] != nil }) {
			continue
		}
		m.thing(address, header(block))
		for _, instance := range m.expansions[address].instances {
			b.resources = append(b.resources, instance.(*resource))
		}
	}
	for _, name := range m.directory.callNames {
		block := m.directory.calls[name]
		m.called(name, header(block))
		for _, instance := range m.expansions["module."+name].instances {
			b.collectCall(instance)
		}
	}
}

func (b *builder) collectCall(instance object) {
	switch called := instance.(type) {
	case *module:
		b.collect(called)
	case *outside:
		b.collectOutside(called)
	}
}

// tied is a thing with the reference to its API.
func tied[T any](r *resource, api model.Text, protocol model.Value[string], thing T) model.Bound[T] {
	at := header(r.block)
	return model.Bound[T]{
		API: api, Thing: thing, Protocol: protocol, Resource: model.Unset[string](at),
		Format: model.FormatTerraform, Range: at, More: r.more,
	}
}

// reference reads an id that cannot be left out.
func (b *builder) reference(n *tree.Node, key string) model.Text {
	return b.reader.TextOf(certain(n.Get(key)), n.Place())
}

// certain is the only possible value of an argument that cannot be left out, where the
// others are null or empty.
func certain(n *tree.Node) *tree.Node {
	if n == nil || n.Kind != tree.Unknown {
		return n
	}
	var left []*tree.Node
	for _, possible := range n.OneOf {
		if !possible.IsAbsent() && (possible.Kind != tree.String || possible.Text != "") {
			left = append(left, possible)
		}
	}
	if len(left) == 1 {
		return left[0]
	}
	return n
}

// optional reads a text for which the provider takes the empty text as nothing.
func (b *builder) optional(n *tree.Node, key string) model.Text {
	text := b.reader.Text(n, key)
	if value, ok := text.Get(); ok && value == "" {
		return model.Unset[string](text.Range)
	}
	return text
}

// texts reads an argument that is a list or a set.
func (b *builder) texts(n *tree.Node, key string) model.Value[[]model.Text] {
	return b.textsOf(n.Get(key), n.Place())
}

// textsOf is texts for a node at hand. A reference that is not known stands for the
// whole list: unlike elsewhere, one text is no list of it.
func (b *builder) textsOf(n *tree.Node, owner source.Range) model.Value[[]model.Text] {
	if n != nil && n.Kind == tree.Unknown {
		return model.Unknown[[]model.Text](n.Range, tree.Why(n))
	}
	return b.reader.TextsOf(n, owner)
}

// rest is the protocol of all v1 resources.
func rest(r *resource) model.Value[string] { return model.Default(model.REST, header(r.block)) }
