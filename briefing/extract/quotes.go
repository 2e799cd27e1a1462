package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// attribute finds the speech of sentence i and who said it.
func (r *reading) attribute(i int) {
	s := &r.sentences[i]
	spoken := make([]bool, len(s.cues)) // cues whose words were found between quotation marks
	for k, q := range s.quotations {
		if q.Inside.Empty() || r.nickname(s, q) {
			continue
		}
		quote, ok := briefing.Quote{}, false
		if at := r.cueOf(s, q); at >= 0 && s.cues[at].use.manner >= calls && titled(q.Inside.Of(r.text)) && !r.sentenceLike(q.Inside) {
			continue // `read from "War and Peace"`
		} else if at >= 0 {
			quote, ok = r.quote(i, s.cues[at], q.Inside), true
			quote.Doubtful = quote.Doubtful || r.turned(s, s.cues[at], q)
			spoken[at] = true
		} else if said, label := r.labelled(s, q.Inside); label {
			quote, ok = r.quote(i, cue{speaker: said}, q.Inside), true
		} else if said, name := r.signed(i, q); name {
			quote, ok = r.quote(i, cue{speaker: said}, q.Inside), true
		} else if !r.scare(s, q) {
			quote, ok = r.unattributed(i, k)
		}
		if ok {
			quote.Kind = r.directness(s, q)
			s.speech = append(s.speech, quote)
		}
	}
	for k, c := range s.cues {
		var contents []briefing.Span
		if content, ok := r.reported(s, k, spoken[k]); ok {
			contents = append(contents, content)
		} else if !spoken[k] {
			contents = r.interrupted(s, c)
		}
		for _, content := range contents {
			if slices.ContainsFunc(s.speech, func(q briefing.Quote) bool { return q.Span == content }) {
				continue // "said of it, adding that": what one verb reports, the other does not report again
			}
			quote := r.quote(i, c, content)
			quote.Kind = briefing.QuoteIndirect
			s.speech = append(s.speech, quote)
		}
	}
}

// quote is speech that a cue attributes. Its span is the bytes inside the marks as printed, so a comma that the
// reporting sentence put there ("We stay," she said) belongs to it.
func (r *reading) quote(i int, c cue, said briefing.Span) briefing.Quote {
	q := briefing.Quote{Span: said, SpeakerSpan: c.speaker.span, Role: c.speaker.role, Verb: c.verb, To: c.to.Of(r.text)}
	who := c.speaker.figure
	switch {
	case c.speaker.pronoun > 0:
		if u := r.unnamedBefore(i, c); u.role != "" {
			q.Role = u.role
			r.sentences[i].unsure, r.sentences[i].unnamed = true, u
			return q
		}
		if w := r.sentences[i].words[c.speaker.pronoun-1].Norm; w == "it" || w == "they" {
			r.standsForBody(i, c, &q)
			return q
		}
		if who = r.answering(i, c); who == nil {
			if who, q.Doubtful = r.pronounced(i, c); who == nil {
				who = r.namedLater(i, c)
				q.Doubtful = who != nil
			}
		}
	case who == nil && c.speaker.definite:
		who, q.Doubtful = r.holder(i, c.speaker)
	}
	q.Doubtful = q.Doubtful || c.speaker.loose
	if c.use.manner == asks && !c.to.Empty() {
		s := &r.sentences[i]
		if n := s.nameTo(s.wordAt(c.to.End) - 1); n != nil && n.figure.kind == briefing.MentionPerson {
			s.asked = n.figure
		}
	}
	if who != nil {
		q.Speaker = who.full
		r.sentences[i].speaker, r.sentences[i].unsure, r.sentences[i].unnamed = who, q.Doubtful, unnamed{}
	} else if c.speaker.pronoun == 0 && !c.speaker.none() {
		head := r.sentences[i].words[c.speaker.head].Norm
		r.sentences[i].speaker, r.sentences[i].unsure = nil, r.sentences[i].unsure || !isPlural(head)
		r.sentences[i].unnamed = unnamed{role: c.speaker.role, head: head, span: c.speaker.span, many: isPlural(head)}
	}
	return q
}

// pronounced is whom a speaking pronoun stands for: nobody for "they", "we" and "I". Behind the words it reports ("Ms. Roe lied, he
// said") those do not name him.
func (r *reading) pronounced(i int, c cue) (*figure, bool) {
	w := c.speaker.pronoun - 1
	s := &r.sentences[i]
	switch s.words[w].Norm {
	case "he", "she":
		opens := w == 0 || !r.plain(s, w) && !c.before.Empty()
		return r.stands(i, w, !opens)
	}
	return nil, false
}

