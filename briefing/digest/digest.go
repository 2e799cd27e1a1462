// Package digest compiles what a channel is told about a period.
//
// The articles of the period that match the subscription's topics are grouped into stories (group.go): articles
// about the same event share the words that are rare in the period. Articles that print nearly the same words
// count as one origin. Corrections come first, then the stories most independent outlets told. Of each story the lead is the
// first sentence of its newest own text, verbatim, then a sentence with a figure and one with a quote where there are such.
//
// The same articles make the same digest: nothing depends on the order of arrival.
//
// A digest lists a period and asks no question, so it states a [Snapshot] of its own and needs neither the index of
// package search nor a model.
package digest

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/allowance"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// Snapshot is one consistent read view of the library.
type Snapshot interface {
	// Between yields the current articles known within [from, to), oldest first; their Text and Blocks may be left out.
	Between(from, to time.Time) iter.Seq2[briefing.Article, error]
	// Article is the article of a revision, Text and Blocks included.
	Article(r briefing.RevisionID) (briefing.Article, error)
	// Facts are the facts of a revision, in order.
	Facts(r briefing.RevisionID) ([]briefing.Fact, error)
}

// View runs fn on a snapshot and closes it when fn returns. No slow call may happen inside fn.
type View func(fn func(Snapshot) error) error

const (
	defaultStories = 7   // in one digest, when the subscription does not say
	maxPoints      = 3   // of one story: the lead, a figure, a quote
	maxArticles    = 200 // of one period that are compared, the newest: comparing takes the square of it
	readAtOnce     = 64  // articles in one view, some milliseconds: a long one makes the library's file grow
)

// Compiler compiles digests over one library. It may be used by several goroutines.
type Compiler struct {
	view  View
	limit allowance.Limit
}

// New returns a compiler over the library that view reads. A digest shows no more of one article than limit allows; the zero
// limit is allowance.Default.
func New(view View, limit allowance.Limit) *Compiler { return &Compiler{view, limit} }

// filing is an article of the period with what is compared of it.
type filing struct {
	article  briefing.Article
	facts    []briefing.Fact
	words    map[string]bool // stems of its evidence
	shingles map[string]bool // runs of three words: what reprints share
	reprint  bool            // an older filing of its story has the same text
}

// Compile says what an edition has to tell.
func (c *Compiler) Compile(ctx context.Context, e briefing.Edition) (briefing.Digest, error) {
	s, from, to := e.Subscription, e.From, e.To
	out := briefing.Digest{Title: s.Name, From: from, To: to, Topics: s.Topics}
	filings, err := c.filings(ctx, s, from, to, &out)
	if err != nil {
		return briefing.Digest{}, err
	}
	stories := group(filings)
	limit := s.Max
	if limit <= 0 {
		limit = defaultStories
	}
	out.Left = max(0, len(stories)-limit)
	for _, story := range stories[:min(limit, len(stories))] {
		out.Stories = append(out.Stories, c.tell(story, &out))
	}
	return out, nil
}

// filings reads the period: everything in it is counted, the newest of what matches the topics is returned, oldest first.
func (c *Compiler) filings(ctx context.Context, s briefing.Subscription, from, to time.Time, out *briefing.Digest) ([]filing, error) {
	heads, err := c.heads(ctx, from, to, out)
	if err != nil {
		return nil, err
	}
	var matching []filing
	for len(heads) > 0 && len(matching) < maxArticles {
		rest := max(0, len(heads)-readAtOnce)
		read, err := c.matching(ctx, heads[rest:], s.Topics)
		if err != nil {
			return nil, err
		}
		matching, heads = append(read, matching...), heads[:rest]
	}
	matching = matching[max(0, len(matching)-maxArticles):]
	for i := range matching {
		matching[i].words, matching[i].shingles = compared(matching[i].facts, matching[i].article)
	}
	return matching, nil
}

// heads counts the articles of the period and lists them, oldest first.
func (c *Compiler) heads(ctx context.Context, from, to time.Time, out *briefing.Digest) ([]briefing.Article, error) {
	var heads []briefing.Article
	outlets := make(map[string]bool)
	err := c.view(func(snapshot Snapshot) error {
		for a, err := range snapshot.Between(from, to) {
			if err = cmp.Or(err, ctx.Err()); err != nil {
				return err
			}
			if a.Published.IsZero() {
				out.Undated++
			}
			if a.Outlet != "" {
				outlets[a.Outlet] = true
			}
			heads = append(heads, a)
		}
		return nil
	})
	out.Articles, out.Outlets = len(heads), len(outlets)
	slices.SortFunc(heads, byTime) // those of one moment come in any order
	return heads, err
}

// matching reads those of a few articles that are about the topics, in one view: a text once stored stays readable, so
// that the next few may be read in another.
func (c *Compiler) matching(ctx context.Context, heads []briefing.Article, topics []string) ([]filing, error) {
	var matching []filing
	err := c.view(func(snapshot Snapshot) error {
		for _, head := range heads {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			a, err := snapshot.Article(head.Revision)
			if err != nil {
				return err
			}
			if !about(a, topics) {
				continue
			}
			facts, err := snapshot.Facts(a.Revision)
			if err != nil {
				return err
			}
			if len(facts) > 0 { // a headline alone says nothing that could be cited
				matching = append(matching, filing{article: a, facts: facts})
			}
		}
		return nil
	})
	return matching, err
}

