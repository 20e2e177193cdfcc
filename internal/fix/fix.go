// Package fix joins the edits of fixes, and tells what they change: in the text of files,
// and in the model.
package fix

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"github.com/authlint/authlint/internal/finding"
)

// Join adds the edits of a fix to those of others, sorted. It reports false where one of
// them meets another that is not the same: of two such fixes, one has to wait.
func Join(all, added []finding.Edit) ([]finding.Edit, bool) {
	joined := slices.Clone(all)
	for _, edit := range added {
		if slices.Contains(joined, edit) {
			continue // one value that several findings are about
		}
		if slices.ContainsFunc(joined, func(other finding.Edit) bool { return meet(other, edit) }) {
			return all, false
		}
		joined = append(joined, edit)
	}
	slices.SortFunc(joined, func(a, b finding.Edit) int { return a.Range.Compare(b.Range) })
	return joined, true
}

// meet reports whether two edits are about the same bytes, or about one place between two.
func meet(a, b finding.Edit) bool {
	p, q := a.Range, b.Range
	if p.File != q.File {
		return false
	}
	if p.Start == p.End || q.Start == q.End {
		return p.Start <= q.End && q.Start <= p.End
	}
	return p.Start < q.End && q.Start < p.End
}

// Unified is the difference between two states of a file, as patch(1) and git apply read it.
func Unified(name string, before, after []byte) (string, error) {
	edits := udiff.Lines(string(before), string(after))
	diff, err := udiff.ToUnifiedDiff(header("a/"+name), header("b/"+name), string(before), edits, udiff.DefaultContextLines)
	if err != nil {
		return "", fmt.Errorf("compare the old and the new %s: %w", name, err)
	}
	moved := 0 // the library forgets the lines between two edits of a hunk
	for _, hunk := range diff.Hunks {
		hunk.ToLine = hunk.FromLine + moved
		for _, line := range hunk.Lines {
			switch line.Kind {
			case udiff.Insert:
				moved++
			case udiff.Delete:
				moved--
			}
		}
	}
	return diff.String(), nil
}

// header is a name as Git writes it in a patch: one that would end the line, or be taken for
// a quoted one, is quoted as in C, and a tab ends one that has blanks.
// https://git-scm.com/docs/git-diff#generate_patch_text_with_p
func header(name string) string {
	quoted, plain := strings.Builder{}, true
	for i := range len(name) {
		switch c := name[i]; {
		case c == '"', c == '\\':
			quoted.WriteString(`\` + string(rune(c)))
		case c < ' ', c == 0x7f:
			fmt.Fprintf(&quoted, `\%03o`, c)
		default:
			quoted.WriteByte(c)
			continue
		}
		plain = false
	}
	if !plain {
		name = `"` + quoted.String() + `"`
	}
	if strings.Contains(name, " ") {
		name += "\t"
	}
	return name
}
