package main

import (
	"context"
	"encoding/json"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/nutgraf/nutgraf/adapters/web"
	"github.com/nutgraf/nutgraf/bot"
	"github.com/nutgraf/nutgraf/briefing"
)

const (
	failingAfter = 24 * time.Hour // a feed must have failed so long before digests say so
	againAfter   = time.Minute    // a feed that failed is looked at again, then after twice as long, up to its own pace
)

// feeds reads the configured feeds, each apart from the others. It tells the bot who may see which, and which fail.
type feeds struct {
	crew  *crew
	house *house
	log   *slog.Logger
	reads *metric // counts

	changing sync.Mutex // held while the list is changed
	mu       sync.Mutex
	listed   []feed
}

var (
	_ bot.Sources = (*feeds)(nil)
	_ bot.Feeds   = (*feeds)(nil)
)

// feed is one that is listed.
type feed struct {
	feedConfig
	label string // its name, which no other listed feed has
	stop  context.CancelFunc
	ended <-chan struct{} // closed when it is not read any more
	state *feedState
}

// feedState is how a feed does.
type feedState struct {
	mu       sync.Mutex
	read     time.Time // when it last could be read; zero before
	failures int       // since then
	outage   outage
}

// outage is since when a feed cannot be read, and why. It outlasts a restart as the cursor of a name of its own.
type outage struct {
	Since  time.Time `json:"since"` // zero while it can be read
	Reason string    `json:"reason"`
}

// set makes configs the feeds that are read from now on, and tells what has changed. Feeds that stay as they are go on
// undisturbed, unless all are to be read anew.
func (f *feeds) set(ctx context.Context, configs []feedConfig, client *web.Client, anew bool) (changes []string) {
	f.changing.Lock()
	defer f.changing.Unlock()
	var next []feed
	for _, c := range configs {
		old, label := f.listedAs(c.URL), labelOf(c, next)
		switch {
		case old == nil:
			changes = append(changes, "added feed "+c.name())
			next = append(next, f.start(ctx, c, label, &feedState{}, client))
		case anew || old.Outlet != c.Outlet || old.Every != c.Every || old.Off != c.Off:
			changes = append(changes, "changed feed "+c.name())
			old.end()
			next = append(next, f.start(ctx, c, label, old.state, client))
		default:
			if !slices.Equal(old.Places, c.Places) {
				changes = append(changes, "changed places of feed "+c.name())
			}
			next = append(next, feed{c, label, old.stop, old.ended, old.state})
		}
	}
	for _, old := range f.listed {
		if !slices.ContainsFunc(configs, func(c feedConfig) bool { return c.URL == old.URL }) {
			changes = append(changes, "removed feed "+old.name())
			old.end()
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.listed = next
	return changes
}

func (f *feeds) listedAs(url string) *feed {
	at := slices.IndexFunc(f.listed, func(o feed) bool { return o.URL == url })
	if at < 0 {
		return nil
	}
	return &f.listed[at]
}

// labelOf is a feed's name, with a number behind it where others have it too.
func labelOf(c feedConfig, others []feed) string {
	same := 1
	for _, o := range others {
		if o.name() == c.name() {
			same++
		}
	}
	if same == 1 {
		return c.name()
	}
	return c.name() + " #" + strconv.Itoa(same)
}

// all are the feeds that are listed.
func (f *feeds) all() []feed {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.listed)
}

// start has a feed read until ctx is done or the feed is ended.
func (f *feeds) start(ctx context.Context, c feedConfig, label string, state *feedState, client *web.Client) feed {
	ctx, stop := context.WithCancel(ctx)
	started := feed{feedConfig: c, label: label, stop: stop, state: state}
	polled := started
	started.ended = f.crew.keep(ctx, "feed "+label, func(ctx context.Context) error {
		if !c.Off {
			f.poll(ctx, polled, client.Feed(c.URL, c.Outlet))
		}
		return nil
	})
	return started
}

// end ends the reading of a feed and waits until it has.
func (f feed) end() {
	f.stop()
	<-f.ended
}

// poll reads a feed at once and then every so often, until ctx is done. A failure is logged and tried again soon.
func (f *feeds) poll(ctx context.Context, of feed, source *web.Feed) {
	f.recall(ctx, of)
	for {
		start := time.Now()
		counts, err := f.house.intake.Fetch(ctx, source, f.house.db)
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			f.log.Warn("feed failed", "feed", of.label, "error", err)
			f.reads.add(1, of.label, "failed")
		} else {
			f.log.Info("feed read", "feed", of.label, "new", counts.New, "changed", counts.Changed, "facts", counts.Facts,
				"took", time.Since(start))
			f.reads.add(1, of.label, "read")
		}
		if !pauseFor(ctx, f.remember(ctx, of, err)) {
			return
		}
	}
}

