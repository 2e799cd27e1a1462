package bottest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/briefing"
)

// Find looks for a message as an adapter does: absence is proved by a message that must be seen and is. See bot.Prover.
func (s *Service) Find(ctx context.Context, to briefing.Channel, mark string, since time.Time, known string) (bot.Proof, bot.Receipt, error) {
	if err := ctx.Err(); err != nil {
		return bot.Unproved, bot.Receipt{}, err
	}
	if !s.options.Proves || to.Only() != "" { // what one person alone sees is in no history
		return bot.Unproved, bot.Receipt{}, nil
	}
	seen := s.history(to, since)
	if i := slices.IndexFunc(seen, func(m *Message) bool { return m.From == "" && m.Mark == mark }); i >= 0 {
		return bot.Present, s.receipt(seen[i]), nil
	}
	anchored := slices.ContainsFunc(s.history(to, time.Time{}), func(m *Message) bool { return known == "" || m.ID == known })
	if !anchored {
		return bot.Unproved, bot.Receipt{}, nil
	}
	return bot.Absent, bot.Receipt{}, nil
}

// history is what the bot sees of a channel since a time: nothing where it is blind.
func (s *Service) history(to briefing.Channel, since time.Time) []*Message {
	s.mu.Lock()
	call := Call{N: s.calls, To: to}
	s.mu.Unlock()
	if s.fault(call).Kind == Blind {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.channels[to.ID]; c == nil || c.closed != "" {
		return nil
	}
	var seen []*Message
	for _, m := range s.messages {
		if m.Channel.ID == to.ID && m.Channel.Only() == "" && !m.At.Before(since) {
			seen = append(seen, m)
		}
	}
	return seen
}

// Role is what a person may do, see bot.Gatekeeper.
func (s *Service) Role(_ context.Context, in briefing.Channel, person string) (briefing.Role, error) {
	if !s.options.Roles {
		return briefing.RoleUnknown, errors.New("this service has no roles")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.channels[in.ID]
	if c == nil {
		return briefing.RoleUnknown, fmt.Errorf("no channel %s", in.ID)
	}
	return max(c.roles[person], briefing.RoleRead), nil
}

// Direct opens the direct channel to a person, see bot.Director.
func (s *Service) Direct(_ context.Context, _, person string) (briefing.Channel, error) {
	return s.Channel("direct-" + person), nil
}
