package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/report"
	"github.com/authlint/authlint/internal/suggest"
	"github.com/authlint/authlint/internal/symptom"
	"github.com/authlint/authlint/rules"
	"github.com/spf13/cobra"
)

func newExplainCommand(stdin io.Reader, stdout, stderr io.Writer) *cobra.Command {
	var flags readFlags
	command := &cobra.Command{
		Use:   "explain RULE|STATUS|MESSAGE… [PATH…]",
		Short: "Say what a rule is about, or what is behind an answer",
		Long: `Say what a rule is about, what callers see, and what to do. Or say what makes
API Gateway give an answer, what to check first, and which rules predict it.

A MESSAGE is what people see, pasted as it is: a status, a body or the message
in it, a gateway response type, a value of x-amzn-ErrorType, a line of an
execution log, a browser's report about CORS, or the refusal of a deployment.

With a PATH, the findings there that predict it follow, the worst first.
The first argument is never a PATH. A later one is, where it exists or begins
with ./, ../ or /, or is - for standard input; else it belongs to the MESSAGE.

Exit status: 0 explained, 2 not known or wrong usage, 3 a PATH was not read
whole.`,
		Example: `  authlint explain ttl-out-of-range
  authlint explain 401 ./infra
  authlint explain 403 "User is not authorized to access this resource"
  authlint explain '500 {"message":null}' ./infra/main.tf
  authlint explain "Invalid permissions on Lambda function" .`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New(`explain what? Name a rule or a status, or paste a message: authlint explain 403 "Forbidden"`)
			}
			return nil
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveDefault
			}
			return append(describedRules(), symptom.Names()...), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(command *cobra.Command, args []string) error {
			asked, err := readQuestion(args, stderr)
			if err != nil {
				return err
			}
			options, err := flags.options(asked.paths, stdin)
			if err != nil && (len(asked.paths) > 0 || len(flags.rules) > 0) {
				return err
			}
			if err != nil {
				fmt.Fprintf(stderr, "authlint: without rules of your own: %s\n", report.SafeText(err.Error()))
			}
			all, err := options.Rules.All()
			if err != nil {
				return err
			}
			answer, err := asked.answer(all)
			if err != nil {
				return err
			}
			if len(asked.paths) == 0 {
				return answer.print(stdout)
			}
			found, err := answer.lint(command.Context(), options)
			if err != nil {
				return err
			}
			if err := answer.print(stdout); err != nil {
				return err
			}
			return answer.printFound(found, asked.paths, stdout, stderr)
		},
	}
	flags.addRules(command.Flags())
	flags.add(command.Flags())
	return command
}

// A question is what explain is asked: about a text, and where to look.
type question struct {
	texts []string
	paths []string
}

// readQuestion tells paths from texts, and says so where an argument may be either.
func readQuestion(args []string, stderr io.Writer) (question, error) {
	if isPath.MatchString(args[0]) {
		return question{}, fmt.Errorf("explain what? %s is a PATH; say first what was seen: authlint explain 401 %[1]s", args[0])
	}
	asked := question{texts: args[:1]}
	if exists(args[0]) {
		fmt.Fprintf(stderr, "authlint: %s is taken as what was seen; the path is ./%[1]s\n", report.SafeText(args[0]))
	}
	for _, arg := range args[1:] {
		switch {
		case isPath.MatchString(arg):
			asked.paths = append(asked.paths, arg)
		case exists(arg):
			asked.paths = append(asked.paths, arg)
			if _, err := symptom.Diagnose(arg); err == nil {
				fmt.Fprintf(stderr, "authlint: %s is taken as the path; as a part of the message it stands in one argument with the rest\n", report.SafeText(arg))
			}
		default:
			asked.texts = append(asked.texts, arg)
		}
	}
	return asked, nil
}

// isPath knows arguments that are paths, whether they exist or not.
var isPath = regexp.MustCompile(`^(?:-|\.|\.\.|\.{0,2}[/\\].*|[A-Za-z]:[/\\].*)$`)

