package report

import (
	"net/url"
	"path"
	"strings"
)

// Links are where the files of a run are, for terminals on which what is printed can be
// opened (OSC 8). A terminal tells by the host whether a file is its own.
// https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda
type Links struct {
	Host string
	Root string // an absolute path
}

// to makes a text a link to a page; one that is no plain address stays a text.
func (l *Links) to(address, text string) string {
	if l == nil || !strings.HasPrefix(address, "https://") || !isSafe(address) {
		return text
	}
	return "\x1b]8;;" + address + "\x1b\\" + text + "\x1b]8;;\x1b\\"
}

// toFile makes a text a link to a file. Its name may hold anything: all of it is escaped.
func (l *Links) toFile(name, text string) string {
	if l == nil {
		return text
	}
	address := url.URL{Scheme: "file", Host: l.Host, Path: path.Join(strings.ReplaceAll(l.Root, `\`, "/"), name)}
	return "\x1b]8;;" + address.String() + "\x1b\\" + text + "\x1b]8;;\x1b\\"
}
