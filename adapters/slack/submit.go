package slack

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"time"

	"github.com/nutgraf/nutgraf/adapters/slack/blockkit"
	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/bot/wording"
	"github.com/nutgraf/nutgraf/briefing"
)

// submission is a form that was sent: https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
type submission struct {
	Type string `json:"type"`
	Team struct {
		ID string `json:"id"`
	} `json:"team"`
	User struct {
		ID   string `json:"id"`
		Team string `json:"team_id"`
	} `json:"user"`
	View struct {
		ID       string          `json:"id"`
		Callback string          `json:"callback_id"`
		Private  string          `json:"private_metadata"`
		State    json.RawMessage `json:"state"`
	} `json:"view"`
}

// lookTime is how long Slack may take to say something of a channel while somebody waits for a form to close.
const lookTime = time.Second

// fieldsOf is what stands in the fields of a form, and what it carried along; ok is false for what no form of the bot's brings.
func fieldsOf(state json.RawMessage, private string) (values blockkit.Values, about blockkit.Private, ok bool) {
	var s struct {
		Values blockkit.Values `json:"values"`
	}
	if json.Unmarshal(state, &s) != nil {
		return nil, about, false
	}
	about, ok = blockkit.PrivateOf(private)
	return s.Values, about, ok
}

// submitted takes a form that was sent: it closes, or says beside its fields what is wrong.
func (c *Chat) submitted(ctx context.Context, self identity, e envelope, receive receiver) (reply any, err error) {
	var s submission
	if json.Unmarshal(e.Payload, &s) != nil || s.User.ID == "" || s.View.ID == "" {
		c.unknown(e, "view_submission")
		return nil, nil
	}
	values, about, ok := fieldsOf(s.View.State, s.View.Private)
	if !ok {
		c.unknown(e, "form "+s.View.Callback)
		return nil, nil
	}
	m := bot.Message{
		ID:   service + ":" + cmp.Or(s.Team.ID, self.team) + "/form/" + s.View.ID, // a form is sent once: it closes when it is taken
		From: s.User.ID, At: c.now(),
		Channel: briefing.Channel{Service: service, Workspace: cmp.Or(s.Team.ID, self.team)},
	}
	from := origin{team: s.User.Team, home: self.team}
	switch s.View.Callback {
	case blockkit.WrongForm:
		return nil, c.judged(ctx, e, m, from, values, about, receive)
	case blockkit.SubscribeForm:
		return c.subscribed(ctx, e, m, from, values, about, receive)
	}
	c.unknown(e, "form "+s.View.Callback)
	return nil, nil
}

// judged says what is wrong with an answer.
func (c *Chat) judged(ctx context.Context, e envelope, m bot.Message, from origin, values blockkit.Values, about blockkit.Private, receive receiver) error {
	if action, _, _, ok := post.About(about.About); !ok || action != post.ActionWrong || about.Channel == "" {
		c.unknown(e, "form "+blockkit.WrongForm)
		return nil
	}
	m.Text = about.About
	if reason := wording.OneLine(blockkit.WrongReason(values)); reason != "" {
		m.Text += ": " + reason
	}
	m.Channel.ID, m.Channel.Thread = about.Channel, about.Thread
	if !isDirect(about.Channel) || about.Person != "" {
		m.Channel = m.Channel.Private(m.From) // whoever the form says: what it carries is no proof
	}
	return c.take(ctx, e, m, from, receive)
}

// subscribed asks for the subscription that a form describes: in the channel that is to be told, seen by the person alone, or in their
// direct message. Whether they may is asked when it is done.
func (c *Chat) subscribed(ctx context.Context, e envelope, m bot.Message, from origin, values blockkit.Values, about blockkit.Private,
	receive receiver) (reply any, err error) {
	f := blockkit.SubscribeOf(values, about)
	where := blockkit.Where(values, about)
	mine := where == "" || isDirect(where)
	m.Channel.ID = cmp.Or(where, about.Channel)
	f.Mine = mine && m.Channel.ID != "" && !isDirect(m.Channel.ID)
	words, faults := f.Sentence("")
	if !mine {
		if fault := c.cannotTell(ctx, m, &from); fault != "" {
			faults = map[string]string{"where": fault}
		}
	}
	if len(faults) > 0 {
		return blockkit.Faults(faults, about), nil
	}
	m.Text = words
	switch {
	case m.Channel.ID == "": // from the home page
		asking, cancel := context.WithTimeout(ctx, lookTime)
		defer cancel()
		to, err := c.directTo(asking, m.Channel.Workspace, m.From)
		if err != nil {
			c.log.Warn("slack: no direct message with a person", "error", c.redact(err))
			return blockkit.Faults(map[string]string{"where": "I cannot write to you alone just now. Choose a channel, or send me a direct message first."}, about), nil
		}
		m.Channel = to
	case !isDirect(m.Channel.ID):
		m.Channel = m.Channel.Private(m.From)
	}
	c.homes.changes(m.From, c.now())
	return nil, c.take(ctx, e, m, from, receive)
}

// cannotTell is why a channel cannot be told, where that is known: the policy is against it, or the bot was not brought into it.
func (c *Chat) cannotTell(ctx context.Context, m bot.Message, from *origin) string {
	is, known := c.channelInfo(ctx, m.Channel.ID)
	from.shared = known && is.shared
	if why := c.rules().refuses(m, *from); why != "" {
		return why
	}
	if known && !is.member {
		return "I am not in that channel. Invite me there first, or choose another."
	}
	return ""
}

// inOrder is a line for each fault, with its field.
func inOrder(faults map[string]string) []string {
	var lines []string
	for _, field := range slices.Sorted(maps.Keys(faults)) {
		lines = append(lines, field+": "+faults[field])
	}
	return lines
}
