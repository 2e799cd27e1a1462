package post

import (
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/briefing"
)

func TestPlainer(t *testing.T) {
	source := func(n int, outlet string) Part {
		return Part{Kind: PartSource, Source: new(SourceOf(briefing.Citation{N: n, Outlet: outlet, Headline: "Ferry", Link: "https://h.example"}))}
	}
	both := source(1, "Herald")
	both.Cites = []int{3}
	full := Post{Key: "slack:T1/C1/1", Mark: "abc", Actions: []Action{{ID: "more"}}, Parts: []Part{
		note("Told by two papers."),
		{Kind: PartLead, Text: Words("Mara Lind:")},
		{Kind: PartEvidence, Text: Words("214 were aboard."), Cites: []int{3}},
		{Kind: PartEvidence, Text: Words("It sank."), Cites: []int{2}},
		both, source(2, "Gazette"),
		{Kind: PartFooter, Text: Words("2 articles")},
	}}
	const last = "I cannot show this here: the chat service refuses it. Why is logged as slack:T1/C1/1."
	for name, tt := range map[string]struct {
		p    Post
		want []string
	}{
		"everything": {full, []string{
			"Told by two papers.\nMara Lind: “214 were aboard.” [3]\n“It sank.” [2]\n[1][3] Herald · Ferry · undated\nhttps://h.example\n" +
				"[2] Gazette · Ferry · undated\nhttps://h.example\n2 articles\nTo go on, say: more",
			"Mara Lind: “214 were aboard.” [3]\n[1][3] Herald · Ferry · undated", last}},
		"a note": {Post{Key: "slack:T1/C1/1", Mark: "abc", Parts: []Part{note("Done.")}}, []string{last}},
		"a button alone makes it not bare": {Post{Key: "slack:T1/C1/1", Mark: "abc", Parts: []Part{note("Done.")}, Actions: []Action{{ID: "more"}}},
			[]string{"Done.\nTo go on, say: more", last}},
		"an answer": {Post{Key: "slack:T1/C1/1", Mark: "abc", Parts: []Part{note("Done.")}, Actions: []Action{{ID: "good", Command: "good of answer a7f3k2ab"}}},
			[]string{"Done.\nTo go on, say: good", "I have the answer, but the chat service refuses to show it here. To see it, say in this channel: last. " +
				"Why is logged as slack:T1/C1/1."}},
		"evidence alone": {Post{Key: "slack:T1/C1/1", Mark: "abc", Parts: []Part{{Kind: PartEvidence, Text: Words("It sank.")}}}, []string{"“It sank.”", last}},
	} {
		t.Run(name, func(t *testing.T) {
			got := tt.p.Plainer()
			if len(got) != len(tt.want) {
				t.Fatalf("%d forms, want %d", len(got), len(tt.want))
			}
			for i, form := range got {
				if text := form.Plain().Reveal(); text != tt.want[i] || !form.IsBare() || form.Key != tt.p.Key || form.Mark != tt.p.Mark {
					t.Errorf("form %d: %q of %+v, want %q", i, text, form, tt.want[i])
				}
			}
		})
	}
}

// A line that is no more than a line end would be refused as empty.
func TestBareHasNoEmptyLine(t *testing.T) {
	for _, part := range (Post{Parts: []Part{note("a\n\n \nb\n")}}).Bare().Parts {
		if strings.TrimSpace(part.Text.Reveal()) == "" {
			t.Error("an empty line")
		}
	}
}
