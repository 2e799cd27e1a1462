package post

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/nutgraf/nutgraf/briefing"
)

func evidence(text string, cites ...int) Part {
	return Part{Kind: PartEvidence, Text: Words(text), Cites: cites}
}

func sourcePart(n int, headline string) Part {
	return Part{Kind: PartSource, Source: new(SourceOf(briefing.Citation{N: n, Outlet: "Herald", Headline: headline, Link: "https://h.example"}))}
}

func TestSplit(t *testing.T) {
	sentence := func(word string) string { return strings.TrimSpace(strings.Repeat(word+" ", 24)) + "." } // 120 characters of a 4-letter word
	footer := Part{Kind: PartFooter, Text: Words("2 articles")}
	lead := Part{Kind: PartLead, Text: Words("Lind:")}
	for name, tt := range map[string]struct {
		parts []Part
		want  []string
	}{
		"one is enough": {[]Part{evidence("It sank.", 1), sourcePart(1, "a"), footer},
			[]string{"“It sank.” [1]\n\n[1] Herald · a · undated\nhttps://h.example\n\n2 articles"}},
		"each with its sources": {
			[]Part{evidence(sentence("east"), 1), lead, evidence(sentence("west"), 2, 1), evidence(sentence("nort"), 2), sourcePart(1, "a"), sourcePart(2, "b"), footer},
			[]string{
				"“" + sentence("east") + "” [1]\n\n[1] Herald · a · undated\nhttps://h.example",
				"Lind: “" + sentence("west") + "” [2][1]\n\n[1] Herald · a · undated\nhttps://h.example\n[2] Herald · b · undated\nhttps://h.example",
				"“" + sentence("nort") + "” [2]\n\n[2] Herald · b · undated\nhttps://h.example\n\n2 articles",
			}},
		"between sentences": {
			[]Part{lead, evidence(sentence("east")+" "+sentence("west")+" "+sentence("nort"), 1), note("[he: Jim]"), sourcePart(1, "a")},
			[]string{
				"Lind: “" + sentence("east") + "” [1]\n\n[1] Herald · a · undated\nhttps://h.example",
				"“" + sentence("west") + "” [1]\n\n[1] Herald · a · undated\nhttps://h.example",
				"“" + sentence("nort") + "” [1]\n[he: Jim]\n\n[1] Herald · a · undated\nhttps://h.example",
			}},
		"a long source": {
			[]Part{evidence("It sank.", 1), sourcePart(1, strings.Repeat("headline ", 60))},
			[]string{"“It sank.” [1]\n\n[1] Herald · headline headline headline headline… · undated\nhttps://h.example"}},
		"a source that nobody cites": {
			[]Part{note(sentence("east")), note(sentence("west")), note(sentence("nort")), sourcePart(1, "a")},
			[]string{sentence("east") + "\n" + sentence("west"), sentence("nort") + "\n\n[1] Herald · a · undated\nhttps://h.example"}},
	} {
		t.Run(name, func(t *testing.T) {
			actions := []Action{{ID: "more"}}
			got := Split(Post{Key: "k", Parts: tt.parts, Actions: actions}, leastSize)
			var texts []string
			for i, p := range got {
				texts = append(texts, p.Plain().Reveal())
				if p.Key != "k" || (len(p.Actions) == 1) != (i == len(got)-1) {
					t.Errorf("piece %d: key %q, actions %v", i, p.Key, p.Actions)
				}
			}
			if !slices.Equal(texts, tt.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(texts, "\n---\n"), strings.Join(tt.want, "\n---\n"))
			}
		})
	}
}

// Whatever a post holds: every piece fits, each number in it has its source there, and put together they say what the post says, in
// its order.
func FuzzSplit(f *testing.F) {
	f.Add("The tax rises. It rises by 5 %.", "Harbour tax", "https://h.example/a", 900, 6, 2)
	f.Add(strings.Repeat("long sentence here. ", 90), strings.Repeat("x", 400), strings.Repeat("u", 900), 0, 3, 40)
	f.Add(strings.Repeat("é", 2000), "“", "", 2000, 1, 1<<40)
	f.Add("“", "a b", "https://h.example", 300, 30, 9)
	f.Fuzz(func(t *testing.T, text, headline, address string, size, n, cites int) {
		if len(text) > 20_000 || len(headline) > 5_000 || len(address) > 5_000 {
			return
		}
		size, n = min(size, 4000), n%20
		p := Post{Key: "k", Parts: []Part{{Kind: PartHeading, Text: Words(headline)}}}
		for i := 1; i <= n; i++ {
			e := Part{Kind: PartEvidence, Text: Words(fmt.Sprint(i, text)), Marks: []briefing.Span{{Start: i, End: size}}}
			for c := range i % 12 {
				e.Cites = append(e.Cites, (cites+c*i)%(n+2))
			}
			p.Parts = append(p.Parts, Part{Kind: PartLead, Text: Words(headline)}, e, note(headline))
		}
		for i := 0; i <= n; i++ {
			c := briefing.Citation{N: i, Outlet: headline, Headline: headline, URL: address, Link: address + headline}
			if i%3 == 0 {
				c.Quote = text
			}
			s := Part{Kind: PartSource, Source: new(SourceOf(c))}
			if i%4 == 3 {
				for k := range max(0, min(cites, 50)) {
					s.Cites = append(s.Cites, 100+k)
				}
			}
			p.Parts = append(p.Parts, s)
		}
		p.Parts = append(p.Parts, Part{Kind: PartFooter, Text: Words(text)})
		checkPieces(t, p, size)
	})
}

