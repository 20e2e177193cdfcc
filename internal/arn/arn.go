// Package arn answers whether IAM patterns match the ARNs of API Gateway, of which
// infrastructure code knows only some parts.
package arn

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/authlint/authlint/internal/model"
)

// maxLength is, in characters, the longest text that is looked at. IAM itself takes
// policies of 2,048 to 10,240 characters.
const maxLength = 2048

// Matches answers whether an IAM pattern matches every ARN that a text can be (yes),
// none of them (no), or perhaps some (unknown).
//
// In the pattern * stands for any run of characters and ? for one. AWS documents that
// neither leaves its colon-separated segment, but for a * at the very end: yes relies
// on that, no does not. The ARN has no wildcards.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
//
// What fills a hole is limited by its kind. Holes that name the same thing are filled
// with the same text; the ids of two different APIs or authorizers are never equal. A
// hole of the pattern may be filled with wildcards, unless its kind is an id or a name.
func Matches(pattern, arn []model.Part) model.Answer {
	arn = model.JoinParts(arn)
	pattern = expand(model.JoinParts(pattern), arn)
	if length(pattern) > maxLength || length(arn) > maxLength || isOddShorthand(pattern) {
		return model.Undecided
	}
	pattern, arn = withoutCommonStart(pattern, arn)
	elements := parse(pattern)
	switch {
	case endsDiffer(elements, arn):
		return model.No
	case newSearch(elements, arn, strict).all():
		return model.Yes
	case newSearch(elements, arn, generous).none():
		return model.No
	default:
		return model.Undecided
	}
}

// shorthand is how the resource policy of an API may write its own ARN:
// execute-api:/stage/VERB/path. API Gateway fills in the rest.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
const shorthand = "execute-api:"

// expand writes the shorthand out, for the API that the ARN is about.
func expand(pattern, arn []model.Part) []model.Part {
	if len(pattern) == 0 || !strings.HasPrefix(pattern[0].Literal, shorthand+"/") {
		return pattern
	}
	full := []model.Part{
		model.Literal("arn:"), model.HoleOf(model.HolePartition, ""), model.Literal(":execute-api:"),
		model.HoleOf(model.HoleRegion, ""), model.Literal(":"), model.HoleOf(model.HoleAccount, ""), model.Literal(":"),
		apiOf(arn), model.Literal(strings.TrimPrefix(pattern[0].Literal, shorthand)),
	}
	return append(full, pattern[1:]...)
}

// isOddShorthand reports a shorthand that AWS does not document.
func isOddShorthand(pattern []model.Part) bool {
	return len(pattern) > 0 && strings.HasPrefix(pattern[0].Literal, shorthand)
}

// apiOf is the hole for the id of the API.
func apiOf(arn []model.Part) model.Part {
	for _, part := range arn {
		if part.Hole != nil && part.Hole.Kind == model.HoleAPI {
			return part
		}
	}
	return model.HoleOf(model.HoleAPI, "")
}

// withoutCommonStart cuts off what both texts certainly begin with, which for the ARNs
// of one API is most of it.
func withoutCommonStart(pattern, arn []model.Part) (restOfPattern, restOfARN []model.Part) {
	for len(pattern) > 0 && len(arn) > 0 {
		first, other := pattern[0], arn[0]
		if first.Hole != nil || other.Hole != nil {
			if first.Hole == nil || other.Hole == nil || !same(first.Hole, other.Hole) || alphabetOf(first.Hole).separator {
				break // one that may be any text may hold wildcards, too
			}
			pattern, arn = pattern[1:], arn[1:]
			continue
		}
		n := commonStart(first.Literal, other.Literal)
		pattern, arn = behind(pattern, n), behind(arn, n)
		if n < len(first.Literal) || n < len(other.Literal) {
			break
		}
	}
	return pattern, arn
}

// commonStart counts the bytes before the first wildcard that both texts begin with.
func commonStart(pattern, text string) int {
	n := 0
	for n < min(len(pattern), len(text)) && pattern[n] == text[n] && pattern[n] != '*' && pattern[n] != '?' && pattern[n] < utf8.RuneSelf {
		n++
	}
	return n
}

// behind is a text without the first bytes of its first literal.
func behind(parts []model.Part, n int) []model.Part {
	if n == len(parts[0].Literal) {
		return parts[1:]
	}
	cut := slices.Clone(parts)
	cut[0].Literal = cut[0].Literal[n:]
	return cut
}

// endsDiffer reports whether the last characters tell already that nothing matches.
func endsDiffer(pattern []element, arn []model.Part) bool {
	if len(arn) == 0 || arn[len(arn)-1].Hole != nil {
		return false
	}
	rest := []rune(arn[len(arn)-1].Literal)
	for len(rest) > 0 && len(pattern) > 0 {
		last := pattern[len(pattern)-1]
		if last.kind != character {
			return false
		}
		if last.char != rest[len(rest)-1] {
			return true
		}
		pattern, rest = pattern[:len(pattern)-1], rest[:len(rest)-1]
	}
	return false
}

// length counts the characters of a text, a hole as one.
func length(parts []model.Part) int {
	n := 0
	for _, part := range parts {
		n += max(1, len(part.Literal))
	}
	return n
}
