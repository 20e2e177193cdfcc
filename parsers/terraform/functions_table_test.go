package terraform

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/tree"
)

// documented are the functions that Terraform and OpenTofu document.
// https://developer.hashicorp.com/terraform/language/functions
// https://opentofu.org/docs/language/functions/
var documented = strings.Fields(`
	abs ceil floor log max min parseint pow signum
	chomp endswith format formatlist indent join lower regex regexall replace split startswith strcontains strrev
	substr templatestring title trim trimprefix trimspace trimsuffix upper
	alltrue anytrue chunklist coalesce coalescelist compact concat contains distinct element flatten index keys length
	list lookup map matchkeys merge one range reverse setintersection setproduct setsubtract setunion slice sort sum
	transpose values zipmap
	base64decode base64encode base64gunzip base64gzip csvdecode jsondecode jsonencode textdecodebase64
	textencodebase64 urldecode urlencode yamldecode yamlencode
	abspath basename dirname file filebase64 fileexists fileset pathexpand templatefile
	formatdate plantimestamp timeadd timecmp timestamp
	base64sha256 base64sha512 bcrypt filebase64sha256 filebase64sha512 filemd5 filesha1 filesha256 filesha512 md5
	rsadecrypt sha1 sha256 sha512 uuid uuidv5
	cidrcontains cidrhost cidrnetmask cidrsubnet cidrsubnets
	can convert defaults ephemeralasnull issensitive nonsensitive sensitive tobool tolist tomap tonumber toset tostring
	try type
	provider::terraform::decode_tfvars provider::terraform::encode_expr provider::terraform::encode_tfvars
	assumeequal assumelistlength assumelistlengthmax assumelistlengthmin assumemaplength assumemaplengthmax
	assumemaplengthmin assumenotnull assumesetlength assumesetlengthmax assumesetlengthmin assumestringprefix
	flip_sensitive
`)

// surroundings are the files that the expressions below can read.
var surroundings = map[string]string{
	"api/main.tf":           "",
	"api/hello.txt":         "Hello World",
	"api/bytes.bin":         "\xff\xfe\x00\x01",
	"api/t.tftpl":           "%{ for a in addrs ~}\nbackend ${a}:${port}\n%{ endfor ~}\n",
	"api/files/hello.txt":   "",
	"api/files/world.txt":   "",
	"api/files/data.json":   "{}",
	"api/files/deep/in.txt": "",
	"shared/up.txt":         "up",
}

// An example is an expression and what Terraform makes of it: a value as JSON, "fails", or
// "unknown: why".
type example struct{ expression, want string }

