package bot

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/allowance"
	"github.com/nutgraf/nutgraf/briefing/answer"
	"github.com/nutgraf/nutgraf/briefing/digest"
	"github.com/nutgraf/nutgraf/briefing/followup"
	"github.com/nutgraf/nutgraf/briefing/ingest"
	"github.com/nutgraf/nutgraf/briefing/search"
	"github.com/nutgraf/nutgraf/store"
)

// desk is a bot over a real library, with the real answerer.
type desk struct {
	*house
	intake *ingest.Intake
	hidden map[string][]string // by channel
}

func (d *desk) Hidden(place briefing.Channel) []string { return d.hidden[place.ID] }

// atDesk runs a bot with a library in a bubble.
func atDesk(t *testing.T, test func(d *desk)) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{house: newHouse(t), hidden: map[string][]string{}}
		view := func(fn func(search.Snapshot) error) error {
			return d.View(context.Background(), func(v *store.View) error { return fn(v) })
		}
		following := func(fn func(followup.Snapshot) error) error {
			return d.View(context.Background(), func(v *store.View) error { return fn(v) })
		}
		d.intake = ingest.New(d.DB, view, nil)
		d.adjust = func(o *Options) {
			o.Answerer, o.FollowUp, o.Sources = answer.New(view, answer.Options{}), followup.NewDesk(following), d
		}
		d.start()
		defer func() { d.stop() }() // also of a test that gave up
		synctest.Wait()
		d.background()
		test(d)
	})
}

// background is news of other things, so that words are as rare as in a library.
func (d *desk) background() {
	places := []string{"Sollmar", "Vintari", "Drossel", "Quorn", "Tolvane", "Brundol", "Sivvik", "Jorvane"}
	events := []string{"Rain fell in %s on Monday.", "The council of %s met for two hours.", "A road near %s was mended.", "Two schools in %s will close in June.",
		"The %s choir sang on Sunday.", "Farmers around %s sowed early.", "A train from %s came late.", "The museum of %s was painted."}
	for i, place := range places {
		var text []string
		for _, e := range events {
			text = append(text, fmt.Sprintf(e, place))
		}
		d.print(fmt.Sprintf("https://ledger.example/%d", i), "", strings.Join(text, "\n\n"))
	}
}

// print takes an article in as it is now.
func (d *desk) print(url, feed, text string) {
	d.t.Helper()
	a := briefing.Article{
		URL: url, Feed: feed, Outlet: "The Ledger", Headline: "Today", Language: "en", Published: time.Now().Add(-time.Minute), Taken: time.Now(), Text: text,
	}
	from := 0
	for p := range strings.SplitSeq(text, "\n\n") {
		a.Blocks = append(a.Blocks, briefing.Block{Kind: briefing.BlockBody, Span: briefing.Span{Start: from, End: from + len(p)}})
		from += len(p) + 2
	}
	a.ID = briefing.NewArticleID(a.URL, a.Text)
	a.Revision = briefing.NewRevisionID(a.ID, a.Text)
	var articles iter.Seq2[briefing.Article, error] = func(yield func(briefing.Article, error) bool) { yield(a, nil) }
	if _, err := d.intake.Add(context.Background(), articles, nil, nil); err != nil {
		d.t.Fatal(err)
	}
}

// restart stops the bot and starts another run of it.
func (d *desk) restart() {
	d.stop()
	d.start()
	synctest.Wait()
}

// new lists what people saw since the last call.
func (d *desk) sawSince(n *int) []string {
	all := d.chat.saw()
	fresh := all[*n:]
	*n = len(all)
	return fresh
}

const kestrel = "https://ledger.example/kestrel"

