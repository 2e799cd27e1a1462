package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/nutgraf/nutgraf/bot"
)

const (
	tickLate     = 5 * time.Minute  // the schedules are looked at every 30 s
	workerStuck  = 15 * time.Minute // no job may take a minute to compose, or half a minute to send a message
	queueLate    = 5 * time.Minute  // a due job waits behind those of its thread, and for a worker
	probeTime    = 5 * time.Second  // for the database to take a small change
	probeAgain   = 5 * time.Second  // the result of a probe holds that long: whoever asks often does not keep the disk busy
	responseTime = 30 * time.Second // for one request
)

// pulse knows which parts of the bot are alive.
type pulse struct {
	chats []bot.Chat
	now   func() time.Time
	began time.Time

	mu      sync.Mutex
	ticks   map[string]time.Time // when a part last looked at the clock
	busy    map[string]time.Time // workers at a job: since when
	workers map[string]bool      // all that were heard of
	listens map[string]bool      // by service
}

func newPulse(chats []bot.Chat, now func() time.Time) *pulse {
	return &pulse{
		chats: chats, now: now, began: now(),
		ticks: map[string]time.Time{}, busy: map[string]time.Time{}, workers: map[string]bool{}, listens: map[string]bool{},
	}
}

func (p *pulse) tick(part string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ticks[part] = p.now()
}

func (p *pulse) working(worker string, on bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.workers[worker] = true
	delete(p.busy, worker)
	if on {
		p.busy[worker] = p.now()
	}
}

func (p *pulse) listening(service string, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.listens[service] = ok
}

// connected says of each chat whether it listens, and has a connection as far as it can tell.
func (p *pulse) connected() map[string]bool {
	p.mu.Lock()
	listens := maps.Clone(p.listens)
	p.mu.Unlock()
	out := map[string]bool{}
	for _, c := range p.chats {
		ok := listens[c.Service()]
		if online, knows := c.(bot.Connected); knows {
			ok = ok && online.Connected()
		}
		out[c.Service()] = ok
	}
	return out
}

// metrics are the metrics of what is alive.
func (p *pulse) metrics() []*metric {
	chats := newGauge("nutgraf_chat_listening", "Whether a chat listens: 1 if so.", "service")
	for service, ok := range p.connected() {
		chats.set(truth(ok), service)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	busy := newGauge("nutgraf_workers_busy", "Workers that are at a job.")
	busy.set(float64(len(p.busy)))
	return []*metric{chats, busy}
}

// vital is one thing that was looked at; its error is the reason why it is not well.
type vital struct {
	name string
	err  error
}

// live says whether the process is worth keeping: each fault is one that a restart can help.
func (s *service) live() []vital {
	checks := []vital{s.pulse.schedules(), s.pulse.work()}
	select {
	case <-s.house.db.Doubted():
		return append(checks, vital{"database", errors.New("in doubt after a failed commit: a restart settles it")})
	default:
		return append(checks, vital{"database", nil})
	}
}

// schedules looks whether the clock is looked at.
func (p *pulse) schedules() vital {
	p.mu.Lock()
	defer p.mu.Unlock()
	last, ticked := p.ticks["schedules"]
	if !ticked {
		last = p.began
	}
	if late := p.now().Sub(last); late > tickLate {
		return vital{"schedules", fmt.Errorf("not looked at for %s", late.Round(time.Second))}
	}
	return vital{"schedules", nil}
}

// work looks whether the workers are all stuck: one that is, is slow.
func (p *pulse) work() vital {
	p.mu.Lock()
	defer p.mu.Unlock()
	stuck := 0
	for _, since := range p.busy {
		if p.now().Sub(since) > workerStuck {
			stuck++
		}
	}
	if stuck > 0 && stuck == len(p.workers) {
		return vital{"workers", fmt.Errorf("all %d are at one job each for more than %s", stuck, workerStuck)}
	}
	return vital{"workers", nil}
}

// ready says whether questions are answered now.
func (s *service) ready(ctx context.Context) []vital {
	return append(s.live()[:2], vital{"database", s.probes.probe(ctx)}, s.pulse.anyChat(), s.queue(ctx))
}

// anyChat looks whether at least one chat listens, where there are any.
func (p *pulse) anyChat() vital {
	connected := p.connected()
	if len(connected) == 0 || slices.Contains(slices.Collect(maps.Values(connected)), true) {
		return vital{"chats", nil}
	}
	names := slices.Sorted(maps.Keys(connected))
	return vital{"chats", fmt.Errorf("none listens: %v", names)}
}

// queue looks whether due jobs come to their turn.
func (s *service) queue(ctx context.Context) vital {
	b, err := s.house.db.Backlog(ctx)
	if err != nil {
		return vital{"queue", err}
	}
	if waits := waitedFor(b, s.pulse.now()); waits > queueLate {
		return vital{"queue", fmt.Errorf("the oldest of %s due waits for %s", counted(b.Waiting, "job"), waits.Round(time.Second))}
	}
	return vital{"queue", nil}
}

// probes asks the database to take a change, once for all who ask within a few seconds.
type probes struct {
	ask func(context.Context) error
	now func() time.Time

	mu   sync.Mutex
	at   time.Time
	last error
}

func (p *probes) probe(ctx context.Context) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.at.IsZero() && p.now().Sub(p.at) < probeAgain {
		return p.last
	}
	ctx, cancel := context.WithTimeoutCause(context.WithoutCancel(ctx), probeTime, fmt.Errorf("no change taken within %s", probeTime))
	defer cancel()
	p.last, p.at = p.ask(ctx), p.now()
	return p.last
}

// handler serves /livez, /readyz and /metrics.
func (s *service) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /livez", func(w http.ResponseWriter, _ *http.Request) { tell(w, s.live()) })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) { tell(w, s.ready(r.Context())) })
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", expositionType)
		if err := s.writeMetrics(r.Context(), w); err != nil {
			s.log.Debug("metrics not read to the end", "error", err)
		}
	})
	return mux
}

// tell writes a line a check, and 503 if one is a fault.
func tell(w http.ResponseWriter, checks []vital) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	if slices.ContainsFunc(checks, func(c vital) bool { return c.err != nil }) {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	for _, c := range checks {
		line := "ok " + c.name
		if c.err != nil {
			line = "FAULT " + c.name + ": " + oneLine(c.err.Error())
		}
		fmt.Fprintln(w, line)
	}
}

// serve answers on an address until ctx is done.
func (s *service) serve(ctx context.Context, l net.Listener) error {
	server := &http.Server{
		Handler: s.handler(), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: responseTime,
		IdleTimeout: time.Minute, MaxHeaderBytes: 16 << 10,
	}
	stop := context.AfterFunc(ctx, func() { _ = server.Close() })
	defer stop()
	if err := server.Serve(l); ctx.Err() == nil {
		return err
	}
	return nil
}
