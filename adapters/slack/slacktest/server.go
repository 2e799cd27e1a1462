// Package slacktest is a Slack on 127.0.0.1, as strict as the real one and able to misbehave.
//
// The tour: [New] starts it. It speaks the Web API (methods.go has the table): messages (messages.go), histories (history.go), people
// and channels (people.go), modals and home pages (views.go), the agent view (assistant.go); it takes what is sent to a response_url
// (hooks.go), and speaks Socket Mode over real WebSockets (socket.go). What is posted is checked against Slack's rules for messages and
// blocks (blocks.go, inputs.go) and kept for [Server.Posts]. [Server.Fail] makes the next call of a method go wrong; [Server.Deliver],
// [Server.Press], [Server.Push] and [Server.Disconnect] act on a socket, and so does what people do (acts.go).
package slacktest

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync"
	"testing"
	"time"
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

	mu       sync.Mutex
	changed  *sync.Cond
	scopes   string
	faults   map[string][]Fault
	calls    map[string]int
	posts    []Post
	said     []Post            // by people
	users    map[string]string // id to the flag that is set of the person
	page     int               // messages in a page of a history
	sockets  []*socket
	opened   int // sockets ever
	acks     map[string]Ack
	sent     map[string]time.Time // envelopes, when they were last delivered
	pending  map[string]*pending
	pushed   int
	events   int       // ids of events
	latest   time.Time // timestamp of what was last shown, with Options.Clock
	endpoint *Endpoint // nil is Socket Mode
	deleted  []Post    // shown, and taken back
	violated []string
	next     int // timestamp of the next post
	ended    bool
	options  Options
	more     map[string]bool  // channels beside those of the constants
	rates    map[string]*rate // by channel
	now      func() time.Time

	hooks     map[string]*hook // by id: what stands behind a response_url
	triggers  map[string]trigger
	modals    []*View           // open, the latest last
	homes     map[string]*View  // by person
	run       string            // names this Server: what it gives out once is given out by no other
	views     int               // ever made
	submits   map[string]string // envelope of a sent form -> its person
	files     map[string]*File  // by id
	absent    map[string]bool   // "C1/U1": the person is not in the channel
	called    map[string]string // people and channels by id
	private   map[string]bool   // channels
	shared    map[string]bool   // channels that are shared with another workspace
	threads   map[string]Assistant
	streams   map[string]time.Time // messages that are being streamed, by channel and timestamp, and since when
	reactions map[string][]string  // of the bot, by channel and timestamp
}

// Post is a message that was shown.
type Post struct {
	Channel, Thread, TS string
	User                string    // the person who wrote it; "" for the bot
	Only                string    // the person who alone sees it; "" for everybody
	At                  time.Time // when it was shown
	Text                string
	Blocks              json.RawMessage // nil for a message of text only
	Metadata            json.RawMessage
	Files               []File
	Form                map[string]string // all arguments but the token; not nil for what the bot has shown
}

// Fault is how one call goes wrong. The zero Fault lets it pass.
type Fault struct {
	Status     int    // of the response; 0 means 200
	RetryAfter int    // seconds, for a header; 0 for none
	Code       string // of an answer that is not ok
	Needed     string // the scope that is missing
	Body       string // sent as it is
	Shown      bool   // what was asked for is done all the same
	Cut        bool   // the connection breaks, without an answer
	Hang       bool   // no answer comes, until the caller has had enough
}

// Options say how a Server is. The zero value is one with no channels but those of the constants, that goes wrong only when it is told to.
type Options struct {
	Channels  []string                              // ids of further ones that the bot is in; those with a D are direct messages
	Lean      bool                                  // of what is shown, the words are not kept
	Directs   map[string]string                     // the direct message of each person, by the person's id; of all others it is the same one
	Clock     bool                                  // timestamps are the time of day
	Echo      bool                                  // the bot is told of its own messages, as Slack does where it reads channels
	Listener  net.Listener                          // nil is any free port of 127.0.0.1
	Rates     bool                                  // a channel takes a message a second, with a few at once, and more are told to wait
	Fault     func(method string, calls int) *Fault // what happens to the n-th call of a method; nil is nothing. It is called under a lock
	PingEvery time.Duration                         // of sockets; 0 is a second
	Now       func() time.Time                      // nil is time.Now
}

