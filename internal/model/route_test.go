package model

import "testing"

func TestSetRouteKey(t *testing.T) {
	for name, c := range map[string]struct {
		key              Text
		verb, path, rest string
		label            string
	}{
		"a verb and a path":      {Written("get /orders/{id}", here), "GET", "/orders/{id}", "", "get /orders/{id}"},
		"the default route":      {Default("$default", here), "", "", "$default", "$default"},
		"a WebSocket route":      {Written("$connect", here), "", "", "$connect", "$connect"},
		"a message with a blank": {Written("send message", here), "", "", "send message", "send message"},
		"a path to fill in":      {TextOf(here, "w", Literal("POST /"), HoleOf(HoleVariable, "var.path")), "POST", "/${var.path}", "POST /${var.path}", "POST /${var.path}"},
		"who knows what":         {TextOf(here, "w", HoleOf(HoleVariable, "var.verb"), Literal(" /a")), "", "", "${var.verb} /a", ""},
		"nothing":                {Unset[string](here), "", "", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			var m Method
			m.SetRouteKey(c.key)
			if Show(PartsOf(m.Verb)) != c.verb || Show(PartsOf(m.Path)) != c.path || Show(PartsOf(m.RouteKey)) != c.rest || m.Label != c.label {
				t.Errorf("got %q, %q, %q, %q", Show(PartsOf(m.Verb)), Show(PartsOf(m.Path)), Show(PartsOf(m.RouteKey)), m.Label)
			}
		})
	}
}
