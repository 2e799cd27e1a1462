// Package discord is bot.Chat on Discord: it hears mentions in servers and direct messages over the
// gateway, and answers over the REST API.
//
// The tour, along the way of a question:
//
//   - listen.go keeps one connection to the gateway alive as long as [Chat.Listen] runs: it opens it,
//     notices its loss, resumes or starts anew, and gives up only where Discord says no for good.
//   - gate.go is one session of github.com/bwmarrin/discordgo with what that library needs to be relied
//     on: a read deadline, a limit on the time opening may take, and a way out of a session that hangs.
//   - message.go reads what Discord sends: which messages are for the bot, what is asked in them, which
//     conversation they belong to. Discord delivers a message once and takes no acknowledgement, so a
//     message that could not be written down is answered with a request to ask again.
//   - press.go does the same for a press of a button under a post, which Discord does take an acknowledgement for.
//   - send.go posts, so that a post sent again does not show twice, thread.go in a thread under a message where there can be one;
//     rest.go asks the REST API and says which failures are definite.
//   - mark.go hides a mark in a message, and find.go looks for it.
//   - people.go knows what people may do, and opens direct messages.
//   - render.go lays a post out as message text, markup.go makes strangers' words safe in it.
//   - check.go is the doctor: what is wrong with the set-up, and the cure.
//
// A post is plain message text, not an embed: embeds vanish for readers who switched previews off, in
// notifications, and where the bot lacks the permission to embed links. Nor are there interactions over
// HTTP: they would need a public address, and the gateway brings them too.
//
// Conversations: a direct message channel is one conversation, so its Channel.Thread is the channel's own
// id. In a server, a mention opens a conversation named by the id of its message, and Thread is that id;
// each answer replies to that message. Replying to an answer, or to a digest, continues its conversation,
// because Discord says with every reply what the message replied to was itself a reply to. So the thread
// of a message is known without remembering anything. Thread can also be "t" and the id of a message of the bot: then it is the
// real thread of Discord under that message, in which the stories of a digest stand.
package discord

import (
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/nutgraf/nutgraf/bot"
)

// service is the name of this chat in channels, message ids and errors.
const service = "discord"

// intents is the events asked for: messages in servers and in direct messages, and servers, without which
// Discord tells little about threads. None is privileged: Discord includes the text of messages that mention the
// bot or are sent to it directly (https://discord.com/developers/docs/events/gateway#message-content-intent).
const intents = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages

// Options says which bot to be. Token is required.
type Options struct {
	Token      string       // from the Developer Portal, with or without "Bot " before it
	APIURL     string       // scheme and host instead of https://discord.com, such as "http://127.0.0.1:8080"
	HTTPClient *http.Client // nil means one over http.DefaultTransport with a limit of 20 s
	Log        *slog.Logger // nil means slog.DiscardHandler
}

// Chat is Discord as seen by one bot user. It is a bot.Chat.
type Chat struct {
	token string // with "Bot " before it
	log   *slog.Logger
	rest  *discordgo.Session // for requests only: it never opens a gateway connection
	pace  pace
	roles roles
	up    atomic.Bool // the gateway is connected
}

var _ bot.Chat = (*Chat)(nil)

// pace is how long things may take and how often they are tried; tests go faster.
type pace struct {
	firstWait, maxWait time.Duration   // before connecting again, growing with each failure
	steady             time.Duration   // a connection that held so long ends the growth of waits
	open               time.Duration   // for a connection to become ready
	stuck              time.Duration   // for a session to end when told to
	silence            time.Duration   // without a byte from the gateway; it speaks at least every 41 s
	take               []time.Duration // between tries to take a message down
	taking             time.Duration   // for all tries to take one message down
	pressing           time.Duration   // to take a press down and acknowledge it: Discord gives 3 s
	patience           time.Duration   // for a rate limit, inside Send; longer ones are for the caller to wait
}

// calm is the pace of a bot that runs for months.
var calm = pace{
	firstWait: time.Second, maxWait: time.Minute, steady: time.Minute,
	open: 20 * time.Second, stuck: 3 * time.Second, silence: 90 * time.Second,
	take:   []time.Duration{100 * time.Millisecond, 400 * time.Millisecond, 1600 * time.Millisecond},
	taking: 10 * time.Second, pressing: 2800 * time.Millisecond, patience: 3 * time.Second,
}

// New returns a Chat. It talks to nobody yet: a wrong token shows in [Chat.Check] and [Chat.Listen].
func New(o Options) (*Chat, error) {
	token := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(o.Token)+" ", "Bot "))
	if token == "" {
		return nil, errors.New("discord: no token; copy it from the Developer Portal (your application, Bot, Reset Token)")
	}
	if strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return nil, errors.New("discord: the token has characters no token has; copy it again, without line breaks or quotes")
	}
	var base *url.URL
	if o.APIURL != "" {
		u, err := url.Parse(o.APIURL)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return nil, errors.New("discord: the API address is not an http(s) URL: " + o.APIURL)
		}
		base = u
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	rest, err := discordgo.New("Bot " + token)
	if err != nil {
		return nil, errors.New("discord: " + err.Error())
	}
	rest.Client = restClient(o.HTTPClient, base)
	quiet(rest)
	return &Chat{token: "Bot " + token, log: o.Log, rest: rest, pace: calm}, nil
}

// Connected reports whether there is a connection to the gateway now.
func (c *Chat) Connected() bool { return c.up.Load() }

// Service is "discord".
func (c *Chat) Service() string { return service }

// quiet makes a session silent, stateless and without retries of its own. The library would log payloads, and
// its retries after a failed gateway show posts twice.
func quiet(s *discordgo.Session) {
	s.LogLevel = discordgo.LogError - 1
	s.StateEnabled = false
	s.ShouldRetryOnRateLimit = false
	s.MaxRestRetries = 0
	s.UserAgent = "DiscordBot (https://github.com/nutgraf/nutgraf, 1)" // form: https://discord.com/developers/docs/reference#user-agent
}
