package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/authlint/authlint/internal/finding"
)

// The constants of GitHub's line hash.
const (
	hashWindow = 100
	hashBase   = 37
	hashEnd    = 65535 // stands for the end of the file
)

// A lineHasher hashes every line of a file together with what follows it, as GitHub
// does to recognise an alert after the lines around it have moved
// (src/fingerprints.ts of github/codeql-action). A hash that differs from GitHub's
// own makes each upload warn.
type lineHasher struct {
	window [hashWindow]uint64
	starts [hashWindow]int // the line that starts at this place of the window; 0: none
	at     int
	hash   uint64
	first  uint64 // hashBase to the power of hashWindow
	lines  int
	seen   map[uint64]int
	hashes []string
}

// lineHashes returns the hash of each line of a file; the first line's is at 0.
func lineHashes(data []byte) []string {
	h := lineHasher{first: 1, seen: map[uint64]int{}}
	for range hashWindow {
		h.first *= hashBase
	}
	h.read(data)
	for range hashWindow {
		h.flush()
		h.push(0)
	}
	return h.hashes
}

// read takes in UTF-16 code units: blanks are skipped, and each kind of line break
// counts as one LF.
func (h *lineHasher) read(data []byte) {
	newLine, afterCR := true, false
	take := func(unit uint64) {
		h.flush()
		if newLine {
			h.lines++
			h.starts[h.at] = h.lines
		}
		newLine = unit == '\n'
		h.push(unit)
	}
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		if r == utf8.RuneError && size == 1 {
			size = cutShort(data)
		}
		data = data[size:]
		switch {
		case r == ' ', r == '\t', r == '\n' && afterCR:
			afterCR = false
		case r == '\r':
			take('\n')
			afterCR = true
		case r >= 0x10000:
			high, low := utf16.EncodeRune(r)
			take(uint64(high))
			take(uint64(low))
			afterCR = false
		default:
			take(uint64(r))
			afterCR = false
		}
	}
	take(hashEnd)
}

// cutShort is how many bytes that are not UTF-8 Node.js, which GitHub's hash runs on, makes
// one replacement character of: those of a character whose last bytes are missing, else one
// (https://encoding.spec.whatwg.org/#utf-8-decoder).
func cutShort(data []byte) int {
	size := 1
	for size < len(data) && !utf8.FullRune(data[:size+1]) {
		size++
	}
	return size
}

// flush ends the hash of the line whose first unit is about to leave the window.
func (h *lineHasher) flush() {
	if h.starts[h.at] == 0 {
		return
	}
	h.starts[h.at] = 0
	h.seen[h.hash]++
	h.hashes = append(h.hashes, strconv.FormatUint(h.hash, 16)+":"+strconv.Itoa(h.seen[h.hash]))
}

func (h *lineHasher) push(unit uint64) {
	h.hash = hashBase*h.hash + unit - h.first*h.window[h.at]
	h.window[h.at] = unit
	h.at = (h.at + 1) % hashWindow
}

// addressHash identifies a finding by what it is about, for readers that do not
// compute GitHub's hash: rule, API, thing, and the text without its blanks. It holds
// no line number.
func addressHash(run finding.Run, f finding.Finding) string {
	text := strings.Join(strings.Fields(fileOf(run, f.Range).Text(f.Range)), " ")
	sum := sha256.Sum256(fmt.Appendf(nil, "%q", []string{f.Rule, f.API, f.Address, text}))
	return hex.EncodeToString(sum[:8])
}
