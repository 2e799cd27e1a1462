package slack

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"
)

// Meter is told what goes to and fro between the bot and Slack. No name it is given holds a channel, a person or a text.
type Meter interface {
	// Taken is told of each envelope, by its type: how long it took until it could be acknowledged, or that it was not and comes again.
	Taken(kind string, took time.Duration, acknowledged bool)
	// Called is told of each call of the Web API: "done", "refused" (Slack says no), "busy" (Slack asks for patience) or "failed".
	Called(method, outcome string)
	// Opened is told of each socket that opens, at the start and whenever Slack replaces one.
	Opened()
	// Waited is told how long a message waits for its turn in its channel.
	Waited(d time.Duration)
}

// unmetered counts nothing.
type unmetered struct{}

func (unmetered) Taken(string, time.Duration, bool) {}
func (unmetered) Called(string, string)             {}
func (unmetered) Opened()                           {}
func (unmetered) Waited(time.Duration)              {}

// envelopeKinds are the types of envelopes that are told apart.
var envelopeKinds = []string{"events_api", "interactive", "slash_commands"}

// envelopeKind is the type of an envelope as it is counted: a stranger's word is none.
func envelopeKind(e envelope) string {
	if slices.Contains(envelopeKinds, e.Type) {
		return e.Type
	}
	return "other"
}

// metered is an http.RoundTripper that tells a Meter of the calls of the Web API.
type metered struct {
	base   http.RoundTripper
	prefix string // path of the Web API
	meter  Meter
}

// meteredClient is client, with its calls of the API at an address counted.
func meteredClient(client *http.Client, address string, m Meter) *http.Client {
	counted := *client
	base := client.Transport
	if base == nil {
		base = http.DefaultTransport
	}
	counted.Transport = metered{base: base, prefix: address, meter: m}
	return &counted
}

func (t metered) RoundTrip(r *http.Request) (*http.Response, error) {
	response, err := t.base.RoundTrip(r)
	// Where a response address or an upload lies is a credential: only calls of the API have names.
	called := r.URL.Scheme + "://" + r.URL.Host + r.URL.Path
	if !strings.HasPrefix(called, t.prefix) {
		return response, err
	}
	method := path.Base(called)
	switch {
	case err != nil:
		t.meter.Called(method, "failed")
		return response, err
	case response.StatusCode == http.StatusTooManyRequests:
		t.meter.Called(method, "busy")
		return response, nil
	case response.StatusCode >= http.StatusMultipleChoices:
		t.meter.Called(method, "failed")
		return response, nil
	}
	response.Body = &verdict{body: response.Body, tell: func(outcome string) { t.meter.Called(method, outcome) }}
	return response, nil
}

// maxVerdict bounds what is kept of a body to see whether Slack said yes: what is longer is a history, which it gives only then.
const maxVerdict = 64 << 10

// verdict is the body of a response, which tells when it is closed what Slack said.
type verdict struct {
	body io.ReadCloser
	seen bytes.Buffer
	tell func(outcome string)
}

func (v *verdict) Read(p []byte) (int, error) {
	n, err := v.body.Read(p)
	if v.seen.Len() <= maxVerdict {
		v.seen.Write(p[:n])
	}
	return n, err
}

func (v *verdict) Close() error {
	if v.tell != nil {
		v.tell(outcomeOf(v.seen.Bytes()))
		v.tell = nil
	}
	return v.body.Close()
}

// outcomeOf reads what Slack said: https://docs.slack.dev/apis/web-api#responses
func outcomeOf(body []byte) string {
	if len(body) > maxVerdict {
		return "done"
	}
	var said struct {
		OK    *bool  `json:"ok"`
		Error string `json:"error"`
	}
	switch err := json.Unmarshal(body, &said); {
	case err != nil || said.OK == nil:
		return "failed"
	case *said.OK:
		return "done"
	case said.Error == "ratelimited" || said.Error == "rate_limited":
		return "busy"
	}
	return "refused"
}
