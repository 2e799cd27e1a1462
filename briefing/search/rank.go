package search

import "encoding/binary"

// lineScores are what the lines of the article at hand have come to, by line from the headline's.
type lineScores struct {
	score            []float64 // earned beyond what the whole article did
	own, alike, near []uint64  // terms in its text, by an alternative, and around it; a bit each
	strength         []float64 // how strongly it speaks of the term at hand
	touched          []int     // lines whose strength is not 0
	dated            []bool    // it speaks of a day the query wants
}

// reset makes room for an article of so many lines.
func (l *lineScores) reset(n int) {
	if cap(l.score) < n {
		l.score, l.strength = make([]float64, n), make([]float64, n)
		l.own, l.alike, l.near = make([]uint64, n), make([]uint64, n), make([]uint64, n)
		l.dated = make([]bool, n)
	}
	l.score, l.strength, l.own, l.alike, l.near, l.dated = l.score[:n], l.strength[:n], l.own[:n], l.alike[:n], l.near[:n], l.dated[:n]
	clear(l.score)
	clear(l.own)
	clear(l.alike)
	clear(l.near)
	clear(l.dated)
}

func (l *lineScores) touch(line int, by float64) {
	if l.strength[line] == 0 {
		l.touched = append(l.touched, line)
	}
	l.strength[line] += by
}

// earned is what an article earned: for itself, and for each of its facts by its headline.
type earned struct{ article, each float64 }

// rank scores the facts of an article and offers them to the best.
func (f *finder) rank(s *scanner, article int) error {
	if ok, err := f.admits(s, article); err != nil || !ok {
		return err
	}
	first, end := s.span(article)
	l := &f.lines
	l.reset(int(end - first))
	sum, headline, err := f.earn(s, article, first, end)
	if err != nil {
		return err
	}
	if s.only.dated {
		if err := s.speaksOf(article, func(line int) { l.dated[line] = true }); err != nil {
			return err
		}
	}
	needed := f.best.needed()
	for line := 1; line < len(l.score); line++ {
		score := l.score[line] + sum.each + sum.article
		if score < needed || l.own[line]|l.alike[line]|l.near[line]|headline == 0 {
			continue
		}
		if s.only.dated && !l.dated[line] || s.only.spoken != nil && !s.only.spoken.Contains(first+uint32(line)) {
			continue
		}
		c := f.candidate()
		*c = candidate{
			scanner: s, article: article, line: first + uint32(line), place: s.base + uint64(first) + uint64(line), score: score, earned: sum.article,
			own: l.own[line], alike: l.alike[line] &^ l.own[line], near: (l.near[line] | headline) &^ (l.own[line] | l.alike[line]), slot: -1,
		}
		if c.words, err = s.words(first+uint32(line), c.own); err != nil {
			return err
		}
		f.best.add(c)
		needed = f.best.needed()
	}
	return nil
}

// candidate is room for one more candidate.
func (f *finder) candidate() *candidate {
	if len(f.found) == cap(f.found) {
		f.found = make([]candidate, 0, 64)
	}
	f.found = f.found[:len(f.found)+1]
	return &f.found[len(f.found)-1]
}

// words are by what a line's words are told from those of others.
func (s *scanner) words(line uint32, own uint64) (words, error) {
	print := s.part[partPrints].bytes(printBytes*int(line), printBytes)
	if print == nil {
		return words{}, damaged("prints")
	}
	return words{binary.LittleEndian.Uint32(print), s.lengths[line], own}, nil
}

// earn reads all postings of an article. It leaves in f.lines what each line earned beyond what the whole article did;
// headline has a bit for each term of the headline.
func (f *finder) earn(s *scanner, article int, first, end uint32) (sum earned, headline uint64, err error) {
	l := &f.lines
	norm := lengthNorm(float64(s.records[article].tokens), f.average, weights.articleB)
	for i := 0; i < len(s.lists); {
		term := s.lists[i].term
		t, bit := &f.terms[term], uint64(1)<<term
		count, titled := 0.0, 0.0
		for ; i < len(s.lists) && s.lists[i].term == term; i++ {
			n, in, err := f.gather(s, &s.lists[i], bit, first, end)
			if err != nil {
				return sum, 0, err
			}
			count += n
			titled = max(titled, in)
		}
		base, every := 0.0, 0.0
		if titled > 0 {
			headline |= bit
			base = weights.headline * titled
			every = saturate(base, weights.k)
		}
		for _, line := range l.touched {
			l.score[line] += t.fact * (saturate(l.strength[line]+base, weights.k) - every)
			l.strength[line] = 0
		}
		l.touched = l.touched[:0]
		sum.each += t.fact * every
		sum.article += t.article * saturate(count/norm, weights.articleK)
	}
	return sum, headline, nil
}

// gather counts the postings of one stem for the lines of an article: how often it stands there in all, and how
// strongly the headline has it.
func (f *finder) gather(s *scanner, tl *termList, bit uint64, first, end uint32) (count, titled float64, err error) {
	at, err := tl.seek(first)
	if err != nil {
		return 0, 0, err
	}
	for ; ; at++ {
		if at >= tl.n {
			if tl.block+1 >= tl.parts() || at > tl.n {
				return count * tl.strength, titled, nil
			}
			if err := tl.load(tl.block + 1); err != nil {
				return 0, 0, err
			}
			at = 0
		}
		line := tl.lines[at]
		if line >= end {
			return count * tl.strength, titled, nil
		}
		if err := tl.loadFields(); err != nil {
			return 0, 0, err
		}
		field := tl.fields[at]
		count += float64(field & countMask)
		if line > first {
			f.strengthen(s, tl, int(line), int(line-first), field, bit)
		} else if field&countMask > 0 {
			titled = tl.strength
		}
	}
}

// strengthen counts a posting for the fact in whose line it is, and for the facts beside it.
func (f *finder) strengthen(s *scanner, tl *termList, at, line int, field byte, bit uint64) {
	l := &f.lines
	l.touch(line, tl.strength*weights.speaks(field, f.norms[s.lengths[at]]))
	count := float64(field & countMask)
	if count == 0 {
		l.near[line] |= bit
		return
	}
	if tl.instead == itself {
		l.own[line] |= bit
	} else {
		l.alike[line] |= bit
	}
	for _, beside := range [...]int{line - 1, line + 1} {
		if beside > 0 && beside < len(l.near) {
			l.near[beside] |= bit
			l.touch(beside, tl.strength*count*weights.near)
		}
	}
}
