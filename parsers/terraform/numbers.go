package terraform

import (
	"math/big"
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"

	"github.com/authlint/authlint/internal/tree"
)

// numberOf reads a scalar as a number, as Terraform converts it. One that is too large to
// be written down is none.
func numberOf(n *tree.Node) (*big.Float, bool) {
	if n.Kind != tree.Number && n.Kind != tree.String {
		return nil, false
	}
	value, err := cty.ParseNumberVal(n.Text)
	if err != nil || isHuge(value.AsBigFloat()) {
		return nil, false
	}
	return value.AsBigFloat(), true
}

// plainNumber is the text that Terraform gives a number: 1.5 for 1.50, 1000 for 1e3.
func plainNumber(n *tree.Node) string {
	if isCounted(n.Text) {
		return n.Text
	}
	number, ok := numberOf(n)
	if !ok {
		return n.Text
	}
	return number.Text('f', -1)
}

// isCounted reports whether a number is a whole one above zero, written plainly: most are,
// and are told from others faster than they are read.
func isCounted(text string) bool {
	return text != "" && text[0] != '0' && strings.Trim(text, digits) == "" && len(text) < maxDigits
}

// isHuge reports whether a number has too many digits to be written down: a text of ten
// characters can be a number of a gigabyte.
func isHuge(number *big.Float) bool {
	exponent := number.MantExp(nil)
	return number.IsInf() || exponent > maxExponent || exponent < -maxExponent
}

// isHugeNumber is isHuge for the value of an argument, whatever it is.
func isHugeNumber(v cty.Value) bool {
	return v.Type() == cty.Number && v.IsKnown() && !v.IsNull() && isHuge(v.AsBigFloat())
}

// mayBecomeHuge reports whether a text, or one in a value, is a number that has too many
// digits to be written down.
func (u *unit) mayBecomeHuge(n *tree.Node) bool {
	if !u.enter() {
		return true
	}
	defer u.leave()
	if n.Kind == tree.String || n.Kind == tree.Number {
		value, err := cty.ParseNumberVal(n.Text)
		return err == nil && isHugeNumber(value)
	}
	for _, item := range n.Items {
		if u.mayBecomeHuge(item) {
			return true
		}
	}
	return false
}

// maxDigits is far above what a number has that people write.
const maxDigits = 1_024

// parseInt reads a text as a whole number of a base.
func parseInt(c call) *tree.Node {
	text := c.arguments[0]
	switch {
	case text.IsKnown() && text.Kind != tree.String:
		return c.fail("%s is not a text", text.KindName())
	case len(text.Text) > maxDigits:
		return c.doubt(tooLarge)
	default:
		return c.unit().apply(stdlib.ParseIntFunc, c.arguments, c.at)
	}
}

// bounded is a builtin of a function of cty that takes whole numbers of 31 bits, where
// Terraform takes longer ones.
func bounded(f function.Function) builtin {
	b := of(f)
	evaluate := b.evaluate
	b.evaluate = func(c call) *tree.Node {
		for _, argument := range c.arguments[1:] {
			if number, ok := numberOf(argument); ok && number.IsInt() && number.MantExp(nil) > 31 {
				return c.doubt("depends on " + c.name + "() of a large number, which is not evaluated")
			}
		}
		return evaluate(c)
	}
	return b
}
