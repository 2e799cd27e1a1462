package post

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/nutgraf/nutgraf/briefing"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// Each file of testdata/posts is an answer or a digest and its plain form. Of a digest that is as long as it is; the messages it is
// sent in are behind it (see TestDigestMessages).
func TestPosts(t *testing.T) {
	files, err := filepath.Glob("testdata/posts/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			given, want := archive.Files[0], &archive.Files[1]
			got := postOf(t, given)
			if n := utf8.RuneCountInString(got.Plain().Reveal()); n > Budget && given.Name == "answer.json" {
				t.Errorf("%d characters", n)
			}
			if *update {
				want.Data = []byte(got.Plain().Reveal() + "\n")
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if got.Plain().Reveal()+"\n" != string(want.Data) {
				t.Errorf("got:\n%s\n\nwant:\n%s", got.Plain().Reveal(), want.Data)
			}
		})
	}
}

func postOf(t *testing.T, given txtar.File) Post {
	t.Helper()
	var a briefing.Answer
	var d briefing.Digest
	if given.Name == "answer.json" {
		if err := json.Unmarshal(given.Data, &a); err != nil {
			t.Fatal(err)
		}
		return Answer(a)
	}
	if err := json.Unmarshal(given.Data, &d); err != nil {
		t.Fatal(err)
	}
	return Digest(d)
}

func TestQuoted(t *testing.T) {
	for text, want := range map[string]string{
		"He resigned.":          "“He resigned.”",
		"“I resign.”":           "“I resign.”",
		`"I resign."`:           `"I resign."`,
		"«Je pars.»":            "«Je pars.»",
		"“I,” he said, “go.”":   "“I,” he said, “go.”",
		`"I," he said, "go."`:   `"I," he said, "go."`,
		"“He said “go” to me.”": "“He said “go” to me.”",
		"“I resign.":            "““I resign.”",
		"“":                     "““”",
		"“”":                    "““””",
		"":                      "“”",
	} {
		if got := Quoted(text); got != want {
			t.Errorf("%s is shown as %s, want %s", text, got, want)
		}
	}
}

func TestStyledMarksOnlyWhatItMay(t *testing.T) {
	style := Style{
		Mark:    func(s string) string { return "<" + s + ">" },
		Heading: strings.ToUpper,
		Small:   func(s string) string { return "(" + s + ")" },
	}
	p := Post{Parts: []Part{
		{Kind: PartHeading, Text: Words("Ferry")},
		{Kind: PartEvidence, Text: Words("Zoë said 214 were aboard."), Cites: []int{1, 2}, Marks: []briefing.Span{
			{Start: 10, End: 13}, {Start: 0, End: 4}, {Start: 2, End: 3}, {Start: 3, End: 2}, {Start: 11, End: 12}, {Start: 20, End: 99}, {Start: -5, End: 2}}},
		{Kind: PartFooter, Text: Words("1 article")},
	}}
	const want = "FERRY\n“<Zoë> said <214> were aboard.” [1][2]\n(1 article)"
	if got := p.Styled(style).Reveal(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Whatever an answer holds, its post fits the budget, shows evidence byte for byte and lists each number that it shows.
func FuzzAnswerPost(f *testing.F) {
	f.Add("The harbour authority said 214 people were aboard.", "Mara Lind", "Ferry inquiry opens", "https://herald.example/a", uint8(3), true)
	f.Add("“”", "", "", "", uint8(0), false)
	f.Add(strings.Repeat("long ", 500), strings.Repeat("x", 3000), "h\nh", strings.Repeat("u", 2500), uint8(9), true)
	f.Fuzz(func(t *testing.T, text, lead, headline, url string, points uint8, summary bool) {
		a := briefing.Answer{ID: "a7f3", Kind: briefing.AnswerFact, Searched: briefing.Extent{Articles: 2, Newest: time.Unix(1e9, 0)}}
		for n := 1; n <= int(points%12); n++ {
			a.Points = append(a.Points, briefing.Point{Text: text, Lead: lead, Citations: []int{n}, Marks: []briefing.Span{{Start: n - 2, End: n * 3}},
				Context: []briefing.Reference{{Span: briefing.Span{Start: n - 2, End: n}, For: lead}}})
			a.Citations = append(a.Citations, briefing.Citation{N: n, Fact: "r.1-2", Headline: headline, Outlet: lead, URL: url, Quote: text})
		}
		if summary {
			a.Summary = &briefing.Summary{Model: "m", Sentences: []briefing.SummarySentence{{Text: lead, Citations: []int{1}}}}
		}
		a.Nearest = &briefing.Citation{N: 1, Quote: text, Headline: headline, URL: url}
		a.Missing = []string{lead, headline}
		checkPost(t, Answer(a), text)
	})
}

func checkPost(t *testing.T, p Post, text string) {
	t.Helper()
	plain := p.Plain().Reveal()
	if n := utf8.RuneCountInString(plain); n > Budget {
		t.Errorf("%d characters", n)
	}
	if len(p.Parts) == 0 || strings.TrimSpace(plain) == "" {
		t.Error("a post that says nothing")
	}
	listed := map[int]bool{}
	for _, part := range p.Parts {
		if part.Kind == PartSource {
			listed[part.Source.N] = true
		}
	}
	for _, part := range p.Parts {
		if part.Kind == PartEvidence && (part.Text != Words(text) || !strings.Contains(plain, Quoted(Words(text).Reveal()))) {
			t.Errorf("evidence %q is not the text", part.Text.Reveal())
		}
		for _, n := range part.Cites {
			if part.Kind == PartEvidence && !listed[n] {
				t.Errorf("[%d] is not among the sources", n)
			}
		}
	}
	if styled := p.Styled(Style{Mark: func(s string) string { return s }}).Reveal(); styled != plain {
		t.Errorf("a style that does nothing changes the text: %q, %q", styled, plain)
	}
}

// A wire text in papers with long addresses: one of them is enough to lead to the words.
func TestLongAddressesGiveWay(t *testing.T) {
	a := briefing.Answer{Kind: briefing.AnswerFact, Points: []briefing.Point{{Text: "The bridge is closed.", Citations: []int{1, 2, 3}}}}
	for n := range 3 {
		a.Citations = append(a.Citations, briefing.Citation{N: n + 1, Quote: "The bridge is closed.", Link: "https://paper.example/" + strings.Repeat("long-", 200)})
	}
	got := Answer(a)
	if plain := got.Plain().Reveal(); !strings.HasPrefix(plain, "“The bridge is closed.” [1]\n") || got.length() > Budget {
		t.Errorf("%d characters: %s", got.length(), plain)
	}
	if len(a.Points[0].Citations) != 3 {
		t.Error("the answer was changed")
	}
}
