package store

import (
	"sync"
	"time"
)

// clockSlack is how far a clock may be put right without anybody taking notice.
const clockSlack = time.Minute

// clock is the clock by which jobs wait: the wall clock, until that is set back. Then it goes on from where it was, as fast as time
// passes, so that what waits for a moment is not kept waiting for as long as the clock was set back. What waits for a time to come
// is waited for from now (see RetryJob).
type clock struct {
	mu   sync.Mutex
	wall time.Time // the latest that the wall clock has shown
	at   time.Time // when it showed that, by a clock that nobody sets
}

// now is the time, while the wall clock shows wall.
func (c *clock) now(wall time.Time) time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	steady := c.wall.Add(time.Since(c.at))
	if c.at.IsZero() || wall.After(steady) {
		c.wall, c.at = wall, time.Now()
		return wall
	}
	if steady.Sub(wall) > clockSlack {
		return steady
	}
	return wall
}
