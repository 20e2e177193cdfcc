package rules

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/source"
)

// customHead is METADATA that says no more than a custom rule must.
const customHead = `# METADATA
# title: A title
# description: What happens.
# custom:
#   severity: warning
`

// customRule is a rule about authorizers that are of the kind token, with more in its
// file, and the given lines in the body of its findings.
func customRule(id, body, more string) string {
	return customHead + fmt.Sprintf(`package custom.authorizer[%q]

findings contains finding if {
	input.authorizer.kind.value == "token"
%s
	finding := {"range": input.authorizer.range, "message": "it is a token authorizer"}
}
%s`, id, body, more)
}

// readCustom reads rules by the path of their file.
func readCustom(t testing.TB, files map[string]string) (*Custom, error) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return readFolders(t, dir)
}

func readFolders(t testing.TB, dirs ...string) (*Custom, error) {
	t.Helper()
	var folders []Folder
	for i, dir := range dirs {
		root, err := source.OpenRoot(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer root.Close()
		folders = append(folders, Folder{Name: string(rune('a' + i)), Root: root})
	}
	return ReadCustom(folders)
}

func TestCustomRuleIsAsked(t *testing.T) {
	c, err := readCustom(t, map[string]string{
		"authorizer/own.rego": strings.Replace(customRule("own", "\tprint(input.authorizer.address)\n\tnames.short(input.authorizer.address)", ""), "\n\nfindings", "\n\nimport data.custom.lib.names\n\nfindings", 1),
		"lib/names.rego":      "package custom.lib.names\n\nimport data.authlint.lib.say\n\nshort(name) if count(name) < count(say.in_view(\"openapi\"))\n",
		"lib/nothing.md":      "no Rego",
	})
	if err != nil {
		t.Fatal(err)
	}
	rules := c.Rules()
	if len(rules) != 1 || rules[0].ID != "own" || rules[0].File != "a/authorizer/own.rego" || rules[0].Precision != "high" ||
		strings.Join(rules[0].Tags, " ") != CustomTag || len(rules[0].Formats) != 4 || rules[0].Description != "What happens." || rules[0].Remedy != "" {
		t.Errorf("the rules are %+v", rules)
	}
	found := askCustom(t, c)
	if len(found) != 2 || found[0].Rule != "own" || found[0].Severity != finding.Warning || found[0].Range != at || found[0].Address != "one" {
		t.Errorf("it finds %+v", found)
	}
	if engines := c.Engines(func(finding.Rule) bool { return false }); len(engines) != 0 {
		t.Error("a rule is asked that nobody wants")
	}
}

func askCustom(t testing.TB, c *Custom) []finding.Finding {
	t.Helper()
	var all []finding.Finding
	for _, engine := range c.Engines(nil) {
		found, err := engine.Ask(context.Background(), tokens("one", "two"))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, found...)
	}
	return all
}

