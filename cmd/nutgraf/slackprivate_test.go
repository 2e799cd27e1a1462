package main

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
	"github.com/nutgraf/nutgraf/store"
)

// TestSlackPrivateAnswer asks by command: the answer is for the person alone, until they share it, and goes when they say so.
func TestSlackPrivateAnswer(t *testing.T) {
	workspace := slacktest.New(t)
	workspace.Person("U7", "")
	stop := startOnSlack(t, workspace, filepath.Join(t.TempDir(), "news.db"))
	defer stop()
	workspace.WaitSockets(t, 1, 1)
	workspace.WaitAck(t, workspace.Command(t, 0, slacktest.Channel, "U7", "/brief", "how many people were aboard the ferry?"))
	private := workspace.WaitPosts(t, 1)[0]
	if private.Only != "U7" || private.Channel != slacktest.Channel || !strings.Contains(private.Text, "214 people were aboard") {
		t.Fatalf("the answer is %+v", private)
	}
	if faults := slacktest.BlockFaults(private.Blocks); len(faults) > 0 {
		t.Errorf("Slack would refuse the blocks: %v", faults)
	}

	share := buttonOf(t, private, "share")
	for range 2 { // a double click shares once
		workspace.WaitAck(t, workspace.Press(t, 0, private, "U7", share.ID, share.Value, "1741080002.000100"))
	}
	workspace.WaitAck(t, workspace.Press(t, 0, private, "U7", share.ID, share.Value, "1741080003.000100"))
	posts := workspace.WaitPosts(t, 3) // the answer, what is shared, and that it is
	shared := slices.DeleteFunc(slices.Clone(posts), func(p slacktest.Post) bool { return p.Only != "" })
	if len(shared) != 1 || shared[0].Thread != "" || !strings.Contains(shared[0].Text, "214 people were aboard") || !strings.Contains(shared[0].Text, "Shared by") {
		t.Errorf("shared %+v", shared)
	}

	remove := buttonOf(t, private, "delete")
	workspace.WaitAck(t, workspace.Press(t, 0, private, "U7", remove.ID, remove.Value, "1741080004.000100"))
	workspace.WaitAck(t, workspace.Command(t, 0, slacktest.Channel, "U7", "/brief", "status"))
	workspace.WaitPosts(t, 4) // three stay, and that one is gone, and the status
	for _, p := range workspace.Posts() {
		if p.TS == private.TS {
			t.Errorf("what was deleted is there: %+v", p)
		}
	}
}

// TestSlackFeedback judges an answer twice: the latest judgement stands, with its reason, and is confirmed to the person alone.
func TestSlackFeedback(t *testing.T) {
	workspace := slacktest.New(t)
	workspace.Person("U7", "")
	path := filepath.Join(t.TempDir(), "news.db")
	stop := startOnSlack(t, workspace, path)
	workspace.WaitSockets(t, 1, 1)
	ts := "1741080000.000100"
	workspace.WaitAck(t, workspace.Deliver(t, 0, map[string]any{"type": "app_mention", "user": "U7", "channel": slacktest.Channel, "ts": ts,
		"text": "<@" + slacktest.BotUser + "> how many people were aboard the ferry?"}))
	answer := workspace.WaitPosts(t, 1)[0]
	judge := func(what, ts string) {
		id := regexp.MustCompile(what + ` of answer [a-z2-7]{8}`).FindString(string(answer.Blocks))
		workspace.WaitAck(t, workspace.Press(t, 0, answer, "U7", what, id, ts))
	}
	judge("good", "1741080001.000100")
	workspace.WaitPosts(t, 2)
	judge("wrong", "1741080002.000100")
	workspace.WaitFor(t, "a form", func() bool { return workspace.ModalLocked("U7") != nil })
	workspace.WaitAck(t, workspace.Submit(t, 0, "U7", map[string]map[string]any{"reason": {"value": map[string]any{"type": "plain_text_input", "value": "It was 412"}}}))
	for _, p := range workspace.WaitPosts(t, 3)[1:] {
		if p.Only != "U7" || !strings.HasPrefix(p.Text, "Noted") {
			t.Errorf("confirmed by %+v", p)
		}
	}
	stop()
	db, err := store.Open(path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	said, err := db.Feedback(t.Context())
	if err != nil || len(said) != 1 || said[0].Good || said[0].Reason != "It was 412" || said[0].From != "U7" {
		t.Errorf("kept %+v, %v", said, err)
	}
}
