package digest

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// rank orders stories as they are to be told: corrections first, then news before what is somebody's view or paid for, what says when
// it was published before what does not (it was only read in the period, and may be old), then by independent texts, by outlets, by the
// quarter of the period their newest article is from, by figures and quotes, and by time, the newest first. Stories that are not told
// come behind.
func rank(stories []*story, begin, end time.Time) {
	quarter := max(end.Sub(begin)/4, 1)
	slices.SortFunc(stories, func(a, b *story) int {
		return cmp.Or(
			cmp.Compare(a.state, b.state),
			first(a.any(correcting), b.any(correcting)),
			first(a.plainNews(), b.plainNews()),
			first(a.any(dated), b.any(dated)),
			cmp.Compare(b.origins(), a.origins()),
			cmp.Compare(len(b.outlets()), len(a.outlets())),
			cmp.Compare(end.Sub(a.latest())/quarter, end.Sub(b.latest())/quarter),
			cmp.Compare(b.evidence(), a.evidence()),
			b.latest().Compare(a.latest()),
			strings.Compare(a.id, b.id),
		)
	})
	for n, s := range stories {
		if s.state != stateTold {
			break
		}
		s.rank = n + 1
		s.why = append(s.why, s.reasons(end)...)
	}
}

// cut keeps the stories that were wanted.
func (d *edition) cut(stories []*story) {
	most := d.Subscription.Max
	if most <= 0 {
		most = defaultStories
	}
	most = min(most, MostStories)
	for n, s := range stories {
		switch {
		case s.state == stateTold && n >= most:
			s.state = stateOver
			s.why = append(s.why, "beyond the "+count(most, "story", "stories")+" wanted")
			d.out.Left++
		case s.state == stateKnown:
			d.out.Known++
		}
	}
}

func correcting(f *filing) bool { return corrects(f.article) }

// dated reports whether an article says when it was published.
func dated(f *filing) bool { return !f.article.Published.IsZero() }

// plainNews reports whether a story is led by news.
func (s *story) plainNews() bool { return s.view() == "" }

// view is what the leading article is, where that is no news: "opinion", "sponsored", "press release".
func (s *story) view() string {
	for _, l := range s.lead().article.Labels {
		switch l {
		case briefing.LabelOpinion, briefing.LabelSponsored:
			return string(l)
		case briefing.LabelRelease:
			return "press release"
		}
	}
	return ""
}

// evidence counts what a story has of figures and named quotes.
func (s *story) evidence() int {
	n := 0
	for _, is := range []func(*filing) bool{hasFigure, hasQuote} {
		if s.any(is) {
			n++
		}
	}
	return n
}

func hasFigure(f *filing) bool { return f.figure }
func hasQuote(f *filing) bool  { return f.quote }

// latest is when its newest article was known.
func (s *story) latest() time.Time {
	return slices.MaxFunc(s.filings, byFiled).article.Known()
}

// storyOut says why the words a subscription wants, or does not want, keep a story out, or "".
func (f *filter) storyOut(s *story) string {
	for n, word := range f.exclude.printed {
		if s.any(func(f *filing) bool { return slices.Contains(f.exclude, n) }) {
			return "excluded word: " + word
		}
	}
	if len(f.include.printed) > 0 && !s.any(func(f *filing) bool { return len(f.include) > 0 }) {
		return "has none of the words wanted: " + strings.Join(f.include.printed, ", ")
	}
	return ""
}
