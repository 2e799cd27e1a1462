package post

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/nutgraf/nutgraf/briefing"
)

// The third file of a digest's archive is what is sent of it where the service has threads, the fourth where it has none.
func TestDigestMessages(t *testing.T) {
	files, err := filepath.Glob("testdata/posts/digest*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var d briefing.Digest
			if err := json.Unmarshal(archive.Files[0].Data, &d); err != nil {
				t.Fatal(err)
			}
			parent, replies := DigestThread(d)
			got := []txtar.File{
				{Name: "thread", Data: messages(append([]Post{parent}, replies...))},
				{Name: "messages", Data: messages(DigestPosts(d))},
			}
			if *update {
				archive.Files = append(archive.Files[:2], got...)
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			for i, g := range got {
				if len(archive.Files) <= 2+i || string(archive.Files[2+i].Data) != string(g.Data) {
					t.Errorf("%s:\n%s", g.Name, g.Data)
				}
			}
		})
	}
}

func messages(posts []Post) []byte {
	var out []string
	for _, p := range posts {
		out = append(out, p.Plain().Reveal()+"\n")
	}
	return []byte(strings.Join(out, "\n~~~~~~~~\n\n"))
}

// However long its texts are, each message of a digest fits, shows nothing but the digest's words as evidence and lists each number
// that it shows; together they show all of it, and a number leads to the same article in each.
func FuzzDigestPost(f *testing.F) {
	f.Add("The tax rises to 5%.", "Harbour tax", "https://herald.example/a", uint8(3), uint8(2), uint8(1))
	f.Add(strings.Repeat("long ", 500), strings.Repeat("x", 3000), strings.Repeat("u", 2500), uint8(9), uint8(1), uint8(7))
	f.Add("", "", "", uint8(0), uint8(0), uint8(3))
	f.Fuzz(func(t *testing.T, text, headline, url string, stories, points, lines uint8) {
		d := invented(text, headline, url, int(stories%12), int(points%5), int(lines%8))
		parent, replies := DigestThread(d)
		leads := make(map[int]Untrusted)
		for _, posts := range [][]Post{{Digest(d)}, DigestPosts(d), append([]Post{parent}, replies...)} {
			evidence := 0
			for i, p := range posts {
				if n := p.length(); n > Budget && len(posts) > 1 {
					t.Errorf("message %d of %d has %d characters", i, len(posts), n)
				}
				evidence += checkMessage(t, p, text, leads)
			}
			if want := len(strings.Fields(text)) * (len(d.Corrections) + storyPoints(d)); evidence < want {
				t.Errorf("%d words of evidence, want at least %d", evidence, want)
			}
		}
	})
}

// storyPoints counts the points of a digest's stories.
func storyPoints(d briefing.Digest) (n int) {
	for _, s := range d.Stories {
		n += len(s.Points)
	}
	return n
}

func invented(text, headline, url string, stories, points, lines int) briefing.Digest {
	d := briefing.Digest{Topics: []string{headline}, To: time.Unix(1e9, 0).UTC(), Articles: stories, Unread: lines, Known: lines}
	cite := func() []int {
		n := len(d.Citations) + 1
		d.Citations = append(d.Citations, briefing.Citation{N: n, Article: briefing.ArticleID(strconv.Itoa(n)), Headline: headline, URL: url + strconv.Itoa(n), Quote: text})
		return []int{n}
	}
	for i := range stories {
		s := briefing.DigestStory{Headline: headline, Outlets: []string{headline, "Bay Wire"}, Origins: 1, Correction: lines&1 == 1 && i%2 == 1, Update: i%3 == 1}
		for range points {
			s.Points = append(s.Points, briefing.Point{Text: text, Citations: cite()})
		}
		if points == 0 {
			s.Citation = cite()[0]
		}
		d.Stories = append(d.Stories, s)
	}
	line := func() briefing.DigestLine {
		return briefing.DigestLine{Headline: headline, From: d.To, To: d.To.AddDate(0, 0, lines), Point: briefing.Point{Text: text, Citations: cite()}}
	}
	if lines&2 == 2 {
		d.Developing, d.DueNext, d.Passed = append(d.Developing, line()), append(d.DueNext, line()), append(d.Passed, line())
		d.Failing = append(d.Failing, briefing.FailingFeed{Name: headline, Since: d.To, Reason: text})
	}
	if lines&4 == 4 {
		d.Corrections = append(d.Corrections, briefing.Amendment{
			Correction: briefing.Correction{Text: text, Headline: headline, URL: url}, Became: briefing.BecameOther,
			Was: briefing.Citation{Headline: headline, URL: url, Quote: text}, Now: briefing.Citation{Headline: headline, URL: url, Quote: text},
		})
	}
	return d
}

// checkMessage counts the words of evidence that a message shows.
func checkMessage(t *testing.T, p Post, text string, leads map[int]Untrusted) (words int) {
	t.Helper()
	if len(p.Parts) == 0 || strings.TrimSpace(p.Plain().Reveal()) == "" {
		t.Error("a message that says nothing")
	}
	listed := map[int]bool{}
	for _, part := range p.Parts {
		if part.Kind != PartSource {
			continue
		}
		for _, n := range append(slices.Clone(part.Cites), part.Source.N) {
			listed[n] = true
		}
		if address := part.Source.URL; leads[part.Source.N].Empty() {
			leads[part.Source.N] = address
		} else if leads[part.Source.N] != address && !address.Empty() {
			t.Errorf("[%d] leads to two articles", part.Source.N)
		}
	}
	for _, part := range p.Parts {
		shown := part.Text.Reveal()
		if part.Kind == PartEvidence {
			words += len(strings.Fields(shown))
			if !strings.Contains(Words(text).Reveal(), shown) {
				t.Errorf("evidence %q is not of the text", shown)
			}
		}
		for _, n := range part.Cites {
			if part.Kind != PartSource && !listed[n] {
				t.Errorf("[%d] of %q is not among the sources", n, shown)
			}
		}
	}
	return words
}

func TestInterval(t *testing.T) {
	day := func(month time.Month, day int) time.Time { return time.Date(2026, month, day, 0, 0, 0, 0, time.UTC) }
	for _, tt := range []struct {
		from, to time.Time
		want     string
	}{
		{day(3, 4), day(3, 5), "4 Mar 2026"},
		{day(3, 4).Add(15 * time.Hour), day(3, 4).Add(16 * time.Hour), "4 Mar 2026 15:00"},
		{day(5, 1), day(6, 1), "May 2026"},
		{day(3, 2), day(3, 9), "2 Mar 2026 to 8 Mar 2026"},
		{day(1, 1), day(1, 1).AddDate(1, 0, 0), "2026"},
		{time.Time{}, time.Time{}, "No date"},
	} {
		if got := interval(tt.from, tt.to); got != tt.want {
			t.Errorf("%v to %v: %s, want %s", tt.from, tt.to, got, tt.want)
		}
	}
}
