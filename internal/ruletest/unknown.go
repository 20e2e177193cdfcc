package ruletest

import (
	"context"
	"fmt"
	"path"
	"slices"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/lint"
	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/rules"
)

// maxForgotten is how many values are taken out of one API: fixtures are small.
const maxForgotten = 1000

// runUnknown takes one value at a time out of the fixtures of a rule. Not knowing is never
// a finding: what the rule finds then, it has to find anyway.
func (f *fixtures) runUnknown(ctx context.Context, id string) error {
	name := path.Join(id, "unknown-values")
	if !f.wanted(name) {
		return nil
	}
	document, _, err := lint.Models(ctx, f.options("", path.Join(folderName, id)))
	if err != nil {
		return err
	}
	result := rules.TestResult{Name: name, File: f.at(path.Join(folderName, id))}
	for _, api := range document.APIs {
		failed, err := f.forget(ctx, id, api, &result)
		if err != nil {
			return err
		}
		if failed {
			break
		}
	}
	if len(document.APIs) > 0 { // else others say that there is nothing
		f.add(result)
	}
	return nil
}

// forget asks a rule about an API of which one thing is not known, for each that is. It
// fails with what can be told: what the rule finds because of that.
func (f *fixtures) forget(ctx context.Context, id string, api *model.API, result *rules.TestResult) (failed bool, err error) {
	engines := f.custom.Engines(func(rule finding.Rule) bool { return rule.ID == id })
	before, err := ask(ctx, engines, api)
	if err != nil {
		return false, nil // the fixture says so
	}
	taken := 0
	err = api.Forgetting(func(forgotten model.Forgotten, rest *model.API) bool {
		now, err := ask(ctx, engines, rest)
		if err != nil {
			result.Failure = fmt.Sprintf("with %s unknown, the rule fails: %v", forgotten.Path, err)
			failed = true
			return false
		}
		for _, found := range now {
			if slices.ContainsFunc(before, func(then finding.Finding) bool { return isNoWorse(found, then) }) {
				continue
			}
			f.locate(result, forgotten.Range)
			result.Failure = fmt.Sprintf("if %s were unknown, the rule would find: %s. Ask for what is there: compare a value, or ask whether its state is unset or its list complete", forgotten.Path, found.Message)
			failed = true
			return false
		}
		taken++
		return taken < maxForgotten
	})
	return failed, err
}

func ask(ctx context.Context, engines []*rules.Engine, api *model.API) ([]finding.Finding, error) {
	var all []finding.Finding
	for _, engine := range engines {
		found, err := engine.Ask(ctx, api)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// isNoWorse reports whether a finding is at the place of another, and says nothing worse.
func isNoWorse(found, then finding.Finding) bool {
	return found.Address == then.Address && found.Range == then.Range && then.Severity.AtLeast(found.Severity) &&
		(found.Predicts.Exposure != "public" || then.Predicts.Exposure == "public")
}

// locate has a result point to a place in a fixture, where there is one.
func (f *fixtures) locate(result *rules.TestResult, at source.Range) {
	file, err := f.folder.Root.Read(at.File)
	if err != nil || at.File == "" {
		return
	}
	position := file.Position(at.Start)
	result.File, result.Line, result.Column = f.at(at.File), position.Line, position.Column
}
