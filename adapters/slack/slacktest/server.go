// Package slacktest is a Slack on 127.0.0.1, as strict as the real one and able to misbehave.
//
// The tour: [New] starts it. It speaks the Web API methods auth.test, apps.connections.open and
// chat.postMessage, those that read histories (history.go) and know people (people.go), and Socket Mode over real
// WebSockets (socket.go). What is posted is checked against Slack's rules for messages and blocks (blocks.go) and kept for
// [Server.Posts]. [Server.Fail] makes the next call of a method go wrong; [Server.Deliver], [Server.Press], [Server.Push] and
// [Server.Disconnect] act on a socket.
package slacktest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"
)

// What the one workspace of every Server holds.
const (
	BotToken = "xoxb-1111-2222-sesame"
	AppToken = "xapp-1-A1-3333-sesame"
	Ticket   = "ticket-sesame" // in the address of a socket, where Slack has a credential

	Team    = "T1"
	BotUser = "UBOT"
	BotID   = "BBOT"
	Channel = "C1" // the bot is a member
	Direct  = "D1" // between a person and the bot
	Archive = "C8" // archived
	Foreign = "C9" // the bot is not a member
)

// Server is one fake Slack.
type Server struct {
	APIURL string // base of the Web API

	http *httptest.Server

	mu      sync.Mutex
	changed *sync.Cond
	scopes  string
	faults  map[string][]Fault
	calls   map[string]int
	posts   []Post
	said    []Post            // by people
	users   map[string]string // id to the flag that is set of the person
	page    int               // messages in a page of a history
	sockets []*socket
	opened  int // sockets ever
	acks    map[string]Ack
	pushed  int
	next    int // timestamp of the next post
	closed  bool
}

// Post is a message that was shown.
type Post struct {
	Channel, Thread, TS string
	Text                string
	Blocks              json.RawMessage // nil for a message of text only
	Metadata            json.RawMessage
	Form                map[string]string // all arguments but the token
}

// Fault is how one call goes wrong. The zero Fault lets it pass.
type Fault struct {
	Status     int    // of the response; 0 means 200
	RetryAfter int    // seconds, for a header; 0 for none
	Code       string // of an answer that is not ok
	Needed     string // the scope that is missing
	Body       string // sent as it is
	Shown      bool   // chat.postMessage: the message is shown all the same
}

// New starts a Server that is closed when the test ends.
func New(t testing.TB) *Server {
	s := &Server{
		scopes: "app_mentions:read,chat:write,im:history,im:write,users:read,channels:history,groups:history",
		users:  map[string]string{},
		page:   100,
		faults: map[string][]Fault{},
		calls:  map[string]int{},
		acks:   map[string]Ack{},
		next:   1,
	}
	s.changed = sync.NewCond(&s.mu)
	mux := http.NewServeMux()
	mux.HandleFunc("POST /api/{method}", s.call)
	mux.HandleFunc("GET /link", s.link)
	s.http = httptest.NewServer(mux)
	s.APIURL = s.http.URL + "/api/"
	t.Cleanup(s.close)
	return s
}

// Scopes sets what the bot token may do, as Slack's header lists it; "" leaves the header out.
func (s *Server) Scopes(list string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.scopes = list
}

// Fail makes the next calls of method go wrong, one fault each.
func (s *Server) Fail(method string, faults ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults[method] = append(s.faults[method], faults...)
}

// FailFrom lets calls of method pass up to its nth from now, counted from 1, and makes those from there on go wrong,
// one fault each.
func (s *Server) FailFrom(method string, n int, faults ...Fault) {
	s.Fail(method, append(make([]Fault, n-1), faults...)...)
}

// Posts is what was shown so far.
func (s *Server) Posts() []Post {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Post(nil), s.posts...)
}

// Calls counts the calls of a method, failed ones included.
func (s *Server) Calls(method string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.calls[method]
}

