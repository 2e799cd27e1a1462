package answer

import (
	"slices"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/question"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// When a candidate is worth saying behind the first, of which confidence.go decides.
const (
	sureCoverage = 0.45 // share of the question that the fact and its surroundings hold
	sureHere     = 0.20 // share that its own words hold
	alsoOdds     = 0.10 // odds beside the best: another article's fact is said too
	figureRank   = 5    // among so many of the first another figure for the same thing is said too
	figureShare  = 0.50 // share of the question's words that the best has, of which the fact of another figure must have so much
	nearCoverage = 0.30 // an unknown shows its nearest fact from here on
)

// factsFor picks the points of a fact answer: the best fact, and facts of other articles that answer about as well
// but are not the same words. A fact that cannot be understood is left out, except
// where the question itself leans on the turn before.
func factsFor(f found, r reading) []candidate {
	var points []candidate
	for i, c := range f.candidates {
		if !c.alone() && !r.leaning {
			continue
		}
		if len(points) > 0 && (!sure(c, r) || !besides(c, points[0], r, i) || sameFigure(c, points, r)) {
			continue
		}
		points = merge(points, c, maxPoints)
	}
	return points
}

// sureAlone is the confidence from which on an answer stands alone. Below it what else may answer is shown behind it, set apart.
const (
	sureAlone   = 0.6
	maxUnsure   = 5    // points of an answer that is not sure
	unsureOdds  = 0.05 // odds beside the best from which on a fact may answer too
	groupUnsure = "May also answer"
)

// besideUnsure are the next best candidates behind points of which nobody can be sure, each understood by itself.
func besideUnsure(points []candidate, f found, r reading) []candidate {
	var out []candidate
	for _, c := range f.candidates {
		if len(points)+len(out) >= maxUnsure {
			break
		}
		if !c.alone() && !r.leaning || !sure(c, r) || !c.fits || c.score < unsureOdds*f.candidates[0].score || repeatsAny(c, points) || repeatsAny(c, out) {
			continue
		}
		c.group = groupUnsure
		out = append(out, c)
	}
	return out
}

// besides reports whether the candidate of a rank is worth saying behind the best: it answers about as well, or it gives another
// figure in much the same words.
func besides(c, best candidate, r reading, at int) bool {
	if r.Wanted == question.WantNumber && c.here >= figureShare*best.here && !slices.Equal(figures(c), figures(best)) {
		return at < figureRank
	}
	return c.score >= alsoOdds*best.score && c.here >= best.here
}

// sameFigure reports whether a candidate for a number only says again what a point has said.
func sameFigure(c candidate, points []candidate, r reading) bool {
	return r.Wanted == question.WantNumber && slices.ContainsFunc(points, func(p candidate) bool {
		return !sameWords(p.fact.Text, c.fact.Text) && slices.Equal(figures(p), figures(c))
	})
}

// figures are the marked words of a candidate, folded.
func figures(c candidate) []string {
	var out []string
	for _, m := range relative(c.marks, c.fact) {
		out = append(out, text.Fold(m.Of(c.fact.Text)))
	}
	return out
}

func sure(c candidate, r reading) bool {
	if c.coverage < sureCoverage || c.here < sureHere && !r.leaning {
		return false
	}
	switch r.Wanted {
	case question.WantTime, question.WantNumber, question.WantPlace, question.WantExtent:
		return c.fits
	}
	return true
}

// merge adds c to points: as a reprint of the point that has the same words, or as a point of its own when it comes from an
// article that has none yet and there is room.
func merge(points []candidate, c candidate, room int) []candidate {
	for i, p := range points {
		if sameWords(p.fact.Text, c.fact.Text) {
			if p.hit.Revision != c.hit.Revision {
				points[i].reprints = append(points[i].reprints, c)
			}
			return points
		}
		if p.hit.Revision == c.hit.Revision {
			return points
		}
	}
	if len(points) < room {
		points = append(points, c)
	}
	return points
}

// sameWords reports whether two texts have the same words in the same order.
func sameWords(a, b string) bool {
	return slices.EqualFunc(text.Words(a), text.Words(b), func(x, y text.Word) bool { return x.Norm == y.Norm })
}

// quotesBy picks the points of a quotes answer: what the person asked about said on the topic, the most telling first.
func quotesBy(f found, r reading) []candidate {
	var points []candidate
	for _, c := range f.candidates {
		if !saidOnTopic(c, f, r) {
			continue
		}
		c.lead = quoteLead(c.quote)
		points = mergeQuote(points, c)
	}
	return points
}

// mergeQuote is merge for quotes, where one article may give several.
func mergeQuote(points []candidate, c candidate) []candidate {
	for i, p := range points {
		if sameWords(p.fact.Text, c.fact.Text) || sameQuote(p, c) {
			if p.hit.Revision != c.hit.Revision {
				points[i].reprints = append(points[i].reprints, c)
			}
			return points
		}
	}
	if len(points) < maxQuotes && (len(points) == 0 || c.score >= quoteOdds*points[0].score) {
		points = append(points, c)
	}
	return points
}

// quoteOdds are the odds beside the best quote down to which others are said.
const quoteOdds = 0.002

// sameQuote reports whether two candidates print one direct quote. Fragments are told apart by their sentences: two
// outlets may quote the same single word from different occasions.
func sameQuote(a, b candidate) bool {
	return a.quote.Kind == briefing.QuoteDirect && b.quote.Kind == briefing.QuoteDirect && sameWords(quoted(a), quoted(b))
}

func quoted(c candidate) string { return c.quote.Span.Shift(-c.fact.Span.Start).Of(c.fact.Text) }

// saidOnTopic reports whether a candidate is a quote by who was asked about, and it or its surroundings hold a word of the
// topic, if there is one.
func saidOnTopic(c candidate, f found, r reading) bool {
	if c.quote.Kind == "" {
		return false
	}
	topic := without(r.Content, r.Speaker)
	return len(topic) == 0 || slices.ContainsFunc(slices.Concat(c.hit.Matched, c.hit.Nearby), func(i int) bool {
		return slices.Contains(topic, f.terms[i].Word)
	})
}

// quoteLead is the bot's line before a quote: who, in which role, and how the words are theirs.
func quoteLead(q briefing.Quote) string {
	lead := q.Speaker
	if q.Role != "" {
		lead += " (" + q.Role + ")"
	}
	switch q.Kind {
	case briefing.QuoteDirect:
		lead += ", direct quote"
	case briefing.QuotePartial:
		lead += ", quoted in part"
	case briefing.QuoteIndirect:
		lead += ", paraphrased"
	}
	if q.Doubtful {
		lead += " (speaker inferred)"
	}
	return lead
}

// subject is what a turn was about, most telling first: names, then the other words of meaning, then what it leant on.
func (r reading) subject() []string {
	var out []string
	words := r.Content
	if len(r.Topic) > 0 { // "brief" and "timeline" ask for a form: they are not what the thread is about
		words = r.Topic
	}
	for _, w := range slices.Concat(r.Names, words, r.carried) {
		if !slices.ContainsFunc(out, func(o string) bool { return text.Fold(o) == text.Fold(w) }) {
			out = append(out, w)
		}
	}
	return out
}

// newNames are names of a fact that a subject does not hold yet: a follow-up may lean on them.
func newNames(f briefing.Fact, subject []string) []string {
	var out []string
	for _, m := range f.Mentions {
		if len(out) == maxCarriedNames {
			break
		}
		if m.Name != "" && !slices.Contains(subject, m.Name) && !slices.Contains(out, m.Name) {
			out = append(out, m.Name)
		}
	}
	return out
}

// maxCarriedNames is how many names of an answer a follow-up may lean on.
const maxCarriedNames = 3
