// Package lint is the run: it finds the files, has them parsed, asks the rules about
// every API, drops what comments silence, and sorts what is left.
package lint

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"reflect"
	"runtime/debug"
	"slices"
	"time"

	"github.com/authlint/authlint/internal/baseline"
	"github.com/authlint/authlint/internal/config"
	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/rules"
)

// Options say what to look at and which rules to ask.
type Options struct {
	// Root is the boundary of reading. Empty: the Git top level around the paths,
	// else the paths themselves.
	Root string

	// Paths are files and directories as given on the command line; "-" is Stdin. Nil:
	// the working directory. Empty: nothing at all.
	Paths []string

	// Listed is how many of the Paths, the last ones, are of a list that somebody else
	// made: as in a directory, the name of a file says whether it is looked at.
	Listed int

	// MaxFileSize is the size, in bytes, above which no file is read. 0: as source.Limit says.
	MaxFileSize int64

	// Timeout is how long a run may take. 0: two minutes.
	Timeout time.Duration

	// Jobs is how much is done at the same time. 0: as the processors allow. What comes
	// out is the same.
	Jobs int

	// Progress is told how far the run is, if it is not nil.
	Progress *Progress

	// ListFiles keeps in the Run what every file in view was read as, or why it was not.
	ListFiles bool

	Stdin         io.Reader
	StdinFilename string // says what Stdin is and where it would lie

	// Inputs are values of Terraform variables, later ones winning, and files of such
	// values, which lie below the root.
	Inputs []Input

	// Workspace is what terraform.workspace is. Empty: nobody knows.
	Workspace string

	// Parameters are values given to parameters of CloudFormation templates, by name.
	Parameters map[string]string

	// Select and Ignore are rule ids. With Select, only those rules are asked, the
	// pedantic ones included.
	Select, Ignore []string

	// NoIgnores reports what comments and settings silence; what they are told of, such
	// as their last day, is told all the same.
	NoIgnores bool

	// ShowSuppressed keeps the findings that are not reported in the Run.
	ShowSuppressed bool

	// MinSeverity hides what is less severe. Empty: nothing is hidden.
	MinSeverity finding.Severity

	// Exclude are patterns of files and directories that are not looked at, relative to
	// the root.
	Exclude []string

	// Changed are files, relative to the root, that changed, came or went, and
	// directories of such. Of what the paths hold, only the units that depend on one of
	// them are reported. Nil: all of it.
	Changed []string

	// Baseline are findings that were there before, and are not reported. So are those of
	// Base, which Before makes.
	Baseline, Base baseline.Baseline

	layer *source.Layer // what of the root was otherwise at the time that is asked about

	// overlay are contents of files that the disk does not have, by their names.
	overlay map[string][]byte

	// Rules are rules of users' own, which are asked beside the built-in ones. Nil: none.
	Rules *rules.Custom

	// Config is what authlint.yaml says; Select and Ignore, Inputs, Workspace and
	// Parameters win over it. Nil: nothing is said.
	Config *config.Config
}

// Run analyses the paths. An error means that nothing was analysed: a path that does
// not exist, a rule that is not known. What could not be read is in the Run's Problems.
func Run(ctx context.Context, options Options) (finding.Run, error) {
	a, err := analyse(ctx, options)
	return a.run, err
}

// Gone are the findings of the baseline that are there no more, as far as their files
// were looked at.
func Gone(ctx context.Context, options Options) (baseline.Baseline, finding.Run, error) {
	a, err := analyse(ctx, options)
	return a.gone, a.run, err
}

// An analysis is a run, and what it is about.
type analysis struct {
	run    finding.Run
	gone   baseline.Baseline // of the baseline: what is there no more
	parsed *parsed
}

func analyse(ctx context.Context, options Options) (analysis, error) {
	options.inherit()
	ctx, done := options.limited(ctx)
	defer done()
	known, err := options.Rules.All()
	if err != nil {
		return analysis{}, err
	}
	asked, err := options.rules(known)
	if err != nil {
		return analysis{}, err
	}
	parsed, err := parse(ctx, options)
	if err != nil {
		return analysis{}, err
	}
	answers, err := options.askAll(ctx, parsed)
	if err != nil {
		return analysis{}, err
	}

	run := finding.Run{Rules: asked, Problems: parsed.problems, Coverage: parsed.coverage, Looked: parsed.looked}
	for _, answer := range answers {
		if !parsed.reports(answer.api) {
			continue
		}
		for _, err := range eachOf(answer.err) {
			run.Problems = append(run.Problems, source.Problem{Range: answer.api.Range, Message: err.Error()})
		}
	}
	run.Findings = options.reported(run, parsed, answers)
	parsed.suppress(&run, ruleIDs(known), options, time.Now())
	run.Findings, run.Suppressed = distinct(run.Findings), distinct(run.Suppressed)
	run.Coverage.Suppressed = len(run.Suppressed)
	gone := parsed.subtract(&run, options.Baseline)
	parsed.subtractBase(&run, options.Base)
	if slices.SortFunc(run.Suppressed, finding.Compare); !options.ShowSuppressed {
		run.Suppressed = nil
	}
	parsed.makeEdits(run.Findings)
	run.Problems = tidy(run.Problems)
	for _, file := range options.Config.Files {
		parsed.files[file.Name] = file
	}
	run.Files = pointedAt(run, parsed.files)
	return analysis{run, gone, parsed}, nil
}

