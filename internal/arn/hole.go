package arn

import "github.com/authlint/authlint/internal/model"

// verbs are those that a method of API Gateway can have; ANY stands for all of them.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html#setup-method-add-http-method
func verbs() []string {
	return []string{"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"}
}

// An alphabet is what may fill a hole.
type alphabet struct {
	empty     bool            // nothing at all may fill it
	separator bool            // / and : may be in it
	only      func(rune) bool // what alone may be in it; nil: anything else may be
}

func alphabetOf(hole *model.Hole) alphabet {
	switch hole.Kind {
	case model.HolePartition, model.HoleRegion:
		return alphabet{only: func(c rune) bool { return c == '-' || isLetter(c) || isDigit(c) }}
	case model.HoleAccount:
		return alphabet{only: isDigit}
	case model.HoleAPI, model.HoleAuthorizer:
		return alphabet{only: func(c rune) bool { return isLetter(c) || isDigit(c) }}
	case model.HoleResource, model.HoleStage, model.HoleFunction, model.HoleSegment, model.HoleVerb:
		return alphabet{}
	case model.HolePath, model.HoleRoute:
		return alphabet{separator: true}
	default:
		return alphabet{empty: true, separator: true}
	}
}

// has reports whether a character may be in the hole; other is one of any alphabet.
func (a alphabet) has(c rune) bool {
	if a.only != nil {
		return c == other || a.only(c)
	}
	return a.separator || c != '/' && c != ':'
}

func isLetter(c rune) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func isDigit(c rune) bool { return '0' <= c && c <= '9' }

// same reports whether two holes are certainly filled with the same text.
func same(a, b *model.Hole) bool {
	if *a != *b {
		return false
	}
	switch a.Kind {
	case model.HolePartition, model.HoleRegion, model.HoleAccount:
		return true
	case model.HoleVerb, model.HoleSegment, model.HolePath, model.HoleRoute, model.HoleEvent, model.HoleOther:
		return false // each request fills them anew, or nobody knows what does
	default:
		return a.Of != ""
	}
}

// different reports whether two holes are certainly filled with different texts.
func different(a, b *model.Hole) bool {
	isID := a.Kind == model.HoleAPI || a.Kind == model.HoleAuthorizer
	return isID && a.Kind == b.Kind && a.Of != "" && b.Of != "" && a.Of != b.Of
}
