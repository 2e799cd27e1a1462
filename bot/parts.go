package bot

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/nutgraf/nutgraf/briefing"
)

// apart runs a part of the bot, and starts it again after a while whenever it panics: no part takes another one down. It
// returns what the part returned.
func (b *Bot) apart(ctx context.Context, part string, run func(context.Context) error) error {
	for failures := 1; ; failures++ {
		began := b.now()
		err := recovered(ctx, run)
		var panicked *panicError
		if ctx.Err() != nil || !errors.As(err, &panicked) {
			return err
		}
		if b.now().Sub(began) >= calmAfter {
			failures = 1
		}
		wait := backoff(failures)
		b.log.Error("panic: starting the part again", "part", part, "panic", panicked.value, "again_in", wait, "stack", string(panicked.stack))
		b.meter.Restarted(part)
		if !sleep(ctx, wait) {
			return ctx.Err()
		}
	}
}

// panicError is what was recovered from.
type panicError struct {
	value any
	stack []byte
}

func (e *panicError) Error() string { return fmt.Sprintf("panic: %v", e.value) }

// recovered runs fn, and returns its panic as a panicError.
func recovered(ctx context.Context, fn func(context.Context) error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &panicError{r, debug.Stack()}
		}
	}()
	return fn(ctx)
}

// silent is a Meter that counts nothing.
type silent struct{}

func (silent) Asked(string)                                        {}
func (silent) Answered(string, briefing.AnswerKind, time.Duration) {}
func (silent) Posted(string, string)                               {}
func (silent) Done(briefing.JobKind, string, time.Duration)        {}
func (silent) Limited(string, string)                              {}
func (silent) Listening(string, bool)                              {}
func (silent) Working(string, bool)                                {}
func (silent) Ticked(string)                                       {}
func (silent) Restarted(string)                                    {}
