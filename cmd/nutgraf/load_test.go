//go:build unix

package main

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/bottest"
	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/store"
)

// BenchmarkQuestionsAtOnce has 300 people ask at once, in 30 channels, with 100,000 facts at hand: with the real queue and the real
// answerer, every step on disk. What it tells: when the first had their answer, and when the last; and the processor time it took,
// which tells what two free cores need where others use them too.
func BenchmarkQuestionsAtOnce(b *testing.B) {
	const facts, people, channels = 100_000, 300, 30
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(2))
	h, err := openHouse(b.Context(), database{path: filepath.Join(b.TempDir(), "bench.db")}, store.Options{}, streams{})
	if err != nil {
		b.Fatal(err)
	}
	defer h.db.Close()
	n := newNewsroom(4)
	for have := 0; have < facts; {
		articles := n.articles(b, 500)
		counts, err := h.intake.Add(context.Background(), func(yield func(briefing.Article, error) bool) {
			for _, a := range articles {
				if !yield(a, nil) {
					return
				}
			}
		}, nil, nil)
		if err != nil || counts.Facts == 0 {
			b.Fatalf("%+v, %v", counts, err)
		}
		have += counts.Facts
	}
	chat := bottest.New(bottest.Options{Threads: true, Proves: true})
	var places []briefing.Channel
	for i := range channels {
		places = append(places, chat.Channel(fmt.Sprint("C", i)))
	}
	ctx, stop := context.WithCancel(b.Context())
	ended := make(chan error, 1)
	conversation := bot.New(bot.Options{
		Answerer: h.answer, Compiler: h.digest, Memory: h.db, Chats: []bot.Chat{chat.Chat()}, Limits: bot.Unlimited,
	})
	go func() { ended <- conversation.Run(ctx) }()
	var first, last time.Duration
	round, before := 0, processor()
	for b.Loop() {
		round++
		began := time.Now()
		for i := range people {
			chat.Say(places[i%channels], fmt.Sprint("person ", i), fmt.Sprintf("how many people %s %s?", n.clause(3), n.name()))
		}
		for chat.Calls() < round*people || len(chat.Messages()) < round*people {
			if time.Since(began) > time.Minute {
				b.Fatalf("%d of %d answers in a minute", len(chat.Messages())-(round-1)*people, people)
			}
			time.Sleep(5 * time.Millisecond)
		}
		shown := chat.Messages()[(round-1)*people:]
		first += shown[0].At.Sub(began)
		last += shown[people-1].At.Sub(began)
	}
	used := processor() - before
	stop()
	if err := <-ended; err != nil {
		b.Fatal(err)
	}
	if twice := chat.Twice(); len(twice) > 0 {
		b.Errorf("answered twice: %s", twice)
	}
	b.ReportMetric(float64(first.Milliseconds())/float64(round), "first-ms")
	b.ReportMetric(float64(last.Milliseconds())/float64(round), "all-ms")
	b.ReportMetric(float64(used.Milliseconds())/float64(round), "cpu-ms")
}

// processor is the processor time that this process has used.
func processor() time.Duration {
	var u unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
