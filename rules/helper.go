package rules

import (
	"errors"
	"fmt"
	"time"
)

// errTime is what an answer that takes too long comes to.
var errTime = errors.New("no answer within")

// A helper does one thing after another beside its user, who need not wait for what looks
// at no clock. It is a goroutine of its own, since a new one for each thing would have to
// grow its stack anew.
type helper struct {
	jobs chan func() error
	done chan error
}

func newHelper() *helper {
	h := &helper{jobs: make(chan func() error), done: make(chan error, 1)}
	go func() {
		for do := range h.jobs {
			h.done <- guarded(do)
		}
	}()
	return h
}

// close lets go of the helper, once it has done what it is at.
func (h *helper) close() { close(h.jobs) }

// run waits for an answer, and no longer than the limit. After an errTime the helper is
// still at it, and must be left alone.
func (h *helper) run(limit time.Duration, do func() error) error {
	h.jobs <- do
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case err := <-h.done:
		return err
	case <-timer.C:
		return fmt.Errorf("%w %v", errTime, limit)
	}
}

// guarded has a crash be an error.
func guarded(do func() error) (err error) {
	defer func() {
		if crash := recover(); crash != nil {
			err = fmt.Errorf("authlint failed on this, which is a mistake of its own: %v", crash)
		}
	}()
	return do()
}

// within gives up waiting for one thing that takes too long.
func within(limit time.Duration, do func() error) error {
	h := newHelper()
	defer h.close()
	return h.run(limit, do)
}
