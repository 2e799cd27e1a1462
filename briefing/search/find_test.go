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

// scan is a library read fact by fact.
type scan struct {
	filings                   []briefing.Filing
	languages                 []string
	facts, articles           int
	factTokens, articleTokens float64
	withdrawn                 map[briefing.RevisionID]time.Time
	query                     Query
}

// speaks tells how often a text has one of some stems, whether it has one inside quotes, and how many tokens it has.
func speaks(s, language string, headline bool, stems []string, quoted []briefing.Span) (count, length float64, inside bool) {
	words := tokens(s, language, headline)
	for _, w := range words {
		if slices.Contains(stems, stemOf(w, language)) {
			count++
			inside = inside || slices.ContainsFunc(quoted, func(q briefing.Span) bool { return q.Start <= w.at && w.at < q.End })
		}
	}
	return min(count, countMask), math.Min(float64(len(words)), maxLength), inside
}

// fields is where a fact has one of some stems.
type fields struct {
	count, length          float64
	quoted, speaker, named bool
}

func (sc *scan) fields(f briefing.Filing, i int, stems []string) (out fields) {
	language, fact := languageOf(f.Article), f.Facts[i]
	out.count, out.length, out.quoted = speaks(fact.Text, language, false, stems, quoted(nil, fact))
	has := func(names ...string) bool {
		return slices.ContainsFunc(names, func(n string) bool { c, _, _ := speaks(n, language, false, stems, nil); return c > 0 })
	}
	for _, q := range fact.Quotes {
		out.speaker = out.speaker || has(q.Speaker, q.Role)
	}
	for _, m := range fact.Mentions {
		out.named = out.named || has(m.Name)
	}
	for _, r := range fact.Context {
		out.named = out.named || has(r.For)
	}
	return out
}

// scanAll is Find by its definition: every fact of every article against every term.
func scanAll(filings []briefing.Filing, withdrawn map[briefing.RevisionID]time.Time, q Query) Result {
	sc := &scan{filings: filings, withdrawn: withdrawn, query: q}
	for _, f := range filings {
		if code := languageOf(f.Article); !slices.Contains(sc.languages, code) {
			sc.languages = append(sc.languages, code)
		}
		sc.articles++
		sc.facts += len(f.Facts)
		sc.articleTokens += sc.tokens(f)
		for i := range f.Facts {
			sc.factTokens += sc.fields(f, i, nil).length
		}
	}
	terms := q.sought()
	var r Result
	for i := range terms {
		sc.weigh(&terms[i])
		r.Terms = append(r.Terms, terms[i].Term)
		r.Terms[i].Instead = known(terms[i].Instead)
	}
	for _, f := range filings {
		if sc.admits(f) {
			r.Hits = append(r.Hits, sc.score(f, terms)...)
		}
	}
	slices.SortStableFunc(r.Hits, func(a, b Hit) int { return cmp.Compare(b.Score, a.Score) })
	r.Hits = different(filings, r.Hits, q.Top)
	return r
}

// tokens counts the tokens of an article.
func (sc *scan) tokens(f briefing.Filing) float64 {
	_, sum, _ := speaks(f.Article.Headline, languageOf(f.Article), true, nil, nil)
	for i := range f.Facts {
		sum += sc.fields(f, i, nil).length
	}
	return sum
}

// weigh counts who has a term, and what counts for it. Who has it under the stems of two languages counts twice.
func (sc *scan) weigh(t *sought) {
	stems := slices.Compact(slices.Sorted(slices.Values(t.in(sc.languages))))
	for _, stem := range stems {
		facts, articles := sc.having(stem)
		t.Facts, t.Articles = t.Facts+facts, t.Articles+articles
	}
	for n := range t.Instead {
		t.Instead[n].Facts, _ = sc.having(t.Instead[n].Stem)
	}
	if t.Articles == 0 && len(known(t.Instead)) == 0 && !sc.leftOut(t) && t.spellable() {
		sc.spell(t)
	}
	if t.Articles > 0 || !sc.leftOut(t) {
		t.IDF = rarity(t.rarestFacts(), sc.facts)
	}
}

