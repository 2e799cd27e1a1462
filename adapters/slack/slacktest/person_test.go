package slacktest

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// call is a call of the Web API with the bot's token.
func call(t *testing.T, s *Server, method string, args ...string) map[string]any {
	t.Helper()
	form := url.Values{"token": {BotToken}}
	for i := 0; i < len(args); i += 2 {
		form.Set(args[i], args[i+1])
	}
	r, err := http.PostForm(s.APIURL+method, form)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	var out map[string]any
	if err := json.NewDecoder(r.Body).Decode(&out); err != nil {
		t.Fatal(err)
	}
	return out
}

// endpoint is an app that takes requests over HTTP: it acknowledges with what answer says, and tells what came.
func endpoint(t *testing.T, s *Server, answer func(path, body string) (int, string)) <-chan *http.Request {
	t.Helper()
	came := make(chan *http.Request, 20)
	app := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if got, want := r.Header.Get("X-Slack-Signature"), Signature("secret", r.Header.Get("X-Slack-Request-Timestamp"), body); got != want {
			t.Errorf("signature %q, want %q", got, want)
		}
		status, said := answer(r.URL.Path, string(body))
		w.WriteHeader(status)
		io.WriteString(w, said)
		r.Body = io.NopCloser(strings.NewReader(string(body)))
		came <- r
	}))
	t.Cleanup(app.Close)
	s.DeliverTo(Endpoint{URL: app.URL, Secret: "secret"})
	return came
}

// The vector of Slack's documentation: https://docs.slack.dev/authentication/verifying-requests-from-slack
func TestSignature(t *testing.T) {
	const body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&" +
		"user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F" +
		"96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
	const want = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
	if got := Signature("8f742231b10e8888abcd99yyyzzz85a5", "1531420618", []byte(body)); got != want {
		t.Errorf("Signature = %s, want %s", got, want)
	}
}

// A mention in a channel is two events, a direct message one; over HTTP each comes signed, to the path of its kind.
func TestPersonOverHTTP(t *testing.T) {
	s := New(t)
	came := endpoint(t, s, func(string, string) (int, string) { return http.StatusOK, "" })
	bodies := func(n int) string {
		var all []string
		for range n {
			r := <-came
			body, _ := io.ReadAll(r.Body)
			all = append(all, r.URL.Path+" "+string(body))
		}
		return strings.Join(all, "\n")
	}
	ada := s.As("U1")
	ada.Says(Channel, "", "<@UBOT> who runs the ferry?")
	if got := bodies(2); strings.Count(got, `"type":"app_mention"`) != 1 || strings.Count(got, `"type":"message"`) != 1 || !strings.Contains(got, "/slack/events {") {
		t.Errorf("a mention came as %s", got)
	}
	ada.Says(Direct, "", "and who owns it?")
	if got := bodies(1); !strings.Contains(got, `"channel_type":"im"`) {
		t.Errorf("a direct message came as %s", got)
	}
	ada.Commands(Channel, "/brief", "help")
	if got := bodies(1); !strings.HasPrefix(got, "/slack/commands ") || !strings.Contains(got, "command=%2Fbrief") {
		t.Errorf("a command came as %s", got)
	}
	ts := ada.Says(Direct, "", "a story")
	bodies(1)
	ada.Picks("find", ts)
	if got := bodies(1); !strings.HasPrefix(got, "/slack/interactivity payload=") || !strings.Contains(got, "message_action") {
		t.Errorf("a shortcut came as %s", got)
	}
	if ada.Picks("find", "1.000001") != "" || ada.PressesHome(Pressed{}) != "" || ada.Submits(nil) != "" {
		t.Error("something was done with what is not there")
	}
}

