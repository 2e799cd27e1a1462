package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	api "github.com/slack-go/slack"
)

// Where Slack sends what, behind the address that the app's settings name.
const (
	EventsPath        = "/slack/events"
	CommandsPath      = "/slack/commands"
	InteractivityPath = "/slack/interactivity"
)

const (
	maxBody      = 1 << 20                 // bytes of a request: an event is a few KB, a form with all its values under 250
	takeTime     = 2500 * time.Millisecond // for a request: Slack counts three seconds, https://docs.slack.dev/apis/events-api#responding
	drainTime    = 3 * time.Second         // for requests under way when the bot is stopped
	idleTime     = 2 * time.Minute         // of a connection
	headTime     = 5 * time.Second         // for the head of a request
	maxHead      = 64 << 10                // bytes of it
	skewLogEvery = time.Minute             // between two lines about clocks that differ
)

// serve takes what Slack delivers over HTTP, until ctx is done.
func (c *Chat) serve(ctx context.Context, self identity, receive receiver) error {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.listen)
	if err != nil {
		return fmt.Errorf("slack.listen: %w: free the address, or name another", err)
	}
	server := &http.Server{
		Handler:           c.endpoint(ctx, self, receive),
		ReadHeaderTimeout: headTime,
		ReadTimeout:       2 * headTime,
		WriteTimeout:      4 * headTime,
		IdleTimeout:       idleTime,
		MaxHeaderBytes:    maxHead,
		ErrorLog:          slog.NewLogLogger(c.log.Handler(), slog.LevelDebug), // strangers who hang up
	}
	c.open.Add(1)
	defer c.open.Add(-1)
	c.log.Info("slack delivers over HTTP", "address", listener.Addr().String())
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return fmt.Errorf("serve slack: %w", err)
	case <-ctx.Done():
	}
	draining, drained := context.WithTimeout(context.WithoutCancel(ctx), drainTime)
	defer drained()
	if err := server.Shutdown(draining); err != nil {
		_ = server.Close() // what is cut off was not acknowledged, and comes again
	}
	<-ended //nolint:errcheck // it says that it was shut down
	return ctx.Err()
}

// endpoint is what answers Slack's requests: each is read whole, believed only with Slack's signature over its raw bytes, and acknowledged
// with 200 once what it brings was taken. Anything else makes Slack deliver it again, up to three times within the hour, but where
// that cannot help.
func (c *Chat) endpoint(ctx context.Context, self identity, receive receiver) http.Handler {
	mux := http.NewServeMux()
	for path, read := range map[string]func([]byte) (envelope, string, error){
		EventsPath: readEventBody, CommandsPath: readCommandBody, InteractivityPath: readInteractionBody,
	} {
		mux.HandleFunc("POST "+path, func(w http.ResponseWriter, r *http.Request) {
			body, ok := c.signed(w, r)
			if !ok {
				return
			}
			e, challenge, err := read(body)
			switch {
			case err != nil:
				c.log.Warn("slack request not understood", "path", path, "error", err)
				http.Error(w, "not understood", http.StatusBadRequest)
			case e.Type == "":
				w.Header().Set("Content-Type", "text/plain; charset=utf-8")
				_, _ = io.WriteString(w, challenge) // who asked has gone
			default:
				e.Retry, _ = strconv.Atoi(r.Header.Get("X-Slack-Retry-Num"))
				c.answer(ctx, w, self, e, receive)
			}
		})
	}
	mux.HandleFunc("GET "+CommandsPath, func(http.ResponseWriter, *http.Request) {}) // Slack looks whether the certificate is good
	return mux
}