// leftOut tells whether a word is a stop word of one of the languages.
func (sc *scan) leftOut(t *sought) bool {
	return slices.ContainsFunc(sc.languages, func(code string) bool { return code != english && text.Stop(t.norm, code) })
}

// having counts the facts that have a stem in their text, and the articles that have it anywhere.
func (sc *scan) having(stem string) (facts, articles int) {
	for _, f := range sc.filings {
		titled, _, _ := speaks(f.Article.Headline, languageOf(f.Article), true, []string{stem}, nil)
		any := titled > 0
		for i := range f.Facts {
			has := sc.fields(f, i, []string{stem})
			any = any || has.count > 0 || has.speaker || has.named
			if has.count > 0 {
				facts++
			}
		}
		if any {
			articles++
		}
	}
	return facts, articles
}

// admits tells whether an article may be found.
func (sc *scan) admits(f briefing.Filing) bool {
	q, known := sc.query, f.Article.Known()
	since, gone := sc.withdrawn[f.Article.Revision]
	one := func(values []string, value string) bool {
		return len(values) == 0 || slices.ContainsFunc(values, func(v string) bool { return strings.EqualFold(v, value) })
	}
	switch {
	case q.AsOf.IsZero() && gone, !q.AsOf.IsZero() && (known.After(q.AsOf) || gone && !since.After(q.AsOf)),
		!q.Only.From.IsZero() && known.Before(q.Only.From), !q.Only.To.IsZero() && (known.IsZero() || !known.Before(q.Only.To)):
		return false
	}
	return one(q.Only.Outlets, f.Article.Outlet) && one(q.Only.Feeds, f.Article.Feed) && one(q.Only.Topics, f.Article.Section)
}

// admitsFact tells whether a fact of an article that may be found may be.
func (sc *scan) admitsFact(f briefing.Filing, i int) bool {
	q := sc.query.Only
	for _, t := range tokens(q.Speaker, english, false) {
		var stems []string
		for _, code := range sc.languages {
			stems = append(stems, t.stem(code))
		}
		if !sc.fields(f, i, stems).speaker {
			return false
		}
	}
	return q.SpokenFrom.IsZero() && q.SpokenTo.IsZero() || slices.ContainsFunc(f.Facts[i].When, func(w briefing.When) bool {
		day := 24 * time.Hour
		return (q.SpokenTo.IsZero() || w.From.Truncate(day).Before(q.SpokenTo)) && (q.SpokenFrom.IsZero() || w.To.Add(day-1).Truncate(day).After(q.SpokenFrom.Truncate(day)))
	})
}

// shareOf is what an alternative as rare as the word counts beside it.
func shareOf(a Alternative) float64 {
	if a.Kind == Spelling {
		return a.Strength
	}
	return weights.instead * a.Strength
}

// spell adds what a word that nobody knows may have been meant for. That spellings finds these is proved where it is.
func (sc *scan) spell(t *sought) {
	s, err := openSegment(one(Build(sc.filings)))
	if err != nil {
		panic(err)
	}
	meant, err := spellings(scanning(s), t.norm, english, mostSpellings)
	if err != nil {
		panic(err)
	}
	for _, m := range meant {
		a := Alternative{Stem: m.stem, Kind: Spelling, Strength: spellingStrength[m.edits]}
		a.Facts, _ = sc.having(m.stem)
		t.Instead = append(t.Instead, a)
	}
	slices.SortFunc(t.Instead, func(a, b Alternative) int { return cmp.Compare(a.Stem, b.Stem) })
}

