package search

import (
	"math"
	"slices"
)

// window is a run of whole articles whose lines are bounded together.
type window struct {
	scanner    *scanner
	outline    outline   // of its segment
	begin, end uint32    // lines
	article    int       // the first
	lines      []float32 // the most each line can earn by the terms walked, from the one before begin to the one behind end
	articles   []float32 // the most each article can earn as a whole, and by its headline; ranked if that was done
	topmost    float32   // the greatest of articles
	touched    []uint32  // lines that have a term walked; some more than once
	holding    []uint32  // articles that have one, counted from the first; some more than once

	norms   *[maxLength + 1]float64
	average float64                              // tokens of an article
	whole   [maxCount + 1][lengthClasses]float32 // what an article earns for so many occurrences, by how long it is
	plain   [maxLength + 1]float32               // what a line of a length earns for having a word once and nothing else
	beside  float32                              // what it earns for a word that stands once beside it
	both    float32                              // what that adds if it has the word itself
}

const (
	leastWindow = 1 << 11
	mostWindow  = 1 << 16

	maxCount = 15
)

// ranked is the bound of an article that is done with: nothing can bring a line of it among the best.
var ranked = float32(math.Inf(-1))

// prepare works out what lines and articles can earn by a word.
func (w *window) prepare(f *finder) {
	w.norms, w.average = &f.norms, f.average
	for class := range lengthClasses {
		norm := lengthNorm(float64(class*classTokens), f.average, weights.articleB)
		for count := range maxCount {
			w.whole[count][class] = float32(saturate(float64(count)/norm, weights.articleK))
		}
		w.whole[maxCount][class] = float32(weights.articleK + 1)
	}
	least := math.Inf(1)
	for n, norm := range w.norms {
		w.plain[n] = float32(saturate(norm, weights.k))
		least = min(least, norm)
	}
	w.beside = float32(saturate(weights.near, weights.k))
	// saturate is concave: what comes on top of the weakest word is the most that can come on top.
	w.both = float32(saturate(least+weights.near, weights.k) - saturate(least, weights.k))
}

// open makes it the window that begins with the article of a line. It is wide enough for a block or so of the longest list
// of some terms.
func (w *window) open(s *scanner, line uint32, terms []int) {
	longest := 1
	for i := range s.lists {
		if slices.Contains(terms, s.lists[i].term) {
			longest = max(longest, s.lists[i].count)
		}
	}
	width := min(max(blockPostings*s.segment.lines/longest, leastWindow), mostWindow)
	w.scanner, w.outline, w.article = s, *s.outline, s.articleOf(line)
	w.begin = s.records[w.article].first
	last := s.articleOf(uint32(min(int(w.begin)+width, s.segment.lines-1)))
	w.end = s.records[last+1].first
	w.lines = room(w.lines, int(w.end-w.begin)+2)
	w.articles = room(w.articles, last+1-w.article)
}

// room is b with room for n numbers; what it had none for before is 0.
func room(b []float32, n int) []float32 {
	if cap(b) < n {
		return make([]float32, n, n+n/2)
	}
	return b[:n]
}

// close makes all bounds 0 again. It takes less time than to clear them all: most windows are sparse.
func (w *window) close() {
	for _, line := range w.touched {
		at := line - w.begin
		w.lines[at], w.lines[at+1], w.lines[at+2] = 0, 0, 0
	}
	for _, n := range w.holding {
		w.articles[n] = 0
	}
	w.touched, w.holding, w.topmost = w.touched[:0], w.holding[:0], 0
}

// around is the bound of a line or one beside it.
func (w *window) around(line uint32) float32 {
	at := line - w.begin // the bounds begin one line before
	b := w.lines[at : at+3]
	most := b[1]
	if b[0] > most {
		most = b[0]
	}
	if b[2] > most {
		most = b[2]
	}
	return most
}

// articleOf is the article of a line, counted from the window's first.
func (w *window) articleOf(line uint32) int { return w.outline.articleOf(line) - w.article }

// add bounds what the lines and articles of the window earn by one list of a term.
func (w *window) add(l *termList, t *sought) error {
	a := adding{
		window: w, fact: float32(t.fact), article: float32(t.article), strength: l.strength,
		titled: float32(t.fact * saturate(weights.headline*l.strength, weights.k)), at: -1,
	}
	for l.line < w.end {
		if err := l.load(l.next); err != nil {
			return err
		}
		if err := l.loadFields(); err != nil {
			return err
		}
		l.at += a.postings(l.lines[l.at:l.n], l.fields[l.at:l.n])
		if l.at < l.n {
			l.line = l.lines[l.at]
			break
		}
		l.next, l.at = l.next+1, 0
		if err := l.settle(); err != nil {
			return err
		}
	}
	a.close(a.count)
	return nil
}