// eachOf takes joined errors apart.
func eachOf(err error) []error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var all []error
		for _, one := range joined.Unwrap() {
			all = append(all, eachOf(one)...)
		}
		return all
	}
	if err == nil {
		return nil
	}
	return []error{err}
}

// timeLimit is how long a run may take unless Options say otherwise.
const timeLimit = 2 * time.Minute

// limited gives a run its time. What is not begun when it is over is left out, and told of.
func (o Options) limited(ctx context.Context) (context.Context, context.CancelFunc) {
	limit := cmp.Or(o.Timeout, timeLimit)
	return context.WithTimeoutCause(ctx, limit, fmt.Errorf("the run took longer than %v (--timeout)", limit))
}

// rulesLimited gives all rules over all APIs half of that.
func (o Options) rulesLimited(ctx context.Context) (context.Context, context.CancelFunc) {
	limit := cmp.Or(o.Timeout, timeLimit) / 2
	return context.WithTimeoutCause(ctx, limit, fmt.Errorf("the rules took longer than %v (half of --timeout)", limit))
}

func (o Options) crew() crew { return crew{o.Jobs, o.Progress} }

// answer is what the rules say about one API.
type answer struct {
	api      *model.API
	findings []finding.Finding
	err      error
}

// askAll asks the rules about every API, those of users' own last: they can keep no other
// rule from being asked. Without any API, the built-in rules are not even compiled.
func (o Options) askAll(ctx context.Context, parsed *parsed) ([]answer, error) {
	apis := parsed.apis()
	if len(apis) == 0 {
		return nil, nil
	}
	engine, err := rules.Load(o.asks)
	if err != nil {
		return nil, err
	}
	ctx, done := o.rulesLimited(ctx)
	defer done()
	crew := o.crew()
	answers := parallel(crew, "asking the rules about APIs", apis, func(api *model.API) answer { return ask(ctx, engine, api) })
	for _, custom := range o.Rules.Engines(o.asks) {
		answers = append(answers, parallel(crew, "asking rules of your own about APIs", apis, func(api *model.API) answer { return parsed.sound(ask(ctx, custom, api)) })...)
	}
	return answers, nil
}

// ask keeps a crash over one API from ending the run.
func ask(ctx context.Context, engine *rules.Engine, api *model.API) (a answer) {
	a.api = api
	defer func() {
		if crash := recover(); crash != nil {
			a.err = crashed(crash)
		}
	}()
	a.findings, a.err = Ask(ctx, engine, api)
	return a
}

// Ask returns what rules find in an API: in all that is certain of it, and in each of the
// worlds that a deployment may make of the rest. An error comes with what was found.
func Ask(ctx context.Context, engine *rules.Engine, api *model.API) ([]finding.Finding, error) {
	findings, err := engine.Ask(ctx, api)
	if err != nil || len(api.Worlds) == 0 {
		return findings, err
	}
	sure, err := inAllWorlds(ctx, engine, api.Worlds)
	return withNew(findings, sure), err
}

// crashed is what to tell of a mistake of authlint's own.
func crashed(crash any) error {
	return fmt.Errorf("authlint failed on this, which is a mistake of its own that its developers want to hear of: %v\n%s", crash, debug.Stack())
}

// findings are what the answers say, where people can act on it.
func (o Options) findings(run finding.Run, parsed *parsed, answers []answer) (all []finding.Finding) {
	for _, answer := range answers {
		all = append(all, answer.findings...)
	}
	byDefaults(all, parsed.defaults, parsed.apis())
	atCalls(all, parsed.fetched)
	return o.configured(run.Rule, all)
}

// configured gives findings the severity that the settings say, and drops those that
// they switch off in their file or hide. Rules that are selected are on everywhere.
func (o Options) configured(rule func(id string) finding.Rule, findings []finding.Finding) []finding.Finding {
	var kept []finding.Finding
	for _, f := range findings {
		changed, enabled := o.Config.Apply(rule(f.Rule), f)
		if (enabled || len(o.Select) > 0) && changed.Severity.AtLeast(cmp.Or(o.MinSeverity, finding.Note)) {
			kept = append(kept, changed)
		}
	}
	return kept
}

