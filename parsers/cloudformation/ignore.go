package cloudformation

import (
	"time"

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
	resources := t.document.Get("Resources")
	if resources == nil {
		return
	}
	for _, field := range resources.Fields {
		covers := field.KeyRange
		covers.End = max(covers.End, field.Value.Range.End)
		t.readIgnore(field.Value, covers)
	}
}

// readIgnore reads the metadata of a thing.
func (t *template) readIgnore(of *tree.Node, covers source.Range) {
	for _, item := range of.At("Metadata", "authlint", "ignore").Elements() {
		ignore := source.Ignore{Range: item.Range, Covers: covers}
		rule, until := item, (*tree.Node)(nil)
		if item.Kind == tree.Mapping {
			rule, until = item.Get("rule"), item.Get("until")
			ignore.Reason = textOf(item.Get("reason"))
		}
		if !rule.IsScalar() {
			t.note(item.Range, "this silences nothing: an entry is the id of a rule, or a mapping with rule, reason and until")
			continue
		}
		if !until.IsAbsent() {
			day, err := time.Parse(time.DateOnly, textOf(until))
			if err != nil {
				t.note(until.Range, "until is not a date; write it as YYYY-MM-DD")
				continue
			}
			ignore.Until = day
		}
		ignore.Rules = []string{rule.Text}
		t.ignores = append(t.ignores, ignore)
	}
}

// note keeps a remark about a place.
func (t *template) note(at source.Range, message string) {
	t.problems = append(t.problems, source.Problem{Range: at, Message: message, Note: true})
}
