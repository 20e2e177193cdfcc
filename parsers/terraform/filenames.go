package terraform

import (
	"fmt"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/source"
)

// A listing is what the names in a directory say of its configuration. All are in the
// order of names.
type listing struct {
	files     []string
	overrides []string // merged over the files
	shadowed  []string // not read, since OpenTofu has a file of its own in their place
}

// list sorts the names in a directory. A file of OpenTofu's is read in place of
// Terraform's of the same name, which is why people write it.
// https://opentofu.org/docs/language/files/
func list(entries []source.Entry) (found listing) {
	var names []string
	for _, entry := range entries {
		if !entry.Type.IsDir() && !strings.HasPrefix(entry.Name, ".") {
			names = append(names, entry.Name)
		}
	}
	for _, name := range names {
		base, ending := cutForm(name)
		switch {
		case ending == "":
		case slices.Contains(names, inTofu(name)):
			found.shadowed = append(found.shadowed, name)
		case base == "override" || strings.HasSuffix(base, "_override"):
			found.overrides = append(found.overrides, name)
		default:
			found.files = append(found.files, name)
		}
	}
	return found
}

// isConfiguration tells the files of configuration of a directory by their names.
func isConfiguration(name string) bool {
	_, ending := cutForm(name)
	return ending != "" && !strings.Contains(name, "/")
}

// cutForm splits the name of a file of configuration; ending is empty for other files.
func cutForm(name string) (base, ending string) {
	for _, ending := range []string{".tf", ".tf.json", ".tofu", ".tofu.json"} {
		if base, ok := strings.CutSuffix(name, ending); ok {
			return base, ending
		}
	}
	return name, ""
}

// inTofu is the name that OpenTofu prefers to one of Terraform's; empty for its own.
func inTofu(name string) string {
	switch base, ending := cutForm(name); ending {
	case ".tf":
		return base + ".tofu"
	case ".tf.json":
		return base + ".tofu.json"
	default:
		return ""
	}
}

// noteShadowed says once for a directory that Terraform would read something else.
func (u *unit) noteShadowed(d *directory, shadowed []string) {
	if len(shadowed) == 0 {
		return
	}
	more := ""
	if others := len(shadowed) - 1; others > 0 {
		more = fmt.Sprintf(" (and %d more of the kind in this directory)", others)
	}
	u.keep(source.Problem{
		Range:   source.Range{File: d.file(inTofu(shadowed[0]))},
		Message: "read in place of " + shadowed[0] + ", as OpenTofu does; Terraform reads " + shadowed[0] + more,
		Note:    true,
	})
}
