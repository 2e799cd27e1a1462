package search

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// aligned is the distance by the recurrence of its definition; far where it takes two edits in the first letters of a.
func aligned(a, b []rune) int {
	d := make([][]int, len(a)+1)
	early := func(i, edits int) int {
		if i <= surely && edits > 1 {
			return far
		}
		return edits
	}
	for i := range d {
		d[i] = make([]int, len(b)+1)
		d[i][0] = early(i, i)
	}
	for j := range b {
		d[0][j+1] = early(0, j+1)
	}
	for i := range a {
		for j := range b {
			differ := 1
			if a[i] == b[j] {
				differ = 0
			}
			d[i+1][j+1] = min(d[i][j+1]+1, d[i+1][j]+1, d[i][j]+differ)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				d[i+1][j+1] = min(d[i+1][j+1], d[i-1][j-1]+1)
			}
			d[i+1][j+1] = early(i+1, d[i+1][j+1])
		}
	}
	return d[len(a)][len(b)]
}

const far = 100

// dictionaryOf is a segment of facts of one word each, in chunks of n bytes. A word of many facts is there several times.
func dictionaryOf(t testing.TB, n int, words ...string) *segment {
	t.Helper()
	f := briefing.Filing{Article: briefing.Article{Revision: "revision", Outlet: "Post", Language: "xx"}}
	for _, w := range words {
		f.Facts = append(f.Facts, briefing.Fact{Text: w})
	}
	return openedSegment(t, Build([]briefing.Filing{f}), n)
}

func openedSegment(t testing.TB, built []byte, chunk int) *segment {
	t.Helper()
	s, err := openSegment(briefing.Segment{Chunks: cutInto(built, chunk)})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// randomWord is short and of few letters, some of several bytes, so that many are near each other.
func randomWord(r *rand.Rand, letters string) string {
	w := make([]rune, 1+r.IntN(9))
	for i := range w {
		w[i] = []rune(letters)[r.IntN(len([]rune(letters)))]
	}
	return string(w)
}

// Every row behind every string of a sorted list is what the definition says, however little of the string was read anew.
func TestNear(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 2))
		letters := []string{"abc", "abcdefghijklmnop", "aəжz", "iyb"}[seed%4]
		word, edits := randomWord(r, letters), 1+r.IntN(2)
		n, _ := newNear(word, edits)
		first, _ := utf8.DecodeRuneInString(word)
		var list []string
		for range 60 {
			list = append(list, string(first)+randomWord(r, letters)[1:]+"\xc9"[:r.IntN(2)])
		}
		slices.Sort(list)
		before := []byte(nil)
		for _, s := range list {
			alive := n.read([]byte(s), shared(before, []byte(s)))
			before = []byte(s)
			if alive < len(s) {
				for _, end := range prefixes(word) {
					if d := alignedStem(end, s, word); d <= edits {
						t.Fatalf("%q is given up after %d bytes, and is %d from %q", s, alive, d, end)
					}
				}
				continue
			}
			rows := n.rowsOf(before)
			for i, end := range prefixes(word) {
				for e := range edits + 1 {
					if d := alignedStem(end, s, word); (d <= e) != (rows[e]>>i&1 == 1) {
						t.Fatalf("%q is %d from %q; row %d of %q: %b", s, d, end, e, word, rows[e])
					}
				}
			}
		}
	}
}

// prefixes are the beginnings of a word, the empty one first.
func prefixes(word string) (all [][]rune) {
	letters := []rune(word)
	for i := range len(letters) + 1 {
		all = append(all, letters[:i])
	}
	return all
}

// alignedStem is aligned for a beginning of a word and a stem, whose i counts for a y at the word's end.
func alignedStem(end []rune, stem, word string) int {
	letters := []rune(stem)
	d := aligned(end, letters)
	if len(end) == utf8.RuneCountInString(word) && strings.HasSuffix(word, "y") {
		d = min(d, aligned(append(slices.Clone(end[:len(end)-1]), 'i'), letters))
	}
	return d
}

func TestSpellingsAreThoseOfAScan(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 1))
		letters := []string{"abc", "abcdefghijklmnop", "aəжz", "ab"}[seed%4]
		words := make([]string, 1+r.IntN(600))
		for i := range words {
			words[i] = randomWord(r, letters)
		}
		half := len(words) / 2
		segments := []*segment{dictionaryOf(t, 200+r.IntN(2000), words[:half]...), dictionaryOf(t, 1<<16, words[half:]...)}
		for range 20 {
			asked := randomWord(r, letters) + "abc"
			edits := editsAllowed(asked)
			var want []spelling
			for _, w := range words {
				d, same := aligned([]rune(asked), []rune(w)), []rune(asked)[0] == []rune(w)[0]
				if same && d <= edits && len(w) >= 1+2*d || !same && d <= 1 {
					i := slices.IndexFunc(want, func(s spelling) bool { return s.stem == w })
					if i < 0 {
						i = len(want)
						want = append(want, spelling{stem: w, edits: d})
					}
					want[i].facts++
				}
			}
			if slices.ContainsFunc(want, func(s spelling) bool { return s.edits < 2 }) {
				want = slices.DeleteFunc(want, func(s spelling) bool { return s.edits == 2 })
			}
			slices.SortFunc(want, func(a, b spelling) int { return strings.Compare(a.stem, b.stem) })
			got, err := spellings(scanning(segments...), asked, "xx", 1<<20)
			slices.SortFunc(got, func(a, b spelling) int { return strings.Compare(a.stem, b.stem) })
			if diff := cmp.Diff(want, got, cmp.AllowUnexported(spelling{})); diff != "" || err != nil {
				t.Fatalf("seed %d, %q with %d edits: %v\n%s", seed, asked, edits, err, diff)
			}
		}
	}
}

