package discord

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/cenkalti/backoff/v5"
	"github.com/gorilla/websocket"

	"github.com/nutgraf/nutgraf/bot"
)

// spareStarts is how many of the day's session starts (1,000 for a small bot) are left for an operator. A bot
// that uses up all of them has its token reset: https://discord.com/developers/docs/events/gateway#session-start-limit-object.
const spareStarts = 50

// Listen keeps a connection to the gateway and calls receive for each message to the bot, one at a time,
// until ctx is done. A lost connection is resumed, so that Discord sends what was said meanwhile; where
// it cannot be resumed, a new one is begun. Listen ends before ctx only where trying again cannot help: a
// token or a right that Discord does not accept. Its error then wraps bot.ErrEnd and names the cure.
func (c *Chat) Listen(ctx context.Context, receive func(context.Context, bot.Message) error) error {
	inner, stop := context.WithCancel(ctx)
	events := make(chan event)
	var taking sync.WaitGroup
	taking.Go(func() { c.takeAll(inner, events, receive) })
	defer taking.Wait()
	defer stop()

	err := c.stayConnected(inner, events)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// stayConnected opens gates, one after the other, until ctx is done or opening fails for good.
func (c *Chat) stayConnected(ctx context.Context, events chan<- event) error {
	var g *gate
	defer func() {
		if g != nil {
			g.close()
		}
	}()
	wait := backoff.NewExponentialBackOff()
	wait.InitialInterval, wait.MaxInterval, wait.Multiplier = c.pace.firstWait, c.pace.maxWait, 2
	for {
		fresh := g == nil
		if fresh {
			g = c.newGate(events)
		}
		err := c.open(ctx, g, fresh)
		if err == nil {
			c.log.Info("discord connected", "resumed", !fresh)
			since := time.Now()
			c.up.Store(true)
			err = g.awaitLoss(ctx)
			c.up.Store(false)
			if time.Since(since) >= c.pace.steady {
				wait.Reset()
			}
		} else if !resumable(err) {
			g.close()
			g = nil
		}
		var final *finalError
		if errors.As(err, &final) || ctx.Err() != nil {
			return err
		}
		pause := wait.NextBackOff()
		c.log.Warn("discord not connected", "error", err, "again", pause)
		if !sleep(ctx, pause) {
			return ctx.Err()
		}
	}
}

// open connects g. A fresh one costs one of the day's session starts, so it first asks how many are left.
func (c *Chat) open(ctx context.Context, g *gate, fresh bool) error {
	if fresh {
		if err := c.awaitStart(ctx); err != nil {
			return err
		}
	}
	return explain(g.open(ctx))
}

// awaitStart waits until Discord allows another session to be started.
func (c *Chat) awaitStart(ctx context.Context) error {
	var limits discordgo.GatewayBotResponse
	if err := c.call(ctx, "GET", discordgo.EndpointGatewayBot, nil, &limits); err != nil {
		return fmt.Errorf("ask for the gateway: %w", err)
	}
	starts := limits.SessionStartLimit
	c.log.Info("discord session starts", "left", starts.Remaining, "of", starts.Total)
	if limits.Shards > 1 {
		c.log.Warn("discord recommends several connections, this bot opens one; it is in very many servers", "recommended", limits.Shards)
	}
	if starts.Total == 0 || starts.Remaining > min(spareStarts, starts.Total/2) {
		return nil
	}
	until := time.Duration(starts.ResetAfter) * time.Millisecond
	c.log.Error("discord session starts are used up; find out why the connection keeps breaking", "left", starts.Remaining, "waiting", until)
	if !sleep(ctx, until) {
		return ctx.Err()
	}
	return nil
}

// resumable reports whether a session that could not be opened is worth opening again. One that Discord
// closed, or that hangs, is not: only a new one gets past that.
func resumable(err error) bool {
	var closed *websocket.CloseError
	return !errors.As(err, &closed) && !errors.Is(err, errStuck) && !errors.Is(err, errLibraryPanic)
}

// finalError ends Listen for good, as a bot.ErrEnd: trying again cannot help.
type finalError struct{ reason string }

func (e *finalError) Error() string { return "discord: " + e.reason }
func (e *finalError) Unwrap() error { return bot.ErrEnd }

const badToken = "the token is not accepted; make a new one in the Developer Portal (your application, Bot, Reset Token) and set it"

// finalCloses are the close codes after which Discord wants no new attempt, each with the cure:
// https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes.
var finalCloses = map[int]string{
	4004: badToken + " (close code 4004)",
	4010: "the shard is not accepted; this is a fault of this program (close code 4010)",
	4011: "the bot is in more servers than one connection may serve; remove it from some (close code 4011)",
	4012: "this version of the gateway is gone; update nutgraf (close code 4012)",
	4013: "the intents are not accepted; update nutgraf (close code 4013)",
	4014: "the bot may not have the intents it asks for; allow them in the Developer Portal " +
		"(your application, Bot, Privileged Gateway Intents) (close code 4014)",
}

// explain makes a finalError of a close that is final.
func explain(err error) error {
	var closed *websocket.CloseError
	if errors.As(err, &closed) {
		if reason, final := finalCloses[closed.Code]; final {
			return &finalError{reason}
		}
	}
	return err
}

// sleep waits for d and reports whether ctx let it.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
