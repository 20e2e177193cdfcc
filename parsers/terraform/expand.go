package terraform

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// An existence is the name of an instance, and what is not settled about it.
type existence struct {
	address   string
	undecided string // why it may not exist
	more      string // why there may be more like it

	guards  []string // the conditions that it hangs on, with those of the modules around it
	repeats []string // what may be there several times: modules around it, or it itself
}

// besides is the existence of a thing where its owner exists: what both hang on is no
// longer in question, and a module that both are in gives each owner its own thing.
func (e existence) besides(owner existence) existence {
	if !slices.ContainsFunc(e.guards, func(guard string) bool { return !slices.Contains(owner.guards, guard) }) {
		e.undecided = ""
	}
	if !slices.ContainsFunc(e.repeats, func(repeat string) bool { return !slices.Contains(owner.repeats, repeat) }) {
		e.more = ""
	}
	return e
}

// exists is the existence as the model has it.
func (e existence) exists(at source.Range) model.Value[bool] {
	if e.undecided != "" {
		return model.Maybe(at, e.undecided)
	}
	return model.Certain(at)
}

// An expansion is the instances that count and for_each make of a block.
type expansion struct {
	module    *module
	block     *hclsyntax.Block
	base      existence // of an instance without an index
	create    func(scope, existence) object
	instances []object
}

// expanded works out the instances of a block, once, and gives what its address stands for.
func (m *module) expanded(block *hclsyntax.Block, address string, at source.Range, create func(scope, existence) object) *tree.Node {
	return m.once(address, at, func() *tree.Node {
		base := m.existence
		base.address = m.prefix + address
		x := &expansion{module: m, block: block, base: base, create: create}
		m.expansions[address] = x
		switch attributes := block.Body.Attributes; {
		case attributes["count"] != nil:
			return x.count(m.scope().eval(attributes["count"].Expr))
		case attributes["for_each"] != nil:
			return x.forEach(m.scope().eval(attributes["for_each"].Expr))
		default:
			return x.add(m.scope(), base)
		}
	})
}

// add makes one instance.
func (x *expansion) add(s scope, e existence) *tree.Node {
	u := x.module.unit
	if !u.spend(1) {
		return tree.NewUnknown(header(x.block), tooLarge)
	}
	instance := x.create(s, e)
	x.instances = append(x.instances, instance)
	return u.lazy(instance, header(x.block), "what "+e.address+" is as a whole is not known before the deployment")
}

// count makes instances by number.
func (x *expansion) count(count *tree.Node) *tree.Node {
	n, err := strconv.Atoi(count.Text)
	switch {
	case count.Kind != tree.Unknown && (err != nil || n < 0):
		x.module.unit.failed++
		return x.represent("count", "its count is not a number", "its count is not a number")
	case count.Kind == tree.Unknown && atMostOne(count):
		return x.represent("count", tree.Why(count), "")
	case count.Kind == tree.Unknown:
		return x.represent("count", tree.Why(count), tree.Why(count))
	case n > maxInstances:
		why := fmt.Sprintf("it has more than %d instances", maxInstances)
		return x.represent("count", why, why)
	}
	list := &tree.Node{Kind: tree.Sequence, Range: header(x.block)}
	for i := range n {
		index := &tree.Node{Kind: tree.Number, Text: strconv.Itoa(i), Range: count.Range}
		s := x.module.scope().bind("count", mapping(count.Range, "index", index))
		e := x.base
		e.address = fmt.Sprintf("%s[%d]", x.base.address, i)
		list.Items = append(list.Items, x.add(s, e))
	}
	return list
}

// atMostOne reports whether a count is zero or one, whatever is decided.
func atMostOne(count *tree.Node) bool {
	for _, possible := range count.OneOf {
		if possible.Text != "0" && possible.Text != "1" {
			return false
		}
	}
	return len(count.OneOf) > 0
}

// forEach makes instances by key.
func (x *expansion) forEach(over *tree.Node) *tree.Node {
	u := x.module.unit
	if rounds := u.possibleRounds(over); rounds != nil {
		return x.forEachPossible(over, rounds)
	}
	entries, open := u.entries(over, over.Range)
	if len(entries) == 0 && open != "" || len(entries) > maxInstances {
		return x.represent("each", open, open)
	}
	group := &tree.Node{Kind: tree.Mapping, Range: header(x.block), Open: open}
	for _, entry := range entries {
		key := entry.instanceKey(over)
		if !key.IsScalar() {
			group.Open = "depends on a key: " + tree.Why(key)
			continue
		}
		x.addKey(group, over, key, entry.value, x.base)
	}
	if group.Open != "" && len(group.Fields) == 0 {
		return x.represent("each", group.Open, group.Open)
	}
	if group.Open != "" {
		x.openAll(group.Open)
	}
	return group
}

// instanceKey is what for_each calls an instance. What is not a set yet is made one, as
// toset would.
func (e entry) instanceKey(over *tree.Node) *tree.Node {
	if over.Kind == tree.Sequence {
		return e.value
	}
	return e.key
}

