// Command killrun proves that nothing is lost and nothing is said twice when the bot is killed at any moment.
//
// It serves two chat services of package bottest, one whose history can be looked into and one that drops repeated marks, and runs the
// real bot over a real database in a child process (child.go). While people ask, events are brought again and digests fall
// due, it kills the child at random moments and starts it again (kill.go), under faults of the services: busy, lost requests and
// responses, errors although a message is shown, messages shown late. In the end it lets the child come to rest, and judges (judge.go):
//
//   - every acknowledged question has exactly one answer,
//   - no message is shown twice, and no digest,
//   - the periods of each subscription's digests follow one another without a gap.
//
// What the bot has set aside, because nobody can say whether it is shown, is counted apart. A violation is told with the seed, and the
// folder with database and log stays.
//
//	go run ./cmd/killrun -kills 10000 -seed 7
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
	if len(os.Args) > 1 && os.Args[1] == childWord {
		os.Exit(childMain(os.Args[2:]))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "killrun:", err)
		os.Exit(1)
	}
}

// plan is what a run does.
type plan struct {
	kills int
	most  time.Duration // after which no more kills are made; 0 is for ever
	seed  uint64
	blind float64 // how often a look into a history finds nothing
	quiet bool    // tell only the end
}

func run(ctx context.Context, args []string, out io.Writer) error {
	var p plan
	flags := flag.NewFlagSet("killrun", flag.ContinueOnError)
	flags.IntVar(&p.kills, "kills", 10_000, "how often the bot is killed")
	flags.DurationVar(&p.most, "for", 0, "kill no more after this time; 0 is for ever")
	flags.Uint64Var(&p.seed, "seed", 0, "of all that is random but the scheduling of processes; 0 draws one")
	flags.Float64Var(&p.blind, "blind", 0, "how often a look into a history finds nothing, 0 to 1")
	flags.BoolVar(&p.quiet, "quiet", false, "tell only the end")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if p.kills < 1 || flags.NArg() > 0 {
		return errors.New("usage: killrun [-kills N] [-for D] [-seed N] [-blind P]")
	}
	if p.seed == 0 {
		p.seed = uint64(time.Now().UnixNano())
	}
	dir, err := os.MkdirTemp("", "killrun-")
	if err != nil {
		return err
	}
	result, err := p.carryOut(ctx, dir, out)
	if err == nil && len(result.violations) > 0 {
		err = fmt.Errorf("%d violations", len(result.violations))
	}
	result.tell(out, p)
	if err != nil {
		return fmt.Errorf("%w; seed %d; database and log are in %s", err, p.seed, dir)
	}
	return os.RemoveAll(dir)
}
