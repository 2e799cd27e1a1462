package digest

import (
	"errors"
	"math"
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/differ"
	"github.com/nutgraf/nutgraf/briefing/text"
	"github.com/nutgraf/nutgraf/briefing/thesaurus"
)

// What makes a fact of a story that was told news: a figure, a quote or a name that no text it was told from has, or words that
// mostly stand in none of them. The same things in other words are none: identity is of what is said, not of how. The numbers were
// found on testdata/stories (see TestStoriesOverDays).
const (
	knownRuns  = 0.6 // share of a fact's three-word runs in told texts from which it is printed again
	newWords   = 0.6 // share of a fact's words that no told text has, in these words or others of their meaning
	leastNew   = 3   // of these words
	quoteWords = 3   // of a quote that is news
	leastBare  = 13  // a smaller number of nothing is no news: an hour, "one of them"
	maxTexts   = 40  // articles of one story that are read for news, and as many that were told: the newest
)

// fresh is a fact that is new to the channel.
type fresh struct {
	filing *filing
	fact   briefing.Fact
}

// judge says what becomes of a story: whether the filters let it pass, and what of it is new to a channel that was told it.
func (d *edition) judge(s *story) error {
	if why := d.want.storyOut(s); why != "" {
		s.state, s.why = stateOut, []string{why}
		return nil
	}
	if s.told == nil {
		return nil
	}
	if err := d.news(s); err != nil {
		return err
	}
	if len(s.fresh) == 0 {
		if !s.any(func(f *filing) bool { return !f.reprint }) {
			s.state, s.why = stateKnown, []string{"reprints of what was told on " + day(s.told.at)}
			return nil
		}
		s.state, s.why = stateDeveloping, []string{"told on " + day(s.told.at) + ", and no new fact since"}
		return nil
	}
	leads := s.fresh[0].filing
	slices.SortStableFunc(s.filings, func(a, b *filing) int { return first(a == leads, b == leads) })
	return nil
}

