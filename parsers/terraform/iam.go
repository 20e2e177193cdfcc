package terraform

import (
	"fmt"

	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// madeByPolicyDocument is the text of aws_iam_policy_document, with the document beside it.
func (r *resource) madeByPolicyDocument(name string, at source.Range) *tree.Node {
	if name != "json" && name != "minified_json" {
		return nil
	}
	text := attributeHole(at, r.address, name)
	r.module.unit.encoded[text] = r.policyDocument()
	return text
}

// policyDocument is the document as IAM has it in JSON: statements of the source
// documents, then its own, then overriding ones. A statement replaces an earlier one of
// the same Sid.
// https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
func (r *resource) policyDocument() *tree.Node {
	return r.module.once(r.address+".document", header(r.block), func() *tree.Node {
		n := r.arguments("source_policy_documents", "statement", "override_policy_documents", "source_json", "override_json")
		statements := &tree.Node{Kind: tree.Sequence, Range: n.Range}
		r.addDocuments(statements, n.Get("source_json"))
		r.addDocuments(statements, n.Get("source_policy_documents"))
		own := n.Get("statement")
		for _, block := range own.Elements() {
			addStatement(statements, r.module.unit.statement(block))
		}
		if why := tree.Why(own); why != "" {
			statements.Open = why
		}
		r.addDocuments(statements, n.Get("override_json"))
		r.addDocuments(statements, n.Get("override_policy_documents"))
		document := mapping(n.Place(), "Statement", statements)
		document.Name = n.Place()
		return document
	})
}

// addDocuments adds the statements of other documents.
func (r *resource) addDocuments(statements, documents *tree.Node) {
	if why := tree.Why(documents); why != "" && r.module.unit.encoded[documents] == nil {
		statements.Open = why
	}
	elements := documents.Elements()
	if r.module.unit.encoded[documents] != nil {
		elements = []*tree.Node{documents}
	}
	for _, text := range elements {
		document, _ := r.module.unit.document(text)
		list := document.Get("Statement")
		if why := tree.Why(list); why != "" {
			statements.Open = why
		}
		for _, statement := range list.Elements() {
			addStatement(statements, statement)
		}
	}
}

// addStatement adds a statement in place of one of the same Sid.
func addStatement(statements, statement *tree.Node) {
	sid := statement.Get("Sid")
	for i, earlier := range statements.Items {
		known := earlier.Get("Sid")
		if sid.IsScalar() && sid.Text != "" && known.IsScalar() && known.Text == sid.Text {
			statements.Items[i] = statement
			return
		}
	}
	statements.Items = append(statements.Items, statement)
}

// statement is a statement block as IAM has it in JSON.
func (u *unit) statement(block *tree.Node) *tree.Node {
	if block.Kind != tree.Mapping {
		return block
	}
	n := &tree.Node{Kind: tree.Mapping, Range: block.Range, Name: block.Name, Open: block.Open}
	effect := block.Get("effect")
	if effect.IsAbsent() {
		effect = &tree.Node{Kind: tree.String, Text: "Allow", Range: block.Place()}
	}
	add := func(key, from string, value *tree.Node) {
		if value.IsAbsent() || value.Kind == tree.Sequence && len(value.Items) == 0 && value.Open == "" {
			return
		}
		at := block.Place()
		for _, field := range block.Fields {
			if field.Key == from {
				at = field.KeyRange
			}
		}
		n.Fields = append(n.Fields, tree.Field{Key: key, KeyRange: at, Value: value})
	}
	add("Sid", "sid", block.Get("sid"))
	add("Effect", "effect", effect)
	add("Action", "actions", block.Get("actions"))
	add("NotAction", "not_actions", block.Get("not_actions"))
	add("Resource", "resources", block.Get("resources"))
	add("NotResource", "not_resources", block.Get("not_resources"))
	add("Principal", "principals", principals(block.Get("principals")))
	add("NotPrincipal", "not_principals", principals(block.Get("not_principals")))
	add("Condition", "condition", conditions(block.Get("condition")))
	return n
}

// principals are blocks of a type and identifiers, as a mapping. Type "*" is anyone.
func principals(blocks *tree.Node) *tree.Node {
	if blocks.IsAbsent() {
		return nil
	}
	n := &tree.Node{Kind: tree.Mapping, Range: blocks.Range, Open: tree.Why(blocks)}
	for _, block := range blocks.Elements() {
		kind, identifiers := block.Get("type"), block.Get("identifiers")
		switch {
		case !kind.IsScalar():
			n.Open = "depends on the type of a principal"
		case kind.Text == "*" && len(blocks.Items) == 1:
			return &tree.Node{Kind: tree.String, Text: "*", Range: block.Place()}
		case identifiers != nil:
			n.Fields = append(n.Fields, tree.Field{Key: kind.Text, KeyRange: kind.Range, Value: identifiers})
		}
	}
	return n
}

// conditions are blocks of a test, a variable and values, as a mapping.
func conditions(blocks *tree.Node) *tree.Node {
	if blocks.IsAbsent() {
		return nil
	}
	n := &tree.Node{Kind: tree.Mapping, Range: blocks.Range, Open: tree.Why(blocks)}
	for _, block := range blocks.Elements() {
		test, variable, values := block.Get("test"), block.Get("variable"), block.Get("values")
		if !test.IsScalar() || !variable.IsScalar() || values == nil {
			n.Open = "depends on a condition"
			continue
		}
		inner := mapping(block.Place(), variable.Text, values)
		n.Fields = append(n.Fields, tree.Field{Key: test.Text, KeyRange: test.Range, Value: inner})
	}
	return n
}

// callerPolicy reads a policy of those who call: aws_iam_policy and its like. Only
// statements that name an API in view are kept; the rest is not ours to judge.
func (b *builder) callerPolicy(r *resource) {
	b.unit.attempts++ // a file that is missing is not about an API
	defer func() { b.unit.attempts-- }()
	b.addCallerPolicy(r, r.written("policy"), r.address+".policy")
}

// inlinePolicies reads the policies inside aws_iam_role.
func (b *builder) inlinePolicies(r *resource) {
	b.unit.attempts++
	defer func() { b.unit.attempts-- }()
	for i, block := range r.written("inline_policy").Elements() {
		b.addCallerPolicy(r, block.Get("policy"), fmt.Sprintf("%s.inline_policy[%d]", r.address, i))
	}
}

func (b *builder) addCallerPolicy(r *resource, text *tree.Node, address string) {
	document, problem := b.unit.document(text)
	if document == nil || document.Kind != tree.Mapping || problem != nil {
		return
	}
	var reader tree.Reader // mistakes in other people's policies are not reported
	policy, _ := reader.Policy(document, address, header(r.block)).Get()
	for _, statement := range policy.Statements.Items {
		statement.Exists = r.exists(header(r.block))
		b.declared.CallerPolicies = append(b.declared.CallerPolicies, statement)
	}
}
