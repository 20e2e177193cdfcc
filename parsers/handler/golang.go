package handler

import (
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"strconv"
	"strings"

	"github.com/authlint/authlint/internal/source"
)

// How deep the tree of a Go source is followed, and how many fields of structs are filled
// with zero values.
const (
	maxGoNesting = 400
	maxGoFields  = 2000
)

// readGo reads one file of Go. What stands in other files of its package is out of view.
func readGo(src *source.File) (*program, string) {
	set := token.NewFileSet()
	tree, err := parser.ParseFile(set, "", src.Data, parser.SkipObjectResolution)
	if err != nil {
		return nil, "the source cannot be read: it is not Go, or is nested too deeply"
	}
	g := &golang{file: src, set: set.File(tree.FileStart), tree: tree, structs: map[string]*ast.StructType{}, packages: map[string]string{}}
	p := &program{}
	g.imports()
	g.types()
	p.body = g.declarations()
	p.entry = g.start()
	return p, g.problem
}

// golang turns the tree of go/parser into the common form.
type golang struct {
	file     *source.File
	set      *token.File
	tree     *ast.File
	packages map[string]string          // the paths of imports, by the names they have here
	structs  map[string]*ast.StructType // by name
	methods  map[string]map[string]bool // by the name of their type
	receiver string                     // of the method that is read, and its type
	of       string
	results  []expr // the named results of the function that is read
	depth    int
	fields   int // that were filled with zero values
	problem  string
}

func (g *golang) at(n ast.Node) at {
	return at{source.Range{File: g.file.Name, Start: g.set.Offset(n.Pos()), End: g.set.Offset(n.End())}}
}

func (g *golang) imports() {
	for _, i := range g.tree.Imports {
		path, _ := strconv.Unquote(i.Path.Value)
		name := path[strings.LastIndexByte(path, '/')+1:]
		if version, ok := strings.CutPrefix(name, "v"); ok && strings.Trim(version, "0123456789") == "" && strings.Contains(path, "/") {
			path := strings.TrimSuffix(path, "/"+name)
			name = path[strings.LastIndexByte(path, '/')+1:]
		}
		if i.Name != nil {
			name = i.Name.Name
		}
		g.packages[name] = path
	}
}

func (g *golang) types() {
	g.methods = map[string]map[string]bool{}
	for _, d := range g.tree.Decls {
		switch d := d.(type) {
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if t, ok := spec.(*ast.TypeSpec); ok {
					if s, ok := t.Type.(*ast.StructType); ok {
						g.structs[t.Name.Name] = s
					}
				}
			}
		case *ast.FuncDecl:
			if of := receiverType(d); of != "" {
				if g.methods[of] == nil {
					g.methods[of] = map[string]bool{}
				}
				g.methods[of][d.Name.Name] = true
			}
		}
	}
}

func receiverType(d *ast.FuncDecl) string {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return ""
	}
	t := d.Recv.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	if id, ok := t.(*ast.Ident); ok {
		return id.Name
	}
	return ""
}

// declarations are functions first, since variables may call them.
func (g *golang) declarations() []stmt {
	var functions, rest []stmt
	for _, d := range g.tree.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			name := d.Name.Name
			if of := receiverType(d); of != "" {
				name = methodName(of, name)
			}
			if d.Body != nil && name != "main" && name != "init" {
				functions = append(functions, &declare{&identifier{g.at(d.Name), name}, g.method(d)})
			}
		case *ast.GenDecl:
			rest = append(rest, g.general(d)...)
		}
	}
	return append(functions, rest...)
}

// methodName is what a method is called among functions: no function has a dot in its name.
func methodName(of, name string) string { return of + "." + name }

func (g *golang) method(d *ast.FuncDecl) expr {
	before, beforeOf := g.receiver, g.of
	g.receiver, g.of = "", receiverType(d)
	if g.of != "" && len(d.Recv.List[0].Names) > 0 {
		g.receiver = d.Recv.List[0].Names[0].Name
	}
	fn := g.function(d.Type, d.Body, d)
	if g.of != "" {
		self := parameter{}
		if g.receiver != "" {
			self.target = &identifier{g.at(d.Name), g.receiver}
		}
		fn.params = append([]parameter{self}, fn.params...)
	}
	fn.name = d.Name.Name
	g.receiver, g.of = before, beforeOf
	return fn
}

