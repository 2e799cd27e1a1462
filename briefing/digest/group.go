package digest

import (
	"cmp"
	"slices"

	"github.com/nutgraf/nutgraf/briefing"
)

const (
	// sameStory is the mean cosine of an article's rarity-weighted words with those of a story's articles from which it
	// belongs to the story. Articles about one event share its names and objects; those of one topic share half as much.
	sameStory = 0.20
	// sameOrigin is the share of the smaller text's three-word runs from which two texts are one wire text.
	sameOrigin = 0.60
)

// story is an event with its articles of the period.
type story struct {
	id      string
	filings []*filing // the one that leads it first
	told    *told     // what the channel was told of it before; nil for nothing
	fresh   []fresh   // of one that was told: the facts that are new, those of the leading filing first
	state   state
	rank    int      // place among all stories of the period, from 1; 0 for those that were not ranked
	why     []string // what put it in its place, or kept it out
	shown   []briefing.FactID
}

// state is what becomes of a story.
type state int

const (
	stateTold       state = iota // it is told
	stateDeveloping              // it was told; new articles say nothing new
	stateKnown                   // it was told; its articles are reprints of what was told
	stateOver                    // it is beyond the most that were wanted
	stateOut                     // the filters keep it out
)

// group puts filings about the same event together. Filings come oldest first: each joins the story it is most like, or begins one.
func group(filings []*filing, v *vocabulary) []*story {
	var stories []*story
	before := newIndex(v)
	at := make([]int, 0, len(filings)) // the story of a filing
	for _, f := range filings {
		total := make([]float64, len(stories))
		for n, likeness := range before.cosines(f) {
			total[at[n]] += likeness
		}
		joins, best := -1, sameStory
		for i, s := range stories {
			if likeness := total[i] / float64(len(s.filings)); likeness >= best {
				joins, best = i, likeness
			}
		}
		if joins < 0 {
			joins = len(stories)
			stories = append(stories, &story{id: briefing.DerivedID("story", string(f.article.ID))})
		}
		at = append(at, joins)
		before.add(f)
		stories[joins].join(f)
	}
	for _, s := range stories {
		slices.SortFunc(s.filings, byLead)
	}
	return stories
}

// join adds a filing that is newer than those before it.
func (s *story) join(f *filing) {
	f.reprint = f.reprint || s.any(func(older *filing) bool { return reprints(older, f) })
	s.filings = append(s.filings, f)
}

// index finds filings by their words.
type index struct {
	v     *vocabulary
	norms []float64
	with  map[int32][]int32 // the filings that have a word, by their place
}

func newIndex(v *vocabulary) *index { return &index{v: v, with: make(map[int32][]int32)} }

func (x *index) add(f *filing) {
	for _, w := range f.words {
		x.with[w] = append(x.with[w], int32(len(x.norms)))
	}
	x.norms = append(x.norms, x.v.norm(f.words))
}

// cosines is how alike a filing is to each that was added, from 0 to 1.
func (x *index) cosines(f *filing) []float64 {
	out := make([]float64, len(x.norms))
	for _, w := range f.words {
		weight := x.v.weight(w)
		for _, n := range x.with[w] {
			out[n] += weight
		}
	}
	norm := x.v.norm(f.words)
	for n := range out {
		if out[n] > 0 {
			out[n] /= norm * x.norms[n]
		}
	}
	return out
}

// reprints reports whether two texts are one, but for the edits of a desk.
func reprints(a, b *filing) bool {
	least := min(len(a.runs), len(b.runs))
	return least > 0 && float64(sharedOf(a.runs, b.runs)) >= sameOrigin*float64(least)
}

// byLead puts corrections first, own texts before reprints, then the newest.
func byLead(a, b *filing) int {
	return cmp.Or(first(corrects(a.article), corrects(b.article)), first(!a.reprint, !b.reprint), byFiled(b, a))
}

func first(a, b bool) int {
	switch {
	case a && !b:
		return -1
	case b && !a:
		return 1
	}
	return 0
}

// corrects reports whether an article carries a correction of itself.
func corrects(a briefing.Article) bool { return slices.Contains(a.Labels, briefing.LabelCorrection) }

// origins counts the independent texts of a story, at least one.
func (s *story) origins() int {
	n := 0
	for _, f := range s.filings {
		if !f.reprint {
			n++
		}
	}
	return max(1, n)
}

// outlets are those that tell a story, in order of publication.
func (s *story) outlets() []string {
	var out []string
	for _, f := range slices.SortedFunc(slices.Values(s.filings), byFiled) {
		if o := f.article.Outlet; o != "" && !slices.Contains(out, o) {
			out = append(out, o)
		}
	}
	return out
}

// lead is the filing that leads a story.
func (s *story) lead() *filing { return s.filings[0] }

// any reports whether one of a story's filings is of a kind.
func (s *story) any(is func(*filing) bool) bool { return slices.ContainsFunc(s.filings, is) }
