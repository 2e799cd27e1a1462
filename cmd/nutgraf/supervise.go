package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"runtime/debug"
	"sync"
	"time"
)

const (
	firstPause   = time.Second     // before a part that failed is started again
	longestPause = 5 * time.Minute // however often it has failed
	steadyAfter  = time.Minute     // a part that ran so long has failed for a new reason
)

// crew is the parts of the running bot, each apart from the others: one that fails, by an error or a panic, is started again
// after a while and takes no other one down.
type crew struct {
	log       *slog.Logger
	restarted func(part string) // counts
	parts     sync.WaitGroup
}

// errOver is wrapped by the error of a part that is over for good.
var errOver = errors.New("over for good")

// keep runs a part until ctx is done, or it returns nil or an error that wraps errOver; then ended is closed.
func (c *crew) keep(ctx context.Context, part string, run func(context.Context) error) (ended <-chan struct{}) {
	over := make(chan struct{})
	c.parts.Go(func() {
		defer close(over)
		for failures := 1; ; failures++ {
			began := time.Now()
			err := c.once(ctx, part, run)
			if err == nil || ctx.Err() != nil || errors.Is(err, errOver) {
				return
			}
			if time.Since(began) >= steadyAfter {
				failures = 1
			}
			pause := pauseAfter(failures)
			c.log.Error("part failed: starting it again", "part", part, "error", err, "again_in", pause)
			c.restarted(part)
			if !pauseFor(ctx, pause) {
				return
			}
		}
	})
	return over
}

// once runs a part; a panic is an error like any other.
func (c *crew) once(ctx context.Context, part string, run func(context.Context) error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			c.log.Error("panic", "part", part, "panic", r, "stack", string(debug.Stack()))
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	return run(ctx)
}

// ended is closed once all parts have ended.
func (c *crew) ended() <-chan struct{} {
	all := make(chan struct{})
	go func() {
		c.parts.Wait()
		close(all)
	}()
	return all
}

// pauseAfter doubles from firstPause to longestPause, less up to half of it at random: many who failed together do not come
// back together.
func pauseAfter(failures int) time.Duration {
	pause := longestPause
	if failures <= 9 { // beyond, it would only overflow
		pause = min(firstPause<<(failures-1), longestPause)
	}
	return pause - rand.N(pause/2)
}

// pauseFor waits for d; it returns false as soon as ctx is done.
func pauseFor(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}
