package digest_test

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/allowance"
	"github.com/nutgraf/nutgraf/briefing/briefingtest"
	"github.com/nutgraf/nutgraf/briefing/digest"
)

// tally counts what a channel that reads a digest a day thinks of it.
type tally struct {
	news     int // stories with something new, a day each
	repeated int // told again without anything new
	lost     int // something new that was not told
	unlinked int // told as if it were a new story
	mistaken int // told as if it went on with another story
	merged   int // two events told as one story
}

// Archives of testdata/stories are some days of news. The name of each file, STORY.new.N.jsonl or STORY.same.N.jsonl, says of which
// story its article is, and whether it says something new to somebody who read the articles before it. A digest a day is compiled over
// them, each knowing what those before it told.
func TestStoriesOverDays(t *testing.T) {
	// Measured. The numbers of the package were found on county-week, rules were mended on ridge-week, and strait-week was written last
	// and measured once: of its 14 stories two that go on are told as if they were new.
	most := map[string]tally{
		"county-week.txtar": {},
		"ridge-week.txtar":  {},
		"strait-week.txtar": {unlinked: 2},
	}
	files, err := filepath.Glob("testdata/stories/*.txtar")
	if err != nil || len(files) != len(most) {
		t.Fatalf("archives %q, %v", files, err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := overDays(t, archive)
			t.Logf("%+v", got)
			limit := most[filepath.Base(file)]
			if got.repeated > limit.repeated || got.lost > limit.lost || got.unlinked > limit.unlinked || got.mistaken > limit.mistaken || got.merged > limit.merged {
				t.Errorf("got %+v, at most %+v", got, limit)
			}
		})
	}
}

// label is what a file's name says of its article.
type label struct {
	story string
	news  bool
}

func overDays(t *testing.T, archive *txtar.Archive) (out tally) {
	t.Helper()
	labels := make(map[briefing.ArticleID]label)
	var articles []briefing.Article
	for _, f := range archive.Files {
		read := briefingtest.Articles(t, &txtar.Archive{Files: []txtar.File{f}})
		parts := strings.Split(f.Name, ".")
		labels[read[0].ID] = label{parts[0], parts[1] == "new"}
		articles = append(articles, read...)
	}
	l := briefingtest.NewLibrary(articles...)
	told := make(map[string]bool)
	for day, d := range daily(t, l, time.Date(2026, 1, 4, 8, 0, 0, 0, time.UTC), 7) {
		news := make(map[string]bool)
		for a, err := range l.Between(d.From, d.To) {
			if err != nil {
				t.Fatal(err)
			}
			if labels[a.ID].news {
				news[labels[a.ID].story] = true
			}
		}
		out.news += len(news)
		shown := make(map[string]bool)
		for _, s := range d.Stories {
			of := make(map[string]bool)
			for _, a := range kept(t, d, s.ID).Articles {
				of[labels[a].story] = true
			}
			names := slices.Sorted(maps.Keys(of))
			switch {
			case len(names) > 1:
				out.merged++
				t.Logf("day %d: merged %q: %q", day, names, s.Headline)
			case !news[names[0]]:
				out.repeated++
				t.Logf("day %d: repeated %q: %q", day, s.Headline, s.Points[0].Text)
			case told[names[0]] && !s.Update:
				out.unlinked++
				t.Logf("day %d: not linked %q", day, s.Headline)
			case !told[names[0]] && s.Update:
				out.mistaken++
				t.Logf("day %d: mistaken %q", day, s.Headline)
			}
			for _, name := range names {
				shown[name] = true
			}
		}
		for name := range news {
			if !shown[name] {
				out.lost++
				t.Logf("day %d: lost %q", day, name)
			}
		}
		maps.Copy(told, shown)
	}
	return out
}

// daily compiles a digest a day, each of which knows those before it.
func daily(t *testing.T, l *briefingtest.Library, begin time.Time, days int) (out []briefing.Digest) {
	t.Helper()
	var told []briefing.ToldEdition
	for day := range days {
		from := begin.AddDate(0, 0, day)
		d, err := digest.New(over(l), allowance.Limit{}).Compile(t.Context(), briefing.Edition{
			Subscription: briefing.Subscription{Max: 30}, From: from, To: from.AddDate(0, 0, 1), Told: told, Explain: true,
		})
		if err != nil {
			t.Fatal(err)
		}
		prove(t, l, d)
		told = append(told, d.Tell)
		out = append(out, d)
	}
	return out
}

// kept is what a digest remembers of a story.
func kept(t *testing.T, d briefing.Digest, id string) briefing.ToldStory {
	t.Helper()
	i := slices.IndexFunc(d.Tell.Stories, func(s briefing.ToldStory) bool { return s.ID == id })
	if i < 0 {
		t.Fatalf("story %s is told and not remembered", id)
	}
	return d.Tell.Stories[i]
}
