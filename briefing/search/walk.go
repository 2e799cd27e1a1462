package search

import (
	"cmp"
	"math"
	"slices"
	"sync"
)

// walk finds the best facts without scoring all of them. It goes through the lines of each segment window by window. In
// a window every term adds to its lines, and to those beside them, the most that it can earn there, which the directory of
// its postings says block by block (block-max: Ding and Suel, SIGIR 2011); and to each article the most it can earn as a whole.
// An article is ranked only when a line of it can come to be among the best. The terms that all together cannot bring a fact
// among the best are not walked, and are looked up where the others lead (MaxScore: Turtle and Flood, Information Processing &
// Management 31, 1995).
func (f *finder) walk() error {
	for i, t := range f.terms {
		if t.postings > 0 {
			f.order = append(f.order, i)
		}
	}
	slices.SortStableFunc(f.order, func(a, b int) int { return cmp.Compare(f.terms[b].most, f.terms[a].most) })
	f.window = windows.Get().(*window)
	f.window.prepare(f)
	if err := f.warm(); err != nil {
		return err
	}
	for _, s := range f.segments {
		if err := f.walkSegment(s); err != nil {
			return s.broken(err)
		}
	}
	return nil
}

// windows are used again, since they have room for many lines.
var windows = sync.Pool{New: func() any { return new(window) }}

// warmArticles are ranked first, wherever they are: what they score is how high the bar is from the beginning.
const warmArticles = 24

// warm ranks some articles that have the rarest term.
func (f *finder) warm() error {
	left := warmArticles
	if len(f.order) < 2 {
		return nil
	}
	for _, s := range f.segments {
		for i := range s.lists {
			l := &s.lists[i]
			if l.term != f.order[0] || left <= 0 {
				continue
			}
			if err := l.load(0); err != nil {
				return s.broken(err)
			}
			end := uint32(0)
			for n := 0; n < l.n && left > 0; n++ {
				if line := l.lines[n]; line >= end {
					article := s.articleOf(line)
					end = s.records[article+1].first
					left--
					if err := f.rank(s, article); err != nil {
						return s.broken(err)
					}
					s.warmed = append(s.warmed, article)
					if err := l.load(0); err != nil {
						return s.broken(err)
					}
				}
			}
		}
	}
	return nil
}

// needed is the bar, a little lower: a sum made in another order may be a little less, and a bound is a float32.
func (f *finder) needed() float64 {
	if n := f.best.needed(); n > 0 {
		return n * (1 - 1e-6)
	}
	return math.Inf(-1)
}

// manyTimes is how many times more postings than those walked anyway a term must have to be looked up where the others lead:
// to rank an article in vain costs as much as to walk some sixty postings.
const manyTimes = 16

// walked is the number of terms, in the order of what they can add, that are walked. The others cannot bring a fact among the
// best, and have too many postings to be walked for a closer bound alone.
func (f *finder) walked() int {
	needed, left, n := f.needed(), 0.0, len(f.order)
	for ; n > 0; n-- {
		if left += f.terms[f.order[n-1]].most; left >= needed {
			break
		}
	}
	if n == 0 {
		return 0
	}
	postings := 0
	for i, term := range f.order {
		if t := &f.terms[term]; i < n || t.postings <= manyTimes*postings {
			postings += t.postings
			n = max(n, i+1)
		}
	}
	return n
}

// walkSegment ranks what can be among the best in a segment.
func (f *finder) walkSegment(s *scanner) error {
	for i := range s.lists {
		l := &s.lists[i]
		l.next, l.at = 0, 0
		if err := l.settle(); err != nil {
			return err
		}
	}
	w := f.window
	for {
		terms := f.order[:f.walked()]
		first := s.firstLine(terms)
		if first == done {
			return nil
		}
		w.open(s, first, terms)
		left := 0.0
		for i := range s.lists {
			l := &s.lists[i]
			t := &f.terms[l.term]
			var err error
			if slices.Contains(terms, l.term) {
				err = w.add(l, t)
			} else {
				var most float64
				most, err = w.most(l, t)
				left += most
			}
			if err != nil {
				return err
			}
		}
		if err := f.rankWindow(left, len(terms)); err != nil {
			return err
		}
		w.close()
	}
}