// New starts a Server that is closed when the test ends.
func New(t testing.TB) *Server {
	s := Start(Options{})
	t.Cleanup(s.Close)
	return s
}

// Start starts a Server, on 127.0.0.1.
func Start(o Options) *Server {
	s := &Server{
		options:   o,
		scopes:    "app_mentions:read,assistant:write,chat:write,commands,im:history,im:write,users:read,channels:history,groups:history,channels:read",
		users:     map[string]string{},
		page:      100,
		faults:    map[string][]Fault{},
		calls:     map[string]int{},
		acks:      map[string]Ack{},
		sent:      map[string]time.Time{},
		pending:   map[string]*pending{},
		streams:   map[string]time.Time{},
		reactions: map[string][]string{},
		next:      1,
		now:       o.Now,
		hooks:     map[string]*hook{}, triggers: map[string]trigger{}, homes: map[string]*View{},
		submits: map[string]string{}, absent: map[string]bool{}, shared: map[string]bool{}, called: map[string]string{}, private: map[string]bool{}, threads: map[string]Assistant{}, files: map[string]*File{},
		more: map[string]bool{}, rates: map[string]*rate{},
	}
	if s.options.PingEvery == 0 {
		s.options.PingEvery = pingEvery
	}
	s.run = rand.Text()[:8] + "."
	if s.now == nil {
		s.now = time.Now
	}
	for _, id := range o.Channels {
		s.more[id] = true
	}
	for _, id := range o.Directs {
		s.more[id] = true
	}
	s.changed = sync.NewCond(&s.mu)
	mux := http.NewServeMux()
	mux.HandleFunc("POST /api/{method}", s.call)
	mux.HandleFunc("POST /hooks/{id}", s.respond)
	mux.HandleFunc("POST /actions/{id}", s.respond)
	mux.HandleFunc("POST /upload/{id}", s.upload)
	mux.HandleFunc("GET /link", s.link)
	s.http = httptest.NewUnstartedServer(mux)
	if o.Listener != nil {
		s.http.Listener.Close()
		s.http.Listener = o.Listener
	}
	s.http.Start()
	s.APIURL = s.http.URL + "/api/"
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
	if err := arguments(r); err != nil {
		answer(w, refusal("invalid_form_data"))
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls[method]++
	defer s.changed.Broadcast()
	fault := s.fault(method)
	if fault != nil && !fault.Shown {
		s.goWrong(fault, w, r)
		return
	}
	if method == "chat.postMessage" && s.tooFast(r.PostForm.Get("channel")) {
		(&Fault{Status: http.StatusTooManyRequests, RetryAfter: 1}).write(w)
		return
	}
	reply := s.reply(method, r)
	if fault != nil {
		s.goWrong(fault, w, r)
		return
	}
	if s.scopes != "" && method != "apps.connections.open" {
		w.Header().Set("X-OAuth-Scopes", s.scopes)
	}
	answer(w, reply)
}

// goWrong answers as a fault says. Others are served while one hangs.
func (s *Server) goWrong(f *Fault, w http.ResponseWriter, r *http.Request) {
	if !f.Hang {
		f.write(w)
		return
	}
	s.mu.Unlock()
	<-r.Context().Done()
	s.mu.Lock()
}

// fault is the next one of a method, or nil.
func (s *Server) fault(method string) *Fault {
	list := s.faults[method]
	if len(list) == 0 {
		if s.options.Fault != nil {
			return s.options.Fault(method, s.calls[method])
		}
		return nil
	}
	s.faults[method] = list[1:]
	if list[0] == (Fault{}) {
		return nil
	}
	return &list[0]
}

// shut is why nothing can be posted to a channel; "" for one that is open to the bot.
func (s *Server) shut(channel string) string {
	switch {
	case channel == Channel, channel == Direct, s.more[channel]:
		return ""
	case channel == Archive:
		return "is_archived"
	case channel == Foreign:
		return "not_in_channel"
	}
	return "channel_not_found"
}

func (f Fault) write(w http.ResponseWriter) {
	if f.Cut {
		if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
			conn.Close()
		}
		return
	}
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
