package digest

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
	"github.com/nutgraf/nutgraf/briefing/thesaurus"
)

const (
	maxDue      = 5   // lines of dates that lie ahead
	maxPassed   = 5   // lines of dates that have passed
	maxPromises = 50  // that are looked after at once, the soonest
	maxPromise  = 320 // bytes of a fact that stands in a line

	horizon = 400 * 24 * time.Hour // how far ahead a date is worth a line
	settles = 24 * time.Hour       // after a date until it is said that no article told the outcome: papers need a day

	// outcomeHere is the share of a promise's words that a fact of its own story has when it tells the outcome, outcomeElsewhere that
	// of a fact that was not grouped with it. A wrong "no outcome" is worse than a missed one: few words are enough.
	outcomeHere      = 0.25
	outcomeElsewhere = 0.6
	leastElsewhere   = 3

	samePromise = 0.5 // share of the shorter one's words from which two facts announce the same
)

// promise is a date that a fact announces.
type promise struct {
	briefing.Promise
	article briefing.Article
	fact    briefing.Fact
	words   map[string]bool // stems of what is announced
	others  map[string]bool // what may stand for them
	early   bool            // it was announced by an earlier digest's period
	settled bool            // its outcome was told, or it was put off
}

// announcing are words that make a date that lies ahead an announcement: what is due, and what begins, is done or ends then.
var announcing = text.WordSet(`due scheduled expected slated planned planning plan plans set deadline ahead upcoming next will shall going
begin begins start starts open opens reopen reopens close closes end ends expire expires meet meets vote votes return returns take takes
come comes go goes run runs hold holds appear appears resume resumes face faces launch launches publish publishes decide decides`)

// promised are the dates that a fact announces and that lie ahead of a period, the soonest of them only.
func promised(a briefing.Article, f briefing.Fact, to time.Time) []*promise {
	if f.Dangling || len(f.Text) > maxPromise || f.Kind == briefing.FactCaption || refused(f) {
		return nil
	}
	var best *briefing.When
	for i, w := range f.When {
		if !lies(w, to) || !announces(f, w) || !dates(f, w) {
			continue
		}
		if best == nil || w.From.Before(best.From) {
			best = &f.When[i]
		}
	}
	if best == nil {
		return nil
	}
	p := &promise{Promise: briefing.Promise{Fact: f.ID, From: best.From, To: best.To}, article: a, fact: f}
	if best.Bound == "before" {
		p.To = best.From.AddDate(0, 0, 1)
	}
	p.read()
	return []*promise{p}
}

// lies reports whether a time lies ahead of a moment: it begins later or, where it is coarser than a day, it is not over.
func lies(w briefing.When, to time.Time) bool {
	if !w.Resolved() || !w.Dated() || w.Bound == "after" || w.From.Sub(to) > horizon {
		return false
	}
	if !w.From.Before(to) {
		return true
	}
	switch w.Grain {
	case "week", "month", "quarter", "season", "half":
		return w.To.After(to)
	}
	return false
}

// refused reports whether a fact takes back what it says: then it announces nothing.
func refused(f briefing.Fact) bool {
	return slices.ContainsFunc(f.Modality, func(m briefing.Modality) bool {
		switch m.Kind {
		case briefing.ModalityNegated, briefing.ModalityDenied, briefing.ModalityConditional, briefing.ModalityAlleged:
			return true
		}
		return false
	})
}

// announces reports whether a fact announces something for a time: the words for it stand in the same sentence.
func announces(f briefing.Fact, w briefing.When) bool {
	at := w.Span.Shift(-f.Span.Start)
	for _, m := range f.Modality {
		if m.Kind == briefing.ModalityPlanned && oneSentence(f.Text, m.Span.Shift(-f.Span.Start), at) {
			return true
		}
	}
	return slices.ContainsFunc(text.Words(f.Text), func(word text.Word) bool {
		return announcing[word.Norm] && !word.Span.Overlaps(at) && oneSentence(f.Text, word.Span, at)
	})
}

// calendar are words that say which day or month is meant.
var calendar = text.WordSet(`monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun january february march
april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
today tonight tomorrow week weekend month quarter year spring summer autumn fall winter`)

// before are words behind which a time says when.
var before = text.WordSet(`on in by from until till before for to at of this next coming the during between around about starting beginning since
early late mid end`)