func TestToldFactsAreCorrectedOnce(t *testing.T) {
	const first = "Kestrel Bank lost 40 million euros in March.\n\nOwen Hale leads Kestrel Bank.\n\nThe harbour stayed closed."
	tests := []struct {
		name  string
		then  []string // texts that take its place, an hour apart
		later time.Duration
		after time.Duration // it has to keep silent
		want  []string      // parts of the one corrective; none for no corrective
	}{
		{"another figure", []string{strings.Replace(first, "40", "14", 1)}, 0, 8 * 24 * time.Hour, // by then the id of the done job is forgotten
			[]string{"Correction", "Told here on 1 Jan 2000:", "Kestrel Bank lost 40 million euros in March.", "The article now says:",
				"Kestrel Bank lost 14 million euros in March.", "The Ledger"}},
		{"cut", []string{"Owen Hale leads Kestrel Bank.\n\nThe harbour stayed closed."}, 0, 0,
			[]string{"Kestrel Bank lost 40 million euros in March.", "The article no longer says this."}},
		{"what was not told", []string{strings.Replace(first, "closed", "open", 1)}, 0, 0, nil},
		{"other type only", []string{strings.Replace(first, "euros in March", "Euros, in March", 1)}, 0, 0, nil},
		{"other type, and then another figure", []string{strings.Replace(first, "euros in March", "Euros, in March", 1), strings.Replace(first, "40", "44", 1)}, 0, 0,
			[]string{"Kestrel Bank lost 44 million euros in March."}},
		{"after a month", []string{strings.Replace(first, "40", "14", 1)}, 31 * 24 * time.Hour, 0, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				seen := 0
				d.print(kestrel, "", first)
				d.say("1", "how much did Kestrel Bank lose in March?")
				pass(time.Minute)
				if got := d.sawSince(&seen); len(got) != 1 || !strings.Contains(got[0], "lost 40 million") {
					t.Fatalf("answered %q", got)
				}
				pass(time.Hour + tt.later)
				for _, text := range tt.then {
					d.print(kestrel, "", text)
					pass(time.Hour)
				}
				got := d.sawSince(&seen)
				switch {
				case tt.want == nil && len(got) == 0:
				case len(got) != 1:
					t.Fatalf("%d correctives: %q", len(got), got)
				}
				for _, part := range tt.want {
					if !strings.Contains(got[0], part) {
						t.Errorf("it lacks %q:\n%s", part, got[0])
					}
				}
				d.restart()
				pass(tt.after + 12*time.Hour)
				if again := d.sawSince(&seen); len(again) > 0 {
					t.Errorf("told again: %q", again)
				}
				d.wantNothingOwed()
			})
		})
	}
}

func TestWithdrawnArticleIsToldOnce(t *testing.T) {
	atDesk(t, func(d *desk) {
		seen := 0
		d.print(kestrel, "", "Kestrel Bank lost 40 million euros in March.")
		d.say("1", "how much did Kestrel Bank lose in March?")
		pass(time.Hour)
		if err := d.WithdrawArticle(context.Background(), briefing.NewArticleID(kestrel, "")); err != nil {
			t.Fatal(err)
		}
		pass(time.Hour)
		d.restart()
		pass(24 * time.Hour)
		got := d.sawSince(&seen)
		if len(got) != 2 || !strings.Contains(got[1], "Kestrel Bank lost 40 million euros in March.") || !strings.Contains(got[1], "The article was withdrawn.") {
			t.Errorf("saw %q", got)
		}
	})
}

// What a corrective said is told, too: when it becomes something else in its turn, the thread hears of it.
func TestCorrectiveIsCorrected(t *testing.T) {
	atDesk(t, func(d *desk) {
		seen := 0
		d.print(kestrel, "", "Kestrel Bank lost 40 million euros in March.")
		d.say("1", "how much did Kestrel Bank lose in March?")
		pass(time.Hour)
		for _, figure := range []string{"14", "24"} {
			d.print(kestrel, "", "Kestrel Bank lost "+figure+" million euros in March.")
			pass(time.Hour)
		}
		got := d.sawSince(&seen)
		if len(got) != 3 || !strings.Contains(got[2], "lost 14 million") || !strings.Contains(got[2], "lost 24 million") || strings.Contains(got[2], "40") {
			t.Errorf("saw %q", got)
		}
	})
}

