package main

import (
	"os"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/rules"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// refuseOtherShells has authlint completion refuse a shell that it does not know; as it is
// made, it prints its help then, and that into the file that a script was to go into.
func refuseOtherShells(root *cobra.Command) {
	for _, command := range root.Commands() {
		if command.Name() == "completion" {
			command.Args = takesNothing
			command.RunE = func(command *cobra.Command, _ []string) error { return command.Help() }
		}
	}
}

// completeFlags tells shells the values of the flags of a command and of those below
// it. What authlint completion prints asks for them.
func completeFlags(command *cobra.Command) {
	command.Flags().VisitAll(func(flag *pflag.Flag) {
		_ = command.RegisterFlagCompletionFunc(flag.Name, flagValues(flag)) // an error: it has one already
	})
	for _, below := range command.Commands() {
		completeFlags(below)
	}
}

// flagValues goes by what --help calls the value of a flag. Files are what shells complete
// by themselves; what only the user knows is left to the user.
func flagValues(flag *pflag.Flag) cobra.CompletionFunc {
	severities := mapStrings(finding.Severities)
	switch value, _ := pflag.UnquoteUsage(flag); {
	case flag.Name == "fail-on":
		return oneOf(append(severities, never))
	case value == "SEVERITY":
		return oneOf(severities)
	case value == "NAME[=FILE]":
		return oneOf(formatNames())
	case value == "KIND":
		return oneOf(subjectNames())
	case value == "WHEN":
		return oneOf([]string{auto, always, never})
	case value == "RULES":
		return completeRules
	case value == "DIR":
		return cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs)
	case value == "FILE", value == "GLOB":
		return cobra.FixedCompletions(nil, cobra.ShellCompDirectiveDefault)
	default:
		return cobra.NoFileCompletions
	}
}

func oneOf(names []string) cobra.CompletionFunc {
	return cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp)
}

// firstOf completes the first argument alone.
func firstOf(names []string) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return names, cobra.ShellCompDirectiveNoFileComp
	}
}

// completeRules completes the last rule of a list that commas part. Behind a comma there
// are no descriptions: with them, bash's script compares \, with the comma that was typed.
func completeRules(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	const directive = cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	before := typed[:strings.LastIndexByte(typed, ',')+1]
	if before == "" {
		return describedRules(), directive
	}
	var lists []string
	for _, id := range ruleIDs() {
		if !slices.Contains(strings.Split(before, ","), id) {
			lists = append(lists, before+id)
		}
	}
	return lists, directive
}

// describedRules are the ids of the rules, with what they are about for shells that show it.
func describedRules() []string {
	all, err := rules.All()
	if err != nil {
		return nil // a shell has no place for it
	}
	described := make([]string, 0, len(all))
	for _, rule := range all {
		described = append(described, cobra.CompletionWithDesc(rule.ID, rule.Title))
	}
	return described
}

// completePaths adds the directories that are here to the names of commands: a shell
// completes files by itself only where no command fits. One that has the name of a
// command is left out, since it would not be taken as a path.
func completePaths(command *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	entries, _ := os.ReadDir(".") // what cannot be read is not completed
	var dirs []string
	for _, entry := range entries {
		isCommand := func(c *cobra.Command) bool { return c.Name() == entry.Name() }
		fits := strings.HasPrefix(entry.Name(), typed) && !strings.HasPrefix(entry.Name(), ".")
		if entry.IsDir() && fits && !slices.ContainsFunc(command.Commands(), isCommand) {
			dirs = append(dirs, entry.Name())
		}
	}
	return dirs, cobra.ShellCompDirectiveDefault
}
