package rules

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"

	"github.com/authlint/authlint/internal/model"
)

// allowed are the built-in functions of Rego that rules may call: none that reads a
// clock, a network, the environment, chance or keys, and none that can run without
// end (bits.lsh).
const allowed = `
	assign eq equal neq lt lte gt gte
	plus minus mul div rem round ceil floor abs numbers.range numbers.range_step to_number
	and or intersection union count sum product max min sort
	array.concat array.reverse array.slice
	object.filter object.get object.keys object.remove object.subset object.union object.union_n json.filter json.remove
	concat contains endswith format_int indexof indexof_n lower replace split sprintf startswith substring upper
	strings.any_prefix_match strings.any_suffix_match strings.count strings.replace_n strings.reverse
	trim trim_left trim_prefix trim_right trim_space trim_suffix
	regex.find_all_string_submatch_n regex.find_n regex.is_valid regex.match regex.replace regex.split
	is_array is_boolean is_null is_number is_object is_set is_string type_name
	internal.member_2 internal.member_3 internal.template_string internal.test_case`

// capabilities are the functions and features of Rego that rules may use.
var capabilities = sync.OnceValue(func() *ast.Capabilities {
	names := strings.Fields(allowed)
	c := ast.CapabilitiesForThisVersion()
	c.Builtins = slices.DeleteFunc(c.Builtins, func(b *ast.Builtin) bool { return !slices.Contains(names, b.Name) })
	for _, own := range builtins() {
		c.Builtins = append(c.Builtins, own.declaration())
	}
	c.AllowNet = []string{}
	return c
})

// A program is compiled rules: what each of them finds, and when to ask it.
type program struct {
	compiler  *ast.Compiler
	functions map[string]*topdown.Builtin
	limit     time.Duration          // how long one rule may take over one subject
	gates     map[string]*gatekeeper // by the kind of subject
	queries   map[string]ast.Body    // by the id of the rule
	nothing   base
}

// compile makes a program of rules.
func compile(l library, trusted bool) (*program, error) {
	compiler, err := l.compiler(trusted)
	if err != nil {
		return nil, err
	}
	return l.program(compiler)
}

