package bottest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// Dial is a chat of the service that Handler serves at an address such as "http://127.0.0.1:4100".
func Dial(ctx context.Context, address string) (*Chat, error) {
	c := &client{address: strings.TrimRight(address, "/")}
	var a about
	if _, err := c.get(ctx, "/about", &a); err != nil {
		return nil, fmt.Errorf("chat service: %w", err)
	}
	c.name = a.Name
	return &Chat{wire: c, about: a}, nil
}

// client is a wire over HTTP.
type client struct {
	address string
	name    string
}

func (c *client) Next(ctx context.Context) (bot.Message, int, error) {
	for {
		var next nextResponse
		found, err := c.get(ctx, "/next", &next)
		if err != nil || found {
			return next.Message, next.Ack, err
		}
	}
}

// Ack is lost with its connection: then the event comes again.
func (c *client) Ack(ack int) {
	_ = c.post(context.Background(), "/ack/"+strconv.Itoa(ack), nil, nil)
}

func (c *client) Send(ctx context.Context, to briefing.Channel, p post.Post) (r bot.Receipt, err error) {
	err = c.post(ctx, "/send", sendRequest{To: to, Mark: p.Mark, Reply: p.Reply, Again: p.Again, Post: post.Encode(p)}, &r)
	return r, err
}

func (c *client) Find(ctx context.Context, to briefing.Channel, mark string, since time.Time, known string) (bot.Proof, bot.Receipt, error) {
	var found findResponse
	err := c.post(ctx, "/find", findRequest{to, mark, since, known}, &found)
	return found.Proof, found.Receipt, err
}

func (c *client) Role(ctx context.Context, in briefing.Channel, person string) (r briefing.Role, err error) {
	err = c.post(ctx, "/role", personRequest{in, person}, &r)
	return r, err
}

func (c *client) Direct(ctx context.Context, workspace, person string) (to briefing.Channel, err error) {
	err = c.post(ctx, "/direct", personRequest{briefing.Channel{Workspace: workspace}, person}, &to)
	return to, err
}

func (c *client) Erase(ctx context.Context, in briefing.Channel, reply string, ids ...string) error {
	return c.post(ctx, "/erase", eraseRequest{in, reply, ids}, nil)
}

// Attend is lost with its connection: it is no matter.
func (c *client) Attend(ctx context.Context, in briefing.Channel, reply string) {
	_ = c.post(ctx, "/attend", eraseRequest{in, reply, nil}, nil)
}

func (c *client) Sees(ctx context.Context, place briefing.Channel, person string) (sees bool, err error) {
	err = c.post(ctx, "/sees", personRequest{place, person}, &sees)
	return sees, err
}

func (c *client) Name(ctx context.Context, place briefing.Channel, person string) (name string) {
	_ = c.post(ctx, "/name", personRequest{place, person}, &name) // without one it has none
	return name
}

// get reads a response; found is false where there is none.
func (c *client) get(ctx context.Context, path string, into any) (found bool, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, c.address+path, nil)
	if err != nil {
		return false, err
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNoContent {
		return false, nil
	}
	return true, json.NewDecoder(resp.Body).Decode(into)
}

// post sends a request and reads its response, unless into is nil. Refusals and pleas for patience come back as what they were.
func (c *client) post(ctx context.Context, path string, request, into any) error {
	body, err := json.Marshal(request)
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, c.address+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		if into == nil {
			return nil
		}
		return json.NewDecoder(resp.Body).Decode(into)
	case http.StatusUnprocessableEntity:
		var why refusal
		if err := json.NewDecoder(resp.Body).Decode(&why); err != nil {
			return err
		}
		return &bot.RefusedError{Service: c.name, Reason: why.Reason, Gone: why.Gone}
	case http.StatusTooManyRequests:
		ms, err := strconv.ParseInt(resp.Header.Get("Retry-After-Ms"), 10, 64)
		if err != nil {
			return err
		}
		return &bot.BusyError{Service: c.name, Wait: time.Duration(ms) * time.Millisecond}
	}
	return errors.New("chat service: " + resp.Status)
}
