package expression

import (
	"strings"
	"testing"
	"time"

	"github.com/authlint/authlint/internal/model"
)

// What clients send, and where expressions that people write give it up.
func TestStop(t *testing.T) {
	const (
		bearerJWT = `Bearer |JWT`
		smallJWT  = `bearer |JWT`
		bareJWT   = `|JWT`
		long      = `Bearer |JWT of Cognito`
		padded    = `Bearer |base64 token with padding`
	)
	cases := []struct{ expression, sample, place, cause string }{
		{`^Bearer [-0-9a-zA-z\.]*$`, bearerJWT, "", ""},
		{`^Bearer [-0-9a-zA-z\.]*$`, padded, `at the first "/"`, `it lacks "+", "/" and "="`},
		{`^Bearer [-0-9a-zA-z\.]*$`, smallJWT, "at the first character", `it asks for "Bearer" with a capital`},
		{`^Bearer [-0-9a-zA-z\.]*$`, bareJWT, "at the first character", `it asks for "Bearer " in front`},
		{`^Bearer [-0-9a-zA-Z\.]*$`, bearerJWT, `at the first "_"`, `it lacks "_"`},
		{`^bearer .+$`, bearerJWT, "at the first character", `it asks for "bearer" in small letters`},
		{`^bearer .+$`, bareJWT, "at the first character", `it asks for "bearer " in front`},
		{`^BEARER .+$`, bearerJWT, `after "B"`, `it asks for "BEARER" in capitals`},
		{`^Bearer`, bearerJWT, "after 6 characters", "it takes no more"},
		{`Bearer\s`, bearerJWT, "after 7 characters", "it takes no more"},
		{`^Bear$`, bearerJWT, "after 4 characters", "it takes no more"},
		{`^Bea[xy].+$`, bearerJWT, `after "Bea"`, ""},
		{`[A-Za-z0-9]+`, bearerJWT, `at the blank after "Bearer"`, `it has no place for "Bearer ", and lacks ".", "-" and "_"`},
		{`[A-Za-z0-9]+`, bareJWT, `at the first "."`, `it lacks ".", "-" and "_"`},
		{`\w+`, bareJWT, `at the first "."`, `it lacks "." and "-"`},
		{`\w{5}`, bearerJWT, "after 5 characters", "it takes no more"},
		{`\w`, bareJWT, "after 1 character", "it takes no more"},
		{`^.{20}$`, bareJWT, "after 20 characters", "it takes no more"},
		{`^.{1,200}$`, long, "after 200 characters", "it takes no more"},
		{`^Bearer .{1,500}$`, long, "after 507 characters", "it takes no more"},
		{`^Bearer .{500,}$`, bearerJWT, "at its end", "it asks for more"},
		{`^Bearer .+!$`, bearerJWT, "at its end", "it asks for more"},
		{`^Bearer[A-Za-z0-9._-]+$`, bearerJWT, `at the blank after "Bearer"`, `it has no blank after "Bearer"`},
		{`^Bearer  .+$`, bearerJWT, `at the first character after "Bearer "`, `it asks for two blanks after "Bearer"`},
		{`^Bearer: .+$`, bearerJWT, `at the blank after "Bearer"`, `it asks for a colon after "Bearer"`},
		{`^Bearer [A-z]+$`, bearerJWT, `at "1", after 22 characters`, `it lacks ".", "-" and digits`},
		{`^Bearer [a-z0-9._-]+$`, bearerJWT, `at "J", after 9 characters`, "it lacks capitals"},
		{`^Bearer [A-Z0-9._-]+$`, bearerJWT, `at the first character after "Bearer "`, "it lacks small letters"},
		{`^[0-9]+$`, bareJWT, "at the first character", `it lacks ".", "-", "_", capitals and small letters`},
		{`^[a-z]+$`, bareJWT, `at "J", after 2 characters`, `it lacks ".", "-", "_", digits and capitals`},
		{`^Bearer [\w-]+\.[\w-]+$`, bearerJWT, `at the second "."`, ""},
		{`^Bearer [\w-]+\.[\w-]+\.[\w-]+$`, padded, `at the first "/"`, "it asks for the parts of a JWT"},
		{`^[\w-]+\.[\w-]+\.[\w-]+$`, padded, `at the blank after "Bearer"`, `it has no place for "Bearer ", and asks for the parts of a JWT`},
		{`^eyJ[\w.-]+$`, bearerJWT, "at the first character", `it has no place for "Bearer "`},
		{`^ Bearer .+$`, bearerJWT, "at the first character", ""},
		{` Bearer .+`, bearerJWT, "at the first character", "the blank at its beginning counts"},
		{`Bearer .+X `, bearerJWT, "at its end", "it asks for more"},
		{`Bearer \S+ `, bearerJWT, "at its end", "the blank at its end counts"},
		{`.*\\S.*`, bearerJWT, "at its end", `\\ stands for a backslash: write one`},
		{`^Bearer [\\w.-]+$`, bearerJWT, `at the first character after "Bearer "`, `\\ stands for a backslash: write one`},
		{`^[0-9a-f]+$`, bareJWT, `at "y", after 1 character`, `it lacks ".", "-", "_", capitals and some small letters`},
		{`^Bearer [A-Z0-9a-f._-]+$`, bearerJWT, `at "y", after 8 characters`, "it lacks some small letters"},
		{`^Bearer \\S+$`, bearerJWT, `at the first character after "Bearer "`, `\\ stands for a backslash: write one`},
		{`/Bearer .+/`, bearerJWT, "at the first character", "the slashes around it count"},
		{`/^Bearer .+$/`, bearerJWT, "at the first character", "the slashes around it count"},
		{`"Bearer .+"`, bearerJWT, "at the first character", "the quotes around it count"},
		{`a^b`, bearerJWT, "at the first character", "no text at all can match it"},
		{`Bearer$ .+`, bearerJWT, "at the first character", "no text at all can match it"},
		{`^Bearer\b\w.*$`, bearerJWT, "at the first character", "no text at all can match it"},
		{`^Bearer [A-Za-z0-79]+$`, bearerJWT, `at the first "."`, `it lacks ".", "-" and "_"`},
		{`^$`, bearerJWT, "at the first character", ""},
		{`^[^ ]+ \b[^e].*`, bearerJWT, `at the first character after "Bearer "`, "it lacks some small letters"},
		{`(?i)^bearer [\w.-]+$`, padded, `at the first "/"`, `it lacks "+", "/" and "="`},
		{`^Basic .+$`, bearerJWT, `after "B"`, ""},

		{`^(?!Basic )[a-z]+$`, bearerJWT, "", `it has no place for "Bearer ", and lacks ".", "-", "_", digits and capitals`},
		{`^Bearer .{2000,}$`, bearerJWT, "", ""},
		{`[a-z&&[^x]]`, bearerJWT, "", ""},
		{`(`, bearerJWT, "", ""},
	}
	for _, c := range cases {
		scheme, kind, _ := strings.Cut(c.sample, "|")
		s, found := SampleOf(scheme, kind)
		if !found {
			t.Fatalf("there is no sample %s", c.sample)
		}
		if got := Read(c.expression).Stop(s); got != (Stop{c.place, c.cause}) {
			t.Errorf("%s gives up %s %s (%s), want %s (%s)", c.expression, s.Name(), got.Place, got.Cause, c.place, c.cause)
		}
	}
}

