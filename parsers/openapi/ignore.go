package openapi

import (
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// extIgnore silences rules in documents that may have no comments. It may stand in any
// object of a document, and counts for that object: the root, a path item, an operation,
// a security scheme.
//
//	x-authlint-ignore: [rule-id, {rule: rule-id, reason: text, until: 2027-01-31}]
const extIgnore = "x-authlint-ignore"

// readIgnores reads what silences rules in a tree; key is what it stands under.
func (d *document) readIgnores(n *tree.Node, key source.Range) {
	if n == nil {
		return
	}
	for _, field := range n.Fields {
		if field.Key == extIgnore {
			ignores, problems := tree.Ignores(field.Value, spanning(key, n.Range, field.KeyRange))
			d.ignores = append(d.ignores, ignores...)
			d.reader.Problems = append(d.reader.Problems, problems...)
			continue
		}
		d.readIgnores(field.Value, field.KeyRange)
	}
	for _, item := range n.Items {
		d.readIgnores(item, item.Range)
	}
}

// spanning is the range from the first to the last of some ranges, as far as they are in
// the file of the last.
func spanning(ranges ...source.Range) source.Range {
	all := ranges[len(ranges)-1]
	for _, at := range ranges {
		if at.File == all.File {
			all.Start, all.End = min(all.Start, at.Start), max(all.End, at.End)
		}
	}
	return all
}
