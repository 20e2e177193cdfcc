package rules

import (
	"fmt"
	"strings"
	"sync/atomic"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
	"github.com/open-policy-agent/opa/v1/types"

	"github.com/authlint/authlint/internal/arn"
	"github.com/authlint/authlint/internal/expression"
	"github.com/authlint/authlint/internal/model"
)

// A builtin is a function that rules have beyond those of Rego. Where call returns no
// term, it is undefined.
type builtin struct {
	name string
	decl *types.Function
	call func(operands []*ast.Term) (*ast.Term, error)
	gate operation // what a gate makes of it; nil: only calls with texts and numbers
}

// builtins answer "yes", "no" or "unknown"; what that means for people is up to the rules.
//
//	authlint.arn_matches(pattern, arn)             does an IAM pattern match an ARN? Both are texts of the model, or strings
//	authlint.expression_matches(expression, text)  {"full": answer, "search": answer} of a Java regular expression
//	authlint.expression_refuses(expression, texts) does a whole-text match refuse all of them?
//	authlint.expression(expression)                {"valid": answer, "why": text}
//
// Others only save rules a loop over methods, or whatever else has a label and a range:
//
//	authlint.labels(methods)                       the labels
//	authlint.some_of(labels)                       "GET /a, GET /b, GET /c, GET /d, GET /e and 2 more"
//	authlint.places(methods, text)                 [{"range": …, "message": "LABEL TEXT"}, …] of the first five
func builtins() []builtin {
	pair := func(first, second string) types.Type {
		return types.NewObject([]*types.StaticProperty{
			types.NewStaticProperty(first, types.S), types.NewStaticProperty(second, types.S),
		}, nil)
	}
	list := types.NewArray(nil, types.A)
	matches := new(lastExpression)
	return []builtin{
		{"authlint.arn_matches", types.NewFunction(types.Args(types.A, types.A), types.S), arnMatches, knownARNMatches},
		{"authlint.expression_matches", types.NewFunction(types.Args(types.S, types.S), pair("full", "search")), matches.matches, nil},
		{"authlint.expression_refuses", types.NewFunction(types.Args(types.S, types.NewSet(types.S)), types.S), matches.refuses, nil},
		{"authlint.expression", types.NewFunction(types.Args(types.S), pair("valid", "why")), expressionValid, nil},
		{"authlint.labels", types.NewFunction(types.Args(list), types.NewArray(nil, types.S)), labels, knownLabels},
		{"authlint.some_of", types.NewFunction(types.Args(types.NewArray(nil, types.S)), types.S), someOf, nil},
		{"authlint.places", types.NewFunction(types.Args(list, types.S), types.NewArray(nil, types.A)), places, knownPlaces},
	}
}

// declaration is what the compiler needs to know.
func (b builtin) declaration() *ast.Builtin { return &ast.Builtin{Name: b.name, Decl: b.decl} }

// functions are the builtins as evaluation takes them.
func functions(all []builtin) map[string]*topdown.Builtin {
	byName := map[string]*topdown.Builtin{}
	for _, b := range all {
		byName[b.name] = &topdown.Builtin{
			Decl: b.declaration(),
			Func: b.function(),
		}
	}
	return byName
}

func (b builtin) function() topdown.BuiltinFunc {
	return func(_ topdown.BuiltinContext, operands []*ast.Term, yield func(*ast.Term) error) error {
		result, err := b.call(operands)
		if err != nil || result == nil {
			return err
		}
		return yield(result)
	}
}

// arnMatches is undefined where one side is not set. Where a side is one of several
// texts, it answers what is true of all of them.
func arnMatches(operands []*ast.Term) (*ast.Term, error) {
	patterns, err := texts(operands[0].Value)
	if err != nil {
		return nil, err
	}
	arns, err := texts(operands[1].Value)
	if err != nil || len(patterns) == 0 || len(arns) == 0 {
		return nil, err
	}
	return answerTerm(allMatch(patterns, arns)), nil
}

// allMatch is what is true of each pattern and each ARN.
func allMatch(patterns, arns [][]model.Part) model.Answer {
	answer := arn.Matches(patterns[0], arns[0])
	for i, pattern := range patterns {
		for j, text := range arns {
			if (i > 0 || j > 0) && arn.Matches(pattern, text) != answer {
				return model.Undecided
			}
		}
	}
	return answer
}

// knownARNMatches is arnMatches for texts that nobody has made terms of.
func knownARNMatches(_ *scout, args []known) (known, model.Answer) {
	patterns, ok := knownTexts(args[0])
	arns, okay := knownTexts(args[1])
	switch {
	case !ok || !okay:
		return known{}, model.Undecided
	case len(patterns) == 0 || len(arns) == 0:
		return known{}, model.No
	default:
		return constant(answerTerm(allMatch(patterns, arns))), model.Yes
	}
}

// A lastExpression keeps the expression that was read last: rules match one with many
// samples. It is safe for several goroutines.
type lastExpression struct {
	last atomic.Pointer[readExpression]
}

type readExpression struct {
	text       string
	expression expression.Expression
}

func (l *lastExpression) read(text string) expression.Expression {
	if last := l.last.Load(); last != nil && last.text == text {
		return last.expression
	}
	read := &readExpression{text, expression.Read(text)}
	l.last.Store(read)
	return read.expression
}

