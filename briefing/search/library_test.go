package search

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"
	"sync/atomic"
	"time"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/nutgraf/nutgraf/briefing"
)

// library is a Snapshot of segments in memory.
type library struct {
	Snapshot  // what Find must not ask for stays nil
	segments  [][][]byte
	withdrawn map[briefing.RevisionID]time.Time
	proven    func(segment, chunk int) bool
	memos     []atomic.Value
}

func (l *library) Segments() iter.Seq[briefing.Segment] {
	return func(yield func(briefing.Segment) bool) {
		for i, chunks := range l.segments {
			kept := briefing.Segment{Number: uint64(i) + 1, Chunks: chunks, Withdrawn: l.gone(chunks)}
			if l.proven != nil {
				kept.Proven = func(chunk int) bool { return l.proven(i, chunk) }
			}
			if l.memos != nil {
				kept.Memo = &l.memos[i]
			}
			if !yield(kept) {
				return
			}
		}
	}
}

func (l *library) Withdrawn(r briefing.RevisionID) (time.Time, bool) {
	since, ok := l.withdrawn[r]
	return since, ok
}

// gone is the bitmap of the withdrawn articles of a segment.
func (l *library) gone(chunks [][]byte) []byte {
	if len(l.withdrawn) == 0 {
		return nil
	}
	s, err := openSegment(briefing.Segment{Chunks: chunks})
	if err != nil {
		panic(err)
	}
	b := roaring.New()
	for i := range s.articles {
		r, err := s.revision(i)
		if err != nil {
			panic(err)
		}
		if _, ok := l.withdrawn[r]; ok {
			b.AddInt(i)
		}
	}
	out, err := b.ToBytes()
	if err != nil {
		panic(err)
	}
	return out
}

// kept is a segment in chunks as a store hands it over.
func kept(chunks [][]byte) briefing.Segment { return briefing.Segment{Number: 1, Chunks: chunks} }

// one is a segment in one chunk.
func one(b []byte) briefing.Segment { return kept([][]byte{b}) }

// whole is a library of segments in one chunk each.
func whole(segments ...[]byte) *library {
	l := &library{}
	for _, s := range segments {
		l.segments = append(l.segments, [][]byte{s})
	}
	return l
}

// cutInto cuts a segment into chunks of n bytes.
func cutInto(b []byte, n int) [][]byte {
	var chunks [][]byte
	for len(b) > n {
		chunks, b = append(chunks, b[:n:n]), b[n:]
	}
	return append(chunks, b)
}

// printer makes up articles of made-up words whose frequencies fall as those of a language do.
type printer struct {
	*rand.Rand
	zipf  *rand.Zipf
	count int
}

func newPrinter(seed uint64, vocabulary int) *printer {
	r := rand.New(rand.NewPCG(seed, 1))
	return &printer{Rand: r, zipf: rand.NewZipf(r, 1.1, 8, uint64(vocabulary-1))}
}

// word is the n-th word of the vocabulary.
func word(n int) string {
	const consonants, vowels = "bcdfghjklmnprstvwz", "aeiou"
	var b strings.Builder
	for n += 90; n > 0; n /= 90 {
		b.WriteByte(consonants[n%18])
		b.WriteByte(vowels[n/18%5])
	}
	return b.String()
}

func (p *printer) words(n int) string {
	out := make([]string, n)
	for i := range out {
		out[i] = word(int(p.zipf.Uint64()))
		if p.IntN(12) == 0 {
			out[i] = related[p.IntN(len(related))]
		}
	}
	return strings.Join(out, " ")
}

// related are words that may stand for one another.
var related = strings.Fields("annex annexed annexation resign resignation resigned sacked dismissed fired protest protester killed died death deaths")

// question is n words, without the hundred most frequent ones: these stand for stop words.
func (p *printer) question(n int) string {
	var out []string
	for len(out) < n {
		if rank := int(p.zipf.Uint64()); rank >= 100 {
			out = append(out, word(rank))
		}
	}
	return strings.Join(out, " ")
}

var day = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)

// filings are n articles of up to facts facts each, with some names and quotes.
func (p *printer) filings(n, facts int) []briefing.Filing {
	out := make([]briefing.Filing, n)
	for i := range out {
		p.count++
		a := briefing.Article{
			Revision: briefing.RevisionID(fmt.Sprintf("revision%08d", p.count)),
			Headline: p.words(p.IntN(8)),
			Outlet:   []string{"", "The Daily", "Évening Post"}[p.IntN(3)],
			Section:  []string{"", "World", "Sport"}[p.IntN(3)],
			Feed:     []string{"feed 1", "feed 2"}[p.IntN(2)],
			Language: []string{"", "en", "en", "de"}[p.IntN(4)],
		}
		if p.IntN(5) > 0 {
			a.Published = day.AddDate(0, 0, p.IntN(20))
		}
		out[i].Article = a
		for range p.IntN(facts + 1) {
			f := briefing.Fact{Text: p.words(1 + p.IntN(30))}
			if p.IntN(3) == 0 {
				f.Quotes = []briefing.Quote{{Kind: briefing.QuoteDirect, Span: briefing.Span{End: p.IntN(1 + len(f.Text))}, Speaker: p.words(2), Role: p.words(1)}}
				f.Mentions = []briefing.Mention{{Name: p.words(2)}}
				f.Context = []briefing.Reference{{For: p.words(1)}}
			}
			if p.IntN(3) == 0 {
				from := day.AddDate(0, 0, p.IntN(20)).Truncate(24 * time.Hour)
				f.When = []briefing.When{{From: from, To: from.AddDate(0, 0, 1+p.IntN(3))}}
			}
			out[i].Facts = append(out[i].Facts, f)
		}
	}
	return out
}
