package slack

import (
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
)

// Whoever opens the conversation sees up to four questions that have an answer; as long as there are none, nothing.
func TestSuggestions(t *testing.T) {
	for name, tt := range map[string]struct {
		questions []string
		want      int
	}{
		"none":      {nil, 0},
		"one":       {[]string{"Who runs the ferry?"}, 1},
		"too many":  {[]string{"a?", "b?", "c?", "d?", "e?"}, 4},
		"long ones": {[]string{strings.Repeat("Who runs the ferry? ", 30)}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			w := open(t, Policy{}, scriptedDesk{suggests: tt.questions})
			w.WaitAck(t, w.OpenHome(t, 0, "U1", "messages"))
			if tt.want == 0 {
				w.quiet()
				if n := w.Calls("assistant.threads.setSuggestedPrompts"); n != 0 {
					t.Errorf("%d calls", n)
				}
				return
			}
			w.WaitFor(t, "suggestions", func() bool { return len(w.AssistantLocked(slacktest.Direct, "").Prompts) == tt.want })
			for _, p := range w.Assistant(slacktest.Direct, "").Prompts {
				if len(p.Title) > maxPrompt+len("…") || p.Message != tt.questions[0] && len(tt.questions) == 1 {
					t.Errorf("prompt %+v", p)
				}
			}
		})
	}
}

// While somebody looks around, the suggestions are made anew only once they are old. The agent view as it was says which thread was opened.
func TestSuggestionsFollow(t *testing.T) {
	w := open(t, Policy{}, scriptedDesk{suggests: []string{"Who runs the ferry?"}})
	moved := map[string]any{"type": "app_context_changed", "user": "U1", "channel": slacktest.Direct, "context": map[string]any{"entities": []any{}}}
	w.WaitAck(t, w.OpenHome(t, 0, "U1", "messages"))
	w.WaitFor(t, "suggestions", func() bool { return w.CallsLocked("assistant.threads.setSuggestedPrompts") == 1 })
	w.event(moved)
	w.quiet()
	if n := w.Calls("assistant.threads.setSuggestedPrompts"); n != 1 {
		t.Errorf("suggested %d times", n)
	}
	w.chat.homes.mu.Lock()
	w.chat.homes.people["U1"].suggested = time.Now().Add(-suggestEvery)
	w.chat.homes.mu.Unlock()
	w.event(moved)
	w.WaitFor(t, "new suggestions", func() bool { return w.CallsLocked("assistant.threads.setSuggestedPrompts") == 2 })

	w.event(map[string]any{"type": "assistant_thread_started", "assistant_thread": map[string]any{"user_id": "U1", "channel_id": slacktest.Direct,
		"thread_ts": "1700000000.000100", "context": map[string]any{}}})
	w.WaitFor(t, "suggestions in a thread", func() bool { return len(w.AssistantLocked(slacktest.Direct, "1700000000.000100").Prompts) == 1 })
}

// A workspace without the agent view is asked once, and everything else goes on.
func TestNoAgentView(t *testing.T) {
	w := open(t, Policy{}, scriptedDesk{suggests: []string{"Who runs the ferry?"}})
	w.Fail("assistant.threads.setSuggestedPrompts", slacktest.Fault{Code: "feature_not_enabled"})
	w.WaitAck(t, w.OpenHome(t, 0, "U1", "messages"))
	w.log.await(t, "(has no agent view)")
	w.WaitAck(t, w.OpenHome(t, 0, "U1", "messages"))
	w.event(map[string]any{"type": "agent_session_stopped", "channel": slacktest.Direct, "thread_ts": "1700000000.000100", "user": "U1"})
	w.event(direct("1700000001.000100", "who runs the ferry?"))
	if m := w.heard(); m.Text != "who runs the ferry?" {
		t.Errorf("heard %+v", m)
	}
	w.quiet()
	if n := w.Calls("assistant.threads.setSuggestedPrompts") + w.Calls("assistant.threads.setTitle") + w.Calls("assistant.threads.setStatus"); n != 1 {
		t.Errorf("%d calls", n)
	}
}

// A conversation is named after the question that it begins with; a command is no name, and a second question gives none.
func TestTitle(t *testing.T) {
	w := open(t, Policy{}, scriptedDesk{})
	w.event(direct("1700000001.000100", "help"))
	w.event(direct("1700000002.000100", "who runs\nthe ferry?"))
	w.WaitFor(t, "a name", func() bool {
		return w.AssistantLocked(slacktest.Direct, "1700000002.000100").Title == "who runs the ferry?"
	})
	second := direct("1700000003.000100", "and when?")
	second["thread_ts"] = "1700000002.000100"
	w.event(second)
	for range 3 {
		w.heard()
	}
	w.quiet()
	if title := w.Assistant(slacktest.Direct, "1700000002.000100").Title; title != "who runs the ferry?" {
		t.Errorf("named %q", title)
	}
	if title := w.Assistant(slacktest.Direct, "1700000001.000100").Title; title != "" {
		t.Errorf("named %q after a command", title)
	}
}

// Stop takes back that the bot is at work.
func TestSessionStopped(t *testing.T) {
	w := open(t, Policy{}, scriptedDesk{})
	w.event(map[string]any{"type": "agent_session_stopped", "channel": slacktest.Direct, "thread_ts": "1700000000.000100", "user": "U1"})
	w.WaitFor(t, "no status", func() bool { return w.AssistantLocked(slacktest.Direct, "1700000000.000100").Statuses == 1 })
	if a := w.Assistant(slacktest.Direct, "1700000000.000100"); a.Status != "" {
		t.Errorf("status %q", a.Status)
	}
}
