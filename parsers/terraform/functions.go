package terraform

import (
	"strings"
	"sync"

	"github.com/hashicorp/go-cty-funcs/cidr"
	"github.com/hashicorp/go-cty-funcs/crypto"
	"github.com/hashicorp/go-cty-funcs/encoding"
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
	c.unit().doubts++
	return tree.NewUnknown(c.at, tree.Why(because))
}

func (c call) fail(format string, args ...any) *tree.Node {
	return c.unit().fail(c.at, c.name+": "+format, args...)
}

// call evaluates a function of Terraform's language. One that is not known here, that
// reads the clock or that draws a random number has a result that is not known.
// https://developer.hashicorp.com/terraform/language/functions
func (s scope) call(e *hclsyntax.FunctionCallExpr, at source.Range) *tree.Node {
	name := strings.TrimPrefix(e.Name, "core::")
	switch name {
	case "try":
		return s.try(e.Args, at)
	case "can":
		return s.can(e.Args, at)
	}
	c := call{scope: s, name: name, at: at}
	for _, argument := range e.Args {
		c.arguments = append(c.arguments, s.eval(argument))
	}
	if e.ExpandFinal && len(c.arguments) > 0 && !c.expand() {
		return c.unknown(c.arguments[len(c.arguments)-1])
	}
	if ours := s.unit().functions[name]; ours != nil && len(c.arguments) > 0 {
		return ours(c)
	}
	f, known := library()[name]
	if !known {
		c.unit().doubts++
		return tree.NewUnknown(at, "depends on "+e.Name+"(), which is not evaluated")
	}
	return c.unit().apply(f, c.arguments, at)
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
	failed, doubts := u.failed, u.doubts
	u.attempts++
	for _, expression := range expressions {
		s.eval(expression)
	}
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

// library are the functions whose result has no place or hole of its own to keep.
var library = sync.OnceValue(func() map[string]function.Function {
	return map[string]function.Function{
		"abs": stdlib.AbsoluteFunc, "ceil": stdlib.CeilFunc, "floor": stdlib.FloorFunc, "log": stdlib.LogFunc,
		"max": stdlib.MaxFunc, "min": stdlib.MinFunc, "parseint": stdlib.ParseIntFunc, "pow": stdlib.PowFunc,
		"signum": stdlib.SignumFunc,

		"chomp": stdlib.ChompFunc, "lower": stdlib.LowerFunc, "regex": stdlib.RegexFunc, "regexall": stdlib.RegexAllFunc,
		"split": stdlib.SplitFunc, "strrev": stdlib.ReverseFunc, "substr": stdlib.SubstrFunc, "title": stdlib.TitleFunc,
		"trim": stdlib.TrimFunc, "trimprefix": stdlib.TrimPrefixFunc, "trimspace": stdlib.TrimSpaceFunc,
		"trimsuffix": stdlib.TrimSuffixFunc, "upper": stdlib.UpperFunc, "formatdate": stdlib.FormatDateFunc,
		"timeadd": stdlib.TimeAddFunc, "csvdecode": stdlib.CSVDecodeFunc,

		"chunklist": stdlib.ChunklistFunc, "coalescelist": stdlib.CoalesceListFunc, "index": stdlib.IndexFunc,
		"reverse": stdlib.ReverseListFunc, "setintersection": stdlib.SetIntersectionFunc,
		"setsubtract": stdlib.SetSubtractFunc, "setunion": stdlib.SetUnionFunc, "slice": stdlib.SliceFunc,
		"sort": stdlib.SortFunc,

		"base64encode": encoding.Base64EncodeFunc, "base64decode": encoding.Base64DecodeFunc, "urlencode": encoding.URLEncodeFunc,
		"md5": crypto.Md5Func, "sha1": crypto.Sha1Func, "sha256": crypto.Sha256Func, "sha512": crypto.Sha512Func,
		"cidrhost": cidr.HostFunc, "cidrnetmask": cidr.NetmaskFunc, "cidrsubnet": cidr.SubnetFunc, "cidrsubnets": cidr.SubnetsFunc,
	}
})

// structural are the functions that keep the places of values and what is known of
// texts in parts, and those that need a bound.
func structural() map[string]func(call) *tree.Node {
	return map[string]func(call) *tree.Node{
		"jsonencode": jsonEncode, "yamlencode": yamlEncode, "jsondecode": decode, "yamldecode": decode,
		"file": readFile, "templatefile": readTemplate, "fileexists": fileExists, "basename": baseName, "dirname": dirName,

		"merge": merge, "concat": concat, "flatten": flatten, "keys": keys, "values": values, "zipmap": zipMap,
		"lookup": lookup, "element": element, "length": length, "contains": contains, "one": one,
		"compact": compact, "distinct": distinct, "coalesce": coalesce, "alltrue": allTrue, "anytrue": anyTrue,
		"tolist": toList, "toset": toSet, "tomap": first, "tostring": toText, "tonumber": toNumber, "tobool": toBool,
		"sensitive": first, "nonsensitive": first,

		"join": join, "format": format, "formatlist": formatList, "indent": indent, "replace": replace,
		"chomp": trimEnd, "trimspace": trimEnd,
		"startswith": startsWith, "endswith": endsWith, "strcontains": textContains,
		"range": countUp, "setproduct": product,
	}
}
