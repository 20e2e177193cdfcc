package lint

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/rules"
)

// TestUnknownIsSilent takes one value at a time out of a model and asserts that no
// rule finds anything it did not find before, or calls it worse: not knowing is never a
// finding.
func TestUnknownIsSilent(t *testing.T) {
	engine, err := rules.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	document, _, err := Models(context.Background(), Options{Root: "../..", Paths: []string{"../../testdata"}})
	if err != nil {
		t.Fatal(err)
	}
	taken := 0
	for _, api := range document.APIs {
		tree := toMap(t, api)
		before := places(t, engine, tree)
		for _, settled := range settledThings(tree) {
			was := maps.Clone(settled)
			forget(settled)
			taken++
			for place, now := range places(t, engine, tree) {
				if then, found := before[place]; !found || !then.Severity.AtLeast(now.Severity) || then.Predicts.Exposure != "public" && now.Predicts.Exposure == "public" {
					t.Errorf("%s: %s (%s, %+v), only because this became unknown: %v", api.Address, place, now.Severity, now.Predicts, was)
				}
			}
			clear(settled)
			maps.Copy(settled, was)
		}
	}
	if taken < 1000 {
		t.Errorf("only %d values were taken away", taken)
	}
}

func toMap(t *testing.T, api *model.API) map[string]any {
	t.Helper()
	text, err := json.Marshal(api)
	if err != nil {
		t.Fatal(err)
	}
	var tree map[string]any
	if err := json.Unmarshal(text, &tree); err != nil {
		t.Fatal(err)
	}
	return tree
}

// places are what rules find in a model, by rule and where it points; of several at one
// place, the worst.
func places(t *testing.T, engine *rules.Engine, tree map[string]any) map[string]finding.Finding {
	t.Helper()
	text, err := json.Marshal(tree)
	if err != nil {
		t.Fatal(err)
	}
	api := &model.API{}
	if err := json.Unmarshal(text, api); err != nil {
		t.Fatal(err)
	}
	findings, err := engine.Ask(context.Background(), api)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]finding.Finding{}
	for _, f := range findings {
		place := fmt.Sprintf("%s at %s [%d, %d)", f.Rule, filepath.Base(f.Range.File), f.Range.Start, f.Range.End)
		if other, known := found[place]; !known || f.Severity.AtLeast(other.Severity) {
			found[place] = f
		}
	}
	return found
}

// settledThings are all values and lists of a model of which something is known.
func settledThings(node any) []map[string]any {
	var found []map[string]any
	switch node := node.(type) {
	case map[string]any:
		if state, isValue := node["state"]; isValue && state != "unknown" || node["complete"] == true || node["parts"] != nil {
			found = append(found, node)
		}
		for _, key := range slices.Sorted(maps.Keys(node)) {
			found = append(found, settledThings(node[key])...)
		}
	case []any:
		for _, item := range node {
			found = append(found, settledThings(item)...)
		}
	}
	return found
}

// forget makes a value unknown, or a list incomplete.
func forget(thing map[string]any) {
	if _, isList := thing["complete"]; isList {
		thing["complete"] = false
		return
	}
	thing["state"] = "unknown"
	for _, known := range strings.Fields("value min max oneOf parts") {
		delete(thing, known)
	}
}
