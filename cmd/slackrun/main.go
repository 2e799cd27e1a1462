// Command slackrun puts a load on the Slack side of the bot and judges what came of it.
//
// It starts the fake Slack of package slacktest, with its limits on how fast a channel takes messages, and the real bot over a real
// database: two sockets, workers, index and answers as in nutgraf run. People ask at a steady rate (load.go): mentions, direct messages and
// slash commands, in many channels. A share of deliveries and calls goes wrong: events that come twice, on either socket and a while apart,
// sockets that are cut, 429, errors of which the message is shown all the same, lost requests and responses, refused blocks. What is not
// acknowledged within three seconds is delivered again. In the end it judges (judge.go): every question has exactly one visible answer, how
// long people waited for it, how soon envelopes were acknowledged, and whether memory and goroutines grew.
//
//	go run ./cmd/slackrun -rate 50 -for 2m -faults 0.05
//	go run ./cmd/slackrun -http
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "slackrun:", err)
		os.Exit(1)
	}
}

// plan is what a run does.
type plan struct {
	rate   int           // questions a second
	time   time.Duration // for which they come
	faults float64       // share of deliveries and calls that go wrong
	seed   uint64
	http   bool // deliveries come over signed HTTP, not by sockets
}

func run(ctx context.Context, args []string, out io.Writer) error {
	var p plan
	flags := flag.NewFlagSet("slackrun", flag.ContinueOnError)
	flags.IntVar(&p.rate, "rate", 50, "questions a second")
	flags.DurationVar(&p.time, "for", 2*time.Minute, "how long they come")
	flags.Float64Var(&p.faults, "faults", 0.05, "share of deliveries and calls that go wrong, 0 to 1")
	flags.Uint64Var(&p.seed, "seed", 1, "of what goes wrong, and of who asks what")
	flags.BoolVar(&p.http, "http", false, "deliver over signed HTTP instead of sockets")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if p.rate < 1 || p.time <= 0 || p.faults < 0 || p.faults > 1 || flags.NArg() > 0 {
		return errors.New("usage: slackrun [-rate N] [-for D] [-faults P] [-seed N] [-http]")
	}
	r, err := p.carryOut(ctx)
	if err != nil {
		return err
	}
	r.tell(out, p)
	if len(r.violations) > 0 {
		return fmt.Errorf("%d violations; seed %d", len(r.violations), p.seed)
	}
	return nil
}
