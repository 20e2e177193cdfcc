package main

import (
	"io"
	"strings"

	"github.com/authlint/authlint/internal/lint"
	"github.com/spf13/pflag"
)

// readFlags say what is read; every command that reads has them.
type readFlags struct {
	root          string
	stdinFilename string
}

func (f *readFlags) add(set *pflag.FlagSet) {
	set.StringVar(&f.root, "root", "", "read nothing above `DIR` (default the Git top level around each PATH, else PATH itself)")
	set.StringVar(&f.stdinFilename, "stdin-filename", "", "what the text on standard input is called: `FILE`")
}

func (f *readFlags) options(paths []string, stdin io.Reader) lint.Options {
	return lint.Options{Root: f.root, Paths: paths, Stdin: stdin, StdinFilename: f.stdinFilename}
}

// mapStrings turns named strings into strings.
func mapStrings[T ~string](items []T) []string {
	out := make([]string, 0, len(items))
	for _, item := range items {
		out = append(out, string(item))
	}
	return out
}

func join(names []string) string { return strings.Join(names, ", ") }