// TestStopOfOtherTexts looks at what the samples have not.
func TestStopOfOtherTexts(t *testing.T) {
	cases := []struct{ expression, token, place, cause string }{
		{`[^.]*`, "a.b.c.d.e.f", `at the first "."`, `it lacks "."`},
		{`[^.]*\.[^.]*`, "a.b.c.d.e.f", `at the second "."`, ""},
		{`([^.]*\.){2}[^.]*`, "a.b.c.d.e.f", `at the third "."`, "it asks for the parts of a JWT"},
		{`([^.]*\.){4}[^.]*`, "a.b.c.d.e.f", `at the 5th "."`, ""},
		{`0*|1*|2*|3*|4*|5*|6*|7*|8*|9*|a*`, "12", `at "2", after 1 character`, "it lacks such a mixture of characters"},
	}
	for _, c := range cases {
		if got := Read(c.expression).Stop(Sample{Token: c.token}); got != (Stop{c.place, c.cause}) {
			t.Errorf("%s gives up %s: %+v, want %s (%s)", c.expression, c.token, got, c.place, c.cause)
		}
	}
}

// accepted are the letters of what an expression accepts, of these samples.
func accepted(expression string) string {
	letters := []struct{ letter, scheme, kind string }{
		{"J", "Bearer ", "JWT"},
		{"j", "bearer ", "JWT"},
		{"r", "", "JWT"},
		{"L", "Bearer ", "JWT of Cognito"},
		{"u", "Bearer ", "base64url token"},
		{"b", "Bearer ", "base64 token with padding"},
		{"I", "", "UUID"},
		{"h", "", "hash of 32 hex digits"},
		{"H", "Bearer ", "hash of 64 hex digits"},
		{"k", "", "key of 40"},
		{"p", "", "key with a prefix"},
		{"w", "", "word of 28"},
		{"T", "Token ", "hash of 40 hex digits"},
		{"A", "ApiKey ", "key of 20"},
		{"P", "Basic ", "name and password"},
		{"Q", "Basic ", "name and password with padding"},
	}
	var all strings.Builder
	e := Read(expression)
	for _, l := range letters {
		s, _ := SampleOf(l.scheme, l.kind)
		if full, _ := e.Match(s.Text()); full == model.Yes {
			all.WriteString(l.letter)
		} else if full == model.Undecided {
			all.WriteString("?")
		}
	}
	return all.String()
}

