package arn

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/model"
)

// text reads holes that are written as <kind> or <kind of>.
func text(t *testing.T, written string) []model.Part {
	t.Helper()
	var parts []model.Part
	for written != "" {
		literal, after, isHole := strings.Cut(written, "<")
		parts = append(parts, model.Literal(literal))
		if !isHole {
			break
		}
		inside, rest, closed := strings.Cut(after, ">")
		if !closed {
			t.Fatalf("%q has no end", after)
		}
		kind, of, _ := strings.Cut(inside, " ")
		parts, written = append(parts, model.HoleOf(model.HoleKind(kind), of)), rest
	}
	return model.JoinParts(parts)
}

// The ARNs of one API's methods, as model.API.Seal makes them.
const (
	api       = "arn:<partition>:execute-api:<region>:<account>:<api orders>"
	getOrders = api + "/<stage>/GET/orders"
	getOrder  = api + "/<stage>/GET/orders/<segment id>"
	anyOrders = api + "/<stage>/<verb>/orders"
	anyProxy  = api + "/<stage>/<verb>/<path proxy>"
	getRoot   = api + "/<stage>/GET/"
	connect   = api + "/<stage>/$connect"
	fallback  = api + "/<stage>/<route>"
)

func TestMatches(t *testing.T) {
	cases := []struct {
		name         string
		pattern, arn string
		want         model.Answer
	}{
		{"everything", "*", getOrder, model.Yes},
		{"all of the service", "arn:<partition>:execute-api:*", getOrder, model.Yes},
		{"three stars", "arn:<partition>:execute-api:*:*:*", getOrder, model.Yes},
		{"another partition, perhaps", "arn:aws:execute-api:*:*:*", getOrder, model.Undecided},
		{"another service", "arn:<partition>:lambda:*:*:*", getOrder, model.No},
		{"its own API", api + "/*", getOrders, model.Yes},
		{"its own API, every stage and verb", api + "/*/*/*", getOrders, model.Yes},
		{"its own API without a stage", api, getOrders, model.No},
		{"another API", "arn:<partition>:execute-api:<region>:<account>:<api billing>/*", getOrders, model.No},
		{"another API with more behind its id", "arn:<partition>:execute-api:<region>:<account>:<api billing>*", getOrders, model.Undecided},
		{"an id that is written out", "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/*", getOrders, model.Undecided},
		{"an API of which nothing is known", "arn:<partition>:execute-api:<region>:<account>:<variable api>/*", getOrders, model.Undecided},
		{"another verb", api + "/*/POST/orders", getOrders, model.No},
		{"verb in lower case", api + "/*/get/orders", getOrders, model.No},
		{"one stage", api + "/prod/GET/orders", getOrders, model.Undecided},
		{"no stage", api + "/GET/orders", getOrders, model.No},
		{"no verb", api + "/prod/orders", getOrders, model.No},
		{"two slashes", api + "/*/GET//orders", getOrders, model.No},
		{"below the path only", api + "/*/GET/orders/*", getOrders, model.No},
		{"below the path", api + "/*/GET/orders/*", getOrder, model.Yes},
		{"one level, but * crosses slashes", api + "/*/GET/*", getOrder, model.Yes},
		{"a star across the verb", api + "/*/orders", getOrders, model.Yes},
		{"a star for a path parameter is not its end", api + "/*/GET/orders/*/items", getOrder, model.No},
		{"a parameter in braces", api + "/*/GET/orders/{id}", getOrder, model.Undecided},
		{"a parameter in braces, for a path without", api + "/*/GET/{id}", getOrders, model.No},
		{"a value of the parameter", api + "/*/GET/orders/7", getOrder, model.Undecided},
		{"? is one character", api + "/*/GET/order?", getOrders, model.Yes},
		{"?* is a parameter, which is not empty", api + "/*/GET/orders/?*", getOrder, model.Yes},
		{"?? is more than a parameter may have", api + "/*/GET/orders/??", getOrder, model.Undecided},
		{"ANY is no verb", api + "/*/ANY/orders", anyOrders, model.No},
		{"ANY may be in a path", api + "/*/ANY/*", anyProxy, model.Undecided},
		{"one of any verb", api + "/*/GET/*", anyProxy, model.Undecided},
		{"all verbs", api + "/*/*/*", anyProxy, model.Yes},
		{"all verbs, too many slashes for some paths", api + "/*/*/*/*", anyProxy, model.Undecided},
		{"the root needs its slash", api + "/*/GET", getRoot, model.No},
		{"the root", api + "/*/GET/*", getRoot, model.Yes},
		{"a route key", api + "/*/$connect", connect, model.Yes},
		{"another route key", api + "/*/$disconnect", connect, model.No},
		{"the default route", api + "/*/GET/orders", fallback, model.Undecided},
		{"a variable for the stage", api + "/<variable stage>/GET/orders", getOrders, model.Undecided},
		{"a variable for the stage, another path", api + "/<variable stage>/GET/billing", getOrders, model.No},
		{"the shorthand", "execute-api:/*", getOrder, model.Yes},
		{"the shorthand with a stage", "execute-api:/prod/GET/orders", getOrders, model.Undecided},
		{"the shorthand for another path", "execute-api:/*/GET/billing", getOrders, model.No},
		{"the shorthand with a hole", "execute-api:/<stage s>/GET/*", getOrder, model.Undecided},
		{"no shorthand that AWS documents", "execute-api:*", getOrder, model.Undecided},
		{"an authorizer", api + "/authorizers/<authorizer token>", api + "/authorizers/<authorizer token>", model.Yes},
		{"any authorizer", api + "/authorizers/*", api + "/authorizers/<authorizer token>", model.Yes},
		{"another authorizer", api + "/authorizers/<authorizer other>", api + "/authorizers/<authorizer token>", model.No},
		{"methods are no authorizers", api + "/*/GET/*", api + "/authorizers/<authorizer token>", model.No},
		{"methods may look like authorizers", api + "/*/*", api + "/authorizers/<authorizer token>", model.Yes},
		{"route keys are no authorizers", api + "/*/$connect", api + "/authorizers/<authorizer token>", model.No},
		{"a route key may be named as an authorizer", api + "/*/connect", api + "/authorizers/<authorizer token>", model.Undecided},
		{"an API has no dollar in its id", "arn:<partition>:execute-api:<region>:<account>:$*", getOrders, model.No},
		{"an account has digits", "arn:<partition>:execute-api:<region>:a*", getOrders, model.No},
		{"an account that is written out", "arn:<partition>:execute-api:<region>:1*", getOrders, model.Undecided},
		{"a region that is written out", "arn:<partition>:execute-api:eu-west-1:*", getOrders, model.Undecided},
		{"a region has no underscore", "arn:<partition>:execute-api:eu_west_1:*", getOrders, model.No},
		{"a pattern of which nothing is known", "<other >", getOrders, model.Undecided},
		{"an ARN of which nothing is known", api + "/*", "<other >", model.Undecided},
		{"everything, for an ARN of which nothing is known", "*", "<other >", model.Yes},
		{"nothing", "", getOrders, model.No},
		{"too long", strings.Repeat("a", maxLength+1), getOrders, model.Undecided},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := Matches(text(t, c.pattern), text(t, c.arn)); got != c.want {
				t.Errorf("Matches(%s, %s) = %v, want %v", c.pattern, c.arn, got, c.want)
			}
		})
	}
}

