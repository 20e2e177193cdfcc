package openapi

import (
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/tree"
)

// readMethods reads the operations of all paths.
func (d *document) readMethods() {
	paths := d.mapping(d.root.Get("paths"))
	if why := tree.Why(paths); why != "" {
		d.api.Methods.Open(why)
	}
	if paths == nil {
		return
	}
	view := d.view(paths)
	for _, operation := range view.operations {
		d.api.Methods.Items = append(d.api.Methods.Items, d.method(view, operation))
	}
}

func (d *document) method(view *view, o operation) *model.Method {
	at := o.key
	method := &model.Method{
		Address: d.prefix + "paths." + o.path.Key + "." + o.name,
		Range:   at,
		Exists:  model.Certain(at),
		Verb:    model.Written(o.verb, at),
		Path:    textOf(o.path.Key, o.path.KeyRange),
	}
	method.RouteKey = model.Unset[string](at)
	if isDefault := o.body.Get("isDefaultRoute"); o.verb == "ANY" && isDefault.IsScalar() && strings.EqualFold(isDefault.Text, "true") {
		method.RouteKey = model.Written("$default", isDefault.Range)
		method.Label = "$default"
	}
	d.authorize(method, view, o)
	return method
}
