// Package slack is bot.Chat over Slack, by Socket Mode or HTTP.
//
// The tour: [New] takes the two tokens of an app made from what Manifest prints (manifest.go; features.go says what needs which rights).
// [Chat.Listen] holds two sockets to Slack or takes signed requests (listen.go, lanes.go, http.go), turns what is said into bot.Message and
// acknowledges it only when it was taken (handle.go, message.go). What is said in a thread or channel without a mention is weighed by
// engaged.go, and where the bot may answer by policy.go. The command (slash.go), the shortcut under a message (shortcut.go), a pressed button
// (press.go) and a form that was sent (form.go opens them, submit.go takes them) are such messages, too. What else people see of the bot is
// their page (home.go), suggestions (prompts.go) and a hint to who brought it into a channel (welcome.go); what nobody waits for runs beside
// (beside.go).
//
// [Chat.Send] posts a post.Post in the form that package blockkit gives it, or a plainer one where Slack refuses it (send.go, file.go), at the
// pace a channel takes (pace.go), and so that one person alone sees it where that is asked for (private.go, respond.go). refusal.go says what
// an answer of Slack means. [Chat.Erase] takes a post back (erase.go), and [Chat.Attend] shows that an answer is being looked for (attend.go).
// [Chat.Find] looks whether a post was shown (find.go). People and channels are people.go's, names.go's and channels.go's matter, and who the
// bot is identity.go's. [Chat.Check] names what is wrong with the set-up and its cure (check.go). A [Meter] is told what goes to and fro (meter.go).
//
// Two decisions carry the rest. Text of articles is shown as rich_text, whose text elements Slack
// shows as they are: nothing in a headline can become a mention, a link or bold type. And a post
// is never repeated on a guess: when an answer of Slack leaves open whether the post was shown, Send returns
// that error as it is, and Find looks for the mark that the post carries in its metadata.
//
// Slack delivers over Socket Mode, which needs no public address, or over HTTP with a signature (http.go); both end in [Chat.handle] (handle.go).
package slack

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"regexp"
	"strings"
	"sync/atomic"
	"time"

	api "github.com/slack-go/slack"

	"github.com/nutgraf/nutgraf/bot"
)

// service is the name of this chat in channels, errors and message ids.
const service = "slack"

// requestTimeout bounds one call of the Web API; slack-go's own client would wait for ever.
const requestTimeout = 30 * time.Second

// Options is what a Chat needs. The zero value of every field but the tokens means its default.
type Options struct {
	BotToken   string           // "xoxb-…", from the app's page OAuth & Permissions
	AppToken   string           // "xapp-…", from its page Basic Information, with the scope connections:write; not for HTTP
	Listen     string           // "" is Socket Mode; an address such as "127.0.0.1:3000" has Slack deliver over HTTP, to the paths in http.go
	Features   []Feature        // that are wanted; Check says what they lack
	Secret     string           // for HTTP: the Signing Secret, from the app's page Basic Information
	APIURL     string           // base of the Web API; "" means Slack's own
	Citations  bool             // show numbers as Slack's citation elements, which it documents for agents and may not take from every app
	Files      bool             // show as a file what Slack refuses in every other form; needs the scope files:write
	Policy     Policy           // where it answers, and whom
	Meter      Meter            // nil counts nothing
	HTTPClient *http.Client     // nil means one that gives up after 30 s
	Log        *slog.Logger     // nil logs nothing
	Now        func() time.Time // nil means time.Now
}

// Chat is one Slack workspace, seen by one app.
type Chat struct {
	api     *api.Client
	http    *http.Client // for response addresses
	log     *slog.Logger
	now     func() time.Time
	pause   func(ctx context.Context, d time.Duration) error
	secret  *strings.Replacer
	roles   roles
	open    atomic.Int32 // sockets, or listeners, that are open now
	pace    pace
	silence time.Duration // see silence
	lost    atomic.Bool   // Slack refuses the bot's token
	desk    bot.Desk      // nil where nobody handed it in

	features              []Feature
	listen, signingSecret string                    // for HTTP
	refusedAt             atomic.Pointer[time.Time] // when a request was last said to be refused

	citations, files bool        // see Options
	simple           atomic.Bool // the workspace does not take the newer blocks
	quiet            atomic.Bool // it does not let the app show that it is at work
	ways             ways
	policy           atomic.Pointer[Policy] // never nil
	meter            Meter
	told             told
	channels         channels
	beside           beside
	homes            homes
	noAgents         atomic.Bool // the workspace has no agent view

	unhandled atomic.Int64 // envelopes of kinds nobody here handles
}

// New makes a Chat. It fails on tokens that cannot be right, and does not call Slack.
func New(o Options) (*Chat, error) {
	if err := checkToken("slack.bot_token_env", o.BotToken, "xoxb-", "xoxe.xoxb-"); err != nil {
		return nil, fmt.Errorf("%w: copy the Bot User OAuth Token from the app's page OAuth & Permissions", err)
	}
	if o.Listen != "" {
		if len(o.Secret) < 16 || strings.ContainsAny(o.Secret, " \t\r\n") {
			return nil, errors.New("slack.signing_secret_env is not set, or holds no secret: copy the Signing Secret from the app's page Basic Information")
		}
	} else if err := checkToken("slack.app_token_env", o.AppToken, "xapp-"); err != nil {
		return nil, fmt.Errorf("%w: generate an App-Level Token with the scope connections:write on the app's page Basic Information", err)
	}
	if o.APIURL == "" {
		o.APIURL = api.APIURL
	}
	if o.HTTPClient == nil {
		o.HTTPClient = &http.Client{Timeout: requestTimeout}
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Meter == nil {
		o.Meter = unmetered{}
	}
	address := strings.TrimSuffix(o.APIURL, "/") + "/"
	var secrets []string
	for secret, shown := range map[string]string{o.BotToken: "[bot token]", o.AppToken: "[app token]", o.Secret: "[signing secret]"} {
		if secret != "" {
			secrets = append(secrets, secret, shown)
		}
	}
	c := &Chat{
		api: api.New(o.BotToken,
			api.OptionAppLevelToken(o.AppToken),
			api.OptionAPIURL(address),
			api.OptionHTTPClient(meteredClient(o.HTTPClient, address, o.Meter)),
		),
		log:   o.Log,
		now:   o.Now,
		pause: pause, silence: silence,
		secret: strings.NewReplacer(secrets...),
		listen: o.Listen, signingSecret: o.Secret, features: o.Features, meter: o.Meter,
		citations: o.Citations, files: o.Files, http: o.HTTPClient,
	}
	c.SetPolicy(o.Policy)
	return c, nil
}

// Connected reports whether Slack can deliver now, and takes what is posted.
func (c *Chat) Connected() bool { return c.open.Load() > 0 && !c.lost.Load() }

// Host hands in the bot's desk.
func (c *Chat) Host(d bot.Desk) { c.desk = d }

// Service is "slack".
func (c *Chat) Service() string { return service }

// ticket is the credential in the address of a socket.
var ticket = regexp.MustCompile(`ticket=[^&\s"]+`)

// redact is the text of err without anything that opens a door, and with what Slack says about where the fault lies.
func (c *Chat) redact(err error) string {
	text := err.Error()
	if answer, ok := errors.AsType[api.SlackErrorResponse](err); ok && len(answer.ResponseMetadata.Messages) > 0 {
		text += ": " + strings.Join(answer.ResponseMetadata.Messages, "; ")
	}
	return ticket.ReplaceAllString(c.secret.Replace(text), "ticket=[ticket]")
}

// pause waits for d, or until ctx is done.
func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
