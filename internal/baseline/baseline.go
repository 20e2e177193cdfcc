// Package baseline tells findings that were there before from new ones. A baseline is a
// file that lies in the repository: a line of JSON for each thing that a rule had
// something to say about, without line numbers, so that it holds when lines move.
package baseline

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/finding"
)

// A Key is what identifies a finding while lines move.
type Key struct {
	Rule    string `json:"rule"`
	File    string `json:"file"`    // relative to the root
	Address string `json:"address"` // of what it is about; empty for the file as a whole
	Context string `json:"context"` // a hash of the text that it points to, without blanks
}

// moved is the key but for the file: a file may be renamed.
func (k Key) moved() Key {
	k.File = ""
	return k
}

// A Baseline is how many findings there were of each key.
type Baseline map[Key]int

// Of is the baseline of what a run found.
func Of(run finding.Run) Baseline {
	b := Baseline{}
	for _, f := range run.Findings {
		b[keyOf(run, f)]++
	}
	return b
}

func keyOf(run finding.Run, f finding.Finding) Key {
	key := Key{Rule: f.Rule, File: f.Range.File, Address: f.Address}
	if f.Address == f.Range.File {
		key.Address = "" // an OpenAPI document is known by its file
	}
	if file := run.Files[f.Range.File]; file != nil {
		sum := sha256.Sum256([]byte(strings.Join(strings.Fields(file.Text(f.Range)), " ")))
		key.Context = hex.EncodeToString(sum[:6])
	}
	return key
}

// A line is an entry of the file.
type line struct {
	Key
	Count int `json:"count,omitempty"` // 0: one
}

// Parse reads a file. An error names the line.
func Parse(name string, data []byte) (Baseline, error) {
	b := Baseline{}
	number := 0
	for text := range bytes.Lines(data) {
		number++
		if len(bytes.TrimSpace(text)) == 0 {
			continue
		}
		var entry line
		decoder := json.NewDecoder(bytes.NewReader(text))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&entry); err != nil || entry.Rule == "" {
			return nil, fmt.Errorf("%s:%d: this is no entry of a baseline; authlint baseline write makes the file anew", name, number)
		}
		b[entry.Key] += max(1, entry.Count)
	}
	return b, nil
}

// Format writes the file: sorted, so that changes of it can be read and merged.
func (b Baseline) Format() []byte {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	for _, key := range slices.SortedFunc(maps.Keys(b), compare) {
		entry := line{Key: key}
		if b[key] > 1 {
			entry.Count = b[key]
		}
		_ = encoder.Encode(entry) // a buffer takes everything
	}
	return out.Bytes()
}

func compare(a, b Key) int {
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Address, b.Address), cmp.Compare(a.Context, b.Context))
}

// Split tells the findings of a run that a baseline has from those that it has not. An
// entry whose file is gone holds for a finding that is the same but for its file, which
// was renamed. What is left of the baseline are entries of findings that are gone.
func (b Baseline) Split(run finding.Run, gone func(file string) bool) (fresh, known []finding.Finding, left Baseline) {
	left = maps.Clone(b)
	var unmatched []finding.Finding
	for _, f := range run.Findings {
		if left.take(keyOf(run, f)) {
			known = append(known, f)
		} else {
			unmatched = append(unmatched, f)
		}
	}
	renamed := left.renamed(gone)
	for _, f := range unmatched {
		if slices.ContainsFunc(renamed[keyOf(run, f).moved()], left.take) {
			known = append(known, f)
		} else {
			fresh = append(fresh, f)
		}
	}
	return fresh, known, left
}

// renamed are the entries whose files are gone, by their keys but for the file.
func (b Baseline) renamed(gone func(file string) bool) map[Key][]Key {
	renamed := map[Key][]Key{}
	for _, key := range slices.SortedFunc(maps.Keys(b), compare) {
		if gone(key.File) {
			renamed[key.moved()] = append(renamed[key.moved()], key)
		}
	}
	return renamed
}

// take uses one finding of a key up, if there is one left.
func (b Baseline) take(key Key) bool {
	if b[key] == 0 {
		return false
	}
	if b[key]--; b[key] == 0 {
		delete(b, key)
	}
	return true
}

// Len is how many findings there are.
func (b Baseline) Len() int {
	n := 0
	for _, count := range b {
		n += count
	}
	return n
}

// Without is what is there without something that is in it.
func (b Baseline) Without(other Baseline) Baseline {
	rest := Baseline{}
	for key, count := range b {
		if count -= other[key]; count > 0 {
			rest[key] = count
		}
	}
	return rest
}
