package main

import (
	"io"
	"strings"

	"github.com/authlint/authlint/internal/config"
	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/report"
	"github.com/authlint/authlint/internal/suggest"
	"github.com/spf13/cobra"
)

func newSchemaCommand(stdout io.Writer) *cobra.Command {
	names := append([]string{"config", "model"}, subjectNames()...)
	return &cobra.Command{
		Use:   "schema NAME",
		Short: "Print a JSON Schema: of settings, of the model, of what rules see",
		Long:  "Print a JSON Schema. NAME is one of:\n\n  " + strings.Join(names, "\n  "),
		Example: `  authlint schema config
  authlint schema authorizer > authorizer.schema.json`,
		Args: takesOne(join(names)),

		ValidArgsFunction: firstOf(names),
		RunE: func(_ *cobra.Command, args []string) error {
			switch args[0] {
			case "config":
				return report.WriteJSON(stdout, model.Schema(config.Config{}))
			case "model":
				return report.WriteJSON(stdout, model.Schema(model.Document{}))
			}
			input, ok := model.Inputs[args[0]]
			if !ok {
				return suggest.UnknownName("schema", args[0], names)
			}
			return report.WriteJSON(stdout, model.Schema(input))
		},
	}
}