// An article that goes to and fro is corrected each time, though its texts and what took their place are the same ones again.
func TestArticleThatGoesToAndFro(t *testing.T) {
	atDesk(t, func(d *desk) {
		seen := 0
		d.print(kestrel, "", "Kestrel Bank lost 40 million euros in March.")
		d.say("1", "how much did Kestrel Bank lose in March?")
		pass(time.Hour)
		for range 2 {
			for _, figure := range []string{"14", "40"} {
				d.print(kestrel, "", "Kestrel Bank lost "+figure+" million euros in March.")
				pass(time.Hour)
				got := d.sawSince(&seen)
				if !strings.Contains(got[len(got)-1], "lost "+figure+" million") || len(got) > 2 {
					t.Errorf("after %s: saw %q", figure, got)
				}
			}
		}
	})
}

// Each thread that was told hears of it, with all that it was told of the article in one post, under the id of the change.
func TestEachThreadIsCorrectedInOnePost(t *testing.T) {
	atDesk(t, func(d *desk) {
		const text = "Kestrel Bank lost %d million euros in March.\n\nOwen Hale has led Kestrel Bank since %d."
		d.print(kestrel, "", fmt.Sprintf(text, 40, 1999))
		other := room
		other.Thread = "99.9"
		d.say("1", "how much did Kestrel Bank lose in March?")
		d.say("2", "since when has Owen Hale led Kestrel Bank?")
		d.sayIn(other, "3", "how much did Kestrel Bank lose in March?")
		pass(time.Minute)
		seen := len(d.chat.saw())
		d.print(kestrel, "", fmt.Sprintf(text, 14, 1998))
		pass(time.Hour)
		posts := d.chat.shown[seen:]
		if len(posts) != 2 {
			t.Fatalf("%d correctives: %q", len(posts), d.sawSince(&seen))
		}
		for _, p := range posts {
			plain := p.Plain().Reveal()
			if !strings.HasPrefix(p.Key, "corrective:") || !strings.Contains(plain, "lost 14 million") {
				t.Errorf("%s: %s", p.Key, plain)
			}
			if both := strings.Contains(plain, "since 1998"); both != (p.to == room) {
				t.Errorf("in %s: %s", p.to, plain)
			}
		}
	})
}

// A place that may not see the feed that brought the new text is told that the old one is gone, and nothing of what is new.
func TestCorrectiveKeepsToWhatAPlaceMaySee(t *testing.T) {
	atDesk(t, func(d *desk) {
		seen := 0
		d.hidden["room"] = []string{"inside"}
		d.print(kestrel, "outside", "Kestrel Bank lost 40 million euros in March.")
		d.say("1", "how much did Kestrel Bank lose in March?")
		pass(time.Minute)
		d.print(kestrel, "inside", "Kestrel Bank lost 14 million euros in March.")
		pass(time.Hour)
		got := d.sawSince(&seen)
		if len(got) != 2 || strings.Contains(got[1], "14") || !strings.Contains(got[1], "no longer says this") {
			t.Errorf("saw %q", got)
		}
		d.say("2", "how much did Kestrel Bank lose in March?")
		pass(time.Minute)
		if got := d.sawSince(&seen); len(got) != 1 || strings.Contains(got[0], "million euros") {
			t.Errorf("saw %q", got)
		}
	})
}

// follow has the room follow a question, or words do something else with what it follows.
func (d *desk) follow(do func(b *Bot, ctx context.Context, j briefing.Job, words string) (string, error), words string) string {
	d.t.Helper()
	said, err := do(d.bot, context.Background(), briefing.Job{ID: "test:f", Channel: room, From: "U1", Due: time.Now()}, words)
	if err != nil {
		d.t.Fatal(err)
	}
	return said
}

