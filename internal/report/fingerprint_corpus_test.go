package report

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
)

// realFiles lie beside the project, where they are.
const realFiles = "../../../shared/corpus"

// TestLineHashesOfRealFiles compares the hashes of real files with what they are by
// definition, computed without a window that rolls.
func TestLineHashesOfRealFiles(t *testing.T) {
	if _, err := os.Stat(realFiles); err != nil {
		t.Skip("there are no real files beside the project")
	}
	files, lines := 0, 0
	err := filepath.WalkDir(realFiles, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		want := definedHashes(string(data))
		files, lines = files+1, lines+len(want)
		if got := lineHashes(data); !slices.Equal(got, want) {
			t.Errorf("%s: got %.200q, want %.200q", name, got, want)
		}
		return nil
	})
	if err != nil || files < 1000 {
		t.Errorf("%d files were read: %v", files, err)
	}
	t.Logf("%d lines of %d files", lines, files)
}

// definedHashes are the hashes of all lines, each the polynomial of the 100 units that
// follow its beginning, and how often it has been there.
func definedHashes(text string) []string {
	text = strings.NewReplacer(" ", "", "\t", "").Replace(keepBlanksBetween(text))
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	units := append(utf16.Encode([]rune(text)), 65535)
	units = append(units, make([]uint16, 100)...)

	var hashes []string
	times := map[uint64]int{}
	for start := range len(units) - 100 {
		if start > 0 && units[start-1] != '\n' {
			continue
		}
		var hash uint64
		for _, unit := range units[start : start+100] {
			hash = 37*hash + uint64(unit)
		}
		times[hash]++
		hashes = append(hashes, strconv.FormatUint(hash, 16)+":"+strconv.Itoa(times[hash]))
	}
	return hashes
}

// keepBlanksBetween keeps a CR and an LF apart that have blanks between them: they are
// two line breaks.
func keepBlanksBetween(text string) string {
	for _, blank := range []string{"\r ", "\r\t"} {
		text = strings.ReplaceAll(text, blank, "\n")
	}
	return text
}
