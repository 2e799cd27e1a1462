package console

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// answering is what a bot does with a message: it answers it, and the test sees both.
type answering struct {
	*Chat
	mu       sync.Mutex
	messages []bot.Message
}

func (a *answering) receive(ctx context.Context, m bot.Message) error {
	a.mu.Lock()
	a.messages = append(a.messages, m)
	a.mu.Unlock()
	go a.Send(ctx, m.Channel, note(m.ID, "You said: "+m.Text))
	return nil
}

func note(key, text string) post.Post {
	return post.Post{Key: key, Parts: []post.Part{{Kind: post.PartNote, Text: post.Words(text)}}}
}

func TestListen(t *testing.T) {
	tests := []struct {
		name, in string
		o        Options
		want     string
	}{
		{"a line, an answer", "who?\nwhy?\n", Options{}, "You said: who?\nYou said: why?\n"},
		{"the last line lacks its end", "who?", Options{}, "You said: who?\n"},
		{"nothing", "", Options{}, ""},
		{"blank lines", "\n  \nwho?\r\n\n", Options{}, "You said: who?\n"},
		{"quit", "who?\nQuit\nwhy?\n", Options{}, "You said: who?\n"},
		{"exit", "exit\nwhy?\n", Options{}, ""},
		{"prompt", "who?\n\nwhy?\n", Options{Prompt: "> "}, "> You said: who?\n\n> > You said: why?\n\n> \n"},
		{"a line too long", strings.Repeat("x", maxLine+1) + "\nwho?\n", Options{}, "That line is longer than 64 KiB; please ask in fewer words.\nYou said: who?\n"},
		{"the last line too long", strings.Repeat("x", 3*maxLine), Options{}, "That line is longer than 64 KiB; please ask in fewer words.\n"},
		{"width", "one two three\n", Options{Width: 12}, "You said:\none two\nthree\n"},
		{"not UTF-8", "who\xff?\n", Options{}, "You said: who\uFFFD?\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var out bytes.Buffer
			a := &answering{Chat: New(strings.NewReader(tt.in), &out, tt.o)}
			err := a.Listen(t.Context(), a.receive)
			if !errors.Is(err, ErrEnd) || !errors.Is(err, bot.ErrEnd) {
				t.Errorf("Listen: %v", err)
			}
			if out.String() != tt.want {
				t.Errorf("printed %q, want %q", out.String(), tt.want)
			}
		})
	}
}

func TestMessagesOfTwoSessionsDiffer(t *testing.T) {
	said := time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC)
	ids := map[string]bool{}
	for _, session := range []string{"a", "b", ""} {
		a := &answering{Chat: New(strings.NewReader("who?\nwhy?\n"), io.Discard, Options{Session: session, Now: func() time.Time { return said }})}
		a.Listen(t.Context(), a.receive)
		for _, m := range a.messages {
			if ids[m.ID] || m.Channel.Service != a.Service() || m.Channel.Thread == "" || !m.At.Equal(said) {
				t.Errorf("message %+v", m)
			}
			ids[m.ID] = true
		}
	}
	if len(ids) != 6 || !ids["console:a/1"] || !ids["console:b/2"] {
		t.Errorf("ids %v", ids)
	}
}

func TestListenWaitsForTheAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in, typed := io.Pipe()
		var out bytes.Buffer
		c := New(in, &out, Options{Prompt: "> "})
		var asked []string
		ended := make(chan error)
		go func() {
			ended <- c.Listen(t.Context(), func(_ context.Context, m bot.Message) error {
				asked = append(asked, m.Text)
				return nil
			})
		}()
		go typed.Write([]byte("who?\nwhy?\n"))
		synctest.Wait()
		if len(asked) != 1 || out.String() != "> " {
			t.Fatalf("asked %q, printed %q", asked, out.String())
		}
		c.Send(t.Context(), briefing.Channel{}, note("digest:1", "News."))
		synctest.Wait()
		if len(asked) != 1 {
			t.Fatal("a digest was taken for the answer")
		}
		c.Send(t.Context(), briefing.Channel{}, note("console:0/1", "She did."))
		c.Send(t.Context(), briefing.Channel{}, note("console:0/1", "She did."))
		synctest.Wait()
		if len(asked) != 2 || strings.Count(out.String(), "She did.") != 1 {
			t.Fatalf("asked %q, printed %q", asked, out.String())
		}
		c.Send(t.Context(), briefing.Channel{}, note("console:0/2", "Nobody says."))
		synctest.Wait()
		c.Send(t.Context(), briefing.Channel{}, note("digest:2", "More news."))
		if !strings.HasSuffix(out.String(), "> \nMore news.\n\n> ") {
			t.Errorf("a digest at the prompt printed %q", out.String())
		}
		typed.Close()
		if err := <-ended; !errors.Is(err, ErrEnd) {
			t.Error(err)
		}
	})
}

func TestListenEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in, typed := io.Pipe()
		var out bytes.Buffer
		a := &answering{Chat: New(in, &out, Options{})}
		silent := func(context.Context, bot.Message) error { return nil }
		for _, state := range []string{"reading", "waiting for an answer"} {
			ctx, cancel := context.WithCancel(t.Context())
			ended := make(chan error)
			go func() { ended <- a.Listen(ctx, silent) }()
			if state != "reading" {
				typed.Write([]byte("who?\n"))
			}
			synctest.Wait()
			cancel()
			if err := <-ended; !errors.Is(err, context.Canceled) {
				t.Errorf("%s: %v", state, err)
			}
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := a.Listen(ctx, a.receive); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		if _, err := a.Send(ctx, briefing.Channel{}, note("k", "x")); !errors.Is(err, context.Canceled) || out.Len() > 0 {
			t.Errorf("Send: %v, printed %q", err, out.String())
		}
		typed.Close()
	})
}

func TestLineTypedBetweenTwoListensIsKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in, typed := io.Pipe()
		var out bytes.Buffer
		a := &answering{Chat: New(in, &out, Options{})}
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() { ended <- a.Listen(ctx, a.receive) }()
		synctest.Wait()
		cancel()
		<-ended
		go func() {
			typed.Write([]byte("who?\n"))
			typed.Close()
		}()
		synctest.Wait()
		if err := a.Listen(t.Context(), a.receive); !errors.Is(err, ErrEnd) || out.String() != "You said: who?\n" {
			t.Errorf("%v, printed %q", err, out.String())
		}
	})
}