// TestStarsEndInTime has a pattern with very many states.
func TestStarsEndInTime(t *testing.T) {
	pattern := strings.Repeat("*a", 40) + strings.Repeat("?", 200) + "*b"
	if got := Matches(text(t, pattern), text(t, "<other >")); got != model.Undecided {
		t.Errorf("got %v", got)
	}
}

// TestMatchesEverythingThatCanBe fills the holes of random texts with short values and
// matches the results character by character.
func TestMatchesEverythingThatCanBe(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 1))
	answers := map[model.Answer]int{}
	for range 30_000 {
		pattern := randomText(random, "a1$-/:**?", 5)
		arn := randomText(random, "a1$-/:", 4)
		got := Matches(pattern, arn)
		answers[got]++
		every(pattern, arn, func(pattern, arn string) bool {
			switch {
			case got == model.Yes && !glob(pattern, arn, false):
				t.Errorf("%q does not match %q", pattern, arn)
			case got == model.No && glob(pattern, arn, true):
				t.Errorf("%q matches %q", pattern, arn)
			}
			return !t.Failed()
		})
		if t.Failed() {
			t.Fatalf("Matches(%s, %s) = %v", model.Show(pattern), model.Show(arn), got)
		}
	}
	if answers[model.Yes] < 1000 || answers[model.No] < 1000 {
		t.Errorf("hardly anything is decided: %v", answers)
	}
}

