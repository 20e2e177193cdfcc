package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// maxArguments is how many bytes a file of arguments or of paths may have.
const maxArguments = 64 << 20

// expandArguments puts the lines of FILE in the place of an argument @FILE, for lists
// that are longer than a command line may be. Behind -- all arguments are paths. A path
// that begins with @ is written ./@path.
func expandArguments(args []string) ([]string, error) {
	var expanded []string
	for i, arg := range args {
		name, isFile := strings.CutPrefix(arg, "@")
		switch {
		case arg == "--":
			return append(expanded, args[i:]...), nil
		case !isFile || name == "":
			expanded = append(expanded, arg)
			continue
		}
		file, err := os.Open(name)
		if err != nil {
			return nil, fmt.Errorf("read arguments: @%s: %w; a path that begins with @ is written ./@%[1]s", name, errors.Unwrap(err))
		}
		lines, err := linesOf(file)
		_ = file.Close() // it was only read
		if err != nil {
			return nil, fmt.Errorf("read arguments: @%s: %w", name, err)
		}
		expanded = append(expanded, lines...)
	}
	return expanded, nil
}

// linesOf reads a list: an entry on each line, or between NULs where there are any.
// Empty entries say nothing.
func linesOf(r io.Reader) (lines []string, err error) {
	data, err := io.ReadAll(io.LimitReader(r, maxArguments+1))
	switch {
	case err != nil:
		return nil, err
	case len(data) > maxArguments:
		return nil, fmt.Errorf("the list is longer than %d MiB", maxArguments>>20)
	}
	separator := "\n"
	if bytes.IndexByte(data, 0) >= 0 {
		separator = "\x00"
	}
	for line := range strings.SplitSeq(string(data), separator) {
		if separator == "\n" {
			line = strings.TrimSuffix(line, "\r")
		}
		if line != "" {
			lines = append(lines, line)
		}
	}
	return lines, nil
}

// allPaths are the paths on the command line and, behind them, so many that --files-from
// lists. They are nil where nobody names any, and empty where the list is: nothing is
// looked at then.
func (f *readFlags) allPaths(paths []string, stdin io.Reader) (all []string, listed int, err error) {
	if f.filesFrom == "" {
		if len(paths) == 0 {
			return nil, 0, nil
		}
		return paths, 0, nil
	}
	list := stdin
	if f.filesFrom == "-" {
		for _, name := range paths {
			if name == "-" {
				return nil, 0, errors.New("standard input is the list of --files-from, and cannot be read as a file, too")
			}
		}
	} else {
		file, err := os.Open(f.filesFrom)
		if err != nil {
			return nil, 0, fmt.Errorf("--files-from: %w", err)
		}
		defer file.Close()
		list = file
	}
	lines, err := linesOf(list)
	if err != nil {
		return nil, 0, fmt.Errorf("--files-from %s: %w", f.filesFrom, err)
	}
	all = append([]string{}, paths...)
	for _, line := range lines {
		if line == "-" {
			line = "./-" // a list names files only
		}
		all = append(all, line)
	}
	return all, len(lines), nil
}
