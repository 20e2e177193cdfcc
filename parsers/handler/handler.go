// Package handler reads what a Lambda authorizer function does from its source: which
// fields of the event it looks at, and how it answers. Nothing of the source is run.
//
// A reader for each language turns a file into one common form (code.go), in which one
// interpreter follows the function along the ways through it (run.go). What it cannot
// follow becomes unknown, and says why.
package handler

import (
	"bytes"
	"path"
	"slices"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
)

// MaxSize is the largest source that is read, in bytes. Those that people write are much
// smaller; larger ones are bundles, with all libraries in them.
const MaxSize = 256 << 10

// A Source is where a function is, and how it reaches what stands beside it.
type Source struct {
	File *source.File

	// Handler is the handler setting of the function: index.handler, app.lambda_handler.
	// Go has none.
	Handler string

	// Open returns a file that the source imports, by its name relative to the root; nil
	// where there is none, or where it may not be read. Without it, all imports are unknown.
	Open func(name string) *source.File
}

// Is reports whether functions in files of this name can be read.
func Is(name string) bool { return languageOf(name) != "" }

func languageOf(name string) string {
	switch path.Ext(name) {
	case ".js", ".mjs", ".cjs":
		return model.JavaScript
	case ".ts", ".mts", ".cts":
		return model.TypeScript
	case ".py":
		return model.Python
	case ".go":
		return model.Go
	default:
		return ""
	}
}

// Read reads a function. What it cannot read or follow is unknown in the result.
func Read(s Source) *model.Handler {
	h := &model.Handler{Language: languageOf(s.File.Name), Range: source.Range{File: s.File.Name}}
	a := &analysis{open: s.Open, programs: map[string]*program{}, steps: maxSteps, numbers: map[string]int{}, reads: map[readPlace]bool{}}
	a.entry, a.gaveUp = a.program(s.File)
	if a.gaveUp == "" {
		a.follow(s.Handler)
	}
	a.report(h)
	return h
}

// program reads a file into the common form, once. It says why where it cannot.
func (a *analysis) program(file *source.File) (*program, string) {
	language := languageOf(file.Name)
	if len(file.Data) > MaxSize {
		return nil, "the source is larger than 256 KiB"
	}
	var p *program
	var problem string
	switch language {
	case model.JavaScript, model.TypeScript:
		p, problem = readJavaScript(file, language == model.TypeScript)
		language = model.JavaScript // from here on, they are the same
	case model.Python:
		p, problem = readPython(file)
	case model.Go:
		p, problem = readGo(file)
	default:
		return nil, "sources of this kind are not read"
	}
	if problem != "" {
		return nil, problem
	}
	p.language, p.file = language, file
	a.programs[file.Name] = p
	both := bytes.Contains(file.Data, []byte("outeArn")) || bytes.Contains(file.Data, []byte("route_arn"))
	a.eitherARN = a.eitherARN || both && (bytes.Contains(file.Data, []byte("ethodArn")) || bytes.Contains(file.Data, []byte("method_arn")))
	return p, ""
}

// follow runs along all ways through the function.
func (a *analysis) follow(handler string) {
	var decisions []decision
	for len(a.ways) < maxPaths {
		r := &run{
			analysis: a, decisions: decisions, facts: map[any]bool{}, members: map[memberOf]*unknown{},
			modules: map[*program]*scope{}, changed: map[string]value{}, file: a.entry,
		}
		a.gaveUp = r.once(handler)
		if r.outcome != nil {
			a.ways = append(a.ways, &way{slices.Clone(r.decisions), r.outcome, r.onError})
		}
		if a.gaveUp != "" {
			return
		}
		decisions = r.decisions
		for len(decisions) > 0 && decisions[len(decisions)-1].taken+1 == decisions[len(decisions)-1].ways {
			decisions = decisions[:len(decisions)-1]
		}
		if len(decisions) == 0 {
			return
		}
		decisions[len(decisions)-1].taken++
	}
	a.gaveUp = "there are too many ways through the function to follow"
}

// once follows one way; it says why where it gave up.
func (r *run) once(handler string) (gaveUp string) {
	defer func() {
		switch p := recover().(type) {
		case nil, answered:
		case exhausted:
			gaveUp = p.why
		case thrown: // while the module was loaded, or out of the function
			gaveUp = "the source fails where it is loaded"
		default:
			panic(p)
		}
	}()
	fn, args, why := r.handler(handler)
	if why != "" {
		return why
	}
	r.enter(fn, args)
	return ""
}
