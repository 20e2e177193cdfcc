package arn

import (
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/model"
)

// Verdicts are what the policy that an authorizer's function returns says about each of
// some methods of an API.
func Verdicts(policy model.Policy, methods []*model.Method) []model.Verdict {
	verdicts := make([]model.Verdict, len(methods))
	for i, method := range methods {
		own := callOf(method)
		kept := model.Yes
		for _, other := range callsBefore(methods, method) {
			kept = least(kept, keptFrom(policy, callOf(other), own))
		}
		verdicts[i] = model.Verdict{
			Label: method.Label, Range: method.Range, Own: ownAnswer(policy, own).String(), Kept: kept.String(),
		}
	}
	return verdicts
}

// theStage is the one that all the calls go to.
const theStage = "of the call"

// callOf is the ARN of the calls of a method, in the stage that they all go to.
func callOf(method *model.Method) []model.Part {
	call := slices.Clone(model.PartsOf(method.ARN))
	for i, part := range call {
		if part.Hole != nil && part.Hole.Kind == model.HoleStage && part.Hole.Of == "" {
			call[i] = model.HoleOf(model.HoleStage, theStage)
		}
	}
	return call
}

// ownAnswer answers whether a call is allowed by the policy that was made for it. Two
// examples stand for all calls, but for a policy that lists what it denies or allows.
func ownAnswer(policy model.Policy, call []model.Part) model.Answer {
	one, other := example(call, first), example(call, second)
	answer := Allows(policy, one, one)
	switch {
	case answer != Allows(policy, other, other):
		return model.Undecided
	case answer == model.No:
		if general := Allows(policy, call, call); general == model.Undecided && !isBound(policy) {
			return model.Undecided
		}
	}
	return answer
}

// isBound reports whether a policy has the verb or the path of the request in it.
func isBound(policy model.Policy) bool {
	for _, statement := range policy.Statements.Items {
		resources, _ := statement.Resources.Get()
		for _, resource := range resources {
			for _, part := range resource.Parts {
				if part.Hole != nil && (part.Hole.Kind == model.HoleEvent || part.Hole.Kind == model.HoleVerb || part.Hole.Kind == model.HolePath) {
					return true
				}
			}
		}
	}
	return false
}

// keptFrom answers whether a policy that was made for one call allows whatever call there
// is of a method.
func keptFrom(policy model.Policy, called, method []model.Part) model.Answer {
	if counter := Allows(policy, example(called, first), example(method, second)); counter != model.Yes {
		return counter
	}
	return Allows(policy, example(called, first), method)
}

// callsBefore are the methods whose calls may leave a policy behind that a call of a
// method meets: one of each verb, since a policy often has that of the call in it, and
// the method itself where its calls differ.
func callsBefore(methods []*model.Method, method *model.Method) []*model.Method {
	var others []*model.Method
	verbs := map[string]bool{}
	for _, other := range methods {
		verb, _ := other.Verb.Get()
		if other != method && !verbs[verb] {
			others, verbs[verb] = append(others, other), true
		}
	}
	if hasVariants(method) {
		others = append(others, method)
	}
	return others
}

// hasVariants reports whether calls of a method have different ARNs.
func hasVariants(method *model.Method) bool {
	return slices.ContainsFunc(model.PartsOf(method.ARN), func(part model.Part) bool { return variant(part, first) != "" })
}

// An example is one of two calls that differ wherever they can.
type exampleNumber int

const (
	first exampleNumber = iota
	second
)

// variant is what a call has in the place of a hole that callers fill; empty for others.
func variant(part model.Part, number exampleNumber) string {
	if part.Hole == nil {
		return ""
	}
	examples := map[model.HoleKind][2]string{
		model.HoleVerb:    {"GET", "POST"},
		model.HoleSegment: {"1", "2"},
		model.HolePath:    {"a/b", "c/d"},
		model.HoleRoute:   {"GET/a", "POST/b"},
	}
	return examples[part.Hole.Kind][number]
}

// example is the ARN of a call of a method.
func example(arn []model.Part, number exampleNumber) []model.Part {
	call := slices.Clone(arn)
	for i, part := range call {
		if text := variant(part, number); text != "" {
			call[i] = model.Literal(text)
		}
	}
	return model.JoinParts(call)
}

