package terraform

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/tree"
)

// roleReaders are the kinds of resources that say what an IAM role is good for.
var roleReaders = readers{
	roleKind:                                    (*builder).role,
	"aws_iam_role_policy":                       (*builder).rolePolicy,
	"aws_iam_policy":                            (*builder).managedPolicy,
	"aws_iam_role_policy_attachment":            (*builder).roleAttachment,
	"aws_iam_policy_attachment":                 (*builder).policyAttachment,
	"aws_iam_role_policy_attachments_exclusive": (*builder).exclusiveAttachments,
}

const roleKind = "aws_iam_role"

// readRoles reads the roles that authorizers are called with, and all that may give them
// policies. Most configurations have many roles, and none of an authorizer.
func (b *builder) readRoles() {
	named := false
	for _, address := range b.declared.RoleNames() {
		r := b.unit.resources[address]
		named = named || r != nil && r.kind == roleKind
	}
	if !named {
		return
	}
	b.unit.attempts++ // a policy that cannot be read is missing from no API
	defer func() { b.unit.attempts-- }()
	for _, r := range b.resources {
		if read := roleReaders[r.kind]; read != nil {
			read(b, r)
		}
	}
}

// role reads aws_iam_role with the policies that stand in it.
func (b *builder) role(r *resource) {
	n := r.arguments("name", "assume_role_policy", "inline_policy", "managed_policy_arns")
	role := &model.Role{Address: r.address, Range: n.Place(), Statements: model.Complete[*model.Statement]()}
	role.Trust = b.quietPolicy(r, n.Get("assume_role_policy"), r.address+".assume_role_policy")
	b.declared.Roles = append(b.declared.Roles, model.NamedRole{Role: role, Name: b.reader.Text(n, "name")})

	own := model.TextOf(n.Place(), "", model.Part{Hole: &model.Hole{Kind: model.HoleAttribute, Of: r.address}})
	inline := n.Get("inline_policy")
	if why := tree.Why(inline); why != "" {
		role.Statements.Open(why)
	}
	for i, block := range inline.Elements() {
		address := fmt.Sprintf("%s.inline_policy[%d]", r.address, i)
		b.attach(r, address, own, b.statements(r, block.Get("policy"), address))
	}
	b.attachAll(r, own, n.Get("managed_policy_arns"))
}

// rolePolicy reads aws_iam_role_policy.
func (b *builder) rolePolicy(r *resource) {
	n := r.arguments("role", "policy")
	b.attach(r, r.address, b.reader.Text(n, "role"), b.statements(r, n.Get("policy"), r.address+".policy"))
}

// managedPolicy reads aws_iam_policy.
func (b *builder) managedPolicy(r *resource) {
	b.declared.ManagedPolicies = append(b.declared.ManagedPolicies, model.ManagedPolicy{
		Address: r.address, Statements: b.statements(r, r.written("policy"), r.address+".policy"),
	})
}

// roleAttachment reads aws_iam_role_policy_attachment.
func (b *builder) roleAttachment(r *resource) {
	n := r.arguments("role", "policy_arn")
	b.attachAll(r, b.reader.Text(n, "role"), n.Get("policy_arn"))
}

// policyAttachment reads aws_iam_policy_attachment, which is for several roles.
func (b *builder) policyAttachment(r *resource) {
	n := r.arguments("roles", "policy_arn")
	roles := n.Get("roles")
	if why := tree.Why(roles); why != "" {
		b.attachAll(r, model.Unknown[string](n.Place(), why), n.Get("policy_arn"))
	}
	for _, role := range roles.Elements() {
		b.attachAll(r, b.reader.TextOf(role, n.Place()), n.Get("policy_arn"))
	}
}

// exclusiveAttachments reads aws_iam_role_policy_attachments_exclusive: the policies that
// a role has, and no others.
func (b *builder) exclusiveAttachments(r *resource) {
	n := r.arguments("role_name", "policy_arns")
	b.attachAll(r, b.reader.Text(n, "role_name"), n.Get("policy_arns"))
}

// attach gives a role the statements of a policy of its own.
func (b *builder) attach(r *resource, address string, role model.Text, statements model.List[*model.Statement]) {
	b.declared.Attachments = append(b.declared.Attachments, model.Attachment{
		Address: address, Exists: r.sure(), Role: role, Policy: model.Unset[string](header(r.block)), Statements: statements,
	})
}

// attachAll gives a role the managed policies of some ARNs.
func (b *builder) attachAll(r *resource, role model.Text, arns *tree.Node) {
	elements := arns.Elements()
	if why := tree.Why(arns); why != "" {
		elements = append(elements, arns) // one ARN, or what is not seen of a list
	}
	for _, arn := range elements {
		b.declared.Attachments = append(b.declared.Attachments, model.Attachment{
			Address: r.address, Exists: r.sure(), Role: role, Policy: b.reader.TextOf(arn, header(r.block)),
		})
	}
}

// sure is whether a resource is there, and no others like it that nobody sees.
func (r *resource) sure() model.Value[bool] {
	at := header(r.block)
	if r.more != "" {
		return model.Maybe(at, r.more)
	}
	return r.exists(at)
}

// statements are those of a policy document.
func (b *builder) statements(r *resource, text *tree.Node, address string) model.List[*model.Statement] {
	policy := b.quietPolicy(r, text, address)
	if read, known := policy.Get(); known {
		return read.Statements
	}
	return model.List[*model.Statement]{Why: cmp.Or(policy.Why, address+" is not in view")}
}

// quietPolicy reads a policy without a word about its mistakes: it is not that of an API.
func (b *builder) quietPolicy(r *resource, text *tree.Node, address string) model.Value[model.Policy] {
	document, problem := b.unit.document(text)
	if problem != nil {
		return model.Unknown[model.Policy](header(r.block), problem.Message)
	}
	var reader tree.Reader
	return reader.Policy(document, address, header(r.block))
}

// noteRoles notes that a module out of view may give policies to a role that it gets:
// nobody can tell which, since it mostly gets the name.
func (b *builder) noteRoles(o *outside) {
	at := header(o.block)
	for _, name := range sortedKeys(o.block.Body.Attributes) {
		if !mayBeRole(name, o.block.Body.Attributes[name].Expr) {
			continue
		}
		b.declared.Attachments = append(b.declared.Attachments, model.Attachment{
			Address: o.address, Exists: model.Maybe(at, o.why), Role: model.Unknown[string](at, o.why), Policy: model.Unknown[string](at, o.why),
		})
		return
	}
}

// mayBeRole reports whether an argument of a module may be a role: by what it refers to,
// or by its own name.
func mayBeRole(name string, expr hclsyntax.Expression) bool {
	return slices.ContainsFunc(expr.Variables(), func(t hcl.Traversal) bool {
		return t.RootName() == roleKind || strings.Contains(name, "role")
	})
}
