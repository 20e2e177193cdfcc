package terraform

import (
	"encoding/json"
	"path"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/authlint/authlint/internal/source"
)

// manifest is where `terraform init` writes which copy of a module it put where.
const manifest = ".terraform/modules/modules.json"

// A fetched is the copy that `terraform init` made of a module from elsewhere.
type fetched struct {
	Key    string // the names of the calls that lead to it: api.authorizer
	Source string
	Dir    string // relative to the root module
}

// Fetched are the directories of the modules that a root module has copies of, relative
// to the root of reading; none where there is no manifest that can be read.
func Fetched(root *source.Root, dir string) []string {
	var dirs []string
	for _, copied := range readManifest(root, dir) {
		if strings.HasPrefix(copied.Dir, ".terraform/") {
			dirs = append(dirs, path.Join(dir, copied.Dir))
		}
	}
	return dirs
}

func readManifest(root *source.Root, dir string) []fetched {
	file, err := root.Read(path.Join(dir, manifest))
	if err != nil {
		return nil
	}
	var list struct{ Modules []fetched }
	if json.Unmarshal(file.Data, &list) != nil {
		return nil // without it, its modules are out of view, as they are without a copy
	}
	return list.Modules
}

// fetchedFor finds the copy of a module that is called from elsewhere; nil, and why,
// where there is none of that source.
func (m *module) fetchedFor(block *hclsyntax.Block, from string, at source.Range) (d *directory, why string) {
	u := m.unit
	why = "comes from " + from + ", which is not read"
	if u.copies == nil {
		u.copies = map[string]fetched{}
		for _, copied := range readManifest(u.root, u.dir) {
			u.copies[copied.Key] = copied
		}
	}
	copied, there := u.copies[m.keyOf(block)]
	switch {
	case !there || !strings.HasPrefix(copied.Dir, ".terraform/"):
		return nil, why
	case copied.Source != from && !strings.HasSuffix(copied.Source, "/"+from): // registry.terraform.io/ is left out
		return nil, why + ": the copy in .terraform is of " + copied.Source
	}
	name := path.Join(u.dir, copied.Dir)
	u.fetched[name] = m.site(block)
	return m.loadDirectory(name, from, at)
}

// keyOf is what the manifest calls the module that a block calls.
func (m *module) keyOf(block *hclsyntax.Block) string {
	key := block.Labels[0]
	for ; m.caller != nil; m = m.caller {
		key = m.name + "." + key
	}
	return key
}

// site is the call outside of all copies that leads to a call in a module.
func (m *module) site(block *hclsyntax.Block) source.Range {
	for caller := m; caller != nil; caller = caller.caller {
		if at, copied := m.unit.fetched[caller.directory.name]; copied {
			return at
		}
	}
	return header(block)
}