// TestCustomRefuses has each mistake be told with its place and what to do.
func TestCustomRefuses(t *testing.T) {
	good := customRule("good", "", "")
	deep := strings.Repeat("[", 5000) + strings.Repeat("]", 5000)
	one := func(text string) map[string]string { return map[string]string{"authorizer/good.rego": text} }
	cases := []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"no rules", nil, []string{"a: there are no rules here", "a/<subject>/<rule-id>.rego"}},
		{"a rule without a subject", map[string]string{"good.rego": good}, []string{"a/good.rego:1:1: a rule is a/<subject>/", "method"}},
		{"an unknown subject", map[string]string{"authorizers/good.rego": good}, []string{"a/authorizers/good.rego:1:1: ", `did you mean "authorizer"?`}},
		{"a rule too deep", map[string]string{"authorizer/x/good.rego": good}, []string{"a/authorizer/x: ", "too deep"}},
		{"an id that is none", map[string]string{"authorizer/Good_1.rego": good}, []string{"a/authorizer/Good_1.rego:1:1: ", "lower-case"}},
		{"the id of a built-in rule", map[string]string{"authorizer/ttl-long.rego": customRule("ttl-long", "", "")}, []string{"a/authorizer/ttl-long.rego:1:1: ", "a built-in rule already"}},
		{"an id twice", map[string]string{"authorizer/good.rego": good, "method/good.rego": good}, []string{"a/authorizer/good.rego", "a/method/good.rego", "same id"}},
		{"no METADATA", one("package custom.authorizer.good\n"), []string{"a/authorizer/good.rego:1:1: a rule begins with # METADATA"}},
		{"METADATA after the package", one(good[strings.Index(good, "package"):] + "\n" + customHead), []string{"begins with # METADATA"}},
		{"no title", one(strings.Replace(good, "# title: A title\n", "", 1)), []string{"a/authorizer/good.rego:1:1: METADATA: title is missing"}},
		{"no description", one(strings.Replace(good, "# description: What happens.\n", "", 1)), []string{":1:1: METADATA: description is missing"}},
		{"no severity", one(strings.Replace(good, "#   severity: warning\n", "#   tags: [a]\n", 1)), []string{`METADATA: custom.severity is ""; it must be error, warning or note`}},
		{"a severity that is none", one(strings.Replace(good, "warning", "high", 1)), []string{"a/authorizer/good.rego:5:1: METADATA: custom.severity is \"high\""}},
		{"an unknown key", one(strings.Replace(good, "# custom", "# titel: x\n# custom", 1)), []string{"a/authorizer/good.rego:4:1: METADATA: field titel not found"}},
		{"escapes for a terminal", one(strings.Replace(good, "A title", `"a\x1b[2J"`, 1)), []string{`METADATA has the character '\x1b'`}},
		{"a package of authlint", one(strings.Replace(good, "custom.authorizer", "authlint.authorizer", 1)), []string{"a/authorizer/good.rego:6:1: ", "write package custom.authorizer.good"}},
		{"the package of another rule", one(strings.Replace(good, `"good"`, `"other"`, 1)), []string{":6:1: ", "write package custom.authorizer.good"}},
		{"a slip of the pen", one(strings.Replace(good, "finding :=", "finding := :=", 1)), []string{"a/authorizer/good.rego:11:", "unexpected"}},
		{"a typo in an input path", one(strings.Replace(good, "kind.value", "knid.value", 1)), []string{"a/authorizer/good.rego:9:2: input.authorizer.knid", `did you mean "kind"?`}},
		{"what another subject has", one(strings.Replace(good, "input.authorizer.kind", "input.method.verb", 1)), []string{":9:2: input.method.verb", `no field "method"`}},
		{"a variable that nobody uses", one(customRule("good", "\tx := 1", "")), []string{":10:2: ", "unused; delete it"}},
		{"a variable without a value", one(customRule("good", "\tx > 1", "")), []string{":10:2: ", "is it misspelt?"}},
		{"no findings", one(customHead + "package custom.authorizer.good\n\nx := 1\n"), []string{":6:1: the rule has no findings"}},
		{"findings that are not a set", one(customHead + "package custom.authorizer.good\n\nfindings := []\n"), []string{":8:1: findings is not a set"}},
		{"recursion", one(customRule("good", "\t_f(1)", "\n_f(x) if _f(x + 1)\n")), []string{"a/authorizer/good.rego:14:1: ", "recursive", "cannot ask itself"}},
		{"another rule of authlint", one(customRule("good", `	count(data.authlint.authorizer["ttl-long"].findings) > 0`, "")), []string{":10:", "there is no data.authlint.authorizer", "data.authlint.lib.exposure"}},
		{"what is not for outsiders", one(customRule("good", `	data.authlint.lib.handler.x`, "")), []string{":10:2: there is no data.authlint.lib.handler"}},
		{"a name that what is shared does not have", one(customRule("good", `	data.authlint.lib.predict.pubic`, "")), []string{":10:2: data.authlint.lib.predict: ", `did you mean "public"?`}},
		{"a function that what is shared does not have", one(customRule("good", `	data.authlint.lib.say.nothing("x")`, "")), []string{":10:2: there is no function data.authlint.lib.say.nothing"}},
		{"all data", one(customRule("good", `	data[_].x`, "")), []string{":10:2: there is no data"}},
		{"values for tests", one(customRule("good", `	data.authlint.testing.unset`, "")), []string{":10:2: there is no data.authlint.testing"}},
		{"input in what is shared", map[string]string{"authorizer/good.rego": good, "lib/x.rego": "package custom.lib.x\n\ny if input.api\n"}, []string{"a/lib/x.rego:3:6: input.api is read here"}},
		{"an empty file", map[string]string{"authorizer/good.rego": good, "lib/x.rego": "\n"}, []string{"a/lib/x.rego:1:1: the file is empty", "package custom.lib.x"}},
		{"too deep", one(customRule("good", "\t"+deep+" != 1", "")), []string{"a/authorizer/good.rego:", "nested too deep"}},
		{"deep to the right", one(customRule("good", "\t"+strings.Repeat("f(", 5000)+"1"+strings.Repeat(")", 5000), "")), []string{"nested too deep"}},
		{"an unheard number", one(customRule("good", "\t1e999999999 > 1", "")), []string{":10:2: ", "number too big"}},
		{"a long chain", one(customRule("good", "\t1"+strings.Repeat("+1", 100000)+" > 1", "")), nil},
		{"a long path", one(customRule("good", "\tinput.api"+strings.Repeat(".a", 100000)+" > 1", "")), []string{":10:2: "}},
		{"a long way out", one(customRule("good", "", "\nx := 1 if input.api"+strings.Repeat(" else := 1 if input.api", 2000)+"\n")), nil},
		{"deep in braces", one(customRule("good", "\tx := "+strings.Repeat("{1 | ", 3000)+"1"+strings.Repeat("}", 3000), "")), []string{"nested too deep"}},
		{"deep in templates", one(customRule("good", "\tx := "+strings.Repeat("$\"{", 3000)+"1"+strings.Repeat("}\"", 3000), "")), []string{"a/authorizer/good.rego:10:"}},
		{"minus minus", one(customRule("good", "\tx := "+strings.Repeat("-", 100000)+"1\n\tx > 1", "")), []string{":10:"}},
		{"not not", one(customRule("good", "\t"+strings.Repeat("not ", 50000)+"true", "")), []string{":10:"}},
		{"a huge file", one(good + strings.Repeat("# padding\n", maxRegoFile/10)), []string{"a/authorizer/good.rego: not read: it is larger than the limit of 256 KiB"}},
		{"types that double", one(customRule("good", "\t_x30", doubling("_x%d := [_x%d, _x%d]"))), nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			began := time.Now()
			_, err := readCustom(t, c.files)
			if took := time.Since(began); took > compileLimit+5*time.Second {
				t.Errorf("it takes %v", took)
			}
			if err == nil && c.want != nil {
				t.Fatal("it is taken")
			}
			for _, part := range c.want {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("the error lacks %q:\n%v", part, err)
				}
			}
		})
	}
}

