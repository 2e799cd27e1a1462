package slack

import (
	"context"
	"errors"
	"sync"
	"time"
)

const (
	besideTime = 10 * time.Second // of one thing that is done beside
	besideMost = 32               // things at a time
)

// beside does what Slack's acknowledgement does not wait for: forms, pages, suggestions, hints. It is not owed: what goes wrong there is a
// line in the log. It ends with Listen.
type beside struct {
	mu    sync.Mutex
	ctx   context.Context // of Listen; nil while it does not run
	doing int
	wait  sync.WaitGroup
}

// begin opens it, until the function it returns has ended all that is under way.
func (b *beside) begin(ctx context.Context) (end func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	ctx, cancel := context.WithCancel(ctx)
	b.ctx = ctx
	return func() {
		b.mu.Lock()
		cancel()
		b.ctx = nil
		b.mu.Unlock()
		b.wait.Wait()
	}
}

// soon does fn in a goroutine of its own; it reports false if there is no room for it.
func (c *Chat) soon(what string, fn func(ctx context.Context) error) bool {
	b := &c.beside
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.ctx == nil || b.doing >= besideMost {
		c.log.Warn("slack: left undone", "what", what, "under_way", b.doing)
		return false
	}
	b.doing++
	ctx, cancel := context.WithTimeout(b.ctx, besideTime)
	b.wait.Go(func() {
		defer cancel()
		defer func() {
			if r := recover(); r != nil {
				c.log.Error("panic", "doing", what, "panic", r)
			}
			b.mu.Lock()
			b.doing--
			b.mu.Unlock()
		}()
		if err := fn(ctx); err != nil && b.running(ctx) {
			c.log.Warn("slack: could not "+what, "error", c.redact(err))
		}
	})
	return true
}

// running reports whether what ctx was made for has not been ended from outside: running out of time is a fault of its own.
func (b *beside) running(ctx context.Context) bool {
	return !errors.Is(context.Cause(ctx), context.Canceled)
}
