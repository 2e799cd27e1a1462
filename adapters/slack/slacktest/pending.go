package slacktest

import (
	"encoding/json"
	"maps"
	"slices"
	"time"
)

// pending is an envelope that was not acknowledged yet.
type pending struct {
	envelope map[string]any
	last     time.Time // when it was last sent, or would have been
	attempts int
}

// mostAttempts is how often an envelope is delivered: once, and three times more.
// https://docs.slack.dev/apis/events-api#retries
const mostAttempts = 4

// Overdue brings again what was not acknowledged within three seconds by now, on a socket of its own choice, and returns the ids. Slack
// does so three times, and then gives up. Forms and commands are not brought again: their person sees an error.
func (s *Server) Overdue(now time.Time) []string {
	s.mu.Lock()
	var late []string
	for id, p := range s.pending {
		if now.Sub(p.last) < AckWithin {
			continue
		}
		if p.envelope["type"] != "events_api" || p.attempts >= mostAttempts {
			delete(s.pending, id)
			s.violation("%s was not acknowledged within %v, %d times", id, AckWithin, p.attempts)
			continue
		}
		again := maps.Clone(p.envelope)
		again["retry_attempt"], again["retry_reason"] = p.attempts, "timeout"
		p.envelope = again
		late = append(late, id)
	}
	s.mu.Unlock()
	slices.Sort(late)
	for _, id := range late {
		s.carry(id)
	}
	return late
}

// Unacknowledged is how many envelopes wait for their acknowledgement.
func (s *Server) Unacknowledged() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.pending)
}

// acknowledged does what an acknowledgement asks for. It is called under the lock.
func (s *Server) acknowledged(id string, payload json.RawMessage) {
	a := s.acks[id]
	after := time.Since(s.sent[id])
	s.acks[id] = Ack{After: after, Times: a.Times + 1, Payload: payload}
	if after > AckWithin {
		s.violation("%s was acknowledged after %v", id, after)
	}
	if a.Times == 0 {
		s.obey(id, payload)
	}
	delete(s.pending, id)
	s.changed.Broadcast()
}

// obey shows what the acknowledgement of a form or command brings:
// https://docs.slack.dev/surfaces/modals#modal_response_actions and …/implementing-slash-commands#responding_immediate_response
func (s *Server) obey(id string, payload json.RawMessage) {
	var said struct {
		Action string            `json:"response_action"`
		View   json.RawMessage   `json:"view"`
		Errors map[string]string `json:"errors"`
		Text   string            `json:"text"`
		Type   string            `json:"response_type"`
		Blocks json.RawMessage   `json:"blocks"`
	}
	if len(payload) > 0 {
		_ = json.Unmarshal(payload, &said) // what is not understood does nothing, as with Slack
	}
	if person := s.submits[id]; person != "" {
		s.obeyForm(person, said.Action, said.View, said.Errors)
		return
	}
	p := s.pending[id]
	if p == nil || p.envelope["type"] != "slash_commands" || said.Text == "" {
		return
	}
	command, _ := p.envelope["payload"].(map[string]any)
	channel, _ := command["channel_id"].(string)
	person, _ := command["user_id"].(string)
	m := Post{Channel: channel, Only: person, Text: said.Text, Blocks: said.Blocks, Form: map[string]string{}}
	if said.Type == "in_channel" {
		m.Only = ""
	}
	s.checkWords(m)
	s.show(m)
}

func (s *Server) obeyForm(person, action string, view json.RawMessage, errors map[string]string) {
	switch action {
	case "":
		s.closeModal(person)
	case "clear":
		for s.modal(person) != nil {
			s.closeModal(person)
		}
	case "errors":
		v := s.modal(person)
		for block := range errors {
			if v != nil && !hasInput(v.JSON, block) {
				s.violation("an error at %q, which the form has no input of", block)
			}
		}
	case "update", "push":
		if faults := ViewFaults(view, "modal"); len(faults) > 0 {
			s.violation("a form in an acknowledgement: %v", faults)
			return
		}
		if action == "update" {
			s.closeModal(person)
		}
		s.open(person, view)
	default:
		s.violation("response_action %q", action)
	}
}

// hasInput reports whether a view has an input block of an id: Slack shows errors at no other.
func hasInput(view json.RawMessage, block string) bool {
	var v struct {
		Blocks []struct {
			Type string `json:"type"`
			ID   string `json:"block_id"`
		} `json:"blocks"`
	}
	if json.Unmarshal(view, &v) != nil {
		return false
	}
	for _, b := range v.Blocks {
		if b.Type == "input" && b.ID == block {
			return true
		}
	}
	return false
}
