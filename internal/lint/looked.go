package lint

import (
	"path"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/parsers"
)

// formatPart is what is read for something else only: the source of a function, values
// of variables, a piece of a document.
const formatPart = "part"

// count counts the files that were read by what they were read as. What is read for
// others only is none of the files that have nothing to do with us.
func (p *parsed) count(directories []directory, documents []unit) {
	formats := formatsOf(documents)
	p.coverage.ReadAs = map[string]int{}
	for name := range p.files {
		if format := p.formatOf(name, formats); format != "" {
			p.coverage.ReadAs[format]++
		}
	}
	for _, d := range directories {
		for _, base := range d.others {
			if len(p.files) > 0 && p.files[path.Join(d.name, base)] != nil {
				p.coverage.Skipped--
				p.coverage.Read++
			}
		}
	}
}

// formatsOf are the languages of documents that are ours, by name. A broken one has none.
func formatsOf(documents []unit) map[string]string {
	formats := map[string]string{}
	for _, u := range documents {
		formats[u.name] = u.reading.Format
	}
	return formats
}

// formatOf is what a file that was read was read as; empty where nothing could be made of it.
func (p *parsed) formatOf(name string, formats map[string]string) string {
	if parsers.ShapeOf(name) == parsers.Module {
		return model.FormatTerraform
	}
	if format, isDocument := formats[name]; isDocument {
		return format
	}
	return formatPart
}

// list notes what every file in view was read as, or why it was not.
func (p *parsed) list(directories []directory, documents []unit, settings []*source.File) {
	l := lister{parsed: p, formats: formatsOf(documents), kinds: map[string]parsers.Kind{}, problems: map[string]string{}, modules: map[string]bool{}, settings: map[string]bool{}, seen: map[string]bool{}}
	for _, file := range settings {
		l.settings[file.Name] = true
	}
	for _, u := range p.others {
		l.kinds[u.name] = u.kind
	}
	for _, problem := range p.problems {
		if why, ok := strings.CutPrefix(problem.Message, "not read: "); ok && l.problems[problem.Range.File] == "" {
			l.problems[problem.Range.File] = why
		}
	}
	for name := range p.files {
		l.modules[path.Dir(name)] = l.modules[path.Dir(name)] || parsers.ShapeOf(name) == parsers.Module
	}
	for _, d := range directories {
		for _, base := range slices.Concat(d.modules, d.documents, d.others) {
			l.add(path.Join(d.name, base))
		}
	}
	for name := range p.files { // what paths in view lead to
		if !l.seen[name] {
			l.add(name)
		}
	}
	p.looked = append(p.looked, p.pruned...)
	slices.SortFunc(p.looked, func(a, b finding.Looked) int { return strings.Compare(a.Name, b.Name) })
}

// A lister tells what files were read as.
type lister struct {
	*parsed
	formats  map[string]string       // of documents that are ours, by name
	kinds    map[string]parsers.Kind // of the other documents
	problems map[string]string       // why a file was not read, by name
	modules  map[string]bool         // directories of which Terraform files were read
	settings map[string]bool         // files of settings
	seen     map[string]bool
}

func (l *lister) add(name string) {
	l.seen[name] = true
	file := finding.Looked{Name: name}
	switch {
	case l.settings[name]:
		file.Format = "settings"
	case l.problems[name] != "":
		file.Why = l.problems[name]
	case l.files[name] == nil:
		file.Why = l.whyNot(name)
	default:
		file.Format = l.formatOf(name, l.formats)
		if file.Format == "" {
			file.Why = "it is broken"
		}
		if l.claimed[name] || file.Format == formatPart {
			file.Why = "for what other files declare"
		}
	}
	l.looked = append(l.looked, file)
}

// whyNot says why a file was not read.
func (l *lister) whyNot(name string) string {
	shape := parsers.ShapeOf(name)
	switch {
	case shape == parsers.Other:
		return "by its name it is no Terraform, YAML or JSON"
	case shape == parsers.Module && l.modules[path.Dir(name)]:
		return "another file is read in its place"
	case shape == parsers.Module:
		return "its directory is not about API Gateway"
	case unread[l.kinds[name]] != "":
		return unread[l.kinds[name]]
	default:
		return "nothing in it is about API Gateway"
	}
}
