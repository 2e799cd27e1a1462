package bot

import (
	"context"
	"fmt"
	"strings"

	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/bot/wording"
	"github.com/nutgraf/nutgraf/briefing"
)

// status says how fresh what is read is, which feeds fail, when the next digests of a channel come, and how much work waits.
func (b *Bot) status(ctx context.Context, j briefing.Job) (post.Post, error) {
	lines, err := b.freshness(ctx, j.Channel)
	if err != nil {
		return post.Post{}, err
	}
	digests, err := b.subscriptionsOf(ctx, j.Channel)
	if err != nil {
		return post.Post{}, err
	}
	due := []string{"Next digests of this channel:"}
	for _, s := range digests {
		due = append(due, "- "+s.Name+": "+b.nextOf(s))
	}
	if len(digests) == 0 {
		due = []string{"No digests in this channel. To have one: subscribe to everything at 08:00"}
	}
	queue, err := b.memory.Backlog(ctx)
	if err != nil {
		return post.Post{}, fmt.Errorf("length of the queue: %w", err)
	}
	work := "Work: " + wording.Grouped(queue.Waiting) + " waiting, " + wording.Grouped(queue.Claimed) + " under way, " +
		wording.Grouped(queue.Parked) + " set aside for the people who run me."
	if age := b.age(queue.Oldest); queue.Waiting > 0 && age >= lateAfter {
		work += " The longest has waited since " + wording.Moment(queue.Oldest.UTC()) + "."
	}
	return post.Notes(append(lines, strings.Join(due, "\n"), work)...), nil
}

// freshness says in paragraphs how much the people of a place can ask about, how new it is, and which feeds cannot be read.
func (b *Bot) freshness(ctx context.Context, place briefing.Channel) ([]string, error) {
	hidden := b.hidden(place)
	e, err := b.answerer.Extent(ctx, hidden)
	if err != nil {
		return nil, fmt.Errorf("extent of what is read: %w", err)
	}
	if e.Articles == 0 {
		return append([]string{"I have read no article yet."}, b.failing(hidden)...), nil
	}
	return append([]string{readSoFar(e)}, b.failing(hidden)...), nil
}

// nextOf says when a subscription is told next, in its zone, or why it is not.
func (b *Bot) nextOf(s briefing.Subscription) string {
	switch {
	case s.Disabled != "":
		return "stopped (" + s.Disabled + ")"
	case !s.Paused.IsZero():
		return "paused since " + wording.Moment(s.Paused.UTC())
	}
	next, err := b.first(s, b.now())
	if err != nil {
		return "never: " + err.Error()
	}
	return "next " + next
}