// score scores the facts of one article by the formula.
func (sc *scan) score(f briefing.Filing, terms []sought) []Hit {
	w, hits := weights, make([]Hit, len(f.Facts))
	for n, t := range terms {
		weight := 1.0
		if t.Context {
			weight = w.context
		}
		x := make([]float64, len(f.Facts)) // how strongly each fact speaks of the term
		own, alike, near := make([]bool, len(f.Facts)), make([]bool, len(f.Facts)), make([]bool, len(f.Facts))
		all, titled := 0.0, 0.0
		for a := -1; a < len(t.Instead); a++ {
			stems, strength := t.in(sc.languages), 1.0
			if a >= 0 {
				stems = []string{t.Instead[a].Stem}
				share := shareOf(t.Instead[a]) * math.Min(1, rarity(t.Instead[a].Facts, sc.facts)/t.IDF)
				strength = w.k * share / (w.k + 1 - share)
			}
			inHeadline, _, _ := speaks(f.Article.Headline, languageOf(f.Article), true, stems, nil)
			all += strength * inHeadline
			if inHeadline > 0 {
				titled = math.Max(titled, strength)
			}
			for i := range f.Facts {
				has := sc.fields(f, i, stems)
				all += strength * has.count
				s := has.count / (1 - w.b + w.b*has.length/(sc.factTokens/float64(sc.facts)))
				if has.quoted {
					s *= 1 + w.quoted
				}
				if has.count == 0 && (has.speaker || has.named) {
					s, near[i] = w.names, true
				}
				if has.speaker {
					s += w.speaker
				}
				x[i] += strength * s
				own[i] = own[i] || has.count > 0 && a < 0
				alike[i] = alike[i] || has.count > 0 && a >= 0
				for _, beside := range []int{i - 1, i + 1} {
					if beside >= 0 && beside < len(f.Facts) && has.count > 0 {
						x[beside] += strength * w.near * has.count
						near[beside] = true
					}
				}
			}
		}
		norm := 1 - w.articleB + w.articleB*sc.tokens(f)/(sc.articleTokens/float64(sc.articles))
		article := weight * w.article * rarity(min(t.rarestArticles(), sc.articles), sc.articles) * all * (w.articleK + 1) / (all + w.articleK*norm)
		for i := range f.Facts {
			h := &hits[i]
			h.Revision, h.Ordinal = f.Article.Revision, i
			h.Article += article
			if y := x[i] + titled*w.headline; y > 0 {
				h.Score += weight * t.IDF * y * (w.k + 1) / (y + w.k)
			}
			h.Score += article
			switch {
			case own[i]:
				h.Matched = append(h.Matched, n)
			case alike[i]:
				h.Alike = append(h.Alike, n)
			case near[i] || titled > 0:
				h.Nearby = append(h.Nearby, n)
			}
		}
	}
	var out []Hit
	for i, h := range hits {
		if h.Matched != nil || h.Alike != nil || h.Nearby != nil {
			if sc.admitsFact(f, i) {
				out = append(out, h)
			}
		}
	}
	return out
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

func TestFindAgainstScan(t *testing.T) {
	for seed := range uint64(10) {
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
			switch p.IntN(8) {
			case 0:
				q.Only = Filter{Outlets: []string{"évening post", "the daily"}, Topics: []string{"sport", "world"}}
			case 1:
				q.Only.Speaker = p.words(1)
			case 2:
				q.Only.SpokenFrom, q.Only.SpokenTo = day.AddDate(0, 0, p.IntN(9)), day.AddDate(0, 0, 9+p.IntN(9))
			case 3:
				q.Only.From = day.AddDate(0, 0, p.IntN(9))
			case 4:
				q.Only.To, q.Only.Feeds = day.AddDate(0, 0, p.IntN(20)), []string{"Feed 1"}
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
		if w := want.Hits[at]; !slices.Equal(w.Matched, g.Matched) || !slices.Equal(w.Alike, g.Alike) || !slices.Equal(w.Nearby, g.Nearby) || w.Score > last+1e-9 && len(w.Reprints) != len(g.Reprints) {
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
		{"a misspelt word", "what do the harbuor repiars cost?", "harbour/2 harbour/1 harbour/0 mill/1 mill/0"},
		{"a word of the same meaning", "who was injured?", "harbour/1 harbour/0 harbour/2"},
		{"a word of the family", "what is to be repaired?", "mill/1 harbour/2 mill/0 harbour/1"},
		{"a name nobody knows, near a word", "Wull", ""},
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