func watching(b *Bot, ctx context.Context, j briefing.Job, words string) (string, error) {
	p, err := b.watch(ctx, j, words)
	return p.Plain().Reveal(), err
}

func unfollowing(b *Bot, ctx context.Context, j briefing.Job, words string) (string, error) {
	p, err := b.unfollow(ctx, j, words)
	return p.Plain().Reveal(), err
}

func listed(b *Bot, ctx context.Context, j briefing.Job, _ string) (string, error) {
	p, err := b.listWatches(ctx, j)
	return p.Plain().Reveal(), err
}

func TestFollowedQuestionIsToldOnce(t *testing.T) {
	atDesk(t, func(d *desk) {
		seen := 0
		d.print(kestrel, "", "Kestrel Bank lost 40 million euros in March.")
		pass(time.Hour)
		if got := d.follow(watching, "who leads Kestrel Bank?"); !strings.HasPrefix(got, "Following: who leads Kestrel Bank?") || !strings.Contains(got, "31 Mar 2000") {
			t.Fatal(got)
		}
		d.print("https://ledger.example/rain", "", "Rain fell in Sollmar on Monday.")
		d.print("https://ledger.example/loss", "", "Kestrel Bank lost 40 million euros, a report said.")
		pass(time.Hour)
		if got := d.sawSince(&seen); len(got) != 0 {
			t.Fatalf("told what does not answer: %q", got)
		}
		d.print("https://ledger.example/chair", "", "Mara Lind leads Kestrel Bank, the bank said on Saturday.")
		pass(time.Hour)
		got := d.sawSince(&seen)
		if len(got) != 1 || !strings.Contains(got[0], "who leads Kestrel Bank?") || !strings.Contains(got[0], "Mara Lind leads Kestrel Bank, the bank said on Saturday.") {
			t.Fatalf("saw %q", got)
		}
		if key := d.chat.shown[0].Key; !strings.HasPrefix(key, "watch:") {
			t.Errorf("under the key %s", key)
		}
		// The same again, in another outlet's words and after a restart, is no news.
		d.print("https://post.example/chair", "", "Mara Lind leads Kestrel Bank, the bank said on Saturday.")
		d.restart()
		pass(3 * 24 * time.Hour)
		if got := d.sawSince(&seen); len(got) != 0 {
			t.Errorf("told again: %q", got)
		}
		d.print("https://post.example/next", "", "Ivo Marsh now leads Kestrel Bank, its board said.")
		pass(time.Hour)
		if got := d.sawSince(&seen); len(got) != 1 || !strings.Contains(got[0], "Ivo Marsh now leads") || strings.Contains(got[0], "Mara") {
			t.Errorf("saw %q", got)
		}
		d.wantNothingOwed()
	})
}

// A question is followed in words, as everything is done, by whoever may.
func TestFollowInWords(t *testing.T) {
	atDesk(t, func(d *desk) {
		seen := 0
		for i, tt := range []struct {
			role       briefing.Role
			says, want string
		}{
			{briefing.RoleRead, "follow who leads Kestrel Bank?", ""},
			{briefing.RoleSubscribe, "follow who leads Kestrel Bank?", "Following: who leads Kestrel Bank?"},
			{briefing.RoleSubscribe, "watch when does the ferry Brisa sail?", "Following: when does the ferry Brisa sail?"},
			{briefing.RoleRead, "following", "1. who leads Kestrel Bank?"},
			{briefing.RoleSubscribe, "unwatch 2", "Stopped following: when does the ferry Brisa sail?"},
		} {
			d.chat.messages <- Message{ID: fmt.Sprint("test:", i), Channel: room, From: "ann", Role: tt.role, Text: tt.says, At: time.Now()}
			pass(time.Minute)
			got := d.sawSince(&seen)
			if len(got) != 1 || !strings.Contains(got[0], tt.want) || tt.want == "" && strings.Contains(got[0], "Following") {
				t.Errorf("%q: saw %q", tt.says, got)
			}
		}
		d.print("https://ledger.example/chair", "", "Mara Lind leads Kestrel Bank, the bank said on Saturday.")
		pass(time.Hour)
		d.say("9", "source?")
		pass(time.Minute)
		got := d.sawSince(&seen)
		if len(got) != 2 || !strings.Contains(got[0], "Mara Lind leads Kestrel Bank") || !strings.Contains(got[1], "Mara Lind leads Kestrel Bank") {
			t.Errorf("saw %q", got)
		}
	})
}

