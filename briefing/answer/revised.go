package answer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// revision is an article whose text was another before the window.
type revision struct {
	article  *covering
	base     briefing.RevisionID // its last text of before; "" for an article that is new as a whole
	added    []*told             // facts on the topic that the text of before had not
	removed  []*told             // facts of the text of before that it has no more
	paired   []pair              // of facts that took the place of others
	replaced []*told             // these others
}

// pair is a fact and what it was before.
type pair struct {
	now, before        *told
	weight             int             // how much of what differs tells something: figures, names, negations; 0 for nothing
	marks, marksBefore []briefing.Span // the words that differ
}

const (
	maxRevisions = 50   // texts of one article that are gone back through
	sameStated   = 0.75 // share of words in common from which two sentences state the same, if they have the same figures
	pairShare    = 0.40 // from which one is what has become of the other
)

// revisionOf finds what a text of the window was before it, and how they differ.
func (c *changing) revisionOf(article *covering) (revision, error) {
	r := revision{article: article}
	s := c.asking.s
	for id, n := article.head.Revision, 0; n < maxRevisions; n++ {
		before, err := s.Before(id)
		if err != nil {
			return r, err
		}
		if before == "" {
			return r, nil
		}
		head, err := s.Head(before)
		if err != nil {
			return r, err
		}
		if before == article.head.Revision || !c.window.holds(head) {
			return c.compared(r, head)
		}
		id = before
	}
	return r, nil
}

// compared fills in how a text differs from what it was.
func (c *changing) compared(r revision, before briefing.Article) (revision, error) {
	r.base = before.Revision
	old, err := c.asking.s.Facts(before.Revision)
	if err != nil {
		return r, err
	}
	now, err := c.asking.s.Facts(r.article.head.Revision)
	if err != nil {
		return r, err
	}
	for _, f := range c.facts {
		if f.article == r.article && !slices.ContainsFunc(old, func(o briefing.Fact) bool { return sameWords(o.Text, f.fact.Text) }) {
			r.added = append(r.added, f)
		}
	}
	was := &covering{head: before, score: r.article.score, about: r.article.about}
	for i, o := range old {
		if o.Dangling || !r.article.about && !c.names(o.Text) || slices.ContainsFunc(now, func(f briefing.Fact) bool { return sameWords(f.Text, o.Text) }) {
			continue
		}
		r.removed = append(r.removed, &told{article: was, fact: o, ordinal: i, words: c.words.add(text.Words(o.Text), was)})
	}
	r.pair()
	return r, nil
}

// names reports whether a text names the topic.
func (t *topic) names(s string) bool {
	held := make([]float64, len(t.terms))
	t.hold(s, held)
	return t.share(held) >= ownTopic
}

// pair takes out of what was added and removed what has become of one another. Where only a slip was mended nothing changed.
func (r *revision) pair() {
	for _, was := range r.removed {
		best, most := -1, pairShare
		for i, now := range r.added {
			if share := inCommon(was.fact.Text, now.fact.Text); share >= most {
				best, most = i, share
			}
		}
		if best < 0 {
			continue
		}
		p := pair{now: r.added[best], before: was}
		r.added = slices.Delete(slices.Clone(r.added), best, best+1)
		r.replaced = append(r.replaced, was)
		if p.weigh(); p.weight > 0 && !p.now.fact.Dangling {
			r.paired = append(r.paired, p)
		}
	}
	r.removed = slices.DeleteFunc(r.removed, func(f *told) bool { return slices.Contains(r.replaced, f) })
}

// weigh finds the words that differ and how much they tell: a figure, a name or a negation more than other words, a mended slip nothing.
func (p *pair) weigh() {
	now, before := wordsOnlyIn(p.now.fact, p.before.fact), wordsOnlyIn(p.before.fact, p.now.fact)
	if len(now) == 0 && len(before) == 0 || slips(now, before) {
		return
	}
	p.weight = 1
	for side, words := range map[*told][]text.Word{p.now: now, p.before: before} {
		for _, w := range words {
			first, _ := utf8.DecodeRuneInString(w.Span.Of(side.fact.Text))
			if unicode.IsDigit(first) || unicode.IsUpper(first) && w.Span.Start > 0 || denying[w.Norm] {
				p.weight++
			}
		}
	}
	p.marks, p.marksBefore = spansOf(now, p.now.fact), spansOf(before, p.before.fact)
}

var denying = map[string]bool{"not": true, "no": true, "never": true, "none": true, "without": true}

// wordsOnlyIn are the words of a fact that another has not.
func wordsOnlyIn(f, other briefing.Fact) []text.Word {
	has := map[string]bool{}
	for _, w := range text.Words(other.Text) {
		has[w.Norm] = true
	}
	return slices.DeleteFunc(text.Words(f.Text), func(w text.Word) bool { return has[w.Norm] })
}

func spansOf(words []text.Word, f briefing.Fact) []briefing.Span {
	var out []briefing.Span
	for _, w := range words {
		out = append(out, w.Span.Shift(f.Span.Start))
	}
	return out
}

// slips reports whether words differ from others only as a typing error does from what was meant: by one letter each.
func slips(a, b []text.Word) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !oneLetterOff(a[i].Norm, b[i].Norm) {
			return false
		}
	}
	return true
}

// oneLetterOff reports whether two long words are equal but for one letter, or two neighbours that changed places.
func oneLetterOff(a, b string) bool {
	const long = 4
	if min(len(a), len(b)) < long || strings.ContainsAny(a+b, "0123456789") {
		return false
	}
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return len(a) <= 1 && len(b) <= 1 || len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
}

// inCommon is the share of the words of two texts that both have.
func inCommon(a, b string) float64 {
	has := map[string]bool{}
	for _, w := range text.Words(a) {
		has[w.Norm] = false
	}
	common, all := 0, len(has)
	for _, w := range text.Words(b) {
		counted, ok := has[w.Norm]
		switch {
		case !ok:
			all++
		case !counted:
			common++
		}
		has[w.Norm] = true
	}
	if all == 0 {
		return 0
	}
	return float64(common) / float64(all)
}

// sameStatement reports whether two sentences state the same in nearly the same words, and with the same figures.
func sameStatement(a, b string) bool {
	return inCommon(a, b) >= sameStated && slices.Equal(figuresIn(a), figuresIn(b))
}

func figuresIn(s string) []string {
	var out []string
	for _, w := range text.Words(s) {
		if '0' <= w.Norm[0] && w.Norm[0] <= '9' {
			out = append(out, w.Norm)
		}
	}
	return out
}
