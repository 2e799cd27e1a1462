// Package openai is a language model behind any API that speaks OpenAI's chat completions: OpenAI
// itself, and Ollama, vLLM or llama.cpp on a machine of one's own.
//
// [New] makes a [Model] from [Options]; [Model.Generate] sends one prompt and returns one whole text.
// A caller treats that text as a stranger's: nothing here looks at what it says. What is promised is
// about its form. A text is returned only when the model ended it by itself; one that was cut, is
// empty, comes with a refusal or asks for a tool is an error. Nothing is streamed, since a text can
// only be believed or not as a whole.
//
// The client library has no deadline, no size limit and no second try, and takes an error told with
// status 200 for success. The deadline and the second try are here, the limit on what is read and
// the refusal of redirects in transport.go, the reading of replies in reply.go. The key is sent in
// one header and appears in no error.
package openai

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/http"
	"strings"
	"time"

	api "github.com/sashabaranov/go-openai"
)

// Defaults of Options.
const (
	defaultBaseURL   = "https://api.openai.com/v1"
	defaultTimeout   = 30 * time.Second
	defaultMaxBytes  = 32 << 10
	defaultMaxTokens = 1024
)

// retryWait is the pause before the second try when the server names none.
const retryWait = 500 * time.Millisecond

// greedy stands for temperature 0: the client library leaves out a plain zero, and servers then take
// their own default, which is about 1. Servers read so small a number as zero.
const greedy = math.SmallestNonzeroFloat32

// Options says which model is asked and how long. Zero values mean the defaults.
type Options struct {
	BaseURL   string        // up to and with the version, such as "http://localhost:11434/v1" for Ollama; "" is OpenAI's own
	Model     string        // as the server calls it
	Key       string        // sent as bearer token; "" sends none
	Timeout   time.Duration // of one Generate with its second try; 0 means 30 s
	MaxBytes  int64         // of one reply as sent, 0 means 32 KiB; a longer one is an error
	MaxTokens int           // the model may write, 0 means 1,024; not sent to models that reason first, whose thoughts it would count
	// HTTPClient sends the requests; nil means one over http.DefaultTransport. Redirects are refused either way.
	HTTPClient *http.Client
}

// Model is one model of one server. It may be used by several goroutines at once.
type Model struct {
	name      string
	key       string
	timeout   time.Duration
	maxTokens int
	client    *api.Client
}

// New returns a Model. It sends nothing yet: a wrong address or key shows with the first Generate.
func New(o Options) *Model {
	if o.BaseURL == "" {
		o.BaseURL = defaultBaseURL
	}
	if o.Timeout <= 0 {
		o.Timeout = defaultTimeout
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = defaultMaxBytes
	}
	if o.MaxTokens <= 0 {
		o.MaxTokens = defaultMaxTokens
	}
	config := api.DefaultConfig(o.Key)
	config.BaseURL = o.BaseURL
	config.HTTPClient = newTransport(o.HTTPClient, o.MaxBytes)
	return &Model{
		name: o.Model, key: o.Key, timeout: o.Timeout, maxTokens: o.MaxTokens,
		client: api.NewClientWithConfig(config),
	}
}

// Name is the model's name as its server calls it.
func (m *Model) Name() string { return m.name }

// Generate sends prompt as one message and returns the model's whole text, without white space around
// it. A server that is busy (429), failing (5xx) or not to be reached is asked once more, after the
// time it asks for, if that fits into the deadline: ctx's or Options.Timeout, whichever is earlier.
func (m *Model) Generate(ctx context.Context, prompt string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, m.timeout)
	defer cancel()

	text, again, err := m.try(ctx, prompt)
	if err != nil && again.worth && pause(ctx, again.wait) {
		text, _, err = m.try(ctx, prompt)
	}
	if err != nil {
		return "", fmt.Errorf("model %s: %w", m.name, m.hideKey(err))
	}
	return text, nil
}

// retry says whether a failed request is worth a second try, and after what pause.
type retry struct {
	worth bool
	wait  time.Duration
}

// try sends prompt once.
func (m *Model) try(ctx context.Context, prompt string) (string, retry, error) {
	reply, err := m.client.CreateChatCompletion(ctx, m.request(prompt))
	if err != nil {
		if ctx.Err() != nil {
			return "", retry{}, fmt.Errorf("no whole answer in time: %w", ctx.Err())
		}
		return failure(reply.Header(), err)
	}
	text, err := whole(reply)
	return text, retry{}, err
}

// request is the one message sent, without tools.
func (m *Model) request(prompt string) api.ChatCompletionRequest {
	r := api.ChatCompletionRequest{
		Model:    m.name,
		Messages: []api.ChatCompletionMessage{{Role: api.ChatMessageRoleUser, Content: prompt}},
	}
	if !reasonsFirst(m.name) {
		r.Temperature = greedy
		r.MaxTokens = m.maxTokens //nolint:staticcheck // servers of one's own know only this older name
	}
	return r
}

// reasonsFirst reports whether a model of this name takes neither temperature nor max_tokens. The
// client library goes by the same beginnings and would refuse the request unsent.
func reasonsFirst(model string) bool {
	for _, family := range []string{"o1", "o3", "o4", "gpt-5"} {
		if strings.HasPrefix(model, family) {
			return true
		}
	}
	return false
}

// pause waits for d and reports whether ctx leaves time for another try; it does not begin a wait
// that would outlast ctx.
func pause(ctx context.Context, d time.Duration) bool {
	if end, ok := ctx.Deadline(); ok && time.Until(end) <= d {
		return false
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}

// hideKey returns err, or its text without the key should a server have echoed it.
func (m *Model) hideKey(err error) error {
	if m.key == "" || !strings.Contains(err.Error(), m.key) {
		return err
	}
	return errors.New(strings.ReplaceAll(err.Error(), m.key, "[key]"))
}
