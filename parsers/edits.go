package parsers

import (
	"bytes"
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
	opened map[string]editor
}

// An editor makes edits of changes of one file.
type editor interface {
	Edits(finding.Change) ([]finding.Edit, error)

	// Formatted is the file after edits, in the layout that it keeps to.
	Formatted(after []byte) []byte
}

// NewEditors are those of some files.
func NewEditors(files map[string]*source.File) *Editors {
	return &Editors{files, map[string]editor{}}
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
	return e.formatted(edits), nil
}

// formatted are edits after which `terraform fmt` has nothing to do where it had nothing to
// do before: what goes may have held the columns of its neighbours, which then move, too.
func (e *Editors) formatted(edits []finding.Edit) (all []finding.Edit) {
	for len(edits) > 0 {
		name := edits[0].Range.File
		end := slices.IndexFunc(edits, func(edit finding.Edit) bool { return edit.Range.File != name })
		if end < 0 {
			end = len(edits)
		}
		before := e.files[name].Data
		after := finding.Apply(before, edits[:end])
		if formatted := e.opened[name].Formatted(after); !bytes.Equal(formatted, after) {
			all = append(all, difference(name, before, formatted))
		} else {
			all = append(all, edits[:end]...)
		}
		edits = edits[end:]
	}
	return all
}

// difference is one edit of the lines that differ.
func difference(name string, before, after []byte) finding.Edit {
	start, end := 0, 0
	for start < min(len(before), len(after)) && before[start] == after[start] {
		start++
	}
	start = bytes.LastIndexByte(before[:start], '\n') + 1
	for end < min(len(before), len(after))-start && before[len(before)-1-end] == after[len(after)-1-end] {
		end++
	}
	return finding.Edit{Range: source.Range{File: name, Start: start, End: len(before) - end}, Text: string(after[start : len(after)-end])}
}

func (e *Editors) of(name string) (editor, error) {
	if known := e.opened[name]; known != nil {
		return known, nil
	}
	file := e.files[name]
	if file == nil {
		return nil, fmt.Errorf("%s is not in view", name)
	}
	made, err := newEditor(file)
	if err == nil {
		e.opened[name] = made
	}
	return made, err
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
