package answer

import (
	"math"
	"slices"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// What makes a fact telling of its topic. The weights are an editor's judgement, tried on topics of news articles: an article's
// first sentences say what is new, what several articles tell is central, and what only names the topic is on its margin.
const (
	worthOwn     = 2.0 // it names the topic itself
	worthArticle = 1.0 // its article tells much of the topic
	worthLead    = 1.5 // it is the first fact of an article about the topic, and names it
	worthCentral = 2.0 // all other articles have its words
	worthNew     = 1.0 // its article is the newest

	costOpinion  = 1.0 // somebody's view, by its label
	costPaid     = 2.0 // paid for by somebody
	costCaption  = 1.0
	costPointing = 0.4 // it needs brackets that say who "he" is
	costSpoken   = 0.8 // it is a quotation by itself
	costPersonal = 1.0 // "I", "we" and "you" outside of quotation marks
	costHanging  = 0.7 // it opens with a word that goes on from the sentence before
	costLong     = 1.0 // each 20 words over longSentence

	longSentence  = 35 // words
	shortSentence = 6  // words: a shorter one tells too little
)

// newsFades is the time in which what is newer than the rest is worth half of it.
const newsFades = 7 * 24 * time.Hour

// weigh works out how telling each fact is, and drops what cannot stand by itself: a dangling fact, a question, a scrap.
func (t *topic) weigh() {
	var kept []*told
	for _, f := range t.facts {
		words := f.tokens
		end := strings.TrimRight(f.fact.Text, "”\"’')")
		if f.fact.Dangling || len(words) < shortSentence || strings.HasSuffix(end, "?") || strings.HasSuffix(end, ":") {
			continue
		}
		f.score = t.telling(f) - t.awkward(f, words)
		kept = append(kept, f)
	}
	t.facts = kept
}

// newest is the latest publication of an article on the topic; zero when none tells it.
func (t *topic) newest() (latest time.Time) {
	for _, a := range t.articles {
		if a.head.Published.After(latest) {
			latest = a.head.Published
		}
	}
	return latest
}

func (t *topic) telling(f *told) float64 {
	score := worthOwn*f.own + worthArticle*f.article.score
	if f.article.about && f.fact.Kind != briefing.FactCaption {
		score += worthLead * (0.5 + 0.5*f.own) / float64(1+f.ordinal)
	}
	return score + worthNew*t.fresh(f, newsFades) + worthCentral*t.central(f)
}

// fresh is 1 for a fact of the newest article, half for one older by half, and 0 for an undated one.
func (t *topic) fresh(f *told, half time.Duration) float64 {
	published := f.article.head.Published
	if published.IsZero() {
		return 0
	}
	return math.Exp2(-float64(t.newest().Sub(published)) / float64(half))
}

// central is how much of a fact's words the other articles have, or the other facts where there is one article: 0 to 1.
func (t *topic) central(f *told) float64 {
	var sum float64
	for _, n := range f.words {
		if len(t.articles) > 1 {
			sum += float64(t.words.articles[n]-1) / float64(len(t.articles)-1)
		} else {
			sum += min(0.5, float64(t.words.facts[n]-1)/8)
		}
	}
	return sum / float64(max(8, len(f.words))) // of few words one that all have would weigh too much
}

// awkward is what makes a fact less fit to be read by itself.
func (t *topic) awkward(f *told, words []text.Word) float64 {
	cost := costLong * max(0, float64(len(words)-longSentence)) / 20
	for _, l := range f.article.head.Labels {
		switch l {
		case briefing.LabelOpinion, briefing.LabelAnalysis:
			cost += costOpinion
		case briefing.LabelSponsored:
			cost += costPaid
		}
	}
	switch f.fact.Kind {
	case briefing.FactCaption:
		cost += costCaption
	case briefing.FactQuotation:
		cost += costSpoken
	}
	if len(f.fact.Context) > 0 {
		cost += costPointing
	}
	if hanging[words[0].Norm] || slices.ContainsFunc(words[1:min(4, len(words))], func(w text.Word) bool { return w.Norm == "also" }) {
		cost += costHanging
	}
	if slices.ContainsFunc(words, func(w text.Word) bool {
		pronoun, _, _ := strings.Cut(w.Norm, "'")
		return personal[pronoun] && !inQuotes(f.fact, w.Span)
	}) {
		cost += costPersonal
	}
	return cost
}

// hanging are words with which a sentence goes on from the one before.
var hanging = map[string]bool{
	"but": true, "and": true, "or": true, "so": true, "then": true, "however": true, "also": true, "still": true, "yet": true,
	"meanwhile": true, "nevertheless": true, "instead": true, "luckily": true, "moreover": true, "furthermore": true,
	"therefore": true, "thus": true, "they": true, "it": true, "these": true, "those": true, "this": true, "that": true, "such": true,
}

var personal = map[string]bool{"i": true, "we": true, "you": true, "my": true, "our": true, "your": true, "us": true, "me": true}

// inQuotes reports whether words of a fact's text are somebody's.
func inQuotes(f briefing.Fact, words briefing.Span) bool {
	return slices.ContainsFunc(f.Quotes, func(q briefing.Quote) bool {
		return q.Kind != briefing.QuoteIndirect && words.Shift(f.Span.Start).Overlaps(q.Span)
	})
}

const (
	alikeTold  = 0.60 // likeness from which a fact says what another said, if it has no figure that one has not
	likePrefer = 2.0  // what being like what was said costs, by likeness
)

// repeats reports whether a fact says only what another does.
func (t *topic) repeats(f, said *told) bool {
	if f.fact.ID == said.fact.ID || samePrint(f, said) {
		return true
	}
	for _, n := range f.words {
		if _, has := slices.BinarySearch(said.words, n); t.words.figure[n] && !has {
			return false
		}
	}
	return t.words.likeness(f.words, said.words) >= alikeTold
}

// samePrint reports whether two facts have the same words in the same order.
func samePrint(a, b *told) bool {
	return slices.Equal(a.words, b.words) && sameWords(a.fact.Text, b.fact.Text)
}

// next is the most telling of facts that says something else than what was said, the less like it the better; nil when there is none.
// It is of an article that fewer than perArticle of what was said are of. Bonus is what else makes a fact fit; of -Inf it does not.
func (t *topic) next(facts, said []*told, perArticle int, bonus func(*told) float64) *told {
	t.hear(said)
	given := map[*covering]int{}
	for _, o := range said {
		given[o.article]++
	}
	var best *told
	most := math.Inf(-1)
	for _, f := range facts {
		if given[f.article] >= perArticle || t.nearest(f) == repeated {
			continue
		}
		if score := f.score - likePrefer*f.like + bonus(f); score > most {
			best, most = f, score
		}
	}
	return best
}

// repeated is the likeness of a fact to what was said that says only what that did.
const repeated = 2

// hear takes note of what was said. What only goes on from before leaves what is known of each fact's likeness to it.
func (t *topic) hear(said []*told) {
	if len(said) < len(t.said) || !slices.Equal(said[:len(t.said)], t.said) {
		for _, f := range t.facts {
			f.like, f.heard = 0, 0
		}
	}
	t.said = slices.Clone(said)
}

// nearest is the likeness of a fact to that of what was said which is most like it.
func (t *topic) nearest(f *told) float64 {
	for _, o := range t.said[f.heard:] {
		if f.like == repeated {
			break
		}
		if t.repeats(f, o) {
			f.like = repeated
		} else {
			f.like = max(f.like, t.words.likeness(f.words, o.words))
		}
	}
	f.heard = len(t.said)
	return f.like
}

// printed are the other facts of the topic that print a fact's words, of other articles.
func (t *topic) printed(f *told) []*told {
	var out []*told
	seen := []*covering{f.article}
	for _, o := range t.facts {
		if !slices.Contains(seen, o.article) && samePrint(o, f) {
			out, seen = append(out, o), append(seen, o.article)
		}
	}
	return out
}

// original is a fact in the article that printed it first, as far as that is known: the one that package answer cites first.
func (t *topic) original(f *told) *told {
	first := f
	for _, o := range t.printed(f) {
		x, y := o.article.head.Published, first.article.head.Published
		if !x.IsZero() && (y.IsZero() || x.Before(y)) {
			first = o
		}
	}
	return first
}

// candidate is a fact as package answer cites it.
func (t *topic) candidate(f *told) candidate {
	c := f.candidate()
	for _, o := range t.printed(f) {
		c.reprints = append(c.reprints, o.candidate())
	}
	return c
}

func (f *told) candidate() candidate {
	c := candidate{fact: f.fact, score: f.score}
	c.hit.Revision, c.hit.Ordinal = f.fact.Revision, f.ordinal
	return c
}
