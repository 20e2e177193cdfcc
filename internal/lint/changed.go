package lint

import (
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/config"
	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/parsers"
)

// isPartial reports whether only what depends on changed files is reported. Settings and
// rules of users' own speak for everything: when they change, everything is.
func (o Options) isPartial(root string) bool {
	settings := slices.Clone(config.Names)
	for _, file := range o.Config.Files {
		settings = append(settings, file.Name)
	}
	if o.Config.Baseline != "" {
		settings = append(settings, o.Config.Baseline)
	}
	return o.Changed != nil && !slices.ContainsFunc(o.Changed, func(name string) bool {
		return slices.Contains(settings, name) || o.isOfRules(filepath.Join(root, filepath.FromSlash(name)))
	})
}

// isOfRules reports whether a path is a file of rules of users' own, or a directory of such.
// Their tests change no answer.
func (o Options) isOfRules(name string) bool {
	isRule := strings.HasSuffix(name, ".rego") && !strings.HasSuffix(name, "_test.rego")
	return slices.ContainsFunc(o.Rules.Directories(), func(dir string) bool { return below(name, dir) || isRule && below(dir, name) })
}

// watched is the root for the reading of one unit.
func (p *parsed) watched(root *source.Root) *source.Root {
	if p.changed == nil {
		return root
	}
	return root.Watched()
}

// uses completes what a unit depends on by the files that were opened for it elsewhere.
func (u *unit) uses(root *source.Root) {
	u.root = root
	for _, file := range u.reading.Files {
		root.Uses(file.Name)
	}
}

// restrict leaves the units that depend on a changed file, and those beside them: they
// share a file with one. What rules say about a place in a shared file is told as one
// finding, so that it must not depend on which of them changed.
func (p *parsed) restrict(units []unit) (kept []unit) {
	shared := map[string]bool{}
	for i, u := range units {
		if units[i].changed = u.root.DependsOn(p.changed); units[i].changed {
			for _, file := range u.reading.Files {
				shared[file.Name] = true
			}
		}
	}
	for _, u := range units {
		if u.changed || slices.ContainsFunc(u.reading.Files, func(file *source.File) bool { return shared[file.Name] }) {
			kept = append(kept, u)
		}
	}
	p.problems = slices.DeleteFunc(p.problems, func(problem source.Problem) bool { return !p.concerns(problem.Range.File, kept) })
	return kept
}

// concerns reports whether a file or a directory that could not be read has to do with
// what changed.
func (p *parsed) concerns(name string, kept []unit) bool {
	at := source.NewChanges([]string{name})
	for changed := range p.changed {
		if at.Has(changed) {
			return true
		}
	}
	return p.changed.Has(name) || slices.ContainsFunc(kept, func(u unit) bool { return u.changed && u.root.DependsOn(at) })
}

// countChanged counts the files of the units that are reported, and no others.
func (p *parsed) countChanged(units []unit) {
	names := map[string]bool{}
	for _, u := range units {
		for _, file := range u.reading.Files {
			if u.changed && parsers.ShapeOf(file.Name) != parsers.Other {
				names[path.Clean(file.Name)] = true
			}
		}
	}
	p.coverage.Files, p.coverage.Read, p.coverage.Skipped = len(names), len(names), 0
}

// reports reports whether an API is of a unit that is reported.
func (p *parsed) reports(api *model.API) bool { return !p.beside[api] }

// A cause is what findings have in common that are told as one.
type cause struct {
	rule string
	at   source.Range
}

// reported are the findings of the units that are reported. Where a unit beside them has
// one with the same cause, it is part of the same finding.
func (o Options) reported(run finding.Run, parsed *parsed, answers []answer) []finding.Finding {
	all := o.findings(run, parsed, answers)
	if len(parsed.beside) == 0 {
		return all
	}
	own := map[cause][]finding.Finding{}
	answers = slices.DeleteFunc(slices.Clone(answers), func(a answer) bool { return !parsed.reports(a.api) })
	for _, f := range o.findings(run, parsed, answers) {
		own[cause{f.Rule, f.Range}] = append(own[cause{f.Rule, f.Range}], f)
	}
	return slices.DeleteFunc(all, func(f finding.Finding) bool {
		return !slices.ContainsFunc(own[cause{f.Rule, f.Range}], func(other finding.Finding) bool { return sameCause(other, f) })
	})
}
