package answer

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/differ"
	"github.com/nutgraf/nutgraf/briefing/search"
	"github.com/nutgraf/nutgraf/briefing/text"
	"github.com/nutgraf/nutgraf/briefing/thesaurus"
)

// The headings of a comparison, in their order, and what it says besides.
const (
	groupDiffer = "Differ"
	groupAgree  = "Agree"
	groupOnly   = "Only " // the outlet's name behind it

	noteOneOutlet = "Only one outlet tells of this: nothing to compare."
	noteOneOrigin = "All of one origin: nothing to compare."
	noteNoneFound = "Nothing found that is told differently."
)

const (
	comparedFacts = 120  // facts held beside one another, the most telling
	pairLikeness  = 0.15 // likeness of words below which two facts are not held beside one another
	onlyLikeness  = 0.40 // likeness to a fact of another origin from which on one is not told by its outlet alone
	onlyNew       = 0.50 // share of its words of meaning that no article of another origin has, from which on it is
	maxAgree      = 4
	maxDiffer     = 3
	maxOnly       = 2 // of one outlet
	perArticle    = 3 // points of one article
)

// compare says what outlets tell alike, differently and alone of a topic, and who is silent on what differs.
func compare(out *composed, a asking) error {
	t, err := readTopic(a.s, a.topicQuery())
	if err != nil {
		return err
	}
	if !t.begin(out, a, briefing.AnswerCompare) {
		return nil
	}
	voices, err := t.voices(a.s)
	if err != nil {
		return err
	}
	t.weigh()
	c := comparison{topic: t, voices: voices, room: newRoom(a.s, a.limit), taken: map[briefing.FactID]bool{}, count: map[*covering]int{}}
	c.gather(a.said)
	switch {
	case len(voices) < 2:
		c.mainFacts()
		out.Notes = []string{noteOneOutlet}
	case countOrigins(voices) < 2:
		c.mainFacts()
		out.Notes = []string{noteOneOrigin, tally(voices)}
	default:
		c.differ()
		c.agree()
		c.each()
		if err := c.only(a.s); err != nil {
			return err
		}
		if len(c.differences) == 0 && !a.more() {
			out.Opening = noteNoneFound
		}
		silent, err := c.silent(a.s)
		if err != nil {
			return err
		}
		out.Notes = append(silent, tally(slices.DeleteFunc(slices.Clone(voices), func(v *voice) bool { return !v.about() && !c.heard(v) })))
	}
	if len(c.points) == 0 {
		out.Opening, out.Notes = "", nil
		out.ended(a.more())
		return nil
	}
	if err := cite(a.s, out, c.points); err != nil {
		return err
	}
	for _, d := range c.differences {
		if err := out.differ(a.s, d.Difference, d.a.differing(), d.b.differing()); err != nil {
			return err
		}
	}
	return nil
}

// comparison is a comparison in the making.
type comparison struct {
	*topic
	voices      []*voice
	facts       []*compared // the most telling first
	points      []candidate
	differences []difference
	stems       map[*voice]map[string]bool // of all that an outlet's articles on the topic say
	room        room
	taken       map[briefing.FactID]bool
	count       map[*covering]int // points by article
}

// compared is a fact that is held beside those of other outlets, once however many print its words.
type compared struct {
	*told
	differ.Reading
	voice  *voice   // that printed it first
	voices []*voice // that print it
}

func (c *compared) differing() differing { return differing{c.candidate(), c.Reading} }

// difference is what two facts tell differently.
type difference struct {
	differ.Difference
	a, b *compared
}

// gather reads the most telling facts for being held beside one another, without those that were said.
func (c *comparison) gather(said map[briefing.FactID]bool) {
	of := map[*covering]*voice{}
	for _, v := range c.voices {
		for _, a := range v.articles {
			of[a] = v
		}
	}
	told := slices.SortedStableFunc(slices.Values(c.topic.facts), func(a, b *told) int { return cmp.Compare(b.score, a.score) })
	told = told[:min(printsOf*comparedFacts, len(told))] // each is held beside each: of thousands that takes too long
	for _, f := range slices.SortedStableFunc(slices.Values(told), byPublished) {
		if f.fact.Kind == briefing.FactCaption || said[f.fact.ID] {
			continue
		}
		v := of[f.article]
		same := slices.IndexFunc(c.facts, func(o *compared) bool { return samePrint(o.told, f) })
		if same < 0 {
			c.facts = append(c.facts, &compared{told: f, voice: v, voices: []*voice{v}})
		} else if o := c.facts[same]; !slices.Contains(o.voices, v) {
			o.voices = append(o.voices, v)
		}
	}
	slices.SortStableFunc(c.facts, func(a, b *compared) int { return cmp.Compare(b.score, a.score) })
	c.facts = c.facts[:min(comparedFacts, len(c.facts))]
	for _, f := range c.facts {
		f.Reading = differ.Read(toldBy(f.article.head, f.fact))
	}
}

// printsOf is how many prints of a fact are looked for, about.
const printsOf = 4

