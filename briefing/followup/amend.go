package followup

import (
	"context"
	"fmt"
	"slices"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// placeShare is the least share of words, weighted, that a sentence has in common with the one it took the place of. Of the sentences of
// an edited article that are neither in the old text nor in the new, those about the same thing share half of their words and more.
const placeShare = 0.4

// Amend says of each correction what became of its fact, in their order, for those who must not see some feeds.
func (d *Desk) Amend(ctx context.Context, told []briefing.Correction, hidden []string) ([]briefing.Amendment, error) {
	out := make([]briefing.Amendment, len(told))
	for i, c := range told {
		err := d.look(ctx, func(s Snapshot) (err error) { // one view each: their number has no bound
			out[i], err = amend(s, c, hidden)
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("what became of fact %s: %w", c.Fact, err)
		}
	}
	return out, nil
}

func amend(s Snapshot, c briefing.Correction, hidden []string) (briefing.Amendment, error) {
	out := briefing.Amendment{Correction: c, Became: briefing.BecameUnsaid, Was: briefing.Citation{
		Fact: c.Fact, Article: c.Article, Headline: c.Headline, Outlet: c.Outlet, URL: c.URL, Quote: c.Text,
	}}
	revision, span, _ := c.Fact.Place()
	was, err := textOf(s, revision)
	if err != nil {
		return out, err
	}
	if was.known {
		out.Was = briefing.Cite(0, was.head, briefing.Fact{ID: c.Fact, Text: c.Text, Span: span})
	}
	if was.known && hides(hidden, was.head) {
		out.Became = briefing.BecameHidden
		return out, nil
	}
	if c.Next == "" {
		out.Became = briefing.BecameWithdrawn
		return out, nil
	}
	next, err := textOf(s, c.Next)
	if err != nil || !next.known || hides(hidden, next.head) { // who may not see the new text is told only that the old one is gone
		return out, err
	}
	if next.says(c.Text) {
		out.Became = briefing.BecameSame
		return out, nil
	}
	if f, ok := inPlaceOf(c.Text, was, next); ok {
		out.Became, out.Now = briefing.BecameOther, briefing.Cite(0, next.head, f)
	}
	return out, nil
}

func hides(feeds []string, a briefing.Article) bool {
	return a.Feed != "" && slices.ContainsFunc(feeds, func(f string) bool { return text.Fold(f) == text.Fold(a.Feed) })
}

// edition is one text of an article.
type edition struct {
	known bool
	head  briefing.Article
	facts []briefing.Fact
	words [][]string // of each fact, folded
}

// textOf reads a text; one that is gone, or cannot be read, is not known.
func textOf(s Snapshot, r briefing.RevisionID) (e edition, err error) {
	if r == "" {
		return e, nil
	}
	if e.head, err = s.Head(r); gone(err) {
		return e, nil
	}
	if err == nil {
		e.facts, err = s.Facts(r)
	}
	if err != nil {
		return e, err
	}
	e.known = true
	for _, f := range e.facts {
		e.words = append(e.words, folded(f.Text))
	}
	return e, nil
}

// folded are the words of a text, without the case, accents and marks that typing changes.
func folded(s string) []string {
	var out []string
	for _, w := range text.Words(s) {
		out = append(out, text.Fold(w.Norm))
	}
	return out
}

// says reports whether a sentence stands in the text, in whatever type: by itself, or as a part of one.
func (e edition) says(sentence string) bool {
	words := folded(sentence)
	return slices.ContainsFunc(e.words, func(have []string) bool { return within(words, have) })
}

// within reports whether words stand one behind the other in others.
func within(words, others []string) bool {
	for at := 0; at+len(words) <= len(others); at++ {
		if slices.Equal(words, others[at:at+len(words)]) {
			return true
		}
	}
	return false
}

// inPlaceOf finds the sentence of the new text that took the place of one of the old: of those that the old text has not, the most
// alike. Words that many sentences of the article have tell little.
func inPlaceOf(sentence string, was, next edition) (briefing.Fact, bool) {
	have := map[string]int{}
	for _, words := range slices.Concat(was.words, next.words) {
		for _, w := range slices.Compact(slices.Sorted(slices.Values(words))) {
			have[w]++
		}
	}
	weigh := func(w string) float64 { return 1 / float64(max(have[w], 1)) }
	words := folded(sentence)
	best, most := -1, placeShare
	for i, candidate := range next.words {
		if next.facts[i].Dangling || len(candidate) == 0 || was.says(next.facts[i].Text) {
			continue
		}
		if share := alike(words, candidate, weigh); share > most || share == most && best < 0 {
			best, most = i, share
		}
	}
	if best < 0 {
		return briefing.Fact{}, false
	}
	return next.facts[best], true
}

// alike is the share of the words of two sentences, each counted once and as it weighs, that both have.
func alike(a, b []string, weigh func(string) float64) float64 {
	common, all := 0.0, 0.0
	for _, w := range slices.Compact(slices.Sorted(slices.Values(slices.Concat(a, b)))) {
		weight := weigh(w)
		all += weight
		if slices.Contains(a, w) && slices.Contains(b, w) {
			common += weight
		}
	}
	if all == 0 {
		return 0
	}
	return common / all
}