// Allows answers whether a policy that an authorizer's function made for one call allows
// another. An explicit denial wins, and what nothing allows is denied.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
func Allows(policy model.Policy, madeFor, call []model.Part) model.Answer {
	allowed, denied := model.No, model.No
	for _, statement := range policy.Statements.Items {
		covers := covers(statement, madeFor, call)
		switch effect, known := statement.Effect.Get(); {
		case effect == "Allow":
			allowed = most(allowed, covers)
		case effect == "Deny":
			denied = most(denied, covers)
		case !known && covers != model.No:
			allowed, denied = most(allowed, model.Undecided), most(denied, model.Undecided)
		}
	}
	if !policy.Statements.Complete {
		allowed, denied = most(allowed, model.Undecided), most(denied, model.Undecided)
	}
	switch {
	case denied == model.Yes || allowed == model.No:
		return model.No
	case denied == model.Undecided:
		return model.Undecided
	default:
		return allowed
	}
}

// covers answers whether a statement is about a call.
func covers(statement *model.Statement, madeFor, call []model.Part) model.Answer {
	if statement.NotActions.State != model.StateUnset || statement.NotResources.State != model.StateUnset {
		return model.Undecided
	}
	covers := least(invokes(statement), names(statement, madeFor, call))
	if conditional, known := statement.Conditional.Get(); conditional || !known {
		covers = least(covers, model.Undecided)
	}
	return covers
}

// invokes answers whether a statement is about calling a method.
func invokes(statement *model.Statement) model.Answer {
	actions, known := statement.Actions.Get()
	if !known {
		return model.Undecided
	}
	answer := model.No
	for _, action := range actions {
		name, known := action.Get()
		switch name = strings.ToLower(name); {
		case name == "*", name == "execute-api:*", name == "execute-api:invoke":
			return model.Yes
		case !known, strings.ContainsAny(name, "*?"):
			answer = model.Undecided
		}
	}
	return answer
}

// names answers whether one of the resources of a statement matches a call.
func names(statement *model.Statement, madeFor, call []model.Part) model.Answer {
	resources, known := statement.Resources.Get()
	if !known {
		return model.Undecided
	}
	answer := model.No
	for _, resource := range resources {
		parts := model.PartsOf(resource)
		if parts == nil {
			answer = most(answer, model.Undecided)
			continue
		}
		answer = most(answer, Matches(madeOf(parts, madeFor), call))
	}
	return answer
}

// madeOf is a text of a function, with the pieces of the request that it is made of as
// they are in a call.
func madeOf(parts, call []model.Part) []model.Part {
	verb, path := verbAndPath(call)
	var made []model.Part
	for _, part := range parts {
		if part.Hole == nil {
			made = append(made, part)
			continue
		}
		switch hole := part.Hole; {
		case hole.Kind == model.HoleEvent && hole.Attribute == "" && (hole.Of == model.FieldMethodARN || hole.Of == model.FieldRouteARN):
			made = append(made, call...)
		case hole.Kind == model.HoleAPI && hole.Of == "":
			made = append(made, apiOf(call))
		case hole.Kind == model.HoleStage && hole.Of == "":
			made = append(made, model.HoleOf(model.HoleStage, theStage))
		case hole.Kind == model.HoleVerb && verb != nil:
			made = append(made, verb...)
		case hole.Kind == model.HolePath && verb != nil:
			made = append(made, path...)
		case hole.Kind == model.HoleEvent:
			made = append(made, model.HoleOf(model.HoleOther, hole.Of))
		default:
			made = append(made, part)
		}
	}
	return model.JoinParts(made)
}

// verbAndPath are those of a call: what is behind its stage. They are nil for a route of
// a WebSocket API, which has neither.
func verbAndPath(call []model.Part) (verb, path []model.Part) {
	stage := slices.IndexFunc(call, func(part model.Part) bool { return part.Hole != nil && part.Hole.Kind == model.HoleStage })
	if stage < 0 || stage+1 >= len(call) {
		return nil, nil
	}
	behind := call[stage+1:]
	pieces := model.CutParts(behind, "/")
	if len(pieces) < 3 { // a slash, the verb, and a slash before the path
		return nil, nil
	}
	for i, piece := range pieces[2:] {
		if i > 0 {
			path = append(path, model.Literal("/"))
		}
		path = append(path, piece...)
	}
	return pieces[1], path
}

// least is the weaker of two answers: no, unknown, yes.
func least(a, b model.Answer) model.Answer { return ranked(a, b, func(x, y int) bool { return x < y }) }

// most is the stronger of two answers.
func most(a, b model.Answer) model.Answer { return ranked(a, b, func(x, y int) bool { return x > y }) }

func ranked(a, b model.Answer, better func(x, y int) bool) model.Answer {
	order := []model.Answer{model.No, model.Undecided, model.Yes}
	if better(slices.Index(order, a), slices.Index(order, b)) {
		return a
	}
	return b
}