// What the app does not take comes again after three seconds, three times, with the headers of a repetition; then Slack gives up.
func TestOverdue(t *testing.T) {
	now := time.Unix(1800000000, 0)
	var ahead atomic.Int64
	s := Start(Options{Now: func() time.Time { return now.Add(time.Duration(ahead.Load())) }})
	t.Cleanup(s.Close)
	came := endpoint(t, s, func(string, string) (int, string) { return http.StatusServiceUnavailable, "" })
	s.As("U1").Says(Direct, "", "hello?")
	for n := range 4 {
		r := <-came
		if got := r.Header.Get("X-Slack-Retry-Num"); n == 0 && got != "" || n > 0 && got != fmt.Sprint(n) {
			t.Errorf("delivery %d has retry number %q", n, got)
		}
		if early := s.Overdue(now.Add(time.Duration(ahead.Load()) + 2*time.Second)); len(early) > 0 {
			t.Errorf("%v came again within three seconds", early)
		}
		ahead.Add(int64(AckWithin))
		if late := s.Overdue(now.Add(time.Duration(ahead.Load()))); (len(late) == 1) != (n < 3) {
			t.Errorf("after delivery %d %d came again", n, len(late))
		}
	}
	if v := s.Violations(); len(v) != 1 || s.Unacknowledged() != 0 {
		t.Errorf("violations %v, %d wait", v, s.Unacknowledged())
	}
}

func TestVerify(t *testing.T) {
	s := New(t)
	app := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var said struct{ Challenge string }
		_ = json.NewDecoder(r.Body).Decode(&said)
		io.WriteString(w, said.Challenge)
	}))
	defer app.Close()
	if err := s.Verify(t.Context(), Endpoint{URL: app.URL}); err != nil {
		t.Error(err)
	}
	deaf := httptest.NewServer(http.NotFoundHandler())
	defer deaf.Close()
	if s.Verify(t.Context(), Endpoint{URL: deaf.URL}) == nil {
		t.Error("an endpoint that says nothing back is verified")
	}
}

// What calls people, unfolds links or stands there twice is taken, as Slack takes it, and told.
func TestViolations(t *testing.T) {
	const marked = `{"event_type":"x","event_payload":{"mark":"m1"}}`
	for _, tt := range []struct {
		name, want string
		args       []string
	}{
		{"plain", "", []string{"text", "nothing &lt;!channel&gt; to see"}},
		{"channel", "calls <!channel>", []string{"text", "look <!channel>"}},
		{"person", "calls <@U1>", []string{"text", "look <@U1>"}},
		{"in a block", "calls <!here>", []string{"text", "x", "blocks", `[{"type":"section","text":{"type":"mrkdwn","text":"<!here>"}}]`}},
		{"plain block", "", []string{"text", "x", "blocks", `[{"type":"section","text":{"type":"plain_text","text":"<!here>"}}]`}},
		{"link", "lets its links unfold", []string{"text", "https://a.example"}},
		{"quiet link", "", []string{"text", "https://a.example", "unfurl_links", "false", "unfurl_media", "false"}},
		{"unfolded", "links unfolded", []string{"text", "x", "unfurl_links", "true"}},
		{"marked", "", []string{"text", "x", "metadata", marked}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := New(t)
			if out := call(t, s, "chat.postMessage", append([]string{"channel", Channel}, tt.args...)...); out["ok"] != true {
				t.Fatalf("refused: %v", out)
			}
			got := strings.Join(s.Violations(), "; ")
			if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
				t.Errorf("violations %q, want %q", got, tt.want)
			}
		})
	}
	s := New(t)
	for range 2 {
		call(t, s, "chat.postMessage", "channel", Channel, "text", "x", "metadata", marked)
	}
	if v := s.Violations(); len(v) != 1 || !strings.Contains(v[0], "shows again") {
		t.Errorf("violations %v", v)
	}
}

// A stream takes what comes until it ends, or five minutes have passed.
func TestStream(t *testing.T) {
	now := time.Unix(1800000000, 0)
	var ahead atomic.Int64
	s := Start(Options{Now: func() time.Time { return now.Add(time.Duration(ahead.Load())) }})
	t.Cleanup(s.Close)
	if out := call(t, s, "chat.startStream", "channel", Channel, "thread_ts", "1.000001"); out["ok"] == true {
		t.Error("a stream in a channel without a recipient")
	}
	out := call(t, s, "chat.startStream", "channel", Direct, "thread_ts", "1.000001", "markdown_text", "One. ")
	ts, _ := out["ts"].(string)
	call(t, s, "chat.appendStream", "channel", Direct, "ts", ts, "chunks", `[{"type":"markdown_text","text":"Two. "}]`)
	call(t, s, "chat.stopStream", "channel", Direct, "ts", ts, "markdown_text", "Three.")
	if p := s.Posts()[0]; p.Text != "One. Two. Three." || p.Thread != "1.000001" {
		t.Errorf("streamed %+v", p)
	}
	if out := call(t, s, "chat.appendStream", "channel", Direct, "ts", ts, "markdown_text", "Four."); out["error"] != "message_not_in_streaming_state" {
		t.Errorf("an ended stream goes on: %v", out)
	}
	out = call(t, s, "chat.startStream", "channel", Direct, "thread_ts", "1.000001")
	ahead.Store(int64(6 * time.Minute))
	if out := call(t, s, "chat.stopStream", "channel", Direct, "ts", out["ts"].(string)); out["error"] != "message_not_in_streaming_state" {
		t.Errorf("a stream of six minutes: %v", out)
	}
}

