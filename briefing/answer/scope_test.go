package answer_test

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/answer"
	"github.com/nutgraf/nutgraf/briefing/briefingtest"
)

var scopedQueries = flag.Int("scoped", 400, "questions that are asked of places that may not see every feed")

// secret is what only the articles of one feed tell.
var secret = []struct{ feed, family, body, outlet string }{
	{"https://a.example/feed", "Zorquand", "Mixolbar Trust", "The Vintari Post"},
	{"https://b.example/feed", "Plimhaug", "Drossel Works", "Quorn Herald"},
	{"https://c.example/feed", "Ybrenko", "Tolvane Group", "Sivvik Times"},
	{"https://d.example/feed", "Wexluth", "Brundol Society", "Jorvane Daily"},
}

var (
	known  = []string{"Mara Lind", "Owen Hale", "Petra Sand", "Ivo Marsh", "Dana Lind"}
	roles  = []string{"inquiry chair", "harbour master", "finance minister", "union leader"}
	things = []string{"the ferry Brisa", "the Kestrel bridge", "the Sollmar harbour", "the steel strike"}
	days   = []string{"on Monday", "on Tuesday", "on 3 March", "last week"}
)

// scribe makes up news in which the secrets of feeds stand beside what all of them tell.
type scribe struct{ *rand.Rand }

func (s scribe) of(list []string) string { return list[s.IntN(len(list))] }

// person is somebody all know, or the feed's own.
func (s scribe) person(feed int) string {
	if s.IntN(3) == 0 {
		return s.of([]string{"Ilva ", "Tomas ", "Mara "}) + secret[feed].family
	}
	return s.of(known)
}

func (s scribe) sentence(feed int) string {
	x := secret[feed]
	switch s.IntN(8) {
	case 0:
		return fmt.Sprintf("%s, the %s, said %s that %s would stay closed.", s.person(feed), s.of(roles), s.of(days), s.of(things))
	case 1:
		return fmt.Sprintf("“We lost %d million on %s,” said %s.", 2+s.IntN(40), s.of(things), s.person(feed))
	case 2:
		return fmt.Sprintf("The %s paid %d euros for %s.", x.body, 1000+s.IntN(9000), s.of(things))
	case 3:
		return fmt.Sprintf("%s met %s at %s %s.", s.person(feed), s.person(feed), s.of(things), s.of(days))
	case 4:
		return fmt.Sprintf("%d people were hurt at %s %s.", 2+s.IntN(60), s.of(things), s.of(days))
	case 5:
		return fmt.Sprintf("%s did not resign %s, the %s said.", s.person(feed), s.of(days), x.body)
	case 6:
		return fmt.Sprintf("A report on %s is due in May, according to %s.", s.of(things), s.person(feed))
	}
	return fmt.Sprintf("Work on %s began %s.", s.of(things), s.of(days))
}

// articles are some of each feed, and some that were added by hand; a few have a second text.
func (s scribe) articles(n int) []briefing.Article {
	var out []briefing.Article
	for i := range n {
		feed := s.IntN(len(secret))
		at := briefingtest.Taken.Add(-time.Duration(1+s.IntN(20*24)) * time.Hour)
		var paragraphs []string
		for range 2 + s.IntN(4) {
			paragraphs = append(paragraphs, s.sentence(feed)+" "+s.sentence(feed))
		}
		headline := s.of(things) + ": " + s.person(feed)
		texts := [][]string{paragraphs}
		if s.IntN(6) == 0 {
			texts = append(texts, append(slices.Clone(paragraphs[1:]), s.sentence(feed)))
		}
		for _, t := range texts {
			a := briefing.Article{
				URL: fmt.Sprintf("https://%c.example/%d", 'a'+feed, i), Outlet: secret[feed].outlet, Headline: headline, Language: "en",
				Feed: secret[feed].feed, Published: at, Taken: briefingtest.Taken, Text: strings.Join(t, "\n\n"),
			}
			if s.IntN(8) == 0 {
				a.Taken = at
			}
			a.ID = briefing.NewArticleID(a.URL, a.Text)
			a.Revision = briefing.NewRevisionID(a.ID, a.Text)
			from := 0
			for _, p := range t {
				a.Blocks = append(a.Blocks, briefing.Block{Kind: briefing.BlockBody, Span: briefing.Span{Start: from, End: from + len(p)}})
				from += len(p) + 2
			}
			out = append(out, a)
		}
	}
	return out
}

// question asks for anything in any form, now and then for what only one feed tells, and misspells some.
func (s scribe) question() string {
	feed := s.IntN(len(secret))
	who, what := s.person(feed), s.of(append(things, "the "+secret[feed].body))
	q := []string{
		"what did " + who + " say about " + what + "?", "who is " + who + "?", "who met " + who + "?", "brief me on " + what, "timeline of " + what,
		"compare reports on " + what, "what changed about " + what + "?", "how many people were hurt at " + what + "?", "did " + who + " resign?",
		"who paid for " + what + "?", "what's new?", "more", "source?", "who said that?", "1", "and what about " + what + "?", "what did she say?",
		"list the people who met at " + what, "why did " + who + " resign?", "what did " + strings.Fields(who)[1] + " say?", "when is the report on " + what + " due?",
		what, "who paid for " + what + "? How many people were hurt?",
	}[s.IntN(23)]
	if s.IntN(8) == 0 && len(q) > 12 {
		at := len(q) - 6
		q = q[:at] + q[at+1:]
	}
	return q
}

