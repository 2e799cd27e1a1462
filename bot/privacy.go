package bot

import (
	"context"
	"fmt"
	"time"

	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/bot/wording"
	"github.com/nutgraf/nutgraf/briefing"
)

// privacy says what is kept of people, and for how long.
func (b *Bot) privacy() post.Post {
	kept := b.memory.Retention()
	return post.Notes(
		"What I keep, in one file on the machine I run on:",
		fmt.Sprintf("- what is said to me, with your id here, and what I said to it: %s after it was answered", days(kept.Jobs)),
		fmt.Sprintf("- the latest %d questions of a thread, to understand the next: %s", kept.TurnsKept, days(kept.Turns)),
		fmt.Sprintf("- answers as they were given, without your name, so that they can be checked: %s", days(kept.Answers)),
		fmt.Sprintf("- which facts were told in which message, so that a correction reaches it: %s", days(kept.Tellings)),
		fmt.Sprintf("- questions you follow, for %s or until you stop them; subscriptions, until they are stopped; feedback, with your id: %s",
			days(watchFor), days(kept.Feedback)),
		"- what this channel and its workspace have set, and how many questions a day were asked in all",
		"I read only what is said to me. Nobody else gets it, save a language model if those who run me have set one up: it is given a question "+
			"and the facts found for it. To delete what is yours: forget me",
	)
}

// days is a time in days, as people count them.
func days(d time.Duration) string {
	return wording.Count(int(d/(24*time.Hour)), "day", "days")
}

// forget deletes what is kept of a person, or says first what that means.
func (b *Bot) forget(ctx context.Context, j briefing.Job, sure bool) (post.Post, error) {
	if !sure {
		return post.Notes("This deletes your feedback, the questions you follow, your name and words in my records, and all that was said and subscribed in " +
			"our direct channel. Digests of other channels stay. It cannot be undone. To do it: forget me now"), nil
	}
	var direct []briefing.Channel
	if d, ok := b.chats[j.Channel.Service].(Director); ok {
		channel, err := d.Direct(ctx, j.Channel.Workspace, j.From)
		if err != nil {
			return post.Post{}, fmt.Errorf("the direct channel of whoever is to be forgotten: %w", err)
		}
		direct = append(direct, channel)
	}
	n, err := b.memory.Forget(ctx, j.Channel.Service, j.Channel.Workspace, j.From, direct...)
	if err != nil {
		return post.Post{}, fmt.Errorf("forget a person: %w", err)
	}
	b.log.Info("person forgotten", "job", j.ID, "records", n)
	return post.Notes("Forgotten: " + wording.Count(n, "record", "records") + " of you deleted. This reply goes with the next week's records."), nil
}
