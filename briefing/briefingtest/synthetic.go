package briefingtest

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// Synthetic makes up a year of news of any size, for measuring: articles whose words fall in frequency as those of English
// do, each with a topic and people of its own that come back in its facts. An article depends on the seed and its number
// alone, so ten million facts need not be in memory, and any fact can be drawn again to ask for its words.
//
// What speed and size depend on is modelled, and each number says from where; what they do not depend on, such as grammar,
// is not. A Synthetic is not safe for concurrent use.
type Synthetic struct {
	seed  uint64
	words *law // by rank
	first int  // rank in the vocabulary of the word of rank 0: behind the stop words where there are none
	pcg   *rand.PCG
	*rand.Rand
}

const (
	// FactsPerArticle is the mean; between 30 and 50 evenly. News articles have 15 to 60 sentences of evidence.
	FactsPerArticle = 40

	// wordsPerFact is the mean: 8 to 40 words, as two dice fall. The same articles have 22, of 6 bytes each with blank and comma.
	wordsPerFact = 24

	// topicWords come back in an article's facts: each word that is no stop word is one of them with the chance topical. An
	// article on one event repeats about a third of its words that carry meaning.
	topicWords = 30
	topical    = 0.3

	named   = 0.4  // of facts name somebody of the article's cast of 3 to 6
	spoken  = 0.2  // of facts are somebody's words
	dated   = 0.1  // of facts tell a day
	counted = 0.02 // of words are numbers

	outlets = 50               // feeds, the larger ones with more articles
	cadence = 2 * time.Minute  // between articles: 250,000 in a year, ten million facts
	twist   = 0x9e3779b97f4a7c // parts the streams of random numbers of articles from those of questions
)

// NewSynthetic is the news of a seed, in words like those of English.
func NewSynthetic(seed uint64) *Synthetic { return newSynthetic(seed, englishLaw(), 0) }

// NewPlain is the news of a seed in a language without stop words: its most frequent word is in nearly every fact, and questions
// ask for such words too. It is as hard as text can be for an index, and what synthetic benchmarks commonly measure.
func NewPlain(seed uint64) *Synthetic { return newSynthetic(seed, plainLaw(), len(stopWords)) }

func newSynthetic(seed uint64, words *law, first int) *Synthetic {
	pcg := rand.NewPCG(seed, 0)
	return &Synthetic{seed: seed, words: words, first: first, pcg: pcg, Rand: rand.New(pcg)}
}

// Filings yields articles from the first one until they have this many facts.
func (s *Synthetic) Filings(facts int) iter.Seq[briefing.Filing] {
	return func(yield func(briefing.Filing) bool) {
		for i := 0; facts > 0; i++ {
			f := s.Filing(i)
			facts -= len(f.Facts)
			if !yield(f) {
				return
			}
		}
	}
}

// Filing is the article of a number with its facts. They are true pieces of its text.
func (s *Synthetic) Filing(number int) briefing.Filing {
	f, _ := s.filing(number)
	return f
}

// filing is an article, and for each of its facts the ranks of its words that are no stop words.
func (s *Synthetic) filing(number int) (briefing.Filing, [][]int) {
	s.pcg.Seed(s.seed, uint64(number))
	d := synthetic{Synthetic: s, topic: s.topic()}
	a := &d.article
	published := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(number) * cadence)
	outlet := int(s.Float64() * s.Float64() * outlets)
	*a = briefing.Article{
		Ref: fmt.Sprint(number), URL: fmt.Sprintf("https://outlet%d.example/%s/%d", outlet, published.Format("2006/01/02"), number),
		Outlet: fmt.Sprintf("Outlet %d", outlet), Section: sections[s.IntN(len(sections))], Language: english,
		Published: published, Taken: published.Add(time.Minute),
	}
	for range 3 + s.IntN(4) {
		d.cast = append(d.cast, person{vocabulary().given[s.IntN(givenNames)], vocabulary().families[nameLaw().draw(s.Rand)]})
	}
	a.Byline = []string{d.person().String()}
	d.headline()
	for facts := FactsPerArticle - 10 + s.IntN(21); facts > 0; {
		paragraph := min(facts, 1+s.IntN(3))
		d.paragraph(paragraph)
		facts -= paragraph
	}
	a.Text = d.text.String()
	a.ID = briefing.NewArticleID(a.URL, "")
	a.Revision = briefing.NewRevisionID(a.ID, a.Text)
	for i := range d.facts {
		fact := &d.facts[i]
		fact.Revision, fact.Text = a.Revision, fact.Span.Of(a.Text)
		fact.ID = briefing.NewFactID(a.Revision, fact.Span)
	}
	return briefing.Filing{Article: d.article, Facts: d.facts}, d.ranks
}

// synthetic is an article being made up.
type synthetic struct {
	*Synthetic
	article briefing.Article
	topic   []int // ranks, the leading word first
	cast    []person
	text    strings.Builder
	facts   []briefing.Fact
	ranks   [][]int // of the words of each fact
}

type person struct{ given, family string }

func (p person) String() string { return p.given + " " + p.family }

// person is somebody of the cast, the first ones more often.
func (d *synthetic) person() person { return d.cast[int(d.Float64()*d.Float64()*float64(len(d.cast)))] }

