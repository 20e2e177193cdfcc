package model

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// aFunction is the reference to a function in view.
var aFunction = HoleOf(HoleFunction, "f")

// arnOf is the ARN of a function, known as far as infrastructure code knows it.
func arnOf(name ...Part) []Part {
	arn := []Part{
		Literal("arn:"), HoleOf(HolePartition, ""), Literal(":lambda:"), HoleOf(HoleRegion, ""),
		Literal(":"), HoleOf(HoleAccount, ""), Literal(":function:"),
	}
	return append(arn, name...)
}

func TestQualifierOf(t *testing.T) {
	partly := func(parts ...Part) Text { return TextOf(here, "why", parts...) }
	version := Part{Hole: &Hole{Kind: HoleAttribute, Of: "f", Attribute: "version"}}
	for name, c := range map[string]struct{ function, want Text }{
		"a name":                {Written("check", here), Unset[string](here)},
		"a name and an alias":   {Written("check:live", here), Written("live", here)},
		"a partial ARN":         {Written("123456789012:function:check", here), Unset[string](here)},
		"one with a version":    {Written("123456789012:function:check:3", here), Written("3", here)},
		"an ARN":                {Written("arn:aws:lambda:eu-west-1:123456789012:function:check", here), Unset[string](here)},
		"that of an alias":      {Written("arn:aws:lambda:eu-west-1:123456789012:function:check:live", here), Written("live", here)},
		"a reference":           {partly(aFunction), Unset[string](here)},
		"with an alias":         {partly(aFunction, Literal(":live")), Written("live", here)},
		"the ARN of one":        {partly(arnOf(aFunction)...), Unset[string](here)},
		"of a version":          {partly(arnOf(aFunction, Literal(":"), version)...), partly(version)},
		"a name in an ARN":      {partly(arnOf(Literal("check:live"))...), Written("live", here)},
		"what may be an ARN":    {partly(HoleOf(HoleVariable, "var.arn")), Unknown[string](here, "why")},
		"a name that is a hole": {partly(arnOf(HoleOf(HoleVariable, "var.name"))...), Unknown[string](here, "why")},
		"unknown":               {Unknown[string](here, "why"), Unknown[string](here, "why")},
		"nothing":               {Unset[string](here), Unset[string](here)},
	} {
		if diff := cmp.Diff(c.want, QualifierOf(c.function)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestInvokedBy(t *testing.T) {
	const before = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/"
	for name, c := range map[string]struct{ uri, want Text }{
		"written":           {Written(before+"arn:aws:lambda:eu-west-1:1:function:f/invocations", here), Written("arn:aws:lambda:eu-west-1:1:function:f", here)},
		"in parts":          {TextOf(here, "why", append(append([]Part{Literal(before)}, arnOf(aFunction)...), Literal("/invocations"))...), TextOf(here, "why", arnOf(aFunction)...)},
		"not an invocation": {Written("arn:aws:lambda:eu-west-1:1:function:f", here), Unknown[string](here, "")},
		"without an end":    {TextOf(here, "why", Literal(before), aFunction), Unknown[string](here, "why")},
		"unknown":           {Unknown[string](here, "why"), Unknown[string](here, "why")},
		"nothing":           {Unset[string](here), Unset[string](here)},
	} {
		if diff := cmp.Diff(c.want, invokedBy(c.uri)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// Two functions are told apart by their names, as far as these are known.
func TestNamesOfFunctions(t *testing.T) {
	authorizer := &Authorizer{Address: "a", URI: TextOf(here, "why",
		append(append([]Part{Literal("arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/")}, arnOf(aFunction)...), Literal("/invocations"))...)}
	for _, c := range []struct {
		name Text
		want []Part
	}{
		{Written("check", here), arnOf(Literal("check"))},
		{Unknown[string](here, "why"), arnOf(aFunction)},
	} {
		api := restAPI("api")
		api.Authorizers.Items = []*Authorizer{authorizer}
		Declared{APIs: []*API{api}, Functions: []Function{{Address: "f", Name: c.name}}}.Link()
		if diff := cmp.Diff(JoinParts(c.want), authorizer.Invokes.Parts); diff != "" {
			t.Error(diff)
		}
	}
}
