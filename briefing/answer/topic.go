package answer

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/allowance"
	"github.com/nutgraf/nutgraf/briefing/search"
	"github.com/nutgraf/nutgraf/briefing/text"
)

const (
	topicHits     = 200  // facts that search looks up for a topic
	topicCoverage = 0.60 // share of the topic's weight that an article must hold to be on it
	ownTopic      = 0.60 // share that a fact must hold in its own words, and the full names behind them, to name the topic
	wholeArticles = 8    // articles on a topic that are read whole
	wholeFacts    = 40   // facts of one of them that are read, the first: news tells the most telling first
	aboutFacts    = 3    // facts that name the topic from which on the article may be about it,
	aboutShare    = 4    // if they are one of so many
	leadFacts     = 2    // the first facts of an article, of which one that names the topic says the same
)

// topic is what the library tells of one.
type topic struct {
	terms    []search.Term
	articles []covering // on the topic, those that tell most of it first
	facts    []*told    // of these articles, on the topic, those of an article in their order
	unread   []string   // parts of the index that could not be searched
	words    vocabulary // of the facts
	said     []*told    // what next was told of last
}

// covering is an article on a topic.
type covering struct {
	head  briefing.Article // without its text
	score float64          // how much it tells of the topic, beside the article that tells most
	about bool             // the topic is what it is about, not only a thing it names
	own   map[int]float64  // of the facts that hold words of the topic, its share
	names int              // facts that name it
}

// told is a fact on a topic.
type told struct {
	article *covering
	fact    briefing.Fact
	ordinal int
	own     float64 // 0 to 1: share of the topic's weight that its own words hold
	words   []int   // the words of meaning it has, numbered by the topic's vocabulary, rising
	score   float64 // how telling it is
	tokens  []text.Word

	like  float64 // to what was said (topic.said), as far as it was held beside that
	heard int     // of what was said
}

// asking is a question for a form that goes through all that is told of a topic.
type asking struct {
	s     search.Snapshot
	q     briefing.Question
	r     reading
	said  map[briefing.FactID]bool // facts that were said already; nil unless "more" is asked for
	limit allowance.Limit          // how much of one article may be shown
}

// more reports whether what was said before is gone on from.
func (a asking) more() bool { return a.said != nil }

// topicQuery is what is looked up for the topic: its words, or what the turns before were about where it has none.
func (a asking) topicQuery() search.Query {
	words := a.r.topicWords()
	if len(words) == 0 {
		words = a.r.carried
	}
	return search.Query{Text: strings.Join(words, " "), Language: cmp.Or(a.r.Language, "en"), AsOf: a.q.AsOf, Top: topicHits}
}

