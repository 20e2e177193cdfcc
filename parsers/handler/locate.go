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

// Locate finds the file that holds the handler of a function: its name relative to the
// root. Without one, why says what is missing.
// https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
func Locate(root *source.Root, code model.Code) (name, why string) {
	runtime, why := runtimeOf(code.Runtime)
	if why != "" {
		return "", why
	}
	at, known := code.Path.Get()
	if !known {
		return "", code.Path.Why
	}
	module, why := moduleOf(code.Handler, runtime)
	if why != "" {
		return "", why
	}
	found := candidates(root, at, module, runtime, code.EntryPoints)
	if len(found) == 0 {
		return "", "there is no source of " + path.Join(at, module) + " in view"
	}
	return found[0], ""
}

// InlineName is what AWS Lambda calls the file that code in a template makes: index, with
// the ending of its language. It is empty where nobody knows the language.
func InlineName(code model.Code) string {
	runtime, _ := runtimeOf(code.Runtime)
	if runtime == "" {
		return ""
	}
	return "index" + endings[runtime][0]
}

// runtimeOf is the family of a runtime; empty where nobody knows which it is.
func runtimeOf(runtime model.Text) (family, why string) {
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

// moduleOf is the path of a handler's file, without the ending.
func moduleOf(handler model.Text, runtime string) (module, why string) {
	name, known := handler.Get()
	switch {
	case runtime == "go":
		return "", ""
	case handler.State == model.StateUnset:
		return "", "the function names no handler"
	case !known:
		return "", "the name of the handler is not known: it " + handler.Why
	}
	dot := strings.LastIndexByte(name, '.')
	if dot <= 0 {
		return "", "the handler " + name + " names no function of a file"
	}
	if runtime == "python" {
		return strings.ReplaceAll(name[:dot], ".", "/"), "" // packages
	}
	return name[:dot], ""
}

// candidates are the files that the handler may be in.
func candidates(root *source.Root, at, module, runtime string, entryPoints model.Value[[]model.Text]) []string {
	var names []string
	switch {
	case slices.Contains(endingsOf(runtime), path.Ext(at)):
		names = []string{at}
	case runtime == "go":
		names = []string{path.Join(at, "main.go")}
	default:
		names = inFolder(at, module, runtime, entryPoints)
	}
	return slices.DeleteFunc(names, func(name string) bool {
		info, err := root.Stat(name)
		return err != nil || !info.Mode().IsRegular()
	})
}

// inFolder are the files of a folder that the handler may be in.
func inFolder(at, module, runtime string, entryPoints model.Value[[]model.Text]) (names []string) {
	for _, ending := range endingsOf(runtime) {
		names = append(names, path.Join(at, module+ending))
	}
	points, _ := entryPoints.Get()
	for _, point := range points {
		if name, known := point.Get(); known && strings.TrimSuffix(path.Base(name), path.Ext(name)) == path.Base(module) {
			names = append(names, path.Join(at, name))
		}
	}
	return names
}

// endingsOf are those of a language; of all that are read where nobody knows which it is.
func endingsOf(runtime string) []string {
	if runtime == "" {
		return slices.Concat(endings["nodejs"], endings["python"])
	}
	return endings[runtime]
}
