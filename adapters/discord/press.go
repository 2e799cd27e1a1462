package discord

import (
	"context"
	"encoding/json"
	"errors"
	"strings"

	"github.com/bwmarrin/discordgo"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// Types of components: https://discord.com/developers/docs/components/reference#component-object-component-types.
const (
	typeRow    = 1
	typeButton = 2
	styleGray  = 2
)

// The limits of buttons: https://discord.com/developers/docs/components/reference#button.
const (
	rowButtons  = 5
	maxRows     = 5
	maxLabel    = 80
	maxCustomID = 100
)

// component is a row of buttons or a button.
type component struct {
	Type       int         `json:"type"`
	Style      int         `json:"style,omitempty"`
	Label      string      `json:"label,omitempty"`
	CustomID   string      `json:"custom_id,omitempty"`
	Components []component `json:"components,omitempty"`
}

// buttons are actions in rows. What a press brings back is in the button, so that old ones work for ever; an action whose command
// does not fit is left out, for a part of it would be another command.
func buttons(actions []post.Action) []component {
	var rows []component
	used := map[string]bool{}
	for _, a := range actions {
		if a.Command == "" || units(a.Command) > maxCustomID || used[a.Command] || a.Label == "" || units(a.Label) > maxLabel {
			continue
		}
		used[a.Command] = true
		if n := len(rows); n == 0 || len(rows[n-1].Components) == rowButtons {
			if n == maxRows {
				break
			}
			rows = append(rows, component{Type: typeRow})
		}
		last := &rows[len(rows)-1]
		last.Components = append(last.Components, component{Type: typeButton, Style: styleGray, Label: a.Label, CustomID: a.Command})
	}
	return rows
}

// wirePress is what is read of a pressed button: https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object.
type wirePress struct {
	ID        string `json:"id"`
	Token     string `json:"token"`
	Type      int    `json:"type"`
	ChannelID string `json:"channel_id"`
	GuildID   string `json:"guild_id"`
	Member    *struct {
		User        wireUser `json:"user"`
		Permissions int64    `json:"permissions,string"` // in the channel
	} `json:"member"`
	User *wireUser `json:"user"` // in direct messages
	Data struct {
		CustomID string `json:"custom_id"`
		Type     int    `json:"component_type"`
	} `json:"data"`
	Message struct {
		ID        string `json:"id"`
		Reference *struct {
			MessageID string `json:"message_id"`
		} `json:"message_reference"`
	} `json:"message"`
}

// typePress is the type of an interaction with a component.
const typePress = 3

// readPress reads the data of an interaction. It fails with errNotForBot for those that are no press of a button of a post. It does not
// matter how old the post is: all that the command needs is in the button.
func readPress(data json.RawMessage) (wirePress, bot.Message, error) {
	var w wirePress
	if err := json.Unmarshal(data, &w); err != nil {
		return w, bot.Message{}, errors.New("not in the form of an interaction") // the error of package json could repeat the token
	}
	if w.Type != typePress || w.Data.Type != typeButton || w.Data.CustomID == "" {
		return w, bot.Message{}, errNotForBot
	}
	m := bot.Message{Role: briefing.RoleUnknown, Text: w.Data.CustomID}
	switch {
	case w.Member != nil:
		m.From, m.Role = w.Member.User.ID, roleOf(w.Member.Permissions)
	case w.User != nil:
		m.From = w.User.ID
	}
	at, err := discordgo.SnowflakeTimestamp(w.ID)
	if err != nil || !snowflake(w.ChannelID) || !snowflake(m.From) || !snowflake(w.Message.ID) {
		return w, bot.Message{}, errors.New("press without proper ids")
	}
	m.At = at.UTC()
	m.ID = service + ":" + w.GuildID + "/" + w.ChannelID + "/press/" + w.ID
	m.Channel = briefing.Channel{Service: service, Workspace: w.GuildID, ID: w.ChannelID, Thread: w.thread()}
	return w, m, nil
}

// thread is the conversation of the post that was pressed.
func (w wirePress) thread() string {
	switch {
	case w.GuildID == "":
		return w.ChannelID
	case w.Message.Reference != nil && snowflake(w.Message.Reference.MessageID):
		return w.Message.Reference.MessageID
	}
	return w.Message.ID
}

// Types of replies to an interaction: https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-callback-type.
const (
	replyWithMessage = 4
	replyLater       = 6 // the press is taken, and the post stays as it is
)

// takePress has a press taken down and acknowledges it, for which Discord gives 3 s. One that could not be taken down is answered, to
// whoever pressed alone, with a request to press again.
func (c *Chat) takePress(ctx context.Context, data json.RawMessage, receive func(context.Context, bot.Message) error) {
	w, m, err := readPress(data)
	if errors.Is(err, errNotForBot) {
		return
	}
	if err != nil {
		c.log.Warn("discord press not understood", "error", err)
		return
	}
	ctx, cancel := context.WithTimeout(ctx, c.pace.pressing)
	defer cancel()
	answer := map[string]any{"type": replyLater}
	taking, stop := context.WithTimeout(ctx, c.pace.pressing*2/3)
	defer stop()
	if err := c.tryTake(taking, m, receive); err != nil {
		c.log.Error("discord press not taken down", "message", m.ID, "error", err)
		answer = map[string]any{"type": replyWithMessage, "data": map[string]any{
			"content": pressAgain, "flags": int(discordgo.MessageFlagsEphemeral), "allowed_mentions": allowedMentions{Parse: []string{}},
		}}
	}
	// One bucket for all: the library would keep one for each press, for ever. Discord has no rate limit for these.
	if err := c.callFor(ctx, "POST interactions", "POST", discordgo.EndpointInteractionResponse(w.ID, w.Token), answer, nil); err != nil {
		c.log.Warn("discord press not acknowledged", "message", m.ID, "error", strings.ReplaceAll(err.Error(), w.Token, "[token]"))
	}
}
