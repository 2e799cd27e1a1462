package bot_test

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/bottest"
	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/store"
)

// stage is a bot between a real store and fake services. The store and the services outlive the bot, which may be killed.
type stage struct {
	t        *testing.T
	db       *store.DB
	services []*bottest.Service
	adjust   func(*bot.Options) // may be nil
	answer   func(q briefing.Question) (briefing.Answer, error)
	stories  int          // of each digest; 0 is one
	skew     atomic.Int64 // of the wall clock of bot and store
	log      strings.Builder
	logging  sync.Mutex

	cancel context.CancelFunc
	ended  chan error
}

// Write takes the log.
func (s *stage) Write(p []byte) (int, error) {
	s.logging.Lock()
	defer s.logging.Unlock()
	return s.log.Write(p)
}

func (s *stage) logged() string {
	s.logging.Lock()
	defer s.logging.Unlock()
	return s.log.String()
}

func (s *stage) now() time.Time { return time.Now().Add(time.Duration(s.skew.Load())) }

// act runs a scene in a bubble of its own time, with a bot that is stopped at its end.
func act(t *testing.T, o bottest.Options, scene func(s *stage)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, bottest.New(o))
		defer s.stop()
		scene(s)
	})
}

func newStage(t *testing.T, services ...*bottest.Service) *stage {
	t.Helper()
	s := &stage{t: t, services: services}
	db, err := store.Open(filepath.Join(t.TempDir(), "nutgraf.db"),
		store.Options{NoSync: true, PanicOnLongView: true, MapSize: 1 << 20, Command: "nutgraf test", Now: s.now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	s.db = db
	return s
}

// start runs a bot.
func (s *stage) start() {
	o := bot.Options{Answerer: s, Compiler: s, Memory: s.db, Now: s.now,
		Log: slog.New(slog.NewTextHandler(s, nil)), Limits: bot.Unlimited}
	for _, service := range s.services {
		o.Chats = append(o.Chats, service.Chat())
	}
	if s.adjust != nil {
		s.adjust(&o)
	}
	ctx, cancel := context.WithCancel(context.Background())
	s.cancel, s.ended = cancel, make(chan error, 1)
	ended, b := s.ended, bot.New(o)
	go func() { ended <- b.Run(ctx) }()
}

// stop ends the run.
func (s *stage) stop() {
	if s.cancel == nil {
		return
	}
	s.cancel()
	if err := <-s.ended; err != nil {
		s.t.Errorf("Run: %v", err)
	}
	s.cancel = nil
}

// Answer gives the question back as a fact.
func (s *stage) Extent(context.Context, []string) (briefing.Extent, error) {
	return briefing.Extent{Articles: 1, Facts: 2}, nil
}

func (s *stage) Answer(_ context.Context, q briefing.Question) (briefing.Answer, error) {
	if s.answer != nil {
		return s.answer(q)
	}
	return fact(q.Text), nil
}

func fact(text string) briefing.Answer {
	return briefing.Answer{
		ID: "a7f3", Kind: briefing.AnswerFact, Subject: []string{text},
		Points:    []briefing.Point{{Text: text, Citations: []int{1}}},
		Citations: []briefing.Citation{{N: 1, Fact: "r.0-1", Outlet: "Coast Herald", Quote: text}},
	}
}

// Compile makes a digest of some stories.
func (s *stage) Compile(_ context.Context, e briefing.Edition) (briefing.Digest, error) {
	d := briefing.Digest{Title: e.Subscription.Name, From: e.From, To: e.To, Articles: 3}
	for i := range max(s.stories, 1) {
		text := fmt.Sprintf("Ferry %d ran aground%s.", i, strings.Repeat(" and was towed off", 20))
		d.Stories = append(d.Stories, briefing.DigestStory{Headline: fmt.Sprintf("Ferry %d", i), Points: []briefing.Point{{Text: text, Citations: []int{i + 1}}}})
		d.Citations = append(d.Citations, briefing.Citation{N: i + 1, Fact: briefing.FactID(fmt.Sprintf("r.%d-1", i)), Quote: text})
	}
	return d, nil
}

func (s *stage) service() *bottest.Service { return s.services[0] }

// pass lets time pass and everything settle.
func pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// shown lists what people saw in a channel of the first service, and fails where a message was shown twice.
func (s *stage) shown(channel string) []string {
	s.t.Helper()
	if twice := s.service().Twice(); len(twice) > 0 {
		s.t.Errorf("shown twice: %s", twice)
	}
	return s.service().Texts(channel)
}

// want compares what people saw in a channel with words that must be in it, message by message.
func (s *stage) want(channel string, words ...string) {
	s.t.Helper()
	got := s.shown(channel)
	if len(got) != len(words) {
		s.t.Fatalf("%d messages in %s, want %d: %q", len(got), channel, len(words), got)
	}
	for i, w := range words {
		if !strings.Contains(got[i], w) {
			s.t.Errorf("message %d is %q, want %q in it", i, got[i], w)
		}
	}
}

// owed lists the jobs that are not done, and parked those of them that are set aside, with the reason.
func (s *stage) owed() (owed, parked []string) {
	s.t.Helper()
	jobs, err := s.db.Jobs(context.Background())
	if err != nil {
		s.t.Fatal(err)
	}
	for _, j := range jobs {
		if j.Parked.IsZero() {
			owed = append(owed, j.ID)
		} else {
			parked = append(parked, j.ID+": "+j.Reason)
		}
	}
	return owed, parked
}

// wantEnded checks that nothing is owed, and that so many jobs are set aside.
func (s *stage) wantEnded(parked ...string) {
	s.t.Helper()
	owed, aside := s.owed()
	if len(owed) > 0 {
		s.t.Errorf("still owed: %s", owed)
	}
	if len(aside) != len(parked) {
		s.t.Fatalf("set aside: %q, want %d", aside, len(parked))
	}
	for i := range aside {
		if !strings.Contains(aside[i], parked[i]) {
			s.t.Errorf("set aside: %q, want %q in it", aside[i], parked[i])
		}
	}
}

// subscribe keeps a subscription of a channel that is told at eight, in a bubble whose time begins at midnight.
func (s *stage) subscribe(channel briefing.Channel, change func(*briefing.Subscription)) {
	s.t.Helper()
	sub := briefing.Subscription{ID: "s1", Name: "morning", Channel: channel, Owner: "ann", Schedule: briefing.Schedule{Times: []briefing.ClockTime{480}},
		Since: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)}
	if change != nil {
		change(&sub)
	}
	if err := s.db.PutSubscription(context.Background(), sub); err != nil {
		s.t.Fatal(err)
	}
}

func (s *stage) subscription() briefing.Subscription {
	s.t.Helper()
	all, err := s.db.Subscriptions(context.Background())
	if err != nil || len(all) != 1 {
		s.t.Fatalf("subscriptions %v, %v", all, err)
	}
	return all[0]
}

func (s *stage) turns(thread briefing.Channel) []string {
	s.t.Helper()
	turns, err := s.db.Turns(context.Background(), thread)
	if err != nil {
		s.t.Fatal(err)
	}
	return slices.Collect(func(yield func(string) bool) {
		for _, t := range turns {
			if !yield(t.Question) {
				return
			}
		}
	})
}
