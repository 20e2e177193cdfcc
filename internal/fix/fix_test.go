package fix

import (
	"fmt"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/source"
)

// numbered are lines with their numbers, some of them changed.
func numbered(lines int, changed map[int]string) string {
	var text strings.Builder
	for i := 1; i <= lines; i++ {
		line, ok := changed[i]
		if !ok {
			line = fmt.Sprintln("line", i)
		}
		text.WriteString(line)
	}
	return text.String()
}

// TestUnified asks for the right numbers behind several changes.
func TestUnified(t *testing.T) {
	before := numbered(40, nil)
	after := numbered(40, map[int]string{2: "two\n", 6: "", 7: "seven\nmore\nmore\n", 30: "", 31: ""})
	got, err := Unified("a.tf", []byte(before), []byte(after))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"--- a/a.tf", "+++ b/a.tf", "@@ -1,10 +1,11 @@", "@@ -27,8 +28,6 @@"}
	var headers []string
	for line := range strings.Lines(got) {
		if strings.HasPrefix(line, "@@") || strings.HasPrefix(line, "---") || strings.HasPrefix(line, "+++") {
			headers = append(headers, strings.TrimSuffix(line, "\n"))
		}
	}
	if fmt.Sprint(headers) != fmt.Sprint(want) {
		t.Errorf("got %q, want %q:\n%s", headers, want, got)
	}
}

func TestJoin(t *testing.T) {
	edit := func(start, end int, text string) finding.Edit {
		return finding.Edit{Range: source.Range{File: "f", Start: start, End: end}, Text: text}
	}
	first := []finding.Edit{edit(4, 6, "x")}
	for name, c := range map[string]struct {
		added finding.Edit
		want  string
	}{
		"the same":                 {edit(4, 6, "x"), "abcdxg"},
		"before":                   {edit(0, 4, "y"), "yxg"},
		"behind":                   {edit(6, 7, "z"), "abcdxz"},
		"something else there":     {edit(4, 6, "y"), ""},
		"over its end":             {edit(5, 7, ""), ""},
		"an insertion at its edge": {edit(6, 6, "y"), ""},
	} {
		t.Run(name, func(t *testing.T) {
			joined, ok := Join(first, []finding.Edit{c.added})
			if ok != (c.want != "") {
				t.Fatalf("joined: %v", ok)
			}
			if got := string(Apply([]byte("abcdefg"), joined)); ok && got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}
