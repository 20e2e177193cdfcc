package lint

import (
	"path"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// gitignore is the patterns of one .gitignore file, in the order written.
//
// https://git-scm.com/docs/gitignore
type gitignore struct {
	dir   string // the directory of the file, relative to the root
	rules []ignoreRule
	above *gitignore // that of the next directory above
}

type ignoreRule struct {
	pattern  string // in doublestar's syntax, relative to dir
	negated  bool   // a file that it matches is kept after all
	dirsOnly bool
}

// parseGitignore reads the patterns; those that doublestar cannot match are left out,
// so at worst a file is looked at that Git ignores.
func parseGitignore(dir string, text []byte, above *gitignore) *gitignore {
	ignore := &gitignore{dir: dir, above: above}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, "\r\n")
		if !strings.HasSuffix(line, `\ `) {
			line = strings.TrimRight(line, " ")
		}
		if rule, ok := parseIgnoreRule(line); ok {
			ignore.rules = append(ignore.rules, rule)
		}
	}
	return ignore
}

func parseIgnoreRule(line string) (ignoreRule, bool) {
	if line == "" || strings.HasPrefix(line, "#") {
		return ignoreRule{}, false
	}
	var rule ignoreRule
	line, rule.negated = strings.CutPrefix(line, "!")
	line, rule.dirsOnly = strings.CutSuffix(line, "/")
	anchored := strings.Contains(line, "/")
	rule.pattern = strings.TrimPrefix(line, "/")
	if !anchored {
		rule.pattern = "**/" + rule.pattern
	}
	rule.pattern = strings.NewReplacer("{", `\{`, "}", `\}`).Replace(rule.pattern) // braces mean nothing to Git
	return rule, rule.pattern != "" && doublestar.ValidatePattern(rule.pattern)
}

// ignores reports whether Git ignores a path. The nearest file that says something
// decides, and in it the last line.
func (g *gitignore) ignores(name string, isDir bool) bool {
	for file := g; file != nil; file = file.above {
		relative := name
		if file.dir != "." {
			relative = strings.TrimPrefix(name, file.dir+"/")
		}
		for i := len(file.rules) - 1; i >= 0; i-- {
			rule := file.rules[i]
			if rule.dirsOnly && !isDir {
				continue
			}
			if doublestar.MatchUnvalidated(rule.pattern, path.Clean(relative)) {
				return !rule.negated
			}
		}
	}
	return false
}
