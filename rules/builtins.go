package rules

import (
	"fmt"
	"strings"
	"sync"
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
//	authlint.expression(expression)                {"valid": answer, "elsewhere": answer, "why": text, "ranges": [text, …]}: whether
//	                                               Java takes it, whether other dialects do, and the ranges of its classes
//	authlint.expression_samples(expression)        what becomes of samples of tokens:
//	                                               {"samples": [{"name": text, "scheme": text, "kind": text, "usual": boolean, "full": answer, "search": answer}, …],
//	                                               "format": {"known": boolean, "listed": boolean, "begins": boolean, "prefix": text},
//	                                               "prefixed": [samples with the prefix of the format for a scheme]}
//	authlint.expression_stop(expression, scheme, kind)  {"name": text, "place": text, "cause": text}: where and why it gives a sample up
//
// Others only save rules a loop over methods, or whatever else has a label and a range:
//
//	authlint.expression_torn(expression, pairs)    of pairs of samples, each [scheme, kind], those of which a whole-text match takes the first and not the second
//	authlint.labels(methods)                       the labels
//	authlint.some_of(labels)                       "GET /a, GET /b, GET /c, GET /d, GET /e and 2 more"
//	authlint.places(methods, text)                 [{"range": …, "message": "LABEL TEXT"}, …] of the first five
func builtins() []builtin {
	object := func(of types.Type, names ...string) *types.Object {
		var properties []*types.StaticProperty
		for _, name := range names {
			properties = append(properties, types.NewStaticProperty(name, of))
		}
		return types.NewObject(properties, nil)
	}
	answers := object(types.S, "full", "search")
	check := types.NewObject(append(object(types.S, "valid", "elsewhere", "why").StaticProperties(),
		types.NewStaticProperty("ranges", types.NewArray(nil, types.S))), nil)
	sample := types.NewArray(nil, types.NewObject(append(object(types.S, "name", "scheme", "kind", "full", "search").StaticProperties(),
		types.NewStaticProperty("usual", types.B)), nil))
	format := types.NewObject(append(object(types.B, "known", "listed", "begins").StaticProperties(),
		types.NewStaticProperty("prefix", types.S)), nil)
	trials := types.NewObject(append(object(sample, "samples", "prefixed").StaticProperties(),
		types.NewStaticProperty("format", format)), nil)
	stop := object(types.S, "name", "place", "cause")
	list := types.NewArray(nil, types.A)
	matches := new(lastExpression)
	return []builtin{
		{"authlint.arn_matches", types.NewFunction(types.Args(types.A, types.A), types.S), arnMatches, knownARNMatches},
		{"authlint.expression_matches", types.NewFunction(types.Args(types.S, types.S), answers), matches.matches, nil},
		{"authlint.expression_refuses", types.NewFunction(types.Args(types.S, types.NewSet(types.S)), types.S), matches.refuses, nil},
		{"authlint.expression", types.NewFunction(types.Args(types.S), check), inspectExpression, nil},
		{"authlint.expression_samples", types.NewFunction(types.Args(types.S), trials), matches.samples, nil},
		{"authlint.expression_torn", types.NewFunction(types.Args(types.S, types.NewArray(nil, types.A)), types.NewArray(nil, types.A)), matches.torn, nil},
		{"authlint.expression_stop", types.NewFunction(types.Args(types.S, types.S, types.S), stop), matches.stop, nil},
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
	samples    func() *ast.Term
	answers    func() map[[2]string]model.Answer // of a whole-text match, by scheme and kind of the sample
}

func (l *lastExpression) read(text string) *readExpression {
	if last := l.last.Load(); last != nil && last.text == text {
		return last
	}
	read := &readExpression{text: text, expression: expression.Read(text)}
	read.samples = sync.OnceValue(func() *ast.Term { return samplesTerm(read.expression) })
	read.answers = sync.OnceValue(func() map[[2]string]model.Answer {
		answers := map[[2]string]model.Answer{}
		for _, trial := range read.expression.Try() {
			answers[[2]string{trial.Sample.Scheme, trial.Sample.Kind}] = trial.Full
		}
		return answers
	})
	l.last.Store(read)
	return read
}

func (l *lastExpression) matches(operands []*ast.Term) (*ast.Term, error) {
	full, search := l.read(stringOf(operands[0])).expression.Match(stringOf(operands[1]))
	return ast.ObjectTerm(
		ast.Item(ast.InternedTerm("full"), answerTerm(full)),
		ast.Item(ast.InternedTerm("search"), answerTerm(search)),
	), nil
}

// refuses is sure where one text is accepted, or all are refused.
func (l *lastExpression) refuses(operands []*ast.Term) (*ast.Term, error) {
	expression := l.read(stringOf(operands[0])).expression
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

// torn are the pairs of samples of which an expression takes the first and refuses the second.
func (l *lastExpression) torn(operands []*ast.Term) (*ast.Term, error) {
	answers := l.read(stringOf(operands[0])).answers()
	sample := func(term *ast.Term) [2]string {
		named, _ := term.Value.(*ast.Array)
		if named == nil || named.Len() != 2 {
			return [2]string{}
		}
		return [2]string{stringOf(named.Elem(0)), stringOf(named.Elem(1))}
	}
	var torn []*ast.Term
	operands[1].Value.(*ast.Array).Foreach(func(pair *ast.Term) {
		of, _ := pair.Value.(*ast.Array)
		if of != nil && of.Len() == 2 && answers[sample(of.Elem(0))] == model.Yes && answers[sample(of.Elem(1))] == model.No {
			torn = append(torn, pair)
		}
	})
	return ast.ArrayTerm(torn...), nil
}

func (l *lastExpression) samples(operands []*ast.Term) (*ast.Term, error) {
	return l.read(stringOf(operands[0])).samples(), nil
}

func samplesTerm(e expression.Expression) *ast.Term {
	format := e.Format()
	var prefixed []expression.Trial
	if format.Prefix != "" {
		prefixed = e.TryWith(format.Prefix)
	}
	return ast.ObjectTerm(
		ast.Item(ast.InternedTerm("samples"), trialsTerm(e.Try())),
		ast.Item(ast.InternedTerm("prefixed"), trialsTerm(prefixed)),
		ast.Item(ast.InternedTerm("format"), ast.ObjectTerm(
			ast.Item(ast.InternedTerm("known"), ast.InternedTerm(format.Known)),
			ast.Item(ast.InternedTerm("listed"), ast.InternedTerm(format.Listed)),
			ast.Item(ast.InternedTerm("begins"), ast.InternedTerm(format.Begins)),
			ast.Item(ast.InternedTerm("prefix"), ast.StringTerm(format.Prefix)),
		)),
	)
}

func trialsTerm(trials []expression.Trial) *ast.Term {
	terms := make([]*ast.Term, len(trials))
	for i, trial := range trials {
		terms[i] = ast.ObjectTerm(
			ast.Item(ast.InternedTerm("name"), ast.StringTerm(trial.Sample.Name())),
			ast.Item(ast.InternedTerm("scheme"), ast.StringTerm(trial.Sample.Scheme)),
			ast.Item(ast.InternedTerm("kind"), ast.StringTerm(trial.Sample.Kind)),
			ast.Item(ast.InternedTerm("usual"), ast.InternedTerm(trial.Sample.Usual)),
			ast.Item(ast.InternedTerm("full"), answerTerm(trial.Full)),
			ast.Item(ast.InternedTerm("search"), answerTerm(trial.Search)),
		)
	}
	return ast.ArrayTerm(terms...)
}

// stop is undefined for a kind of token that no sample has.
func (l *lastExpression) stop(operands []*ast.Term) (*ast.Term, error) {
	sample, found := expression.SampleOf(stringOf(operands[1]), stringOf(operands[2]))
	if !found {
		return nil, nil
	}
	stop := l.read(stringOf(operands[0])).expression.Stop(sample)
	return ast.ObjectTerm(
		ast.Item(ast.InternedTerm("name"), ast.StringTerm(sample.Name())),
		ast.Item(ast.InternedTerm("place"), ast.StringTerm(stop.Place)),
		ast.Item(ast.InternedTerm("cause"), ast.StringTerm(stop.Cause)),
	), nil
}

func inspectExpression(operands []*ast.Term) (*ast.Term, error) {
	check := expression.Inspect(stringOf(operands[0]))
	ranges := make([]*ast.Term, len(check.Ranges))
	for i, text := range check.Ranges {
		ranges[i] = ast.StringTerm(text)
	}
	return ast.ObjectTerm(
		ast.Item(ast.InternedTerm("valid"), answerTerm(check.Valid)),
		ast.Item(ast.InternedTerm("elsewhere"), answerTerm(check.Elsewhere)),
		ast.Item(ast.InternedTerm("why"), ast.StringTerm(check.Why)),
		ast.Item(ast.InternedTerm("ranges"), ast.ArrayTerm(ranges...)),
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