// byPublished puts facts of older articles first, those of undated ones last.
func byPublished(a, b *told) int {
	x, y := a.article.head.Published, b.article.head.Published
	if x.IsZero() || y.IsZero() {
		return -x.Compare(y)
	}
	return x.Compare(y)
}

// beside reports whether two facts of different origins are enough alike in their words to be held beside one another.
func (c *comparison) beside(a, b *compared) bool {
	return !slices.ContainsFunc(a.voices, func(v *voice) bool { return v.tells(b) }) && c.words.likeness(a.words, b.words) >= pairLikeness
}

// tells reports whether a fact is printed by an outlet of the origin of v.
func (v *voice) tells(f *compared) bool {
	return slices.ContainsFunc(f.voices, func(o *voice) bool { return o.origin == v.origin })
}

// alike reports whether two facts of different origins say the same.
func (c *comparison) alike(a, b *compared) bool {
	return c.beside(a, b) && (c.repeats(a.told, b.told) && c.repeats(b.told, a.told) || differ.Alike(a.Reading, b.Reading))
}

// differ finds what outlets tell differently, and makes points of both sides.
func (c *comparison) differ() {
	for i, a := range c.facts {
		for _, b := range c.facts[i+1:] {
			if len(c.differences) == maxDiffer || !c.beside(a, b) {
				continue
			}
			for _, d := range differ.Between(a.Reading, b.Reading) {
				if d.Kind == briefing.ConflictCompatible || len(c.differences) == maxDiffer || c.toldAlready(d, a, b) {
					continue
				}
				if c.take(a, groupDiffer, d.Spans[0]) && c.take(b, groupDiffer, d.Spans[1]) {
					c.differences = append(c.differences, difference{d, a, b})
				}
			}
		}
	}
}

// toldAlready reports whether two facts differ in the same words as two that were found: reprints of them.
func (c *comparison) toldAlready(d differ.Difference, a, b *compared) bool {
	words := func(f *compared, s briefing.Span) string {
		return text.Fold(s.Shift(-f.fact.Span.Start).Of(f.fact.Text))
	}
	x, y := words(a, d.Spans[0]), words(b, d.Spans[1])
	return slices.ContainsFunc(c.differences, func(o difference) bool {
		p, q := words(o.a, o.Spans[0]), words(o.b, o.Spans[1])
		return p == x && q == y || p == y && q == x
	})
}

// agree makes points of what outlets of several origins tell alike.
func (c *comparison) agree() {
	n := 0
	for _, f := range c.facts {
		if n == maxAgree || c.taken[f.fact.ID] {
			continue
		}
		p := c.candidate(f.told)
		p.group = groupAgree
		for _, o := range c.facts {
			if !c.taken[o.fact.ID] && len(p.reprints) < maxPrints-1 && c.alike(f, o) {
				p.reprints = append(p.reprints, o.candidate())
			}
		}
		if countOrigins(f.voices) < 2 && !slices.ContainsFunc(p.reprints, func(o candidate) bool { return !sameWords(o.fact.Text, f.fact.Text) }) {
			continue
		}
		if c.add(f, p) {
			n++
			for _, o := range p.reprints {
				c.taken[o.fact.ID] = true
			}
		}
	}
}

// heard reports whether an outlet has a point.
func (c *comparison) heard(v *voice) bool {
	return slices.ContainsFunc(c.points, func(p candidate) bool {
		return slices.ContainsFunc(append(slices.Clip(p.reprints), p), func(o candidate) bool {
			return slices.ContainsFunc(v.articles, func(a *covering) bool { return a.head.Revision == o.fact.Revision })
		})
	})
}

// each makes a point, under its name, of the most telling fact of each outlet that has none.
func (c *comparison) each() {
	for _, v := range c.voices {
		if c.heard(v) || !v.about() {
			continue
		}
		for _, f := range c.facts {
			if f.voice == v && f.own >= ownTopic && !slices.ContainsFunc(c.points, func(p candidate) bool { return sameWords(p.fact.Text, f.fact.Text) }) {
				if c.take(f, v.name()) {
					break
				}
			}
		}
	}
}

// only makes points of what outlets of one origin alone tell, outlet by outlet.
func (c *comparison) only(s search.Snapshot) error {
	if err := c.readStems(s); err != nil {
		return err
	}
	for _, v := range c.voices {
		n := 0
		for _, f := range c.facts {
			fits := v.about() && n < maxOnly && f.voice == v && f.own >= ownTopic && !c.taken[f.fact.ID] && countOrigins(f.voices) == 1 && c.alone(f)
			if fits && c.take(f, groupOnly+v.name()) {
				n++
			}
		}
	}
	return nil
}

// readStems reads the stems of all that each outlet's articles on the topic say.
func (c *comparison) readStems(s search.Snapshot) error {
	c.stems = map[*voice]map[string]bool{}
	for _, v := range c.voices {
		stems := map[string]bool{}
		for _, a := range v.articles {
			facts, err := s.Facts(a.head.Revision)
			if err != nil {
				return err
			}
			for _, f := range facts {
				for _, w := range text.Words(f.Text) {
					stems[text.Stem(strings.TrimSuffix(w.Norm, "'s"), "en")] = true
				}
			}
		}
		c.stems[v] = stems
	}
	return nil
}

