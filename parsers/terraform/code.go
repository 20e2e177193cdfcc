package terraform

import (
	"path"
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// archive notes what makes a ZIP file out of source.
// https://registry.terraform.io/providers/hashicorp/archive/latest/docs/data-sources/file
func (b *builder) archive(r *resource) { b.archives = append(b.archives, r) }

// storedObject notes what puts a file into a bucket.
func (b *builder) storedObject(r *resource) { b.objects = append(b.objects, r) }

// code tells where the source of a function is: a folder or a file that an archive is
// made of, or the folder beside an archive that something else makes.
func (b *builder) code(r *resource) model.Code {
	var reader tree.Reader // the arguments of functions are not ours to judge
	n := r.arguments("handler", "runtime", "filename", "image_uri", "s3_bucket", "s3_key")
	code := model.Code{
		Handler: reader.Text(n, "handler"), Runtime: reader.Text(n, "runtime"),
		Inline: model.Unset[string](n.Place()), EntryPoints: model.Unset[[]model.Text](n.Place()),
	}
	switch filename := n.Get("filename"); {
	case !filename.IsAbsent():
		b.archived(&code, r.module, filename)
	case n.Has("image_uri"):
		code.Path = model.CodeElsewhere(n.Place(), "it is a container image")
	case n.Has("s3_bucket"):
		b.stored(&code, r, n.Place())
	default:
		code.Path = model.CodeElsewhere(n.Place(), "the function does not say where its code is")
	}
	return code
}

// stored finds the code that the object of a bucket is made of.
func (b *builder) stored(code *model.Code, r *resource, at source.Range) {
	for _, object := range b.objects {
		if b.is(object, "bucket", r.module, r.written("s3_bucket")) && b.is(object, "key", r.module, r.written("s3_key")) && !object.written("source").IsAbsent() {
			b.archived(code, object.module, object.written("source"))
			return
		}
	}
	code.Path = model.CodeElsewhere(at, "it is in a bucket")
}

// is reports whether an argument of a resource certainly has a value that a module uses.
// What is not known is the same in one module only: variables of two have one name.
func (b *builder) is(r *resource, argument string, user *module, value *tree.Node) bool {
	return same(r.written(argument), value) && (value.IsScalar() || r.module == user)
}

// same reports whether two values are certainly equal: the same text, or the same pieces.
func same(a, b *tree.Node) bool {
	if a == nil || b == nil {
		return false
	}
	if a.IsScalar() || b.IsScalar() {
		return a.IsScalar() && b.IsScalar() && path.Clean(a.Text) == path.Clean(b.Text)
	}
	return len(a.Parts) > 0 && model.SameParts(a.Parts, b.Parts)
}

// archived finds the code that a ZIP file is made of, which a module names.
func (b *builder) archived(code *model.Code, user *module, filename *tree.Node) {
	for _, archive := range b.archives {
		if b.is(archive, "output_path", user, filename) {
			b.unpacked(code, archive)
			return
		}
	}
	var reader tree.Reader
	named := model.CodeAt(reader.TextOf(filename, filename.Range), b.unit.dir)
	code.Path = named
	name, known := named.Get()
	if !known {
		return
	}
	folder := strings.TrimSuffix(name, path.Ext(name))
	if info, err := b.unit.root.Stat(folder); err == nil && info.IsDir() {
		code.Path = model.Written(folder, named.Range)
		return
	}
	code.Path = model.CodeElsewhere(named.Range, "it is in "+name+", and there is no folder "+folder)
}

// unpacked finds the code in what an archive is made of.
func (b *builder) unpacked(code *model.Code, archive *resource) {
	n := archive.arguments("source_dir", "source_file", "source_content", "source")
	for _, name := range []string{"source_dir", "source_file"} {
		if written := n.Get(name); !written.IsAbsent() {
			var reader tree.Reader
			code.Path = model.CodeAt(reader.TextOf(written, n.Place()), b.unit.dir)
			return
		}
	}
	if content := n.Get("source_content"); !content.IsAbsent() {
		b.contained(code, content)
		return
	}
	for _, entry := range n.Get("source").Elements() {
		if name := entry.Get("filename"); name.IsScalar() && model.HoldsHandler(name.Text, code.Handler) {
			b.contained(code, entry.Get("content"))
			return
		}
	}
	code.Path = model.CodeElsewhere(n.Place(), "none of the files in "+archive.address+" is the handler's")
}

// contained is code that is the text of an argument, or of a file that it reads.
func (b *builder) contained(code *model.Code, content *tree.Node) {
	if file := b.unit.wholeFile(b.unit.templates[content]); file != nil {
		code.Path = model.Written(file.Name, content.Range)
		return
	}
	var reader tree.Reader
	code.Inline = reader.TextOf(content, content.Range)
	code.Path = model.Unset[string](content.Range)
}
