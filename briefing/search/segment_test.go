package search

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/briefing"
)

func TestMergeGivesTheBytesOfBuild(t *testing.T) {
	for seed := range uint64(20) {
		p := newPrinter(seed, 2000)
		filings := p.filings(1+p.IntN(60), 15)
		want := Build(filings)
		if !bytes.Equal(want, Build(filings)) {
			t.Fatalf("seed %d: two builds differ", seed)
		}
		var segments []briefing.Segment
		for rest := filings; len(rest) > 0; {
			n := 1 + p.IntN(len(rest))
			segments = append(segments, kept(cutInto(Build(rest[:n]), 64+p.IntN(1000))))
			rest = rest[n:]
		}
		got, err := Merge(segments)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("seed %d: merging %d segments gives other bytes than building all at once", seed, len(segments))
		}
		if err := Check(one(got)); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
	}
}

func TestEmptySegments(t *testing.T) {
	empty := Build(nil)
	bare := Build([]briefing.Filing{filing("a", ""), {}})
	for _, s := range [][]byte{empty, bare} {
		if err := Check(one(s)); err != nil {
			t.Error(err)
		}
		if r, err := Find(whole(s), Query{Text: "rain"}); err != nil || r.Hits != nil || len(r.Terms) != 1 {
			t.Errorf("found %+v, %v", r, err)
		}
	}
	if got, err := Merge([]briefing.Segment{one(empty), one(bare), one(empty)}); err != nil || !bytes.Equal(got, bare) {
		t.Errorf("merging with nothing changed a segment: %v", err)
	}
	if got, err := Merge(nil); err != nil || !bytes.Equal(got, empty) {
		t.Errorf("merging nothing: %v", err)
	}
}

// Every bit of a segment is under a checksum.
func TestCheckFindsEveryFlippedBit(t *testing.T) {
	segment := Build(newPrinter(1, 100).filings(3, 4))
	for i := range segment {
		for _, bit := range []byte{1, 128} {
			segment[i] ^= bit
			if Check(one(segment)) == nil {
				t.Fatalf("bit %d of byte %d flipped, and Check passes", bit, i)
			}
			segment[i] ^= bit
		}
	}
	if err := Check(one(segment)); err != nil {
		t.Fatal(err)
	}
}

func TestRefusals(t *testing.T) {
	good := Build(newPrinter(1, 100).filings(3, 4))
	newer := bytes.Clone(good)
	newer[len(magic)]++
	tests := []struct {
		name   string
		chunks [][]byte
		want   string
	}{
		{"nothing", nil, "no bytes"},
		{"another file", [][]byte{[]byte(strings.Repeat("x", 500))}, "not an index segment"},
		{"newer format", [][]byte{newer}, "update nutgraf"},
		{"cut short", [][]byte{good[:len(good)-1]}, "cut short"},
		{"bytes behind the end", [][]byte{append(bytes.Clone(good), 0)}, "where its header says"},
		{"uneven chunks", [][]byte{good[:70], good[70:100], good[100:]}, "chunk 1 has 30 bytes"},
		{"last chunk too long", [][]byte{good[:70], good[70:]}, "the last chunk has"},
	}
	for _, tt := range tests {
		_, merging := Merge([]briefing.Segment{kept(tt.chunks)})
		found, _ := Find(&library{segments: [][][]byte{tt.chunks}}, Query{Text: "rain"})
		for _, err := range []error{Check(kept(tt.chunks)), merging, found.Damaged[0]} {
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%s: error %v, want one with %q", tt.name, err, tt.want)
			}
		}
	}
}