// program prepares what it takes to ask rules that are compiled.
func (l library) program(compiler *ast.Compiler) (*program, error) {
	own := builtins()
	nothing, err := newBase()
	if err != nil {
		return nil, fmt.Errorf("prepare rules: %w", err)
	}
	p := &program{
		compiler:  compiler,
		functions: functions(own),
		limit:     evaluationLimit,
		gates:     gatekeepers(compiler, own),
		queries:   map[string]ast.Body{},
		nothing:   nothing,
	}
	for _, rule := range l.rules {
		if err := p.add(rule); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// compiler compiles the rules, or takes what they are known to compile to. Rules that
// are trusted have been through the checks when the program was built, and cost half
// without.
func (l library) compiler(trusted bool) (*ast.Compiler, error) {
	var compiler *ast.Compiler
	if l.modules != nil {
		compiler = link(l.linked())
	} else {
		modules, err := l.parsed()
		if err != nil {
			return nil, err
		}
		compiler = newCompiler(l, trusted)
		compiler.Compile(modules)
	}
	if compiler.Failed() {
		return nil, fmt.Errorf("compile rules: %w", compiler.Errors)
	}
	return compiler, nil
}

// add prepares what it takes to ask a rule.
func (p *program) add(rule ruleFile) error {
	ref := rule.findings()
	findings := p.compiler.GetRulesExact(ref)
	if len(findings) == 0 {
		return fmt.Errorf("%s: the rule has no findings", p.compiler.Modules[rule.path].Package.Location)
	}
	for _, found := range findings {
		if found.Head.DocKind() != ast.PartialSetDoc {
			return fmt.Errorf("%s: findings is not a set; write: findings contains finding if { … }", found.Location)
		}
	}
	p.queries[rule.ID] = queryFor(ref)
	return nil
}

// checkStages find mistakes, or are for what rules may not use. They change nothing
// that is evaluated.
func checkStages() []ast.StageID {
	return []ast.StageID{
		ast.StageCheckUnusedImports, ast.StageCheckKeywordOverrides, ast.StageCheckDuplicateImports, ast.StageCheckVoidCalls,
		ast.StageParseMetadataBlocks, ast.StageSetAnnotationSet, ast.StageRewriteRegoMetadataCalls,
		ast.StageCheckRuleConflicts, ast.StageCheckUndefinedFuncs, ast.StageCheckSafetyRuleHeads,
		ast.StageSetGraph, ast.StageCheckRecursion, ast.StageCheckTypes, ast.StageCheckUnsafeBuiltins, ast.StageCheckDeprecatedBuiltins,
	}
}

// parsed parses all files, and has every rule type-checked against the schema of its subject.
func (l library) parsed() (map[string]*ast.Module, error) {
	modules := map[string]*ast.Module{}
	for _, f := range l.shared {
		module, err := f.parse()
		if err != nil {
			return nil, err
		}
		modules[f.path] = module
	}
	for _, rule := range l.rules {
		module, err := rule.parse()
		if err != nil {
			return nil, err
		}
		requireSchema(module, rule.Subject)
		modules[rule.path] = module
	}
	return modules, nil
}

// newCompiler is strict unless the rules are trusted: what is not used, and what the
// model does not have, is an error.
func newCompiler(l library, trusted bool) *ast.Compiler {
	compiler := ast.NewCompiler().WithCapabilities(capabilities())
	if trusted {
		return compiler.WithSkipStages(checkStages()...)
	}
	return compiler.WithStrict(true).WithSchemas(l.schemas()).WithUseTypeCheckAnnotations(true)
}

// link prepares compiled rules for evaluation. A compiler copies what it is given, which
// would be a quarter of what a start allocates: it is given packages without rules, and
// gets the rules, which nobody else has, in its first stage.
func link(modules map[string]*ast.Module) *ast.Compiler {
	const first = ast.StageRemoveImports // there are none
	needed := []ast.StageID{first, ast.StageSetModuleTree, ast.StageSetRuleTree, ast.StageBuildRuleIndices, ast.StageBuildComprehensionIndices}
	done := slices.DeleteFunc(ast.AllStages(), func(stage ast.StageID) bool { return slices.Contains(needed, stage) })
	empty := map[string]*ast.Module{}
	for path, module := range modules {
		empty[path] = &ast.Module{Package: module.Package}
	}
	take := func(compiler *ast.Compiler) *ast.Error {
		maps.Copy(compiler.Modules, modules)
		return nil
	}
	compiler := ast.NewCompiler().WithCapabilities(capabilities()).WithSkipStages(done...).
		WithStageAfterID(first, ast.CompilerStageDefinition{Name: "TakeModules", MetricName: "take_modules", Stage: take})
	compiler.Compile(empty)
	return compiler
}

// schemas describe the input of the rules about each kind of subject.
func (l library) schemas() *ast.SchemaSet {
	set := ast.NewSchemaSet()
	for _, rule := range l.rules {
		if ref := schemaRef(rule.Subject); set.Get(ref) == nil {
			set.Put(ref, model.Schema(model.Inputs[rule.Subject]))
		}
	}
	return set
}

func schemaRef(subject string) ast.Ref {
	return ast.Ref{ast.SchemaRootDocument, ast.StringTerm(subject)}
}

// requireSchema annotates a module as an author would with `schemas: - input: schema.<subject>`.
func requireSchema(module *ast.Module, subject string) {
	annotation := &ast.Annotations{
		Scope:    "package",
		Schemas:  []*ast.SchemaAnnotation{{Path: ast.InputRootRef, Schema: schemaRef(subject)}},
		Location: module.Package.Location,
	}
	module.Annotations = append(module.Annotations, annotation.Copy(module.Package))
}
