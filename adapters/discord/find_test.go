package discord

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

const (
	sought = "abcdefghijklmnopqrstuvwx2"
	before = "bbcdefghijklmnopqrstuvwx2"
)

func marked(mark string) post.Post {
	return post.Post{Mark: mark, Parts: []post.Part{note("one two")}}
}

func TestFind(t *testing.T) {
	t.Parallel()
	shown := time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC)
	inChannel := briefing.Channel{Service: "discord", Workspace: guild, ID: channel}
	const first, second = "500000000000000002", "500000000000000003" // of the bot; the question is a message, too
	for name, tt := range map[string]struct {
		to      briefing.Channel
		prepare func(f *fake)
		known   string
		want    bot.Proof
		err     bool
	}{
		"shown as a reply":     {to: thread, want: bot.Present},
		"shown in a channel":   {to: inChannel, want: bot.Present},
		"not shown":            {to: thread, prepare: func(f *fake) { f.remove(second) }, want: bot.Absent},
		"not shown, known":     {to: inChannel, known: first, prepare: func(f *fake) { f.remove(second) }, want: bot.Absent},
		"not shown in channel": {to: inChannel, prepare: func(f *fake) { f.remove(second) }, want: bot.Absent},
		"the question is gone": {to: thread, prepare: func(f *fake) { f.remove(second); f.remove(thread.Thread) }, want: bot.Unproved},
		"the known is gone":    {to: inChannel, known: "500000000000000009", prepare: func(f *fake) { f.remove(second) }, want: bot.Unproved},
		"an odd known":         {to: inChannel, known: "../x", prepare: func(f *fake) { f.remove(second) }, want: bot.Unproved},
		"no mark is seen": {to: thread, prepare: func(f *fake) { f.remove(first); f.remove(second) },
			want: bot.Unproved},
		"marks do not survive": {to: thread, prepare: func(f *fake) {
			f.remove(first)
			f.remove(second)
			f.say(channel, second, self, "one two")
		}, want: bot.Unproved},
		"somebody else has the mark": {to: thread, prepare: func(f *fake) {
			f.remove(second)
			f.say(channel, second, asker, withMark("one two", sought))
		}, want: bot.Absent},
		"blind":           {to: thread, prepare: func(f *fake) { f.blind = true }, want: bot.Unproved},
		"channel is gone": {to: inChannel, prepare: func(f *fake) { delete(f.channels, channel) }, want: bot.Unproved},
		"many messages since": {to: thread, want: bot.Present, prepare: func(f *fake) {
			for n := range 250 {
				f.say(channel, fmt.Sprint(510000000000000001+n), asker, "chatter")
			}
		}},
		"in the thread": {to: briefing.Channel{Service: "discord", Workspace: guild, ID: channel, Thread: "t" + first}, want: bot.Present,
			prepare: func(f *fake) {
				f.remove(second)
				f.channels[first] = guild
				f.say(first, second, self, withMark("one two", sought))
			}},
		"beside the thread": {to: briefing.Channel{Service: "discord", Workspace: guild, ID: channel, Thread: "t" + first}, want: bot.Present},
		"nowhere": {to: briefing.Channel{Service: "discord", Workspace: guild, ID: channel, Thread: "t" + first}, want: bot.Absent,
			prepare: func(f *fake) { f.remove(second) }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t)
			c := f.chat()
			f.say(channel, thread.Thread, asker, "who?")
			for _, mark := range []string{before, sought} {
				if _, err := c.Send(t.Context(), inChannel, marked(mark)); err != nil {
					t.Fatal(err)
				}
			}
			if tt.prepare != nil {
				tt.prepare(f)
			}
			proof, receipt, err := c.Find(t.Context(), tt.to, sought, shown, tt.known)
			if proof != tt.want || (err != nil) != tt.err {
				t.Errorf("Find = %v, %v, want %v", proof, err, tt.want)
			}
			if proof == bot.Present && (receipt.ID != second || !receipt.At.Equal(shown)) {
				t.Errorf("receipt %+v", receipt)
			}
		})
	}
	c := newFake(t).chat()
	if proof, _, err := c.Find(t.Context(), thread, "odd", shown, ""); proof != bot.Unproved || err != nil {
		t.Errorf("a mark that cannot be hidden: %v, %v", proof, err)
	}
}

// FuzzWithMark: a mark is found where it was put, changes nothing that is read, and no stranger's words can hold one.
func FuzzWithMark(f *testing.F) {
	f.Add("### Ferry line\n> “words”", sought)
	f.Add("-# [read](<https://h.example>)", before)
	f.Add("x", "k")
	f.Add(hidden(sought), sought)
	f.Fuzz(func(t *testing.T, text, mark string) {
		content := escape(text, true)
		if hasMark(content) {
			t.Errorf("strangers' words hold a mark: %q", content)
		}
		got, put := withMark(content, mark), hidden(mark)
		if strings.Replace(got, put, "", 1) != content {
			t.Errorf("%q became %q", content, got)
		}
		if hasMark(got) != (put != "") || !strings.Contains(got, put) || units(put) > hiddenLen {
			t.Errorf("mark %q is not found in %q", mark, got)
		}
	})
}

// A mark stands where it neither breaks markup nor is trimmed.
func TestWithMark(t *testing.T) {
	for content, want := range map[string]string{
		"### Ferry line":    "### FerryX line",
		"> “The council":    "> “TheX council",
		"-# 2 articles":     "-# 2X articles",
		"one":               "oneX",
		"> “One”\n> two to": "> “One”\n> twoX to",
		"":                  "X",
	} {
		if got := strings.Replace(withMark(content, sought), hidden(sought), "X", 1); got != want {
			t.Errorf("%q became %q, want %q", content, got, want)
		}
	}
	if hidden(sought) == hidden(before) {
		t.Error("two marks look alike")
	}
}

// The stories of a digest stand in a thread under it; where there can be none, they are replies to it.
func TestSendUnder(t *testing.T) {
	t.Parallel()
	for name, forbid := range map[string]string{"": "", "no right to": `{"message":"Missing Permissions","code":50013}`} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t)
			f.forbid = forbid
			c := f.chat()
			to := briefing.Channel{Service: "discord", Workspace: guild, ID: channel}
			if !c.Threads(to) || c.Threads(briefing.Channel{Service: "discord", ID: channel}) {
				t.Error("threads are in servers, and not in direct messages")
			}
			parent, err := c.Send(t.Context(), to, marked(before))
			if err != nil {
				t.Fatal(err)
			}
			to.Thread = parent.Thread
			for n := range 2 {
				r, err := c.Send(t.Context(), to, marked(fmt.Sprint(sought[:24], n+2)))
				if err != nil || r.Thread != to.Thread {
					t.Fatalf("Send = %+v, %v", r, err)
				}
			}
			want := posted{Channel: parent.ID}
			if forbid != "" {
				want = posted{Channel: channel, Reference: parent.ID}
			}
			for _, p := range f.posts()[1:] {
				if p.Channel != want.Channel || p.Reference != want.Reference {
					t.Errorf("posted in %s as a reply to %q, want %+v", p.Channel, p.Reference, want)
				}
			}
		})
	}
}