func randomText(random *rand.Rand, letters string, length int) []model.Part {
	holes := []model.Hole{
		{Kind: model.HoleRegion},
		{Kind: model.HoleAccount},
		{Kind: model.HoleAPI, Of: "x"},
		{Kind: model.HoleAPI, Of: "y"},
		{Kind: model.HoleSegment, Of: "id"},
		{Kind: model.HolePath},
		{Kind: model.HoleVariable, Of: "v"},
		{Kind: model.HoleOther, Of: "o"},
	}
	var parts []model.Part
	for range random.IntN(length + 1) {
		if random.IntN(3) == 0 {
			hole := holes[random.IntN(len(holes))]
			parts = append(parts, model.Part{Hole: &hole})
		} else {
			parts = append(parts, model.Literal(string(letters[random.IntN(len(letters))])))
		}
	}
	return model.JoinParts(parts)
}

// every fills the holes of both texts in all ways, as far as that is worth it.
func every(pattern, arn []model.Part, yield func(pattern, arn string) bool) {
	settled := map[model.Hole]string{}
	budget := 400
	var fill func(done [2]string, left [2][]model.Part) bool
	fill = func(done [2]string, left [2][]model.Part) bool {
		side := 0
		if len(left[0]) == 0 {
			side = 1
		}
		if len(left[side]) == 0 {
			budget--
			return yield(done[0], done[1]) && budget > 0
		}
		part := left[side][0]
		left[side] = left[side][1:]
		before := done[side]
		for _, value := range values(part, side == 0, settled) {
			done[side] = before + value
			if part.Hole == nil {
				return fill(done, left)
			}
			_, isSettled := settled[*part.Hole]
			if same(part.Hole, part.Hole) {
				settled[*part.Hole] = value
			}
			if !fill(done, left) {
				return false
			}
			if !isSettled {
				delete(settled, *part.Hole)
			}
		}
		return true
	}
	fill([2]string{}, [2][]model.Part{pattern, arn})
}

// values are what may stand for a part.
func values(part model.Part, inPattern bool, settled map[model.Hole]string) []string {
	if part.Hole == nil {
		return []string{part.Literal}
	}
	if value, ok := settled[*part.Hole]; ok {
		return []string{value}
	}
	var list []string
	switch part.Hole.Kind {
	case model.HoleAccount:
		list = []string{"1", "21"}
	case model.HoleAPI:
		list = []string{"a", "1a", "a1", "1"}
	case model.HoleRegion:
		list = []string{"a", "a-1", "1"}
	case model.HoleSegment:
		list = []string{"a", "1a", "$", "-"}
	case model.HolePath:
		list = []string{"a", "a/1", ":", "$"}
	default:
		list = []string{"", "a", "1:", "/", "$-"}
		if inPattern {
			list = append(list, "*", "?")
		}
	}
	var allowed []string
	for _, value := range list {
		if part.Hole.Kind != model.HoleAPI || settled[model.Hole{Kind: model.HoleAPI, Of: "x"}] != value && settled[model.Hole{Kind: model.HoleAPI, Of: "y"}] != value {
			allowed = append(allowed, value)
		}
	}
	return allowed
}

// glob is the plain definition of an IAM pattern.
func glob(pattern, text string, generous bool) bool {
	switch {
	case pattern == "":
		return text == ""
	case pattern == "*" && !generous:
		return true
	case pattern[0] == '*':
		for i := 0; ; i++ {
			if glob(pattern[1:], text[i:], generous) {
				return true
			}
			if i == len(text) || !generous && text[i] == ':' {
				return false
			}
		}
	case text == "":
		return false
	case pattern[0] == '?':
		return (generous || text[0] != ':') && glob(pattern[1:], text[1:], generous)
	default:
		return pattern[0] == text[0] && glob(pattern[1:], text[1:], generous)
	}
}

func BenchmarkMatches(b *testing.B) {
	hole := func(kind model.HoleKind, of string) model.Part { return model.HoleOf(kind, of) }
	arn := []model.Part{
		model.Literal("arn:"), hole(model.HolePartition, ""), model.Literal(":execute-api:"), hole(model.HoleRegion, ""), model.Literal(":"),
		hole(model.HoleAccount, ""), model.Literal(":"), hole(model.HoleAPI, "x"), model.Literal("/"), hole(model.HoleStage, ""), model.Literal("/GET/orders/"), hole(model.HoleSegment, "id"),
	}
	pattern := []model.Part{model.Literal("arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/*/GET/billing/*")}
	for b.Loop() {
		Matches(pattern, arn)
	}
}
