package main

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/bot/wording"
	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/digest"
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
	c.Flags().StringArrayVar(&o.outlets, "outlet", nil, "only articles of this outlet; may be given again for one more")
	c.Flags().StringArrayVar(&o.without, "without", nil, "no articles of this outlet; may be given again")
	c.Flags().StringArrayVar(&o.include, "include", nil, "only stories with this word or phrase; may be given again for another")
	c.Flags().StringArrayVar(&o.exclude, "exclude", nil, "no story with this word or phrase; may be given again")
	c.Flags().StringVar(&o.length, "length", string(briefing.LengthFull), "headlines, short or full")
	c.Flags().IntVar(&o.max, "max", 0, "stories at most, up to 30 (default 7)")
	c.Flags().BoolVar(&o.explain, "explain", false, "say of each story why it is in its place, or out")
	return c
}

type digestOptions struct {
	db           database
	since, until string
	topics       []string
	outlets      []string
	without      []string
	include      []string
	exclude      []string
	length       string
	max          int
	explain      bool
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
	d, err := h.digest.Compile(ctx, briefing.Edition{Subscription: o.subscription(), From: from, To: to, Explain: o.explain})
	if err != nil {
		return err
	}
	took := time.Since(start)
	laid := post.Digest(d)
	if o.json {
		return printJSON(std.out, toDigestJSON(d, laid.Plain().Reveal(), took))
	}
	if _, err = fmt.Fprintln(std.out, shown(laid, std.out)); err != nil || !o.explain {
		return err
	}
	_, err = io.WriteString(std.out, whyText(d.Why))
	return err
}

// subscription is what the flags ask for, as a channel would.
func (o digestOptions) subscription() briefing.Subscription {
	return briefing.Subscription{
		Name: "Digest", Topics: o.topics, Outlets: o.outlets, Without: o.without, Include: o.include, Exclude: o.exclude,
		Length: briefing.Length(o.length), Max: o.max,
	}
}

// whyText is a paragraph for each story and article of a period: its place, and why it has it.
func whyText(why []briefing.Reason) string {
	var b strings.Builder
	b.WriteString("\nWhy each story is in or out\n")
	for _, r := range why {
		place := "out"
		switch {
		case r.Rank > 0 && r.In:
			place = "in, rank " + strconv.Itoa(r.Rank)
		case r.Rank > 0:
			place = "out, rank " + strconv.Itoa(r.Rank)
		case r.In:
			place = "in, a line"
		}
		fmt.Fprintf(&b, "\n%s\n  %s: %s\n", wording.OneLine(wording.Visible(r.Headline)), place, wording.OneLine(wording.Visible(strings.Join(r.Why, "; "))))
	}
	return b.String()
}

// period is the time the flags ask for.
func (o digestOptions) period(now time.Time) (from, to time.Time, err error) {
	if o.max < 0 || o.max > digest.MostStories {
		return from, to, usagef("--max %d: it is between 1 and %d", o.max, digest.MostStories)
	}
	switch briefing.Length(o.length) {
	case briefing.LengthHeadlines, briefing.LengthShort, briefing.LengthFull:
	default:
		return from, to, usagef("--length %s: it is headlines, short or full", o.length)
	}
	for _, list := range []struct {
		flag  string
		words []string
	}{{"topic", o.topics}, {"outlet", o.outlets}, {"without", o.without}, {"include", o.include}, {"exclude", o.exclude}} {
		for _, w := range list.words {
			if len(text.Words(w)) == 0 {
				return from, to, usagef("--%s %q has no word in it", list.flag, w)
			}
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
	Title      string         `json:"title"`
	From       *string        `json:"from"`
	To         *string        `json:"to"`
	Topics     []string       `json:"topics"`
	Text       string         `json:"text"`
	Stories    []storyJSON    `json:"stories"`
	Citations  []citationJSON `json:"citations"`
	Developing []lineJSON     `json:"developing,omitempty"` // told before, with new articles that say nothing new
	DueNext    []lineJSON     `json:"due_next"`
	Passed     []lineJSON     `json:"passed,omitempty"`
	Left       int            `json:"left"`             // further stories, beyond --max
	Unread     int            `json:"unread,omitempty"` // older articles that were not looked at
	Articles   int            `json:"articles"`
	Outlets    int            `json:"outlets"`
	Undated    int            `json:"undated"`
	Why        []reasonJSON   `json:"why,omitempty"` // with --explain
	TookMS     float64        `json:"took_ms"`
}

// lineJSON is a line about one fact.
type lineJSON struct {
	Headline string    `json:"headline"`
	From     *string   `json:"from,omitempty"`
	To       *string   `json:"to,omitempty"`
	Point    pointJSON `json:"point"`
}

// reasonJSON says why a story is in a digest or not. Its rank is 0 where it was not ranked.
type reasonJSON struct {
	Headline string   `json:"headline"`
	In       bool     `json:"in"`
	Rank     int      `json:"rank"`
	Articles int      `json:"articles"`
	Outlets  int      `json:"outlets"`
	Origins  int      `json:"origins"`
	Why      []string `json:"why"`
}

type storyJSON struct {
	ID         string      `json:"id"`
	Headline   string      `json:"headline"`
	Points     []pointJSON `json:"points"`
	Outlets    []string    `json:"outlets"`
	Origins    int         `json:"origins"`
	Correction bool        `json:"correction"`
	Update     bool        `json:"update,omitempty"`
	Labels     []string    `json:"labels,omitempty"`
	Citation   int         `json:"citation,omitempty"` // of its lead
}

func toDigestJSON(d briefing.Digest, plain string, took time.Duration) digestJSON {
	out := digestJSON{
		Title: d.Title, From: timeJSON(d.From), To: timeJSON(d.To), Topics: append([]string{}, d.Topics...), Text: plain,
		Stories: []storyJSON{}, Citations: toCitationsJSON(d.Citations),
		DueNext: toLinesJSON(d.DueNext), Developing: toLinesJSON(d.Developing), Passed: toLinesJSON(d.Passed),
		Left: d.Left, Unread: d.Unread, Articles: d.Articles, Outlets: d.Outlets, Undated: d.Undated, TookMS: milliseconds(took),
	}
	for _, s := range d.Stories {
		j := storyJSON{
			ID: s.ID, Headline: s.Headline, Points: []pointJSON{}, Outlets: append([]string{}, s.Outlets...),
			Origins: s.Origins, Correction: s.Correction, Update: s.Update, Citation: s.Citation,
		}
		for _, l := range s.Labels {
			j.Labels = append(j.Labels, string(l))
		}
		for _, p := range s.Points {
			j.Points = append(j.Points, toPointJSON(p))
		}
		out.Stories = append(out.Stories, j)
	}
	for _, r := range d.Why {
		out.Why = append(out.Why, reasonJSON{r.Headline, r.In, r.Rank, r.Articles, r.Outlets, r.Origins, r.Why})
	}
	return out
}

func toLinesJSON(lines []briefing.DigestLine) []lineJSON {
	out := []lineJSON{}
	for _, l := range lines {
		out = append(out, lineJSON{l.Headline, timeJSON(l.From), timeJSON(l.To), toPointJSON(l.Point)})
	}
	return out
}
