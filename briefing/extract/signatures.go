package extract

import (
	"strings"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// labelled is the speaker whose name and a colon stand before a quotation, at the start of the sentence or behind a dash (`Ida Lund: "We
// stay."`), or open it, as in a transcript ("LUND: We stay.").
func (r *reading) labelled(s *sentence, q briefing.Span) (speaker, bool) {
	at := s.wordAt(q.Start)
	if at >= len(s.words) {
		return speaker{}, false
	}
	if n := s.nameAt(at); n != nil && n.last+1 < len(s.words) && n.span.End < q.End && strings.HasPrefix(r.gap(s, n.last+1), ": ") && speaking(n.figure) {
		return r.named(s, n), true
	}
	if at == 0 || !strings.HasPrefix(r.gap(s, at), ":") {
		return speaker{}, false
	}
	n := s.nameTo(at - 1)
	if n == nil || !speaking(n.figure) {
		return speaker{}, false
	}
	who := r.named(s, n)
	if first := s.wordAt(who.from); first > 0 && r.plain(s, first) {
		return speaker{}, false
	}
	return who, true
}

// signed is the speaker whose name stands behind a dash behind a quotation, there or on a line of its own: `"We stay." - Ida Lund, Oslo`.
func (r *reading) signed(i int, q text.Quotation) (speaker, bool) {
	s := &r.sentences[i]
	if at := s.wordAt(q.Span.End); at < len(s.words) {
		return r.signature(s, q.Span.End, at)
	}
	if i+1 < len(r.sentences) && q.Closed {
		if below := &r.sentences[i+1]; len(below.words) > 0 && below.words[0].Span.Start > below.span.Start {
			return r.signature(below, below.span.Start, 0)
		}
	}
	return speaker{}, false
}

// signature is the speaker named by word i, when a dash stands before it from the byte at on and only a comma or bracket follows.
func (r *reading) signature(s *sentence, at, i int) (speaker, bool) {
	dash := strings.Trim(r.text[at:s.words[i].Span.Start], " \u00a0\n.")
	if c, size := utf8.DecodeRuneInString(dash); dash == "" || dash != "--" && size != len(dash) || !strings.ContainsRune("-–—―~", c) {
		return speaker{}, false
	}
	p, ok := r.phraseFrom(s, i)
	if !ok || p.name == nil || !speaking(p.name.figure) {
		return speaker{}, false
	}
	rest := strings.TrimLeft(r.text[p.name.span.End:s.span.End], ".")
	if rest != "" && !strings.ContainsAny(rest[:1], ",(\n") || len(strings.Fields(rest)) > longestSignature {
		return speaker{}, false
	}
	for k := p.name.last + 1; k < len(s.words); k++ {
		if w := s.words[k].Norm; finite[w] || verbs[w].form == past { // a sentence of its own
			return speaker{}, false
		}
	}
	return r.named(s, p.name), true
}

// longestSignature is how many words may follow the name in a signature.
const longestSignature = 10

// speaking reports whether a figure can be what a label or a signature names: a person, a body, or a name that tells neither.
func speaking(f *figure) bool { return f.kind != briefing.MentionPlace }
