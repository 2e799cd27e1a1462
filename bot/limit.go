package bot

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/bot/wording"
	"github.com/nutgraf/nutgraf/briefing"
)

// noticeEvery is how often a limit is explained to whoever meets it. What meets it in between is covered by that notice.
const noticeEvery = time.Minute

// The limits of a message, as Meter.Limited counts them.
const (
	limitPerson    = "person"
	limitChannel   = "channel"
	limitWorkspace = "workspace"
	limitDay       = "day"
	limitOverload  = "overload"
)

// over returns l with the defaults where l says nothing.
func (l Limits) over(d Limits) Limits {
	return Limits{
		Person: cmp.Or(l.Person, d.Person), Channel: cmp.Or(l.Channel, d.Channel), Workspace: cmp.Or(l.Workspace, d.Workspace),
		Daily: cmp.Or(l.Daily, d.Daily), Backlog: cmp.Or(l.Backlog, d.Backlog),
	}
}

// maxBuckets bounds what is remembered of people and places: some megabytes. Beyond it those that were used least lately are taken
// for new ones.
const maxBuckets = 20_000

// buckets are the token buckets of people, channels and workspaces, and who was told of a limit when.
type buckets struct {
	mu  sync.Mutex
	all map[string]*bucket
}

type bucket struct {
	tokens  *rate.Limiter
	used    time.Time
	noticed time.Time // when a notice about it was last given
}

// take takes a token from each bucket of a message. Where one is empty it takes none, and says which limit is met; give puts the
// tokens back.
func (s *buckets) take(limits Limits, m Message, now time.Time) (met string, key string, give func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var taken []*rate.Reservation
	give = func() {
		for _, r := range taken {
			r.CancelAt(now)
		}
	}
	place := m.Channel.Service + "/" + m.Channel.Workspace
	for _, b := range []struct {
		limit, key string
		rate       Rate
	}{
		{limitPerson, "person " + place + "/" + m.From, limits.Person},
		{limitChannel, "channel " + place + "/" + m.Channel.ID, limits.Channel},
		{limitWorkspace, "workspace " + place, limits.Workspace},
	} {
		if b.rate.Burst < 0 || b.rate.Minute < 0 {
			continue
		}
		tokens := s.bucket(b.key, b.rate, now).tokens
		if gains := rate.Limit(b.rate.Minute / 60); tokens.Limit() != gains || tokens.Burst() != b.rate.Burst { // SetLimits
			tokens.SetLimitAt(now, gains)
			tokens.SetBurstAt(now, b.rate.Burst)
		}
		r := tokens.ReserveN(now, 1)
		if !r.OK() || r.DelayFrom(now) > 0 {
			r.CancelAt(now)
			give()
			return b.limit, b.key, func() {}
		}
		taken = append(taken, r)
	}
	return "", "", give
}

// notice reports whether a limit is to be explained now, and remembers that it was.
func (s *buckets) notice(key string, now time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	b := s.bucket(key, Rate{}, now)
	if since := now.Sub(b.noticed); since >= 0 && since < noticeEvery {
		return false
	}
	b.noticed = now
	return true
}

// bucket is that of a key, a full one if it is new. s.mu is held.
func (s *buckets) bucket(key string, r Rate, now time.Time) *bucket {
	if s.all == nil {
		s.all = map[string]*bucket{}
	}
	b := s.all[key]
	if b == nil {
		s.forget(now)
		b = &bucket{tokens: rate.NewLimiter(rate.Limit(r.Minute/60), r.Burst)}
		s.all[key] = b
	}
	if now.Before(b.used) { // the clock was set back: tokens are counted from here
		b.tokens, b.noticed = rate.NewLimiter(b.tokens.Limit(), b.tokens.Burst()), time.Time{}
	}
	b.used = now
	return b
}

// forget makes room. A bucket that is full again, and of which nobody was told for a while, is as good as a new one. s.mu is held.
func (s *buckets) forget(now time.Time) {
	if len(s.all) < maxBuckets {
		return
	}
	maps.DeleteFunc(s.all, func(_ string, b *bucket) bool {
		return b.tokens.TokensAt(now) >= float64(b.tokens.Burst()) && now.Sub(b.noticed) >= noticeEvery
	})
	if len(s.all) < maxBuckets {
		return
	}
	keys := slices.SortedFunc(maps.Keys(s.all), func(a, b string) int { return s.all[a].used.Compare(s.all[b].used) })
	for _, key := range keys[:len(keys)/4] { // many at once, so that a flood of new people does not sort for each
		delete(s.all, key)
	}
}

// limited is the notice to whoever meets a limit, in words for them.
func limited(limit string, r Rate) string {
	who := map[string]string{
		limitPerson: "from you", limitChannel: "in this channel", limitWorkspace: "in this workspace",
	}[limit]
	return "I did not take that question: I take " + wording.Grouped(max(int(r.Minute), 1)) + " a minute " + who +
		", and a few more at once. Please ask it again in a minute."
}

// overloaded is the notice to whoever asks while the queue is too long.
const overloaded = "I did not take that question: too many are waiting for me just now. Please ask it again in a few minutes."

// capped counts a question against the day's limit of its workspace, or what the settings of its place say, and has something to
// say where it is met. The counter is on disk, so that no restart sets it back; a question that is tried again is not counted again.
func (b *Bot) capped(ctx context.Context, j briefing.Job) (c composed, met bool, err error) {
	daily, counter := b.limits.Load().Daily, "questions "+j.Channel.Service+"/"+j.Channel.Workspace
	here := briefing.Channel{Service: j.Channel.Service, Workspace: j.Channel.Workspace, ID: j.Channel.ID}
	for _, place := range []briefing.Channel{{Service: here.Service, Workspace: here.Workspace}, here} {
		set, err := b.memory.Settings(ctx, place)
		if err != nil {
			return composed{}, false, fmt.Errorf("settings of %s: %w", place, err)
		}
		if set.Daily > 0 {
			daily = set.Daily
			if place.ID != "" {
				counter += "/" + place.ID
			}
		}
	}
	if daily < 0 {
		return composed{}, false, nil
	}
	now, add := b.now(), 1
	if j.Attempts > 1 {
		add = 0
	}
	n, err := b.memory.Count(ctx, counter, now, add)
	if err != nil {
		return composed{}, false, fmt.Errorf("count questions: %w", err)
	}
	if n <= daily {
		return composed{}, false, nil
	}
	b.meter.Limited(j.Channel.Service, limitDay)
	c.told = []any{"limit", limitDay}
	if b.buckets.notice("day "+counter+" "+here.ID+"/"+j.From, now) {
		c.post = post.Notes("That was question " + wording.Grouped(n) + " of the day here, and I answer " + wording.Grouped(daily) +
			" a day. I answer again from 00:00 UTC.")
	}
	return c, true, nil
}
