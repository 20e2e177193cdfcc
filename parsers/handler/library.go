package handler

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/model"
)

// library calls something of the language or of a library.
func (r *run) library(name string, c call) value {
	if isLog(name) {
		return nothing{}
	}
	if v, ok := r.tokenCheck(name, c); ok {
		return v
	}
	if v, ok := r.eventClass(name, c); ok {
		return v
	}
	last := name[strings.LastIndexByte(name, '.')+1:]
	if isPolicyClass(last) {
		return r.policyClass(c)
	}
	if v, ok := r.powertools(name, last, c); ok {
		return v
	}
	var v value
	ok := false
	switch r.file.language {
	case model.Python:
		v, ok = r.pythonLibrary(name, c)
	case model.Go:
		v, ok = r.goLibrary(name, c)
	default:
		v, ok = r.nodeLibrary(name, c)
	}
	if ok {
		return v
	}
	if c.callee == "" || strings.HasPrefix(c.callee, "import_") {
		c.callee = name
	}
	return r.lost(c, nothing{})
}

// tokenCheck is a function of a library that returns what a token says, or fails.
func (r *run) tokenCheck(name string, c call) (value, bool) {
	switch name {
	case "aws-jwt-verify.CognitoJwtVerifier.create", "aws-jwt-verify.JwtRsaVerifier.create", "aws-jwt-verify.JwtVerifier.create":
		return outside{"aws-jwt-verify.verifier"}, true
	case "jsonwebtoken.verify", "jose.jwtVerify", "aws-jwt-verify.verifier.verify", "aws-jwt-verify.verifier.verifySync", "jwt.decode", "jose.jwt.decode":
	default:
		return nil, false
	}
	from := r.originOfCall(c, nothing{}).hidden()
	r.given |= from.through
	claims := &unknown{why: "what " + r.calleeOf(c) + " returns", origin: from}
	if n := len(c.positional); name == "jsonwebtoken.verify" && n > 2 {
		if fn, ok := c.positional[n-1].value.(*closure); ok { // it is called with the error or the claims
			failed := &unknown{why: "the error of " + r.calleeOf(c), fault: true, origin: from}
			return r.apply(fn, call{positional: []slot{{failed, c.at}, {claims, c.at}}, at: c.at}), true
		}
	}
	for _, s := range c.all() {
		r.lose(s.value, s.at, r.calleeOf(c))
	}
	if r.tries > 0 {
		r.mayThrow(c.at, from)
	} else if r.choose(2, from) == 1 {
		r.onError = true
		panic(thrown{value: &unknown{why: "the error of " + r.calleeOf(c), fault: true, origin: from}, at: c.at})
	}
	r.promises = true
	return claims, true
}

// nodeLibrary is what Node.js itself has.
func (r *run) nodeLibrary(name string, c call) (value, bool) {
	first := c.arg(0)
	from := r.originOfCall(c, nothing{})
	switch name {
	case "require", "__require":
		module, ok := plain(first)
		if !ok {
			return nil, false
		}
		return r.imported(module), true
	case "__toESM":
		return r.withDefault(first), true
	case "__toCommonJS", "util.promisify", "node:util.promisify", "Promise.resolve", "Object.freeze", "Object.seal", "structuredClone":
		return first, true
	case "__export":
		r.exportLazily(first, c.arg(1))
		return first, true
	case "Promise.reject":
		r.promises = true
		return rejection{value: first}, true
	case "Promise":
		return r.newPromise(c), true
	case "Promise.all":
		r.promises = true
		if l, ok := first.(*list); ok {
			for _, item := range l.items {
				if failed, ok := item.value.(rejection); ok {
					return failed, true
				}
			}
			return l, true
		}
	case "JSON.stringify":
		if ev, ok := first.(event); ok && ev.path != "" {
			r.read(ev, c.at)
		}
		return text{[]model.Part{model.HoleOf(model.HoleOther, r.snippet(c.at))}, from}, true
	case "JSON.parse":
		if ev, ok := first.(event); ok {
			r.read(ev, c.at)
		}
		r.mayThrow(c.at, from)
		return &unknown{why: "what " + r.snippet(c.at) + " returns", origin: from}, true
	case "String":
		if ev, ok := first.(event); ok {
			r.read(ev, c.at)
		}
		return r.textOf(first, r.snippet(c.at)), true
	case "Boolean":
		if is, certain := r.truthOf(first); certain {
			return known(is), true
		}
		return truth{asked: r.factOf(first), origin: from}, true
	case "Number", "parseInt", "parseFloat", "Date.now", "Math.floor", "Math.round":
		return number{origin: from}, true
	case "RegExp.test":
		return truth{origin: from}, true
	case "RegExp.exec":
		return &unknown{why: "what " + r.snippet(c.at) + " finds", origin: from}, true
	case "Array.isArray":
		if _, unsettled := first.(*unknown); !unsettled {
			_, is := first.(*list)
			return known(is), true
		}
		return truth{origin: from}, true
	case "Array.from":
		if l, ok := first.(*list); ok && len(c.positional) == 1 {
			return &list{items: slices.Clone(l.items), open: l.open, origin: l.origin, born: r.loops}, true
		}
	case "Object.assign":
		return r.assigned(c)
	case "Object.keys", "Object.values", "Object.entries":
		return r.entriesOf(name, first, c), true
	case "Object.create":
		return nil, false
	}
	if isErrorClass(name) && !strings.Contains(name, ".") {
		return &failure{class: name, message: cmp.Or[value](messageOf(c), literal(""))}, true
	}
	return nil, false
}

