package search

import (
	"maps"
	"slices"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// Build makes a segment of the facts of articles. The same filings give the same bytes.
func Build(filings []briefing.Filing) []byte {
	d := draft{lists: map[string]*list{}, stems: map[token]string{}}
	for _, f := range filings {
		d.add(f)
	}
	for _, stem := range slices.Sorted(maps.Keys(d.lists)) {
		l := d.lists[stem]
		d.stem(stem, l.entry, l.postings)
	}
	return d.bytes()
}

// draft is a segment being made of filings.
type draft struct {
	writer
	lists    map[string]*list
	language string           // of the article being added
	stems    map[token]string // of its language, by token without the printed word
}

// list is the postings of one stem.
type list struct {
	entry
	postings []posting
	article  int // number of articles when it was last counted in entry.articles
}

func (d *draft) add(f briefing.Filing) {
	a := f.Article
	if code := languageOf(a); code != d.language {
		d.language = code
		clear(d.stems)
	}
	d.article(a.Revision, a.Outlet, d.language, knownAt(a.Known()))
	headline := tokens(a.Headline, d.language, true)
	d.line(len(headline))
	for _, t := range headline {
		d.post(t, true)
	}
	for _, fact := range f.Facts {
		printed := tokens(fact.Text, d.language, false)
		d.line(len(printed))
		for _, t := range printed {
			d.post(t, false)
		}
		for _, name := range append(named(fact), dateline(a, fact)) {
			for _, t := range tokens(name, d.language, false) {
				d.name(t)
			}
		}
	}
}

// post counts a token of the current line's text.
func (d *draft) post(t token, headline bool) {
	l := d.list(t)
	line := d.lines - 1
	if n := len(l.postings); n > 0 && l.postings[n-1].line == line {
		p := &l.postings[n-1]
		p.freq = byte(min(int(p.freq)+1, 255))
		return
	}
	l.append(posting{line, 1}, d.articles)
	if !headline {
		l.facts++
	}
}

// name records a token of the current line's names, unless its text has it.
func (d *draft) name(t token) {
	l := d.list(t)
	line := d.lines - 1
	if n := len(l.postings); n == 0 || l.postings[n-1].line != line {
		l.append(posting{line, 0}, d.articles)
	}
}

func (d *draft) list(t token) *list {
	key := token{norm: t.norm}
	stem, ok := d.stems[key]
	if !ok {
		stem = t.stem(d.language)
		d.stems[key] = stem
	}
	l := d.lists[stem]
	if l == nil {
		l = &list{}
		d.lists[stem] = l
	}
	return l
}

func (l *list) append(p posting, article int) {
	l.postings = append(l.postings, p)
	l.lines++
	if l.article != article {
		l.article = article
		l.articles++
	}
}

// named are the names that belong to a fact: of those who speak in it, of those it mentions in
// a shorter form, and what its pointing words stand for.
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

// dateline is what stands before a fact that opens its paragraph: where, and perhaps when and by whom, it was filed.
func dateline(a briefing.Article, f briefing.Fact) string {
	if f.Block >= len(a.Blocks) || f.Span.Start > len(a.Text) {
		return ""
	}
	paragraph := a.Blocks[f.Block].Span
	if paragraph.Start < 0 || paragraph.Start >= f.Span.Start || paragraph.End < f.Span.End || paragraph.End > len(a.Text) {
		return ""
	}
	filed := text.Dateline(paragraph.Of(a.Text))
	if paragraph.Start+filed.End != f.Span.Start {
		return ""
	}
	return filed.Of(paragraph.Of(a.Text))
}

// languageOf is the language whose stems an article is filed under.
func languageOf(a briefing.Article) string {
	if a.Language == "" {
		return english
	}
	return a.Language
}

const english = "en"
