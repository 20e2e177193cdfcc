package action

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// contexts are what expressions of an action can name: inputs, steps, github.
type contexts map[string]any

// status is what has become of the steps so far.
type status struct{ failed bool }

var embedded = regexp.MustCompile(`\$\{\{(.*?)\}\}`)

// fill replaces each ${{ expression }} of a text by its value.
func (c contexts) fill(t *testing.T, text string) string {
	t.Helper()
	return embedded.ReplaceAllStringFunc(text, func(found string) string {
		return printed(c.value(t, embedded.FindStringSubmatch(found)[1], status{}))
	})
}

// holds decides an `if:`, which asks for success() where it asks for no status.
// https://docs.github.com/en/actions/reference/workflows-and-actions/expressions
func (c contexts) holds(t *testing.T, condition string, so status) bool {
	t.Helper()
	if condition == "" {
		return !so.failed
	}
	met := truth(c.value(t, condition, so))
	if strings.Contains(condition, "always()") {
		return met
	}
	return met && !so.failed
}

// value evaluates the few forms that action.yml uses: names, texts, true, false,
// always(), ==, !=, &&, || and parentheses.
func (c contexts) value(t *testing.T, expression string, so status) any {
	t.Helper()
	p := expressionParser{t, c, so, tokens.FindAllString(expression, -1)}
	if strings.Join(p.left, "") != strings.ReplaceAll(expression, " ", "") {
		t.Fatalf("this test cannot read the expression %q", expression)
	}
	value := p.or()
	if len(p.left) > 0 {
		t.Fatalf("this test cannot read %q in the expression %q", p.left, expression)
	}
	return value
}

var tokens = regexp.MustCompile(`'[^' ]*'|[\w.-]+(?:\(\))?|==|!=|&&|\|\||[()]`)

type expressionParser struct {
	t    *testing.T
	in   contexts
	so   status
	left []string
}

func (p *expressionParser) next(wanted string) bool {
	if len(p.left) == 0 || p.left[0] != wanted {
		return false
	}
	p.left = p.left[1:]
	return true
}

func (p *expressionParser) or() any {
	value := p.and()
	for p.next("||") {
		if other := p.and(); !truth(value) {
			value = other
		}
	}
	return value
}

func (p *expressionParser) and() any {
	value := p.comparison()
	for p.next("&&") {
		if other := p.comparison(); truth(value) {
			value = other
		}
	}
	return value
}

func (p *expressionParser) comparison() any {
	value := p.operand()
	switch {
	case p.next("=="):
		return equal(value, p.operand())
	case p.next("!="):
		return !equal(value, p.operand())
	default:
		return value
	}
}

func (p *expressionParser) operand() any {
	if p.next("(") {
		value := p.or()
		if !p.next(")") {
			p.t.Fatalf("a parenthesis is missing before %q", p.left)
		}
		return value
	}
	if len(p.left) == 0 {
		p.t.Fatal("an expression ends too early")
	}
	word := p.left[0]
	p.left = p.left[1:]
	switch {
	case word == "always()":
		return true
	case word == "true", word == "false":
		return word == "true"
	case word[0] == '\'':
		return strings.Trim(word, "'")
	default:
		return p.in.named(word)
	}
}

// named looks up a.b.c; what is not there is null.
func (c contexts) named(path string) any {
	var value any = map[string]any(c)
	for name := range strings.SplitSeq(path, ".") {
		in, ok := value.(map[string]any)
		if !ok {
			return nil
		}
		value = in[name]
	}
	return value
}

// equal compares as GitHub does: texts without case, and values of two kinds as numbers.
func equal(a, b any) bool {
	textA, isTextA := a.(string)
	textB, isTextB := b.(string)
	if isTextA && isTextB {
		return strings.EqualFold(textA, textB)
	}
	numberA, okA := number(a)
	numberB, okB := number(b)
	return okA && okB && numberA == numberB
}

// number is the second result false where GitHub says NaN.
func number(value any) (float64, bool) {
	switch v := value.(type) {
	case nil:
		return 0, true
	case bool:
		if v {
			return 1, true
		}
		return 0, true
	case string:
		if strings.TrimSpace(v) == "" {
			return 0, true
		}
		n, err := strconv.ParseFloat(v, 64)
		return n, err == nil
	default:
		return 0, false
	}
}

func truth(value any) bool { return value != nil && value != false && value != "" }

func printed(value any) string {
	if value == nil {
		return ""
	}
	return fmt.Sprint(value)
}

// TestExpressions holds the evaluator of this test to what GitHub documents.
func TestExpressions(t *testing.T) {
	in := contexts{
		"inputs": map[string]any{"upload": "auto", "empty": ""},
		"github": map[string]any{"event": map[string]any{"fork": true}},
	}
	for expression, want := range map[string]any{
		"inputs.upload":                     "auto",
		"inputs.upload == 'AUTO'":           true,
		"inputs.gone == ''":                 true,
		"github.event.fork == true":         true,
		"github.event.gone != true":         true,
		"github.event.gone.deeper == false": true,
		"inputs.empty || 'x'":               "x",
		"inputs.upload && inputs.empty":     "",
		"inputs.upload == 'true' || inputs.upload == 'auto' && github.event.fork != true": false,
		"inputs.empty == '' && (inputs.upload == 'true' || github.event.fork == true)":    true,
	} {
		if got := in.value(t, expression, status{}); got != want {
			t.Errorf("%s: got %v, want %v", expression, got, want)
		}
	}
	for condition, want := range map[string]bool{"": false, "inputs.upload == 'auto'": false, "always()": true, "always() && inputs.empty != ''": false} {
		if got := in.holds(t, condition, status{failed: true}); got != want {
			t.Errorf("after a failure, %q is %v", condition, got)
		}
	}
}
