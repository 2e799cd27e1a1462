package main

import (
	"context"
	"encoding/json"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/adapters/slack"
	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/briefing/read"
	"github.com/nutgraf/nutgraf/store"
)

const ferryLine = `{"url":"https://coast.example/ferry","title":"Ferry inquiry opens","outlet":"Coast Herald","published":"2025-03-04T09:00:00Z",` +
	`"text":"The harbour authority said 214 people were aboard when the ferry ran aground on 2 March 2025.\n\n“The drills were signed off but never held,” said Mara Lind, the inquiry chair."}`

// TestSlackQuestion sends a question all the way: from the socket of a workspace through the durable queue and the real
// index to a post in the thread. The program ends and starts again, Slack delivers again, and still there is one answer.
func TestSlackQuestion(t *testing.T) {
	workspace := slacktest.New(t)
	path := filepath.Join(t.TempDir(), "news.db")
	mention := map[string]any{
		"type": "app_mention", "user": "U1", "text": "<@" + slacktest.BotUser + "> how many people were aboard the ferry?",
		"ts": "1741080000.000100", "channel": slacktest.Channel, "event_ts": "1741080000.000100",
	}

	stop := startOnSlack(t, workspace, path)
	workspace.WaitSockets(t, 1, 1)
	workspace.WaitAck(t, workspace.Deliver(t, 0, mention))
	posts := workspace.WaitPosts(t, 1)
	stop()

	if p := posts[0]; p.Channel != slacktest.Channel || p.Thread != "1741080000.000100" || !strings.Contains(p.Text, "214 people were aboard") {
		t.Errorf("the answer is %+v", p)
	}
	if faults := slacktest.BlockFaults(posts[0].Blocks); len(faults) > 0 {
		t.Errorf("Slack would refuse the blocks: %v", faults)
	}

	stop = startOnSlack(t, workspace, path)
	workspace.WaitSockets(t, 1, 2)
	workspace.WaitAck(t, workspace.Deliver(t, 0, mention))
	other := map[string]any{
		"type": "message", "channel_type": "im", "user": "U1", "text": "what did Mara Lind say?",
		"ts": "1741080001.000100", "channel": slacktest.Direct, "event_ts": "1741080001.000100",
	}
	workspace.WaitAck(t, workspace.Deliver(t, 0, other))
	posts = workspace.WaitPosts(t, 2) // jobs are claimed in order, so a second answer to the first would have come before
	if len(posts) != 2 || !strings.Contains(posts[1].Text, "never held") {
		t.Errorf("posts after a redelivery: %+v", posts)
	}

	// A button under the first answer is about that answer, though the program that gave it has ended.
	button := buttonOf(t, posts[0], "sources")
	for range 2 { // Slack may bring a press twice
		workspace.WaitAck(t, workspace.Press(t, 0, posts[0], "U2", button.ID, button.Value, "1741080002.000100"))
	}
	other["ts"], other["event_ts"] = "1741080003.000100", "1741080003.000100"
	workspace.WaitAck(t, workspace.Deliver(t, 0, other))
	posts = workspace.WaitPosts(t, 4)
	stop()
	if p := posts[2]; len(posts) != 4 || p.Channel != posts[0].Channel || p.Thread != posts[0].Thread || !strings.Contains(p.Text, "214 people were aboard") {
		t.Errorf("posts after a press: %+v", posts[2:])
	}
}

type button struct {
	ID    string `json:"action_id"`
	Value string `json:"value"`
}

// buttonOf is the button of an id under a post.
func buttonOf(t *testing.T, p slacktest.Post, id string) button {
	t.Helper()
	var blocks []struct {
		Elements []button `json:"elements"`
	}
	// Elements of other blocks have no action_id.
	if err := json.Unmarshal(p.Blocks, &blocks); err != nil {
		t.Fatal(err)
	}
	for _, b := range blocks {
		for _, e := range b.Elements {
			if e.ID == id {
				return e
			}
		}
	}
	t.Fatalf("no button %s under %s", id, p.Blocks)
	return button{}
}

// startOnSlack runs the bot on a fake workspace; the function it returns stops it and waits until it has ended.
func startOnSlack(t *testing.T, workspace *slacktest.Server, path string) func() {
	t.Helper()
	h, err := openHouse(t.Context(), database{path: path}, store.Options{PanicOnLongView: true}, streams{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	articles := read.Articles(strings.NewReader(ferryLine), read.Source{Name: "ferry.jsonl"})
	if _, err := h.intake.Add(ctx, articles, func(err error) { t.Error(err) }, nil); err != nil {
		t.Fatal(err)
	}
	chat, err := slack.New(slack.Options{BotToken: slacktest.BotToken, AppToken: slacktest.AppToken, APIURL: workspace.APIURL})
	if err != nil {
		t.Fatal(err)
	}
	b := bot.New(bot.Options{
		Answerer: h.answer, Compiler: h.digest, Memory: h.db,
		Chats: []bot.Chat{chat}, Workers: 1, Log: slog.New(slog.DiscardHandler),
	})
	ended := make(chan error, 1)
	go func() { ended <- b.Run(ctx) }()
	return func() {
		t.Helper()
		cancel()
		select {
		case err := <-ended:
			if err != nil {
				t.Errorf("the bot ended with %v", err)
			}
		case <-time.After(10 * time.Second):
			t.Fatal("the bot did not stop")
		}
		if err := h.db.Close(); err != nil {
			t.Error(err)
		}
	}
}
