package model

import (
	"encoding/json"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// compile makes a checker of the schema of a type.
func compile(t *testing.T, of any) *jsonschema.Schema {
	t.Helper()
	text, err := json.Marshal(Schema(of))
	if err != nil {
		t.Fatal(err)
	}
	var document any
	if err := json.Unmarshal(text, &document); err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("schema.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func TestSchemaAcceptsWhatTheModelPrints(t *testing.T) {
	a := restAPI("a")
	a.Authorizers = Complete(&Authorizer{Address: "jwt", TTLSeconds: Default(300, here), IdentitySources: Written([]Text{Written("x", here)}, here)})
	a.Methods = Complete(&Method{Address: "get", Authorizer: Written("jwt", here)})
	outcome := &Outcome{Kind: Written(OutcomePolicy, here), Policy: Written(Policy{}, here), Context: Complete(&Item{Key: "plan", Type: Written("string", here)})}
	handler := &Handler{Language: Go, Reads: Complete(&EventRead{Field: FieldMethodARN, Decides: Written(false, here)}), Outcomes: Complete(outcome, &Outcome{})}
	handler.Outcomes.Items[1].Lose(here, "nobody knows")
	for _, value := range []any{Document{SchemaVersion, []*API{a}}, a.Subjects()[0].Input, a.Subjects()[1].Input, a.Subjects()[2].Input, handler} {
		text, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		var instance any
		if err := json.Unmarshal(text, &instance); err != nil {
			t.Fatal(err)
		}
		if err := compile(t, value).Validate(instance); err != nil {
			t.Errorf("%T: %v", value, err)
		}
	}
}

func TestSchemaRefusesAFieldThatTheModelLacks(t *testing.T) {
	schema := compile(t, Value[int]{})
	for text, valid := range map[string]bool{
		`{"state":"written","value":1,"range":{"file":"f","start":0,"end":1}}`:     true,
		`{"state":"written","value":"one","range":{"file":"f","start":0,"end":1}}`: false,
		`{"state":"maybe","range":{"file":"f","start":0,"end":1}}`:                 false,
		`{"state":"unset","range":{"file":"f","start":0,"end":1},"valeu":1}`:       false,
		`{"state":"unset"}`: false,
	} {
		var instance any
		if err := json.Unmarshal([]byte(text), &instance); err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(instance); (err == nil) != valid {
			t.Errorf("%s: %v", text, err)
		}
	}
}