// answer has an envelope handled, and acknowledges it.
func (c *Chat) answer(ctx context.Context, w http.ResponseWriter, self identity, e envelope, receive receiver) {
	ctx, cancel := context.WithTimeout(ctx, takeTime) // not the request's: what was begun is taken even when Slack hangs up
	defer cancel()
	reply, err := c.guarded(ctx, self, e, receive)
	if err != nil {
		c.log.Error("message not taken, slack will deliver it again", "type", e.Type, "retry", e.Retry, "error", c.redact(err))
		http.Error(w, "not taken", http.StatusServiceUnavailable)
		return
	}
	if reply == nil {
		w.WriteHeader(http.StatusOK)
		return
	}
	body, err := json.Marshal(reply)
	if err != nil {
		c.log.Error("acknowledgement without its content", "type", e.Type, "error", err)
		w.WriteHeader(http.StatusOK)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_, _ = w.Write(body) // a lost acknowledgement brings the same again
}

// guarded is handle, in which a panic is an error, and which is timed.
func (c *Chat) guarded(ctx context.Context, self identity, e envelope, receive receiver) (reply any, err error) {
	began := c.now()
	defer func() {
		if r := recover(); r != nil {
			reply, err = nil, fmt.Errorf("panic: %v", r)
		}
		c.meter.Taken(envelopeKind(e), c.now().Sub(began), err == nil)
	}()
	return c.handle(ctx, self, e, receive)
}

// signed reads the body of a request and reports whether it is Slack's. If not, it has answered.
func (c *Chat) signed(w http.ResponseWriter, r *http.Request) (body []byte, ok bool) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if tooLarge, large := errors.AsType[*http.MaxBytesError](err); large {
		c.log.Warn("slack request refused: too large", "limit", tooLarge.Limit)
		w.Header().Set("X-Slack-No-Retry", "1")
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
		return nil, false
	}
	if err != nil {
		http.Error(w, "cut off", http.StatusBadRequest)
		return nil, false
	}
	verifier, err := api.NewSecretsVerifier(r.Header, c.signingSecret)
	if err == nil {
		_, _ = verifier.Write(body) // a hash takes everything
		err = verifier.Ensure()
	}
	if err != nil {
		c.unsigned(r, err)
		http.Error(w, "signature refused", http.StatusUnauthorized)
		return nil, false
	}
	return body, true
}

// unsigned says, once a minute, why requests are refused. Nothing of a request that may be anybody's is repeated.
func (c *Chat) unsigned(r *http.Request, err error) {
	now := c.now()
	last := c.refusedAt.Load()
	if last != nil && now.Sub(*last) >= 0 && now.Sub(*last) < skewLogEvery || !c.refusedAt.CompareAndSwap(last, &now) {
		return
	}
	args := []any{"path", r.URL.Path, "from", r.RemoteAddr}
	switch {
	case errors.Is(err, api.ErrExpiredTimestamp):
		c.log.Warn("slack request refused: it says it is more than five minutes off; if it is Slack's, set this machine's clock", args...)
	case errors.Is(err, api.ErrMissingHeaders):
		c.log.Warn("slack request refused: it is not signed", args...)
	default:
		c.log.Warn("slack request refused: its signature is not made with slack.signing_secret_env; if it is Slack's, copy the Signing Secret again", args...)
	}
}

// readEventBody reads what the Events API sends; without an envelope, challenge is what it wants to read back.
func readEventBody(body []byte) (e envelope, challenge string, err error) {
	var outer struct {
		Type      string `json:"type"`
		Challenge string `json:"challenge"`
	}
	if err := json.Unmarshal(body, &outer); err != nil {
		return envelope{}, "", errors.New("not in the form of an event")
	}
	switch outer.Type {
	case "":
		return envelope{}, "", errors.New("an event without a type")
	case "url_verification":
		return envelope{}, outer.Challenge, nil
	case "event_callback":
		return envelope{Type: "events_api", Payload: body}, "", nil
	}
	return envelope{Type: outer.Type, Payload: body}, "", nil
}

// readCommandBody reads a slash command, whose fields are those of Socket Mode as a form.
func readCommandBody(body []byte) (e envelope, challenge string, err error) {
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return envelope{}, "", errors.New("not in the form of a command")
	}
	if form.Get("ssl_check") != "" { // only whether the certificate is good
		return envelope{}, "", nil
	}
	fields := map[string]string{}
	for name := range form {
		fields[name] = form.Get(name)
	}
	payload, err := json.Marshal(fields)
	if err != nil {
		return envelope{}, "", fmt.Errorf("command: %w", err)
	}
	return envelope{Type: "slash_commands", Payload: payload}, "", nil
}

// readInteractionBody reads what came of a button, a form or a shortcut. It stands in the body alone: what the address says is not signed.
func readInteractionBody(body []byte) (e envelope, challenge string, err error) {
	form, err := url.ParseQuery(string(body))
	if err != nil || !strings.HasPrefix(form.Get("payload"), "{") {
		return envelope{}, "", errors.New("not in the form of an interaction")
	}
	return envelope{Type: "interactive", Payload: json.RawMessage(form.Get("payload"))}, "", nil
}
