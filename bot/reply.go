package bot

import (
	"context"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/bot/command"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/bot/wording"
	"github.com/nutgraf/nutgraf/briefing"
)

// resetTurn is the question of the turn that marks where a thread was told to start afresh.
const resetTurn = "reset"

// reply composes what to say to a message: the outcome of a command, or the answer to a question.
func (b *Bot) reply(ctx context.Context, j briefing.Job) (composed, error) {
	if utf8.RuneCountInString(j.Text) > maxQuestion {
		return composed{post: post.Notes("That is longer than " + wording.Grouped(maxQuestion) +
			" characters, which is all I read at once; please ask in fewer words.")}, nil
	}
	var p post.Post
	var err error
	switch c := command.Parse(j.Text); c.Kind {
	case command.Help:
		p = post.Help()
	case command.Reset:
		return b.reset(j), nil
	case command.SubscribeTo:
		p, err = b.subscribe(ctx, j.Channel, c.Rest)
	case command.Subscriptions:
		p, err = b.list(ctx, j.Channel)
	case command.Unsubscribe:
		p, err = b.unsubscribe(ctx, j.Channel, c.Rest)
	default:
		return b.answer(ctx, j)
	}
	return composed{post: p}, err
}

// answer composes the answer to a question and, once it was shown, adds the turn to its thread.
func (b *Bot) answer(ctx context.Context, j briefing.Job) (composed, error) {
	if c, met, err := b.capped(ctx, j); met || err != nil {
		return c, err
	}
	turns, err := b.memory.Turns(ctx, j.Channel)
	if err != nil {
		return composed{}, fmt.Errorf("earlier turns of %s: %w", j.Channel, err)
	}
	q := briefing.Question{Text: j.Text, Thread: j.Channel, Turns: sinceReset(turns), Asked: j.Due, Hidden: b.hidden(j.Channel)}
	a, err := b.answerer.Answer(ctx, q)
	if err != nil {
		return composed{}, fmt.Errorf("answer: %w", err)
	}
	p := post.Answer(a)
	turn := turnOf(a, p, j)
	return composed{
		post: p,
		outcome: briefing.Outcome{
			Thread: j.Channel, Turn: &turn, Facts: turn.Facts,
			Told: []briefing.Told{briefing.Tell(q, a, p.Plain().Reveal(), b.now())},
		},
		answer: a.Kind,
		told:   []any{"answer", a.ID, "form", a.Kind, "points", len(a.Points)},
	}, nil
}

// turnOf is what is remembered of an answer: the question as it was said, by which a later run knows it, and the facts that
// were shown, behind which "more" goes on.
func turnOf(a briefing.Answer, p post.Post, j briefing.Job) briefing.Turn {
	a.Question = j.Text
	a.Citations = slices.DeleteFunc(slices.Clone(a.Citations), func(c briefing.Citation) bool {
		return !slices.ContainsFunc(p.Parts, func(part post.Part) bool { return part.Source != nil && part.Source.N == c.N })
	})
	return a.Turn(j.Due)
}

// reset composes the reply to "reset". The turns before stay in the history and are no longer handed to the answerer.
func (b *Bot) reset(j briefing.Job) composed {
	return composed{
		post:    post.Notes("Done: what was said in this thread no longer counts. Ask me anything."),
		outcome: briefing.Outcome{Thread: j.Channel, Turn: &briefing.Turn{Question: resetTurn, At: j.Due}},
	}
}

// sinceReset is the turns after the last reset.
func sinceReset(turns []briefing.Turn) []briefing.Turn {
	for i, t := range slices.Backward(turns) {
		if t.Question == resetTurn && t.Answer == "" {
			return turns[i+1:]
		}
	}
	return turns
}