// Models parses without asking any rule. The Run has the problems and the coverage.
func Models(ctx context.Context, options Options) (model.Document, finding.Run, error) {
	options.inherit()
	ctx, done := options.limited(ctx)
	defer done()
	parsed, err := parse(ctx, options)
	if err != nil {
		return model.Document{}, finding.Run{}, err
	}
	run := finding.Run{Problems: tidy(parsed.problems), Coverage: parsed.coverage, Looked: parsed.looked}
	run.Files = pointedAt(run, parsed.files)
	return model.Document{SchemaVersion: model.SchemaVersion, APIs: append([]*model.API{}, parsed.apis()...)}, run, nil
}

// rules are those that are asked for.
func (o Options) rules(all []finding.Rule) ([]finding.Rule, error) {
	for _, id := range slices.Concat(o.Select, o.Ignore) {
		if !slices.ContainsFunc(all, func(rule finding.Rule) bool { return rule.ID == id }) {
			return nil, UnknownRuleError{ID: id, Known: all}
		}
	}
	return slices.DeleteFunc(slices.Clone(all), func(rule finding.Rule) bool { return !o.asks(rule) }), nil
}

// asks reports whether a rule is asked for.
func (o Options) asks(rule finding.Rule) bool {
	selected := o.Config.Asks(rule)
	if len(o.Select) > 0 {
		selected = slices.Contains(o.Select, rule.ID)
	}
	return selected && !slices.Contains(o.Ignore, rule.ID)
}

// An UnknownRuleError is a rule id that no rule has.
type UnknownRuleError struct {
	ID    string
	Known []finding.Rule
}

func (e UnknownRuleError) Error() string { return fmt.Sprintf("there is no rule %q", e.ID) }

// distinct sorts findings and makes one of those with one cause: a rule that points
// to one place several times, for the instances of a module or for all the methods
// that a default setting reaches, is one mistake.
func distinct(findings []finding.Finding) []finding.Finding {
	slices.SortFunc(findings, finding.Compare)
	var kept []finding.Finding
	folded := map[int][]string{} // by index in kept: the messages of the others
	for _, f := range findings {
		last := len(kept) - 1
		if last < 0 || !sameCause(kept[last], f) {
			kept = append(kept, f)
			continue
		}
		for _, method := range f.Predicts.Methods {
			if !slices.Contains(kept[last].Predicts.Methods, method) {
				kept[last].Predicts.Methods = append(slices.Clip(kept[last].Predicts.Methods), method)
			}
		}
		if f.Message != kept[last].Message && !slices.Contains(folded[last], f.Message) {
			folded[last] = append(folded[last], f.Message)
		}
	}
	for i, others := range folded {
		kept[i].Message += fmt.Sprintf(" (and %d more of the kind here)", len(others))
	}
	return kept
}

// sameCause reports whether two findings differ at most in what they name.
func sameCause(a, b finding.Finding) bool {
	p, q := a.Predicts, b.Predicts
	p.Methods, q.Methods = nil, nil
	return a.Rule == b.Rule && a.Range == b.Range && a.Severity == b.Severity && reflect.DeepEqual(p, q)
}

// maxProblems is how many problems of one file are worth reading.
const maxProblems = 100

// tidy sorts problems, drops repeated ones and cuts what one file has too many of.
func tidy(problems []source.Problem) []source.Problem {
	slices.SortFunc(problems, func(a, b source.Problem) int {
		return cmp.Or(a.Range.Compare(b.Range), cmp.Compare(a.Message, b.Message))
	})
	problems = slices.CompactFunc(problems, func(a, b source.Problem) bool { return a.Range == b.Range && a.Message == b.Message })

	var kept []source.Problem
	counts := map[string]int{}
	for _, problem := range problems {
		counts[problem.Range.File]++
		if counts[problem.Range.File] <= maxProblems {
			kept = append(kept, problem)
		}
	}
	for _, problem := range kept {
		if more := counts[problem.Range.File] - maxProblems; more > 0 {
			kept = append(kept, source.Problem{Range: source.Range{File: problem.Range.File}, Message: fmt.Sprintf("and %d more problems in this file", more)})
			delete(counts, problem.Range.File)
		}
	}
	return kept
}

// pointedAt keeps the files that a report shows lines of.
func pointedAt(run finding.Run, files map[string]*source.File) map[string]*source.File {
	kept := map[string]*source.File{}
	keep := func(r source.Range) {
		if file := files[r.File]; file != nil {
			kept[r.File] = file
		}
	}
	for _, f := range slices.Concat(run.Findings, run.Suppressed) {
		keep(f.Range)
		if f.Suppression != nil {
			keep(f.Suppression.Range)
		}
		for _, related := range f.Related {
			keep(related.Range)
		}
		if f.Fix != nil {
			for _, edit := range f.Fix.Edits {
				keep(edit.Range)
			}
		}
	}
	for _, problem := range run.Problems {
		keep(problem.Range)
	}
	return kept
}