// general is var, const, type and import.
func (g *golang) general(d *ast.GenDecl) []stmt {
	var body []stmt
	for _, spec := range d.Specs {
		v, ok := spec.(*ast.ValueSpec)
		if !ok {
			continue
		}
		if len(v.Values) == 1 && len(v.Names) > 1 {
			n := &sequence{at: g.at(v)}
			for _, id := range v.Names {
				n.items = append(n.items, argument{value: g.ident(id)})
			}
			body = append(body, &declare{n, g.several(v.Values[0], len(v.Names))})
			continue
		}
		for i, id := range v.Names {
			value := g.zero(v.Type)
			if i < len(v.Values) {
				value = g.expr(v.Values[i])
			} else if d.Tok == token.CONST {
				value = &opaque{at: g.at(id), why: "a constant that is counted"}
			}
			body = append(body, &declare{g.ident(id), value})
		}
	}
	return body
}

func (g *golang) ident(id *ast.Ident) expr {
	if id.Name == "_" {
		return nil
	}
	return &identifier{g.at(id), id.Name}
}

// start is what the source hands to lambda.Start.
func (g *golang) start() expr {
	var entry expr
	ast.Inspect(g.tree, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || entry != nil || len(call.Args) == 0 {
			return entry == nil
		}
		if s, ok := call.Fun.(*ast.SelectorExpr); ok && strings.HasPrefix(s.Sel.Name, "Start") && g.isPackage(s.X, "github.com/aws/aws-lambda-go/lambda") {
			entry = g.entry(call.Args[0])
		}
		return entry == nil
	})
	return entry
}

// entry is a function, or a method of a type of the source, whatever its receiver is.
func (g *golang) entry(e ast.Expr) expr {
	s, ok := e.(*ast.SelectorExpr)
	if !ok {
		return g.expr(e)
	}
	for of, methods := range g.methods {
		if methods[s.Sel.Name] {
			if g.ambiguous(s.Sel.Name) {
				break
			}
			return &opaqueMethod{g.at(s), methodName(of, s.Sel.Name)}
		}
	}
	return g.expr(e)
}

func (g *golang) ambiguous(method string) bool {
	n := 0
	for _, methods := range g.methods {
		if methods[method] {
			n++
		}
	}
	return n > 1
}

func (g *golang) isPackage(e ast.Expr, path string) bool {
	id, ok := e.(*ast.Ident)
	return ok && g.packages[id.Name] == path
}

func (g *golang) function(t *ast.FuncType, body *ast.BlockStmt, whole ast.Node) *lambda {
	f := &function{}
	before := g.results
	g.results = nil
	for _, field := range t.Params.List {
		_, rest := field.Type.(*ast.Ellipsis)
		context := false
		if s, ok := field.Type.(*ast.SelectorExpr); ok {
			context = s.Sel.Name == "Context" && g.isPackage(s.X, "context")
		}
		if len(field.Names) == 0 {
			f.params = append(f.params, parameter{rest: rest, context: context})
		}
		for _, id := range field.Names {
			f.params = append(f.params, parameter{target: g.ident(id), rest: rest, context: context})
		}
	}
	if t.Results != nil {
		for _, field := range t.Results.List {
			for _, id := range field.Names {
				f.body = append(f.body, &declare{g.ident(id), g.zero(field.Type)})
				g.results = append(g.results, &identifier{g.at(id), id.Name})
			}
		}
	}
	f.body = append(f.body, g.block(body)...)
	g.results = before
	return &lambda{g.at(whole), f}
}

func (g *golang) block(b *ast.BlockStmt) []stmt {
	if b == nil {
		return nil
	}
	return g.statements(b.List)
}

func (g *golang) statements(list []ast.Stmt) []stmt {
	var body []stmt
	for _, s := range list {
		body = append(body, g.statement(s)...)
	}
	return body
}

