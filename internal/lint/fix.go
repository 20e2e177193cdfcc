package lint

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/fix"
	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/parsers"
)

// makeEdits finds the bytes that the fixes of findings are about. A finding keeps no fix
// that cannot be made: what would have to change is not written as such.
func (p *parsed) makeEdits(findings []finding.Finding) {
	editors := parsers.NewEditors(p.files)
	for i, f := range findings {
		if f.Fix == nil {
			continue
		}
		edits, err := editors.Edits(f.Fix.Changes)
		if err != nil {
			findings[i].Fix = nil
			continue
		}
		fix := *f.Fix
		fix.Edits = edits
		findings[i].Fix = &fix
	}
}

// Fixed is what the fixes of a run make of it.
type Fixed struct {
	Before, Run finding.Run // what is found before them, and after them
	Fixes       int         // how many findings they fixed
	Root        string      // an absolute path
	Rewrites    []Rewrite   // sorted by name
}

// A Rewrite is a file that fixes change.
type Rewrite struct {
	Name          string // relative to the root, without symbolic links
	Before, After []byte
}

// maxRounds is how often fixes are looked for in what fixes made.
const maxRounds = 10

// Fix finds out what the safe fixes, or all of them, make of the files, and writes nothing.
// Each fix is tried: it is kept where its finding is gone after it, nothing worse came, and
// nothing in the model changed but what the rule says that it may. Why one is not kept is a
// note in the Problems of both runs. An error means that there are no fixes: also the end of
// ctx is one.
func Fix(ctx context.Context, options Options, unsafe bool) (Fixed, error) {
	f := fixer{ctx: ctx, options: options, unsafe: unsafe, original: map[string][]byte{}, refused: map[identity]string{}}
	first, err := f.analyse(options)
	if err != nil {
		return Fixed{}, err
	}
	state := first
	for range maxRounds {
		before := f.fixes
		if state, err = f.round(state); err != nil {
			return Fixed{}, err
		}
		if f.fixes == before {
			break
		}
	}
	return f.result(first.run, state), nil
}

// A fixer tries fixes.
type fixer struct {
	ctx      context.Context
	options  Options
	unsafe   bool
	fixes    int
	original map[string][]byte   // of the files that changed
	refused  map[identity]string // the findings that are not fixed, and why
}

// analyse reads everything. What is left out for lack of time would look as if it were fixed.
func (f *fixer) analyse(options Options) (analysis, error) {
	state, err := analyse(f.ctx, options)
	if err == nil && f.ctx.Err() != nil {
		err = fmt.Errorf("nothing is fixed: %w", context.Cause(f.ctx))
	}
	return state, err
}

// An identity is what stays of a finding when another one is fixed.
type identity struct{ rule, api, address, file string }

func identityOf(f finding.Finding) identity {
	return identity{f.Rule, f.API, f.Address, f.Range.File}
}

// round makes the fixes of a state that go together.
func (f *fixer) round(state analysis) (analysis, error) {
	t := trial{fixer: f, from: state, state: state}
	var candidates []finding.Finding
	for _, found := range state.run.Findings {
		if found.Fix != nil && (found.Fix.Safe || f.unsafe) && f.refused[identityOf(found)] == "" {
			candidates = append(candidates, found)
		}
	}
	if err := t.try(candidates); err != nil {
		return state, err
	}
	for name := range t.changed(t.edits) {
		if _, known := f.original[name]; !known {
			f.original[name] = state.parsed.files[name].Data
		}
	}
	f.options = f.options.overlaid(t.changed(t.edits))
	f.fixes += t.fixes
	return t.state, nil
}

// A trial is a round: the edits that are kept so far, all of them in the files of one state.
type trial struct {
	*fixer
	from, state analysis // before any of the edits, and after them
	edits       []finding.Edit
	touches     []string
	fixes       int
}

