package main

import (
	"io"
	"os"
	"slices"

	"golang.org/x/term"
)

// The choices of --color, beside never.
const (
	auto   = "auto"
	always = "always"
)

// wantsColor decides about colours: the flag, then NO_COLOR (https://no-color.org),
// then what forces them, then build servers whose logs render them, then the terminal.
func wantsColor(flag string, stdout io.Writer) bool {
	switch {
	case flag != auto:
		return flag == always
	case os.Getenv("NO_COLOR") != "":
		return false
	case forces("FORCE_COLOR"), forces("CLICOLOR_FORCE"):
		return true
	case slices.ContainsFunc(colourful, func(variable string) bool { return os.Getenv(variable) != "" }):
		return true
	default:
		return isTerminal(stdout) && os.Getenv("TERM") != "dumb"
	}
}

// colourful are the variables by which build servers are known whose logs render colours.
var colourful = []string{"GITHUB_ACTIONS", "GITLAB_CI", "BUILDKITE", "CIRCLECI", "TF_BUILD"}

// inCI reports whether nobody looks at the terminal, if there is one.
func inCI() bool {
	return slices.ContainsFunc(append([]string{"CI"}, colourful...), func(variable string) bool { return os.Getenv(variable) != "" })
}

// wantsLinks reports whether a terminal is there whose links somebody can click.
func wantsLinks(terminal bool) bool { return terminal && livens() }

// forces reports whether a variable is set to anything but 0.
func forces(variable string) bool {
	value := os.Getenv(variable)
	return value != "" && value != "0"
}

func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}
