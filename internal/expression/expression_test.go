package expression

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/authlint/authlint/internal/model"
)

// The samples: a JSON Web Token, one as OAuth sends it, and padded Base64.
const (
	token   = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl-_x"
	bearer  = "Bearer " + token
	base64  = "Bearer YWJj+/8="
	unknown = model.Undecided
)

func TestMatch(t *testing.T) {
	cases := []struct {
		name             string
		expression, text string
		full, search     model.Answer
	}{
		{"the expression that everybody copies", `^Bearer [-0-9a-zA-z\.]*$`, bearer, model.Yes, model.Yes},
		{"it has no place for padding", `^Bearer [-0-9a-zA-z\.]*$`, base64, model.No, model.No},
		{"no dots in a word", `\w+`, token, model.No, model.Yes},
		{"exactly five", `\w{5}`, "abcdef", model.No, model.Yes},
		{"anchored at the start only", `^x-[a-z]+`, "x-abc-1", model.No, model.Yes},
		{"an alternative is not anchored by its neighbour", `^a|b$`, "ab", model.No, model.Yes},
		{"a leading blank", ` Bearer .*`, bearer, model.No, model.No},
		{"case is kept", `bearer .*`, bearer, model.No, model.No},
		{"case is ignored", `(?i)bearer .*`, bearer, model.Yes, model.Yes},
		{"flags of a group", `(?i:bearer) .*`, bearer, model.Yes, model.Yes},
		{"everything", `.*`, "", model.Yes, model.Yes},
		{"nothing", ``, "a", model.No, model.Yes},
		{"quoted", `\QBearer \E[\w.-]+`, bearer, model.Yes, model.Yes},
		{"hexadecimal", `\x42earer .+`, bearer, model.Yes, model.Yes},
		{"a category", `\p{Lu}earer .+`, bearer, model.Yes, model.Yes},
		{"a named group", `Bearer (?<token>.+)`, bearer, model.Yes, model.Yes},
		{"a hyphen after a shorthand", `[\w-.]+`, token, model.Yes, model.Yes},

		{"look-ahead", `^(?=Bearer ).{10,}$`, bearer, model.Yes, model.Yes},
		{"negative look-ahead", `^(?!Basic ).*`, "Basic abc", model.No, model.No},
		{"look-behind", `.*(?<=l-_x)`, bearer, model.Yes, model.Yes},
		{"a reference to a group", `(a+)-\1`, "aa-aa", model.Yes, model.Yes},
		{"a reference to another text", `(a+)-\1`, "aa-b", model.No, model.No},
		{"a reference by name beside a plain group", `(?<x>a)(b)\k<x>`, "aba", model.Yes, model.Yes},
		{"Java counts named groups with the others", `(?<x>a)(b)\1`, "aba", model.Yes, model.Yes},
		{"possessive", `a*+a`, "aaa", model.No, model.No},
		{"atomic", `(?>a|ab)c`, "abc", model.No, model.No},
		{"a large count", `^Bearer .{1,2000}$`, bearer, model.Yes, model.Yes},
		{"without end", `^(?=a)((a|aa)+)+\1b$`, strings.Repeat("a", 60), unknown, unknown},

		{"an intersection is Java's own", `[a-z&&[^b]]`, "a", unknown, unknown},
		{"a class in a class is Java's own", `[a[b]]`, "a", unknown, unknown},
		{"POSIX classes read differently", `[[:alpha:]]+`, "abc", unknown, unknown},
		{"horizontal blanks are Java's own", `Bearer\h.*`, bearer, unknown, unknown},
		{"line breaks are Java's own", `a\R`, "a", unknown, unknown},
		{"Java's names of classes", `\p{javaLowerCase}`, "a", unknown, unknown},
		{"Java's POSIX names", `\p{Alpha}+`, "a", unknown, unknown},
		{"characters by name", `\N{LATIN SMALL LETTER A}`, "a", unknown, unknown},
		{"clusters", `\X`, "a", unknown, unknown},
		{"comments", `(?x) a b`, "ab", unknown, unknown},
		{"Python's named groups", `(?P<x>a)`, "a", unknown, unknown},
		{"a group that is not there", `(a)\2`, "aa", unknown, unknown},
		{"ten groups or one and a zero", `(a)\10`, "aa0", unknown, unknown},
		{"look-behind without limit", `(?<=a+)b`, "aab", unknown, unknown},
		{"letters beyond ASCII", `é`, "a", unknown, unknown},
		{"a text of several lines", `a$`, "a\n", unknown, unknown},
		{"not an expression", `(`, "(", unknown, unknown},
		{"too long", strings.Repeat("a", maxLength+1), "a", unknown, unknown},
		{"too large", `((a{900}){900}){900}`, "a", unknown, unknown},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if full, search := Read(c.expression).Match(c.text); full != c.full || search != c.search {
				t.Errorf("Match(%q, %q) = %v, %v; want %v, %v", c.expression, c.text, full, search, c.full, c.search)
			}
		})
	}
}

