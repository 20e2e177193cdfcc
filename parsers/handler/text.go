package handler

import (
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/model"
)

// requestARN is the ARN of a request as REST and HTTP APIs have it. What it is made of
// keeps apart, so that the function may take it to pieces; whole puts it together again.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html
func requestARN() []model.Part {
	return []model.Part{
		model.Literal("arn:"), model.HoleOf(model.HolePartition, ""), model.Literal(":execute-api:"), model.HoleOf(model.HoleRegion, ""), model.Literal(":"),
		model.HoleOf(model.HoleAccount, ""), model.Literal(":"), model.HoleOf(model.HoleAPI, ""), model.Literal("/"), model.HoleOf(model.HoleStage, ""), model.Literal("/"),
		model.HoleOf(model.HoleVerb, ""), model.Literal("/"), model.HoleOf(model.HolePath, ""),
	}
}

// Which ARN a text is made of is kept in its last hole.
func arnOf(field string) []model.Part {
	parts := requestARN()
	parts[len(parts)-1].Hole.Of = field
	return parts
}

// whole puts ARNs together that were never cut: rules see that the text is the request's.
func whole(parts []model.Part) []model.Part {
	pattern := requestARN()
	var out []model.Part
	for i := 0; i < len(parts); i++ {
		if start, rest, ok := arnAt(parts[i:], pattern); ok {
			field := parts[i+len(pattern)-1].Hole.Of
			out = append(out, model.Literal(start), model.HoleOf(model.HoleEvent, field))
			if rest {
				out = append(out, model.Literal(""))
			}
			i += len(pattern) - 1
			continue
		}
		part := parts[i]
		if part.Hole != nil && part.Hole.Kind == model.HolePath {
			part = model.HoleOf(model.HolePath, "")
		}
		out = append(out, part)
	}
	return model.JoinParts(out)
}

// arnAt reports whether an ARN begins in the first of parts, behind some literal text.
func arnAt(parts, pattern []model.Part) (before string, more, ok bool) {
	if len(parts) < len(pattern) || parts[0].Hole != nil || !strings.HasSuffix(parts[0].Literal, pattern[0].Literal) {
		return "", false, false
	}
	for i := 1; i < len(pattern); i++ {
		want, got := pattern[i], parts[i]
		switch {
		case (want.Hole == nil) != (got.Hole == nil):
			return "", false, false
		case want.Hole == nil && want.Literal != got.Literal:
			return "", false, false
		case want.Hole != nil && want.Hole.Kind != got.Hole.Kind:
			return "", false, false
		}
	}
	return strings.TrimSuffix(parts[0].Literal, pattern[0].Literal), len(parts) > len(pattern), true
}

// isARN reports whether a text is the ARN of the request, all of it.
func isARN(t text) bool {
	parts := whole(t.parts)
	return len(parts) == 1 && parts[0].Hole != nil && parts[0].Hole.Kind == model.HoleEvent &&
		(parts[0].Hole.Of == model.FieldMethodARN || parts[0].Hole.Of == model.FieldRouteARN)
}

// mayHold reports whether what fills a hole may have a separator in it.
func mayHold(hole *model.Hole, separator string) bool {
	switch hole.Kind {
	case model.HolePartition, model.HoleRegion, model.HoleAccount, model.HoleAPI, model.HoleStage, model.HoleVerb:
		return !strings.ContainsAny(separator, ":/")
	default:
		return true
	}
}

// split cuts a text at a separator, most times at most (negative: as often as possible).
// It reports why there may be more pieces than it could tell apart: from the last one on,
// nothing is known.
func split(t text, separator string, most int) (pieces []text, open string) {
	piece := text{origin: t.origin}
	add := func(part model.Part) { piece.parts = append(piece.parts, part) }
	for i, part := range t.parts {
		if most == 0 {
			piece.parts = append(piece.parts, t.parts[i:]...)
			break
		}
		if part.Hole != nil {
			if mayHold(part.Hole, separator) {
				add(model.HoleOf(model.HoleOther, "a piece of "+model.Show(whole([]model.Part{part}))))
				pieces = append(pieces, finish(piece))
				return pieces, "how many pieces " + model.Show(whole(t.parts)) + " has"
			}
			add(part)
			continue
		}
		rest := part.Literal
		for most != 0 {
			before, after, found := strings.Cut(rest, separator)
			if !found {
				break
			}
			add(model.Literal(before))
			pieces, piece, rest = append(pieces, finish(piece)), text{origin: t.origin}, after
			most--
		}
		add(model.Literal(rest))
	}
	return append(pieces, finish(piece)), ""
}

func finish(t text) text { return text{model.JoinParts(t.parts), t.origin} }

// startsWith answers whether a text begins so, where its literals tell.
func startsWith(t text, prefix string) (is, certain bool) {
	for _, part := range t.parts {
		if part.Hole != nil {
			return false, false
		}
		n := min(len(prefix), len(part.Literal))
		if part.Literal[:n] != prefix[:n] {
			return false, true
		}
		if prefix = prefix[n:]; prefix == "" {
			return true, true
		}
	}
	return prefix == "", true
}

// isEmpty answers whether a text is the empty one, where that is certain.
func isEmpty(t text) (is, certain bool) {
	if len(t.parts) == 0 {
		return true, true
	}
	if slices.ContainsFunc(t.parts, func(p model.Part) bool { return p.Hole == nil }) {
		return false, true
	}
	return false, slices.ContainsFunc(t.parts, func(p model.Part) bool {
		switch p.Hole.Kind {
		case model.HolePartition, model.HoleRegion, model.HoleAccount, model.HoleAPI, model.HoleStage, model.HoleVerb:
			return true
		default:
			return false
		}
	})
}

// sameText answers whether two texts are equal.
func sameText(a, b text) (same, certain bool) {
	left, leftKnown := plain(a)
	right, rightKnown := plain(b)
	if leftKnown && rightKnown {
		return left == right, true
	}
	if len(a.parts) > 0 && len(b.parts) > 0 && a.parts[0].Hole == nil && b.parts[0].Hole == nil {
		n := min(len(a.parts[0].Literal), len(b.parts[0].Literal))
		if a.parts[0].Literal[:n] != b.parts[0].Literal[:n] {
			return false, true
		}
	}
	if leftKnown && left == "" {
		empty, certain := isEmpty(b)
		return empty, certain
	}
	if rightKnown && right == "" {
		empty, certain := isEmpty(a)
		return empty, certain
	}
	return false, false
}