func (s *Server) call(w http.ResponseWriter, r *http.Request) {
	method := r.PathValue("method")
	if err := r.ParseForm(); err != nil {
		answer(w, refusal("invalid_form_data"))
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls[method]++
	var fault *Fault
	if list := s.faults[method]; len(list) > 0 {
		if list[0] != (Fault{}) {
			fault = &list[0]
		}
		s.faults[method] = list[1:]
	}
	if fault != nil && !fault.Shown {
		fault.write(w)
		return
	}
	reply := s.reply(method, r)
	if fault != nil {
		fault.write(w)
		return
	}
	if s.scopes != "" && method != "apps.connections.open" {
		w.Header().Set("X-OAuth-Scopes", s.scopes)
	}
	answer(w, reply)
}

// reply does what the method does.
func (s *Server) reply(method string, r *http.Request) map[string]any {
	token := r.PostForm.Get("token")
	if bearer, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		token = bearer
	}
	wanted := BotToken
	if method == "apps.connections.open" {
		wanted = AppToken
	}
	switch {
	case token == "":
		return refusal("not_authed")
	case token != wanted && (token == BotToken || token == AppToken):
		return refusal("not_allowed_token_type")
	case token != wanted:
		return refusal("invalid_auth")
	}
	if need := s.needed(method, r.PostForm.Get("channel")); need != "" && s.scopes != "" && !strings.Contains(s.scopes, need) {
		out := refusal("missing_scope")
		out["needed"], out["provided"] = need, s.scopes
		return out
	}
	switch method {
	case "auth.test":
		return map[string]any{"ok": true, "url": "https://newsroom.slack.com/", "team": "Newsroom", "user": "nutgraf",
			"team_id": Team, "user_id": BotUser, "bot_id": BotID}
	case "apps.connections.open":
		return map[string]any{"ok": true, "url": "ws" + strings.TrimPrefix(s.http.URL, "http") + "/link?ticket=" + Ticket}
	case "chat.postMessage":
		return s.post(r)
	case "conversations.history", "conversations.replies":
		return s.history(method, r)
	case "conversations.open":
		return s.openDirect(r)
	case "users.info":
		return s.user(r)
	}
	return refusal("unknown_method")
}

// closed is why nothing can be posted to a channel; "" for one that is open to the bot.
func closed(channel string) string {
	switch channel {
	case Channel, Direct:
		return ""
	case Archive:
		return "is_archived"
	case Foreign:
		return "not_in_channel"
	}
	return "channel_not_found"
}

// needed is the scope that a call needs.
func (s *Server) needed(method, channel string) string {
	switch method {
	case "chat.postMessage":
		return "chat:write"
	case "users.info":
		return "users:read"
	case "conversations.open":
		return "im:write"
	case "conversations.history", "conversations.replies":
		if strings.HasPrefix(channel, "D") {
			return "im:history"
		}
		return "channels:history"
	}
	return ""
}

// arguments are those of chat.postMessage that this Slack knows; the bot needs no others.
var arguments = map[string]bool{"token": true, "channel": true, "text": true, "blocks": true, "thread_ts": true, "metadata": true,
	"unfurl_links": true, "unfurl_media": true, "mrkdwn": true}

// post shows a message, or says why not.
func (s *Server) post(r *http.Request) map[string]any {
	p := Post{Form: map[string]string{}}
	for name, values := range r.PostForm {
		if !arguments[name] || len(values) != 1 {
			return refusal("invalid_arguments", "unsupported argument: "+name)
		}
		if name != "token" {
			p.Form[name] = values[0]
		}
	}
	p.Channel, p.Text, p.Thread = p.Form["channel"], p.Form["text"], p.Form["thread_ts"]
	if code := closed(p.Channel); code != "" {
		return refusal(code)
	}
	switch {
	case p.Text == "":
		return refusal("no_text") // of a message with blocks too: whoever cannot see them needs it
	case utf8.RuneCountInString(p.Text) > 4000:
		return refusal("msg_too_long")
	}
	if raw, ok := p.Form["blocks"]; ok {
		if faults := BlockFaults([]byte(raw)); len(faults) > 0 {
			return refusal("invalid_blocks", faults...)
		}
		p.Blocks = json.RawMessage(raw)
	}
	if raw, ok := p.Form["metadata"]; ok {
		var m struct {
			EventType    string         `json:"event_type"`
			EventPayload map[string]any `json:"event_payload"`
		}
		if json.Unmarshal([]byte(raw), &m) != nil || m.EventType == "" || m.EventPayload == nil {
			return refusal("invalid_metadata_format")
		}
		p.Metadata = json.RawMessage(raw)
	}
	p.TS = fmt.Sprintf("1800000000.%06d", s.next)
	s.next++
	s.posts = append(s.posts, p)
	s.changed.Broadcast()
	shown := map[string]any{"type": "message", "text": p.Text, "ts": p.TS, "bot_id": BotID}
	return map[string]any{"ok": true, "channel": p.Channel, "ts": p.TS, "message": shown}
}

func (f Fault) write(w http.ResponseWriter) {
	if f.RetryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(f.RetryAfter))
	}
	if f.Status != 0 {
		w.WriteHeader(f.Status)
	}
	if f.Code == "" {
		fmt.Fprint(w, f.Body)
		return
	}
	out := refusal(f.Code)
	if f.Needed != "" {
		out["needed"] = f.Needed
	}
	answer(w, out)
}

// refusal is an answer that is not ok; messages say where the fault lies.
func refusal(code string, messages ...string) map[string]any {
	out := map[string]any{"ok": false, "error": code}
	if len(messages) > 0 {
		out["response_metadata"] = map[string]any{"messages": messages}
	}
	return out
}

func answer(w http.ResponseWriter, reply map[string]any) {
	raw, err := json.Marshal(reply)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	if w.Header().Get("Content-Type") == "" {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
	}
	w.Write(raw)
}