// firstLine is the first line that a list of some terms still has to be walked at; done when there is none.
func (s *scanner) firstLine(terms []int) uint32 {
	first := uint32(done)
	for i := range s.lists {
		if l := &s.lists[i]; slices.Contains(terms, l.term) {
			first = min(first, l.line)
		}
	}
	return first
}

// settle reads the line at which the list is.
func (l *termList) settle() error {
	if l.next == l.parts() {
		l.line = done
		return nil
	}
	if err := l.load(l.next); err != nil {
		return err
	}
	l.line = l.lines[l.at]
	return nil
}

// rankWindow ranks the articles of the window that have a line that can be among the best, if the terms that were not walked,
// those behind the first in the order, can add left to its score.
func (f *finder) rankWindow(left float64, walked int) error {
	w := f.window
	for _, warmed := range w.scanner.warmed {
		if n := warmed - w.article; n >= 0 && n < len(w.articles) && w.articles[n] != 0 {
			w.articles[n] = ranked
		}
	}
	if len(f.best.heap) < f.best.room {
		if err := f.rankPromising(); err != nil {
			return err
		}
	}
	needed := float32(f.needed() - left)
	least := needed - w.topmost
	for _, line := range w.touched {
		bound := w.around(line)
		if bound < least {
			continue
		}
		n := w.articleOf(line)
		if bound += w.articles[n]; w.articles[n] == ranked || bound < needed {
			continue
		}
		if left > 0 {
			more, err := f.unwalked(n, walked)
			if err != nil {
				return err
			}
			if float64(bound)+more < f.needed() {
				continue
			}
		}
		w.articles[n] = ranked
		if err := f.rank(w.scanner, w.article+n); err != nil {
			return err
		}
		needed = float32(f.needed() - left)
		least = needed - w.topmost
	}
	return nil
}

// unwalked is the most that the terms that are not walked, those behind the first in the order, add to a line of an article of the
// window: a term that the article does not have adds nothing.
func (f *finder) unwalked(article, walked int) (float64, error) {
	w := f.window
	first, end := w.scanner.span(w.article + article)
	sum := 0.0
	for i := range w.scanner.lists {
		l := &w.scanner.lists[i]
		if slices.Contains(f.order[:walked], l.term) {
			continue
		}
		at, err := l.seek(first)
		if err != nil {
			return 0, err
		}
		if at < l.n && l.lines[at] < end {
			sum += f.terms[l.term].most
		}
	}
	return sum, nil
}

// rankPromising ranks the most promising articles of the window first, so that the bar is high soon.
func (f *finder) rankPromising() error {
	w := f.window
	type place struct {
		article int
		bound   float32
	}
	var best []place
	for _, line := range w.touched {
		n := w.articleOf(line)
		b := w.around(line) + w.articles[n]
		if len(best) == f.best.room && b <= best[len(best)-1].bound || w.articles[n] == ranked {
			continue
		}
		if i := slices.IndexFunc(best, func(p place) bool { return p.article == n }); i >= 0 {
			if best[i].bound >= b {
				continue
			}
			best = slices.Delete(best, i, i+1)
		}
		i, _ := slices.BinarySearchFunc(best, b, func(p place, b float32) int { return cmp.Compare(b, p.bound) })
		if len(best) == f.best.room {
			best = best[:len(best)-1]
		}
		best = slices.Insert(best, i, place{n, b})
	}
	slices.SortFunc(best, func(a, b place) int { return cmp.Compare(a.article, b.article) })
	for _, p := range best {
		w.articles[p.article] = ranked
		if err := f.rank(w.scanner, w.article+p.article); err != nil {
			return err
		}
	}
	return nil
}
