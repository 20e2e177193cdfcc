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
	if t.dangling == nil {
		t.dangling = map[string]bool{}
		visit(t.document, t.noteDangling)
	}
	return len(t.dangling) > 1 || len(t.dangling) == 1 && !t.dangling[besides]
}

// noteDangling notes what a function refers to and the template does not have.
func (t *template) noteDangling(n *tree.Node) {
	if section, name := refersTo(n); name != "" && !t.has(section, name) {
		t.dangling[name] = true
	}
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
	return strings.HasPrefix(name, "AWS::") || t.byID[name] != nil || t.isParameter(name)
}