// Nobody is told of an article that their place may not see, nor that there is one. Answers to places with hidden feeds are those of a
// library that never had these feeds, word for word and count for count; and no secret of a hidden feed stands in them.
func TestHiddenFeedsLeaveNoTrace(t *testing.T) {
	asked := 0
	for seed := uint64(1); asked < *scopedQueries; seed++ {
		s := scribe{rand.New(rand.NewPCG(seed, 7))}
		all := s.articles(40)
		for range 4 {
			var hidden []int
			for i := range secret {
				if s.IntN(2) == 0 {
					hidden = append(hidden, i)
				}
			}
			asked += askScoped(t, s, all, hidden, 50)
		}
	}
	t.Logf("%d questions", asked)
}

func askScoped(t *testing.T, s scribe, all []briefing.Article, hidden []int, n int) int {
	var feeds []string
	for _, i := range hidden {
		feeds = append(feeds, secret[i].feed)
	}
	seen := slices.DeleteFunc(slices.Clone(all), func(a briefing.Article) bool { return slices.Contains(feeds, a.Feed) })
	whole, rest := briefingtest.NewLibrary(all...), briefingtest.NewLibrary(seen...)
	of, ofRest := answer.New(whole.View, answer.Options{}), answer.New(rest.View, answer.Options{})
	var turns []briefing.Turn
	now := briefingtest.Taken.Add(time.Hour)
	for i := range n {
		if i%5 == 0 {
			turns = nil
		}
		q := briefing.Question{Text: s.question(), Turns: turns, Asked: now, Hidden: feeds}
		if s.IntN(10) == 0 {
			q.AsOf = briefingtest.Taken.Add(-time.Duration(s.IntN(15*24)) * time.Hour)
		}
		got, err := of.Answer(context.Background(), q)
		if err != nil {
			t.Fatalf("%q: %v", q.Text, err)
		}
		bare := q
		if bare.Hidden = nil; len(turns) > 0 {
			bare.Hidden = []string{"https://none.example/feed"} // so that it leaves out turns that cite what it does not have
		}
		want, err := ofRest.Answer(context.Background(), bare)
		if err != nil {
			t.Fatalf("%q: %v", q.Text, err)
		}
		same := cmp.Options{cmpopts.IgnoreFields(briefing.Answer{}, "ID"), cmpopts.IgnoreFields(briefing.Extent{}, "Sequence", "Newest"), cmpopts.EquateEmpty(),
			cmpopts.EquateApprox(0, 1e-5)}
		if diff := cmp.Diff(want, got, same); diff != "" {
			t.Fatalf("%q behind %d turns, without %q:\n%s", q.Text, len(turns), feeds, diff)
		}
		leaks(t, q, got, hidden)
		told := got
		if s.IntN(3) == 0 { // the thread was somewhere else before, where everything is seen
			q.Hidden = nil
			if told, err = of.Answer(context.Background(), q); err != nil {
				t.Fatal(err)
			}
		}
		now = now.Add(time.Minute)
		turns = append(turns, told.Turn(now))
	}
	return n
}

// leaks looks for secrets of hidden feeds anywhere in an answer, but for words that the person asked with.
func leaks(t *testing.T, q briefing.Question, a briefing.Answer, hidden []int) {
	t.Helper()
	typed := strings.ToLower(q.Text)
	for _, turn := range q.Turns {
		typed += " " + strings.ToLower(turn.Question)
	}
	said := strings.ToLower(fmt.Sprintf("%+v", a))
	for _, i := range hidden {
		for _, word := range strings.Fields(secret[i].family + " " + strings.Fields(secret[i].body)[0] + " " + strings.TrimPrefix(secret[i].outlet, "The ")) {
			if word = strings.ToLower(word); len(word) > 6 && strings.Contains(said, word) && !strings.Contains(typed, word) {
				t.Fatalf("%q told %q of a hidden feed: %+v", q.Text, word, a)
			}
		}
	}
}

// Two places that see other feeds have other answers to one question, and each its own id.
func TestAnswerIDOfPlaces(t *testing.T) {
	l := briefingtest.NewLibrary(scribe{rand.New(rand.NewPCG(3, 3))}.articles(12)...)
	of := answer.New(l.View, answer.Options{})
	ids := map[briefing.AnswerID]string{}
	for _, hidden := range [][]string{nil, {secret[0].feed}, {secret[1].feed}, {secret[0].feed, secret[1].feed}} {
		a, err := of.Answer(context.Background(), briefing.Question{Text: "who met Mara Lind?", Hidden: hidden})
		if err != nil {
			t.Fatal(err)
		}
		if other, twice := ids[a.ID]; twice {
			t.Errorf("%s has the id of %s", hidden, other)
		}
		ids[a.ID] = fmt.Sprint(hidden)
	}
}
