package digest_test

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/allowance"
	"github.com/nutgraf/nutgraf/briefing/briefingtest"
	"github.com/nutgraf/nutgraf/briefing/digest"
)

// Each txtar archive in testdata is a library; the lines of its comment say what digest of it is wanted: title, from, to,
// topic (again for each) and max.
func TestGolden(t *testing.T) {
	briefingtest.Golden(t, "testdata/*.txtar", func(t *testing.T, archive *txtar.Archive) string {
		s, from, to := wanted(t, string(archive.Comment))
		return written(compile(t, s, from, to, briefingtest.Articles(t, archive)...))
	})
}

// wanted reads the comment of an archive.
func wanted(t *testing.T, comment string) (s briefing.Subscription, from, to time.Time) {
	t.Helper()
	for line := range strings.Lines(comment) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		var err error
		switch key {
		case "":
		case "title":
			s.Name = value
		case "from":
			from, err = time.Parse(time.RFC3339, value)
		case "to":
			to, err = time.Parse(time.RFC3339, value)
		case "topic":
			s.Topics = append(s.Topics, value)
		case "max":
			s.Max, err = strconv.Atoi(value)
		default:
			t.Fatalf("no such wish: %q", line)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return s, from, to
}

// compile compiles a digest of articles and proves that everything it says is cited source bytes.
func compile(t *testing.T, s briefing.Subscription, from, to time.Time, articles ...briefing.Article) briefing.Digest {
	t.Helper()
	l := briefingtest.NewLibrary(articles...)
	d, err := digest.New(over(l), allowance.Limit{}).Compile(context.Background(), briefing.Edition{Subscription: s, From: from, To: to})
	if err != nil {
		t.Fatal(err)
	}
	prove(t, l, d)
	return d
}

// prove proves that everything a digest says is cited source bytes.
func prove(t *testing.T, l *briefingtest.Library, d briefing.Digest) {
	t.Helper()
	said := briefing.Answer{Citations: d.Citations}
	used := make(map[int]bool)
	for _, story := range d.Stories {
		said.Points = append(said.Points, story.Points...)
		used[story.Citation] = true
		if d.Length != briefing.LengthHeadlines && len(story.Points) == 0 || len(story.Points) > 3 || story.Origins < 1 {
			t.Errorf("story %q has %d points of %d origins", story.Headline, len(story.Points), story.Origins)
		}
		for _, p := range story.Points {
			for _, n := range p.Citations {
				used[n] = true
			}
			for _, r := range p.Context {
				if r.Span.Empty() || r.Span.Of(p.Text) == "" {
					t.Errorf("%q stands for bytes %v, outside of %q", r.For, r.Span, p.Text)
				}
			}
		}
	}
	for _, line := range slices.Concat(d.Developing, d.DueNext, d.Passed) {
		said.Points = append(said.Points, line.Point)
		for _, n := range line.Point.Citations {
			used[n] = true
		}
	}
	briefingtest.CheckAnswer(t, l, said)
	if len(used) != len(d.Citations) {
		t.Errorf("of %d citations %d are used", len(d.Citations), len(used))
	}
}

func over(l *briefingtest.Library) digest.View {
	return func(fn func(digest.Snapshot) error) error { return fn(l) }
}

// written is a digest as a golden file shows it.
func written(d briefing.Digest) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s to %s\n", d.Title, d.From.Format(time.RFC3339), d.To.Format(time.RFC3339))
	if len(d.Topics) > 0 {
		fmt.Fprintf(&b, "topics %q\n", d.Topics)
	}
	fmt.Fprintf(&b, "%d articles of %d outlets, %d undated\n", d.Articles, d.Outlets, d.Undated)
	for _, s := range d.Stories {
		fmt.Fprintf(&b, "\n# %s\n%q, origins %d", s.Headline, s.Outlets, s.Origins)
		if s.Correction {
			b.WriteString(", correction")
		}
		b.WriteString("\n")
		for _, p := range s.Points {
			fmt.Fprintf(&b, "- %s %v\n", p.Text, p.Citations)
			for _, r := range p.Context {
				fmt.Fprintf(&b, "  %s = %s\n", r.Span.Of(p.Text), r.For)
			}
		}
	}
	for _, list := range []struct {
		name  string
		lines []briefing.DigestLine
	}{{"still developing", d.Developing}, {"due next", d.DueNext}, {"passed", d.Passed}} {
		for _, l := range list.lines {
			fmt.Fprintf(&b, "\n%s: %s, %s: %s %v\n", list.name, when(l), l.Headline, l.Point.Text, l.Point.Citations)
		}
	}
	b.WriteString("\n")
	for _, c := range d.Citations {
		fmt.Fprintf(&b, "[%d] %s, %s, %v %s\n", c.N, c.Outlet, c.Headline, c.Span, c.Link)
	}
	return b.String()
}

func when(l briefing.DigestLine) string {
	if l.From.IsZero() {
		return "no date"
	}
	return l.From.Format(time.DateOnly) + " to " + l.To.Format(time.DateOnly)
}
