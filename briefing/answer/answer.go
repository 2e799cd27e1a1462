// Package answer answers questions from stored facts.
//
// The way of a question: package question reads it, package thread says what it means behind the turns before it (reading.go); several
// in one message are answered one by one (several.go). Candidate facts are found and ranked by package rank, each is judged by what it
// would answer (judge.go), and the best become points with citations (points.go), the first with the words that answer by themselves
// (short.go). No answer shows more of an article than may be shown (shown.go).
//
// Whether an answer is given is decided by its confidence (confidence.go): how likely it is that the first point answers, by what was
// measured of it and its rivals (signs.go). The weights and the threshold in confidence.tsv were learned by `nutgraf eval confidence`
// on questions with and without an answer in the library, with package calibrate; the table says what it was accepted on and how well
// what it says is borne out. Below the threshold the answer is the honest unknown (unknown.go): it says what is missing and cites
// nothing as an answer, or says what the articles tell where the question takes for granted what a fact denies. A surname that several
// people have is asked back about (ambiguous.go).
//
// "More" goes on from the question before (more.go), "source?" and "who said that?" ask of what it cited (pointed.go); words.go has the
// words of going on. A model, if there is one, summarises what was found, outside of any view; what it writes has passed package summary.
//
// A brief (brief.go), a timeline (timeline.go) and changes (changes.go) are made of all that is told of a topic: topic.go finds the
// articles on it and reads their facts, telling.go says how telling each is and which only repeats another (vocabulary.go), moment.go
// writes its dates, and room.go reckons how many points one post holds. Changes are those of a window (window.go): revised.go holds
// what a text is now beside what it was, lost.go finds what is told no more.
//
// A comparison (compare.go) holds what outlets tell of a topic beside one another; origins.go says which of them print one text. Beside
// a fact answer stands what articles tell differently of what was asked (conflicts.go). Both ask package differ.
//
// Who somebody is, is a fact answer too: the roles that articles print, each as of its day (profile.go). So is a list of all of a sort (list.go).
//
// A yes/no question is settled by the fact that bears its claim out or denies it, or shown from both sides (verdict.go); package claim judges.
//
// Of the kinds that an answer can have this package makes fact, quotes, brief, timeline, compare, changes, ambiguous, unknown and help.
//
// What the asker's place may not see is not in the library, for an answer (scope.go). A question that a thread follows is answered by what is
// new (news.go).
//
// Everything happens on one snapshot of the library, so an answer never mixes two moments; the same question over the
// same library has the same answer and the same id.
package answer

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/allowance"
	"github.com/nutgraf/nutgraf/briefing/question"
	"github.com/nutgraf/nutgraf/briefing/search"
	"github.com/nutgraf/nutgraf/briefing/summary"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// engine is part of every answer's id: it changes when the same library may answer differently.
const engine = "2"

const (
	candidates = 40 // facts judged for one question that a fact answers
	gathered   = 60 // and for one that several answer together, such as what somebody said: each further article may add one
	maxPoints  = 3  // of a fact answer: the best, and others that say something else
	maxQuotes  = 5  // of a quotes answer
	maxPrints  = 3  // articles cited for the same words: a wire text may stand in hundreds
)

// MaxQuestion is the longest question, in characters, that is answered.
const MaxQuestion = 4000

var (
	// ErrEmpty is returned for a question without a word in it.
	ErrEmpty = errors.New("the question is empty: ask something, such as \"who met whom on Monday?\"")
	// ErrTooLong is returned for a question of more than MaxQuestion characters.
	ErrTooLong = errors.New("the question is longer than " + strconv.Itoa(MaxQuestion) + " characters: ask it in a sentence or two")
)

// Answerer answers questions over one library. It may be used by several goroutines.
type Answerer struct {
	view    search.View
	options Options
}

// Options are what an answerer can do without.
type Options struct {
	Limit   allowance.Limit // how much of one article an answer may show; zero means allowance.Default
	Summary *summary.Writer // has a model summarise what was found; nil means the facts stand alone
	Log     *slog.Logger    // told when a summary failed; nil means silence
}

// New returns an answerer over the library that view reads.
func New(view search.View, o Options) *Answerer {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Answerer{view, o}
}

