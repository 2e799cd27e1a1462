package read

import (
	"strings"
	"unicode/utf8"

	"github.com/RadhiFadlillah/whatlanggo"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

const (
	// Below this many bytes of text letter statistics guess wrong too often: of twenty headlines eight were.
	leastForLanguage = 400
	// This many bytes are looked at; more did not change a verdict and cost time.
	enoughForLanguage = 2 << 10

	// Running text has a common word of its language in two or three places of five, of an unrelated one in one of eight.
	ownShare     = 0.25 // of the words, that a language needs to be told by its common words
	leastCommon  = 3    // common words that a short text must have
	foreignShare = 0.6  // of the best language's share, up to which a text is not in another one; relatives share words
)

// language is the ISO 639-1 code of a: the declared one, unless a long text is plainly in another (content systems declare
// their own default); else what the text reads like if that is reliable.
func language(declared string, a briefing.Article) string {
	code := languageCode(declared)
	sample := bodySample(a, enoughForLanguage)
	long := len(sample) >= leastForLanguage
	if code != "" && !long {
		return code
	}
	if long && plainlyEnglish(sample) {
		return "en"
	}
	guesses := text.Guesses(sample)
	if code != "" {
		if g, ok := told(guesses); ok && contradicts(guesses, code) {
			return g
		}
		return code
	}
	if long {
		if info := whatlanggo.Detect(sample); info.IsReliable() {
			return info.Lang.Iso6391()
		}
	}
	g, _ := told(guesses)
	return g
}

// told is the language that guesses are sure of.
func told(guesses []text.Guess) (string, bool) {
	if !text.Clear(guesses) {
		return "", false
	}
	g := guesses[0]
	sure := g.Share >= ownShare && (g.Hits == 0 || g.Hits >= leastCommon)
	if !sure {
		return "", false
	}
	return g.Code, true
}

// contradicts reports whether the likeliest language is another than the declared one, of which there are far fewer words. Of a
// declared language that nobody has a list of, that cannot be said: it may be a near relative.
func contradicts(guesses []text.Guess, declared string) bool {
	if text.SameList(guesses[0].Code, declared) || !text.Listed(declared) {
		return false
	}
	for _, g := range guesses {
		if text.SameList(g.Code, declared) {
			return g.Share <= foreignShare*guesses[0].Share
		}
	}
	return true
}

// languageCode is the two-letter code of a language tag such as "en-GB", or "" if it has none.
func languageCode(tag string) string {
	tag = strings.ToLower(strings.TrimSpace(tag))
	if i := strings.IndexAny(tag, "-_"); i >= 0 {
		tag = tag[:i]
	}
	if len(tag) != 2 || tag[0] < 'a' || tag[0] > 'z' || tag[1] < 'a' || tag[1] > 'z' {
		return ""
	}
	return tag
}

// plainlyEnglish tells English by its commonest words, a dozen times faster than the detector tells it from forty others: at least one
// word in seven is one of them, "the" among those most of all. In no other language does "the" stand in every fortieth place.
func plainlyEnglish(sample string) bool {
	all, common, the := 0, 0, 0
	for w := range strings.FieldsSeq(sample) {
		all++
		switch w {
		case "the", "The":
			the++
			common++
		case "of", "and", "that", "with", "from", "which", "this", "were", "was", "said", "for", "have", "has", "been", "their", "they", "would", "by", "is", "are", "it", "he", "she", "who", "not", "but", "to", "at", "its", "will", "on", "than", "more", "an", "after", "about":
			common++
		}
	}
	return all >= 50 && the*40 >= all && common*7 >= all
}

// bodySample is up to n bytes of the article's body text.
func bodySample(a briefing.Article, n int) string {
	var b strings.Builder
	for _, block := range a.Blocks {
		if block.Kind != briefing.BlockBody {
			continue
		}
		s := block.Span.Of(a.Text)
		if room := n - b.Len(); len(s) > room {
			for room > 0 && !utf8.RuneStart(s[room]) {
				room--
			}
			b.WriteString(s[:room])
			break
		}
		b.WriteString(s)
		b.WriteByte('\n')
		if b.Len() >= n {
			break
		}
	}
	return b.String()
}