// What was owed when a run ended is told by the next, once.
func TestNewsOutliveARun(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.follow(watching, "who leads Kestrel Bank?")
		d.stop()
		d.print("https://ledger.example/chair", "", "Mara Lind leads Kestrel Bank, the bank said on Saturday.")
		pass(time.Minute)
		for range 3 {
			d.start()
			pass(5 * time.Second)
			d.stop()
		}
		d.start()
		pass(time.Hour)
		if got := d.chat.saw(); len(got) != 1 || !strings.Contains(got[0], "Mara Lind") {
			t.Errorf("saw %q", got)
		}
	})
}

func TestFollowedQuestionKeepsToWhatAPlaceMaySee(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.hidden["room"] = []string{"inside"}
		d.follow(watching, "who leads Kestrel Bank?")
		d.print("https://ledger.example/chair", "inside", "Mara Lind leads Kestrel Bank, the bank said on Saturday.")
		pass(time.Hour)
		if got := d.chat.saw(); len(got) != 0 {
			t.Errorf("saw %q", got)
		}
	})
}

func TestFollowAfterAQuestion(t *testing.T) {
	atDesk(t, func(d *desk) {
		if got := d.follow(watching, ""); !strings.HasPrefix(got, "Nothing followed: no question was asked in this thread yet.") {
			t.Error(got)
		}
		d.print(kestrel, "", "Owen Hale leads Kestrel Bank.")
		d.say("1", "who leads Kestrel Bank?")
		pass(time.Minute)
		if got := d.follow(watching, ""); !strings.HasPrefix(got, "Following: who leads Kestrel Bank?") {
			t.Error(got)
		}
		d.say("2", "and what did he say?")
		pass(time.Minute)
		if got := d.follow(watching, ""); !strings.HasPrefix(got, "Nothing followed: that question leans on the one before it.") {
			t.Error(got)
		}
	})
}

func TestWatchesOfAChannel(t *testing.T) {
	atDesk(t, func(d *desk) {
		if got := d.follow(listed, ""); !strings.HasPrefix(got, "No questions are followed in this channel.") {
			t.Error(got)
		}
		for _, tt := range [][2]string{
			{"???", "Nothing followed: there is no word in it."},
			{strings.Repeat("why ", 80), "Nothing followed: a question to follow has at most 300 characters."},
			{"who leads Kestrel Bank?", "Following: who leads Kestrel Bank?"},
			{"Who leads Kestrel Bank", "Following: who leads Kestrel Bank?"}, // the same question
			{"when does the ferry sail?", "Following: when does the ferry sail?"},
		} {
			if got := d.follow(watching, tt[0]); !strings.HasPrefix(got, tt[1]) {
				t.Errorf("%q: %s", tt[0], got)
			}
			pass(time.Minute)
		}
		if got := d.follow(listed, ""); got != "Questions followed in this channel:\n1. who leads Kestrel Bank? (until 31 Mar 2000)\n2. when does the ferry sail? (until 31 Mar 2000)" {
			t.Error(got)
		}
		for _, tt := range [][2]string{
			{"", "Nothing stopped: this thread follows several questions."},
			{"3", "Nothing stopped: this channel follows no such question (3)."},
			{"the weather", "Nothing stopped: this channel follows no such question (the weather)."},
			{"2", "Stopped following: when does the ferry sail?"},
			{"", "Stopped following: who leads Kestrel Bank?"},
			{"", "Nothing stopped: this thread follows no question."},
		} {
			if got := d.follow(unfollowing, tt[0]); !strings.HasPrefix(got, tt[1]) {
				t.Errorf("unfollow %q: %s", tt[0], got)
			}
		}
		for i := range maxWatches + 1 {
			got := d.follow(watching, fmt.Sprintf("who won race %d?", i))
			if full := strings.HasPrefix(got, "Nothing followed: this channel follows 50 questions already."); full != (i == maxWatches) {
				t.Fatalf("the %d-th: %s", i+1, got)
			}
		}
	})
}

