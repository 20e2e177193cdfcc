package report

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/source"
	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the reports of the sample runs to testdata")

// TestGolden holds every format to what it printed when somebody last looked at it.
func TestGolden(t *testing.T) {
	formats := map[string]func(io.Writer, finding.Run) error{
		"text":       Formats["text"],
		"text-color": Terminal{Color: true}.Text,
		"text-quiet": Terminal{Quiet: true}.Text,
		"concise":    Formats["concise"],
		"json":       Formats["json"],
		"sarif":      Formats["sarif"],
		"github":     Formats["github"],
		"gitlab":     Formats["gitlab"],
		"junit":      Formats["junit"],
		"markdown":   Formats["markdown"],
		"problems":   func(w io.Writer, run finding.Run) error { return Problems(w, run, true) },
	}
	for sample, run := range map[string]finding.Run{"findings": sampleRun(), "clean": cleanRun(), "nothing": {}} {
		for format, write := range formats {
			t.Run(sample+"/"+format, func(t *testing.T) {
				var got bytes.Buffer
				if err := write(&got, run); err != nil {
					t.Fatal(err)
				}
				golden := filepath.Join("testdata", sample+"."+format+".txt")
				if *update {
					if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(golden)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(string(want), got.String()); diff != "" {
					t.Errorf("%s differs:\n%s", golden, diff)
				}
			})
		}
	}
}

// TestWriteErrorsAreReturned holds that a full disk is not taken for a report.
func TestWriteErrorsAreReturned(t *testing.T) {
	for name, format := range Formats {
		if err := format(brokenWriter{}, sampleRun()); err == nil {
			t.Errorf("%s: the error of the writer is lost", name)
		}
	}
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

// The files of the sample: one per difficulty of counting and of showing.
var (
	terraform = source.NewFile("infra/main.tf", []byte("\uFEFF# orders \U0001F6D2\r\nresource \"aws_api_gateway_authorizer\" \"token\" {\r\n\tauthorizer_result_ttl_in_seconds\t= 7200 # \U0001F600 two hours\r\n}\r\n"))
	template  = source.NewFile("my stacks/100% serverless.yaml", []byte("Resources:\n  OrdersApi:\n    Type: AWS::Serverless::Api # \u65e5\u672c\n    Properties:\n      Auth:\n        DefaultAuthorizer: Token\n"))
	minified  = source.NewFile("api.json", []byte(`{"openapi":"3.0.1","info":{"title":"`+strings.Repeat("long ", 400)+`"},"paths":{"/orders":{"delete":{"security":[]}}},"x-note":"`+strings.Repeat("more ", 400)+`"}`))
	hostile   = source.NewFile("evil\x1b[31m.yaml", []byte("name: \x1b]0;owned\x07 \u202egnp.exe\xff # \u200bhidden\n"))
	empty     = source.NewFile("empty.tf", nil)
)

// at is the range of a text in a file, from the first place where it stands.
func at(file *source.File, text string) source.Range {
	start := bytes.Index(file.Data, []byte(text))
	if start < 0 {
		panic("not in " + file.Name + ": " + text)
	}
	return source.Range{File: file.Name, Start: start, End: start + len(text)}
}

func filesOf(files ...*source.File) map[string]*source.File {
	byName := map[string]*source.File{}
	for _, file := range files {
		byName[file.Name] = file
	}
	return byName
}

// sampleRules are sorted by id, as those of a run are.
func sampleRules() []finding.Rule {
	return []finding.Rule{
		{
			ID: "method-authorizer-missing", Subject: "method", Title: "Method without an authorizer in an API that has one",
			Description: "Anyone can call the method.\nNothing says that this is meant.", Remedy: "Name it: `authorizer_id = aws_api_gateway_authorizer.token.id`.",
			References: []string{"https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html"},
			Severity:   finding.Warning, Precision: "medium", Formats: []string{"terraform", "openapi"}, Tags: []string{"exposure"}, SecuritySeverity: "7.5",
		},
		{
			ID: "ttl-out-of-range", Subject: "authorizer", Title: "Authorizer cache time outside what API Gateway accepts",
			Description: "API Gateway keeps an answer for 0 to 3600 seconds. Any other `authorizerResultTtlInSeconds` is refused.",
			Remedy:      "Use a number from `0`, which turns\nthe cache off, to `3600`.",
			IgnoreWhen:  "Never: the deployment fails.",
			Examples:    []finding.Example{{Language: "Terraform", Change: "- authorizer_result_ttl_in_seconds = 7200\n+ authorizer_result_ttl_in_seconds = 3600\n"}},
			References:  []string{"https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html", "https://docs.aws.amazon.com/apigateway/latest/api/API_UpdateAuthorizer.html"},
			Severity:    finding.Error, Precision: "very-high", Formats: []string{"cloudformation"}, Tags: []string{"deployment"},
		},
		{ID: "with-little-metadata", Title: "Terse", Severity: finding.Note},
	}
}

// sampleRun has one finding per difficulty, and is incomplete.
func sampleRun() finding.Run {
	seven := at(terraform, "7200")
	return finding.Run{
		Rules: sampleRules(),
		Files: filesOf(terraform, template, minified, hostile, empty),
		Findings: []finding.Finding{
			{
				Rule: "method-authorizer-missing", Severity: finding.Warning, Message: "anyone can call DELETE /orders/{id}",
				Range: at(minified, `"delete"`), Address: "paths./orders.delete", API: "api.json",
				Predicts: finding.Prediction{Exposure: "public", Methods: []string{"DELETE /orders/{id}"}},
			},
			{
				Rule: "with-little-metadata", Severity: finding.Note, Message: "a name with \x1b[31mcontrol\x1b[0m characters,\na line break and [a link](https://example.com)",
				Range: at(hostile, "\x1b]0;owned\x07 \u202egnp.exe\xff"), API: "evil",
			},
			{
				Rule: "with-little-metadata", Severity: finding.Note, Message: "where a line ends",
				Range: source.Range{File: terraform.Name, Start: bytes.Index(terraform.Data, []byte("\r\n")), End: bytes.Index(terraform.Data, []byte("\r\n"))},
			},
			{
				Rule: "ttl-out-of-range", Severity: finding.Error, Message: "the authorizer keeps answers for 7200 s; API Gateway accepts 0 to 3600",
				Range: seven, Address: `module.api.aws_api_gateway_authorizer.token["eu"]`, API: "aws_api_gateway_rest_api.orders",
				Predicts: finding.Prediction{Deployment: "refused", Body: "Invalid request input"},
				Related: []finding.Related{
					{Range: at(terraform, `resource "aws_api_gateway_authorizer" "token"`), Message: "the authorizer [token] is declared here"},
					{Range: at(template, "DefaultAuthorizer: Token"), Message: ""},
					{Range: at(terraform, `resource "aws_api_gateway_authorizer" "token"`), Message: "and used here, too"},
				},
				Fix: &finding.Fix{Description: "keep answers for an hour", Safe: true, Edits: []finding.Edit{
					{Range: seven, Text: "3600"},
					{Range: at(terraform, " # \U0001F600 two hours")},
				}},
			},
			{
				Rule: "method-authorizer-missing", Severity: finding.Warning, Message: "six methods have no authorizer.",
				Range: at(template, "Type: AWS::Serverless::Api # \u65e5\u672c\n    Properties:\n      Auth:"), Address: "Resources.OrdersApi", API: "Resources.OrdersApi",
				Predicts: finding.Prediction{
					Status: 401, ResponseType: "UNAUTHORIZED", Body: `{"message":"Unauthorized"}`, Exposure: "wider",
					Methods: []string{"GET /a", "GET /b", "GET /c", "GET /d", "GET /e", "GET /f"},
				},
				Related: severalPlaces(),
				Fix:     &finding.Fix{Description: "unsafe fixes stay out of SARIF", Edits: []finding.Edit{{Range: at(template, "Token"), Text: "NONE"}}},
			},
			{
				Rule: "a-rule-of-another-version", Severity: finding.Note, Message: "in a file that the run did not keep",
				Range: source.Range{File: "gone.yaml", Start: 10, End: 20},
			},
		},
		Problems: []source.Problem{
			{Range: at(template, "Auth:"), Message: "expected a mapping, found \"Token\""},
			{Range: source.Range{File: "secrets/api.yaml"}, Message: "permission denied"},
			{Range: source.Range{File: terraform.Name, Start: 0, End: 3}, Message: "the module \x07registry is not in view", Note: true},
			{Message: "60 s were not enough; name fewer paths"},
		},
		Coverage: finding.Coverage{
			Files: 42, Read: 12, Skipped: 30, APIs: 3, Methods: 47, Authorizers: 9, Unknown: 21, Suppressed: 2,
			Formats: map[string]int{"terraform": 1, "sam": 1, "openapi": 1},
		},
	}
}

// severalPlaces are more than a report for people shows: seven words of one line, and
// eight messages about the first.
func severalPlaces() []finding.Related {
	var related []finding.Related
	for i := range 7 {
		related = append(related, finding.Related{Range: source.Range{File: minified.Name, Start: 40 + 5*i, End: 44 + 5*i}, Message: "a word"})
	}
	for _, verb := range []string{"GET", "PUT", "POST", "PATCH", "DELETE", "HEAD", "OPTIONS"} {
		related = append(related, finding.Related{Range: related[0].Range, Message: verb + " shares it"})
	}
	return related
}

// cleanRun found nothing in one API.
func cleanRun() finding.Run {
	return finding.Run{
		Rules:    sampleRules(),
		Coverage: finding.Coverage{Files: 2, Read: 1, Skipped: 1, APIs: 1, Methods: 1, Authorizers: 1, Formats: map[string]int{"openapi": 1}},
	}
}

// TestLinksCannotBeForged: whatever a file is called and whatever a rule refers to, a link
// is one link to what it names.
func TestLinksCannotBeForged(t *testing.T) {
	links := &Links{Host: "host", Root: "/home/a b/infra"}
	begin, end := "\x1b]8;;", "\x1b\\"
	for name, want := range map[string]string{
		"main.tf":                      "file://host/home/a%20b/infra/main.tf",
		"a\x1b\\b\x07\u202e/\xff.yaml": "file://host/home/a%20b/infra/a%1B%5Cb%07%E2%80%AE/%FF.yaml",
		"../up;x?y#z%41.yaml":          "file://host/home/a%20b/up;x%3Fy%23z%2541.yaml",
	} {
		if got := links.toFile(name, "text"); got != begin+want+end+"text"+begin+end {
			t.Errorf("%q: %q", name, got)
		}
	}
	for address, linked := range map[string]bool{
		"https://docs.aws.amazon.com/x": true, "javascript:alert(1)": false, "https://a\x1b\\b": false, "http://example.com": false, "": false,
	} {
		if got := links.to(address, "text"); (got != "text") != linked {
			t.Errorf("%q: %q", address, got)
		}
	}
	if got := (*Links)(nil).toFile("main.tf", "text"); got != "text" {
		t.Errorf("without links: %q", got)
	}
}

// TestTerminalWithLinksHasTheSameText: links add nothing that is seen.
func TestTerminalWithLinksHasTheSameText(t *testing.T) {
	var plain, linked bytes.Buffer
	run := sampleRun()
	if err := (Terminal{}).Text(&plain, run); err != nil {
		t.Fatal(err)
	}
	if err := (Terminal{Links: &Links{Host: "h", Root: "/r"}}).Text(&linked, run); err != nil {
		t.Fatal(err)
	}
	seen := regexp.MustCompile(`\x1b\]8;;[^\x1b]*\x1b\\`).ReplaceAllString(linked.String(), "")
	if seen != plain.String() || seen == linked.String() {
		t.Errorf("%s\nwant\n%s", seen, plain.String())
	}
}

// TestSummaryNamesWhatWasRead by its format, and counts what could not be.
func TestSummaryNamesWhatWasRead(t *testing.T) {
	for want, run := range map[string]finding.Run{
		"in 1 file": {Coverage: finding.Coverage{APIs: 1, Read: 1}},
		"1 API, 0 methods, 0 authorizers in 1 Terraform file\n": {Coverage: finding.Coverage{APIs: 1, ReadAs: map[string]int{"terraform": 1}}},
		"in 2 Terraform files, 1 Terraform plan, 1 CloudFormation template, 3 SAM templates, 1 OpenAPI document and 2 other files\n": {
			Coverage: finding.Coverage{APIs: 1, ReadAs: map[string]int{"terraform": 2, "plan": 1, "cloudformation": 1, "sam": 3, "openapi": 1, "part": 2}},
		},
		"incomplete: 2 files could not be read":      {Problems: []source.Problem{{Range: source.Range{File: "a"}}, {Range: source.Range{File: "a", Start: 1}}, {Range: source.Range{File: "b"}}, {Range: source.Range{File: "c"}, Note: true}}},
		"incomplete: some of this could not be read": {Problems: []source.Problem{{}}},
	} {
		if got := Summary(run); !strings.Contains(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
