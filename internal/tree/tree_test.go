package tree

import (
	"testing"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/google/go-cmp/cmp"
)

// at makes distinct ranges.
func at(start int) source.Range { return source.Range{File: "f", Start: start, End: start + 1} }

func text(s string) *Node   { return &Node{Kind: String, Text: s, Range: at(7)} }
func number(s string) *Node { return &Node{Kind: Number, Text: s, Range: at(7)} }

func mapping(fields ...Field) *Node {
	return &Node{Kind: Mapping, Range: at(1), Name: at(2), Fields: fields}
}

func field(key string, value *Node) Field { return Field{Key: key, KeyRange: at(5), Value: value} }

func TestGetTellsAbsentFromUnknown(t *testing.T) {
	open := mapping(field("a", text("1")), field("a", text("2")))
	open.Open = "merged with var.more"
	for name, c := range map[string]struct {
		node    *Node
		key     string
		absent  bool
		unknown bool
		want    string
	}{
		"there":                         {mapping(field("a", text("1"))), "a", false, false, "1"},
		"the later of two wins":         {open, "a", false, false, "2"},
		"not there":                     {mapping(), "a", true, false, ""},
		"of nothing":                    {nil, "a", true, false, ""},
		"of null":                       {&Node{Kind: Null}, "a", true, false, ""},
		"of a mapping that may have it": {open, "b", false, true, ""},
		"of what nobody knows":          {NewUnknown(at(1), "depends on var.x"), "a", false, true, ""},
		"of a scalar":                   {text("x"), "a", true, false, ""},
	} {
		t.Run(name, func(t *testing.T) {
			got := c.node.Get(c.key)
			if got.IsAbsent() != c.absent || (got != nil && got.Kind == Unknown) != c.unknown {
				t.Errorf("got %+v", got)
			}
			if c.want != "" && got.Text != c.want {
				t.Errorf("got %q, want %q", got.Text, c.want)
			}
		})
	}
}

func TestReaderReadsStates(t *testing.T) {
	unset := mapping()
	for name, c := range map[string]struct {
		node *Node
		want model.Value[int]
		bad  bool
	}{
		"a number":           {mapping(field("ttl", number("300"))), model.Written(300, at(7)), false},
		"a number in quotes": {mapping(field("ttl", text("300"))), model.Written(300, at(7)), false},
		"nothing":            {unset, model.Unset[int](at(2)), false},
		"null":               {mapping(field("ttl", &Node{Kind: Null})), model.Unset[int](at(2)), false},
		"unknown":            {mapping(field("ttl", NewUnknown(at(7), "depends on var.ttl"))), model.Unknown[int](at(7), "depends on var.ttl"), false},
		"no number":          {mapping(field("ttl", text("long"))), model.Unknown[int](at(7), "it is not a whole number"), true},
		"no whole number":    {mapping(field("ttl", number("1.5"))), model.Unknown[int](at(7), "it is not a whole number"), true},
		"a mapping":          {mapping(field("ttl", &Node{Kind: Mapping, Range: at(7)})), model.Unknown[int](at(7), "it is not a whole number"), true},
	} {
		t.Run(name, func(t *testing.T) {
			var reader Reader
			if diff := cmp.Diff(c.want, reader.Int(c.node, "ttl")); diff != "" {
				t.Error(diff)
			}
			if (len(reader.Problems) > 0) != c.bad {
				t.Errorf("problems: %v", reader.Problems)
			}
		})
	}
}

