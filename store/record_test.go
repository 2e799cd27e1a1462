package store

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/nutgraf/nutgraf/briefing"
)

func TestMoments(t *testing.T) {
	for _, want := range []time.Time{
		{},
		time.Unix(0, 0).UTC(),
		time.Date(2026, 3, 29, 2, 30, 0, 999999999, time.FixedZone("", -9*3600-1800)),
		time.Date(1066, 10, 14, 9, 0, 0, 0, time.UTC),
		time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC),
	} {
		got := momentOf(want).time()
		_, offset := want.Zone()
		if _, back := got.Zone(); !got.Equal(want) || back != offset || got.IsZero() != want.IsZero() {
			t.Errorf("%v came back as %v", want, got)
		}
		if got := timeOf(timeKey(want)); !got.Equal(want) {
			t.Errorf("the key of %v reads %v", want, got)
		}
	}
	times := []time.Time{{}, time.Unix(-1, 5), time.Unix(0, 0), time.Unix(0, 1), time.Unix(1<<33, 0)}
	for i := range times[1:] {
		if a, b := string(timeKey(times[i])), string(timeKey(times[i+1])); a >= b {
			t.Errorf("keys of %v and %v do not sort", times[i], times[i+1])
		}
	}
}

// FuzzRecord feeds the decoders what a broken disk might: they must not panic, must not take a wrong checksum,
// and what they accept must survive being written again.
func FuzzRecord(f *testing.F) {
	c, err := newCodec()
	if err != nil {
		f.Fatal(err)
	}
	key := []byte("key")
	for _, seed := range []any{
		articleRecord{Article: "a", Revision: "r", Byline: []string{"B"}, Published: momentOf(time.Unix(1, 2))},
		factRecord{Text: "t", Span: spanRecord{Start: 1, End: 2}, Quantities: []quantityRecord{{Low: 1.5}}, When: []whenRecord{{Grain: "day"}}},
		jobRecord{ID: "j", Channel: channelRecord{ID: "c"}}, turnRecord{Question: "q", Facts: []string{"f"}},
		textRecord{Text: "text", Blocks: []blockRecord{{Kind: "body"}}}, segmentRecord{Sums: []uint32{1}}, countsRecord{Facts: 1},
	} {
		body, err := c.body(seed)
		if err != nil {
			f.Fatal(err)
		}
		packed, err := c.packed(seed)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body, uint16(0))
		f.Add(packed, uint16(9))
	}
	f.Fuzz(func(t *testing.T, body []byte, flip uint16) {
		value := sealed(key, body)
		if back, err := unseal(key, value); err != nil || string(back) != string(body) {
			t.Fatalf("sealed body came back as %x, %v", back, err)
		}
		if _, err := unseal([]byte("kez"), value); !errors.Is(err, ErrDamaged) {
			t.Error("a record under another key was accepted")
		}
		at := int(flip/8) % len(value)
		value[at] ^= 1 << (flip % 8)
		if _, err := unseal(key, value); !errors.Is(err, ErrDamaged) {
			t.Error("a flipped bit was accepted")
		}
		again[articleRecord](t, c, body)
		again[factRecord](t, c, body)
		again[jobRecord](t, c, body)
		again[turnRecord](t, c, body)
		again[segmentRecord](t, c, body)
		again[countsRecord](t, c, body)
		again[subscriptionRecord](t, c, body)
		var text textRecord
		if err := c.unpack(key, sealed(key, body), &text); err != nil && !errors.Is(err, ErrDamaged) {
			t.Errorf("unpack: %v", err)
		}
	})
}

// again decodes body and, where that succeeds, encodes and decodes what came out.
func again[R any](t *testing.T, c *codec, body []byte) {
	t.Helper()
	key := []byte("key")
	var first, second R
	if err := c.read(key, sealed(key, body), &first); err != nil {
		if !errors.Is(err, ErrDamaged) {
			t.Errorf("read: %v", err)
		}
		return
	}
	body, err := c.body(first)
	if err != nil {
		t.Fatalf("%+v cannot be written: %v", first, err)
	}
	if err := c.read(key, sealed(key, body), &second); err != nil {
		t.Fatalf("%+v cannot be read back: %v", first, err)
	}
	rewritten, err := c.body(second)
	if err != nil || string(rewritten) != string(body) {
		t.Errorf("%+v became %+v", first, second)
	}
}

// FuzzFact checks that a fact comes back as it was, whatever its strings are.
func FuzzFact(f *testing.F) {
	f.Add("said", "Ines\xff Holt", int64(1), 1.5, true)
	c, err := newCodec()
	must(f, err)
	f.Fuzz(func(t *testing.T, a, b string, seconds int64, x float64, doubtful bool) {
		at := time.Unix(seconds%(1<<40), 0).UTC()
		span := briefing.Span{Start: len(a), End: len(a) + len(b)}
		if x != x {
			x = 0 // the one number that differs from itself
		}
		want := briefing.Fact{
			ID: briefing.NewFactID("r", span), Revision: "r", Kind: briefing.FactKind(a), Span: span, Text: b, Hedge: a,
			Quotes:     []briefing.Quote{{Speaker: b, Role: a, Doubtful: doubtful, SpeakerSpan: span}},
			When:       []briefing.When{{From: at, To: at.Add(time.Hour), Grain: a}},
			Quantities: []briefing.Quantity{{Low: -x, High: x, Unit: b, Of: a, About: len(a) > len(b)}},
			Mentions:   []briefing.Mention{{Span: span, Name: b}},
			Context:    []briefing.Reference{{For: a}},
		}
		body, err := c.body(factRecordOf(want))
		must(t, err)
		var record factRecord
		must(t, c.read([]byte("k"), sealed([]byte("k"), body), &record))
		if d := cmp.Diff(want, record.fact("r")); d != "" {
			t.Error(d)
		}
	})
}
