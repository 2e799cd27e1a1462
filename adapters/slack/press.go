package slack

import (
	"cmp"
	"context"
	"encoding/json"
	"strings"

	"github.com/nutgraf/nutgraf/adapters/slack/blockkit"
	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// press is what was pressed: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
type press struct {
	Type string `json:"type"`
	Team struct {
		ID string `json:"id"`
	} `json:"team"`
	User struct {
		ID   string `json:"id"`
		Team string `json:"team_id"`
	} `json:"user"`
	Channel struct {
		ID string `json:"id"`
	} `json:"channel"`
	Container struct { // what the element stands in; of a message that one person sees, Slack says only this
		Ephemeral bool   `json:"is_ephemeral"`
		MessageTS string `json:"message_ts"`
		Channel   string `json:"channel_id"`
		Thread    string `json:"thread_ts"`
	} `json:"container"`
	Message struct {
		TS       string `json:"ts"`
		ThreadTS string `json:"thread_ts"`
	} `json:"message"`
	View struct {
		Type     string          `json:"type"`
		Callback string          `json:"callback_id"`
		Private  string          `json:"private_metadata"`
		State    json.RawMessage `json:"state"`
	} `json:"view"`
	Actions []struct {
		ID       string `json:"action_id"`
		Type     string `json:"type"`
		Value    string `json:"value"`
		Selected struct {
			Value string `json:"value"`
		} `json:"selected_option"`
		TS string `json:"action_ts"`
	} `json:"actions"`
	Trigger     string `json:"trigger_id"`
	ResponseURL string `json:"response_url"`
}

// readPress reads the press of an envelope; ok is false when e brings none.
func readPress(e envelope) (p press, ok bool) {
	if e.Type != "interactive" || json.Unmarshal(e.Payload, &p) != nil {
		return press{}, false
	}
	return p, p.Type == "block_actions"
}

// formActions are the actions behind which a form asks for what the command alone does not say.
var formActions = map[string]bool{post.ActionSubscribe: true, post.ActionChange: true, post.ActionWrong: true}

// onceActions do one thing once, however often they are pressed under a message.
var onceActions = map[string]bool{post.ActionShare: true, post.ActionDelete: true}

// asideActions are answered to whoever pressed them, and not to all who read along: what somebody thinks of an answer is their affair.
var asideActions = map[string]bool{post.ActionGood: true, post.ActionWrong: true}

// pressed does what an element says that was pressed or chosen: a form opens, or the command in it is said.
func (c *Chat) pressed(ctx context.Context, self identity, e envelope, receive receiver) error {
	p, ok := readPress(e)
	switch {
	case !ok:
		c.unknown(e, "interactive")
		return nil
	case p.View.Type == "modal":
		c.pressedInForm(self, e, p)
		return nil
	case p.View.Type == "home":
		return c.pressedOnHome(ctx, self, e, p, receive)
	}
	m, action, why := p.message(self)
	if why != "" {
		c.ignored(e, why)
		return nil
	}
	c.ways.under(m.Reply, cmp.Or(p.Message.ThreadTS, p.Container.Thread), c.now())
	from := origin{team: p.User.Team, home: self.team}
	if action == post.ActionShare { // what one person saw, a whole channel will
		from.shared = c.isShared(ctx, m.Channel.ID)
	}
	say := func(ctx context.Context) error { return c.take(ctx, e, m, from, receive) }
	if formActions[action] && p.Trigger != "" && c.rules().refuses(m, from) == "" && c.openForm(action, m, p.Trigger, p.about(action, m), say) {
		return nil
	}
	return say(ctx)
}

// action is the element that was pressed, as the action it stands for; or why it stands for none.
func (p press) action(home identity) (m bot.Message, action, ignored string) {
	if len(p.Actions) != 1 {
		return m, "", "no button of the bot"
	}
	a := p.Actions[0]
	action, words, ok := blockkit.Pressed(a.Type, a.ID, cmp.Or(a.Value, a.Selected.Value))
	at, timed := timeOf(a.TS)
	switch {
	case !ok:
		return m, "", "no button of the bot"
	case p.User.ID == "":
		return m, "", "without a person"
	case !timed:
		return m, "", "without time"
	}
	m.Channel = briefing.Channel{Service: service, Workspace: cmp.Or(p.Team.ID, home.team)}
	m.From, m.Text, m.At, m.Reply = p.User.ID, words, at, p.ResponseURL
	return m, action, ""
}

// message is the command that was pressed, said in the thread of the message with the button; or why it says nothing. It does not matter
// how old that message is: all that the command needs is in the button. action is what it does.
func (p press) message(self identity) (m bot.Message, action, ignored string) {
	m, action, ignored = p.action(self)
	if ignored != "" {
		return m, "", ignored
	}
	channel := cmp.Or(p.Channel.ID, p.Container.Channel)
	ts, thread := cmp.Or(p.Message.TS, p.Container.MessageTS), cmp.Or(p.Message.ThreadTS, p.Container.Thread)
	if channel == "" || ts == "" {
		return m, "", "without place"
	}
	m.Channel.ID, m.Channel.Thread = channel, cmp.Or(thread, ts)
	if p.Container.Ephemeral || asideActions[action] && !isDirect(channel) {
		m.Channel = m.Channel.Private(m.From)
	}
	m.ID = strings.Join([]string{service + ":" + m.Channel.Workspace, channel, ts, action, m.From}, "/")
	if !onceActions[action] {
		m.ID += "/" + p.Actions[0].TS
	}
	return m, action, ""
}

// about is what a form that opens behind a press carries along.
func (p press) about(action string, m bot.Message) blockkit.Private {
	about := blockkit.Private{Channel: m.Channel.ID, Person: m.Channel.Only(), About: m.Text, Message: cmp.Or(p.Message.TS, p.Container.MessageTS)}
	if about.Person == "" {
		about.Thread = m.Channel.Thread
	}
	if action != post.ActionWrong {
		about.Thread, about.Message = "", ""
	}
	return about
}
