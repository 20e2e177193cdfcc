package terraform

import (
	"encoding/json"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/authlint/authlint/internal/source"
)

// An escaped is a text in a JSON string, whose bytes stand elsewhere than in the text
// behind the first escape.
type escaped struct {
	at      source.Range // with the quotes
	offsets []int32      // of each byte of the text and of its end, from the opening quote; nil: there are no escapes
	known   bool         // where each byte stands
}

func newEscaped(text string, at source.Range, file *source.File) escaped {
	written := file.Text(at)
	if len(written) == len(text)+len(`""`) {
		return escaped{at: at, known: true}
	}
	offsets := offsetsIn(written)
	return escaped{at: at, offsets: offsets, known: len(offsets) == len(text)+1}
}

// offsetsIn finds where the bytes begin that a JSON string stands for. All bytes of a
// character have the place of the character.
func offsetsIn(written string) []int32 {
	offsets := make([]int32, 0, len(written))
	i := 1
	for i < len(written)-1 {
		in, out := jsonCharacter(written[i : len(written)-1])
		for range out {
			offsets = append(offsets, int32(i))
		}
		i += in
	}
	return append(offsets, int32(i))
}

// jsonCharacter measures the first character of a JSON string: in the file, and in the
// text that it stands for. Half of a surrogate pair stands for U+FFFD.
func jsonCharacter(rest string) (in, out int) {
	switch {
	case rest[0] != '\\':
		_, size := utf8.DecodeRuneInString(rest)
		return size, size
	case len(rest) < 6 || rest[1] != 'u':
		return min(2, len(rest)), 1
	}
	first := source.CodeUnit(rest)
	if pair := utf16.DecodeRune(first, source.CodeUnit(rest[6:])); pair != utf8.RuneError {
		return 12, utf8.RuneLen(pair)
	}
	return 6, len(string(first))
}

// place is where a range of the text is written; all of the string where nobody knows.
func (e escaped) place(r hcl.Range) hcl.Range {
	start, end := e.offset(r.Start.Byte), e.offset(r.End.Byte)
	if !e.known {
		start, end = 0, e.at.End-e.at.Start
	}
	return toHCL(source.Range{File: e.at.File, Start: e.at.Start + start, End: e.at.Start + max(start, end)})
}

func (e escaped) offset(i int) int {
	if e.offsets == nil {
		return 1 + i
	}
	return int(e.offsets[min(max(i, 0), len(e.offsets)-1)])
}

// codeIn is what is written at a place, without the escapes of JSON around code.
func codeIn(file *source.File, at source.Range) string {
	written, plain := file.Text(at), ""
	if _, form := cutForm(file.Name); isJSON(form) && json.Unmarshal([]byte(`"`+written+`"`), &plain) == nil {
		return plain
	}
	return written
}

// isEscaped reports whether backslashes escape in a template: between quotes, and in a
// heredoc in JSON.
func isEscaped(file *source.File, at source.Range) bool {
	if strings.HasPrefix(file.Text(at), `"`) {
		return true
	}
	_, form := cutForm(file.Name)
	return isJSON(form) && strings.HasPrefix(codeIn(file, at), "<<")
}

// move puts an expression that was parsed from the text where it is written. What was
// moved has the name of a file, and is not moved again.
func (e escaped) move(expr hclsyntax.Expression) {
	_ = hclsyntax.VisitAll(expr, func(node hclsyntax.Node) hcl.Diagnostics {
		for _, r := range rangesOf(node) {
			if r.Filename == "" {
				*r = e.place(*r)
			}
		}
		return nil
	})
}

// rangesOf are the ranges that the range of an expression is made of.
func rangesOf(node hclsyntax.Node) []*hcl.Range {
	switch e := node.(type) {
	case *hclsyntax.FunctionCallExpr:
		return []*hcl.Range{&e.NameRange, &e.OpenParenRange, &e.CloseParenRange}
	case *hclsyntax.ForExpr:
		return []*hcl.Range{&e.SrcRange, &e.OpenRange, &e.CloseRange}
	case *hclsyntax.IndexExpr:
		return []*hcl.Range{&e.SrcRange, &e.OpenRange, &e.BracketRange}
	case *hclsyntax.SplatExpr:
		return []*hcl.Range{&e.SrcRange, &e.MarkerRange}
	case *hclsyntax.ObjectConsExpr:
		return []*hcl.Range{&e.SrcRange, &e.OpenRange}
	case *hclsyntax.TupleConsExpr:
		return []*hcl.Range{&e.SrcRange, &e.OpenRange}
	case *hclsyntax.UnaryOpExpr:
		return []*hcl.Range{&e.SrcRange, &e.SymbolRange}
	case *hclsyntax.ObjectConsKeyExpr: // a walk passes over what is a mere name
		return rangesOf(e.Wrapped)
	}
	if r := rangeIn(node); r != nil {
		return []*hcl.Range{r}
	}
	return nil
}

// rangeIn is the range of an expression that keeps only one.
func rangeIn(node hclsyntax.Node) *hcl.Range {
	switch e := node.(type) {
	case *hclsyntax.LiteralValueExpr:
		return &e.SrcRange
	case *hclsyntax.TemplateExpr:
		return &e.SrcRange
	case *hclsyntax.TemplateWrapExpr:
		return &e.SrcRange
	case *hclsyntax.ScopeTraversalExpr:
		return &e.SrcRange
	case *hclsyntax.RelativeTraversalExpr:
		return &e.SrcRange
	case *hclsyntax.ParenthesesExpr:
		return &e.SrcRange
	case *hclsyntax.ConditionalExpr:
		return &e.SrcRange
	case *hclsyntax.BinaryOpExpr:
		return &e.SrcRange
	case *hclsyntax.AnonSymbolExpr:
		return &e.SrcRange
	case *hclsyntax.ExprSyntaxError:
		return &e.SrcRange
	default:
		return nil
	}
}
