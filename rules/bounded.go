package rules

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// What a function may make in rules that nobody vouches for. OPA has no bound on memory,
// and a call that has begun looks at no clock.
const (
	maxMade   = 4 << 20 // bytes of a text
	maxItems  = 100_000 // of a collection
	maxDigits = 1000    // of a number
)

// A bound is what a call would make, in the worst case: an error where that is too much.
type bound func(operands []*ast.Term) error

// bounds are those of the functions that make something larger than what they are given.
var bounds = map[string]bound{
	"plus": numbers, "minus": numbers, "mul": numbers, "div": numbers, "rem": numbers,
	"round": numbers, "ceil": numbers, "floor": numbers, "abs": numbers, "to_number": numbers, "format_int": numbers,
	"sum": numbers, "product": numbers,
	"numbers.range": rangeOfNumbers, "numbers.range_step": rangeOfNumbers,
	"array.concat": collections, "object.union": collections, "object.union_n": collections, "union": collections, "or": collections,
	"concat":                           joined,
	"internal.template_string":         printed,
	"internal.print":                   printed,
	"sprintf":                          formatted,
	"replace":                          replaced,
	"strings.replace_n":                replacedMany,
	"regex.replace":                    replacedPattern,
	"regex.find_n":                     texted,
	"regex.find_all_string_submatch_n": texted,
	"regex.split":                      texted,
	"regex.match":                      texted,
	"split":                            texted,
	"upper":                            texted,
	"lower":                            texted,
	"authlint.expression":              texted,
	"authlint.expression_matches":      texted,
	"authlint.expression_samples":      texted,
	"authlint.expression_stop":         texted,
	"authlint.expression_refuses":      printed,
	"authlint.expression_torn":         printed,
	"authlint.arn_matches":             printed,
	"authlint.places":                  texted,
	"authlint.some_of":                 printed,
}

// boundedPrefix is before the names of functions that are bounded: the functions of Rego
// cannot be replaced under their own.
const boundedPrefix = "bounded."

// boundCalls has all calls in compiled rules go to the bounded functions.
var boundCalls = ast.CompilerStageDefinition{
	Name:       "BoundCalls",
	MetricName: "bound_calls",
	Stage: func(compiler *ast.Compiler) *ast.Error {
		for _, module := range compiler.Modules {
			ast.WalkExprs(module, func(expr *ast.Expr) bool {
				if name := expr.Operator().String(); expr.IsCall() && bounds[name] != nil {
					terms := slices.Clone(expr.Terms.([]*ast.Term)) // that is what a call is
					terms[0] = &ast.Term{Value: ast.Ref{ast.VarTerm(boundedPrefix + name)}, Location: terms[0].Location}
					expr.Terms = terms
				}
				return false
			})
		}
		return nil
	},
}

// boundedFunctions are the functions that boundCalls asks for, with those that they stand for.
func boundedFunctions(own []builtin) map[string]*topdown.Builtin {
	all := functions(own)
	for name, bound := range bounds {
		declared, call := ast.BuiltinMap[name], topdown.GetBuiltin(name)
		if known := all[name]; known != nil {
			declared, call = known.Decl, known.Func
		}
		all[boundedPrefix+name] = &topdown.Builtin{
			Decl: &ast.Builtin{Name: boundedPrefix + name, Decl: declared.Decl},
			Func: func(context topdown.BuiltinContext, operands []*ast.Term, yield func(*ast.Term) error) error {
				if err := bound(operands); err != nil {
					return topdown.Halt{Err: &topdown.Error{Code: topdown.BuiltinErr, Message: name + ": " + err.Error(), Location: context.Location}}
				}
				return call(context, operands, yield)
			},
		}
	}
	return all
}

func tooMuch(made int) error {
	if made > maxMade {
		return fmt.Errorf("this may make a text of more than %d MiB", maxMade>>20)
	}
	return nil
}

// weight is how many characters a value takes in a text; counting ends above what is allowed.
// Values may hold each other many times over, so that they are larger than what holds them.
func weight(term *ast.Term, sum int) int {
	if sum > maxMade {
		return sum
	}
	sum++
	switch value := term.Value.(type) {
	case ast.String:
		return sum + len(value)
	case ast.Number:
		return sum + len(value)
	case *ast.Array:
		for i := 0; i < value.Len() && sum <= maxMade; i++ {
			sum = weight(value.Elem(i), sum)
		}
	case ast.Set:
		_ = value.Iter(func(member *ast.Term) error { sum = weight(member, sum); return stopAbove(sum) })
	case ast.Object:
		_ = value.Iter(func(key, member *ast.Term) error {
			sum = weight(member, weight(key, sum))
			return stopAbove(sum)
		})
	}
	return sum
}

