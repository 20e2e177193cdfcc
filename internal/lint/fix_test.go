package lint

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/source"
)

// fixText fixes one file of Terraform, all rules asked, and returns what is left of it.
func fixText(t *testing.T, text string, options Options, unsafe bool) (Fixed, string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "main.tf"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	options.Root, options.Paths = dir, []string{dir}
	fixed, err := Fix(context.Background(), options, unsafe)
	if err != nil {
		t.Fatal(err)
	}
	if len(fixed.Rewrites) == 0 {
		return fixed, text
	}
	if r := fixed.Rewrites[0]; len(fixed.Rewrites) > 1 || r.Name != "main.tf" || string(r.Before) != text {
		t.Errorf("unexpected rewrites: %v", fixed.Rewrites)
	}
	return fixed, string(fixed.Rewrites[0].After)
}

const cachedForTwoHours = `
resource "aws_api_gateway_rest_api" "r" {
  name = "orders"
}

resource "aws_api_gateway_authorizer" "a" {
  name                             = "a"
  rest_api_id                      = aws_api_gateway_rest_api.r.id
  authorizer_uri                   = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:f/invocations"
  identity_source                  = "method.request.header.Authorization"
  authorizer_result_ttl_in_seconds = TTL
}
`

func TestFixesAreTried(t *testing.T) {
	for name, c := range map[string]struct {
		ttl, more string
		want      string // in the file after it
		refused   string // what is told instead
	}{
		"a literal":                  {ttl: "7200", want: "authorizer_result_ttl_in_seconds = 3600"},
		"a local":                    {ttl: "local.two_hours", more: "locals {\n  two_hours = 7200\n}\n", want: "two_hours = 3600"},
		"a default":                  {ttl: "var.ttl", more: "variable \"ttl\" {\n  default = 7200\n}\n", want: "default = 3600"},
		"a computation has no fix":   {ttl: "2 * 3600", want: "2 * 3600"},
		"what others use is refused": {ttl: "local.n", more: "locals {\n  n = 7200\n}\n\nresource \"aws_api_gateway_stage\" \"s\" {\n  rest_api_id   = aws_api_gateway_rest_api.r.id\n  deployment_id = \"x\"\n  stage_name    = \"s\"\n  variables = {\n    ttl = local.n\n  }\n}\n", want: "n = 7200", refused: "it would also change stages.variables"},
	} {
		t.Run(name, func(t *testing.T) {
			fixed, left := fixText(t, strings.ReplaceAll(cachedForTwoHours, "TTL", c.ttl)+c.more, Options{}, false)
			if !strings.Contains(left, c.want) {
				t.Errorf("%q is not in\n%s", c.want, left)
			}
			var told []string
			for _, problem := range fixed.Run.Problems {
				told = append(told, problem.Message)
			}
			if all := strings.Join(told, "\n"); (c.refused != "") != strings.Contains(all, "is not fixed") || !strings.Contains(all, c.refused) {
				t.Errorf("told: %q, want %q", all, c.refused)
			}
		})
	}
}

// TestOneOfManyFixesIsRefused asserts that a fix that does not do leaves the others alone.
func TestOneOfManyFixesIsRefused(t *testing.T) {
	text := strings.ReplaceAll(cachedForTwoHours, "TTL", "local.n") +
		"locals {\n  n = 7200\n}\n\nresource \"aws_api_gateway_stage\" \"s\" {\n  rest_api_id   = aws_api_gateway_rest_api.r.id\n  deployment_id = \"x\"\n  stage_name    = local.n\n}\n"
	for _, other := range []string{"b", "c", "d", "e"} {
		_, block, _ := strings.Cut(strings.ReplaceAll(cachedForTwoHours, "TTL", "5000"), "}\n")
		text += strings.ReplaceAll(block, `"a"`, `"`+other+`"`)
	}
	fixed, left := fixText(t, text, Options{Select: []string{"ttl-out-of-range"}}, false)
	if fixed.Fixes != 4 || strings.Count(left, "= 3600") != 4 || !strings.Contains(left, "n = 7200") {
		t.Errorf("%d fixes:\n%s", fixed.Fixes, left)
	}
}

