package terraform

import (
	"bytes"
	"fmt"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/authlint/authlint/internal/source"
)

// The bounds of syntax. The HCL parser recurses without a limit, and Go cannot recover
// from the end of a stack: https://github.com/hashicorp/hcl/issues/809
const (
	maxNesting = 200
	maxChain   = 2_000 // tokens in one run of operators and indices

	// A file of this size cannot nest deeper than the parser bears, which passes
	// 20,000 levels.
	harmlessSize = 16 << 10
)

// scan looks for nesting and chains that the parser does not survive. Reading the
// tokens of a file costs as much as parsing it, so a small file with few brackets
// does without.
func scan(file *source.File) (problem source.Problem, bad bool) {
	return scanWith(file, hclsyntax.LexConfig)
}

// scanTemplate is scan for a template file.
func scanTemplate(file *source.File) (problem source.Problem, bad bool) {
	return scanWith(file, hclsyntax.LexTemplate)
}

func scanWith(file *source.File, lex lexer) (problem source.Problem, bad bool) {
	if bytes.IndexByte(file.Data, 0) >= 0 {
		return source.Problem{Range: source.Range{File: file.Name}, Message: "is not text: it holds NUL bytes"}, true
	}
	if len(file.Data) <= harmlessSize && bracketDepth(file.Data) <= maxNesting {
		return source.Problem{}, false
	}
	tokens, _ := lex(file.Data, file.Name, hcl.InitialPos)
	return scanTokens(tokens)
}

// bracketDepth is how deep brackets nest, those in strings and comments included.
func bracketDepth(data []byte) int {
	depth, deepest := 0, 0
	for _, c := range data {
		switch c {
		case '(', '[', '{':
			depth++
			deepest = max(deepest, depth)
		case ')', ']', '}':
			depth = max(0, depth-1)
		}
	}
	return deepest
}

func scanTokens(tokens hclsyntax.Tokens) (problem source.Problem, bad bool) {
	open := []nest{{by: hclsyntax.TokenOBrace}}
	cost := 0
	for _, token := range tokens {
		cost += open[len(open)-1].joined(token)
		switch token.Type {
		case hclsyntax.TokenOBrace, hclsyntax.TokenOBrack, hclsyntax.TokenOParen, hclsyntax.TokenOQuote,
			hclsyntax.TokenOHeredoc, hclsyntax.TokenTemplateInterp, hclsyntax.TokenTemplateControl:
			open[len(open)-1].chain++
			open = append(open, nest{by: token.Type})
		case hclsyntax.TokenCBrace, hclsyntax.TokenCBrack, hclsyntax.TokenCParen, hclsyntax.TokenCQuote,
			hclsyntax.TokenCHeredoc, hclsyntax.TokenTemplateSeqEnd:
			open = open[:max(1, len(open)-1)]
		default:
			open[len(open)-1].count(token.Type)
		}
		at := rangeOf(token.Range)
		switch {
		case cost > maxTemplateCost:
			return source.Problem{Range: at, Message: "the texts before this have too many lines without an interpolation; the file is not read"}, true
		case len(open) > maxNesting+1:
			return source.Problem{Range: at, Message: fmt.Sprintf("nested deeper than %d levels; the file is not read", maxNesting)}, true
		case open[len(open)-1].chain > maxChain:
			return source.Problem{Range: at, Message: fmt.Sprintf("an expression of more than %d tokens; the file is not read", maxChain)}, true
		}
	}
	return source.Problem{}, false
}

// A nest is one level of brackets, quotes or interpolation.
type nest struct {
	by    hclsyntax.TokenType
	chain int // tokens since the last one that ends an expression
	text  int // bytes of the text that the last tokens are pieces of
}

// joined is how many bytes the parser moves for a token: it puts the text before the next
// interpolation together anew for each of its pieces.
func (n *nest) joined(token hclsyntax.Token) int {
	switch token.Type {
	case hclsyntax.TokenStringLit, hclsyntax.TokenQuotedLit:
		n.text += len(token.Bytes)
		return n.text
	default:
		n.text = 0
		return 0
	}
}

// count adds a token to the chain, or ends the chain.
func (n *nest) count(token hclsyntax.TokenType) {
	switch token {
	case hclsyntax.TokenStringLit, hclsyntax.TokenQuotedLit:
	case hclsyntax.TokenComma:
		n.chain = 0
	case hclsyntax.TokenNewline, hclsyntax.TokenComment:
		if n.by == hclsyntax.TokenOBrace { // elsewhere an expression goes on after a line break
			n.chain = 0
		}
	default:
		n.chain++
	}
}