// alone reports whether what a fact says stands in no article of another origin: half of its words, or what may stand for them, do not,
// no fact there is like it, and no point of its own outlet says it.
func (c *comparison) alone(f *compared) bool {
	unlike := !slices.ContainsFunc(c.facts, func(o *compared) bool {
		if o == f {
			return false
		}
		if f.voice.tells(o) {
			return c.taken[o.fact.ID] && c.repeats(f.told, o.told)
		}
		return c.words.likeness(f.words, o.words) >= onlyLikeness || c.alike(f, o)
	})
	return unlike && c.newShare(f) >= onlyNew
}

// newShare is the share of a fact's words of meaning that no article of another origin has.
func (c *comparison) newShare(f *compared) float64 {
	all, fresh := 0, 0
	for _, w := range text.Words(f.fact.Text) {
		norm := strings.TrimSuffix(w.Norm, "'s")
		if text.Stop(norm, "en") {
			continue
		}
		all++
		stem := text.Stem(norm, "en")
		like := thesaurus.Like(norm, stem)
		held := slices.ContainsFunc(c.voices, func(v *voice) bool {
			return v.origin != f.voice.origin && (c.stems[v][stem] || slices.ContainsFunc(like, func(l thesaurus.Alternative) bool {
				return len(l.Stems) == 1 && c.stems[v][l.Stems[0]]
			}))
		})
		if !held {
			fresh++
		}
	}
	return float64(fresh) / float64(max(1, all))
}

// mainFacts makes points of the most telling facts, where there is nothing to compare.
func (c *comparison) mainFacts() {
	for _, f := range c.facts {
		if len(c.points) < maxPoints && !slices.ContainsFunc(c.points, func(p candidate) bool { return sameWords(p.fact.Text, f.fact.Text) }) {
			c.take(f, "")
		}
	}
}

// take makes a point of a fact, if there is room and it is none yet.
func (c *comparison) take(f *compared, group string, marks ...briefing.Span) bool {
	if c.taken[f.fact.ID] {
		return true
	}
	p := c.candidate(f.told)
	p.group, p.marks = group, marks
	return c.add(f, p)
}

func (c *comparison) add(f *compared, p candidate) bool {
	if c.count[f.article] == perArticle || !c.room.take(f.told, p) {
		return false
	}
	c.points, c.taken[f.fact.ID] = append(c.points, p), true
	c.count[f.article]++
	return true
}

// silent says for each difference which outlets tell nothing of it.
func (c *comparison) silent(s search.Snapshot) ([]string, error) {
	var out []string
	for _, d := range c.differences {
		var names []string
		for _, v := range c.voices {
			if !v.about() {
				continue
			}
			tells, err := tellsOf(s, v, d)
			if err != nil {
				return nil, err
			}
			if !tells {
				names = append(names, fmt.Sprintf("%s (%s, no %s)", v.name(), counted(len(v.articles), "article"), sortOf(d)))
			}
		}
		if len(names) == 0 {
			continue
		}
		about := ""
		if d.About != "" {
			about = " on " + d.About
		}
		out = append(out, "Silent"+about+": "+strings.Join(names, "; "))
	}
	return out, nil
}

// tellsOf reports whether an outlet is of the origin of either side of a difference, or one of its articles on the topic tells of the same
// thing, or may: it has a figure of what is counted, whatever became of it.
func tellsOf(s search.Snapshot, v *voice, d difference) (bool, error) {
	if v.tells(d.a) || v.tells(d.b) {
		return true, nil
	}
	for _, a := range v.articles {
		facts, err := s.Facts(a.head.Revision)
		if err != nil {
			return false, err
		}
		for _, f := range facts {
			counts := d.About != "" && slices.ContainsFunc(f.Quantities, func(q briefing.Quantity) bool { return text.Fold(q.Of) == text.Fold(d.About) })
			r := differ.Read(toldBy(a.head, f))
			if counts || len(differ.Between(d.a.Reading, r)) > 0 || differ.Alike(d.a.Reading, r) || differ.Alike(d.b.Reading, r) {
				return true, nil
			}
		}
	}
	return false, nil
}

// sortOf is what sort of thing is told differently.
func sortOf(d difference) string {
	switch words := d.Spans[0]; {
	case slices.ContainsFunc(d.a.fact.Quantities, func(q briefing.Quantity) bool { return q.Span.Overlaps(words) }):
		return "figure"
	case slices.ContainsFunc(d.a.fact.When, func(w briefing.When) bool { return w.Span.Overlaps(words) }):
		return "date"
	}
	return "name"
}

// tally counts outlets and independent origins.
func tally(voices []*voice) string {
	return counted(len(voices), "outlet") + ", " + counted(countOrigins(voices), "independent origin")
}

// counted is a number with its noun.
func counted(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprint(n, " ", noun)
}
