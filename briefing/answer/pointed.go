package answer

import (
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/search"
	"github.com/nutgraf/nutgraf/briefing/text"
)

// pointing is what somebody asks of what was just cited.
type pointing string

const (
	pointsNowhere pointing = ""
	pointsSource  pointing = "source"      // where it stands: the sentences around it
	pointsSpeaker pointing = "who said it" // who stands behind it
)

// aroundCited is how many sentences are shown before and after a cited one: three in all may be shown of any article.
const aroundCited = 1

// noteNoSpeaker stands behind a cited sentence that nobody is named for.
const noteNoSpeaker = "The article says this; no speaker is known."

var pointingPhrase = map[string]pointing{
	"source": pointsSource, "sources": pointsSource, "source please": pointsSource, "what is the source": pointsSource, "what's the source": pointsSource,
	"show the source": pointsSource, "show me the source": pointsSource, "show me the paragraph": pointsSource, "show the paragraph": pointsSource,
	"where does it say that": pointsSource, "where does it say so": pointsSource, "where is that from": pointsSource,
	"who said that": pointsSpeaker, "who says that": pointsSpeaker, "who said so": pointsSpeaker, "who says so": pointsSpeaker,
	"who said this": pointsSpeaker, "who says this": pointsSpeaker, "who said it": pointsSpeaker, "who says": pointsSpeaker,
}

// pointingTo reads a question that asks of what the turn before cited; it does not where that turn cited nothing.
func pointingTo(q briefing.Question) pointing {
	if len(q.Turns) == 0 || len(q.Turns[len(q.Turns)-1].Facts) == 0 {
		return pointsNowhere
	}
	return pointingPhrase[folded(q.Text)]
}

func folded(s string) string {
	var words []string
	for _, w := range text.Words(s) {
		words = append(words, w.Norm)
	}
	return strings.Join(words, " ")
}

// pointed answers of the first fact that the turn before cited and that still holds; ok is false when none does.
func pointed(s search.Snapshot, q briefing.Question, p pointing) (out composed, ok bool, err error) {
	searched, err := search.ExtentAt(s, q.AsOf)
	if err != nil {
		return composed{}, false, err
	}
	last := q.Turns[len(q.Turns)-1]
	out = composed{Answer: briefing.Answer{
		Question: q.Text, Reading: string(p), Kind: briefing.AnswerFact, Searched: searched, AsOf: q.AsOf, Engine: engine, Subject: last.Subject,
	}}
	for _, id := range last.Facts {
		revision, _, placed := id.Place()
		if _, withdrawn := s.Withdrawn(revision); !placed || withdrawn {
			continue
		}
		facts, err := s.Facts(revision)
		if err != nil {
			return composed{}, false, err
		}
		at := slices.IndexFunc(facts, func(f briefing.Fact) bool { return f.ID == id })
		if at < 0 {
			continue
		}
		a, err := s.Article(revision)
		if err != nil {
			return composed{}, false, err
		}
		out.ID = answerID(q, reading{carried: []string{string(p)}}, searched, map[briefing.FactID]bool{id: true})
		if p == pointsSpeaker {
			out.speaker(a, facts[at])
		} else {
			out.around(a, facts, at)
		}
		return out, true, nil
	}
	return composed{}, false, nil
}

// around cites a fact with the sentences of its paragraph around it.
func (out *composed) around(a briefing.Article, facts []briefing.Fact, at int) {
	f := facts[at]
	for _, other := range facts[max(0, at-aroundCited):min(len(facts), at+aroundCited+1)] {
		if other.Block == f.Block {
			f.Span.Start, f.Span.End = min(f.Span.Start, other.Span.Start), max(f.Span.End, other.Span.End)
		}
	}
	f.Text = f.Span.Of(a.Text)
	out.one(a, f, briefing.Point{Marks: []briefing.Span{facts[at].Span.Shift(-f.Span.Start)}})
}

// speaker cites a fact under the name of who said it.
func (out *composed) speaker(a briefing.Article, f briefing.Fact) {
	var p briefing.Point
	named := slices.IndexFunc(f.Quotes, func(q briefing.Quote) bool { return q.Speaker != "" })
	if named >= 0 {
		p.Lead = quoteLead(f.Quotes[named])
		out.Subject = append([]string{f.Quotes[named].Speaker}, out.Subject...)
	} else {
		out.Notes = append(out.Notes, noteNoSpeaker)
	}
	out.one(a, f, p)
}

// one makes a point of a fact the whole answer.
func (out *composed) one(a briefing.Article, f briefing.Fact, p briefing.Point) {
	p.Text, p.Citations, p.Prints = f.Text, []int{1}, 1
	out.Points = []briefing.Point{p}
	out.Citations = []briefing.Citation{briefing.Cite(1, a, f)}
	out.facts = []briefing.Fact{f}
}
