package answer

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/question"
	"github.com/nutgraf/nutgraf/briefing/text"
)

const (
	maxEvents  = 10
	maxUndated = 3

	groupUndated = "Undated"
	noteUndated  = "No date of it is known."

	sameEvent   = 0.35 // likeness from which two facts of one time tell of one event,
	sameWordsOf = 0.40 // and share of the words of the shorter, however common, from which they do too
	lateReport  = 3    // days behind an event from which on it is called reported later
	oldReport   = 60   // days behind it, it is told as something long past
	worthExact  = 0.6  // a date of a day, for its place in a timeline; of a month half of it
	fewEvents   = 3    // as long as there are no more, facts tell of events that they only mention: "the 7 October attack"
	costUnsure  = 0.5  // it may be so, or hangs on something
	costPerWord = 0.02 // a long sentence takes the room of another event
)

// event is something that happened at a known time, or a fact of a timeline that says no time.
type event struct {
	told     *told
	when     briefing.When // unresolved where no time is known
	articles []*covering   // that tell of it
	others   []*told       // facts that tell of it too
}

// timeline tells what happened on a topic by the time of the events, oldest first, each once, and apart what has no time that is known.
func timeline(out *composed, a asking) error {
	t, err := readTopic(a.s, a.topicQuery())
	if err != nil {
		return err
	}
	if !t.begin(out, a, briefing.AnswerTimeline) {
		return nil
	}
	t.weigh()
	period, restricted := a.period()
	dated, undated := t.events(period, restricted)
	l := line{topic: t, room: newRoom(a.s, a.limit), said: t.saidBefore(a.said)}
	left := l.take(dated, maxEvents, "")
	if !restricted {
		left = l.take(undated, maxUndated, groupUndated) || left
	}
	if len(l.points) == 0 {
		out.ended(a.more())
		return nil
	}
	if !a.more() {
		out.Notes = t.only()
		if len(dated) == 0 {
			out.Notes = append(out.Notes, noteUndated)
		}
	}
	if left {
		out.Notes = append(out.Notes, moreNote)
	}
	if restricted {
		out.Opening = periodText(period)
	}
	slices.SortStableFunc(l.points, func(x, y placed) int {
		if x.group != y.group {
			return cmp.Compare(x.group, y.group) // what has a date stands under no heading
		}
		return cmp.Or(x.when.From.Compare(y.when.From), x.when.To.Compare(y.when.To))
	})
	points := make([]candidate, len(l.points))
	for i, p := range l.points {
		points[i] = p.candidate
	}
	return cite(a.s, out, points)
}

// period is the time that the question restricts its answer to.
func (a asking) period() (question.Period, bool) {
	for _, p := range a.r.Times {
		if p.Resolved() {
			return p, true
		}
	}
	return question.Period{}, false
}

// saidBefore are the facts of a topic that earlier answers cited.
func (t *topic) saidBefore(said map[briefing.FactID]bool) []*told {
	var out []*told
	for _, f := range t.facts {
		if said[f.fact.ID] {
			out = append(out, f)
		}
	}
	return out
}

// events are what the facts of a topic tell of, the most telling first: what has a time in the period, and what has a time nobody can place.
func (t *topic) events(period question.Period, restricted bool) (dated, undated []*event) {
	facts := slices.Clone(t.facts)
	for _, f := range facts {
		f.score -= costPerWord * float64(len(f.words))
		if slices.ContainsFunc(f.fact.Modality, unsure) {
			f.score -= costUnsure
		}
	}
	slices.SortStableFunc(facts, func(a, b *told) int { return cmp.Compare(b.score, a.score) })
	var mentioned []*event
	for _, f := range facts {
		if f.fact.Kind == briefing.FactCaption {
			continue
		}
		when, ok := happened(f.fact)
		switch {
		case ok && restricted && !meets(when, period):
		case ok && beside(f.fact, when):
			mentioned = t.join(mentioned, f, when)
		case ok:
			dated = t.join(dated, f, when)
		case slices.ContainsFunc(f.fact.When, func(w briefing.When) bool { return w.Dated() && !w.Resolved() }) || f.ordinal == 0 && f.own > 0:
			undated = t.join(undated, f, briefing.When{})
		}
	}
	if len(dated) < fewEvents {
		dated = append(dated, mentioned...)
	}
	slices.SortStableFunc(dated, func(a, b *event) int { return cmp.Compare(b.worth(), a.worth()) })
	return dated, undated
}

// beside reports whether a time in a fact is not when the fact's statement was, but when something was that it mentions: behind a word
// that opens a clause on the side, or before a noun.
func beside(f briefing.Fact, w briefing.When) bool {
	at := w.Span.Shift(-f.Span.Start)
	words := text.Words(f.Text)
	for i, word := range words {
		if i > 0 && word.Span.End <= at.Start && clauseWord[word.Norm] {
			return true
		}
		if word.Span.Start >= at.End {
			return f.Text[at.End:word.Span.Start] == " " && !text.Stop(word.Norm, "en") && !strings.HasSuffix(word.Norm, "ed")
		}
	}
	return false
}

// clauseWord opens a clause on the side.
var clauseWord = map[string]bool{"which": true, "who": true, "whose": true, "after": true, "since": true, "before": true, "when": true, "where": true, "while": true}

func unsure(m briefing.Modality) bool {
	return m.Kind == briefing.ModalityPossible || m.Kind == briefing.ModalityConditional
}

