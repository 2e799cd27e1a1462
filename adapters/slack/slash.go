package slack

import (
	"cmp"
	"context"
	"encoding/json"
	"strings"

	"github.com/nutgraf/nutgraf/adapters/slack/blockkit"
	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/command"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// slashCommand is what somebody said behind the app's command: https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling
type slashCommand struct {
	Team        string `json:"team_id"`
	Channel     string `json:"channel_id"`
	User        string `json:"user_id"`
	Text        string `json:"text"`
	ResponseURL string `json:"response_url"`
	Trigger     string `json:"trigger_id"`
}

// slash takes a command. What it brings is for the person alone, who can share it, but in the direct message with the bot, where it is
// said like all else. "subscribe" with nothing behind opens the form.
func (c *Chat) slash(ctx context.Context, self identity, e envelope, receive receiver) error {
	var s slashCommand
	if json.Unmarshal(e.Payload, &s) != nil {
		c.unknown(e, e.Type)
		return nil
	}
	m, why := s.message(self, e.ID)
	if why != "" {
		c.ignored(e, why)
		return nil
	}
	m.At = c.now() // Slack brings no time with it
	if c.withBot(ctx, m) {
		m.Channel.Thread, m.Reply = "", ""
	}
	from := origin{team: s.Team, home: self.team}
	say := func(ctx context.Context) error { return c.take(ctx, e, m, from, receive) }
	p := command.Parse(m.Text)
	if p.Kind == command.SubscribeTo && p.Words == "" && s.Trigger != "" && c.rules().refuses(m, from) == "" &&
		c.openForm(post.ActionSubscribe, m, s.Trigger, blockkit.Private{Channel: s.Channel}, say) {
		return nil
	}
	return say(ctx)
}

// withBot reports whether a command was said in the direct message with the bot. That of two other people looks the same, and is closed to
// the bot; for somebody it has not heard of since it was started, Slack is asked.
func (c *Chat) withBot(ctx context.Context, m bot.Message) bool {
	if !isDirect(m.Channel.ID) {
		return false
	}
	ctx, cancel := context.WithTimeout(ctx, lookTime)
	defer cancel()
	to, err := c.directTo(ctx, m.Channel.Workspace, m.From)
	return err == nil && to.ID == m.Channel.ID
}

// message is the command as something said to the bot, or why it is nothing. A trigger stands for one command, so it is an id for it that
// a redelivery shares.
func (s slashCommand) message(self identity, envelopeID string) (m bot.Message, ignored string) {
	id := cmp.Or(s.Trigger, envelopeID)
	switch {
	case s.User == "" || s.Channel == "":
		return m, "without place or person"
	case id == "":
		return m, "without an id"
	}
	team := cmp.Or(s.Team, self.team)
	channel := briefing.Channel{Service: service, Workspace: team, ID: s.Channel}
	return bot.Message{
		ID:      service + ":" + team + "/" + s.Channel + "/command/" + briefing.DerivedID("slack command", id), // a trigger opens forms: it is in no log
		Channel: channel.Private(s.User),                                                                        // a direct message too may be one between people, which the bot is not in
		From:    s.User,
		Text:    plainText(strings.TrimSpace(s.Text), self.user),
		Reply:   s.ResponseURL,
	}, ""
}
