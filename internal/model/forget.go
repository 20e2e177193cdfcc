package model

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/authlint/authlint/internal/source"
)

// A Forgotten is a value or a list of an API of which nothing is known any more.
type Forgotten struct {
	Path  string       // methods.items[0].authorizationType
	Range source.Range // of a value; zero for a list
}

// Forgetting hands over the API once for each value and each list of which something is
// known, without it: what rules are asked about when less is known. It ends when do
// returns false. What is handed over does not outlast the call.
func (a *API) Forgetting(do func(forgotten Forgotten, rest *API) bool) error {
	text, err := json.Marshal(a)
	if err != nil {
		return fmt.Errorf("write model: %w", err)
	}
	var tree map[string]any
	if err := json.Unmarshal(text, &tree); err != nil {
		return fmt.Errorf("read model: %w", err)
	}
	for _, known := range knownThings("", tree) {
		was := maps.Clone(known.node)
		known.forget()
		rest, err := fromTree(tree)
		if err != nil {
			return err
		}
		clear(known.node)
		maps.Copy(known.node, was)
		if !do(known.forgotten(), rest) {
			return nil
		}
	}
	return nil
}

func fromTree(tree map[string]any) (*API, error) {
	text, err := json.Marshal(tree)
	if err != nil {
		return nil, fmt.Errorf("write model: %w", err)
	}
	api := &API{}
	if err := json.Unmarshal(text, api); err != nil {
		return nil, fmt.Errorf("read model: %w", err)
	}
	return api, nil
}

// A knownThing is a value or a list in the JSON form of a model.
type knownThing struct {
	path string
	node map[string]any
}

// knownThings are all values and lists below a node of which something is known.
func knownThings(path string, node any) []knownThing {
	var found []knownThing
	switch node := node.(type) {
	case map[string]any:
		if state, isValue := node["state"]; isValue && state != "unknown" || node["complete"] == true || node["parts"] != nil {
			found = append(found, knownThing{path, node})
		}
		for _, key := range slices.Sorted(maps.Keys(node)) {
			below := key
			if path != "" {
				below = path + "." + key
			}
			found = append(found, knownThings(below, node[key])...)
		}
	case []any:
		for i, item := range node {
			found = append(found, knownThings(fmt.Sprintf("%s[%d]", path, i), item)...)
		}
	}
	return found
}

// forget makes a value unknown, or a list incomplete.
func (k knownThing) forget() {
	if _, isList := k.node["complete"]; isList {
		k.node["complete"] = false
		return
	}
	k.node["state"] = "unknown"
	for _, known := range []string{"value", "min", "max", "oneOf", "parts"} {
		delete(k.node, known)
	}
}

func (k knownThing) forgotten() Forgotten {
	f := Forgotten{Path: k.path}
	if at, ok := k.node["range"].(map[string]any); ok {
		file, _ := at["file"].(string)
		start, _ := at["start"].(float64)
		end, _ := at["end"].(float64)
		f.Range = source.Range{File: file, Start: int(start), End: int(end)}
	}
	return f
}
