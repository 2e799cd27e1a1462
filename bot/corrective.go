package bot

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

const (
	// correctFor is how long after it was told a fact is corrected: who read it a month ago does not come back to it.
	correctFor = 30 * 24 * time.Hour
	// digestFirst is how long a correction of what a digest told waits for the next digest to open with it. A daily one comes within it.
	digestFirst = 26 * time.Hour
)

// oweCorrectives owes each thread one post for each text of an article that took the place of one it was told of.
func (b *Bot) oweCorrectives(ctx context.Context) error {
	open, err := b.memory.Corrections(ctx, briefing.Channel{})
	if err != nil || len(open) == 0 {
		return err
	}
	digests, err := b.running(ctx)
	if err != nil {
		return err
	}
	type group struct {
		channel briefing.Channel
		article briefing.ArticleID
		next    briefing.RevisionID
	}
	var order []group
	tellings := map[group][]briefing.Correction{}
	for _, c := range open {
		if b.chats[c.Channel.Service] == nil || !b.toCorrect(c) || digests[c.Subscription] && b.now().Sub(c.Seen) < digestFirst {
			continue
		}
		g := group{c.Channel, c.Article, c.Next}
		if tellings[g] == nil {
			order = append(order, g)
		}
		tellings[g] = append(tellings[g], c)
	}
	for _, g := range order {
		j := briefing.Job{ID: correctiveID(tellings[g]), Kind: briefing.JobCorrective, Channel: g.channel, Due: b.now()}
		for _, c := range tellings[g] {
			if !slices.Contains(j.Facts, c.Fact) {
				j.Facts = append(j.Facts, c.Fact)
			}
		}
		if _, err := b.memory.AddJob(ctx, j); err != nil {
			return fmt.Errorf("owe a corrective: %w", err)
		}
	}
	return nil
}

// toCorrect reports whether a fact was told lately enough to be corrected.
func (b *Bot) toCorrect(c briefing.Correction) bool { return b.now().Sub(c.At) < correctFor }

// running are the subscriptions that will have a digest.
func (b *Bot) running(ctx context.Context) (map[string]bool, error) {
	all, err := b.memory.Subscriptions(ctx)
	if err != nil {
		return nil, fmt.Errorf("list subscriptions: %w", err)
	}
	out := map[string]bool{}
	for _, s := range all {
		out[s.ID] = s.Disabled == "" && s.Paused.IsZero()
	}
	return out, nil
}

// correctiveID derives the id of the job that corrects what a thread was told of an article, from the text that took its place and from
// each telling: an article may come back to a text it had, and a thread may be told the old one after it was corrected. Two jobs about one
// telling do no harm: in a thread they come one after the other, and what the first has corrected the second does not find.
func correctiveID(tellings []briefing.Correction) string {
	c := tellings[0]
	var told []string
	for _, t := range tellings {
		told = append(told, t.Job+" "+string(t.Fact))
	}
	slices.Sort(told)
	parts := append([]string{c.Channel.String(), string(c.Article), string(cmp.Or(c.Next, "withdrawn"))}, slices.Compact(told)...)
	return "corrective:" + briefing.DerivedID(parts...)
}

// corrective composes what a thread is told of facts that hold no more. What was corrected meanwhile, as by a digest, is not in it.
func (b *Bot) corrective(ctx context.Context, j briefing.Job) (composed, error) {
	open, err := b.memory.Corrections(ctx, j.Channel)
	if err != nil {
		return composed{}, fmt.Errorf("corrections of %s: %w", j.Channel, err)
	}
	open = slices.DeleteFunc(open, func(c briefing.Correction) bool { return !slices.Contains(j.Facts, c.Fact) || !b.toCorrect(c) })
	amended, err := b.amended(ctx, open, j.Channel)
	if err != nil || len(amended) == 0 {
		return composed{}, err
	}
	out := composed{post: post.Corrective(amended), told: []any{"facts", len(amended)}}
	for _, a := range amended {
		out.outcome.Corrected = append(out.outcome.Corrected, a.Fact)
		if a.Now.Fact != "" { // it is told now, and may be corrected in its turn
			out.outcome.Facts = append(out.outcome.Facts, a.Now.Fact)
		}
	}
	return out, nil
}

// amended says what became of told facts, each once, as the people of a place may know it. What stands there still, in other type, and what
// they may not see any more is left out: it stays open, since its next text may say something else.
func (b *Bot) amended(ctx context.Context, open []briefing.Correction, place briefing.Channel) ([]briefing.Amendment, error) {
	var once []briefing.Correction
	for _, c := range open {
		if !slices.ContainsFunc(once, func(o briefing.Correction) bool { return o.Fact == c.Fact }) {
			once = append(once, c)
		}
	}
	if len(once) == 0 {
		return nil, nil
	}
	if b.followUp == nil {
		return bareAmendments(once), nil
	}
	amended, err := b.followUp.Amend(ctx, once, b.hidden(place))
	if err != nil {
		return nil, fmt.Errorf("what became of what was told: %w", err)
	}
	return slices.DeleteFunc(amended, func(a briefing.Amendment) bool {
		return a.Became == briefing.BecameSame || a.Became == briefing.BecameHidden
	}), nil
}

// toOpenWith are the corrections that a digest to a channel opens with.
func (b *Bot) toOpenWith(ctx context.Context, channel briefing.Channel) ([]briefing.Amendment, error) {
	open, err := b.memory.Corrections(ctx, channel)
	if err != nil {
		return nil, fmt.Errorf("corrections of %s: %w", channel, err)
	}
	open = slices.DeleteFunc(open, func(c briefing.Correction) bool { return !b.toCorrect(c) })
	return b.amended(ctx, open, channel)
}

// bareAmendments say of corrections what can be said without a look at the articles.
func bareAmendments(open []briefing.Correction) []briefing.Amendment {
	var out []briefing.Amendment
	for _, c := range open {
		a := briefing.Amendment{Correction: c, Became: briefing.BecameUnsaid, Was: briefing.Citation{
			Fact: c.Fact, Article: c.Article, Headline: c.Headline, Outlet: c.Outlet, URL: c.URL, Quote: c.Text,
		}}
		if c.Next == "" {
			a.Became = briefing.BecameWithdrawn
		}
		out = append(out, a)
	}
	return out
}

// toldBy are the facts that a digest tells its channel, and those it corrects. What took the place of one is told, too.
func toldBy(d briefing.Digest) (facts, corrected []briefing.FactID) {
	for _, c := range d.Citations {
		facts = append(facts, c.Fact)
	}
	for _, a := range d.Corrections {
		corrected = append(corrected, a.Fact)
		if a.Now.Fact != "" {
			facts = append(facts, a.Now.Fact)
		}
	}
	slices.Sort(facts)
	return slices.Compact(facts), corrected
}
