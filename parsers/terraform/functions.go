package terraform

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/hashicorp/go-cty-funcs/cidr"
	"github.com/hashicorp/go-cty-funcs/crypto"
	"github.com/hashicorp/go-cty-funcs/uuid"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"

	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// A call is one call of a function, with its arguments evaluated.
type call struct {
	scope     scope
	name      string
	arguments []*tree.Node
	at        source.Range
}

// A builtin is a function of the language.
type builtin struct {
	least, most int // how many arguments it takes
	options     option
	evaluate    func(call) *tree.Node
}

// many is the most arguments of a function that takes any number.
const many = -1

// An option is how a function wants its arguments.
type option uint8

const (
	// nullable: null is a value like any other. Without it null is a failure.
	nullable option = 1 << iota

	// scalars: a list or a mapping is a failure.
	scalars

	// undivided: the function sees an argument that is one of several values as a
	// whole. Others are asked about each of the values.
	undivided
)

func (c call) unit() *unit { return c.scope.unit() }

// argument is nil where there are not so many.
func (c call) argument(i int) *tree.Node {
	if i >= len(c.arguments) {
		return nil
	}
	return c.arguments[i]
}

// unknown is a result that depends on an argument that is not known.
func (c call) unknown(because *tree.Node) *tree.Node {
	why := c.unit().reason(because)
	if why == "" {
		why = "depends on " + c.name + "() of a value that is not followed"
	}
	return c.doubt(why)
}

// doubt is a result that is not known for a reason of its own.
func (c call) doubt(why string) *tree.Node {
	c.unit().doubts++
	return tree.NewUnknown(c.at, why)
}

func (c call) fail(format string, args ...any) *tree.Node {
	return c.unit().fail(c.at, c.name+": "+format, args...)
}

// text is a result that is a known text.
func (c call) text(text string) *tree.Node {
	if len(text) > maxTextLength || !c.unit().spend(len(text)/64) {
		return c.doubt(tooLarge)
	}
	return &tree.Node{Kind: tree.String, Text: text, Range: c.at}
}

// list is a result that is a list, which is open for a reason or whole.
func (c call) list(items []*tree.Node, open string) *tree.Node {
	if !c.unit().spend(len(items) / itemsPerStep) {
		return c.doubt(tooLarge)
	}
	return &tree.Node{Kind: tree.Sequence, Range: c.at, Items: items, Open: open}
}

// itemsPerStep is how many elements of a list are moved about for one step of evaluation.
const itemsPerStep = 16

// call evaluates a function of Terraform's language or OpenTofu's. One that is not known
// here has a result that is not known, since later versions have more of them.
// https://developer.hashicorp.com/terraform/language/functions
// https://opentofu.org/docs/language/functions/
func (s scope) call(e *hclsyntax.FunctionCallExpr, at source.Range) *tree.Node {
	name := strings.TrimPrefix(e.Name, "core::")
	switch name {
	case "try":
		return s.try(e.Args, at)
	case "can":
		return s.can(e.Args, at)
	case "convert":
		return s.convertTo(e.Args, at)
	}
	c := call{scope: s, name: name, at: at}
	for _, argument := range e.Args {
		c.arguments = append(c.arguments, s.eval(argument))
	}
	if e.ExpandFinal && len(c.arguments) > 0 && !c.expand() {
		return c.unknown(c.arguments[len(c.arguments)-1])
	}
	if f, known := s.unit().functions[name]; known {
		return c.run(f)
	}
	return c.doubt("depends on " + e.Name + "(), " + whyUnevaluated(name))
}

// whyUnevaluated says why there is no value for a function's result.
func whyUnevaluated(name string) string {
	switch {
	case strings.HasPrefix(name, "provider::"):
		return "which a provider evaluates"
	case strings.HasPrefix(name, "module::"):
		return "which is not a function of Terraform"
	}
	switch name {
	case "timestamp", "plantimestamp":
		return "which reads the clock"
	case "uuid":
		return "which is different in each run"
	case "bcrypt":
		return "which draws a random salt"
	case "rsadecrypt":
		return "which decrypts a secret"
	case "issensitive":
		return "and it is not followed which values are sensitive"
	}
	return "which is not evaluated"
}

