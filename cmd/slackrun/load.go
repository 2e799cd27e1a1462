package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/nutgraf/nutgraf/adapters/slack"
	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/briefing/allowance"
	"github.com/nutgraf/nutgraf/briefing/answer"
	"github.com/nutgraf/nutgraf/briefing/digest"
	"github.com/nutgraf/nutgraf/briefing/ingest"
	"github.com/nutgraf/nutgraf/briefing/read"
	"github.com/nutgraf/nutgraf/briefing/search"
	"github.com/nutgraf/nutgraf/store"
)

const (
	channels     = 150              // public ones, and as many direct messages: at 50 questions a second each is asked in every sixth second
	settle       = 5 * time.Second  // after which the bot looks what became of a message; two minutes would only lengthen the run
	restTime     = 90 * time.Second // for what is owed when no more questions come
	redeliverAge = slacktest.AckWithin
	againAfter   = 2 * time.Second // until an event comes a second time, at most
)

// articles are what the bot has read.
const articles = `{"url":"https://coast.example/pier","title":"Pier to be rebuilt","outlet":"Coast Herald","published":"2026-05-04T09:00:00Z","text":"The council of Westhaven will rebuild its pier for 14 million euros, it said on Monday.\n\n“The old piles would not have seen another winter,” said Ines Holt, the harbour engineer.\n\nWork begins in September and ends in 2028."}
{"url":"https://echo.example/pier-cost","title":"Traders doubt the cost of the pier","outlet":"Westhaven Echo","published":"2026-05-05T07:30:00Z","text":"Traders on the pier of Westhaven said the rebuilding would cost at least 17 million euros.\n\nJonas Brede, who runs the fish hall, said 40 stalls must move by August."}
{"url":"https://post.example/night-boat","title":"Night boat to sail again","outlet":"Harbour Post","published":"2026-05-06T11:00:00Z","text":"The night boat to Sorvik sails again from 1 June after two years, its owner Nordline said.\n\nIt carries 220 passengers and takes nine hours."}
`

var questions = []string{
	"how much will the pier cost?", "what did Ines Holt say?", "who runs the fish hall?", "brief me on the pier", "timeline of the pier",
	"when does the night boat sail again?", "how many passengers does the night boat carry?", "what about flying saucers?", "help", "sources",
}

// asked is a question that was put.
type asked struct {
	id      string // of its message: the thread of its answer, or the person and channel of a command
	private bool
	at      time.Time // when it was first delivered
}

// load is a run.
type load struct {
	plan
	slack    *slacktest.Server
	endpoint slacktest.Endpoint // of the bot, over HTTP
	random   *rand.Rand

	mu      sync.Mutex
	asked   []asked
	open    map[string]delivery // envelopes that are not acknowledged
	brought int                 // deliveries
	samples []sample
}

// delivery is an envelope on its way.
type delivery struct {
	envelope map[string]any
	at       time.Time
}

// sample is what the process held at a time.
type sample struct {
	at         time.Duration
	heap       uint64 // bytes in use after a collection
	goroutines int
}