func messageOf(c call) value {
	if len(c.positional) == 0 {
		return nil
	}
	return c.arg(0)
}

// exportLazily keeps what a module exports for when it is asked for: the module is not
// done yet.
func (r *run) exportLazily(target, getters value) {
	into, ok := target.(*object)
	all, also := getters.(*object)
	if !ok || !also {
		return
	}
	for _, key := range all.keys {
		if fn, ok := all.fields[key].value.(*closure); ok {
			into.set(key, slot{lazy{fn}, all.fields[key].at})
		}
	}
}

// promised is what a promise that the function makes comes to.
type promised struct {
	done bool
	is   value
}

// A resolver settles a promise.
type resolver struct {
	of    *promised
	fails bool
}

func (p resolver) settle(v value) {
	if p.of.done {
		return
	}
	p.of.done, p.of.is = true, v
	if p.fails {
		p.of.is = rejection{value: v}
	}
}

func (r *run) newPromise(c call) value {
	fn, ok := c.arg(0).(*closure)
	if !ok {
		return r.lost(c, nothing{})
	}
	p := &promised{}
	r.promises = true
	_, caught := r.protect(func() completion {
		r.apply(fn, call{positional: []slot{{resolver{p, false}, c.at}, {resolver{p, true}, c.at}}, at: c.at})
		return completion{}
	})
	switch {
	case caught != nil:
		return rejection{caught.value, caught.at}
	case p.done:
		return p.is
	case r.waiting:
		panic(answered{}) // it is not settled on this way: another one follows what settles it
	default:
		return &unknown{why: "a promise that is settled out of view", origin: r.originOfCall(c, nothing{})}
	}
}

func (r *run) assigned(c call) (value, bool) {
	into, ok := c.arg(0).(*object)
	if !ok {
		return nil, false
	}
	r.changes++
	for _, s := range c.positional[1:] {
		r.merge(into, s.value, s.at)
	}
	if into.born < r.loops || c.open != "" {
		r.spoil(into, "changed in a loop")
	}
	return into, true
}

func (r *run) entriesOf(name string, of value, c call) value {
	from := r.originOf(of)
	if ev, ok := of.(event); ok {
		r.read(ev, c.at)
	}
	if o, ok := of.(*object); ok && o.open == "" && name == "Object.keys" {
		l := &list{born: r.loops}
		for _, key := range o.keys {
			l.items = append(l.items, slot{literal(key), c.at})
		}
		return l
	}
	return &list{born: r.loops, open: "the fields of " + r.snippet(c.at), origin: from}
}

// pythonLibrary is what Python itself has.
func (r *run) pythonLibrary(name string, c call) (value, bool) {
	first := c.arg(0)
	from := r.originOfCall(c, nothing{})
	switch name {
	case "str", "format", "repr":
		if f, ok := first.(*failure); ok && name == "str" {
			return r.textOf(f.message, r.snippet(c.at)), true
		}
		return r.used(first, &constant{at: at{c.at}}), true
	case "int", "float", "round", "time.time":
		r.mayThrow(c.at, from)
		return number{origin: from}, true
	case "len":
		if l, ok := first.(*list); ok {
			return number{known: l.open == "", is: float64(len(l.items)), origin: from}, true
		}
		return number{origin: from}, true
	case "bool":
		if is, certain := r.truthOf(first); certain {
			return known(is), true
		}
		return truth{asked: r.factOf(first), origin: from}, true
	case "isinstance", "hasattr", "hmac.compare_digest", "secrets.compare_digest", "any", "all":
		return truth{asked: r.ask(first, name, c.arg(1)), origin: from}, true
	case "dict":
		return r.dict(c), true
	case "list", "tuple", "set":
		if len(c.positional) == 0 {
			return &list{born: r.loops}, true
		}
		if l, ok := first.(*list); ok {
			return &list{items: slices.Clone(l.items), open: l.open, origin: l.origin, born: r.loops}, true
		}
	case "os.getenv", "os.environ.get":
		key, ok := plain(first)
		if !ok {
			return nil, false
		}
		if len(c.positional) > 1 {
			return text{[]model.Part{model.HoleOf(model.HoleVariable, key)}, from}, true
		}
		return environment(key), true
	case "json.dumps":
		if ev, ok := first.(event); ok && ev.path != "" {
			r.read(ev, c.at)
		}
		return text{[]model.Part{model.HoleOf(model.HoleOther, r.snippet(c.at))}, from}, true
	case "json.loads":
		r.mayThrow(c.at, from)
		return &unknown{why: "what " + r.snippet(c.at) + " returns", origin: from}, true
	case "functools.wraps":
		return outside{"functools.wraps()"}, true
	case "functools.wraps()": // the function that it is given, under another name
		return first, true
	case "copy.deepcopy", "copy.copy":
		if o, ok := first.(*object); ok {
			twin := newObject(r.loops)
			r.merge(twin, o, c.at)
			return twin, true
		}
		return first, true
	case "getattr":
		if k, ok := plain(c.arg(1)); ok {
			return r.get(first, literal(k), c.at, true), true
		}
	}
	if isErrorClass(name) || strings.HasSuffix(name, "Error") && !strings.Contains(name, ".") {
		var message value = literal("")
		if len(c.positional) > 0 {
			message = c.arg(0)
		}
		if len(c.positional) > 1 || name == "KeyError" { // str() of it is not its first argument
			message = &unknown{why: "the text of a " + name}
		}
		return &failure{class: name, message: message}, true
	}
	return nil, false
}