// doubling are definitions of which each holds the one before twice.
func doubling(format string) string {
	text := "\n_x0 := {\"a\": 1}\n"
	for i := range 30 {
		text += fmt.Sprintf("\n"+format+"\n", i+1, i, i)
	}
	return text
}

// TestCustomMayNotUse tries each function of Rego that is not on the list.
func TestCustomMayNotUse(t *testing.T) {
	allowedNames := map[string]bool{}
	for _, b := range customCapabilities().Builtins {
		allowedNames[b.Name] = true
	}
	for _, name := range []string{
		"http.send", "net.lookup_ip_addr", "opa.runtime", "time.now_ns", "rand.intn", "uuid.rfc4122", "trace", "bits.lsh", "io.jwt.decode_verify",
		"rego.parse_module", "json.match_schema", "net.cidr_expand", "graphql.parse", "crypto.x509.parse_certificates", "walk", "glob.match",
	} {
		if allowedNames[name] {
			t.Errorf("%s is allowed", name)
		}
	}
	tried := 0
	for _, b := range ast.CapabilitiesForThisVersion().Builtins {
		if allowedNames[b.Name] || b.Infix != "" || strings.HasPrefix(b.Name, "internal.") || b.Name == "rego.metadata.chain" || b.Name == "rego.metadata.rule" {
			continue
		}
		tried++
		args := strings.TrimSuffix(strings.Repeat("1, ", b.Decl.Arity()), ", ")
		_, err := readCustom(t, map[string]string{"authorizer/good.rego": customRule("good", fmt.Sprintf("\tx := %s(%s)\n\tx != 1", b.Name, args), "")})
		if err == nil || !strings.Contains(err.Error(), b.Name+" is not for rules") || !strings.Contains(err.Error(), "a/authorizer/good.rego:10:") {
			t.Errorf("%s: %v", b.Name, err)
		}
	}
	if tried < 80 {
		t.Errorf("only %d functions were tried", tried)
	}
}

