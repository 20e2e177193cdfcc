package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/authlint/authlint/internal/starter"
	"github.com/authlint/authlint/internal/suggest"
	"github.com/authlint/authlint/rules"
	"github.com/spf13/cobra"
)

// defaultRulesDir is where the first rule of a user's own goes.
const defaultRulesDir = "authlint-rules"

func newInitCommand(stdout io.Writer) *cobra.Command {
	command := &cobra.Command{
		Use:   "init",
		Short: "Write first files: of a rule of your own",
		Args:  takesNothing,
		RunE:  func(command *cobra.Command, _ []string) error { return command.Help() },
	}
	command.AddCommand(newInitRuleCommand(stdout))
	return command
}

func newInitRuleCommand(stdout io.Writer) *cobra.Command {
	var subject, dir string
	command := &cobra.Command{
		Use:   "rule NAME",
		Short: "Write a rule of your own, with its test and fixtures",
		Long: `Write a rule of your own, with its test and what it is to find something in. All
of it works as it is written: change it bit by bit, and authlint test says what
breaks. No file is overwritten.

NAME is the id of the rule: lower-case words with - between them, which say what
is wrong (admin-path-open).`,
		Example: "  authlint init rule admin-path-open\n  authlint init rule cache-too-long --subject authorizer --dir policy/authlint",
		Args:    takesOne("the NAME of the rule, such as admin-path-open"),
		RunE: func(_ *cobra.Command, args []string) error {
			if !slices.Contains(subjectNames(), subject) {
				return fmt.Errorf("--subject: %w", suggest.UnknownName("subject", subject, subjectNames()))
			}
			if err := rules.CheckNewID(args[0]); err != nil {
				return err
			}
			return initRule(stdout, args[0], subject, dir)
		},
	}
	command.Flags().StringVar(&subject, "subject", "method", "the `KIND` of thing that the rule is asked about: "+join(subjectNames()))
	command.Flags().StringVar(&dir, "dir", defaultRulesDir, "the `DIR` of rules of your own")
	return command
}

// initRule writes the files of a rule, all or none.
func initRule(stdout io.Writer, id, subject, dir string) error {
	files, err := starter.Files(id, subject)
	if err != nil {
		return err
	}
	if err := checkFree(id, dir, files); err != nil {
		return err
	}
	for _, file := range files {
		name := filepath.Join(dir, filepath.FromSlash(file.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return fmt.Errorf("make directory: %w", err)
		}
		if err := writeNew(name, file.Text); err != nil {
			return err
		}
	}
	for _, file := range files {
		fmt.Fprintln(stdout, safe(path.Join(filepath.ToSlash(dir), file.Name)))
	}
	_, err = fmt.Fprintf(stdout, `
Run its test and its fixtures, which pass:
  authlint test %[1]s

See what such a rule is asked about, in your files:
  authlint model --subject %[2]s .

Ask it:
  authlint --rules %[1]s .

Have it asked always, in authlint.yaml:
  custom-rules: [%[1]s]
`, safe(filepath.ToSlash(filepath.Clean(dir))), subject)
	return err
}

// checkFree refuses to write over a file, and a second rule of one id.
func checkFree(id, dir string, files []starter.File) error {
	var taken []string
	for _, file := range files {
		taken = append(taken, filepath.Join(dir, filepath.FromSlash(file.Name)))
	}
	for _, subject := range subjectNames() {
		taken = append(taken, filepath.Join(dir, subject, id+".rego"))
	}
	for _, name := range taken {
		if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s is there already, and nothing is written; give the rule another name", name)
		}
	}
	return nil
}

// writeNew writes a file that is not there yet.
func writeNew(name, text string) error {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	_, err = file.WriteString(text)
	return errors.Join(err, file.Close())
}
