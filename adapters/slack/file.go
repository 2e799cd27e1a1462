package slack

import (
	"context"
	"errors"

	api "github.com/slack-go/slack"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// postFile shows the plain words of p, sources and all, as a text file, because Slack has refused them as a message. A file needs three
// calls, of which only the last shows it. Where it cannot be, the error is that of the message.
func (c *Chat) postFile(ctx context.Context, to briefing.Channel, p post.Post, refusal error) (bot.Receipt, error) {
	words := p.Plain().Reveal()
	upload, err := c.api.GetUploadURLExternalContext(ctx, api.GetUploadURLExternalParameters{FileName: fileName(p.Mark), FileSize: len(words)})
	if err == nil {
		err = c.api.UploadToURL(ctx, api.UploadToURLParameters{UploadURL: upload.UploadURL, Content: words, Filename: fileName(p.Mark)})
	}
	if err != nil {
		err = c.callError(err)
		if refused, ok := errors.AsType[*bot.RefusedError](err); ok {
			c.log.Error("slack takes no file from the bot: add the scope files:write to the app, or take files out of slack.features", "reason", refused.Reason)
		}
		return bot.Receipt{}, refusal
	}
	_, err = c.api.CompleteUploadExternalContext(ctx, api.CompleteUploadExternalParameters{
		Files: []api.FileSummary{{ID: upload.FileID, Title: "Answer"}}, Channel: to.ID, ThreadTimestamp: to.Thread,
		InitialComment: "The answer is in this file: Slack would not show it as a message.",
	})
	if err != nil {
		return bot.Receipt{}, c.callError(err)
	}
	return bot.Receipt{Thread: to.Thread}, nil
}

// fileName is that of a post shown as a file. It carries the mark: files have no metadata.
func fileName(mark string) string {
	if mark == "" {
		return "answer.txt"
	}
	return "answer-" + mark + ".txt"
}