// Expressions as public projects and tutorials have them, in form; Java 17 accepts the
// same samples.
func TestSamplesOfRealExpressions(t *testing.T) {
	for expression, want := range map[string]string{
		`^Bearer [-0-9a-zA-z\.]*$`:                    "JLuH",
		`^Bearer [-0-9a-zA-Z\.]*$`:                    "H",
		`^Bearer [-0-9a-zA-Z\._]*$`:                   "JLuH",
		`^Bearer [-0-9a-zA-Z._]+$`:                    "JLuH",
		`^[Bb]earer [-0-9a-zA-z\.]*$`:                 "JjLuH",
		`^[Bb]earer [-_.A-Za-z0-9]+$`:                 "JjLuH",
		`^Bearer [a-zA-Z0-9._-]+$`:                    "JLuH",
		`^Bearer [-A-Za-z0-9._~+/]+=*$`:               "JLubH",
		`^Bearer [A-Za-z0-9-._~+/]+=*$`:               "JLubH",
		`^[A-Za-z0-9-._~+/]+=*$`:                      "rIhkpw",
		`^[Bb]earer [A-Za-z0-9._~+/-]+=*$`:            "JjLubH",
		`^Bearer [\w-]*\.[\w-]*\.[\w-]*$`:             "JL",
		`^(Bearer )[\w\-]+?\.[\w\-]+?\.([\w\-]+)$`:    "JL",
		`^[A-Za-z0-9-_]*\.[A-Za-z0-9-_]*\.[\w-]*$`:    "r",
		`^[Bb]earer [\w=]+\.([\w-=]+\.)*[\w-.+/=]*$`:  "JjL",
		`Bearer [A-Za-z0-9]+`:                         "H",
		`Bearer .*`:                                   "JLubH",
		`Bearer (.*)`:                                 "JLubH",
		`^Bearer .+$`:                                 "JLubH",
		`^Bearer [^ ]+`:                               "JLubH",
		`Bearer\s(\S+)`:                               "JLubH",
		`^(Bearer)[ ]?(.*)$`:                          "JLubH",
		`^Bearer +.$`:                                 "",
		`^(Bearer|bearer|BEARER) .+`:                  "JjLubH",
		`(?i)bearer .+`:                               "JjLubH",
		`^Bearer (?!null$).+`:                         "JLubH",
		`^(?!.*undefined).*$`:                         "JjrLubIhHkpwTAPQ",
		`^\S+ \S+$`:                                   "JjLubHTAPQ",
		`^Basic .*`:                                   "PQ",
		`^Basic [-0-9a-zA-Z._]*$`:                     "P",
		`^Basic [A-Za-z0-9+/]+=*$`:                    "PQ",
		`^(Basic|Bearer) .+$`:                         "JLubHPQ",
		`^(Token|ApiKey) \w+$`:                        "TA",
		`^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$`: "I",
		`^[0-9a-fA-F-]{36}$`:                          "I",
		`^\w{32}$`:                                    "h",
		`^[A-Fa-f0-9]{64}$`:                           "",
		`[A-Za-z0-9]{40}`:                             "k",
		`[A-Za-z0-9]+`:                                "hkw",
		`\w+`:                                         "hkpw",
		`\w{5}`:                                       "",
		`^[0-9]+$`:                                    "",
		`^x-[a-z]+`:                                   "",
		`custom-.*`:                                   "",
		`^123$`:                                       "",
		`^(allow|deny|unauthorized)$`:                 "",
		`^key_[A-Za-z0-9]+$`:                          "p",
		`.*`:                                          "JjrLubIhHkpwTAPQ",
		`(.*)`:                                        "JjrLubIhHkpwTAPQ",
		`.{0,}`:                                       "JjrLubIhHkpwTAPQ",
		`.*\S.*`:                                      "JjrLubIhHkpwTAPQ",
		`.*\\S.*`:                                     "",
		`^eyJ[\w.-]+$`:                                "r",
		`^Bearer [\p{Alnum}.]+$`:                      "????????????????",
		`^Bearer [\x21-\x7e]{1,100}$`:                 "ubH",
		`^[\x20-\x7e]{20,}$`:                          "JjrLubIhHkpwTAQ",
		`^Bearer \QeyJ\E.+`:                           "JL",
	} {
		if got := accepted(expression); got != want {
			t.Errorf("%s accepts %q, want %q", expression, got, want)
		}
	}
}

