package slacktest

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Endpoint is where an app takes what Slack delivers over HTTP.
type Endpoint struct {
	URL    string // such as http://127.0.0.1:3000; the paths are /slack/events, /slack/commands and /slack/interactivity
	Secret string // the signing secret
}

// Signature is that of a body at a time, in Unix seconds: https://docs.slack.dev/authentication/verifying-requests-from-slack
func Signature(secret, timestamp string, body []byte) string {
	mac := hmac.New(sha256.New, []byte(secret))
	fmt.Fprintf(mac, "v0:%s:%s", timestamp, body)
	return "v0=" + hex.EncodeToString(mac.Sum(nil))
}

// request is an envelope as an HTTP request: events as JSON, a command as a form, all else as a form with one field.
func (e Endpoint) request(ctx context.Context, envelope map[string]any, now time.Time) (*http.Request, error) {
	payload, err := json.Marshal(envelope["payload"])
	if err != nil {
		return nil, err
	}
	path, kind, body := "/slack/interactivity", "application/x-www-form-urlencoded", []byte(url.Values{"payload": {string(payload)}}.Encode())
	switch envelope["type"] {
	case "events_api":
		path, kind, body = "/slack/events", "application/json", payload
	case "slash_commands":
		fields, _ := envelope["payload"].(map[string]any)
		form := url.Values{}
		for name, value := range fields {
			form.Set(name, fmt.Sprint(value))
		}
		path, body = "/slack/commands", []byte(form.Encode())
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, strings.TrimSuffix(e.URL, "/")+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	timestamp := strconv.FormatInt(now.Unix(), 10)
	r.Header.Set("Content-Type", kind)
	r.Header.Set("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)")
	r.Header.Set("X-Slack-Request-Timestamp", timestamp)
	r.Header.Set("X-Slack-Signature", Signature(e.Secret, timestamp, body))
	if n, _ := envelope["retry_attempt"].(int); n > 0 {
		r.Header.Set("X-Slack-Retry-Num", strconv.Itoa(n))
		r.Header.Set("X-Slack-Retry-Reason", fmt.Sprint(envelope["retry_reason"]))
	}
	return r, nil
}

// DeliverTo has all that is brought from now on delivered over HTTP instead of sockets.
func (s *Server) DeliverTo(e Endpoint) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.endpoint = &e
}

// Verify asks the endpoint whether it is the app's, as Slack does when its address is entered:
// https://docs.slack.dev/reference/events/url_verification
func (s *Server) Verify(ctx context.Context, e Endpoint) error {
	const challenge = "challenge-sesame"
	r, err := e.request(ctx, map[string]any{"type": "events_api", "payload": map[string]any{"type": "url_verification", "token": "legacy", "challenge": challenge}}, s.now())
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if said, _ := io.ReadAll(io.LimitReader(answer.Body, 1<<16)); answer.StatusCode != http.StatusOK || !strings.Contains(string(said), challenge) {
		return fmt.Errorf("the endpoint did not give the challenge back: status %d", answer.StatusCode)
	}
	return nil
}

// deliver sends an envelope to the endpoint. What is answered with 200 within three seconds is acknowledged, with the body as what it
// shows or does; all else is overdue in time, or given up where the app asks for that.
func (s *Server) deliver(e Endpoint, id string, envelope map[string]any) {
	ctx, stop := context.WithTimeout(context.Background(), AckWithin)
	defer stop()
	r, err := e.request(ctx, envelope, s.now())
	if err != nil {
		return
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return
	}
	defer answer.Body.Close()
	said, err := io.ReadAll(io.LimitReader(answer.Body, 1<<20))
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case answer.StatusCode == http.StatusOK && err == nil:
		s.acknowledged(id, said)
	case answer.Header.Get("X-Slack-No-Retry") == "1":
		delete(s.pending, id)
	}
}
