package slack

import (
	"cmp"
	"encoding/json"

	"github.com/nutgraf/nutgraf/adapters/slack/blockkit"
	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/briefing"
)

// press is a pressed button: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
type press struct {
	Type string `json:"type"`
	Team struct {
		ID string `json:"id"`
	} `json:"team"`
	User struct {
		ID string `json:"id"`
	} `json:"user"`
	Channel struct {
		ID string `json:"id"`
	} `json:"channel"`
	Message struct {
		TS       string `json:"ts"`
		ThreadTS string `json:"thread_ts"`
	} `json:"message"`
	Actions []struct {
		ID     string `json:"action_id"`
		Type   string `json:"type"`
		Value  string `json:"value"`
		Chosen struct {
			Value string `json:"value"`
		} `json:"selected_option"` // of a menu
		TS string `json:"action_ts"`
	} `json:"actions"`
}

// readPress reads the press of an envelope; ok is false when e brings none.
func readPress(e envelope) (p press, ok bool) {
	if e.Type != "interactive" || json.Unmarshal(e.Payload, &p) != nil {
		return press{}, false
	}
	return p, p.Type == "block_actions"
}

// message is the command that was pressed, said in the thread of the message with the button; or why it says nothing. It does not matter
// how old that message is: all that the command needs is in the button.
func (p press) message(self identity) (m bot.Message, ignored string) {
	team := p.Team.ID
	if team == "" {
		team = self.team
	}
	switch {
	case p.User.ID == "" || p.Channel.ID == "" || p.Message.TS == "":
		return m, "without place or person"
	case len(p.Actions) != 1:
		return m, "no button of the bot"
	}
	pressed := p.Actions[0]
	_, command, ok := blockkit.Pressed(pressed.Type, pressed.ID, cmp.Or(pressed.Value, pressed.Chosen.Value))
	if !ok {
		return m, "no button of the bot"
	}
	at, ok := timeOf(pressed.TS)
	if !ok {
		return m, "without time"
	}
	thread := p.Message.ThreadTS
	if thread == "" {
		thread = p.Message.TS
	}
	return bot.Message{
		ID:      service + ":" + team + "/" + p.Channel.ID + "/" + p.Message.TS + "/" + pressed.ID + "/" + p.User.ID + "/" + pressed.TS,
		Channel: briefing.Channel{Service: service, Workspace: team, ID: p.Channel.ID, Thread: thread},
		From:    p.User.ID,
		Text:    command,
		At:      at,
	}, ""
}
