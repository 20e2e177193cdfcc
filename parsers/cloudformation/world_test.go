package cloudformation

import (
	"fmt"
	"strings"
	"testing"
)

// TestWorlds counts the worlds of a template by what its conditions leave open.
func TestWorlds(t *testing.T) {
	const resources = `
Resources:
  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: orders}}
`
	conditional := func(names ...string) string {
		var b strings.Builder
		b.WriteString("Parameters: {Stage: {Type: String}, Region: {Type: String}, Known: {Type: String, Default: prod}}\nConditions:\n" +
			"  IsProd: !Equals [!Ref Stage, prod]\n  IsTest: !Not [!Condition IsProd]\n  IsProdToo: !Equals [!Ref  Stage, prod]\n" +
			"  IsHere: {'Fn::Equals': [!Ref Region, eu]}\n  IsKnown: !Equals [!Ref Known, prod]\n  Unused: !Equals [!Ref Region, us]\n")
		for i := range maxOpen + 1 {
			fmt.Fprintf(&b, "  Is%d: !Equals [!Ref Stage, stage%d]\n", i, i)
		}
		b.WriteString(resources)
		for i, name := range names {
			fmt.Fprintf(&b, "  Key%d: {Type: AWS::ApiGateway::GatewayResponse, Condition: %s, Properties: {RestApiId: !Ref Api, ResponseType: UNAUTHORIZED}}\n", i, name)
		}
		return b.String()
	}
	cases := map[string]struct {
		template string
		worlds   int
	}{
		"no conditions":                {resources, 0},
		"nothing depends on it":        {conditional(), 0},
		"known":                        {conditional("IsKnown"), 0},
		"one":                          {conditional("IsProd"), 2},
		"one and its opposite":         {conditional("IsProd", "IsTest"), 2},
		"the same written again":       {conditional("IsProd", "IsProdToo"), 2},
		"two":                          {conditional("IsProd", "IsHere"), 4},
		"too many: no world is tried":  {conditional("Is0", "Is1", "Is2", "Is3", "Is4"), 0},
		"as many as a template may do": {conditional("Is0", "Is1", "Is2", "Is3"), 16},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			api := read(t, c.template).only()
			if len(api.Worlds) != c.worlds {
				t.Fatalf("%d worlds, want %d", len(api.Worlds), c.worlds)
			}
			for _, world := range api.Worlds {
				for _, response := range world.GatewayResponses.Items {
					if _, ok := response.Exists.Get(); !ok {
						t.Errorf("a world in which it is not decided whether %s exists", response.Address)
					}
				}
			}
		})
	}
}

// TestWorldsTellComparisonsApart holds comparisons that look alike in the text and are
// not: to take them for one would make a finding of what need not be.
func TestWorldsTellComparisonsApart(t *testing.T) {
	responses := "  A: {Type: AWS::ApiGateway::GatewayResponse, Condition: %s, Properties: {RestApiId: !Ref Api, ResponseType: UNAUTHORIZED}}\n" +
		"  B: {Type: AWS::ApiGateway::GatewayResponse, Condition: %s, Properties: {RestApiId: !Ref Api, ResponseType: ACCESS_DENIED}}\n"
	const resources = "Resources:\n  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: orders}}\n"
	cases := map[string]struct {
		conditions, one, other string
		worlds                 int
	}{
		"turns of a loop": {
			"Transform: AWS::LanguageExtensions\nParameters: {Stage: {Type: String}}\nConditions:\n" +
				"  Fn::ForEach::Stages:\n  - Name\n  - [Prod, Test]\n  - Is${Name}: !Equals [!Ref Stage, !Sub '${Name}']\n",
			"IsProd", "IsTest", 4,
		},
		"white space in a text": {
			"Parameters: {Stage: {Type: String}}\nConditions:\n  A: !Equals [!Ref Stage, 'a b']\n  B: !Equals [!Ref Stage, 'a  b']\n",
			"A", "B", 4,
		},
		"two spellings of the same": {
			"Parameters: {Stage: {Type: String}}\nConditions:\n  A: !Equals [!Ref Stage, a]\n  B: !Equals\n  - !Ref Stage\n  - 'a'\n",
			"A", "B", 2,
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			api := read(t, c.conditions+resources+fmt.Sprintf(responses, c.one, c.other)).only()
			if len(api.Worlds) != c.worlds {
				t.Errorf("%d worlds, want %d", len(api.Worlds), c.worlds)
			}
		})
	}
}
