package read

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// content is the elements that hold the article, in page order: those the page names so, if they hold most of its prose, and else
// the smallest element that does, with what goes on with it.
func (l *layout) content() []*element {
	core := l.core()
	if named := l.named(core); len(named) > 0 {
		return named
	}
	return l.joined(core)
}

const mainShare = 0.7 // of the prose of an element that one inside it must hold to stand for it

// core is the smallest element that holds most of the page's prose.
func (l *layout) core() *element {
	e := l.root
	for {
		best := l.heaviest(e)
		if best == nil || of(l.prose, best) < mainShare*of(l.prose, e) {
			return l.ownArticle(e)
		}
		e = best
	}
}

// heaviest is the element right inside e with the most prose, or nil.
func (l *layout) heaviest(e *element) *element {
	var best *element
	for c := e.first; c != nil; c = c.next {
		if !c.run && of(l.prose, c) > 0 && (best == nil || of(l.prose, c) > of(l.prose, best)) && blockLike(c) {
			best = c
		}
	}
	return best
}

// blockLike reports whether e may hold passages: it is a block, or stands around blocks.
func blockLike(e *element) bool { return e.tag != atom.P && !headings[e.tag] && e.to > e.from }

// ownArticle chooses among several articles inside e, as where the next one is loaded below the first: the one with the headline.
func (l *layout) ownArticle(e *element) *element {
	for c := e.first; c != nil; c = c.next {
		if c.from <= l.headline && l.headline < c.to && of(l.prose, c) >= largeWords && l.another(e, c) {
			return c
		}
	}
	return e
}

// another reports whether e holds an element like own beside it that has a headline of the first level too.
func (l *layout) another(e, own *element) bool {
	for c := e.first; c != nil; c = c.next {
		if c != own && c.tag == own.tag && of(l.tops, c) > 0 && of(l.prose, c) >= largeWords {
			return true
		}
	}
	return false
}

// ofAnother reports whether passage i stands in an <article> beside the one with the page's headline, under a heading of its own. Where
// the headline stands over all of them, they are its parts, as the posts of a live report are.
func (l *layout) ofAnother(i int) bool {
	if l.headline < 0 {
		return false
	}
	own, other := l.passages[l.headline].at.article(), l.passages[i].at.article()
	if own == nil || other == nil || own == other || of(l.prose, own) < largeWords || other.from < own.to && own.from < other.to {
		return false
	}
	return l.passages[other.from].place.heading > 0
}

// article is the innermost <article> that e is or stands in, or nil.
func (e *element) article() *element {
	for e != nil && e.tag != atom.Article {
		e = e.up
	}
	return e
}

const namedShare = 0.6 // of the prose of the core that elements named as the body must hold to be believed

// named are the elements inside core that the page calls the body of its article.
func (l *layout) named(core *element) []*element {
	var out []*element
	held := 0.0
	var look func(e *element)
	look = func(e *element) {
		for c := e.first; c != nil; c = c.next {
			switch {
			case c.run || of(l.prose, c) == 0:
			case boxes[c.tag] && calledBody(c):
				out = append(out, c)
				held += of(l.prose, c)
			default:
				look(c)
			}
		}
	}
	look(core)
	if len(out) == 0 || held < namedShare*of(l.prose, core) {
		return nil
	}
	if around := common(out); of(l.prose, around) < 1.2*held {
		return []*element{around}
	}
	return out
}

// common is the smallest element around all of es, which come in page order.
func common(es []*element) *element {
	e := es[0]
	for last := es[len(es)-1]; e != last && e.up != nil && !(e.from <= last.from && last.to <= e.to); {
		e = e.up
	}
	return e
}

// calledBody reports whether e says that it is the text of an article.
func calledBody(e *element) bool {
	if strings.EqualFold(e.attr("itemprop"), "articleBody") {
		return true
	}
	for _, key := range []string{"class", "id", "data-testid", "data-component"} {
		for name := range strings.FieldsSeq(e.attr(key)) {
			words := wordsOfName(name)
			for i := range words {
				if i+1 < len(words) && bodyWords[words[i]+" "+words[i+1]] || bodyWords[words[i]] {
					return true
				}
			}
		}
	}
	return false
}

var bodyWords = func() map[string]bool {
	out := map[string]bool{}
	for _, of := range []string{"article", "story", "entry", "post", "news"} {
		for _, what := range []string{"body", "content", "text"} {
			out[of+" "+what], out[of+what] = true, true
		}
	}
	return out
}()

// joined is core with the elements beside it, and beside those around it, that go on with its text, and with what stands between them.
func (l *layout) joined(core *element) []*element {
	var before, after []*element
	for e := core; e.up != nil && e.tag != atom.Body; e = e.up {
		above, below := l.beside(e)
		before, after = append(above, before...), append(after, below...)
	}
	return append(append(before, core), after...)
}

// beside is the elements above and below e, in the same one, from the first that goes on with its text to the last.
func (l *layout) beside(e *element) (above, below []*element) {
	var pending []*element // below e, and below the last that goes on
	here := &above
	for c := e.up.first; c != nil; c = c.next {
		switch {
		case c == e:
			if above != nil {
				above = append(above, pending...)
			}
			here, pending = &below, nil
		case c.run || c.from == c.to:
		case l.goesOn(c, e):
			*here, pending = append(append(*here, pending...), c), nil
		case *here != nil || here == &below:
			pending = append(pending, c)
		}
	}
	return above, below
}

// goesOn reports whether c, which stands beside e, goes on with the text in e.
func (l *layout) goesOn(c, e *element) bool {
	prose, words := of(l.prose, c), of(l.words, c)
	switch {
	case prose < 15, prose < 0.6*words, of(l.linked, c) > 0.25*words, c.tag == atom.Article && of(l.tops, c) > 0:
		return false
	case !boxes[c.tag] || c.tag == atom.Ul || c.tag == atom.Ol:
		return true
	case c.tag == e.tag && c.attr("class") == e.attr("class"):
		return true
	}
	return prose >= 60 && prose/float64(c.to-c.from) >= 20 // words a passage: boxes have shorter ones
}