// dates reports whether a time of a fact says when something is, and not what sort of thing it is ("Sunday opening"), nor only at what
// hour of any day.
func dates(f briefing.Fact, w briefing.When) bool {
	at := w.Span.Shift(-f.Span.Start)
	words := text.Words(at.Of(f.Text))
	names := slices.ContainsFunc(words, func(word text.Word) bool { return calendar[word.Norm] })
	digits := slices.ContainsFunc(words, func(word text.Word) bool { return strings.ContainsAny(word.Norm, "0123456789") })
	if !names && (w.Kind == briefing.WhenTime || !digits) {
		return false
	}
	if digits && names || len(words) > 0 && before[words[0].Norm] {
		return true
	}
	all := text.Words(f.Text)
	i := slices.IndexFunc(all, func(word text.Word) bool { return word.Span.Start >= at.Start })
	if i <= 0 || before[all[i-1].Norm] {
		return true
	}
	rest := strings.TrimLeft(f.Text[at.End:], " ")
	return rest == "" || strings.ContainsAny(rest[:1], ",.;:!?)”\"—–") || text.Stop(text.Words(rest + " x")[0].Norm, "en")
}

// oneSentence reports whether no sentence ends between two places of a text.
func oneSentence(s string, a, b briefing.Span) bool {
	if a.Start > b.Start {
		a, b = b, a
	}
	if a.End >= b.Start {
		return true
	}
	between := briefing.Span{Start: a.End, End: b.Start}.Of(s)
	return !strings.Contains(between, ". ") && !strings.ContainsAny(between, ";!?")
}

// read takes the words of what is announced.
func (p *promise) read() {
	p.words, p.others = make(map[string]bool), make(map[string]bool)
	for _, w := range text.Words(p.fact.Text) {
		if text.Stop(w.Norm, p.article.Language) || announcing[w.Norm] || temporal(p.fact, w.Span) {
			continue
		}
		stem := text.Stem(w.Norm, p.article.Language)
		p.words[stem] = true
		for _, o := range thesaurus.Like(w.Norm, stem) {
			if len(o.Stems) == 1 {
				p.others[o.Stems[0]] = true
			}
		}
	}
}

