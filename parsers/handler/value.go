package handler

import (
	"slices"
	"strconv"
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
)

// A value is what is known of a value while a function is followed: one of the types below.
type value any

// origin says which fields of the event a value was made of, as sets of field numbers:
// those whose part in it is known, and those that went through something out of view.
type origin struct{ direct, through uint64 }

func (o origin) and(other origin) origin {
	return origin{o.direct | other.direct, o.through | other.through}
}

// hidden is the origin of what something out of view makes of a value.
func (o origin) hidden() origin { return origin{through: o.direct | o.through} }

// anything is the origin of what may depend on any field of the event.
var anything = origin{through: 1 << anyField}

// anyField is the number of the fields that have none of their own, and of the whole event.
const anyField = 63

type (
	text struct {
		parts []model.Part
		origin
	}

	// number is unknown where it is not known.
	number struct {
		known bool
		is    float64
		origin
	}

	// truth is a boolean. Those that nobody knows are told apart by what was asked, so that
	// the same question has one answer on each way through the function.
	truth struct {
		known, is bool
		asked     any
		origin
	}

	// nothing is undefined or null.
	nothing struct{ null bool }

	// event is the event or a part of it.
	event struct {
		path  string
		snake bool // its fields have the names of Python's data classes
	}

	// outside is something of a library, or of the language.
	outside struct{ name string }

	// unknown is anything else.
	unknown struct {
		why   string
		fault bool     // an error, where it is not nothing
		inner *closure // the function that something out of view was put around
		by    []string // what that is; of what made this value, where there is no function
		snake bool     // it calls functions with a data class of Python
		origin
	}

	object struct {
		keys   []string
		fields map[string]slot
		class  *class
		open   string   // why it may have other fields than these
		born   int      // number of the loop that it was made in
		policy *builder // it makes a policy
		origin          // of how it came to be, beside its fields
	}

	list struct {
		items []slot
		open  string // why it may have more items
		born  int
		origin
	}

	closure struct {
		*function
		scope *scope
		this  value // nil: none is bound
		at    source.Range
		file  *program
		props *object // what is set on the function itself
	}

	class struct {
		name    string
		parent  value // nil: none
		methods map[string]slot
		statics map[string]slot
		getters map[string]bool
		fields  []method // each object has its own
		scope   *scope
	}

	// bound is a method of a value that this package knows.
	bound struct {
		of   value
		name string
	}

	// answerer is a function that ends the invocation: callback, context.succeed.
	answerer struct{ by string }

	// runtime is the context that AWS Lambda hands to a function.
	runtime struct{}

	// failure is an error that is made by the function.
	failure struct {
		class   string
		message value
	}

	// rejection is a promise that fails; all others are the value they resolve to.
	rejection struct {
		value
		at source.Range // of the throw; empty where nothing was thrown
	}

	// lazy is what an export of a module is once all of it ran.
	lazy struct{ of *closure }
)

// A slot is where a value stands in an object, and in the source.
type slot struct {
	value
	at source.Range
}

func literal(s string) text {
	if s == "" {
		return text{}
	}
	return text{parts: []model.Part{model.Literal(s)}}
}

// plain returns a text that is all known.
func plain(v value) (string, bool) {
	t, ok := v.(text)
	if !ok || len(t.parts) > 1 || len(t.parts) == 1 && t.parts[0].Hole != nil {
		return "", false
	}
	if len(t.parts) == 0 {
		return "", true
	}
	return t.parts[0].Literal, true
}

func known(is bool) truth { return truth{known: true, is: is} }

func newObject(born int) *object { return &object{fields: map[string]slot{}, born: born} }

func (o *object) set(key string, s slot) {
	if _, has := o.fields[key]; !has {
		o.keys = append(o.keys, key)
	}
	o.fields[key] = s
}

func (o *object) remove(key string) {
	if _, has := o.fields[key]; has {
		delete(o.fields, key)
		o.keys = slices.DeleteFunc(o.keys, func(k string) bool { return k == key })
	}
}

// originOf is the fields that a value was made of.
func (a *analysis) originOf(v value) origin {
	left := 200 // values to look at: beyond, nobody knows
	return a.originWithin(v, &left)
}

func (a *analysis) originWithin(v value, left *int) origin {
	if *left--; *left < 0 {
		return anything
	}
	switch v := v.(type) {
	case text:
		return v.origin
	case number:
		return v.origin
	case truth:
		return v.origin
	case *unknown:
		return v.origin
	case event:
		return origin{direct: a.bit(v.path)}
	case rejection:
		return a.originWithin(v.value, left)
	case *failure:
		return a.originWithin(v.message, left)
	case bound:
		return a.originWithin(v.of, left)
	case *object:
		from := v.origin
		for _, key := range v.keys {
			if from = from.and(a.originWithin(v.fields[key].value, left)); *left < 0 {
				break
			}
		}
		return from
	case *list:
		from := v.origin
		for _, item := range v.items {
			if from = from.and(a.originWithin(item.value, left)); *left < 0 {
				break
			}
		}
		return from
	default:
		return origin{}
	}
}

// bit is the set of one field of the event.
func (a *analysis) bit(field string) uint64 {
	if field == "" {
		return 1 << anyField
	}
	n, numbered := a.numbers[field]
	if !numbered {
		n = min(len(a.numbers), anyField)
		a.numbers[field] = n
	}
	return 1 << n
}

// textOf is a value as a part of a text; written is how it stands in the source.
func (a *analysis) textOf(v value, written string) text {
	switch v := v.(type) {
	case text:
		return v
	case event:
		return text{[]model.Part{model.HoleOf(model.HoleEvent, v.path)}, a.originOf(v)}
	case number:
		if v.known {
			return literal(strconv.FormatFloat(v.is, 'f', -1, 64))
		}
	case truth:
		if v.known {
			return literal(strconv.FormatBool(v.is))
		}
	case outside: // the verbs that the class of the blueprints knows
		if _, verb, ok := strings.Cut(v.name, "HttpVerb."); ok {
			return literal(strings.Replace(verb, "ALL", "*", 1))
		}
	}
	return text{[]model.Part{model.HoleOf(model.HoleOther, written)}, a.originOf(v)}
}

// What a text or a list may grow to while a function is followed.
const (
	maxText = 16 << 10
	maxList = 1000
)

func (t text) plus(other text) text {
	if len(t.parts) > 0 && t.size()+other.size() > maxText {
		panic(exhausted{"a text becomes too long to follow"})
	}
	return text{model.JoinParts(append(slices.Clip(t.parts), other.parts...)), t.and(other.origin)}
}

// size is about how much memory a text takes.
func (t text) size() int {
	n := 0
	for _, part := range t.parts {
		n += len(part.Literal) + 16
	}
	return n
}
