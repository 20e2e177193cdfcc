package report

import (
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/source"
	"github.com/google/go-cmp/cmp"
)

// TestLineHashesAreGitHubs uses vectors that GitHub publishes; the kind of line break
// makes no difference.
func TestLineHashesAreGitHubs(t *testing.T) {
	for text, want := range map[string][]string{
		"":                      {"c129715d7a2bc9a3:1"},
		" a\nb\n  \t\tc\n d":    {"271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"},
		"a\r\nb\r\nc\r\n\t\t d": {"271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"},
		"a\rb\rc\rd":            {"271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"},
	} {
		if diff := cmp.Diff(want, lineHashes([]byte(text))); diff != "" {
			t.Errorf("%q:\n%s", text, diff)
		}
	}
}

// TestLineHashesOfOddFiles uses what GitHub's own code answers (src/fingerprints.ts at commit
// 0225834cc549ee0ca93cb085b92954821a145866, run on these bytes).
func TestLineHashesOfOddFiles(t *testing.T) {
	for text, want := range map[string][]string{
		"\n\n\n":                {"4e5d562094661a0d:1", "5b5d4caf73a13177:1", "3c5bef55b72b93c9:1", "c129715d7a2bc9a3:1"},
		"\r \n\r\t\n x":         {"f2116c18431c4147:1", "464797bb3f4dcd9:1", "aa6568db034358f3:1", "a88801a1799b48b5:1", "638816509450efbf:1"},
		"\uFEFFa: b\r\n \tc\rd": {"6abb25f0b23e4936:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"},
		"\xff\xfe abc\n\xe2\x82a\n\xf0\x9f\x98\n\U0001F600x\n": {"e6b972fdebdb5537:1", "e76bfbf6a4e190b9:1", "fbafed79d912c0f1:1", "6061da4448575c5e:1", "c129715d7a2bc9a3:1"},
		"\xf4\x90\x80\x80z\n\xe2\x82":                          {"c3f933dc20171808:1", "8989dec65f08d110:1"},
	} {
		if diff := cmp.Diff(want, lineHashes([]byte(text))); diff != "" {
			t.Errorf("%q:\n%s", text, diff)
		}
	}
}

// TestEqualLinesAreCounted: the same hash twice in a file is told apart by its number.
func TestEqualLinesAreCounted(t *testing.T) {
	line := strings.Repeat("x", 120) + "\n"
	hashes := lineHashes([]byte(line + line + line))
	if hashes[0] == hashes[1] || strings.TrimSuffix(hashes[0], "1") != strings.TrimSuffix(hashes[1], "2") {
		t.Errorf("got %v", hashes)
	}
}

// FuzzLineHashes: there is a hash for every line that a finding can be on.
func FuzzLineHashes(f *testing.F) {
	for _, seed := range []string{"", "a\n", "\uFEFFa\r \n\rb\t", "\U0001F600\n\xff\r\n", strings.Repeat("\n", 300)} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file := source.NewFile("f", data)
		if got, lines := len(lineHashes(data)), file.Position(len(data)).Line; got != lines {
			t.Errorf("%d hashes for %d lines", got, lines)
		}
	})
}

// TestAddressHashFollowsTheThing: it stays when lines move or are indented, and
// differs when another thing or another text is meant.
func TestAddressHashFollowsTheThing(t *testing.T) {
	hash := func(text, mark, address string) string {
		file := source.NewFile("f", []byte(text))
		run := finding.Run{Files: filesOf(file)}
		return addressHash(run, finding.Finding{Rule: "r", API: "api", Address: address, Range: at(file, mark)})
	}
	before := hash("a: b  c\n", "b  c", "x")
	if moved := hash("\n\n  a: b c\n", "b c", "x"); moved != before {
		t.Error("the hash changes when the line moves")
	}
	for _, other := range []string{hash("a: b c\n", "b c", "y"), hash("a: d\n", "d", "x")} {
		if other == before {
			t.Error("the hash is the same for another thing")
		}
	}
}
