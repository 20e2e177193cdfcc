package terraform

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/authlint/authlint/internal/source"
)

// loadOverride merges an override file over what the directory declares. Of what a
// broken one may change, nothing is known.
// https://developer.hashicorp.com/terraform/language/files/override
func (u *unit) loadOverride(d *directory, file *source.File) {
	body, broken := u.parse(file)
	switch {
	case body == nil:
		d.forgetAll(file.Name + " cannot be read, and may change it")
		return
	case broken >= 0:
		d.partial = file.Name + " cannot be read as a whole, and may change it"
	}
	for _, block := range body.Blocks {
		if broken >= 0 {
			d.forget(block)
		} else {
			u.override(d, block)
		}
	}
	u.readIgnores(file, body)
}

// override merges one block over the block that it changes.
func (u *unit) override(d *directory, block *hclsyntax.Block) {
	if block.Type == "locals" {
		for _, name := range sortedKeys(block.Body.Attributes) {
			attribute := block.Body.Attributes[name]
			if d.locals[name] == nil {
				u.refuseOverride(d, rangeOf(attribute.NameRange), "local."+name)
				continue
			}
			d.locals[name] = attribute
		}
		return
	}
	into, name := d.table(block)
	switch {
	case into == nil:
	case into[name] == nil:
		u.refuseOverride(d, header(block), strings.Join(append([]string{block.Type}, block.Labels...), " "))
	default:
		u.refuseDependsOn(block)
		into[name] = merged(into[name], block)
	}
}

// refuseOverride reports an override of nothing, as Terraform does. In a directory that
// was not read as a whole, what it changes may be in the rest.
func (u *unit) refuseOverride(d *directory, at source.Range, name string) {
	if d.partial == "" {
		u.report(at, "%s is overridden but not declared, which Terraform refuses", name)
		d.refused = at.File + " overrides what is not declared"
	}
}

func (u *unit) refuseDependsOn(block *hclsyntax.Block) {
	if attribute := block.Body.Attributes["depends_on"]; attribute != nil {
		u.report(rangeOf(attribute.NameRange), "depends_on cannot be overridden, which Terraform refuses")
	}
}

// merged is a block with what another says of it in its place: arguments one by one,
// nested blocks all of a type at once.
func merged(base, over *hclsyntax.Block) *hclsyntax.Block {
	block, body := *base, *base.Body
	body.Attributes = maps.Clone(base.Body.Attributes)
	for name, attribute := range over.Body.Attributes {
		if name != "depends_on" {
			body.Attributes[name] = attribute
		}
	}
	body.Blocks = mergedBlocks(base.Body.Blocks, over.Body.Blocks)
	block.Body = &body
	return &block
}

// mergedBlocks are nested blocks with others in their place. Those of lifecycle are
// merged in their turn.
func mergedBlocks(base, over hclsyntax.Blocks) hclsyntax.Blocks {
	replaced := map[string]bool{}
	for _, block := range over {
		replaced[nestedName(block)] = true
	}
	var blocks hclsyntax.Blocks
	for _, block := range base {
		switch {
		case !replaced[nestedName(block)]:
			blocks = append(blocks, block)
		case block.Type == "lifecycle":
			i := slices.IndexFunc(over, func(b *hclsyntax.Block) bool { return b.Type == "lifecycle" })
			over = slices.Clone(over)
			over[i] = merged(block, over[i])
		}
	}
	return append(blocks, over...)
}

// forget takes away what a block may change. References to it are unknown then.
func (d *directory) forget(block *hclsyntax.Block) {
	if block.Type == "locals" {
		for name := range block.Body.Attributes {
			delete(d.locals, name)
		}
	}
	if from, name := d.table(block); from != nil {
		delete(from, name)
	}
}

func (d *directory) forgetAll(why string) {
	clear(d.locals)
	for _, declared := range []map[string]*hclsyntax.Block{d.variables, d.outputs, d.things, d.calls} {
		clear(declared)
	}
	d.partial = why
}

// settle takes what was forgotten out of the lists, and doubts what was refused.
func (d *directory) settle() {
	d.partial = cmp.Or(d.partial, d.refused)
	d.resources = slices.DeleteFunc(d.resources, func(address string) bool { return d.things[address] == nil })
	d.callNames = slices.DeleteFunc(d.callNames, func(name string) bool { return d.calls[name] == nil })
}