func TestWatchEndsWithALine(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.follow(watching, "who leads Kestrel Bank?")
		all, err := d.Watches(context.Background())
		if err != nil || len(all) != 1 || all[0].Ends.Sub(all[0].Made) != watchFor {
			t.Fatalf("%+v, %v", all, err)
		}
		all[0].Ends = time.Now().Add(2 * time.Hour) // the bubble need not live for three months
		if err := d.PutWatch(context.Background(), all[0]); err != nil {
			t.Fatal(err)
		}
		pass(time.Hour)
		d.wantSeen()
		pass(2 * time.Hour)
		d.wantSeen("I no longer follow: who leads Kestrel Bank?\nIts 90 days are over.")
		d.print("https://ledger.example/chair", "", "Mara Lind leads Kestrel Bank, the bank said on Saturday.")
		d.restart()
		pass(24 * time.Hour)
		if got := d.chat.saw(); len(got) != 1 {
			t.Errorf("saw %q", got)
		}
		if left, err := d.Watches(context.Background()); err != nil || len(left) > 0 {
			t.Errorf("left: %v, %v", left, err)
		}
	})
}

// A thousand watches cost no more than those that new articles may answer, and these are told to all who wait.
func TestManyWatches(t *testing.T) {
	atDesk(t, func(d *desk) {
		now := time.Now()
		for i := range 1000 {
			where := briefing.Channel{Service: "test", ID: fmt.Sprint("c", i/50), Thread: fmt.Sprint(i)}
			q := fmt.Sprintf("who won race %d in Xanad%s?", i, string(rune('a'+i%26)))
			if i%100 == 0 {
				q = "who leads Kestrel Bank?"
			}
			w := briefing.Watch{ID: watchID(where, q), Channel: where, Question: q, Since: now, Made: now, Ends: now.Add(watchFor)}
			if err := d.PutWatch(context.Background(), w); err != nil {
				t.Fatal(err)
			}
		}
		var asked atomic.Int32
		counted := countingAnswerer{d.bot.answerer, &asked}
		d.stop()
		adjust := d.adjust
		d.adjust = func(o *Options) { adjust(o); o.Answerer = counted }
		d.start()
		pass(time.Minute)
		d.print("https://ledger.example/chair", "", "Mara Lind leads Kestrel Bank, the bank said on Saturday.")
		pass(time.Hour)
		if got := d.chat.saw(); len(got) != 10 {
			t.Errorf("%d threads were told", len(got))
		}
		if n := asked.Load(); n != 20 {
			t.Errorf("asked %d questions: each of ten threads' once to look and once to tell", n)
		}
	})
}

type countingAnswerer struct {
	Answerer
	asked *atomic.Int32
}

func (c countingAnswerer) Answer(ctx context.Context, q briefing.Question) (briefing.Answer, error) {
	c.asked.Add(1)
	return c.Answerer.Answer(ctx, q)
}

