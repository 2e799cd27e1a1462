package slacktest

import (
	"encoding/json"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// pingEvery is how often a socket is pinged unless Options say otherwise: a client takes one that is silent for 30 s for dead.
const pingEvery = time.Second

// patience is how long a Wait function waits before it fails the test.
const patience = 10 * time.Second

// AckWithin is how soon Slack wants an envelope acknowledged.
const AckWithin = 3 * time.Second

// Ack says how an envelope was acknowledged.
type Ack struct {
	After   time.Duration // since it was last delivered
	Times   int
	Payload json.RawMessage // what it shows or does at once; nil mostly
}

// socket is one connection of the client.
type socket struct {
	conn *websocket.Conn
	mu   sync.Mutex // of writes
	done chan struct{}

	silent atomic.Bool // it is pinged no more, as when nothing comes through
}

func (s *Server) link(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Get("ticket") != Ticket {
		http.Error(w, "bad ticket", http.StatusForbidden)
		return
	}
	conn, err := (&websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}).Upgrade(w, r, nil)
	if err != nil {
		return
	}
	k := &socket{conn: conn, done: make(chan struct{})}
	k.write(map[string]any{"type": "hello", "num_connections": 1, "connection_info": map[string]any{"app_id": "A1"}})
	s.mu.Lock()
	s.sockets = append(s.sockets, k)
	s.opened++
	s.changed.Broadcast()
	closed := s.ended
	s.mu.Unlock()
	if closed {
		conn.Close()
	}
	go k.ping(s.options.PingEvery)
	s.read(k)
}

// read takes acknowledgements until the connection ends.
func (s *Server) read(k *socket) {
	defer close(k.done)
	for {
		var ack struct {
			ID      string          `json:"envelope_id"`
			Payload json.RawMessage `json:"payload"`
		}
		err := k.conn.ReadJSON(&ack)
		s.mu.Lock()
		if err != nil {
			for i := range s.sockets {
				if s.sockets[i] == k {
					s.sockets = append(s.sockets[:i:i], s.sockets[i+1:]...)
					break
				}
			}
			s.changed.Broadcast()
			s.mu.Unlock()
			k.conn.Close()
			return
		}
		s.acknowledged(ack.ID, ack.Payload)
		s.mu.Unlock()
	}
}

func (k *socket) ping(every time.Duration) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		if !k.silent.Load() && k.conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(time.Second)) != nil {
			return
		}
		select {
		case <-tick.C:
		case <-k.done:
			return
		}
	}
}

func (k *socket) write(v any) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.conn.WriteJSON(v) // a connection that just ended is what read is for
}

// WaitSockets waits until n sockets are open and at least ever were opened in all.
func (s *Server) WaitSockets(t testing.TB, n, ever int) {
	t.Helper()
	s.wait(t, "sockets", func() bool { return len(s.sockets) >= n && s.opened >= ever })
}

// Deliver sends an event on the socket of that number, counted from the oldest open one, and returns
// the id of its envelope.
func (s *Server) Deliver(t testing.TB, socket int, event map[string]any) string {
	t.Helper()
	return s.Push(t, socket, map[string]any{
		"type":                     "events_api",
		"accepts_response_payload": false,
		"retry_attempt":            0,
		"payload": map[string]any{
			"type": "event_callback", "team_id": Team, "api_app_id": "A1", "event_id": "Ev1", "event_time": 1700000000, "event": event,
		},
	})
}

// Press sends the press of a button under a message, and returns the id of its envelope. The fields are those of a real payload, as far as
// they say who pressed what: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
func (s *Server) Press(t testing.TB, socket int, p Post, person, action, value, ts string) string {
	t.Helper()
	message := map[string]any{"type": "message", "ts": p.TS, "text": p.Text, "user": BotUser, "bot_id": BotID}
	if p.Thread != "" {
		message["thread_ts"] = p.Thread
	}
	s.mu.Lock()
	trigger := s.trigger(person)
	s.mu.Unlock()
	payload := map[string]any{
		"type": "block_actions", "team": map[string]any{"id": Team, "domain": "newsroom"}, "user": map[string]any{"id": person, "team_id": Team},
		"api_app_id": "A1", "trigger_id": trigger, "response_url": s.PressHook(p, person),
		"container": map[string]any{"type": "message", "message_ts": p.TS, "channel_id": p.Channel, "is_ephemeral": p.Only != ""},
		"channel":   map[string]any{"id": p.Channel, "name": "general"}, "message": message,
		"actions": []any{map[string]any{
			"type": "button", "action_id": action, "block_id": "b1", "value": value, "action_ts": ts,
			"text": map[string]any{"type": "plain_text", "text": "Label", "emoji": true},
		}},
	}
	if p.Only != "" { // of a message that one person sees, Slack says no more than where it is
		delete(payload, "message")
	}
	return s.Push(t, socket, map[string]any{"type": "interactive", "accepts_response_payload": false, "payload": payload})
}

