package lint

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"
)

func rewritingsOfHCL() []rewriting {
	return []rewriting{
		{name: "HCL with comments", rewrite: eachHCL(commentHCL), least: 5000},
		{name: "HCL without indentation", rewrite: eachHCL(flattenHCL), least: 5000, same: words},
		{name: "HCL in another order", rewrite: eachHCL(reverseHCL), least: 1000, same: words},
		{name: "HCL with other names", rewrite: renameHCL, least: 1000, same: withoutMark},
		{name: "HCL in parentheses", rewrite: eachHCL(parenthesizeHCL), least: 2000, same: words},
		{name: "HCL with variables", rewrite: eachHCL(variableHCL), least: 1000},
		{name: "HCL with locals", rewrite: eachHCL(localHCL), least: 1000},
	}
}

// mark is what renamed things end with.
const mark = "Renamed"

func withoutMark(text string) string { return strings.ReplaceAll(text, mark, "") }

// eachHCL rewrites the files of Terraform. A file that has comments for authlint, which
// are about the next line, stays as it is.
func eachHCL(rewrite func(name, text string, body *hclsyntax.Body) (string, int)) func(project) int {
	return func(files project) int {
		changed := 0
		for name, text := range files {
			body := parsedHCL(name, text)
			if body == nil {
				continue
			}
			var n int
			files[name], n = rewrite(name, text, body)
			changed += n
		}
		return changed
	}
}

func parsedHCL(name, text string) *hclsyntax.Body {
	if ext := path.Ext(name); ext != ".tf" && ext != ".tofu" || strings.Contains(text, "authlint:") {
		return nil
	}
	file, diags := hclsyntax.ParseConfig([]byte(text), name, hcl.InitialPos)
	if diags.HasErrors() {
		return nil
	}
	return file.Body.(*hclsyntax.Body)
}

// lineStarts are where a line begins that is not inside of a text.
func lineStarts(text string) []int {
	tokens, _ := hclsyntax.LexConfig([]byte(text), "", hcl.InitialPos)
	starts := []int{0}
	for i, token := range tokens {
		endsLine := token.Type == hclsyntax.TokenNewline || token.Type == hclsyntax.TokenComment && strings.HasSuffix(string(token.Bytes), "\n")
		if endsLine && i+1 < len(tokens) && tokens[i+1].Type != hclsyntax.TokenEOF {
			starts = append(starts, token.Range.End.Byte)
		}
	}
	return starts
}

func commentHCL(_, text string, _ *hclsyntax.Body) (string, int) {
	starts := lineStarts(text)
	for _, at := range slices.Backward(starts) {
		text = text[:at] + "# resource \"aws_api_gateway_method\" \"none\" { authorization = \"NONE\" }\n" + text[at:]
	}
	return text, len(starts)
}

// flattenHCL takes all indentation away, and aligns nothing.
func flattenHCL(_, text string, _ *hclsyntax.Body) (string, int) {
	starts := lineStarts(text)
	for _, at := range slices.Backward(starts) {
		text = text[:at] + "\n" + strings.TrimLeft(text[at:], " \t")
	}
	return text, len(starts)
}

// A piece is a range of a text, and what comes in its place.
type piece struct {
	start, end int
	text       string
}

// replaced puts pieces into a text.
func replaced(text string, pieces []piece) string {
	slices.SortFunc(pieces, func(a, b piece) int { return b.start - a.start })
	for _, p := range pieces {
		text = text[:p.start] + p.text + text[p.end:]
	}
	return text
}

// reverseHCL turns the order of blocks around, and of what stands in them. Blocks in
// blocks are lists, whose order means something.
func reverseHCL(_, text string, body *hclsyntax.Body) (string, int) {
	var items []piece
	for _, block := range body.Blocks {
		items = append(items, piece{block.Range().Start.Byte, block.Body.EndRange.End.Byte, reversedBlock(text, block)})
	}
	return joinedBackwards(items), len(items)
}

func reversedBlock(text string, block *hclsyntax.Block) string {
	header := text[block.Range().Start.Byte:block.OpenBraceRange.End.Byte]
	var attributes []piece
	var blocks strings.Builder
	for _, attribute := range block.Body.Attributes {
		at := attribute.SrcRange
		attributes = append(attributes, piece{at.Start.Byte, at.End.Byte, text[at.Start.Byte:at.End.Byte]})
	}
	for _, inner := range block.Body.Blocks {
		blocks.WriteString(reversedBlock(text, inner) + "\n")
	}
	return header + "\n" + blocks.String() + joinedBackwards(attributes) + "\n}"
}

