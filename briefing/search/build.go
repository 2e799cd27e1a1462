package search

import (
	"maps"
	"slices"
	"unicode"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// build is Build on one core.
func build(filings []briefing.Filing) []byte {
	d := draft{lists: map[string]*gathered{}, stems: map[string]string{}}
	for _, f := range filings {
		d.add(f)
	}
	for n, stem := range slices.Sorted(maps.Keys(d.lists)) {
		if n%64 == 0 {
			stepAside()
		}
		l := d.lists[stem]
		d.stem(stem, l.entry, l.postings)
	}
	return d.bytes()
}

// draft is a segment being made of filings.
type draft struct {
	writer
	lists    map[string]*gathered
	language string            // of the article being added
	stems    map[string]string // of its language, by folded word
	quoted   []briefing.Span   // of the fact being added, in its text
}

// gathered is the postings of one stem so far.
type gathered struct {
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
	d.article(a.Revision, d.language, knownAt(a.Known()))
	headline := tokens(a.Headline, d.language, true)
	d.line(len(headline), 0)
	d.quoted = d.quoted[:0]
	for _, t := range headline {
		d.post(t)
	}
	for _, tag := range tags(a) {
		d.gather(tag, 0)
	}
	for _, fact := range f.Facts {
		stepAside()
		printed := tokens(fact.Text, d.language, false)
		d.line(len(printed), wordPrint(fact.Text))
		d.quoted = quoted(d.quoted[:0], fact)
		for _, t := range printed {
			d.post(t)
		}
		for _, q := range fact.Quotes {
			d.name(q.Speaker, flagSpeaker)
			d.name(q.Role, flagSpeaker)
		}
		for _, m := range fact.Mentions {
			d.name(m.Name, flagNamed)
		}
		for _, r := range fact.Context {
			d.name(r.For, flagNamed)
		}
		d.name(dateline(a, fact), flagNamed)
	}
	d.times = appendTimes(d.times, f.Facts)
}

// post counts a token of the current line's text.
func (d *draft) post(t token) {
	p, fresh := d.gather(d.filed(t), 0)
	if p.count() < countMask {
		p.field++
	}
	for _, q := range d.quoted {
		if q.Start <= t.at && t.at < q.End {
			p.field |= flagQuoted
		}
	}
	if fresh && d.lines-1 > int(d.current.first) {
		d.lists[d.filed(t)].facts++
	}
}

// name records the words of a name that belongs to the current line.
func (d *draft) name(name string, flag byte) {
	if name == "" {
		return
	}
	for _, t := range tokens(name, d.language, false) {
		if p, _ := d.gather(d.filed(t), flag); flag == flagSpeaker || p.count() == 0 {
			p.field |= flag
		}
	}
}

// gather finds the posting of a stem in the current line, or makes one with a field byte.
func (d *draft) gather(stem string, field byte) (p *posting, fresh bool) {
	l := d.lists[stem]
	if l == nil {
		l = &gathered{}
		d.lists[stem] = l
	}
	line := d.lines - 1
	if n := len(l.postings); n == 0 || l.postings[n-1].line != line {
		fresh = true
		l.postings = append(l.postings, posting{line, field})
		l.lines++
		if l.article != d.articles {
			l.article = d.articles
			l.articles++
		}
	}
	return &l.postings[len(l.postings)-1], fresh
}

// filed is the stem of a token of the current article.
func (d *draft) filed(t token) string {
	stem, ok := d.stems[t.norm]
	if !ok {
		stem = t.stem(d.language)
		d.stems[t.norm] = stem
	}
	return stem
}

// quoted appends where a fact quotes somebody word by word, in its own text.
func quoted(to []briefing.Span, f briefing.Fact) []briefing.Span {
	for _, q := range f.Quotes {
		if q.Kind != briefing.QuoteIndirect {
			to = append(to, q.Span.Shift(-f.Span.Start))
		}
	}
	return to
}

// wordPrint tells texts of the same words apart from others, whatever stands between these: FNV-1a
// (http://www.isthe.com/chongo/tech/comp/fnv/) over their letters and digits, without case.
func wordPrint(s string) uint32 {
	const offset, prime = 2166136261, 16777619
	h, gap := uint32(offset), false
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			gap = true
			continue
		}
		if gap {
			h, gap = (h^' ')*prime, false
		}
		h = (h ^ uint32(unicode.ToLower(r))) * prime
	}
	return h
}

// Tags are stems that no word has: by them the articles of an outlet, a feed or a topic are found. They
// stand in the headline's line and are counted nowhere.
const (
	tagOutlet = "\x00o"
	tagFeed   = "\x00f"
	tagTopic  = "\x00t"
)

// tags are the tags of an article.
func tags(a briefing.Article) []string {
	var out []string
	for _, t := range [...]struct{ kind, value string }{{tagOutlet, a.Outlet}, {tagFeed, a.Feed}, {tagTopic, a.Section}} {
		if t.value != "" {
			out = append(out, tag(t.kind, t.value))
		}
	}
	return out
}

// tag is the stem that a value of a kind is filed under, compared without case and accents.
func tag(kind, value string) string {
	s := kind + text.Fold(value)
	if len(s) > maxStemBytes {
		id := briefing.DerivedID(s)
		s = s[:maxStemBytes-len(id)] + id
	}
	return s
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

// languageOf is the language whose stems an article.
func languageOf(a briefing.Article) string {
	if a.Language == "" {
		return english
	}
	return a.Language
}

const english = "en"