// cueOf chooses the cue of a quotation: the one right behind it, else the nearest before it that can reach it, else the next behind
// it; -1 for none.
func (r *reading) cueOf(s *sentence, q text.Quotation) int {
	before, after := -1, -1
	for k, c := range s.cues {
		switch {
		case c.span.Start >= q.Span.End:
			if after < 0 && !c.second {
				after = k
			}
		case s.words[c.at].Span.End <= q.Span.Start:
			if r.reaches(s, c, q) && (before < 0 || !r.reportedThought(s, s.cues[before], c)) {
				before = k
			}
		}
	}
	if after >= 0 {
		gap := r.text[q.Span.End:s.cues[after].span.Start]
		if strings.Trim(gap, " ,-–—") == "" || roleOnly(gap) {
			return after
		}
	}
	if before >= 0 {
		return before
	}
	if after >= 0 && (q.Inside.Within(s.cues[after].before) || r.shared(s, q, s.cues[after])) {
		return after
	}
	return -1
}

// reportedThought reports whether a cue is itself part of what the cue before it reports: `Ms. Roe said she had learned her lesson: "..."`
func (r *reading) reportedThought(s *sentence, before, c cue) bool {
	if c.second || c.behind || c.speaker.pronoun == 0 || before.use.manner > asks || c.use.manner != weak && !thoughts[s.words[c.at].Norm] {
		return false
	}
	for k := before.at + 1; k <= c.speaker.pronoun-1; k++ {
		if !s.quoted(k) && strings.Contains(r.gap(s, k), ";") {
			return false
		}
	}
	return true
}

// shared reports whether a cue stands right behind a later quotation of a sentence that q opens: both are its speech.
func (r *reading) shared(s *sentence, q text.Quotation, c cue) bool {
	if q.Span.Start != s.span.Start {
		return false
	}
	for _, later := range s.quotations {
		if later.Span.Start > q.Span.End && later.Span.End <= c.span.Start && strings.Trim(r.text[later.Span.End:c.span.Start], " ,-–—") == "" {
			return true
		}
	}
	return false
}

// reaches reports whether the quotation behind a cue can be its speech: no semicolon or bracket parts them, and a verb that is often
// something else stands close.
func (r *reading) reaches(s *sentence, c cue, q text.Quotation) bool {
	if c.span.End > q.Span.Start {
		return false
	}
	gap := r.text[s.words[c.at].Span.End:q.Span.Start]
	if strings.Contains(gap, ";") || strings.Contains(gap, "(") && !strings.Contains(gap, ")") {
		return false
	}
	if c.use.manner == weak || c.use.noun {
		return len(strings.Fields(gap)) <= 3 || strings.HasPrefix(gap, " that ")
	}
	return true
}

// turned reports whether between a cue and the quotation behind it a clause begins that has a person of its own: `Ms. Roe said it was late,
// while Mr. Poe wanted "a real change"`.
func (r *reading) turned(s *sentence, c cue, q text.Quotation) bool {
	to := s.wordAt(q.Span.Start)
	for k := c.at + 1; k < to; k++ {
		if s.quoted(k) || !r.turns(s, k) {
			continue
		}
		for at := k; at < to && at < k+longestTitle && (at == k || r.plain(s, at)); at++ {
			if n := s.nameAt(at); n != nil && n.figure != c.speaker.figure && n.figure.kind == briefing.MentionPerson && !r.governed(s, n) {
				return true
			}
		}
	}
	return false
}

// unattributed finds the speaker of the quotation k of sentence i that no cue claims: who spoke in the sentence, or
// just before it. Where nobody did, words in the run of a sentence are a doubtful quote of its subject, and a sentence
// between marks is no quote: it may be a heading.
func (r *reading) unattributed(i, k int) (briefing.Quote, bool) {
	s := &r.sentences[i]
	q := briefing.Quote{Span: s.quotations[k].Inside}
	if len(s.speech) > 0 { // another part of the same speech
		last := s.speech[len(s.speech)-1]
		q.Speaker, q.SpeakerSpan, q.Role, q.Verb, q.To, q.Doubtful = last.Speaker, last.SpeakerSpan, last.Role, last.Verb, last.To, last.Doubtful
		return q, true
	}
	if said, goesOn := r.followed(s, s.quotations[k].Span); goesOn {
		if said.none() {
			q.Doubtful = true
			return q, r.sentenceLike(q.Span) && len(strings.Fields(q.Span.Of(r.text))) >= minSpeechWords
		}
		quote := r.quote(i, cue{speaker: said}, q.Span)
		quote.Doubtful = true
		return quote, true
	}
	if s.quotations[k].Span.Start-s.span.Start >= 2 {
		subject := r.sentenceSubject(s, s.wordAt(q.Span.Start))
		if subject.none() {
			q.Verb, q.Doubtful = r.verbBefore(s, q.Span), true
			return q, q.Verb != ""
		}
		quote := r.quote(i, cue{speaker: subject}, q.Span)
		quote.Doubtful = true
		return quote, true
	}
	if !r.sentenceLike(q.Span) && s.quotations[k].Closed {
		return q, false
	}
	for back := 1; back <= 2 && back <= i; back++ {
		p := &r.sentences[i-back]
		if n := len(p.speech); n > 0 {
			last := p.speech[n-1]
			q.Speaker, q.SpeakerSpan, q.Role, q.To = last.Speaker, last.SpeakerSpan, last.Role, last.To
			q.Doubtful = last.Doubtful || p.block != s.block && !r.continues(p)
			s.speaker, s.unsure, s.unnamed = p.speaker, q.Doubtful, p.unnamed
			s.between = q.Doubtful && (p.between || !last.Doubtful)
			return q, true
		}
		if subject := r.sentenceSubject(p, len(p.words)); speaks(subject) {
			quote := r.quote(i-back, cue{speaker: subject}, q.Span)
			quote.Doubtful = true
			s.speaker, s.unsure = p.speaker, true
			return quote, true
		}
	}
	q.Doubtful = true
	return q, len(strings.Fields(q.Span.Of(r.text))) >= minSpeechWords
}

