package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/bottest"
	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/store"
)

// The test's own program is the child, as killrun is outside tests.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == childWord {
		os.Exit(childMain(os.Args[2:]))
	}
	os.Exit(m.Run())
}

// TestKillRun is the short run: the long one is go run ./cmd/killrun.
func TestKillRun(t *testing.T) {
	if testing.Short() {
		t.Skip("kills some tens of processes")
	}
	var out bytes.Buffer
	err := run(t.Context(), []string{"-kills", "80", "-for", "10s", "-quiet"}, &out)
	t.Log(out.String())
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(out.String(), " 0 answered") {
		t.Error("nothing was answered: the run proves nothing")
	}
}

// What the judge is there for it finds.
func TestJudge(t *testing.T) {
	here := briefing.Channel{Service: "history", Workspace: "W", ID: "C1"}
	said := func(id string) bot.Message { return bot.Message{ID: id, Channel: here} }
	shown := func(key, mark, text string) bottest.Message {
		return bottest.Message{Key: key, Mark: mark, Text: text, Channel: here}
	}
	from := time.Unix(1_000_000, 0)
	digest := func(mark string, a, b int) bottest.Message {
		text := label("tides 1", from.Add(time.Duration(a)*time.Hour), from.Add(time.Duration(b)*time.Hour))
		return shown("digest:"+mark, mark, text)
	}
	tests := []struct {
		name   string
		said   []bot.Message
		shown  []bottest.Message
		parked string
		since  int // hours after from that count as told; 0 is not about digests
		want   string
	}{
		{"all well", []bot.Message{said("q")}, []bottest.Message{shown("q", "a", ""), digest("b", 0, 4), digest("c", 4, 8)}, "", 8, ""},
		{"no answer", []bot.Message{said("q")}, nil, "", 0, "q was answered 0 times"},
		{"set aside", []bot.Message{said("q")}, nil, "q", 0, ""},
		{"two answers", []bot.Message{said("q")}, []bottest.Message{shown("q", "a", ""), shown("q", "b", "")}, "", 0, "q was answered 2 times"},
		{"two answers of one set aside", []bot.Message{said("q")}, []bottest.Message{shown("q", "a", ""), shown("q", "b", "")}, "q", 0, "2 times"},
		{"one mark twice", nil, []bottest.Message{shown("x", "a", ""), shown("x", "a", "")}, "", 0, "shown twice"},
		{"a digest twice", nil, []bottest.Message{digest("b", 0, 4), digest("c", 0, 4)}, "", 4, "begins at 1000000"},
		{"a gap", nil, []bottest.Message{digest("b", 0, 4), digest("c", 5, 8)}, "", 8, "the one before ended"},
		{"nothing told", nil, nil, "", 4, "counts as told until"},
		{"told again after one set aside", nil, []bottest.Message{digest("b", 0, 4), digest("c", 0, 8)}, "digest:b", 8, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if test.since == 0 { // not about digests
				test.shown, test.since = append(test.shown, digest("z", 0, 4)), 4
			}
			s := &stage{db: t.TempDir() + "/a.db", said: test.said, begun: map[string]time.Time{"tides 1": from}}
			s.ahead.Store(int64(time.Until(from.Add(8 * time.Hour))))
			db, err := store.Open(s.db, store.Options{Now: s.now})
			if err != nil {
				t.Fatal(err)
			}
			sub := briefing.Subscription{ID: "1", Name: "tides 1", Channel: here, Since: from.Add(time.Duration(test.since) * time.Hour)}
			if err := db.PutSubscription(t.Context(), sub); err != nil {
				t.Fatal(err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			r, parked := &result{}, map[string]bool{test.parked: test.parked != ""}
			s.judgeAnswers(r, test.shown, parked)
			s.judgeMarks(r, test.shown)
			if err := s.judgeDigests(r, test.shown, parked); err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(r.violations, "\n"); (got == "") != (test.want == "") || !strings.Contains(got, test.want) {
				t.Errorf("found %q, want %q", got, test.want)
			}
		})
	}
}
