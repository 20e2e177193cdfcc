package model

import (
	"slices"
	"strings"
)

// SetRouteKey reads the key of a v2 route. "GET /orders/{id}" is a verb and a path; what
// has no path, such as $default and the keys of WebSocket APIs, stays a route key.
func (m *Method) SetRouteKey(key Text) {
	m.Verb, m.Path, m.RouteKey = Unset[string](key.Range), Unset[string](key.Range), key
	value, known := key.Get()
	switch {
	case key.State == StateUnset:
		return
	case !known:
		m.setPartialRouteKey(key)
		return
	}
	m.Label = value
	verb, path, found := strings.Cut(value, " ")
	path = strings.TrimLeft(path, " ")
	if !found || !strings.HasPrefix(path, "/") {
		return
	}
	m.Verb, m.Path, m.RouteKey = key, key, Unset[string](key.Range)
	verb = strings.ToUpper(verb)
	m.Verb.Value, m.Verb.Range = &verb, Within(key, 0, len(verb))
	m.Path.Value, m.Path.Range = &path, Within(key, len(value)-len(path), len(path))
}

// setPartialRouteKey cuts at the first blank of a literal, unless a hole before it may
// hold one itself.
func (m *Method) setPartialRouteKey(key Text) {
	m.Verb, m.Path = Unknown[string](key.Range, key.Why), Unknown[string](key.Range, key.Why)
	for i, part := range key.Parts {
		if part.Hole != nil && part.Hole.anything() {
			return
		}
		before, after, found := strings.Cut(part.Literal, " ")
		if !found {
			continue
		}
		m.Verb = Upper(TextOf(key.Range, key.Why, append(slices.Clone(key.Parts[:i]), Literal(before))...))
		m.Path = TextOf(key.Range, key.Why, append([]Part{Literal(after)}, key.Parts[i+1:]...)...)
		m.Label = Show(key.Parts)
		return
	}
}
