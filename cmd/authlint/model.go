package main

import (
	"io"
	"maps"
	"slices"

	"github.com/authlint/authlint/internal/lint"
	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/report"
	"github.com/authlint/authlint/internal/suggest"
	"github.com/spf13/cobra"
)

func newModelCommand(stdin io.Reader, stdout, stderr io.Writer) *cobra.Command {
	var flags readFlags
	var subject string
	command := &cobra.Command{
		Use:   "model [PATH…]",
		Short: "Print what the files say, as JSON: what rules are asked about",
		Example: `  authlint model ./infra
  authlint model --subject authorizer ./infra/main.tf`,
		Args: cobra.ArbitraryArgs,
		RunE: func(command *cobra.Command, paths []string) error {
			if _, ok := model.Inputs[subject]; !ok && subject != "" {
				return suggest.UnknownName("subject", subject, subjectNames())
			}
			options, err := flags.options(paths, stdin)
			if err != nil {
				return err
			}
			document, found, err := lint.Models(command.Context(), options)
			if err != nil {
				return suggested(err)
			}
			if err := report.WriteJSON(stdout, modelOrInputs(document, subject)); err != nil {
				return err
			}
			_ = report.Problems(stderr, found, true) // nobody could be told
			return verdict(found, never)
		},
	}
	flags.add(command.Flags())
	command.Flags().StringVar(&subject, "subject", "", "print the inputs of rules about one `KIND` of thing: "+join(subjectNames()))
	return command
}

func subjectNames() []string { return slices.Sorted(maps.Keys(model.Inputs)) }

// modelOrInputs is the model, or what rules about one kind of subject see as `input`.
func modelOrInputs(document model.Document, subject string) any {
	if subject == "" {
		return document
	}
	inputs := []any{}
	for _, api := range document.APIs {
		for _, s := range api.Subjects() {
			if s.Kind == subject {
				inputs = append(inputs, s.Input)
			}
		}
	}
	return inputs
}
