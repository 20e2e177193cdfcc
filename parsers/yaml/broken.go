package yaml

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"sync"

	yaml3 "github.com/oasdiff/yaml3"
)

// maxLocate is the size of a file up to which the line of an error is looked for.
const maxLocate = 1 << 18

var errorLineForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^line (\d+): `) })

// refuse reports an error of yaml3.
func (r *yamlReader) refuse(err error) {
	message := strings.TrimPrefix(err.Error(), "yaml: ")
	number := 1
	if place := errorLineForm().FindStringSubmatch(message); place != nil {
		number, _ = strconv.Atoi(place[1])
		message = strings.TrimPrefix(message, place[0])
	}
	if len(r.data) <= maxLocate {
		number = r.failingLine(err.Error())
	}
	start, end := r.places.line(number)
	start += len(r.data[start:end]) - len(bytes.TrimLeft(r.data[start:end], " \t"))
	r.found.add(r.base+start, r.base+end, "not YAML: "+shortened(message))
}

// failingLine finds the line at which an error shows. yaml3 tells where the mapping
// or the list around it begins, which may be hundreds of lines above; but it fails
// in the same way as soon as the line in question is there, and not before.
func (r *yamlReader) failingLine(message string) int {
	without, with := 0, len(r.places.lines)
	for with-without > 1 {
		middle := (without + with) / 2
		if _, end := r.places.line(middle); failsAs(r.data[:end], message) {
			with = middle
		} else {
			without = middle
		}
	}
	return with
}

// failsAs reports whether a stream of documents breaks with that very message.
func failsAs(data []byte, message string) bool {
	decoder := yaml3.NewDecoder(bytes.NewReader(data))
	for {
		if _, err := decode(decoder); err != nil {
			return err.Error() == message
		}
	}
}
