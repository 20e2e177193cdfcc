package handler

import (
	"path"
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
)

// handler finds the function that AWS Lambda calls, and what it is called with. It says
// why where there is none to follow.
func (r *run) handler(setting string) (fn *closure, args []value, why string) {
	r.loading = true
	s := r.load(r.entry)
	found, why := r.exported(s, setting)
	if why != "" {
		return nil, nil, why
	}
	r.loading = false
	r.forgetKept()
	ev := event{}
	switch found := found.(type) {
	case *closure:
		fn = found
	case *unknown:
		if found.inner == nil {
			return nil, nil, "the handler is " + found.why
		}
		fn, ev.snake = found.inner, found.snake
		r.wrappers = found.by
	default:
		return nil, nil, "the handler is no function of the source"
	}
	if r.entry.language != model.Go {
		return fn, []value{ev, runtime{}, answerer{model.ByCallback}}, ""
	}
	params := fn.params
	if fn.self && fn.this != nil {
		params = params[1:]
	}
	for _, p := range params {
		if p.context {
			args = append(args, runtime{})
		} else {
			args = append(args, ev)
		}
	}
	return fn, args, ""
}

// exported is what a module gives to AWS Lambda under the name of the handler.
func (r *run) exported(s *scope, setting string) (value, string) {
	if r.entry.language == model.Go {
		if r.entry.entry == nil {
			return nil, "nothing is handed to lambda.Start"
		}
		return r.eval(r.entry.entry, s), ""
	}
	names := []string{setting[strings.LastIndexByte(setting, '.')+1:]}
	if setting == "" {
		names = []string{"handler", "lambda_handler", "main", "default"}
	}
	for _, name := range names {
		var v value = nothing{}
		if r.entry.language == model.Python {
			if found, has := s.names[name]; has {
				v = found
			}
		} else {
			v = r.get(exportsOf(s), literal(name), source.Range{File: r.entry.file.Name}, false)
		}
		if !isNothing(v) {
			return v, ""
		}
	}
	return nil, "the source has no " + strings.Join(names, ", ")
}

// enter calls the function, and notes how it ends.
func (r *run) enter(fn *closure, args []value) {
	r.whole = fn.at
	c := call{at: fn.at}
	for _, a := range args {
		c.positional = append(c.positional, slot{a, fn.at})
	}
	var v value
	_, caught := r.protect(func() completion {
		v = r.apply(fn, c)
		return completion{}
	})
	at := r.returned
	switch {
	case caught != nil && caught.implicit:
		return
	case caught != nil:
		r.fail(model.ByThrow, caught.at, caught.value)
	}
	if at.IsZero() {
		at = fn.at
	}
	switch r.entry.language {
	case model.Go:
		r.returnsError(v, at)
	case model.JavaScript:
		if !fn.async && len(r.wrappers) == 0 {
			r.returnsAtOnce(v, at)
		}
	}
	r.record(model.ByReturn, at, v)
}

// returnsError ends a way of a Go function, which returns an answer and an error.
func (r *run) returnsError(v value, at source.Range) {
	l, ok := v.(*list)
	if !ok || len(l.items) != 2 || l.open != "" {
		if f, isFailure := v.(*failure); isFailure {
			r.fail(model.ByThrow, at, f)
		}
		r.record(model.ByReturn, at, &unknown{why: "what the function returns"})
	}
	answer, failure := l.items[0].value, l.items[1].value
	if isNothing(failure) || !r.decide(failure) {
		r.record(model.ByReturn, at, answer)
	}
	r.fail(model.ByThrow, at, failure)
}

// returnsAtOnce ends a way of a JavaScript function that is not async: what it returns
// counts only where it is a promise.
// https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
func (r *run) returnsAtOnce(v value, at source.Range) {
	switch {
	case isNothing(v) && r.waiting:
		panic(answered{}) // another way follows what answers later
	case isNothing(v) && r.called:
		r.record(model.ByCallback, at, &unknown{why: "a function that is called later may answer, or not"})
	case isNothing(v), r.promises:
	default:
		r.record(model.ByReturn, at, &unknown{why: "a function that is not async returns it: whether it counts depends on the runtime"})
	}
}

// load runs what a module does where it is loaded.
func (r *run) load(p *program) *scope {
	if s, loaded := r.modules[p]; loaded {
		return s
	}
	s := r.inside(nil)
	r.modules[p] = s
	if p.language == model.JavaScript {
		module, exports := newObject(r.loops), newObject(r.loops)
		module.set("exports", slot{value: exports})
		s.names["module"], s.names["exports"] = module, exports
	}
	file := r.file
	r.file = p
	defer func() { r.file = file }()
	r.exec(p.body, s)
	return s
}

func exportsOf(s *scope) value {
	if module, ok := s.names["module"].(*object); ok {
		return module.fields["exports"].value
	}
	return nothing{}
}

// withDefault is a module as an import sees it: one without a default export is that itself.
func (r *run) withDefault(v value) value {
	switch v := v.(type) {
	case *object:
		if _, has := v.fields["default"]; has {
			return v
		}
		twin := newObject(r.loops)
		r.merge(twin, v, source.Range{})
		twin.set("default", slot{value: v})
		return twin
	case *closure, *class:
		o := newObject(r.loops)
		o.set("default", slot{value: v})
		return o
	default:
		return v
	}
}

// imported is a module that JavaScript requires.
func (r *run) imported(name string) value {
	if !strings.HasPrefix(name, ".") {
		return outside{strings.TrimPrefix(name, "node:")}
	}
	base := path.Join(path.Dir(r.file.file.Name), name)
	candidates := []string{base + ".js", base + ".ts", base + ".mjs", base + ".cjs", base + "/index.js", base + "/index.ts"}
	if Is(base) {
		candidates = append([]string{base}, candidates...)
		if ext := path.Ext(base); ext == ".js" { // TypeScript imports what it will become
			candidates = append(candidates, strings.TrimSuffix(base, ext)+".ts")
		}
	}
	if p := r.sibling(candidates); p != nil {
		return exportsOf(r.load(p))
	}
	return outside{name}
}

// importModule is a module that Python imports.
func (r *run) importModule(e *importing) value {
	dir := path.Dir(r.file.file.Name)
	for range e.level - 1 {
		dir = path.Dir(dir)
	}
	base := path.Join(dir, strings.ReplaceAll(e.module, ".", "/"))
	if p := r.sibling([]string{base + ".py", base + "/__init__.py"}); p != nil {
		s := r.load(p)
		o := newObject(r.loops)
		for name, v := range s.names {
			o.fields[name] = slot{value: v}
		}
		return o
	}
	return outside{e.module}
}

// maxImports is how many files are looked for that a function imports.
const maxImports = 64

// sibling is the first of some files that is there, and not of another language.
func (r *run) sibling(names []string) *program {
	if r.open == nil {
		return nil
	}
	for _, name := range names {
		if strings.HasPrefix(name, "../") || strings.HasPrefix(name, "/") {
			continue
		}
		if p, seen := r.programs[name]; seen {
			if p != nil {
				return p
			}
			continue
		}
		if r.imports++; r.imports > maxImports {
			return nil
		}
		r.programs[name] = nil
		if file := r.open(name); file != nil && file.Name == name {
			p, _ := r.program(file)
			if p != nil {
				return p
			}
		}
	}
	return nil
}