func TestFormat(t *testing.T) {
	for expression, want := range map[string]Format{
		`^Bearer .+$`:                   {Known: true},
		`^Bearer`:                       {Known: true, Listed: true, Begins: true},
		`[Bb]earer`:                     {Known: true, Listed: true, Begins: true},
		`^Basic`:                        {Known: true, Listed: true, Begins: true, Prefix: "Basic"},
		`secret`:                        {Known: true, Listed: true, Prefix: "secret"},
		`^(allow|deny)$`:                {Known: true, Listed: true},
		`[0-9]{8}`:                      {Known: true, Listed: true},
		`[0-9]{7}`:                      {Known: true},
		`[0-9]{7,8}`:                    {Known: true},
		`(?:[a-f]{9}|[0-9]{9})`:         {Known: true, Listed: true},
		`(?:[a-f]{9}|[0-9]{10})`:        {Known: true},
		`[a-f]{8}[0-9]?`:                {Known: true},
		`^Bearer [A-Za-z0-9]{30}$`:      {Known: true, Listed: true},
		`^Bearer [A-Za-z0-9]{8}$`:       {Known: true},
		`^v[1-9][0-9]?$`:                {Known: true, Listed: true, Prefix: "v"},
		`^v[1-9][0-9]{2}$`:              {Known: true, Prefix: "v"},
		`(?i)^digest .+`:                {Known: true, Prefix: "DIGEST "},
		`^(?:Digest|Hawk) .+`:           {Known: true},
		`^eyJ.+`:                        {Known: true},
		`^Authorization: Bearer .+$`:    {Known: true},
		`^x-(a|b)?(-[^-])*$`:            {Known: true, Prefix: "x-"},
		`^()$`:                          {Known: true},
		`^(?:D-x|d-y)z.+`:               {Known: true, Prefix: "D-"},
		`^(?:^)*secret`:                 {Known: true, Listed: true, Prefix: "secret"},
		`9f86`:                          {Known: true, Listed: true, Prefix: "9f86"},
		`a^b`:                           {Known: true},
		`^(a{0,2}){9}$`:                 {Known: true},
		`^(?!x).+`:                      {},
		`[a&&b]`:                        {},
		strings.Repeat(`[ab]{30}`, 180): {}, // larger than what is followed
	} {
		if got := Read(expression).Format(); got != want {
			t.Errorf("%.60s: %+v, want %+v", expression, got, want)
		}
	}
}

func TestTryWith(t *testing.T) {
	for _, trial := range Read(`^Digest [0-9a-f]{32}$`).TryWith("Digest ") {
		if want := trial.Sample.Kind == "hash of 32 hex digits"; (trial.Full == model.Yes) != want {
			t.Errorf("%s: %v", trial.Sample.Name(), trial.Full)
		}
	}
}

// TestSamples holds what the samples promise: the rules tell them apart by scheme and kind.
func TestSamples(t *testing.T) {
	names := map[string]bool{}
	for _, s := range Samples() {
		if names[s.Name()] {
			t.Errorf("two samples have the name %s", s.Name())
		}
		names[s.Name()] = true
		if !isSample(s.Text()) {
			t.Errorf("%s: %q cannot be matched", s.Name(), s.Text())
		}
		if again, found := SampleOf(s.Scheme, s.Kind); !found || again.Text() != s.Text() {
			t.Errorf("%s is not found by its scheme and kind", s.Name())
		}
	}
	if got := len(cognito()); got != cognitoLength {
		t.Errorf("the token of Cognito has %d characters, want %d", got, cognitoLength)
	}
	if _, found := SampleOf("", "no such kind"); found {
		t.Error("a kind of token is found that there is not")
	}
	for _, part := range strings.Split(jwt, ".") {
		if strings.Trim(part, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") != "" {
			t.Errorf("%q is no part of a JWT", part)
		}
	}
}

