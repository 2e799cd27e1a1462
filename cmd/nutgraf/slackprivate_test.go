package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
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
