package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/bot/wording"
	"github.com/nutgraf/nutgraf/briefing"
)

// digestNow has the digest of a name posted in its channel as it would be now. It is shown, and corrected should a fact of it fall, but
// not told as far as the next digest is concerned: that begins where the last scheduled one ended.
func (b *Bot) digestNow(ctx context.Context, j briefing.Job, name string) (composed, error) {
	s, reply, err := b.meant(ctx, j, name)
	if s == nil {
		return said(reply, err)
	}
	now := b.now().UTC()
	_, err = b.memory.AddJob(ctx, briefing.Job{
		ID: "now:" + j.ID, Kind: briefing.JobDigest, Channel: s.Channel, From: j.From, Subscription: s.ID, Until: now, Due: now,
	})
	if err != nil {
		return composed{}, fmt.Errorf("digest now: %w", err)
	}
	return composed{post: post.Notes("The digest " + s.Name + " comes to its channel now, as far as it goes. The next scheduled one tells all of it again.")}, nil
}

// askedFor composes a digest that a person asked for. An empty one is said too: somebody waits for it.
func (b *Bot) askedFor(ctx context.Context, e briefing.Edition) (composed, error) {
	d, err := b.compile(ctx, e)
	if err != nil {
		return composed{}, err
	}
	c := b.laidOut(e.Subscription.Channel, d)
	c.outcome.Edition, c.outcome.Corrected = nil, nil
	return c, nil
}

// preview shows whoever asks exactly what the digest of a name would post now, and why each story is in or out. Nothing of it counts
// as told.
func (b *Bot) preview(ctx context.Context, j briefing.Job, name string) (composed, error) {
	s, reply, err := b.meant(ctx, j, name)
	if s == nil {
		return said(reply, err)
	}
	return b.previewOf(ctx, *s, j.Channel, nil)
}

// previewOf is the preview of a subscription, told or not yet, laid out for a place; of some feeds more than it hides by itself nothing is
// shown.
func (b *Bot) previewOf(ctx context.Context, s briefing.Subscription, in briefing.Channel, hidden []string) (composed, error) {
	e, err := b.edition(ctx, s, b.now().UTC())
	if err != nil {
		return composed{}, err
	}
	e.Explain = true
	for _, feed := range hidden {
		if !slices.Contains(e.Hidden, feed) {
			e.Hidden = append(slices.Clip(e.Hidden), feed)
		}
	}
	d, err := b.compile(ctx, e)
	if err != nil {
		return composed{}, err
	}
	head := "Preview of " + s.Name + ", shown only here; nothing of it counts as told."
	if s.Empty == briefing.EmptySkip && d.Empty() {
		head = "Preview of " + s.Name + ": there is nothing new, so nothing would be posted. Shown only here."
	}
	if next, err := b.first(s, b.now()); err == nil && s.Paused.IsZero() && s.Disabled == "" {
		head += " Next digest: " + next + "."
	}
	c := b.laidOut(in, d)
	c.outcome.Edition, c.outcome.Corrected = nil, nil
	c.post.Parts = append(post.Notes(head).Parts, c.post.Parts...)
	if why := reasons(d.Why); why != "" {
		c.under = append(c.under, post.Notes(why))
	}
	return c, nil
}

// maxReasons is how many stories a preview gives reasons for: a few messages at most.
const maxReasons = 60

// reasons is a line for each story of a period: whether it is in, and why.
func reasons(all []briefing.Reason) string {
	var lines []string
	for i, r := range all {
		if i == maxReasons {
			lines = append(lines, "and "+wording.Count(len(all)-i, "more story", "more stories"))
			break
		}
		verdict := "Out: "
		if r.In {
			verdict = "In: "
		}
		headline := wording.Clip(wording.OneLine(wording.Visible(r.Headline)), 100)
		lines = append(lines, verdict+headline+" ("+strings.Join(r.Why, "; ")+")")
	}
	return strings.Join(lines, "\n")
}

// first says when a subscription is told next.
func (b *Bot) first(s briefing.Subscription, now time.Time) (string, error) {
	table, err := s.Schedule.Timetable()
	if err != nil {
		return "", err
	}
	for o := range table.After(latestOf(now, s.Begins)) {
		if !quiet(s, o) {
			return wording.DayMoment(o.At), nil
		}
		if o.At.Sub(now) > 20*365*24*time.Hour {
			break
		}
	}
	return "", fmt.Errorf("every day of it is quiet")
}
