package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/bottest"
	"github.com/nutgraf/nutgraf/briefing"
)

const (
	longestLife   = 60 * time.Millisecond // of a child after the event it is killed after
	longestStart  = 2 * time.Second       // for the first event: a child that starts on a busy machine takes its time
	longestIdle   = 40 * time.Millisecond // for the next: then the child has nothing to do
	longestLate   = 12 * time.Millisecond // until a late message is shown: before the clock is moved on
	meanJump      = time.Minute           // of the clock between two children: leases run out, digests fall due, what was sent settles
	stopEvery     = 25                    // one child in so many is told to stop instead
	stopTime      = 5 * time.Second       // for it to do so
	restRounds    = 200                   // of children at the end, for what is owed to be done
	restTime      = 250 * time.Millisecond
	restJump      = 150 * time.Second // more than a lease and than a message takes to settle
	subscriptions = 40
	channels      = 6 // of each service
)

// stage is everything of a run but the child.
type stage struct {
	plan
	db, log  string
	random   *rand.Rand
	ahead    atomic.Int64 // nanoseconds that the clock of services and children is ahead
	calm     atomic.Bool  // the services have no more faults
	services []*bottest.Service
	address  []string
	requests chan struct{} // one for each request of the child
	open     atomic.Int32  // connections of the child

	asked []briefing.Channel // threads that questions were asked in
	said  []bot.Message
	begun map[string]time.Time // where the first digest of a subscription begins, by its name
}

func (s *stage) now() time.Time { return time.Now().Add(time.Duration(s.ahead.Load())) }

// carryOut makes a run in a folder.
func (p plan) carryOut(ctx context.Context, dir string, out io.Writer) (*result, error) {
	s := &stage{
		plan: p, db: filepath.Join(dir, "killrun.db"), log: filepath.Join(dir, "child.log"),
		random: rand.New(rand.NewPCG(p.seed, 1)), requests: make(chan struct{}, 1024),
	}
	r := &result{}
	closing, err := s.serve()
	if err != nil {
		return r, err
	}
	defer closing()
	if err := s.furnish(ctx); err != nil {
		return r, err
	}
	started := time.Now()
	for r.kills < p.kills && ctx.Err() == nil && (p.most == 0 || time.Since(started) < p.most) {
		if err := s.round(r); err != nil {
			return r, err
		}
		if !p.quiet && r.kills%500 == 0 {
			fmt.Fprintf(out, "%d kills, %.1f a second, %d questions\n", r.kills, float64(r.kills)/time.Since(started).Seconds(), len(s.said))
		}
	}
	r.took = time.Since(started)
	if err := s.rest(r); err != nil {
		return r, err
	}
	return r, s.judge(r)
}

// serve starts the two chat services: one whose history the bot can look into, and one that drops repeated marks for a while.
func (s *stage) serve() (closing func(), err error) {
	var servers []*http.Server
	closing = func() {
		for _, server := range servers {
			_ = server.Close() // it is done with
		}
	}
	for i, o := range []bottest.Options{
		{Name: "history", Threads: true, Proves: true},
		{Name: "nonce", Proves: true, RepeatSafe: 90 * time.Second},
	} {
		o.Now, o.Fault = s.now, s.faults(uint64(i)+2)
		service := bottest.New(o)
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			closing()
			return nil, err
		}
		server := &http.Server{Handler: s.counting(bottest.Handler(service)), ConnState: s.connected}
		go server.Serve(l) //nolint:errcheck // it ends when it is closed
		servers = append(servers, server)
		s.services, s.address = append(s.services, service), append(s.address, "http://"+l.Addr().String())
	}
	return closing, nil
}

// connected counts the connections that are open.
func (s *stage) connected(_ net.Conn, state http.ConnState) {
	switch state {
	case http.StateNew:
		s.open.Add(1)
	case http.StateClosed, http.StateHijacked:
		s.open.Add(-1)
	}
}

// settle waits until all that a dead child has sent was taken, and all that comes late was shown: on a busy machine that takes longer
// than it should, and what a service does after its clock was moved on would say nothing about the bot.
func (s *stage) settle() error {
	for began := time.Now(); time.Since(began) < stopTime; time.Sleep(time.Millisecond) {
		late := int(s.open.Load())
		for _, service := range s.services {
			late += service.Late()
		}
		if late == 0 {
			return nil
		}
	}
	return fmt.Errorf("requests of a dead bot are still under way after %s", stopTime)
}

// counting tells of each request of the child.
func (s *stage) counting(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case s.requests <- struct{}{}:
		default:
		}
		h.ServeHTTP(w, r)
	})
}

