package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/lint"
	"github.com/authlint/authlint/internal/report"
	"github.com/authlint/authlint/rules"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func newRulesCommand(stdout io.Writer) *cobra.Command {
	var flags ruleFlags
	command := &cobra.Command{
		Use:   "rules",
		Short: "List the rules",
		Example: `  authlint rules
  authlint rules | grep -i cors`,
		Args: takesNothing,

		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error {
			custom, err := flags.read()
			if err != nil {
				return err
			}
			all, err := custom.All()
			if err != nil {
				return err
			}
			return listRules(stdout, all)
		},
	}
	flags.add(command.Flags())
	return command
}

// ruleFlags say where rules of the user's own are, for a command that reads nothing else.
type ruleFlags struct{ readFlags }

func (f *ruleFlags) add(set *pflag.FlagSet) {
	f.addRules(set)
	set.Lookup("rules").Usage = "list the rules of your own in `DIR`, too; repeatable"
	set.StringVarP(&f.config, "config", "c", "", "read settings from `FILE` (default the nearest authlint.yaml above the working directory, up to the root)")
	set.BoolVar(&f.noConfig, "no-config", false, "read no settings")
}

// read are the rules of the user's own.
func (f *ruleFlags) read() (*rules.Custom, error) {
	_, custom, err := f.readConfig(lint.Options{Root: f.root})
	return custom, err
}

// listRules prints rules by what they are asked about.
func listRules(w io.Writer, all []finding.Rule) error {
	bySubject := map[string][]finding.Rule{}
	for _, rule := range all {
		bySubject[rule.Subject] = append(bySubject[rule.Subject], rule)
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for i, subject := range slices.Sorted(maps.Keys(bySubject)) {
		if i > 0 {
			fmt.Fprintln(table)
		}
		fmt.Fprintf(table, "asked about each %s:\n", strings.ReplaceAll(subject, "_", " "))
		for _, rule := range bySubject[subject] {
			title := report.SafeText(rule.Title)
			if rule.IsCustom() {
				title += " (" + report.SafeText(rule.File) + ")"
			}
			if rule.Pedantic {
				title += " (only when selected)"
			}
			fmt.Fprintf(table, "  %s\t%s\t%s\n", rule.ID, rule.Severity, title)
		}
	}
	return table.Flush() // keeps the first error of all the writes
}
