package cloudformation

import (
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/tree"
)

// restDeployment reads AWS::ApiGateway::Deployment, which makes a stage as well where
// it names one.
func (t *template) restDeployment(r *resource) {
	p := t.resolved(r)
	api := t.reader.Text(p, "RestApiId")
	deployment := t.deployment(r, p)
	t.declared.Deployments = append(t.declared.Deployments, bound(r, api, deployment))
	if p.Has("StageName") {
		stage := t.stage(r, p)
		stage.Variables = t.reader.Pairs(p.At("StageDescription", "Variables"), "")
		stage.AutoDeploy = model.Unset[bool](r.key)
		stage.Deployment = model.Written(r.address(), r.key)
		t.declared.Stages = append(t.declared.Stages, bound(r, api, stage))
	}
}

// v2Deployment reads AWS::ApiGatewayV2::Deployment.
func (t *template) v2Deployment(r *resource) {
	p := t.resolved(r)
	t.declared.Deployments = append(t.declared.Deployments, bound(r, t.reader.Text(p, "ApiId"), t.deployment(r, p)))
}

// deployment describes a deployment. It happens again when its logical id changes,
// and nothing in one version of a template tells whether that is so: tools put a hash
// into it.
func (t *template) deployment(r *resource, properties *tree.Node) *model.Deployment {
	const again = "it happens again when its logical id changes"
	id := model.Written(r.id, r.key)
	if t.rewritten {
		id = model.Unknown[string](r.key, "a transform may change it")
	}
	return &model.Deployment{
		Address: r.address(), Range: r.key, Exists: r.exists,
		Triggers:            model.Unknown[bool](r.key, again),
		Notices:             model.List[string]{Why: again},
		DependsOn:           t.dependsOn(r),
		CreateBeforeDestroy: model.Unset[bool](r.key),
		LogicalID:           id,
		StageName:           t.reader.Text(properties, "StageName"),
	}
}

// pointsTo is the deployment that a stage names.
func (t *template) pointsTo(r *resource, properties *tree.Node) model.Text {
	id := t.reader.Text(properties, "DeploymentId")
	if hole, ok := model.SoleHole(id, model.HoleAttribute); ok && (hole.Attribute == "" || hole.Attribute == "DeploymentId") {
		return model.Written(hole.Of, id.Range)
	}
	return id
}

// dependsOn lists the addresses of all that is created before a resource: what it says it
// depends on, what it refers to, and what that waits for.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html
func (t *template) dependsOn(r *resource) model.List[string] {
	o := order{seen: map[*resource]bool{}, inside: map[*resource]bool{}, list: model.Complete[string]()}
	if t.rewritten {
		o.list.Open("a transform may change what it depends on")
	}
	o.before(r)
	o.list.Items = slices.DeleteFunc(o.list.Items, func(address string) bool { return address == r.address() })
	return o.list
}

// An order is what is created before something.
type order struct {
	seen   map[*resource]bool
	inside map[*resource]bool // nested stacks whose resources are added
	list   model.List[string]
}

// before adds a resource and what it waits for. What is in a nested stack waits for what
// the stack waits for.
func (o *order) before(r *resource) {
	if r == nil || o.seen[r] {
		return
	}
	o.seen[r] = true
	o.list.Items = append(o.list.Items, r.address())
	for _, id := range r.node.Get("DependsOn").Elements() {
		if !id.IsScalar() || isIntrinsic(id) {
			o.list.Open("it is not known what " + r.id + " depends on")
		}
		o.named(r.of, textOf(id))
	}
	o.references(r.of, r.node.Get("Properties"))
	o.before(r.of.stack)
}

// named adds the resource of an id; of a nested stack, all that is in it.
func (o *order) named(t *template, id string) {
	r := t.byID[id]
	if r == nil {
		return
	}
	o.before(r)
	if !isStack(r.kind) || o.inside[r] {
		return
	}
	o.inside[r] = true
	if child := t.nested(r); child != nil {
		for _, inner := range child.resources {
			o.named(child, inner.id)
		}
	}
}

// references adds what the functions in a value refer to. What a parameter of a nested
// stack stands for is created before the stack in any case.
func (o *order) references(t *template, n *tree.Node) {
	visit(n, func(n *tree.Node) {
		name, argument, ok := intrinsic(n)
		if !ok {
			return
		}
		switch name {
		case "Ref":
			o.named(t, textOf(argument))
		case "GetAtt":
			id := textOf(argument)
			if items := argument.Elements(); len(items) > 1 {
				id = textOf(items[0])
			}
			id, _, _ = strings.Cut(id, ".")
			o.named(t, id)
		case "Sub":
			if items := argument.Elements(); len(items) > 0 {
				argument = items[0]
			}
			for _, piece := range strings.Split(textOf(argument), "${")[1:] {
				id, _, _ := strings.Cut(piece, "}")
				id, _, _ = strings.Cut(strings.TrimSpace(id), ".")
				o.named(t, id)
			}
		}
	})
}
