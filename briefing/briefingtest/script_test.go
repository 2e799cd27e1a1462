package briefingtest

import (
	"context"
	"runtime"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/search"
)

// Fatalf ends the goroutine, as that of a test does.
func (c *complaints) Fatalf(format string, args ...any) {
	c.Errorf(format, args...)
	runtime.Goexit()
}

// firstHit answers with the best fact that has all the words of a question, or knows nothing and names what is missing.
func firstHit(view search.View) Answer {
	return func(_ context.Context, q briefing.Question) (a briefing.Answer, err error) {
		a = briefing.Answer{Question: q.Text, Kind: briefing.AnswerUnknown}
		err = view(func(s search.Snapshot) error {
			found, err := search.Find(s, search.Query{Text: q.Text, Top: 1})
			if err != nil || len(found.Hits) == 0 {
				return err
			}
			article, err := s.Article(found.Hits[0].Revision)
			if err != nil {
				return err
			}
			fact, err := s.Fact(article.Revision, found.Hits[0].Ordinal)
			if err != nil {
				return err
			}
			cited := briefing.Cite(1, article, fact)
			for _, t := range found.Terms {
				if t.Facts == 0 {
					a.Missing, a.Nearest = append(a.Missing, t.Word), &cited
				}
			}
			if a.Nearest == nil {
				a.Kind, a.Citations = briefing.AnswerFact, []briefing.Citation{cited}
				a.Points = []briefing.Point{{Text: fact.Text, Lead: "Of " + q.Text, Marks: []briefing.Span{{End: 3}}, Citations: []int{1}}}
			}
			return nil
		})
		return a, err
	}
}

func TestScripts(t *testing.T) { Scripts(t, "testdata/*.txtar", firstHit) }

// Every verb fails where what it asks for is not so. That each passes where it is so, testdata shows.
func TestScriptFails(t *testing.T) {
	as := Articles(t, txtar.Parse([]byte(archive)))
	for _, tt := range []struct{ conversation, complaint string }{
		{"ask wooden pier\nkind brief", "line 2: kind brief"},
		{"ask wooden pier\nwant tramway", "line 2: want tramway"},
		{"ask wooden pier\nfirst tramway", "line 2: first tramway"},
		{"ask submarine\nfirst .", "line 2: first ."},
		{"ask wooden pier\nnot storm", "line 2: not storm"},
		{"ask wooden pier\nlead tramway", "line 2: lead tramway"},
		{"ask wooden pier\nmark storm", "line 2: mark storm"},
		{"ask wooden pier\ncite Courier", "line 2: cite Courier"},
		{"ask wooden pier\nnear pier", "line 2: near pier"},
		{"ask wooden submarine\nmissing wooden", "line 2: missing wooden"},
		{"ask wooden pier\npoints 2", "line 2: points 2"},
		{"# a remark\n\nshout wooden pier", `line 3: no verb "shout"`},
		{"ask wooden pier\nmark The\nnot tramway", ""},
	} {
		var c complaints
		l := NewLibrary(as...)
		s := script{t: &c, library: l, answer: firstHit(l.View)}
		done := make(chan struct{})
		go func() {
			defer close(done)
			for n, line := range strings.Split(tt.conversation, "\n") {
				s.run(n+1, line)
			}
		}()
		<-done
		wanted := 0
		if tt.complaint != "" {
			wanted = 1
		}
		if len(c.said) != wanted || wanted == 1 && !strings.HasPrefix(c.said[0], tt.complaint) {
			t.Errorf("%q: complaints %q, want %q", tt.conversation, c.said, tt.complaint)
		}
	}
}
