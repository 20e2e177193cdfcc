package handler

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// The parsers of JavaScript go down into what is nested without a bound, and some go over
// it more than once for each level. What they are given is scanned first.
const (
	maxNesting = 96   // brackets inside each other
	maxChain   = 1500 // tokens on the way down to one, but for those of statements before it
	arrowChain = 15   // how much of it an arrow is: each level costs more than the one before
	maxAsks    = 10   // conditional expressions inside each other: esbuild reads a?(b):c=>d twice for each
)

// A scanner goes over the tokens of a JavaScript or TypeScript source.
type scanner struct {
	data  []byte
	at    int
	opens []opening
	// the last tokens: what a slash means depends on them
	last, before lexeme
	afterParen   byte // the header of the parenthesis that was closed last
	chain        int  // tokens since the last separator, at all levels around
	asks         int  // conditional expressions among them
}

type opening struct {
	bracket byte // ( [ { or $ for ${
	chain   int
	asks    int
	header  byte // h: of if, for, while, with; ?: perhaps
}

// A lexeme is one of a few kinds: a name, a value (text or number), or a punctuator.
type lexeme struct {
	kind byte // n, v, or the punctuator's last byte
	text string
}

// scanJavaScript says why a source is not parsed; empty where it may be.
func scanJavaScript(data []byte) string {
	s := &scanner{data: data}
	if bytes.HasPrefix(data, []byte("#!")) {
		s.line()
	}
	for s.at < len(data) {
		if why := s.next(); why != "" {
			return why
		}
		if len(s.opens) > maxNesting || s.chain > maxChain || s.asks > maxAsks {
			return "the source is nested too deeply to read"
		}
	}
	return ""
}

const (
	unsureSlash = "the source has a slash that may be a division or a regular expression"
	broken      = "the source cannot be read"
)

func (s *scanner) next() string {
	c := s.data[s.at]
	rest := s.data[s.at:]
	switch {
	case c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f':
		s.at++
	case bytes.HasPrefix(rest, []byte("//")):
		s.line()
	case bytes.HasPrefix(rest, []byte("/*")):
		end := bytes.Index(rest[2:], []byte("*/"))
		if end < 0 {
			return broken
		}
		s.at += end + 4
	case bytes.HasPrefix(rest, []byte("<!--")) || bytes.HasPrefix(rest, []byte("-->")):
		return "the source has an HTML comment"
	case c == '/':
		return s.slash()
	case c == '"' || c == '\'':
		end := stringEnd(s.data, s.at)
		if end < 0 {
			return broken
		}
		s.at = end
		s.push(lexeme{kind: 'v'})
	case c == '`':
		s.at++
		return s.template()
	case isNameByte(c):
		start := s.at
		for s.at < len(s.data) && isNameByte(s.data[s.at]) {
			s.at++
		}
		s.push(lexeme{'n', string(s.data[start:min(s.at, start+12)])})
	default:
		return s.punctuator(c)
	}
	return ""
}

func (s *scanner) line() {
	n := bytes.IndexAny(s.data[s.at:], "\n\r\u2028\u2029")
	if n < 0 {
		s.at = len(s.data)
		return
	}
	s.at += n
}

func (s *scanner) push(t lexeme) {
	s.before, s.last = s.last, t
	s.chain++
	s.afterParen = 0
}

// separate notes that what was before is over.
func (s *scanner) separate() {
	s.chain, s.asks = 0, 0
	if n := len(s.opens); n > 0 {
		s.chain, s.asks = s.opens[n-1].chain, s.opens[n-1].asks
	}
}

func (s *scanner) punctuator(c byte) string {
	s.at++
	switch c {
	case '(', '[', '{':
		var header byte
		if c == '(' && s.last.kind == 'n' && s.before.kind != '.' && s.before.kind != '#' {
			switch s.last.text {
			case "if", "for", "while", "with":
				header = 'h'
			case "await": // for await (…)
				header = '?'
			}
		}
		s.push(lexeme{kind: c})
		s.opens = append(s.opens, opening{c, s.chain, s.asks, header})
		return ""
	case ')', ']', '}':
		return s.close(c)
	case ';', ',':
		s.push(lexeme{kind: c})
		s.separate()
		return ""
	}
	if (c == '+' || c == '-') && s.at < len(s.data) && s.data[s.at] == c {
		s.at++
		s.push(lexeme{kind: 'u'})
		return ""
	}
	switch {
	case c == '>' && s.last.kind == '=':
		s.chain += arrowChain
	case c == '?' && s.last.kind != '?' && !bytes.ContainsAny(s.data[s.at:min(s.at+1, len(s.data))], ".?:),=;"):
		s.asks++
	}
	s.push(lexeme{kind: c})
	return ""
}

func (s *scanner) close(c byte) string {
	n := len(s.opens)
	if n == 0 {
		return broken
	}
	open := s.opens[n-1]
	if open.bracket == '$' && c == '}' {
		s.opens = s.opens[:n-1]
		s.chain, s.asks = open.chain, open.asks
		return s.template()
	}
	if strings.IndexByte(")]}", c) != strings.IndexByte("([{", open.bracket) {
		return broken
	}
	s.opens = s.opens[:n-1]
	s.chain, s.asks = open.chain, open.asks
	s.push(lexeme{kind: c})
	s.afterParen = open.header
	if c == '}' {
		s.statementEnd()
	}
	return ""
}

