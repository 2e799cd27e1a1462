package slack

import (
	"cmp"
	"context"
	"errors"
	"strings"
	"time"

	api "github.com/slack-go/slack"

	"github.com/nutgraf/nutgraf/adapters/slack/blockkit"
	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/command"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// A form is a modal, opened with a trigger that is good for three seconds. Where it does not open, the command behind the button is said
// instead, and the bot goes on in words. What is filled in becomes a command in words too (submit.go): so a form, whatever it carries
// along, can ask for nothing that its sender could not say.

const (
	fillTime = 1200 * time.Millisecond // for finding out what a form is filled with
	zoneTime = 700 * time.Millisecond  // of it, for Slack to say in which zone a person is
	openTime = 1500 * time.Millisecond // for opening it: https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses
)

// newTimes is when a digest comes of which nobody said when.
const newTimes = "08:00"

// openForm opens, beside, the form of an action; about is what it carries along, and otherwise what is done should it not open. It
// reports whether that is under way.
func (c *Chat) openForm(action string, m bot.Message, trigger string, about blockkit.Private, otherwise func(context.Context) error) bool {
	return c.soon("open a form", func(ctx context.Context) error {
		var view api.ModalViewRequest
		if action == post.ActionWrong {
			view = blockkit.Wrong(about)
		} else {
			view = c.subscribeForm(ctx, action, m, about)
		}
		opening, cancel := context.WithTimeout(ctx, openTime)
		defer cancel()
		_, err := c.api.OpenViewContext(opening, trigger, view)
		if refused, ok := errors.AsType[api.SlackErrorResponse](err); ok && refused.Err == "exchanged_trigger_id" {
			return nil // the press was brought again, and its form is open
		}
		if err != nil {
			c.log.Warn("slack: a form did not open, going on in words", "error", c.redact(err))
			return otherwise(ctx)
		}
		return nil
	})
}

// subscribeForm is the form of the subscription that a command is about, as far as it is known in time: of a new one as the command says,
// in the time zone of the place or else of the person.
func (c *Chat) subscribeForm(ctx context.Context, action string, m bot.Message, about blockkit.Private) api.ModalViewRequest {
	ctx, cancel := context.WithTimeout(ctx, fillTime)
	defer cancel()
	in := m.Channel
	in.Thread = ""
	var f command.Form
	if s, ok := c.subscriptionOf(ctx, action, in, m); ok {
		f, about.Channel = command.FormOf(s), cmp.Or(s.Channel.ID, about.Channel)
	} else {
		f = formOf(m.Text)
	}
	if f.Zone == "" {
		f.Zone = c.zoneOf(ctx, in, m.From)
	}
	return blockkit.Subscribe(f, about)
}

// formOf is the form of a new subscription, filled in as far as a command says what it is to be: "subscribe to ferries at 09:00".
func formOf(words string) command.Form {
	p := command.Parse(words)
	if p.Kind != command.SubscribeTo || p.Words == "" {
		return command.Form{Times: newTimes}
	}
	asked, err := command.ParseSubscribe(p.Words, "")
	if err != nil {
		return command.Form{Times: newTimes}
	}
	f := command.FormOf(asked.Subscription)
	f.Was = ""
	f.Times = cmp.Or(f.Times, newTimes)
	return f
}

// subscriptionOf is the one that is to be changed, by the name behind the command, or "#" and its id, which means it wherever it is told.
func (c *Chat) subscriptionOf(ctx context.Context, action string, in briefing.Channel, m bot.Message) (briefing.Subscription, bool) {
	_, name, _ := strings.Cut(m.Text, " ")
	name = strings.TrimSpace(name)
	if action != post.ActionChange || c.desk == nil || name == "" {
		return briefing.Subscription{}, false
	}
	id, anywhere := strings.CutPrefix(name, "#")
	if anywhere {
		in.ID = ""
	}
	all, err := c.desk.Subscriptions(ctx, in, m.From)
	if err != nil {
		c.log.Warn("slack: a form opens empty", "error", err)
	}
	for _, s := range all {
		if anywhere && s.ID == id || !anywhere && strings.EqualFold(s.Name, name) {
			return s, true
		}
	}
	return briefing.Subscription{}, false
}

// zoneOf is the time zone of a place or else of the person's own clock, which needs the scope users:read; "" where nobody says.
func (c *Chat) zoneOf(ctx context.Context, in briefing.Channel, person string) string {
	if c.desk != nil {
		if s, err := c.desk.Settings(ctx, in); err == nil && s.Zone != "" {
			return s.Zone
		}
	}
	ctx, cancel := context.WithTimeout(ctx, zoneTime) // the form is more urgent
	defer cancel()
	user, err := c.api.GetUserInfoContext(ctx, person)
	if err != nil {
		return ""
	}
	return user.TZ
}

// pressedInForm shows, over the form of a subscription, what it would bring now.
func (c *Chat) pressedInForm(self identity, e envelope, p press) {
	if len(p.Actions) != 1 || p.Actions[0].ID != post.ActionPreview || p.View.Callback != blockkit.SubscribeForm || p.Trigger == "" || p.User.ID == "" {
		c.ignored(e, "no button of a form")
		return
	}
	values, about, ok := fieldsOf(p.View.State, p.View.Private)
	if !ok {
		c.unknown(e, "form "+p.View.Callback)
		return
	}
	f, where := blockkit.SubscribeOf(values, about), blockkit.Where(values, about)
	in := briefing.Channel{Service: service, Workspace: cmp.Or(p.Team.ID, self.team), ID: where}
	c.soon("show a preview", func(ctx context.Context) error {
		opening, cancel := context.WithTimeout(ctx, openTime)
		defer cancel()
		shown, err := c.api.PushViewContext(opening, p.Trigger, blockkit.Loading(blockkit.PreviewTitle))
		if err != nil {
			return err
		}
		_, err = c.api.UpdateViewContext(ctx, blockkit.Preview(c.previewOf(ctx, f, in, p.User.ID)), "", "", shown.ID)
		return err
	})
}

// previewOf is what a digest of a form would post now, or what is wrong with the form.
func (c *Chat) previewOf(ctx context.Context, f command.Form, in briefing.Channel, person string) []post.Post {
	words, faults := f.Sentence("")
	if len(faults) > 0 {
		return []post.Post{post.Notes(append([]string{"This cannot be a digest yet:"}, inOrder(faults)...)...)}
	}
	if c.desk == nil {
		return []post.Post{post.Notes(noPreview)}
	}
	posts, err := c.desk.Preview(ctx, in, person, words)
	if err != nil {
		c.log.Warn("slack: no preview", "error", err)
		return []post.Post{post.Notes(noPreview)}
	}
	return posts
}

// noPreview is shown where a preview cannot be made.
const noPreview = "There is no preview just now. Subscribe all the same, and say: preview"
