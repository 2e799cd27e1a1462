package answer_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/answer"
	"github.com/nutgraf/nutgraf/briefing/briefingtest"
)

// Each txtar archive in testdata/forms is a library; each line of its comment that is no remark is asked, in one thread, and what
// is answered stands in the golden file beside it. An hour passes before each question, the first of them behind the reading of the articles.
func TestForms(t *testing.T) { briefingtest.Golden(t, "testdata/forms/*.txtar", conversation) }

func conversation(t *testing.T, archive *txtar.Archive) string {
	l := briefingtest.NewLibrary(briefingtest.Articles(t, archive)...)
	var b strings.Builder
	var turns []briefing.Turn
	now := briefingtest.Taken
	for line := range strings.Lines(string(archive.Comment)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		now = now.Add(time.Hour)
		a, err := answer.New(l.View, answer.Options{}).Answer(context.Background(), briefing.Question{Text: line, Turns: turns, Asked: now})
		if err != nil {
			t.Fatal(err)
		}
		briefingtest.CheckAnswer(t, l, a)
		turns = append(turns, a.Turn(now))
		fmt.Fprintf(&b, "> %s\n%s\n", line, written(a))
	}
	return b.String()
}

// written is an answer as a golden file shows it.
func written(a briefing.Answer) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s)\n", a.Kind, a.Reading)
	if a.Opening != "" {
		fmt.Fprintf(&b, "%s\n", a.Opening)
	}
	group := ""
	for _, p := range a.Points {
		if p.Group != group {
			fmt.Fprintf(&b, "# %s\n", p.Group)
			group = p.Group
		}
		b.WriteString("- ")
		if p.Lead != "" {
			b.WriteString(p.Lead + ": ")
		}
		b.WriteString(p.Text)
		for _, m := range p.Marks {
			b.WriteString(" {" + m.Of(p.Text) + "}")
		}
		for _, n := range p.Citations {
			b.WriteString(" [" + a.Citations[n-1].Outlet + "]")
		}
		b.WriteString("\n")
	}
	for _, c := range a.Conflicts {
		fmt.Fprintf(&b, "%s, %s (%s):", c.Kind, c.About, c.Note)
		for _, side := range c.Sides {
			cited := a.Citations[side.Citation-1]
			fmt.Fprintf(&b, " {%s} [%s]", side.Span.Of(cited.Quote), cited.Outlet)
		}
		b.WriteString("\n")
	}
	for _, n := range a.Notes {
		fmt.Fprintf(&b, "note: %s\n", n)
	}
	if len(a.Missing) > 0 {
		fmt.Fprintf(&b, "missing: %s\n", strings.Join(a.Missing, ", "))
	}
	return b.String()
}