func (g *golang) statement(s ast.Stmt) []stmt {
	if g.depth++; g.depth > maxGoNesting {
		g.problem = "the source is nested too deeply to read"
	}
	defer func() { g.depth-- }()
	if g.problem != "" {
		return nil
	}
	switch s := s.(type) {
	case *ast.BlockStmt:
		return []stmt{&block{g.block(s)}}
	case *ast.ExprStmt:
		return []stmt{&do{g.expr(s.X)}}
	case *ast.DeclStmt:
		if d, ok := s.Decl.(*ast.GenDecl); ok {
			return g.general(d)
		}
		return nil
	case *ast.AssignStmt:
		return g.assign(s)
	case *ast.IncDecStmt:
		return []stmt{&do{&assignment{g.at(s), g.expr(s.X), s.Tok.String()[:1], &constant{g.at(s), number{known: true, is: 1}}}}}
	case *ast.IfStmt:
		n := &branch{test: g.expr(s.Cond), then: g.block(s.Body)}
		if s.Else != nil {
			n.otherwise = g.statement(s.Else)
		}
		return g.with(s.Init, n)
	case *ast.ReturnStmt:
		return []stmt{g.returns(s)}
	case *ast.SwitchStmt:
		n := &cases{arms: g.arms(s.Body)}
		if s.Tag != nil {
			n.subject = g.expr(s.Tag)
		}
		return g.with(s.Init, n)
	case *ast.ForStmt:
		n := &loop{body: g.block(s.Body)}
		if s.Cond != nil {
			n.test = g.expr(s.Cond)
		}
		if s.Post != nil {
			n.body = append(n.body, g.statement(s.Post)...)
		}
		return g.with(s.Init, n)
	case *ast.RangeStmt:
		return []stmt{g.ranges(s)}
	case *ast.BranchStmt:
		if s.Label != nil || s.Tok == token.GOTO || s.Tok == token.FALLTHROUGH {
			return []stmt{&untold{"a jump to a label"}}
		}
		return []stmt{&jump{again: s.Tok == token.CONTINUE}}
	case *ast.LabeledStmt:
		return g.statement(s.Stmt)
	case *ast.DeferStmt:
		if _, ok := s.Call.Fun.(*ast.FuncLit); ok {
			return []stmt{&untold{"a deferred function"}}
		}
		return nil
	case *ast.EmptyStmt:
		return nil
	default: // go, select, channels, type switches
		return []stmt{&untold{"a statement that is not followed"}}
	}
}

// with puts a statement behind what comes before it, in a block of its own.
func (g *golang) with(init ast.Stmt, n stmt) []stmt {
	if init == nil {
		return []stmt{n}
	}
	return []stmt{&block{append(g.statement(init), n)}}
}

func (g *golang) arms(b *ast.BlockStmt) []arm {
	var arms []arm
	for _, s := range b.List {
		c, ok := s.(*ast.CaseClause)
		if !ok {
			continue
		}
		one := arm{body: g.statements(c.Body)}
		for _, e := range c.List {
			one.tests = append(one.tests, g.expr(e))
		}
		arms = append(arms, one)
	}
	return arms
}

func (g *golang) ranges(s *ast.RangeStmt) stmt {
	n := &loop{over: g.expr(s.X), body: g.block(s.Body)}
	if s.Value != nil {
		n.target = g.target(s.Value)
	}
	if s.Key != nil {
		if id, ok := s.Key.(*ast.Ident); !ok || id.Name != "_" {
			n.keys = true // the key is counted: items are not followed one by one
			n.target = &sequence{at: g.at(s.Key), items: []argument{{value: g.target(s.Key)}, {value: n.target}}}
		}
	}
	return n
}

func (g *golang) target(e ast.Expr) expr {
	if id, ok := e.(*ast.Ident); ok {
		return g.ident(id)
	}
	return g.expr(e)
}

func (g *golang) returns(s *ast.ReturnStmt) stmt {
	n := &exit{at: g.at(s)}
	list := []argument{}
	for _, e := range s.Results {
		list = append(list, argument{value: g.expr(e)})
	}
	if len(s.Results) == 0 {
		for _, e := range g.results {
			list = append(list, argument{value: e})
		}
	}
	switch len(list) {
	case 0:
	case 1:
		n.value = list[0].value
	default:
		n.value = &sequence{n.at, list}
	}
	return n
}

func (g *golang) assign(s *ast.AssignStmt) []stmt {
	if s.Tok != token.ASSIGN && s.Tok != token.DEFINE {
		return []stmt{&do{&assignment{g.at(s), g.target(s.Lhs[0]), strings.TrimSuffix(s.Tok.String(), "="), g.expr(s.Rhs[0])}}}
	}
	target, value := g.target(s.Lhs[0]), expr(nil)
	switch {
	case len(s.Lhs) == 1:
		value = g.expr(s.Rhs[0])
	default:
		all := &sequence{at: g.at(s)}
		for _, e := range s.Lhs {
			all.items = append(all.items, argument{value: g.target(e)})
		}
		target = all
		if len(s.Rhs) == 1 {
			value = g.several(s.Rhs[0], len(s.Lhs))
			break
		}
		from := &sequence{at: g.at(s)}
		for _, e := range s.Rhs {
			from.items = append(from.items, argument{value: g.expr(e)})
		}
		value = from
	}
	if s.Tok == token.DEFINE {
		return []stmt{&declare{target, value}}
	}
	return []stmt{&do{&assignment{at: g.at(s), target: target, value: value}}}
}

