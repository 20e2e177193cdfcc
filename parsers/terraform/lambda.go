package terraform

import "github.com/authlint/authlint/internal/model"

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
	n := r.arguments("function_name", "qualifier", "action", "principal", "source_arn")
	b.declared.Permissions = append(b.declared.Permissions, &model.Permission{
		Address:   r.address,
		Range:     n.Place(),
		Exists:    r.exists(n.Place()),
		Function:  b.reader.Text(n, "function_name"),
		Qualifier: b.optional(n, "qualifier"),
		Action:    b.reader.Text(n, "action"),
		Principal: b.reader.Text(n, "principal"),
		SourceARN: b.optional(n, "source_arn"),
	})
}
