package handler

import "github.com/authlint/authlint/internal/source"

// The common form of all languages: what a reader makes of a file, and the only thing
// that is followed. It has the few kinds of expressions and statements that deciding about
// a request needs. What a reader does not know becomes opaque, with what stands inside.

type expr interface{ where() source.Range }

type at struct{ source.Range }

func (a at) where() source.Range { return a.Range }

type (
	// constant is a value that is written out.
	constant struct {
		at
		value value
	}

	// template is a text made of others.
	template struct {
		at
		parts []expr
	}

	identifier struct {
		at
		id string
	}

	// member is of.key and of[key].
	member struct {
		at
		of, key expr
	}

	invoke struct {
		at
		callee    expr
		args      []argument
		construct bool // with new
	}

	// record is an object, a dict, a struct; as a target, what takes one apart.
	record struct {
		at
		entries []entry
	}

	// sequence is an array, a list, a tuple, a slice; as a target, what takes one apart.
	sequence struct {
		at
		items []argument
	}

	lambda struct {
		at
		*function
	}

	classCode struct {
		at
		name    string
		parent  expr // may be nil
		methods []method
	}

	// operation has no right side where it is unary.
	operation struct {
		at
		op          string
		left, right expr
	}

	conditional struct {
		at
		test, then, otherwise expr
	}

	// assignment sets a target; op is that of += and the like.
	assignment struct {
		at
		target expr
		op     string
		value  expr
	}

	// commas has the value of its last expression.
	commas struct {
		at
		list []expr
	}

	// opaque is what cannot be followed; what stands inside is looked at for what it reads.
	opaque struct {
		at
		why    string
		inside []expr
	}

	// fallback is a target with a value for where there is none.
	fallback struct {
		at
		target, value expr
	}

	// importing is a module; level counts the directories up from which it is looked for.
	importing struct {
		at
		module string
		level  int
	}

	// piece is of[from:to]; both may be nil.
	piece struct {
		at
		of, from, to expr
	}
)

type argument struct {
	value   expr
	spread  bool
	keyword string
}

type entry struct {
	key, value expr // no key where spread
	spread     bool
}

type method struct {
	name   string
	value  expr
	static bool
	getter bool
	field  bool // each object has its own, made when it is
}

type function struct {
	name    string
	params  []parameter
	body    []stmt
	locals  []string // names that belong to the function wherever they are set
	async   bool
	strange string // why calls of it cannot be followed: a generator
	self    bool   // the first parameter is the object that it is called on
	arrow   bool   // it has no this of its own
}

type parameter struct {
	target   expr
	fallback expr
	rest     bool // takes the remaining arguments
	keywords bool // takes the remaining keyword arguments
	context  bool // Go: it is a context.Context
}

type stmt any

type (
	// declare makes a name in the innermost block.
	declare struct {
		target, value expr // no value: undefined
	}

	do struct{ expr }

	branch struct {
		test            expr
		then, otherwise []stmt
	}

	// cases is a switch. An arm without tests is the default; falls says that arms run on
	// into the next.
	cases struct {
		subject expr
		arms    []arm
		falls   bool
	}

	// loop runs its body for each of over, or while a test holds, or nobody knows how often.
	loop struct {
		target, over, test expr
		once               bool // it runs at least once
		keys               bool // it goes over keys
		body               []stmt
		otherwise          []stmt
	}

	attempt struct {
		body    []stmt
		catches []catch
		calm    []stmt // where nothing was caught
		finally []stmt
	}

	exit struct {
		at
		throws bool
		value  expr // may be nil
	}

	jump struct{ again bool } // continue, else break

	block struct{ body []stmt }

	// untold is a statement that keeps the function from being followed.
	untold struct{ why string }
)

type arm struct {
	tests []expr
	body  []stmt
}

// A catch without types takes everything.
type catch struct {
	types  []expr
	target expr
	body   []stmt
}

// A program is one file in the common form.
type program struct {
	language string
	body     []stmt
	file     *source.File

	// entry is the function that AWS Lambda calls, where the language says it: what main
	// hands to lambda.Start.
	entry expr

	kept *kept // what its functions change in it, once somebody asked
}
