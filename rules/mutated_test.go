package rules_test

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/lint"
	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/rules"
)

// TestMutation holds that no line of a rule can change unnoticed. Without -mutate it
// looks at a sample.
func TestMutation(t *testing.T) {
	models := fixtureModels(t)
	all, err := rules.All()
	if err != nil {
		t.Fatal(err)
	}
	var shared []*model.API // the goldens of folders that no rule has show all rules
	known := map[string]finding.Rule{}
	for _, rule := range all {
		known[rule.ID] = rule
	}
	for name, apis := range models {
		if _, isRule := known[name]; !isRule {
			shared = append(shared, apis...)
		}
	}
	rules.Mutation(t, func(rule string) rules.Fixture {
		apis := models[rule]
		if !known[rule].Pedantic {
			apis = append(apis[:len(apis):len(apis)], shared...)
		}
		return func(engine *rules.Engine) ([]finding.Finding, error) {
			var found []finding.Finding
			for _, api := range apis {
				findings, err := lint.Ask(context.Background(), engine, api)
				if err != nil {
					return nil, err
				}
				found = append(found, findings...)
			}
			return found, nil
		}
	})
}

// fixtureModels are the APIs of each folder of fixtures, by its name.
func fixtureModels(t *testing.T) map[string][]*model.API {
	t.Helper()
	dirs, err := filepath.Glob("../testdata/*/want.txt")
	if err != nil {
		t.Fatal(err)
	}
	models := map[string][]*model.API{}
	for _, golden := range dirs {
		dir := filepath.Dir(golden)
		document, _, err := lint.Models(context.Background(), lint.Options{Root: "..", Paths: []string{dir}})
		if err != nil {
			t.Fatal(err)
		}
		models[filepath.Base(dir)] = document.APIs
	}
	if len(models) < 50 {
		t.Fatalf("only %d folders of fixtures", len(models))
	}
	return models
}
