package parsers

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/parsers/terraform"
	"github.com/authlint/authlint/parsers/yaml"
)

// Editors change files of ours, by name.
type Editors struct {
	files  map[string]*source.File
	opened map[string]opened
}

// An opened file can be changed, or cannot for a reason.
type opened struct {
	editor editor
	err    error
}

// An editor makes edits of changes of one file.
type editor interface {
	Edits(finding.Change) ([]finding.Edit, error)

	// LaidOut are edits of the file in the layout that it keeps to.
	LaidOut(edits []finding.Edit) []finding.Edit
}

// NewEditors are those of some files.
func NewEditors(files map[string]*source.File) *Editors {
	return &Editors{files, map[string]opened{}}
}

// Edits are what the changes of a fix are in bytes, sorted. An error says why one of them
// cannot be made: then none should be.
func (e *Editors) Edits(changes []finding.Change) ([]finding.Edit, error) {
	var edits []finding.Edit
	for _, change := range changes {
		editor, err := e.of(change.At.File)
		if err != nil {
			return nil, err
		}
		made, err := editor.Edits(change)
		if err != nil {
			return nil, err
		}
		edits = append(edits, made...)
	}
	slices.SortStableFunc(edits, func(a, b finding.Edit) int { return a.Range.Compare(b.Range) })
	edits, err := merged(edits)
	if err != nil {
		return nil, err
	}
	return e.laidOut(edits), nil
}

// laidOut are edits in the layout that each of their files keeps to.
func (e *Editors) laidOut(edits []finding.Edit) (all []finding.Edit) {
	for len(edits) > 0 {
		name := edits[0].Range.File
		end := slices.IndexFunc(edits, func(edit finding.Edit) bool { return edit.Range.File != name })
		if end < 0 {
			end = len(edits)
		}
		all = append(all, e.opened[name].editor.LaidOut(edits[:end])...)
		edits = edits[end:]
	}
	return all
}

// of opens a file once, also where it cannot be changed.
func (e *Editors) of(name string) (editor, error) {
	known, ok := e.opened[name]
	if !ok {
		if file := e.files[name]; file == nil {
			known.err = fmt.Errorf("%s is not in view", name)
		} else {
			known.editor, known.err = newEditor(file)
		}
		e.opened[name] = known
	}
	return known.editor, known.err
}

func newEditor(file *source.File) (editor, error) {
	if ShapeOf(file.Name) == Module || hasSuffix(file.Name, ".tfvars", ".tfvars.json") {
		return terraform.NewEditor(file)
	}
	return yaml.NewEditor(file)
}

// merged makes one edit of those that add something at one place, in the order of the
// changes. Others that meet are a mistake of the fix.
func merged(edits []finding.Edit) ([]finding.Edit, error) {
	var kept []finding.Edit
	for _, e := range edits {
		last := len(kept) - 1
		switch {
		case last < 0 || cmp.Or(cmp.Compare(kept[last].Range.File, e.Range.File), cmp.Compare(kept[last].Range.End, e.Range.Start)) < 0:
			kept = append(kept, e)
		case kept[last].Range == e.Range && e.Range.Start == e.Range.End:
			kept[last].Text += e.Text
		case kept[last].Range.File == e.Range.File && kept[last].Range.End == e.Range.Start && kept[last].Text == "" && e.Text == "":
			kept[last].Range.End = e.Range.End // lines below each other go
		default:
			return nil, errors.New("two changes of the fix are about one place")
		}
	}
	return kept, nil
}
