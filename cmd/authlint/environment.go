package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/suggest"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// variablePrefix is what the environment variables that stand for flags begin with.
const variablePrefix = "AUTHLINT_"

// fromEnvironment is the annotation of a flag whose value is from the environment; it
// holds the name of the variable.
const fromEnvironment = "environment"

// withoutVariable are the flags that only make sense on the command line.
var withoutVariable = []string{"help", "version"}

// exclusive are flags of which a run can have one. What is on the command line wins over
// a variable for the other.
var exclusive = map[string]string{"config": "no-config", "no-config": "config", "quiet": "verbose", "verbose": "quiet"}

// variableOf is the environment variable that stands for a flag.
func variableOf(flag string) string {
	return variablePrefix + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// applyEnvironment gives the flags that are not on the command line the values of their
// variables. A flag that may be repeated takes a value from each line. An empty variable
// says nothing.
func applyEnvironment(set *pflag.FlagSet) (err error) {
	set.VisitAll(func(flag *pflag.Flag) {
		variable := variableOf(flag.Name)
		text := strings.TrimRight(os.Getenv(variable), "\r\n")
		if err != nil || text == "" || flag.Changed || slices.Contains(withoutVariable, flag.Name) || onCommandLine(set, exclusive[flag.Name]) {
			return
		}
		for value := range strings.SplitSeq(text, "\n") {
			if failed := setEarly(set, flag, strings.TrimSuffix(value, "\r")); failed != nil {
				err = fmt.Errorf("%s: %w", variable, cause(failed))
				return
			}
		}
		err = set.SetAnnotation(flag.Name, fromEnvironment, []string{variable})
	})
	return err
}

// An earlyValue is the value of a flag of which the last one wins, together with those of
// other flags: a variable stands before all that is on the command line.
type earlyValue interface{ SetEarly(text string) error }

func setEarly(set *pflag.FlagSet, flag *pflag.Flag, text string) error {
	if value, ok := flag.Value.(earlyValue); ok {
		flag.Changed = true
		return value.SetEarly(text)
	}
	return set.Set(flag.Name, text)
}

// expected says how the value of a flag is written, where the library has words of Go for
// it only.
func expected(invalid *pflag.InvalidValueError) string {
	switch invalid.GetFlag().Value.Type() {
	case "int", "count":
		return "write a whole number"
	case "bool":
		return "write true or false"
	case "duration":
		return "write a time such as 30s or 5m"
	default:
		return ""
	}
}

// cause is what is wrong with the value of a flag, without the name of the flag.
func cause(err error) error {
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &invalid) && expected(invalid) != "":
		return fmt.Errorf("%q: %s", invalid.GetValue(), expected(invalid))
	case errors.As(err, &invalid):
		return fmt.Errorf("%q: %w", invalid.GetValue(), invalid.Unwrap())
	default:
		return err
	}
}

// onCommandLine reports whether a flag is given there.
func onCommandLine(set *pflag.FlagSet, name string) bool {
	flag := set.Lookup(name)
	return flag != nil && flag.Changed && flag.Annotations[fromEnvironment] == nil
}

// called is what a flag was given as: itself, or its variable.
func called(set *pflag.FlagSet, name string) string {
	if flag := set.Lookup(name); flag != nil && flag.Annotations[fromEnvironment] != nil {
		return flag.Annotations[fromEnvironment][0]
	}
	return "--" + name
}

// variablesIn are the variables that took part in a run.
func variablesIn(set *pflag.FlagSet) (names []string) {
	set.VisitAll(func(flag *pflag.Flag) { names = append(names, flag.Annotations[fromEnvironment]...) })
	return names
}

// unknownVariables says so of each variable that looks like one of ours and is none.
func unknownVariables(root *cobra.Command) (notes []string) {
	var known []string
	var visit func(*cobra.Command)
	visit = func(command *cobra.Command) {
		command.Flags().VisitAll(func(flag *pflag.Flag) {
			if !slices.Contains(withoutVariable, flag.Name) {
				known = append(known, variableOf(flag.Name))
			}
		})
		for _, sub := range command.Commands() {
			visit(sub)
		}
	}
	visit(root)
	for _, entry := range os.Environ() {
		name, _, _ := strings.Cut(entry, "=")
		if !strings.HasPrefix(name, variablePrefix) || slices.Contains(known, name) {
			continue
		}
		note := fmt.Sprintf("there is no flag for the variable %s", name)
		if near := suggest.Nearest(name, known); near != "" {
			note += fmt.Sprintf("; did you mean %s?", near)
		}
		notes = append(notes, note)
	}
	slices.Sort(notes)
	return notes
}
