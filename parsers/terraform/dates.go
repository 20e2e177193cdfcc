package terraform

import (
	"time"

	"github.com/authlint/authlint/internal/tree"
)

// compareTimes is timecmp: -1, 0 or 1 as the first time is before, at or after the second.
func compareTimes(c call) *tree.Node {
	if !c.allKnown() {
		return c.unknown(c.unit().firstUnknown(c.arguments...))
	}
	var times [2]time.Time
	for i, argument := range c.arguments {
		read, err := time.Parse(time.RFC3339, argument.Text)
		if err != nil {
			return c.fail("%q is not a time as RFC 3339 has it", argument.Text)
		}
		times[i] = read
	}
	return number(c, times[0].Compare(times[1]))
}
