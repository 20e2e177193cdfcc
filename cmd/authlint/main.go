// Command authlint tells which requests Amazon API Gateway will answer with 401, 403
// or 500, which methods are open to anyone, and which line to change, from Terraform,
// CloudFormation, SAM and OpenAPI files alone.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"

	"github.com/authlint/authlint/internal/report"
	"github.com/authlint/authlint/internal/suggest"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// The exit status is part of the interface.
const (
	exitClean      = 0
	exitFound      = 1 // something at or above --fail-on
	exitUsage      = 2 // wrong arguments: nothing was analysed
	exitIncomplete = 3 // something of ours could not be read, or the report not be written
)

func main() {
	tuneMemory()
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// tuneMemory trades memory for a fifth of the processor time: a run is short. What
// the user says through GOGC and GOMEMLIMIT wins.
func tuneMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(512 << 20)
	}
}

// run is main without the process.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) (status int) {
	defer func() {
		if reason := recover(); reason != nil {
			fmt.Fprintf(stderr, "authlint: internal error: %v\nThis is a mistake in authlint, not in your files. Please report it with what follows.\n%s", report.SafeText(fmt.Sprint(reason)), debug.Stack())
			status = exitIncomplete
		}
	}()

	root := newRootCommand(stdin, stdout, stderr)
	var variables []string // that took part
	root.PersistentPreRunE = func(command *cobra.Command, _ []string) error {
		warnOfDirectory(stderr, command)
		err := applyEnvironment(command.Flags())
		variables = variablesIn(command.Flags())
		if quiet, _ := command.Flags().GetBool("quiet"); !quiet { // few commands have that flag
			for _, note := range unknownVariables(root) {
				fmt.Fprintln(stderr, "authlint: note:", report.SafeText(note))
			}
		}
		return err
	}
	args, err := expandArguments(args)
	if err == nil {
		root.SetArgs(args)
		err = root.Execute()
	}
	status = statusOf(err, stderr)
	if status == exitUsage && len(variables) > 0 {
		fmt.Fprintln(stderr, "authlint: some of this is from the environment:", join(variables))
	}
	return status
}

// newRootCommand is the program with all its commands.
func newRootCommand(stdin io.Reader, stdout, stderr io.Writer) *cobra.Command {
	root := newLintCommand(stdin, stdout, stderr)
	root.AddCommand(
		newModelCommand(stdin, stdout, stderr),
		newBaselineCommand(stdin, stdout, stderr),
		newRulesCommand(stdout),
		newExplainCommand(stdin, stdout, stderr),
		newTestCommand(stdout),
		newInitCommand(stdout),
		newSchemaCommand(stdout),
		newVersionCommand(stdout),
	)
	root.SetFlagErrorFunc(suggestFlag)
	root.SetUsageFunc(printUsage)
	root.SetOut(stdout)
	root.SetErr(stderr)
	root.InitDefaultCompletionCmd()
	refuseOtherShells(root)
	completeFlags(root)
	return root
}

// exitStatus is an error that has been reported already.
type exitStatus int

func (s exitStatus) Error() string { return fmt.Sprintf("exit status %d", int(s)) }

func statusOf(err error, stderr io.Writer) int {
	var status exitStatus
	switch {
	case err == nil:
		return exitClean
	case errors.As(err, &status):
		return int(status)
	default:
		for line := range strings.Lines(err.Error()) {
			fmt.Fprintln(stderr, "authlint:", report.SafeText(strings.TrimSuffix(line, "\n")))
		}
		return exitUsage
	}
}

// warnOfDirectory says so when a directory has the name of the command that runs:
// perhaps the directory was meant.
func warnOfDirectory(stderr io.Writer, command *cobra.Command) {
	if !command.HasParent() {
		return
	}
	if info, err := os.Stat(command.Name()); err == nil && info.IsDir() {
		fmt.Fprintf(stderr, "authlint: %s is taken as the command; the directory is ./%s\n", command.Name(), command.Name())
	}
}

// suggestFlag adds the flag that may have been meant, or how its value is written.
func suggestFlag(command *cobra.Command, err error) error {
	var invalid *pflag.InvalidValueError
	if errors.As(err, &invalid) && expected(invalid) != "" {
		return fmt.Errorf("--%s: %q: %s", invalid.GetFlag().Name, invalid.GetValue(), expected(invalid))
	}
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) || unknown.GetSpecifiedShortnames() != "" {
		return err
	}
	var names []string
	command.Flags().VisitAll(func(flag *pflag.Flag) { names = append(names, flag.Name) })
	if near := suggest.Nearest(unknown.GetSpecifiedName(), names); near != "" {
		return fmt.Errorf("unknown flag --%s; did you mean --%s?", unknown.GetSpecifiedName(), near)
	}
	return fmt.Errorf("unknown flag --%s; authlint %s lists them", unknown.GetSpecifiedName(), strings.TrimSpace(strings.TrimPrefix(command.CommandPath(), "authlint")+" --help"))
}
