package main

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/lint"
	"github.com/authlint/authlint/internal/report"
	"github.com/authlint/authlint/internal/symptom"
)

// An explanation is of a rule, or of what people saw.
type explanation struct {
	rule *finding.Rule

	symptom.Diagnosis
	rules       []finding.Rule
	predictions map[string][]finding.Prediction // of the rules, by id
}

// print writes all that is known without looking at files.
func (e explanation) print(w io.Writer) error {
	if e.rule != nil {
		return explainRule(w, *e.rule)
	}
	out := bufio.NewWriter(w)
	if e.Remark != "" {
		paragraph(out, "", e.Remark)
		fmt.Fprintln(out)
	}
	if n := len(e.Outcomes); n > 1 {
		paragraph(out, "", fmt.Sprintf("This may be one of %d things. %s", n, e.tellApart()))
		fmt.Fprintln(out)
	}
	listed := map[string]bool{}
	for _, o := range e.Outcomes {
		ids := e.predictors(o)
		for _, id := range ids {
			listed[id] = true
		}
		outcomePage{out}.print(o, ids)
	}
	if others := e.otherPredictors(listed); len(others) > 0 {
		paragraph(out, "", fmt.Sprintf("Rules that predict an answer with status %d which a file asks for: %s", e.Status, join(others)))
		fmt.Fprintln(out)
	}
	return out.Flush() // keeps the first error of all the writes
}

// tellApart says what tells several outcomes apart.
func (e explanation) tellApart() string {
	told := "A text that is more exact is explained in fewer lines."
	if slices.ContainsFunc(e.Outcomes, func(o symptom.Outcome) bool { return o.Status != 0 }) {
		told = "The body of the answer tells which, and on REST APIs its header x-amzn-ErrorType. " + told
	}
	return told
}

// predictors are the rules that predict an outcome.
func (e explanation) predictors(o symptom.Outcome) []string {
	return e.rulesThat(func(rule finding.Rule, p finding.Prediction) bool { return o.Predicts(p, rule.Tags) })
}

// otherPredictors are the rules that predict the status, and none of the outcomes.
func (e explanation) otherPredictors(listed map[string]bool) []string {
	return e.rulesThat(func(rule finding.Rule, p finding.Prediction) bool {
		return e.StatusOnly && p.Status == e.Status && !listed[rule.ID]
	})
}

func (e explanation) rulesThat(predict func(finding.Rule, finding.Prediction) bool) []string {
	var ids []string
	for _, rule := range e.rules {
		if slices.ContainsFunc(e.predictions[rule.ID], func(p finding.Prediction) bool { return predict(rule, p) }) {
			ids = append(ids, rule.ID)
		}
	}
	return ids
}

// couldBe reports whether a finding could be the reason for what was seen.
func (e explanation) couldBe(f finding.Finding, rule finding.Rule) bool {
	if e.rule != nil {
		return f.Rule == e.rule.ID
	}
	if (e.StatusOnly || e.Remark != "") && f.Predicts.Status != 0 && f.Predicts.Status == e.Status {
		return true
	}
	return slices.ContainsFunc(e.Outcomes, func(o symptom.Outcome) bool {
		if o.Predicts(f.Predicts, rule.Tags) {
			return true
		}
		// A finding may know less than its rule can: the type of API, the text of a refusal.
		return o.Fits(f.Predicts, rule.Tags) && slices.Contains(e.predictors(o), f.Rule)
	})
}

// isOpen reports whether a finding predicts a refusal without its text, where one with
// a text was seen.
func (e explanation) isOpen(f finding.Finding) bool {
	return slices.ContainsFunc(e.Outcomes, func(o symptom.Outcome) bool {
		return o.Deployment != "" && f.Predicts.Deployment == o.Deployment && f.Predicts.Body == "" && o.Body != ""
	})
}

// lint looks for what could be the reason.
func (e explanation) lint(ctx context.Context, options lint.Options) (finding.Run, error) {
	if e.rule != nil {
		options.Select = []string{e.rule.ID}
	}
	found, err := lint.Run(ctx, options)
	return found, suggested(err)
}

// printFound prints which of the findings in some paths could be the reason.
func (e explanation) printFound(found finding.Run, paths []string, stdout, stderr io.Writer) error {
	all, open := len(found.Findings), 0
	found.Findings = slices.DeleteFunc(found.Findings, func(f finding.Finding) bool {
		predicted := e.couldBe(f, found.Rule(f.Rule))
		if !predicted && e.isOpen(f) {
			open++
		}
		return !predicted
	})
	slices.SortStableFunc(found.Findings, func(a, b finding.Finding) int {
		return cmp.Compare(slices.Index(finding.Severities, a.Severity), slices.Index(finding.Severities, b.Severity))
	})
	out := bufio.NewWriter(stdout)
	heading(out, "In "+report.SafeText(strings.Join(paths, ", ")))
	paragraph(out, "", verdictOn(found, all, open))
	fmt.Fprintln(out)
	if err := (report.Terminal{Color: wantsColor(auto, stdout), Quiet: true}).Text(out, found); err != nil {
		return err
	}
	fmt.Fprintln(out, report.Covered(found.Coverage))
	tell(stderr, found, lintFlags{}, nil, 0)
	if err := out.Flush(); err != nil { // keeps the first error of all the writes
		return err
	}
	return verdict(found, never)
}

