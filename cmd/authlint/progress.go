package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/authlint/authlint/internal/lint"
)

// When progress is shown, and how often it changes.
const (
	progressAfter = 2 * time.Second
	progressEvery = 200 * time.Millisecond
)

// eraseLine goes to the beginning of a line and clears it (ECMA-48, "erase in line").
const eraseLine = "\r\x1b[K"

// showProgress shows on a terminal how far a run is; hide takes it away again. It is for
// people who wait: not for build servers, nor for pre-commit, which has a terminal, too.
func showProgress(stderr io.Writer, progress *lint.Progress, quiet bool) (hide func()) {
	if quiet || !isTerminal(stderr) || !livens() {
		return func() {}
	}
	return follow(stderr, progress)
}

// livens reports whether a terminal shows more than text.
func livens() bool {
	return !inCI() && os.Getenv("PRE_COMMIT") == "" && os.Getenv("TERM") != "dumb"
}

// follow writes one line that is always written over.
func follow(w io.Writer, progress *lint.Progress) (hide func()) {
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		shown := false
		next := time.NewTimer(progressAfter)
		defer next.Stop()
		for {
			select {
			case <-stop:
				if shown {
					fmt.Fprint(w, eraseLine)
				}
				return
			case <-next.C:
				if stages := progress.Stages(); len(stages) > 0 {
					shown = true
					fmt.Fprint(w, eraseLine+progressLine(stages[len(stages)-1]))
				}
				next.Reset(progressEvery)
			}
		}
	}()
	return func() {
		close(stop)
		<-stopped
	}
}

// progressLine is short, so that it stays one line, and names nothing of the files.
func progressLine(stage lint.Stage) string {
	if stage.Total == 0 {
		return "authlint: " + stage.Name
	}
	return fmt.Sprintf("authlint: %s: %d of %d", stage.Name, stage.Done, stage.Total)
}
