package main

import (
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/authlint/authlint/internal/config"
	"github.com/authlint/authlint/internal/lint"
	"github.com/authlint/authlint/rules"
	"github.com/spf13/pflag"
)

// readFlags say what is read; every command that reads has them.
type readFlags struct {
	root          string
	stdinFilename string
	filesFrom     string
	inputs        inputList
	workspace     string
	parameters    map[string]string
	exclude       []string
	config        string
	noConfig      bool
	baseline      string
	maxFileSize   int64
	timeout       time.Duration
	jobs          int
	rules         []string
	asks          bool // rules
}

// addRules defines the flag of the commands that ask rules.
func (f *readFlags) addRules(set *pflag.FlagSet) {
	set.StringArrayVar(&f.rules, "rules", nil, "ask the rules of your own in `DIR`, too; repeatable")
	f.asks = true
}

func (f *readFlags) add(set *pflag.FlagSet) {
	set.StringVar(&f.root, "root", "", "read nothing above `DIR` (default the Git top level around each PATH, else PATH itself)")
	set.Var(parameterFlag{&f.parameters}, "param", "give a parameter of CloudFormation templates a value: `NAME=VALUE`; repeatable")
	set.StringVar(&f.stdinFilename, "stdin-filename", "", "what the text on standard input is called: `FILE`")
	set.StringVar(&f.filesFrom, "files-from", "", "read the PATHs in `FILE`, too, one a line or between NULs; - is standard input")
	set.Var(variableFlag{&f.inputs}, "var", "give a Terraform variable a value: `NAME=VALUE`; repeatable, the last of --var and --var-file wins")
	set.Var(variableFileFlag{&f.inputs}, "var-file", "read values of Terraform variables from `FILE`; repeatable")
	set.StringSliceVar(&f.exclude, "exclude", nil, "do not look at files and directories that match `GLOB`, relative to the root; repeatable")
	set.StringVarP(&f.config, "config", "c", "", "read settings from `FILE` (default the nearest authlint.yaml above the PATHs, up to the root)")
	set.StringVar(&f.baseline, "baseline", "", "do not report the findings in `FILE`, which authlint baseline write makes")
	set.BoolVar(&f.noConfig, "no-config", false, "read no settings")
	set.Var(sizeFlag{&f.maxFileSize}, "max-file-size", "read no file above `SIZE` (default 1MiB for Terraform, 16MiB for YAML and JSON)")
	set.DurationVar(&f.timeout, "timeout", 2*time.Minute, "report what was found after `TIME`, and that the rest is missing")
	set.IntVar(&f.jobs, "jobs", 0, "do `N` things at the same time (default one for each processor)")
	set.StringVar(&f.workspace, "workspace", "", "what terraform.workspace is: `NAME` (default not known)")
}

// options are what to read, with the settings that hold for it.
func (f *readFlags) options(paths []string, stdin io.Reader) (lint.Options, error) {
	paths, listed, err := f.allPaths(paths, stdin)
	if err != nil {
		return lint.Options{}, err
	}
	options := lint.Options{
		Root: f.root, Paths: paths, Listed: listed, Stdin: stdin, StdinFilename: f.stdinFilename,
		MaxFileSize: f.maxFileSize, Timeout: f.timeout, Jobs: f.jobs,
		Inputs: f.inputs.all, Workspace: f.workspace, Parameters: f.parameters, Exclude: f.exclude, Config: &config.Config{},
	}
	switch {
	case f.timeout <= 0:
		return options, errors.New("--timeout: a run needs some time; write it as 30s or 5m")
	case f.stdinFilename != "" && !slices.Contains(paths, "-"):
		return options, errors.New("--stdin-filename: standard input is read where a PATH is -")
	case f.jobs < 0:
		return options, errors.New("--jobs: write a number from 1, or 0 for one for each processor")
	}
	settings, custom, err := f.readConfig(options)
	options.Rules = custom
	if settings != nil {
		options.Config = settings
	}
	return options, err
}

// readConfig reads the settings for the paths, and rules of the user's own.
func (f *readFlags) readConfig(options lint.Options) (*config.Config, *rules.Custom, error) {
	switch {
	case f.noConfig && f.config != "":
		return nil, nil, errors.New("--config and --no-config exclude each other")
	case !f.asks && f.noConfig:
		return nil, nil, nil
	case !f.asks:
		settings, err := lint.ReadConfigAlone(options, f.config)
		return settings, nil, err
	case f.noConfig:
		custom, err := lint.ReadRules(f.rules)
		return nil, custom, err
	default:
		return lint.ReadConfig(options, f.config, f.rules)
	}
}

// An inputList holds values of variables and files of them in one order: the last one
// wins. Those of the environment stand before those of the command line.
type inputList struct {
	all   []lint.Input
	early int // how many are of the environment
}

func (l *inputList) add(input lint.Input) { l.all = append(l.all, input) }

func (l *inputList) addEarly(input lint.Input) {
	l.all = slices.Insert(l.all, l.early, input)
	l.early++
}

// A variableFlag adds to the values of variables, in one list with the files of them:
// of all these flags the last one wins.
type variableFlag struct{ inputs *inputList }

func (f variableFlag) Set(text string) error      { return f.read(text, f.inputs.add) }
func (f variableFlag) SetEarly(text string) error { return f.read(text, f.inputs.addEarly) }
func (variableFlag) String() string               { return "" }
func (variableFlag) Type() string                 { return "NAME=VALUE" }

func (variableFlag) read(text string, add func(lint.Input)) error {
	name, value, err := assignment(text)
	if err == nil {
		add(lint.Input{Variable: name, Value: value})
	}
	return err
}

// A variableFileFlag adds a file of values of variables.
type variableFileFlag struct{ inputs *inputList }

func (f variableFileFlag) Set(name string) error      { return f.read(name, f.inputs.add) }
func (f variableFileFlag) SetEarly(name string) error { return f.read(name, f.inputs.addEarly) }
func (variableFileFlag) String() string               { return "" }
func (variableFileFlag) Type() string                 { return "FILE" }

func (variableFileFlag) read(name string, add func(lint.Input)) error {
	if name == "" {
		return errors.New("a file name is missing")
	}
	add(lint.Input{File: name})
	return nil
}

// A parameterFlag adds to the values of parameters.
type parameterFlag struct{ values *map[string]string }

func (f parameterFlag) Set(text string) error {
	name, value, err := assignment(text)
	if err != nil {
		return err
	}
	if *f.values == nil {
		*f.values = map[string]string{}
	}
	(*f.values)[name] = value
	return nil
}

func (parameterFlag) String() string { return "" }
func (parameterFlag) Type() string   { return "NAME=VALUE" }

// assignment takes NAME=VALUE apart.
func assignment(text string) (name, value string, err error) {
	name, value, ok := strings.Cut(text, "=")
	if name = strings.TrimSpace(name); !ok || name == "" {
		return "", "", errors.New("write NAME=VALUE")
	}
	return name, value, nil
}

// mapStrings turns named strings into strings.
func mapStrings[T ~string](items []T) []string {
	out := make([]string, 0, len(items))
	for _, item := range items {
		out = append(out, string(item))
	}
	return out
}

func join(names []string) string { return strings.Join(names, ", ") }
