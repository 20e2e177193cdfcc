package terraform

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// deployment reads aws_api_gateway_deployment. One with a stage name makes a stage, too.
func (b *builder) deployment(r *resource) {
	n := r.arguments("rest_api_id", "stage_name", "variables", "triggers", "stage_description")
	deployment := b.newDeployment(r, n)
	deployment.StageName = b.reader.Text(n, "stage_name")
	b.declared.Deployments = append(b.declared.Deployments, tied(r, b.reference(n, "rest_api_id"), rest(r), deployment))
	if name := deployment.StageName; name.State != model.StateUnset {
		b.addStage(r, n, "rest_api_id", rest(r), &model.Stage{
			Name: name, Variables: b.reader.Pairs(n.Get("variables"), ""), AutoDeploy: model.Default(false, n.Place()),
			Deployment: model.Written(r.address, n.Place()),
		})
	}
}

// httpDeployment reads aws_apigatewayv2_deployment.
func (b *builder) httpDeployment(r *resource) {
	n := r.arguments("api_id", "triggers")
	b.declared.Deployments = append(b.declared.Deployments, tied(r, b.reference(n, "api_id"), b.v2(r), b.newDeployment(r, n)))
}

// notInPlan is why some things of a planned resource are not known: a plan has neither
// its life cycle nor all that its arguments refer to.
const notInPlan = "the plan does not tell"

func (b *builder) newDeployment(r *resource, n *tree.Node) *model.Deployment {
	at := n.Place()
	deployment := &model.Deployment{
		Address: r.address, Range: at, Exists: r.exists(at),
		Triggers: b.triggers(r, n), LogicalID: model.Unset[string](at), StageName: model.Unset[string](at),
	}
	if r.planned != nil {
		if triggered, _ := deployment.Triggers.Get(); !triggered {
			deployment.Triggers = model.Unknown[bool](at, notInPlan)
		}
		deployment.CreateBeforeDestroy = model.Unknown[bool](at, notInPlan)
		deployment.Notices.Open(notInPlan)
		deployment.DependsOn.Open(notInPlan)
		return deployment
	}
	deployment.CreateBeforeDestroy = b.createBeforeDestroy(r, at)
	deployment.Notices = b.notices(r)
	deployment.DependsOn = b.dependsOn(r)
	return deployment
}

// triggeringArguments are those that replace a deployment when they change.
var triggeringArguments = []string{"triggers", "variables", "stage_description"}

// triggers tells whether anything replaces a deployment: its triggers, or one of the
// arguments that the provider cannot change in place.
func (b *builder) triggers(r *resource, n *tree.Node) model.Value[bool] {
	for _, name := range triggeringArguments {
		switch value := n.Get(name); {
		case value.IsAbsent(), value.Kind == tree.Mapping && len(value.Fields) == 0 && value.Open == "":
		case value.Kind == tree.Unknown && !isCertainlyText(value):
			return model.Unknown[bool](value.Range, tree.Why(value))
		default:
			return model.Written(true, value.Range)
		}
	}
	if attribute := lifecycle(r.block, "replace_triggered_by"); attribute != nil {
		return model.Written(true, rangeOf(attribute.NameRange))
	}
	return model.Default(false, n.Place())
}

// lifecycle is an argument of the nested block of that name; nil where it is not there.
func lifecycle(block *hclsyntax.Block, name string) *hclsyntax.Attribute {
	for _, inner := range block.Body.Blocks {
		if attribute := inner.Body.Attributes[name]; inner.Type == "lifecycle" && attribute != nil {
			return attribute
		}
	}
	return nil
}

// notices are the addresses of all that replaces a deployment when it changes.
func (b *builder) notices(r *resource) model.List[string] {
	w := b.unit.newWalk(false)
	for _, name := range triggeringArguments {
		if attribute := r.block.Body.Attributes[name]; attribute != nil {
			w.expression(r.module, attribute.Expr)
			if name == "triggers" {
				break // with them, the others are not meant for that
			}
		}
	}
	if attribute := lifecycle(r.block, "replace_triggered_by"); attribute != nil {
		w.expression(r.module, attribute.Expr)
	}
	list := listOf(w)
	list.Items = append(list.Items, b.madeOfTheSame(w)...)
	return list
}

// listOf is what a walk came to.
func listOf(w *walk) model.List[string] {
	list := model.Complete(w.reached...)
	if w.open != "" {
		list.Open(w.open)
	}
	return list
}

