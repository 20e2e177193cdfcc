package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// flagGroups are what flags are about, in the order in which help lists them. A flag that
// is in none of them is among the last.
var flagGroups = []struct {
	title string
	flags []string
}{
	{"What to look at", []string{"root", "files-from", "stdin-filename", "exclude", "changed", "max-file-size", "subject"}},
	{"What it is deployed with", []string{"var", "var-file", "workspace", "param"}},
	{"Which findings", []string{"select", "ignore", "rules", "min-severity", "fail-on", "baseline", "new-from-merge-base", "no-ignores", "show-suppressed"}},
	{"Fixes", []string{"fix", "diff"}},
	{"Report", []string{"format", "output", "color", "quiet", "verbose"}},
	{"Settings", []string{"config", "no-config", "show-config", "show-files"}},
	{"Other", nil},
}

// helpWidth is what help fits into, in columns.
const helpWidth = 80

// printUsage prints how a command is called, with its flags by what they are about.
func printUsage(command *cobra.Command) error {
	var out strings.Builder
	out.WriteString("Usage:\n")
	if command.Runnable() {
		fmt.Fprintf(&out, "  %s\n", command.UseLine())
	}
	if command.HasAvailableSubCommands() {
		fmt.Fprintf(&out, "  %s [command]\n", command.CommandPath())
	}
	if command.HasExample() {
		fmt.Fprintf(&out, "\nExamples:\n%s\n", command.Example)
	}
	if command.HasAvailableSubCommands() {
		out.WriteString("\nCommands:\n")
		for _, sub := range command.Commands() {
			if sub.IsAvailableCommand() || sub.Name() == "help" {
				fmt.Fprintf(&out, "  %-*s %s\n", command.Commands()[0].NamePadding(), sub.Name(), sub.Short)
			}
		}
	}
	out.WriteString(flagUsages(command.Flags()))
	out.WriteString("\nEvery flag can be given as a variable, too: --fail-on as " + variableOf("fail-on") + ".\n")
	if command.HasAvailableSubCommands() {
		fmt.Fprintf(&out, "\"%s [command] --help\" tells more about a command.\n", command.CommandPath())
	}
	_, err := fmt.Fprint(command.OutOrStderr(), out.String())
	return err
}

// takesNothing refuses arguments of a command that has none. Where it has commands of its
// own, one of them was meant.
func takesNothing(command *cobra.Command, args []string) error {
	names := commandNames(command)
	switch {
	case len(args) == 0:
		return nil
	case len(names) > 0:
		return fmt.Errorf("%s: there is no command %q; there are: %s", command.Name(), args[0], join(names))
	default:
		return fmt.Errorf("%s takes no argument, and there is %q", command.Name(), args[0])
	}
}

// takesOne refuses all but one argument, and says what it is.
func takesOne(what string) cobra.PositionalArgs {
	return func(command *cobra.Command, args []string) error {
		if len(args) == 1 {
			return nil
		}
		return fmt.Errorf("%s takes one argument: %s", strings.TrimPrefix(command.CommandPath(), "authlint "), what)
	}
}

// flagUsages lists flags by what they are about.
func flagUsages(set *pflag.FlagSet) string {
	groups := make([]*pflag.FlagSet, len(flagGroups))
	for i := range groups {
		groups[i] = pflag.NewFlagSet("", pflag.ContinueOnError)
		groups[i].SortFlags = false
	}
	for i, group := range flagGroups {
		for _, name := range group.flags {
			if flag := set.Lookup(name); flag != nil {
				groups[i].AddFlag(shown(flag))
			}
		}
	}
	set.VisitAll(func(flag *pflag.Flag) {
		if !slices.ContainsFunc(groups, func(g *pflag.FlagSet) bool { return g.Lookup(flag.Name) != nil }) {
			groups[len(groups)-1].AddFlag(shown(flag))
		}
	})
	var out strings.Builder
	for i, group := range groups {
		if group.HasAvailableFlags() {
			fmt.Fprintf(&out, "\n%s:\n%s", flagGroups[i].title, group.FlagUsagesWrapped(helpWidth))
		}
	}
	return out.String()
}

// shown is a flag as help lists it: one that may stand alone does not name the type of its
// value, which the library takes for a name where the text has none between quotes.
func shown(flag *pflag.Flag) *pflag.Flag {
	if flag.NoOptDefVal == "" || strings.Contains(flag.Usage, "`") {
		return flag
	}
	nameless := *flag
	nameless.Usage = "``" + flag.Usage
	return &nameless
}
