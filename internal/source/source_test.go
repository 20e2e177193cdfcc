package source

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestPositionCountsLinesAndUTF16Units(t *testing.T) {
	for name, c := range map[string]struct {
		text   string
		before string // the offset is behind this text
		want   Position
	}{
		"start":                  {"abc", "", Position{1, 1}},
		"second line":            {"a\nbc", "a\nb", Position{2, 2}},
		"end of file":            {"a\n", "a\n", Position{2, 1}},
		"CRLF is one break":      {"a\r\nb", "a\r\nb", Position{2, 2}},
		"a lone CR is a break":   {"a\rb", "a\rb", Position{2, 2}},
		"beyond the first plane": {"😀b", "😀", Position{1, 3}},
		"two bytes, one unit":    {"éb", "é", Position{1, 2}},
		"a byte order mark":      {"\uFEFFab", "\uFEFFa", Position{1, 2}},
		"not UTF-8: a unit each": {"\xff\xfeb", "\xff\xfe", Position{1, 3}},
		"combining marks count":  {"e\u0301b", "e\u0301", Position{1, 3}},
		"NEL is no break":        {"a\u0085b", "a\u0085", Position{1, 3}},
		"inside CRLF":            {"a\r\nb", "a\r", Position{1, 3}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := NewFile("f", []byte(c.text)).Position(len(c.before)); got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestPositionOutsideTheFileIsItsEnd(t *testing.T) {
	file := NewFile("f", []byte("ab\nc"))
	if got, want := file.Position(99), (Position{2, 2}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got, want := file.Position(-1), (Position{1, 1}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestLineLeavesTheBreakOut(t *testing.T) {
	file := NewFile("f", []byte("\uFEFFone\r\ntwo\rthree"))
	for number, want := range []string{"", "one", "two", "three", ""} {
		if got := file.Line(number); got != want {
			t.Errorf("line %d: got %q, want %q", number, got, want)
		}
	}
}

func TestRootReadsOnlyBelowItself(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "secret.yaml"), "a: 1")
	inside := filepath.Join(dir, "repo")
	write(t, filepath.Join(inside, "a.yaml"), "b: 2")
	link(t, "../secret.yaml", filepath.Join(inside, "up.yaml"))
	link(t, filepath.Join(inside, "a.yaml"), filepath.Join(inside, "absolute.yaml"))
	link(t, "a.yaml", filepath.Join(inside, "same.yaml"))

	root, err := OpenRoot(inside)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for name, want := range map[string]error{
		"a.yaml":            nil,
		"same.yaml":         nil,
		"up.yaml":           ErrOutside,
		"absolute.yaml":     ErrOutside,
		"../secret.yaml":    ErrOutside,
		"/etc/passwd":       ErrOutside,
		"no-such-file.yaml": os.ErrNotExist,
		".":                 ErrNotRegular,
	} {
		if _, err := root.Read(name); !errors.Is(err, want) {
			t.Errorf("%s: got %v, want %v", name, err, want)
		}
	}
}

func TestRootRefusesLargeFilesBeforeReadingThem(t *testing.T) {
	dir := t.TempDir()
	for name, size := range map[string]int64{"code.tf": MaxCode, "large.tf": MaxCode + 1, "spec.json": MaxCode + 1, "large.json": MaxSpec + 1} {
		write(t, filepath.Join(dir, name), "")
		if err := os.Truncate(filepath.Join(dir, name), size); err != nil {
			t.Fatal(err)
		}
	}
	root, err := OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for name, want := range map[string]error{"code.tf": nil, "large.tf": ErrTooLarge, "spec.json": nil, "large.json": ErrTooLarge} {
		if _, err := root.Read(name); !errors.Is(err, want) {
			t.Errorf("%s: got %v, want %v", name, err, want)
		}
	}
}

func TestHoldsFindsATextAcrossItsWindows(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "f"), strings.Repeat("x", 1<<20-3)+"needle")
	root, err := OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if !root.Holds("f", "other", "needle") {
		t.Error("the text on the edge of a window was not found")
	}
	if root.Holds("f", "needles") {
		t.Error("a text that is not there was found")
	}
}

func TestOverlayStandsInForTheDisk(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "main.tf"), "# old")
	root, err := OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	root.Overlay("main.tf", []byte("# new"))
	root.Overlay("extra.tf", nil)

	opened, err := root.OpenDir(".")
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close()
	entries, err := opened.Entries()
	if err != nil || len(entries) != 2 || entries[0].Name != "extra.tf" {
		t.Errorf("entries: %v, %v", entries, err)
	}
	if file, err := opened.Read("main.tf"); err != nil || string(file.Data) != "# new" {
		t.Errorf("main.tf: %v, %v", file, err)
	}
}

func TestParseIgnore(t *testing.T) {
	for comment, want := range map[string]struct {
		rules     string
		reason    string
		until     string
		wholeFile bool
		ours, bad bool
	}{
		" authlint:ignore[ttl-out-of-range]":                        {rules: "ttl-out-of-range", ours: true},
		" authlint:ignore[a, b] reason=\"agreed\" until=2027-01-31": {rules: "a b", reason: "agreed", until: "2027-01-31", ours: true},
		" authlint:ignore-file[a]":                                  {rules: "a", wholeFile: true, ours: true},
		" authlint:ignore[a] and why":                               {rules: "a", ours: true},
		" authlint:ignore":                                          {ours: true, bad: true},
		" authlint:ignore[]":                                        {ours: true, bad: true},
		" authlint:ignore[a] until=tomorrow":                        {ours: true, bad: true},
		" tflint-ignore: a":                                         {},
	} {
		t.Run(comment, func(t *testing.T) {
			ignore, wholeFile, ours, err := ParseIgnore(comment)
			if ours != want.ours || (err != nil) != want.bad {
				t.Fatalf("ours %v, error %v", ours, err)
			}
			if want.bad || !want.ours {
				return
			}
			until := ""
			if !ignore.Until.IsZero() {
				until = ignore.Until.Format("2006-01-02")
			}
			if got := strings.Join(ignore.Rules, " "); got != want.rules || ignore.Reason != want.reason || until != want.until || wholeFile != want.wholeFile {
				t.Errorf("got %+v, whole file %v", ignore, wholeFile)
			}
		})
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func link(t *testing.T, to, name string) {
	t.Helper()
	if err := os.Symlink(to, name); err != nil {
		t.Fatal(err)
	}
}
