package terraform

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// The most that any expression may take: far more than is needed on a slow machine.
const (
	patience  = 30 * time.Second
	maxMemory = 2 << 30
)

// zeros are so many zero characters, compressed.
func zeros(n int) string {
	var compressed bytes.Buffer
	w := gzip.NewWriter(&compressed)
	if _, err := w.Write(bytes.Repeat([]byte("0"), n)); err != nil {
		panic(err)
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return base64.StdEncoding.EncodeToString(compressed.Bytes())
}

// bombs are expressions that ask for more than there is.
func bombs() map[string]string {
	return map[string]string{
		"a format that repeats":     `format(substr(replace(local.long, "a", "%[1]s"), 0, 50000), local.long)`,
		"a wide format":             `format("%999999999s", "a")`,
		"a precise format":          `format("%.999999999f", 1.5)`,
		"many wide formats":         `format(replace(local.long, "a", "%[1]999d"), 1)`,
		"a list of wide formats":    `formatlist("%999s", local.numbers)`,
		"a huge number":             `format("%d", "1e999999999")`,
		"a huge number in a list":   `format("%v", ["1e999999999"])`,
		"a huge number, floored":    `floor("1e999999999")`,
		"a huge number, added":      `"1e999999999" + 1`,
		"a huge sum":                `sum(["1e999999999", "1e999999999"])`,
		"a huge power":              `pow(10, pow(10, 300))`,
		"a huge number, as a text":  `tostring(tonumber("1e999999999"))`,
		"a long number":             `parseint(join("", [for i in local.numbers : "9999999999"]), 10)`,
		"a huge product":            `setproduct(local.numbers, local.numbers, local.numbers)`,
		"a product of many":         `setproduct([for i in local.numbers : ["a"]]...)`,
		"a long range":              `range(1000000000)`,
		"a range of small steps":    `range(0, 1, 1e-9)`,
		"nested loops":              `[for a in local.numbers : [for b in local.numbers : [for c in local.numbers : a]]]`,
		"a long join":               `join("", [for i in local.numbers : local.long])`,
		"a wide indent":             `indent(999999999, "\n")`,
		"many indents":              `indent(100, replace(local.long, "a", "\n"))`,
		"a long replacement":        `replace(local.long, "a", local.long)`,
		"a replacement of nothing":  `replace(local.long, "", local.long)`,
		"a repeated match":          `replace(local.long, "/.*/", "` + strings.Repeat("$0", 10_000) + `")`,
		"a large pattern":           `regex("((a{100}){10}b{1000}){1,500}", local.long)`,
		"many matches":              `regexall("", local.long)`,
		"many large matches":        `[for i in local.numbers : regexall("(a?)(b?)(c?)", local.long)]`,
		"a slow pattern":            `[for i in local.numbers : regexall("(a|b|c|d|aa|bb|.)*x", local.long)]`,
		"a long table":              `csvdecode(replace(local.long, "a", ",\n"))`,
		"a bomb of gzip":            `base64gunzip("` + zeros(256<<20) + `")`,
		"many bombs of gzip":        `[for i in local.numbers : base64gunzip("` + zeros(1<<19) + `")]`,
		"quotes in quotes":          strings.Repeat("jsonencode(", 40) + `"\"\\\""` + strings.Repeat(")", 40),
		"quotes in quotes in YAML":  strings.Repeat("yamlencode(", 40) + `"\"\\\"\n"` + strings.Repeat(")", 40),
		"escapes of escapes":        strings.Repeat("urlencode(", 40) + `"☃"` + strings.Repeat(")", 40),
		"Base64 of Base64":          strings.Repeat("base64encode(", 80) + `"a"` + strings.Repeat(")", 80),
		"aliases of aliases":        `yamldecode("a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\ng: [*f,*f,*f,*f,*f,*f,*f,*f,*f]")`,
		"a deep document":           `jsondecode(join("", [for i in local.numbers : "[[[[[[[[[["]))`,
		"a deep document in YAML":   `yamldecode(join("", [for i in local.numbers : "[[[[[[[[[["]))`,
		"a list of itself":          `jsonencode(local.d20)`,
		"a list of itself, flat":    `flatten(local.d20)`,
		"a list of itself, a set":   `toset([local.d20, local.d20])`,
		"a list of itself, printed": `format("%v", local.d20)`,
		"merged again and again":    `merge([for i in local.numbers : local.map]...)`,
		"looked up again and again": `[for i in local.numbers : [for k in keys(local.map) : local.map[k]]]`,
		"grouped":                   `{ for i in setproduct(local.numbers, ["a", "b", "c"]) : "${i[0]}${i[1]}" => i... }`,
		"sets of sets":              `[for i in local.numbers : setunion(local.numbers, local.numbers)]`,
		"sorted again and again":    `[for i in local.numbers : sort(local.numbers)]`,
		"searched again and again":  `[for i in local.numbers : [for j in local.numbers : index(local.numbers, j)]]`,
		"cut again and again":       `[for i in local.numbers : split("a", local.long)]`,
		"chunks of one":             `[for i in local.numbers : chunklist(local.numbers, 1)]`,
		"reversed again and again":  `[for i in local.numbers : strrev(local.long)]`,
		"hashed again and again":    `[for i in local.numbers : sha512(local.long)]`,
		"asked again and again":     `[for i in local.numbers : [for j in local.numbers : endswith("${var.v}${local.long}", local.long)]]`,
		"read again and again":      `[for i in local.numbers : [for j in local.numbers : filesha512("big.bin")]]`,
		"listed again and again":    `[for i in local.numbers : [for j in local.numbers : fileset(".", "**")]]`,
		"rendered by itself":        `templatefile("loop.tpl", {})`,
		"a template of signs":       `templatestring(replace(local.long, "a", "%1$x"), {})`,
		"a template of many signs":  `templatestring(join("", [for i in local.numbers : replace(substr(local.long, 0, 5000), "a", "%1")]), {})`,
		"templates of signs":        `[for i in local.numbers : templatestring(replace(local.long, "a", "$"), {})]`,
		"searched around holes":     `[for i in local.numbers : replace(join("-", [for j in local.numbers : aws_api_gateway_rest_api.a.id]), "-0123456789-0123456789-0123456789-0123456789!", "")]`,
		"many subnets":              `cidrsubnets("fd00::/8", [for i in local.numbers : 32]...)`,
		"a large subnet":            `cidrsubnet("fd00::/8", 999999999, 1)`,
		"choices of choices":        strings.Repeat("[for i in [0, 1] : var.v == i ? ", 14) + "0" + strings.Repeat(" : 1]", 14),
	}
}

// unbounded is what the bombs refer to.
func unbounded() map[string]string {
	var doubled strings.Builder
	for i := 1; i <= 20; i++ {
		fmt.Fprintf(&doubled, "  d%d = [local.d%d, local.d%d, { a = local.d%d }]\n", i, i-1, i-1, i-1)
	}
	return map[string]string{
		"big.bin":  strings.Repeat("\xff", 1<<20),
		"big.tpl":  strings.Repeat("${1 + 1}", 10_000),
		"loop.tpl": `${templatefile("loop.tpl", {})}`,
		"main.tf": `
variable "v" {}
locals {
  numbers = range(1024)
  long    = "` + strings.Repeat("a", 100_000) + `"
  map     = { for i in local.numbers : "k${i}" => i }
  d0      = ["x"]
` + doubled.String() + `}
resource "aws_api_gateway_rest_api" "a" {}
`,
	}
}

func TestFunctionsAreBounded(t *testing.T) {
	root := rootOf(t, unbounded())
	for name, expression := range bombs() {
		t.Run(name, func(t *testing.T) { withinBounds(t, root, expression) })
	}
}

// withinBounds evaluates an expression and watches what that takes.
func withinBounds(t *testing.T, root *source.Root, expression string) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	begun := time.Now()
	u := newUnit(root, ".")
	n := u.evaluate(t, expression)
	took := time.Since(begun)
	runtime.ReadMemStats(&after)
	if took > patience {
		t.Errorf("it took %v", took)
	}
	if used := after.HeapSys - before.HeapSys; after.HeapSys > before.HeapSys && used > maxMemory {
		t.Errorf("it took %d MB", used>>20)
	}
	if u.depth != 0 || u.steps > maxSteps {
		t.Errorf("it left a depth of %d and %d steps", u.depth, u.steps)
	}
	inFiles(t, u, n, map[*tree.Node]bool{})
	t.Logf("%v, %d MB, %d steps", took.Round(time.Millisecond), (after.TotalAlloc-before.TotalAlloc)>>20, maxSteps-u.steps)
}

// inFiles holds that a value lies in files that were read, with all that is in it.
func inFiles(t *testing.T, u *unit, n *tree.Node, seen map[*tree.Node]bool) {
	t.Helper()
	if n == nil || seen[n] {
		return
	}
	seen[n] = true
	ranges := []source.Range{n.Range, n.Name}
	for _, field := range n.Fields {
		ranges = append(ranges, field.KeyRange)
		inFiles(t, u, field.Value, seen)
	}
	for _, item := range append(n.Items[:len(n.Items):len(n.Items)], n.OneOf...) {
		inFiles(t, u, item, seen)
	}
	for _, at := range ranges {
		file := u.files[at.File]
		if !at.IsZero() && (file == nil || at.Start < 0 || at.Start > at.End || at.End > len(file.Data)) {
			t.Errorf("%v lies in no file", at)
		}
	}
}
