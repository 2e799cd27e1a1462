package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/text"
)

func digestCommand(std streams) *cobra.Command {
	var o digestOptions
	c := &cobra.Command{
		Use:   "digest [flags]",
		Short: "What a digest would say now",
		Args:  arguments(0, "no argument, only flags"),
		RunE:  func(c *cobra.Command, _ []string) error { return o.digest(c.Context(), std) },
	}
	o.db.flags(c)
	c.Flags().BoolVar(&o.json, "json", false, "print JSON")
	c.Flags().StringVar(&o.since, "since", "", "from then on: RFC 3339 time or 2006-01-02 (default: a day before --until)")
	c.Flags().StringVar(&o.until, "until", "", "up to then (default: now)")
	c.Flags().StringArrayVar(&o.topics, "topic", nil, "only stories with these words; may be given several times")
	c.Flags().IntVar(&o.max, "max", 0, "stories at most (default 7)")
	return c
}

type digestOptions struct {
	db           database
	since, until string
	topics       []string
	max          int
	json         bool
}

func (o digestOptions) digest(ctx context.Context, std streams) (err error) {
	from, to, err := o.period(time.Now())
	if err != nil {
		return err
	}
	h, err := openLibrary(ctx, o.db, std)
	if err != nil {
		return err
	}
	defer h.close(&err)
	start := time.Now()
	d, err := h.digest.Compile(ctx, briefing.Edition{Subscription: briefing.Subscription{Name: "Digest", Topics: o.topics, Max: o.max}, From: from, To: to})
	if err != nil {
		return err
	}
	took := time.Since(start)
	laid := post.Digest(d)
	if o.json {
		return printJSON(std.out, toDigestJSON(d, laid.Plain().Reveal(), took))
	}
	_, err = fmt.Fprintln(std.out, shown(laid, std.out))
	return err
}

// period is the time the flags ask for.
func (o digestOptions) period(now time.Time) (from, to time.Time, err error) {
	if o.max < 0 {
		return from, to, usagef("--max %d is negative", o.max)
	}
	for _, topic := range o.topics {
		if len(text.Words(topic)) == 0 {
			return from, to, usagef("--topic %q has no word in it", topic)
		}
	}
	if from, err = parseTime("--since", o.since); err != nil {
		return from, to, err
	}
	if to, err = parseTime("--until", o.until); err != nil {
		return from, to, err
	}
	if to.IsZero() {
		to = now
	}
	if from.IsZero() {
		from = to.AddDate(0, 0, -1)
	}
	if !from.Before(to) {
		return from, to, usagef("--since %s is not before --until %s", from.Format(time.RFC3339), to.Format(time.RFC3339))
	}
	return from, to, nil
}

type digestJSON struct {
	Title     string         `json:"title"`
	From      *string        `json:"from"`
	To        *string        `json:"to"`
	Topics    []string       `json:"topics"`
	Text      string         `json:"text"`
	Stories   []storyJSON    `json:"stories"`
	Citations []citationJSON `json:"citations"`
	Left      int            `json:"left"` // further stories, beyond --max
	Articles  int            `json:"articles"`
	Outlets   int            `json:"outlets"`
	Undated   int            `json:"undated"`
	TookMS    float64        `json:"took_ms"`
}

type storyJSON struct {
	Headline   string      `json:"headline"`
	Points     []pointJSON `json:"points"`
	Outlets    []string    `json:"outlets"`
	Origins    int         `json:"origins"`
	Correction bool        `json:"correction"`
}

func toDigestJSON(d briefing.Digest, plain string, took time.Duration) digestJSON {
	out := digestJSON{
		Title: d.Title, From: timeJSON(d.From), To: timeJSON(d.To), Topics: append([]string{}, d.Topics...), Text: plain,
		Stories: []storyJSON{}, Citations: toCitationsJSON(d.Citations),
		Left: d.Left, Articles: d.Articles, Outlets: d.Outlets, Undated: d.Undated, TookMS: milliseconds(took),
	}
	for _, s := range d.Stories {
		j := storyJSON{
			Headline: s.Headline, Points: []pointJSON{}, Outlets: append([]string{}, s.Outlets...),
			Origins: s.Origins, Correction: s.Correction,
		}
		for _, p := range s.Points {
			j.Points = append(j.Points, toPointJSON(p))
		}
		out.Stories = append(out.Stories, j)
	}
	return out
}
