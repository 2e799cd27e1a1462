package extract

import (
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

// listener returns the word behind whom something is told to, from word i on: "told |reporters|", "told |the BBC|".
func (r *reading) listener(s *sentence, i int) int {
	from := i
	for i < len(s.words) && i < from+8 {
		if i > from && !r.plain(s, i) {
			return i
		}
		w := s.words[i].Norm
		if n := s.nameAt(i); n != nil {
			indefinite := i > from && openings[s.words[i-1].Norm] && s.words[i-1].Norm != "the" // "an Ohio audience"
			if r.leadsToVoice(s, n.last+1) || possessive(s.words[n.last].Norm) || indefinite {
				i = n.last + 1
				continue
			}
			return n.last + 1
		}
		if stops[w] || prepositions[w] || timely[w] || calendar(w) || w == "he" || w == "she" || w == "they" || w == "it" || w == "there" || w == "this" {
			return i
		}
		i++
		if i < len(s.words) && hearers[s.words[i].Norm] && r.plain(s, i) && !pronouns[s.words[i].Norm] { // "a news briefing"
			continue
		}
		if !openings[w] && (i >= len(s.words) || voice(w) && !r.leadsToVoice(s, i) && s.nameAt(i) == nil || hearers[w]) {
			return i
		}
	}
	return min(i, len(s.words))
}

// hearers are words that end the phrase of who is told something, though they cannot speak.
var hearers = set(`him her them us me you everyone everybody anyone crowd audience conference briefing hearing followers fans guests listeners viewers readers shareholders
	subscribers donors`)

// gatherings are words for many people that an "of" may tell more of: "a group of farmers".
var gatherings = set(`group gathering meeting throng room panel forum rally committee class roomful hundreds dozens thousands number`)

// audience is whom the speech of a cue was told, as printed: behind a verb of telling or asking ("told the BBC", "asked Ms. Roe"), behind
// "to" ("said to reporters"), or as the other side of an interview or the occasion of the words ("in an interview with AFP", "at a news
// conference").
func (r *reading) audience(s *sentence, c cue) briefing.Span {
	i := c.at + 1
	if c.behind {
		i = s.wordAt(c.speaker.span.End)
	}
	if c.use.manner == tells || c.use.manner == asks {
		if to := r.told(s, c.at+1, c.use); !to.Empty() {
			return to
		}
	}
	for k := i; k < len(s.words) && k < i+longestOccasion && !s.quoted(k); k++ {
		if k > i && strings.ContainsAny(r.gap(s, k), ";:\"“”.") {
			break
		}
		w := s.words[k].Norm
		if k > i && (pronouns[w] || w == "that" || finite[w] || verbs[w].form == past && !articles[s.words[k-1].Norm]) {
			break
		}
		switch {
		case w == "to" && r.plain(s, k) && (k == i && (c.use.manner == says || c.use.manner == states || addressed[s.words[c.at].Norm]) || k > i && occasions[s.words[k-1].Norm]):
			return r.told(s, k+1, c.use)
		case w == "with" && occasions[s.words[k-1].Norm]:
			return r.told(s, k+1, c.use)
		case occasions[w] && (w == "conference" || w == "briefing") && k > i+1:
			return r.occasion(s, i, k)
		}
	}
	return r.ledIn(s, c)
}

// ledIn is whom words that lead in a sentence say something is told: "In an interview with AFP, Ms. Roe said", "Speaking to reporters, ...".
func (r *reading) ledIn(s *sentence, c cue) briefing.Span {
	k := r.opening(s)
	if k >= len(s.words) || s.quoted(k) || c.second {
		return briefing.Span{}
	}
	first := s.words[k].Norm
	speaking := first == "speaking" || first == "talking"
	if !speaking && first != "in" && first != "during" {
		return briefing.Span{}
	}
	for at := k + 1; at < c.at && at < k+longestOccasion && r.plain(s, at); at++ {
		switch w := s.words[at].Norm; {
		case (w == "to" || w == "with") && (occasions[s.words[at-1].Norm] || speaking && at == k+1):
			return r.told(s, at+1, c.use)
		case speaking && w == "at":
			return r.told(s, at+1, usage{manner: tells})
		}
	}
	return briefing.Span{}
}

// addressed are the verbs whose speech a "to" right behind gives a hearer, beside those that only say.
var addressed = set(`wrote writes writing explained explains explaining complained complains complaining admitted admits announced announces confirmed confirms declared declares revealed reveals boasted suggested suggests joked`)

// longestOccasion is how many words behind a verb are looked at for whom it was told.
const longestOccasion = 9

// occasions are what somebody speaks in or at; "with" or "to" behind one names the other side.
var occasions = set(`interview interviews conversation conference briefing statement statements comment comments remarks email e-mail message letter speech note call`)

// told is the phrase of somebody who can be told something that begins with word i, with an "of" behind it: "a crowd of supporters". A
// pronoun tells nobody.
func (r *reading) told(s *sentence, i int, u usage) briefing.Span {
	if i >= len(s.words) || !r.plain(s, i) || s.quoted(i) {
		return briefing.Span{}
	}
	end := r.listener(s, i)
	for end > i && (openings[s.words[end-1].Norm] || prepositions[s.words[end-1].Norm]) {
		end--
	}
	if end == i || s.quoted(end-1) {
		return briefing.Span{}
	}
	first, last := s.words[i].Norm, s.words[end-1].Norm
	if s.nameAt(i) == nil && !openings[first] && !roles.of(first) && !modifiers[first] && !honorifics[first] && !demonyms[first] && !voice(first) && !(end == i+2 && voice(last)) {
		return briefing.Span{}
	}
	if end == i+1 && (hearers[last] || pronouns[last]) && last != "everyone" && last != "everybody" {
		return briefing.Span{}
	}
	if u.manner != tells && s.nameTo(end-1) == nil && !voice(last) && !hearers[last] {
		return briefing.Span{}
	}
	if n := s.nameTo(end - 1); n != nil && end+1 < len(s.words) && r.plain(s, end) && s.words[end].Norm == "of" && s.nameAt(end+1) != nil {
		return s.over(i, s.nameAt(end+1).last+1)
	}
	if possessive(last) { // "told CNN's “Morning Hour”"
		span := s.over(i, end)
		span.End -= len(span.Of(r.text)) - len(strings.TrimRight(strings.TrimSuffix(span.Of(r.text), "s"), "'’"))
		return span
	}
	if end < len(s.words) && s.words[end].Norm == "of" && r.plain(s, end) && openings[first] && s.nameTo(end-1) == nil && (crowds[last] || last == "crowd" || gatherings[last]) {
		if p, ok := r.phraseFrom(s, end+1); ok && p.name == nil && p.head > end {
			end = p.head + 1
		}
	}
	return s.over(i, end)
}

// occasion is the phrase that ends with word k and stands behind an "at", "in" or "during": "|a news conference|".
func (r *reading) occasion(s *sentence, from, k int) briefing.Span {
	for at := k; at > from && r.plain(s, at); at-- {
		switch s.words[at-1].Norm {
		case "at", "in", "during":
			return s.over(at, k+1)
		}
	}
	return briefing.Span{}
}