// openPromises reads the promises that earlier digests left to be looked after. Those whose fact holds no more, was erased, or is
// not to be seen or not wanted, are given up.
func (d *edition) openPromises() error {
	if len(d.Told) == 0 {
		return nil
	}
	kept := d.Told[len(d.Told)-1].Promises
	for few := range slices.Chunk(kept, readAtOnce) {
		err := d.view(func(s Snapshot) error {
			for _, k := range few {
				p := &promise{Promise: k, early: true}
				found, err := p.find(s)
				if err != nil {
					return err
				}
				if found && d.want.sees(p.article) && d.want.outletOut(p.article) == "" {
					d.open = append(d.open, p)
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// find reads a promise's fact and article.
func (p *promise) find(s Snapshot) (bool, error) {
	r, _, ok := p.Fact.Place()
	if !ok {
		return false, nil
	}
	if _, gone := s.Withdrawn(r); gone {
		return false, nil
	}
	head, facts, err := headAndFacts(s, r)
	if errors.Is(err, briefing.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	at := slices.IndexFunc(facts, func(f briefing.Fact) bool { return f.ID == p.Fact })
	if at < 0 {
		return false, nil
	}
	p.article, p.fact = head, facts[at]
	p.read()
	return true, nil
}

// outcomes says how much of each open promise's words a fact of an article has that is known since the promised time began, and does
// not only announce it again.
func outcomes(open []*promise, a briefing.Article, facts []briefing.Fact) map[*promise]float64 {
	var out map[*promise]float64
	for _, p := range open {
		if a.Known().Before(p.From) || len(p.words) == 0 {
			continue
		}
		for _, f := range facts {
			if slices.ContainsFunc(f.Modality, func(m briefing.Modality) bool { return m.Kind == briefing.ModalityPlanned }) {
				continue
			}
			if share := p.share(f, a.Language); share > out[p] {
				if out == nil {
					out = make(map[*promise]float64)
				}
				out[p] = share
			}
		}
	}
	return out
}

// share is how much of a promise's words a fact has, in these words or others of their meaning.
func (p *promise) share(f briefing.Fact, language string) float64 {
	found := make(map[string]bool)
	others := 0
	seen := make(map[string]bool)
	for _, w := range text.Words(f.Text) {
		stem := text.Stem(w.Norm, language)
		if seen[stem] {
			continue
		}
		seen[stem] = true
		switch {
		case p.words[stem]:
			found[stem] = true
		case p.others[stem]:
			others++
		}
	}
	return min(1, float64(len(found)+others)/float64(len(p.words)))
}

// promises says what lies ahead and what has passed, and keeps what the next digest has to look after.
func (d *edition) promises(stories []*story) error {
	fresh := d.freshPromises(stories)
	var kept, due, passed []*promise
	for _, p := range d.open {
		switch {
		case p.settled || p.isTold(stories):
		case !p.To.Add(settles).After(d.To):
			passed = append(passed, p)
		default:
			kept = append(kept, p)
			if !p.Reminded && p.To.After(d.To) && p.From.Before(d.To.Add(d.until())) {
				p.Reminded = true
				due = append(due, p)
			}
		}
	}
	due = append(due, fresh...)
	kept = append(kept, fresh...)
	for _, list := range [][]*promise{kept, due, passed} {
		slices.SortFunc(list, bySoonest)
	}
	var err error
	if d.out.DueNext, err = d.lines(due, maxDue); err != nil {
		return err
	}
	if d.out.Passed, err = d.lines(passed, maxPassed); err != nil {
		return err
	}
	for _, p := range kept[:min(maxPromises, len(kept))] {
		d.out.Tell.Promises = append(d.out.Tell.Promises, p.Promise)
	}
	return nil
}

// until is how long it is until the next digest: as long as this period, a day at least and a week at most.
func (d *edition) until() time.Duration {
	return min(max(d.To.Sub(d.From), 24*time.Hour), 7*24*time.Hour)
}

// freshPromises are those of the period's stories that no digest knows, each once, by the most exact date. One that says anew what is
// known takes its place, since the text it was read in may be gone tomorrow; one that gives another date for the same settles the
// earlier.
func (d *edition) freshPromises(stories []*story) []*promise {
	var all []*promise
	for _, s := range stories {
		if s.state == stateOut {
			continue
		}
		var made []*promise
		for _, f := range s.filings {
			for _, p := range f.promises {
				p.Story = s.id
				made = append(made, p)
			}
		}
		slices.SortFunc(made, func(a, b *promise) int {
			return cmp.Or(cmp.Compare(a.To.Sub(a.From), b.To.Sub(b.From)), byTime(a.article, b.article), cmp.Compare(a.fact.Span.Start, b.fact.Span.Start))
		})
		for _, p := range made {
			if !slices.ContainsFunc(all, p.repeats) && !d.knows(p) {
				all = append(all, p)
			}
		}
	}
	return all
}

// knows reports whether an earlier digest knows a promise, and brings what it knows up to date.
func (d *edition) knows(p *promise) bool {
	for _, o := range d.open {
		if o.settled || o.Story != p.Story || !p.announcesSame(o) {
			continue
		}
		if o.From.Equal(p.From) && o.To.Equal(p.To) || p.repeats(o) && p.To.Sub(p.From) >= o.To.Sub(o.From) {
			o.Fact, o.fact, o.article = p.Fact, p.fact, p.article
			return true
		}
		o.settled = true
	}
	return false
}

// repeats reports whether two promises of a story are one, told with dates that may be the same.
func (p *promise) repeats(o *promise) bool {
	return p.Story == o.Story && p.From.Before(o.To) && o.From.Before(p.To) && p.announcesSame(o)
}

// announcesSame reports whether two facts announce the same, in these words or others of their meaning.
func (p *promise) announcesSame(o *promise) bool {
	if len(o.words) > len(p.words) {
		p, o = o, p
	}
	if len(o.words) == 0 {
		return len(p.words) == 0
	}
	n := 0
	for w := range o.words {
		if p.words[w] || p.others[w] {
			n++
		}
	}
	return float64(n) >= samePromise*float64(len(o.words))
}

// isTold reports whether an article of the period tells what became of a promise.
func (p *promise) isTold(stories []*story) bool {
	return slices.ContainsFunc(stories, func(s *story) bool {
		return s.any(func(f *filing) bool {
			share := f.outcome[p]
			return share >= outcomeHere && s.id == p.Story ||
				share >= outcomeElsewhere && share*float64(len(p.words)) >= leastElsewhere
		})
	})
}

// lines are the first few promises that can be cited.
func (d *edition) lines(list []*promise, most int) ([]briefing.DigestLine, error) {
	var out []briefing.DigestLine
	for _, p := range list {
		if len(out) == most {
			break
		}
		n, fits, err := d.cite(p.article, p.fact)
		if err != nil {
			return nil, err
		}
		if fits {
			out = append(out, briefing.DigestLine{
				Headline: p.article.Headline, From: p.From, To: p.To,
				Point: briefing.Point{Text: p.fact.Text, Context: relative(p.fact), Citations: []int{n}},
			})
		}
	}
	return out, nil
}

func bySoonest(a, b *promise) int {
	return cmp.Or(a.From.Compare(b.From), a.To.Compare(b.To), cmp.Compare(a.Story, b.Story), cmp.Compare(a.Fact, b.Fact))
}
