package terraform

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// Settings are what the command line says to every root module.
type Settings struct {
	Inputs    []Input // the last one of a variable wins
	Workspace string  // what terraform.workspace is; empty: that is not known
}

// An Input is the value of a variable, or a file of such values.
type Input struct {
	Variable, Value string
	File            *source.File // nil: one value
}

// inputs reads what Terraform takes the variables of a root module from, later ones
// winning: terraform.tfvars, then *.auto.tfvars in the order of names, each with its
// form in JSON among the others by name, then the command line in its order.
// https://developer.hashicorp.com/terraform/language/values/variables
func (u *unit) inputs(main *module) map[string]*tree.Node {
	values := map[string]*tree.Node{}
	u.readInputFiles(main, values)
	for _, input := range u.settings.Inputs {
		block := main.directory.variables[input.Variable]
		switch {
		case input.File != nil:
			u.readInputs(input.File, main, values)
		case block != nil:
			values[input.Variable] = u.inputValue(block, input)
		}
	}
	return values
}

// declaredInputs are the variables with a value on the command line that a module
// declares, or may declare where it was not read.
func (u *unit) declaredInputs(main *module) (names []string) {
	for _, input := range u.settings.Inputs {
		if input.File == nil && (main.directory.variables[input.Variable] != nil || main.directory.partial != "") {
			names = append(names, input.Variable)
		}
	}
	return names
}

// inputValue is a value from the command line, which is not in any file: it has the
// place of the variable's declaration. It is a text where the variable is one, or has no
// type, else an expression without names.
func (u *unit) inputValue(block *hclsyntax.Block, input Input) *tree.Node {
	at := header(block)
	kind := block.Body.Attributes["type"]
	if kind == nil || slices.Contains([]string{"string", "number", "bool"}, hcl.ExprAsKeyword(kind.Expr)) {
		return &tree.Node{Kind: tree.String, Text: input.Value, Range: at}
	}
	if problem, bad := scanWith(source.NewFile(at.File, []byte(input.Value)), hclsyntax.LexExpression); bad {
		return u.refuseInput(at, input, problem.Message)
	}
	expr, diagnostics := hclsyntax.ParseExpression([]byte(input.Value), at.File, hcl.InitialPos)
	if !diagnostics.HasErrors() {
		value, wrong := expr.Value(nil)
		if diagnostics = wrong; !wrong.HasErrors() {
			return u.fromCty(value, at)
		}
	}
	return u.refuseInput(at, input, message(diagnostics[0]))
}

func (u *unit) refuseInput(at source.Range, input Input, why string) *tree.Node {
	u.report(at, "the value that the command line gives variable %s cannot be read: %s", input.Variable, why)
	return u.fail(at, "the value of variable %s cannot be read", input.Variable)
}

// input is the value that a root variable is given; nil when it is given none.
func (u *unit) input(values map[string]*tree.Node, variable string) *tree.Node {
	if value, given := values[variable]; given || u.unreadInputs == "" {
		return value
	}
	return tree.NewUnknown(source.Range{File: u.unreadInputs}, u.unreadInputs+" is not read, and may set var."+variable)
}

// running is what Terraform, or OpenTofu under either name, says of its own run: the
// workspace, where the command line names it.
func (u *unit) running(program, name string, at source.Range) *tree.Node {
	if name == "workspace" && u.settings.Workspace != "" {
		return &tree.Node{Kind: tree.String, Text: u.settings.Workspace, Range: at}
	}
	return tree.NewUnknown(at, "depends on "+program+"."+name+", which has no value here")
}

// readInputFiles reads the files that are found by their names.
func (u *unit) readInputFiles(main *module, values map[string]*tree.Node) {
	dir, err := u.root.OpenDir(u.dir)
	if err != nil {
		return
	}
	defer dir.Close()
	entries, err := dir.Entries()
	if err != nil {
		return
	}
	u.root.Lists(u.dir, func(below string) bool { return holdsInputs(below) && !strings.Contains(below, "/") })
	slices.SortStableFunc(entries, func(a, b source.Entry) int { return isAuto(a.Name) - isAuto(b.Name) })
	for _, entry := range entries {
		if !holdsInputs(entry.Name) {
			continue
		}
		if file, err := dir.Read(entry.Name); err == nil {
			u.readInputs(file, main, values)
		} else {
			name := main.directory.file(entry.Name)
			u.report(source.Range{File: name}, "cannot be read: %v", err)
			u.doubtInputs(name, values)
		}
	}
}

// holdsInputs tells the files of variables that Terraform reads by itself.
func holdsInputs(name string) bool {
	name = strings.TrimSuffix(name, ".json")
	return name == "terraform.tfvars" || strings.HasSuffix(name, ".auto.tfvars")
}

func isAuto(name string) int {
	if strings.Contains(name, ".auto.tfvars") {
		return 1
	}
	return 0
}

// readInputs reads a file of variables. One that cannot be read as a whole may set any.
func (u *unit) readInputs(file *source.File, main *module, values map[string]*tree.Node) {
	body := u.parseInputs(u.remember(file))
	if body == nil {
		u.doubtInputs(file.Name, values)
		return
	}
	for name, attribute := range body.Attributes {
		values[name] = scope{module: main, sealed: true}.eval(attribute.Expr)
	}
}

// doubtInputs takes back what is known of variables, since a file may say otherwise.
func (u *unit) doubtInputs(name string, values map[string]*tree.Node) {
	clear(values)
	u.unreadInputs = name
}

// parseInputs is nil unless all of a file of variables could be read.
func (u *unit) parseInputs(file *source.File) *hclsyntax.Body {
	parse := u.parse
	if isJSON(file.Name) {
		parse = u.parseInputsInJSON
	}
	if body, broken := parse(file); broken < 0 {
		return body
	}
	return nil
}
