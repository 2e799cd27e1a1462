package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/bot/wording"
	"github.com/nutgraf/nutgraf/briefing"
)

// maxFeedsNamed is how many feeds a list names: the rest is counted.
const maxFeedsNamed = 30

// sourcesOf says what is read, unless the thread has an answer: then the question is where that is from.
func (b *Bot) sourcesOf(ctx context.Context, j briefing.Job) (post.Post, error) {
	turns, err := b.turnsUpTo(ctx, j, "")
	if err != nil {
		return post.Post{}, err
	}
	if slices.ContainsFunc(turns, func(t briefing.Turn) bool { return len(t.Facts) > 0 }) {
		return post.Post{}, errNoCommand
	}
	return b.whatIsRead(ctx, j)
}

// whatIsRead says how much the people of a place can ask about, which feeds it comes from, and which of them fail.
func (b *Bot) whatIsRead(ctx context.Context, j briefing.Job) (post.Post, error) {
	hidden := b.hidden(j.Channel)
	e, err := b.answerer.Extent(ctx, hidden)
	if err != nil {
		return post.Post{}, fmt.Errorf("extent of what is read: %w", err)
	}
	paragraphs := []string{readSoFar(e)}
	if b.feeds == nil {
		return post.Notes(paragraphs...), nil
	}
	if names := b.feeds.Names(hidden); len(names) > 0 {
		more := ""
		if left := len(names) - maxFeedsNamed; left > 0 {
			names, more = names[:maxFeedsNamed], " and "+wording.Count(left, "other", "others")
		}
		paragraphs = append(paragraphs, "Feeds: "+strings.Join(names, ", ")+more+".")
	}
	return post.Notes(append(paragraphs, b.failing(hidden)...)...), nil
}

// readSoFar says how much there is to ask about.
func readSoFar(e briefing.Extent) string {
	counts := "I have read " + wording.Count(e.Articles, "article", "articles") + " with " + wording.Count(e.Facts, "fact", "facts")
	if e.Outlets > 0 {
		counts += ", of " + wording.Count(e.Outlets, "outlet", "outlets")
	}
	if !e.Newest.IsZero() {
		counts += ", the newest of " + e.Newest.UTC().Format(wording.MinuteLayout) + " UTC"
	}
	return counts + "."
}

// failing is a line for each feed that cannot be read and is not hidden.
func (b *Bot) failing(hidden []string) []string {
	if b.feeds == nil {
		return nil
	}
	var lines []string
	for _, f := range b.feeds.Failing() {
		if !slices.Contains(hidden, f.Feed) {
			lines = append(lines, fmt.Sprintf("Not read since %s: %s (%s).", wording.Moment(f.Since.UTC()), f.Name, f.Reason))
		}
	}
	return lines
}
