package lint

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/rules"
)

// TestUnknownIsSilent takes one value at a time out of a model and asserts that no
// rule finds anything it did not find before, or calls it worse: not knowing is never a
// finding.
func TestUnknownIsSilent(t *testing.T) {
	t.Parallel()
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
		before := places(t, engine, api)
		err := api.Forgetting(func(forgotten model.Forgotten, rest *model.API) bool {
			taken++
			for place, now := range places(t, engine, rest) {
				if then, found := before[place]; !found || !then.Severity.AtLeast(now.Severity) || then.Predicts.Exposure != "public" && now.Predicts.Exposure == "public" {
					t.Errorf("%s: %s (%s, %+v), only because this became unknown: %v", api.Address, place, now.Severity, now.Predicts, forgotten)
				}
			}
			return true
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if taken < 1000 {
		t.Errorf("only %d values were taken away", taken)
	}
}

// places are what rules find in a model, by rule and where it points; of several at one
// place, the worst.
func places(t *testing.T, engine *rules.Engine, api *model.API) map[string]finding.Finding {
	t.Helper()
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
