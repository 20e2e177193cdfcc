package handler

import (
	"path"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
)

// endings are those of the files that a runtime takes a handler from, or that are
// compiled to such, in the order in which they are tried.
var endings = map[string][]string{
	"nodejs": {".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".tsx", ".jsx"},
	"python": {".py"},
	"go":     {".go"},
}

// Locate finds the file that holds the handler of a function, and the handler's name in
// it, which is empty for Go. Without a file, why says what is missing, as the end of a
// sentence that begins with "the code is not read: ".
// https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
func Locate(root *source.Root, code model.Code) (file *source.File, export, why string) {
	language, why := languageOf(code.Runtime)
	if why != "" {
		return nil, "", why
	}
	at, known := code.Path.Get()
	if !known {
		return nil, "", code.Path.Why
	}
	module, export, why := split(code.Handler, language)
	if why != "" {
		return nil, "", why
	}
	for _, name := range candidates(root, at, module, language, code.EntryPoints) {
		if file, err := root.Read(name); err == nil {
			return file, export, ""
		}
	}
	return nil, "", "there is no source of " + path.Join(at, module) + " in view"
}

// languageOf is the family of a runtime; empty where nobody knows which it is.
func languageOf(runtime model.Text) (language, why string) {
	name, known := runtime.Get()
	switch {
	case !known:
		return "", ""
	case strings.HasPrefix(name, "nodejs"):
		return "nodejs", ""
	case strings.HasPrefix(name, "python"):
		return "python", ""
	case strings.HasPrefix(name, "go"), strings.HasPrefix(name, "provided"):
		return "go", ""
	default:
		return "", "code for the runtime " + name + " is not read"
	}
}

// split takes the name of a handler apart: the path of its file without the ending, and
// the name in it.
func split(handler model.Text, language string) (module, export, why string) {
	name, known := handler.Get()
	switch {
	case language == "go":
		return "", "", ""
	case handler.State == model.StateUnset:
		return "", "", "the function names no handler"
	case !known:
		return "", "", "the name of the handler is not known: it " + handler.Why
	}
	dot := strings.LastIndexByte(name, '.')
	if dot <= 0 {
		return "", "", "the handler " + name + " names no function of a file"
	}
	module, export = name[:dot], name[dot+1:]
	if language == "python" {
		module = strings.ReplaceAll(module, ".", "/") // packages
	}
	return module, export, ""
}

// candidates are the files that the handler may be in.
func candidates(root *source.Root, at, module, language string, entryPoints model.Value[[]model.Text]) []string {
	if slices.Contains(endingsOf(language), path.Ext(at)) {
		return []string{at}
	}
	if language == "go" {
		return []string{path.Join(at, "main.go")}
	}
	var names []string
	for _, ending := range endingsOf(language) {
		names = append(names, path.Join(at, module+ending))
	}
	points, _ := entryPoints.Get()
	for _, point := range points {
		if name, known := point.Get(); known && strings.TrimSuffix(path.Base(name), path.Ext(name)) == path.Base(module) {
			names = append(names, path.Join(at, name))
		}
	}
	return slices.DeleteFunc(names, func(name string) bool {
		info, err := root.Stat(name)
		return err != nil || !info.Mode().IsRegular()
	})
}

// endingsOf are those of a language; of all that are read where nobody knows which it is.
func endingsOf(language string) []string {
	if language == "" {
		return slices.Concat(endings["nodejs"], endings["python"])
	}
	return endings[language]
}