// addKey makes the instance of a key.
func (x *expansion) addKey(group, over, key, value *tree.Node, e existence) {
	e.address += "[" + strconv.Quote(key.Text) + "]"
	s := x.module.scope().bind("each", mapping(over.Range, "key", key, "value", value))
	group.Fields = append(group.Fields, tree.Field{Key: key.Text, KeyRange: key.Range, Value: x.add(s, e)})
}

// A possibleRound is an instance that there is in some of the cases.
type possibleRound struct {
	key    *tree.Node
	values []*tree.Node // one of each case that has the key
	last   *tree.Node   // of those cases
}

// possibleRounds are the rounds over a collection that is one of several known ones:
// c ? {} : local.routes. Nil where it is not, or where nobody knows its keys.
func (u *unit) possibleRounds(over *tree.Node) []*possibleRound {
	var rounds []*possibleRound
	byKey := map[string]*possibleRound{}
	for _, possible := range over.OneOf {
		entries, open := u.entries(possible, possible.Range)
		if open != "" || possible.Kind == tree.Null || len(byKey)+len(entries) > maxInstances {
			return nil
		}
		for _, entry := range entries {
			key := entry.instanceKey(possible)
			if !key.IsScalar() {
				return nil
			}
			if byKey[key.Text] == nil {
				byKey[key.Text] = &possibleRound{key: key}
				rounds = append(rounds, byKey[key.Text])
			}
			if round := byKey[key.Text]; round.last != possible {
				round.last, round.values = possible, append(round.values, entry.value)
			}
		}
	}
	return rounds
}

// forEachPossible makes the instances of all cases. One that is not in all of them may
// not exist.
func (x *expansion) forEachPossible(over *tree.Node, rounds []*possibleRound) *tree.Node {
	group := &tree.Node{Kind: tree.Mapping, Range: header(x.block)}
	for _, round := range rounds {
		e := x.base
		if len(round.values) < len(over.OneOf) {
			group.Open = tree.Why(over)
			e.undecided = cmp.Or(e.undecided, group.Open)
			e.guards = append(slices.Clone(e.guards), x.condition())
		}
		x.addKey(group, over, round.key, x.module.unit.oneOf(over.Range, tree.Why(over), round.values...), e)
	}
	return group
}

// openAll notes that there may be more instances than those that are known.
func (x *expansion) openAll(why string) {
	for _, instance := range x.instances {
		switch instance := instance.(type) {
		case *resource:
			instance.existence = instance.repeated(why, x.base.address)
		case *module:
			instance.existence = instance.repeated(why, x.base.address)
		}
	}
}

// repeated is the existence of something that may be there several times.
func (e existence) repeated(why, address string) existence {
	e.more = why
	e.repeats = append(slices.Clone(e.repeats), address)
	return e
}

// condition is how count or for_each is written, which tells two equal guards.
func (x *expansion) condition() string {
	for _, name := range []string{"count", "for_each"} {
		if attribute := x.block.Body.Attributes[name]; attribute != nil {
			at := rangeOf(attribute.Expr.Range())
			if file := x.module.unit.files[at.File]; file != nil {
				return x.module.prefix + strings.Join(strings.Fields(file.Text(at)), " ")
			}
		}
	}
	return x.base.address
}

// represent makes one instance that stands for any number of them.
func (x *expansion) represent(by, undecided, more string) *tree.Node {
	at := header(x.block)
	names := mapping(at)
	for _, name := range []string{"key", "value", "index"} {
		hole := tree.NewUnknown(at, "depends on "+by+"."+name+", which has no value here")
		hole.Parts = []model.Part{model.HoleOf(model.HoleOther, by+"."+name)}
		names.Fields = append(names.Fields, tree.Field{Key: name, KeyRange: at, Value: hole})
	}
	e := x.base
	e.undecided = undecided
	e.guards = append(slices.Clone(e.guards), x.condition())
	if more != "" {
		e = e.repeated(more, x.base.address)
	}
	one := x.add(x.module.scope().bind(by, names), e)
	u := x.module.unit
	return u.lazy(&representative{u, one}, at, undecided)
}

// A representative stands for instances whose number is not known.
type representative struct {
	unit *unit
	one  *tree.Node
}

// attribute is that of any of the instances, if there is one.
func (r *representative) attribute(name string, at source.Range) *tree.Node {
	r.unit.doubts++
	return r.unit.attribute(r.one, name, at)
}

// represented is the instance that stands for all elements of a group; nil when n is
// no such group.
func (u *unit) represented(n *tree.Node) *tree.Node {
	r, ok := u.objects[n].(*representative)
	if !ok {
		return nil
	}
	u.doubts++
	return r.one
}

// mapping makes a mapping of keys and values.
func mapping(at source.Range, pairs ...any) *tree.Node {
	n := &tree.Node{Kind: tree.Mapping, Range: at}
	for i := 0; i+1 < len(pairs); i += 2 {
		n.Fields = append(n.Fields, tree.Field{Key: pairs[i].(string), KeyRange: at, Value: pairs[i+1].(*tree.Node)})
	}
	return n
}
