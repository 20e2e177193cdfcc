package lint

import (
	"fmt"
	"slices"
	"time"

	"github.com/authlint/authlint/internal/config"
	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/suggest"
)

// A silencer is what silences findings: a comment, or an entry of the settings.
type silencer struct {
	rules    []string
	by       finding.Suppressor
	reason   string
	until    time.Time // the last day on which it holds; zero: for good
	at       source.Range
	silences func(finding.Finding) bool
	used     map[string]bool // the rules that it did silence

	// inView is whether what it is about was looked at: of a part of a repository nobody
	// can tell that it silences nothing.
	inView bool
}

func (s silencer) expired(today time.Time) bool {
	return !s.until.IsZero() && !today.Before(s.until.AddDate(0, 0, 1))
}

// silencers are all that there are: those of comments by the file that they are in.
func (p *parsed) silencers(settings *config.Config) (comments map[string][]silencer, entries []silencer) {
	comments = map[string][]silencer{}
	for _, ignore := range p.ignores {
		comments[ignore.Covers.File] = append(comments[ignore.Covers.File], silencer{
			by: finding.BySource, rules: ignore.Rules, reason: ignore.Reason, until: ignore.Until, at: ignore.Range, used: map[string]bool{}, inView: p.changed == nil,
			silences: func(f finding.Finding) bool {
				return slices.Contains(ignore.Rules, f.Rule) && ignore.Covers.Start <= f.Range.Start && f.Range.Start <= ignore.Covers.End
			},
		})
	}
	for _, ignore := range settings.Ignores {
		until, _ := time.Parse(time.DateOnly, ignore.Until) // was read as a date
		entries = append(entries, silencer{
			by: finding.BySettings, rules: []string{ignore.Rule}, reason: ignore.Reason, until: until, at: ignore.Range, used: map[string]bool{}, inView: p.looksAt(settings, ignore),
			silences: func(f finding.Finding) bool { return settings.Silences(ignore, f) },
		})
	}
	return comments, entries
}

// looksAt reports whether a file was looked at that an entry of the settings is about.
func (p *parsed) looksAt(settings *config.Config, ignore config.Ignore) bool {
	if p.changed != nil {
		return false
	}
	for name := range p.files {
		if ignore.Path != "" && settings.Matches(ignore.Path, name) {
			return true
		}
	}
	return false
}

// suppress takes the findings out that are silenced today. What is wrong with that which
// silences them is a problem of the run.
func (p *parsed) suppress(run *finding.Run, known []string, options Options, today time.Time) {
	comments, entries := p.silencers(options.Config)
	var kept []finding.Finding
	for _, f := range run.Findings {
		for _, s := range slices.Concat(comments[f.Range.File], entries) {
			if s.expired(today) || !s.silences(f) {
				continue
			}
			s.used[f.Rule] = true
			if f.Suppression == nil {
				f.Suppression = &finding.Suppression{By: s.by, Reason: s.reason, Range: s.at}
			}
		}
		if f.Suppression == nil || options.NoIgnores {
			f.Suppression = nil
			kept = append(kept, f)
		} else {
			run.Suppressed = append(run.Suppressed, f)
		}
	}
	run.Findings = kept
	for _, of := range comments {
		entries = append(entries, of...)
	}
	for _, s := range entries {
		for _, message := range s.complaints(*run, known, options.Config.RequireReason, today) {
			run.Problems = append(run.Problems, source.Problem{Range: s.at, Message: message, Note: true})
		}
	}
}

// complaints are what its author should know of something that silences findings. That
// it silences nothing can be told only where its rule was asked and everything was read.
func (s silencer) complaints(run finding.Run, known []string, requireReason bool, today time.Time) []string {
	if s.expired(today) {
		return []string{fmt.Sprintf("this silences nothing any more: it held until %s", s.until.Format(time.DateOnly))}
	}
	var complaints []string
	if requireReason && s.reason == "" {
		complaints = append(complaints, "this ignore has no reason; say with reason why it is fine")
	}
	for _, id := range s.rules {
		named := func(rule finding.Rule) bool { return rule.ID == id }
		switch {
		case !slices.Contains(known, id):
			complaints = append(complaints, "this silences nothing: "+unknownRule(id, known))
		case !s.used[id] && s.inView && slices.ContainsFunc(run.Rules, named) && !run.Incomplete():
			complaints = append(complaints, fmt.Sprintf("this silences nothing: %s finds nothing here", id))
		}
	}
	return complaints
}

// unknownRule names what may have been meant, and no more: there are many rules.
func unknownRule(id string, known []string) string {
	if near := suggest.Nearest(id, known); near != "" {
		return fmt.Sprintf("there is no rule %q; did you mean %q?", id, near)
	}
	return fmt.Sprintf("there is no rule %q; authlint rules lists them", id)
}
