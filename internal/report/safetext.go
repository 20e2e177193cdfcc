package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// SafeText makes text from analysed files fit for a terminal and for one line:
// control characters, bidirectional overrides, characters without width and bytes
// that are not UTF-8 become visible escapes. So does the beginning of what the log of a
// GitHub workflow would take as a command.
func SafeText(text string) string {
	text = noCommand(text)
	if isSafe(text) {
		return text
	}
	var out strings.Builder
	for len(text) > 0 {
		r, size := utf8.DecodeRuneInString(text)
		out.WriteString(safeRune(r, text[:size]))
		text = text[size:]
	}
	return out.String()
}

// noCommand escapes :: at the beginning of a line, blanks aside, and ##[ anywhere: GitHub's
// runner takes commands of both kinds (ActionCommand.cs of actions/runner).
func noCommand(text string) string {
	if start := strings.TrimLeftFunc(text, unicode.IsSpace); strings.HasPrefix(start, "::") {
		text = strings.TrimSuffix(text, start) + `\x3a` + start[1:]
	}
	return strings.ReplaceAll(text, "##[", `\x23#[`)
}

func isSafe(text string) bool {
	return utf8.ValidString(text) && strings.IndexFunc(text, isUnsafe) < 0
}

// safeRune returns the visible form of one character, written as bytes.
func safeRune(r rune, bytes string) string {
	switch {
	case r == utf8.RuneError && len(bytes) == 1:
		return fmt.Sprintf(`\x%02x`, bytes[0])
	case !isUnsafe(r):
		return bytes
	case r == '\n':
		return `\n`
	case r == '\r':
		return `\r`
	case r == '\t':
		return `\t`
	case r < 0x100:
		return fmt.Sprintf(`\x%02x`, r)
	case r < 0x10000:
		return fmt.Sprintf(`\u%04x`, r)
	default:
		return fmt.Sprintf(`\U%08x`, r)
	}
}

// isUnsafe reports whether a terminal acts on a character instead of showing it, or
// shows nothing: C0, DEL, C1, format characters (bidirectional controls, joiners,
// tags, byte order marks) and line separators.
func isUnsafe(r rune) bool {
	return r < 0x20 || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
}
