package main

import (
	"io"
	"os"

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
	case os.Getenv("GITHUB_ACTIONS") != "", os.Getenv("GITLAB_CI") != "":
		return true
	default:
		return isTerminal(stdout) && os.Getenv("TERM") != "dumb"
	}
}

// forces reports whether a variable is set to anything but 0.
func forces(variable string) bool {
	value := os.Getenv(variable)
	return value != "" && value != "0"
}

func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}
