package openai

import (
	"fmt"
	"io"
	"net/http"
)

// transport sends requests with limits the client library lacks. It has one header with a key in
// it, so it follows no redirect.
type transport struct {
	client   *http.Client
	maxBytes int64
}

func newTransport(client *http.Client, maxBytes int64) *transport {
	own := &http.Client{}
	if client != nil {
		*own = *client
	}
	own.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &transport{own, maxBytes}
}

// Do sends r. The reply's body fails with a tooLongError once more than maxBytes of it are read.
func (t *transport) Do(r *http.Request) (*http.Response, error) {
	reply, err := t.client.Do(r)
	if err != nil {
		return nil, err
	}
	if reply.StatusCode >= 300 && reply.StatusCode < 400 {
		reply.Body.Close()
		return nil, redirectError{reply.Status}
	}
	reply.Body = &limitedBody{reply.Body, t.maxBytes, t.maxBytes}
	return reply, nil
}

// limitedBody reads at most left more bytes of body.
type limitedBody struct {
	body      io.ReadCloser
	left, max int64
}

func (b *limitedBody) Read(p []byte) (int, error) {
	if b.left < 0 {
		return 0, tooLongError{b.max}
	}
	if int64(len(p)) > b.left+1 {
		p = p[:b.left+1]
	}
	n, err := b.body.Read(p)
	b.left -= int64(n)
	if b.left < 0 {
		return n - 1, tooLongError{b.max}
	}
	return n, err
}

func (b *limitedBody) Close() error { return b.body.Close() }

type tooLongError struct{ max int64 }

func (e tooLongError) Error() string { return fmt.Sprintf("reply longer than %d bytes", e.max) }

type redirectError struct{ status string }

func (e redirectError) Error() string {
	return e.status + ": redirects are not followed; set the base URL to where the API is"
}