// expand puts the elements of the last argument in its place: f(list...).
func (c *call) expand() bool {
	last := c.arguments[len(c.arguments)-1]
	if last.Kind != tree.Sequence || last.Open != "" || !c.unit().spend(len(last.Items)) {
		return false
	}
	c.arguments = append(c.arguments[:len(c.arguments)-1:len(c.arguments)-1], last.Items...)
	return true
}

// run calls a function with arguments that it takes.
func (c call) run(f builtin) *tree.Node {
	n := len(c.arguments)
	switch {
	case n < f.least, f.most != many && n > f.most:
		return c.fail("%d arguments are given", n)
	case f.options&nullable == 0 && slices.ContainsFunc(c.arguments, isNullNode):
		return c.fail("null is given")
	case f.options&scalars != 0 && slices.ContainsFunc(c.arguments, isCollection):
		return c.fail("a list or a mapping is given")
	}
	if !c.pay() {
		return c.doubt(tooLarge)
	}
	if i := c.undecided(); i >= 0 && f.options&undivided == 0 {
		return c.each(i, f)
	}
	return f.evaluate(c)
}

// pay takes steps for the arguments of a call, which it may look through as a whole.
func (c call) pay() bool {
	steps := 0
	for _, argument := range c.arguments {
		steps += len(argument.Text)/64 + len(argument.Items)/itemsPerStep + len(argument.Fields)/itemsPerStep
		for _, part := range argument.Parts {
			steps += 1 + len(part.Literal)/64
		}
	}
	return c.unit().spend(steps)
}

func isNullNode(n *tree.Node) bool { return n.Kind == tree.Null }

func isCollection(n *tree.Node) bool { return n.Kind == tree.Sequence || n.Kind == tree.Mapping }

// undecided is the number of the first argument that is one of several values; -1 where
// there is none, or too many combinations of them.
func (c call) undecided() int {
	first, combinations := -1, 1
	for i, argument := range c.arguments {
		if argument.Kind != tree.Unknown || len(argument.OneOf) == 0 {
			continue
		}
		if first < 0 {
			first = i
		}
		combinations *= len(argument.OneOf)
		if combinations > maxPossibilities {
			return -1
		}
	}
	return first
}

// each calls a function with every possible value of an argument.
func (c call) each(undecided int, f builtin) *tree.Node {
	u, argument := c.unit(), c.arguments[undecided]
	failed := u.failed
	u.attempts++
	results := make([]*tree.Node, 0, len(argument.OneOf))
	for _, possible := range argument.OneOf {
		one := c
		one.arguments = slices.Clone(c.arguments)
		one.arguments[undecided] = possible
		results = append(results, one.run(f))
	}
	u.attempts--
	if u.failed > failed {
		u.failed = failed
		u.doubts++
	}
	return u.oneOf(c.at, argument.Why, results...)
}

// try is the first expression that does not fail. One that may fail gives two possibilities.
func (s scope) try(expressions []hclsyntax.Expression, at source.Range) *tree.Node {
	u := s.unit()
	for i, expression := range expressions {
		failed, doubts := u.failed, u.doubts
		u.attempts++
		value := s.eval(expression)
		u.attempts--
		switch {
		case u.failed > failed:
			u.failed = failed
		case u.doubts > doubts && i+1 < len(expressions):
			return u.oneOf(at, "depends on whether "+tree.Why(value), value, s.try(expressions[i+1:], at))
		default:
			return value
		}
	}
	return u.fail(at, "none of the expressions in try can be evaluated")
}

// can tells whether an expression does not fail.
func (s scope) can(expressions []hclsyntax.Expression, at source.Range) *tree.Node {
	u := s.unit()
	if len(expressions) != 1 {
		return u.fail(at, "can: %d arguments are given", len(expressions))
	}
	failed, doubts := u.failed, u.doubts
	u.attempts++
	s.eval(expressions[0])
	u.attempts--
	switch {
	case u.failed > failed:
		u.failed = failed
		return answer(no, at, "")
	case u.doubts > doubts:
		return tree.NewUnknown(at, "it is not known whether the expression can be evaluated")
	default:
		return answer(yes, at, "")
	}
}

