package model

import (
	"encoding/json"
	"testing"

	"github.com/authlint/authlint/internal/source"
	"github.com/google/go-cmp/cmp"
)

var here = source.Range{File: "f", Start: 1, End: 2}

func TestValueInJSONHasNoValueUnlessItIsKnown(t *testing.T) {
	const at = `"range":{"file":"f","start":1,"end":2}`
	for want, value := range map[string]any{
		`{"state":"written","value":0,` + at + `}`:                                                       Written(0, here),
		`{"state":"default","value":"",` + at + `}`:                                                      Default("", here),
		`{"state":"written","value":[],` + at + `}`:                                                      Written([]Text{}, here),
		`{"state":"unset",` + at + `}`:                                                                   Unset[bool](here),
		`{"state":"unknown",` + at + `,"why":"depends on var.x"}`:                                        Unknown[int](here, "depends on var.x"),
		`{"state":"unknown","range":{"file":"","start":0,"end":0}}`:                                      Value[bool]{},
		`{"state":"unknown",` + at + `,"why":"w","parts":[{"literal":"a/"},{"hole":{"kind":"region"}}]}`: TextOf(here, "w", Literal("a"), Literal("/"), HoleOf(HoleRegion, "")),
	} {
		got, err := json.Marshal(value)
		if err != nil || string(got) != want {
			t.Errorf("got %s (%v), want %s", got, err, want)
		}
	}
}

func TestValueComesBackFromJSON(t *testing.T) {
	for _, value := range []Value[int]{Written(300, here), Default(0, here), Unset[int](here), Unknown[int](here, "why")} {
		text, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		var got Value[int]
		if err := json.Unmarshal(text, &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(value, got); diff != "" {
			t.Error(diff)
		}
	}
}

func TestOrFillsInOnlyWhatIsUnset(t *testing.T) {
	for name, c := range map[string]struct {
		value     Value[int]
		wantState State
		want      int
	}{
		"unset":   {Unset[int](here), StateDefault, 300},
		"written": {Written(0, here), StateWritten, 0},
		"unknown": {Unknown[int](here, ""), StateUnknown, 0},
	} {
		got := c.value.Or(300)
		if n, _ := got.Get(); got.State != c.wantState || n != c.want {
			t.Errorf("%s: got %v %d", name, got.State, n)
		}
	}
}

func TestTextOfIsWrittenOnlyWithoutHoles(t *testing.T) {
	for want, text := range map[string]Text{
		"written:arn:aws": TextOf(here, "", Literal("arn:"), Literal(""), Literal("aws")),
		"written:":        TextOf(here, ""),
		":arn:${region}":  TextOf(here, "", Literal("arn:"), HoleOf(HoleRegion, "")),
		":${var.x.id}":    TextOf(here, "", Part{Hole: &Hole{Kind: HoleAttribute, Of: "var.x", Attribute: "id"}}),
	} {
		if got := string(text.State) + ":" + Show(PartsOf(text)); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestOpenKeepsTheFirstReason(t *testing.T) {
	list := Complete(1, 2)
	list.Open("first")
	list.Open("second")
	if list.Complete || list.Why != "first" || len(list.Items) != 2 {
		t.Errorf("got %+v", list)
	}
}

func TestUnknownsCountsSettingsThatNobodyKnows(t *testing.T) {
	a := restAPI("a")
	before := a.Unknowns()
	a.Protocol = Unknown[string](here, "depends on var.protocol")
	a.Methods = Complete(&Method{
		Exists: Certain(here), Verb: Written("GET", here), Path: Written("/", here), RouteKey: Unset[string](here),
		AuthorizationType: Unknown[string](here, "depends on var.auth"), Authorizer: Unset[string](here), Scopes: Unset[[]Text](here), APIKeyRequired: Default(false, here),
	})
	if got := a.Unknowns() - before; got != 2 {
		t.Errorf("got %d more, want the protocol and the type", got)
	}
}
