package search

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
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
		var segments [][][]byte
		for rest := filings; len(rest) > 0; {
			n := 1 + p.IntN(len(rest))
			segments = append(segments, cutInto(Build(rest[:n]), 64+p.IntN(1000)))
			rest = rest[n:]
		}
		got, err := Merge(segments)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("seed %d: merging %d segments gives other bytes than building all at once", seed, len(segments))
		}
		if err := Check([][]byte{got}); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
	}
}

func TestEmptySegments(t *testing.T) {
	empty := Build(nil)
	bare := Build([]briefing.Filing{filing("a", ""), {}})
	for _, s := range [][]byte{empty, bare} {
		if err := Check([][]byte{s}); err != nil {
			t.Error(err)
		}
		if r, err := Find(whole(s), Query{Text: "rain"}); err != nil || r.Hits != nil || len(r.Terms) != 1 {
			t.Errorf("found %+v, %v", r, err)
		}
	}
	if got, err := Merge([][][]byte{{empty}, {bare}, {empty}}); err != nil || !bytes.Equal(got, bare) {
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
			if Check([][]byte{segment}) == nil {
				t.Fatalf("bit %d of byte %d flipped, and Check passes", bit, i)
			}
			segment[i] ^= bit
		}
	}
	if err := Check([][]byte{segment}); err != nil {
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
		_, merging := Merge([][][]byte{tt.chunks})
		_, finding := Find(&library{segments: [][][]byte{tt.chunks}}, Query{Text: "rain"})
		for _, err := range []error{Check(tt.chunks), merging, finding} {
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%s: error %v, want one with %q", tt.name, err, tt.want)
			}
		}
	}
}

func TestCursorSeeks(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for range 50 {
		var list []posting
		for line := r.IntN(3); len(list) < 1+r.IntN(1000); line += 1 + r.IntN(1+r.IntN(300)) {
			list = append(list, posting{line, byte(r.IntN(4))})
		}
		lines := list[len(list)-1].line + 1
		s := &segment{header: header{lines: lines}}
		b := appendPostings(nil, list, make([]byte, lines))
		s.part[partPostings], _ = newPieces(cutInto(b, 1+r.IntN(100)))
		c, err := s.cursor(entry{lines: len(list), size: len(b)})
		if err != nil {
			t.Fatal(err)
		}
		for target := 0; target <= lines; target += 1 + r.IntN(1+lines/10) {
			if err := c.seek(target); err != nil {
				t.Fatal(err)
			}
			for len(list) > 0 && list[0].line < target {
				list = list[1:]
			}
			if c.done != (len(list) == 0) || !c.done && c.posting != list[0] {
				t.Fatalf("sought %d: at %+v, done %v", target, c.posting, c.done)
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
		r, found := Find(l, Query{Text: "ba ce da ko fi gu so la mo ni pa re", Top: 10})
		if len(r.Hits) > 10 {
			t.Errorf("%d hits where 10 were asked for", len(r.Hits))
		}
		_, merged := Merge([][][]byte{chunks, {base}})
		if Check(chunks) == nil && (found != nil || merged != nil) {
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
		if err := Check([][]byte{segment}); err != nil {
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
