package slack

import (
	"cmp"
	"context"
	"encoding/json"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/briefing"
)

// FindFacts is the callback_id of the shortcut under a message: what does the bot know about this?
const FindFacts = "find_facts"

// maxShortcut is how much of a message the shortcut asks about, in characters.
const maxShortcut = 2000

// What is said of messages that cannot be asked about as they are.
const (
	nothingToFind = "There are no words in that message that I could look up. I read text only: no pictures, files or emoji."
	onlyBeginning = "That message is long: I looked up its first 2,000 characters."
)

// messageAction is a shortcut that was chosen under a message:
// https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload#message_actions
type messageAction struct {
	Callback string `json:"callback_id"`
	Team     struct {
		ID string `json:"id"`
	} `json:"team"`
	User struct {
		ID   string `json:"id"`
		Team string `json:"team_id"`
	} `json:"user"`
	Channel struct {
		ID string `json:"id"`
	} `json:"channel"`
	Message struct {
		TS   string `json:"ts"`
		Text string `json:"text"`
	} `json:"message"`
	ActionTS    string `json:"action_ts"`
	ResponseURL string `json:"response_url"`
}

// shortcut asks about the message it was chosen under; the answer is for whoever chose it.
func (c *Chat) shortcut(ctx context.Context, self identity, e envelope, receive receiver) error {
	var s messageAction
	if json.Unmarshal(e.Payload, &s) != nil || s.Callback != FindFacts {
		c.unknown(e, "shortcut")
		return nil
	}
	m, why := s.message(self)
	if why != "" {
		c.ignored(e, why)
		return nil
	}
	text := plainText(s.Message.Text, self.user)
	if onlySigns(text) {
		c.asideOnce(m, nothingToFind)
		return nil
	}
	asked, whole := beginning(text, maxShortcut)
	if !whole {
		note := m
		note.Reply = "" // the way back is the answer's
		c.asideOnce(note, onlyBeginning)
	}
	m.Text = "ask: " + asked // a message of somebody else's is never a command
	return c.take(ctx, e, m, origin{team: s.User.Team, home: self.team}, receive)
}

// message is the shortcut as something said to the bot, yet without a text; or why it is nothing.
func (s messageAction) message(self identity) (m bot.Message, ignored string) {
	at, ok := timeOf(s.ActionTS)
	if !ok || s.User.ID == "" || s.Channel.ID == "" || s.Message.TS == "" {
		return m, "without place, person or time"
	}
	team := cmp.Or(s.Team.ID, self.team)
	channel := briefing.Channel{Service: service, Workspace: team, ID: s.Channel.ID}
	return bot.Message{
		ID:      service + ":" + team + "/" + s.Channel.ID + "/" + s.Message.TS + "/facts/" + s.User.ID + "/" + s.ActionTS,
		Channel: channel.Private(s.User.ID), From: s.User.ID, At: at, Reply: s.ResponseURL,
	}, ""
}

// beginning is the first n characters of a text; whole is true where that is all of it.
func beginning(text string, n int) (first string, whole bool) {
	for i := range text {
		if n == 0 {
			return text[:i], false
		}
		n--
	}
	return text, true
}
