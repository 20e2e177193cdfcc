package terraform

import (
	"bytes"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
	"github.com/authlint/authlint/parsers/yaml"
)

func isJSON(name string) bool { return strings.HasSuffix(name, ".json") }

// parseJSON reads a file in the JSON syntax as the blocks and expressions that it stands
// for, so that nobody else needs to know in which syntax a file is written. A mistake in
// a text leaves that text unknown, and all around it whole: broken is then -1.
// https://developer.hashicorp.com/terraform/language/syntax/json
func (u *unit) parseJSON(file *source.File) (body *hclsyntax.Body, broken int) {
	root := u.readJSON(file)
	if root == nil {
		return nil, 0
	}
	j := jsonFile{u, file}
	body = j.newBody(root)
	for _, object := range j.objects(root) {
		j.fill(body, object, root.Range, jsonFile.declaration)
	}
	return body, -1
}

// parseInputsInJSON reads a file of variables, where a text is never a template.
func (u *unit) parseInputsInJSON(file *source.File) (body *hclsyntax.Body, broken int) {
	root := u.readJSON(file)
	if root != nil && root.Kind != tree.Mapping {
		u.report(root.Range, "is no object of values of variables")
		root = nil
	}
	if root == nil {
		return nil, 0
	}
	j := jsonFile{u, file}
	body = j.newBody(root)
	for _, property := range root.Fields {
		j.set(body, property, j.value(property.Value, j.literal))
	}
	return body, -1
}

// maxJSONValues is as many as can be evaluated.
const maxJSONValues = maxSteps

// readJSON is nil, and the problem kept, where a file cannot be read.
func (u *unit) readJSON(file *source.File) *tree.Node {
	root, problem := yaml.ParseJSON(file)
	if problem != nil {
		u.keep(*problem)
		return nil
	}
	if left := maxJSONValues; !fits(root, yaml.MaxDepth+2, &left) {
		u.report(source.Range{File: file.Name}, "holds more than %d values; the file is not read", maxJSONValues)
		return nil
	}
	return root
}

// A jsonFile is a file in the JSON syntax that is being read.
type jsonFile struct {
	unit *unit
	file *source.File
}

// A meaning is what a property of an object that stands for a body says.
type meaning func(j jsonFile, body *hclsyntax.Body, property tree.Field)

// declaration is a property at the top of a file.
func (j jsonFile) declaration(body *hclsyntax.Body, property tree.Field) {
	switch kind := property.Key; kind {
	case "resource", "data":
		j.addBlocks(body, kind, 2, property, jsonFile.resourceProperty)
	case "module", "output":
		j.addBlocks(body, kind, 1, property, jsonFile.argument)
	case "locals":
		j.addBlocks(body, kind, 0, property, jsonFile.local)
	case "variable":
		j.addBlocks(body, kind, 1, property, jsonFile.variableProperty)
	}
}

// nestedBlocks are the blocks that the provider's resources have of the kinds that are
// read, and Terraform's own: an object under another name may be an argument.
var nestedBlocks = []string{
	"lifecycle",
	"endpoint_configuration", "canary_settings", "access_log_settings", "tls_config", // REST APIs
	"cors_configuration", "jwt_configuration", "default_route_settings", "route_settings", "request_parameter", // HTTP APIs
	"statement", "principals", "not_principals", "condition", "inline_policy", // IAM
	"environment", "vpc_config", "tracing_config", "image_config", "dead_letter_config", "logging_config", // Lambda
	"ephemeral_storage", "file_system_config", "snap_start",
}

// objectArguments are the arguments of the same kinds that are maps or objects.
var objectArguments = []string{
	"tags", "tags_all", "variables", "stage_variables", "stage_variable_overrides", "parameters",
	"triggers", "triggers_replace", "keepers", "input",
	"response_parameters", "response_templates", "request_parameters", "request_templates", "request_models",
	"vars", "config", "defaults", "query",
}

// resourceProperty is a property of a resource, or of a block in one. Whether an object
// is a block or an argument, the schema of its provider says: where that is not known,
// neither is the value.
func (j jsonFile) resourceProperty(body *hclsyntax.Body, property tree.Field) {
	name, value := property.Key, property.Value
	isBlock := slices.Contains(nestedBlocks, name)
	switch {
	case name == "provider", name == "ignore_changes", name == "replace_triggered_by":
		j.set(body, property, j.value(value, j.code))
	case name == "dynamic":
		j.addBlocks(body, name, 1, property, jsonFile.dynamicProperty)
	case isBlock && value.Kind == tree.Null:
	case isBlock && (value.Kind == tree.Mapping || value.Kind == tree.Sequence):
		j.addBlocks(body, name, 0, property, jsonFile.resourceProperty)
	case name == "for_each", slices.Contains(objectArguments, name), !holdsObject(value):
		j.argument(body, property)
	default:
		j.set(body, property, j.unknown(value.Range))
	}
}

// holdsObject reports whether a value is an object, or a list with one somewhere.
func holdsObject(n *tree.Node) bool {
	return n.Kind == tree.Mapping || slices.ContainsFunc(n.Items, holdsObject)
}

