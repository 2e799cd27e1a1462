// Package digest compiles what a channel is told about a period.
//
// The articles of the period that pass the subscription's filters (filter.go) are read newest first, as many as can be compared
// (period.go), and grouped into stories (group.go): articles about the same event share the words that are rare in the period
// (words.go). Articles that print nearly the same words count as one origin.
//
// What the channel was told before is looked for among them (memory.go): a story that goes on is told again only with facts that
// stand in no text it was told from (news.go); without them it is a line, or nothing. The others are ranked (rank.go) and told
// (tell.go): of each the first sentence of its newest own text, verbatim, then a sentence with a figure and one with a quote where
// there are such. Dates that lie ahead are kept as promises and looked after until an article tells what became of them
// (promise.go). What of it all the next digest needs is the edition's memory (remember.go), and why each story is in or out is said
// in plain words (reason.go).
//
// The same articles make the same digest: nothing depends on the order of arrival.
//
// A digest lists a period and asks no question, so it states a [Snapshot] of its own and needs neither the index of
// package search nor a model.
package digest

import (
	"context"
	"iter"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/allowance"
)

// Snapshot is one consistent read view of the library.
type Snapshot interface {
	// Latest yields the current articles known within [from, to), newest first, beginning behind a revision that an earlier view
	// yielded ("" for the newest); their Text and Blocks may be left out.
	Latest(from, to time.Time, behind briefing.RevisionID) iter.Seq2[briefing.Article, error]
	// Head is the article of a revision, current or withdrawn; its Text and Blocks may be left out. It fails with
	// briefing.ErrNotFound for one that was erased.
	Head(r briefing.RevisionID) (briefing.Article, error)
	// Article is Head with Text and Blocks.
	Article(r briefing.RevisionID) (briefing.Article, error)
	// Facts are the facts of a revision, in order.
	Facts(r briefing.RevisionID) ([]briefing.Fact, error)
	// Withdrawn says since when a revision's facts no longer hold; ok is false for a current one.
	Withdrawn(r briefing.RevisionID) (since time.Time, ok bool)
}

// View runs fn on a snapshot and closes it when fn returns. No slow call may happen inside fn.
type View func(fn func(Snapshot) error) error

// MostStories is how many stories one digest tells at most.
const MostStories = 30

const (
	defaultStories = 7    // in one digest, when the subscription does not say
	maxHeads       = 6000 // articles of one period whose facts are read, the newest: reading one takes about 0.1 ms
	maxFilings     = 2000 // of these that are compared
	headsAtOnce    = 2000 // articles listed in one view, some milliseconds: a long one makes the library's file grow
	readAtOnce     = 64   // articles read in one view
)

// Compiler compiles digests over one library. It may be used by several goroutines.
type Compiler struct {
	view  View
	limit allowance.Limit
}

// New returns a compiler over the library that view reads. A digest shows no more of one article than limit allows; the zero
// limit is allowance.Default.
func New(view View, limit allowance.Limit) *Compiler { return &Compiler{view, limit} }

// edition is a digest under way.
type edition struct {
	briefing.Edition
	ctx   context.Context
	view  View
	shown allowance.Count
	words *vocabulary
	want  filter
	open  []*promise // of earlier digests, whose outcome is looked for
	aside []aside    // articles of the period that no story was made of, and why
	out   briefing.Digest
}

// Compile says what an edition has to tell.
func (c *Compiler) Compile(ctx context.Context, e briefing.Edition) (briefing.Digest, error) {
	d := &edition{
		Edition: e, ctx: ctx, view: c.view, shown: allowance.Count{Limit: c.limit},
		words: newVocabulary(), want: newFilter(e.Subscription, e.Hidden),
	}
	d.out = briefing.Digest{
		Title: e.Subscription.Name, From: e.From, To: e.To, Topics: e.Subscription.Topics, Length: e.Subscription.Length,
		Corrections: corrections(e.Corrections), Failing: d.want.visible(e.Failing),
	}
	if err := d.compile(); err != nil {
		return briefing.Digest{}, err
	}
	return d.out, nil
}

func (d *edition) compile() error {
	if err := d.openPromises(); err != nil {
		return err
	}
	filings, err := d.filings()
	if err != nil {
		return err
	}
	past, err := d.past()
	if err != nil {
		return err
	}
	stories := continued(group(filings, d.words), past, d.words)
	for _, s := range stories {
		if err := d.judge(s); err != nil {
			return err
		}
	}
	rank(stories, d.From, d.To)
	d.cut(stories)
	if err := d.tell(stories); err != nil {
		return err
	}
	if err := d.promises(stories); err != nil {
		return err
	}
	d.remember(stories)
	if d.Explain {
		d.explain(stories)
	}
	return nil
}