// several is an expression that gives more than one value: a call, or a field with whether
// it is there.
func (g *golang) several(e ast.Expr, n int) expr {
	if n != 2 {
		return g.expr(e)
	}
	switch e := e.(type) {
	case *ast.IndexExpr:
		of, key := g.expr(e.X), g.expr(e.Index)
		return &sequence{g.at(e), []argument{{value: &member{g.at(e), of, key}}, {value: &operation{g.at(e), "in", key, of}}}}
	case *ast.TypeAssertExpr:
		of := g.expr(e.X)
		return &sequence{g.at(e), []argument{{value: of}, {value: &operation{g.at(e), "instanceof", of, of}}}}
	default:
		return g.expr(e)
	}
}

func (g *golang) expr(e ast.Expr) expr {
	if g.depth++; g.depth > maxGoNesting {
		g.problem = "the source is nested too deeply to read"
	}
	defer func() { g.depth-- }()
	if g.problem != "" || e == nil {
		return &constant{value: nothing{}}
	}
	switch e := e.(type) {
	case *ast.BasicLit:
		return g.basic(e)
	case *ast.Ident:
		switch e.Name {
		case "true", "false":
			return &constant{g.at(e), known(e.Name == "true")}
		case "nil":
			return &constant{g.at(e), nothing{null: true}}
		}
		return &identifier{g.at(e), e.Name}
	case *ast.ParenExpr:
		return g.expr(e.X)
	case *ast.StarExpr:
		return g.expr(e.X)
	case *ast.UnaryExpr:
		switch e.Op {
		case token.AND:
			return g.expr(e.X)
		case token.NOT:
			return &operation{at: g.at(e), op: "not", left: g.expr(e.X)}
		}
		return &operation{at: g.at(e), op: e.Op.String(), left: g.expr(e.X)}
	case *ast.BinaryExpr:
		return &operation{g.at(e), goOperator(e.Op), g.expr(e.X), g.expr(e.Y)}
	case *ast.SelectorExpr:
		return g.selector(e)
	case *ast.IndexExpr:
		return &member{g.at(e), g.expr(e.X), g.expr(e.Index)}
	case *ast.SliceExpr:
		n := &piece{at: g.at(e), of: g.expr(e.X)}
		if e.Low != nil {
			n.from = g.expr(e.Low)
		}
		if e.High != nil {
			n.to = g.expr(e.High)
		}
		return n
	case *ast.TypeAssertExpr:
		return g.expr(e.X)
	case *ast.CallExpr:
		return g.call(e)
	case *ast.FuncLit:
		return g.function(e.Type, e.Body, e)
	case *ast.CompositeLit:
		return g.composite(e, e.Type)
	default:
		return &opaque{at: g.at(e), why: "syntax that is not followed"}
	}
}

func goOperator(op token.Token) string {
	switch op {
	case token.LAND:
		return "and"
	case token.LOR:
		return "or"
	default:
		return op.String()
	}
}

func (g *golang) basic(e *ast.BasicLit) expr {
	switch e.Kind {
	case token.STRING:
		s, err := strconv.Unquote(e.Value)
		if err == nil {
			return literalExpr(g.at(e), s)
		}
	case token.INT, token.FLOAT:
		return &constant{g.at(e), pythonNumber(e.Value)}
	}
	return &opaque{at: g.at(e), why: "a literal"}
}

// selector is a field by the name that it has in JSON.
func (g *golang) selector(e *ast.SelectorExpr) expr {
	if id, ok := e.X.(*ast.Ident); ok && g.packages[id.Name] != "" {
		return &member{g.at(e), &identifier{g.at(id), id.Name}, literalExpr(g.at(e.Sel), e.Sel.Name)}
	}
	return &member{g.at(e), g.expr(e.X), literalExpr(g.at(e.Sel), g.fieldName(e.Sel.Name))}
}

