package model

import "github.com/authlint/authlint/internal/source"

// A Reading is what a parser made of one unit: a file, or a Terraform root module
// with the local modules that it calls.
type Reading struct {
	Format   string // the language that the unit is written in
	APIs     []*API
	Problems []source.Problem
	Ignores  []source.Ignore

	// Files is every file read for the unit, the ones it refers to included.
	Files []*source.File

	// Claims are the names of the documents among them that were read into an API: they
	// are not linted again on their own.
	Claims []string

	// Parameters are the names of those that a template has.
	Parameters []string

	// Fetched are directories of code by others that a tool put there, each with the call
	// that it was fetched for: what is wrong in them is for the caller to change.
	Fetched map[string]source.Range

	// Inputs are the variables with a value on the command line that a root module
	// declares, or may declare.
	Inputs []string

	// Variables are all that a root module declares.
	Variables []string

	// Defaults are places whose value is the default of a variable or a parameter, which
	// a deployment may give another value; and what it is the default of.
	Defaults map[source.Range]string
}
