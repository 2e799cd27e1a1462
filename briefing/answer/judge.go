package answer

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/search"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// candidate is a fact that search found, and how well it answers.
type candidate struct {
	hit      search.Hit
	fact     briefing.Fact
	score    float64         // what candidates are ordered by
	fits     bool            // it has the sort of thing the question wants
	coverage float64         // 0 to 1: share of the question's weight that the fact or what surrounds it holds
	here     float64         // 0 to 1: share that the fact's own words hold
	marks    []briefing.Span // the answering words, in the article's text
	quote    briefing.Quote  // of a quotes answer
	lead     string          // the bot's words before the point
	reprints []candidate     // the same words in other articles
	before   *briefing.Fact  // of a dangling fact: the sentence of its paragraph from which on it is shown; nil when none explains it
}

// What a signal adds to the search score, which is 1 for the best hit. Set by hand on news questions; the
// closing figures of `nutgraf eval news_qa` are the check.
const (
	fitWeight      = 0.30 // has the sort of thing that is wanted
	countedWeight  = 0.20 // counts the very noun that was asked about
	speakerWeight  = 0.50 // is a quote by the person asked about
	hereWeight     = 0.35 // share of the question in its own words
	threadWeight   = 0.35 // comes from the article the turn before was answered from
	captionWeight  = -0.10
	questionWeight = -0.20 // asks something itself
	amendWeight    = -0.30 // says what an earlier version of its article got wrong
	shortWeight    = -0.15 // has fewer than shortWords words
	shortWords     = 5
)

// found is all that was found for one question.
type found struct {
	candidates []candidate // best first
	terms      []search.Term
}

