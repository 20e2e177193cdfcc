// Package starter makes the first files of a rule of a user's own: a rule that says
// something, its test and its fixtures, to be changed into what is wanted.
package starter

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// examples has one rule for each kind of subject.
//
//go:embed */rule.rego */rule_test.rego */bad */good */unknown
var examples embed.FS

// name stands for the id of the rule in the examples.
const name = "rule-id"

// A File is one to be written: its name within the folder of rules, and its text.
type File struct {
	Name string
	Text string
}

// Files are those of a rule of that id about a kind of subject, which there is.
func Files(id, subject string) ([]File, error) {
	places := map[string]string{
		"rule.rego":      path.Join(subject, id+".rego"),
		"rule_test.rego": path.Join(subject, id+"_test.rego"),
	}
	var files []File
	err := fs.WalkDir(examples, subject, func(example string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := examples.ReadFile(example)
		if err != nil {
			return err
		}
		within := strings.TrimPrefix(example, subject+"/")
		place, isRule := places[within]
		if !isRule {
			place = path.Join("testdata", id, within)
		}
		files = append(files, File{place, strings.ReplaceAll(string(text), name, id)})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("find the example of a rule about %s: %w", subject, err)
	}
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return files, nil
}
