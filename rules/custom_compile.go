package rules

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/authlint/authlint/internal/suggest"
)

// maxDepth is how deep the text of a rule may be nested: parser, compiler and evaluation
// follow it with their own calls, and end the program where those are too deep.
const maxDepth = 200

// customCapabilities are those of the built-in rules, with print, which is for tests: it
// does nothing elsewhere.
var customCapabilities = sync.OnceValue(func() *ast.Capabilities {
	c := *capabilities()
	c.Builtins = append(slices.Clone(c.Builtins), ast.Print, ast.InternalPrint)
	return &c
})

// compile compiles the rules of the folder, and asks of them what the built-in ones are
// tested for.
func (f *customFolder) compile() error {
	modules, err := f.parsed(nil)
	if err != nil {
		return err
	}
	f.compiler = customCompiler(f.library)
	if f.compiler.Compile(modules); f.compiler.Failed() {
		return readable(f.compiler.Errors)
	}
	return f.check(f.compiler.Modules)
}

// customCompiler is as strict as for the built-in rules, and bounds what functions make.
func customCompiler(l library) *ast.Compiler {
	return newCompiler(l, false).
		WithCapabilities(customCapabilities()).
		WithStageAfterID(ast.StageCheckDeprecatedBuiltins, boundCalls)
}

// parsed parses the files of the folder, tests too if they are given, with what they import.
func (f *customFolder) parsed(tests []file) (map[string]*ast.Module, error) {
	modules := map[string]*ast.Module{}
	var wrong []error
	add := func(of file, subject string) {
		module, err := of.parseCustom()
		if err != nil {
			wrong = append(wrong, err)
			return
		}
		if subject != "" {
			requireSchema(module, subject)
		}
		modules[of.label()] = module
	}
	for _, rule := range f.library.rules {
		add(rule.file, rule.Subject)
	}
	for _, other := range slices.Concat(f.library.shared, tests) {
		add(other, "")
	}
	if err := mistakes(wrong); err != nil {
		return nil, err
	}
	if tests != nil {
		testing := file{path: "testing.rego", text: testingText, shown: "authlint/testing.rego"}
		module, err := testing.parse()
		if err != nil {
			return nil, err
		}
		modules[testing.label()] = module
	}
	return modules, f.addImported(modules)
}

// parseCustom parses a file that may be hostile.
func (f file) parseCustom() (*ast.Module, error) {
	statements, _, errs := ast.NewParser().WithFilename(f.label()).WithReader(strings.NewReader(f.text)).
		WithRegoVersion(ast.RegoV1).WithCapabilities(customCapabilities()).WithMaxRecursionDepth(maxDepth * 4).Parse()
	switch {
	case len(errs) > 0:
		return nil, readable(errs)
	case len(statements) == 0:
		return nil, fmt.Errorf("%s:1:1: the file is empty; it needs %s", f.label(), f.writtenPackage())
	}
	module, err := ast.ParseModuleWithOpts(f.label(), f.text, ast.ParserOptions{RegoVersion: ast.RegoV1, Capabilities: customCapabilities()})
	var parse ast.Errors
	switch {
	case errors.As(err, &parse):
		return nil, readable(parse)
	case err != nil:
		return nil, fmt.Errorf("%s:1:1: %w", f.label(), err)
	}
	if !module.Package.Path.Equal(f.pkg()) {
		return nil, fmt.Errorf("%s: the package is %v; write %s", place(module.Package.Location), module.Package.Path[1:], f.writtenPackage())
	}
	return module, nil
}

// writtenPackage is the line that a file needs.
func (f file) writtenPackage() string {
	return "package " + strings.TrimPrefix(f.pkg().String(), "data.")
}

// addImported adds the built-in files that the others refer to, and those that they need.
func (f *customFolder) addImported(modules map[string]*ast.Module) error {
	for next := slices.Collect(maps.Values(modules)); len(next) > 0; {
		module := next[0]
		next = next[1:]
		for _, name := range sharedNames(module) {
			built := file{path: libraryFolder + "/" + name + ".rego", shown: "authlint/lib/" + name + ".rego"}
			text, err := builtIn.ReadFile(built.path)
			if err != nil || modules[built.shown] != nil {
				continue // check says that there is no such name
			}
			built.text = string(text)
			parsed, err := built.parse()
			if err != nil {
				return err
			}
			modules[built.shown] = parsed
			next = append(next, parsed)
		}
	}
	return nil
}

// sharedNames are the files of rules/lib that a module may refer to.
func sharedNames(module *ast.Module) []string {
	var names []string
	prefix := file{path: libraryFolder + "/x.rego"}.pkg()[:3]
	ast.WalkRefs(module, func(ref ast.Ref) bool {
		if ref.HasPrefix(prefix) && len(ref) > len(prefix) {
			if name := stringOf(ref[len(prefix)]); slices.Contains(Public, name) {
				names = append(names, name)
			}
		}
		return false
	})
	return names
}

// check looks at compiled rules for what the compiler takes.
func (f *customFolder) check(modules map[string]*ast.Module) error {
	var wrong []error
	for _, rule := range f.library.rules {
		wrong = append(wrong, f.checkFindings(rule)...)
	}
	seen := newSight(modules)
	for _, path := range slices.Sorted(maps.Keys(modules)) {
		module := modules[path]
		if !strings.HasPrefix(module.Package.Path.String(), "data."+customRoot) {
			continue
		}
		wrong = append(wrong, seen.check(module)...)
	}
	for _, shared := range f.library.shared {
		wrong = append(wrong, readsInput(modules[shared.label()])...)
	}
	return mistakes(wrong)
}

