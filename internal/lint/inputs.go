package lint

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/parsers"
)

// An Input is the value of a Terraform variable, or a file of such values.
type Input struct {
	Variable, Value string
	File            string // as given on the command line; empty: one value

	inherited bool // from the settings, which speak for several root modules
}

// settings opens the files of variables. They are opened as paths are: that a file is
// named on the command line moves no boundary.
func (o Options) settings(root *source.Root) (parsers.Settings, error) {
	settings := parsers.Settings{Workspace: o.Workspace}
	for _, input := range o.Inputs {
		read := parsers.Input{Variable: input.Variable, Value: input.Value}
		if input.File != "" {
			file, err := openInputs(root, input.File)
			if err != nil {
				return parsers.Settings{}, fmt.Errorf("file of variables: %w", err)
			}
			read.File = file
		}
		settings.Inputs = append(settings.Inputs, read)
	}
	return settings, nil
}

// exists reports whether the file of an input is there.
func (i Input) exists(root *source.Root) bool {
	if i.File == "" {
		return true
	}
	_, err := openInputs(root, i.File)
	return !errors.Is(err, fs.ErrNotExist)
}

func openInputs(root *source.Root, name string) (*source.File, error) {
	full, err := absolutePath(name)
	if err != nil {
		return nil, err
	}
	names, err := namesBelow(root.Path(), []string{full})
	if err != nil {
		return nil, err
	}
	file, err := root.Read(names[0])
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return file, nil
}
