package model

import (
	"slices"
	"strings"
)

// Holes of a method's ARN, beyond those that infrastructure code writes.
const (
	HoleVerb    HoleKind = "verb"    // any verb: the method is ANY
	HoleSegment HoleKind = "segment" // a path parameter: not empty, no slash
	HolePath    HoleKind = "path"    // a greedy path parameter: not empty, may hold slashes
	HoleRoute   HoleKind = "route"   // whatever reaches the $default route
)

// Seal fills in what follows from the rest of an API, once all of it is there.
func (a *API) Seal() {
	arn := a.arn()
	for _, method := range a.Methods.Items {
		if method.Label == "" {
			method.Label = method.label()
		}
		method.ARN = a.methodARN(arn, method)
	}
	for _, authorizer := range a.Authorizers.Items {
		authorizer.ARN = TextOf(authorizer.Range, "ids are made by the deployment",
			append(slices.Clip(arn), Literal("/authorizers/"), HoleOf(HoleAuthorizer, authorizer.Address))...)
	}
	for _, world := range a.Worlds {
		world.Seal()
	}
}

// arn is the API's own execution ARN, without a stage.
func (a *API) arn() []Part {
	return []Part{
		Literal("arn:"), HoleOf(HolePartition, ""), Literal(":execute-api:"), HoleOf(HoleRegion, ""), Literal(":"),
		HoleOf(HoleAccount, ""), Literal(":"), HoleOf(HoleAPI, a.Address),
	}
}

// methodARN is what a policy is matched against when a method is called: arn/stage/VERB/path,
// or arn/stage/routeKey on a WebSocket API. Path parameters appear with their values,
// ANY as the verb that the client used.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html
func (a *API) methodARN(arn []Part, m *Method) Text {
	parts := append(slices.Clip(arn), Literal("/"), HoleOf(HoleStage, ""), Literal("/"))
	if protocol, _ := a.Protocol.Get(); protocol == WebSocket {
		parts = append(parts, textParts(m.RouteKey)...)
		return TextOf(m.Range, "ids are made by the deployment", parts...)
	}
	if key, ok := m.RouteKey.Get(); ok && key == "$default" {
		return TextOf(m.Range, "ids are made by the deployment", append(parts, HoleOf(HoleRoute, ""))...)
	}
	if verb, ok := m.Verb.Get(); ok && verb == "ANY" {
		parts = append(parts, HoleOf(HoleVerb, ""))
	} else {
		parts = append(parts, textParts(m.Verb)...)
	}
	path, known := m.Path.Get()
	if !known {
		return TextOf(m.Range, "ids are made by the deployment", append(parts, Literal("/"), HoleOf(HoleOther, "the path"))...)
	}
	return TextOf(m.Range, "ids are made by the deployment", append(parts, pathParts(path)...)...)
}

// textParts are the pieces of a text; a single hole where nothing is known of it.
func textParts(text Text) []Part {
	if parts := PartsOf(text); parts != nil {
		return parts
	}
	return []Part{HoleOf(HoleOther, "")}
}

// pathParts turns /orders/{id}/{rest+} into literals and holes.
func pathParts(path string) []Part {
	var parts []Part
	for {
		before, after, found := strings.Cut(path, "{")
		parts = append(parts, Literal(before))
		if !found {
			return parts
		}
		name, rest, closed := strings.Cut(after, "}")
		if !closed {
			return append(parts, Literal("{"+after))
		}
		kind := HoleSegment
		if strings.HasSuffix(name, "+") {
			kind = HolePath
		}
		parts, path = append(parts, HoleOf(kind, name)), rest
	}
}
