package baseline

import (
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/source"
)

// A thing is a finding of a rule about a text in a file.
type thing struct{ rule, file, address, text string }

// runOf is a run that found things, each file made of the texts that are found in it,
// below a number of empty lines.
func runOf(above int, things ...thing) finding.Run {
	texts := map[string]string{}
	run := finding.Run{Files: map[string]*source.File{}}
	for _, thing := range things {
		if texts[thing.file] == "" {
			texts[thing.file] = strings.Repeat("\n", above)
		}
		start := len(texts[thing.file])
		texts[thing.file] += thing.text + "\n"
		run.Findings = append(run.Findings, finding.Finding{
			Rule: thing.rule, Address: thing.address, Range: source.Range{File: thing.file, Start: start, End: start + len(thing.text)},
		})
	}
	for name, text := range texts {
		run.Files[name] = source.NewFile(name, []byte(text))
	}
	return run
}

func TestNew(t *testing.T) {
	a, b := thing{"r", "a.tf", "x", "ttl = 1"}, thing{"r", "a.tf", "x", "ttl = 2"}
	moved := thing{"r", "b.tf", "x", "ttl = 1"}
	for name, test := range map[string]struct {
		before, now []thing
		above       int
		gone        string
		fresh, left int
	}{
		"nothing changed":             {before: []thing{a, b}, now: []thing{a, b}},
		"lines moved":                 {before: []thing{a, b}, now: []thing{a, b}, above: 7},
		"blanks changed":              {before: []thing{a}, now: []thing{{"r", "a.tf", "x", "ttl  =   1"}}},
		"one more":                    {before: []thing{a}, now: []thing{a, b}, fresh: 1},
		"one more of the same":        {before: []thing{a}, now: []thing{a, a}, fresh: 1},
		"one less of the same":        {before: []thing{a, a}, now: []thing{a}, left: 1},
		"another rule":                {before: []thing{a}, now: []thing{{"s", "a.tf", "x", "ttl = 1"}}, fresh: 1, left: 1},
		"another thing":               {before: []thing{a}, now: []thing{{"r", "a.tf", "y", "ttl = 1"}}, fresh: 1, left: 1},
		"the file was renamed":        {before: []thing{a}, now: []thing{moved}, gone: "a.tf"},
		"the same in another file":    {before: []thing{a}, now: []thing{moved}, fresh: 1, left: 1},
		"renamed, and one more":       {before: []thing{a}, now: []thing{moved, moved}, gone: "a.tf", fresh: 1},
		"a document that was renamed": {before: []thing{{"r", "a.yaml", "a.yaml", "t"}}, now: []thing{{"r", "b.yaml", "b.yaml", "t"}}, gone: "a.yaml"},
		"mended":                      {before: []thing{a, b}, now: []thing{b}, left: 1},
	} {
		t.Run(name, func(t *testing.T) {
			known, err := Parse("b", Of(runOf(0, test.before...)).Format())
			if err != nil {
				t.Fatal(err)
			}
			fresh, _, left := known.Split(runOf(test.above, test.now...), func(file string) bool { return file == test.gone })
			if len(fresh) != test.fresh || left.Len() != test.left {
				t.Errorf("%d new and %d left, want %d and %d", len(fresh), left.Len(), test.fresh, test.left)
			}
			if rest := known.Without(left); rest.Len() != known.Len()-test.left {
				t.Errorf("%d after pruning", rest.Len())
			}
		})
	}
}

func TestFormatIsSortedAndReadable(t *testing.T) {
	got := string(Of(runOf(0, thing{"z", "b.tf", "<x>", "1"}, thing{"r", "a.tf", "x", "1"}, thing{"r", "a.tf", "x", "1"})).Format())
	want := `{"rule":"r","file":"a.tf","address":"x","context":"6b86b273ff34","count":2}
{"rule":"z","file":"b.tf","address":"<x>","context":"6b86b273ff34"}
`
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestParseNamesTheLineOfAMistake(t *testing.T) {
	for _, text := range []string{"\n<<<<<<< ours\n", "\n{}\n", "\n{\"rule\":\"r\",\"line\":3}\n"} {
		if _, err := Parse("known.jsonl", []byte(text)); err == nil || !strings.HasPrefix(err.Error(), "known.jsonl:2: ") {
			t.Errorf("%q: %v", text, err)
		}
	}
}
