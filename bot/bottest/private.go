package bottest

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// What one person alone sees, and the ways back to whoever did something. As on Slack a way back is open for 30 minutes and five uses, a
// message that one person alone sees has no id that it could be named by, cannot be found, and is taken back only over the way that a
// button in it opened.

const (
	replyOpen = 30 * time.Minute
	replyUses = 5
)

// wayBack is a way back to a person.
type wayBack struct {
	in     briefing.Channel
	person string
	opened time.Time
	uses   int
	on     *Message // the message whose button opened it; nil of a command
}

// Whisper brings what a person says to the bot so that nobody else in the channel sees it, with a way back that is open for a while.
func (s *Service) Whisper(in briefing.Channel, person, text string) bot.Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open(in.ID)
	s.counter++
	return s.act(in.Private(person), person, text, strconv.Itoa(s.counter), nil)
}

// Press brings what a person says by pressing a button of a message of the bot. Pressed again it is another press of the same button.
func (s *Service) Press(m Message, person, action string) bot.Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	at := slices.IndexFunc(m.Actions, func(a post.Action) bool { return a.ID == action })
	if at < 0 {
		panic("bottest: the message has no button " + action)
	}
	in := m.Channel
	if in.Thread == "" && s.options.Threads {
		in.Thread = m.ID
	}
	i := slices.IndexFunc(s.messages, func(o *Message) bool { return o.ID == m.ID })
	var on *Message
	if i >= 0 {
		on = s.messages[i]
	}
	return s.act(in, person, m.Actions[at].Command, m.ID+"/"+action, on)
}

// act brings a message with a way back. s.mu is held.
func (s *Service) act(in briefing.Channel, person, text, id string, on *Message) bot.Message {
	s.counter++
	way := "https://answers.test/" + strconv.Itoa(s.counter)
	s.replies[way] = &wayBack{in: in, person: person, opened: s.now(), on: on}
	m := bot.Message{ID: s.options.Name + ":" + in.ID + "/" + id + "/" + person, Channel: in, From: person, Text: text, At: s.now(), Reply: way}
	s.asked = append(s.asked, m.ID)
	s.bring(m)
	return m
}

// takePrivate shows a message to one person alone. s.mu is held.
func (s *Service) takePrivate(to briefing.Channel, p post.Post, text string) (bot.Receipt, error) {
	way := s.replies[p.Reply]
	switch {
	case text == "":
		return bot.Receipt{}, s.refused("no_text", false)
	case utf8.RuneCountInString(text) > s.options.Size:
		return bot.Receipt{}, s.refused("msg_too_long", false)
	case !markForm.MatchString(p.Mark):
		return bot.Receipt{}, s.refused("invalid_mark", false)
	case way != nil && (way.person != to.Only() || way.in.ID != to.ID):
		return bot.Receipt{}, s.refused("reply_of_somebody_else", false)
	case way != nil && s.now().Sub(way.opened) < replyOpen && way.uses < replyUses:
		way.uses++
		if at := slices.IndexFunc(s.messages, func(m *Message) bool { return m.over == p.Reply && m.Mark == p.Mark }); p.Again && at >= 0 {
			s.messages[at].Text, s.messages[at].Actions = text, p.Actions
			return bot.Receipt{At: s.messages[at].At}, nil
		}
	}
	m := s.show(Message{Channel: to, Key: p.Key, Mark: p.Mark, Text: text, Actions: p.Actions, over: p.Reply})
	return bot.Receipt{At: m.At}, nil
}

// Erase takes messages of the bot back, see bot.Eraser. Those of people, and of other channels, it does not touch.
func (s *Service) Erase(ctx context.Context, in briefing.Channel, way string, ids ...string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if in.Only() != "" {
		r := s.replies[way]
		if r == nil || r.on == nil || r.person != in.Only() || s.now().Sub(r.opened) >= replyOpen || r.uses >= replyUses {
			return s.refused("cant_delete_message", false)
		}
		r.uses++
		s.messages = slices.DeleteFunc(s.messages, func(m *Message) bool { return m == r.on })
		return nil
	}
	for _, id := range ids {
		at := slices.IndexFunc(s.messages, func(m *Message) bool { return m.ID == id })
		switch {
		case at < 0: // gone already
		case s.messages[at].From != "" || s.messages[at].Channel.ID != in.ID || s.messages[at].Channel.Only() != "":
			return s.refused("cant_delete_message", false)
		default:
			s.messages = slices.Delete(s.messages, at, at+1)
		}
	}
	return nil
}

// Attend notes where the bot has shown that it is at work.
func (s *Service) Attend(ctx context.Context, in briefing.Channel, way string) {
	if ctx.Err() != nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.attended = append(s.attended, in)
}

// Attended lists where the bot has shown that it is at work, in order.
func (s *Service) Attended() []briefing.Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.attended)
}

// SetReaders says who alone reads along in a channel.
func (s *Service) SetReaders(id string, people ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open(id).readers = people
}

// Sees reports whether a person reads along in a place, see bot.Observed.
func (s *Service) Sees(_ context.Context, place briefing.Channel, person string) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.channels[place.ID]
	if c == nil {
		return false, errors.New("no channel " + place.ID)
	}
	return len(c.readers) == 0 || slices.Contains(c.readers, person), nil
}

// Name is what a person or a place is called, see bot.Named.
func (s *Service) Name(_ context.Context, place briefing.Channel, person string) string {
	if person != "" {
		return "Name of " + person
	}
	return "#" + place.ID
}
