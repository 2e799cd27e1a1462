package search

import (
	"cmp"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// stemmed remembers stems by language and word: the scan asks for the same ones over and over.
var stemmed = map[[2]string]string{}

func stemOf(t token, language string) string {
	key := [2]string{language, t.norm}
	if _, ok := stemmed[key]; !ok {
		stemmed[key] = t.stem(language)
	}
	return stemmed[key]
}

// speaks counts the tokens of s that have one of the stems of t in a language, and all tokens.
func speaks(s, language string, headline bool, t token) (tf, length float64) {
	words := tokens(s, language, headline)
	stem := stemOf(t, language)
	for _, w := range words {
		if stemOf(w, language) == stem {
			tf++
		}
	}
	return tf, math.Min(float64(len(words)), maxLength)
}

// scanAll is Find by its definition: every fact of every article against every term.
func scanAll(filings []briefing.Filing, withdrawn map[briefing.RevisionID]time.Time, q Query) Result {
	var r Result
	var facts, factTokens, allTokens float64
	terms := q.sought()
	has := func(f briefing.Filing, i int, t token) (tf, length float64, names bool) {
		language := cmp.Or(f.Article.Language, english)
		tf, length = speaks(f.Facts[i].Text, language, false, t)
		for _, name := range named(f.Facts[i]) {
			n, _ := speaks(name, language, false, t)
			names = names || n > 0
		}
		return tf, length, names && tf == 0
	}
	for _, f := range filings {
		_, length := speaks(f.Article.Headline, cmp.Or(f.Article.Language, english), true, token{})
		allTokens += length
		for i := range f.Facts {
			_, length, _ := has(f, i, token{})
			facts, factTokens, allTokens = facts+1, factTokens+length, allTokens+length
		}
	}
	for n, t := range terms {
		for _, f := range filings {
			titled, _ := speaks(f.Article.Headline, cmp.Or(f.Article.Language, english), true, t.token)
			any := titled > 0
			for i := range f.Facts {
				tf, _, names := has(f, i, t.token)
				any = any || tf > 0 || names
				if tf > 0 {
					terms[n].Facts++
				}
			}
			if any {
				terms[n].Articles++
			}
		}
		terms[n].IDF = rarity(terms[n].Facts, int(facts))
		if t.Articles = terms[n].Articles; t.Articles == 0 && stopSomewhere(filings, t.norm) {
			terms[n].IDF = 0
		}
		r.Terms = append(r.Terms, terms[n].Term)
	}
	for _, f := range filings {
		since, gone := withdrawn[f.Article.Revision]
		switch {
		case q.AsOf.IsZero() && gone, !q.AsOf.IsZero() && (f.Article.Known().After(q.AsOf) || gone && !since.After(q.AsOf)),
			len(q.Only.Outlets) > 0 && !strings.EqualFold(q.Only.Outlets[0], f.Article.Outlet):
			continue
		}
		r.Hits = append(r.Hits, scoreAll(f, terms, has, factTokens/facts, allTokens/float64(len(filings)), len(filings))...)
	}
	slices.SortStableFunc(r.Hits, func(a, b Hit) int { return cmp.Compare(b.Score, a.Score) })
	r.Hits = different(filings, r.Hits, q.Top)
	return r
}

// different keeps the first of hits with the same words, at most n, and notes the others with it.
func different(filings []briefing.Filing, all []Hit, n int) []Hit {
	var hits []Hit
	at := map[string]int{}
	for _, h := range all {
		f := filings[slices.IndexFunc(filings, func(f briefing.Filing) bool { return f.Article.Revision == h.Revision })]
		key := fmt.Sprint(strings.ToLower(f.Facts[h.Ordinal].Text), h.Matched)
		i, known := at[key]
		switch {
		case known && h.Score >= hits[len(hits)-1].Score-1e-9:
			hits[i].Reprints = append(hits[i].Reprints, Place{h.Revision, h.Ordinal})
		case !known && len(hits) < n:
			at[key] = len(hits)
			hits = append(hits, h)
		}
	}
	return hits
}

// named are the names that belong to a fact: of those who speak in it, of those it mentions, and what its pointing words stand for.
func named(f briefing.Fact) []string {
	var out []string
	for _, q := range f.Quotes {
		out = append(out, q.Speaker, q.Role)
	}
	for _, m := range f.Mentions {
		out = append(out, m.Name)
	}
	for _, r := range f.Context {
		out = append(out, r.For)
	}
	return out
}

func stopSomewhere(filings []briefing.Filing, word string) bool {
	return slices.ContainsFunc(filings, func(f briefing.Filing) bool {
		return cmp.Or(f.Article.Language, english) != english && text.Stop(word, f.Article.Language)
	})
}

// scoreAll scores the facts of one article by the formula.
func scoreAll(f briefing.Filing, terms []sought, has func(briefing.Filing, int, token) (float64, float64, bool), factAverage, average float64, articles int) []Hit {
	w, hits := weights, make([]Hit, len(f.Facts))
	for n, t := range terms {
		weight := 1.0
		if t.Context {
			weight = w.context
		}
		inAll, headlineLength := speaks(f.Article.Headline, cmp.Or(f.Article.Language, english), true, t.token)
		titled := inAll > 0
		length := headlineLength
		for i := range f.Facts {
			tf, l, _ := has(f, i, t.token)
			inAll, length = inAll+tf, length+l
		}
		norm := 1 - w.articleB + w.articleB*length/average
		article := weight * w.article * rarity(t.Articles, articles) * inAll * (w.articleK + 1) / (inAll + w.articleK*norm)
		for i := range f.Facts {
			h := &hits[i]
			h.Revision, h.Ordinal = f.Article.Revision, i
			tf, l, names := has(f, i, t.token)
			x := tf / (1 - w.b + w.b*l/factAverage)
			around := names || titled
			if names {
				x += w.names
			}
			if titled {
				x += w.headline
			}
			for _, beside := range []int{i - 1, i + 1} {
				if beside >= 0 && beside < len(f.Facts) {
					tf, _, _ := has(f, beside, t.token)
					x += w.near * tf
					around = around || tf > 0
				}
			}
			h.Article += article
			h.Score += article + weight*t.IDF*x*(w.k+1)/(x+w.k)
			switch {
			case tf > 0:
				h.Matched = append(h.Matched, n)
			case around:
				h.Nearby = append(h.Nearby, n)
			}
		}
	}
	return slices.DeleteFunc(hits, func(h Hit) bool { return h.Matched == nil && h.Nearby == nil })
}

func TestFindAgainstScan(t *testing.T) {
	for seed := range uint64(20) {
		p := newPrinter(seed, 300)
		filings := p.filings(2+p.IntN(20), 10)
		l := &library{withdrawn: map[briefing.RevisionID]time.Time{}}
		for rest := filings; len(rest) > 0; {
			n := 1 + p.IntN(len(rest))
			l.segments = append(l.segments, cutInto(Build(rest[:n]), 64+p.IntN(5000)))
			rest = rest[n:]
		}
		for _, f := range filings {
			if p.IntN(4) == 0 {
				l.withdrawn[f.Article.Revision] = day.AddDate(0, 0, p.IntN(20))
			}
		}
		for i := range 8 {
			q := Query{Text: p.words(1 + p.IntN(6)), Top: 1 + p.IntN(30)}
			if i%2 == 0 {
				q.AsOf = day.AddDate(0, 0, p.IntN(20))
			}
			if i%3 == 0 {
				q.Only.Outlets = []string{"évening post"}
			}
			if i%4 == 0 {
				q.Context = []string{p.words(2), p.words(1)}
			}
			got, err := Find(l, q)
			if err != nil {
				t.Fatal(err)
			}
			compare(t, fmt.Sprintf("seed %d, query %+v", seed, q), got, scanAll(filings, l.withdrawn, q))
		}
	}
}

// compare tells whether two results are the same but for the last bits of sums made in another order.
func compare(t *testing.T, name string, got, want Result) {
	t.Helper()
	close := func(a, b float64) bool { return math.Abs(a-b) < 1e-9 }
	if len(got.Terms) != len(want.Terms) || len(got.Hits) != len(want.Hits) {
		t.Fatalf("%s: %d terms and %d hits, want %d and %d", name, len(got.Terms), len(got.Hits), len(want.Terms), len(want.Hits))
	}
	for i, w := range want.Terms {
		if g := got.Terms[i]; !reflect.DeepEqual(g, w) {
			t.Errorf("%s: term %d is %+v, want %+v", name, i, g, w)
		}
	}
	if len(want.Hits) == 0 {
		return
	}
	// Facts whose scores differ by rounding alone may stand in either order, and at the end of
	// the list one may stand for the other.
	last := want.Hits[len(want.Hits)-1].Score
	for i, g := range got.Hits {
		if !close(g.Score, want.Hits[i].Score) {
			t.Fatalf("%s: hit %d scores %v, want %v", name, i, g.Score, want.Hits[i].Score)
		}
		at := slices.IndexFunc(want.Hits, func(w Hit) bool { return w.Revision == g.Revision && w.Ordinal == g.Ordinal })
		if at < 0 && close(g.Score, last) {
			continue
		}
		if at < 0 || !close(want.Hits[at].Score, g.Score) || !close(want.Hits[at].Article, g.Article) {
			t.Fatalf("%s: hit %d is %+v, not among the best %+v", name, i, g, want.Hits)
		}
		if w := want.Hits[at]; !slices.Equal(w.Matched, g.Matched) || !slices.Equal(w.Nearby, g.Nearby) || w.Score > last+1e-9 && len(w.Reprints) != len(g.Reprints) {
			t.Fatalf("%s: hit %+v, want %+v", name, g, w)
		}
	}
}

func TestChunkLengthsGiveTheSameAnswer(t *testing.T) {
	p := newPrinter(7, 500)
	segment := Build(p.filings(120, 20))
	q := Query{Text: p.words(6), Top: 50}
	want, err := Find(whole(segment), q)
	if err != nil || len(want.Hits) != 50 {
		t.Fatalf("%d hits, %v", len(want.Hits), err)
	}
	for _, n := range []int{64, 65, 100, 255, 1000, 4096, 64 << 10} {
		chunks := cutInto(segment, n)
		if err := Check(kept(chunks)); err != nil {
			t.Errorf("chunks of %d: %v", n, err)
		}
		got, err := Find(&library{segments: [][][]byte{chunks}}, q)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("chunks of %d: another answer, %v", n, err)
		}
	}
}

