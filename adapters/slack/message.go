package slack

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/briefing"
)

// event is what an app_mention or message event says, as far as it matters here:
// https://docs.slack.dev/reference/events/message
type event struct {
	Team        string    `json:"-"` // the workspace it was delivered for
	Type        string    `json:"type"`
	Subtype     string    `json:"subtype"`
	Channel     string    `json:"channel"`
	ChannelType string    `json:"channel_type"`
	User        string    `json:"user"`
	BotID       string    `json:"bot_id"`
	BotProfile  *struct{} `json:"bot_profile"`
	Text        string    `json:"text"`
	TS          string    `json:"ts"`
	ThreadTS    string    `json:"thread_ts"`
	Edited      *struct{} `json:"edited"`
	Hidden      bool      `json:"hidden"`
}

// readEvent reads the event of an envelope; ok is false when e brings no event of a kind handled here.
func readEvent(e envelope) (ev event, ok bool) {
	if e.Type != "events_api" {
		return event{}, false
	}
	var outer struct {
		Team  string          `json:"team_id"`
		Event json.RawMessage `json:"event"`
	}
	var kind struct {
		Type string `json:"type"`
	}
	if json.Unmarshal(e.Payload, &outer) != nil || json.Unmarshal(outer.Event, &kind) != nil {
		return event{}, false
	}
	if kind.Type != "app_mention" && kind.Type != "message" {
		return event{}, false
	}
	if json.Unmarshal(outer.Event, &ev) != nil {
		return event{}, false
	}
	ev.Team = outer.Team
	return ev, true
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
	case ev.Type == "message" && ev.ChannelType != "im":
		return m, "not said to the bot"
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
	team := ev.Team
	if team == "" {
		team = self.team
	}
	thread := ev.ThreadTS
	if thread == "" {
		thread = ev.TS
	}
	return bot.Message{
		// Not the event's own id: a mention can arrive as two events, and is one question.
		ID:      service + ":" + team + "/" + ev.Channel + "/" + ev.TS,
		Channel: briefing.Channel{Service: service, Workspace: team, ID: ev.Channel, Thread: thread},
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
			text = strings.TrimLeft(text, " ,:")
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
