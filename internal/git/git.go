// Package git asks the git program what changed in a work tree. It is the only package
// that runs a program, and is asked only where the command line says so.
//
// A work tree may be hostile, its configuration included: none of the commands that a
// configuration can name is run, nothing is fetched, and nothing is written.
package git

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A repository is a directory of a work tree, and what git is told about it.
type repository struct {
	dir         string
	environment []string
}

// open finds out that a directory is in a work tree, and what its configuration must not do.
func open(ctx context.Context, dir string) (*repository, error) {
	r := &repository{dir: dir, environment: environment(nil)}
	inside, err := r.ask(ctx, "rev-parse", "--is-inside-work-tree")
	switch {
	case err != nil:
		return nil, err
	case inside != "true":
		return nil, fmt.Errorf("%s is in no work tree of Git", dir)
	}
	// Before Git 2.31, nothing can be set in the environment.
	if hooks, err := r.ask(ctx, "config", "core.hooksPath"); err != nil || hooks != noHooks {
		return nil, errors.New("this git cannot be kept from running what a repository names; use 2.31 or later")
	}
	// Git would run a filter to compare a file with what is committed.
	filters, err := r.run(ctx, "", "config", "-z", "--name-only", "--get-regexp", `^filter\.`)
	if err != nil && !isNo(err) {
		return nil, err
	}
	r.environment = environment(fields(filters))
	return r, nil
}

const noHooks = "/dev/null"

// safety are settings that keep git from running what the configuration of a work tree
// names: fsmonitor is a command, and so are hooks.
// https://git-scm.com/docs/git-config
var safety = [][2]string{
	{"core.fsmonitor", "false"},
	{"core.hooksPath", noHooks},
	{"submodule.recurse", "false"},
}

// local are the variables that bind git to a repository other than that around its
// working directory (git rev-parse --local-env-vars), as hooks of Git have them.
var local = []string{
	"GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_CONFIG", "GIT_DIR", "GIT_GRAFT_FILE", "GIT_IMPLICIT_WORK_TREE",
	"GIT_INDEX_FILE", "GIT_INTERNAL_SUPER_PREFIX", "GIT_NAMESPACE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_REPLACE_REF_BASE", "GIT_SHALLOW_FILE",
	"GIT_WORK_TREE",
}

// environment is that of the user, for a git that reads only. What the user configures
// there for this run (GIT_CONFIG_COUNT) holds on: it may be what makes a directory safe.
func environment(filters []string) []string {
	var variables []string
	count := 0
	for _, variable := range os.Environ() {
		name, value, _ := strings.Cut(variable, "=")
		switch {
		case name == "GIT_CONFIG_COUNT":
			count, _ = strconv.Atoi(value)
		case !slices.Contains(local, name):
			variables = append(variables, variable)
		}
	}
	settings := slices.Clone(safety)
	for _, name := range filters {
		settings = append(settings, [2]string{name, unfiltered(name)})
	}
	for _, setting := range settings {
		variables = append(variables, fmt.Sprintf("GIT_CONFIG_KEY_%d=%s", count, setting[0]), fmt.Sprintf("GIT_CONFIG_VALUE_%d=%s", count, setting[1]))
		count++
	}
	return append(variables,
		"GIT_CONFIG_COUNT="+strconv.Itoa(count),
		"LC_ALL=C",              // its messages are passed on
		"GIT_OPTIONAL_LOCKS=0",  // the index is not refreshed
		"GIT_NO_LAZY_FETCH=1",   // of a partial clone
		"GIT_ALLOW_PROTOCOL=",   // the same, for a git that does not know that
		"GIT_TERMINAL_PROMPT=0", // nobody is there
		"GIT_LITERAL_PATHSPECS=1",
	)
}

// unfiltered is the value of a filter's setting with which it does nothing.
func unfiltered(name string) string {
	if strings.HasSuffix(strings.ToLower(name), ".required") {
		return "false"
	}
	return ""
}

// run runs git in the directory. An error says what git says.
func (r *repository) run(ctx context.Context, stdin string, arguments ...string) ([]byte, error) {
	var stdout, stderr bytes.Buffer
	command := exec.CommandContext(ctx, "git", append([]string{"--no-pager"}, arguments...)...)
	command.Dir, command.Env = r.dir, r.environment
	command.WaitDelay = time.Second // what git started may hold on to its output
	command.Stdin, command.Stdout, command.Stderr = strings.NewReader(stdin), &stdout, &stderr
	err := command.Run()
	switch {
	case errors.Is(err, exec.ErrNotFound), errors.Is(err, exec.ErrDot):
		return nil, errors.New("the git program is needed for this, and is not on the PATH")
	case ctx.Err() != nil:
		return nil, fmt.Errorf("git %s: %w", arguments[0], context.Cause(ctx))
	case err != nil:
		return stdout.Bytes(), failure{arguments[0], strings.TrimSpace(stderr.String()), err}
	}
	return stdout.Bytes(), nil
}

// ask is run for an answer of one line.
func (r *repository) ask(ctx context.Context, arguments ...string) (string, error) {
	out, err := r.run(ctx, "", arguments...)
	return strings.TrimSpace(string(out)), err
}

// A failure is a git that failed.
type failure struct {
	command, says string
	err           error
}

func (f failure) Error() string {
	if f.says == "" {
		return fmt.Sprintf("git %s: %v", f.command, f.err)
	}
	return fmt.Sprintf("git %s: %s", f.command, strings.TrimPrefix(f.says, "fatal: "))
}

func (f failure) Unwrap() error { return f.err }

// isNo reports whether git answered that there is no such thing.
func isNo(err error) bool {
	var failed *exec.ExitError
	return errors.As(err, &failed) && failed.ExitCode() == 1
}

// fields splits what git -z writes.
func fields(out []byte) []string {
	text := strings.TrimSuffix(string(out), "\x00")
	if text == "" {
		return nil
	}
	return strings.Split(text, "\x00")
}
