package rules_test

import (
	"cmp"
	"context"
	"fmt"
	"go/format"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/lint"
	"github.com/authlint/authlint/internal/symptom"
	"github.com/authlint/authlint/rules"
)

//go:generate go test . -run TestPredictionsAreCurrent -update

const predictionsFile = "predictions.go"

// TestPredictionsAreCurrent asserts that predictions.go is what the Rego tests and the
// fixtures show that rules predict; -update writes it.
func TestPredictionsAreCurrent(t *testing.T) {
	predictions := rules.RegoPredictions(t)
	for _, f := range fixtureFindings(t) {
		predictions.Add(f.Rule, f.Predicts)
	}
	want, err := format.Source([]byte(predictionsSource(predictions)))
	if err != nil {
		t.Fatal(err)
	}
	if *rules.Update {
		if err := os.WriteFile(predictionsFile, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(predictionsFile)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != string(got) {
		t.Errorf("%s is not current; run go generate ./rules", predictionsFile)
	}
}

// fixtureFindings are what all rules find in the fixtures.
func fixtureFindings(t *testing.T) []finding.Finding {
	t.Helper()
	all, err := rules.All()
	if err != nil {
		t.Fatal(err)
	}
	options := lint.Options{Root: "..", Paths: []string{"../testdata"}}
	for _, rule := range all {
		options.Select = append(options.Select, rule.ID)
	}
	run, err := lint.Run(context.Background(), options)
	if err != nil {
		t.Fatal(err)
	}
	if len(run.Findings) < len(all) {
		t.Fatalf("only %d findings over all fixtures", len(run.Findings))
	}
	return run.Findings
}

func predictionsSource(predictions map[string][]finding.Prediction) string {
	out := &strings.Builder{}
	fmt.Fprintln(out, "// Code generated from the tests and the fixtures of the rules by go generate. DO NOT EDIT.\n\npackage rules\n\nimport \"github.com/authlint/authlint/internal/finding\"")
	fmt.Fprintln(out, "\n// Predictions are what each built-in rule predicts, by its id, without methods: all that\n// its tests and its fixtures show. An empty one is of a finding that predicts nothing.\nfunc Predictions() map[string][]finding.Prediction {\nreturn map[string][]finding.Prediction{")
	for _, id := range slices.Sorted(maps.Keys(predictions)) {
		fmt.Fprintf(out, "%q: {\n", id)
		for _, p := range slices.SortedFunc(slices.Values(predictions[id]), comparePredictions) {
			fmt.Fprintf(out, "{%s},\n", fieldsOf(p))
		}
		fmt.Fprintln(out, "},")
	}
	fmt.Fprintln(out, "}\n}")
	return out.String()
}

func comparePredictions(a, b finding.Prediction) int {
	return cmp.Or(cmp.Compare(a.Status, b.Status), cmp.Compare(fieldsOf(a), fieldsOf(b)))
}

// fieldsOf writes the fields of a prediction that are set, as Go.
func fieldsOf(p finding.Prediction) string {
	var fields []string
	if p.Status != 0 {
		fields = append(fields, fmt.Sprintf("Status: %d", p.Status))
	}
	for _, field := range [][2]string{{"ResponseType", p.ResponseType}, {"Body", p.Body}, {"Deployment", p.Deployment}, {"Exposure", p.Exposure}} {
		if field[1] != "" {
			fields = append(fields, fmt.Sprintf("%s: %q", field[0], field[1]))
		}
	}
	return strings.Join(fields, ", ")
}

// statusOfTheFile are the rules that predict a status which the analysed file sets.
var statusOfTheFile = []string{"gateway-response-default-status", "gateway-response-override-drops-cors"}

// TestPredictionsAreOutcomes asserts that what rules predict is what people see.
func TestPredictionsAreOutcomes(t *testing.T) {
	for id, predictions := range rules.Predictions() {
		for _, p := range predictions {
			if slices.Contains(statusOfTheFile, id) {
				p.Status = 0
			}
			if fieldsOf(p) != "" && !isOutcome(p) {
				t.Errorf("%s predicts {%s}, which is none of the outcomes in internal/symptom: correct the rule, or add the outcome there", id, fieldsOf(p))
			}
		}
	}
}

// isOutcome reports whether some outcome says all that a prediction says.
func isOutcome(p finding.Prediction) bool {
	return slices.ContainsFunc(symptom.All(), func(o symptom.Outcome) bool {
		return o.Browser == "" && o.Fits(p, nil) && (p.Status == 0 || p.Status == o.Status) &&
			(p.ResponseType == "" || p.ResponseType == o.ResponseType) && (p.Body == "" || p.Body == o.Body)
	})
}

// TestPreflightsAreTagged: tags tell what a browser reports where a prediction cannot.
func TestPreflightsAreTagged(t *testing.T) {
	all, err := rules.All()
	if err != nil {
		t.Fatal(err)
	}
	preflights := map[string]bool{}
	for _, f := range fixtureFindings(t) {
		if methods := f.Predicts.Methods; f.Predicts.Status != 0 && len(methods) == 1 && strings.HasPrefix(methods[0], "OPTIONS ") {
			preflights[f.Rule] = true
		}
	}
	for _, rule := range all {
		if preflights[rule.ID] && (!slices.Contains(rule.Tags, "cors") || !slices.Contains(rule.Tags, "preflight")) {
			t.Errorf("%s is about preflights that are refused: add the tags cors and preflight", rule.ID)
		}
	}
	if len(preflights) == 0 {
		t.Error("no fixture has a preflight that is refused")
	}
}