// readTopic finds the articles on a topic and reads what they tell of it.
func readTopic(s search.Snapshot, query search.Query) (*topic, error) {
	found, err := search.Find(s, query)
	if err != nil {
		return nil, err
	}
	t := &topic{terms: found.Terms, words: newVocabulary()}
	for _, damage := range found.Damaged {
		t.unread = append(t.unread, damage.Error())
	}
	if err := t.cover(s, found); err != nil {
		return nil, err
	}
	for i := range t.articles {
		if err := t.read(s, &t.articles[i], i < wholeArticles); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// cover finds the articles that hold enough of the topic.
func (t *topic) cover(s search.Snapshot, found search.Result) error {
	byRevision := map[briefing.RevisionID][]search.Hit{}
	var order []briefing.RevisionID
	for _, h := range found.Hits {
		for _, at := range append([]search.Place{{Revision: h.Revision, Ordinal: h.Ordinal}}, h.Reprints...) {
			if byRevision[at.Revision] == nil {
				order = append(order, at.Revision)
			}
			h.Revision, h.Ordinal = at.Revision, at.Ordinal
			byRevision[at.Revision] = append(byRevision[at.Revision], h)
		}
	}
	for _, r := range order {
		hits := byRevision[r]
		if t.held(hits) < topicCoverage {
			continue
		}
		head, err := s.Head(r)
		if err != nil {
			return err
		}
		c, err := t.covering(s, head, hits)
		if err != nil {
			return err
		}
		if c.about || c.names > 0 {
			t.articles = append(t.articles, c)
		}
	}
	most := 0.0
	for _, a := range t.articles {
		most = max(most, a.score)
	}
	for i := range t.articles {
		t.articles[i].score /= most
	}
	slices.SortStableFunc(t.articles, func(a, b covering) int { return cmp.Compare(b.score, a.score) })
	return nil
}

// held is the share of the topic's weight that the hits of an article hold together.
func (t *topic) held(hits []search.Hit) float64 {
	best := make([]float64, len(t.terms))
	for _, h := range hits {
		for _, i := range h.Matched {
			best[i] = 1
		}
		for _, i := range h.Alike {
			best[i] = max(best[i], otherWords)
		}
		for _, i := range h.Nearby {
			best[i] = max(best[i], nearby)
		}
	}
	return t.share(best)
}

// share is the weighted mean of what each term is held.
func (t *topic) share(held []float64) float64 {
	var got, total float64
	for i, term := range t.terms {
		got += held[i] * term.IDF
		total += term.IDF
	}
	if total == 0 {
		return 0
	}
	return got / total
}

// fading is what each further fact of an article adds to how much it tells of a topic, beside the one before.
const fading = 0.7

func (t *topic) covering(s search.Snapshot, head briefing.Article, hits []search.Hit) (covering, error) {
	c := covering{head: head, own: map[int]float64{}}
	factor := 1.0
	for _, h := range hits { // the best first
		if _, twice := c.own[h.Ordinal]; twice {
			continue
		}
		f, err := s.Fact(h.Revision, h.Ordinal)
		if err != nil {
			return covering{}, err
		}
		own := t.ownShare(h, f)
		if own >= ownTopic {
			c.names++
			c.about = c.about || h.Ordinal < leadFacts
		}
		c.own[h.Ordinal] = own
		c.score += factor * h.Score
		factor *= fading
	}
	c.about = c.about || t.headed(head)
	return c, nil
}

// headed reports whether a headline names the topic.
func (t *topic) headed(head briefing.Article) bool {
	held := make([]float64, len(t.terms))
	t.hold(head.Headline, held)
	return t.share(held) >= ownTopic
}

// hold notes which terms stand in a text.
func (t *topic) hold(s string, held []float64) {
	for _, w := range text.Words(s) {
		stem := text.Stem(strings.TrimSuffix(w.Norm, "'s"), "en")
		for i, term := range t.terms {
			if term.Stem == stem {
				held[i] = 1
			}
		}
	}
}

// ownShare is the share of the topic's weight that a fact's own words hold, and the full names that they stand for.
func (t *topic) ownShare(h search.Hit, f briefing.Fact) float64 {
	held := make([]float64, len(t.terms))
	for _, i := range h.Alike {
		held[i] = otherWords
	}
	for _, i := range h.Matched {
		held[i] = 1
	}
	if len(h.Nearby) > 0 {
		for _, m := range f.Mentions {
			if m.Name != m.Span.Shift(-f.Span.Start).Of(f.Text) {
				t.hold(m.Name, held)
			}
		}
	}
	return t.share(held)
}

// read takes the facts of an article that are on the topic: of one that is about it all, up to a number, of others those that
// name it themselves.
func (t *topic) read(s search.Snapshot, c *covering, whole bool) error {
	if !whole || !c.about && c.names < aboutFacts {
		return t.readHits(s, c)
	}
	facts, err := s.Facts(c.head.Revision)
	if err != nil {
		return err
	}
	if c.about = c.about || aboutShare*c.names >= len(facts); !c.about {
		return t.readHits(s, c)
	}
	for ordinal, f := range facts {
		if ordinal < wholeFacts || c.own[ordinal] >= ownTopic {
			t.add(c, f, ordinal, c.own[ordinal])
		}
	}
	return nil
}

// readFirst takes the first facts of an article.
func (t *topic) readFirst(s search.Snapshot, c *covering) error {
	for ordinal := range freshFacts {
		f, err := s.Fact(c.head.Revision, ordinal)
		if errors.Is(err, briefing.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		t.add(c, f, ordinal, 0)
	}
	return nil
}

// freshFacts are the facts that are read of an article where no topic says which are wanted.
const freshFacts = 12

// readHits takes the facts of an article that name the topic themselves.
func (t *topic) readHits(s search.Snapshot, c *covering) error {
	for _, ordinal := range slices.Sorted(maps.Keys(c.own)) {
		if c.own[ordinal] < ownTopic {
			continue
		}
		f, err := s.Fact(c.head.Revision, ordinal)
		if err != nil {
			return err
		}
		t.add(c, f, ordinal, c.own[ordinal])
	}
	return nil
}

func (t *topic) add(c *covering, f briefing.Fact, ordinal int, own float64) {
	tokens := text.Words(f.Text)
	t.facts = append(t.facts, &told{article: c, fact: f, ordinal: ordinal, own: own, tokens: tokens, words: t.words.add(tokens, c)})
}

// begin makes out an answer of a kind if there is anything on the topic; else it stays an unknown that names the words nothing has.
func (t *topic) begin(out *composed, a asking, kind briefing.AnswerKind) bool {
	out.Unread = t.unread
	if a.more() {
		out.Reading = "more of " + out.Reading
	}
	if len(t.facts) > 0 {
		out.Kind = kind
		return true
	}
	for _, term := range t.terms {
		if !term.Context && term.Facts == 0 && term.Articles == 0 && term.IDF > 0 {
			out.Missing = append(out.Missing, a.r.typed(term.Word))
		}
	}
	return false
}

// only says that there is one article and no other to hold beside it.
func (t *topic) only() []string {
	if len(t.articles) > 1 {
		return nil
	}
	return []string{"Only one article tells of this."}
}

// moreNote says that not everything is shown.
const moreNote = "There is more on this; ask: more"

// ended makes an answer without points the honest unknown: of a first question, or of "more" where everything was said.
func (out *composed) ended(more bool) {
	out.Kind, out.Exhausted = briefing.AnswerUnknown, more
}
