// Command fakeslack is a Slack to try nutgraf in, without Slack: the fake of package slacktest with a page that looks like a chat.
//
// It starts on 127.0.0.1 and prints the settings with which nutgraf run talks to it. On its page anybody can be one of three people, say
// something in a channel, in a thread or to the bot alone, say a slash command, press buttons, fill in forms, and look at the page about the
// bot and at what a notification would show (page.go and the folder page). What people do is brought as Slack brings it, over sockets or
// signed over HTTP, and again where it is not acknowledged within three seconds; calls go wrong at will (faults.go).
//
//	go run ./cmd/fakeslack
//	go run ./cmd/fakeslack -http http://127.0.0.1:3000   # deliver over HTTP instead of sockets
//	go run ./cmd/fakeslack -faults 0.1 -fail chat.postMessage=429:2,chat.postMessage=500+shown
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "fakeslack:", err)
		os.Exit(1)
	}
}

// options are how the fake is to be.
type options struct {
	listen, page string // addresses of the Web API and of the page
	endpoint     string // where an app takes requests over HTTP; "" is Socket Mode
	command      string
	scopes       string
	faults       faults
	rates, echo  bool
	last         time.Duration
}

// signingSecret is what requests over HTTP are signed with; it opens nothing but this fake.
const signingSecret = "8f742231b10e8888abcd99yyyzzz85a5" //nolint:gosec // Slack's documentation has it as its example

func parse(args []string) (options, error) {
	var o options
	var fail string
	flags := flag.NewFlagSet("fakeslack", flag.ContinueOnError)
	flags.StringVar(&o.listen, "listen", "127.0.0.1:8155", "`address` of the Web API and the sockets")
	flags.StringVar(&o.page, "page", "127.0.0.1:8156", "`address` of the page to talk on")
	flags.StringVar(&o.endpoint, "http", "", "deliver to this `URL` over HTTP, instead of sockets")
	flags.StringVar(&o.command, "command", "/brief", "the bot's slash command")
	flags.StringVar(&o.scopes, "scopes", "", "what the bot token may do, with commas; empty is everything")
	flags.Float64Var(&o.faults.share, "faults", 0, "share of calls that go wrong, 0 to 1")
	flags.Uint64Var(&o.faults.seed, "seed", 1, "of what goes wrong")
	flags.StringVar(&fail, "fail", "", "faults of the next calls, such as `chat.postMessage=429:2`: a status, with seconds to wait, or a code; +shown does it all the same")
	flags.BoolVar(&o.rates, "rates", false, "a channel takes a message a second, with a few at once")
	flags.BoolVar(&o.echo, "echo", true, "the bot is told of its own messages, as an app is that reads channels")
	flags.DurationVar(&o.last, "for", 0, "end after this time; 0 runs until it is stopped")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("%q is no flag: see fakeslack -h", flags.Arg(0))
	}
	if o.faults.share < 0 || o.faults.share > 1 {
		return o, errors.New("-faults: a share lies between 0 and 1")
	}
	for _, address := range []string{o.listen, o.page} {
		if host, _, err := net.SplitHostPort(address); err != nil || !loopback(host) {
			return o, fmt.Errorf("%q: only this machine may reach it: write an address such as 127.0.0.1:8155", address)
		}
	}
	if o.endpoint != "" && !strings.HasPrefix(o.endpoint, "http://127.0.0.1:") && !strings.HasPrefix(o.endpoint, "http://localhost:") {
		return o, errors.New("-http: only an address of this machine, such as http://127.0.0.1:3000")
	}
	var err error
	o.faults.next, err = parseFaults(fail)
	return o, err
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

func run(ctx context.Context, args []string, out io.Writer) error {
	o, err := parse(args)
	if err != nil {
		return err
	}
	if o.last > 0 {
		var stop context.CancelFunc
		ctx, stop = context.WithTimeout(ctx, o.last)
		defer stop()
	}
	var listen net.ListenConfig
	api, err := listen.Listen(ctx, "tcp", o.listen)
	if err != nil {
		return fmt.Errorf("-listen: %w", err)
	}
	shown, err := listen.Listen(ctx, "tcp", o.page)
	if err != nil {
		api.Close()
		return fmt.Errorf("-page: %w", err)
	}
	s := o.start(api)
	defer s.Close()
	o.tell(out, s, shown.Addr().String())
	server := &http.Server{Handler: handler(s, o.command), ReadHeaderTimeout: 5 * time.Second}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(shown) }()
	defer server.Close() //nolint:errcheck // it is done with
	tick := time.NewTicker(250 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case err := <-ended:
			return err
		case now := <-tick.C:
			s.Overdue(now)
		}
	}
}

// start starts a workspace of three people and four channels.
func (o options) start(api net.Listener) *slacktest.Server {
	directs := map[string]string{}
	for _, p := range people {
		directs[p.ID] = "D0" + p.ID
	}
	s := slacktest.Start(slacktest.Options{
		Channels: []string{"C0HARBOUR", "C0PARTNER"}, Directs: directs, Clock: true, Echo: o.echo, Rates: o.rates, Listener: api, Fault: o.faults.of,
	})
	for _, p := range people {
		s.Person(p.ID, p.flag)
		name, _, _ := strings.Cut(p.Name, " ")
		s.Call(p.ID, name)
	}
	for _, p := range places {
		s.Call(p.ID, p.Name)
	}
	s.Share("C0PARTNER")
	if o.scopes != "" {
		s.Scopes(o.scopes)
	}
	for method, list := range o.faults.next {
		s.Fail(method, list...)
	}
	if o.endpoint != "" {
		s.DeliverTo(slacktest.Endpoint{URL: o.endpoint, Secret: signingSecret})
	}
	return s
}

// tell says how to start nutgraf against this Slack.
func (o options) tell(out io.Writer, s *slacktest.Server, page string) {
	fmt.Fprintf(out, "Talk on http://%s\n\nStart nutgraf with\n\n  export SLACK_BOT_TOKEN=%s\n", page, slacktest.BotToken)
	if o.endpoint == "" {
		fmt.Fprintf(out, "  export SLACK_APP_TOKEN=%s\n", slacktest.AppToken)
	} else {
		fmt.Fprintf(out, "  export SLACK_SIGNING_SECRET=%s\n", signingSecret)
	}
	fmt.Fprintf(out, "\nand in its configuration\n\n  slack:\n    enabled: true\n    api_url: %s\n    command: %s\n", s.APIURL, o.command)
	if o.endpoint != "" {
		fmt.Fprintf(out, "    listen: %s\n    url: https://fake.example\n", strings.TrimPrefix(strings.TrimSuffix(o.endpoint, "/"), "http://"))
	}
}
