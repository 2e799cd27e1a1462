package discord

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

const (
	token   = "MTIzNDU2.not-a-real-token.abcdefghijkl"
	self    = "900000000000000001"
	asker   = "800000000000000001"
	guild   = "700000000000000001"
	channel = "600000000000000001"
)

// fake is Discord on 127.0.0.1: the few routes the bot uses, and the gateway. It is as strict as the
// service, and it misbehaves as told.
type fake struct {
	t      *testing.T
	server *httptest.Server
	logs   *lockedBuffer

	mu       sync.Mutex
	messages []posted
	byNonce  map[string]posted
	faults   []fault // for the next requests that create a message, one each
	starts   int     // left of the session starts
	resetMS  int
	guilds   string
	channels map[string]string  // id to the guild; "" is a direct message
	places   map[string]string  // JSON by path, for what is only read
	answers  []string           // callbacks of interactions: path and body
	blind    bool               // the bot may not read the history: it is shown an empty one
	strip    bool               // invisible characters are taken out of messages
	forbid   string             // the reply to a request for a thread, "" makes one
	script   []func(*wire) bool // for the next connections: true when the connection is done with
	opens    []string           // how each session was begun: "identify" or "resume"
	sequence int

	wires chan *wire // connections that became ready
}

// fault answers a request that would create a message. It says whether the message is created all the same.
type fault func(w http.ResponseWriter) (created bool)

type posted struct {
	ID        string
	Author    string
	Channel   string
	Content   string
	Reference string
	Flags     int
	Nonce     string
	Body      string // as sent
}

func newFake(t *testing.T) *fake {
	f := &fake{
		t: t, logs: &lockedBuffer{}, byNonce: map[string]posted{}, starts: 1000, resetMS: 1,
		guilds: `[{"id":"` + guild + `","name":"Newsroom"}]`, wires: make(chan *wire, 16),
		channels: map[string]string{channel: guild}, places: map[string]string{},
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /api/v9/users/@me", f.authorized(func(w http.ResponseWriter, _ *http.Request) {
		reply(w, 200, `{"id":"`+self+`","username":"nutgraf","bot":true}`)
	}))
	mux.HandleFunc("GET /api/v9/users/@me/guilds", f.authorized(func(w http.ResponseWriter, _ *http.Request) { reply(w, 200, f.guilds) }))
	mux.HandleFunc("GET /api/v9/gateway", func(w http.ResponseWriter, _ *http.Request) { reply(w, 200, `{"url":"`+f.gateway()+`"}`) })
	mux.HandleFunc("GET /api/v9/gateway/bot", f.authorized(f.gatewayBot))
	mux.HandleFunc("POST /api/v9/channels/{channel}/messages", f.authorized(f.create))
	mux.HandleFunc("GET /api/v9/channels/{channel}/messages", f.authorized(f.history))
	mux.HandleFunc("GET /api/v9/channels/{channel}/messages/{message}", f.authorized(f.message))
	mux.HandleFunc("POST /api/v9/channels/{channel}/messages/{message}/threads", f.authorized(f.thread))
	mux.HandleFunc("POST /api/v9/users/@me/channels", f.authorized(f.direct))
	mux.HandleFunc("POST /api/v9/interactions/{id}/{token}/callback", f.callback)
	mux.HandleFunc("/ws/", f.connect)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		f.mu.Lock()
		place, known := f.places[strings.TrimPrefix(r.URL.Path, "/api/v9")]
		f.mu.Unlock()
		if known && r.Method == "GET" {
			reply(w, 200, place)
			return
		}
		t.Errorf("the bot asked for %s %s", r.Method, r.URL)
		reply(w, 404, `{"message":"404: Not Found","code":0}`)
	})
	f.server = httptest.NewServer(mux)
	t.Cleanup(func() {
		f.server.CloseClientConnections()
		f.server.Close()
		if strings.Contains(f.logs.String(), token) {
			t.Error("the token is in the log")
		}
	})
	return f
}