// Answer answers q, or fails with ErrEmpty, ErrTooLong, or what made the library unreadable.
func (a *Answerer) Answer(ctx context.Context, q briefing.Question) (briefing.Answer, error) {
	if err := ctx.Err(); err != nil {
		return briefing.Answer{}, err
	}
	if utf8.RuneCountInString(q.Text) > MaxQuestion {
		return briefing.Answer{}, ErrTooLong
	}
	q.Text = text.Clean(q.Text)
	if len(text.Words(q.Text)) == 0 && q.Text != "?" {
		return briefing.Answer{}, ErrEmpty
	}
	if parts := question.Split(q.Text); len(parts) > 1 {
		return a.several(ctx, q, parts)
	}
	var err error
	if q.Turns, err = a.seenTurns(q); err != nil {
		return briefing.Answer{}, err
	}
	asked, said := q, map[briefing.FactID]bool(nil)
	if wantsMore(q.Text) {
		asked, said = continued(q)
	}
	if meant, ok := chosen(q); ok {
		asked.Text = meant
	}
	r := understood(asked)
	if asked.AsOf.IsZero() && !r.AsOf.IsZero() {
		asked.AsOf = r.AsOf
		r = understood(asked)
	}
	if !asked.Since.IsZero() {
		r.Form = newsForm(r.Form)
	}
	var out composed
	err = a.look(q, func(s search.Snapshot) error {
		var ok bool
		var err error
		if p := pointingTo(q); p != pointsNowhere {
			out, ok, err = pointed(s, q, p)
		}
		if err == nil && !ok {
			out, err = answerOn(s, asked, r, said, a.options.Limit)
		}
		if err != nil {
			return err
		}
		return within(s, &out, a.options.Limit)
	})
	if err != nil {
		return briefing.Answer{}, err
	}
	out.Question = q.Text
	for _, damage := range out.Unread {
		a.options.Log.Error("part of the index not searched", "error", damage)
	}
	out.Summary = a.summary(ctx, asked.Text, out.facts)
	return out.Answer, nil
}

// minSummarised is how many facts are worth a summary: of fewer the facts themselves are the shortest.
const minSummarised = 3

// summary has the cited facts summarised, outside any view of the library: a model is slow. Without a model, and when it fails,
// the facts stand alone.
func (a *Answerer) summary(ctx context.Context, question string, facts []briefing.Fact) *briefing.Summary {
	if a.options.Summary == nil || len(facts) < minSummarised {
		return nil
	}
	s, err := a.options.Summary.Write(ctx, question, facts)
	if err != nil {
		a.options.Log.Warn("no summary", "error", err)
		return nil
	}
	return s
}

// openingOutside is the line for what no article could tell, such as the weather now.
const openingOutside = "I only answer from the articles I have read, and no article can tell that."

// composed is an answer with the facts of its citations, in their order.
type composed struct {
	briefing.Answer
	facts []briefing.Fact
}

// answerOn answers q on one snapshot, leaving out the facts that were said already; nil leaves out none. What would show more of an
// article than the limit allows is left out later: a form that chooses among many facts chooses within it.
func answerOn(s search.Snapshot, q briefing.Question, r reading, said map[briefing.FactID]bool, limit allowance.Limit) (composed, error) {
	searched, err := search.ExtentAt(s, q.AsOf)
	if err != nil {
		return composed{}, err
	}
	out := composed{Answer: briefing.Answer{
		Question: q.Text,
		Reading:  r.String(),
		Kind:     briefing.AnswerUnknown,
		Searched: searched,
		AsOf:     q.AsOf,
		Engine:   engine,
		Leaned:   r.leaning,
		Subject:  r.subject(),
	}}
	out.ID = answerID(q, r, out.Searched, said)
	if r.Wanted == question.WantHelp {
		out.Kind = briefing.AnswerHelp
		return out, nil
	}
	if r.Form == question.FormOutside {
		out.Opening = openingOutside
		return out, nil
	}
	whole := r.Form == question.FormChanges || r.Form == question.FormBrief // of everything, where no topic is named
	if len(r.Content) == 0 && len(r.carried) == 0 && out.Searched.Articles > 0 && !whole {
		out.Kind = briefing.AnswerAmbiguous
		return out, nil
	}
	var found found
	looked := r.surname() != "" && said == nil
	if looked {
		if found, err = find(s, q, r); err != nil {
			return composed{}, err
		}
		taking, asks := ambiguity(&out.Answer, &r, found, q.Turns)
		if asks {
			return out, nil
		}
		if taking != "" {
			out.Notes = append(out.Notes, taking)
			looked = false // the reading is another now
		}
	}
	a := asking{s, q, r, said, limit}
	switch {
	case r.Form == question.FormBrief:
		return out, brief(&out, a)
	case r.Form == question.FormTimeline:
		return out, timeline(&out, a)
	case r.Form == question.FormChanges:
		return out, changes(&out, a)
	case r.Form == question.FormCompare:
		return out, compare(&out, a)
	case r.Form == question.FormProfile && !a.more():
		if ok, err := profile(&out, a); ok || err != nil {
			return out, err
		}
	}
	if !looked {
		if found, err = find(s, q, r); err != nil {
			return composed{}, err
		}
	}
	out.Unread = found.unread
	if said != nil {
		return out, furtherFacts(s, &out, found, r, said)
	}
	points, kind := foremost(found, r)
	if len(points) == 0 {
		return out, unknown(s, &out.Answer, r, found)
	}
	if otherwise, err := deniesPremise(s, &out.Answer, r, found); otherwise || err != nil {
		return out, err
	}
	out.Confidence = confidence(points[0], found, r)
	if r.Form == question.FormList { // what it lists is asked of each item by itself
		if points := list(found, r, &out.Answer); len(points) > 0 {
			return out, cite(s, &out, points)
		}
	}
	if r.Form == question.FormVerdict {
		if settled, err := verdict(s, &out, found, r); settled || err != nil {
			return out, err
		}
	}
	if !sureEnough(out.Confidence) || unheardOf(found) {
		out.Confidence = 0
		return out, unknown(s, &out.Answer, r, found)
	}
	if out.Kind = kind; kind == briefing.AnswerQuotes {
		return out, cite(s, &out, points)
	}
	revised, err := newestFirst(s, points, r)
	if err != nil {
		return composed{}, err
	}
	if out.Confidence < sureAlone {
		points = append(points, besideUnsure(points, found, r)...)
	}
	if err := cite(s, &out, points); err != nil {
		return composed{}, err
	}
	out.Short = short(points[0], out.Points[0], found, r)
	if revised {
		out.Notes = append(out.Notes, noteNewestFirst)
	}
	if r.Form == question.FormVerdict {
		out.Notes = append(out.Notes, noteUnsettled)
	}
	if err := conflicts(s, &out, points, found, r); err != nil {
		return composed{}, err
	}
	if len(out.Conflicts) > 0 { // no figure stands for the others
		out.Short = nil
	}
	return out, nil
}

