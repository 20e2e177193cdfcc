package starter

import (
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/model"
	"github.com/open-policy-agent/opa/v1/format"
)

// TestEverySubjectHasAnExample with a test and fixtures of all kinds, in the form that
// opa fmt gives. That they pass is tested with the command that writes them.
func TestEverySubjectHasAnExample(t *testing.T) {
	for subject := range model.Inputs {
		files, err := Files("some-id", subject)
		if err != nil {
			t.Fatal(err)
		}
		names := map[string]bool{}
		for _, file := range files {
			names[strings.Join(strings.Split(file.Name, "/")[:min(3, strings.Count(file.Name, "/")+1)], "/")] = true
			if strings.Contains(file.Text, name) {
				t.Errorf("%s: %s stands in the text of %s", subject, name, file.Name)
			}
			if !strings.HasSuffix(file.Name, ".rego") {
				continue
			}
			formatted, err := format.Source(file.Name, []byte(file.Text))
			if err != nil || string(formatted) != file.Text {
				t.Errorf("%s is not formatted (%v):\n%s", file.Name, err, formatted)
			}
		}
		for _, want := range []string{subject + "/some-id.rego", subject + "/some-id_test.rego", "testdata/some-id/bad", "testdata/some-id/good", "testdata/some-id/unknown"} {
			if !names[want] {
				t.Errorf("%s has no %s", subject, want)
			}
		}
	}
	if _, err := Files("some-id", "nothing"); err == nil {
		t.Error("there is an example of a rule about nothing")
	}
}