var examples = []example{
	// Numbers.
	{`abs(23)`, `23`},
	{`abs(0)`, `0`},
	{`abs(-12.4)`, `12.4`},
	{`abs("-5")`, `5`},
	{`abs("five")`, `fails`},
	{`abs(null)`, `fails`},
	{`abs()`, `fails`},
	{`abs(1, 2)`, `fails`},
	{`ceil(5)`, `5`},
	{`ceil(5.1)`, `6`},
	{`ceil(-5.9)`, `-5`},
	{`floor(5)`, `5`},
	{`floor(4.9)`, `4`},
	{`floor(-4.1)`, `-5`},
	{`log(50, 10)`, `1.6989700043360185`},
	{`log(16, 2)`, `4`},
	{`ceil(log(15, 2))`, `4`},
	{`log(-1, 10)`, `fails`},
	{`log(0, 10)`, `unknown: the number is too large`},
	{`max(12, 54, 3)`, `54`},
	{`max([12, 54, 3]...)`, `54`},
	{`max()`, `fails`},
	{`min(12, 54, 3)`, `3`},
	{`min(toset([12, 54, 3])...)`, `3`},
	{`parseint("100", 10)`, `100`},
	{`parseint("FF", 16)`, `255`},
	{`parseint("-10", 16)`, `-16`},
	{`parseint("1011111011101111", 2)`, `48879`},
	{`parseint("aA", 62)`, `656`},
	{`parseint("12", 2)`, `fails`},
	{`parseint("1", 1)`, `fails`},
	{`parseint(100, 10)`, `fails`},
	{`pow(3, 2)`, `9`},
	{`pow(4, 0)`, `1`},
	{`pow(2, -1)`, `0.5`},
	{`pow(10, 1000)`, `unknown: the number is too large`},
	{`pow(-1, 0.5)`, `fails`},
	{`signum(-13)`, `-1`},
	{`signum(0)`, `0`},
	{`signum(344)`, `1`},
	{`signum(0.5)`, `fails`},

	// How numbers are written.
	{`"${1.0}"`, `1`},
	{`"v${1.0}"`, `"v1"`},
	{`"v${0.1 + 0.2}"`, `"v0.3"`},
	{`"v${1000000}"`, `"v1000000"`},
	{`format("%v", 1000000)`, `"1e+06"`},
	{`"v${10 / 4}"`, `"v2.5"`},
	{`tostring(tonumber("010"))`, `"10"`},
	{`tonumber("1e3")`, `1000`},
	{`tonumber("1e5000")`, `unknown: the number is too large`},
	{`tonumber("1e999999999")`, `unknown: the number is too large`},
	{`abs("1e999999999")`, `unknown: the number is too large`},

	// Texts.
	{`chomp("hello\n")`, `"hello"`},
	{`chomp("hello\r\n")`, `"hello"`},
	{`chomp("hello\n\n")`, `"hello"`},
	{`chomp("\nhello ")`, `"\nhello "`},
	{`chomp(1)`, `"1"`},
	{`chomp(["a"])`, `fails`},
	{`endswith("hello world", "world")`, `true`},
	{`endswith("hello world", "hello")`, `false`},
	{`endswith("hello", "")`, `true`},
	{`endswith("lo", "hello")`, `false`},
	{`format("Hello, %s!", "Ander")`, `"Hello, Ander!"`},
	{`format("There are %d lights", 4)`, `"There are 4 lights"`},
	{`format("%s", 4.5)`, `"4.5"`},
	{`format("%d", 4.5)`, `fails`},
	{`format("%d", "7")`, `"7"`},
	{`format("%05d|%-4s|%4s|%+d", 42, "a", "b", 3)`, `"00042|a   |   b|+3"`},
	{`format("%.2f %x %X %o %b %e", 1.005, 255, 255, 8, 5, 1000)`, `"1.00 ff FF 10 101 1.000000e+03"`},
	{`format("%q %#v %v", "a\"b", [1, true], { a = null })`, `"\"a\\\"b\" [1,true] {\"a\":null}"`},
	{`format("%t %t", true, "false")`, `"true false"`},
	{`format("%[2]s %[1]s", "a", "b")`, `"b a"`},
	{`format("%v", null)`, `"null"`},
	{`format("%s", null)`, `fails`},
	{`format("%s")`, `fails`},
	{`format("x", 1)`, `fails`},
	{`format("%*d", 5, 1)`, `fails`},
	{`format("100%%")`, `"100%"`},
	{`format("%3s", "e\u0301")`, `"  é"`},
	{`format(["%s"], 1)`, `fails`},
	{`formatlist("Hello, %s!", ["Valentina", "Ander", "Olivia", "Sam"])`, `["Hello, Valentina!","Hello, Ander!","Hello, Olivia!","Hello, Sam!"]`},
	{`formatlist("%s, %s!", "Salutations", ["Valentina", "Ander"])`, `["Salutations, Valentina!","Salutations, Ander!"]`},
	{`formatlist("%s=%s", ["a", "b"], [1, 2])`, `["a=1","b=2"]`},
	{`formatlist("%s=%s", ["a", "b"], [1])`, `fails`},
	{`formatlist("%s", [])`, `[]`},
	{`formatlist("a")`, `["a"]`},
	{`formatlist("%s", "a")`, `["a"]`},
	{`indent(2, "[\n  foo,\n  bar,\n]\n")`, `"[\n    foo,\n    bar,\n  ]\n  "`},
	{`indent(0, "a\nb")`, `"a\nb"`},
	{`indent(-1, "a\nb")`, `fails`},
	{`join("-", ["foo", "bar", "baz"])`, `"foo-bar-baz"`},
	{`join(", ", ["foo"])`, `"foo"`},
	{`join(", ", [])`, `""`},
	{`join("-", ["a", 1, true], ["b"])`, `"a-1-true-b"`},
	{`join("-", ["a", null])`, `fails`},
	{`join("-", [["a"]])`, `fails`},
	{`join("-", "a")`, `fails`},
	{`join("-")`, `fails`},
	{`join("", toset(["b", "a"]))`, `"ab"`},
	{`lower("HELLO")`, `"hello"`},
	{`lower("АЛЛО!")`, `"алло!"`},
	{`lower(true)`, `"true"`},
	{`regex("[a-z]+", "53453453.345345aaabbbccc23454")`, `"aaabbbccc"`},
	{`regex("(\\d\\d\\d\\d)-(\\d\\d)-(\\d\\d)", "2019-02-01")`, `["2019","02","01"]`},
	{`regex("^(?:(?P<scheme>[^:/?#]+):)?(?://(?P<authority>[^/?#]*))?", "https://terraform.io/docs/")`, `{"authority":"terraform.io","scheme":"https"}`},
	{`regex("a(b)?", "a")`, `[null]`},
	{`regex("[a-z]+", "53453453.34534523454")`, `fails`},
	{`regex("(", "a")`, `fails`},
	{`regex("(?P<a>.)(.)", "ab")`, `fails`},
	{`regex("(abcdefghijklmnopqrstuvwxyz){1000}", "a")`, `unknown: the expression is too large to evaluate`},
	{`regexall("[a-z]+", "1234abcd5678efgh9")`, `["abcd","efgh"]`},
	{`length(regexall("[a-z]+", "1234abcd5678efgh9"))`, `2`},
	{`length(regexall("[a-z]+", "123456789")) > 0`, `false`},
	{`replace("1 + 2 + 3", "+", "-")`, `"1 - 2 - 3"`},
	{`replace("hello world", "/w.*d/", "everybody")`, `"hello everybody"`},
	{`replace("hello world", "/(hello) (world)/", "$2 $1")`, `"world hello"`},
	{`replace("abc", "", "-")`, `"-a-b-c-"`},
	{`replace("a/b", "/", "-")`, `"a-b"`},
	{`replace("ab", "//", "x")`, `"xaxbx"`},
	{`replace("a", "/(/", "x")`, `fails`},
	{`split(",", "foo,bar,baz")`, `["foo","bar","baz"]`},
	{`split(",", "foo")`, `["foo"]`},
	{`split(",", "")`, `[""]`},
	{`split("", "héy")`, `["h","é","y"]`},
	{`split("", "")`, `[]`},
	{`startswith("hello world", "hello")`, `true`},
	{`startswith("hello world", "world")`, `false`},
	{`strcontains("hello world", "wor")`, `true`},
	{`strcontains("hello world", "wod")`, `false`},
	{`strcontains("", "")`, `true`},
	{`strrev("hello")`, `"olleh"`},
	{`strrev("a ☃")`, `"☃ a"`},
	{`strrev("noe\u0308l")`, `"lëon"`},
	{`substr("hello world", 1, 4)`, `"ello"`},
	{`substr("🤔🤷", 0, 1)`, `"🤔"`},
	{`substr("hello world", -5, -1)`, `"world"`},
	{`substr("hello world", 6, 10)`, `"world"`},
	{`substr("hello", 9, 1)`, `""`},
	{`substr("hello", 1, 0)`, `""`},
	{`substr("👨‍👩‍👧x", 1, 1)`, `"x"`},
	{`substr("hello", 0.5, 1)`, `fails`},
	{`templatestring(file("hello.txt"), {})`, `"Hello World"`},
	{`templatestring("Hello, $${name}!", { name = "you" })`, `"Hello, you!"`},
	{`templatestring("%%{ for n in l }[$${n}]%%{ endfor }", { l = [1, 2] })`, `"[1][2]"`},
	{`templatestring("$${l}", { l = [1, 2] })`, `[1,2]`},
	{`templatestring("$${none}", {})`, `fails`},
	{`templatestring("$${path.module}", {})`, `fails`},
	{`templatestring("$${", {})`, `fails`},
	{`title("hello world")`, `"Hello World"`},
	{`trim("?!hello?!", "!?")`, `"hello"`},
	{`trim("foobar", "far")`, `"oob"`},
	{`trim("   hello! world.!  ", "! ")`, `"hello! world."`},
	{`trim("a", "")`, `"a"`},
	{`trimprefix("helloworld", "hello")`, `"world"`},
	{`trimprefix("helloworld", "cat")`, `"helloworld"`},
	{`trimprefix("--hello", "-")`, `"-hello"`},
	{`trimprefix("a", "a")`, `""`},
	{`trimspace("  hello\n\n")`, `"hello"`},
	{`trimspace(" \u00a0\t")`, `""`},
	{`trimsuffix("helloworld", "world")`, `"hello"`},
	{`trimsuffix("hello--", "-")`, `"hello-"`},
	{`upper("hello")`, `"HELLO"`},
	{`upper("алло!")`, `"АЛЛО!"`},

	// Collections.
	{`alltrue(["true", true])`, `true`},
	{`alltrue([true, false])`, `false`},
	{`alltrue([])`, `true`},
	{`alltrue([true, null])`, `false`},
	{`alltrue(["yes"])`, `fails`},
	{`anytrue(["true"])`, `true`},
	{`anytrue([true, false])`, `true`},
	{`anytrue([])`, `false`},
	{`anytrue([null, true])`, `true`},
	{`anytrue(true)`, `fails`},
	{`chunklist(["a", "b", "c", "d", "e"], 2)`, `[["a","b"],["c","d"],["e"]]`},
	{`chunklist(["a", "b"], 1)`, `[["a"],["b"]]`},
	{`chunklist(["a", "b"], 0)`, `[["a","b"]]`},
	{`chunklist([], 0)`, `[]`},
	{`chunklist(["a"], -1)`, `fails`},
	{`coalesce("a", "b")`, `"a"`},
	{`coalesce("", "b")`, `"b"`},
	{`coalesce(1, 2)`, `1`},
	{`coalesce(null, 1, "x")`, `"1"`},
	{`coalesce(["", "b"]...)`, `"b"`},
	{`coalesce(null, "")`, `fails`},
	{`coalesce(false, true)`, `false`},
	{`coalesce(1, [])`, `fails`},
	{`coalescelist(["a", "b"], ["c", "d"])`, `["a","b"]`},
	{`coalescelist([], ["c", "d"])`, `["c","d"]`},
	{`coalescelist([[], ["c", "d"]]...)`, `["c","d"]`},
	{`coalescelist(null, ["c"])`, `["c"]`},
	{`coalescelist([], [])`, `fails`},
	{`coalescelist("a")`, `fails`},
	{`compact(["a", "", "b", null, "c"])`, `["a","b","c"]`},
	{`compact([1, 2])`, `["1","2"]`},
	{`compact([])`, `[]`},
	{`concat(["a", ""], ["b", "c"])`, `["a","","b","c"]`},
	{`concat(["a"], [1])`, `["a",1]`},
	{`concat()`, `fails`},
	{`concat("a", [])`, `fails`},
	{`contains(["a", "b", "c"], "a")`, `true`},
	{`contains(["a", "b", "c"], "d")`, `false`},
	{`contains([null], null)`, `true`},
	{`contains([{ a = 1 }], { a = 1 })`, `true`},
	{`contains({ a = 1 }, 1)`, `fails`},
	{`contains("abc", "a")`, `fails`},
	{`distinct(["a", "b", "a", "c", "d", "b"])`, `["a","b","c","d"]`},
	{`distinct([[1], [2], [1]])`, `[[1],[2]]`},
	{`distinct([1, "1", 2])`, `["1","2"]`},
	{`distinct([1.0, 1])`, `[1]`},
	{`element(["a", "b", "c"], 1)`, `"b"`},
	{`element(["a", "b", "c"], 3)`, `"a"`},
	{`element(["a", "b", "c"], length(["a", "b", "c"]) - 1)`, `"c"`},
	{`element(["a", "b", "c"], -1)`, `"c"`},
	{`element([], 0)`, `fails`},
	{`element(["a"], 0.5)`, `fails`},
	{`element(toset(["a"]), 0)`, `fails`},
	{`flatten([["a", "b"], [], ["c"]])`, `["a","b","c"]`},
	{`flatten([[["a", "b"], []], ["c"]])`, `["a","b","c"]`},
	{`flatten([{ a = ["b"] }, toset(["c"])])`, `[{"a":["b"]},"c"]`},
	{`flatten("a")`, `fails`},
	{`index(["a", "b", "c"], "b")`, `1`},
	{`index(["a"], "z")`, `fails`},
	{`index([], "z")`, `fails`},
	{`index(toset(["a"]), "a")`, `fails`},
	{`keys({ a = 1, c = 2, d = 3 })`, `["a","c","d"]`},
	{`keys({ b = 1, a = 2 })`, `["a","b"]`},
	{`keys({})`, `[]`},
	{`keys(["a"])`, `fails`},
	{`length([])`, `0`},
	{`length(["a", "b"])`, `2`},
	{`length({ "a" = "b" })`, `1`},
	{`length("hello")`, `5`},
	{`length("👾🕹️")`, `2`},
	{`length("e\u0301")`, `1`},
	{`length(toset(["a", "a"]))`, `1`},
	{`length(5)`, `fails`},
	{`length(null)`, `fails`},
	{`list("a", "b")`, `fails`},
	{`lookup({ a = "ay", b = "bee" }, "a", "what?")`, `"ay"`},
	{`lookup({ a = "ay", b = "bee" }, "c", "what?")`, `"what?"`},
	{`lookup({ a = "ay" }, "a")`, `"ay"`},
	{`lookup({ a = "ay" }, "c")`, `fails`},
	{`lookup({ a = "ay" }, "c", null)`, `null`},
	{`lookup(["a"], "c", null)`, `fails`},
	{`map("a", "b")`, `fails`},
	{`matchkeys(["i-123", "i-abc", "i-def"], ["us-west", "us-east", "us-east"], ["us-east"])`, `["i-abc","i-def"]`},
	{`matchkeys(["a"], ["b"], [])`, `[]`},
	{`matchkeys(["a"], ["b", "c"], ["b"])`, `fails`},
	{`merge({ a = "b", c = "d" }, { e = "f", c = "z" })`, `{"a":"b","c":"z","e":"f"}`},
	{`merge({ a = "b" }, { a = [1, 2], c = "z" }, { d = 3 })`, `{"a":[1,2],"c":"z","d":3}`},
	{`merge([{ a = "b" }, {}]...)`, `{"a":"b"}`},
	{`merge({ a = 1 }, null)`, `{"a":1}`},
	{`merge()`, `{}`},
	{`merge({ a = 1 }, ["b"])`, `fails`},
	{`one([])`, `null`},
	{`one(["hello"])`, `"hello"`},
	{`one(["hello", "goodbye"])`, `fails`},
	{`one(toset(["hello"]))`, `"hello"`},
	{`one(null)`, `fails`},
	{`one("a")`, `fails`},
	{`range(3)`, `[0,1,2]`},
	{`range(1, 4)`, `[1,2,3]`},
	{`range(1, 8, 2)`, `[1,3,5,7]`},
	{`range(1, 4, 0.5)`, `[1,1.5,2,2.5,3,3.5]`},
	{`range(4, 1)`, `[4,3,2]`},
	{`range(10, 5, -2)`, `[10,8,6]`},
	{`range(0)`, `[]`},
	{`range(-2)`, `[0,-1]`},
	{`range(1, 4, -1)`, `fails`},
	{`range(1, 4, 0)`, `fails`},
	{`range(1025)`, `fails`},
	{`range()`, `fails`},
	{`reverse([1, 2, 3])`, `[3,2,1]`},
	{`reverse("abc")`, `fails`},
	{`setintersection(["a", "b"], ["b", "c"], ["b", "d"])`, `["b"]`},
	{`setintersection(["b", "a"])`, `["a","b"]`},
	{`setintersection([1], ["1"])`, `["1"]`},
	{`setintersection(["a"], [])`, `[]`},
	{`setproduct(["development", "staging", "production"], ["app1", "app2"])`, `[["development","app1"],["development","app2"],["staging","app1"],["staging","app2"],["production","app1"],["production","app2"]]`},
	{`setproduct(["staging"], ["a"], toset(["y", "x"]))`, `[["staging","a","x"],["staging","a","y"]]`},
	{`setproduct(["a"], [])`, `[]`},
	{`setproduct(["a"])`, `fails`},
	{`setproduct(["a"], "b")`, `fails`},
	{`setsubtract(["a", "b", "c"], ["a", "c"])`, `["b"]`},
	{`setunion(setsubtract(["a", "b", "c"], ["a", "c", "d"]), setsubtract(["a", "c", "d"], ["a", "b", "c"]))`, `["b","d"]`},
	{`setsubtract(["a", "a"], [])`, `["a"]`},
	{`setunion(["a", "b"], ["b", "c"], ["d"])`, `["a","b","c","d"]`},
	{`setunion([10], [9])`, `[9,10]`},
	{`setunion(["10"], [9])`, `["10","9"]`},
	{`setunion([true], [1])`, `fails`},
	{`slice(["a", "b", "c", "d"], 1, 3)`, `["b","c"]`},
	{`slice(["a"], 1, 1)`, `[]`},
	{`slice(["a"], 0, 2)`, `fails`},
	{`slice(["a"], -1, 1)`, `fails`},
	{`slice(["a", "b"], 1, 0)`, `fails`},
	{`slice(toset(["a"]), 0, 1)`, `fails`},
	{`sort(["e", "d", "a", "x"])`, `["a","d","e","x"]`},
	{`sort([10, 9, "a"])`, `["10","9","a"]`},
	{`sort(["é", "z", "A"])`, `["A","z","é"]`},
	{`sort(["a", null])`, `fails`},
	{`sum([10, 13, 6, 4.5])`, `33.5`},
	{`sum(toset([1, 1, "2"]))`, `3`},
	{`sum([0.1, 0.2])`, `0.3`},
	{`sum([])`, `fails`},
	{`sum(["a"])`, `fails`},
	{`sum([null])`, `fails`},
	{`sum({ a = 1 })`, `fails`},
	{`transpose({ "a" = ["1", "2"], "b" = ["2", "3"] })`, `{"1":["a"],"2":["a","b"],"3":["b"]}`},
	{`transpose({})`, `{}`},
	{`values({ a = 3, c = 2, d = 1 })`, `[3,2,1]`},
	{`values({ b = 1, a = null })`, `[null,1]`},
	{`zipmap(["a", "b"], [1, 2])`, `{"a":1,"b":2}`},
	{`zipmap(["a", "a"], [1, 2])`, `{"a":2}`},
	{`zipmap(["a"], [])`, `fails`},
	{`zipmap("a", [1])`, `fails`},

	// Encodings.
	{`base64decode("SGVsbG8gV29ybGQ=")`, `"Hello World"`},
	{`base64decode("SGVsbG8")`, `fails`},
	{`base64decode("//4AAQ==")`, `fails`},
	{`base64encode("Hello World")`, `"SGVsbG8gV29ybGQ="`},
	{`base64encode("☃")`, `"4piD"`},
	{`base64gunzip("H4sIAAAAAAAA/8tIzcnJBwCGphA2BQAAAA==")`, `"hello"`},
	{`base64gunzip(base64gzip("Hello World"))`, `"Hello World"`},
	{`base64gunzip("SGVsbG8gV29ybGQ=")`, `fails`},
	{`base64gunzip("-")`, `fails`},
	{`substr(base64gzip("Hello World"), 0, 4)`, `"H4sI"`},
	{`csvdecode("a,b,c\n1,2,3\n4,5,6")`, `[{"a":"1","b":"2","c":"3"},{"a":"4","b":"5","c":"6"}]`},
	{`csvdecode("a\n\"x,\"\"y\"")`, `[{"a":"x,\"y"}]`},
	{`csvdecode("a,b")`, `[]`},
	{`csvdecode("")`, `fails`},
	{`csvdecode("a,a\n1,2")`, `fails`},
	{`csvdecode("a,b\n1")`, `fails`},
	{`jsondecode("{\"hello\": \"world\"}")`, `{"hello":"world"}`},
	{`jsondecode("true")`, `true`},
	{`jsondecode("null")`, `null`},
	{`jsondecode("a: b")`, `fails`},
	{`jsondecode("")`, `fails`},
	{`jsondecode(null)`, `fails`},
	{`jsonencode({ "hello" = "world" })`, `"{\"hello\":\"world\"}"`},
	{`jsonencode([1, true, null, "<&>", 1.50])`, `"[1,true,null,\"\\u003c\\u0026\\u003e\",1.5]"`},
	{`jsonencode(null)`, `"null"`},
	{`jsonencode(toset(["b", "a"]))`, `"[\"a\",\"b\"]"`},
	{`textdecodebase64("SABlAGwAbABvACAAVwBvAHIAbABkAA==", "UTF-16LE")`, `"Hello World"`},
	{`textdecodebase64("4Q==", "ISO-8859-1")`, `"á"`},
	{`textdecodebase64("?", "UTF-8")`, `fails`},
	{`textencodebase64("Hello World", "UTF-16LE")`, `"SABlAGwAbABvACAAVwBvAHIAbABkAA=="`},
	{`textencodebase64("☃", "ISO-8859-1")`, `fails`},
	{`textencodebase64("a", "no such")`, `fails`},
	{`urldecode("Hello+World%21")`, `"Hello World!"`},
	{`urldecode("%E2%98%83")`, `"☃"`},
	{`urldecode("foo%3Abar%40localhost%3Ffoo%3Dbar%26bar%3Dbaz")`, `"foo:bar@localhost?foo=bar&bar=baz"`},
	{`urldecode("%zz")`, `fails`},
	{`urldecode("%ff")`, `unknown: depends on urldecode() of bytes that are not UTF-8`},
	{`urlencode("Hello World!")`, `"Hello+World%21"`},
	{`urlencode("☃")`, `"%E2%98%83"`},
	{`"http://example.com/search?q=${urlencode("terraform urlencode")}"`, `"http://example.com/search?q=terraform+urlencode"`},
	{`yamldecode("hello: world")`, `{"hello":"world"}`},
	{`yamldecode("true")`, `true`},
	{`yamldecode("{a: &foo [1, 2, 3], b: *foo}")`, `{"a":[1,2,3],"b":[1,2,3]}`},
	{`yamldecode("{a: &foo [1, *foo, 3]}")`, `fails`},
	{`yamldecode("{a: !not-supported foo}")`, `fails`},
	{`yamldecode("a: yes\nb: 'yes'")`, `{"a":true,"b":"yes"}`},
	{`yamldecode("")`, `null`},
	{`yamldecode("a: [")`, `fails`},
	{`yamlencode({ "a" : "b", "c" : "d" })`, `"\"a\": \"b\"\n\"c\": \"d\"\n"`},
	{`yamlencode({ foo = [1, 2, { a = "b" }] })`, `"\"foo\":\n- 1\n- 2\n- \"a\": \"b\"\n"`},
	{`yamldecode(yamlencode({ a = [1, null] }))`, `{"a":[1,null]}`},

	// Files, from api/, which is where Terraform runs.
	{`abspath(path.root)`, `unknown: depends on the directory that Terraform runs in`},
	{`abspath("/a/../b/")`, `"/b"`},
	{`basename("foo/bar/baz.txt")`, `"baz.txt"`},
	{`basename("")`, `"."`},
	{`dirname("foo/bar/baz.txt")`, `"foo/bar"`},
	{`dirname("foo")`, `"."`},
	{`file("${path.module}/hello.txt")`, `"Hello World"`},
	{`file("../shared/up.txt")`, `"up"`},
	{`file("bytes.bin")`, `fails`},
	{`file("missing.txt")`, `fails`},
	{`file("../../etc/passwd")`, `fails`},
	{`file("/etc/passwd")`, `fails`},
	{`file("~/.ssh/id_rsa")`, `unknown: depends on ~/.ssh/id_rsa, which is in somebody's home directory`},
	{`file("")`, `fails`},
	{`filebase64("hello.txt")`, `"SGVsbG8gV29ybGQ="`},
	{`filebase64("bytes.bin")`, `"//4AAQ=="`},
	{`filebase64("built.zip")`, `unknown: depends on api/built.zip, which is not there`},
	{`fileexists("hello.txt")`, `true`},
	{`fileexists("missing.txt")`, `false`},
	{`fileexists("files")`, `fails`},
	{`fileexists("/etc/passwd")`, `unknown: depends on /etc/passwd, which lies outside the root (--root moves that boundary)`},
	{`fileset(path.module, "files/*.txt")`, `["files/hello.txt","files/world.txt"]`},
	{`fileset(path.module, "files/{hello,world}.txt")`, `["files/hello.txt","files/world.txt"]`},
	{`fileset("${path.module}/files", "*")`, `["data.json","hello.txt","world.txt"]`},
	{`fileset("${path.module}/files", "**")`, `["data.json","deep/in.txt","hello.txt","world.txt"]`},
	{`fileset(".", "**/in.txt")`, `["files/deep/in.txt"]`},
	{`fileset(".", "files/?ello.[a-t]*t")`, `["files/hello.txt"]`},
	{`fileset(".", "none/*")`, `[]`},
	{`fileset(".", "[")`, `fails`},
	{`fileset("dist", "**")`, `unknown: depends on api/dist, which is not there`},
	{`fileset("../..", "*")`, `unknown: depends on files that are not looked for outside of the directory`},
	{`pathexpand("~/.ssh/id_rsa")`, `unknown: depends on somebody's home directory`},
	{`pathexpand("/etc/resolv.conf")`, `"/etc/resolv.conf"`},
	{`templatefile("t.tftpl", { port = 8080, addrs = ["10.0.0.1", "10.0.0.2"] })`, `"backend 10.0.0.1:8080\nbackend 10.0.0.2:8080\n"`},
	{`templatefile("t.tftpl", {})`, `fails`},
	{`templatefile("t.tftpl", ["a"])`, `fails`},
	{`templatefile("t.tftpl")`, `fails`},
	{`templatefile("missing.tftpl", {})`, `fails`},

	// Dates.
	{`formatdate("DD MMM YYYY hh:mm ZZZ", "2018-01-02T23:12:01Z")`, `"02 Jan 2018 23:12 UTC"`},
	{`formatdate("EEEE, DD-MMM-YY hh:mm:ss ZZZ", "2018-01-02T23:12:01Z")`, `"Tuesday, 02-Jan-18 23:12:01 UTC"`},
	{`formatdate("EEE, DD MMM YYYY hh:mm:ss ZZZ", "2018-01-02T23:12:01-08:00")`, `"Tue, 02 Jan 2018 23:12:01 -0800"`},
	{`formatdate("MMM DD, YYYY", "2018-01-02T23:12:01Z")`, `"Jan 02, 2018"`},
	{`formatdate("HH:mmaa", "2018-01-02T23:12:01Z")`, `"11:12pm"`},
	{`formatdate("h'h'mm", "2018-01-02T23:12:01Z")`, `"23h12"`},
	{`formatdate("YYYY", "2018")`, `fails`},
	{`formatdate("Q", "2018-01-02T23:12:01Z")`, `fails`},
	{`plantimestamp()`, `unknown: depends on plantimestamp(), which reads the clock`},
	{`timeadd("2017-11-22T00:00:00Z", "10m")`, `"2017-11-22T00:10:00Z"`},
	{`timeadd("2017-11-22T00:00:00Z", "-1h30m")`, `"2017-11-21T22:30:00Z"`},
	{`timeadd("2017-11-22T00:00:00Z", "1d")`, `fails`},
	{`timecmp("2017-11-22T00:00:00Z", "2017-11-22T00:00:00Z")`, `0`},
	{`timecmp("2017-11-22T01:00:00Z", "2017-11-22T00:00:00-01:00")`, `0`},
	{`timecmp("2017-11-22T00:00:00Z", "2017-11-22T01:00:00Z")`, `-1`},
	{`timecmp("2017-11-22T01:00:00Z", "2017-11-22T00:00:00Z")`, `1`},
	{`timecmp("yesterday", "2017-11-22T00:00:00Z")`, `fails`},
	{`timestamp()`, `unknown: depends on timestamp(), which reads the clock`},
	{`core::timestamp()`, `unknown: depends on core::timestamp(), which reads the clock`},

	// Digests.
	{`base64sha256("hello world")`, `"uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek="`},
	{`base64sha512("hello world")`, `"MJ7MSJwS1utMxA9QyQLytNDtd+5RGnx6m808qG1M2G+YndNbxf9JlnDaNCVbRbDP2DDoH2Bdz33FVC6TrpzXbw=="`},
	{`bcrypt("hello world")`, `unknown: depends on bcrypt(), which draws a random salt`},
	{`filebase64sha256("bytes.bin")`, `"0q2Sd7qu4UhW0g7Csh+HoMuKf4bG7wkP1aCCsehRNaw="`},
	{`filebase64sha512("bytes.bin")`, `"tq2+Sa+NFqK5PqLgZqLCdm7XQyk7abis2mss3YXUMtyXzsOYyTrydMZ2zZ1UpE6SuxxuhhdQ3+6Bx6ExKaVYVw=="`},
	{`filemd5("bytes.bin")`, `"8ac6321bafac4886617ba38078a7819d"`},
	{`filemd5("/etc/hostname")`, `unknown: depends on /etc/hostname, which lies outside the root (--root moves that boundary)`},
	{`filesha1("bytes.bin")`, `"4cde9fef03d2bab2d8b13af26212e2cb50391d18"`},
	{`filesha256("bytes.bin")`, `"d2ad9277baaee14856d20ec2b21f87a0cb8a7f86c6ef090fd5a082b1e85135ac"`},
	{`filesha512("bytes.bin")`, `"b6adbe49af8d16a2b93ea2e066a2c2766ed743293b69b8acda6b2cdd85d432dc97cec398c93af274c676cd9d54a44e92bb1c6e861750dfee81c7a13129a55857"`},
	{`md5("hello world")`, `"5eb63bbbe01eeed093cb22bb8f5acdc3"`},
	{`rsadecrypt(filebase64("bytes.bin"), "key")`, `unknown: depends on rsadecrypt(), which decrypts a secret`},
	{`sha1("hello world")`, `"2aae6c35c94fcfb415dbe95f408b9ce91ee846ed"`},
	{`sha256("hello world")`, `"b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9"`},
	{`sha512("hello world")`, `"309ecc489c12d6eb4cc40f50c902f2b4d0ed77ee511a7c7a9bcd3ca86d4cd86f989dd35bc5ff499670da34255b45b0cfd830e81f605dcf7dc5542e93ae9cd76f"`},
	{`uuid()`, `unknown: depends on uuid(), which is different in each run`},
	{`uuidv5("dns", "www.terraform.io")`, `"a5008fae-b28c-5ba5-96cd-82b4c53552d6"`},
	{`uuidv5("url", "https://www.terraform.io/")`, `"9db6f67c-dd95-5ea0-aa5b-e70e5c5f7cf5"`},
	{`uuidv5("oid", "1.3.6.1.4")`, `"af9d40a5-7a36-5c07-b23a-851cd99fbfa5"`},
	{`uuidv5("x500", "CN=Example,C=GB")`, `"84e09961-4aa4-57f8-95b7-03edb1073253"`},
	{`uuidv5("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.terraform.io")`, `"a5008fae-b28c-5ba5-96cd-82b4c53552d6"`},
	{`uuidv5("here", "x")`, `fails`},

	// Addresses.
	{`cidrcontains("192.168.2.0/20", "192.168.2.1")`, `true`},
	{`cidrcontains("192.168.2.0/20", "192.168.2.0/22")`, `true`},
	{`cidrcontains("192.168.2.0/20", "192.126.2.0/18")`, `false`},
	{`cidrcontains("192.168.2.0/24", "192.168.2.0/20")`, `false`},
	{`cidrcontains("fe80::/48", "fe80::1")`, `true`},
	{`cidrcontains("192.168.2.0/20", "fe80::1")`, `fails`},
	{`cidrcontains("192.168.2.0", "192.168.2.1")`, `fails`},
	{`cidrhost("10.12.112.0/20", 16)`, `"10.12.112.16"`},
	{`cidrhost("10.12.112.0/20", 268)`, `"10.12.113.12"`},
	{`cidrhost("10.12.112.0/20", -1)`, `"10.12.127.255"`},
	{`cidrhost("fd00:fd12:3456:7890:00a2::/72", 34)`, `"fd00:fd12:3456:7890::22"`},
	{`cidrhost("10.0.0.0/30", 4)`, `fails`},
	{`cidrhost("fd00::/16", 4294967296)`, `unknown: depends on cidrhost() of a large number, which is not evaluated`},
	{`cidrnetmask("172.16.0.0/12")`, `"255.240.0.0"`},
	{`cidrnetmask("1::/64")`, `fails`},
	{`cidrnetmask("1.2.3.4")`, `fails`},
	{`cidrsubnet("172.16.0.0/12", 4, 2)`, `"172.18.0.0/16"`},
	{`cidrsubnet("10.1.2.0/24", 4, 15)`, `"10.1.2.240/28"`},
	{`cidrsubnet("fd00:fd12:3456:7890::/56", 16, 162)`, `"fd00:fd12:3456:7800:a200::/72"`},
	{`cidrsubnet("10.1.2.0/24", 4, 16)`, `fails`},
	{`cidrsubnet("10.1.2.0/24", 9, 0)`, `fails`},
	{`cidrsubnets("10.1.0.0/16", 4, 4, 8, 4)`, `["10.1.0.0/20","10.1.16.0/20","10.1.32.0/24","10.1.48.0/20"]`},
	{`cidrsubnets("fd00:fd12:3456:7890::/56", 16, 16, 16, 32)`, `["fd00:fd12:3456:7800::/72","fd00:fd12:3456:7800:100::/72","fd00:fd12:3456:7800:200::/72","fd00:fd12:3456:7800:300::/88"]`},
	{`cidrsubnets("10.1.0.0/16")`, `[]`},
	{`cidrsubnets("10.1.0.0/16", 0)`, `fails`},
	{`cidrsubnets("10.1.0.0/16", 1e300)`, `fails`},

	// Types.
	{`can(1 + "a")`, `false`},
	{`can({ a = 1 }.a)`, `true`},
	{`can()`, `fails`},
	{`convert("true", bool)`, `true`},
	{`convert([], list(string))`, `[]`},
	{`convert([1, "a"], list(string))`, `["1","a"]`},
	{`convert({ test = {} }, map(object({ attr = optional(string), with_default = optional(string, "default") })))`, `{"test":{"attr":null,"with_default":"default"}}`},
	{`convert({}, object({ name = optional(string, "OpenTofu") }))`, `{"name":"OpenTofu"}`},
	{`convert(["b", "a", "b"], set(any))`, `["a","b"]`},
	{`convert("a", number)`, `fails`},
	{`convert("a")`, `fails`},
	{`convert("a", nothing)`, `fails`},
	{`defaults({}, {})`, `unknown: depends on defaults(), which is not evaluated`},
	{`ephemeralasnull(["a"])`, `unknown: depends on whether the value is ephemeral`},
	{`ephemeralasnull(null)`, `null`},
	{`issensitive("hello")`, `unknown: depends on issensitive(), and it is not followed which values are sensitive`},
	{`nonsensitive("a")`, `"a"`},
	{`sensitive({ a = 1 })`, `{"a":1}`},
	{`tobool(true)`, `true`},
	{`tobool("true")`, `true`},
	{`tobool(null)`, `null`},
	{`tobool("no")`, `fails`},
	{`tobool(1)`, `fails`},
	{`tolist(["a", "b", "c"])`, `["a","b","c"]`},
	{`tolist(["a", "b", 3])`, `["a","b","3"]`},
	{`tolist(toset(["b", "a"]))[0]`, `"a"`},
	{`tolist([1, true])`, `fails`},
	{`tolist("a")`, `fails`},
	{`tolist(null)`, `null`},
	{`tomap({ "a" = 1, "b" = 2 })`, `{"a":1,"b":2}`},
	{`tomap({ "a" = "foo", "b" = true })`, `{"a":"foo","b":"true"}`},
	{`tomap({ a = 1, b = [] })`, `fails`},
	{`tomap(["a"])`, `fails`},
	{`tonumber(1)`, `1`},
	{`tonumber("1")`, `1`},
	{`tonumber(null)`, `null`},
	{`tonumber("no")`, `fails`},
	{`tonumber("")`, `fails`},
	{`tonumber(true)`, `fails`},
	{`toset(["a", "b", "c"])`, `["a","b","c"]`},
	{`toset(["a", "b", 3])`, `["3","a","b"]`},
	{`toset(["c", "b", "b"])`, `["b","c"]`},
	{`toset([10, 9, 9.0])`, `[9,10]`},
	{`toset([true, false])`, `[false,true]`},
	{`toset(["a"])[0]`, `fails`},
	{`toset({ a = 1 })`, `fails`},
	{`tostring("hello")`, `"hello"`},
	{`tostring(1)`, `"1"`},
	{`tostring(1.50)`, `"1.5"`},
	{`tostring(true)`, `"true"`},
	{`tostring(null)`, `null`},
	{`tostring([])`, `fails`},
	{`try({ a = 1 }.b, "fallback")`, `"fallback"`},
	{`try(tonumber("a"), list("b"), "c")`, `"c"`},
	{`try({}.a, {}.b)`, `fails`},
	{`type("a")`, `fails`},
	{`core::upper("a")`, `"A"`},

	// Functions of providers, and those of OpenTofu that say what holds.
	{`provider::terraform::encode_tfvars({ a = 1 })`, `unknown: depends on provider::terraform::encode_tfvars(), which a provider evaluates`},
	{`provider::terraform::decode_tfvars("a = 1")`, `unknown: depends on provider::terraform::decode_tfvars(), which a provider evaluates`},
	{`provider::terraform::encode_expr("a")`, `unknown: depends on provider::terraform::encode_expr(), which a provider evaluates`},
	{`assumeequal(1, 1)`, `1`},
	{`assumenotnull("a")`, `"a"`},
	{`assumenotnull(null)`, `fails`},
	{`assumestringprefix("vpc-1", "vpc-")`, `"vpc-1"`},
	{`assumestringprefix("i-1", "vpc-")`, `fails`},
	{`assumelistlength(["a"], 1, 2)`, `["a"]`},
	{`assumelistlengthmin(["a"], 1)`, `["a"]`},
	{`assumelistlengthmax(["a"], 1)`, `["a"]`},
	{`assumemaplength({ a = 1 }, 1, 2)`, `{"a":1}`},
	{`assumemaplengthmin({ a = 1 }, 1)`, `{"a":1}`},
	{`assumemaplengthmax({ a = 1 }, 1)`, `{"a":1}`},
	{`assumesetlength(toset(["a"]), 1, 2)`, `["a"]`},
	{`assumesetlengthmin(toset(["a"]), 1)`, `["a"]`},
	{`assumesetlengthmax(toset(["a"]), 1)`, `["a"]`},
	{`flip_sensitive("a")`, `"a"`},
	{`of_a_later_version("a")`, `unknown: depends on of_a_later_version(), which is not evaluated`},
}