// fieldName is the name in JSON that a field has in the only struct of the source with such
// a field, or in the types of aws-lambda-go.
func (g *golang) fieldName(name string) string {
	for _, s := range g.structs {
		for _, field := range s.Fields.List {
			for _, id := range field.Names {
				if id.Name == name && field.Tag != nil {
					return tagName(field, name)
				}
			}
		}
	}
	return lambdaField(name)
}

// lambdaField is the name in JSON of a field of the response types of aws-lambda-go.
// https://pkg.go.dev/github.com/aws/aws-lambda-go/events
func lambdaField(name string) string {
	switch name {
	case "PrincipalID":
		return "principalId"
	case "PolicyDocument":
		return "policyDocument"
	case "UsageIdentifierKey":
		return "usageIdentifierKey"
	case "IsAuthorized":
		return "isAuthorized"
	case "Context":
		return "context"
	default:
		return name
	}
}

func tagName(field *ast.Field, name string) string {
	tag, err := strconv.Unquote(field.Tag.Value)
	if err != nil {
		return name
	}
	json, _, _ := strings.Cut(reflect.StructTag(tag).Get("json"), ",")
	if json == "" {
		return name
	}
	return json
}

func (g *golang) call(e *ast.CallExpr) expr {
	n := &invoke{at: g.at(e)}
	for i, a := range e.Args {
		n.args = append(n.args, argument{value: g.expr(a), spread: e.Ellipsis.IsValid() && i == len(e.Args)-1})
	}
	switch fn := e.Fun.(type) {
	case *ast.SelectorExpr:
		if id, ok := fn.X.(*ast.Ident); ok && g.receiver != "" && id.Name == g.receiver && g.methods[g.of][fn.Sel.Name] {
			n.callee = &identifier{g.at(fn), methodName(g.of, fn.Sel.Name)}
			n.args = append([]argument{{value: g.ident(id)}}, n.args...)
			return n
		}
	case *ast.Ident:
		if (fn.Name == "new" || fn.Name == "make") && len(e.Args) > 0 {
			return g.zero(e.Args[0])
		}
	case *ast.ArrayType:
		return &opaque{at: n.at, why: "a conversion", inside: []expr{g.expr(e.Args[0])}}
	}
	n.callee = g.expr(e.Fun)
	return n
}

// composite is a literal of a struct, a map or a slice.
func (g *golang) composite(e *ast.CompositeLit, t ast.Expr) expr {
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	switch t := t.(type) {
	case *ast.ArrayType:
		n := &sequence{at: g.at(e)}
		for _, item := range e.Elts {
			if kv, ok := item.(*ast.KeyValueExpr); ok {
				return &opaque{g.at(e), "a slice with indexes", []expr{g.expr(kv.Value)}}
			}
			n.items = append(n.items, argument{value: g.element(item, t.Elt)})
		}
		return n
	case *ast.MapType:
		n := &record{at: g.at(e)}
		for _, item := range e.Elts {
			if kv, ok := item.(*ast.KeyValueExpr); ok {
				n.entries = append(n.entries, entry{key: g.expr(kv.Key), value: g.element(kv.Value, t.Value)})
			}
		}
		return n
	}
	n, ok := g.zero(t).(*record)
	if !ok || len(e.Elts) > 0 && !isKeyed(e) {
		return &opaque{at: g.at(e), why: "a literal of a type that is not in view"}
	}
	n.at = g.at(e)
	for _, item := range e.Elts {
		kv := item.(*ast.KeyValueExpr)
		id, ok := kv.Key.(*ast.Ident)
		if !ok {
			continue
		}
		n.entries = append(n.entries, entry{key: literalExpr(g.at(id), g.fieldIn(t, id.Name)), value: g.element(kv.Value, g.typeOf(t, id.Name))})
	}
	return n
}

func isKeyed(e *ast.CompositeLit) bool {
	for _, item := range e.Elts {
		if _, ok := item.(*ast.KeyValueExpr); !ok {
			return false
		}
	}
	return true
}

// element is a value whose type may be left out.
func (g *golang) element(e ast.Expr, t ast.Expr) expr {
	if lit, ok := e.(*ast.CompositeLit); ok && lit.Type == nil {
		return g.composite(lit, t)
	}
	return g.expr(e)
}

// typeOf is the type of a field, where the source declares it or aws-lambda-go does.
func (g *golang) typeOf(t ast.Expr, field string) ast.Expr {
	if id, ok := t.(*ast.Ident); ok && g.structs[id.Name] != nil {
		for _, f := range g.structs[id.Name].Fields.List {
			for _, name := range f.Names {
				if name.Name == field {
					return f.Type
				}
			}
		}
	}
	return nil
}

