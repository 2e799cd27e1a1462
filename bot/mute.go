package bot

import (
	"context"
	"fmt"

	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// A thread remembers that the bot is to be quiet in it as it remembers what was asked: by its turns. The turn of the command says so
// first, and each that follows repeats it (inherit), so that it holds however many there are.

// The questions of the turns that mark where the bot was told to be quiet, and where to take part again.
const (
	muteTurn   = "mute"
	unmuteTurn = "unmute"
)

// mute composes the reply to "mute" and "unmute".
func (b *Bot) mute(j briefing.Job, quiet bool) composed {
	c := composed{
		post:    post.Notes("I take part in this thread again."),
		outcome: briefing.Outcome{Thread: j.Channel, Turn: &briefing.Turn{Question: unmuteTurn, At: j.Due}},
	}
	if quiet {
		c.post = post.Notes("I am quiet in this thread now. Who speaks to me by name still gets an answer. To have me take part again: unmute")
		c.outcome.Turn.Question, c.outcome.Turn.Muted = muteTurn, true
	}
	return c
}

// marksMute reports whether a turn only marks where the bot was told to be quiet, or to take part again.
func marksMute(t briefing.Turn) bool {
	return (t.Question == muteTurn || t.Question == unmuteTurn) && t.Answer == "" && len(t.Facts) == 0
}

// inherit fills in of a turn what the thread has it carry: which job tells it, and whether the bot is to be quiet.
func (b *Bot) inherit(ctx context.Context, j briefing.Job, o *briefing.Outcome) error {
	if o.Turn == nil {
		return nil
	}
	turn := *o.Turn
	turn.Job = j.ID
	if !marksMute(turn) {
		muted, err := b.muted(ctx, o.Thread)
		if err != nil {
			return err
		}
		turn.Muted = muted
	}
	o.Turn = &turn
	return nil
}

// muted reports whether the bot is to be quiet in a thread.
func (b *Bot) muted(ctx context.Context, thread briefing.Channel) (bool, error) {
	turns, err := b.memory.Turns(ctx, thread)
	if err != nil {
		return false, fmt.Errorf("earlier turns of %s: %w", thread, err)
	}
	return len(turns) > 0 && turns[len(turns)-1].Muted, nil
}