// of makes a builtin of a function of cty, which looks after nulls itself. The place of
// the result is the whole call.
func of(f function.Function) builtin {
	most := len(f.Params())
	if f.VarParam() != nil {
		most = many
	}
	return builtin{len(f.Params()), most, nullable, func(c call) *tree.Node { return c.unit().apply(f, c.arguments, c.at) }}
}

// refused is a function that fails whatever it is given.
func refused(why string) builtin {
	return builtin{0, many, nullable | undivided, func(c call) *tree.Node { return c.fail("%s", why) }}
}

// builtins are the functions that are evaluated, by name. Those of cty are taken where a
// result has no place or hole of its own to keep, and where they are bounded.
var builtins = sync.OnceValue(func() map[string]builtin {
	table := map[string]builtin{}
	for _, group := range []map[string]builtin{
		numeric(), textual(), collecting(), encoded(), filing(), dated(), hashing(), addressing(), converting(), assuming(),
	} {
		for name, f := range group {
			table[name] = f
		}
	}
	return table
})

func numeric() map[string]builtin {
	return map[string]builtin{
		"abs": of(stdlib.AbsoluteFunc), "ceil": of(stdlib.CeilFunc), "floor": of(stdlib.FloorFunc), "log": of(stdlib.LogFunc),
		"max": of(stdlib.MaxFunc), "min": of(stdlib.MinFunc), "parseint": {2, 2, scalars, parseInt}, "pow": of(stdlib.PowFunc),
		"signum": of(stdlib.SignumFunc),
	}
}

func textual() map[string]builtin {
	return map[string]builtin{
		"chomp": {1, 1, scalars, chomp}, "endswith": {2, 2, scalars, endsWith}, "format": {1, many, nullable, format},
		"formatlist": {1, many, nullable, formatList}, "indent": {2, 2, scalars, indent}, "join": {2, many, 0, join},
		"lower": {1, 1, scalars, letters(strings.ToLower)}, "regex": {2, 2, scalars, match}, "regexall": {2, 2, scalars, match},
		"replace": {3, 3, scalars, replace}, "split": {2, 2, scalars, split}, "startswith": {2, 2, scalars, startsWith},
		"strcontains": {2, 2, scalars, textContains}, "strrev": of(stdlib.ReverseFunc), "substr": {3, 3, scalars, subText},
		"templatestring": {2, 2, 0, renderText}, "title": of(stdlib.TitleFunc), "trim": {2, 2, scalars, trim},
		"trimprefix": {2, 2, scalars, trimPrefix}, "trimspace": {1, 1, scalars, trimSpace}, "trimsuffix": {2, 2, scalars, trimSuffix},
		"upper": {1, 1, scalars, letters(strings.ToUpper)},
	}
}

func collecting() map[string]builtin {
	return map[string]builtin{
		"alltrue": {1, 1, 0, allTrue}, "anytrue": {1, 1, 0, anyTrue}, "chunklist": {2, 2, 0, chunkList},
		"coalesce": {1, many, nullable, coalesce}, "coalescelist": {1, many, nullable, coalesceList},
		"compact": {1, 1, undivided, compact}, "concat": {1, many, undivided, concat}, "contains": {2, 2, nullable, contains},
		"distinct": {1, 1, 0, distinct}, "element": {2, 2, 0, element}, "flatten": {1, 1, undivided, flatten},
		"index": {2, 2, 0, indexOf}, "keys": {1, 1, 0, keys}, "length": {1, 1, 0, length}, "list": refused("Terraform has tolist in its place"),
		"lookup": {2, 3, nullable, lookup}, "map": refused("Terraform has tomap in its place"), "matchkeys": {3, 3, 0, matchKeys},
		"merge": {0, many, nullable | undivided, merge}, "one": {1, 1, 0, one}, "range": of(stdlib.RangeFunc),
		"reverse": {1, 1, 0, reverse}, "setintersection": {1, many, 0, intersection}, "setproduct": {2, many, 0, product},
		"setsubtract": {2, 2, 0, subtraction}, "setunion": {1, many, 0, union}, "slice": {3, 3, 0, slice},
		"sort": {1, 1, 0, sorted}, "sum": {1, 1, 0, sum}, "transpose": {1, 1, 0, transpose}, "values": {1, 1, 0, values},
		"zipmap": {2, 2, 0, zipMap},
	}
}

