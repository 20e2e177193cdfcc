package model

import (
	"maps"
	"slices"
	"strings"
)

// A NamedRole is a role in view. Its name is unset or unknown where a deployment makes
// it up.
type NamedRole struct {
	*Role
	Name Text
}

// A ManagedPolicy is a policy of its own in view, which does nothing before it is
// attached.
type ManagedPolicy struct {
	Address    string
	Statements List[*Statement]
}

// An Attachment gives a role a policy.
type Attachment struct {
	Address    string           // of what says so
	Exists     Value[bool]      // whether it does
	Role       Text             // its name, or a reference to it
	Policy     Text             // the ARN of a managed policy; unset where the statements are all
	Statements List[*Statement] // of a policy of the role's own
}

// linkRoles gives every role the statements of its policies.
func (l *linker) linkRoles() {
	l.roles = map[string]*Role{}
	for _, role := range l.declared.Roles {
		l.roles[role.Address] = role.Role
	}
	if len(l.roles) == 0 {
		return
	}
	policies := map[string]List[*Statement]{}
	for _, policy := range l.declared.ManagedPolicies {
		policies[policy.Address] = policy.Statements
	}
	for _, attachment := range l.declared.Attachments {
		statements := attachment.Statements
		if attachment.Policy.State != StateUnset {
			statements = managed(attachment.Policy, policies)
		}
		if exists, known := attachment.Exists.Get(); !known || !exists {
			statements.Open("it is not known whether there is " + attachment.Address)
		}
		for _, role := range l.attachedTo(attachment) {
			role.grant(statements)
		}
	}
	for _, role := range l.roles {
		if l.declared.Open != "" {
			role.Statements.Open(l.declared.Open)
		}
		for i, statement := range role.Statements.Items {
			role.Statements.Items[i] = l.withFunctionNames(statement)
		}
	}
}

// grant adds the statements of one more policy.
func (r *Role) grant(statements List[*Statement]) {
	r.Statements.Items = append(r.Statements.Items, statements.Items...)
	if !statements.Complete {
		r.Statements.Open(statements.Why)
	}
}

// attachedTo are the roles that an attachment is for. Those that it may be for, and
// nobody can tell, have policies that are not in view.
func (l *linker) attachedTo(attachment Attachment) []*Role {
	for _, part := range attachment.Role.Parts {
		if part.Hole != nil && l.roles[part.Hole.Of] != nil {
			return []*Role{l.roles[part.Hole.Of]}
		}
	}
	var named []*Role
	written := PartsOf(attachment.Role)
	_, known := attachment.Role.Get()
	for _, role := range l.declared.Roles {
		if written != nil && slices.EqualFunc(written, PartsOf(role.Name), Part.equal) {
			named = append(named, role.Role)
		}
	}
	if len(named) > 0 {
		return named
	}
	for _, role := range l.declared.Roles {
		if !known || role.Name.State == StateUnknown {
			role.Statements.Open("it is not known which role " + attachment.Address + " is for")
		}
	}
	return nil
}

// equal reports whether two parts are written alike.
func (p Part) equal(other Part) bool {
	if p.Hole == nil || other.Hole == nil {
		return p.Hole == other.Hole && p.Literal == other.Literal
	}
	return *p.Hole == *other.Hole
}

// managed are the statements of the managed policy of an ARN.
func managed(arn Text, policies map[string]List[*Statement]) List[*Statement] {
	for _, part := range arn.Parts {
		if part.Hole == nil {
			continue
		}
		if statements, inView := policies[part.Hole.Of]; inView {
			return List[*Statement]{Items: slices.Clone(statements.Items), Complete: statements.Complete, Why: statements.Why}
		}
	}
	if parts, isAWS := behind(PartsOf(arn), ":iam::aws:policy/"); isAWS && len(parts) == 1 && callsNoFunction(parts[0].Literal) {
		return Complete[*Statement]()
	}
	return List[*Statement]{Why: "what " + Show(PartsOf(arn)) + " allows is not in view"}
}

// callsNoFunction tells policies of AWS that are documented and do not allow to call
// Lambda functions. Of the others nothing is known here.
// https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
func callsNoFunction(name string) bool {
	return slices.Contains([]string{
		"service-role/AWSLambdaBasicExecutionRole",
		"service-role/AWSLambdaVPCAccessExecutionRole",
		"service-role/AmazonAPIGatewayPushToCloudWatchLogs",
		"AWSXRayDaemonWriteAccess",
		"AWSXrayWriteOnlyAccess",
		"CloudWatchLogsFullAccess",
	}, name)
}

// role is the role in view that a reference to its ARN names.
func (l *linker) role(reference Text) *Role {
	hole, ok := SoleHole(reference, HoleAttribute)
	if !ok || !strings.EqualFold(hole.Attribute, "arn") {
		return nil
	}
	return l.roles[hole.Of]
}

// RoleNames are the addresses that the authorizers of some APIs, and those that are still
// to be given to theirs, refer to for a role.
func (d *Declared) RoleNames() []string {
	named := map[string]bool{}
	note := func(authorizer *Authorizer) {
		if hole, ok := SoleHole(authorizer.InvokeRole, HoleAttribute); ok && strings.EqualFold(hole.Attribute, "arn") {
			named[hole.Of] = true
		}
	}
	for _, bound := range d.Authorizers {
		note(bound.Thing)
	}
	for _, api := range d.APIs {
		for _, authorizer := range api.Authorizers.Items {
			note(authorizer)
		}
	}
	return slices.Sorted(maps.Keys(named))
}

// withFunctionNames is a statement in whose resources functions have their names.
func (l *linker) withFunctionNames(statement *Statement) *Statement {
	resources, known := statement.Resources.Get()
	if !known {
		return statement
	}
	named := *statement
	texts := make([]Text, len(resources))
	for i, resource := range resources {
		texts[i] = l.withNames(resource)
	}
	named.Resources.Value = &texts
	return &named
}