func filing(revision, headline string, facts ...string) briefing.Filing {
	f := briefing.Filing{Article: briefing.Article{Revision: briefing.RevisionID(revision), Headline: headline}}
	for _, s := range facts {
		f.Facts = append(f.Facts, briefing.Fact{Text: s})
	}
	return f
}

// ranking are the hits as "revision/ordinal", best first.
func ranking(t *testing.T, l *library, q Query) string {
	t.Helper()
	r, err := Find(l, q)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, h := range r.Hits {
		out = append(out, fmt.Sprintf("%s/%d", h.Revision, h.Ordinal))
	}
	return strings.Join(out, " ")
}

func TestRanking(t *testing.T) {
	harbour := filing("harbour", "Harbour wall gives way", "The wall broke at dawn.", "Nobody was hurt.", "Repairs will cost 1,250,000 crowns.")
	mill := filing("mill", "Mill sold", "The old mill was sold for 900,000 crowns.", "Repairs begin in May.")
	mill.Facts[1].Mentions = []briefing.Mention{{Name: "Ada Quill"}}
	l := whole(Build([]briefing.Filing{harbour}), Build([]briefing.Filing{mill}))
	tests := []struct{ name, question, want string }{
		{"the word itself before its neighbourhood", "who was hurt?", "harbour/1 harbour/0 harbour/2"},
		{"the headline leads to the sentence", "what do the harbour repairs cost?", "harbour/2 harbour/1 harbour/0 mill/1 mill/0"},
		{"a number without its commas", "1250000", "harbour/2 harbour/1"},
		{"a name beside the text", "what about Quill?", "mill/1"},
		{"another form of the word", "what is the sale of mills?", "mill/0 mill/1"},
		{"no word that carries meaning", "who is it?", ""},
		{"a word nobody has", "zeppelin", ""},
		{"nothing", "", ""},
	}
	for _, tt := range tests {
		if got := ranking(t, l, Query{Text: tt.question}); got != tt.want {
			t.Errorf("%s: %q found %q, want %q", tt.name, tt.question, got, tt.want)
		}
	}
}