func TestInspect(t *testing.T) {
	cases := []struct {
		expression      string
		want, elsewhere model.Answer
		why             string // a part of it
	}{
		{`^Bearer [-0-9a-zA-z\.]*$`, model.Yes, unknown, ""},
		{`^(?!Basic )[^ ]+ [^ ]+$`, model.Yes, unknown, ""},
		{`a*?b+?c??`, model.Yes, unknown, ""},
		{`[\w-z]]}`, model.Yes, unknown, ""},
		{`[a-a]`, model.Yes, unknown, ""},
		{`[a-[b]]`, unknown, unknown, "a [ in it"},
		{`(a`, model.No, model.No, "never closed"},
		{`a)`, model.No, model.No, "offset 1 closes nothing"},
		{`a)(b`, model.No, model.No, "offset 1 closes nothing"},
		{`[a-z`, model.No, model.No, "offset 0 is never closed"},
		{`[a-`, model.No, model.No, "offset 0 is never closed"},
		{`[0-9A-z`, model.No, model.No, "offset 0 is never closed"},
		{`*`, model.No, model.No, "the * at offset 0"},
		{`Bearer **`, model.No, model.No, "the * at offset 8"},
		{`a|+`, model.No, model.No, "the + at offset 2"},
		{`(?:?)`, model.No, model.No, "the ? at offset 3"},
		{`a\`, model.No, model.No, "backslash"},
		{`[a\`, model.No, model.No, "backslash"},
		{`[A-Z9-0]`, model.No, model.No, "the range 9-0 at offset 4"},
		{`[\.-\-]`, model.No, model.No, `the range \.-\-`},
		{`a{5,2}`, model.No, model.No, "from 5 down to 2"},

		{`a{,5}`, model.No, model.Yes, `the { at offset 1`},
		{`Bearer {token}`, model.No, model.Yes, `the { at offset 7`},
		{`{`, model.No, model.Yes, `the { at offset 0`},
		{`\y`, model.No, model.Yes, `\y`},
		{`[\y]`, model.No, model.Yes, `\y`},
		{`(?<no_name>a)`, model.No, model.Yes, "(?<no_name>"},
		{`(?P<name>a)`, model.No, model.Yes, "(?P"},
		{`(?#comment)a`, model.No, model.Yes, "(?#"},
		{`(?<x>a)|(?<x>b)`, model.No, model.Yes, "second group of the name x"},

		{`[a-z&&[^b]]`, unknown, unknown, "&&"},
		{`[a-\w]`, unknown, unknown, `a-\w`},
		{`a{1`, unknown, unknown, "count"},
		{`a{2}{3}`, unknown, unknown, "count"},
		{`x{1000000000000}`, unknown, unknown, "count"},
		{`(?<`, unknown, unknown, "(?<"},
		{`\k<x>`, unknown, unknown, "cannot be read"},
		{`a++\p{javaLowerCase}`, unknown, unknown, `\p`},
		{`(?d)a`, unknown, unknown, "(?d"},
		{`\p{Alpha}\Z`, unknown, unknown, `\p`},
		{`[\QA-z\E]`, unknown, unknown, `\Q`},
	}
	for _, c := range cases {
		t.Run(c.expression, func(t *testing.T) {
			got := Inspect(c.expression)
			if got.Valid != c.want || got.Elsewhere != c.elsewhere || !strings.Contains(got.Why, c.why) || (got.Why == "") != (c.want == model.Yes) {
				t.Errorf("Inspect(%q) = %+v; want %v, %v, …%s…", c.expression, got, c.want, c.elsewhere, c.why)
			}
		})
	}
}

func TestInspectFindsRanges(t *testing.T) {
	cases := map[string][]string{
		`^Bearer [-0-9a-zA-z\.]*$`:   {"0-9", "a-z", "A-z"},
		`[A-z]`:                      {"A-z"},
		`[^A-z-]`:                    {"A-z"},
		`A-z`:                        nil,
		`\[A-z]`:                     nil,
		`[A\-z]`:                     nil,
		`[\wA-Z-z]`:                  {"A-Z"},
		`[!-A-z]`:                    {"!-A"},
		`[A-Z][a-z](?=x)[\x41-\x5A]`: {"A-Z", "a-z", `\x41-\x5A`},
		`\QA-z[A-z]\E`:               nil,
		`[A-z]++[a&&b][0-9]`:         {"A-z"},
	}
	for expression, want := range cases {
		if got := Inspect(expression).Ranges; !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", expression, got, want)
		}
	}
}

// FuzzMatch asserts that every expression is answered, in time, and that the answers
// agree with each other.
func FuzzMatch(f *testing.F) {
	for _, seed := range []string{`^Bearer [-0-9a-zA-z\.]*$`, `(?=a)(a+)+\1$`, `[a&&[b]]`, `\Qa\E{2,3}+`, `(?<n>a|\k<n>)*`, `((a{9}){9}){9}`, `(?i-s:\x41)|\p{Lu}`} {
		f.Add(seed, "aaaaaaaaaaaaaaaa")
	}
	f.Fuzz(func(t *testing.T, expression, text string) {
		start := time.Now()
		full, search := Read(expression).Match(text)
		check := Inspect(expression)
		switch took := time.Since(start); {
		case took > 5*time.Second:
			t.Errorf("it took %v", took)
		case full == model.Yes && search != model.Yes:
			t.Errorf("%q is matched as a whole but not found: search is %v", text, search)
		case full != model.Undecided && check.Valid != model.Yes:
			t.Errorf("it matches, but is it valid? %+v", check)
		case (check.Valid == model.Yes) != (check.Why == ""):
			t.Errorf("why? %+v", check)
		}
	})
}

func BenchmarkMatch(b *testing.B) {
	for b.Loop() {
		Read(`^Bearer [-0-9a-zA-z\.]*$`).Match(bearer)
	}
}