func joinedBackwards(items []piece) string {
	slices.SortFunc(items, func(a, b piece) int { return b.start - a.start })
	texts := make([]string, len(items))
	for i, item := range items {
		texts[i] = item.text
	}
	return strings.Join(texts, "\n")
}

// renameHCL gives another name to all resources and data sources of a project.
func renameHCL(files project) int {
	renamed := 0
	for name, text := range files {
		body := parsedHCL(name, text)
		if body == nil {
			continue
		}
		for _, block := range body.Blocks {
			if block.Type != "resource" && block.Type != "data" {
				continue
			}
			renamed++
			was, kind := block.Labels[1], block.Labels[0]
			reference := regexp.MustCompile(`\b` + kind + `\.` + was + `\b`)
			header := regexp.MustCompile(`("` + kind + `"\s+)"` + was + `"`)
			for other := range files {
				if path.Dir(other) == path.Dir(name) {
					files[other] = reference.ReplaceAllString(files[other], kind+"."+was+mark)
				}
			}
			files[name] = header.ReplaceAllString(files[name], `${1}"`+was+mark+`"`)
		}
	}
	return renamed
}

// parenthesizeHCL puts literals into parentheses, with a comment beside them.
func parenthesizeHCL(_, text string, body *hclsyntax.Body) (string, int) {
	var pieces []piece
	for _, block := range body.Blocks {
		if block.Type == "resource" || block.Type == "data" {
			lift(block.Body, func(at hcl.Range) {
				pieces = append(pieces, piece{at.Start.Byte, at.End.Byte, "( /* = */ " + text[at.Start.Byte:at.End.Byte] + " )"})
			})
		}
	}
	return replaced(text, pieces), len(pieces)
}

func variableHCL(name, text string, body *hclsyntax.Body) (string, int) {
	return lifted(name, text, body, "var", func(name, value string) string {
		return fmt.Sprintf("\nvariable %q {\n  default = %s\n}\n", name, value)
	})
}

func localHCL(name, text string, body *hclsyntax.Body) (string, int) {
	return lifted(name, text, body, "local", func(name, value string) string {
		return fmt.Sprintf("\nlocals {\n  %s = %s\n}\n", name, value)
	})
}

// lifted has literals of resources come from somewhere else. A file that overrides
// others declares nothing.
func lifted(file, text string, body *hclsyntax.Body, from string, declare func(name, value string) string) (string, int) {
	if strings.HasSuffix(strings.TrimSuffix(file, path.Ext(file)), "override") {
		return text, 0
	}
	var pieces []piece
	var declared strings.Builder
	prefix := "m" + fmt.Sprint(len(text)) + "_" // other files of the module have their own
	for _, block := range body.Blocks {
		if block.Type == "resource" || block.Type == "data" {
			lift(block.Body, func(at hcl.Range) {
				name := prefix + fmt.Sprint(len(pieces))
				declared.WriteString(declare(name, text[at.Start.Byte:at.End.Byte]))
				pieces = append(pieces, piece{at.Start.Byte, at.End.Byte, from + "." + name})
			})
		}
	}
	n := len(pieces)
	return string(hclwrite.Format([]byte(replaced(text, pieces) + declared.String()))), n
}

// lift finds the literals of a body. What Terraform itself reads takes no variables.
func lift(body *hclsyntax.Body, found func(hcl.Range)) {
	for name, attribute := range body.Attributes {
		if slices.Contains([]string{"count", "for_each", "provider", "depends_on"}, name) || !isLiteral(attribute.Expr) {
			continue
		}
		found(attribute.Expr.Range())
	}
	for _, block := range body.Blocks {
		if block.Type != "lifecycle" && block.Type != "dynamic" && block.Type != "provisioner" {
			lift(block.Body, found)
		}
	}
}

// isLiteral reports whether an expression is a plain text on one line, a number or a truth.
func isLiteral(expr hclsyntax.Expression) bool {
	switch e := expr.(type) {
	case *hclsyntax.LiteralValueExpr:
		return !e.Val.IsNull()
	case *hclsyntax.TemplateExpr:
		return e.IsStringLiteral() && e.SrcRange.Start.Line == e.SrcRange.End.Line
	default:
		return false
	}
}
