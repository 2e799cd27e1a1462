package bot

import (
	"context"
	"time"
)

// followEvery is how often it is looked whether those who were told before have to be told more: feeds are read every quarter of an hour.
const followEvery = time.Minute

// keepFollowingUp looks for corrections and for news to followed questions until ctx is done. All it does is to owe jobs, whose ids say
// what they tell, so that a run that looks again owes nothing twice.
func (b *Bot) keepFollowingUp(ctx context.Context) {
	for ctx.Err() == nil {
		b.meter.Ticked("follow-ups")
		for _, look := range [...]struct {
			at string
			do func(context.Context) error
		}{{"corrections", b.oweCorrectives}, {"followed questions", b.oweWatches}} {
			if err := look.do(ctx); err != nil && ctx.Err() == nil {
				b.log.Warn("could not look at "+look.at, "error", err)
			}
		}
		sleep(ctx, followEvery)
	}
}
