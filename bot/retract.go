package bot

import (
	"context"
	"errors"
	"fmt"

	"github.com/nutgraf/nutgraf/bot/command"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// retract takes an answer back: its messages, and with the end of the job its turn and what it told. Only who asked for it may, and who
// administers the workspace. A try that was cut short is made again from its beginning: what is gone already is no matter.
func (b *Bot) retract(ctx context.Context, j briefing.Job, c command.Command) (composed, error) {
	eraser, ok := b.chats[j.Channel.Service].(Eraser)
	if !ok {
		return aside(post.Notes("I cannot take back here what I have said."), nil)
	}
	g, err := b.givenIn(ctx, j.Channel, c.Answer)
	switch {
	case errors.Is(err, briefing.ErrNotFound) && c.Answer != "":
		return aside(post.Notes("That answer is gone from here already."), nil)
	case errors.Is(err, briefing.ErrNotFound):
		return aside(post.Notes("There is no answer of mine in this thread to take back."), nil)
	case err != nil:
		return composed{}, err
	case g.delivery.Job == "":
		return aside(post.Notes("That answer is more than a week old, and I no longer know which message it is."), nil)
	case (j.From == "" || g.delivery.From != j.From) && !b.administers(ctx, j):
		b.log.Info("command refused", "job", j.ID, "command", c.Kind, "needs", "asker")
		return aside(post.Notes("Nothing done. Delete: only who asked for an answer, or who administers this workspace, may take it back."), nil)
	}
	var ids []string
	for _, p := range g.delivery.Parts {
		if p.State == briefing.PartPosted && p.Posted != "" {
			ids = append(ids, p.Posted)
		}
	}
	err = eraser.Erase(ctx, g.delivery.Channel, j.Reply, ids...)
	if refused, ok := errors.AsType[*RefusedError](err); ok {
		return aside(post.Notes("The service does not let me take that answer back ("+refused.Reason+")."), nil)
	}
	if err != nil {
		return composed{}, fmt.Errorf("take an answer back: %w", err)
	}
	out, _ := aside(post.Notes("Taken back: that answer is gone from here, and no longer counts as told."), nil)
	out.outcome.Retracted, out.told = g.delivery.Job, []any{"retracted", g.delivery.Job}
	return out, nil
}

// administers reports whether the person who caused a job administers the workspace.
func (b *Bot) administers(ctx context.Context, j briefing.Job) bool {
	place := j.Channel
	place.Thread = ""
	return b.roleOf(ctx, j, place).May(briefing.RoleAdminister)
}

// aside is a reply for the person alone, where the message opened a way back to them.
func aside(p post.Post, err error) (composed, error) { return composed{post: p, aside: true}, err }
