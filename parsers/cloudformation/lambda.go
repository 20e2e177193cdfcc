package cloudformation

import (
	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/tree"
)

// function notes a Lambda function, so that authorizers and permissions find it.
func (t *template) function(r *resource) {
	t.declared.Functions = append(t.declared.Functions, model.Function{
		Address: r.address(),
		Name:    t.reader.TextOf(t.property(r, "FunctionName"), r.key),
		Code:    func() model.Code { return t.code(r) },
	})
}

// samFunction notes the function that the transform makes, and what it may call.
func (t *template) samFunction(r *resource) {
	t.function(r)
	t.inlinePolicies(r)
}

// permission reads AWS::Lambda::Permission.
func (t *template) permission(r *resource) {
	p := t.resolved(r)
	t.declared.Permissions = append(t.declared.Permissions, &model.Permission{
		Address:       r.address(),
		Range:         r.key,
		Exists:        r.exists,
		Function:      t.reader.Text(p, "FunctionName"),
		Qualifier:     model.Unset[string](r.key),
		Action:        t.reader.Text(p, "Action"),
		Principal:     t.reader.Text(p, "Principal"),
		SourceARN:     t.reader.Text(p, "SourceArn"),
		SourceAccount: t.sourceAccount(p),
	})
}

// sourceAccount is the account that a permission is limited to.
func (t *template) sourceAccount(permission *tree.Node) model.Text {
	account := t.reader.Text(permission, "SourceAccount")
	if account.State == model.StateUnset && permission.Has("PrincipalOrgID") {
		return model.Unknown[string](account.Range, "it is limited to the accounts of an organization")
	}
	return account
}
