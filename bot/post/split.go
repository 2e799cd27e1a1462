package post

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/bot/wording"
	"github.com/nutgraf/nutgraf/briefing"
)

// leastSize is the smallest message that Split cuts for; no service has smaller ones.
const leastSize = 300

// Split cuts p into posts whose plain forms have at most size characters each, between facts: a lead stays with what it leads
// to, a title with what stands under it, and what is said about evidence with the evidence. Each piece lists the sources of the
// numbers in it, behind its text, so it proves by itself what it says. A single text longer than a message is cut between
// sentences, or words, and each piece of it keeps its numbers. A citation is never cut: of one that fills half a message the ends of
// its headline and outlet give way to an ellipsis, and an address that long is left out. Nothing else is lost but white space.
//
// All pieces go by the key of p and have no mark; the last has its actions.
func Split(p Post, size int) []Post {
	size = max(size, leastSize)
	if p.length() <= size {
		return []Post{p}
	}
	s := splitter{size: size}
	body := s.partition(fitSources(p.Parts, size/2))
	for _, unit := range units(body) {
		s.add(unit)
	}
	s.flush()
	for i := range s.out {
		s.out[i].Key = p.Key
	}
	s.out[len(s.out)-1].Actions = p.Actions
	return s.out
}

// splitter fills one piece after the other.
type splitter struct {
	size    int
	sources []Part // that are cited, in order
	filled  []Part // of the piece being filled, without the sources it cites
	out     []Post
}

// partition keeps the sources that are cited and returns the other parts.
func (s *splitter) partition(parts []Part) (body []Part) {
	var cites []int
	for _, p := range parts {
		if p.Source == nil {
			cites = append(cites, p.Cites...)
		}
	}
	for _, p := range parts {
		if p.Source != nil && p.leadsTo(cites) {
			s.sources = append(s.sources, p)
		} else {
			body = append(body, p)
		}
	}
	return body
}

// whole is parts with the sources they cite, which stand before a footer.
func (s *splitter) whole(parts []Part) Post {
	var cites []int
	for _, p := range parts {
		if p.Source == nil {
			cites = append(cites, p.Cites...)
		}
	}
	end := len(parts)
	for end > 0 && parts[end-1].Kind == PartFooter {
		end--
	}
	all := slices.Clone(parts[:end])
	for _, source := range s.sources {
		if source.leadsTo(cites) {
			all = append(all, source)
		}
	}
	return Post{Parts: append(all, parts[end:]...)}
}

func (s *splitter) length(parts ...Part) int { return s.whole(slices.Concat(s.filled, parts)).length() }

// units groups parts that should stay together.
func units(parts []Part) [][]Part {
	var out [][]Part
	for i, p := range parts {
		if i > 0 && together(parts[i-1], p) {
			out[len(out)-1] = append(out[len(out)-1], p)
			continue
		}
		out = append(out, []Part{p})
	}
	return out
}

func together(before, p Part) bool {
	switch before.Kind {
	case PartHeading, PartLead:
		return true
	case PartEvidence, PartNote:
		return p.Kind == PartNote // what pointing words stand for, how often the words are printed
	}
	return false
}

// add puts a unit into the piece being filled, or into the next.
func (s *splitter) add(unit []Part) {
	if s.length(unit...) > s.size {
		s.flush()
	}
	if s.length(unit...) <= s.size {
		s.filled = append(s.filled, unit...)
		return
	}
	for i, p := range unit {
		s.addLong(p, s.trailing(unit[i+1:]))
	}
}

// trailing is the parts to keep room for behind the last piece of the part before them, where they are short.
func (s *splitter) trailing(parts []Part) []Part {
	if s.whole(parts).length() > s.size/3 {
		return nil
	}
	return parts
}

// addLong puts a part in, cut as often as needed, so that parts that trail it find room in the same piece as its end. Of one with more
// sources than a piece can list, the first stay with its text and the others follow it.
func (s *splitter) addLong(p Part, trailing []Part) {
	fits := func() bool { return s.length(append([]Part{p}, trailing...)...) <= s.size }
	if fits() {
		s.filled = append(s.filled, p)
		return
	}
	if !s.hasRoom(p, min(1, len(p.Cites))) {
		s.flush()
	}
	n := len(p.Cites)
	for n > 0 && !s.hasRoom(p, n) {
		n--
	}
	left := p.Cites[n:]
	if p.Source == nil {
		p.Cites = p.Cites[:n:n]
	}
	if s.size-s.overhead(p, n)-s.whole(trailing).length() < leastRoom {
		trailing = nil
	}
	for !fits() {
		room := s.size - s.overhead(p, n)
		if s.length(p) <= s.size { // it is only for what trails it
			room = p.Text.Characters() * 2 / 3
		}
		at := breakAt(p.Text.Reveal(), room)
		if at == 0 {
			break // a source: fitSources has seen to it
		}
		s.filled = append(s.filled, piece(p, 0, at))
		p = piece(p, at, len(p.Text.Reveal()))
		s.flush()
	}
	s.filled = append(s.filled, p)
	if p.Source != nil {
		return
	}
	for _, source := range s.sources {
		if source.leadsTo(left) && !source.leadsTo(p.Cites) {
			s.add([]Part{source})
		}
	}
}