// A made is a piece of an API that is declared somewhere, with what it is made of.
type made struct {
	address string
	sources map[string]bool
}

// madeOfTheSame are the addresses of what is made of a local, a variable, a data source or
// a file that a walk came to: whoever looks at that looks at them.
func (b *builder) madeOfTheSame(w *walk) []string {
	if len(w.sources) == 0 {
		return nil
	}
	if b.made == nil {
		b.made = b.allMade()
	}
	var addresses []string
	for _, one := range b.made {
		for name := range one.sources {
			if w.sources[name] {
				addresses = append(addresses, one.address)
				break
			}
		}
	}
	return addresses
}

// allMade are the pieces of all APIs.
func (b *builder) allMade() []made {
	all := []made{}
	for _, r := range b.resources {
		switch r.kind {
		case "aws_api_gateway_rest_api":
			for _, name := range []string{"body", "policy"} {
				if attribute := r.block.Body.Attributes[name]; attribute != nil {
					w := b.unit.newWalk(false)
					w.expression(r.module, attribute.Expr)
					all = append(all, made{r.address + "." + name, w.sources})
				}
			}
		case "aws_api_gateway_method", "aws_api_gateway_authorizer", "aws_api_gateway_gateway_response", "aws_api_gateway_rest_api_policy":
			w := b.unit.newWalk(false)
			w.block(r.module, r.block.Body)
			all = append(all, made{r.address, w.sources})
		}
	}
	return all
}

// dependsOn are the addresses of all that is created before a resource.
func (b *builder) dependsOn(r *resource) model.List[string] {
	w := b.unit.newWalk(true)
	w.block(r.module, r.block.Body)
	w.around(r.module)
	list := listOf(w)
	if r.module.directory.partial != "" {
		list.Open(r.module.directory.partial)
	}
	return list
}

// createBeforeDestroy tells whether the next instance of a resource is made before this
// one goes: where it says so, and where something that depends on it does.
// https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle
func (b *builder) createBeforeDestroy(r *resource, at source.Range) model.Value[bool] {
	asked := b.asksToBeCreatedFirst(r.module, r.block, at)
	if first, known := asked.Get(); first || !known {
		return asked
	}
	mine := strings.TrimPrefix(baseOf(r.address), r.module.prefix)
	for _, address := range r.module.directory.resources {
		block := r.module.directory.things[address]
		if address == mine || lifecycle(block, "create_before_destroy") == nil {
			continue
		}
		w := b.unit.newWalk(true)
		w.block(r.module, block.Body)
		if slices.Contains(w.reached, r.address) {
			if other := b.asksToBeCreatedFirst(r.module, block, at); other.Value == nil || *other.Value {
				return other
			}
		}
	}
	return asked
}

func (b *builder) asksToBeCreatedFirst(m *module, block *hclsyntax.Block, at source.Range) model.Value[bool] {
	attribute := lifecycle(block, "create_before_destroy")
	if attribute == nil {
		return model.Default(false, at)
	}
	return b.reader.Bool(mapping(at, attribute.Name, m.scope().eval(attribute.Expr)), attribute.Name)
}

// baseOf is the address of a resource without the index of the instance.
func baseOf(address string) string {
	if strings.HasSuffix(address, "]") {
		return address[:strings.LastIndex(address, "[")]
	}
	return address
}

// ignores reports whether changes to an argument are ignored.
func ignores(changes hclsyntax.Expression, argument string) bool {
	return hcl.ExprAsKeyword(changes) == "all" || slices.ContainsFunc(changes.Variables(), func(t hcl.Traversal) bool { return t.RootName() == argument })
}

// pointsTo is the deployment that a stage names. One that may be another after the next
// deployment by somebody else is not known.
func (b *builder) pointsTo(r *resource, n *tree.Node) model.Text {
	id := n.Get("deployment_id")
	if attribute := lifecycle(r.block, "ignore_changes"); attribute != nil && ignores(attribute.Expr, "deployment_id") {
		return model.Unknown[string](rangeOf(attribute.Range()), "changes to the stage are ignored: somebody else may deploy to it")
	}
	if r.planned != nil && id.IsAbsent() {
		return model.Unknown[string](n.Place(), notInPlan)
	}
	if hole, ok := soleHole(certain(id), model.HoleAttribute); ok && hole.Attribute == "id" {
		return model.Written(hole.Of, id.Range)
	}
	return b.optional(n, "deployment_id")
}
