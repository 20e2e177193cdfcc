package model

import (
	"slices"
	"testing"
)

// statementsOf are those of a policy, by their addresses.
func statementsOf(addresses ...string) List[*Statement] {
	list := Complete[*Statement]()
	for _, address := range addresses {
		list.Items = append(list.Items, &Statement{Address: address})
	}
	return list
}

func TestRolesGetTheirPolicies(t *testing.T) {
	sure, none := Certain(here), Unset[string](here)
	own := func(role Text) Attachment {
		return Attachment{Address: "p", Exists: sure, Role: role, Policy: none, Statements: statementsOf("own")}
	}
	managed := func(arn Text) Attachment {
		return Attachment{Address: "p", Exists: sure, Role: reference(HoleAttribute, "caller"), Policy: arn}
	}
	caller := reference(HoleAttribute, "caller")
	for name, c := range map[string]struct {
		attachment Attachment
		want       []string
		complete   bool
	}{
		"a reference":               {own(caller), []string{"own"}, true},
		"its name":                  {own(Written("caller-role", here)), []string{"own"}, true},
		"another name":              {own(Written("other-role", here)), nil, true},
		"another role":              {own(reference(HoleAttribute, "other")), nil, true},
		"who knows which":           {own(reference(HoleVariable, "var.role")), nil, false},
		"nobody knows":              {own(Unknown[string](here, "why")), nil, false},
		"perhaps":                   {Attachment{Address: "p", Exists: Maybe(here, "why"), Role: caller, Policy: none, Statements: statementsOf("own")}, []string{"own"}, false},
		"only partly":               {Attachment{Address: "p", Exists: sure, Role: caller, Policy: none, Statements: List[*Statement]{Why: "why"}}, nil, false},
		"a managed policy":          {managed(reference(HoleAttribute, "policy")), []string{"managed"}, true},
		"one of somebody else":      {managed(Written("arn:aws:iam::111122223333:policy/all", here)), nil, false},
		"one of AWS that is known":  {managed(Written("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole", here)), nil, true},
		"in any partition":          {managed(TextOf(here, "why", Literal("arn:"), HoleOf(HolePartition, ""), Literal(":iam::aws:policy/AWSXrayWriteOnlyAccess"))), nil, true},
		"one of AWS that may do it": {managed(Written("arn:aws:iam::aws:policy/service-role/AWSLambdaRole", here)), nil, false},
		"one that nobody knows":     {managed(Unknown[string](here, "why")), nil, false},
	} {
		t.Run(name, func(t *testing.T) {
			role, other := &Role{Address: "caller", Statements: Complete[*Statement]()}, &Role{Address: "other", Statements: Complete[*Statement]()}
			api := restAPI("api")
			api.Authorizers.Items = []*Authorizer{{InvokeRole: TextOf(here, "why", Part{Hole: &Hole{Kind: HoleAttribute, Of: "caller", Attribute: "arn"}})}}
			Declared{
				APIs:            []*API{api},
				Roles:           []NamedRole{{role, Written("caller-role", here)}, {other, Unset[string](here)}},
				ManagedPolicies: []ManagedPolicy{{"policy", statementsOf("managed")}},
				Attachments:     []Attachment{c.attachment},
			}.Link()
			if api.Authorizers.Items[0].Role != role {
				t.Fatalf("the authorizer is called with %v", api.Authorizers.Items[0].Role)
			}
			var got []string
			for _, statement := range role.Statements.Items {
				got = append(got, statement.Address)
			}
			if !slices.Equal(got, c.want) || role.Statements.Complete != c.complete {
				t.Errorf("got %q, complete %v (%s)", got, role.Statements.Complete, role.Statements.Why)
			}
		})
	}
}

// A role whose name is not known may be any that is named.
func TestRolesWithoutAName(t *testing.T) {
	unnamed := &Role{Address: "caller", Statements: Complete[*Statement]()}
	Declared{
		Roles:       []NamedRole{{unnamed, Unknown[string](here, "why")}},
		Attachments: []Attachment{{Address: "p", Exists: Certain(here), Role: Written("some-role", here), Policy: Unset[string](here)}},
	}.Link()
	if unnamed.Statements.Complete {
		t.Error("nobody knows whether the policy is for this role")
	}
}

// A module out of view may give any role a policy.
func TestRolesOfAnOpenWorld(t *testing.T) {
	role := &Role{Address: "caller", Statements: Complete[*Statement]()}
	Declared{Roles: []NamedRole{{role, Unset[string](here)}}, Open: "module.more is not in view"}.Link()
	if role.Statements.Complete {
		t.Error("a policy may stand where nobody sees it")
	}
}

// The id of a role is not its ARN.
func TestRoleByAnotherAttribute(t *testing.T) {
	l := linker{roles: map[string]*Role{"caller": {Address: "caller"}}}
	for _, attribute := range []string{"id", "name", ""} {
		if role := l.role(TextOf(here, "why", Part{Hole: &Hole{Kind: HoleAttribute, Of: "caller", Attribute: attribute}})); role != nil {
			t.Errorf("%q names %s", attribute, role.Address)
		}
	}
}
