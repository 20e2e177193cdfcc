package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/source"
)

// Terminal is how people see a run. The zero Terminal has no colours and ends with
// the summary.
type Terminal struct {
	Color bool      // with ANSI colours
	Quiet bool      // findings only, without the summary
	Links *Links    // where what it names can be opened; nil: it names it only
	Began time.Time // of the run, to tell how long it took; zero: it does not tell
}

// remarkWidth is how many characters the remarks below a finding have on a line.
const remarkWidth = 100

// shownPlaces is how many related places a finding shows, and how many messages of one.
const shownPlaces = 5

// Text writes each finding with its place, the text that it is about, what the
// caller will see and the remedy.
func (t Terminal) Text(w io.Writer, run finding.Run) error {
	out := bufio.NewWriter(w)
	for _, f := range slices.Concat(run.Findings, run.Suppressed) {
		page{out, t.palette(), t.Links, run, gutter(run, f)}.finding(f)
	}
	if !t.Quiet {
		out.WriteString(t.summary(run))
	}
	return out.Flush() // keeps the first error of all the writes
}

func (t Terminal) summary(run finding.Run) string {
	if t.Began.IsZero() {
		return Summary(run)
	}
	return fmt.Sprintf("%s, in %.2f s\n", strings.TrimSuffix(Summary(run), "\n"), time.Since(t.Began).Seconds())
}

// A page prints one finding. Its gutter is the width of the line numbers.
type page struct {
	out *bufio.Writer
	palette
	links  *Links
	run    finding.Run
	gutter int
}

func (p page) finding(f finding.Finding) {
	head := fmt.Sprintf("%s[%s]", f.Severity, f.Rule)
	if f.Suppression != nil {
		head = suppressedMark(*f.Suppression) + " " + head
	}
	fmt.Fprintf(p.out, "%s%s\n", p.severity(f.Severity, head), p.bold(": "+SafeText(f.Message)))
	p.place("-->", f.Range)
	if len(fileOf(p.run, f.Range).Data) > 0 {
		p.rail()
		p.snippet(f.Range, '^', nil, f.Severity)
		p.rail()
	}
	p.related(f.Related)
	for _, clause := range outcomes(f.Predicts) {
		p.remark("", clause)
	}
	if f.Suppression != nil {
		p.remark(suppressedMark(*f.Suppression)+": ", whySuppressed(p.run, *f.Suppression))
		p.out.WriteByte('\n')
		return // nobody is to act on it
	}
	rule := p.run.Rule(f.Rule)
	if rule.Remedy != "" {
		p.remark("help: ", rule.Remedy)
	}
	if f.Fix != nil {
		p.remark("fix: ", f.Fix.Description+" (authlint "+fixFlag(f.Fix)+")")
	}
	if len(rule.References) > 0 {
		p.remarked("docs: ", rule.References[0], func(line string) string { return p.links.to(line, SafeText(line)) })
	}
	p.out.WriteByte('\n')
}

// fixFlag is what makes a fix.
func fixFlag(fix *finding.Fix) string {
	if fix.Safe {
		return "--fix"
	}
	return "--fix=unsafe"
}

// place prints where a snippet is from.
func (p page) place(arrow string, at source.Range) {
	position := fileOf(p.run, at).Position(at.Start)
	where := fmt.Sprintf("%s:%d:%d", SafeText(at.File), position.Line, position.Column)
	fmt.Fprintf(p.out, "%*s%s %s\n", p.gutter, "", p.frame(arrow), p.links.toFile(at.File, where))
}

// rail prints the empty line above and below a snippet.
func (p page) rail() { fmt.Fprintf(p.out, "%*s %s\n", p.gutter, "", p.frame("|")) }

// related prints other places, each once with all that is said about it.
func (p page) related(related []finding.Related) {
	var places []source.Range
	messages := map[source.Range][]string{}
	for _, r := range related {
		if _, known := messages[r.Range]; !known {
			places = append(places, r.Range)
		}
		messages[r.Range] = append(messages[r.Range], r.Message)
	}
	for _, at := range places[:min(len(places), shownPlaces)] {
		p.place(":::", at)
		p.snippet(at, '-', messages[at], "")
	}
	if more := len(places) - shownPlaces; more > 0 {
		p.remark("", "and "+Plural(more, "more place"))
	}
}

// snippet prints the first line of a range, a line that marks it, and what is said
// about it.
func (p page) snippet(at source.Range, mark byte, labels []string, severity finding.Severity) {
	file := fileOf(p.run, at)
	line, marks := excerpt(file, at, mark)
	number := strconv.Itoa(file.Position(at.Start).Line)
	fmt.Fprintf(p.out, "%s %s\n", p.frame(fmt.Sprintf("%*s |", p.gutter, number)), strings.TrimRight(line, " "))
	for _, label := range shortened(labels) {
		p.mark(strings.TrimRight(marks+" "+SafeText(label), " "), severity)
		marks = strings.Repeat(" ", len(marks))
	}
}

// shortened is what is said about one place: at least one line, which may be empty,
// and not too many.
func shortened(labels []string) []string {
	switch {
	case len(labels) == 0:
		return []string{""}
	case len(labels) > shownPlaces:
		return append(labels[:shownPlaces:shownPlaces], fmt.Sprintf("and %d more", len(labels)-shownPlaces))
	default:
		return labels
	}
}

// mark prints a line below a line of text.
func (p page) mark(marks string, severity finding.Severity) {
	indent := len(marks) - len(strings.TrimLeft(marks, " "))
	fmt.Fprintf(p.out, "%*s %s %s%s\n", p.gutter, "", p.frame("|"), marks[:indent], p.severity(severity, marks[indent:]))
}

// remark prints a text below the snippets, broken to a width that reads well.
func (p page) remark(label, text string) { p.remarked(label, text, SafeText) }

// remarked is remark with a say in how a line is shown.
func (p page) remarked(label, text string, show func(string) string) {
	for i, line := range Wrap(text, remarkWidth-len(label)) {
		start := p.frame("=") + " " + p.bold(label)
		if i > 0 {
			start = strings.Repeat(" ", len("= ")+len(label))
		}
		fmt.Fprintf(p.out, "%*s %s%s\n", p.gutter, "", start, show(line))
	}
}

// gutter is the width of the widest line number that a finding prints.
func gutter(run finding.Run, f finding.Finding) int {
	last := fileOf(run, f.Range).Position(f.Range.Start).Line
	for _, related := range f.Related {
		last = max(last, fileOf(run, related.Range).Position(related.Range.Start).Line)
	}
	return len(strconv.Itoa(last))
}
