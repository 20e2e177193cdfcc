package handler

import "strings"

// walk calls visit for every expression and statement of some code, functions in it
// included where visit returns true for them.
func walk(node any, visit func(any) bool) {
	if node == nil || !visit(node) {
		return
	}
	each := func(list []expr) {
		for _, e := range list {
			walk(e, visit)
		}
	}
	switch n := node.(type) {
	case *template:
		each(n.parts)
	case *member:
		each([]expr{n.of, n.key})
	case *invoke:
		walk(n.callee, visit)
		walkArguments(n.args, visit)
	case *record:
		for _, e := range n.entries {
			each([]expr{e.key, e.value})
		}
	case *sequence:
		walkArguments(n.items, visit)
	case *lambda:
		walkAll(n.body, visit)
	case *classCode:
		for _, m := range n.methods {
			walk(m.value, visit)
		}
	case *operation:
		each([]expr{n.left, n.right})
	case *conditional:
		each([]expr{n.test, n.then, n.otherwise})
	case *assignment:
		each([]expr{n.target, n.value})
	case *commas:
		each(n.list)
	case *opaque:
		each(n.inside)
	case *fallback:
		each([]expr{n.target, n.value})
	case *piece:
		each([]expr{n.of, n.from, n.to})
	default:
		walkStatement(node, visit)
	}
}

func walkArguments(args []argument, visit func(any) bool) {
	for _, a := range args {
		walk(a.value, visit)
	}
}

func walkAll(body []stmt, visit func(any) bool) {
	for _, s := range body {
		walk(s, visit)
	}
}

func walkStatement(node any, visit func(any) bool) {
	switch n := node.(type) {
	case *declare:
		walk(n.target, visit)
		walk(n.value, visit)
	case *do:
		walk(n.expr, visit)
	case *branch:
		walk(n.test, visit)
		walkAll(n.then, visit)
		walkAll(n.otherwise, visit)
	case *cases:
		walk(n.subject, visit)
		for _, arm := range n.arms {
			for _, test := range arm.tests {
				walk(test, visit)
			}
			walkAll(arm.body, visit)
		}
	case *loop:
		walk(n.target, visit)
		walk(n.over, visit)
		walk(n.test, visit)
		walkAll(n.body, visit)
		walkAll(n.otherwise, visit)
	case *attempt:
		walkAll(n.body, visit)
		for _, c := range n.catches {
			walkAll(c.body, visit)
		}
		walkAll(n.calm, visit)
		walkAll(n.finally, visit)
	case *exit:
		walk(n.value, visit)
	case *block:
		walkAll(n.body, visit)
	}
}

// changedIn collects the names that code sets, and those of things that it may change.
func changedIn(body []stmt) (set, touched map[string]bool) {
	set, touched = map[string]bool{}, map[string]bool{}
	walkAll(body, func(node any) bool {
		switch n := node.(type) {
		case *assignment:
			targets(n.target, set, touched)
		case *loop:
			targets(n.target, set, touched)
		case *invoke:
			if m, ok := n.callee.(*member); ok {
				touched[baseName(m.of)] = true
			}
			for _, a := range n.args {
				touched[baseName(a.value)] = true
			}
		}
		return true
	})
	return set, touched
}

func targets(target expr, set, touched map[string]bool) {
	switch t := target.(type) {
	case *identifier:
		set[t.id] = true
	case *member:
		touched[baseName(t.of)] = true
	case *fallback:
		targets(t.target, set, touched)
	case *record:
		for _, e := range t.entries {
			targets(e.value, set, touched)
		}
	case *sequence:
		for _, item := range t.items {
			targets(item.value, set, touched)
		}
	}
}

// baseName is a of a.b.c and a[b]; empty where there is none.
func baseName(e expr) string {
	for {
		switch n := e.(type) {
		case *identifier:
			return n.id
		case *member:
			e = n.of
		default:
			return ""
		}
	}
}

// dotted is a callee as it is written: console.log.
func dotted(e expr) string {
	switch n := e.(type) {
	case *identifier:
		return n.id
	case *member:
		if key, ok := n.key.(*constant); ok {
			if s, ok := plain(key.value); ok {
				return dotted(n.of) + "." + s
			}
		}
		return dotted(n.of) + "[]"
	default:
		return ""
	}
}

// isQuiet reports whether code does nothing but read and log.
func isQuiet(body []stmt) bool {
	quiet := true
	walkAll(body, func(node any) bool {
		switch n := node.(type) {
		case *invoke:
			quiet = quiet && (isLog(dotted(n.callee)) || isPure(n))
		case *exit, *jump, *assignment, *declare, *loop, *attempt, *opaque, *cases:
			quiet = false
		}
		return quiet
	})
	return quiet
}

// isPure reports a call that people put in log lines.
func isPure(call *invoke) bool {
	callee := dotted(call.callee)
	return callee == "JSON.stringify" || callee == "json.dumps" || callee == "str" || strings.HasSuffix(callee, ".getRemainingTimeInMillis")
}

// isLog reports a function that writes what it is given, and does nothing else.
func isLog(callee string) bool {
	names := strings.Split(callee, ".")
	last := names[len(names)-1]
	if len(names) == 1 {
		return last == "print" || last == "println" || last == "pprint"
	}
	owner := names[len(names)-2]
	if owner == "default" && len(names) > 2 { // of a module, as bundlers read it
		owner = names[len(names)-3]
	}
	switch owner = strings.ToLower(strings.Trim(strings.TrimPrefix(owner, "import_"), "_")); owner {
	case "fmt":
		return strings.HasPrefix(last, "Print")
	case "stdout", "stderr":
		return last == "write" || last == "flush"
	case "console", "logger", "log", "logging", "winston", "pino", "slog", "logrus", "tracer", "metrics":
	default:
		return false
	}
	switch strings.ToLower(strings.ReplaceAll(last, "_", "")) {
	case "log", "info", "debug", "warn", "warning", "error", "trace", "exception", "critical", "print", "println", "printf", "infof", "errorf", "debugf", "warnf",
		"dir", "table", "group", "groupend", "time", "timeend", "addmetric", "putannotation", "putmetadata", "appendkeys", "addcontext", "setlevel":
		return true
	default:
		return false
	}
}

// calls reports whether an expression may do more than give a value.
func calls(e expr) bool {
	found := false
	walk(e, func(node any) bool {
		switch node.(type) {
		case *lambda:
			return false
		case *invoke, *assignment, *opaque:
			found = true
		}
		return !found
	})
	return found
}