// checkFindings asks for a set of findings.
func (f *customFolder) checkFindings(rule ruleFile) []error {
	findings := f.compiler.GetRulesExact(rule.findings())
	if len(findings) == 0 {
		return []error{fmt.Errorf("%s: the rule has no findings; write: findings contains finding if { … }", place(f.compiler.Modules[rule.label()].Package.Location))}
	}
	for _, found := range findings {
		if found.Head.DocKind() != ast.PartialSetDoc {
			return []error{fmt.Errorf("%s: findings is not a set; write: findings contains finding if { … }", place(found.Location))}
		}
	}
	return nil
}

// readsInput finds where what rules share reads the input: schemas do not reach it there,
// so that a slip of the pen would pass.
func readsInput(module *ast.Module) (wrong []error) {
	for _, rule := range module.Rules {
		ast.WalkRefs(rule, func(ref ast.Ref) bool {
			if ref.HasPrefix(ast.InputRootRef) {
				wrong = append(wrong, fmt.Errorf("%s: %v is read here, where nobody knows which rule asks; take it as an argument", place(ref[0].Location), ref))
			}
			return false
		})
	}
	return wrong
}

// A sight is what there is under data.
type sight struct {
	packages map[string]map[string]bool // by the package: the names in it
}

func newSight(modules map[string]*ast.Module) sight {
	s := sight{map[string]map[string]bool{}}
	for _, module := range modules {
		pkg := module.Package.Path.String()
		if s.packages[pkg] == nil {
			s.packages[pkg] = map[string]bool{}
		}
		for _, rule := range module.Rules {
			s.packages[pkg][stringOrVar(rule.Ref()[len(module.Package.Path)])] = true
		}
	}
	return s
}

func stringOrVar(term *ast.Term) string {
	if name, ok := term.Value.(ast.Var); ok {
		return string(name)
	}
	return stringOf(term)
}

// packageParts is how many parts a package of ours has: data.custom.<folder>.<name>.
const packageParts = 4

// check finds references to what is not there, which Rego takes for something that does
// not hold.
func (s sight) check(module *ast.Module) (wrong []error) {
	for _, rule := range module.Rules {
		ast.WalkRefs(rule, func(ref ast.Ref) bool {
			if ref.HasPrefix(ast.DefaultRootRef) {
				if err := s.look(ref); err != nil {
					at := ref[0].Location
					if at == nil || at.Row == 0 {
						at = rule.Location
					}
					wrong = append(wrong, fmt.Errorf("%s: %w", place(at), err))
				}
			}
			return false
		})
	}
	return wrong
}

func (s sight) look(ref ast.Ref) error {
	pkg := ref[:min(len(ref), packageParts)]
	if names := s.packages["data.authlint.testing"]; names != nil && ref.HasPrefix(testingPackage) {
		pkg = testingPackage
	}
	names := s.packages[pkg.String()]
	switch {
	case names == nil:
		return fmt.Errorf("there is no %v; rules of your own see data.%s.%s.<name>, and of authlint: %s",
			pkg, customRoot, libraryFolder, "data.authlint.lib."+strings.Join(Public, ", data.authlint.lib."))
	case len(ref) == len(pkg):
		return nil
	}
	name := stringOf(ref[len(pkg)])
	if name != "" && !names[name] {
		return fmt.Errorf("%v: %w", pkg, suggest.UnknownName("name", name, slices.Sorted(maps.Keys(names))))
	}
	return nil
}

var testingPackage = file{path: "testing.rego"}.pkg()

// place is what an editor can jump to.
func place(at *ast.Location) string {
	if at == nil {
		return "?"
	}
	return fmt.Sprintf("%s:%d:%d", at.File, max(at.Row, 1), max(at.Col, 1))
}

// readable is what OPA says of rules, with places that an editor can jump to and what to do.
func readable(errs ast.Errors) error {
	errs.Sort()
	var all []error
	for _, err := range errs {
		all = append(all, fmt.Errorf("%s: %s", place(err.Location), strings.Join(strings.Fields(explained(err)), " ")))
	}
	return mistakes(all)
}

// explained adds what to do to what the compiler says.
func explained(err *ast.Error) string {
	var unknown *ast.RefErrInvalidDetail
	if detail, ok := err.Details.(*ast.RefErrInvalidDetail); ok {
		unknown = detail
	}
	function, isFunction := strings.CutPrefix(err.Message, "undefined function ")
	switch {
	case unknown != nil && unknown.Pos < len(unknown.Ref) && len(unknown.OneOf) > 0:
		var names []string
		for _, name := range unknown.OneOf {
			names = append(names, strings.Trim(name.String(), `"`))
		}
		return fmt.Sprintf("%v: %v", unknown.Ref, suggest.UnknownName("field", stringOrVar(unknown.Ref[unknown.Pos]), names))
	case isFunction && ast.BuiltinMap[function] != nil:
		return function + " is not for rules: they reach no network, clock, environment, chance or keys, and nothing that may run without end"
	case isFunction:
		return "there is no function " + function
	case err.Code == ast.RecursionErr:
		return err.Message + "; a rule cannot ask itself, by whatever way"
	case strings.Contains(err.Message, ast.ErrMaxParsingRecursionDepthExceeded.Error()):
		return "this is nested too deep; give parts of it names of their own"
	case strings.HasSuffix(err.Message, "unused"):
		return err.Message + "; delete it, or write _"
	case err.Code == ast.UnsafeVarErr:
		return err.Message + ": nothing gives it a value; is it misspelt?"
	default:
		return err.Message
	}
}