func TestQuestionThatCannotBeKeptIsNotSilent(t *testing.T) {
	var out bytes.Buffer
	c := New(strings.NewReader("who?\n"), &out, Options{})
	c.Listen(t.Context(), func(context.Context, bot.Message) error { return errors.New("the disk is full") })
	if !strings.Contains(out.String(), "the disk is full") {
		t.Errorf("printed %q", out.String())
	}
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestReaderWhoHasGoneEndsTheChat(t *testing.T) {
	a := &answering{Chat: New(strings.NewReader("who?\nwhy?\n"), brokenPipe{}, Options{})}
	err := a.Listen(t.Context(), a.receive)
	if !errors.Is(err, ErrEnd) || !errors.Is(err, io.ErrClosedPipe) || len(a.messages) != 1 {
		t.Errorf("%v after %d messages", err, len(a.messages))
	}
	_, err = a.Send(t.Context(), briefing.Channel{}, note("k", "x"))
	var refused *bot.RefusedError
	if !errors.As(err, &refused) {
		t.Errorf("Send: %v", err)
	}
}

func TestRender(t *testing.T) {
	p := post.Post{Parts: []post.Part{
		{Kind: post.PartEvidence, Text: post.Words("The authority said 214 were aboard."), Marks: []briefing.Span{{Start: 19, End: 22}}, Cites: []int{1}},
		{Kind: post.PartSource, Source: new(post.SourceOf(briefing.Citation{N: 1, Outlet: "Coast\x1b[2J Herald", Link: "https://herald.example/a-very-long-address#:~:text=214"}))},
		{Kind: post.PartFooter, Text: post.Words("1 article")},
	}}
	tests := []struct {
		name string
		o    Options
		want string
	}{
		{"a pipe", Options{}, "“The authority said 214 were aboard.” [1]\n\n[1] Coast [2J Herald · undated\nhttps://herald.example/a-very-long-address#:~:text=214\n\n1 article"},
		{"a terminal", Options{Color: true, Width: 24}, "“The authority said \x1b[1m214\x1b[22m\nwere aboard.” [1]\n\n\x1b[2m[1] Coast [2J Herald ·\nundated\x1b[22m\n" +
			"\x1b[2mhttps://herald.example/a-very-long-address#:~:text=214\x1b[22m\n\n\x1b[2m1 article\x1b[22m"},
	}
	for _, tt := range tests {
		if got := tt.o.Render(p); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// Breaking lines changes spaces into line ends and nothing else, no line is too wide unless it is one word, and nothing a
// stranger wrote steers the terminal.
func FuzzRender(f *testing.F) {
	f.Add("The harbour authority said 214 people were aboard.", 20, 4, 11)
	f.Add("全て 日本語 \x1b[31mred\u009b0m", 5, 0, 3)
	f.Add("\xff\xfe \x00", 1, 1, 2)
	f.Fuzz(func(t *testing.T, text string, width, from, to int) {
		p := post.Post{Parts: []post.Part{{Kind: post.PartEvidence, Text: post.Words(text), Marks: []briefing.Span{{Start: from, End: to}}}}}
		flat := Options{}.Render(p)
		wrapped := Options{Width: width}.Render(p)
		if strings.ReplaceAll(wrapped, "\n", " ") != strings.ReplaceAll(flat, "\n", " ") {
			t.Errorf("%q became %q", flat, wrapped)
		}
		for line := range strings.SplitSeq(wrapped, "\n") {
			if width > 0 && columns(line) > width && strings.Contains(strings.TrimRight(line, " "), " ") && len(strings.Fields(line)) > 1 {
				t.Errorf("%q is wider than %d", line, width)
			}
		}
		if strings.ContainsFunc(flat, control) || len(flat) != len(post.Quoted(text)) {
			t.Errorf("%q is printed as %q", text, flat)
		}
	})
}

func ExampleNew() {
	var out bytes.Buffer
	chat := New(strings.NewReader("who resigned?\n"), &out, Options{Session: "example"})
	err := chat.Listen(context.Background(), func(ctx context.Context, m bot.Message) error {
		_, err := chat.Send(ctx, m.Channel, note(m.ID, "None of my 3 articles says that."))
		return err
	})
	fmt.Print(out.String(), errors.Is(err, ErrEnd))
	// Output:
	// None of my 3 articles says that.
	// true
}

// A console holds posts of every length, and whoever sits at it may do everything.
func TestConsoleContracts(t *testing.T) {
	var out bytes.Buffer
	c := New(strings.NewReader(""), &out, Options{})
	var chat bot.Chat = c
	sized, gate, director := chat.(bot.Sized), chat.(bot.Gatekeeper), chat.(bot.Director)
	if sized.MessageSize() < 100_000 {
		t.Errorf("a post of %d characters would be cut", sized.MessageSize())
	}
	if _, safe := chat.(bot.Repeater); !safe {
		t.Error("what was printed may be printed twice")
	}
	alone, err := director.Direct(t.Context(), "", "you")
	if err != nil || alone.Service != c.Service() {
		t.Errorf("Direct = %v, %v", alone, err)
	}
	if role, err := gate.Role(t.Context(), alone, "you"); err != nil || role != briefing.RoleAdminister {
		t.Errorf("Role = %v, %v", role, err)
	}
}
