package finding

import (
	"slices"
	"testing"

	"github.com/authlint/authlint/internal/source"
)

func TestSeveritiesAreOrdered(t *testing.T) {
	for _, c := range []struct {
		a, b Severity
		want bool
	}{{Error, Warning, true}, {Warning, Warning, true}, {Note, Warning, false}, {Error, Note, true}, {Note, Error, false}} {
		if got := c.a.AtLeast(c.b); got != c.want {
			t.Errorf("%s at least %s: %v", c.a, c.b, got)
		}
	}
}

func TestCompareOrdersByPlaceFirst(t *testing.T) {
	at := func(file string, start int) source.Range {
		return source.Range{File: file, Start: start, End: start + 1}
	}
	want := []Finding{
		{Rule: "z", Range: at("a", 1)},
		{Rule: "a", Range: at("a", 2), Message: "m"},
		{Rule: "a", Range: at("a", 2), Message: "n"},
		{Rule: "b", Range: at("a", 2)},
		{Rule: "a", Range: at("b", 0)},
	}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, Compare)
	for i := range want {
		if Compare(got[i], want[i]) != 0 {
			t.Errorf("%d: got %+v, want %+v", i, got[i], want[i])
		}
	}
}

func TestARunIsIncompleteOnlyForProblemsThatAreNoNotes(t *testing.T) {
	if (Run{Problems: []source.Problem{{Note: true}}}).Incomplete() {
		t.Error("a note leaves nothing out")
	}
	if !(Run{Problems: []source.Problem{{Note: true}, {}}}).Incomplete() {
		t.Error("a problem does")
	}
}

func TestRuleIsFoundByItsID(t *testing.T) {
	run := Run{Rules: []Rule{{ID: "a", Title: "A"}, {ID: "c", Title: "C"}}}
	if got := run.Rule("c").Title; got != "C" {
		t.Errorf("got %q", got)
	}
	if got := run.Rule("b"); got.ID != "b" || got.Title != "" {
		t.Errorf("got %+v", got)
	}
}

func TestApply(t *testing.T) {
	edit := func(start, end int, text string) Edit {
		return Edit{Range: source.Range{File: "a", Start: start, End: end}, Text: text}
	}
	got := string(Apply([]byte("one two three"), []Edit{edit(0, 0, "> "), edit(4, 7, "2"), edit(13, 13, "\n")}))
	if want := "> one 2 three\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
