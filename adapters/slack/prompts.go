package slack

import (
	"context"
	"errors"
	"time"

	api "github.com/slack-go/slack"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/command"
	"github.com/nutgraf/nutgraf/bot/wording"
	"github.com/nutgraf/nutgraf/briefing"
)

const (
	mostPrompts  = 4               // https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts
	maxPrompt    = 75              // characters of a prompt on its button, as of other buttons
	maxTitle     = 100             // characters of a conversation's name: a list shows no more
	suggestEvery = 5 * time.Minute // while somebody looks around with the conversation open
)

// promptsTitle stands over the suggestions.
const promptsTitle = "Ask about what I have read"

// suggest shows questions that can be answered to whoever opened the conversation with the bot. There are none as long as nothing was read,
// and none in a workspace without the agent view: that one refuses the call, once. Where nothing was opened, they are shown only if the last
// ones are old.
func (c *Chat) suggest(self identity, channel, thread, person string, opened bool) {
	if c.desk == nil || c.noAgents.Load() || channel == "" || !c.homes.suggests(person, c.now(), opened) {
		return
	}
	c.soon("suggest questions", func(ctx context.Context) error {
		questions, err := c.desk.Suggest(ctx, briefing.Channel{Service: service, Workspace: self.team, ID: channel}, mostPrompts)
		if err != nil || len(questions) == 0 {
			return err
		}
		p := api.AssistantThreadsSetSuggestedPromptsParameters{ChannelID: channel, ThreadTS: thread, Title: promptsTitle}
		for _, q := range questions[:min(len(questions), mostPrompts)] {
			p.AddPrompt(wording.Clip(q, maxPrompt), q)
		}
		return c.agentError(c.api.SetAssistantThreadsSuggestedPromptsContext(ctx, p))
	})
}

// entitle names a conversation in the list of the agent view after the question it began with.
func (c *Chat) entitle(m bot.Message) {
	p := command.Parse(m.Text)
	if p.Kind != command.Ask || c.noAgents.Load() {
		return
	}
	title := wording.Clip(wording.OneLine(p.Words), maxTitle)
	c.soon("name a conversation", func(ctx context.Context) error {
		_, err := c.api.RenameAgentSessionContext(ctx, api.AgentSessionRenameParameters{ChannelID: m.Channel.ID, ThreadTS: m.Channel.Thread, Title: title})
		if err == nil {
			return nil
		}
		if _, refused := errors.AsType[api.SlackErrorResponse](err); !refused {
			return err
		}
		// The agent view as it was has no sessions, but names threads.
		return c.agentError(c.api.SetAssistantThreadsTitleContext(ctx, api.AssistantThreadsSetTitleParameters{
			ChannelID: m.Channel.ID, ThreadTS: m.Channel.Thread, Title: title,
		}))
	})
}

// sessionStopped takes back that the bot is at work, for whoever pressed Stop. What is found by then is answered all the same: there is
// nothing yet that takes long enough to be broken off.
func (c *Chat) sessionStopped(ev event) {
	if ev.Channel == "" || ev.ThreadTS == "" || c.noAgents.Load() {
		return
	}
	c.soon("take back the status", func(ctx context.Context) error {
		return c.agentError(c.api.SetAssistantThreadsStatusContext(ctx, api.AssistantThreadsSetStatusParameters{ChannelID: ev.Channel, ThreadTS: ev.ThreadTS}))
	})
}

// agentFaults say that the workspace, or the app's installation, has no agent view: it needs a paid plan, and everything works without.
var agentFaults = map[string]bool{
	"not_allowed": true, "feature_not_enabled": true, "access_denied": true, "missing_scope": true, "unknown_method": true, "method_deprecated": true,
	"not_allowed_token_type": true, "paid_only": true,
}

// agentError remembers that there is no agent view.
func (c *Chat) agentError(err error) error {
	answer, ok := errors.AsType[api.SlackErrorResponse](err)
	if ok && agentFaults[answer.Err] {
		if !c.noAgents.Swap(true) {
			c.log.Info("slack: this workspace has no agent view, going on without suggestions and titles", "reason", answer.Err)
		}
		return nil
	}
	return err
}
