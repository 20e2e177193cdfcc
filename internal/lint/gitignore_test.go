package lint

import "testing"

// The cases are those of the documentation: https://git-scm.com/docs/gitignore
func TestGitignore(t *testing.T) {
	for name, c := range map[string]struct {
		text    string
		path    string
		isDir   bool
		ignored bool
	}{
		"a name anywhere":                  {"build", "a/b/build", true, true},
		"a name with a slash is anchored":  {"a/build", "x/a/build", true, false},
		"anchored by a leading slash":      {"/build", "a/build", true, false},
		"anchored and matching":            {"/build", "build", true, true},
		"directories only":                 {"out/", "out", false, false},
		"directories only, a directory":    {"out/", "x/out", true, true},
		"a star stays in its segment":      {"a/*.yaml", "a/b/c.yaml", false, false},
		"two stars do not":                 {"a/**/c.yaml", "a/b/d/c.yaml", false, true},
		"a later line takes it back":       {"*.yaml\n!keep.yaml", "keep.yaml", false, false},
		"the last line decides":            {"!keep.yaml\n*.yaml", "keep.yaml", false, true},
		"a comment":                        {"# build", "# build", true, false},
		"braces are plain characters":      {"{a,b}", "a", false, false},
		"blanks at the end do not count":   {"build  ", "build", true, true},
		"CRLF":                             {"build\r\nother", "build", true, true},
		"a pattern that cannot be matched": {"[a", "[a", false, false},
	} {
		t.Run(name, func(t *testing.T) {
			if got := parseGitignore(".", []byte(c.text), nil).ignores(c.path, c.isDir); got != c.ignored {
				t.Errorf("got %v, want %v", got, c.ignored)
			}
		})
	}
}

func TestGitignoreOfTheNearerDirectoryDecides(t *testing.T) {
	top := parseGitignore(".", []byte("*.json\n/sub/only-top"), nil)
	sub := parseGitignore("sub", []byte("!keep.json\n/here"), top)
	for path, want := range map[string]bool{
		"sub/keep.json":  false,
		"sub/other.json": true,
		"sub/only-top":   true,
		"sub/here":       true,
		"sub/x/here":     false,
	} {
		if got := sub.ignores(path, false); got != want {
			t.Errorf("%s: got %v, want %v", path, got, want)
		}
	}
}
