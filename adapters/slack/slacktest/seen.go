package slacktest

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"
)

// Seen is what one person sees of the workspace.
type Seen struct {
	Messages []Post               // of all, the oldest first; those for others alone are not among them
	Home     *View                // the page about the bot; nil before it was made
	Modal    *View                // the form that is open; nil for none
	Beside   map[string]Assistant // by channel, a slash, and thread
}

// Seen is what a person sees.
func (s *Server) Seen(person string) Seen {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := slices.DeleteFunc(slices.Concat(s.said, s.posts), func(p Post) bool {
		foreign := strings.HasPrefix(p.Channel, "D") && p.Channel != s.direct(person)
		return foreign || p.Only != "" && p.Only != person || s.absent[p.Channel+"/"+person]
	})
	slices.SortStableFunc(all, func(a, b Post) int { return a.At.Compare(b.At) })
	return Seen{Messages: all, Home: copied(s.homes[person]), Modal: copied(s.modal(person)), Beside: maps.Clone(s.threads)}
}

func copied(v *View) *View {
	if v == nil {
		return nil
	}
	c := *v
	return &c
}

// Deleted is what was shown and taken back, by the bot or by people.
func (s *Server) Deleted() []Post {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.deleted)
}

// takeBack removes the messages that are as said, and keeps them for Deleted.
func (s *Server) takeBack(gone func(Post) bool) {
	for _, p := range s.posts {
		if gone(p) {
			s.deleted = append(s.deleted, p)
		}
	}
	s.posts = slices.DeleteFunc(s.posts, gone)
	s.changed.Broadcast()
}

// Await waits for the acknowledgement of an envelope; ok is false if it did not come in time. It is WaitAck for programs.
func (s *Server) Await(id string, atMost time.Duration) (a Ack, ok bool) {
	late := false
	alarm := time.AfterFunc(atMost, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		late = true
		s.changed.Broadcast()
	})
	defer alarm.Stop()
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.acks[id].Times == 0 && !late {
		s.changed.Wait()
	}
	a = s.acks[id]
	return a, a.Times > 0
}

// FormErrors are the faults that an acknowledgement shows under the fields of a form, by block.
func (a Ack) FormErrors() map[string]string {
	var said struct {
		Errors map[string]string `json:"errors"`
	}
	if len(a.Payload) == 0 || json.Unmarshal(a.Payload, &said) != nil {
		return nil
	}
	return said.Errors
}
