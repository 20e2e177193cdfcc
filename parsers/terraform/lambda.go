package terraform

import (
	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/tree"
)

// function reads aws_lambda_function. One that is looked up as a data source is not in
// view: others manage it, and may have given permissions on it.
func (b *builder) function(r *resource) {
	n := r.arguments("function_name")
	b.declared.Functions = append(b.declared.Functions, model.Function{
		Address: r.address,
		Name:    b.reader.Text(n, "function_name"),
		Code:    func() model.Code { return b.code(r) },
	})
}

// permission reads aws_lambda_permission.
func (b *builder) permission(r *resource) {
	n := r.arguments("function_name", "qualifier", "action", "principal", "source_arn", "source_account", "principal_org_id")
	b.declared.Permissions = append(b.declared.Permissions, &model.Permission{
		Address:       r.address,
		Range:         n.Place(),
		Exists:        r.exists(n.Place()),
		Function:      b.reader.Text(n, "function_name"),
		Qualifier:     b.optional(n, "qualifier"),
		Action:        b.reader.Text(n, "action"),
		Principal:     b.reader.Text(n, "principal"),
		SourceARN:     b.optional(n, "source_arn"),
		SourceAccount: b.sourceAccount(n),
	})
}

// sourceAccount is the account that a permission is limited to.
func (b *builder) sourceAccount(permission *tree.Node) model.Text {
	account := b.optional(permission, "source_account")
	if account.State == model.StateUnset && permission.Has("principal_org_id") {
		return model.Unknown[string](account.Range, "it is limited to the accounts of an organization")
	}
	return account
}