// TestCustomIsConfined has rules try to take all time and memory, and to say what nobody
// can print: each fails by itself, in time, and another rule is asked all the same.
func TestCustomIsConfined(t *testing.T) {
	million := strings.Repeat("a", 100)
	cases := []struct {
		name string
		rule string
		want string
	}{
		{"a long comprehension", customRule("bad", "\tn := numbers.range(1, 90000)\n\tcount([1 | some a in n; some b in n; a == b + 90000]) > 0", ""), "no answer within"},
		{"a long one of many values", customRule("bad", "\tn := numbers.range(1, 90000)\n\tcount([[a, b, \"text\"] | some a in n; some b in n]) > 0", ""), ""},
		{"a long range", customRule("bad", "\tcount(numbers.range(1, 1000000000)) > 0", ""), "a/authorizer/bad.rego:10:8: numbers.range: this may have more than 100000 items"},
		{"a range of unheard numbers", customRule("bad", "\tcount(numbers.range(1, to_number(\"1e999999\"))) > 0", ""), "to_number: these numbers have more"},
		{"a text that doubles", customRule("bad", "\tcount(_x30) > 0", strings.Replace(doubling("_x%d := concat(\"\", [_x%d, _x%d])"), `{"a": 1}`, `"`+million+`"`, 1)), "concat: this may make a text of more than 4 MiB"},
		{"a template that doubles", customRule("bad", "\tcount(_x30) > 0", strings.Replace(doubling("_x%d := $\"{_x%d}{_x%d}\""), `{"a": 1}`, `"`+million+`"`, 1)), "may make a text of more than 4 MiB"},
		{"a list that doubles", customRule("bad", "\tcount(_x30) > 0", strings.Replace(doubling("_x%d := array.concat(_x%d, _x%d)"), `{"a": 1}`, `[1]`, 1)), "array.concat: this may have more than 100000 items"},
		{"a number that doubles", customRule("bad", "\t_x30 > 0", strings.Replace(doubling("_x%d := _x%d * _x%d"), `{"a": 1}`, `99999`, 1)), "mul: these numbers have more than 1000 digits"},
		{"an unheard number", customRule("bad", "\tfloor(_big) > 0", "\n_big := to_number(\"1e999999999\")\n"), "to_number: these numbers have more than 1000 digits"},
		{"a value that doubles, printed", customRule("bad", "\tcount(sprintf(\"%v\", [_x30])) > 0", doubling("_x%d := [_x%d, _x%d]")), "sprintf: this may make a text of more than 4 MiB"},
		{"a wide format", customRule("bad", "\tcount(sprintf(\"%900000d\", [1])) > 0", ""), "sprintf: a width has at most three digits"},
		{"a text many times over", customRule("bad", "\tt := concat(\",\", [\"a\" | some _ in numbers.range(1, 9000)])\n\tcount(replace(t, \"a\", t)) > 0", ""), "may make a text of more than 4 MiB"},
		{"a pattern many times over", customRule("bad", "\tt := concat(\",\", [format_int(n, 10) | some n in numbers.range(1, 3000)])\n\tcount(regex.replace(t, \"[0-9]\", t)) > 0", ""), "regex.replace: this may make"},
		{"many findings", strings.Replace(customRule("bad", "\tsome n in numbers.range(1, 2000)", ""), `"it is a token authorizer"`, `$"number {n}"`, 1), "it finds 2000 things about one authorizer"},
		{"a value many times over in a finding", strings.Replace(customRule("bad", "", doubling("_x%d := [_x%d, _x%d]")), `"it is a token authorizer"`, `_x30`, 1), "a finding is larger than 64 KiB"},
		{"a long message", strings.Replace(customRule("bad", "", ""), `"it is a token authorizer"`, `concat("", ["word" | some _ in numbers.range(1, 3000)])`, 1), "message has 12000 bytes"},
		{"no message", strings.Replace(customRule("bad", "", ""), `"it is a token authorizer"`, `" "`, 1), "message is empty"},
		{"a number for a message", strings.Replace(customRule("bad", "", ""), `"it is a token authorizer"`, `12`, 1), "message: 12 is not of type string"},
		{"a bad severity", strings.Replace(customRule("bad", "", ""), `"message"`, `"severity": "high", "message"`, 1), `severity "high" is none of error, warning and note`},
		{"a higher severity", strings.Replace(customRule("bad", "", ""), `"message"`, `"severity": "error", "message"`, 1), "from warning to error"},
		{"no range", strings.Replace(customRule("bad", "", ""), `"range": input.authorizer.range, `, "", 1), `"range" is missing`},
		{"a range of nothing", strings.Replace(customRule("bad", "", ""), `input.authorizer.range`, `{"file": "", "start": 0, "end": 0}`, 1), "range names no file"},
		{"a word that nobody knows", strings.Replace(customRule("bad", "", ""), `"message"`, `"predicts": {"deployment": "bad"}, "message"`, 1), "predicts.deployment is \"bad\"; it must be one of refused, overwritten, stale"},
		{"a status that is none", strings.Replace(customRule("bad", "", ""), `"message"`, `"predicts": {"status": 4030}, "message"`, 1), "predicts.status is 4030"},
		{"an unknown key", strings.Replace(customRule("bad", "", ""), `"message"`, `"mesage": 1, "message"`, 1), `"mesage" is unknown; there are range, message`},
		{"a text in place of a finding", customHead + "package custom.authorizer.bad\n\nfindings contains \"x\" if input.authorizer\n", `"x" is not an object`},
		{"a function that fails", customRule("bad", "\tto_number(input.authorizer.address) > 1", ""), "a/authorizer/bad.rego:10:2: to_number"},
		{"two values at once", customRule("bad", "\t_x > 0", "\n_x := 1 if input.authorizer\n\n_x := 2 if input.authorizer.kind\n"), "a/authorizer/bad.rego:1"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			custom, err := readCustom(t, map[string]string{"authorizer/bad.rego": c.rule, "authorizer/ok.rego": customRule("ok", "", "")})
			if err != nil {
				t.Fatal(err)
			}
			engine := custom.Engines(nil)[0]
			engine.program.limit = 300 * time.Millisecond
			began := time.Now()
			found, err := engine.Ask(context.Background(), tokens("one", "two"))
			if took := time.Since(began); took > 3*time.Second {
				t.Errorf("it takes %v", took)
			}
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "rule bad, asked about one: ") {
				t.Errorf("the error lacks %q: %v", c.want, err)
			}
			if err != nil && len(err.Error()) > 1000 {
				t.Errorf("the error has %d bytes", len(err.Error()))
			}
			if len(found) != 2 || found[0].Rule != "ok" || found[1].Rule != "ok" {
				t.Errorf("the other rule finds %v", found)
			}
		})
	}
}

