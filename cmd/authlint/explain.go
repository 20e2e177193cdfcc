package main

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/report"
	"github.com/authlint/authlint/internal/suggest"
	"github.com/authlint/authlint/rules"
	"github.com/spf13/cobra"
)

func newExplainCommand(stdout io.Writer) *cobra.Command {
	return &cobra.Command{
		Use:   "explain RULE",
		Short: "Say what a rule is about, what callers see, and what to do",
		Args:  cobra.ExactArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return ruleIDs(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			all, err := rules.All()
			if err != nil {
				return err
			}
			i := slices.IndexFunc(all, func(rule finding.Rule) bool { return rule.ID == args[0] })
			if i < 0 {
				return suggest.UnknownName("rule", args[0], ruleIDs())
			}
			return explain(stdout, all[i])
		},
	}
}

// ruleIDs are the names of all rules; none when they cannot be read.
func ruleIDs() []string {
	all, _ := rules.All() // who needs the reason asks for the rules
	ids := make([]string, 0, len(all))
	for _, rule := range all {
		ids = append(ids, rule.ID)
	}
	return ids
}

// explain prints a rule's documentation as plain text.
func explain(w io.Writer, rule finding.Rule) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "%s\n%s\n\n", rule.Title, strings.Repeat("=", len([]rune(rule.Title))))
	fmt.Fprintf(out, "%s, at most %s, asked about each %s\n", rule.ID, rule.Severity, strings.ReplaceAll(rule.Subject, "_", " "))
	if rule.Pedantic {
		fmt.Fprintf(out, "off unless selected with --select %s\n", rule.ID)
	}
	fmt.Fprintf(out, "\n%s\n\nWhat to do\n\n%s\n", reflow(rule.Description), reflow(rule.Remedy))
	for _, example := range rule.Examples {
		fmt.Fprintf(out, "\nIn %s\n\n%s", example.Language, indent(example.Change))
	}
	if rule.IgnoreWhen != "" {
		fmt.Fprintf(out, "\nWhen to ignore it\n\n%s\n", reflow(rule.IgnoreWhen))
	}
	fmt.Fprint(out, "\nRead more\n\n")
	for _, reference := range rule.References {
		fmt.Fprintf(out, "  %s\n", reference)
	}
	return out.Flush() // keeps the first error of all the writes
}

// indent sets a block of code off from the text around it.
func indent(code string) string {
	var out strings.Builder
	for line := range strings.Lines(code) {
		out.WriteString(strings.TrimRight("    "+line, " \n") + "\n")
	}
	return out.String()
}

// lineWidth is where text for a terminal is broken.
const lineWidth = 78

// reflow fills the paragraphs of a Markdown text to the width of a terminal. Lists,
// tables and code keep their lines; blocks of code lose their fences.
func reflow(markdown string) string {
	var out []string
	var paragraph []string
	end := func() {
		if len(paragraph) > 0 {
			out = append(out, report.Wrap(strings.Join(paragraph, " "), lineWidth)...)
			paragraph = nil
		}
	}
	code := false
	for line := range strings.SplitSeq(strings.TrimSpace(markdown), "\n") {
		switch {
		case strings.HasPrefix(strings.TrimSpace(line), "```"):
			end()
			code = !code
		case code:
			out = append(out, "    "+line)
		case line == "", strings.HasPrefix(line, "    "), strings.ContainsAny(line[:1], "-*|#>"):
			end()
			out = append(out, line)
		default:
			paragraph = append(paragraph, strings.TrimSpace(line))
		}
	}
	end()
	return strings.Join(out, "\n")
}
