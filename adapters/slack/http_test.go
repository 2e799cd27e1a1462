package slack

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
	"github.com/nutgraf/nutgraf/bot"
)

const signingSecret = "0123456789sesame0123456789sesame"

// overHTTP is a Chat to which s would deliver over HTTP.
func overHTTP(t *testing.T, s *slacktest.Server) (*Chat, *journal) {
	t.Helper()
	c, j := dial(t, s)
	c.listen, c.signingSecret = "127.0.0.1:0", signingSecret
	return c, j
}

// sign is the signature of a request by https://docs.slack.dev/authentication/verifying-requests-from-slack
func sign(secret string, at time.Time, body string) http.Header {
	seconds := strconv.FormatInt(at.Unix(), 10)
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte("v0:" + seconds + ":" + body))
	h := http.Header{}
	h.Set("X-Slack-Request-Timestamp", seconds)
	h.Set("X-Slack-Signature", "v0="+hex.EncodeToString(mac.Sum(nil)))
	return h
}

// request sends a body to an endpoint.
func request(h http.Handler, path string, header http.Header, body string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
	for name, values := range header {
		r.Header[name] = values
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// event is the body of an event of the Events API.
func eventBody(inner map[string]any) string {
	raw, err := json.Marshal(map[string]any{"type": "event_callback", "team_id": slacktest.Team, "event_id": "Ev1", "event": inner})
	if err != nil {
		panic(err)
	}
	return string(raw)
}

// The example of Slack's documentation passes, in its five minutes and with no byte changed.
func TestSignatureOfTheDocumentation(t *testing.T) {
	const secret = "8f742231b10e8888abcd99yyyzzz85a5"
	const signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
	const body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA" +
		"&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN" +
		"&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
	for name, tt := range map[string]struct {
		off   time.Duration // of our clock
		body  string
		taken bool
		log   string
	}{
		"as it stands":     {0, body, true, ""},
		"five minutes old": {5 * time.Minute, body, true, ""},
		"older":            {5*time.Minute + time.Second, body, false, "clock"},
		"changed":          {0, body + "x", false, "Signing Secret"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				time.Sleep(time.Until(time.Unix(1531420618, 0).Add(tt.off)))
				j := &journal{}
				c := &Chat{signingSecret: secret, now: time.Now, log: logTo(j)}
				header := http.Header{"X-Slack-Signature": {signature}, "X-Slack-Request-Timestamp": {"1531420618"}}
				r := httptest.NewRequest(http.MethodPost, CommandsPath, strings.NewReader(tt.body))
				r.Header = header
				w := httptest.NewRecorder()
				if _, ok := c.signed(w, r); ok != tt.taken {
					t.Errorf("taken is %v: %d %s", ok, w.Code, w.Body)
				}
				if got := j.String(); tt.log == "" && got != "" || !strings.Contains(got, tt.log) {
					t.Errorf("log: %s", got)
				}
			})
		})
	}
}

func TestHTTPRequests(t *testing.T) {
	mentioned := eventBody(mention("1700000000.000100", "<@UBOT> who?"))
	pressed := `{"type":"block_actions","team":{"id":"T1"},"user":{"id":"U1"},"channel":{"id":"C1"},"message":{"ts":"1700000000.000200"},` +
		`"actions":[{"action_id":"good","type":"button","value":"good of answer a7f3k2ab","action_ts":"1700000001.000100"}]}`
	now := time.Now()
	for name, tt := range map[string]struct {
		path   string
		body   string
		header http.Header
		status int
		reply  string
		heard  string // the text of the message that was taken
		fails  error  // of taking it
	}{
		"a mention":         {path: EventsPath, body: mentioned, status: 200, heard: "who?"},
		"a press":           {path: InteractivityPath, body: "payload=" + url.QueryEscape(pressed), status: 200, heard: "good of answer a7f3k2ab"},
		"not taken":         {path: EventsPath, body: mentioned, status: 503, heard: "who?", fails: errors.New("the disk is full")},
		"a challenge":       {path: EventsPath, body: `{"type":"url_verification","challenge":"3eZbrw"}`, status: 200, reply: "3eZbrw"},
		"an empty object":   {path: EventsPath, body: `{}`, status: 400},
		"no JSON":           {path: EventsPath, body: `event=1`, status: 400},
		"a list":            {path: EventsPath, body: `[]`, status: 400},
		"no event in it":    {path: EventsPath, body: `{"type":"event_callback","event":null}`, status: 200},
		"of wrong types":    {path: EventsPath, body: `{"type":"event_callback","team_id":"T1","event":{"type":"message","text":{}}}`, status: 200},
		"an unknown event":  {path: EventsPath, body: `{"type":"event_callback","event":{"type":"tea_time"}}`, status: 200},
		"too many events":   {path: EventsPath, body: `{"type":"app_rate_limited","minute_rate_limited":1518467820}`, status: 200},
		"certificate check": {path: CommandsPath, body: `ssl_check=1&token=x`, status: 200},
		"no interaction":    {path: InteractivityPath, body: `payload=`, status: 400},
		"in the address":    {path: InteractivityPath + "?payload=" + url.QueryEscape(pressed), body: `a=b`, status: 400},
		"not signed":        {path: EventsPath, body: mentioned, header: http.Header{}, status: 401},
		"by another secret": {path: EventsPath, body: mentioned, header: sign("another secret", now, mentioned), status: 401},
		"old":               {path: EventsPath, body: mentioned, header: sign(signingSecret, now.Add(-6*time.Minute), mentioned), status: 401},
		"of the future":     {path: EventsPath, body: mentioned, header: sign(signingSecret, now.Add(10*time.Minute), mentioned), status: 401},
		"of another body":   {path: EventsPath, body: mentioned, header: sign(signingSecret, now, mentioned+" "), status: 401},
		"in capitals": {path: EventsPath, body: mentioned, status: 401,
			header: http.Header{"X-Slack-Signature": {"V0=00"}, "X-Slack-Request-Timestamp": {strconv.FormatInt(now.Unix(), 10)}}},
		"too large":    {path: EventsPath, body: strings.Repeat("x", maxBody+1), status: 413},
		"nowhere":      {path: "/slack/other", body: `{}`, status: 404},
		"just fitting": {path: EventsPath, body: `{"type":"none","x":"` + strings.Repeat("x", maxBody-22) + `"}`, status: 200},
	} {
		t.Run(name, func(t *testing.T) {
			c, _ := overHTTP(t, slacktest.New(t))
			var heard []string
			h := c.endpoint(t.Context(), identity{user: slacktest.BotUser, team: slacktest.Team}, func(_ context.Context, m bot.Message) error {
				heard = append(heard, m.Text)
				return tt.fails
			})
			header := tt.header
			if header == nil {
				header = sign(signingSecret, now, tt.body)
			}
			w := request(h, tt.path, header, tt.body)
			if w.Code != tt.status {
				t.Errorf("status %d (%s), want %d", w.Code, w.Body, tt.status)
			}
			if tt.status == 200 && w.Body.String() != tt.reply {
				t.Errorf("reply %q, want %q", w.Body, tt.reply)
			}
			if got := strings.Join(heard, "|"); got != tt.heard {
				t.Errorf("heard %q, want %q", got, tt.heard)
			}
		})
	}
}

