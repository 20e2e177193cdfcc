package cloudformation

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestIgnoresInMetadata(t *testing.T) {
	s := read(t, `{
"Metadata": {"authlint": {"ignore": "authorizer-unused"}},
"Resources": {
  "Api": {"Type": "AWS::ApiGateway::RestApi", "Metadata": {"authlint": {"ignore": ["write-method-public", {"rule": "ttl-out-of-range", "reason": "on purpose", "until": "2031-01-31"}]}}},
  "Other": {"Type": "AWS::ApiGateway::RestApi", "Metadata": {"authlint": {"ignore": [["a"], {"rule": "b", "until": "soon"}]}}}
}}`)
	var got []string
	for _, ignore := range s.Ignores {
		covered := s.text(ignore.Covers)
		day := ""
		if !ignore.Until.IsZero() {
			day = " until " + ignore.Until.Format("2006-01-02")
		}
		got = append(got, ignore.Rules[0]+" in "+covered[:min(len(covered), 6)]+" "+ignore.Reason+day+" at "+s.text(ignore.Range)[:10])
	}
	want := []string{
		"authorizer-unused in {\n\"Met  at \"authorize",
		"write-method-public in \"Api\":  at \"write-met",
		"ttl-out-of-range in \"Api\": on purpose until 2031-01-31 at {\"rule\": \"",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("ignores (-want +got):\n%s", diff)
	}
	notes := []string{
		"note: this silences nothing: an entry is the id of a rule, or a mapping with rule, reason and until",
		"note: this silences nothing: until: soon is not a date; write it as YYYY-MM-DD",
	}
	if diff := cmp.Diff(notes, s.messages()); diff != "" {
		t.Errorf("notes (-want +got):\n%s", diff)
	}
}