func encoded() map[string]builtin {
	return map[string]builtin{
		"base64decode": {1, 1, scalars, decodeBase64}, "base64encode": {1, 1, scalars, hashed(inBase64)},
		"base64gunzip": {1, 1, scalars, gunzip}, "base64gzip": {1, 1, scalars, compress}, "csvdecode": {1, 1, scalars, readCSV},
		"jsondecode": {1, 1, scalars, decode}, "jsonencode": {1, 1, nullable | undivided, jsonEncode},
		"textdecodebase64": {2, 2, scalars, decodeText}, "textencodebase64": {2, 2, scalars, encodeText}, "urldecode": {1, 1, scalars, decodeURL},
		"urlencode": {1, 1, scalars, letters(escapeURL)}, "yamldecode": {1, 1, scalars, decode}, "yamlencode": {1, 1, nullable | undivided, yamlEncode},
	}
}

func filing() map[string]builtin {
	return map[string]builtin{
		"abspath": {1, 1, scalars, absolute}, "basename": {1, 1, scalars, baseName}, "dirname": {1, 1, scalars, dirName}, "file": {1, 1, scalars, readFile},
		"filebase64": ofFile(inBase64), "fileexists": {1, 1, scalars, fileExists}, "fileset": {2, 2, scalars, fileSet},
		"pathexpand": {1, 1, scalars, expandPath}, "templatefile": {2, 2, 0, readTemplate},
	}
}

func dated() map[string]builtin {
	return map[string]builtin{
		"formatdate": of(stdlib.FormatDateFunc), "timeadd": of(stdlib.TimeAddFunc), "timecmp": {2, 2, scalars, compareTimes},
	}
}

func hashing() map[string]builtin {
	return map[string]builtin{
		"base64sha256": {1, 1, scalars, hashed(sha256InBase64)}, "base64sha512": {1, 1, scalars, hashed(sha512InBase64)},
		"filebase64sha256": ofFile(sha256InBase64), "filebase64sha512": ofFile(sha512InBase64), "filemd5": ofFile(md5InHex),
		"filesha1": ofFile(sha1InHex), "filesha256": ofFile(sha256InHex), "filesha512": ofFile(sha512InHex),
		"md5": of(crypto.Md5Func), "sha1": of(crypto.Sha1Func), "sha256": of(crypto.Sha256Func), "sha512": of(crypto.Sha512Func),
		"uuidv5": of(uuid.V5Func),
	}
}

func addressing() map[string]builtin {
	return map[string]builtin{
		"cidrcontains": {2, 2, scalars, prefixContains}, "cidrhost": bounded(cidr.HostFunc), "cidrnetmask": {1, 1, scalars, netmask},
		"cidrsubnet": bounded(cidr.SubnetFunc), "cidrsubnets": of(cidr.SubnetsFunc),
	}
}

func converting() map[string]builtin {
	return map[string]builtin{
		"ephemeralasnull": {1, 1, nullable | undivided, ephemeralAsNull}, "flip_sensitive": {1, 1, nullable | undivided, first},
		"nonsensitive": {1, 1, nullable | undivided, first}, "sensitive": {1, 1, nullable | undivided, first},
		"tobool": {1, 1, nullable, toBool}, "tolist": {1, 1, nullable, toList}, "tomap": {1, 1, nullable, toMap},
		"tonumber": {1, 1, nullable, toNumber}, "toset": {1, 1, nullable, toSet}, "tostring": {1, 1, nullable, toText},
		"type": refused("only Terraform's console has it"),
	}
}

// assuming are the functions by which OpenTofu is told what holds for a value.
// https://opentofu.org/docs/language/functions/assume_family/
func assuming() map[string]builtin {
	table := map[string]builtin{
		"assumeequal":        {2, 2, nullable | undivided, func(c call) *tree.Node { return c.arguments[1] }},
		"assumenotnull":      {1, 1, undivided, first},
		"assumestringprefix": {2, 2, scalars, assumePrefix},
	}
	for _, kind := range []string{"list", "map", "set"} {
		name := fmt.Sprintf("assume%slength", kind)
		table[name], table[name+"min"], table[name+"max"] = builtin{3, 3, nullable | undivided, first}, builtin{2, 2, nullable | undivided, first}, builtin{2, 2, nullable | undivided, first}
	}
	return table
}
