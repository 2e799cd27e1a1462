package bot

import (
	"context"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

const (
	attendAfter = 300 * time.Millisecond // an answer that comes within it needs no sign that it is being looked for
	attendTime  = 10 * time.Second       // for showing it
)

// attend has the chat of a job show that the bot is at work on an answer, if it takes longer than a moment. What it returns ends that: it
// is called once the answer is there, waits for nothing, and hands back what the end of the job waits for.
func (b *Bot) attend(ctx context.Context, a *attempt) (stop func()) {
	chat, ok := a.chat.(Attentive)
	if !ok || a.job.Kind != briefing.JobAnswer {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	a.attending = done
	go func() {
		defer close(done)
		if !sleep(ctx, attendAfter) {
			return
		}
		ctx, cancel := context.WithTimeout(ctx, attendTime)
		defer cancel()
		err := recovered(ctx, func(ctx context.Context) error {
			chat.Attend(ctx, a.job.Channel, a.job.Reply)
			return nil
		})
		if err != nil {
			b.log.Warn("could not show that an answer is being looked for", "job", a.job.ID, "error", err)
		}
	}()
	return cancel
}
