package fix

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/model"
)

// Outside are the fields of the model that differ between two readings of a configuration
// and that none of the given fields hold. Names are those of the JSON form, without the
// items of lists: authorizers.ttlSeconds. Where something stands does not count, and
// neither does the reason why a value is not known.
func Outside(touched []string, before, after []*model.API) ([]string, error) {
	was, err := plain(before)
	if err != nil {
		return nil, err
	}
	is, err := plain(after)
	if err != nil {
		return nil, err
	}
	found := differences{}
	found.compare("", was, is)
	for field := range found {
		if slices.ContainsFunc(touched, func(t string) bool { return field == t || strings.HasPrefix(field, t+".") }) {
			delete(found, field)
		}
	}
	return slices.Sorted(maps.Keys(found)), nil
}

// plain is the JSON form of a model.
func plain(apis []*model.API) (value any, err error) {
	data, err := json.Marshal(apis)
	if err == nil {
		err = json.Unmarshal(data, &value)
	}
	if err != nil {
		return nil, fmt.Errorf("compare models: %w", err)
	}
	return value, nil
}

// differences are the names of fields.
type differences map[string]bool

func (d differences) compare(field string, a, b any) {
	switch a := a.(type) {
	case map[string]any:
		if b, ok := b.(map[string]any); ok {
			d.compareObjects(field, a, b)
			return
		}
	case []any:
		if b, ok := b.([]any); ok {
			d.compareLists(field, a, b)
			return
		}
	}
	if !reflect.DeepEqual(a, b) {
		d[field] = true
	}
}

func (d differences) compareObjects(field string, a, b map[string]any) {
	keys := maps.Clone(a)
	maps.Copy(keys, b)
	for key := range keys {
		switch key {
		case "range", "why":
		case "items":
			d.compare(field, a[key], b[key])
		default:
			d.compare(strings.TrimPrefix(field+"."+key, "."), a[key], b[key])
		}
	}
}

// compareLists matches things by their addresses, so that one that is new does not make
// all those behind it different, and what has none by its place in the list.
func (d differences) compareLists(field string, a, b []any) {
	left := slices.Clone(b)
	for _, item := range a {
		i := slices.IndexFunc(left, func(other any) bool { return address(other) == address(item) })
		if i < 0 {
			d[field] = true
			continue
		}
		d.compare(field, item, left[i])
		left = slices.Delete(left, i, i+1)
	}
	if len(left) > 0 {
		d[field] = true
	}
}

// address is that of a thing of the model; empty for what has none.
func address(item any) string {
	object, _ := item.(map[string]any)
	text, _ := object["address"].(string)
	return text
}
