package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/rules"
	"github.com/spf13/cobra"
)

func newRulesCommand(stdout io.Writer) *cobra.Command {
	return &cobra.Command{
		Use:   "rules",
		Short: "List the rules",
		Example: `  authlint rules
  authlint rules | grep -i cors`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			all, err := rules.All()
			if err != nil {
				return err
			}
			return listRules(stdout, all)
		},
	}
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
			title := rule.Title
			if rule.Pedantic {
				title += " (only when selected)"
			}
			fmt.Fprintf(table, "  %s\t%s\t%s\n", rule.ID, rule.Severity, title)
		}
	}
	return table.Flush() // keeps the first error of all the writes
}
