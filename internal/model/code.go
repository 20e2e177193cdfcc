package model

import (
	"path"
	"strings"

	"github.com/authlint/authlint/internal/source"
)

// Code says where the source of a Lambda function is, as far as its configuration tells.
type Code struct {
	Handler Text // index.handler; unset where the function has none, as an image
	Runtime Text // nodejs22.x, python3.13, provided.al2023

	// Path is the file or the directory that holds the source, relative to the root of
	// reading. It is unset where the configuration itself holds it: then Inline does.
	Path   Value[string]
	Inline Text

	// EntryPoints are the files that a bundler starts from, relative to Path: the handler
	// names what it makes of them.
	EntryPoints Value[[]Text]
}

// CodeAt is code in a file or a directory that is named relative to the directory of
// what names it.
func CodeAt(named Text, dir string) Value[string] {
	name, known := named.Get()
	switch {
	case !known:
		return named
	case path.IsAbs(name):
		return CodeElsewhere(named.Range, "it is in "+name+", outside the root")
	default:
		return Written(path.Join(dir, name), named.Range)
	}
}

// CodeElsewhere is code that is not among the files in view.
func CodeElsewhere(at source.Range, why string) Value[string] { return Unknown[string](at, why) }

// HoldsHandler reports whether a file is the one that a handler names: index.js and
// index.py are that of index.handler.
func HoldsHandler(file string, handler Text) bool {
	name, known := handler.Get()
	module := strings.TrimSuffix(name, path.Ext(name))
	return known && module != "" && strings.TrimSuffix(file, path.Ext(file)) == module
}
