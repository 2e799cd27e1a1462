package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/nutgraf/nutgraf/bot"
)

const (
	restTimeout  = 20 * time.Second
	maxReplyRead = 4 << 20          // bytes of one REST reply; the largest asked for is far below
	edgeWait     = 60 * time.Second // when Discord's edge asks for patience without saying how long
)

// call sends one request, waits out a short rate limit before it, and reads the reply into out. It
// returns a *bot.BusyError or *bot.RefusedError where that is certain; after any other error the request may
// have been carried out. No error holds the token.
func (c *Chat) call(ctx context.Context, method, address string, in, out any) error {
	return c.callFor(ctx, method+" "+address, method, address, in, out)
}

// callFor is call with a name for the rate limit that the request counts for. The library keeps each it has heard of, for ever.
func (c *Chat) callFor(ctx context.Context, limit, method, address string, in, out any) error {
	var body []byte
	if in != nil {
		var err error
		if body, err = json.Marshal(in); err != nil {
			return err
		}
	}
	bucket, err := c.lockBucket(ctx, limit)
	if err != nil {
		return err
	}
	reply, err := c.rest.RequestWithLockedBucket(method, address, "application/json", body, bucket, 0, discordgo.WithContext(ctx))
	if err != nil {
		return c.failure(err)
	}
	if out == nil {
		return nil
	}
	if err := json.Unmarshal(reply, out); err != nil {
		return fmt.Errorf("discord's reply to %s is not understood: %w", method, err)
	}
	return nil
}

// lockBucket takes the library's rate limit bucket of key. The library itself would sleep there,
// whatever ctx says.
func (c *Chat) lockBucket(ctx context.Context, key string) (*discordgo.Bucket, error) {
	for {
		bucket := c.rest.Ratelimiter.GetBucket(key)
		bucket.Lock()
		wait := c.rest.Ratelimiter.GetWaitTime(bucket, 1)
		if wait <= 0 {
			bucket.Remaining--
			return bucket, nil
		}
		bucket.Unlock()
		if wait > c.pace.patience {
			return nil, &bot.BusyError{Service: service, Wait: wait}
		}
		if !sleep(ctx, wait) {
			return nil, ctx.Err()
		}
	}
}

// failure says what an error of the library means. It never passes a RESTError on: that holds the
// request with the token in its header.
func (c *Chat) failure(err error) error {
	var busy *discordgo.RateLimitError
	var told *discordgo.RESTError
	switch {
	case errors.As(err, &busy):
		return &bot.BusyError{Service: service, Wait: max(0, busy.RetryAfter)}
	case !errors.As(err, &told):
		return c.hideToken(err)
	}
	status := told.Response.StatusCode
	switch {
	case status == http.StatusUnauthorized:
		return &finalError{badToken + " (HTTP 401)"}
	case definite(status) && told.Message != nil && told.Message.Message != "":
		return &bot.RefusedError{
			Service: service, Reason: c.hidden(strconv.Itoa(told.Message.Code) + " " + told.Message.Message), Gone: gone[told.Message.Code],
		}
	}
	return fmt.Errorf("discord answered HTTP %d", status)
}

// Codes of refusals: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json.
const (
	unknownChannel = 10003
	unknownGuild   = 10004
	missingAccess  = 50001
	cannotDirect   = 50007 // the person takes no direct messages of the bot
	missingRight   = 50013
	badForm        = 50035
	noHistory      = 160002 // without reading the history there are no replies
	threadExists   = 160004
)

// gone are refusals of everything the bot could do in a channel.
var gone = map[int]bool{unknownChannel: true, unknownGuild: true, missingAccess: true, cannotDirect: true, missingRight: true}

// refusedWith reports whether err is a refusal with one of these codes.
func refusedWith(err error, codes ...int) bool {
	var refused *bot.RefusedError
	if !errors.As(err, &refused) {
		return false
	}
	return slices.ContainsFunc(codes, func(code int) bool { return strings.HasPrefix(refused.Reason, strconv.Itoa(code)+" ") })
}

// definite reports whether the API itself says with status that it will not do as asked. A web page with
// one of these comes from the edge and says nothing about the request.
func definite(status int) bool {
	switch status {
	case http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound, http.StatusRequestEntityTooLarge:
		return true
	}
	return false
}

// hideToken returns err, or its text without the token should a server have echoed it.
func (c *Chat) hideToken(err error) error {
	if text := err.Error(); c.hidden(text) != text {
		return errors.New(c.hidden(text))
	}
	return err
}

func (c *Chat) hidden(s string) string {
	return strings.ReplaceAll(s, strings.TrimPrefix(c.token, "Bot "), "[token]")
}

// restClient is client with a restTransport over its own, and without redirects: the API has none.
func restClient(client *http.Client, base *url.URL) *http.Client {
	own := &http.Client{Timeout: restTimeout}
	if client != nil {
		*own = *client
	}
	if own.Transport == nil {
		own.Transport = http.DefaultTransport
	}
	own.Transport = restTransport{own.Transport, base}
	own.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return own
}

// restTransport sends requests to base in place of discord.com, if there is a base; the library has no
// setting for that. It limits what is read of replies, and gives a 429 of Discord's edge, which is a web
// page, the form of the API's own.
type restTransport struct {
	next http.RoundTripper
	base *url.URL
}

func (t restTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	if t.base != nil {
		r = r.Clone(r.Context())
		r.URL.Scheme, r.URL.Host, r.Host = t.base.Scheme, t.base.Host, t.base.Host
	}
	reply, err := t.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	if reply.StatusCode == http.StatusTooManyRequests && !strings.HasPrefix(reply.Header.Get("Content-Type"), "application/json") {
		reply.Body.Close()
		reply.Body = io.NopCloser(strings.NewReader(edgeLimit(reply.Header)))
	}
	reply.Body = struct {
		io.Reader
		io.Closer
	}{io.LimitReader(reply.Body, maxReplyRead), reply.Body}
	return reply, nil
}

// edgeLimit is the API's form of a 429 with the wait of its header.
func edgeLimit(header http.Header) string {
	wait := int64(edgeWait / time.Second)
	if seconds, err := strconv.ParseInt(header.Get("Retry-After"), 10, 32); err == nil && seconds > 0 {
		wait = seconds
	}
	return fmt.Sprintf(`{"message":"rate limited","retry_after":%d}`, wait)
}
