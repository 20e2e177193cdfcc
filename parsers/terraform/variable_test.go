package terraform

import "testing"

// Values take the type of their variable.
// https://developer.hashicorp.com/terraform/language/expressions/type-constraints
func TestValuesTakeTheTypeOfTheirVariable(t *testing.T) {
	tests := []struct{ name, constraint, value, want string }{
		// Scalars convert into each other where they are written alike.
		{"a number as a text", `string`, `12.50`, `"12.5"`},
		{"a truth value as a text", `string`, `true`, `"true"`},
		{"a text as a number", `number`, `"012"`, `12`},
		{"a text that is no number", `number`, `"twelve"`, `?`},
		{"a text as a truth value", `bool`, `"false"`, `false`},
		{"a text that is no truth value", `bool`, `"no"`, `?`},
		{"a number is no truth value", `bool`, `1`, `?`},
		{"a list is no text", `string`, `["a"]`, `?`},
		{"null of any type", `string`, `null`, `null`},
		{"any", `any`, `[1, "a"]`, `[1 "a"]`},

		// Collections convert their elements.
		{"a list", `list(string)`, `[1, true, "a"]`, `["1" "true" "a"]`},
		{"a list of any", `list(any)`, `[1, "a"]`, `["1" "a"]`},
		{"a list of any, all numbers", `list(any)`, `[1, 2]`, `[1 2]`},
		{"a list of any, null among them", `list(any)`, `["a", null, 1]`, `["a" null "1"]`},
		{"a list, as it was written once", `list`, `["a", 1]`, `["a" "1"]`},
		{"a map, as it was written once", `map`, `{ a = 1, b = "2" }`, `{a="1" b="2"}`},
		{"a map is no list", `list(string)`, `{ a = "b" }`, `?`},
		{"a set has each element once", `set(string)`, `["1", 1, "b"]`, `["1" "b"]`},
		{"a map", `map(string)`, `{ a = 1 }`, `{a="1"}`},
		{"a map of any", `map(any)`, `{ a = 1, b = "x" }`, `{a="1" b="x"}`},
		{"a list is no map", `map(string)`, `["a"]`, `?`},
		{"a tuple", `tuple([string, number])`, `[1, "2"]`, `["1" 2]`},
		{"a tuple that is too short", `tuple([string, number])`, `[1]`, `?`},
		{"collections of collections", `map(list(number))`, `{ a = ["1"] }`, `{a=[1]}`},

		// Objects have the attributes of their type.
		{"an attribute too many", `object({ a = string })`, `{ a = 1, b = 2 }`, `{a="1"}`},
		{"an attribute too few", `object({ a = string, b = string })`, `{ a = 1 }`, `{a="1" b=?}`},
		{"an optional attribute", `object({ a = optional(string) })`, `{}`, `{a=null}`},
		{"a default", `object({ a = optional(string, "d") })`, `{}`, `{a="d"}`},
		{"a default in place of null", `object({ a = optional(string, "d") })`, `{ a = null }`, `{a="d"}`},
		{"no default for what is given", `object({ a = optional(string, "d") })`, `{ a = "" }`, `{a=""}`},
		{"a default that is converted", `object({ a = optional(string, 5) })`, `{}`, `{a="5"}`},
		{"a default in a default", `object({ a = optional(object({ b = optional(string, "d") }), {}) })`, `{}`, `{a={b="d"}}`},
		{"no default around a default", `object({ a = optional(object({ b = optional(string, "d") })) })`, `{}`, `{a=null}`},
		{"a default in a list", `list(object({ a = string, b = optional(number, 3) }))`, `[{ a = "x" }, { a = "y", b = 1 }]`, `[{a="x" b=3} {a="y" b=1}]`},
		{"a default in a map", `map(object({ a = optional(string, "d") }))`, `{ k = {} }`, `{k={a="d"}}`},
		{"a default in a tuple", `tuple([object({ a = optional(string, "d") })])`, `[{}]`, `[{a="d"}]`},
		{"a map as an object", `object({ a = number })`, `{ "a" = "1" }`, `{a=1}`},

		// What is not known stays so, in the shape that is known.
		{"an attribute that is not known", `object({ a = string, b = number })`, `{ a = var.missing, b = "1" }`, `{a="${var.missing}" b=1}`},
		{"keys that are not known", `object({ a = optional(string, "d") })`, `{ (var.missing) = 1 }`, `{a=?…}`},
		{"one of several", `list(string)`, `var.flag ? [1] : [2]`, `?(["1"] ["2"])`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			value, _ := evaluateIn(t, map[string]string{
				"main.tf":   "variable \"missing\" {}\nvariable \"flag\" { type = bool }\nmodule \"m\" {\n  source = \"./m\"\n  x = " + test.value + "\n}",
				"m/main.tf": "variable \"x\" {\n  type = " + test.constraint + "\n}\noutput \"o\" { value = var.x }",
			}, Settings{}, `module.m.o`)
			diff(t, "value", show(value), test.want)
		})
	}
}

// Null stands for the default only where the variable cannot be null.
func TestNullableVariables(t *testing.T) {
	tests := []struct{ name, declaration, want string }{
		{"as it is", `default = "d"`, `null`},
		{"nullable", "default = \"d\"\n  nullable = true", `null`},
		{"not nullable", "default = \"d\"\n  nullable = false", `"d"`},
		{"a default of null", `default = null`, `null`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			value, _ := evaluateIn(t, map[string]string{
				"main.tf":   "module \"m\" {\n  source = \"./m\"\n  x = null\n}",
				"m/main.tf": "variable \"x\" {\n  " + test.declaration + "\n}\noutput \"o\" { value = var.x }",
			}, Settings{}, `module.m.o`)
			diff(t, "value", show(value), test.want)
		})
	}
}
