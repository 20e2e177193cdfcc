package lint

import (
	"context"
	"slices"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/rules"
)

// A claim is what a rule says of a subject, wherever it points to.
type claim struct{ rule, address string }

// inAllWorlds are the findings that an API has whatever a deployment decides: what a
// rule says of a subject in each world. Where one place is named in all of them it is
// that, else it is the place of each world: one of them counts.
func inAllWorlds(ctx context.Context, engine *rules.Engine, worlds []*model.API) ([]finding.Finding, error) {
	claims := map[claim]int{} // how many worlds make it
	var told []finding.Finding
	var times []int // how many worlds tell that finding
	for _, world := range worlds {
		findings, err := engine.Ask(ctx, world)
		if err != nil {
			return nil, err
		}
		made := map[claim]bool{}
		for _, f := range findings {
			made[claimOf(f)] = true
			i := slices.IndexFunc(told, func(other finding.Finding) bool { return sameTold(f, other) })
			if i < 0 {
				told, times = append(told, f), append(times, 1)
				continue
			}
			times[i]++
			if told[i].Severity.AtLeast(f.Severity) {
				told[i] = f
			}
		}
		for c := range made {
			claims[c]++
		}
	}
	everywhere := map[claim]bool{}
	for i, f := range told {
		if times[i] == len(worlds) {
			everywhere[claimOf(f)] = true
		}
	}
	var sure []finding.Finding
	for i, f := range told {
		c := claimOf(f)
		if times[i] == len(worlds) || claims[c] == len(worlds) && !everywhere[c] {
			sure = append(sure, f)
		}
	}
	return sure, nil
}

func claimOf(f finding.Finding) claim { return claim{f.Rule, f.Address} }

// sameTold reports whether two findings say the same of the same place.
func sameTold(a, b finding.Finding) bool { return claimOf(a) == claimOf(b) && a.Range == b.Range }

// withNew adds the claims of others that nobody has made yet.
func withNew(findings, others []finding.Finding) []finding.Finding {
	made := map[claim]bool{}
	for _, f := range findings {
		made[claimOf(f)] = true
	}
	for _, f := range others {
		if !made[claimOf(f)] {
			findings = append(findings, f)
		}
	}
	return findings
}