// answerID derives an answer's id from all that decides what it says.
func answerID(q briefing.Question, r reading, e briefing.Extent, said map[briefing.FactID]bool) briefing.AnswerID {
	parts := []string{engine, text.Fold(q.Text), strconv.FormatUint(e.Sequence, 10)}
	if !q.AsOf.IsZero() {
		parts = append(parts, q.AsOf.UTC().String())
	}
	if len(q.Hidden) > 0 {
		parts = append(append(parts, "without"), slices.Sorted(slices.Values(q.Hidden))...)
	}
	if !q.Since.IsZero() {
		parts = append(parts, "since", q.Since.UTC().String())
		for _, id := range q.Known {
			parts = append(parts, string(id))
		}
	}
	parts = append(parts, r.carried...)
	for _, id := range slices.Sorted(maps.Keys(said)) {
		parts = append(parts, string(id))
	}
	return briefing.AnswerID(briefing.DerivedID(parts...)[:8])
}

// cite fills in the points and numbers their citations in order of first use.
func cite(s search.Snapshot, out *composed, points []candidate) error {
	for _, c := range points {
		prints, err := prints(s, c)
		if err != nil {
			return err
		}
		fact, err := c.shown(s)
		if err != nil {
			return err
		}
		p := briefing.Point{Text: fact.Text, Marks: relative(c.marks, fact), Lead: c.lead, Group: c.group}
		for _, ref := range slices.Concat(fact.Context, days(c)) {
			p.Context = append(p.Context, briefing.Reference{Span: ref.Span.Shift(-fact.Span.Start), For: ref.For})
		}
		p.Prints = len(prints)
		for _, one := range prints[:min(maxPrints, len(prints))] {
			n := len(out.Citations) + 1
			out.Citations = append(out.Citations, briefing.Cite(n, one.article, one.fact))
			out.facts = append(out.facts, one.fact)
			p.Citations = append(p.Citations, n)
		}
		out.Points = append(out.Points, p)
		out.Subject = append(out.Subject, newNames(c.fact, out.Subject)...)
	}
	return nil
}

// printing is a fact in one of the articles that print it.
type printing struct {
	article briefing.Article // without its text
	fact    briefing.Fact
}

// prints reads the articles that print a candidate's words, the original before its reprints: the oldest first, those without
// a date last.
func prints(s search.Snapshot, c candidate) ([]printing, error) {
	var out []printing
	for _, same := range append([]candidate{c}, c.reprints...) {
		article, err := s.Head(same.hit.Revision)
		if err != nil {
			return nil, err
		}
		fact, err := same.shown(s)
		if err != nil {
			return nil, err
		}
		out = append(out, printing{article, fact})
	}
	slices.SortStableFunc(out, func(a, b printing) int {
		x, y := a.article.Published, b.article.Published
		if x.IsZero() || y.IsZero() {
			return -x.Compare(y)
		}
		return x.Compare(y)
	})
	return out, nil
}

// days says which calendar day a marked relative day ("Thursday", "yesterday") is. A day that is not known, or is printed
// with its number, stays unsaid.
func days(c candidate) []briefing.Reference {
	var out []briefing.Reference
	for _, w := range c.fact.When {
		words := w.Span.Shift(-c.fact.Span.Start).Of(c.fact.Text)
		pointing := w.Grain == "day" && w.Anchor == briefing.AnchorPublished && !strings.ContainsAny(words, "0123456789")
		if pointing && slices.Contains(c.marks, w.Span) {
			out = append(out, briefing.Reference{Span: w.Span, For: w.From.Format("2 Jan 2006")})
		}
	}
	return out
}

// relative moves spans of the article's text to bytes of the fact's, in order. Of two that overlap the first is kept, of two that
// begin together the longer.
func relative(spans []briefing.Span, f briefing.Fact) []briefing.Span {
	spans = slices.SortedFunc(slices.Values(spans), func(a, b briefing.Span) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	var out []briefing.Span
	end := f.Span.Start
	for _, s := range spans {
		if s.Within(f.Span) && !s.Empty() && s.Start >= end {
			out = append(out, s.Shift(-f.Span.Start))
			end = s.End
		}
	}
	return out
}
