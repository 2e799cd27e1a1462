package search

import (
	"slices"
	"strings"
	"sync"
)

// hiding is what Filter.Except hides of a segment.
type hiding struct {
	lines                               []uint64 // a bit each
	articles, facts, tokens, factTokens int

	counting sync.RWMutex
	counted  map[int]counts // what is left of a stem, by where its postings begin: to count takes as long as to walk them
}

// mostCounted is how many stems are remembered of a hiding, some 100 bytes each; then they are counted anew.
const mostCounted = 1 << 13

// holds reports whether a line is hidden.
func (h *hiding) holds(line uint32) bool { return h.lines[line/64]>>(line%64)&1 != 0 }

// meets reports whether a line from one to another is hidden, both included.
func (h *hiding) meets(from, to uint32) bool {
	first, last := from/64, to/64
	head, tail := ^uint64(0)<<(from%64), ^uint64(0)>>(63-to%64)
	if first == last {
		return h.lines[first]&head&tail != 0
	}
	if h.lines[first]&head != 0 || h.lines[last]&tail != 0 {
		return true
	}
	return slices.ContainsFunc(h.lines[first+1:last], func(w uint64) bool { return w != 0 })
}

// hidings are those of a segment that were asked for last. A segment never changes, so neither does what a feed has in it.
type hidings struct {
	mu      sync.Mutex
	known   []knownHiding // the latest last
	outlets *outlets      // nil before they were asked for
}

type knownHiding struct {
	tags   string // of the feeds, one behind the other
	hiding *hiding
}

// mostHidings is how many are kept of a segment: a bit a line each, and places that differ in what they may see are few.
const mostHidings = 16

func (k *hidings) get(tags string) (*hiding, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	at := slices.IndexFunc(k.known, func(h knownHiding) bool { return h.tags == tags })
	if at < 0 {
		return nil, false
	}
	h := k.known[at]
	k.known = append(slices.Delete(k.known, at, at+1), h)
	return h.hiding, true
}

func (k *hidings) put(tags string, h *hiding) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.known) == mostHidings {
		k.known = slices.Delete(k.known, 0, 1)
	}
	k.known = append(k.known, knownHiding{tags, h})
}

// hide works out what the articles of some feeds are in the segment; nil where they have none.
func (s *scanner) hide(feeds []string) (*hiding, error) {
	var tags []string
	for _, f := range feeds {
		tags = append(tags, tag(tagFeed, f))
	}
	slices.Sort(tags)
	tags = slices.Compact(tags)
	key := strings.Join(tags, "")
	if h, ok := s.hidings.get(key); ok {
		return h, nil
	}
	h := &hiding{lines: make([]uint64, (s.segment.lines+63)/64)}
	for _, t := range tags {
		if err := s.eachPosting(t, func(line uint32, _ byte) { h.add(s.segment, s.articleOf(line)) }); err != nil {
			return nil, err
		}
	}
	if h.articles == 0 {
		h = nil
	}
	s.hidings.put(key, h)
	return h, nil
}

// outlets says which outlets the articles of a segment are of.
type outlets struct {
	names []string // as the dictionary files them
	of    []int32  // by article: 1 + the index of its outlet's name, 0 for an unknown one
}

// outlets reads them once.
func (s *scanner) outlets() (*outlets, error) {
	s.hidings.mu.Lock()
	known := s.hidings.outlets
	s.hidings.mu.Unlock()
	if known != nil {
		return known, nil
	}
	tags, err := s.stemsOf(tagOutlet)
	if err != nil {
		return nil, err
	}
	out := &outlets{names: tags, of: make([]int32, s.articles)}
	for i, t := range tags {
		if err := s.eachPosting(t, func(line uint32, _ byte) { out.of[s.articleOf(line)] = int32(i + 1) }); err != nil {
			return nil, err
		}
	}
	s.hidings.mu.Lock()
	defer s.hidings.mu.Unlock()
	s.hidings.outlets = out
	return out, nil
}

// stemsOf are the stems of the dictionary that begin with a tag's kind.
func (s *segment) stemsOf(kind string) ([]string, error) {
	var out []string
	var b block
	for i := s.blockPast([]byte(tagFeed), 0); i < blocksOf(s.stems); i++ { // of all tags those of feeds come first
		if err := s.reopen(&b, i); err != nil {
			return nil, err
		}
		for {
			more, err := b.next()
			if err != nil {
				return nil, err
			}
			if !more {
				break
			}
			switch stem := string(b.stem); {
			case strings.HasPrefix(stem, kind):
				out = append(out, stem)
			case stem > kind:
				return out, nil
			}
		}
	}
	return out, nil
}

func (h *hiding) add(s *segment, article int) {
	first, end := s.span(article)
	for line := first; line < end; line++ {
		h.lines[line/64] |= 1 << (line % 64)
	}
	h.articles++
	h.facts += int(end-first) - 1 // its headline is a line of its own
	h.tokens += int(s.records[article].tokens)
	h.factTokens += int(s.records[article].tokens) - int(s.lengths[first])
}

// hidden reports whether an article is hidden from the query.
func (s *scanner) hidden(article int) bool {
	return s.only.except != nil && s.only.except.holds(s.firsts[article])
}

// counts is how much there is of a stem, as the dictionary counts.
type counts struct{ lines, facts, articles int }

// seen is what the dictionary would say of a stem if there were nothing of what is hidden from the query.
func (s *scanner) seen(e entry) (counts, error) {
	h, all := s.only.except, counts{e.lines, e.facts, e.articles}
	if h == nil || e.lines == 0 {
		return all, nil
	}
	h.counting.RLock()
	known, ok := h.counted[e.from]
	h.counting.RUnlock()
	if ok {
		return known, nil
	}
	hidden, err := s.count(e, h)
	if err != nil {
		return counts{}, err
	}
	// A damaged segment can claim fewer than it has.
	left := counts{max(all.lines-hidden.lines, 0), max(all.facts-hidden.facts, 0), max(all.articles-hidden.articles, 0)}
	h.counting.Lock()
	defer h.counting.Unlock()
	if len(h.counted) == mostCounted || h.counted == nil {
		h.counted = make(map[int]counts)
	}
	h.counted[e.from] = left
	return left, nil
}

// count is how much of a stem is hidden.
func (s *scanner) count(e entry, h *hiding) (out counts, err error) {
	l := lists.Get().(*list)
	defer l.giveBack()
	if err := l.open(s.segment, e); err != nil {
		return out, err
	}
	before, from := -1, uint32(0) // the last hidden article, and where the block begins
	for i := range l.parts() {
		if l.blocks > 0 {
			last, _, _, _, err := l.head(i)
			if err != nil {
				return out, err
			}
			if last >= l.limit || last < from {
				return out, damaged("postings")
			}
			begin := from
			if from = last + 1; !h.meets(begin, last) {
				continue
			}
		}
		if err := l.load(i); err != nil {
			return out, err
		}
		for n, line := range l.lines[:l.n] {
			if !h.holds(line) {
				continue
			}
			if err := l.loadFields(); err != nil {
				return out, err
			}
			out.lines++
			article := s.articleOf(line)
			if article != before {
				out.articles++
				before = article
			}
			if line != s.firsts[article] && l.fields[n]&countMask > 0 {
				out.facts++
			}
		}
	}
	return out, nil
}
