package tree

import (
	"fmt"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
)

// Policy reads an IAM policy document; address is what people call it.
func (r *Reader) Policy(n *Node, address string, owner source.Range) model.Value[model.Policy] {
	switch {
	case n.IsAbsent():
		return model.Unset[model.Policy](owner)
	case n.Kind == Unknown:
		return model.Unknown[model.Policy](n.Range, Why(n))
	case n.Kind != Mapping:
		r.Wrong(n, "a policy document")
		return model.Unknown[model.Policy](n.Range, "it is not a policy document")
	}
	statements := n.Get("Statement")
	list := model.Complete[*model.Statement]()
	if why := Why(statements); why != "" {
		list.Open(why)
	}
	for i, statement := range statements.Elements() {
		if statement.Kind != Mapping {
			if statement.IsKnown() {
				r.Wrong(statement, "a policy statement")
			}
			list.Open(Why(statement))
			continue
		}
		list.Items = append(list.Items, r.Statement(statement, fmt.Sprintf("%s.Statement[%d]", address, i)))
	}
	return model.Written(model.Policy{Statements: list}, n.Place())
}

// Statement reads one statement of a policy document.
func (r *Reader) Statement(n *Node, address string) *model.Statement {
	statement := &model.Statement{
		Address:      address,
		Range:        n.Place(),
		Exists:       model.Certain(n.Place()),
		Effect:       r.Text(n, "Effect"),
		Principals:   r.principals(n, "Principal"),
		Actions:      r.Texts(n, "Action"),
		NotActions:   r.Texts(n, "NotAction"),
		Resources:    r.Texts(n, "Resource"),
		NotResources: r.Texts(n, "NotResource"),
	}
	statement.NotPrincipal = model.Default(false, n.Place())
	if except := r.principals(n, "NotPrincipal"); except.State != model.StateUnset {
		statement.Principals, statement.NotPrincipal = except, model.Written(true, except.Range)
	}
	statement.Conditions = conditions(n.Get("Condition"))
	switch condition := n.Get("Condition"); {
	case condition.IsAbsent():
		statement.Conditional = model.Default(false, n.Place())
	case condition.IsKnown():
		statement.Conditional = model.Written(len(condition.Fields) > 0 || condition.Open != "", condition.Range)
	default:
		statement.Conditional = model.Unknown[bool](condition.Range, Why(condition))
	}
	return statement
}

// conditions reads {"IpAddress": {"aws:SourceIp": "…"}}.
func conditions(n *Node) model.List[*model.Condition] {
	list := model.Complete[*model.Condition]()
	if why := Why(n); why != "" {
		list.Open(why)
	}
	if n == nil {
		return list
	}
	for _, operator := range n.Fields {
		if why := Why(operator.Value); why != "" {
			list.Open(why)
		}
		if operator.Value == nil {
			continue
		}
		for _, key := range operator.Value.Fields {
			list.Items = append(list.Items, &model.Condition{Operator: operator.Key, Key: key.Key, Range: key.KeyRange})
		}
	}
	return list
}

// principals reads "*", {"AWS": "…"} and {"Service": ["…", "…"]}.
func (r *Reader) principals(n *Node, key string) model.Value[[]model.Principal] {
	written := n.Get(key)
	switch {
	case written.IsAbsent():
		return model.Unset[[]model.Principal](n.Place())
	case !written.IsKnown(), written.Open != "":
		return model.Unknown[[]model.Principal](written.Range, Why(written))
	case written.Kind != Mapping:
		return model.Written([]model.Principal{{Type: "*", Value: r.TextOf(written, n.Place())}}, written.Range)
	}
	principals := []model.Principal{}
	for _, field := range written.Fields {
		values := r.TextsOf(field.Value, field.KeyRange)
		texts, ok := values.Get()
		if !ok {
			return model.Unknown[[]model.Principal](values.Range, values.Why)
		}
		for _, text := range texts {
			principals = append(principals, model.Principal{Type: field.Key, Value: text})
		}
	}
	return model.Written(principals, written.Range)
}
