package handler

import (
	"bytes"
	"strings"
)

// A pyToken is a token of Python.
type pyToken struct {
	kind       byte // n name, d number, s text, o operator, N newline, I indent, D dedent, E end
	text       string
	start, end int
}

// pyLexer cuts a Python source into tokens.
type pyLexer struct {
	data    []byte
	at      int
	tokens  []pyToken
	indents []int
	depth   int // of brackets
	problem string
}

// lexPython cuts a whole source; nested is for the expressions in formatted texts, which
// have no lines.
func lexPython(data []byte, from, to int, nested bool) ([]pyToken, string) {
	l := &pyLexer{data: data[:to], at: from, indents: []int{0}}
	if nested {
		l.depth = 1
	} else {
		l.at += len(data[from:to]) - len(bytes.TrimPrefix(data[from:to], []byte("\uFEFF")))
		l.indent()
	}
	for l.at < len(l.data) && l.problem == "" {
		l.next()
	}
	if l.problem != "" {
		return nil, l.problem
	}
	l.at = len(l.data)
	if nested {
		l.add('E', len(l.data))
		return l.tokens, ""
	}
	l.add('N', len(l.data))
	for range l.indents[1:] {
		l.add('D', len(l.data))
	}
	l.add('E', len(l.data))
	return l.tokens, ""
}

func (l *pyLexer) add(kind byte, start int) {
	l.tokens = append(l.tokens, pyToken{kind, string(l.data[start:l.at]), start, l.at})
}

// indent reads the blanks at the beginning of a line, and says how it stands to the last.
func (l *pyLexer) indent() {
	for {
		width, start := 0, l.at
		for ; l.at < len(l.data); l.at++ {
			switch l.data[l.at] {
			case ' ':
				width++
				continue
			case '\t':
				width = width/8*8 + 8
				continue
			case '\f':
				width = 0
				continue
			}
			break
		}
		if l.at >= len(l.data) {
			return
		}
		if c := l.data[l.at]; c == '#' || c == '\n' || c == '\r' {
			l.skipLine()
			continue
		}
		for width < l.indents[len(l.indents)-1] {
			l.indents = l.indents[:len(l.indents)-1]
			l.tokens = append(l.tokens, pyToken{kind: 'D', start: l.at, end: l.at})
		}
		if width > l.indents[len(l.indents)-1] {
			l.indents = append(l.indents, width)
			l.tokens = append(l.tokens, pyToken{kind: 'I', start: start, end: l.at})
		}
		return
	}
}

func (l *pyLexer) skipLine() {
	if n := bytes.IndexByte(l.data[l.at:], '\n'); n >= 0 {
		l.at += n + 1
		return
	}
	l.at = len(l.data)
}

func (l *pyLexer) next() {
	c := l.data[l.at]
	start := l.at
	switch {
	case c == '\n':
		l.at++
		if l.depth == 0 {
			l.tokens = append(l.tokens, pyToken{'N', "", start, l.at})
			l.indent()
		}
	case c == ' ' || c == '\t' || c == '\r' || c == '\f':
		l.at++
	case c == '#':
		for l.at < len(l.data) && l.data[l.at] != '\n' {
			l.at++
		}
	case c == '\\':
		l.skipLine()
	case c == '"' || c == '\'':
		l.text(start)
	case isNameByte(c) && (c < '0' || c > '9'):
		for l.at < len(l.data) && isNameByte(l.data[l.at]) {
			l.at++
		}
		if l.at < len(l.data) && (l.data[l.at] == '"' || l.data[l.at] == '\'') && isTextPrefix(string(l.data[start:l.at])) {
			l.text(start)
			return
		}
		l.add('n', start)
	case '0' <= c && c <= '9' || c == '.' && l.at+1 < len(l.data) && '0' <= l.data[l.at+1] && l.data[l.at+1] <= '9':
		for l.at < len(l.data) && (isNameByte(l.data[l.at]) || l.data[l.at] == '.') {
			l.at++
		}
		l.add('d', start)
	default:
		l.operator(start)
	}
}

func isTextPrefix(s string) bool {
	switch strings.ToLower(s) {
	case "r", "b", "u", "f", "br", "rb", "fr", "rf", "t":
		return true
	default:
		return false
	}
}

// text reads a text from behind its prefix to behind its closing quotes.
func (l *pyLexer) text(start int) {
	quote := l.data[l.at : l.at+1]
	if bytes.HasPrefix(l.data[l.at:], bytes.Repeat(quote, 3)) {
		quote = bytes.Repeat(quote, 3)
	}
	for l.at += len(quote); l.at < len(l.data); l.at++ {
		switch {
		case bytes.HasPrefix(l.data[l.at:], quote):
			l.at += len(quote)
			l.add('s', start)
			return
		case l.data[l.at] == '\\':
			l.at++
		case l.data[l.at] == '\n' && len(quote) == 1:
			l.problem = broken
			return
		}
	}
	l.at = len(l.data)
	l.problem = broken
}

func (l *pyLexer) operator(start int) {
	rest := l.data[l.at:]
	for _, op := range []string{"**=", "//=", ">>=", "<<=", "...", "**", "//", ">>", "<<", "<=", ">=", "==", "!=", "->", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "@=", ":="} {
		if bytes.HasPrefix(rest, []byte(op)) {
			l.at += len(op)
			l.add('o', start)
			return
		}
	}
	switch rest[0] {
	case '(', '[', '{':
		l.depth++
	case ')', ']', '}':
		l.depth = max(0, l.depth-1)
	}
	l.at++
	l.add('o', start)
}