// A channel hears of what its digest told, and holds no more, at the head of the next digest, and not a second time.
func TestDigestOpensWithCorrections(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.stop()
		adjust := d.adjust
		d.adjust = func(o *Options) {
			adjust(o)
			o.Compiler = digest.New(func(fn func(digest.Snapshot) error) error {
				return d.View(context.Background(), func(v *store.View) error { return fn(v) })
			}, allowance.Default)
		}
		d.subscribed(clock(1, 0, 0), 480)
		d.start()
		pass(time.Hour)
		const text = "Kestrel Bank lost 40 million euros in March, the bank said."
		d.print(kestrel, "", text)
		till(clock(1, 8, 1))
		saw := d.chat.saw()
		if !strings.Contains(strings.Join(saw, "\n"), text) {
			t.Fatalf("the digest does not tell it: %q", saw)
		}
		pass(time.Hour)
		d.print(kestrel, "", strings.Replace(text, "40", "14", 1))
		till(clock(2, 7, 59))
		if more := d.chat.saw()[len(saw):]; len(more) != 0 {
			t.Fatalf("told before the digest: %q", more)
		}
		till(clock(2, 8, 1))
		next := d.chat.saw()[len(saw):]
		said := strings.Join(next, "\n")
		if !strings.Contains(said, "Correction\nTold here on 1 Jan 2000: “"+text+"”") || !strings.Contains(said, "The article now says: “Kestrel Bank lost 14 million") {
			t.Fatalf("the next digest: %q", next)
		}
		d.restart()
		till(clock(4, 9, 0))
		if again := strings.Join(d.chat.saw()[len(saw)+len(next):], "\n"); strings.Contains(again, "Correction") || strings.Contains(again, "40 million") {
			t.Errorf("told again: %q", again)
		}
	})
}

// What a digest told is corrected by the next digest; a corrective comes only where there is none for a day.
func TestDigestCorrectsFirst(t *testing.T) {
	now := clock(3, 0, 0)
	b := &Bot{now: func() time.Time { return now }, chats: map[string]Chat{"test": newChat("test")}}
	channel := room
	channel.Thread = ""
	tests := []struct {
		name         string
		subscription briefing.Subscription
		seen         time.Time
		owed         bool
	}{
		{"a digest is to come", briefing.Subscription{ID: "s1"}, now.Add(-time.Hour), false},
		{"it did not come for more than a day", briefing.Subscription{ID: "s1"}, now.Add(-27 * time.Hour), true},
		{"it is paused", briefing.Subscription{ID: "s1", Paused: now}, now.Add(-time.Hour), true},
		{"it cannot be told any more", briefing.Subscription{ID: "s1", Disabled: "channel_not_found"}, now.Add(-time.Hour), true},
		{"it was stopped", briefing.Subscription{ID: "s2"}, now.Add(-time.Hour), true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := &ledgerOnly{corrections: []briefing.Correction{{
				Telling: briefing.Telling{Fact: "r.0-4", Article: "a", Channel: channel, Subscription: "s1", At: now.Add(-40 * time.Hour)}, Next: "r2", Seen: tt.seen,
			}}, subscriptions: []briefing.Subscription{tt.subscription}}
			b.memory = m
			if err := b.oweCorrectives(context.Background()); err != nil || (len(m.jobs) == 1) != tt.owed {
				t.Errorf("owed %v, %v", m.jobs, err)
			}
		})
	}
}

// ledgerOnly is a memory of corrections and subscriptions.
type ledgerOnly struct {
	Memory
	corrections   []briefing.Correction
	subscriptions []briefing.Subscription
	jobs          []briefing.Job
}

func (m *ledgerOnly) Corrections(context.Context, briefing.Channel) ([]briefing.Correction, error) {
	return slices.Clone(m.corrections), nil
}

func (m *ledgerOnly) Subscriptions(context.Context) ([]briefing.Subscription, error) {
	return m.subscriptions, nil
}

func (m *ledgerOnly) AddJob(_ context.Context, j briefing.Job) (bool, error) {
	m.jobs = append(m.jobs, j)
	return true, nil
}