// verdictOn says what looking at the files has come to, of so many findings there, of
// which some leave open whether they predict it.
func verdictOn(found finding.Run, all, open int) string {
	var told string
	switch n := len(found.Findings); {
	case found.Coverage.APIs == 0:
		told = "There is nothing of API Gateway to look at."
	case n == 1:
		told = fmt.Sprintf("Of %s there, this one predicts it.", countOf(all, "finding"))
	case n > 1:
		told = fmt.Sprintf("Of %s there, %d predict it, the worst first.", countOf(all, "finding"), n)
	default:
		told = fmt.Sprintf("Of %s there, none predicts it. What no file shows is left: what is deployed, the function's code, the caller.", countOf(all, "finding"))
	}
	if open > 0 {
		told += fmt.Sprintf(" Also there: %s with a refusal whose text is not known; authlint explain refused shows them.", countOf(open, "finding"))
	}
	if n := found.Coverage.Suppressed; n > 0 {
		told += fmt.Sprintf(" Comments silence %d more, which were not looked at.", n)
	}
	if found.Incomplete() {
		told += " Not all of it could be read; the messages on standard error say what."
	}
	return told
}

// countOf writes a number with its noun.
func countOf(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// An outcomePage prints outcomes.
type outcomePage struct{ out *bufio.Writer }

func (p outcomePage) print(o symptom.Outcome, predictors []string) {
	heading(p.out, headline(o))
	for _, line := range [][2]string{{"Gateway response type: ", o.ResponseType}, {"x-amzn-ErrorType: ", o.ErrorType}, {"The execution log names ", o.Logged}} {
		if line[1] != "" {
			fmt.Fprintf(p.out, "%s%s\n", line[0], line[1])
		}
	}
	paragraph(p.out, "", o.Title+".")
	fmt.Fprintln(p.out, "\nWhat to check, in this order:")
	for i, cause := range o.Causes {
		p.cause(i+1, cause)
	}
	fmt.Fprintln(p.out)
	if len(predictors) == 0 {
		fmt.Fprintln(p.out, "No rule predicts it.")
	} else {
		paragraph(p.out, "", "Rules that predict it: "+join(predictors))
	}
	fmt.Fprintln(p.out)
}

// cause prints one reason, and below it what tells it from the others.
func (p outcomePage) cause(number int, c symptom.Cause) {
	const indent = "    "
	fmt.Fprintln(p.out)
	label := fmt.Sprintf("%3d ", number)
	for i, line := range report.Wrap(c.What, lineWidth-len(indent)) {
		if i > 0 {
			label = indent
		}
		fmt.Fprintf(p.out, "%s%s\n", label, line)
	}
	if c.Called != "" {
		paragraph(p.out, indent, "- The authorizer's function "+string(c.Called)+".")
	}
	if c.When != "" {
		paragraph(p.out, indent, "- Seen on: "+c.When+".")
	}
	if c.Tell != "" {
		paragraph(p.out, indent, "- "+c.Tell)
	}
	if !c.Evidence.Sure() {
		paragraph(p.out, indent, "- Evidence: "+string(c.Evidence)+".")
	}
}

// headline names an outcome as people see it.
func headline(o symptom.Outcome) string {
	switch {
	case o.Browser != "":
		return "In a browser: a CORS error"
	case len(o.Exposure) > 0:
		return "An answer of the backend, " + strconv.Itoa(o.Status) + " or the like"
	case o.Deployment == "refused" && o.Body != "":
		return "Deployment refused: " + o.Body
	case o.Deployment != "":
		return "Deployment " + o.Deployment
	}
	parts := []string{protocolNames[o.Protocol]}
	if o.Status != 0 {
		parts = append(parts, strconv.Itoa(o.Status))
	}
	if o.Body != "" {
		parts = append(parts, o.Body)
	}
	return strings.Join(parts, " ")
}

var protocolNames = map[string]string{
	"":                "Any API:",
	symptom.REST:      "REST API:",
	symptom.HTTP:      "HTTP API:",
	symptom.WebSocket: "WebSocket API, the answer to the handshake:",
}

// heading prints a line with one below it.
func heading(out *bufio.Writer, text string) {
	lines := report.Wrap(text, lineWidth)
	width := 0
	for _, line := range lines {
		fmt.Fprintln(out, line)
		width = max(width, len([]rune(line)))
	}
	fmt.Fprintf(out, "%s\n\n", strings.Repeat("=", min(width, lineWidth)))
}

// paragraph prints a text, broken to the width of a terminal; what follows a dash of a
// list stands below it.
func paragraph(out *bufio.Writer, indent, text string) {
	for i, line := range report.Wrap(text, lineWidth-len(indent)-2) {
		if i > 0 && strings.HasPrefix(text, "- ") {
			line = "  " + line
		}
		fmt.Fprintf(out, "%s%s\n", indent, line)
	}
}
