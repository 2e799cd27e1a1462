package post

import (
	"slices"
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/briefing"
)

func TestAnswerActions(t *testing.T) {
	points := func(n int) (out []briefing.Point) {
		for range n {
			out = append(out, briefing.Point{Text: strings.Repeat("word ", 100), Citations: []int{1}})
		}
		return out
	}
	one, two := []briefing.Citation{{N: 1, Article: "a"}}, []briefing.Citation{{N: 1, Article: "a"}, {N: 2, Article: "b"}}
	for name, tt := range map[string]struct {
		a    briefing.Answer
		want string
	}{
		"of one article":       {briefing.Answer{ID: "a7f3k2ab", Kind: briefing.AnswerFact, Points: points(1), Citations: one}, "sources follow good wrong"},
		"of two articles":      {briefing.Answer{ID: "a7f3k2ab", Kind: briefing.AnswerFact, Points: points(1), Citations: two}, "sources timeline follow good wrong"},
		"a timeline":           {briefing.Answer{ID: "a7f3k2ab", Kind: briefing.AnswerTimeline, Points: points(1), Citations: two}, "sources follow good wrong"},
		"more than fits":       {briefing.Answer{ID: "a7f3k2ab", Kind: briefing.AnswerBrief, Points: points(9), Citations: one}, "more sources follow good wrong"},
		"unknown":              {briefing.Answer{ID: "a7f3k2ab", Kind: briefing.AnswerUnknown}, "follow wrong"},
		"nothing more":         {briefing.Answer{ID: "a7f3k2ab", Kind: briefing.AnswerFact, Exhausted: true}, "follow"},
		"more than may be had": {briefing.Answer{ID: "a7f3k2ab", Kind: briefing.AnswerFact, Citations: one}, "sources follow good wrong"},
		"asked back":           {briefing.Answer{ID: "a7f3k2ab", Kind: briefing.AnswerAmbiguous, Choices: make([]string, 7)}, "1 2 3 4 5"},
		"help":                 {briefing.Answer{ID: "a7f3k2ab", Kind: briefing.AnswerHelp}, ""},
		"without an id":        {briefing.Answer{Kind: briefing.AnswerUnknown}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			var ids []string
			for _, action := range Answer(tt.a).Actions {
				ids = append(ids, action.ID)
				id, answer, rest, ok := About(action.Command)
				if !ok || id != action.ID || answer != tt.a.ID || rest != "" || action.Label == "" {
					t.Errorf("%+v is read as %s of %s, rest %q, %v", action, id, answer, rest, ok)
				}
			}
			if got := strings.Join(ids, " "); got != tt.want {
				t.Errorf("actions %s, want %s", got, tt.want)
			}
		})
	}
}

func TestAbout(t *testing.T) {
	for text, want := range map[string][]string{
		"more of answer a7f3k2ab":                 {"more", "a7f3k2ab", ""},
		" /Wrong answer a7f3k2ab: it was Tuesday": {"wrong", "a7f3k2ab", "it was Tuesday"},
		"good of answer a7f3k2ab.":                {"good", "a7f3k2ab", ""},
		"3 of answer a7f3k2ab":                    {"3", "a7f3k2ab", ""},
		"6 of answer a7f3k2ab":                    nil,
		"03 of answer a7f3k2ab":                   nil,
		"more":                                    nil,
		"more of the answer":                      nil,
		"wrong answer":                            nil,
		"good answer thankyouverymuch":            nil,
		"more of answer a7f3k2a1":                 nil,
		"who gave the wrong answer a7f3k2ab?":     nil,
		"":                                        nil,
	} {
		id, answer, rest, ok := About(text)
		if got := []string{id, string(answer), rest}; ok != (want != nil) || ok && !slices.Equal(got, want) {
			t.Errorf("About(%q) = %q, %v, want %q", text, got, ok, want)
		}
	}
}

// What is read of a text is in the text, and an action that is read can be said again.
func FuzzAbout(f *testing.F) {
	f.Add("wrong answer a7f3k2ab: it was Tuesday")
	f.Add("1 of  answer a7f3k2ab")
	f.Add("more of answer \xffa7f3k2ab")
	f.Fuzz(func(t *testing.T, text string) {
		id, answer, rest, ok := About(text)
		if !ok {
			return
		}
		if !strings.Contains(text, string(answer)) || !strings.HasSuffix(strings.TrimSpace(text), rest) {
			t.Errorf("About(%q) = %s, %s, %q", text, id, answer, rest)
		}
		if again, same, _, ok := About(about(id, answer)); !ok || again != id || same != answer {
			t.Errorf("%q is not read again", about(id, answer))
		}
	})
}
