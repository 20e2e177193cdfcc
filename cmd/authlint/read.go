package main

import (
	"errors"
	"io"
	"strings"

	"github.com/authlint/authlint/internal/config"
	"github.com/authlint/authlint/internal/lint"
	"github.com/authlint/authlint/rules"
	"github.com/spf13/pflag"
)

// readFlags say what is read; every command that reads has them.
type readFlags struct {
	root          string
	stdinFilename string
	inputs        []lint.Input
	workspace     string
	parameters    map[string]string
	exclude       []string
	config        string
	noConfig      bool
	baseline      string
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
	set.Var(variableFlag{&f.inputs}, "var", "give a Terraform variable a value: `NAME=VALUE`; repeatable, the last of --var and --var-file wins")
	set.Var(variableFileFlag{&f.inputs}, "var-file", "read values of Terraform variables from `FILE`; repeatable")
	set.StringSliceVar(&f.exclude, "exclude", nil, "do not look at files and directories that match `GLOB`, relative to the root; repeatable")
	set.StringVarP(&f.config, "config", "c", "", "read settings from `FILE` (default the nearest authlint.yaml above the PATHs, up to the root)")
	set.StringVar(&f.baseline, "baseline", "", "do not report the findings in `FILE`, which authlint baseline write makes")
	set.BoolVar(&f.noConfig, "no-config", false, "read no settings")
	set.StringVar(&f.workspace, "workspace", "", "what terraform.workspace is: `NAME` (default not known)")
}

// options are what to read, with the settings that hold for it.
func (f *readFlags) options(paths []string, stdin io.Reader) (lint.Options, error) {
	options := lint.Options{
		Root: f.root, Paths: paths, Stdin: stdin, StdinFilename: f.stdinFilename,
		Inputs: f.inputs, Workspace: f.workspace, Parameters: f.parameters, Exclude: f.exclude, Config: &config.Config{},
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

// A variableFlag adds to the values of variables, in one list with the files of them:
// of all these flags the last one wins.
type variableFlag struct{ inputs *[]lint.Input }

func (f variableFlag) Set(text string) error {
	name, value, err := assignment(text)
	if err == nil {
		*f.inputs = append(*f.inputs, lint.Input{Variable: name, Value: value})
	}
	return err
}

func (variableFlag) String() string { return "" }
func (variableFlag) Type() string   { return "NAME=VALUE" }

// A variableFileFlag adds a file of values of variables.
type variableFileFlag struct{ inputs *[]lint.Input }

func (f variableFileFlag) Set(name string) error {
	if name == "" {
		return errors.New("a file name is missing")
	}
	*f.inputs = append(*f.inputs, lint.Input{File: name})
	return nil
}

func (variableFileFlag) String() string { return "" }
func (variableFileFlag) Type() string   { return "FILE" }

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
