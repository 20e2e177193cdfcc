package parsers

import (
	"path"
	"reflect"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/arn"
	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/parsers/handler"
)

// functions reads the source of the functions that authorizers call.
type functions struct {
	root    *source.Root
	reading *model.Reading
	files   map[string]*source.File // of the reading, and those that were read for functions
	read    map[place]*model.Handler
}

// A place is where a handler is: a file, and its setting in AWS Lambda.
type place struct{ file, handler string }

// readFunctions fills in what the source of their functions says about authorizers.
func readFunctions(root *source.Root, reading *model.Reading) {
	f := functions{root: root, reading: reading, files: map[string]*source.File{}, read: map[place]*model.Handler{}}
	for _, file := range reading.Files {
		f.files[file.Name] = file
	}
	for _, api := range reading.APIs {
		f.of(api)
		for _, world := range api.Worlds {
			f.of(world)
		}
	}
}

// of reads the functions of one API. Most have none in view, and cost nothing more.
func (f *functions) of(api *model.API) {
	inView := false
	for _, authorizer := range api.Authorizers.Items {
		authorizer.Handler = model.Unset[model.Handler](authorizer.Range)
		if authorizer.Code != nil {
			authorizer.Handler = f.handler(*authorizer.Code, authorizer.Range)
			inView = inView || authorizer.Handler.State == model.StateWritten
		}
	}
	if !inView {
		return
	}
	for _, subject := range api.Subjects() {
		if input, ok := subject.Input.(model.AuthorizerInput); ok {
			judge(input.Authorizer, input.Guarded)
		}
	}
}

// judge says what the policies of a function mean for the methods that it guards. The
// handler is copied: several authorizers may call one function.
func judge(authorizer *model.Authorizer, guarded []*model.Method) {
	handler, known := authorizer.Handler.Get()
	if !known {
		return
	}
	handler.Outcomes.Items = slices.Clone(handler.Outcomes.Items)
	for i, outcome := range handler.Outcomes.Items {
		policy, known := outcome.Policy.Get()
		if !known {
			continue
		}
		judged := *outcome
		judged.Verdicts = arn.Verdicts(policy, guarded)
		handler.Outcomes.Items[i] = &judged
	}
	authorizer.Handler.Value = &handler
}

// handler reads the source of a function; unset, with the reason, where it is not in view.
func (f *functions) handler(code model.Code, owner source.Range) model.Value[model.Handler] {
	if text, inline := code.Inline.Get(); inline {
		return f.inline(code, text)
	}
	name, why := handler.Locate(f.root, code)
	file := f.open(name)
	if why == "" && file == nil {
		why = name + " cannot be read"
	}
	if why != "" {
		unseen := model.Unset[model.Handler](owner)
		unseen.Why = "the source of the function is not read: " + why
		return unseen
	}
	setting, _ := code.Handler.Get()
	at := place{name, setting}
	if f.read[at] == nil {
		f.read[at] = handler.Read(handler.Source{File: file, Handler: setting, Open: f.open})
	}
	return settled(*f.read[at])
}

// inline reads code that stands in a template or in an argument of Terraform.
func (f *functions) inline(code model.Code, text string) model.Value[model.Handler] {
	setting, _ := code.Handler.Get()
	name := handler.InlineName(code)
	file := f.files[code.Inline.Range.File]
	if name == "" || file == nil {
		unseen := model.Unset[model.Handler](code.Inline.Range)
		unseen.Why = "the source of the function is not read: nobody knows what language it is in"
		return unseen
	}
	read := handler.Read(handler.Source{File: source.NewFile(name, []byte(text)), Handler: setting})
	places := file.Places(text, code.Inline.Range)
	move(reflect.ValueOf(read), func(r *source.Range) {
		if r.File == name {
			*r = places(r.Start, r.End)
		}
	})
	return settled(*read)
}

// settled is a handler that was read; Followed says whether all of it was understood.
func settled(h model.Handler) model.Value[model.Handler] {
	h.Followed = h.Outcomes.Complete
	for _, outcome := range h.Outcomes.Items {
		h.Followed = h.Followed && isUnderstood(outcome)
	}
	return model.Written(h, h.Range)
}

// isUnderstood reports whether it is known what an outcome is, and whom it lets in.
func isUnderstood(outcome *model.Outcome) bool {
	policy, known := outcome.Policy.Get()
	switch {
	case outcome.Kind.State == model.StateUnknown, outcome.Policy.State == model.StateUnknown:
		return false
	case known && !policy.Statements.Complete:
		return false
	}
	for _, statement := range policy.Statements.Items {
		resources, known := statement.Resources.Get()
		if !known || statement.Effect.State == model.StateUnknown || slices.ContainsFunc(resources, isHidden) {
			return false
		}
	}
	return true
}

// isHidden reports whether a resource is made of something out of view.
func isHidden(resource model.Text) bool {
	parts := model.PartsOf(resource)
	return parts == nil || slices.ContainsFunc(parts, func(part model.Part) bool {
		return part.Hole != nil && part.Hole.Kind == model.HoleOther
	})
}

// open reads a file beside a function, which becomes one of the reading. It is nil where
// there is none.
func (f *functions) open(name string) *source.File {
	name = path.Clean(name)
	if known := f.files[name]; known != nil {
		return known
	}
	if name == "." || path.IsAbs(name) || strings.HasPrefix(name, "../") {
		return nil
	}
	file, err := f.root.Read(name)
	if err != nil {
		return nil
	}
	f.files[name] = file
	f.reading.Files = append(f.reading.Files, file)
	ignores, problems := handler.Ignores(file)
	f.reading.Ignores = append(f.reading.Ignores, ignores...)
	f.reading.Problems = append(f.reading.Problems, problems...)
	return file
}

// move visits all ranges in a value of the model.
func move(v reflect.Value, visit func(*source.Range)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			move(v.Elem(), visit)
		}
	case reflect.Slice:
		for i := range v.Len() {
			move(v.Index(i), visit)
		}
	case reflect.Struct:
		if r, ok := v.Addr().Interface().(*source.Range); ok {
			visit(r)
			return
		}
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				move(v.Field(i), visit)
			}
		}
	}
}