func (r *run) dict(c call) value {
	o := newObject(r.loops)
	if len(c.positional) > 0 {
		r.merge(o, c.arg(0), c.at)
	}
	for _, key := range slices.Sorted(maps.Keys(c.keywords)) {
		o.set(key, c.keywords[key])
	}
	if c.open != "" {
		r.spoil(o, c.open)
	}
	return o
}

// goLibrary is what Go itself has.
func (r *run) goLibrary(name string, c call) (value, bool) {
	first := c.arg(0)
	from := r.originOfCall(c, nothing{})
	rest := c
	if len(c.positional) > 0 {
		rest.positional = c.positional[1:]
	}
	switch name {
	case "errors.New":
		return &failure{class: "error", message: first}, true
	case "fmt.Errorf", "fmt.Sprintf":
		t, ok := first.(text)
		if !ok {
			t = text{[]model.Part{model.HoleOf(model.HoleOther, r.snippet(c.at))}, from}
		}
		filled := r.fill(t, rest.positional, r.snippet(c.at), from)
		if name == "fmt.Errorf" {
			return &failure{class: "error", message: filled}, true
		}
		return filled, true
	case "strings.Split":
		return r.textCall(first, "split", rest), true
	case "strings.SplitN":
		rest.positional = rest.positional[:min(1, len(rest.positional))]
		t, ok := r.asText(first)
		separator, also := plain(rest.arg(0))
		n, isNumber := c.arg(2).(number)
		if ok && also && isNumber && n.known && n.is > 0 && separator != "" {
			pieces, open := split(t, separator, int(n.is)-1)
			return r.piecesOf(pieces, open, c), true
		}
		return &list{born: r.loops, open: r.snippet(c.at), origin: from}, true
	case "strings.Join":
		if l, ok := first.(*list); ok {
			separator, _ := r.asText(c.arg(1))
			return r.joined(l, separator, c), true
		}
	case "strings.ToLower":
		return r.textCall(first, "lower", rest), true
	case "strings.ToUpper":
		return r.textCall(first, "upper", rest), true
	case "strings.TrimSpace":
		return r.textCall(first, "trim", rest), true
	case "strings.ReplaceAll":
		return r.textCall(first, "replaceAll", rest), true
	case "strings.TrimPrefix", "strings.TrimSuffix", "strings.Trim", "strings.Replace":
		return text{[]model.Part{model.HoleOf(model.HoleOther, r.snippet(c.at))}, from}, true
	case "strings.HasPrefix":
		return r.textCall(first, "startsWith", rest), true
	case "strings.HasSuffix", "strings.Contains", "strings.EqualFold", "errors.Is", "errors.As":
		return truth{asked: r.ask(first, name, c.arg(1)), origin: from}, true
	case "os.Getenv":
		if key, ok := plain(first); ok {
			return environment(key), true
		}
	case "len":
		switch l := first.(type) {
		case *list:
			return number{known: l.open == "", is: float64(len(l.items)), origin: from}, true
		default:
			return number{origin: from}, true
		}
	case "append":
		l, ok := first.(*list)
		if isNothing(first) {
			l, ok = &list{}, true
		}
		if ok {
			return concat(l, &list{items: rest.positional, open: c.open}, r.loops), true
		}
	case "make", "new":
		return nil, false
	case "string", "aws.String", "aws.ToString":
		return r.textOf(first, r.snippet(c.at)), true
	case "panic":
		panic(thrown{value: &unknown{why: "a panic", fault: true}, at: c.at})
	}
	return nil, false
}

func (r *run) textCall(of value, method string, c call) value {
	t, ok := r.asText(of)
	if !ok {
		return &unknown{why: r.snippet(c.at), origin: r.originOfCall(c, of)}
	}
	return r.textMethod(t, method, c)
}

// eventClass is a class that gives the fields of an event other names.
func (r *run) eventClass(name string, c call) (value, bool) {
	last := name[strings.LastIndexByte(name, '.')+1:]
	switch last {
	case "APIGatewayAuthorizerTokenEvent", "APIGatewayAuthorizerRequestEvent", "APIGatewayAuthorizerEventV2":
		if ev, ok := c.arg(0).(event); ok {
			ev.snake = true
			return ev, true
		}
	}
	return nil, false
}
