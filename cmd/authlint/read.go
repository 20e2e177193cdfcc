package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/authlint/authlint/internal/lint"
	"github.com/spf13/pflag"
)

// readFlags say what is read; every command that reads has them.
type readFlags struct {
	root          string
	stdinFilename string
	parameters    []string
}

func (f *readFlags) add(set *pflag.FlagSet) {
	set.StringVar(&f.root, "root", "", "read nothing above `DIR` (default the Git top level around each PATH, else PATH itself)")
	set.StringArrayVar(&f.parameters, "param", nil, "give a parameter of CloudFormation templates a value: `NAME=VALUE`; repeatable")
	set.StringVar(&f.stdinFilename, "stdin-filename", "", "what the text on standard input is called: `FILE`")
}

func (f *readFlags) options(paths []string, stdin io.Reader) (lint.Options, error) {
	options := lint.Options{Root: f.root, Paths: paths, Stdin: stdin, StdinFilename: f.stdinFilename, Parameters: map[string]string{}}
	for _, given := range f.parameters {
		name, value, found := strings.Cut(given, "=")
		if !found || name == "" {
			return options, fmt.Errorf("--param %s: write NAME=VALUE", given)
		}
		options.Parameters[name] = value
	}
	return options, nil
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