// leastRoom is how much of a text should stand before it is cut, in characters.
const leastRoom = leastSize / 5

// hasRoom reports whether the piece being filled has room for words of p with the first n of its numbers.
func (s *splitter) hasRoom(p Part, n int) bool { return s.size-s.overhead(p, n) >= leastRoom }

// overhead is the length of the piece being filled with p in it, but for the words of p.
func (s *splitter) overhead(p Part, n int) int {
	p.Text, p.Marks = Words("x"), nil
	if p.Source == nil {
		p.Cites = p.Cites[:n]
	}
	return s.length(p) + len("“”") // whether a piece of a text brings quotation marks is known when it is cut
}

// flush ends the piece being filled. Sources it lists are listed by later ones without their words, which were read then.
func (s *splitter) flush() {
	if len(s.filled) == 0 {
		return
	}
	p := s.whole(s.filled)
	s.out, s.filled = append(s.out, p), nil
	for i, source := range s.sources {
		if !source.Source.Quote.Empty() && slices.ContainsFunc(p.Parts, func(part Part) bool { return part.Source == source.Source }) {
			short := *source.Source
			short.Quote = Untrusted{}
			s.sources[i].Source = &short
		}
	}
}

// piece is the bytes [from, to) of a part without white space around them, with the marks in it.
func piece(p Part, from, to int) Part {
	text := p.Text.Reveal()
	for from < to {
		r, n := utf8.DecodeRuneInString(text[from:to])
		if !unicode.IsSpace(r) {
			break
		}
		from += n
	}
	words := strings.TrimRightFunc(text[from:to], unicode.IsSpace)
	out := p
	out.Text, out.Marks = Words(words), nil
	for _, m := range p.Marks {
		m = briefing.Span{Start: max(m.Start, from), End: min(m.End, from+len(words))}
		if !m.Empty() {
			out.Marks = append(out.Marks, m.Shift(-from))
		}
	}
	return out
}

// breakAt is how many bytes of text to show first of at most room characters: up to the end of a sentence in the second half of
// it, or else of a word, or else of a character, of which it shows at least one. It is 0 for no text.
func breakAt(text string, room int) int {
	sentence, word, n := 0, 0, 0
	ended := false // the characters before end a sentence
	for i, r := range text {
		if unicode.IsSpace(r) && n > 0 && n <= room {
			if word = i; ended && n > room/2 {
				sentence = i
			}
		}
		if n >= max(room, 1) {
			switch {
			case sentence > 0:
				return sentence
			case word > 0:
				return word
			}
			return i
		}
		ended = strings.ContainsRune(".!?…", r) || ended && strings.ContainsRune("”\"’')]»", r)
		n++
	}
	return len(text)
}

// fitSources makes every source fit into half a message: see Split.
func fitSources(parts []Part, half int) []Part {
	var out []Part
	for _, p := range parts {
		if p.Source == nil || (Post{Parts: []Part{p}}).length() <= half {
			out = append(out, p)
			continue
		}
		s := *p.Source
		quote := s.Quote
		s.Quote = Untrusted{}
		all := append([]int{s.N}, p.Cites...)
		for len(all) > 0 {
			n := 1
			for n < len(all) && len(numbers(all[:n+1])) <= half/4 {
				n++
			}
			s.N = all[0]
			out = append(out, fitSource(s, all[1:n], half))
			all = all[n:]
		}
		if !quote.Empty() { // an ellipsis in it would not be the article's words
			out = append(out, Part{Kind: PartEvidence, Text: quote, Cites: []int{p.Source.N}})
		}
	}
	return out
}

// fitSource is a source of at most the given number of characters: first it leads to the article and no more to the very words, then its
// headline and outlet are clipped, then its address is left out.
func fitSource(s Source, also []int, length int) Part {
	p := Part{Kind: PartSource, Source: &s, Cites: also}
	tooLong := func() bool { return (Post{Parts: []Part{p}}).length() > length }
	if tooLong() && !s.URL.Empty() {
		s.Link = Untrusted{}
	}
	if address := s.Address(); tooLong() && address.Characters() <= length/4 {
		s.Headline, s.Outlet = clipped(s.Headline, length/4), clipped(s.Outlet, length/8)
	}
	if tooLong() {
		if s.Outlet.Empty() {
			s.Outlet = Words(s.host())
		}
		s.URL, s.Link = Untrusted{}, Untrusted{}
	}
	if tooLong() {
		s.Headline, s.Outlet = clipped(s.Headline, length/4), clipped(s.Outlet, length/8)
	}
	return p
}

func clipped(u Untrusted, n int) Untrusted {
	return Words(wording.Clip(wording.OneLine(u.Reveal()), n))
}
