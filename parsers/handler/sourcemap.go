package handler

import (
	"encoding/json"
	"sort"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/authlint/authlint/internal/source"
)

// A sourceMap leads from the text that esbuild makes back to the source. It is read here,
// not by a library, since ranges need to know whether a place has a mapping of its own.
// https://tc39.es/ecma426/
type sourceMap struct {
	file     *source.File
	lines    []int // where the lines of the source begin
	mappings []mapping
}

// A mapping leads from an offset in the made text to one in the source.
type mapping struct{ made, original int }

func readSourceMap(file *source.File, made []byte, text []byte) sourceMap {
	m := sourceMap{file: file, lines: lineStarts(file.Data)}
	var raw struct{ Mappings string }
	if json.Unmarshal(text, &raw) != nil {
		return m
	}
	madeLines := lineStarts(made)
	var source, line, column int // deltas run on over lines, but for the made column
	for i, group := range strings.Split(raw.Mappings, ";") {
		madeColumn := 0
		for segment := range strings.SplitSeq(group, ",") {
			fields := decodeVLQ(segment)
			if len(fields) > 0 {
				madeColumn += fields[0]
			}
			if len(fields) < 4 || i >= len(madeLines) {
				continue
			}
			source, line, column = source+fields[1], line+fields[2], column+fields[3]
			if original, ok := m.offset(line, column); ok && source == 0 {
				m.mappings = append(m.mappings, mapping{madeLines[i] + madeColumn, original})
			}
		}
	}
	sort.SliceStable(m.mappings, func(i, j int) bool { return m.mappings[i].made < m.mappings[j].made })
	return m
}

// lineStarts are the offsets at which lines begin, as JavaScript counts lines.
func lineStarts(data []byte) []int {
	starts := []int{0}
	for i := 0; i < len(data); i++ {
		switch {
		case data[i] == '\n', data[i] == '\r' && (i+1 == len(data) || data[i+1] != '\n'):
			starts = append(starts, i+1)
		case data[i] == 0xE2 && i+2 < len(data) && data[i+1] == 0x80 && (data[i+2] == 0xA8 || data[i+2] == 0xA9):
			starts = append(starts, i+3)
		}
	}
	return starts
}

// offset turns a line and a column, which counts UTF-16 units, into an offset.
func (m sourceMap) offset(line, column int) (int, bool) {
	if line < 0 || line >= len(m.lines) || column < 0 {
		return 0, false
	}
	at := m.lines[line]
	for column > 0 && at < len(m.file.Data) {
		if c := m.file.Data[at]; c < utf8.RuneSelf { // most of it
			at, column = at+1, column-1
			continue
		}
		r, size := utf8.DecodeRune(m.file.Data[at:])
		at, column = at+size, column-max(1, utf16.RuneLen(r))
	}
	return at, true
}

// at is where a piece of the made text stands in the source: from the mapping of its
// first byte, or the one before it, to the end of the token that its last mapping leads to.
func (m sourceMap) at(start, end int) source.Range {
	first := sort.Search(len(m.mappings), func(i int) bool { return m.mappings[i].made > start }) - 1
	last := sort.Search(len(m.mappings), func(i int) bool { return m.mappings[i].made >= end }) - 1
	if first < 0 {
		return source.Range{File: m.file.Name}
	}
	r := source.Range{File: m.file.Name, Start: m.mappings[first].original}
	r.End = tokenEnd(m.file.Data, r.Start)
	for i := max(first, last); i > first && i >= last-3; i-- {
		if at := m.mappings[i].original; at >= r.Start {
			r.End = max(r.End, tokenEnd(m.file.Data, at))
			break
		}
	}
	return r
}

// decodeVLQ reads the numbers of one segment.
func decodeVLQ(segment string) []int {
	const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	var fields []int
	value, shift := 0, 0
	for i := range len(segment) {
		digit := strings.IndexByte(digits, segment[i])
		if digit < 0 || shift > 30 {
			return nil
		}
		value |= digit & 31 << shift
		if shift += 5; digit&32 != 0 {
			continue
		}
		if value&1 != 0 {
			fields = append(fields, -(value >> 1))
		} else {
			fields = append(fields, value>>1)
		}
		value, shift = 0, 0
	}
	return fields
}
