package cloudformation

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/tree"
)

// maxOpen is how many comparisons a template may leave open and still be read in every
// world: there are two to the power of that.
const maxOpen = 4

// A world is one way in which the comparisons that only a deployment decides may come
// out. In the zero world all are open, and it remembers which were asked for.
//
// Worlds take every comparison for independent of the others. Some worlds are therefore
// ones that no deployment makes, and what holds in all of them holds all the more.
type world struct {
	answers map[string]truth
	asked   map[string]bool
}

func (w *world) answer(comparison string) truth {
	if w.answers == nil {
		if w.asked == nil {
			w.asked = map[string]bool{}
		}
		w.asked[comparison] = true
	}
	return w.answers[comparison]
}

// all are the worlds in which everything that was open in this one is decided; none
// where nothing was, or too much.
func (w *world) all() []*world {
	if len(w.asked) == 0 || len(w.asked) > maxOpen {
		return nil
	}
	open := slices.Sorted(maps.Keys(w.asked))
	var worlds []*world
	for bits := range 1 << len(open) {
		answers := map[string]truth{}
		for i, comparison := range open {
			answers[comparison] = truthOf(bits&(1<<i) != 0)
		}
		worlds = append(worlds, &world{answers: answers})
	}
	return worlds
}

// comparison names what is compared: the same values in the same stack are the same
// comparison, wherever they are written. The text of the file does not tell, since a loop
// makes several comparisons of one.
func (t *template) comparison(pair *tree.Node) string {
	var name strings.Builder
	name.WriteString(strconv.Quote(t.prefix))
	writeNode(&name, pair)
	return name.String()
}

// writeNode writes a value so that no two different ones look alike.
func writeNode(to *strings.Builder, n *tree.Node) {
	if n == nil {
		to.WriteString("-")
		return
	}
	fmt.Fprintf(to, "%d%q%q", n.Kind, n.Tag, n.Text)
	for _, field := range n.Fields {
		fmt.Fprintf(to, "{%q:", field.Key)
		writeNode(to, field.Value)
		to.WriteString("}")
	}
	for _, item := range n.Items {
		to.WriteString("[")
		writeNode(to, item)
		to.WriteString("]")
	}
}

// addVariants gives each API what it is in one more world.
func addVariants(apis, variants []*model.API) {
	for _, variant := range variants {
		for _, api := range apis {
			if api.Address == variant.Address {
				api.Worlds = append(api.Worlds, variant)
			}
		}
	}
}
