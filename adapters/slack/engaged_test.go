package slack

import (
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
)

// What is said without a mention is for the bot only in threads it takes part in, and in channels for questions.
func TestOverheard(t *testing.T) {
	const thread = "1700000000.000100"
	questions := Policy{AnswerIn: []string{slacktest.Channel}}
	for name, tt := range map[string]struct {
		thread, text, subtype string
		policy                Policy
		heard                 bool
	}{
		"in its thread":                   {thread: thread, text: "and when?", heard: true},
		"in its thread, no question":      {thread: thread, text: "the mayor", heard: true},
		"also sent to the channel":        {thread: thread, text: "and when?", subtype: "thread_broadcast", heard: true},
		"in another thread":               {thread: "1600000000.000100", text: "and when?"},
		"to somebody else in its thread":  {thread: thread, text: "<@U2> and you?"},
		"about somebody else":             {thread: thread, text: "ask <@U2|ada>"},
		"to everybody in its thread":      {thread: thread, text: "<!here> lunch?"},
		"thanks":                          {thread: thread, text: "Thanks a lot, great! :tada:"},
		"a picture":                       {thread: thread, text: "", subtype: "file_share"},
		"emoji":                           {thread: thread, text: ":+1::skin-tone-3:"},
		"yes, which may answer something": {thread: thread, text: "yes", heard: true},
		"in a channel":                    {text: "who knows?"},
		"in a channel for questions":      {text: "who knows?", policy: questions, heard: true},
		"no question mark there":          {text: "When does the bridge open", policy: questions, heard: true},
		"no question there":               {text: "The bridge is open", policy: questions},
		"to somebody there":               {text: "<@U2> who knows?", policy: questions},
		"in a thread of others there":     {thread: "1600000000.000100", text: "who knows?", policy: questions},
		"somebody joined there":           {text: "who?", subtype: "channel_join", policy: questions},
		"a mention by the event of texts": {text: "<@UBOT> who?", heard: true},
		"of somebody whose id is longer":  {text: "<@UBOTTLE> who?"},
	} {
		t.Run(name, func(t *testing.T) {
			w := open(t, tt.policy, scriptedDesk{engaged: map[string]bool{thread: true}})
			w.event(map[string]any{"type": "message", "channel_type": "channel", "user": "U1", "text": tt.text, "subtype": tt.subtype,
				"ts": "1700000001.000100", "thread_ts": tt.thread, "channel": slacktest.Channel})
			if tt.heard {
				if m := w.heard(); m.ID != "slack:T1/C1/1700000001.000100" {
					t.Errorf("heard %+v", m)
				}
			}
			w.quiet()
		})
	}
}

// One message is one question, whichever of its events comes first.
func TestMentionInItsThread(t *testing.T) {
	w := open(t, Policy{}, scriptedDesk{engaged: map[string]bool{"1700000000.000100": true}})
	ev := mention("1700000001.000100", "<@UBOT> and when?")
	ev["thread_ts"] = "1700000000.000100"
	w.event(ev)
	ev["type"], ev["channel_type"] = "message", "channel"
	w.event(ev)
	if first, second := w.heard(), w.heard(); first.ID != second.ID {
		t.Errorf("%q and %q", first.ID, second.ID)
	}
}

// Whoever sends the bot pictures, files or emoji is told how to ask, alone and once; a mention and nothing else is for the bot to answer.
func TestOnlyWordsAreRead(t *testing.T) {
	w := open(t, Policy{}, scriptedDesk{suggests: []string{"Who runs the ferry?", "When?", "Where?", "Why?"}})
	for range 2 {
		w.event(mention("1700000001.000100", "<@UBOT> :tada:"))
	}
	file := direct("1700000002.000100", "")
	file["subtype"], file["files"] = "file_share", []any{map[string]any{"id": "F1"}}
	w.event(file)
	posts := w.WaitPosts(t, 2)
	w.quiet()
	places := map[string]string{}
	for _, p := range posts {
		places[p.Channel] = p.Only + p.Thread
		if !strings.Contains(p.Text, "text only") || !strings.Contains(p.Text, "Who runs the ferry?") || strings.Contains(p.Text, "Why?") {
			t.Errorf("shown: %q", p.Text)
		}
	}
	if len(posts) != 2 || places[slacktest.Channel] != "U1" || places[slacktest.Direct] != "1700000002.000100" {
		t.Errorf("shown in %v", places)
	}
	w.event(mention("1700000003.000100", "<@UBOT>"))
	if m := w.heard(); m.Text != "" {
		t.Errorf("heard %+v", m)
	}
	file["text"], file["ts"] = "who is this?", "1700000004.000100"
	w.event(file)
	if m := w.heard(); m.Text != "who is this?" {
		t.Errorf("heard %+v", m)
	}
}
