package search

import (
	"math"

	"github.com/nutgraf/nutgraf/briefing"
)

// scanner goes through the articles of a segment that have a term of the query.
type scanner struct {
	*segment
	cursors []termCursor // in order of their terms
	outlets map[int]bool // nil for any outlet
	lengths byteRun

	// Of the article at hand, by line: what its facts have earned and which terms they have,
	// a bit a term; and of the term at hand, how strongly they speak of it.
	score     []float64
	own, near []uint64
	strength  []float64
	touched   []int // lines whose strength is not 0
}

// termCursor walks the postings of one stem of a term.
type termCursor struct {
	cursor
	term int
}

// scan ranks the facts of a segment, article by article.
func (f *finder) scan(s *scanner) error {
	for article, before := 0, 0; ; {
		line, ok := s.nextLine(f.passive)
		if !ok {
			return nil
		}
		at, first, end, ok := s.articleAt(line, article)
		if !ok || first < before {
			return damaged("articles")
		}
		article, before = at, end
		rec := s.record(article)
		if !f.admits(s, rec) {
			if err := s.seek(end); err != nil {
				return err
			}
			continue
		}
		earned, headline, err := f.earn(s, rec, end)
		if err != nil {
			return err
		}
		if err := f.rank(s, article, end-first, earned, headline); err != nil {
			return err
		}
	}
}

// nextLine is the first line at which a cursor of a term stands that is not passive.
func (s *scanner) nextLine(passive uint64) (line int, ok bool) {
	line = math.MaxInt
	for i := range s.cursors {
		if c := &s.cursors[i]; !c.done && c.line < line && passive>>c.term&1 == 0 {
			line, ok = c.line, true
		}
	}
	return line, ok
}

// seek moves all cursors to line or behind.
func (s *scanner) seek(line int) error {
	for i := range s.cursors {
		if err := s.cursors[i].seek(line); err != nil {
			return err
		}
	}
	return nil
}

// admits reports whether the query allows an article. Withdrawal is asked later, of the few that matter.
func (f *finder) admits(s *scanner, r record) bool {
	if s.outlets != nil && !s.outlets[r.outlet] {
		return false
	}
	return f.query.AsOf.IsZero() || r.known <= f.query.AsOf.Unix()
}

// earned is what an article earned: for itself, and for each of its facts by its headline.
type earned struct{ article, each float64 }

// earn reads all postings of the article that ends before line end. It leaves in s.score what each
// line earned beyond what the whole article did; headline has a bit for each term of the headline.
func (f *finder) earn(s *scanner, r record, end int) (sum earned, headline uint64, err error) {
	s.reset(end - r.first)
	norm := lengthNorm(float64(r.tokens), f.average, weights.articleB)
	for i := 0; i < len(s.cursors); {
		term := s.cursors[i].term
		t, bit := &f.terms[term], uint64(1)<<term
		count, titled := 0, false
		for ; i < len(s.cursors) && s.cursors[i].term == term; i++ {
			c := &s.cursors[i]
			if err := c.seek(r.first); err != nil {
				return sum, 0, err
			}
			for ; !c.done && c.line < end; err = c.next() {
				if err != nil {
					return sum, 0, err
				}
				if c.line > r.first {
					s.strengthen(c.posting, c.line-r.first, bit, &f.norms)
				} else if c.freq > 0 {
					titled = true
				}
				count += int(c.freq)
			}
			if err != nil {
				return sum, 0, err
			}
		}
		base, every := 0.0, 0.0
		if titled {
			headline |= bit
			base = weights.headline
			every = saturate(base, weights.k)
		}
		for _, line := range s.touched {
			s.score[line] += t.fact * (saturate(s.strength[line]+base, weights.k) - every)
			s.strength[line] = 0
		}
		s.touched = s.touched[:0]
		sum.each += t.fact * every
		sum.article += t.article * saturate(float64(count)/norm, weights.articleK)
	}
	return sum, headline, nil
}

// reset makes room for an article of so many lines.
func (s *scanner) reset(lines int) {
	if cap(s.score) < lines {
		s.score, s.strength = make([]float64, lines), make([]float64, lines)
		s.own, s.near = make([]uint64, lines), make([]uint64, lines)
	}
	s.score, s.strength, s.own, s.near = s.score[:lines], s.strength[:lines], s.own[:lines], s.near[:lines]
	clear(s.score)
	clear(s.own)
	clear(s.near)
}

// strengthen counts a posting for the fact in whose line it is, and for the facts beside it.
func (s *scanner) strengthen(p posting, line int, bit uint64, norms *[maxLength + 1]float64) {
	if p.freq == 0 {
		s.touch(line, weights.names)
		s.near[line] |= bit
		return
	}
	s.own[line] |= bit
	s.touch(line, float64(p.freq)*norms[s.lengths.at(p.line)])
	for _, beside := range [...]int{line - 1, line + 1} {
		if beside > 0 && beside < len(s.near) {
			s.near[beside] |= bit
			s.touch(beside, float64(p.freq)*weights.near)
		}
	}
}

func (s *scanner) touch(line int, by float64) {
	if s.strength[line] == 0 {
		s.touched = append(s.touched, line)
	}
	s.strength[line] += by
}

// rank offers the facts of an article to the best.
func (f *finder) rank(s *scanner, article, lines int, sum earned, headline uint64) error {
	var revision briefing.RevisionID
	asked := false
	for line := 1; line < lines; line++ {
		score := s.score[line] + sum.each + sum.article
		if !f.best.admits(score) || s.own[line]|s.near[line]|headline == 0 {
			continue
		}
		if !asked {
			asked = true
			var err error
			if revision, err = s.revision(article); err != nil {
				return err
			}
			if f.ranked[revision] || f.withdrawn(revision) {
				return nil
			}
			f.ranked[revision] = true
		}
		f.best.add(candidate{
			revision: revision, ordinal: line - 1, score: score, article: sum.article,
			own: s.own[line], near: (s.near[line] | headline) &^ s.own[line],
		})
	}
	f.relax()
	return nil
}

// relax finds the terms that are passive by now: those that even together cannot bring a fact
// among the best, so that articles with no other term are passed over (MaxScore: Turtle and Flood,
// Information Processing & Management 31, 1995).
func (f *finder) relax() {
	if len(f.best.heap) < f.best.room {
		return
	}
	f.passive = 0
	// A little less, since a score may be summed up in another order than this.
	needed, sum := f.best.heap[0].score*(1-1e-9), 0.0
	for _, i := range f.rising {
		if sum += f.terms[i].most; sum > needed {
			return
		}
		f.passive |= 1 << i
	}
}

// withdrawn reports whether a revision no longer held at the time the query asks about.
func (f *finder) withdrawn(r briefing.RevisionID) bool {
	since, ok := f.snapshot.Withdrawn(r)
	return ok && (f.query.AsOf.IsZero() || !since.After(f.query.AsOf))
}
