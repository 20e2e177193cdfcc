package report

import "github.com/authlint/authlint/internal/finding"

// A palette colours text with ANSI codes (ECMA-48, "select graphic rendition"); the
// zero palette leaves it as it is.
type palette struct{ on bool }

func (t Terminal) palette() palette { return palette{t.Color} }

func (p palette) paint(code, text string) string {
	if !p.on || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

func (p palette) bold(text string) string { return p.paint("1", text) }

// frame is for what surrounds a snippet.
func (p palette) frame(text string) string { return p.paint("1;34", text) }

func (p palette) severity(s finding.Severity, text string) string {
	switch s {
	case finding.Error:
		return p.paint("1;31", text)
	case finding.Warning:
		return p.paint("1;33", text)
	case finding.Note:
		return p.paint("1;36", text)
	default:
		return p.paint("1;34", text)
	}
}
