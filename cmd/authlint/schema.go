package main

import (
	"io"
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/report"
	"github.com/spf13/cobra"
)

func newSchemaCommand(stdout io.Writer) *cobra.Command {
	names := append([]string{"model"}, subjectNames()...)
	return &cobra.Command{
		Use:       "schema NAME",
		Short:     "Print the JSON Schema of the model, or of what rules are asked",
		Long:      "Print a JSON Schema. NAME is one of:\n\n  " + strings.Join(names, "\n  "),
		Args:      cobra.ExactArgs(1),
		ValidArgs: names,
		RunE: func(_ *cobra.Command, args []string) error {
			if args[0] == "model" {
				return report.WriteJSON(stdout, model.Schema(model.Document{}))
			}
			input, ok := model.Inputs[args[0]]
			if !ok {
				return unknownName("schema", args[0], names)
			}
			return report.WriteJSON(stdout, model.Schema(input))
		},
	}
}
