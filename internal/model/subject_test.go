package model

import "testing"

// TestProtected tells an API in which nobody asks for authorization from one in which
// nobody can tell.
func TestProtected(t *testing.T) {
	method := func(verb, kind string) *Method {
		return &Method{Label: verb + " " + kind, Exists: Certain(here), Verb: Written(verb, here), AuthorizationType: Written(kind, here)}
	}
	open, custom, iam := method("GET", AuthorizationNone), method("PUT", AuthorizationCustom), method("PUT", AuthorizationIAM)
	perhaps := method("PUT", AuthorizationCustom)
	perhaps.Exists = Maybe(here, "a condition")
	undecided := &Method{Exists: Certain(here), Verb: Written("GET", here)}
	for name, test := range map[string]struct {
		methods List[*Method]
		first   *Method
		allOpen bool
	}{
		"all are open":                   {Complete(open, method("OPTIONS", AuthorizationNone)), nil, true},
		"there are none":                 {Complete[*Method](), nil, true},
		"there may be more":              {List[*Method]{Items: []*Method{open}}, nil, false},
		"an authorizer":                  {Complete(open, custom, iam), custom, false},
		"IAM":                            {Complete(open, iam), iam, false},
		"a preflight says nothing":       {Complete(method("OPTIONS", AuthorizationCustom)), nil, false},
		"one that may not be there":      {Complete(open, perhaps), nil, false},
		"one of which nothing is known":  {Complete(open, undecided), nil, false},
		"a certain one after an unknown": {Complete(undecided, custom), custom, false},
	} {
		first, allOpen := (&API{Methods: test.methods}).protected()
		if first != test.first || allOpen != test.allOpen {
			t.Errorf("%s: %+v, %v", name, first, allOpen)
		}
	}
}
