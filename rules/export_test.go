package rules

import (
	"maps"
	"testing"
)

// Update is the flag -update, for tests that see the rules from outside.
var Update = update

// RegoPredictions are what the Rego tests show that rules predict.
func RegoPredictions(t *testing.T) predictions { return maps.Clone(regoRun(t).predictions) }
