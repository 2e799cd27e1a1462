package slack

import (
	"context"
	"encoding/json"
	"hash/fnv"

	"golang.org/x/sync/errgroup"
)

const (
	lanes    = 16 // envelopes of a socket that are taken at a time: one that takes long holds up few others
	laneRoom = 32 // that wait in a lane; then the socket waits, and Slack delivers again what is late
)

// drive takes the envelopes of a socket, those of a channel one after the other, until ctx is done or taking is over.
func (s *socket) drive(ctx context.Context) error {
	g, running := errgroup.WithContext(ctx)
	var queues [lanes]chan envelope
	for n := range queues {
		queues[n] = make(chan envelope, laneRoom)
		g.Go(func() error {
			for {
				select {
				case <-running.Done():
					return running.Err()
				case e := <-queues[n]:
					if err := s.envelope(running, e); err != nil {
						return err
					}
				}
			}
		})
	}
	g.Go(func() error {
		for {
			select {
			case <-running.Done():
				return running.Err()
			case ev := <-s.client.Events:
				e, err := s.handle(ev)
				if err != nil {
					return err
				}
				if e.ID == "" {
					continue // hello and the like: nothing to acknowledge
				}
				select {
				case queues[laneOf(e)] <- e:
				case <-running.Done():
					return running.Err()
				}
			}
		}
	})
	return g.Wait()
}

// laneOf is the lane of an envelope, by the channel it is about or else the person.
func laneOf(e envelope) int {
	var at struct {
		Command string          `json:"channel_id"`
		Channel json.RawMessage `json:"channel"`
		User    json.RawMessage `json:"user"`
		Event   struct {
			Channel json.RawMessage `json:"channel"`
			User    json.RawMessage `json:"user"`
		} `json:"event"`
	}
	_ = json.Unmarshal(e.Payload, &at) // what cannot be read goes anywhere
	h := fnv.New32a()
	for _, key := range []string{at.Command, idIn(at.Channel), idIn(at.Event.Channel), idIn(at.Event.User), idIn(at.User)} {
		if key != "" {
			h.Write([]byte(key)) //nolint:errcheck // a hash takes everything
			break
		}
	}
	return int(h.Sum32() % lanes)
}

// idIn is an id, which stands in events as it is and in what was pressed as a field.
func idIn(raw json.RawMessage) string {
	var id string
	if json.Unmarshal(raw, &id) == nil {
		return id
	}
	var object struct {
		ID string `json:"id"`
	}
	_ = json.Unmarshal(raw, &object)
	return object.ID
}