func (j jsonFile) dynamicProperty(body *hclsyntax.Body, property tree.Field) {
	switch property.Key {
	case "content":
		j.addBlocks(body, property.Key, 0, property, jsonFile.resourceProperty)
	case "iterator":
		j.set(body, property, j.value(property.Value, j.code))
	default:
		j.argument(body, property)
	}
}

// argument is a property that holds an expression, but for those of Terraform's own that
// hold references. Where a module comes from is an expression to OpenTofu; Terraform
// takes no interpolation there.
func (j jsonFile) argument(body *hclsyntax.Body, property tree.Field) {
	read := j.template
	switch property.Key {
	case "depends_on":
		read = j.code
	case "providers":
		read = j.literal
	}
	j.set(body, property, j.value(property.Value, read))
}

// local is a property of locals, whose names are free.
func (j jsonFile) local(body *hclsyntax.Body, property tree.Field) {
	j.set(body, property, j.value(property.Value, j.template))
}

// variableProperty is a property of a variable: no text in it is a template.
func (j jsonFile) variableProperty(body *hclsyntax.Body, property tree.Field) {
	read := j.literal
	if property.Key == "type" {
		read = j.code
	}
	j.set(body, property, j.value(property.Value, read))
}

func (j jsonFile) set(body *hclsyntax.Body, property tree.Field, value hclsyntax.Expression) {
	name, at := toHCL(property.KeyRange), toHCL(property.Value.Range)
	body.Attributes[property.Key] = &hclsyntax.Attribute{
		Name: property.Key, Expr: value, SrcRange: hcl.RangeBetween(name, at), NameRange: name, EqualsRange: name,
	}
}

// addBlocks adds the blocks that a property stands for. Each label is an object around
// the body, and each object may be a list of such.
func (j jsonFile) addBlocks(body *hclsyntax.Body, kind string, labels int, property tree.Field, means meaning) {
	j.addLabelled(body, hclsyntax.Block{Type: kind}, labels, property, means)
}

func (j jsonFile) addLabelled(body *hclsyntax.Body, block hclsyntax.Block, labels int, property tree.Field, means meaning) {
	objects := j.objects(property.Value)
	for _, object := range objects {
		if labels == 0 {
			body.Blocks = append(body.Blocks, j.block(block, property, object, len(objects) == 1, means))
			continue
		}
		for _, inner := range object.Fields {
			if inner.Key == comment {
				j.ignore(inner.Value, object.Range)
				continue
			}
			labelled := block
			labelled.Labels = append(slices.Clip(block.Labels), inner.Key)
			j.addLabelled(body, labelled, labels-1, inner, means)
		}
	}
}

// block makes a block of an object. It is named by the key that it alone stands under,
// else by all of the object.
func (j jsonFile) block(block hclsyntax.Block, property tree.Field, object *tree.Node, alone bool, means meaning) *hclsyntax.Block {
	named := object.Range
	if alone {
		named = property.KeyRange
	}
	block.TypeRange = toHCL(named)
	for range block.Labels {
		block.LabelRanges = append(block.LabelRanges, block.TypeRange)
	}
	block.OpenBraceRange = toHCL(source.Range{File: object.Range.File, Start: object.Range.Start, End: object.Range.Start + 1})
	block.CloseBraceRange = toHCL(source.Range{File: object.Range.File, Start: object.Range.End - 1, End: object.Range.End})
	block.Body = j.newBody(object)
	j.fill(block.Body, object, rangeOf(block.Range()), means)
	return &block
}

func (j jsonFile) newBody(n *tree.Node) *hclsyntax.Body {
	at := toHCL(n.Range)
	end := hcl.Range{Filename: at.Filename, Start: at.End, End: at.End}
	return &hclsyntax.Body{Attributes: hclsyntax.Attributes{}, SrcRange: at, EndRange: end}
}

// comment is the name of a property that Terraform passes over.
const comment = "//"

// fill reads the properties of an object into a body. A comment of ours covers all of
// the block that it stands in.
func (j jsonFile) fill(body *hclsyntax.Body, object *tree.Node, whole source.Range, means meaning) {
	for _, property := range object.Fields {
		if property.Key == comment {
			j.ignore(property.Value, whole)
		} else {
			means(j, body, property)
		}
	}
}

// ignore notes what a comment silences.
func (j jsonFile) ignore(text *tree.Node, whole source.Range) {
	if text.Kind != tree.String {
		return
	}
	ignore, wholeFile, ours, err := source.ParseIgnore(text.Text)
	atTop := len(bytes.TrimLeft(j.file.Data[:whole.Start], " \t\r\n\uFEFF")) == 0
	if err == nil && wholeFile && !atTop {
		err = source.ErrIgnoreFileBelow
	}
	switch {
	case err != nil:
		j.unit.keep(source.Problem{Range: text.Range, Message: err.Error(), Note: true})
	case ours:
		ignore.Range, ignore.Covers = text.Range, whole
		if wholeFile {
			ignore.Covers = j.file.All()
		}
		j.unit.ignores = append(j.unit.ignores, ignore)
	}
}

