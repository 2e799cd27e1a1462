package differ

import (
	"slices"

	"github.com/nutgraf/nutgraf/briefing"
)

// event is something that happens once, with the time a fact gives for it.
type event struct {
	verb   word
	clause []word
	time   briefing.When
}

// eventsOf are the dated events of a fact that happen once: an opening, a death, a founding. What may come again, such as a meeting,
// is no event here, for two days of it are two meetings.
func eventsOf(r Reading) []event {
	var out []event
	for _, t := range r.Fact.When {
		if !t.Dated() || !t.Resolved() || t.Bound != "" || t.Part != "" || !t.From.Before(t.To) {
			continue
		}
		span := t.Span.Shift(-r.Fact.Span.Start)
		at := slices.IndexFunc(r.words, func(w word) bool { return w.span.Within(span) })
		if at < 0 {
			continue
		}
		clause := slices.Collect(func(yield func(word) bool) {
			for _, w := range r.words {
				if w.clause == r.words[at].clause && !yield(w) {
					return
				}
			}
		})
		verbs := 0
		var verb word
		for _, w := range clause {
			if w.content && once()[w.stem] != "" {
				verb = w
				verbs++
			}
		}
		if verbs == 1 {
			out = append(out, event{verb, clause, t})
		}
	}
	return out
}

// daysBetween are the differences in the day of what happens once.
func daysBetween(a, b Reading) []Difference {
	var out []Difference
	xs, ys := eventsOf(a), eventsOf(b)
	if len(xs) != 1 || len(ys) != 1 { // of several days none is known to be the other's
		return nil
	}
	x, y := xs[0], ys[0]
	if once()[x.verb.stem] != once()[y.verb.stem] || uncertain(a) || uncertain(b) {
		return nil
	}
	l := clauseLikeness(a, x.clause, b, y.clause)
	if !l.sameThing() || l.places > 0 || !meets(x.subjects(a), y.subjects(b)) {
		return nil
	}
	d := Difference{About: x.verb.span.Of(a.Fact.Text), Spans: [2]briefing.Span{x.time.Span, y.time.Span}}
	if typedDay(&d, a, x, b, y) {
		out = append(out, d)
	}
	return out
}

// subjects are the names before an event's verb: to whom or what it happens.
func (e event) subjects(r Reading) []name {
	return slices.DeleteFunc(in(r.names, e.clause), func(n name) bool { return n.span.Start > e.verb.span.Start })
}

// uncertain reports whether a fact speaks of what may be, or is not.
func uncertain(r Reading) bool {
	return has(r, briefing.ModalityNegated) || has(r, briefing.ModalityDenied) || has(r, briefing.ModalityConditional) || has(r, briefing.ModalityPossible)
}

func typedDay(d *Difference, a Reading, x event, b Reading, y event) bool {
	if x.time.From.Before(y.time.To) && y.time.From.Before(x.time.To) {
		d.Kind, d.Note = briefing.ConflictCompatible, noteMoreExact
		return x.time.From != y.time.From || x.time.To != y.time.To
	}
	if fine([]briefing.When{x.time}) != fine([]briefing.When{y.time}) {
		return false
	}
	// A weekday of another week may be the fault of a wrong dateline.
	if x.time.Anchor != briefing.AnchorAbsolute && y.time.Anchor != briefing.AnchorAbsolute && int(y.time.From.Sub(x.time.From).Hours())%(7*24) == 0 {
		return false
	}
	switch planned := has(a, briefing.ModalityPlanned); {
	case planned && y.time.From.Before(a.Published):
		return false // what was to come is not what had been
	case planned && gapOf(a, b) > 0:
		d.Kind, d.Note = briefing.ConflictRevision, noteLaterDate
	case has(b, briefing.ModalityPlanned) != planned:
		return false
	case b.Corrects && gapOf(a, b) > 0:
		d.Kind, d.Note = briefing.ConflictRevision, noteLaterDate
	case differentBody(a, b):
		d.Kind, d.Note = briefing.ConflictAttributed, noteSource
	default:
		d.Kind, d.Note = briefing.ConflictOpen, noteUnexplains
	}
	return true
}