func (p plan) carryOut(ctx context.Context) (*result, error) {
	dir, err := os.MkdirTemp("", "slackrun-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	l := &load{plan: p, random: rand.New(rand.NewPCG(p.seed, 1)), open: map[string]delivery{}}
	l.slack = slacktest.Start(slacktest.Options{Channels: places(), Rates: true, Lean: true, Fault: l.faults()})
	defer l.slack.Close()
	db, err := library(ctx, filepath.Join(dir, "slackrun.db"))
	if err != nil {
		return nil, err
	}
	defer func() { _ = db.Close() }() // it is thrown away
	running, stop := context.WithCancel(ctx)
	defer stop()
	ended := make(chan error, 1)
	b, err := l.bot(db, nil)
	if err != nil {
		return nil, err
	}
	go func() { ended <- b.Run(running) }()
	if err := l.put(ctx, ended); err != nil {
		return nil, err
	}
	l.rest(ctx)
	l.sample(p.time)
	began := time.Now()
	stop()
	if err := <-ended; err != nil {
		return nil, fmt.Errorf("the bot: %w", err)
	}
	return l.judge(time.Since(began)), nil
}

// places are the ids of channels and direct messages.
func places() []string {
	var ids []string
	for n := range channels {
		ids = append(ids, fmt.Sprintf("C1%03d", n), fmt.Sprintf("D1%03d", n))
	}
	return ids
}

func library(ctx context.Context, path string) (*store.DB, error) {
	db, err := store.Open(path, store.Options{})
	if err != nil {
		return nil, err
	}
	view := func(fn func(search.Snapshot) error) error {
		return db.View(context.Background(), func(v *store.View) error { return fn(v) })
	}
	var refused error
	source := read.Articles(strings.NewReader(articles), read.Source{Name: "slackrun.jsonl"})
	if _, err := ingest.New(db, view, nil).Add(ctx, source, func(err error) { refused = err }, nil); err != nil || refused != nil {
		return nil, fmt.Errorf("take in the articles: %w", errors.Join(err, refused))
	}
	return db, nil
}

// bot is the bot over a database. around, if it is not nil, is put around what answers.
func (l *load) bot(db *store.DB, around func(bot.Answerer) bot.Answerer) (*bot.Bot, error) {
	o := slack.Options{BotToken: slacktest.BotToken, AppToken: slacktest.AppToken, APIURL: l.slack.APIURL, Features: slack.AllFeatures}
	if l.http {
		address, err := freeAddress()
		if err != nil {
			return nil, err
		}
		o.Listen, o.Secret = address, signingSecret
		l.endpoint = slacktest.Endpoint{URL: "http://" + address, Secret: signingSecret}
		l.slack.DeliverTo(l.endpoint)
	}
	chat, err := slack.New(o)
	if err != nil {
		return nil, err
	}
	view := func(fn func(search.Snapshot) error) error {
		return db.View(context.Background(), func(v *store.View) error { return fn(v) })
	}
	listing := func(fn func(digest.Snapshot) error) error {
		return db.View(context.Background(), func(v *store.View) error { return fn(v) })
	}
	var answerer bot.Answerer = answer.New(view, answer.Options{})
	if around != nil {
		answerer = around(answerer)
	}
	return bot.New(bot.Options{
		Answerer: answerer, Compiler: digest.New(listing, allowance.Default), Memory: db, Chats: []bot.Chat{chat},
		Limits: bot.Unlimited, Settle: settle, Log: slog.New(slog.DiscardHandler),
	}), nil
}

// faults are what goes wrong with calls: shares of the whole, in the order of the table.
func (l *load) faults() func(string, int) *slacktest.Fault {
	random := rand.New(rand.NewPCG(l.seed, 2))
	kinds := []struct {
		share float64
		fault slacktest.Fault
	}{
		{0.08, slacktest.Fault{Status: 429, RetryAfter: 1}}, // this and the next three cost a second or more whatever one does
		{0.01, slacktest.Fault{Status: 429}},
		{0.02, slacktest.Fault{Cut: true}},
		{0.02, slacktest.Fault{Status: 502, Body: "<html>bad gateway</html>"}},
		{0.32, slacktest.Fault{Status: 500, Shown: true}},
		{0.30, slacktest.Fault{Cut: true, Shown: true}},
		{0.25, slacktest.Fault{Code: "invalid_blocks"}},
	}
	return func(method string, _ int) *slacktest.Fault {
		draw := random.Float64()
		if method != "chat.postMessage" && method != "chat.postEphemeral" && method != "response_url" || draw >= l.plan.faults {
			return nil
		}
		draw /= max(l.plan.faults, 1e-9)
		for _, k := range kinds {
			if draw < k.share {
				f := k.fault
				return &f
			}
			draw -= k.share
		}
		return nil
	}
}

// put has people ask, and looks after what was not acknowledged.
func (l *load) put(ctx context.Context, ended chan error) error {
	for !l.reachable(ctx) {
		select {
		case err := <-ended:
			return fmt.Errorf("the bot ended: %w", err)
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(10 * time.Millisecond):
		}
	}
	ask := time.NewTicker(time.Second / time.Duration(l.rate))
	defer ask.Stop()
	look := time.NewTicker(100 * time.Millisecond)
	defer look.Stop()
	probe := time.NewTicker(max(l.time/8, time.Second))
	defer probe.Stop()
	began := time.Now()
	for n := 0; time.Since(began) < l.time; {
		select {
		case err := <-ended:
			return fmt.Errorf("the bot ended: %w", err)
		case <-ctx.Done():
			return ctx.Err()
		case <-ask.C:
			l.say(n)
			n++
		case <-look.C:
			l.again()
		case <-probe.C:
			l.sample(time.Since(began))
		}
	}
	return nil
}

// reachable reports whether the bot takes what is delivered.
func (l *load) reachable(ctx context.Context) bool {
	if l.http {
		return l.slack.Verify(ctx, l.endpoint) == nil
	}
	return l.slack.Sockets() > 0
}

const signingSecret = "0123456789abcdef0123456789abcdef"

// freeAddress is one on this machine that nobody listens on.
func freeAddress() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return listener.Addr().String(), listener.Close()
}

