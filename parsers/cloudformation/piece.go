package cloudformation

import (
	"strings"

	"github.com/authlint/authlint/internal/tree"
)

// isPiece reports whether the template is a piece of one that is put together before it
// is transformed: nothing says that SAM transforms it, and it refers to what it does not
// have, besides the one id.
func (t *template) isPiece(besides string) bool {
	for _, transform := range t.document.Get("Transform").Elements() {
		if strings.HasPrefix(transform.Text, "AWS::Serverless") {
			return false
		}
	}
	dangling := false
	visit(t.document, func(n *tree.Node) {
		section, name := refersTo(n)
		if name != "" && name != besides && !t.has(section, name) {
			dangling = true
		}
	})
	return dangling
}

// refersTo is the name that a function refers to, and the section that it is in: of
// Resources and Parameters alike, Resources.
func refersTo(n *tree.Node) (section, name string) {
	function, argument, ok := intrinsic(n)
	if !ok {
		return "", ""
	}
	first := argument
	if items := argument.Elements(); len(items) > 0 {
		first = items[0]
	}
	switch function {
	case "Ref", "GetAtt":
		name, _, _ = strings.Cut(textOf(first), ".")
		return "Resources", name
	case "If":
		return "Conditions", textOf(first)
	case "FindInMap":
		return "Mappings", textOf(first)
	default:
		return "", ""
	}
}

// has reports whether the template has what is referred to.
func (t *template) has(section, name string) bool {
	if section != "Resources" {
		return t.entry(t.document.Get(section), name) != nil
	}
	return strings.HasPrefix(name, "AWS::") || t.byID[name] != nil || t.entry(t.document.Get("Parameters"), name) != nil
}
