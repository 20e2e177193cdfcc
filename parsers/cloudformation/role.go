package cloudformation

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// declareRoles declares the roles that authorizers are called with, and all that may give
// them policies. Most templates have many roles, and none of an authorizer.
func (t *template) declareRoles() {
	names := t.declared.RoleNames()
	if slices.ContainsFunc(names, t.isRole) {
		t.addRoles(&t.declared)
	}
	t.addExecutionRoles(names)
}

// addExecutionRoles adds the roles that the transform makes for functions without one, as
// far as authorizers are called with them. What they may do is not looked at.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html
func (t *template) addExecutionRoles(names []string) {
	for _, r := range t.resources {
		address := t.addressFor(r.id + "Role")
		if r.kind != typeServerlessFunction || !slices.Contains(names, address) || t.byID[r.id+"Role"] != nil {
			continue
		}
		p := t.resolved(r)
		if !p.Get("Role").IsAbsent() {
			continue
		}
		role := &model.Role{Address: address, Range: r.key, Statements: model.List[*model.Statement]{Why: "the transform makes its policies"}}
		role.Trust = quietPolicy(p.Get("AssumeRolePolicyDocument"), r.address()+".AssumeRolePolicyDocument", r.key)
		if role.Trust.State == model.StateUnset {
			role.Trust = trustOf("lambda.amazonaws.com", address, r.key)
		}
		t.declared.Roles = append(t.declared.Roles, model.NamedRole{Role: role, Name: model.Unset[string](r.key)})
	}
}

// trustOf is the trust policy of a role that one service takes on.
func trustOf(service, address string, at source.Range) model.Value[model.Policy] {
	text := func(value string) *tree.Node { return &tree.Node{Kind: tree.String, Text: value, Range: at} }
	object := func(key string, value *tree.Node) *tree.Node {
		return &tree.Node{Kind: tree.Mapping, Range: at, Name: at, Fields: []tree.Field{{Key: key, KeyRange: at, Value: value}}}
	}
	statement := object("Principal", object("Service", text(service)))
	statement.Fields = append(statement.Fields,
		tree.Field{Key: "Effect", KeyRange: at, Value: text("Allow")},
		tree.Field{Key: "Action", KeyRange: at, Value: text("sts:AssumeRole")},
	)
	return quietPolicy(object("Statement", statement), address, at)
}

// addRoles adds those of the template and of the stacks inside of it.
func (t *template) addRoles(to *model.Declared) {
	t.declareOwnRoles()
	if own := &t.declared; own != to {
		to.Roles = append(to.Roles, own.Roles...)
		to.ManagedPolicies = append(to.ManagedPolicies, own.ManagedPolicies...)
		to.Attachments = append(to.Attachments, own.Attachments...)
	}
	for _, r := range t.resources {
		if child := t.children[r]; child != nil {
			child.addRoles(to)
		}
	}
}

func (t *template) isRole(address string) bool {
	r := t.shared.byAddress[address]
	return r != nil && r.kind == typeRole
}

// declareOwnRoles declares those of the template itself.
func (t *template) declareOwnRoles() {
	for _, r := range t.resources {
		switch r.kind {
		case typeRole:
			t.role(r)
		case typePolicy:
			p := t.resolved(r)
			t.attachToAll(r, p.Get("Roles"), t.statements(r, p.Get("PolicyDocument")))
		case typeRolePolicy:
			p := t.resolved(r)
			t.attachToAll(r, p.Get("RoleName"), t.statements(r, p.Get("PolicyDocument")))
		case typeManagedPolicy:
			t.managedPolicy(r)
		default:
			t.handRoles(r)
		}
	}
}

// role reads AWS::IAM::Role with the policies that stand in it.
func (t *template) role(r *resource) {
	p := t.resolved(r)
	role := &model.Role{Address: r.address(), Range: r.key, Statements: model.Complete[*model.Statement]()}
	role.Trust = quietPolicy(p.Get("AssumeRolePolicyDocument"), r.address()+".AssumeRolePolicyDocument", r.key)
	t.declared.Roles = append(t.declared.Roles, model.NamedRole{Role: role, Name: t.reader.Text(p, "RoleName")})
	policies := p.Get("Policies")
	if why := tree.Why(policies); why != "" {
		role.Statements.Open(why)
	}
	own := model.TextOf(r.key, "", t.idParts(r)...)
	for i, policy := range policies.Elements() {
		statements := statementsOf(policy.Get("PolicyDocument"), fmt.Sprintf("%s.Policies[%d]", r.address(), i), r.key)
		t.attach(r, own, model.Unset[string](r.key), statements)
	}
	managed := p.Get("ManagedPolicyArns")
	if why := tree.Why(managed); why != "" {
		role.Statements.Open(why)
	}
	for _, arn := range managed.Elements() {
		t.attach(r, own, t.reader.TextOf(arn, r.key), model.List[*model.Statement]{})
	}
}

// managedPolicy reads AWS::IAM::ManagedPolicy, which can say itself which roles it is for.
func (t *template) managedPolicy(r *resource) {
	p := t.resolved(r)
	statements := t.statements(r, p.Get("PolicyDocument"))
	t.declared.ManagedPolicies = append(t.declared.ManagedPolicies, model.ManagedPolicy{Address: r.address(), Statements: statements})
	t.attachToAll(r, p.Get("Roles"), statements)
}

// attachToAll gives a policy to a list of roles.
func (t *template) attachToAll(r *resource, roles *tree.Node, statements model.List[*model.Statement]) {
	none := model.Unset[string](r.key)
	for _, role := range roles.Elements() {
		t.attach(r, t.reader.TextOf(role, r.key), none, statements)
	}
	if why := tree.Why(roles); why != "" {
		t.attach(r, t.reader.TextOf(roles, r.key), none, statements)
	}
}

func (t *template) attach(r *resource, role, policy model.Text, statements model.List[*model.Statement]) {
	t.declared.Attachments = append(t.declared.Attachments, model.Attachment{
		Address: r.address(), Exists: r.exists, Role: role, Policy: policy, Statements: statements,
	})
}

// handRoles notes that what is out of view may give policies to the roles that it gets,
// and a connector to any.
func (t *template) handRoles(r *resource) {
	if r.kind == typeServerlessConnector || !r.node.Get("Connectors").IsAbsent() {
		unknown := model.Unknown[string](r.key, "the transform makes policies for connectors")
		t.attach(r, unknown, unknown, model.List[*model.Statement]{})
	}
	values, why := t.handedBy(r)
	visit(values, func(value *tree.Node) {
		for _, part := range value.Parts {
			if part.Hole != nil && t.isRole(part.Hole.Of) {
				unknown := model.Unknown[string](r.key, why)
				t.attach(r, model.TextOf(r.key, why, part), unknown, model.List[*model.Statement]{})
			}
		}
	})
}

func (t *template) statements(r *resource, document *tree.Node) model.List[*model.Statement] {
	return statementsOf(document, r.address()+".PolicyDocument", r.key)
}

// statementsOf are the statements of a policy document.
func statementsOf(document *tree.Node, address string, at source.Range) model.List[*model.Statement] {
	policy := quietPolicy(document, address, at)
	if read, known := policy.Get(); known {
		return read.Statements
	}
	return model.List[*model.Statement]{Why: cmp.Or(policy.Why, address+" is not in view")}
}

// quietPolicy reads a policy without a word about its mistakes: it is not that of an API.
func quietPolicy(document *tree.Node, address string, at source.Range) model.Value[model.Policy] {
	var reader tree.Reader
	return reader.Policy(document, address, at)
}
