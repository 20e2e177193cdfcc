package model

import "github.com/authlint/authlint/internal/source"

// A Reading is what a parser made of one unit: a file, or a Terraform root module
// with the local modules that it calls.
type Reading struct {
	APIs     []*API
	Problems []source.Problem
	Ignores  []source.Ignore

	// Files is every file read for the unit, the ones it refers to included: none of
	// them is linted again on its own.
	Files []*source.File

	// Shared is every file of which the unit uses a piece, and that is a unit of its own.
	Shared []*source.File
}