// faults are those of a service until the run comes to rest.
func (s *stage) faults(seed uint64) func(bottest.Call) bottest.Fault {
	random := bottest.Random(s.seed+seed, bottest.Rates{
		Refused: 0.004, Busy: 0.02, LostRequest: 0.02, LostResponse: 0.03, Failed: 0.02, FailedShown: 0.02, Late: 0.02,
		Blind: s.blind, Slow: longestLate / 2,
	})
	return func(c bottest.Call) bottest.Fault {
		f := random(c)
		if s.calm.Load() {
			return bottest.Fault{}
		}
		if f.Kind == bottest.Late {
			f.Wait = min(f.Wait, longestLate)
		}
		return f
	}
}

// round starts a child, has something said, and kills the child at a random moment after a random event. Then the clock moves on.
func (s *stage) round(r *result) error {
	for drained := false; !drained; { // requests of the child before
		select {
		case <-s.requests:
		default:
			drained = true
		}
	}
	c, err := s.start()
	if err != nil {
		return err
	}
	for range s.random.IntN(5) {
		s.say()
	}
	s.await(c, s.random.IntN(12))
	life := time.NewTimer(time.Duration(s.random.Int64N(int64(longestLife))))
	defer life.Stop()
	select {
	case <-life.C:
	case <-c.ended:
	}
	if r.kills%stopEvery == stopEvery-1 {
		err = c.stop()
		r.stops++
	} else {
		err = c.kill()
	}
	if err != nil {
		r.violations = append(r.violations, err.Error())
	}
	r.kills++
	if err := s.settle(); err != nil {
		return err
	}
	if s.random.IntN(4) > 0 { // and sometimes it does not
		s.ahead.Add(int64(s.random.ExpFloat64() * float64(meanJump)))
	}
	return nil
}

// await waits for so many requests of the child.
func (s *stage) await(c *process, requests int) {
	late := time.NewTimer(longestStart)
	defer late.Stop()
	for range requests {
		select {
		case <-s.requests:
			late.Reset(longestIdle)
		case <-c.ended:
			return
		case <-late.C:
			return
		}
	}
}

// questions are what people say: every form of an answer, and commands.
var questions = []string{
	"how many people were aboard the ferry?", "what did Mara Lind say?", "who is the harbour master of Strandhaven?",
	"brief me on the ferry inquiry", "timeline of the ferry", "what does the article say about flying saucers?", "help",
	"subscriptions", "sources", "when does the lighthouse reopen?", "is the bridge closed?", "more",
}

// say has a person say something, or an event brought again.
func (s *stage) say() {
	n := s.random.IntN(len(s.services))
	service := s.services[n]
	if len(s.said) > 0 && s.random.IntN(5) == 0 { // one of the latest, acknowledged or not
		m := s.said[len(s.said)-1-s.random.IntN(min(len(s.said), 50))]
		for _, of := range s.services {
			if of.Channel("any").Service == m.Channel.Service {
				of.Bring(m)
			}
		}
		return
	}
	to := service.Channel(fmt.Sprintf("C%d", s.random.IntN(channels)))
	if len(s.asked) > 0 && s.random.IntN(4) == 0 {
		if thread := s.asked[len(s.asked)-1-s.random.IntN(min(len(s.asked), 20))]; thread.Service == to.Service {
			to = thread
		}
	}
	m := service.Say(to, fmt.Sprintf("P%d", s.random.IntN(9)), questions[s.random.IntN(len(questions))])
	s.said, s.asked = append(s.said, m), append(s.asked, m.Channel)
}

// process is a child.
type process struct {
	cmd   *exec.Cmd
	ended chan struct{}
	err   error // of its end
}

func (s *stage) start() (*process, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	log, err := os.OpenFile(s.log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	defer log.Close()
	c := &process{ended: make(chan struct{})}
	c.cmd = exec.Command(self, childWord, "-db", s.db, "-services", strings.Join(s.address, ","), "-ahead", time.Duration(s.ahead.Load()).String())
	c.cmd.Stderr = log
	if err := c.cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		c.err = c.cmd.Wait()
		close(c.ended)
	}()
	return c, nil
}

// errNoReason is the end of a child that said nothing.
var errNoReason = errors.New("without an error")

// kill kills the child. One that had ended by itself was not to.
func (c *process) kill() error {
	select {
	case <-c.ended:
		return fmt.Errorf("the bot ended by itself: %w", cmp.Or(c.err, errNoReason))
	default:
	}
	_ = c.cmd.Process.Kill()
	<-c.ended
	return nil
}

// stop tells the child to stop, which it must within stopTime.
func (c *process) stop() error {
	_ = c.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-c.ended:
	case <-time.After(stopTime):
		_ = c.kill()
		return fmt.Errorf("the bot did not stop within %s", stopTime)
	}
	var exit *exec.ExitError
	if errors.As(c.err, &exit) && exit.ExitCode() < 0 { // before it could listen to signals
		return nil
	}
	if c.err != nil {
		return fmt.Errorf("the bot was told to stop and failed: %w", c.err)
	}
	return nil
}