// TestFixesThatMeetAreMadeInRounds asserts that several fixes of one file are all made, and
// that a second run has nothing left to do.
func TestFixesThatMeetAreMadeInRounds(t *testing.T) {
	text := strings.ReplaceAll(cachedForTwoHours, "TTL", "7200") + `
resource "aws_api_gateway_gateway_response" "d" {
  rest_api_id   = aws_api_gateway_rest_api.r.id
  response_type = "default_4xx"
  response_parameters = {
    "gatewayresponse.header.Access-Control-Allow-Origin" = "*"
  }
}
`
	fixed, left := fixText(t, text, Options{}, false)
	for _, want := range []string{"= 3600", `"DEFAULT_4XX"`, `"'*'"`} {
		if !strings.Contains(left, want) {
			t.Errorf("%s is not in\n%s", want, left)
		}
	}
	if fixed.Fixes != 3 {
		t.Errorf("%d fixes", fixed.Fixes)
	}
	if again, same := fixText(t, left, Options{}, false); again.Fixes != 0 || same != left {
		t.Errorf("a second run changes more:\n%s", same)
	}
}

// TestSilencedFindingsAreNotFixed asserts that whoever accepts a finding keeps what is there.
func TestSilencedFindingsAreNotFixed(t *testing.T) {
	text := strings.ReplaceAll(cachedForTwoHours, "TTL", "7200 # authlint:ignore[ttl-out-of-range]")
	if fixed, _ := fixText(t, text, Options{}, true); len(fixed.Rewrites) > 0 {
		t.Errorf("it became\n%s", fixed.Rewrites[0].After)
	}
}

// TestNothingIsFixedWithoutTime asserts that what was not read does not count as fixed.
func TestNothingIsFixedWithoutTime(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "main.tf"), []byte(strings.ReplaceAll(cachedForTwoHours, "TTL", "7200")), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancelCause(context.Background())
	cancel(errors.New("no time"))
	fixed, err := Fix(ctx, Options{Root: dir, Paths: []string{dir}}, true)
	if err == nil || !strings.Contains(err.Error(), "no time") || len(fixed.Rewrites) > 0 {
		t.Errorf("%d rewrites: %v", len(fixed.Rewrites), err)
	}
}

// trialOf is a trial of fixes of one file of Terraform.
func trialOf(t *testing.T, text string) *trial {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "main.tf"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	f := fixer{ctx: context.Background(), options: Options{Root: dir, Paths: []string{dir}}, original: map[string][]byte{}, refused: map[identity]string{}}
	state, err := f.analyse(f.options)
	if err != nil {
		t.Fatal(err)
	}
	return &trial{fixer: &f, from: state, state: state}
}

// only is the one finding of a rule.
func only(t *testing.T, findings []finding.Finding, rule string) finding.Finding {
	t.Helper()
	var found []finding.Finding
	for _, f := range findings {
		if f.Rule == rule {
			found = append(found, f)
		}
	}
	if len(found) != 1 || found[0].Fix == nil {
		t.Fatalf("%d findings of %s", len(found), rule)
	}
	return found[0]
}