func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}

// answer finds what a question is about: a rule, or something that people see.
func (q question) answer(all []finding.Rule) (explanation, error) {
	text := strings.Join(q.texts, " ")
	if i := slices.IndexFunc(all, func(rule finding.Rule) bool { return rule.ID == text }); i >= 0 {
		return explanation{rule: &all[i]}, nil
	}
	diagnosis, err := symptom.Diagnose(text)
	var unknown symptom.UnknownError
	if errors.As(err, &unknown) {
		return explanation{}, q.notKnown(unknown, all)
	}
	return explanation{Diagnosis: diagnosis, rules: all, predictions: rules.Predictions()}, err
}

// notKnown names what may have been meant.
func (q question) notKnown(unknown symptom.UnknownError, all []finding.Rule) error {
	near := unknown.Nearest
	if name := suggest.Nearest(unknown.Text, append(idsOf(all), symptom.Known()...)); name != "" && !slices.Contains(near, name) {
		near = append([]string{name}, near...)
	}
	told := fmt.Sprintf("there is no rule %q, nor a known answer, log line or refusal that says so", unknown.Text)
	if len(q.texts) > 1 {
		told += fmt.Sprintf(" (%q is no file or directory, and so belongs to the message; a PATH that may not exist begins with ./)", q.texts[len(q.texts)-1])
	}
	if len(near) > 0 {
		for i, text := range near {
			near[i] = fmt.Sprintf("%q", text)
		}
		return fmt.Errorf("%s; did you mean %s?", told, strings.Join(near, ", or "))
	}
	return fmt.Errorf("%s. A gateway response of yours or your backend may say it: explain the status alone. authlint rules lists the rules", told)
}

// ruleIDs are the names of all built-in rules; none when they cannot be read.
func ruleIDs() []string {
	all, _ := rules.All() // who needs the reason asks for the rules
	return idsOf(all)
}

func idsOf(all []finding.Rule) []string {
	ids := make([]string, 0, len(all))
	for _, rule := range all {
		ids = append(ids, rule.ID)
	}
	return ids
}

// explainRule prints a rule's documentation as plain text.
func explainRule(w io.Writer, rule finding.Rule) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "%s\n%s\n\n", rule.Title, strings.Repeat("=", len([]rune(rule.Title))))
	fmt.Fprintf(out, "%s, at most %s, asked about each %s\n", rule.ID, rule.Severity, strings.ReplaceAll(rule.Subject, "_", " "))
	if rule.IsCustom() {
		fmt.Fprintf(out, "a rule of your own: %s\n", report.SafeText(rule.File))
	}
	if rule.Pedantic {
		fmt.Fprintf(out, "off unless selected with --select %s\n", rule.ID)
	}
	fmt.Fprintf(out, "\n%s\n", reflow(rule.Description))
	section(out, "What to do", reflow(rule.Remedy))
	for _, example := range rule.Examples {
		fmt.Fprintf(out, "\nIn %s\n\n%s", example.Language, indent(example.Change))
	}
	section(out, "Fix", reflow(rule.FixedBy()))
	section(out, "When to ignore it", reflow(rule.IgnoreWhen))
	section(out, "Read more", strings.TrimRight(indentBy("  ", strings.Join(rule.References, "\n")), "\n"))
	return out.Flush() // keeps the first error of all the writes
}

// section prints a text below a title; nothing where there is no text.
func section(out *bufio.Writer, title, text string) {
	if text != "" {
		fmt.Fprintf(out, "\n%s\n\n%s\n", title, text)
	}
}

// indent sets a block of code off from the text around it.
func indent(code string) string { return indentBy("    ", code) }

func indentBy(blanks, text string) string {
	var out strings.Builder
	for line := range strings.Lines(text) {
		out.WriteString(strings.TrimRight(blanks+line, " \n") + "\n")
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
