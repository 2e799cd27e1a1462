package bot

import (
	"context"
	"fmt"
	"slices"

	"github.com/nutgraf/nutgraf/bot/command"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// feedback keeps what a person says about an answer, the latest of the thread if none is named, or about the bot.
func (b *Bot) feedback(ctx context.Context, j briefing.Job, c command.Command) (post.Post, error) {
	answer := c.Answer
	if answer == "" && c.Kind != command.Feedback {
		turns, err := b.turnsUpTo(ctx, j, "")
		if err != nil {
			return post.Post{}, err
		}
		for _, t := range slices.Backward(turns) {
			if answer = t.Answer; answer != "" {
				break
			}
		}
		if answer == "" && c.Words == "" { // "right" said about nothing of ours
			return post.Notes("There is no answer in this thread yet that could be right or wrong. To say something about me: feedback TEXT"), nil
		}
	}
	id := briefing.DerivedID("feedback", j.ID)
	if answer != "" { // a person has one vote on an answer: the latest
		id = briefing.DerivedID("feedback", j.Channel.Service, j.Channel.Workspace, j.From, string(answer))
	}
	f := briefing.Feedback{
		ID: id, Channel: j.Channel, From: j.From, Answer: answer,
		Good: c.Kind == command.Good, Reason: c.Words, At: j.Due,
	}
	if err := b.memory.AddFeedback(ctx, f); err != nil {
		return post.Post{}, fmt.Errorf("keep feedback: %w", err)
	}
	switch {
	case c.Kind == command.Wrong && c.Words == "":
		return post.Notes("Noted. If you like, say why: wrong: REASON"), nil
	case c.Kind == command.Wrong:
		return post.Notes("Noted, with your reason. The people who run me read it."), nil
	}
	return post.Notes("Noted, thank you."), nil
}