// adding is a list of a term on its way through the window.
type adding struct {
	*window
	fact, article, titled float32 // what the term counts, and what its standing in the headline does
	strength              float64
	before                uint32 // the line before that has it, and 1 more
	at                    int    // article, counted from the window's first
	first, end            uint32 // its lines; end is 0 before there is one
	count                 int    // occurrences in it
}

// postings takes in lines that have the term, up to the window's end, and returns how many it took. This is where a question spends
// most of its time, so what it uses is held where the processor has it.
func (a *adding) postings(lines []uint32, fields []byte) int {
	w := a.window
	lengths, bounds, touched := w.outline.lengths, w.lines, w.touched
	usual, begin, windowEnd := a.strength == 1, w.begin, w.end
	fact, beside, both := a.fact, w.beside*a.fact, w.both*a.fact
	before, first, end, count := a.before, a.first, a.end, a.count
	taken := len(lines)
	fields = fields[:taken]
	for i, line := range lines {
		if line >= windowEnd {
			taken = i
			break
		}
		if line >= end {
			a.close(count)
			first, end = a.open(line)
			count = 0
		}
		field := fields[i]
		count += int(field & countMask)
		touched = append(touched, line)
		if line == first { // the headline counts for every line of its article
			w.articles[a.at] += a.titled
			continue
		}
		own, left, right := w.plain[lengths[line]]*fact, beside, beside
		if before == line { // so has the line before
			left = both
		}
		if field != plainField || !usual {
			own, left = a.odd(line, field)
			right = left
		}
		around := bounds[line-begin : line-begin+3]
		around[0] += left
		around[1] += own
		around[2] += right
		before = line + 1
	}
	w.touched = touched
	a.before, a.first, a.end, a.count = before, first, end, count
	return taken
}

// open goes on to the article of a line, and returns its lines.
func (a *adding) open(line uint32) (first, end uint32) {
	firsts := a.outline.firsts
	article := a.window.article + a.at + 1 // mostly it is one of the next
	switch {
	case firsts[article+1] > line:
	case article+2 < len(firsts) && firsts[article+2] > line:
		article++
	default:
		article = a.outline.articleOf(line)
	}
	a.at = article - a.window.article
	return firsts[article], firsts[article+1]
}

// odd is what a line earns that has the term in another way than once in its text, and what one beside it does.
func (a *adding) odd(line uint32, field byte) (own, beside float32) {
	w := a.window
	x := weights.speaks(field, w.norms[w.outline.lengths[line]])
	near := weights.near * float64(field&countMask)
	return a.fact * float32(saturate(x*a.strength, weights.k)), a.fact * float32(saturate(near*a.strength, weights.k))
}

// close bounds what the article at hand earns for so many occurrences of the term in it.
func (a *adding) close(count int) {
	if a.at < 0 {
		return
	}
	w := a.window
	b := w.articles[a.at] + a.article*w.whole[min(count, maxCount)][w.outline.classes[w.article+a.at]]
	w.articles[a.at] = b
	if b > w.topmost {
		w.topmost = b
	}
	w.holding = append(w.holding, uint32(a.at))
}

// most bounds what a line of the window can earn by one list of a term that is not walked, by the blocks that reach into it.
func (w *window) most(l *termList, t *sought) (float64, error) {
	field, norm := byte(0), 0.0
	if l.blocks == 0 {
		field, norm = countMask|flagQuoted|flagSpeaker|flagNamed, w.norms[0]
	} else {
		i, err := l.blockOf(w.begin)
		if err != nil {
			return 0, err
		}
		for ; i < l.blocks; i++ {
			last, _, f, least, err := l.head(i)
			if err != nil {
				return 0, err
			}
			field = field&^countMask | f&^countMask | max(field&countMask, f&countMask)
			norm = max(norm, w.norms[least])
			if last >= w.end {
				break
			}
		}
		if field == 0 {
			return 0, nil
		}
	}
	return min(t.most, t.fact*saturate(weights.atMost(field, norm)*l.strength, weights.k)+t.article*(weights.articleK+1)), nil
}