func TestListSeeks(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for range 50 {
		var want []posting
		gap := 1 + r.IntN(300)
		for line := r.IntN(3); len(want) < 1+r.IntN(1000); line += 1 + r.IntN(gap) {
			want = append(want, posting{line, byte(1 + r.IntN(1+r.IntN(4)))})
			if r.IntN(200) == 0 {
				line += 100_000
			}
		}
		lines := want[len(want)-1].line + 1
		b := appendPostings(nil, want, make([]byte, lines))
		s := &segment{header: header{lines: lines}}
		s.part[partPostings], _ = newPieces(cutInto(b, 1+r.IntN(100)), nil)
		var l list
		if err := l.open(s, entry{lines: len(want), size: len(b)}); err != nil {
			t.Fatal(err)
		}
		if got, err := l.appendAll(nil, 0); err != nil || !slices.Equal(got, want) {
			t.Fatalf("%d postings come back as %d others, %v", len(want), len(got), err)
		}
		for range 100 {
			target := r.IntN(lines + 1)
			at, err := l.seek(uint32(target))
			if err != nil {
				t.Fatal(err)
			}
			i := slices.IndexFunc(want, func(p posting) bool { return p.line >= target })
			if (i < 0) != (at >= l.n) || i >= 0 && int(l.lines[at]) != want[i].line {
				t.Fatalf("sought %d: at %d of %d, want posting %d", target, at, l.n, i)
			}
		}
	}
}

// seal gives a tampered segment the checksums of what it holds, so that reading goes on behind them.
func seal(b []byte) []byte {
	if len(b) < headerBytes {
		return b
	}
	at := headerBytes
	for i := range parts {
		field := b[8+16+16+i*12:]
		size := int(min(binary.LittleEndian.Uint64(field), uint64(len(b)-at)))
		binary.LittleEndian.PutUint32(field[8:], sum(b[at:at+size]))
		at += size
	}
	binary.LittleEndian.PutUint32(b[headerBytes-4:], sum(b[:headerBytes-4]))
	return b
}

// Whatever the bytes are, nothing panics; and what Check passes, Find and Merge can read.
func FuzzSegment(f *testing.F) {
	p := newPrinter(11, 60)
	base := Build(p.filings(30, 14))
	f.Add(uint(0), []byte{}, uint(100), true)
	for i := range 40 {
		f.Add(uint(8+i*len(base)/40), []byte{0xff, byte(i), 0}, uint(64), true)
	}
	f.Add(uint(0), []byte("something else"), uint(1), false)
	f.Fuzz(func(t *testing.T, at uint, patch []byte, chunk uint, sealed bool) {
		b := bytes.Clone(base)
		copy(b[at%uint(len(b)):], patch)
		if sealed {
			b = seal(b)
		}
		chunks := cutInto(b, int(1+chunk%1000))
		l := &library{segments: [][][]byte{chunks, {base}}}
		r, err := Find(l, Query{Text: "ba ce da ko fi gu so la mo ni pa re", Top: 10})
		if err != nil {
			t.Fatal(err)
		}
		found := errors.Join(r.Damaged...)
		if len(r.Hits) > 10 {
			t.Errorf("%d hits where 10 were asked for", len(r.Hits))
		}
		_, merged := Merge([]briefing.Segment{kept(chunks), one(base)})
		if Check(kept(chunks)) == nil && (found != nil || merged != nil) {
			t.Errorf("Check passes, but Find says %v and Merge says %v", found, merged)
		}
	})
}

// Any text can be filed: the segment is sound, and a fact is found by its own words.
func FuzzBuild(f *testing.F) {
	f.Add("Harbour wall breaks", "The wall broke at dawn.", "Nobody was hurt, the WHO said.", "en")
	f.Add("", "“US” – 1,250,000 ’s", "\xff\xfe \u0301", "de")
	f.Fuzz(func(t *testing.T, headline, first, second, language string) {
		a := filing("a", headline, first, second)
		a.Article.Language = language
		segment := Build([]briefing.Filing{a})
		if err := Check(one(segment)); err != nil {
			t.Fatal(err)
		}
		r, err := Find(whole(segment), Query{Text: first})
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Terms) > 0 && r.Terms[0].Facts == 0 && len(asked(first, english)) == len(tokens(first, english, false)) {
			t.Errorf("%q is not found in itself: %+v", first, r.Terms)
		}
	})
}
