package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/store"
)

// crowd is a chat in which everybody asks at once, in one thread.
type crowd struct {
	questions int
	done      context.CancelFunc

	mu   sync.Mutex
	told []string // keys of posts, in the order they were sent
}

func (c *crowd) Service() string { return "crowd" }

func (c *crowd) thread() briefing.Channel {
	return briefing.Channel{Service: "crowd", Workspace: "w", ID: "c", Thread: "t"}
}

func (c *crowd) Listen(ctx context.Context, receive func(context.Context, bot.Message) error) error {
	for n := range c.questions {
		m := bot.Message{ID: c.key(n), Channel: c.thread(), Text: fmt.Sprintf("who signed agreement %d?", n), At: time.Unix(int64(n), 0)}
		if err := receive(ctx, m); err != nil {
			return err
		}
	}
	<-ctx.Done()
	return ctx.Err()
}

func (c *crowd) key(n int) string { return fmt.Sprintf("crowd:%d", n) }

func (c *crowd) Send(_ context.Context, to briefing.Channel, p post.Post) (bot.Receipt, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if to != c.thread() {
		return bot.Receipt{}, fmt.Errorf("a post for %s", to)
	}
	if c.told = append(c.told, p.Key); len(c.told) == c.questions {
		c.done()
	}
	return bot.Receipt{ID: p.Key}, nil
}

// Three hundred questions at once in one thread are answered once each, in the order they were asked, by several workers.
func TestQuestionsOfAThreadKeepTheirOrder(t *testing.T) {
	std := streams{in: strings.NewReader(""), out: io.Discard, err: io.Discard}
	h, err := openHouse(t.Context(), database{path: filepath.Join(t.TempDir(), "a.db")}, store.Options{NoSync: true}, std)
	if err != nil {
		t.Fatal(err)
	}
	defer h.db.Close()
	ctx, done := context.WithTimeout(t.Context(), time.Minute) // a bound for a bot that hangs, no measure
	defer done()
	c := &crowd{questions: 300, done: done}
	b := bot.New(bot.Options{
		Answerer: h.answer, Compiler: h.digest, Memory: h.db,
		Chats: []bot.Chat{c}, Workers: 8, Limits: bot.Unlimited, Now: func() time.Time { return time.Unix(1000, 0) },
	})
	if err := b.Run(ctx); err != nil {
		t.Fatal(err)
	}
	if len(c.told) != c.questions {
		t.Fatalf("%d answers to %d questions", len(c.told), c.questions)
	}
	for n, key := range c.told {
		if key != c.key(n) {
			t.Fatalf("answer %d is to %s", n, key)
		}
	}
}
