// Package storetest is the contract of a store, as tests that every store must pass.
//
// [TestQueue], [TestOutbox], [TestLedger], [TestPeople], [TestWatches], [TestHistory], [TestSubscriptions] and [TestTold] hold what the bot
// relies on, [TestLibrary] what ingest and
// search rely on, and [TestCursors] what feeds rely on. Each is handed a function that opens an empty
// store; it is called inside a synctest bubble where time matters, so a store must take its time from
// the time package there and start no goroutine that outlives the test.
//
// [NewFiling] makes articles to fill a store with.
package storetest

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// Queue is the durable list of owed work.
type Queue interface {
	AddJob(ctx context.Context, j briefing.Job) (added bool, err error)
	ClaimJob(ctx context.Context, worker, service string, lease time.Duration) (briefing.Job, error)
	FinishJob(ctx context.Context, worker, id string, d briefing.Delivery) error
	RetryJob(ctx context.Context, worker, id string, at time.Time) error
}

// History remembers the turns of threads.
type History interface {
	AddTurn(ctx context.Context, thread briefing.Channel, t briefing.Turn) error
	Turns(ctx context.Context, thread briefing.Channel) ([]briefing.Turn, error)
}

// Subscriptions remembers what channels asked to be told.
type Subscriptions interface {
	PutSubscription(ctx context.Context, s briefing.Subscription) error
	DeleteSubscription(ctx context.Context, id string) error
	Subscriptions(ctx context.Context) ([]briefing.Subscription, error)
}

// Told remembers what was answered.
type Told interface {
	KeepTold(ctx context.Context, answers ...briefing.Told) error
	Told(ctx context.Context, id briefing.AnswerID) (briefing.Told, error)
}

// Cursors remembers how far sources were read.
type Cursors interface {
	Cursor(ctx context.Context, source string) (string, error)
	SetCursor(ctx context.Context, source, cursor string) error
}

// Library takes articles in.
type Library interface {
	Revision(ctx context.Context, id briefing.ArticleID) (briefing.RevisionID, error)
	AddArticles(ctx context.Context, batch []briefing.Filing, segment []byte) error
	ReplaceSegments(ctx context.Context, old []uint64, merged []byte) error
}

// Snapshot is one consistent read view of a library.
type Snapshot interface {
	Segments() iter.Seq[briefing.Segment]
	Withdrawn(r briefing.RevisionID) (since time.Time, ok bool)
	Article(r briefing.RevisionID) (briefing.Article, error)
	Facts(r briefing.RevisionID) ([]briefing.Fact, error)
	Fact(r briefing.RevisionID, ordinal int) (briefing.Fact, error)
	Between(from, to time.Time) iter.Seq2[briefing.Article, error]
	Latest(from, to time.Time, behind briefing.RevisionID) iter.Seq2[briefing.Article, error]
	Before(r briefing.RevisionID) (briefing.RevisionID, error)
	Extent() briefing.Extent
}

// View runs fn on a snapshot of a library.
type View func(fn func(Snapshot) error) error

// NewFiling makes article number n with one fact a sentence. Articles of one number have one address;
// another edition makes another revision of it.
func NewFiling(n, edition int) briefing.Filing {
	url := fmt.Sprintf("https://news.example/%d", n)
	a := briefing.Article{
		URL: url, Ref: fmt.Sprintf("ref-%d", n), Outlet: fmt.Sprintf("Outlet %d", n%3),
		Headline: fmt.Sprintf("Bridge %d closes", n), Standfirst: "Drivers must take another way.",
		Byline: []string{"Ana Brandt", "Cem Dogan"}, Section: "Local", Language: "en", UsageTerms: "CC BY 4.0",
		Labels: []briefing.Label{briefing.LabelAnalysis, briefing.LabelCorrection}, Notes: []string{"An earlier version gave another bridge."},
		Published: time.Date(2026, 3, 1+n%28, 9, 30, 0, 0, time.FixedZone("", 2*3600)),
		Taken:     time.Date(2026, 4, 1, 12, edition, n%60, 250, time.UTC),
	}
	sentences := []string{
		fmt.Sprintf("The council closed bridge %d on Monday.", n),
		fmt.Sprintf("“We had no choice,” said Mayor Ines Holt, 5%d.", edition),
		"Repairs may cost more than 2.5 million euros, she said.",
	}
	a.Text = strings.Join(sentences, "\n\n")
	a.ID = briefing.NewArticleID(url, "")
	a.Revision = briefing.NewRevisionID(a.ID, a.Text)
	f := briefing.Filing{Article: a}
	at := 0
	for i, s := range sentences {
		span := briefing.Span{Start: at, End: at + len(s)}
		at = span.End + 2
		f.Article.Blocks = append(f.Article.Blocks, briefing.Block{Kind: briefing.BlockBody, Span: span})
		f.Facts = append(f.Facts, briefing.Fact{
			ID: briefing.NewFactID(a.Revision, span), Revision: a.Revision, Kind: briefing.FactStatement,
			Span: span, Block: i, Text: s,
		})
	}
	speech := briefing.Span{Start: f.Facts[1].Span.Start + len("“"), End: f.Facts[1].Span.Start + len("“We had no choice,")}
	f.Facts[1].Quotes = []briefing.Quote{{
		Kind: briefing.QuoteDirect, Span: speech, Speaker: "Ines Holt", SpeakerSpan: speech.Shift(speech.Len()), Role: "Mayor", Verb: "said", To: "reporters", Doubtful: true, Whole: speech,
	}}
	f.Facts[1].Mentions = []briefing.Mention{{Span: speech, Name: "Ines Holt", Type: briefing.MentionPerson, Role: "Mayor", For: "the council"}}
	f.Facts[1].When = []briefing.When{{
		Span: speech, Kind: briefing.WhenDate, From: time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC), To: time.Date(2026, 3, 3, 0, 0, 0, 0, time.UTC), Grain: "day",
		Anchor: briefing.AnchorPublished, Bound: "since", Part: "start", Value: "2026-03-02",
	}}
	f.Facts[2].Attribution = briefing.AttributedPerson
	f.Facts[2].Modality = []briefing.Modality{{Kind: briefing.ModalityPossible, Span: f.Facts[2].Span}}
	f.Facts[2].Dangling = true
	f.Facts[2].Hedge = "may"
	f.Facts[2].Context = []briefing.Reference{{Span: f.Facts[2].Span, For: "Mayor Ines Holt"}}
	return f
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
