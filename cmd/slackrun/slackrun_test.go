package main

import (
	"bytes"
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/briefing"
)

// TestSlackRun is the short run: the long one is go run ./cmd/slackrun.
func TestSlackRun(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some twenty seconds")
	}
	for name, args := range map[string][]string{"sockets": {"-rate", "20", "-for", "4s"}, "http": {"-rate", "20", "-for", "4s", "-http"}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			err := run(t.Context(), args, &out)
			t.Log(out.String())
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(out.String(), "\n0 answered once") {
				t.Error("nothing was answered: the run proves nothing")
			}
		})
	}
}

// thinking answers nothing until it is allowed to, as while a model takes its time.
type thinking struct {
	bot.Answerer
	allowed chan struct{}
}

func (t thinking) Answer(ctx context.Context, q briefing.Question) (briefing.Answer, error) {
	select {
	case <-t.allowed:
		return t.Answerer.Answer(ctx, q)
	case <-ctx.Done():
		return briefing.Answer{}, ctx.Err()
	}
}

// However long answers take, what is asked is acknowledged.
func TestAcknowledgedWhileNothingIsAnswered(t *testing.T) {
	l := &load{plan: plan{rate: 1000, time: time.Second}, random: rand.New(rand.NewPCG(1, 1)), open: map[string]delivery{}}
	l.slack = slacktest.Start(slacktest.Options{Channels: places()})
	t.Cleanup(l.slack.Close)
	db, err := library(t.Context(), t.TempDir()+"/a.db")
	if err != nil {
		t.Fatal(err)
	}
	allowed := make(chan struct{})
	b, err := l.bot(db, func(a bot.Answerer) bot.Answerer { return thinking{a, allowed} })
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- b.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		<-ended
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	l.slack.WaitSockets(t, 2, 2)
	const questions = 200
	for n := range questions {
		l.say(n)
	}
	for id := range l.open {
		l.slack.WaitAck(t, id)
	}
	posts := len(l.slack.Posts())
	if posts > questions/3 { // help and the like are no questions
		t.Errorf("%d posts while nothing is answered", posts)
	}
	acks := l.slack.AckTimes()
	slices.Sort(acks)
	t.Logf("acknowledged after %v at the 99th percentile", percentile(acks, 0.99))
	close(allowed)
	l.rest(t.Context())
	if n := l.unanswered(); n > 0 {
		t.Errorf("%d are not answered", n)
	}
}

// What the judge is there for it finds.
func TestJudge(t *testing.T) {
	s := slacktest.New(t)
	now := time.Now()
	l := &load{slack: s, asked: []asked{{id: "C1/1.000001", at: now}, {id: "C1/2.000001", at: now}}}
	r := l.judge(0)
	if len(r.violations) != 2 || !strings.Contains(r.violations[0], "C1/1.000001 was not answered") {
		t.Errorf("found %q", r.violations)
	}
}

func TestPercentile(t *testing.T) {
	var sorted []time.Duration
	for n := range 100 {
		sorted = append(sorted, time.Duration(n))
	}
	for share, want := range map[float64]time.Duration{0: 0, 0.5: 50, 0.99: 99, 1: 99} {
		if got := percentile(sorted, share); got != want {
			t.Errorf("percentile %v = %v, want %v", share, got, want)
		}
	}
	if percentile(nil, 0.5) != 0 {
		t.Error("of nothing")
	}
}