// chat is a Chat that talks to the fake, in a hurry.
func (f *fake) chat() *Chat {
	c, err := New(Options{Token: token, APIURL: f.server.URL, Log: slog.New(slog.NewTextHandler(f.logs, nil))})
	if err != nil {
		f.t.Fatal(err)
	}
	c.pace.firstWait, c.pace.maxWait = time.Millisecond, 5*time.Millisecond
	c.pace.open, c.pace.stuck = 5*time.Second, 2*time.Second
	c.pace.take = []time.Duration{time.Millisecond, time.Millisecond, time.Millisecond}
	return c
}

func (f *fake) gateway() string { return "ws" + strings.TrimPrefix(f.server.URL, "http") + "/ws" }

func (f *fake) authorized(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bot "+token {
			reply(w, 401, `{"message":"401: no such token","code":0}`)
			return
		}
		if !strings.HasPrefix(r.UserAgent(), "DiscordBot (") {
			f.t.Errorf("user agent %q", r.UserAgent())
		}
		next(w, r)
	}
}

func (f *fake) gatewayBot(w http.ResponseWriter, _ *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	reply(w, 200, fmt.Sprintf(`{"url":%q,"shards":1,"session_start_limit":{"total":1000,"remaining":%d,"reset_after":%d,"max_concurrency":1}}`,
		f.gateway(), f.starts, f.resetMS))
	if f.starts == 0 { // waited for
		f.starts = 1000
	}
}

// create checks a request for a new message as the service would, and as our own rules want it.
func (f *fake) create(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	var m struct {
		Content  *string `json:"content"`
		Mentions *struct {
			Parse       *[]string `json:"parse"`
			RepliedUser bool      `json:"replied_user"`
		} `json:"allowed_mentions"`
		Reference *struct {
			MessageID string `json:"message_id"`
			Fail      *bool  `json:"fail_if_not_exists"`
		} `json:"message_reference"`
		Flags        int    `json:"flags"`
		Nonce        string `json:"nonce"`
		EnforceNonce bool   `json:"enforce_nonce"`
		Components   []row  `json:"components"`
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	wrong := ""
	switch err := d.Decode(&m); {
	case err != nil:
		wrong = err.Error()
	case m.Content == nil || strings.TrimSpace(*m.Content) == "" || units(*m.Content) > 2000:
		wrong = "content must be 1 to 2000 long"
	case m.Mentions == nil || m.Mentions.Parse == nil || len(*m.Mentions.Parse) != 0 || m.Mentions.RepliedUser:
		wrong = "allowed_mentions must be sent and allow nothing"
	case len(m.Nonce) > 25 || m.EnforceNonce != (m.Nonce != ""):
		wrong = "nonce must be at most 25 long and enforced"
	case m.Reference != nil && (!snowflake(m.Reference.MessageID) || m.Reference.Fail == nil || *m.Reference.Fail):
		wrong = "message_reference must not fail"
	case m.Flags != 0 && m.Flags != 4, (m.Flags == 4) != strings.Contains(*m.Content, "](<"):
		wrong = "flags must suppress previews where there are links"
	case faultOf(m.Components) != "":
		wrong = faultOf(m.Components)
	}
	if wrong != "" {
		f.t.Errorf("bad request: %s\n%s", wrong, body)
		reply(w, 400, `{"message":"Invalid Form Body","code":50035}`)
		return
	}
	p := posted{Channel: r.PathValue("channel"), Content: *m.Content, Author: self, Flags: m.Flags, Nonce: m.Nonce, Body: string(body)}
	if m.Reference != nil {
		p.Reference = m.Reference.MessageID
	}
	f.answer(w, p)
}

func (f *fake) answer(w http.ResponseWriter, p posted) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var bad fault
	if len(f.faults) > 0 {
		bad, f.faults = f.faults[0], f.faults[1:]
	}
	if bad != nil && !bad(w) {
		return
	}
	if _, open := f.channels[p.Channel]; !open {
		reply(w, 404, `{"message":"Unknown Channel","code":10003}`)
		return
	}
	if f.strip {
		p.Content = strings.Map(func(r rune) rune {
			if r >= '\u2061' && r <= '\u2064' {
				return -1
			}
			return r
		}, p.Content)
	}
	known, seen := f.byNonce[p.Nonce]
	if !seen || p.Nonce == "" {
		p.ID = strconv.Itoa(500000000000000001 + len(f.messages))
		f.messages = append(f.messages, p)
		f.byNonce[p.Nonce] = p
		known = p
	}
	if bad == nil {
		reply(w, 200, `{"id":"`+known.ID+`","channel_id":"`+p.Channel+`","timestamp":"2026-01-05T08:00:00.000000+00:00"}`)
	}
}