// A panic over one request is that request's alone.
func TestHTTPPanic(t *testing.T) {
	c, j := overHTTP(t, slacktest.New(t))
	h := c.endpoint(t.Context(), identity{user: slacktest.BotUser}, func(context.Context, bot.Message) error { panic("boom") })
	body := eventBody(direct("1700000000.000100", "who?"))
	if w := request(h, EventsPath, sign(signingSecret, time.Now(), body), body); w.Code != http.StatusServiceUnavailable {
		t.Errorf("status %d", w.Code)
	}
	if !strings.Contains(j.String(), "boom") {
		t.Errorf("log: %s", j.String())
	}
}

// Strangers who knock often leave one line a minute.
func TestUnsignedRequestsLeaveOneLine(t *testing.T) {
	c, j := overHTTP(t, slacktest.New(t))
	h := c.endpoint(t.Context(), identity{}, nil)
	for range 100 {
		request(h, EventsPath, http.Header{}, "{}")
	}
	if n := strings.Count(j.String(), "refused"); n != 1 {
		t.Errorf("%d lines:\n%s", n, j.String())
	}
}

// Listen serves until it is told to stop, and then what is under way is taken.
func TestListenOverHTTP(t *testing.T) {
	s := slacktest.New(t)
	c, j := overHTTP(t, s)
	ctx, stop := context.WithCancel(t.Context())
	began, goOn := make(chan struct{}), make(chan struct{})
	ended := make(chan error, 1)
	go func() {
		ended <- c.Listen(ctx, func(context.Context, bot.Message) error {
			close(began)
			<-goOn
			return nil
		})
	}()
	address := j.await(t, `address=(\S+)`)
	if !c.Connected() {
		t.Error("not connected while it serves")
	}
	body := eventBody(mention("1700000000.000100", "<@UBOT> who?"))
	status := make(chan int, 1)
	go func() {
		r, _ := http.NewRequest(http.MethodPost, "http://"+address+EventsPath, strings.NewReader(body))
		r.Header = sign(signingSecret, time.Now(), body)
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			status <- 0
			return
		}
		response.Body.Close()
		status <- response.StatusCode
	}()
	<-began
	stop()
	close(goOn)
	if got := <-status; got != http.StatusOK {
		t.Errorf("status %d", got)
	}
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("Listen ended with %v", err)
	}
	if c.Connected() {
		t.Error("connected after the end")
	}
}

func TestAddressInUse(t *testing.T) {
	s := httptest.NewServer(http.NotFoundHandler())
	defer s.Close()
	c, _ := overHTTP(t, slacktest.New(t))
	c.listen = strings.TrimPrefix(s.URL, "http://")
	err := c.Listen(t.Context(), nil)
	if err == nil || !strings.HasPrefix(err.Error(), "slack.listen: ") {
		t.Errorf("Listen = %v", err)
	}
}

func FuzzHTTPBody(f *testing.F) {
	f.Add(EventsPath, eventBody(mention("1700000000.000100", "<@UBOT> who?")))
	f.Add(EventsPath, `{"type":"url_verification","challenge":"x"}`)
	f.Add(CommandsPath, `command=%2Fbrief&text=help&user_id=U1&channel_id=C1&trigger_id=1.2&response_url=https%3A%2F%2Fhooks.example%2Fx`)
	f.Add(InteractivityPath, `payload=%7B%22type%22%3A%22block_actions%22%7D`)
	f.Add(InteractivityPath, `payload=%7B`)
	c := offline(f)
	h := c.endpoint(f.Context(), identity{user: slacktest.BotUser}, func(_ context.Context, m bot.Message) error {
		if m.ID == "" || m.Channel.ID == "" {
			f.Errorf("a message without id or place: %+v", m)
		}
		return nil
	})
	f.Fuzz(func(t *testing.T, path, body string) {
		if path != CommandsPath && path != InteractivityPath {
			path = EventsPath
		}
		if w := request(h, path, sign(signingSecret, time.Now(), body), body); w.Code >= 500 {
			t.Errorf("status %d: %s", w.Code, w.Body)
		}
	})
}