// find searches for a question and judges what comes back.
func find(s search.Snapshot, q briefing.Question, r reading) (found, error) {
	result, err := search.Find(s, search.Query{
		Text: strings.Join(r.content, " "), Language: cmp.Or(r.language, "en"), Context: r.carried, AsOf: q.AsOf, Top: candidates,
	})
	if err != nil {
		return found{}, err
	}
	out := found{terms: result.Terms}
	thread := threadRevisions(r, q.Turns)
	for _, h := range result.Hits {
		f, err := s.Fact(h.Revision, h.Ordinal)
		if err != nil {
			return found{}, err
		}
		c := judge(f, h, r, result)
		if thread[h.Revision] {
			c.score += threadWeight
		}
		if f.Dangling {
			if c.before, err = before(s, h, f); err != nil {
				return found{}, err
			}
		}
		out.candidates = append(out.candidates, c)
	}
	slices.SortStableFunc(out.candidates, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
	return out, nil
}

// maxBefore is how many sentences may be shown before a dangling fact so that it can be understood.
const maxBefore = 2

// before is the nearest sentence before a dangling fact, in its paragraph, that can be understood alone; nil when there is none near.
func before(s search.Snapshot, h search.Hit, dangling briefing.Fact) (*briefing.Fact, error) {
	for n := h.Ordinal - 1; n >= 0 && n >= h.Ordinal-maxBefore; n-- {
		f, err := s.Fact(h.Revision, n)
		if err != nil {
			return nil, err
		}
		switch {
		case f.Block != dangling.Block || f.Span.End > dangling.Span.Start:
			return nil, nil
		case !f.Dangling:
			return &f, nil
		}
	}
	return nil, nil
}

// alone reports whether a candidate can be understood as it would be shown: by itself, or with what stands before it.
func (c candidate) alone() bool { return !c.fact.Dangling || c.before != nil }

// shown is a candidate's fact as it is shown: a dangling one with what stands before it.
func (c candidate) shown(a briefing.Article) briefing.Fact {
	f := c.fact
	if c.before != nil {
		f.Span.Start = c.before.Span.Start
		f.Text = f.Span.Of(a.Text)
		f.Context = slices.Concat(c.before.Context, f.Context)
	}
	return f
}

// threadRevisions are the articles that a leaning question's latest answer came from.
func threadRevisions(r reading, turns []briefing.Turn) map[briefing.RevisionID]bool {
	if !r.leaning {
		return nil
	}
	last := turns[len(turns)-1]
	out := make(map[briefing.RevisionID]bool)
	for _, id := range last.Facts[:min(1, len(last.Facts))] {
		if rev, _, ok := id.Place(); ok {
			out[rev] = true
		}
	}
	return out
}

// judge says how well a fact answers.
func judge(f briefing.Fact, h search.Hit, r reading, result search.Result) candidate {
	c := candidate{hit: h, fact: f}
	c.here, c.coverage = coverage(h, result.Terms)
	c.marks, c.fits = fit(f, r)
	c.score = h.Score/result.Hits[0].Score + hereWeight*c.here
	if c.fits {
		c.score += fitWeight
		if r.wanted == wantTime && !slices.ContainsFunc(f.When, narrow) {
			c.score -= fitWeight / 2
		}
	}
	if r.counted != "" && countsNoun(f, r.counted) {
		c.score += countedWeight
	}
	if q, ok := quoteBy(f, r); ok {
		c.quote = q
		c.score += speakerWeight
	}
	if f.Kind == briefing.FactCaption {
		c.score += captionWeight
	}
	if strings.HasSuffix(f.Text, "?") {
		c.score += questionWeight
	}
	if amends(f.Text) {
		c.score += amendWeight
	}
	if strings.Count(f.Text, " ")+1 < shortWords {
		c.score += shortWeight
	}
	return c
}

// amends reports whether a sentence belongs to a note of correction: it repeats the error it mends.
func amends(s string) bool {
	s = text.Fold(s)
	return strings.HasPrefix(s, "correction") || strings.Contains(s, "earlier version of this")
}

// nearby is what a question word is worth when only the fact's surroundings hold it.
const nearby = 0.7

// coverage is the share of the question's weight (the sum of its words' rarity) held by the fact's own words, and by
// the fact with its surroundings. The words carried from earlier turns count only where the question has none of its own.
func coverage(h search.Hit, terms []search.Term) (here, all float64) {
	own := slices.ContainsFunc(terms, func(t search.Term) bool { return !t.Context })
	counts := func(t search.Term) bool { return t.Context != own }
	var total float64
	for _, t := range terms {
		if counts(t) {
			total += t.IDF
		}
	}
	if total == 0 {
		return 0, 0
	}
	sum := func(indices []int) (weight float64) {
		for _, i := range indices {
			if counts(terms[i]) {
				weight += terms[i].IDF
			}
		}
		return weight
	}
	here = sum(h.Matched) / total
	return here, math.Min(1, here+nearby*sum(h.Nearby)/total)
}

// fit reports whether a fact has what the question wants, and which of its words that is.
func fit(f briefing.Fact, r reading) ([]briefing.Span, bool) {
	switch r.wanted {
	case wantTime:
		marks := times(f, r)
		return marks, len(marks) > 0
	case wantNumber:
		marks := numbers(f, r)
		return marks, len(marks) > 0
	case wantExtent:
		marks := append(append(lengths(f), times(f, r)...), numbers(f, r)...)
		return marks, len(marks) > 0
	case wantPerson:
		marks := mentions(f, r, briefing.MentionPerson, briefing.MentionOrganisation)
		return marks, len(marks) > 0
	case wantPlace:
		marks := mentions(f, r, briefing.MentionPlace)
		if len(marks) == 0 {
			marks = located(f, r)
		}
		return marks, len(marks) > 0
	case wantReason:
		return nil, hasCue(f.Text, reasonCues)
	case wantQuote:
		q, ok := quoteBy(f, r)
		return []briefing.Span{q.Span}, ok
	}
	return nil, true
}

// narrow reports whether a time tells a year, or a day or so: when something was better than a season or a quarter does.
func narrow(w briefing.When) bool {
	switch w.Grain {
	case "season", "quarter", "half", "decade", "century":
		return false
	}
	return w.Dated()
}

// times are the times of a fact that say when something was, but those the question names itself, and those of the telling ("said on Wednesday").
func times(f briefing.Fact, r reading) (marks []briefing.Span) {
	for _, w := range f.When {
		span := w.Span.Shift(-f.Span.Start)
		timely := w.Dated() && !toldAt(f.Text[:span.Start])
		if r.clock { // a time of day is seldom that of the telling
			timely = w.Kind == briefing.WhenTime
		}
		if timely && !r.has(span.Of(f.Text)) {
			marks = append(marks, w.Span)
		}
	}
	return marks
}

// toldAt reports whether a text breaks off behind a speech verb and a preposition of time.
func toldAt(before string) bool {
	words := text.Words(before)
	for i := len(words) - 1; i >= 0 && i >= len(words)-3; i-- {
		switch w := words[i].Norm; {
		case sayVerb[w]:
			return true
		case !timePreposition[w]:
			return false
		}
	}
	return false
}

// lengths are the lengths of time in a fact.
func lengths(f briefing.Fact) (marks []briefing.Span) {
	for _, w := range f.When {
		if w.Kind == briefing.WhenDuration {
			marks = append(marks, w.Span)
		}
	}
	return marks
}

func numbers(f briefing.Fact, r reading) (marks []briefing.Span) {
	for _, n := range f.Quantities {
		if r.counted != "" && n.Of != "" && stemmed(n.Of)[r.counted] {
			return []briefing.Span{n.Span}
		}
		if !r.has(n.Span.Shift(-f.Span.Start).Of(f.Text)) {
			marks = append(marks, n.Span)
		}
	}
	return marks
}

func mentions(f briefing.Fact, r reading, types ...briefing.MentionType) (marks []briefing.Span) {
	for _, m := range f.Mentions {
		if slices.Contains(types, m.Type) && !r.hasAny(m.Name) {
			marks = append(marks, m.Span)
		}
	}
	return marks
}

// located finds names that a preposition of place stands before.
func located(f briefing.Fact, r reading) (marks []briefing.Span) {
	for _, m := range f.Mentions {
		before := strings.Fields(f.Text[:max(0, min(m.Span.Start-f.Span.Start, len(f.Text)))])
		if len(before) > 1 && (before[len(before)-1] == "the" || before[len(before)-1] == "The") {
			before = before[:len(before)-1]
		}
		if len(before) > 0 && placePreposition[before[len(before)-1]] && !r.hasAny(m.Name) {
			marks = append(marks, m.Span)
		}
	}
	return marks
}

var timePreposition = set("on in at late early earlier last this")

var placePreposition = set("in at near from to on outside inside around across into")

// reasonCues are words that a reason follows or precedes.
var reasonCues = set(`because due amid reason reasons cause causes caused citing cited cites result results resulted
	therefore thanks fear fears feared concern concerns concerned worried worry order owing blamed blame prompted led means meant`)

func hasCue(s string, cues map[string]bool) bool {
	return slices.ContainsFunc(text.Words(s), func(w text.Word) bool { return cues[w.Norm] })
}

// countsNoun reports whether a fact counts the noun of this stem.
func countsNoun(f briefing.Fact, stem string) bool {
	return slices.ContainsFunc(f.Quantities, func(q briefing.Quantity) bool { return stemmed(q.Of)[stem] })
}

func stemmed(s string) map[string]bool {
	out := make(map[string]bool)
	for _, w := range text.Words(s) {
		out[text.Stem(w.Norm, "en")] = true
	}
	return out
}

// quoteBy finds the quote of a fact whose speaker was asked about.
func quoteBy(f briefing.Fact, r reading) (briefing.Quote, bool) {
	if len(r.speaker) == 0 { // nobody was asked about: no need to look at any fact's speakers
		return briefing.Quote{}, false
	}
	for _, q := range f.Quotes {
		if spokenBy(q, r) {
			return q, true
		}
	}
	return briefing.Quote{}, false
}

// spokenBy reports whether a quote's speaker or role shares a word with who was asked about, and is nobody else of the
// same surname: with a full name asked for, the given names must agree too.
func spokenBy(q briefing.Quote, r reading) bool {
	speaker := foldedWords(q.Speaker)
	shares := func(w string) bool { return slices.Contains(r.speaker, w) }
	if !slices.ContainsFunc(speaker, shares) && !slices.ContainsFunc(foldedWords(q.Role), shares) {
		return false
	}
	if len(r.person) < 2 || len(speaker) < 2 || speaker[len(speaker)-1] != r.person[len(r.person)-1] {
		return true
	}
	return sameGiven(speaker[0], r.person[0])
}

// sameGiven reports whether two given names can be one person's: equal, one the initial of the other, or alike in their
// first three letters (Susie, Susan).
func sameGiven(a, b string) bool {
	n := min(len(a), len(b), 3)
	return n > 0 && a[:n] == b[:n]
}

// has reports whether the question holds all of the words of s: what it says itself is no answer to it.
func (r reading) has(s string) bool {
	for _, w := range text.Words(s) {
		if !r.asks(w.Norm) {
			return false
		}
	}
	return true
}

// hasAny reports whether the question holds a meaningful word of a name.
func (r reading) hasAny(name string) bool {
	for _, w := range text.Words(name) {
		if !text.Stop(w.Norm, "") && r.asks(w.Norm) {
			return true
		}
	}
	return false
}

func (r reading) asks(folded string) bool {
	return slices.ContainsFunc(r.words, func(w text.Word) bool {
		return strings.TrimSuffix(w.Norm, "'s") == strings.TrimSuffix(folded, "'s")
	})
}