// say has somebody ask the n-th question.
func (l *load) say(n int) {
	text := questions[l.random.IntN(len(questions))]
	place, person := l.random.IntN(channels), fmt.Sprintf("U1%03d", l.random.IntN(400))
	ts := fmt.Sprintf("%d.%06d", time.Now().Unix(), n)
	var q asked
	var envelope map[string]any
	switch l.random.IntN(10) {
	case 0, 1: // a command
		channel := fmt.Sprintf("C1%03d", place)
		payload := l.slack.CommandPayload(channel, person+"-"+fmt.Sprint(n), "/brief", text)
		q = asked{id: channel + "/" + person + "-" + fmt.Sprint(n), private: true}
		envelope = map[string]any{"type": "slash_commands", "accepts_response_payload": true, "payload": payload}
	case 2, 3, 4: // a direct message
		channel := fmt.Sprintf("D1%03d", place)
		q = asked{id: channel + "/" + ts}
		l.slack.Say(channel, "", ts, text)
		envelope = event(ts, map[string]any{"type": "message", "channel_type": "im", "user": person, "text": text, "ts": ts, "channel": channel, "event_ts": ts})
	default:
		channel := fmt.Sprintf("C1%03d", place)
		q = asked{id: channel + "/" + ts}
		l.slack.Say(channel, "", ts, text)
		envelope = event(ts, map[string]any{"type": "app_mention", "user": person, "text": "<@" + slacktest.BotUser + "> " + text, "ts": ts, "channel": channel, "event_ts": ts})
	}
	q.at = time.Now()
	l.mu.Lock()
	l.asked = append(l.asked, q)
	l.mu.Unlock()
	l.bring(envelope)
	if l.random.Float64() < l.plan.faults {
		switch drop := l.random.IntN(40) == 0; {
		case drop && !l.http:
			l.slack.Drop(0)
		default: // the same event under another envelope, a while later
			later := time.Duration(l.random.Int64N(int64(againAfter)))
			time.AfterFunc(later, func() { l.bring(envelope) })
		}
	}
}

func event(id string, inner map[string]any) map[string]any {
	return map[string]any{
		"type": "events_api", "accepts_response_payload": false, "retry_attempt": 0,
		"payload": map[string]any{"type": "event_callback", "team_id": slacktest.Team, "api_app_id": "A1", "event_id": "Ev" + id, "event": inner},
	}
}

// bring delivers an envelope, and remembers it until it is acknowledged.
func (l *load) bring(envelope map[string]any) {
	id, ok := l.slack.Bring(envelope)
	l.mu.Lock()
	defer l.mu.Unlock()
	if ok {
		l.brought++
	}
	kept := map[string]any{}
	for k, v := range envelope {
		kept[k] = v
	}
	kept["envelope_id"] = id
	l.open[id] = delivery{kept, time.Now()}
}

// again delivers what was not acknowledged in time.
func (l *load) again() {
	l.mu.Lock()
	var late []map[string]any
	for id, d := range l.open {
		if _, ok := l.slack.Acked(id); ok {
			delete(l.open, id)
		} else if time.Since(d.at) > redeliverAge {
			late = append(late, d.envelope)
		}
	}
	l.mu.Unlock()
	for _, envelope := range late {
		l.bring(envelope)
	}
}

// rest waits until every question is answered, or has waited too long.
func (l *load) rest(ctx context.Context) {
	for began := time.Now(); time.Since(began) < restTime && ctx.Err() == nil; time.Sleep(100 * time.Millisecond) {
		l.again()
		if l.unanswered() == 0 {
			break
		}
	}
	time.Sleep(settle + 2*time.Second) // a second answer would come by then
}

func (l *load) sample(at time.Duration) {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.samples = append(l.samples, sample{at, m.HeapAlloc, runtime.NumGoroutine()})
}