// objects are the objects of a value that stands for blocks: itself, or those in it.
func (j jsonFile) objects(n *tree.Node) []*tree.Node {
	switch n.Kind {
	case tree.Mapping:
		return []*tree.Node{n}
	case tree.Null:
		return nil
	case tree.Sequence:
		var all []*tree.Node
		for _, item := range n.Items {
			all = append(all, j.objects(item)...)
		}
		return all
	default:
		j.unit.report(n.Range, "expected an object, found %s", n.KindName())
		return nil
	}
}

// A textReader makes an expression of a text.
type textReader func(text string, at source.Range) hclsyntax.Expression

// value makes an expression of a value, with its texts and keys read in a certain way.
func (j jsonFile) value(n *tree.Node, read textReader) hclsyntax.Expression {
	at := toHCL(n.Range)
	switch n.Kind {
	case tree.Mapping:
		object := &hclsyntax.ObjectConsExpr{SrcRange: at, OpenRange: at}
		for _, field := range n.Fields {
			object.Items = append(object.Items, hclsyntax.ObjectConsItem{
				KeyExpr: read(field.Key, field.KeyRange), ValueExpr: j.value(field.Value, read),
			})
		}
		return object
	case tree.Sequence:
		tuple := &hclsyntax.TupleConsExpr{SrcRange: at, OpenRange: at}
		for _, item := range n.Items {
			tuple.Exprs = append(tuple.Exprs, j.value(item, read))
		}
		return tuple
	case tree.String:
		return read(n.Text, n.Range)
	case tree.Null:
		return &hclsyntax.LiteralValueExpr{Val: cty.NullVal(cty.DynamicPseudoType), SrcRange: at}
	default:
		return &hclsyntax.LiteralValueExpr{Val: scalarToCty(n), SrcRange: at}
	}
}

// unknown is an expression whose value nobody knows.
func (j jsonFile) unknown(at source.Range) hclsyntax.Expression {
	return &hclsyntax.LiteralValueExpr{Val: cty.DynamicVal, SrcRange: toHCL(at)}
}

// literal reads a text that stands for itself.
func (j jsonFile) literal(text string, at source.Range) hclsyntax.Expression {
	whole, inner := toHCL(at), toHCL(source.Range{File: at.File, Start: at.Start + 1, End: at.End - 1})
	part := &hclsyntax.LiteralValueExpr{Val: cty.StringVal(text), SrcRange: inner}
	return &hclsyntax.TemplateExpr{Parts: []hclsyntax.Expression{part}, SrcRange: whole}
}

// template reads a text that may have interpolations.
func (j jsonFile) template(text string, at source.Range) hclsyntax.Expression {
	if !strings.Contains(text, "${") && !strings.Contains(text, "%{") {
		return j.literal(text, at)
	}
	expr := j.parse(text, at, hclsyntax.LexTemplate, hclsyntax.ParseTemplate)
	switch e := expr.(type) { // its range is that of the text, with the quotes
	case *hclsyntax.TemplateExpr:
		e.SrcRange = toHCL(at)
	case *hclsyntax.TemplateWrapExpr:
		e.SrcRange = toHCL(at)
	}
	return expr
}

// code reads a text that is an expression without quotes: a reference, a type.
func (j jsonFile) code(text string, at source.Range) hclsyntax.Expression {
	return j.parse(text, at, hclsyntax.LexExpression, hclsyntax.ParseExpression)
}

// parse has the text of a string parsed, and moves what comes of it to where it is written.
func (j jsonFile) parse(text string, at source.Range, lex lexer, parse parser) hclsyntax.Expression {
	written := newEscaped(text, at, j.file)
	if problem, bad := scanWith(source.NewFile(j.file.Name, []byte(text)), lex); bad {
		problem.Range = rangeOf(written.place(hcl.Range{Start: hcl.Pos{Byte: problem.Range.Start}, End: hcl.Pos{Byte: problem.Range.End}}))
		j.unit.keep(problem)
		return j.unknown(at)
	}
	expr, diagnostics := parse([]byte(text), "", hcl.InitialPos)
	for _, diagnostic := range diagnostics {
		if diagnostic.Subject != nil {
			*diagnostic.Subject = written.place(*diagnostic.Subject)
		}
	}
	if j.unit.reportSyntax(j.file, diagnostics) >= 0 {
		return j.unknown(at)
	}
	written.move(expr)
	return expr
}

type (
	lexer  = func([]byte, string, hcl.Pos) (hclsyntax.Tokens, hcl.Diagnostics)
	parser = func([]byte, string, hcl.Pos) (hclsyntax.Expression, hcl.Diagnostics)
)

// toHCL converts a range into one that rangeOf gives back.
func toHCL(r source.Range) hcl.Range {
	return hcl.Range{Filename: r.File, Start: hcl.Pos{Byte: r.Start}, End: hcl.Pos{Byte: r.End}}
}
