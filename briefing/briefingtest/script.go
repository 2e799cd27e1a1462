package briefingtest

import (
	"cmp"
	"context"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/search"
)

// Answer answers a question over a library.
type Answer func(ctx context.Context, q briefing.Question) (briefing.Answer, error)

// Scripts runs each txtar archive that pattern finds as a test: its files are the articles, its comment is a conversation.
// A line of the comment is one of
//
//	# a remark
//	ask QUESTION     asks it, in the thread of the questions before it
//	new              starts a new thread
//	kind KIND        the last answer is of this kind
//	want REGEXP      a point of the last answer matches
//	first REGEXP     its first point matches
//	not REGEXP       no point matches
//	lead REGEXP      the words before a point match
//	mark WORDS       these words are marked as answering
//	cite REGEXP      a citation's outlet and headline match
//	near REGEXP      an unknown's nearest fact matches
//	missing WORD     an unknown names this word as missing
//	points N         it has so many points
//	verdict VERDICT  of a yes/no question: yes, no, both, or open where the points do not settle it
//	opening REGEXP   the bot's words before the points match
//	note REGEXP      a note behind them matches
//	prints N         so many articles print the words of its first point
//
// Whatever is asked, each point's text and each citation's quote must be the bytes of its article.
func Scripts(t *testing.T, pattern string, answerer func(search.View) Answer) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no script matches %s (%v)", pattern, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), filepath.Ext(file)), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			library := NewLibrary(Articles(t, archive)...)
			s := script{t: t, library: library, answer: answerer(library.View)}
			for n, line := range strings.Split(string(archive.Comment), "\n") {
				s.run(n+1, strings.TrimSpace(line))
			}
			if s.asked == 0 {
				t.Error("the script asks nothing")
			}
		})
	}
}

type script struct {
	t       testing.TB
	library *Library
	answer  Answer
	turns   []briefing.Turn
	last    briefing.Answer
	asked   int
}

func (s *script) run(n int, line string) {
	verb, rest, _ := strings.Cut(line, " ")
	rest = strings.TrimSpace(rest)
	check := func(ok bool) {
		s.t.Helper()
		if !ok {
			s.t.Errorf("line %d: %s\nbut the answer to %q (read as %q) is %s", n, line, s.last.Question, s.last.Reading, Describe(s.last))
		}
	}
	switch verb {
	case "", "#":
	case "new":
		s.turns = nil
	case "ask":
		s.ask(rest)
	case "kind":
		check(string(s.last.Kind) == rest)
	case "want":
		check(anyMatch(rest, pointTexts(s.last)))
	case "first":
		check(len(s.last.Points) > 0 && anyMatch(rest, pointTexts(s.last)[:1]))
	case "not":
		check(!anyMatch(rest, pointTexts(s.last)))
	case "lead":
		check(anyMatch(rest, leads(s.last)))
	case "mark":
		check(anyMatch("^"+regexp.QuoteMeta(rest)+"$", marks(s.last)))
	case "cite":
		check(anyMatch(rest, citations(s.last)))
	case "near":
		check(s.last.Nearest != nil && anyMatch(rest, []string{s.last.Nearest.Quote}))
	case "missing":
		check(anyMatch("^"+regexp.QuoteMeta(rest)+"$", s.last.Missing))
	case "points":
		check(rest == strconv.Itoa(len(s.last.Points)))
	case "verdict":
		check(rest == string(cmp.Or(s.last.Verdict, "open")))
	case "opening":
		check(anyMatch(rest, []string{s.last.Opening}))
	case "note":
		check(anyMatch(rest, s.last.Notes))
	case "prints":
		check(len(s.last.Points) > 0 && rest == strconv.Itoa(s.last.Points[0].Prints))
	default:
		s.t.Fatalf("line %d: no verb %q", n, verb)
	}
}

func (s *script) ask(question string) {
	s.asked++
	a, err := s.answer(context.Background(), briefing.Question{Text: question, Turns: s.turns, Asked: Taken})
	if err != nil {
		s.t.Fatalf("ask %s: %v", question, err)
	}
	s.last = a
	s.turns = append(s.turns, a.Turn(Taken))
	CheckAnswer(s.t, s.library, a)
}

// CheckAnswer fails t if a says anything that is not the bytes of a stored article: every citation's quote stands at its
// span, and so does that of an unknown's nearest fact; every point's text is the quote of one of its citations, and every
// mark lies inside its text.
func CheckAnswer(t testing.TB, l *Library, a briefing.Answer) {
	t.Helper()
	for i, c := range a.Citations {
		if c.N != i+1 {
			t.Errorf("citation %d has the number %d", i+1, c.N)
		}
		checkCitation(t, l, c)
	}
	if a.Nearest != nil {
		checkCitation(t, l, *a.Nearest)
	}
	for _, p := range a.Points {
		cited := false
		for _, n := range p.Citations {
			cited = cited || n >= 1 && n <= len(a.Citations) && a.Citations[n-1].Quote == p.Text
		}
		if !cited {
			t.Errorf("point %q has no citation with its words", p.Text)
		}
		for _, m := range p.Marks {
			if m.Empty() || m.Of(p.Text) == "" {
				t.Errorf("mark %v lies outside %q", m, p.Text)
			}
		}
	}
}

// checkCitation fails t unless the quote of c is the bytes of its fact, perhaps with what stands before it.
func checkCitation(t testing.TB, l *Library, c briefing.Citation) {
	t.Helper()
	revision, span, ok := c.Fact.Place()
	article, err := l.Article(revision)
	if !ok || err != nil {
		t.Errorf("citation %d names fact %s: %v", c.N, c.Fact, err)
		return
	}
	if c.Quote == "" || c.Span.End != span.End || !span.Within(c.Span) || c.Article != article.ID || c.Span.Of(article.Text) != c.Quote {
		t.Errorf("citation %d: %q does not stand at %v of the article", c.N, c.Quote, c.Span)
	}
}

// Describe prints an answer for a failed test.
func Describe(a briefing.Answer) string {
	var b strings.Builder
	b.WriteString(string(a.Kind) + " " + string(a.Verdict) + " " + a.Opening)
	for i, p := range a.Points {
		b.WriteString("\n  - " + leads(a)[i] + " " + p.Text)
		for _, m := range p.Marks {
			b.WriteString(" {" + m.Of(p.Text) + "}")
		}
	}
	if a.Nearest != nil {
		b.WriteString("\n  nearest: " + a.Nearest.Quote)
	}
	if len(a.Missing) > 0 {
		b.WriteString("\n  missing: " + strings.Join(a.Missing, ", "))
	}
	return b.String()
}

func anyMatch(pattern string, texts []string) bool {
	re := regexp.MustCompile(pattern)
	for _, s := range texts {
		if re.MatchString(s) {
			return true
		}
	}
	return false
}

func pointTexts(a briefing.Answer) (out []string) {
	for _, p := range a.Points {
		out = append(out, p.Text)
	}
	return out
}

func leads(a briefing.Answer) (out []string) {
	for _, p := range a.Points {
		out = append(out, p.Lead)
	}
	return out
}

func marks(a briefing.Answer) (out []string) {
	for _, p := range a.Points {
		for _, m := range p.Marks {
			out = append(out, m.Of(p.Text))
		}
	}
	return out
}

func citations(a briefing.Answer) (out []string) {
	for _, c := range a.Citations {
		out = append(out, c.Outlet+" "+c.Headline)
	}
	return out
}