// A call that hangs holds up no other, and is done or not, as the fault says.
func TestHang(t *testing.T) {
	s := New(t)
	s.Fail("chat.postMessage", Fault{Hang: true, Shown: true}, Fault{Hang: true})
	for range 2 {
		ctx, stop := context.WithTimeout(t.Context(), 50*time.Millisecond)
		r, _ := http.NewRequestWithContext(ctx, http.MethodPost, s.APIURL+"chat.postMessage", strings.NewReader(url.Values{"token": {BotToken}, "channel": {Channel}, "text": {"x"}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if _, err := http.DefaultClient.Do(r); err == nil {
			t.Error("a hanging call answered")
		}
		stop()
		if out := call(t, s, "auth.test"); out["ok"] != true {
			t.Errorf("auth.test: %v", out)
		}
	}
	if n := len(s.Posts()); n != 1 {
		t.Errorf("%d posts, want that of the first call", n)
	}
}

// Of what there is, each sees what is meant for them.
func TestSeen(t *testing.T) {
	s := Start(Options{Directs: map[string]string{"U1": "D11", "U2": "D22"}, Clock: true})
	t.Cleanup(s.Close)
	s.Person("U1", "")
	s.Person("U2", "")
	call(t, s, "chat.postMessage", "channel", Channel, "text", "for all")
	call(t, s, "chat.postEphemeral", "channel", Channel, "user", "U2", "text", "for Ben")
	call(t, s, "chat.postMessage", "channel", "U1", "text", "for Ada")
	out := call(t, s, "chat.postMessage", "channel", Channel, "text", "a mistake")
	call(t, s, "chat.delete", "channel", Channel, "ts", out["ts"].(string))
	for person, want := range map[string]string{"U1": "for all, for Ada", "U2": "for all, for Ben"} {
		var got []string
		for _, p := range s.Seen(person).Messages {
			got = append(got, p.Text)
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s sees %q, want %q", person, got, want)
		}
	}
	if d := s.Deleted(); len(d) != 1 || d[0].Text != "a mistake" {
		t.Errorf("deleted %+v", d)
	}
}

// Whatever arrives as a call, it is answered in Slack's form, and nothing is shown without a token.
func FuzzCall(f *testing.F) {
	f.Add("chat.postMessage", "channel=C1&text=x", false)
	f.Add("views.open", `{"view":{"type":"modal"},"trigger_id":"x"}`, true)
	f.Add("assistant.threads.setSuggestedPrompts", "channel_id=D1&prompts=[{}]", false)
	f.Add("chat.stopStream", "channel=C1&ts=1&chunks=[null]", false)
	s := Start(Options{})
	f.Cleanup(s.Close)
	f.Fuzz(func(t *testing.T, method, body string, asJSON bool) {
		r := httptest.NewRequest(http.MethodPost, "/api/x", strings.NewReader(body))
		r.SetPathValue("method", method)
		r.Header.Set("Content-Type", map[bool]string{true: "application/json", false: "application/x-www-form-urlencoded"}[asJSON])
		w := httptest.NewRecorder()
		s.call(w, r)
		var out struct {
			OK    *bool
			Error string
		}
		if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil || out.OK == nil || !*out.OK && out.Error == "" {
			t.Errorf("answered %d %q", w.Code, w.Body)
		}
		if !strings.Contains(body, BotToken) && len(s.Posts()) > 0 {
			t.Error("something was shown without a token")
		}
		r = httptest.NewRequest(http.MethodPost, "/api/x", strings.NewReader(body))
		r.SetPathValue("method", method)
		r.Header.Set("Authorization", "Bearer "+BotToken)
		r.Header.Set("Content-Type", "application/json")
		s.call(httptest.NewRecorder(), r) // whatever it is, it does not panic
		s.mu.Lock()
		s.posts = nil
		s.mu.Unlock()
	})
}