// FuzzStop asserts that a machine agrees with Go's own engine, that what it calls the
// reach can be extended, and that nothing hangs.
func FuzzStop(f *testing.F) {
	for _, seed := range []string{`^Bearer [-0-9a-zA-z\.]*$`, `(a*)*b`, `(?i:be)\b.{0,3}$|^$x`, `((a|b)+c?){3}`, `[^ -~]`, `\B.\b`, `(|a)+$`, `.{1,900}x`} {
		f.Add(seed, "Bearer abc")
	}
	f.Fuzz(func(t *testing.T, expression, text string) {
		begin := time.Now()
		e := Read(expression)
		e.Format()
		e.Try()
		e.Stop(Sample{Token: text})
		if took := time.Since(begin); took > 10*time.Second {
			t.Errorf("it took %v", took)
		}
		m := e.machine()
		if m == nil || !isSample(text) || len(text) > 64 {
			return
		}
		front, reach := m.start(), 0
		for reach < len(text) {
			next := m.step(front, text[reach])
			if !m.canGoOn(next) && !m.canEnd(next) {
				break
			}
			front, reach = next, reach+1
		}
		matches := reach == len(text) && m.canEnd(front)
		if full, _ := e.Match(text); (full == model.Yes) != matches {
			t.Errorf("%q matches %q: %v; the machine says %v", expression, text, full, matches)
		}
		if count, _ := m.reach(text); count != reach && !m.matchesNothing() {
			t.Errorf("%q reaches %d of %q, want %d", expression, count, text, reach)
		}
		if extended, ok := m.extend(front, text[:reach]); !m.matchesNothing() && ok {
			if full, _ := e.Match(extended); full != model.Yes {
				t.Errorf("%q: %q, which goes on from %q, is no match", expression, extended, text[:reach])
			}
		}
	})
}

// extend goes on to a match, if there is one near.
func (m *machine) extend(f front, text string) (string, bool) {
	for range 200 {
		if m.canEnd(f) {
			return text, true
		}
		next, found := byte(0), false
		for c := byte(' '); c <= '~' && !found; c++ {
			if after := m.step(f, c); m.canGoOn(after) || m.canEnd(after) {
				next, found = c, true
				f = after
			}
		}
		if !found {
			return text, true // nothing goes on: the front was dead, and the caller sees no match
		}
		text += string(next)
	}
	return "", false
}

// TestHostileExpressionsAreBounded has expressions that are anywhere at once, or go back
// and forth, for each of the samples.
func TestHostileExpressionsAreBounded(t *testing.T) {
	for _, expression := range []string{
		`(?:.?){1000}X`,
		`(.*){900}X`,
		strings.Repeat(`(.*)`, 300) + `X`,
		strings.Repeat(`[\w.]?`, 500) + `X`,
		strings.Repeat(`(?:\b.*)`, 250) + `X`,
		strings.Repeat(`(.*)`, 40) + `X`,
		`^(?=.*(a|b|.)+X)((.?)*)*$`,
		`(?=a|B|e)(\w+ ?)+(\w+\.?)+\1!`,
	} {
		begin := time.Now()
		e := Read(expression)
		e.Format()
		e.Try()
		for _, kind := range []string{"JWT", "JWT of Cognito"} {
			s, _ := SampleOf("Bearer ", kind)
			e.Stop(s)
		}
		if took := time.Since(begin); took > 5*time.Second {
			t.Errorf("%.40s took %v", expression, took)
		}
	}
	if full, _ := Read(`(.*){900}`).Match(jwt); full != model.Undecided {
		t.Errorf("so wide an expression is matched: %v", full)
	}
	wide := Read(strings.Repeat(`[\w-]*`, 60))
	if got := wide.Stop(Sample{Token: jwt}); got.Cause != `it lacks "."` {
		t.Errorf("the cause is looked for in a short text: %+v", got)
	}
	if got := wide.Stop(Sample{Token: cognito()}); got.Cause != "" || got.Place != `at the first "."` {
		t.Errorf("the cause is not looked for in a long text: %+v", got)
	}
	if full, _ := Read(`^Bearer .{1,1000}$`).Match("Bearer " + jwt); full != model.Yes {
		t.Errorf("a large count is nothing hostile: %v", full)
	}
}
