package search

import "math"

// formula is how a fact is scored. For every word t of the query, x is how strongly the fact
// speaks of it, over its fields (BM25F: Robertson, Zaragoza, Taylor, CIKM 2004):
//
//	x = text·tf/(1-b+b·length/average) + names·named + speaker·speaks + near·(tf of the sentences beside it) + headline·(is in the headline)
//
// where tf counts at most 15 times, and half a time more each if one of them is quoted (quoted); a stem that only counts instead
// of the word has what it adds to x times its strength. The fact earns Σ weight·idf·x·(k+1)/(x+k). What the whole article
// earns, with its own k and b over all of its words, is added with the factor article: first find the article, then the
// sentence in it.
type formula struct {
	k, b                        float64 // of facts
	quoted                      float64 // how much more a word counts that is quoted
	names, speaker              float64 // weights beside the text's 1: of a name the text does not have, and of who speaks
	near, headline              float64
	article, articleK, articleB float64
	context                     float64 // weight of a word from earlier in the thread beside the question's 1
	instead                     float64 // what a word of the very same meaning or family counts beside the word itself
}

// weights were chosen by measuring at which rank the evidence of news questions and of
// encyclopedia questions comes, one weight at a time: coarsely, since the best ones are broad.
// Evidence comes first for .45 of 192 news questions, in the first five for .79 and in twenty for
// .96 (.80, .95 and .98 of 1,000 encyclopedia questions); by the text alone, for .42, .65 and .83.
// The weights of names and context are guesses: those questions measure neither. Those of quotes and speakers are worth a question or
// two of the questions for what somebody said, and cost the others none. What counts instead of a word helps people's
// own questions most at full strength, and is paid for by ranking among texts on one narrow subject: at .6 both gain.
// A small k makes a second word of the question worth far more than the first one said twice.
var weights = formula{
	k: 0.4, b: 0.4,
	quoted: 0.3, names: 0.6, speaker: 0.4, near: 0.1, headline: 0.5,
	article: 0.7, articleK: 1.5, articleB: 0.5,
	context: 0.4, instead: 0.6,
}

// saturate turns how strongly something speaks of a word into a score below k+1: saying it twice is not twice as much.
func saturate(x, k float64) float64 { return x * (k + 1) / (x + k) }

// rarity is the idf of BM25 for a word that have of all know: positive, and highest when none does.
func rarity(have, all int) float64 {
	return math.Log(1 + (float64(all)-float64(have)+0.5)/(float64(have)+0.5))
}

// lengthNorm is how much a text of this length counts for its words, with b between 0, not at
// all, and 1, in proportion.
func lengthNorm(length, average, b float64) float64 {
	if average <= 0 {
		return 1
	}
	return 1 - b + b*length/average
}

// speaks is how strongly a posting speaks of its stem, before its neighbours are counted; norm is what one word
// of its line counts.
func (w *formula) speaks(field byte, norm float64) float64 {
	x := 0.0
	if n := field & countMask; n > 0 {
		x = float64(n) * norm
		if field&flagQuoted != 0 {
			x *= 1 + w.quoted
		}
	} else if field&(flagSpeaker|flagNamed) != 0 {
		x = w.names
	}
	if field&flagSpeaker != 0 {
		x += w.speaker
	}
	return x
}

// atMost bounds speaks, with neighbours and headline, for a block of postings whose field bytes come to field and
// where one word of a line counts norm at most.
func (w *formula) atMost(field byte, norm float64) float64 {
	x := w.speaks(field, norm)
	if field&(flagSpeaker|flagNamed) != 0 { // some of them may have the word in no text
		x = math.Max(x, w.names+w.speaker)
	}
	return x + 2*w.near*float64(field&countMask) + w.headline
}
