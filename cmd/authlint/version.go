package main

import (
	"fmt"
	"io"

	"github.com/authlint/authlint/internal/report"
	"github.com/spf13/cobra"
)

func newVersionCommand(stdout io.Writer) *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version",
		Example: `  authlint version`,
		Args:    takesNothing,

		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintln(stdout, report.Name, report.Version)
			return err
		},
	}
}
