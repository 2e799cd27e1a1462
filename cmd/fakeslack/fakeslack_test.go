package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
)

func TestParse(t *testing.T) {
	for _, tt := range []struct{ args, fault string }{
		{"", ""},
		{"-listen 127.0.0.1:0 -page localhost:0 -faults 0.1 -fail chat.postMessage=429:2,views.open=expired_trigger_id -for 1m", ""},
		{"-http http://127.0.0.1:3000", ""},
		{"-listen 0.0.0.0:8155", "only this machine"},
		{"-page :8156", "only this machine"},
		{"-http https://example.org", "only an address of this machine"},
		{"-http http://127.0.0.1.example.org", "only an address of this machine"},
		{"-faults 2", "between 0 and 1"},
		{"-fail chat.postMessage", "write a method"},
		{"-fail chat.postMessage=200", "no status of a failed call"},
		{"-fail chat.postMessage=429:soon", "no number of seconds"},
		{"now", "is no flag"},
	} {
		_, err := parse(strings.Fields(tt.args))
		if (err == nil) != (tt.fault == "") || err != nil && !strings.Contains(err.Error(), tt.fault) {
			t.Errorf("%q: %v, want %q", tt.args, err, tt.fault)
		}
	}
}

func TestFaults(t *testing.T) {
	next, err := parseFaults("chat.postMessage=500+shown,chat.postMessage=cut,chat.update=msg_too_long,views.open=429:3")
	if err != nil {
		t.Fatal(err)
	}
	if got := next["chat.postMessage"]; len(got) != 2 || got[0] != (slacktest.Fault{Status: 500, Shown: true}) || got[1] != (slacktest.Fault{Cut: true}) {
		t.Errorf("chat.postMessage: %+v", got)
	}
	if next["chat.update"][0].Code != "msg_too_long" || next["views.open"][0] != (slacktest.Fault{Status: 429, RetryAfter: 3}) {
		t.Errorf("%+v", next)
	}
	f := faults{share: 0.1, seed: 7}
	wrong := 0
	for n := range 10000 {
		if a, b := f.of("chat.postMessage", n), f.of("chat.postMessage", n); a != nil {
			wrong++
			if b == nil || *a != *b {
				t.Fatal("the same seed makes other faults")
			}
		}
	}
	if wrong < 900 || wrong > 1100 {
		t.Errorf("%d of 10,000 calls go wrong, want about 1,000", wrong)
	}
}

// shop is the page over a fake, and an app that takes all over HTTP.
func shop(t *testing.T) (*slacktest.Server, http.Handler) {
	t.Helper()
	o, err := parse(nil)
	if err != nil {
		t.Fatal(err)
	}
	app := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	t.Cleanup(app.Close)
	o.endpoint = app.URL
	s := o.start(nil)
	t.Cleanup(s.Close)
	return s, handler(s, o.command)
}

func ask(h http.Handler, method, path, body string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://127.0.0.1:8156"+path, strings.NewReader(body))
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestPage(t *testing.T) {
	_, h := shop(t)
	if w := ask(h, "POST", "/act", `{"as":"U0ADA","kind":"say","channel":"C1","text":"hello"}`); w.Code != http.StatusOK {
		t.Fatalf("say: %d %s", w.Code, w.Body)
	}
	ask(h, "POST", "/act", `{"as":"U0ADA","kind":"say","channel":"D0U0ADA","text":"only for us"}`)
	for person, want := range map[string]int{"U0ADA": 2, "U0BEN": 1} {
		var got state
		if err := json.Unmarshal(ask(h, "GET", "/state?as="+person, "").Body.Bytes(), &got); err != nil || len(got.Messages) != want || got.Messages[0].User != "U0ADA" {
			t.Errorf("%s sees %+v, %v", person, got.Messages, err)
		}
	}
	for _, tt := range []struct {
		body string
		code int
	}{
		{`{"as":"U0ADA","kind":"command","channel":"C1","text":"/brief help"}`, http.StatusOK},
		{`{"as":"U0ADA","kind":"open","text":"home"}`, http.StatusOK},
		{`{"as":"U0ADA","kind":"press","ts":"1.1"}`, http.StatusBadRequest},
		{`{"as":"U0ADA","kind":"submit"}`, http.StatusBadRequest},
		{`{"as":"U0ADA","kind":"dance"}`, http.StatusBadRequest},
		{`{"nobody":1}`, http.StatusBadRequest},
	} {
		if w := ask(h, "POST", "/act", tt.body); w.Code != tt.code {
			t.Errorf("%s: %d %s, want %d", tt.body, w.Code, w.Body, tt.code)
		}
	}
	for path, kind := range map[string]string{"/": "text/html", "/page.js": "text/javascript", "/page.css": "text/css", "/blocks.js": "text/javascript", "/text.js": "text/javascript"} {
		if w := ask(h, "GET", path, ""); w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Content-Type"), kind) {
			t.Errorf("%s: %d %s", path, w.Code, w.Header().Get("Content-Type"))
		}
	}
}

// A page of somebody else, open in the same browser, can neither talk nor read along.
func TestForeignPages(t *testing.T) {
	_, h := shop(t)
	if w := ask(h, "POST", "/act", `{"as":"U0ADA","kind":"say","channel":"C1","text":"x"}`, "Sec-Fetch-Site", "cross-site"); w.Code != http.StatusForbidden {
		t.Errorf("a foreign page talks: %d", w.Code)
	}
	r := httptest.NewRequest("GET", "http://evil.example/state", nil)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != http.StatusForbidden {
		t.Errorf("another name for this machine reads along: %d", w.Code)
	}
}

// TestRun starts all of it, on free ports, and ends it.
func TestRun(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	out, in := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- run(ctx, []string{"-listen", "127.0.0.1:0", "-page", "127.0.0.1:0"}, in); in.Close() }()
	var said bytes.Buffer
	for !strings.Contains(said.String(), "command: /brief") {
		b := make([]byte, 512)
		n, err := out.Read(b)
		if err != nil {
			t.Fatalf("it ended after saying %q", said.String())
		}
		said.Write(b[:n])
	}
	for _, want := range []string{"SLACK_BOT_TOKEN=xoxb-", "SLACK_APP_TOKEN=xapp-", "api_url: http://127.0.0.1:"} {
		if !strings.Contains(said.String(), want) {
			t.Errorf("it does not say %s: %s", want, said.String())
		}
	}
	address, _, _ := strings.Cut(strings.TrimPrefix(said.String(), "Talk on "), "\n")
	r, err := http.Get(address)
	if err != nil || r.StatusCode != http.StatusOK {
		t.Errorf("GET %s: %v", address, err)
	} else {
		r.Body.Close()
	}
	stop()
	if err := <-ended; err != nil {
		t.Errorf("run = %v", err)
	}
}

// The page's programs are checked by node, where there is one: nothing else here reads them.
func TestScripts(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("SKIPPED: without node nobody reads the page's programs")
	}
	scripts, err := filepath.Glob("page/*.js")
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no programs: %v", err)
	}
	for _, script := range scripts {
		c := exec.CommandContext(t.Context(), node, "--input-type=module", "--check")
		source, err := files.ReadFile(filepath.ToSlash(script))
		if err != nil {
			t.Fatal(err)
		}
		c.Stdin = bytes.NewReader(source)
		if out, err := c.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", script, err, out)
		}
	}
}