func (g *golang) fieldIn(t ast.Expr, name string) string {
	if id, ok := t.(*ast.Ident); ok && g.structs[id.Name] != nil {
		for _, f := range g.structs[id.Name].Fields.List {
			for _, n := range f.Names {
				if n.Name == name && f.Tag != nil {
					return tagName(f, name)
				}
			}
		}
		return name
	}
	return lambdaField(name)
}

// zero is the value that a variable of a type begins with.
func (g *golang) zero(t ast.Expr) expr {
	if t == nil {
		return &constant{value: nothing{}}
	}
	place := g.at(t)
	switch t := t.(type) {
	case *ast.Ident:
		switch t.Name {
		case "string":
			return literalExpr(place, "")
		case "bool":
			return &constant{place, known(false)}
		case "int", "int64", "int32", "float64":
			return &constant{place, number{known: true}}
		case "error":
			return &constant{place, nothing{null: true}}
		}
		if s := g.structs[t.Name]; s != nil {
			return g.zeroStruct(t, s, place)
		}
		return &opaque{at: place, why: "a type that is not in view"}
	case *ast.MapType:
		return &record{at: place}
	case *ast.ArrayType:
		return &sequence{at: place}
	case *ast.StarExpr:
		return &constant{place, nothing{null: true}}
	case *ast.SelectorExpr:
		if g.isPackage(t.X, "github.com/aws/aws-lambda-go/events") {
			return zeroEvent(t.Sel.Name, place)
		}
	}
	return &opaque{at: place, why: "a type that is not in view"}
}

func (g *golang) zeroStruct(t *ast.Ident, s *ast.StructType, place at) expr {
	n := &record{at: place}
	for _, f := range s.Fields.List {
		if len(f.Names) == 0 {
			return &opaque{at: place, why: "a struct with another in it"}
		}
		tag := ""
		if f.Tag != nil {
			tag = f.Tag.Value
		}
		for _, name := range f.Names {
			if inner, ok := f.Type.(*ast.Ident); ok && inner.Name == t.Name || strings.Contains(tag, "omitempty") {
				continue
			}
			if g.fields++; g.fields > maxGoFields {
				g.problem = "the source has structs that are too large"
			}
			if g.problem != "" {
				return n
			}
			value := g.zero(f.Type)
			n.entries = append(n.entries, entry{key: literalExpr(place, g.fieldIn(t, name.Name)), value: value})
		}
	}
	return n
}

// zeroEvent is a response of aws-lambda-go in which nothing is set.
func zeroEvent(name string, place at) expr {
	field := func(key string, value expr) entry { return entry{key: literalExpr(place, key), value: value} }
	policy := &record{place, []entry{field("Version", literalExpr(place, "")), field("Statement", &sequence{at: place})}}
	switch name {
	case "APIGatewayV2CustomAuthorizerSimpleResponse":
		return &record{place, []entry{field("isAuthorized", &constant{place, known(false)})}}
	case "APIGatewayCustomAuthorizerResponse", "APIGatewayV2CustomAuthorizerIAMPolicyResponse":
		return &record{place, []entry{field("principalId", literalExpr(place, "")), field("policyDocument", policy)}}
	case "APIGatewayCustomAuthorizerPolicy":
		return policy
	case "IAMPolicyStatement", "APIGatewayCustomAuthorizerContext":
		return &record{at: place}
	default:
		return &opaque{at: place, why: "events." + name}
	}
}

// opaqueMethod is a method of a type of the source, on a value that is not known.
type opaqueMethod struct {
	at
	name string
}

// goEventField is the name that API Gateway gives a field of an event of aws-lambda-go.
func goEventField(name string) string {
	switch name {
	case "HTTPMethod":
		return "httpMethod"
	case "HTTP":
		return "http"
	case "APIID":
		return "apiId"
	case "APIKey":
		return "apiKey"
	case "APIKeyID":
		return "apiKeyId"
	case "SourceIP":
		return "sourceIp"
	case "AccountID":
		return "accountId"
	case "ResourceID":
		return "resourceId"
	case "RequestID":
		return "requestId"
	case "ConnectionID":
		return "connectionId"
	case "DomainName":
		return "domainName"
	}
	if name == "" {
		return ""
	}
	return strings.ToLower(name[:1]) + name[1:]
}
