package main

import (
	"os"
	"strings"
	"unicode/utf8"

	"golang.org/x/term"

	"github.com/nutgraf/nutgraf/adapters/console"
	"github.com/nutgraf/nutgraf/bot/post"
)

// isTerminal reports whether a stream is a terminal that a person looks at.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// colour reports whether to print in colour: on a terminal, unless NO_COLOR is set (https://no-color.org).
func colour(stream any) bool {
	return isTerminal(stream) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// shown is a post as a person sees it on a stream: in colour and broken between words on a terminal, plain elsewhere.
func shown(p post.Post, stream any) string {
	return console.Options{Color: colour(stream), Width: width(stream)}.Render(p)
}

// width is the number of columns of a terminal, or 0 for anything else.
func width(stream any) int {
	f, ok := stream.(*os.File)
	if !ok {
		return 0
	}
	w, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return w
}

// painter colours text on a terminal (ECMA-48 SGR codes) and leaves it alone elsewhere.
type painter struct{ on bool }

func (p painter) bold(s string) string { return p.paint("1", s) }
func (p painter) dim(s string) string  { return p.paint("2", s) }
func (p painter) note(s string) string { return p.paint("36", s) }

// label is for what stands in the margin of evidence.
func (p painter) label(s string) string { return p.paint("1;32", s) }

func (p painter) paint(code, s string) string {
	if !p.on {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

// broken is words in lines of at most width columns, broken between words; a width below leastWidth breaks none.
func broken(words string, width int) []string {
	if width < leastWidth {
		return []string{words}
	}
	var out []string
	line, columns := "", 0
	for word := range strings.FieldsSeq(words) {
		n := utf8.RuneCountInString(word)
		if columns > 0 && columns+1+n > width {
			out = append(out, line)
			line, columns = "", 0
		}
		if columns > 0 {
			line += " "
			columns++
		}
		line += word
		columns += n
	}
	return append(out, line)
}

// leastWidth is the narrowest column that is worth breaking lines for.
const leastWidth = 20
