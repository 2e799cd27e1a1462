package search

import (
	"cmp"
	"slices"
	"sync"
)

// scanner is a segment with the lists of the query's terms in it.
type scanner struct {
	*segment
	number  uint64
	base    uint64     // lines of the segments before it
	lists   []termList // in the order of the terms
	only    restriction
	lengths byteRun

	// The most that a fact of each article can score by the terms walked so far; 0 for one that none of them is in,
	// and passed for one that has been ranked or may not be found.
	bounds  []float32
	touched []uint32 // articles whose bound is not 0
	live    []uint32 // of these, the ones not passed yet
}

// passed is the bound of an article that is done with.
const passed = -1

// termList is the postings of one stem that counts for a term.
type termList struct {
	*list
	term     int
	strength float64 // what the stem counts beside the word itself
}

// lists and bounds are used again: a query needs some hundred kilobytes of them.
var (
	lists  = sync.Pool{New: func() any { return new(list) }}
	bounds = sync.Pool{New: func() any { return new([]float32) }}
)

// add opens the postings of a stem for a term.
func (s *scanner) add(term int, strength float64, e entry) error {
	l := lists.Get().(*list)
	if err := l.open(s.segment, e); err != nil {
		lists.Put(l)
		return err
	}
	s.lists = append(s.lists, termList{l, term, strength})
	return nil
}

func (s *scanner) release() {
	for _, l := range s.lists {
		l.run = pieces{} // no pointer into the mapped file may outlive the view
		l.rest = nil
		lists.Put(l.list)
	}
	if s.bounds != nil {
		for _, a := range s.touched {
			s.bounds[a] = 0
		}
		b := s.bounds[:0]
		bounds.Put(&b)
	}
	s.lists, s.bounds, s.touched, s.live = nil, nil, nil, nil
}

func (s *scanner) broken(err error) error { return &damagedSegment{s.number, err} }

// walk finds the best facts without scoring all of them. A fact's score is bounded by what each term can add to a fact
// of its article, which the directories of the terms' postings tell block by block (block-max: Ding and Suel, SIGIR
// 2011). The rarest terms are walked first, and add to the bounds of all articles they are in; as soon as the terms not
// walked yet cannot together bring a fact among the best, an article that has only these is not even looked at
// (MaxScore: Turtle and Flood, Information Processing & Management 31, 1995). Articles are ranked most promising
// first, so that the bar is high early; what stays below it is never read.
func (f *finder) walk() error {
	order := make([]int, 0, len(f.terms))
	unread, left := 0, 0.0
	for i, t := range f.terms {
		if t.postings > 0 {
			order = append(order, i)
			unread += t.postings
			left += t.most
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(f.terms[b].most, f.terms[a].most) })
	for _, s := range f.segments {
		s.bounds = boundsOf(s.articles)
	}
	for n, i := range order {
		if n > 0 && left < f.best.needed()*exactly {
			break
		}
		if err := f.bound(i); err != nil {
			return err
		}
		unread -= f.terms[i].postings
		left -= f.terms[i].most
		if unread > cheapPostings {
			// What is worth knowing now is how high the bar is.
			if _, err := f.rankBest(f.best.room, left); err != nil {
				return err
			}
		}
	}
	for {
		if n, err := f.rankBest(articlesAtOnce, left); err != nil || n == 0 {
			return err
		}
	}
}

const (
	cheapPostings  = 2000     // fewer are walked at once: some microseconds
	articlesAtOnce = 64       // ranked before the bar is looked at again
	exactly        = 1 - 1e-6 // a sum made in another order may be a little less, and a bound is a float32
)

// boundsOf are bounds for n articles, all 0.
func boundsOf(n int) []float32 {
	b := *bounds.Get().(*[]float32)
	if cap(b) < n {
		return make([]float32, n, n+n/4)
	}
	return b[:n]
}

// bound adds to the bound of every article what a term can add to the score of its facts.
func (f *finder) bound(term int) error {
	for _, s := range f.segments {
		for _, l := range s.lists {
			if l.term != term {
				continue
			}
			if err := f.boundList(s, l); err != nil {
				return s.broken(err)
			}
		}
	}
	return nil
}

// boundList goes through the lines of one list, block by block.
func (f *finder) boundList(s *scanner, l termList) error {
	t := &f.terms[l.term]
	article, end := -1, uint32(0)
	lines, field, norm := 0, byte(0), 0.0
	flush := func() {
		if article < 0 || s.bounds[article] == passed {
			return
		}
		x := weights.atMost(field, norm) * l.strength
		count := float64(lines*int(max(field&countMask, 1))) * l.strength
		count /= lengthNorm(float64(s.records[article].tokens), f.average, weights.articleB)
		if s.bounds[article] == 0 {
			s.touched = append(s.touched, uint32(article))
			s.live = append(s.live, uint32(article))
		}
		s.bounds[article] += float32(min(t.fact*saturate(x, weights.k)+t.article*saturate(count, weights.articleK), t.most))
	}
	for i := range l.parts() {
		if err := l.load(i); err != nil {
			return err
		}
		here := f.norms[l.least]
		for _, line := range l.lines[:l.n] {
			if line >= end {
				flush()
				article = s.articleFrom(line, article)
				end = s.records[article+1].first
				lines, field, norm = 0, 0, 0
			}
			lines++
			field = field&^countMask | l.field&^countMask | max(field&countMask, l.field&countMask)
			norm = max(norm, here)
		}
	}
	flush()
	return nil
}

// articleFrom is articleOf for a line behind an article, which is mostly one of the next.
func (s *scanner) articleFrom(line uint32, article int) int {
	for n := article + 1; n < min(article+4, s.articles); n++ {
		if s.records[n+1].first > line {
			return n
		}
	}
	return s.articleOf(line)
}

// promising is an article that is still to be ranked.
type promising struct {
	scanner *scanner
	article uint32
	bound   float32 // the most one of its facts can score by the terms walked so far
}

// rankBest ranks the facts of the most promising articles, at most n, if the terms not walked yet can add left to a
// score. It returns how many articles that were.
func (f *finder) rankBest(n int, left float64) (int, error) {
	needed := float32(f.best.needed()*exactly - left)
	chosen := f.chosen[:0]
	for _, s := range f.segments {
		live := s.live[:0]
		for _, a := range s.live {
			b := s.bounds[a]
			if b == passed || b < needed {
				s.bounds[a] = passed
				continue
			}
			live = append(live, a)
			if len(chosen) == n && b <= chosen[n-1].bound {
				continue
			}
			at, _ := slices.BinarySearchFunc(chosen, b, func(p promising, b float32) int { return cmp.Compare(b, p.bound) })
			if len(chosen) == n {
				chosen = chosen[:n-1]
			}
			chosen = slices.Insert(chosen, at, promising{s, a, b})
		}
		s.live = live
	}
	f.chosen = chosen
	// In the order in which they are stored, so that a block of postings is read once for all the articles in it.
	slices.SortFunc(chosen, func(a, b promising) int {
		return cmp.Or(cmp.Compare(a.scanner.base, b.scanner.base), cmp.Compare(a.article, b.article))
	})
	for _, p := range chosen {
		p.scanner.bounds[p.article] = passed
		if float64(p.bound)+left < f.best.needed()*exactly {
			continue
		}
		if err := f.rank(p.scanner, int(p.article)); err != nil {
			return 0, p.scanner.broken(err)
		}
	}
	return len(chosen), nil
}
