package read

import (
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// draft is an article while it is read: what is known about it, and its paragraphs in page order.
type draft struct {
	name       string // of one article among many, for refusals; "" for the source's own
	ref        string
	url        string // as found; made canonical by article
	outlet     string
	headline   string
	standfirst string
	byline     []string
	section    string
	published  time.Time
	told       bool // published was given beside the bytes
	updated    time.Time
	language   string // as declared, such as "en-GB"
	terms      string
	labels     []briefing.Label // what it is said to be
	title      string           // as the page gives it to others, with what stands before and behind the headline; "" for the headline
	notes      []string
	paragraphs []paragraph
}

// givenSummary is the reason of a standfirst that came beside the text, as in a page's description, and that the text does not print.
const givenSummary = "the summary given with the text"

// leastWords is how many words the longest paragraph of evidence must have: less says nothing.
const leastWords = 4

// article makes the article of d, or refuses it when nothing in it is evidence.
func (d *draft) article(from Source) (briefing.Article, error) {
	d.doubtDates(from.Now)
	a := briefing.Article{
		Ref:       d.ref,
		URL:       briefing.CanonicalURL(d.url),
		Outlet:    text.Clean(d.outlet),
		Section:   text.Clean(d.section),
		Published: d.published,
		Updated:   d.updated,
	}
	for _, name := range d.byline {
		if name = text.Clean(name); name != "" {
			a.Byline = append(a.Byline, name)
		}
	}
	terms := []string{text.Clean(d.terms)}
	best := 0
	var b strings.Builder
	for _, p := range d.inOrder() {
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		at := briefing.Span{Start: b.Len(), End: b.Len() + len(p.text)}
		b.WriteString(p.text)
		a.Blocks = append(a.Blocks, briefing.Block{Kind: p.kind, Span: at, Reason: p.reason})
		switch {
		case p.kind.Evidence():
			best = max(best, p.words)
		case p.terms:
			terms = append(terms, p.text)
		}
		switch p.kind {
		case briefing.BlockHeadline:
			a.Headline = p.text
		case briefing.BlockStandfirst:
			a.Standfirst = p.text
		}
	}
	if best < leastWords {
		return briefing.Article{}, d.refuse(from, "nothing in it reads like an article; give the text with its sentences, not only headlines, menus or notices")
	}
	d.takeNotes()
	d.labelGenre(first(d.title, a.Headline))
	a.Labels = d.labels
	for _, n := range d.notes {
		a.Notes = append(a.Notes, text.Clean(n))
	}
	a.Text = b.String()
	a.UsageTerms = joinTerms(terms)
	a.Language = language(d.language, a)
	a.ID = briefing.NewArticleID(a.URL, a.Text)
	a.Revision = briefing.NewRevisionID(a.ID, a.Text)
	return a, nil
}

// ahead is how far a date may lie behind the time of reading: clocks and zones differ.
const ahead = 48 * time.Hour

// doubtDates drops dates that cannot be: of the future, and an update before the publication.
func (d *draft) doubtDates(now time.Time) {
	if now.IsZero() {
		now = time.Now()
	}
	if !d.told && d.published.After(now.Add(ahead)) {
		d.published = time.Time{}
	}
	if d.updated.After(now.Add(ahead)) || d.updated.Before(d.published.Truncate(24*time.Hour)) {
		d.updated = time.Time{}
	}
}

// refuse makes the refusal of this one article.
func (d *draft) refuse(from Source, reason string) *Refusal {
	if d.name != "" {
		return &Refusal{Name: d.name, Reason: reason}
	}
	return &Refusal{Name: from.called(), Reason: reason}
}

// inOrder is the paragraphs with the headline first, the standfirst second, and the rest in page order.
// A headline or standfirst that is known but not among the paragraphs is put there.
func (d *draft) inOrder() []paragraph {
	out := make([]paragraph, 0, len(d.paragraphs)+2)
	for _, first := range []struct {
		kind   briefing.BlockKind
		known  string
		reason string
	}{
		{briefing.BlockHeadline, d.headline, "the headline given with the text"},
		{briefing.BlockStandfirst, d.standfirst, givenSummary},
	} {
		if i := d.find(first.kind); i >= 0 {
			out = append(out, d.paragraphs[i])
		} else if p := newParagraph(first.known); p.text != "" {
			p.label(first.kind, first.reason)
			out = append(out, p)
		}
	}
	for _, p := range d.paragraphs {
		if p.kind != briefing.BlockHeadline && p.kind != briefing.BlockStandfirst {
			out = append(out, p)
		}
	}
	return out
}

// find is the index of the first paragraph of a kind, or -1. There is at most one headline and one standfirst.
func (d *draft) find(kind briefing.BlockKind) int {
	for i, p := range d.paragraphs {
		if p.kind == kind {
			return i
		}
	}
	return -1
}

// mostNotices is how many different notices about republishing are kept: pages print three at most.
const mostNotices = 10

// joinTerms joins what was printed about republishing, each notice once.
func joinTerms(terms []string) string {
	var out []string
	for _, t := range terms {
		if t != "" && len(out) < mostNotices && !strings.Contains(strings.Join(out, " "), t) {
			out = append(out, t)
		}
	}
	return strings.Join(out, " ")
}
