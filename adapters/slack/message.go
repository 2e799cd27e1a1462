package slack

import (
	"cmp"
	"context"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/briefing"
)

// event is what happened, as far as it matters here: https://docs.slack.dev/reference/events
type event struct {
	Team        string     `json:"-"` // the workspace it was delivered for
	Shared      bool       `json:"-"` // the channel is shared with another workspace
	Type        string     `json:"type"`
	Subtype     string     `json:"subtype"`
	Channel     string     `json:"channel"`
	ChannelType string     `json:"channel_type"`
	User        string     `json:"user"`
	UserTeam    string     `json:"user_team"`
	BotID       string     `json:"bot_id"`
	BotProfile  *struct{}  `json:"bot_profile"`
	Text        string     `json:"text"`
	TS          string     `json:"ts"`
	ThreadTS    string     `json:"thread_ts"`
	Edited      *struct{}  `json:"edited"`
	Hidden      bool       `json:"hidden"`
	Files       []struct{} `json:"files"`
	EventTS     string     `json:"event_ts"`
	Tab         string     `json:"tab"`     // of app_home_opened
	Inviter     string     `json:"inviter"` // of member_joined_channel

	Thread struct { // of the agent view as it was
		User     string `json:"user_id"`
		Channel  string `json:"channel_id"`
		ThreadTS string `json:"thread_ts"`
	} `json:"assistant_thread"`
}

// readEvent reads the event of an envelope; ok is false when it brings none of a kind handled here.
func readEvent(e envelope) (ev event, ok bool) {
	if e.Type != "events_api" {
		return event{}, false
	}
	var outer struct {
		Team   string          `json:"team_id"`
		Shared bool            `json:"is_ext_shared_channel"`
		Event  json.RawMessage `json:"event"`
	}
	var kind struct {
		Type string `json:"type"`
	}
	if json.Unmarshal(e.Payload, &outer) != nil || json.Unmarshal(outer.Event, &kind) != nil {
		return event{}, false
	}
	if !events[kind.Type] || json.Unmarshal(outer.Event, &ev) != nil {
		return event{Type: kind.Type}, false
	}
	ev.Team, ev.Shared = outer.Team, outer.Shared
	return ev, true
}

// events are those that mean something to the bot, or nothing: those that it need not know of, but would be sent, are no fault.
var events = map[string]bool{
	"app_mention": true, "message": true, "app_home_opened": true, "member_joined_channel": true, "app_context_changed": true,
	"agent_session_stopped": true, "agent_session_title_changed": true, "assistant_thread_started": true, "assistant_thread_context_changed": true,
	"app_uninstalled": true, "tokens_revoked": true,
}

// event does what an event asks for.
func (c *Chat) event(ctx context.Context, self identity, e envelope, receive receiver) error {
	ev, ok := readEvent(e)
	if !ok {
		c.unknown(e, "event "+ev.Type)
		return nil
	}
	switch ev.Type {
	case "app_mention", "message":
		return c.heard(ctx, self, e, ev, receive)
	case "app_home_opened":
		c.homeOpened(self, ev)
	case "member_joined_channel":
		return c.joined(ctx, self, e, ev, receive)
	case "app_context_changed": // what people look at elsewhere is no matter; but they are here, and there may be news
		c.suggest(self, ev.Channel, "", ev.User, false)
	case "assistant_thread_started":
		c.suggest(self, ev.Thread.Channel, ev.Thread.ThreadTS, ev.Thread.User, true)
	case "agent_session_stopped":
		c.sessionStopped(ev)
	case "app_uninstalled", "tokens_revoked":
		c.lose(map[string]string{"app_uninstalled": "account_inactive", "tokens_revoked": "token_revoked"}[ev.Type])
	}
	return nil
}

// message is what ev says to the bot, or why it says nothing to it. Two bots that answer each other
// never stop, so whatever a program may have written is ignored.
func (ev event) message(self identity) (m bot.Message, ignored string) {
	switch {
	case ev.BotID != "" || ev.BotProfile != nil:
		return m, "from a bot"
	case ev.User == "" || ev.User == self.user || ev.User == "USLACKBOT":
		return m, "not from a person"
	case ev.Hidden || ev.Edited != nil:
		return m, "an edit"
	}
	switch ev.Subtype {
	case "", "file_share", "thread_broadcast":
	default:
		return m, "subtype " + ev.Subtype
	}
	at, ok := timeOf(ev.TS)
	if !ok || ev.Channel == "" {
		return m, "without place or time"
	}
	team := cmp.Or(ev.Team, self.team)
	return bot.Message{
		// Not the event's own id: a mention can arrive as two events, and is one question.
		ID:      service + ":" + team + "/" + ev.Channel + "/" + ev.TS,
		Channel: briefing.Channel{Service: service, Workspace: team, ID: ev.Channel, Thread: cmp.Or(ev.ThreadTS, ev.TS)},
		From:    ev.User,
		Text:    plainText(ev.Text, self.user),
		At:      at,
	}, ""
}

// timeOf reads a message's timestamp, seconds and microseconds of Unix time such as
// "1700000000.000100", which is also its id within a channel.
func timeOf(ts string) (time.Time, bool) {
	sec, frac, ok := strings.Cut(ts, ".")
	if !ok || len(frac) != 6 {
		return time.Time{}, false
	}
	s, err1 := strconv.ParseUint(sec, 10, 40)
	us, err2 := strconv.ParseUint(frac, 10, 32)
	if err1 != nil || err2 != nil {
		return time.Time{}, false
	}
	return time.Unix(int64(s), int64(us)*1000).UTC(), true
}

// plainText is what a person sees of a message's text, without mentions of the bot itself. Slack escapes
// & < > of what was typed and writes links, people and channels between angle brackets:
// https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages
func plainText(text, self string) string {
	var out strings.Builder
	for text != "" {
		open := strings.IndexByte(text, '<')
		if open < 0 {
			break
		}
		end := strings.IndexByte(text[open:], '>')
		if end < 0 {
			break
		}
		out.WriteString(unescape(text[:open]))
		token := text[open+1 : open+end]
		text = text[open+end+1:]
		if id, _, _ := strings.Cut(token, "|"); id != "@"+self {
			out.WriteString(unescape(label(token)))
			continue
		}
		// "<@BOT>: who won?" and "tell me, <@BOT> , who won?" both lose the mention without a seam.
		if said := out.String(); strings.TrimSpace(said) == "" {
			for text = strings.TrimLeft(text, " ,"); strings.HasPrefix(text, ":") && !beginsWithEmoji(text); {
				text = strings.TrimLeft(text[1:], " ,")
			}
		} else if strings.HasSuffix(said, " ") {
			text = strings.TrimLeft(text, " ")
		}
	}
	out.WriteString(unescape(text))
	return strings.TrimSpace(out.String())
}

// label is how Slack shows what stands between angle brackets.
func label(token string) string {
	id, name, named := strings.Cut(token, "|")
	named = named && name != ""
	switch {
	case strings.HasPrefix(id, "@") && named:
		return "@" + strings.TrimPrefix(name, "@")
	case strings.HasPrefix(id, "#") && named:
		return "#" + strings.TrimPrefix(name, "#")
	case named:
		return name
	case strings.HasPrefix(id, "!"):
		return "@" + strings.TrimPrefix(id, "!")
	}
	return strings.TrimPrefix(id, "mailto:")
}

// unescape undoes Slack's escaping, once: "&amp;lt;" is the text "&lt;".
func unescape(s string) string { return unescapes.Replace(s) }

var unescapes = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">")
