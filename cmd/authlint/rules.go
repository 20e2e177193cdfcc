package main

import (
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/authlint/authlint/rules"
	"github.com/spf13/cobra"
)

func newRulesCommand(stdout io.Writer) *cobra.Command {
	return &cobra.Command{
		Use:   "rules",
		Short: "List the rules",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			all, err := rules.All()
			if err != nil {
				return err
			}
			table := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', 0)
			for _, rule := range all {
				title := rule.Title
				if rule.Pedantic {
					title += " (only when selected)"
				}
				fmt.Fprintf(table, "%s\t%s\t%s\n", rule.ID, rule.Severity, title)
			}
			return table.Flush() // keeps the first error of all the writes
		},
	}
}