// try makes some fixes together, and where that does not do, in two parts.
func (t *trial) try(candidates []finding.Finding) error {
	if len(candidates) == 0 {
		return nil
	}
	edits, touches := t.edits, slices.Clone(t.touches)
	var joined []finding.Finding
	for _, c := range candidates {
		more, ok := fix.Join(edits, c.Fix.Edits)
		if !ok {
			continue // the next round finds it again
		}
		edits = more
		touches = append(touches, c.Fix.Touches...)
		joined = append(joined, c)
	}
	if len(joined) == 0 {
		return nil
	}
	state, against, err := t.verify(edits, touches, joined)
	switch {
	case err != nil:
		return err
	case against.why == "":
		t.edits, t.touches, t.state = edits, touches, state
		t.fixes += len(joined)
		return nil
	case len(joined) == 1:
		t.refused[identityOf(joined[0])] = against.why
		return nil
	}
	first, second := against.parts(joined)
	if err := t.try(first); err != nil {
		return err
	}
	return t.try(second)
}

// An objection is why some fixes should not be made together. No why: they may be.
type objection struct {
	why  string
	apis map[subject]bool // that it is about; none where nobody can tell
}

// A subject is an API in a file: many files have one of the same address.
type subject struct{ api, file string }

func (s subject) compare(other subject) int {
	return cmp.Or(cmp.Compare(s.file, other.file), cmp.Compare(s.api, other.api))
}

func subjectOf(f finding.Finding) subject { return subject{f.API, f.Range.File} }

// add keeps the first reason, and all APIs.
func (o *objection) add(why string, api subject) {
	if o.why == "" {
		o.why, o.apis = why, map[subject]bool{}
	}
	o.apis[api] = true
}

// parts are two or more fixes in two parts, to be tried one after the other: reading
// everything again takes long, so that what nothing is said against comes first, together,
// and then one API at a time.
func (o objection) parts(fixes []finding.Finding) (first, second []finding.Finding) {
	for _, by := range []func(finding.Finding) bool{
		func(f finding.Finding) bool { return !o.apis[subjectOf(f)] },
		func(f finding.Finding) bool { return subjectOf(f) == subjectOf(fixes[0]) },
	} {
		first, second = nil, nil
		for _, f := range fixes {
			if by(f) {
				first = append(first, f)
			} else {
				second = append(second, f)
			}
		}
		if len(first) > 0 && len(second) > 0 {
			return first, second
		}
	}
	half := len(fixes) / 2
	return fixes[:half], fixes[half:]
}

// changed are the files after some edits, by name.
func (t *trial) changed(edits []finding.Edit) map[string][]byte {
	byFile := map[string][]finding.Edit{}
	for _, edit := range edits {
		byFile[edit.Range.File] = append(byFile[edit.Range.File], edit)
	}
	files := map[string][]byte{}
	for name, edits := range byFile {
		files[name] = finding.Apply(t.from.parsed.files[name].Data, edits)
	}
	return files
}

// overlaid adds files to those that the disk does not have as they are.
func (o Options) overlaid(files map[string][]byte) Options {
	overlay := map[string][]byte{}
	maps.Copy(overlay, o.overlay)
	maps.Copy(overlay, files)
	o.overlay = overlay
	return o
}

// verify reads everything once more with some edits made.
func (t *trial) verify(edits []finding.Edit, touches []string, fixed []finding.Finding) (state analysis, against objection, err error) {
	state, err = t.analyse(t.options.overlaid(t.changed(edits)))
	if err != nil {
		return state, against, err
	}
	if failures(state.run) > failures(t.state.run) {
		return state, objection{why: "what would be left cannot be read"}, nil
	}
	if against = compareFindings(t.state.run.Findings, state.run.Findings, fixed); against.why == "" {
		against, err = compareModels(touches, t.from.parsed.apis(), state.parsed.apis())
	}
	return state, against, err
}