// TestCustomTimeIsOfAnAPI: many subjects do not add up to more than one rule may take, and
// a rule that takes it is not asked about other APIs.
func TestCustomTimeIsOfAnAPI(t *testing.T) {
	slow := customRule("slow", "\tn := numbers.range(1, 50)\n\tcount([1 | some a in n; some b in n; a == b + 90000]) == 0", "")
	custom, err := readCustom(t, map[string]string{"authorizer/slow.rego": slow})
	if err != nil {
		t.Fatal(err)
	}
	engine := custom.Engines(nil)[0]
	engine.program.limit = time.Second
	var many []string
	for i := range 3000 {
		many = append(many, fmt.Sprint(i))
	}
	began := time.Now()
	found, err := engine.Ask(context.Background(), tokens(many...))
	if took := time.Since(began); took > 10*time.Second || err == nil || !strings.Contains(err.Error(), "it is not asked again in this run") {
		t.Errorf("%v, and %v", took, err)
	}
	if len(found) == 0 || len(found) == len(many) {
		t.Errorf("%d findings", len(found))
	}
	if found, err := engine.Ask(context.Background(), tokens("another")); len(found) > 0 || err != nil {
		t.Errorf("asked again: %v, %v", found, err)
	}
}

// TestCustomMemoryIsBounded long before the time is.
func TestCustomMemoryIsBounded(t *testing.T) {
	custom, err := readCustom(t, map[string]string{"authorizer/big.rego": customRule("big", "\tn := numbers.range(1, 90000)\n\tcount([[a, b, \"text\"] | some a in n; some b in n]) > 0", "")})
	if err != nil {
		t.Fatal(err)
	}
	engine := custom.Engines(nil)[0]
	engine.program.limit = time.Minute
	engine.custom.memory = memoryInUse() + 32<<20
	_, err = engine.Ask(context.Background(), tokens("one"))
	if err == nil || !strings.Contains(err.Error(), "it takes more memory than 512 MiB; it is not asked again in this run") {
		t.Errorf("got %v", err)
	}
}

