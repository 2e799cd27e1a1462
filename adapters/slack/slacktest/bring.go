package slacktest

import (
	"maps"
	"math/rand/v2"
	"strconv"
	"time"
)

// Bring sends an envelope on one of the open sockets, chosen at random as Slack does, under a new id if it has none. ok is false where none
// is open. It is Push for programs.
func (s *Server) Bring(envelope map[string]any) (id string, ok bool) {
	s.mu.Lock()
	if id, ok = envelope["envelope_id"].(string); !ok {
		s.pushed++
		id = "envelope-" + strconv.Itoa(s.pushed)
		envelope = maps.Clone(envelope)
		envelope["envelope_id"] = id
	}
	if len(s.sockets) == 0 {
		s.mu.Unlock()
		return id, false
	}
	k := s.sockets[rand.IntN(len(s.sockets))] //nolint:gosec // any will do
	s.sent[id] = time.Now()
	s.mu.Unlock()
	k.write(envelope)
	return id, true
}

// Sockets is how many are open.
func (s *Server) Sockets() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.sockets)
}

// AckTimes is how long each envelope that was acknowledged took, since it was last delivered.
func (s *Server) AckTimes() []time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []time.Duration
	for _, a := range s.acks {
		out = append(out, a.After)
	}
	return out
}