// about reports whether an article has all the words of one of the topics; no topics match everything.
func about(a briefing.Article, topics []string) bool {
	if len(topics) == 0 {
		return true
	}
	words := stems(a.Headline+" "+a.Text, a.Language)
	return slices.ContainsFunc(topics, func(topic string) bool {
		if wanted := stems(topic, a.Language); len(wanted) > 0 {
			return within(wanted, words)
		}
		// Nothing but words such as "it" and "may": only as they are printed can they be names.
		wanted := printed(topic)
		return len(wanted) > 0 && within(wanted, printed(a.Headline+" "+a.Text))
	})
}

func within(wanted, words map[string]bool) bool {
	for w := range wanted {
		if !words[w] {
			return false
		}
	}
	return true
}

func printed(s string) map[string]bool {
	out := make(map[string]bool)
	for _, w := range text.Words(s) {
		out[w.Span.Of(s)] = true
	}
	return out
}

// compared is what of an article is compared with others: only its evidence, so that two pages with the same
// furniture are not the same story.
func compared(facts []briefing.Fact, a briefing.Article) (words, shingles map[string]bool) {
	words, shingles = stems(a.Headline, a.Language), make(map[string]bool)
	for _, f := range facts {
		tokens := text.Words(f.Text)
		for i, t := range tokens {
			if !text.Stop(t.Norm, a.Language) {
				words[text.Stem(t.Norm, a.Language)] = true
			}
			if i >= 2 {
				shingles[tokens[i-2].Norm+" "+tokens[i-1].Norm+" "+t.Norm] = true
			}
		}
	}
	return words, shingles
}

func stems(s, language string) map[string]bool {
	out := make(map[string]bool)
	for _, w := range text.Words(s) {
		if !text.Stop(w.Norm, language) {
			out[text.Stem(w.Norm, language)] = true
		}
	}
	return out
}

// tell makes the story of a group: the lead sentence, a figure, a quote, each cited.
func (c *Compiler) tell(g []filing, out *briefing.Digest) briefing.DigestStory {
	lead := g[0]
	story := briefing.DigestStory{Headline: lead.article.Headline, Origins: origins(g), Correction: corrects(lead.article)}
	for _, f := range slices.SortedFunc(slices.Values(g), byFiled) {
		if o := f.article.Outlet; o != "" && !slices.Contains(story.Outlets, o) {
			story.Outlets = append(story.Outlets, o)
		}
	}
	shown := allowance.Count{Limit: c.limit}
	for _, f := range telling(lead.facts) {
		fits, err := shown.Take(f.Revision, f.Span, f.Text, func() (int, error) { return len(lead.article.Text), nil })
		if err != nil || !fits {
			continue
		}
		n := len(out.Citations) + 1
		out.Citations = append(out.Citations, briefing.Cite(n, lead.article, f))
		story.Points = append(story.Points, briefing.Point{Text: f.Text, Context: relative(f), Citations: []int{n}})
	}
	return story
}

// telling picks the facts of a story: the first of the body, then the first with a figure and the first with a quote.
// Without a body it is the first fact there is. A dangling fact is told only behind the one it points to.
func telling(facts []briefing.Fact) []briefing.Fact {
	var picked []briefing.Fact
	has := func(f briefing.Fact) bool {
		return slices.ContainsFunc(picked, func(p briefing.Fact) bool { return p.ID == f.ID })
	}
	pick := func(good func(briefing.Fact) bool) {
		for i, f := range facts {
			if len(picked) == maxPoints {
				return
			}
			if !has(f) && (!f.Dangling || i > 0 && has(facts[i-1])) && (f.Kind == briefing.FactStatement || f.Kind == briefing.FactQuotation) && good(f) {
				picked = append(picked, f)
				return
			}
		}
	}
	pick(func(briefing.Fact) bool { return true })
	pick(func(f briefing.Fact) bool { return len(f.Quantities) > 0 && len(f.Context) == 0 })
	pick(func(f briefing.Fact) bool {
		return slices.ContainsFunc(f.Quotes, func(q briefing.Quote) bool {
			return q.Kind == briefing.QuoteDirect && q.Speaker != "" && !q.Doubtful
		})
	})
	if len(picked) == 0 {
		return facts[:1]
	}
	return picked
}

func relative(f briefing.Fact) []briefing.Reference {
	var out []briefing.Reference
	for _, r := range f.Context {
		out = append(out, briefing.Reference{Span: r.Span.Shift(-f.Span.Start), For: r.For})
	}
	return out
}

// corrects reports whether an article carries a correction of itself.
func corrects(a briefing.Article) bool { return slices.Contains(a.Labels, briefing.LabelCorrection) }

func byTime(a, b briefing.Article) int {
	return cmp.Or(a.Known().Compare(b.Known()), strings.Compare(string(a.ID), string(b.ID)))
}

func byFiled(a, b filing) int { return byTime(a.article, b.article) }