// verbBefore is the verb of speech right before a quotation, as printed; "" for none.
func (r *reading) verbBefore(s *sentence, q briefing.Span) string {
	at := s.wordAt(q.Start) - 1
	if at < 0 || s.quoted(at) || s.within(at) != nil {
		return ""
	}
	if u := verbs[s.words[at].Norm]; u.manner == 0 || u.manner > asks || u.noun {
		return ""
	}
	return s.words[at].Span.Of(r.text)
}

// followed reports whether the clause goes on behind a quotation that opens its sentence, with whom: `"We stay," Ms. Roe beamed.`
func (r *reading) followed(s *sentence, q briefing.Span) (speaker, bool) {
	at := s.wordAt(q.End)
	if q.Start-s.span.Start >= 2 || at >= len(s.words) || at == 0 || s.quoted(at) {
		return speaker{}, false
	}
	if w := s.words[at].Norm; at+1 < len(s.words) && r.plain(s, at+1) && (len(w) > 4 && strings.HasSuffix(w, "ed") || pastForms[w]) && s.nameAt(at) == nil {
		if n := s.nameAt(at + 1); n != nil && speaking(n.figure) { // `"We stay," beamed Ms. Roe.`
			return r.named(s, n), true
		}
	}
	if w := s.words[at].Norm; !openings[w] && w != "he" && w != "she" && w != "they" && s.nameAt(at) == nil && !roles.of(w) && !honorifics[w] {
		return speaker{}, len(s.words)-at > 2
	}
	return r.speakerAt(s, at), true
}

// speaks reports whether a subject is somebody who can have spoken without a verb that says so.
func speaks(p speaker) bool {
	return p.pronoun > 0 || p.figure != nil && p.figure.kind == briefing.MentionPerson
}

// goesOn reports whether another quotation of the sentence goes on, in lower case, with what a comma ends here: "This," she said, "is it."
func (r *reading) goesOn(s *sentence, q text.Quotation) bool {
	if !strings.HasSuffix(q.Inside.Of(r.text), ",") || q.Span.Start-s.span.Start >= 2 {
		return false
	}
	for _, later := range s.quotations {
		if later.Span.Start > q.Span.End && !later.Inside.Empty() {
			c, _ := utf8.DecodeRuneInString(later.Inside.Of(r.text))
			return unicode.IsLower(c) && strings.HasSuffix(strings.TrimRight(r.text[q.Span.End:later.Span.Start], " "), ",")
		}
	}
	return false
}

// directness tells a whole sentence between quotation marks from a fragment.
func (r *reading) directness(s *sentence, q text.Quotation) briefing.QuoteKind {
	inside := q.Inside.Of(r.text)
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(inside, "\"'“‘ …."))
	end := strings.TrimRight(inside, "\"'”’ ")
	behind := r.text[q.Span.End:s.span.End]
	ended := end != "" && strings.ContainsAny(end[len(end)-1:], ".?!,-") || strings.HasPrefix(behind, ",") || strings.HasPrefix(behind, ".") || !q.Closed || behind == ""
	whole := len(strings.Fields(inside)) > 2 || strings.ContainsAny(end, "!?")
	if unicode.IsUpper(first) && ended && whole {
		return briefing.QuoteDirect
	}
	if unicode.IsUpper(first) && ended && r.goesOn(s, q) { // "This," she said, "is it."
		return briefing.QuoteDirect
	}
	if n := len(s.speech); n > 0 && ended && s.speech[n-1].Kind == briefing.QuoteDirect { // "I think," he said, "that we go."
		if gap := r.text[s.speech[n-1].Span.End:q.Span.Start]; strings.Contains(gap, ",") {
			return briefing.QuoteDirect
		}
	}
	return briefing.QuotePartial
}