// TestEditsThatDoNoGoodAreRefused makes other edits than the fix has: what comes of them
// must be noticed whatever a rule proposes.
func TestEditsThatDoNoGoodAreRefused(t *testing.T) {
	text := strings.ReplaceAll(cachedForTwoHours, "TTL", "7200")
	trial := trialOf(t, text)
	found := only(t, trial.state.run.Findings, "ttl-out-of-range")
	for name, c := range map[string]struct{ piece, text, why string }{
		"it is fixed":           {"7200", "3600", ""},
		"it is as bad":          {"7200", "7300", "the finding would still be there"},
		"another thing changes": {`= "a"`, `= "b"`, "the finding would still be there"},
		"another finding comes": {"method.request.header.Authorization\"\n  authorizer_result_ttl_in_seconds = 7200", "nonsense\"\n  authorizer_result_ttl_in_seconds = 3600", "it would bring another one: identity-source-syntax: "},
		"the file breaks":       {"7200\n}", "3600\n", "what would be left cannot be read"},
		"more changes":          {"f/invocations\"\n  identity_source                  = \"method.request.header.Authorization\"\n  authorizer_result_ttl_in_seconds = 7200", "g/invocations\"\n  identity_source = \"method.request.header.Authorization\"\n  authorizer_result_ttl_in_seconds = 3600", "it would also change authorizers."},
	} {
		start := strings.Index(text, c.piece)
		edit := finding.Edit{Range: source.Range{File: "main.tf", Start: start, End: start + len(c.piece)}, Text: c.text}
		_, against, err := trial.verify([]finding.Edit{edit}, found.Fix.Touches, []finding.Finding{found})
		if err != nil || start < 0 || !strings.HasPrefix(against.why, c.why) || (against.why == "") != (c.why == "") {
			t.Errorf("%s: got %q, %v, want %q", name, against.why, err, c.why)
		}
	}
}

// TestTheFirstOfTwoFixesOfOnePlaceIsMade asserts that the other one is not taken for made.
func TestTheFirstOfTwoFixesOfOnePlaceIsMade(t *testing.T) {
	trial := trialOf(t, strings.ReplaceAll(cachedForTwoHours, "TTL", "7200"))
	one := only(t, trial.state.run.Findings, "ttl-out-of-range")
	other, fix := one, *one.Fix
	fix.Edits = []finding.Edit{{Range: one.Fix.Edits[0].Range, Text: "60"}}
	other.Fix = &fix
	for range 2 { // the second time, both meet what was made
		if err := trial.try([]finding.Finding{one, other}[trial.fixes:]); err != nil {
			t.Fatal(err)
		}
		if trial.fixes != 1 || !slices.Equal(trial.edits, one.Fix.Edits) || len(trial.refused) > 0 {
			t.Errorf("%d fixes: %v, %v", trial.fixes, trial.edits, trial.refused)
		}
	}
}

// TestWhatFixesBring compares the findings before and after fixes of some of them.
func TestWhatFixesBring(t *testing.T) {
	of := func(severity finding.Severity, rule, address string) finding.Finding {
		return finding.Finding{Severity: severity, Rule: rule, Address: address, Range: source.Range{File: "a"}}
	}
	broken, risky, odd := of(finding.Error, "broken", "x"), of(finding.Warning, "risky", "x"), of(finding.Note, "odd", "x")
	elsewhere := of(finding.Error, "broken", "y")
	const still, more = "the finding would still be there", "it would bring another one: "
	type all = []finding.Finding
	for name, c := range map[string]struct {
		before, after, fixed all
		why                  string
	}{
		"all is fixed":                {all{broken, risky}, nil, all{broken, risky}, ""},
		"others stay":                 {all{risky, broken, odd}, all{risky, odd}, all{broken}, ""},
		"others go":                   {all{risky, broken}, nil, all{broken}, ""},
		"it stays":                    {all{risky, broken}, all{risky, broken}, all{broken}, still},
		"it stays beside what goes":   {all{broken, risky}, all{risky}, all{broken, risky}, still},
		"one of two alike is fixed":   {all{broken, broken}, all{broken}, all{broken}, ""},
		"none of two alike is fixed":  {all{broken, broken}, all{broken, broken}, all{broken}, still},
		"one of two alike, both made": {all{broken, broken}, all{broken}, all{broken, broken}, still},
		"a worse one comes":           {all{risky}, all{broken}, all{risky}, more + "broken: "},
		"one as bad comes":            {all{risky}, all{of(finding.Warning, "risk", "x")}, all{risky}, more + "risk: "},
		"a lesser one comes":          {all{risky}, all{odd}, all{risky}, ""},
		"the same comes elsewhere":    {all{broken}, all{elsewhere}, all{broken}, more + "broken: "},
		"a second one comes":          {all{broken, risky}, all{risky, risky}, all{broken}, ""},
		"worse than the least fixed":  {all{broken, odd}, all{risky}, all{broken, odd}, more + "risky: "},
		"in the other order":          {all{broken, odd}, all{risky}, all{odd, broken}, more + "risky: "},
	} {
		if got := compareFindings(c.before, c.after, c.fixed).why; got != c.why {
			t.Errorf("%s: got %q, want %q", name, got, c.why)
		}
	}
}

