package digest

import (
	"cmp"
	"errors"
	"slices"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

const (
	// goesOn is the likeness from which an article goes on with a story that was told: its cosine with one of the story's texts, and the
	// share of the words of its headline and first sentence that these texts have. What is new of a story has new words, but it begins
	// with what it is about. From 0.34 to 0.37 testdata/stories has the fewest errors, and none that takes two events of a town for one.
	goesOn    = 0.37
	leastLike = 0.04 // the cosine it has at least
	// sharedWords is the share of a told story's rarest words, of which none of its texts can be read any more, from which an article
	// goes on with it.
	sharedWords = 0.3
	leastShared = 5 // of these words

	comparedTexts = 3   // of each story that was told: the first, and the latest
	maxTold       = 900 // texts of all of them
)

// told is a story that the channel was told.
type told struct {
	id       string
	headline string
	articles []briefing.ArticleID
	texts    []briefing.RevisionID
	facts    []briefing.FactID
	words    []string
	at       time.Time
	filings  []*filing      // some of its texts
	all      map[int32]bool // words of these
}

// past are the stories that the channel was told, the one told last first.
func (d *edition) past() ([]*told, error) {
	byID := make(map[string]*told)
	var out []*told
	for _, e := range d.Told {
		for _, s := range e.Stories {
			t := byID[s.ID]
			if t == nil {
				t = &told{id: s.ID, all: make(map[int32]bool)}
				byID[s.ID] = t
				out = append(out, t)
			}
			t.add(s)
		}
	}
	slices.SortStableFunc(out, func(a, b *told) int { return b.at.Compare(a.at) })
	var wanted []briefing.RevisionID
	for _, t := range out {
		wanted = append(wanted, t.compared()...)
	}
	read, err := d.texts(wanted[:min(maxTold, len(wanted))])
	if err != nil {
		return nil, err
	}
	for _, t := range out {
		for _, r := range t.compared() {
			if f := read[r]; f != nil {
				t.filings = append(t.filings, f)
				for _, w := range f.words {
					t.all[w] = true
				}
				d.words.add(f.words)
			}
		}
	}
	return out, nil
}

// add adds what one edition told of a story to what those before it did.
func (t *told) add(s briefing.ToldStory) {
	t.headline, t.words, t.at = s.Headline, s.Words, s.At
	for i, a := range s.Articles {
		if i < len(s.Texts) && !slices.Contains(t.texts, s.Texts[i]) {
			t.articles, t.texts = append(t.articles, a), append(t.texts, s.Texts[i])
		}
	}
	t.facts = append(t.facts, s.Facts...)
}

// compared are the texts of a story by which what goes on with it is known.
func (t *told) compared() []briefing.RevisionID {
	if len(t.texts) <= comparedTexts {
		return t.texts
	}
	return append([]briefing.RevisionID{t.texts[0]}, t.texts[len(t.texts)-comparedTexts+1:]...)
}

// texts reads revisions that were told. One that was erased is not among them.
func (d *edition) texts(wanted []briefing.RevisionID) (map[briefing.RevisionID]*filing, error) {
	out := make(map[briefing.RevisionID]*filing)
	for few := range slices.Chunk(wanted, readAtOnce) {
		err := d.view(func(s Snapshot) error {
			for _, r := range few {
				if err := d.ctx.Err(); err != nil {
					return err
				}
				head, facts, err := headAndFacts(s, r)
				if errors.Is(err, briefing.ErrNotFound) {
					continue
				}
				if err != nil {
					return err
				}
				f := &filing{article: head}
				f.words, f.runs = d.words.compared(head, facts)
				out[r] = f
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

func headAndFacts(s Snapshot, r briefing.RevisionID) (briefing.Article, []briefing.Fact, error) {
	head, err := s.Head(r)
	if err != nil {
		return briefing.Article{}, nil, err
	}
	head.Text, head.Blocks = "", nil
	facts, err := s.Facts(r)
	return head, facts, err
}

// continued finds out which stories of the period go on with one that was told, and joins those that go on with the same.
func continued(stories []*story, past []*told, v *vocabulary) []*story {
	if len(past) == 0 {
		return stories
	}
	before := newIndex(v)
	var of []int // the told story of each filing
	for i, t := range past {
		for _, f := range t.filings {
			before.add(f)
			of = append(of, i)
		}
	}
	var out []*story
	by := make(map[*told]*story)
	for _, s := range stories {
		t := s.follows(past, before, of)
		switch first := by[t]; {
		case t == nil:
			out = append(out, s)
		case first == nil:
			s.id, s.told, by[t] = t.id, t, s
			out = append(out, s)
		default:
			first.filings = append(first.filings, s.filings...)
		}
	}
	for t, s := range by {
		s.order(t)
	}
	return out
}

// follows is the told story that a story goes on with, or nil. Of several it is the one it is most like, and of these the one that
// was told last.
func (s *story) follows(past []*told, before *index, of []int) *told {
	likeness := make([]float64, len(past))
	for _, f := range s.filings {
		most := make([]float64, len(past))
		for n, l := range before.cosines(f) {
			most[of[n]] = max(most[of[n]], l)
		}
		for i, t := range past {
			if slices.Contains(t.articles, f.article.ID) || slices.ContainsFunc(t.filings, func(o *filing) bool { return reprints(o, f) }) {
				most[i] = float64(len(s.filings)) // one that is the same settles it
			}
			if most[i] >= leastLike {
				most[i] += before.v.covered(f.lead, t.all)
			}
			likeness[i] += most[i] / float64(len(s.filings))
		}
	}
	var best *told
	least := goesOn
	for i, t := range past {
		if likeness[i] > least || best == nil && likeness[i] == least {
			best, least = t, likeness[i]
		}
	}
	if best != nil {
		return best
	}
	for _, t := range past {
		if len(t.filings) == 0 && s.any(func(f *filing) bool { return before.v.shares(f.words, t.words) }) {
			return t
		}
	}
	return nil
}

// shares reports whether an article has so many of a story's rarest words that it goes on with it.
func (v *vocabulary) shares(words []int32, rarest []string) bool {
	n := 0
	for _, w := range rarest {
		if number, ok := v.number[w]; ok {
			if _, has := slices.BinarySearch(words, number); has {
				n++
			}
		}
	}
	return n >= leastShared && float64(n) >= sharedWords*float64(len(rarest))
}

// order puts the filings of a story that was told in order: which of them are reprints is seen anew, since the story may be joined of
// several, and its texts were printed before them.
func (s *story) order(t *told) {
	filings := s.filings
	slices.SortFunc(filings, byFiled)
	s.filings = nil
	for _, f := range filings {
		f.reprint = slices.ContainsFunc(t.filings, func(o *filing) bool { return reprints(o, f) })
		s.join(f)
	}
	slices.SortFunc(s.filings, byLead)
}

// corrections are each fact once, the one first that was found out first.
func corrections(list []briefing.Amendment) []briefing.Amendment {
	var out []briefing.Amendment
	for _, c := range slices.SortedFunc(slices.Values(list), func(a, b briefing.Amendment) int {
		return cmp.Or(a.Seen.Compare(b.Seen), cmp.Compare(a.Fact, b.Fact), a.At.Compare(b.At), cmp.Compare(a.Post, b.Post))
	}) {
		if !slices.ContainsFunc(out, func(o briefing.Amendment) bool { return o.Fact == c.Fact }) {
			out = append(out, c)
		}
	}
	return out
}
