package answer

import (
	"cmp"
	"slices"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/search"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// gone tells what a revised text tells no more, and no other article either.
func (c *changing) gone() error {
	lost, err := c.lost()
	if err != nil {
		return err
	}
	n := 0
	for _, r := range append(c.revised, lost...) {
		for _, f := range r.removed {
			if c.wasSaid(f) || len(text.Words(f.fact.Text)) < shortSentence {
				continue
			}
			if n == maxGone {
				c.left = true
				return nil
			}
			still, err := c.stated(f, c.window.until, func(briefing.Article) bool { return true })
			if err != nil {
				return err
			}
			since, _ := c.asking.s.Withdrawn(f.fact.Revision)
			if !still && c.add(f, groupWithdrawn, "No longer told since "+since.UTC().Format(momentLayout)) {
				n++
			}
		}
	}
	return nil
}

// lost are the texts on the topic that were withdrawn in the window and whose articles do not tell of it any more.
func (c *changing) lost() ([]revision, error) {
	query := c.asking.topicQuery()
	if query.Text == "" {
		return nil, nil
	}
	query.AsOf = c.window.since.Add(-1)
	before, err := readTopic(c.asking.s, query)
	if err != nil {
		return nil, err
	}
	before.weigh()
	var out []revision
	for i := range before.articles {
		a := &before.articles[i]
		since, withdrawn := c.asking.s.Withdrawn(a.head.Revision)
		compared := slices.ContainsFunc(c.revised, func(r revision) bool { return r.base == a.head.Revision })
		if !withdrawn || since.After(c.window.until) || compared {
			continue
		}
		r := revision{article: a}
		for _, f := range before.facts {
			if f.article == a && f.own >= ownTopic {
				r.removed = append(r.removed, f)
			}
		}
		out = append(out, r)
	}
	return out, nil
}

// stated reports whether an article that counts says what a fact says, as the library knew it at a time.
func (c *changing) stated(f *told, at time.Time, counts func(briefing.Article) bool) (bool, error) {
	found, err := search.Find(c.asking.s, search.Query{Text: f.fact.Text, Language: cmp.Or(f.article.head.Language, "en"), AsOf: at, Top: knownHits})
	if err != nil {
		return false, err
	}
	for _, h := range found.Hits {
		head, err := c.asking.s.Head(h.Revision)
		if err != nil {
			return false, err
		}
		if !counts(head) {
			continue
		}
		old, err := c.asking.s.Fact(h.Revision, h.Ordinal)
		if err != nil {
			return false, err
		}
		if sameStatement(old.Text, f.fact.Text) {
			return true, nil
		}
	}
	return false, nil
}
