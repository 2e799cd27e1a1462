package slack

import (
	"context"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"github.com/nutgraf/nutgraf/bot"
)

// How fast a channel is posted to. Slack takes a message a second, allows short bursts, and states no number for them; what is refused all
// the same waits as long as Slack asks for: https://docs.slack.dev/apis/web-api/rate-limits#posting
const (
	paceEvery = time.Second
	paceBurst = 5
	paceMost  = 5 * time.Second // that a message waits for its turn here; one that would wait longer is given back to the queue
	maxPaces  = 2000            // channels that are remembered
)

// pace keeps messages to one channel apart, so that a digest of many parts is not refused half-way.
type pace struct {
	mu       sync.Mutex
	channels map[string]*rate.Limiter
}

// turn waits for the turn of a message to a channel, or says how long that would take.
func (c *Chat) turn(ctx context.Context, channel string) error {
	c.pace.mu.Lock()
	limiter := c.pace.channels[channel]
	if limiter == nil {
		if c.pace.channels == nil || len(c.pace.channels) >= maxPaces {
			c.pace.channels = map[string]*rate.Limiter{} // Slack says if it is too fast now
		}
		limiter = rate.NewLimiter(rate.Every(paceEvery), paceBurst)
		c.pace.channels[channel] = limiter
	}
	c.pace.mu.Unlock()
	now := c.now()
	turn := limiter.ReserveN(now, 1)
	wait := turn.DelayFrom(now)
	if wait <= 0 {
		return nil
	}
	if deadline, ok := ctx.Deadline(); wait > paceMost || ok && time.Until(deadline) < wait {
		turn.CancelAt(now)
		return &bot.BusyError{Service: service, Wait: wait}
	}
	c.meter.Waited(wait)
	if err := c.pause(ctx, wait); err != nil {
		turn.CancelAt(now)
		return &bot.BusyError{Service: service, Wait: wait} // nothing was given to Slack
	}
	return nil
}
