package main

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
)

// TestSlackOverHTTP goes the way of an operator: a configuration, nutgraf check, and the service, which answers a signed question,
// counts it, and keeps to a channel that a reload names.
func TestSlackOverHTTP(t *testing.T) {
	workspace := slacktest.New(t)
	workspace.Scopes("app_mentions:read,assistant:write,chat:write,commands,im:history,users:read")
	const signing = "0123456789sesame0123456789sesame"
	t.Setenv("SLACK_BOT_TOKEN", slacktest.BotToken)
	t.Setenv("SLACK_APP_TOKEN", "")
	t.Setenv("SLACK_SIGNING_SECRET", signing)
	address := freeAddress(t)
	yaml := "slack:\n  enabled: true\n  api_url: " + workspace.APIURL + "\n  listen: " + address + "\n  url: https://brief.example\n  features: [people]\n"

	path := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(path, []byte(yaml+"  channels: []\ndatabase: "+filepath.Join(t.TempDir(), "news.db")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	if code := run(context.Background(), []string{"check", "-c", path}, streams{strings.NewReader(""), &out, &errs}); code != exitDone {
		t.Errorf("check ended with %d:\n%s%s", code, &out, &errs)
	}
	for _, want := range []string{"feature people: has its scopes", "feature follow-ups is off", "https"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("check does not say %q:\n%s", want, &out)
		}
	}

	c, err := loadConfig(path)
	if err != nil {
		t.Fatal(err)
	}
	meter := newSlackMeter()
	chats, err := openChats(c, newService("", c, &logBuffer{}).log, meter)
	if err != nil {
		t.Fatal(err)
	}
	s := startService(t, yaml+"  channels: []\n", chats...)
	s.eventually("it is ready", func() bool { code, _ := s.get("/readyz"); return code == http.StatusOK })
	ask := func(ts string) int {
		body, err := json.Marshal(map[string]any{"type": "event_callback", "team_id": slacktest.Team, "event_id": "Ev" + ts, "event": map[string]any{
			"type": "app_mention", "user": "U1", "text": "<@" + slacktest.BotUser + "> how many people were aboard the ferry?",
			"ts": ts, "channel": slacktest.Channel, "event_ts": ts,
		}})
		if err != nil {
			t.Fatal(err)
		}
		r, err := http.NewRequest(http.MethodPost, "http://"+address+"/slack/events", bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		seconds := strconv.FormatInt(time.Now().Unix(), 10)
		mac := hmac.New(sha256.New, []byte(signing))
		mac.Write([]byte("v0:" + seconds + ":" + string(body)))
		r.Header.Set("X-Slack-Request-Timestamp", seconds)
		r.Header.Set("X-Slack-Signature", "v0="+hex.EncodeToString(mac.Sum(nil)))
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		return resp.StatusCode
	}
	for range 2 { // brought twice, answered once
		if code := ask("1741080000.000100"); code != http.StatusOK {
			t.Errorf("the question got %d", code)
		}
	}
	posts := workspace.WaitPosts(t, 1)
	if !strings.Contains(posts[0].Text, "214 people were aboard") {
		t.Errorf("the answer is %q", posts[0].Text)
	}
	for _, want := range []string{
		`nutgraf_slack_envelopes_total{kind="events_api",outcome="done"} 2`, `nutgraf_slack_calls_total{method="chat.postMessage",outcome="done"} 1`,
		`nutgraf_slack_acknowledge_seconds_count{kind="events_api"} 2`,
	} {
		s.eventually("the metrics say "+want, func() bool { // a call is counted once its response is read
			var page bytes.Buffer
			return expose(&page, meter.metrics()...) == nil && strings.Contains(page.String(), want)
		})
	}

	old, err := os.ReadFile(s.path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(s.path, bytes.Replace(old, []byte("channels: []"), []byte("channels: [C77]"), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	s.reload(t.Context())
	if log := s.log.String(); !strings.Contains(log, `"changed":"slack.channels"`) || strings.Contains(log, "needs_restart") {
		t.Errorf("the reload says\n%s", log)
	}
	if code := ask("1741080001.000100"); code != http.StatusOK {
		t.Errorf("the question got %d", code)
	}
	told := workspace.WaitPosts(t, 2)[1]
	if told.Only != "U1" || !strings.Contains(told.Text, "do not answer in this channel") {
		t.Errorf("who asks in a channel it is not meant for is told %+v", told)
	}
	if log := s.log.String(); strings.Contains(log, "sesame") {
		t.Errorf("a secret in the log:\n%s", log)
	}
}