// topic draws what an article is about: words that say something, not the most common ones.
func (s *Synthetic) topic() []int {
	var topic []int
	for len(topic) < topicWords {
		if rank := s.draw(); rank >= len(stopWords)+commonWords/2 {
			topic = append(topic, rank)
		}
	}
	return topic
}

// draw draws a rank of the vocabulary.
func (s *Synthetic) draw() int { return s.first + s.words.draw(s.Rand) }

// rank draws a word of the article: one of its topic, or any.
func (d *synthetic) rank() int {
	rank := d.draw()
	if rank >= len(stopWords) && d.Float64() < topical {
		return d.topic[int(d.Float64()*d.Float64()*topicWords)]
	}
	return rank
}

// headline opens the text with four to nine words, half of them the topic's.
func (d *synthetic) headline() {
	var words []string
	for range 4 + d.IntN(6) {
		rank := d.topic[d.IntN(topicWords/3)]
		if d.IntN(2) == 0 {
			rank = d.rank()
		}
		words = append(words, vocabulary().words[rank])
	}
	d.article.Headline = capital(strings.Join(words, " "))
	d.text.WriteString(d.article.Headline)
	d.article.Blocks = append(d.article.Blocks, briefing.Block{Kind: briefing.BlockHeadline, Span: briefing.Span{Start: 0, End: d.text.Len()}})
}

// paragraph adds a block of n facts.
func (d *synthetic) paragraph(n int) {
	d.text.WriteString("\n\n")
	start := d.text.Len()
	for i := range n {
		if i > 0 {
			d.text.WriteByte(' ')
		}
		d.fact()
	}
	d.article.Blocks = append(d.article.Blocks, briefing.Block{Kind: briefing.BlockBody, Span: briefing.Span{Start: start, End: d.text.Len()}})
}

// fact adds a sentence.
func (d *synthetic) fact() {
	f := briefing.Fact{Kind: briefing.FactStatement, Block: len(d.article.Blocks), Attribution: briefing.AttributedOutlet}
	start, n := d.text.Len(), wordsPerFact-16+d.IntN(17)+d.IntN(17)
	who := -1 // the place of a name among the words
	if d.Float64() < named {
		who = d.IntN(n)
	}
	var ranks []int
	for i := range n {
		switch {
		case i == who:
			d.name(&f, i > 0)
			continue
		case i > 0 && d.Float64() < 0.05:
			d.text.WriteString(", ")
		case i > 0:
			d.text.WriteByte(' ')
		}
		if d.Float64() < counted {
			d.text.WriteString(d.number())
			continue
		}
		rank := d.rank()
		word := vocabulary().words[rank]
		if i == 0 {
			word = capital(word)
		}
		d.text.WriteString(word)
		if rank >= len(stopWords) {
			ranks = append(ranks, rank)
		}
	}
	if d.Float64() < dated {
		d.day(&f)
	}
	d.text.WriteByte('.')
	f.Span = briefing.Span{Start: start, End: d.text.Len()}
	if d.Float64() < spoken {
		d.quote(&f)
	}
	d.facts, d.ranks = append(d.facts, f), append(d.ranks, ranks)
}

// name prints somebody, by the family name alone in two of three places; the fact knows the full name all the same.
func (d *synthetic) name(f *briefing.Fact, apart bool) {
	if apart {
		d.text.WriteByte(' ')
	}
	p, start := d.person(), d.text.Len()
	if d.IntN(3) == 0 {
		d.text.WriteString(p.given + " ")
	}
	d.text.WriteString(p.family)
	f.Mentions = append(f.Mentions, briefing.Mention{
		Span: briefing.Span{Start: start, End: d.text.Len()}, Name: p.String(), Type: briefing.MentionPerson,
	})
}

// quote makes a fact somebody's words, reported without quotation marks.
func (d *synthetic) quote(f *briefing.Fact) {
	f.Attribution = briefing.AttributedPerson
	f.Quotes = []briefing.Quote{{Kind: briefing.QuoteIndirect, Span: f.Span, Speaker: d.person().String(), Role: vocabulary().words[d.topic[0]], Verb: "said"}}
}

// day ends a fact with a day of the month before.
func (d *synthetic) day(f *briefing.Fact) {
	from := d.article.Published.Truncate(24*time.Hour).AddDate(0, 0, -d.IntN(30))
	start := d.text.Len() + len(" on ")
	d.text.WriteString(from.Format(" on 2 January 2006"))
	f.When = []briefing.When{{
		Span: briefing.Span{Start: start, End: d.text.Len()}, Kind: briefing.WhenDate, From: from, To: from.AddDate(0, 0, 1),
		Grain: "day", Anchor: briefing.AnchorAbsolute, Value: from.Format(time.DateOnly),
	}}
}

// number prints a number of one to six digits: small ones are as frequent as large ones of the same length.
func (d *synthetic) number() string {
	n := 1 + d.IntN([]int{9, 99, 999, 9999, 999999}[d.IntN(5)])
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%d,%03d", n/1000, n%1000)
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

var sections = strings.Fields("World Politics Business Science Health Sport Culture Technology Environment Education Law Opinion")