func TestReaderKeepsWhatIsKnownOfAnUnknown(t *testing.T) {
	choice := &Node{Range: at(7), Why: "depends on var.prod", OneOf: []*Node{number("600"), number("300")}}
	var reader Reader
	got := reader.Int(mapping(field("ttl", choice)), "ttl")
	if got.State != model.StateUnknown || got.Min == nil || *got.Min != 300 || *got.Max != 600 || len(got.OneOf) != 2 {
		t.Errorf("got %+v", got)
	}

	choice.OneOf = append(choice.OneOf, NewUnknown(at(7), "depends on var.x"))
	if got := reader.Int(mapping(field("ttl", choice)), "ttl"); got.Min != nil || got.OneOf != nil {
		t.Errorf("one of the possibilities is not known, and yet: %+v", got)
	}

	parts := NewText(at(7), "depends on var.stage", model.Literal("a/"), model.HoleOf(model.HoleVariable, "var.stage"))
	if got := reader.Text(mapping(field("arn", parts)), "arn"); model.Show(got.Parts) != "a/${var.stage}" {
		t.Errorf("got %+v", got)
	}
}

func TestTextsReadsOneAsAList(t *testing.T) {
	open := &Node{Kind: Sequence, Range: at(7), Open: "depends on var.more"}
	for name, c := range map[string]struct {
		node  *Node
		state model.State
		count int
	}{
		"a list":            {&Node{Kind: Sequence, Range: at(7), Items: []*Node{text("a"), NewUnknown(at(8), "x")}}, model.StateWritten, 2},
		"one text":          {text("a"), model.StateWritten, 1},
		"one text in parts": {NewText(at(7), "w", model.Literal("a"), model.HoleOf(model.HoleRegion, "")), model.StateWritten, 1},
		"an empty list":     {&Node{Kind: Sequence, Range: at(7)}, model.StateWritten, 0},
		"nothing":           {nil, model.StateUnset, 0},
		"may have more":     {open, model.StateUnknown, 0},
		"unknown":           {NewUnknown(at(7), "x"), model.StateUnknown, 0},
	} {
		var reader Reader
		got := reader.TextsOf(c.node, at(2))
		if texts, _ := got.Get(); got.State != c.state || len(texts) != c.count {
			t.Errorf("%s: got %+v", name, got)
		}
	}
}

func TestPolicyReadsStatements(t *testing.T) {
	statement := mapping(
		field("Effect", text("Allow")),
		field("Principal", mapping(field("Service", &Node{Kind: Sequence, Range: at(7), Items: []*Node{text("a"), text("b")}}))),
		field("Action", text("execute-api:Invoke")),
		field("Condition", mapping(field("IpAddress", mapping(field("aws:SourceIp", text("192.0.2.0/24")))))),
	)
	var reader Reader
	value := reader.Policy(mapping(field("Statement", statement)), "api.policy", at(2))
	policy, ok := value.Get()
	if !ok || !policy.Statements.Complete || len(policy.Statements.Items) != 1 {
		t.Fatalf("got %+v", value)
	}
	got := policy.Statements.Items[0]
	if principals, _ := got.Principals.Get(); len(principals) != 2 || principals[1].Type != "Service" {
		t.Errorf("principals: %+v", got.Principals)
	}
	if conditional, _ := got.Conditional.Get(); !conditional {
		t.Errorf("conditional: %+v", got.Conditional)
	}
	if asked := got.Conditions; !asked.Complete || len(asked.Items) != 1 || asked.Items[0].Operator != "IpAddress" || asked.Items[0].Key != "aws:SourceIp" {
		t.Errorf("conditions: %+v", asked)
	}
	if got.Resources.State != model.StateUnset || got.Address != "api.policy.Statement[0]" {
		t.Errorf("got %+v", got)
	}
}

func TestPolicyWithAnUnknownStatementIsNotComplete(t *testing.T) {
	var reader Reader
	statements := &Node{Kind: Sequence, Range: at(7), Items: []*Node{mapping(field("Effect", text("Deny"))), NewUnknown(at(8), "depends on var.x")}}
	policy, _ := reader.Policy(mapping(field("Statement", statements)), "p", at(2)).Get()
	if policy.Statements.Complete || len(policy.Statements.Items) != 1 || len(reader.Problems) != 0 {
		t.Errorf("got %+v, problems %v", policy.Statements, reader.Problems)
	}
}
