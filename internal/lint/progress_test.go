package lint

import (
	"context"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// TestParallelKeepsOrderAndBounds: results stand where their items do, and no more is done
// at the same time than is allowed.
func TestParallelKeepsOrderAndBounds(t *testing.T) {
	for _, jobs := range []int{1, 2, 5, 100} {
		synctest.Test(t, func(t *testing.T) {
			var mu sync.Mutex
			now, most := 0, 0
			enter := func(n int) {
				mu.Lock()
				defer mu.Unlock()
				now += n
				most = max(most, now)
			}
			items := []int{5, 4, 3, 2, 1, 0, 7}
			got := parallel(crew{jobs: jobs}, "counting", items, func(n int) int {
				enter(1)
				defer enter(-1)
				time.Sleep(time.Duration(n+1) * time.Second)
				return 2 * n
			})
			if want := []int{10, 8, 6, 4, 2, 0, 14}; !slices.Equal(got, want) {
				t.Errorf("%d jobs: %v", jobs, got)
			}
			if want := min(jobs, len(items)); most != want {
				t.Errorf("%d jobs: %d at the same time, want %d", jobs, most, want)
			}
		})
	}
}

// TestProgressTells how far a stage is, and how long it took when it is over.
func TestProgressTells(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var none *Progress
		if none.Stages() != nil {
			t.Error("nobody asked, and there are stages")
		}
		progress := &Progress{}
		go parallel(crew{1, progress}, "reading", []int{1, 2, 3}, func(int) int { time.Sleep(time.Second); return 0 })
		time.Sleep(2500 * time.Millisecond)
		if got, want := progress.Stages(), (Stage{"reading", 2, 3, 2500 * time.Millisecond}); len(got) != 1 || got[0] != want {
			t.Errorf("%v, want %v", got, want)
		}
		time.Sleep(time.Hour)
		if got, want := progress.Stages(), (Stage{"reading", 3, 3, 3 * time.Second}); len(got) != 1 || got[0] != want {
			t.Errorf("%v, want %v", got, want)
		}
	})
}

// TestTimeouts: a run has two minutes or what is asked for, and rules have half of it.
func TestTimeouts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, test := range []struct {
			asked, run, rules time.Duration
		}{{0, 2 * time.Minute, time.Minute}, {10 * time.Minute, 10 * time.Minute, 5 * time.Minute}} {
			options := Options{Timeout: test.asked}
			for name, c := range map[string]struct {
				limit func(context.Context) (context.Context, context.CancelFunc)
				want  time.Duration
			}{"run": {options.limited, test.run}, "rules": {options.rulesLimited, test.rules}} {
				ctx, done := c.limit(t.Context())
				if deadline, _ := ctx.Deadline(); time.Until(deadline) != c.want {
					t.Errorf("%s of %v: %v, want %v", name, test.asked, time.Until(deadline), c.want)
				}
				done()
			}
		}
	})
}

// TestUntilIsTheLastDay on which an ignore holds.
func TestUntilIsTheLastDay(t *testing.T) {
	day := time.Date(2027, time.January, 31, 0, 0, 0, 0, time.UTC)
	for now, want := range map[time.Time]bool{
		day.Add(-time.Hour): false, day: false, day.Add(24*time.Hour - 1): false, day.Add(24 * time.Hour): true,
	} {
		if got := (silencer{until: day}).expired(now); got != want {
			t.Errorf("expired at %v: %v", now, got)
		}
	}
	if (silencer{}).expired(day) {
		t.Error("one without a day expires")
	}
}