// TestWithinDoesNotWait for what looks at no clock, and has a crash be an error.
func TestWithinDoesNotWait(t *testing.T) {
	end := make(chan struct{})
	defer close(end)
	if err := within(10*time.Millisecond, func() error { <-end; return nil }); !errors.Is(err, errTime) {
		t.Errorf("got %v", err)
	}
	if err := within(time.Minute, func() error { panic("crash") }); err == nil || !strings.Contains(err.Error(), "crash") {
		t.Errorf("got %v", err)
	}
}

func TestCustomFilesAreBounded(t *testing.T) {
	big, many := map[string]string{}, map[string]string{}
	for i := range 40 {
		big[fmt.Sprintf("lib/x%d.rego", i)] = "package custom.lib.x\n" + strings.Repeat("# padding\n", maxRegoFile/10-10)
	}
	for i := range maxRegoFiles + 1 {
		many[fmt.Sprintf("lib/x%d.rego", i)] = ""
	}
	for want, files := range map[string]map[string]string{"larger than 8 MiB together": big, "there are 1001 Rego files here": many} {
		if _, err := readCustom(t, files); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error lacks %q: %v", want, err)
		}
	}
}

func TestCustomFilesAreOrdinary(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "secret.rego")
	if err := os.WriteFile(outside, []byte("secret"), 0o644); err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		name string
		make func(name string) error
		want string
	}{
		{"a link that leads out", func(name string) error { return os.Symlink(outside, name) }, "leads out of a"},
		{"a link up", func(name string) error { return os.Symlink("../../../../../../../etc/passwd", name) }, "leads out of a"},
		{"a link that leads nowhere", func(name string) error { return os.Symlink("gone.rego", name) }, "leads nowhere"},
		{"a pipe", func(name string) error { return syscall.Mkfifo(name, 0o644) }, "not a regular file"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.MkdirAll(filepath.Join(dir, "method"), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := c.make(filepath.Join(dir, "method", "x.rego")); err != nil {
				t.Fatal(err)
			}
			_, err := readFolders(t, dir)
			if err == nil || !strings.Contains(err.Error(), "a/method/x.rego: not read: ") || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "secret") {
				t.Errorf("got %v", err)
			}
		})
	}
}

