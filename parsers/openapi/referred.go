package openapi

import (
	"net/url"
	"path"
	"strings"

	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
	"github.com/authlint/authlint/parsers/yaml"
)

// maxReferred is how many bytes of other files one document may refer to.
const maxReferred = 64 << 20

// A referred is a file that references lead to.
type referred struct {
	file  *source.File
	root  *tree.Node // nil where it cannot be read
	why   string     // why it cannot
	paths bool       // whether its paths are among what is referred to
}

// open reads the file that a reference in another names, once. What keeps it from
// being read is said at the first reference.
func (d *document) open(name, from string, at source.Range) *referred {
	if strings.Contains(name, "://") || strings.HasPrefix(name, "//") {
		return d.remote(name, at)
	}
	if unescaped, err := url.PathUnescape(name); err == nil {
		name = unescaped
	}
	if !path.IsAbs(name) {
		name = path.Join(path.Dir(from), name)
	}
	if name == d.main {
		return &referred{root: d.root}
	}
	known := d.referred[name]
	if known == nil {
		known = d.load(name, at)
		d.referred[name] = known
		if known.file != nil {
			d.order = append(d.order, known)
		}
	}
	return known
}

// remote is what a reference to another host leads to: nothing that is read.
func (d *document) remote(address string, at source.Range) *referred {
	known := d.referred[address]
	if known == nil {
		known = &referred{why: address + " is not among the files in view"}
		d.referred[address] = known
		d.reader.Problems = append(d.reader.Problems, source.Problem{
			Range: at, Message: address + " is on another host and is not read; what it holds is taken as unknown", Note: true,
		})
	}
	return known
}

// load reads a file and the first document in it.
func (d *document) load(name string, at source.Range) *referred {
	if d.files == nil {
		return &referred{why: "the file " + name + " is not among the files in view"}
	}
	file, err := d.files.Read(name)
	if err != nil {
		return d.unreadable(name, err.Error(), at)
	}
	if d.bytes += len(file.Data); d.bytes > maxReferred {
		return d.unreadable(name, "this document refers to more files than can be read", at)
	}
	documents, problems := yaml.Parse(file)
	if rest, ok := yaml.ParseTemplate(file); ok && len(problems) > 0 {
		documents, problems = rest, nil
	}
	d.reader.Problems = append(d.reader.Problems, problems...)
	ignores, problems := yaml.Ignores(file, documents)
	d.ignores = append(d.ignores, ignores...)
	d.reader.Problems = append(d.reader.Problems, problems...)
	if len(documents) == 0 {
		return &referred{file: file, why: "the file " + name + " cannot be read"}
	}
	root := settled(documents[0])
	d.readIgnores(root, root.Range)
	return &referred{file: file, root: root}
}

func (d *document) unreadable(name, why string, at source.Range) *referred {
	why = "the file " + name + " cannot be read: " + why
	d.reader.Problems = append(d.reader.Problems, source.Problem{Range: at, Message: why})
	return &referred{why: why}
}

// notice keeps what a reference into another file leads to: it is part of the API,
// and tells what kind of API it is.
func (d *document) notice(target *tree.Node) {
	if known := d.referred[target.Range.File]; known == nil || d.noticed[target] {
		return
	}
	d.noticed[target] = true
	d.elsewhere = append(d.elsewhere, target)
}

// isAPI reports whether a file is an API of its own, of which others use a piece: it
// has paths, and nobody takes them from it.
func (r *referred) isAPI() bool {
	return !r.paths && r.root != nil && Is(r.root) && len(r.root.Get("paths").Elements()) > 0
}
