package terraform

import (
	"bytes"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/authlint/authlint/internal/source"
)

// readIgnores finds the comments that silence rules. One after code covers its line,
// one on a line of its own the next line of code, or the whole block that begins there.
func (u *unit) readIgnores(file *source.File, body *hclsyntax.Body) {
	if !source.HasIgnores(file.Data) || isJSON(file.Name) {
		return
	}
	tokens, _ := hclsyntax.LexConfig(file.Data, file.Name, hcl.InitialPos)
	blocks := map[int]source.Range{}
	blocksByLine(file, body, blocks)
	head := true // only comments so far
	for i, token := range tokens {
		if token.Type != hclsyntax.TokenComment {
			head = head && token.Type == hclsyntax.TokenNewline
			continue
		}
		ignore, wholeFile, ours, err := source.ParseIgnore(string(token.Bytes))
		at := trimmed(file, rangeOf(token.Range))
		switch {
		case err != nil:
			u.keep(source.Problem{Range: at, Message: err.Error(), Note: true})
		case ours && wholeFile && !head:
			u.keep(source.Problem{Range: at, Message: source.ErrIgnoreFileBelow.Error(), Note: true})
		case ours && wholeFile:
			ignore.Range, ignore.Covers = at, file.All()
			u.ignores = append(u.ignores, ignore)
		case ours:
			ignore.Range, ignore.Covers = at, covered(file, tokens, i, blocks)
			u.ignores = append(u.ignores, ignore)
		}
	}
}

// trimmed leaves out the line break, which HCL counts to a comment.
func trimmed(file *source.File, at source.Range) source.Range {
	text := []byte(file.Text(at))
	at.End -= len(text) - len(bytes.TrimRight(text, "\r\n"))
	return at
}

// blocksByLine notes the range of every block by the line that it begins on.
func blocksByLine(file *source.File, body *hclsyntax.Body, blocks map[int]source.Range) {
	for _, block := range body.Blocks {
		at := rangeOf(block.Range())
		if line := file.Position(at.Start).Line; blocks[line].IsZero() {
			blocks[line] = at
		}
		blocksByLine(file, block.Body, blocks)
	}
}

// covered is what the comment at a place in the tokens silences.
func covered(file *source.File, tokens hclsyntax.Tokens, i int, blocks map[int]source.Range) source.Range {
	line := file.Position(tokens[i].Range.Start.Byte).Line
	if i > 0 && tokens[i-1].Type != hclsyntax.TokenNewline && tokens[i-1].Type != hclsyntax.TokenComment {
		return lineRange(file, line)
	}
	for _, token := range tokens[i+1:] {
		if token.Type == hclsyntax.TokenComment || token.Type == hclsyntax.TokenNewline {
			continue
		}
		next := file.Position(token.Range.Start.Byte).Line
		if block := blocks[next]; !block.IsZero() {
			return block
		}
		return lineRange(file, next)
	}
	return lineRange(file, line)
}

// lineRange is the range of a line.
func lineRange(file *source.File, line int) source.Range {
	start := 0
	for range line - 1 {
		start += bytes.IndexByte(file.Data[start:], '\n') + 1
	}
	end := bytes.IndexByte(file.Data[start:], '\n')
	if end < 0 {
		return source.Range{File: file.Name, Start: start, End: len(file.Data)}
	}
	return source.Range{File: file.Name, Start: start, End: start + end}
}
