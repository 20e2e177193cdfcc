package rules

import (
	"fmt"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
)

// merge adds to compiled rules, for each kind of subject, one set of all that they
// find, with [id, finding] as its members:
//
//	package authlint.ask.method
//	findings contains ["method-authorizer-missing", finding] if { … }
//	findings contains ["options-protected", finding] if { … }
//
// One question then reaches all rules, and Rego's rule index drops those whose first
// expression does not hold, whichever file they are in.
func merge(l library, compiled map[string]*ast.Module) (*ast.Compiler, error) {
	modules := make(map[string]*ast.Module, len(compiled))
	for path, module := range compiled {
		modules[path] = module
	}
	for _, rule := range l.rules {
		merged := "ask/" + rule.Subject
		if modules[merged] == nil {
			modules[merged] = &ast.Module{Package: &ast.Package{Path: askPackage(rule.Subject)}}
		}
		if err := mergeRule(modules[merged], rule.ID, compiled[rule.path]); err != nil {
			return nil, err
		}
	}
	linked := ast.NewCompiler().WithCapabilities(capabilities()).WithSkipStages(stagesDone()...)
	linked.Compile(modules)
	if linked.Failed() {
		return nil, fmt.Errorf("merge rules: %w", linked.Errors)
	}
	return linked, nil
}

func askPackage(subject string) ast.Ref {
	return ast.Ref{ast.DefaultRootDocument, ast.StringTerm("authlint"), ast.StringTerm("ask"), ast.StringTerm(subject)}
}

// mergeRule copies what a rule finds. Compiled bodies refer to everything by its full
// name, so they mean the same in any package.
func mergeRule(into *ast.Module, id string, from *ast.Module) error {
	found := false
	for _, rule := range from.Rules {
		if rule.Head.Name != "findings" {
			continue
		}
		if rule.Head.Key == nil || rule.Head.Value != nil {
			return fmt.Errorf("%s: findings is not a set; write: findings contains finding if { … }", rule.Location)
		}
		merged := rule.Copy()
		merged.Head.Key = ast.ArrayTerm(ast.StringTerm(id), merged.Head.Key)
		merged.Module = into
		into.Rules = append(into.Rules, merged)
		found = true
	}
	if !found {
		return fmt.Errorf("%s: the rule has no findings", from.Package.Location)
	}
	return nil
}

// stagesDone are those that compiled modules have been through.
func stagesDone() []ast.StageID {
	needed := map[ast.StageID]bool{
		ast.StageSetModuleTree:             true,
		ast.StageSetRuleTree:               true,
		ast.StageBuildRuleIndices:          true,
		ast.StageBuildComprehensionIndices: true,
	}
	return slices.DeleteFunc(ast.AllStages(), func(stage ast.StageID) bool { return needed[stage] })
}