var errStop = fmt.Errorf("enough is known")

func stopAbove(sum int) error {
	if sum > maxMade {
		return errStop
	}
	return nil
}

func printed(operands []*ast.Term) error {
	sum := 0
	for _, operand := range operands {
		sum = weight(operand, sum)
	}
	return tooMuch(sum)
}

// texted bounds what goes through a text once, and makes a value of each character at most.
func texted(operands []*ast.Term) error {
	for _, operand := range operands {
		if len(stringOf(operand)) > maxMade/16 {
			return fmt.Errorf("this text is longer than %d KiB", maxMade/16>>10)
		}
	}
	return nil
}

func joined(operands []*ast.Term) error {
	return tooMuch(weight(operands[1], 0) + length(operands[1])*len(stringOf(operands[0])))
}

func formatted(operands []*ast.Term) error {
	format := stringOf(operands[0])
	values := weight(operands[1], 0)
	digits := 0
	for _, r := range format {
		if digits++; r < '0' || r > '9' {
			digits = 0
		}
		if digits > 3 || r == '*' {
			return fmt.Errorf("a width has at most three digits, which stand in the format")
		}
	}
	return tooMuch(len(format) + strings.Count(format, "%")*(values+1000))
}

func replaced(operands []*ast.Term) error {
	text, old, new := stringOf(operands[0]), stringOf(operands[1]), stringOf(operands[2])
	return tooMuch(len(text) + strings.Count(text, old)*len(new))
}

func replacedMany(operands []*ast.Term) error {
	return tooMuch((len(stringOf(operands[1])) + 1) * (weight(operands[0], 0) + 1))
}

func replacedPattern(operands []*ast.Term) error {
	text, new := stringOf(operands[0]), stringOf(operands[2])
	return tooMuch((len(text)+1)*(len(new)+1) + strings.Count(new, "$")*len(text))
}

// length is the number of items of a collection; 0 of another value.
func length(term *ast.Term) int {
	if collection, ok := term.Value.(interface{ Len() int }); ok {
		return collection.Len()
	}
	return 0
}

func collections(operands []*ast.Term) error {
	items := 0
	for _, operand := range operands {
		items += length(operand)
		if list, ok := operand.Value.(interface {
			Foreach(func(*ast.Term))
		}); ok {
			list.Foreach(func(item *ast.Term) { items += length(item) })
		}
	}
	if items > maxItems {
		return fmt.Errorf("this may have more than %d items", maxItems)
	}
	return nil
}

// numbers bounds the digits of numbers, and of the numbers in collections.
func numbers(operands []*ast.Term) error {
	digits := 0
	for _, operand := range operands {
		digits += digitsOf(operand)
		if list, ok := operand.Value.(interface {
			Foreach(func(*ast.Term))
		}); ok {
			list.Foreach(func(item *ast.Term) {
				if many := digitsOf(item); many > 20 { // sums of small ones stay small
					digits += many
				}
			})
		}
	}
	if digits > maxDigits {
		return fmt.Errorf("these numbers have more than %d digits", maxDigits)
	}
	return nil
}

// digitsOf counts those that a number has when it is written without an exponent.
func digitsOf(term *ast.Term) int {
	text := stringOf(term)
	if number, ok := term.Value.(ast.Number); ok {
		text = string(number)
	}
	mantissa, exponent, scientific := strings.Cut(strings.ToLower(text), "e")
	exponent = strings.TrimLeft(exponent, "+-0")
	switch {
	case !scientific, strings.Trim(exponent, "0123456789") != "": // no number, if it is a text
		return len(text)
	case len(exponent) > 3:
		return maxDigits + 1
	}
	zeros, _ := strconv.Atoi(exponent) // three digits at most; none: 0
	return len(mantissa) + zeros
}

func rangeOfNumbers(operands []*ast.Term) error {
	first, ok := operands[0].Value.(ast.Number)
	last, okay := operands[1].Value.(ast.Number)
	if !ok || !okay {
		return nil // the function says what is wrong
	}
	from, ok := first.Int64()
	to, okay := last.Int64()
	const far = 1 << 40
	if !ok || !okay || max(from, to) > far || min(from, to) < -far || max(from, to)-min(from, to) > maxItems {
		return fmt.Errorf("this may have more than %d items", maxItems)
	}
	return nil
}
