package terraform

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"sync"
)

var sourceForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^source(?:\s*=|"\s*:)\s*"([^"$%]*)"`)
})

// Sources are where the modules come from that a file calls, as far as its text tells
// without being parsed.
func Sources(data []byte) (sources []string) {
	const word = "source"
	for at := bytes.Index(data, []byte(word)); at >= 0; {
		if at == 0 || strings.IndexByte(" \t\n{\"", data[at-1]) >= 0 { // unlike that in "resource"
			if match := sourceForm().FindSubmatch(data[at:]); match != nil {
				sources = append(sources, string(match[1]))
			}
		}
		data = data[at+len(word):]
		at = bytes.Index(data, []byte(word))
	}
	return sources
}

// CallsGateway reports whether a file calls a module from elsewhere that is about API
// Gateway by its name.
func CallsGateway(data []byte) bool {
	return bytes.Contains(data, []byte("gateway")) && slices.ContainsFunc(Sources(data), isGateway)
}

func isGateway(from string) bool {
	if strings.HasPrefix(from, ".") {
		return false
	}
	return strings.Contains(strings.NewReplacer("-", "", "_", "").Replace(strings.ToLower(from)), "apigateway")
}