// TestCustomSubjectsAreDirectories: one that is a link out is no reason to leave rules out
// without a word.
func TestCustomSubjectsAreDirectories(t *testing.T) {
	dir := t.TempDir()
	if err := os.Symlink(t.TempDir(), filepath.Join(dir, "method")); err != nil {
		t.Fatal(err)
	}
	if _, err := readFolders(t, dir); err == nil || !strings.Contains(err.Error(), "a/method: not read: it is a link that leads out of a") {
		t.Errorf("got %v", err)
	}
}

func TestCustomFoldersAreApart(t *testing.T) {
	write := func(files map[string]string) string {
		dir := t.TempDir()
		for name, text := range files {
			if err := errors.Join(os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o755), os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644)); err != nil {
				t.Fatal(err)
			}
		}
		return dir
	}
	shared := func(is string) string { return "package custom.lib.names\n\nis := " + is + "\n" }
	uses := func(id string) string {
		return strings.Replace(customRule(id, "\tis == 1", ""), "\n\nfindings", "\n\nimport data.custom.lib.names.is\n\nfindings", 1)
	}
	one := write(map[string]string{"authorizer/one.rego": uses("one"), "lib/names.rego": shared("1")})
	two := write(map[string]string{"authorizer/two.rego": uses("two"), "lib/names.rego": shared("2")})
	c, err := readFolders(t, one, two, one)
	if err != nil {
		t.Fatal(err)
	}
	if found := askCustom(t, c); len(c.Rules()) != 2 || len(found) != 2 || found[0].Rule != "one" {
		t.Errorf("the rules %v find %v", c.Rules(), found)
	}
	if _, err := readFolders(t, one, write(map[string]string{"authorizer/one.rego": customRule("one", "", "")})); err == nil || !strings.Contains(err.Error(), "b/authorizer/one.rego:1:1: the id one belongs to a/authorizer/one.rego already") {
		t.Errorf("two rules of one id: %v", err)
	}
	if _, err := readFolders(t, one, write(map[string]string{"authorizer/three.rego": strings.Replace(customRule("three", "", ""), "\n\nfindings", "\n\nimport data.custom.lib.names\n\nfindings", 1)})); err == nil {
		t.Error("a folder sees what another shares")
	}
}

// TestCustomReadsWhatWindowsWrites: line ends, and a byte order mark.
func TestCustomReadsWhatWindowsWrites(t *testing.T) {
	text := "\ufeff# Our own.\n\n" + customRule("own", "", "")
	c, err := readCustom(t, map[string]string{"authorizer/own.rego": strings.ReplaceAll(text, "\n", "\r\n")})
	if err != nil {
		t.Fatal(err)
	}
	if found := askCustom(t, c); len(found) != 2 {
		t.Errorf("it finds %v", found)
	}
}

// FuzzCustom reads any text as a rule and asks it: no crash, and no longer than a rule may take.
func FuzzCustom(f *testing.F) {
	f.Add(customRule("fuzzed", "", ""))
	f.Add(customRule("fuzzed", "\tsome x in input.api.methods.items\n\tx.verb.value", doubling("_x%d := [_x%d, _x%d]")))
	f.Add(customRule("fuzzed", "\tn := numbers.range(1, 9999)\n\tcount([[a, b] | some a in n; some b in n]) > 0", ""))
	f.Add(strings.Repeat("{[(", 1000))
	f.Add(customHead)
	f.Fuzz(func(t *testing.T, text string) {
		c, err := readCustom(t, map[string]string{"authorizer/fuzzed.rego": text})
		if err != nil {
			if !strings.HasPrefix(err.Error(), "a/authorizer/fuzzed.rego:") && !strings.HasPrefix(err.Error(), "a: the rules are not compiled") {
				t.Errorf("the error names no place: %v", err)
			}
			return
		}
		engine := c.Engines(func(finding.Rule) bool { return true })[0]
		engine.program.limit = 200 * time.Millisecond
		_, _ = engine.Ask(context.Background(), tokens("one"))
	})
}