// compareModels objects to changes of what none of the given fields hold.
func compareModels(touches []string, before, after []*model.API) (against objection, err error) {
	was, is := bySubject(before), bySubject(after)
	all := maps.Clone(was)
	maps.Copy(all, is)
	for _, api := range slices.SortedFunc(maps.Keys(all), subject.compare) {
		fields, err := fix.Outside(touches, was[api], is[api])
		if err != nil {
			return against, err
		}
		if len(fields) > 0 {
			against.add("it would also change "+strings.Join(fields[:min(3, len(fields))], ", "), api)
		}
	}
	return against, nil
}

func bySubject(apis []*model.API) map[subject][]*model.API {
	all := map[subject][]*model.API{}
	for _, api := range apis {
		key := subject{api.Address, api.Range.File}
		all[key] = append(all[key], api)
	}
	return all
}

// failures counts what could not be read.
func failures(run finding.Run) (n int) {
	for _, problem := range run.Problems {
		if !problem.Note {
			n++
		}
	}
	return n
}

// compareFindings objects to findings after some fixes: one is still there, or another came
// that is as bad as what was fixed.
func compareFindings(before, after, fixed []finding.Finding) (against objection) {
	left := map[identity]int{}
	for _, f := range before {
		left[identityOf(f)]++
	}
	gone := map[identity]bool{}
	for _, f := range fixed {
		left[identityOf(f)]--
		gone[identityOf(f)] = true
	}
	for _, f := range after {
		key := identityOf(f)
		if left[key]--; left[key] >= 0 {
			continue
		}
		switch {
		case gone[key]:
			against.add("the finding would still be there", subjectOf(f))
		case f.Severity.AtLeast(leastOf(fixed, subjectOf(f))):
			against.add(fmt.Sprintf("it would bring another one: %s: %s", f.Rule, f.Message), subjectOf(f))
		}
	}
	return against
}

// leastOf is the least severity that is fixed in an API, or else anywhere: what comes there
// must be less, since any other finding may hide it.
func leastOf(fixed []finding.Finding, api subject) finding.Severity {
	elsewhere := func(f finding.Finding) bool { return subjectOf(f) != api }
	here := slices.DeleteFunc(slices.Clone(fixed), elsewhere)
	if len(here) == 0 {
		here = fixed
	}
	least := here[0].Severity
	for _, f := range here {
		if least.AtLeast(f.Severity) {
			least = f.Severity
		}
	}
	return least
}

// result is what all rounds made. A file with several names is one file; where its names
// differ in what is fixed, the next run finds the rest.
func (f *fixer) result(before finding.Run, state analysis) Fixed {
	fixed := Fixed{Before: f.explained(before), Run: f.explained(state.run), Fixes: f.fixes, Root: state.parsed.rootPath}
	seen := map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(f.original)) {
		real := realName(fixed.Root, name)
		if !seen[real] {
			seen[real] = true
			fixed.Rewrites = append(fixed.Rewrites, Rewrite{real, f.original[name], f.options.overlay[name]})
		}
	}
	slices.SortFunc(fixed.Rewrites, func(a, b Rewrite) int { return cmp.Compare(a.Name, b.Name) })
	return fixed
}

// explained is a run that says why findings in it are not fixed.
func (f *fixer) explained(run finding.Run) finding.Run {
	problems := slices.Clone(run.Problems)
	for _, found := range run.Findings {
		if why := f.refused[identityOf(found)]; why != "" {
			problems = append(problems, source.Problem{Range: found.Range, Message: fmt.Sprintf("%s is not fixed: %s", found.Rule, why), Note: true})
		}
	}
	run.Problems = tidy(problems)
	return run
}

// realName is where a name below the root leads through symbolic links.
func realName(root, name string) string {
	if target, err := filepath.EvalSymlinks(filepath.Join(root, filepath.FromSlash(name))); err == nil {
		if real, err := NameBelow(root, target); err == nil {
			return real
		}
	}
	return name
}
