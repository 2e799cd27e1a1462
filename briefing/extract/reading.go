package extract

import (
	"sort"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// reading is an article while it is read.
type reading struct {
	text       string
	language   string
	published  time.Time
	blocks     []briefing.Block
	sentences  []sentence
	people     map[string][]*figure      // by last name
	figures    map[string]*figure        // by folded full form
	holders    map[string][]*figure      // by the head word of a role: who was introduced with it
	lower      map[string]bool           // words the article also prints in lower case
	bodiesMet  []*figure                 // the organisations, in order of the first place that names them
	bracketed  map[*figure]*figure       // initials in brackets, by the name before them
	introduced map[string][]introduction // by noun, in order
	calledBy   map[string][]*figure      // what is called by a noun: "the shipping company Acme"
	times      timeline                  // the times it has named so far
}

// sentence is one sentence, or one quotation of several. All spans count in the article.
type sentence struct {
	span       briefing.Span
	block      int
	part       briefing.BlockKind
	words      []text.Word
	names      []name
	quotations []text.Quotation
	cues       []cue
	speech     []briefing.Quote
	speaker    *figure // who spoke last in it; nil when nobody is known
	unsure     bool    // that was a doubtful finding, or somebody without a name
	between    bool    // the finding is doubtful only because a paragraph begins between it and who spoke before
	unnamed    unnamed // who that was when only described
	focus      focus   // whom or what it is about
	asked      *figure // who was asked something in it
	topic      topic   // what it speaks of
}

func (s *sentence) kind() briefing.FactKind {
	switch s.part {
	case briefing.BlockStandfirst:
		return briefing.FactStandfirst
	case briefing.BlockCaption:
		return briefing.FactCaption
	}
	return briefing.FactStatement
}

// read cuts the evidence of an article into sentences and words. Blocks that do not lie in the text, or do not rise, are skipped.
func read(a briefing.Article) *reading {
	r := &reading{text: a.Text, language: a.Language, published: a.Published, blocks: a.Blocks}
	end := 0
	for i, b := range a.Blocks {
		if b.Span.Start < end || b.Span.Empty() || b.Span.End > len(a.Text) {
			continue
		}
		end = b.Span.End
		if b.Kind.Evidence() {
			r.readBlock(i, b)
		}
	}
	return r
}

// readBlock cuts a block into sentences, and gives each of them its words and quotations.
func (r *reading) readBlock(block int, b briefing.Block) {
	paragraph := b.Span.Of(r.text)
	quotations := text.Quotations(paragraph)
	spans := text.SentencesIn(paragraph, r.language)
	// A dateline stays outside its fact: whoever reads the citation wants the statement, and the place is not where it came to pass.
	if filed := text.Dateline(paragraph); !filed.Empty() && len(spans) > 0 && filed.End < spans[0].End {
		spans[0].Start = filed.End
	}
	words := text.Words(paragraph)
	if len(quotations) > 0 {
		spans = joinAsked(paragraph, spans, words)
	}
	if n := len(quotations); n > 0 && !quotations[n-1].Closed {
		spans = keepOpen(spans, quotations[n-1], r.reopens(block))
	}
	for i := range words {
		words[i].Span = words[i].Span.Shift(b.Span.Start)
	}
	for i := range quotations {
		quotations[i].Span = quotations[i].Span.Shift(b.Span.Start)
		quotations[i].Inside = quotations[i].Inside.Shift(b.Span.Start)
	}
	for _, span := range spans {
		s := sentence{span: span.Shift(b.Span.Start), block: block, part: b.Kind}
		words = words[wordsTo(words, s.span.Start):]
		n := wordsTo(words, s.span.End)
		s.words, words = words[:n:n], words[n:]
		n = 0
		for n < len(quotations) && quotations[n].Span.Start < s.span.End {
			quotations[n].Span.End = min(quotations[n].Span.End, s.span.End)
			quotations[n].Inside.End = min(quotations[n].Inside.End, s.span.End)
			n++
		}
		s.quotations, quotations = quotations[:n:n], quotations[n:]
		if b.Kind == briefing.BlockCaption && credit(s.span.Of(r.text)) {
			continue
		}
		r.sentences = append(r.sentences, s)
	}
}

// joinAsked joins a quotation that ends as a sentence does with the next sentence, where that only says who spoke:
// `"Did you know?" Ms. Roe asked the minister.`
func joinAsked(paragraph string, spans []briefing.Span, words []text.Word) []briefing.Span {
	out := spans[:0:0]
	for _, span := range spans {
		for len(words) > 0 && words[0].Span.Start < span.Start {
			words = words[1:]
		}
		if n := len(out) - 1; n >= 0 && asksOn(paragraph, out[n], span, words) {
			out[n].End = span.End
			continue
		}
		out = append(out, span)
	}
	return out
}

// longestAsker is how many words may stand before the verb of such a sentence, and longestAsked how many behind it.
const (
	longestAsker = 5
	longestAsked = 8
)

// asksOn reports whether the sentence next, which begins with the first of words, only says who spoke the quotation that ends prev.
func asksOn(paragraph string, prev, next briefing.Span, words []text.Word) bool {
	before := prev.Of(paragraph)
	bare := strings.TrimRight(before, "\"”’'»")
	if len(bare) == len(before) || !strings.HasSuffix(bare, "?") && !strings.HasSuffix(bare, "!") && !strings.HasSuffix(bare, "…") ||
		strings.Trim(paragraph[prev.End:next.Start], " ") != "" || strings.ContainsAny(next.Of(paragraph), "\"“”‘«:") {
		return false
	}
	for i, w := range words {
		if i > longestAsker || w.Span.Start >= next.End {
			return false
		}
		if i > 0 && strings.ContainsAny(paragraph[words[i-1].Span.End:w.Span.Start], ",;(") {
			return false
		}
		u := verbs[w.Norm]
		if i == 0 || u.manner == 0 || u.manner > asks || u.noun && u.form != past || u.form != past && u.form != third {
			continue
		}
		behind := 0
		for k := i + 1; k < len(words) && words[k].Span.Start < next.End; k++ {
			n := words[k].Norm
			if behind++; behind > longestAsked || questioning[n] || n == "that" || k == i+1 && u.manner < tells && !prepositions[n] && !timely[n] && !calendar(n) {
				return false
			}
			if finite[n] || verbs[n].form == past { // a clause of its own
				return false
			}
		}
		return true
	}
	return false
}

// wordsTo is how many of the words end at or before a byte.
func wordsTo(words []text.Word, end int) int {
	n := 0
	for n < len(words) && words[n].Span.End <= end {
		n++
	}
	return n
}

// keepOpen joins the sentences of a quotation that the paragraph leaves open, when it fills the paragraph or the next one goes on with it.
func keepOpen(spans []briefing.Span, q text.Quotation, reopened bool) []briefing.Span {
	for i, span := range spans {
		if q.Span.Start < span.End {
			if !reopened && q.Span.Start != spans[0].Start {
				return spans
			}
			span.End = spans[len(spans)-1].End
			return append(spans[:i:i], span)
		}
	}
	return spans
}

// reopens reports whether the next paragraph of the body begins with a quotation mark.
func (r *reading) reopens(block int) bool {
	for _, b := range r.blocks[block+1:] {
		if b.Kind == briefing.BlockBody {
			return strings.IndexAny(b.Span.Of(r.text), "\"“‘'«„") == 0
		}
	}
	return false
}

// credit reports whether a sentence of a caption only says who took the photo.
func credit(s string) bool {
	if s[0] == '(' || s[0] == '[' {
		return s[len(s)-1] == ')' || s[len(s)-1] == ']'
	}
	for _, word := range []string{"Photo", "Photograph", "Picture", "Image", "Credit", "Photo by", "Photograph by", "Image by"} {
		if rest, ok := strings.CutPrefix(s, word); ok && (strings.HasPrefix(rest, ":") || strings.HasSuffix(word, " by")) {
			return true
		}
	}
	return false
}

// longestRead is how many words a sentence may have to be read for its details. No sentence of a newsroom comes near it; a
// bound keeps the time linear whatever the text is.
const longestRead = 1500

func (s *sentence) readable() bool {
	return len(s.words) <= longestRead && len(s.quotations) <= longestRead
}

// gap is what stands between the words i-1 and i of a sentence.
func (r *reading) gap(s *sentence, i int) string {
	from, to := s.span.Start, s.span.End
	if i > 0 {
		from = s.words[i-1].Span.End
	}
	if i < len(s.words) {
		to = s.words[i].Span.Start
	}
	return r.text[from:to]
}

// plain reports whether only a space or a hyphen parts word i from the one before.
func (r *reading) plain(s *sentence, i int) bool {
	if i <= 0 || i >= len(s.words) {
		return false
	}
	switch g := r.gap(s, i); g {
	case " ", "-", "‑", " & ", "'", "’":
		return true
	case "/": // "9/11"
		return digit(s.words[i].Norm) && digit(s.words[i-1].Norm)
	case ". ":
		w := s.words[i-1]
		return w.Span.Len() <= 4 && upper(r.text, w.Span.Start) || strings.HasSuffix(w.Norm, "us")
	}
	return false
}

// quoted reports whether word i stands inside a quotation.
func (s *sentence) quoted(i int) bool {
	at := s.words[i].Span.Start
	for _, q := range s.quotations {
		if at < q.Span.Start {
			return false
		}
		if at < q.Span.End {
			return true
		}
	}
	return false
}

// wordAt is the first word of a sentence that begins at or behind a byte of the article.
func (s *sentence) wordAt(at int) int {
	return sort.Search(len(s.words), func(i int) bool { return s.words[i].Span.Start >= at })
}

// nameAt is the name that begins with word i, or nil.
func (s *sentence) nameAt(i int) *name {
	if n := s.within(i); n != nil && n.first == i {
		return n
	}
	return nil
}

// nameTo is the name that ends with word i, or nil.
func (s *sentence) nameTo(i int) *name {
	if n := s.within(i); n != nil && n.last == i {
		return n
	}
	return nil
}

// within is the name that word i belongs to, or nil.
func (s *sentence) within(i int) *name {
	k := sort.Search(len(s.names), func(k int) bool { return s.names[k].last >= i })
	if k < len(s.names) && s.names[k].first <= i {
		return &s.names[k]
	}
	return nil
}

// over is the span of the words [from, to) of a sentence.
func (s *sentence) over(from, to int) briefing.Span {
	return briefing.Span{Start: s.words[from].Span.Start, End: s.words[to-1].Span.End}
}

func upper(s string, i int) bool {
	c := s[i]
	return 'A' <= c && c <= 'Z' || c == 0xC3 && i+1 < len(s) && s[i+1] < 0x9F
}
