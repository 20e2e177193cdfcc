package arn

import "github.com/authlint/authlint/internal/model"

// An element is one character of a pattern, one of its wildcards, or a hole.
type element struct {
	kind elementKind
	char rune
	hole *model.Hole
}

type elementKind uint8

const (
	nothing elementKind = iota
	character
	one  // ?
	many // *
	rest // * at the very end
	hole
)

// parse cuts a pattern into elements.
func parse(pattern []model.Part) []element {
	var elements []element
	for _, part := range pattern {
		if part.Hole != nil {
			elements = append(elements, element{kind: hole, hole: part.Hole})
		}
		for _, c := range part.Literal {
			elements = append(elements, elementOf(c))
		}
	}
	if last := len(elements) - 1; last >= 0 && elements[last].kind == many {
		elements[last].kind = rest
	}
	return elements
}

func elementOf(c rune) element {
	switch c {
	case '*':
		return element{kind: many}
	case '?':
		return element{kind: one}
	default:
		return element{kind: character, char: c}
	}
}

// A reading says how wildcards and holes of a pattern are taken.
type reading bool

const (
	strict   reading = false // as little as they certainly match
	generous reading = true  // as much as they possibly match
)

// A state is a place in the pattern: four times the number of an element, plus what
// has been read of it.
type state int32

// What has been read of an element. All but before are about holes.
const (
	before     state = iota // nothing
	inside                  // some of it; it may end here
	paired                  // exactly what a hole of the ARN is filled with so far, which must not be all of it
	beyond                  // all of such a hole; more must follow
	perElement              // how many there are
)
