package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/authlint/authlint/internal/lint"
	"github.com/authlint/authlint/internal/report"
	"github.com/spf13/pflag"
)

// settingOf are the keys of the settings that say what flags say.
var settingOf = map[string]string{
	"fail-on": "fail-on", "min-severity": "min-severity", "exclude": "exclude", "baseline": "baseline",
	"workspace": "workspace", "var": "variables", "param": "parameters", "rules": "custom-rules",
}

// showConfig prints every value that holds, and who says so: a flag, a variable of the
// environment, a line of the settings; else it is the default.
func showConfig(w io.Writer, flags lintFlags, options lint.Options) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	row := func(name, value, from string) {
		fmt.Fprintf(table, "%s\t%s\t%s\n", report.SafeText(name), report.SafeText(cmp.Or(value, "-")), report.SafeText(from))
	}
	said := map[string]int{}
	for _, s := range options.Config.Said {
		key, _, _ := strings.Cut(s.Key, ".")
		said[key]++
	}
	flags.set.VisitAll(func(flag *pflag.Flag) {
		values := flags.values(flag, options, w)
		switch {
		case slices.Contains(withoutVariable, flag.Name) || flag.Name == "show-config":
		case !flag.Changed && said[settingOf[flag.Name]] > 0: // is listed below
		case !flag.Changed:
			row(flag.Name, values[0], "default")
		default:
			for _, value := range values {
				row(flag.Name, value, flags.called(flag.Name))
			}
		}
	})
	for _, s := range options.Config.Said {
		from := fmt.Sprintf("%s:%d", s.Range.File, flags.lineOf(options, s.Range.File, s.Range.Start))
		if flag := flags.flagOver(s.Key); flag != "" {
			from += ", but " + flags.called(flag) + " wins"
		}
		row(s.Key, s.Value, from)
	}
	return table.Flush() // keeps the first error of all the writes
}

// flagOver is the flag in whose favour a setting does not hold; empty where it does. Lists
// are joined, and of variables and parameters each has its own value.
func (f *lintFlags) flagOver(key string) string {
	for flag, setting := range settingOf {
		if setting == key && f.given(flag) && flag != "exclude" && flag != "rules" {
			return flag
		}
	}
	if key == "fail-on" && f.given("min-severity") {
		return "min-severity"
	}
	name, _ := strings.CutPrefix(key, "variables.")
	for _, input := range f.inputs.all {
		if input.Variable == name {
			return "var"
		}
	}
	if name, ok := strings.CutPrefix(key, "parameters."); ok {
		if _, given := f.parameters[name]; given {
			return "param"
		}
	}
	return ""
}

func (*lintFlags) lineOf(options lint.Options, name string, offset int) int {
	for _, file := range options.Config.Files {
		if file.Name == name {
			return file.Position(offset).Line
		}
	}
	return 0
}

// values are what a flag comes to: several where it is repeated.
func (f *lintFlags) values(flag *pflag.Flag, options lint.Options, stdout io.Writer) (values []string) {
	switch flag.Name {
	case "root":
		values = []string{f.root}
		if root, err := lint.RootOf(options); err == nil {
			values = []string{root}
		}
	case "format":
		if values = f.formats; len(values) == 0 {
			values = []string{defaultFormat(*f, stdout)}
		}
	case "config":
		if values = []string{f.config}; f.config == "" && len(options.Config.Files) > 0 {
			values = []string{options.Config.Files[0].Name}
		}
	case "fail-on":
		values = []string{f.failOn}
	case "min-severity":
		values = []string{f.minSeverity}
	case "jobs":
		values = []string{strconv.Itoa(cmp.Or(f.jobs, runtime.GOMAXPROCS(0)))}
	case "var":
		for _, input := range f.inputs.all {
			if input.File == "" {
				values = append(values, input.Variable+"="+input.Value)
			}
		}
	case "var-file":
		for _, input := range f.inputs.all {
			if input.File != "" {
				values = append(values, input.File)
			}
		}
	case "param":
		for _, name := range slices.Sorted(maps.Keys(f.parameters)) {
			values = append(values, name+"="+f.parameters[name])
		}
	default:
		if list, ok := flag.Value.(pflag.SliceValue); ok {
			values = list.GetSlice()
		} else {
			values = []string{flag.Value.String()}
		}
	}
	if len(values) == 0 {
		return []string{""}
	}
	return values
}

// showFiles prints what every file in view is read as, or why it is not.
func showFiles(ctx context.Context, stdout, stderr io.Writer, options lint.Options) error {
	options.ListFiles = true
	_, found, err := lint.Models(ctx, options)
	if err != nil {
		return suggested(err)
	}
	table := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', 0)
	for _, file := range found.Looked {
		format := cmp.Or(file.Format, "skipped")
		fmt.Fprintln(table, strings.TrimRight(fmt.Sprintf("%s\t%s\t%s", report.SafeText(file.Name), format, report.SafeText(file.Why)), "\t"))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	_ = report.Problems(stderr, found, true) // nobody could be told
	return verdict(found, never)
}
