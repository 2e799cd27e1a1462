package answer

import (
	"slices"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/question"
)

const (
	usualWindow = 24 * time.Hour // of a question for changes that names no time, in a thread that has not asked before
	lateIntake  = 72 * time.Hour // how long behind its publication an article may come in and still be news to a thread
)

// window is the time that changes are told of.
type window struct {
	since, until time.Time
	basis        string // why since then, the bot's own words; "" where the question says it
	taken        bool   // what came in since then is new, too, however old it is
}

// window is the time the question names; else that since the thread last asked about the topic; else the last day.
func (a asking) window(newest time.Time) window {
	w := window{until: a.q.AsOf}
	if w.until.IsZero() {
		w.until = a.q.Asked
	}
	if w.until.IsZero() {
		w.until = newest
	}
	if !a.q.Since.IsZero() {
		w.since, w.basis, w.taken = a.q.Since, "when this was last told here", true
		return w
	}
	if p, ok := a.period(); ok && !p.From.IsZero() && p.From.Before(w.until) {
		w.since = p.From
		if !p.To.IsZero() && p.To.Before(w.until) {
			w.until = p.To
		}
		return w
	}
	if last := a.lastAsked(); !last.IsZero() && last.Before(w.until) {
		w.since, w.basis, w.taken = last, "when this was last asked here", true
		return w
	}
	w.since, w.basis = w.until.Add(-usualWindow), "the last 24 hours"
	return w
}

// lastAsked is when a turn of the thread was about all words of the topic; without a topic, when one asked for changes at all.
func (a asking) lastAsked() time.Time {
	topic := a.r.topicWords()
	for _, turn := range slices.Backward(a.q.Turns) {
		if len(topic) == 0 {
			if question.Read(turn.Question).Form == question.FormChanges {
				return turn.At
			}
			continue
		}
		words := question.Folded(turn.Question + " " + strings.Join(turn.Subject, " "))
		if !slices.ContainsFunc(topic, func(w string) bool { return !slices.Contains(words, w) }) {
			return turn.At
		}
	}
	return time.Time{}
}

// from is the earliest that an article in the window may have been known.
func (w window) from() time.Time {
	if w.taken {
		return w.since.Add(-lateIntake)
	}
	return w.since
}

// holds reports whether a text became known in the window.
func (w window) holds(head briefing.Article) bool {
	known := head.Known()
	if known.After(w.until) {
		return false
	}
	return !known.Before(w.since) || w.taken && !head.Taken.Before(w.since)
}

// String is "Since 3 Mar 2025 08:00 UTC", with the basis where the question did not say it.
func (w window) String() string {
	s := "Since " + w.since.UTC().Format(momentLayout)
	if w.basis != "" {
		s += " (" + w.basis + ")"
	}
	return s
}

const momentLayout = "2 Jan 2006 15:04 UTC"
