package bot

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/allowance"
	"github.com/nutgraf/nutgraf/briefing/answer"
	"github.com/nutgraf/nutgraf/briefing/digest"
	"github.com/nutgraf/nutgraf/briefing/search"
	"github.com/nutgraf/nutgraf/store"
)

// suggester is a bot over a real library that does not run.
func suggester(d *desk) *Bot {
	searching := func(fn func(search.Snapshot) error) error {
		return d.View(context.Background(), func(v *store.View) error { return fn(v) })
	}
	compiling := func(fn func(digest.Snapshot) error) error {
		return d.View(context.Background(), func(v *store.View) error { return fn(v) })
	}
	return New(Options{Answerer: answer.New(searching, answer.Options{}), Compiler: digest.New(compiling, allowance.Limit{}), Memory: d.DB, Sources: d})
}

func TestSuggestedQuestionsHaveAnswers(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.hidden["hall"] = []string{"https://kestrel.example/feed"}
		d.print(kestrel, "https://kestrel.example/feed", "Kestrel Bank lost 40 million euros in March.\n\nOwen Hale leads Kestrel Bank.")
		d.print("https://ledger.example/orlo", "", "Orlo Watches cut 300 jobs on Tuesday.\n\n“We had no choice,” said Mara Lind of Orlo Watches.")
		time.Sleep(time.Hour)
		b := suggester(d)
		got, err := b.Suggest(context.Background(), room, 4)
		if err != nil || len(got) < 2 || !slices.ContainsFunc(got, func(q string) bool { return strings.Contains(q, "Kestrel Bank") }) {
			t.Fatalf("suggested %q, %v", got, err)
		}
		for _, q := range got {
			a, err := b.answerer.Answer(context.Background(), briefing.Question{Text: q})
			if err != nil || len(a.Points) == 0 {
				t.Errorf("%s has no answer: %s, %v", q, a.Kind, err)
			}
		}
		again, err := suggester(d).Suggest(context.Background(), room, 4)
		if err != nil || !slices.Equal(got, again) {
			t.Errorf("asked again %q, %v, first %q", again, err, got)
		}
		if one, _ := b.Suggest(context.Background(), room, 1); !slices.Equal(one, got[:1]) {
			t.Errorf("one of %q is %q", got, one)
		}
		hall := briefing.Channel{Service: "test", Workspace: "W", ID: "hall"}
		there, err := b.Suggest(context.Background(), hall, 8)
		if err != nil || len(there) == 0 || slices.ContainsFunc(there, func(q string) bool { return strings.Contains(q, "Kestrel") || strings.Contains(q, "Hale") }) {
			t.Errorf("where Kestrel may not be seen: %q, %v", there, err)
		}
	})
}

func TestNothingToSuggest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{house: newHouse(t), hidden: map[string][]string{}}
		if got, err := suggester(d).Suggest(context.Background(), room, 4); err != nil || len(got) > 0 {
			t.Errorf("of an empty library: %q, %v", got, err)
		}
	})
}
