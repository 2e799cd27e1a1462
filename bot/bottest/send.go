package bottest

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"time"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// markForm is what a mark may look like: Discord's nonce has 25 characters at most.
var markForm = regexp.MustCompile(`^[a-z2-7]{1,25}$`)

// Send takes a message of the bot, as far as the faults let it.
func (s *Service) Send(ctx context.Context, to briefing.Channel, p post.Post) (bot.Receipt, error) {
	if err := ctx.Err(); err != nil {
		return bot.Receipt{}, err
	}
	call := s.called(to, p)
	fault := s.fault(call)
	switch fault.Kind {
	case Refused, Gone:
		return bot.Receipt{}, s.refused(fault.Reason, fault.Kind == Gone)
	case Busy:
		return bot.Receipt{}, fmt.Errorf("post: %w", &bot.BusyError{Service: s.options.Name, Wait: fault.Wait})
	case LostRequest:
		return bot.Receipt{}, errors.New("post: connection reset before the request was sent")
	case Failed:
		return bot.Receipt{}, errors.New("post: 503 service unavailable")
	case Dead:
		<-ctx.Done()
		return bot.Receipt{}, ctx.Err()
	case Slow:
		if err := pause(ctx, fault.Wait); err != nil {
			return bot.Receipt{}, err
		}
	case Late:
		s.late.Add(1)
		time.AfterFunc(fault.Wait, func() {
			defer s.late.Add(-1)
			s.take(to, p) //nolint:errcheck // nobody is there to hear it
		})
		return bot.Receipt{}, errors.New("post: connection reset while waiting for the response")
	}
	r, err := s.take(to, p)
	switch {
	case err != nil:
		return bot.Receipt{}, err
	case fault.Kind == LostResponse:
		return bot.Receipt{}, errors.New("post: connection reset while reading the response")
	case fault.Kind == FailedShown:
		return bot.Receipt{}, errors.New("post: 500 internal error")
	}
	return r, nil
}

// called counts a call of Send.
func (s *Service) called(to briefing.Channel, p post.Post) Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls++
	s.sends[p.Mark]++
	return Call{N: s.calls, Try: s.sends[p.Mark], To: to, Post: p}
}

func (s *Service) fault(c Call) Fault {
	if s.options.Fault == nil {
		return Fault{}
	}
	return s.options.Fault(c)
}

// take checks a message as a service does, and shows it.
func (s *Service) take(to briefing.Channel, p post.Post) (bot.Receipt, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	text := plain(p)
	c := s.channels[to.ID]
	switch {
	case to.Service != s.options.Name, to.Workspace != "W":
		return bot.Receipt{}, s.refused("wrong_team", false)
	case c == nil:
		return bot.Receipt{}, s.refused("channel_not_found", true)
	case c.closed != "":
		return bot.Receipt{}, s.refused(c.closed, true)
	case p.Reply != "" && s.replies[p.Reply] == nil:
		return bot.Receipt{}, s.refused("invalid_reply", false)
	case to.Only() != "":
		return s.takePrivate(to, p, text)
	case to.Thread != "" && !s.options.Threads:
		return bot.Receipt{}, s.refused("no_threads_here", false)
	case to.Thread != "" && !s.threads[to.ID+"/"+to.Thread]:
		return bot.Receipt{}, s.refused("thread_not_found", false)
	case text == "":
		return bot.Receipt{}, s.refused("no_text", false)
	case utf8.RuneCountInString(text) > s.options.Size:
		return bot.Receipt{}, s.refused("msg_too_long", false)
	case !markForm.MatchString(p.Mark):
		return bot.Receipt{}, s.refused("invalid_mark", false)
	}
	if m := s.marked[to.ID+"/"+p.Mark]; m != nil && s.now().Sub(m.At) < s.options.RepeatSafe {
		return s.receipt(m), nil
	}
	m := s.show(Message{Channel: to, Key: p.Key, Mark: p.Mark, Text: text, Actions: p.Actions})
	s.marked[to.ID+"/"+p.Mark] = m
	return s.receipt(m), nil
}

func (s *Service) receipt(m *Message) bot.Receipt {
	r := bot.Receipt{ID: m.ID, At: m.At}
	if s.options.Threads {
		r.Thread = m.ID
		if m.Channel.Thread != "" {
			r.Thread = m.Channel.Thread
		}
	}
	return r
}

// pause waits for d, or until ctx is done.
func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