func (f *fake) posts() []posted {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]posted(nil), f.messages...)
}

func (f *fake) begun() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]string(nil), f.opens...)
}

func reply(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	fmt.Fprint(w, body)
}

// wire is one connection to the fake's gateway.
type wire struct {
	f    *fake
	mu   sync.Mutex
	conn *websocket.Conn
	auth struct {
		Op   int `json:"op"`
		Data struct {
			Token     string `json:"token"`
			Intents   int    `json:"intents"`
			SessionID string `json:"session_id"`
			Sequence  int    `json:"seq"`
		} `json:"d"`
	}
}

func (f *fake) connect(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Get("v") != "9" || r.URL.Query().Get("encoding") != "json" {
		f.t.Errorf("gateway asked for with %s", r.URL)
	}
	upgrader := websocket.Upgrader{}
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer func() { _ = conn.Close() }()
	c := &wire{f: f, conn: conn}
	f.mu.Lock()
	var act func(*wire) bool
	if len(f.script) > 0 {
		act, f.script = f.script[0], f.script[1:]
	}
	f.mu.Unlock()
	if act != nil && act(c) {
		return
	}
	if c.greet() && c.welcome() {
		f.wires <- c
		c.serve()
	}
}

// greet says HELLO and hears how the session begins.
func (c *wire) greet() bool {
	c.send(`{"op":10,"d":{"heartbeat_interval":41250}}`)
	if err := c.conn.ReadJSON(&c.auth); err != nil {
		return false
	}
	c.f.mu.Lock()
	defer c.f.mu.Unlock()
	c.f.opens = append(c.f.opens, map[int]string{2: "identify", 6: "resume"}[c.auth.Op])
	if c.auth.Data.Token != "Bot "+token {
		c.f.t.Errorf("gateway token %q", c.auth.Data.Token)
	}
	if c.auth.Op == 2 && c.auth.Data.Intents != 1|512|4096 {
		c.f.t.Errorf("intents = %d", c.auth.Data.Intents)
	}
	return true
}

// welcome answers IDENTIFY or RESUME.
func (c *wire) welcome() bool {
	if c.auth.Op == 6 {
		if c.auth.Data.SessionID != "s1" {
			c.f.t.Errorf("resumed session %q", c.auth.Data.SessionID)
		}
		c.dispatch("RESUMED", `{}`)
		return true
	}
	c.dispatch("READY", `{"v":9,"session_id":"s1","user":{"id":"`+self+`","username":"nutgraf","bot":true},"guilds":[],"application":{"id":"1"}}`)
	return true
}

// serve answers heartbeats until the connection ends.
func (c *wire) serve() {
	for {
		var heard struct {
			Op int `json:"op"`
		}
		if c.conn.ReadJSON(&heard) != nil {
			return
		}
		if heard.Op == 1 {
			c.send(`{"op":11}`)
		}
	}
}

func (c *wire) send(frame string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	_ = c.conn.WriteMessage(websocket.TextMessage, []byte(frame))
}

func (c *wire) dispatch(name, data string) {
	c.f.mu.Lock()
	c.f.sequence++
	n := c.f.sequence
	c.f.mu.Unlock()
	c.send(fmt.Sprintf(`{"op":0,"s":%d,"t":%q,"d":%s}`, n, name, data))
}

// drop ends the connection without a word.
func (c *wire) drop() { _ = c.conn.NetConn().Close() }

// hang says nothing more and hears whatever comes until the connection ends.
func (c *wire) hang() bool {
	_, _ = io.Copy(io.Discard, c.conn.NetConn())
	return true
}

// close ends the connection with a close code.
func (c *wire) close(code int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	_ = c.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, "as told"), time.Now().Add(time.Second))
}

// lockedBuffer is a bytes.Buffer for several goroutines.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}
