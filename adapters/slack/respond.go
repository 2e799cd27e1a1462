package slack

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	api "github.com/slack-go/slack"

	"github.com/nutgraf/nutgraf/adapters/slack/blockkit"
	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/post"
)

// errUsedUp says that a response address takes nothing any more: it does five times, for 30 minutes.
var errUsedUp = errors.New("the response address is used up")

// response is what a response address takes: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
type response struct {
	Type        string      `json:"response_type,omitempty"`
	Text        string      `json:"text,omitempty"`
	Blocks      []api.Block `json:"blocks,omitempty"`
	Thread      string      `json:"thread_ts,omitempty"` // that of the message that was pressed: else it stands in the channel
	Replace     bool        `json:"replace_original"`
	Delete      bool        `json:"delete_original,omitempty"`
	UnfurlLinks bool        `json:"unfurl_links"`
	UnfurlMedia bool        `json:"unfurl_media"`
}

// sayBack shows a message over the response address of p, in the place of what was shown there while the answer was looked for, and of
// what may be a copy of it.
func (c *Chat) sayBack(ctx context.Context, p post.Post, m blockkit.Message) error {
	w := c.ways.of(p.Reply, c.now())
	w.mu.Lock() // a status on its way arrives before, or not at all
	defer w.mu.Unlock()
	w.answered = true
	err := c.respond(ctx, p.Reply, response{
		Type: api.ResponseTypeEphemeral, Text: m.Text, Blocks: m.Blocks, Thread: w.thread, Replace: replaces(p.Reply) && (w.shown || p.Again),
	})
	w.shown = w.shown || err == nil
	return err
}

// respond sends a response. The address is a credential: no error names it.
func (c *Chat) respond(ctx context.Context, reply string, r response) error {
	body, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("encode a response: %w", err)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, reply, bytes.NewReader(body))
	if err != nil {
		return errUsedUp // it is none
	}
	request.Header.Set("Content-Type", "application/json; charset=utf-8")
	answer, err := c.http.Do(request)
	if err != nil {
		if failed, ok := errors.AsType[*url.Error](err); ok {
			err = failed.Err
		}
		return &openError{text: "response address: " + strings.ReplaceAll(c.redact(err), reply, "[address]"), cause: err}
	}
	defer answer.Body.Close()
	said, err := io.ReadAll(io.LimitReader(answer.Body, maxResponse))
	if err != nil {
		return &openError{text: "response address: the answer broke off", cause: err}
	}
	return responseError(answer, said)
}

// maxResponse is more than a response address ever says.
const maxResponse = 4 << 10

// responseError is what is wrong by the answer of a response address: "ok" or a code in plain text, or either in JSON.
func responseError(answer *http.Response, said []byte) error {
	var coded struct {
		OK    *bool  `json:"ok"`
		Error string `json:"error"`
	}
	code := strings.TrimSpace(string(said))
	if json.Unmarshal(said, &coded) == nil && coded.OK != nil {
		code = coded.Error
		if *coded.OK {
			code = "ok"
		}
	}
	status := answer.StatusCode
	switch {
	case status == http.StatusTooManyRequests:
		wait := busyWait
		if s, err := strconv.Atoi(answer.Header.Get("Retry-After")); err == nil {
			wait = max(time.Duration(s)*time.Second, time.Second)
		}
		return &bot.BusyError{Service: service, Wait: wait}
	case usedUp[code] || status == http.StatusForbidden || status == http.StatusNotFound || status == http.StatusGone:
		return errUsedUp
	case status >= http.StatusInternalServerError || openErrors[code]:
		return &openError{text: "response address: status " + strconv.Itoa(status), cause: errors.New("unclear answer")}
	case status/100 == 2 && (code == "ok" || code == ""):
		return nil
	case errorCode(code):
		return &bot.RefusedError{Service: service, Reason: code}
	}
	return &openError{text: "response address: status " + strconv.Itoa(status), cause: errors.New("unclear answer")}
}

// usedUp are the codes of an address that is open no more.
var usedUp = map[string]bool{"used_url": true, "expired_url": true, "no_service": true, "expired_trigger_id": true}

// errorCode reports whether s has the form of Slack's error codes.
func errorCode(s string) bool {
	return s != "" && len(s) < 60 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz_0123456789") == ""
}

// ways are the response addresses of late.
type ways struct {
	mu    sync.Mutex
	known map[string]*way
}

// way is what became of a response address.
type way struct {
	mu       sync.Mutex // one thing is sent to it at a time
	shown    bool       // it has shown something, which is to be replaced
	answered bool       // nothing but answers may follow
	thread   string     // where the message stands whose button opened it; "" for the channel, or when this run has not heard the press
	since    time.Time
}

// wayTime is for how long a response address is open.
const wayTime = 30 * time.Minute

func (w *ways) of(reply string, now time.Time) *way {
	w.mu.Lock()
	defer w.mu.Unlock()
	if one := w.known[reply]; one != nil {
		return one
	}
	for reply, one := range w.known {
		if age := now.Sub(one.since); age < 0 || age > wayTime {
			delete(w.known, reply)
		}
	}
	if w.known == nil {
		w.known = map[string]*way{}
	}
	one := &way{since: now}
	w.known[reply] = one
	return one
}

// under notes the thread of the message whose button opened a response address.
func (w *ways) under(reply, thread string, now time.Time) {
	if reply == "" || thread == "" {
		return
	}
	one := w.of(reply, now)
	one.mu.Lock()
	defer one.mu.Unlock()
	one.thread = thread
}
