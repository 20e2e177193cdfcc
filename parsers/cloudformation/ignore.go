package cloudformation

import (
	"fmt"
	"strings"

	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// readIgnores reads what silences rules in templates that have no comments:
//
//	Metadata:
//	  authlint:
//	    ignore: [rule-id, {rule: rule-id, reason: text, until: 2027-01-31}]
//
// That of a resource counts for the resource, that of the template for all of it.
func (t *template) readIgnores() {
	t.readIgnore(t.document, t.sources[t.name].All())
	if resources := t.document.Get("Resources"); resources != nil {
		t.readIgnoresOf(resources.Fields)
	}
}

// readIgnoresOf reads the metadata of resources; those that a loop makes have one place.
func (t *template) readIgnoresOf(resources []tree.Field) {
	for _, field := range resources {
		if strings.HasPrefix(field.Key, "Fn::ForEach::") {
			for _, item := range field.Value.Elements() {
				t.readIgnoresOf(item.Fields)
			}
			continue
		}
		covers := field.KeyRange
		if field.Value != nil {
			covers.End = max(covers.End, field.Value.Range.End)
		}
		t.readIgnore(field.Value, covers)
	}
}

// readIgnore reads the metadata of a thing.
func (t *template) readIgnore(of *tree.Node, covers source.Range) {
	ours := of.At("Metadata", "authlint")
	if ours == nil || !ours.IsKnown() {
		return
	}
	for _, field := range ours.Fields {
		if field.Key != "ignore" {
			t.note(field.KeyRange, fmt.Sprintf("this silences nothing: there is no key %q; write ignore, with a list of rules", field.Key))
		}
	}
	ignores, problems := tree.Ignores(ours.Get("ignore"), covers)
	t.ignores = append(t.ignores, ignores...)
	t.problems = append(t.problems, problems...)
}

// note keeps a remark about a place.
func (t *template) note(at source.Range, message string) {
	t.problems = append(t.problems, source.Problem{Range: at, Message: message, Note: true})
}