func TestFunctions(t *testing.T) {
	root := rootOf(t, surroundings)
	for _, e := range examples {
		t.Run(e.expression, func(t *testing.T) {
			u := newUnit(root, "api")
			n := u.evaluate(t, e.expression)
			diff(t, "value", outcome(t, u, n), e.want)
			if u.steps > maxSteps || u.depth != 0 {
				t.Errorf("%d steps are left, and a depth of %d", u.steps, u.depth)
			}
		})
	}
}

// Each documented function is called by an example, and each of ours is documented.
func TestEveryFunctionHasAnExample(t *testing.T) {
	called := map[string]bool{}
	for _, e := range examples {
		for _, name := range regexp.MustCompile(`[a-z0-9_:]+\(`).FindAllString(e.expression, -1) {
			called[strings.TrimSuffix(name, "(")] = true
		}
	}
	for _, name := range documented {
		if !called[name] {
			t.Errorf("no example calls %s", name)
		}
	}
	for name := range builtins() {
		if !slices.Contains(documented, name) {
			t.Errorf("%s is not in the list of documented functions", name)
		}
	}
}

// outcome renders what came of an expression as an example has it.
func outcome(t *testing.T, u *unit, n *tree.Node) string {
	t.Helper()
	if u.failed > 0 && !n.IsKnown() {
		return "fails"
	}
	if n.Kind == tree.Unknown {
		switch {
		case len(n.OneOf) > 0:
			var possible []string
			for _, one := range n.OneOf {
				possible = append(possible, outcome(t, u, one))
			}
			return "one of " + strings.Join(possible, " ")
		case len(n.Parts) > 0:
			return model.Show(n.Parts)
		}
		return "unknown: " + n.Why
	}
	var text strings.Builder
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(plain(t, u, n)); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(text.String())
}

// plain is a value as encoding/json writes it.
func plain(t *testing.T, u *unit, n *tree.Node) any {
	t.Helper()
	switch n.Kind {
	case tree.Unknown:
		return outcome(t, u, n)
	case tree.Null:
		return nil
	case tree.String:
		return n.Text
	case tree.Mapping:
		fields := map[string]any{}
		for _, field := range n.Fields {
			fields[field.Key] = plain(t, u, field.Value)
		}
		if n.Open != "" {
			fields["…"] = "…"
		}
		return fields
	case tree.Sequence:
		items := []any{}
		for _, item := range n.Items {
			items = append(items, plain(t, u, item))
		}
		if n.Open != "" {
			items = append(items, "…")
		}
		return items
	default:
		return json.RawMessage(n.Text)
	}
}
