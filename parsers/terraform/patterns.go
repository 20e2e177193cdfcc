package terraform

import (
	"regexp"
	"regexp/syntax"
	"strings"

	"github.com/zclconf/go-cty/cty/function/stdlib"

	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// The bounds of patterns: matching takes time in proportion to the size of the pattern
// times the length of the text.
const (
	maxPatternSize = 20_000
	maxMatching    = 1 << 26
	matchingCost   = 1 << 7 // of that for one step of evaluation
	maxMatches     = source.MaxCode / 16
)

// match is regex and regexall.
func match(c call) *tree.Node {
	pattern, text := c.arguments[0], c.arguments[1]
	if !c.allKnown() {
		return c.unknown(c.unit().firstUnknown(c.arguments...))
	}
	compiled, other := c.pattern(pattern.Text, text.Text)
	if other != nil {
		return other
	}
	if c.name == "regex" {
		return c.unit().apply(stdlib.RegexFunc, c.arguments, c.at)
	}
	if len(compiled.FindAllStringIndex(text.Text, maxMatches)) == maxMatches {
		return c.doubt(tooLarge)
	}
	return c.unit().apply(stdlib.RegexAllFunc, c.arguments, c.at)
}

// replaceMatches replaces what a pattern matches.
func (c call) replaceMatches(pattern string) *tree.Node {
	text, with := c.arguments[0].Text, c.arguments[2].Text
	compiled, other := c.pattern(pattern, text)
	if other != nil {
		return other
	}
	// A replacement may repeat all of a match as often as it has a $.
	matches := len(compiled.FindAllStringIndex(text, -1))
	if len(text)*(1+strings.Count(with, "$"))+matches*len(with) > maxTextLength {
		return c.doubt(tooLarge)
	}
	return c.text(compiled.ReplaceAllString(text, with))
}

// pattern reads a pattern that is to be matched with a text, unless that takes too long.
func (c call) pattern(pattern, text string) (*regexp.Regexp, *tree.Node) {
	parsed, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return nil, c.fail("the pattern cannot be read: %v", err)
	}
	size := patternSize(parsed)
	work := size * (len(text) + 1)
	if size > maxPatternSize || work > maxMatching || !c.unit().spend(work/matchingCost) {
		return nil, c.doubt(tooLarge)
	}
	compiled, err := regexp.Compile(pattern)
	if err != nil {
		return nil, c.fail("the pattern cannot be read: %v", err)
	}
	return compiled, nil
}

// patternSize is about how many states the automaton of a pattern has.
func patternSize(p *syntax.Regexp) int {
	size := 1 + len(p.Rune)
	for _, inside := range p.Sub {
		size += patternSize(inside)
	}
	if p.Op == syntax.OpRepeat {
		size *= max(p.Min, p.Max, 1)
	}
	return min(size, maxPatternSize+1)
}
