package tree

import (
	"fmt"

	"github.com/authlint/authlint/internal/source"
)

// Ignores reads a list of what silences rules, for languages without comments. Each
// entry is the id of a rule, or a mapping:
//
//	[rule-id, {rule: rule-id, reason: text, until: 2027-01-31}]
//
// covers is what they silence. An entry that cannot be read as a whole silences nothing:
// the date that ends it may be what was not read.
func Ignores(list *Node, covers source.Range) (ignores []source.Ignore, problems []source.Problem) {
	if why := Why(list); why != "" {
		problems = append(problems, source.Problem{Range: list.Range, Message: "this may silence something: " + why, Note: true})
	}
	for _, item := range list.Elements() {
		ignore, at, wrong := readIgnore(item)
		if wrong != "" {
			problems = append(problems, source.Problem{Range: at, Message: "this silences nothing: " + wrong, Note: true})
			continue
		}
		ignore.Range, ignore.Covers = item.Range, covers
		ignores = append(ignores, ignore)
	}
	return ignores, problems
}

// readIgnore reads one entry, or says what is wrong with it, and where.
func readIgnore(item *Node) (ignore source.Ignore, at source.Range, wrong string) {
	const form = "an entry is the id of a rule, or a mapping with rule, reason and until"
	if item.IsScalar() && item.Tag == "" { // a tag makes it what only a deployment settles
		return source.Ignore{Rules: []string{item.Text}}, item.Range, ""
	}
	if item.Kind != Mapping || !item.Get("rule").IsScalar() {
		return ignore, item.Range, form
	}
	for _, field := range item.Fields {
		switch {
		case field.Key != "rule" && field.Key != "reason" && field.Key != "until":
			return ignore, field.KeyRange, fmt.Sprintf("there is no key %q; %s", field.Key, form)
		case !field.Value.IsScalar():
			return ignore, field.Value.Range, fmt.Sprintf("%s is a text, and this is %s", field.Key, field.Value.KindName())
		case field.Key == "rule":
			ignore.Rules = []string{field.Value.Text}
		case field.Key == "reason":
			ignore.Reason = field.Value.Text
		default:
			until, err := source.ParseUntil(field.Value.Text)
			if err != nil {
				return ignore, field.Value.Range, err.Error()
			}
			ignore.Until = until
		}
	}
	return ignore, item.Range, ""
}
