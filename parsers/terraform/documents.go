package terraform

import (
	"strings"

	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
	"github.com/authlint/authlint/parsers/yaml"
)

// The bounds of a document that is handed on: what reads it has no budget of its own.
const (
	maxDocumentNodes = 200_000
	maxDocumentDepth = 200

	// parseCost is how many bytes of a document are read for one step of evaluation.
	parseCost = 16
)

// document is what a text says as JSON or YAML, with each value where it is written:
// in the argument of jsonencode, in a heredoc, in a file. What is not known of the text
// is unknown in the document. The problem says why a text that is known is no document.
func (u *unit) document(n *tree.Node) (*tree.Node, *source.Problem) {
	switch {
	case n.IsAbsent(), n.Kind == tree.String && strings.TrimSpace(n.Text) == "":
		return nil, nil
	case u.encoded[n] != nil:
		return u.bounded(u.encoded[n]), nil
	case n.Kind == tree.Mapping || n.Kind == tree.Sequence:
		return u.bounded(n), nil
	case n.Kind == tree.Unknown && !isCertainlyText(n):
		return n, nil
	}
	segments := u.templates[n]
	if segments == nil {
		segments = []segment{{parts: u.textParts(n), at: n.Range}}
		if !n.IsKnown() {
			segments[0].value = n
		}
	}
	if file := u.wholeFile(segments); file != nil {
		return u.parsed(file)
	}
	r := rendering{unit: u, whole: n.Range}
	return r.read(segments)
}

// parsed is the document in a file, which is read once.
func (u *unit) parsed(file *source.File) (*tree.Node, *source.Problem) {
	known, done := u.documents[file]
	if !done {
		documents, problems := yaml.Parse(file)
		known.root, known.problem = firstOf(documents, problems)
		u.documents[file] = known
		ignores, problems := yaml.Ignores(file, documents)
		u.ignores = append(u.ignores, ignores...)
		for _, problem := range problems {
			u.keep(problem)
		}
	}
	return known.root, known.problem
}

// A reading is what came of a file that was read as a document.
type reading struct {
	root    *tree.Node
	problem *source.Problem
}

// firstOf is the first document of a stream.
func firstOf(documents []*tree.Node, problems []source.Problem) (*tree.Node, *source.Problem) {
	for _, problem := range problems {
		if !problem.Note {
			return tree.NewUnknown(problem.Range, problem.Message), &problem
		}
	}
	if len(documents) == 0 {
		return nil, nil
	}
	return documents[0], nil
}

// wholeFile is the file that a text is all of.
func (u *unit) wholeFile(segments []segment) *source.File {
	if len(segments) != 1 || !segments[0].literal {
		return nil
	}
	file := u.files[segments[0].at.File]
	if file == nil || file.All() != segments[0].at || segments[0].parts[0].Literal != string(file.Data) {
		return nil
	}
	return file
}

// bounded is a document, unless it is too large or too deep for what reads it.
func (u *unit) bounded(n *tree.Node) *tree.Node {
	left := maxDocumentNodes
	if !fits(n, maxDocumentDepth, &left) {
		return tree.NewUnknown(n.Range, "the document is too large")
	}
	return n
}

func fits(n *tree.Node, depth int, left *int) bool {
	*left--
	if depth == 0 || *left <= 0 {
		return false
	}
	if n == nil {
		return true
	}
	for _, field := range n.Fields {
		if !fits(field.Value, depth-1, left) {
			return false
		}
	}
	for _, item := range n.Items {
		if !fits(item, depth-1, left) {
			return false
		}
	}
	return true
}
