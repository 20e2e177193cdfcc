package handler

import (
	"bytes"
	"path"
	"strings"

	"github.com/authlint/authlint/internal/source"
)

// Ignores finds the authlint:ignore comments in the source of a function. One behind code
// covers its line, one on a line of its own the next line with code. What looks like one
// and stands in no comment is reported.
func Ignores(file *source.File) (ignores []source.Ignore, problems []source.Problem) {
	if !source.HasIgnores(file.Data) {
		return nil, nil
	}
	c := commenting{file: file, marks: []string{"//", "/*", "*"}}
	if path.Ext(file.Name) == ".py" {
		c.marks = []string{"#"}
	}
	c.split()
	head := true // nothing but comments so far
	for i, line := range c.lines {
		before, _, found := strings.Cut(line.text, "authlint:ignore")
		if found {
			ignore, problem := c.read(i, len(before), head)
			if problem != "" {
				at := source.Range{File: file.Name, Start: line.start + len(before), End: line.start + len(line.text)}
				problems = append(problems, source.Problem{Range: at, Message: problem, Note: true})
			} else {
				ignores = append(ignores, ignore)
			}
		}
		head = head && !c.isCode(line.text)
	}
	return ignores, problems
}

// commenting is a file on its way through its comments.
type commenting struct {
	file  *source.File
	marks []string // what comments begin with; * is a further line of one
	lines []sourceLine
}

type sourceLine struct {
	start int
	text  string // without its line break
}

func (c *commenting) split() {
	start := 0
	for line := range bytes.Lines(c.file.Data) {
		c.lines = append(c.lines, sourceLine{start, strings.TrimRight(string(line), "\r\n")})
		start += len(line)
	}
}

// read reads what stands at a column of a line, or says why it silences nothing.
func (c *commenting) read(i, column int, head bool) (ignore source.Ignore, problem string) {
	line := c.lines[i]
	code, ok := c.comment(line.text[:column])
	if !ok {
		return ignore, "this comment silences nothing: it is part of a text"
	}
	ignore, wholeFile, _, err := source.ParseIgnore(strings.TrimSuffix(strings.TrimSpace(line.text[column:]), "*/"))
	switch {
	case err != nil:
		return ignore, err.Error()
	case wholeFile && (!head || strings.TrimSpace(code) != ""):
		return ignore, source.ErrIgnoreFileBelow.Error()
	}
	ignore.Range = source.Range{File: c.file.Name, Start: line.start + column, End: line.start + len(line.text)}
	switch {
	case wholeFile:
		ignore.Covers = c.file.All()
	case strings.TrimSpace(code) != "":
		ignore.Covers = source.Range{File: c.file.Name, Start: line.start, End: line.start + len(line.text)}
	default:
		ignore.Covers = c.nextCode(i)
	}
	return ignore, ""
}

// comment is the code before a comment; ok is false where the text before does not end
// with the beginning of one, or leaves a text open.
func (c *commenting) comment(before string) (code string, ok bool) {
	before = strings.TrimRight(before, " \t")
	for _, mark := range c.marks {
		code, ends := strings.CutSuffix(before, mark)
		if !ends || mark == "*" && strings.TrimSpace(code) != "" {
			continue
		}
		for _, quote := range []string{`"`, "'", "`"} {
			if (strings.Count(code, quote)-strings.Count(code, `\`+quote))%2 == 1 {
				return "", false
			}
		}
		return code, true
	}
	return "", false
}

// isCode reports whether a line has more than a comment.
func (c *commenting) isCode(text string) bool {
	text = strings.TrimSpace(strings.TrimPrefix(text, "\uFEFF"))
	if text == "" || strings.HasPrefix(text, "#!") {
		return false
	}
	for _, mark := range c.marks {
		if strings.HasPrefix(text, mark) {
			return false
		}
	}
	return true
}

// nextCode is the next line with code; the line itself where there is none.
func (c *commenting) nextCode(i int) source.Range {
	for _, line := range c.lines[i+1:] {
		if c.isCode(line.text) {
			return source.Range{File: c.file.Name, Start: line.start, End: line.start + len(line.text)}
		}
	}
	line := c.lines[i]
	return source.Range{File: c.file.Name, Start: line.start, End: line.start + len(line.text)}
}