// Every golden post, in messages of several sizes, kept and brought back.
func TestSplitPosts(t *testing.T) {
	files, err := filepath.Glob("testdata/posts/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		p := postOf(t, archive.Files[0])
		p.Key = file
		for _, size := range []int{leastSize, 600, 1500, Budget} {
			checkPieces(t, p, size)
		}
		if kept, err := Decode(Encode(p)); err != nil || kept.Plain() != p.Plain() || !slices.Equal(kept.Actions, p.Actions) {
			t.Errorf("%s: brought back as %+v, %v", file, kept, err)
		}
	}
}

// checkPieces splits p and proves what Split promises.
func checkPieces(t *testing.T, p Post, size int) {
	t.Helper()
	pieces := Split(p, size)
	var got []Part
	for i, piece := range pieces {
		if l := piece.length(); l > max(size, leastSize) {
			t.Errorf("piece %d has %d characters of %d: %q", i, l, size, piece.Plain().Reveal())
		}
		if piece.Key != p.Key || len(piece.Parts) == 0 || len(piece.Actions) > 0 && i < len(pieces)-1 {
			t.Errorf("piece %d: %+v", i, piece)
		}
		checkSources(t, p, piece)
		got = append(got, piece.Parts...)
	}
	if len(pieces) == 1 {
		return
	}
	if was, is := said(fitSources(p.Parts, max(size, leastSize)/2)), said(got); was != is {
		t.Errorf("said %q, want %q", is, was)
	}
	for _, source := range p.Parts {
		if source.Source != nil && !slices.ContainsFunc(got, func(p Part) bool { return p.Source != nil && p.leadsTo([]int{source.Source.N}) }) {
			t.Errorf("source %d is lost", source.Source.N)
		}
	}
}

// checkSources proves that each number in a piece leads to a source in it, if it leads anywhere in the post.
func checkSources(t *testing.T, whole, piece Post) {
	t.Helper()
	for _, part := range piece.Parts {
		if part.Source != nil {
			continue
		}
		for _, n := range part.Cites {
			leads := func(p Part) bool { return p.Source != nil && p.leadsTo([]int{n}) }
			if slices.ContainsFunc(whole.Parts, leads) && !slices.ContainsFunc(piece.Parts, leads) {
				t.Errorf("[%d] has no source in %q", n, piece.Plain().Reveal())
			}
		}
	}
}

// said is all texts of parts without white space, each with its kind where that changes, but for sources.
func said(parts []Part) string {
	var b strings.Builder
	var last PartKind
	for _, p := range parts {
		if p.Source != nil {
			continue
		}
		text := strings.Join(strings.FieldsFunc(p.Text.Reveal(), unicode.IsSpace), "")
		if text == "" {
			continue
		}
		if p.Kind != last {
			b.WriteString("<" + string(p.Kind) + ">")
		}
		last = p.Kind
		b.WriteString(text)
	}
	return b.String()
}

func TestBreakAt(t *testing.T) {
	for _, tt := range []struct {
		text string
		room int
		want string
	}{
		{"One two. Three four.", 30, "One two. Three four."},
		{"One two. Three four.", 12, "One two."},
		{"One two.” Three four.", 12, "One two.”"},
		{"One two. Three four.", 8, "One two."},
		{"One. Two three four.", 14, "One. Two three"},
		{"Onetwothree", 4, "Onet"},
		{"éééé", 2, "éé"},
		{" ab", 2, " a"},
		{"ab", 0, "a"},
		{"", 3, ""},
	} {
		if got := tt.text[:breakAt(tt.text, tt.room)]; got != tt.want {
			t.Errorf("%q in %d: %q, want %q", tt.text, tt.room, got, tt.want)
		}
	}
}