// TestFilesThatFixesChangeAreSorted fixes several files, and names them in order.
func TestFilesThatFixesChangeAreSorted(t *testing.T) {
	dir := t.TempDir()
	var want []string
	for i := range 8 {
		name := filepath.Join(string(rune('a'+i)), "main.tf")
		if err := errors.Join(os.Mkdir(filepath.Join(dir, filepath.Dir(name)), 0o755), os.WriteFile(filepath.Join(dir, name), []byte(strings.ReplaceAll(cachedForTwoHours, "TTL", "7200")), 0o600)); err != nil {
			t.Fatal(err)
		}
		want = append(want, filepath.Join(dir, name))
	}
	fixed, err := Fix(context.Background(), Options{Root: dir, Paths: []string{dir}}, false)
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, rewrite := range fixed.Rewrites {
		files = append(files, filepath.Join(fixed.Root, rewrite.Name))
	}
	if fixed.Fixes != 8 || !slices.Equal(files, want) {
		t.Errorf("%d fixes in %v", fixed.Fixes, files)
	}
}

// TestFixesAreJudgedByTheirAPI: what comes in one API is held against what is fixed there,
// so that many fixes can be tried at once.
func TestFixesAreJudgedByTheirAPI(t *testing.T) {
	in := func(file, rule string, severity finding.Severity) finding.Finding {
		return finding.Finding{Rule: rule, API: "Resources.Api", Severity: severity, Range: source.Range{File: file}}
	}
	fixed := []finding.Finding{in("a", "x", finding.Note), in("b", "x", finding.Error), in("b", "y", finding.Error)}
	for name, c := range map[string]struct {
		after finding.Finding
		want  string
	}{
		"less than what is fixed there":   {in("b", "z", finding.Warning), ""},
		"as much as what is fixed there":  {in("b", "z", finding.Error), "it would bring another one: z"},
		"more than what is fixed there":   {in("a", "z", finding.Warning), "it would bring another one: z"},
		"where nothing is fixed":          {in("c", "z", finding.Note), "it would bring another one: z"},
		"one of those that are not fixed": {in("b", "x", finding.Error), "the finding would still be there"},
	} {
		against := compareFindings(fixed, []finding.Finding{c.after}, fixed)
		if (c.want == "") != (against.why == "") || !strings.HasPrefix(against.why, c.want) || c.want != "" && !against.apis[subjectOf(c.after)] {
			t.Errorf("%s: %+v, want %q", name, against, c.want)
		}
	}
}

// TestPartsOfFixes: what nothing is said against first, then one API at a time, then halves.
func TestPartsOfFixes(t *testing.T) {
	of := func(apis string) (all []finding.Finding) {
		for _, api := range apis {
			all = append(all, finding.Finding{API: string(api)})
		}
		return all
	}
	names := func(findings []finding.Finding) (text string) {
		for _, f := range findings {
			text += f.API
		}
		return text
	}
	for _, c := range []struct{ fixes, against, first, second string }{
		{"abcab", "b", "aca", "bb"},
		{"aba", "ab", "aa", "b"},
		{"aba", "", "aa", "b"}, // nobody can tell
		{"aba", "z", "aa", "b"},
		{"aaa", "a", "a", "aa"},
	} {
		var against objection
		for _, api := range c.against {
			against.add("why", subject{api: string(api)})
		}
		if first, second := against.parts(of(c.fixes)); names(first) != c.first || names(second) != c.second {
			t.Errorf("%+v: %s and %s", c, names(first), names(second))
		}
	}
}