// happened is the time a fact tells of: the most exact that is no limit.
func happened(f briefing.Fact) (briefing.When, bool) {
	if d := dates(f); len(d) > 0 {
		return d[0], true
	}
	return briefing.When{}, false
}

// meets reports whether a time shares a moment with a period.
func meets(w briefing.When, p question.Period) bool {
	return (p.To.IsZero() || w.From.Before(p.To)) && (p.From.IsZero() || w.To.After(p.From))
}

// join adds a fact to the event it tells of, or begins one. Of several facts the one with the most exact time tells it, and of those
// the most telling.
func (t *topic) join(events []*event, f *told, when briefing.When) []*event {
	for _, e := range events {
		if !t.repeats(f, e.told) && !(together(when, e.when) && t.oneEvent(f, e.told)) {
			continue
		}
		e.others = append(e.others, f)
		if !slices.Contains(e.articles, f.article) {
			e.articles = append(e.articles, f.article)
		}
		if when.Resolved() && when.To.Sub(when.From) < e.when.To.Sub(e.when.From) && !f.article.stale(e.told.article) {
			e.others[len(e.others)-1], e.told, e.when = e.told, f, when
		}
		return events
	}
	return append(events, &event{told: f, when: when, articles: []*covering{f.article}})
}

// oneEvent reports whether two facts of one time are so alike that they tell of one event.
func (t *topic) oneEvent(a, b *told) bool {
	common := len(slices.Collect(shared(a.words, b.words)))
	return float64(common) >= sameWordsOf*float64(min(len(a.words), len(b.words))) || t.words.likeness(a.words, b.words) >= sameEvent
}

// stale reports whether an article tells less of the topic than another by half: then its sentence does not take the other's place.
func (c *covering) stale(beside *covering) bool { return c.score < beside.score/2 }

// together reports whether two times can be one: one lies in the other, and neither is longer than a month.
func together(a, b briefing.When) bool {
	const month = 31 * 24 * time.Hour
	return a.Resolved() && b.Resolved() && a.From.Before(b.To) && b.From.Before(a.To) && a.To.Sub(a.From) <= month && b.To.Sub(b.From) <= month
}

func (e *event) worth() float64 {
	worth := e.told.score + 0.3*float64(len(e.articles)-1)
	switch length := e.when.To.Sub(e.when.From); {
	case length <= 7*24*time.Hour:
		worth += worthExact
	case length <= 31*24*time.Hour:
		worth += worthExact / 2
	}
	return worth
}

// lead is the time of an event as it is told, how many articles tell of it, and whether that was long after.
func (e *event) lead() string {
	if !e.when.Resolved() {
		return ""
	}
	when := e.when
	if when.Bound == "until" && slices.ContainsFunc(e.told.fact.Modality, func(m briefing.Modality) bool { return m.Kind == briefing.ModalityNegated }) {
		when.Bound = "" // not until 1993: in 1993
	}
	lead := dateText(when)
	if n := len(e.articles); n > 1 {
		lead += " (" + strconv.Itoa(n) + " articles)"
	}
	published := e.told.article.head.Published
	if late := daysBetween(e.when.From, published); !published.IsZero() && when.Bound == "" && e.when.To.Sub(e.when.From) <= 24*time.Hour && late >= lateReport && late <= oldReport {
		lead += ", reported " + strconv.Itoa(late) + " days later"
	}
	return lead
}

// daysBetween counts the midnights from one time to another, each as the calendar of its own place says.
func daysBetween(from, to time.Time) int {
	return int(midnight(to).Sub(midnight(from)) / (24 * time.Hour))
}

func midnight(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// placed is a point of a timeline.
type placed struct {
	candidate
	when briefing.When
}

// line is a timeline in the making.
type line struct {
	*topic
	room   room
	said   []*told // in this answer and before it
	points []placed
}

// take adds events to the points, the most telling first, as far as there is room; it reports whether some are left.
func (l *line) take(events []*event, most int, group string) (left bool) {
	for n := 0; len(events) > 0; events = events[1:] {
		e := events[0]
		if slices.ContainsFunc(append(e.others, e.told), l.wasSaid) {
			continue
		}
		if n == most {
			return true
		}
		f := l.original(e.told)
		c := l.candidate(f)
		c.group, c.lead = group, e.lead()
		if e.when.Resolved() {
			c.marks = []briefing.Span{e.when.Span.Shift(f.fact.Span.Start - e.told.fact.Span.Start)}
		}
		if !l.room.take(f, c) {
			left = true
			continue
		}
		n++
		l.said, l.points = append(l.said, f), append(l.points, placed{c, e.when})
	}
	return left
}

func (l *line) wasSaid(f *told) bool {
	return slices.ContainsFunc(l.said, func(s *told) bool { return l.repeats(f, s) })
}

// periodText is a period as the bot writes it.
func periodText(p question.Period) string {
	switch {
	case p.Bound == "" && p.Grain == "year":
		return "In " + p.From.Format("2006")
	case p.Bound == "" && p.Grain == "month":
		return "In " + p.From.Format("Jan 2006")
	case p.To.IsZero():
		return "From " + p.From.Format(dayLayout)
	case p.From.IsZero():
		return "Until " + p.To.Add(-time.Nanosecond).Format(dayLayout)
	case p.To.Sub(p.From) <= 24*time.Hour:
		return "On " + p.From.Format(dayLayout)
	}
	return "From " + p.From.Format(dayLayout) + " to " + p.To.Add(-time.Nanosecond).Format(dayLayout)
}