func TestSpellingsOrder(t *testing.T) {
	s := dictionaryOf(t, 100, "parade", "parade", "charade", "tirade", "parody", "parades", "trade", "trade", "trade", "grade", "para", "paradox", "marinade")
	for word, want := range map[string]string{
		"prade":    "parade 1 2, trade 1 3, grade 1 1", // the same first letter before more facts
		"parede":   "parade 1 2",
		"chrade":   "charade 1 1",
		"paraed":   "parade 1 2", // a swap is one edit
		"marniade": "marinade 1 1",
		"marniaed": "marinade 2 1",
		"merniade": "marinade 2 1",
		"mernnade": "", // two edits so early are not looked for
		"parody":   "parody 0 1",
		"election": "",
		"pra":      "",
	} {
		got, err := spellings(scanning(s), word, "xx", 3)
		var printed []string
		for _, g := range got {
			printed = append(printed, fmt.Sprint(g.stem, " ", g.edits, " ", g.facts))
		}
		if list := strings.Join(printed, ", "); err != nil || list != want {
			t.Errorf("%q: %q %v, want %q", word, list, err, want)
		}
	}
}

// A misspelt word need not have the stem of the right one, misspelt.
func TestSpellingsOfWords(t *testing.T) {
	f := briefing.Filing{Article: briefing.Article{Revision: "revision", Language: "en"}, Facts: []briefing.Fact{{
		Text: "The elections of the government: victories, a missile, police and universities; injuries, economies, stopped, quit, qualm.",
	}}}
	s := []*segment{openedSegment(t, Build([]briefing.Filing{f}), 64)}
	for word, want := range map[string]string{
		"elction": "elect", "electoin": "elect", "goverment": "govern", "victroy": "victori", "missle": "missil", "polcie": "polic",
		"univeristy": "univers", "injruy": "injuri", "governement": "govern",
	} {
		if got, err := spellings(scanning(s...), word, "en", 1); err != nil || len(got) != 1 || got[0].stem != want {
			t.Errorf("%q: %v %v, want %q", word, got, err, want)
		}
	}
}

func TestEditsAllowed(t *testing.T) {
	for word, want := range map[string]int{
		"": 0, "cat": 0, "été": 0, "kite": 1, "minster": 1, "ministre": 2, "governement": 2, "19872": 0, "covid19": 0, "москваа": 1,
		strings.Repeat("a", 80): 0,
	} {
		if got := editsAllowed(word); got != want {
			t.Errorf("%q: %d, want %d", word, got, want)
		}
	}
}

// Tags are no words.
func TestSpellingsWithoutTags(t *testing.T) {
	s := dictionaryOf(t, 100, "boats")
	for _, word := range []string{"opost", "xopost", "post"} {
		if got, err := spellings(scanning(s), word, "xx", 10); err != nil || len(got) > 1 || len(got) == 1 && got[0].stem != "boats" {
			t.Errorf("%q: %v %v", word, got, err)
		}
	}
}

// A segment whose dictionary is damaged where only spelling reads is left out, and the others say what was meant.
func TestSpellingInDamagedIndex(t *testing.T) {
	f := briefing.Filing{Article: briefing.Article{Revision: "whole", Language: "en"}, Facts: []briefing.Fact{{Text: "Baba caca dadafagaha."}}}
	l := &library{segments: [][][]byte{cutInto(Build(newPrinter(5, 30_000).filings(100, 20)), 512), {Build([]briefing.Filing{f})}}}
	left := 0
	for chunk := range l.segments[0] {
		l.proven = func(s, c int) bool { return s != 0 || c != chunk }
		r, err := Find(l, Query{Text: "dadafagahq", Language: "en"})
		if err != nil || len(r.Hits) == 0 || len(r.Damaged) > 1 {
			t.Fatalf("chunk %d: %+v, %v", chunk, r, err)
		}
		left += len(r.Damaged)
	}
	if left < 3 {
		t.Errorf("%d chunks of %d were needed", left, len(l.segments[0]))
	}
}

// What a damaged dictionary says is wrong, and nothing worse. A whole one says what a scan of its words does.
func FuzzSpellings(f *testing.F) {
	words := strings.Fields("elect elections elector erect select government governor govern police policy polite Lake lakes Zürich zurich 1999 ölpreis")
	article := briefing.Filing{Article: briefing.Article{Revision: "revision", Outlet: "Post", Language: "xx"}}
	for _, w := range words {
		article.Facts = append(article.Facts, briefing.Fact{Text: w})
	}
	built := Build([]briefing.Filing{article})
	f.Add("elction", uint16(0), byte(0))
	f.Add("goverment", uint16(300), byte(1))
	f.Add("zu\xffrich", uint16(500), byte(0x80))
	f.Add("ölprise", uint16(len(built)-9), byte(0x7f))
	f.Fuzz(func(t *testing.T, word string, at uint16, flip byte) {
		b := slices.Clone(built)
		b[int(at)%len(b)] ^= flip
		s, err := openSegment(briefing.Segment{Chunks: cutInto(b, 100)})
		if err != nil {
			return
		}
		found, err := spellings(scanning(s), word, "xx", 5)
		if flip != 0 {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range found {
			if !slices.ContainsFunc(words, func(w string) bool { return text.Fold(w) == g.stem }) || aligned([]rune(word), []rune(g.stem)) != g.edits {
				t.Errorf("%q is %d edits from %q", g.stem, g.edits, word)
			}
		}
	})
}