// statementEnd separates where a closing brace ends a statement: unless an operator, or
// the rest of an if or a try, goes on behind it.
func (s *scanner) statementEnd() {
	rest := behindComments(s.data[s.at:])
	if len(rest) == 0 || rest[0] == '}' || rest[0] == '@' || rest[0] == '#' {
		s.separate()
		return
	}
	if !isNameByte(rest[0]) {
		return
	}
	for _, word := range []string{"else", "catch", "finally", "while", "instanceof", "in", "as", "satisfies", "extends"} {
		if bytes.HasPrefix(rest, []byte(word)) && (len(rest) == len(word) || !isNameByte(rest[len(word)])) {
			return
		}
	}
	s.separate()
}

// behindComments is what follows blanks and comments.
func behindComments(rest []byte) []byte {
	for {
		rest = bytes.TrimLeft(rest, " \t\r\n")
		end := -1
		switch {
		case bytes.HasPrefix(rest, []byte("//")):
			end = bytes.IndexByte(rest, '\n')
		case bytes.HasPrefix(rest, []byte("/*")):
			if end = bytes.Index(rest, []byte("*/")); end >= 0 {
				end += len("*/")
			}
		}
		if end < 0 {
			return rest
		}
		rest = rest[end:]
	}
}

// template goes on in a template behind its opening quote, or behind a }.
func (s *scanner) template() string {
	for s.at < len(s.data) {
		switch c := s.data[s.at]; {
		case c == '\\':
			s.at += 2
		case c == '`':
			s.at++
			s.push(lexeme{kind: 'v'})
			return ""
		case c == '$' && s.at+1 < len(s.data) && s.data[s.at+1] == '{':
			s.at += 2
			s.push(lexeme{kind: '{'})
			s.opens = append(s.opens, opening{'$', s.chain, s.asks, 0})
			return ""
		default:
			s.at++
		}
	}
	return broken
}

// slash is a division, or begins a regular expression. Where the tokens before it do not
// say which, the source is not read: what is nested might hide in it.
func (s *scanner) slash() string {
	switch t := s.last; {
	case t.kind == 'v' || t.kind == ']' || t.kind == 'u':
	case t.kind == ')':
		switch s.afterParen {
		case 'h':
			return s.regularExpression()
		case '?':
			return unsureSlash
		}
	case t.kind == '}' || t.kind == '>':
		return unsureSlash
	case t.kind == '!' && (s.before.kind == 'n' || s.before.kind == ')' || s.before.kind == ']'):
		return unsureSlash // TypeScript: a!
	case t.kind == 'n' && s.before.kind != '.' && s.before.kind != '#':
		switch t.text {
		case "return", "typeof", "case", "in", "delete", "void", "throw", "new", "do", "else", "instanceof":
			return s.regularExpression()
		case "of", "yield", "await", "let", "async", "as", "satisfies", "default", "extends":
			return unsureSlash
		}
	case t.kind == 'n':
	default:
		return s.regularExpression()
	}
	s.at++
	s.push(lexeme{kind: '/'})
	return ""
}

func (s *scanner) regularExpression() string {
	inClass := false
	for i := s.at + 1; i < len(s.data); i++ {
		switch c := s.data[i]; {
		case c == '\n' || c == '\r' || c == 0xE2 && bytes.HasPrefix(s.data[i:], []byte("\u2028")) || c == 0xE2 && bytes.HasPrefix(s.data[i:], []byte("\u2029")):
			return broken
		case c == '\\':
			i++
		case c == '[':
			inClass = true
		case c == ']':
			inClass = false
		case c == '/' && !inClass:
			s.at = i + 1
			for s.at < len(s.data) && isNameByte(s.data[s.at]) {
				s.at++
			}
			s.push(lexeme{kind: 'v'})
			return ""
		}
	}
	return broken
}

func isNameByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c == '$' || c == '\\' || c >= utf8.RuneSelf
}

// stringEnd is behind the closing quote of a text; negative where it has none.
func stringEnd(data []byte, at int) int {
	quote := data[at]
	for i := at + 1; i < len(data); i++ {
		switch data[i] {
		case quote:
			return i + 1
		case '\n':
			return -1
		case '\\':
			i++
			if i < len(data) && data[i] == '\r' && i+1 < len(data) && data[i+1] == '\n' {
				i++
			}
		}
	}
	return -1
}

// tokenEnd is the end of the token at an offset.
func tokenEnd(data []byte, at int) int {
	if at >= len(data) {
		return len(data)
	}
	switch c := data[at]; {
	case c == '"' || c == '\'':
		if end := stringEnd(data, at); end >= 0 {
			return end
		}
		return at + 1
	case c == '`':
		s := &scanner{data: data, at: at + 1}
		why := s.template()
		for why == "" && len(s.opens) > 0 && s.at < len(data) {
			why = s.next()
		}
		if why == "" && len(s.opens) == 0 {
			return s.at
		}
		return at + 1
	case isNameByte(c):
		end := at
		for end < len(data) && isNameByte(data[end]) {
			end++
		}
		return end
	default:
		return at + 1
	}
}