// Push sends an envelope of any kind under a new id.
func (s *Server) Push(t testing.TB, socket int, envelope map[string]any) string {
	t.Helper()
	s.mu.Lock()
	s.pushed++
	id := "envelope-" + strconv.Itoa(s.pushed)
	s.mu.Unlock()
	envelope["envelope_id"] = id
	s.Redeliver(t, socket, envelope)
	return id
}

// Redeliver sends an envelope that has its id already.
func (s *Server) Redeliver(t testing.TB, socket int, envelope map[string]any) {
	t.Helper()
	id, _ := envelope["envelope_id"].(string)
	s.mu.Lock()
	if socket >= len(s.sockets) {
		s.mu.Unlock()
		t.Fatalf("slacktest: no socket %d is open", socket)
	}
	k := s.sockets[socket]
	s.sent[id] = time.Now()
	s.mu.Unlock()
	k.write(envelope)
}

// Raw sends a frame as it is.
func (s *Server) Raw(t testing.TB, socket int, frame string) {
	t.Helper()
	s.mu.Lock()
	k := s.sockets[socket]
	s.mu.Unlock()
	k.mu.Lock()
	defer k.mu.Unlock()
	k.conn.WriteMessage(websocket.TextMessage, []byte(frame))
}

// Gone is closed when a socket has ended.
func (s *Server) Gone(socket int) <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.sockets[socket].done
}

// Silence stops the pings of a socket, as when a connection is half open.
func (s *Server) Silence(socket int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sockets[socket].silent.Store(true)
}

// Truncate sends the head of a text frame and less than it announces.
func (s *Server) Truncate(t testing.TB, socket int) {
	t.Helper()
	s.mu.Lock()
	k := s.sockets[socket]
	s.mu.Unlock()
	k.mu.Lock()
	defer k.mu.Unlock()
	k.conn.NetConn().Write([]byte{0x81, 0x40, '{', '"'}) //nolint:errcheck // what comes of it is the client's matter
}

// Disconnect asks the client to leave the socket and open another, as Slack does every few hours.
func (s *Server) Disconnect(t testing.TB, socket int, reason string) {
	t.Helper()
	frame, _ := json.Marshal(map[string]any{"type": "disconnect", "reason": reason})
	s.Raw(t, socket, string(frame))
}

// Drop cuts a socket without a word.
func (s *Server) Drop(socket int) {
	s.mu.Lock()
	k := s.sockets[socket]
	s.mu.Unlock()
	k.conn.NetConn().Close()
}

// WaitAck waits for the acknowledgement of an envelope, and fails the test when it took longer than Slack waits.
func (s *Server) WaitAck(t testing.TB, id string) Ack {
	t.Helper()
	s.wait(t, "the acknowledgement of "+id, func() bool { return s.acks[id].Times > 0 })
	a, _ := s.Acked(id)
	if a.After > AckWithin {
		t.Errorf("slacktest: %s was acknowledged after %v, Slack waits %v", id, a.After, AckWithin)
	}
	return a
}

// Acked says whether an envelope was acknowledged so far.
func (s *Server) Acked(id string) (Ack, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a, ok := s.acks[id]
	return a, ok
}

// WaitPosts waits until n messages were shown, and returns all.
func (s *Server) WaitPosts(t testing.TB, n int) []Post {
	t.Helper()
	s.wait(t, strconv.Itoa(n)+" posts", func() bool { return len(s.posts) >= n })
	return s.Posts()
}

// wait blocks until ok, which is called under the lock, or fails the test.
func (s *Server) wait(t testing.TB, what string, ok func() bool) {
	t.Helper()
	late := false
	alarm := time.AfterFunc(patience, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		late = true
		s.changed.Broadcast()
	})
	defer alarm.Stop()
	s.mu.Lock()
	defer s.mu.Unlock()
	for !ok() {
		if late {
			t.Fatalf("slacktest: waited %v for %s", patience, what)
		}
		s.changed.Wait()
	}
}

// Close ends every connection and waits for it.
func (s *Server) Close() {
	s.mu.Lock()
	s.ended = true
	open := append([]*socket(nil), s.sockets...)
	s.mu.Unlock()
	for _, k := range open {
		k.conn.Close()
		<-k.done
	}
	s.http.Close()
}