func TestEqualScoresStandInOrder(t *testing.T) {
	l := whole(Build([]briefing.Filing{filing("a", "", "Rain fell.", "Rain stopped."), filing("b", "", "Rain began.", "Rain paused.")}),
		Build([]briefing.Filing{filing("c", "", "Rain ended.", "Rain returned.")}))
	if got, want := ranking(t, l, Query{Text: "rain", Top: 5}), "a/0 a/1 b/0 b/1 c/0"; got != want {
		t.Errorf("found %q, want %q", got, want)
	}
}

func TestSameWordsAreOneHit(t *testing.T) {
	l := whole(Build([]briefing.Filing{filing("a", "", "Rain fell on the pier.", "Rain stopped."), filing("b", "Rain", "Rain fell, on the PIER!")}),
		Build([]briefing.Filing{filing("c", "", "Rain fell on the pier", "Nothing else."), filing("d", "", "Rain did fall on the pier.")}))
	r, err := Find(l, Query{Text: "rain pier", Top: 3})
	if err != nil || len(r.Hits) != 3 {
		t.Fatalf("%+v, %v", r, err)
	}
	if h := r.Hits[0]; h.Revision != "b" || len(h.Reprints) != 2 || h.Reprints[0] != (Place{"a", 0}) || h.Reprints[1] != (Place{"c", 0}) {
		t.Errorf("the best print and its reprints are %+v", h)
	}
	for _, h := range r.Hits[1:] {
		if len(h.Reprints) > 0 {
			t.Errorf("other words are a reprint: %+v", h)
		}
	}
}

