package cloudformation

import (
	"slices"
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

// lacks reports whether a name that is referred to is certainly that of nothing: the
// template is all there is, and neither the transform nor a macro makes more of it.
func (t *template) lacks(name string) bool {
	return t.allThere && t.declared.Open == "" && (t.document.Has("AWSTemplateFormatVersion") || t.document.Has("Transform")) &&
		isLogicalID(name) && t.entry(t.document.Get("Resources"), name) == nil && !t.isParameter(name) &&
		!t.mayMake(name) && !t.isPiece(name)
}

// isLogicalID tells what can be the name of a resource from placeholders and the names of
// CloudFormation's own.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html
func isLogicalID(name string) bool {
	return name != "" && strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == ""
}

// mayMake reports whether the SAM transform may make a resource of a name: those that it
// makes are called after the resource that they belong to, or after SAM.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html
func (t *template) mayMake(name string) bool {
	if strings.HasPrefix(name, "Serverless") || strings.HasPrefix(name, "CodeDeploy") {
		return true
	}
	return slices.ContainsFunc(t.resources, func(r *resource) bool {
		return strings.HasPrefix(r.kind, "AWS::Serverless::") && strings.HasPrefix(name, r.id)
	})
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
