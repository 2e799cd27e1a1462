package store

import (
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/nutgraf/nutgraf/briefing"
)

// fullFact has something of everything a fact can have.
func fullFact() briefing.Fact {
	at := time.Date(2026, 2, 3, 4, 5, 6, 7, time.FixedZone("", 5400))
	span := func(n int) briefing.Span { return briefing.Span{Start: n, End: 70000 * n} }
	return briefing.Fact{
		ID: briefing.NewFactID("r", span(1)), Revision: "r", Kind: briefing.FactStatement, Span: span(1), Also: []briefing.Span{span(2), span(3)}, Block: 300,
		Text: "“We sold 4.5 million,” Ada Brun said on Monday.",
		Quotes: []briefing.Quote{{
			Kind: briefing.QuotePartial, Span: span(2), Speaker: "Ada Brun", SpeakerSpan: span(3), Role: "chair", Verb: "said", Doubtful: true, To: "them", Whole: span(4),
		}},
		Attribution: briefing.AttributedPerson, Hedge: "allegedly", Modality: []briefing.Modality{{Kind: briefing.ModalityAlleged, Span: span(5)}},
		When: []briefing.When{{
			Span: span(6), Kind: briefing.WhenDate, From: at, To: at.AddDate(0, 0, 1), Grain: "day", Anchor: briefing.AnchorPublished, Bound: "since", Part: "about", Value: "2026-02-03",
		}, {Grain: "week", From: time.Date(-40, 1, 1, 0, 0, 0, 0, time.UTC)}},
		Quantities: []briefing.Quantity{{Span: span(7), Low: 4.5e6, High: 1e-30, Unit: "EUR", Of: "shares", About: true}, {Low: -0.5, High: math.MaxFloat64}, {Low: 3, High: math.Inf(1)}},
		Mentions:   []briefing.Mention{{Span: span(8), Name: "Ada Brun", Type: briefing.MentionPerson, Role: "chair", For: "she"}},
		Context:    []briefing.Reference{{Span: span(9), For: "the board"}}, Dangling: true,
	}
}

// TestBodyReadsAll: what it could not read would still be read, only slowly.
func TestBodyReadsAll(t *testing.T) {
	c, err := newCodec()
	must(t, err)
	for _, want := range []briefing.Fact{{ID: briefing.NewFactID("r", briefing.Span{}), Revision: "r"}, fullFact()} {
		bytes, err := c.body(factRecordOf(want))
		must(t, err)
		b := bodyOf(bytes)
		got := b.fact("r")
		if d := cmp.Diff(want, got); d != "" || !b.whole() {
			t.Errorf("the body was read whole: %v; want -, got +: %s", b.whole(), d)
		}
	}
	at := momentOf(time.Date(2026, 1, 2, 3, 4, 5, 6, time.FixedZone("", -3600)))
	want := articleRecord{
		Article: "a", Revision: "r", Ref: "ref", URL: "https://paper.example/1", Outlet: "Paper", Headline: "A", Standfirst: "B", Byline: []string{"C", "D"},
		Section: "World", Published: at, Updated: at, Language: "en", UsageTerms: "none", Taken: at, Facts: 70000, Labels: []string{"live"}, Notes: []string{"E"}, Feed: "feed", Before: "q", Since: at,
	}
	bytes, err := c.body(want)
	must(t, err)
	b := bodyOf(bytes)
	if d := cmp.Diff(want, b.article(), cmp.AllowUnexported(articleRecord{}, moment{})); d != "" || !b.whole() {
		t.Errorf("the body was read whole: %v; want -, got +: %s", b.whole(), d)
	}
}

// TestLaterBody: keys of a later nutgraf are left to the general decoder, which passes over them.
func TestLaterBody(t *testing.T) {
	c, err := newCodec()
	must(t, err)
	for _, record := range []map[int]any{
		{1: "statement", 2: []int{3, 9}, 5: "It fell.", 99: []string{"what nobody knows yet"}},
		{1: "statement", 2: []int{3, 9}, 5: "It fell.", 10: []map[int]any{{1: []int{3, 5}, 2: "It", 77: 1}}},
	} {
		bytes, err := c.body(record)
		must(t, err)
		f, err := c.readFact([]byte("k"), sealed([]byte("k"), bytes), "r")
		must(t, err)
		if f.Text != "It fell." || f.Span.End != 9 || f.Kind != briefing.FactStatement {
			t.Errorf("%v was read as %+v", record, f)
		}
	}
}

// FuzzBody: what is read without reflection, the general decoder reads alike.
func FuzzBody(f *testing.F) {
	c, err := newCodec()
	must(f, err)
	for _, record := range []any{
		factRecordOf(fullFact()), articleRecord{Article: "a", Byline: []string{"B"}, Published: moment{Seconds: 1, Nanos: -2, Offset: 3}, Facts: -1},
		factRecord{Quantities: []quantityRecord{{Low: 6e-8, High: 65504}, {Low: math.NaN()}}},
	} {
		bytes, err := c.body(record)
		must(f, err)
		f.Add(bytes)
	}
	f.Fuzz(func(t *testing.T, bytes []byte) {
		sameNumber := cmp.Comparer(func(a, b float64) bool { return a == b || a != a && b != b })
		b := bodyOf(bytes)
		if got := b.fact("r"); b.whole() {
			var record factRecord
			must(t, c.decode(bytes, &record))
			if d := cmp.Diff(record.fact("r"), got, sameNumber); d != "" {
				t.Error(d)
			}
		}
		b = bodyOf(bytes)
		if got := b.article(); b.whole() {
			var record articleRecord
			must(t, c.decode(bytes, &record))
			if d := cmp.Diff(record.article(), got.article()); d != "" || record.Facts != got.Facts {
				t.Error(d)
			}
		}
	})
}