func (l *lastExpression) matches(operands []*ast.Term) (*ast.Term, error) {
	full, search := l.read(stringOf(operands[0])).Match(stringOf(operands[1]))
	return ast.ObjectTerm(
		ast.Item(ast.InternedTerm("full"), answerTerm(full)),
		ast.Item(ast.InternedTerm("search"), answerTerm(search)),
	), nil
}

// refuses is sure where one text is accepted, or all are refused.
func (l *lastExpression) refuses(operands []*ast.Term) (*ast.Term, error) {
	expression := l.read(stringOf(operands[0]))
	refuses := model.Yes
	for _, text := range operands[1].Value.(ast.Set).Slice() { // as declared
		switch full, _ := expression.Match(stringOf(text)); full {
		case model.Yes:
			return answerTerm(model.No), nil
		case model.Undecided:
			refuses = model.Undecided
		}
	}
	return answerTerm(refuses), nil
}

func expressionValid(operands []*ast.Term) (*ast.Term, error) {
	valid, why := expression.Valid(stringOf(operands[0]))
	return ast.ObjectTerm(
		ast.Item(ast.InternedTerm("valid"), answerTerm(valid)),
		ast.Item(ast.InternedTerm("why"), ast.StringTerm(why)),
	), nil
}

// labels leaves out what has none, as a comprehension would.
func labels(operands []*ast.Term) (*ast.Term, error) {
	var labels []*ast.Term
	operands[0].Value.(*ast.Array).Foreach(func(method *ast.Term) {
		if label := method.Get(labelKey); label != nil {
			labels = append(labels, label)
		}
	})
	return ast.ArrayTerm(labels...), nil
}

// knownLabels is labels of things that nobody has made terms of.
func knownLabels(s *scout, args []known) (known, model.Answer) {
	things, ok := s.things(args[0])
	labels := make([]*ast.Term, 0, len(things))
	for _, thing := range things {
		if thing.label != nil {
			labels = append(labels, thing.label)
		}
	}
	if !ok {
		return known{}, model.Undecided
	}
	return constant(ast.ArrayTerm(labels...)), model.Yes
}

var (
	labelKey   = ast.StringTerm("label")
	rangeKey   = ast.StringTerm("range")
	messageKey = ast.StringTerm("message")
)

// A thing has a label and a range; nil: it has none.
type thing struct{ label, at *ast.Term }

// things are the items of an array; false: not all is known that a finding says of them.
func (s *scout) things(array known) ([]thing, bool) {
	if _, isArray := array.arrayLength(); !isArray {
		return nil, false
	}
	var things []thing
	failed := array.each(func(_, item known) bool {
		label, ok := s.knownField(item, labelKey)
		at, okay := s.knownField(item, rangeKey)
		things = append(things, thing{label, at})
		return !ok || !okay
	})
	return things, !failed
}

// knownField is nil where there is none; false: that is not known.
func (s *scout) knownField(of known, name *ast.Term) (*ast.Term, bool) {
	switch field, is := s.element(of, constant(name)); is {
	case model.Yes:
		return s.term(field)
	case model.No:
		return nil, true
	default:
		return nil, false
	}
}

// someOf names the first of some things, and counts the rest.
func someOf(operands []*ast.Term) (*ast.Term, error) {
	names := operands[0].Value.(*ast.Array)
	var text strings.Builder
	for i := range min(names.Len(), maxPlaces) {
		if i > 0 {
			text.WriteString(", ")
		}
		text.WriteString(stringOf(names.Elem(i)))
	}
	if more := names.Len() - maxPlaces; more > 0 {
		fmt.Fprintf(&text, " and %d more", more)
	}
	return ast.StringTerm(text.String()), nil
}

// maxPlaces is how many things and places of a kind are worth showing.
const maxPlaces = 5

func places(operands []*ast.Term) (*ast.Term, error) {
	var things []thing
	operands[0].Value.(*ast.Array).Foreach(func(method *ast.Term) {
		things = append(things, thing{method.Get(labelKey), method.Get(rangeKey)})
	})
	return placesOf(things, stringOf(operands[1])), nil
}

func placesOf(things []thing, text string) *ast.Term {
	var places []*ast.Term
	for _, thing := range things {
		if thing.label != nil && thing.at != nil && len(places) < maxPlaces {
			message := ast.StringTerm(stringOf(thing.label) + " " + text)
			places = append(places, ast.ObjectTerm(ast.Item(rangeKey, thing.at), ast.Item(messageKey, message)))
		}
	}
	return ast.ArrayTerm(places...)
}

// knownPlaces is places of things that nobody has made terms of.
func knownPlaces(s *scout, args []known) (known, model.Answer) {
	things, ok := s.things(args[0])
	text, okay := args[1].text()
	if !ok || !okay {
		return known{}, model.Undecided
	}
	return constant(placesOf(things, text)), model.Yes
}

func answerTerm(answer model.Answer) *ast.Term { return ast.InternedTerm(answer.String()) }

// stringOf is a string that the declaration of the function promises.
func stringOf(term *ast.Term) string {
	text, _ := term.Value.(ast.String)
	return string(text)
}
