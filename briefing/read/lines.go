package read

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// paragraphsOf cuts a plain text into paragraphs: at blank lines, and at every other line end too, unless the
// text was wrapped at a fixed width.
func paragraphsOf(s string) []string {
	var out []string
	blocks := blocksOf(s)
	width := wrapWidth(blocks)
	for _, lines := range blocks {
		at := 0
		for i := 1; i <= len(lines); i++ {
			if i == len(lines) || !continues(lines[i-1], lines[i], width) {
				out = append(out, strings.Join(lines[at:i], " "))
				at = i
			}
		}
	}
	return out
}

// blocksOf is the lines of s, trimmed, in groups between blank lines.
func blocksOf(s string) [][]string {
	var out [][]string
	var block []string
	for line := range strings.SplitSeq(lineEnds.Replace(s), "\n") {
		if line = strings.TrimFunc(line, unicode.IsSpace); line != "" {
			block = append(block, line)
			continue
		}
		if block != nil {
			out, block = append(out, block), nil
		}
	}
	if block != nil {
		out = append(out, block)
	}
	return out
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n\n", "\f", "\n\n", "\v", "\n", "\u0085", "\n")

const (
	narrowest = 40  // characters: shorter lines are a list or a poem
	widest    = 100 // characters: mail and terminals wrap at 60 to 80, nothing wraps wider than this
)

// wrapWidth is the width at which the lines of a text were wrapped, or 0 if they were not. They were if no line is
// longer than widest and most lines that have a next one end only where its first word did not fit.
func wrapWidth(blocks [][]string) int {
	width := 0
	for _, lines := range blocks {
		for _, l := range lines {
			if strings.Contains(l, " ") { // a long address is not wrapped
				width = max(width, utf8.RuneCountInString(l))
			}
		}
	}
	if width < narrowest || width > widest {
		return 0
	}
	full, pairs := 0, 0
	for _, lines := range blocks {
		for i := 1; i < len(lines); i++ {
			pairs++
			if wrapped(lines[i-1], lines[i], width) {
				full++
			}
		}
	}
	if full < 2 || full*10 < pairs*6 {
		return 0
	}
	return width
}

// wrapped reports whether the first word of next did not fit behind line.
func wrapped(line, next string, width int) bool {
	word, _, _ := strings.Cut(next, " ")
	return utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width
}

// continues reports whether next goes on in the middle of the paragraph that line belongs to.
func continues(line, next string, width int) bool {
	if width > 0 && wrapped(line, next, width) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(next)
	return unicode.IsLower(r) && utf8.RuneCountInString(line) >= narrowest && !endsSentence(line) && !strings.HasSuffix(line, ":")
}