// remember notes how a look at a feed ended, and returns when to look again.
func (f *feeds) remember(ctx context.Context, of feed, err error) time.Duration {
	s := of.state
	s.mu.Lock()
	defer s.mu.Unlock()
	if err == nil {
		s.read, s.failures = time.Now(), 0
		if !s.outage.Since.IsZero() {
			s.outage = outage{}
			f.keep(ctx, of, s.outage)
		}
		return of.Every
	}
	s.failures++
	first := s.outage.Since.IsZero()
	if first {
		s.outage.Since = time.Now()
	}
	s.outage.Reason = reasonOf(of, err)
	if first {
		f.keep(ctx, of, s.outage)
	}
	return min(of.Every, againAfter<<min(s.failures-1, 10))
}

// outageOf names the cursor under which the outage of a feed is kept.
func outageOf(url string) string { return "outage " + url }

// keep keeps an outage over a restart. Without it digests would only name the feed a day later.
func (f *feeds) keep(ctx context.Context, of feed, o outage) {
	b, err := json.Marshal(o)
	if err == nil {
		err = f.house.db.SetCursor(ctx, outageOf(of.URL), string(b))
	}
	if err != nil && ctx.Err() == nil {
		f.log.Warn("outage of a feed not kept", "feed", of.label, "error", err)
	}
}

// recall is what an earlier run knew of an outage.
func (f *feeds) recall(ctx context.Context, of feed) {
	kept, err := f.house.db.Cursor(ctx, outageOf(of.URL))
	if err != nil || kept == "" {
		return
	}
	var o outage
	if json.Unmarshal([]byte(kept), &o) != nil {
		return
	}
	of.state.mu.Lock()
	defer of.state.mu.Unlock()
	if of.state.outage.Since.IsZero() {
		of.state.outage = o
	}
}

// maxReason is how much a digest says of why a feed fails, in bytes.
const maxReason = 120

// reasonOf is err for people, without the address that stands before it and what may be secret in it.
func reasonOf(of feed, err error) string {
	reason := strings.ReplaceAll(oneLine(err.Error()), of.URL, bare(of.URL))
	if _, after, found := strings.Cut(reason, bare(of.URL)+" "); found {
		reason = after
	}
	if len(reason) > maxReason {
		reason = strings.ToValidUTF8(reason[:maxReason], "") + "…"
	}
	return reason
}

// Failing lists the feeds that could not be read for a day or more.
func (f *feeds) Failing() []briefing.FailingFeed {
	var out []briefing.FailingFeed
	for _, of := range f.all() {
		of.state.mu.Lock()
		o := of.state.outage
		of.state.mu.Unlock()
		if !of.Off && !o.Since.IsZero() && time.Since(o.Since) >= failingAfter {
			out = append(out, briefing.FailingFeed{Name: of.name(), Feed: of.URL, Since: o.Since, Reason: o.Reason})
		}
	}
	slices.SortFunc(out, func(a, b briefing.FailingFeed) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// Names lists the feeds that are read, save the hidden ones.
func (f *feeds) Names(hidden []string) []string {
	var out []string
	for _, of := range f.all() {
		if !of.Off && !slices.Contains(hidden, of.URL) {
			out = append(out, of.name())
		}
	}
	slices.Sort(out)
	return out
}

// Hidden lists the feeds that name places this one is not among.
func (f *feeds) Hidden(here briefing.Channel) []string {
	var out []string
	for _, of := range f.all() {
		sees := func(p string) bool {
			c, ok := placeOf(p)
			return ok && c.Service == here.Service && c.Workspace == here.Workspace && (c.ID == "" || c.ID == here.ID)
		}
		if len(of.Places) > 0 && !slices.ContainsFunc(of.Places, sees) {
			out = append(out, of.URL)
		}
	}
	return out
}

// placeOf reads "slack:TEAM" or "slack:TEAM/CHANNEL".
func placeOf(s string) (c briefing.Channel, ok bool) {
	service, rest, named := strings.Cut(s, ":")
	workspace, channel, one := strings.Cut(rest, "/")
	ok = named && service != "" && rest != "" && !strings.ContainsAny(s, " \t\r\n") && !strings.Contains(channel, "/") && (!one || channel != "")
	return briefing.Channel{Service: service, Workspace: workspace, ID: channel}, ok
}

// metrics are the metrics of feeds.
func (f *feeds) metrics() []*metric {
	read := newGauge("nutgraf_feed_last_success_timestamp_seconds", "When a feed was last read, in seconds since 1970; absent before the first time.", "feed")
	failures := newGauge("nutgraf_feed_consecutive_failures", "Failed looks at a feed since it was last read.", "feed")
	for _, of := range f.all() {
		if of.Off {
			continue
		}
		of.state.mu.Lock()
		if !of.state.read.IsZero() {
			read.set(float64(of.state.read.UnixMilli())/1000, of.label)
		}
		failures.set(float64(of.state.failures), of.label)
		of.state.mu.Unlock()
	}
	return []*metric{read, failures}
}