func TestAsOfWithinASecond(t *testing.T) {
	a := filing("a", "", "Rain fell.")
	a.Article.Published = day.Add(900 * time.Millisecond)
	l := whole(Build([]briefing.Filing{a}))
	if got := ranking(t, l, Query{Text: "rain", AsOf: day.Add(100 * time.Millisecond)}); got != "" {
		t.Errorf("found %q before it was published", got)
	}
	if got := ranking(t, l, Query{Text: "rain", AsOf: day.Add(time.Second)}); got != "a/0" {
		t.Errorf("found %q after it was published", got)
	}
}

func TestUnknownWordIsATerm(t *testing.T) {
	l := whole(Build([]briefing.Filing{filing("a", "", "Rain fell on the town.", "The town slept.")}))
	r, err := Find(l, Query{Text: "Did Zeppelins reach the town?", Context: []string{"Rain", "town"}})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Terms) != 4 {
		t.Fatalf("terms %+v", r.Terms)
	}
	unknown, town, rain := r.Terms[0], r.Terms[2], r.Terms[3]
	if unknown.Word != "Zeppelins" || unknown.Facts != 0 || unknown.Articles != 0 || unknown.IDF <= rain.IDF {
		t.Errorf("unknown word %+v beside %+v", unknown, rain)
	}
	if town.Context || !rain.Context || town.Facts != 2 || rain.Facts != 1 || rain.Articles != 1 {
		t.Errorf("town %+v, rain %+v", town, rain)
	}
}

func TestAsOf(t *testing.T) {
	old, corrected, undated := filing("old", "", "Rain fell."), filing("new", "", "Rain did not fall."), filing("undated", "", "Rain.")
	old.Article.Published, corrected.Article.Published = day, day.Add(2*time.Hour)
	l := whole(Build([]briefing.Filing{old, corrected, undated}))
	l.withdrawn = map[briefing.RevisionID]time.Time{"old": day.Add(2 * time.Hour)}
	tests := []struct {
		name string
		asOf time.Time
		want string
	}{
		{"now", time.Time{}, "undated/0 new/0"},
		{"before all", day.Add(-time.Second), "undated/0"},
		{"at publication", day, "undated/0 old/0"},
		{"just before the correction", day.Add(2*time.Hour - time.Second), "undated/0 old/0"},
		{"at the correction", day.Add(2 * time.Hour), "undated/0 new/0"},
	}
	for _, tt := range tests {
		if got := ranking(t, l, Query{Text: "rain", AsOf: tt.asOf}); got != tt.want {
			t.Errorf("%s: found %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestLongQuestionKeepsItsFirstWords(t *testing.T) {
	p := newPrinter(9, 5000)
	l := whole(Build(p.filings(20, 10)))
	r, err := Find(l, Query{Text: p.words(3000)})
	if err != nil || len(r.Terms) != maxTerms {
		t.Fatalf("%d terms, %v", len(r.Terms), err)
	}
}

func TestDatelineIsFound(t *testing.T) {
	const text, filed = "LUNDSUND (AP) — Rain fell on the harbour.", len("LUNDSUND (AP) — ")
	f := briefing.Filing{
		Article: briefing.Article{Revision: "r1", Language: "en", Text: text, Blocks: []briefing.Block{{Kind: briefing.BlockBody, Span: briefing.Span{End: len(text)}}}},
		Facts:   []briefing.Fact{{Revision: "r1", Span: briefing.Span{Start: filed, End: len(text)}, Text: text[filed:]}},
	}
	if hits := ranking(t, whole(Build([]briefing.Filing{f})), Query{Text: "lundsund", Top: 1}); hits == "" {
		t.Error("a fact is not found by the place it was filed from")
	}
	f.Facts[0].Block = 7
	if hits := ranking(t, whole(Build([]briefing.Filing{f})), Query{Text: "lundsund", Top: 1}); hits != "" {
		t.Error("a fact of no block has a dateline")
	}
}