// news finds the facts of a told story that are new. The filing that brings most of them comes first; of two a correction, then the
// newer.
func (d *edition) news(s *story) error {
	k := newKnowledge()
	known := s.told.texts[max(0, len(s.told.texts)-maxTexts):]
	for few := range slices.Chunk(known, readAtOnce) {
		err := d.view(func(snapshot Snapshot) error {
			for _, r := range few {
				head, facts, err := headAndFacts(snapshot, r)
				if errors.Is(err, briefing.ErrNotFound) {
					continue
				}
				if err != nil {
					return err
				}
				k.learn(head, facts)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	read := s.filings[:min(maxTexts, len(s.filings))]
	found := make([][]fresh, len(read))
	for few := range slices.Chunk(read, readAtOnce) {
		err := d.view(func(snapshot Snapshot) error {
			for _, f := range few {
				facts, err := snapshot.Facts(f.article.Revision)
				if errors.Is(err, briefing.ErrNotFound) {
					continue
				}
				if err != nil {
					return err
				}
				at := slices.Index(read, f)
				for _, fact := range facts {
					if k.news(f.article, fact) {
						found[at] = append(found[at], fresh{f, fact})
					}
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	slices.SortStableFunc(found, func(a, b []fresh) int { // read is in the order of byLead
		switch {
		case len(a) == 0 || len(b) == 0:
			return first(len(a) > 0, len(b) > 0)
		case corrects(a[0].filing.article) != corrects(b[0].filing.article):
			return first(corrects(a[0].filing.article), corrects(b[0].filing.article))
		}
		return len(b) - len(a)
	})
	s.fresh = slices.Concat(found...)
	return nil
}

// knowledge is what stands in the texts that a channel was told of.
type knowledge struct {
	readings []differ.Reading
	runs     map[uint64]bool
	words    map[string]bool // stems, and what may stand for them
	names    map[string]bool
	figures  []briefing.Quantity
}

func newKnowledge() *knowledge {
	return &knowledge{runs: make(map[uint64]bool), words: make(map[string]bool), names: make(map[string]bool)}
}

func (k *knowledge) learn(a briefing.Article, facts []briefing.Fact) {
	k.learnWords(a.Headline, a.Language)
	for _, f := range facts {
		k.readings = append(k.readings, differ.Read(toldAs(a, f)))
		k.learnWords(f.Text, a.Language)
		for _, r := range runsOf(f.Text) {
			k.runs[r] = true
		}
		for _, m := range f.Mentions {
			for _, w := range text.Words(m.Name) {
				k.names[w.Norm] = true
			}
		}
		k.figures = append(k.figures, f.Quantities...)
	}
}

func (k *knowledge) learnWords(s, language string) {
	for _, w := range text.Words(s) {
		stem := text.Stem(w.Norm, language)
		k.words[stem] = true
		for _, other := range thesaurus.Like(w.Norm, stem) {
			if len(other.Stems) == 1 {
				k.words[other.Stems[0]] = true
			}
		}
	}
}

// news reports whether a fact says something that none of the told texts does.
func (k *knowledge) news(a briefing.Article, f briefing.Fact) bool {
	printed := k.printed(runsOf(f.Text))
	switch {
	case f.Kind == briefing.FactCaption, f.Kind == briefing.FactStandfirst: // its body says it
		return false
	case ofNotes(a, f): // it repeats what it corrects
		return printed < 1
	case printed >= knownRuns:
		return false
	}
	if k.newQuote(a, f) {
		return true
	}
	r := differ.Read(toldAs(a, f))
	if slices.ContainsFunc(k.readings, func(o differ.Reading) bool { return o.Fact.Revision != f.Revision && differ.Alike(o, r) }) {
		return false
	}
	if slices.ContainsFunc(f.Quantities, func(q briefing.Quantity) bool { return !k.hasFigure(q) }) {
		return true
	}
	fresh, all := k.unknown(a, f)
	return fresh >= leastNew && float64(fresh) >= newWords*float64(all)
}

// ofNotes reports whether a fact is what a corrected article says of its correction.
func ofNotes(a briefing.Article, f briefing.Fact) bool {
	return corrects(a) && slices.ContainsFunc(a.Notes, func(note string) bool { return strings.Contains(note, f.Text) })
}

// printed is the share of a fact's runs that stand in told texts.
func (k *knowledge) printed(runs []uint64) float64 {
	if len(runs) == 0 {
		return 0
	}
	n := 0
	for _, r := range runs {
		if k.runs[r] {
			n++
		}
	}
	return float64(n) / float64(len(runs))
}

// newQuote reports whether a fact has a person's own words that no told text prints.
func (k *knowledge) newQuote(a briefing.Article, f briefing.Fact) bool {
	return slices.ContainsFunc(f.Quotes, func(q briefing.Quote) bool {
		said := q.Span.Shift(-f.Span.Start).Of(f.Text)
		return q.Kind == briefing.QuoteDirect && len(text.Words(said)) >= quoteWords && k.printed(runsOf(said)) < 1-knownRuns
	})
}

// hasFigure reports whether a told text has a figure, or it tells too little to be news: "hundreds", "a third", "at six". A figure told as "about"
// is met by any that may be it.
func (k *knowledge) hasFigure(q briefing.Quantity) bool {
	if math.IsInf(q.High, 1) && q.About || q.Unit == "" && (q.High < 1 || q.Of == "" && q.High < leastBare) {
		return true
	}
	return slices.ContainsFunc(k.figures, func(o briefing.Quantity) bool {
		if q.Unit != o.Unit && q.Unit != "" && o.Unit != "" {
			return false
		}
		if q.About || o.About || q.Low != q.High || o.Low != o.High {
			return near(q) <= far(o) && near(o) <= far(q)
		}
		return q.Low == o.Low
	})
}

// near and far are the bounds of a figure, a little wider where it is told as "about".
func near(q briefing.Quantity) float64 {
	if math.IsInf(q.Low, -1) && q.About {
		return 0.8 * q.High
	}
	if q.About {
		return 0.9 * q.Low
	}
	return q.Low
}

func far(q briefing.Quantity) float64 {
	if math.IsInf(q.High, 1) && q.About {
		return 1.25 * q.Low
	}
	if q.About {
		return 1.1 * q.High
	}
	return q.High
}

// unknown counts the words of a fact that no told text has, and all that could be such.
func (k *knowledge) unknown(a briefing.Article, f briefing.Fact) (fresh, all int) {
	seen := make(map[string]bool)
	for _, w := range text.Words(f.Text) {
		stem := text.Stem(w.Norm, a.Language)
		if text.Stop(w.Norm, a.Language) || seen[stem] || ordinaryStems()[stem] || temporal(f, w.Span) {
			continue
		}
		seen[stem] = true
		all++
		if !k.words[stem] && !k.names[w.Norm] {
			fresh++
		}
	}
	return fresh, all
}

// temporal reports whether a word of a fact belongs to a time it tells.
func temporal(f briefing.Fact, word briefing.Span) bool {
	return slices.ContainsFunc(f.When, func(w briefing.When) bool { return w.Span.Shift(-f.Span.Start).Overlaps(word) })
}

func toldAs(a briefing.Article, f briefing.Fact) differ.Told {
	return differ.Told{Fact: f, Headline: a.Headline, Outlet: a.Outlet, Published: a.Published, Corrects: corrects(a)}
}
