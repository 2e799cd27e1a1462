package slacktest

import (
	"maps"
	"math/rand/v2"
	"strconv"
	"time"
)

// Bring sends an envelope on one of the open sockets, chosen at random as Slack does, or over HTTP (see DeliverTo), under a new id if it has
// none. ok is false where no way is open. It is Push for programs.
func (s *Server) Bring(envelope map[string]any) (id string, ok bool) {
	s.mu.Lock()
	if id, ok = envelope["envelope_id"].(string); !ok {
		s.pushed++
		id = "envelope-" + strconv.Itoa(s.pushed)
		envelope = maps.Clone(envelope)
		envelope["envelope_id"] = id
	}
	s.pending[id] = &pending{envelope: envelope}
	s.mu.Unlock()
	return id, s.carry(id)
}

// carry delivers what is pending, once more perhaps.
func (s *Server) carry(id string) bool {
	s.mu.Lock()
	p := s.pending[id]
	if p == nil {
		s.mu.Unlock()
		return true // acknowledged meanwhile
	}
	p.attempts++
	p.last = s.now()
	s.sent[id] = time.Now()
	envelope, to := p.envelope, s.endpoint
	if to == nil && len(s.sockets) == 0 {
		s.mu.Unlock()
		return false
	}
	if to != nil {
		s.mu.Unlock()
		go s.deliver(*to, id, envelope)
		return true
	}
	k := s.sockets[rand.IntN(len(s.sockets))] //nolint:gosec // any will do
	s.mu.Unlock()
	k.write(envelope)
	return true
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
