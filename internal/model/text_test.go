package model

import (
	"testing"

	"github.com/authlint/authlint/internal/source"
	"github.com/google/go-cmp/cmp"
)

func TestItems(t *testing.T) {
	at := func(start, end int) source.Range { return source.Range{File: "f", Start: start, End: end} }
	hole := HoleOf(HoleVariable, "var.name")
	for name, c := range map[string]struct {
		text Text
		want Value[[]Text]
	}{
		"one":                {Written("a.b", at(10, 13)), Written([]Text{Written("a.b", at(10, 13))}, at(10, 13))},
		"in quotes":          {Written("a, b", at(10, 16)), Written([]Text{Written("a", at(11, 12)), Written("b", at(14, 15))}, at(10, 16))},
		"with escapes":       {Written("a,b", at(10, 18)), Written([]Text{Written("a", at(10, 18)), Written("b", at(10, 18))}, at(10, 18))},
		"empty items":        {Written(" ,a,", at(10, 14)), Written([]Text{Written("a", at(12, 13))}, at(10, 14))},
		"the empty text":     {Written("", at(10, 12)), Written([]Text{}, at(10, 12))},
		"a default":          {Default("a", at(10, 30)), Default([]Text{Default("a", at(10, 30))}, at(10, 30))},
		"nothing":            {Unset[string](at(1, 2)), Unset[[]Text](at(1, 2))},
		"unknown":            {Unknown[string](at(1, 2), "why"), Unknown[[]Text](at(1, 2), "why")},
		"a name to fill in":  {TextOf(at(1, 2), "why", Literal("x, header."), hole), Written([]Text{Written("x", at(1, 2)), TextOf(at(1, 2), "why", Literal("header."), hole)}, at(1, 2))},
		"who knows how many": {TextOf(at(1, 2), "why", Literal("x, "), hole), Unknown[[]Text](at(1, 2), "why")},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, Items(c.text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSpelling(t *testing.T) {
	choice := Unknown[string](here, "why")
	choice.OneOf = []string{"token", "request"}
	if got := Upper(choice).OneOf; got[0] != "TOKEN" || choice.OneOf[0] != "token" {
		t.Errorf("got %v of %v", got, choice.OneOf)
	}
	if got, _ := Lower(Written("REQUEST", here)).Get(); got != "request" {
		t.Errorf("got %q", got)
	}
}
