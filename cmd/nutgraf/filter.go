package main

import (
	"time"

	"github.com/spf13/cobra"

	"github.com/nutgraf/nutgraf/briefing/search"
)

// filterOptions are the flags that say which facts may be found.
type filterOptions struct {
	outlets, feeds, topics   []string
	speaker                  string
	since, until             string
	spokenSince, spokenUntil string
}

func (o *filterOptions) flags(c *cobra.Command) {
	f := c.Flags()
	f.StringArrayVar(&o.outlets, "outlet", nil, "only articles of this outlet; may be given again for one more")
	f.StringArrayVar(&o.feeds, "feed", nil, "only articles that came by this feed; may be given again")
	f.StringArrayVar(&o.topics, "topic", nil, "only articles of this section, as printed; may be given again")
	f.StringVar(&o.speaker, "speaker", "", "only facts in which somebody of this name or role speaks")
	f.StringVar(&o.since, "since", "", "only articles known from then on: RFC 3339 time or 2006-01-02")
	f.StringVar(&o.until, "until", "", "only articles known before then")
	f.StringVar(&o.spokenSince, "about-since", "", "only facts that speak of a day from then on")
	f.StringVar(&o.spokenUntil, "about-until", "", "only facts that speak of a day before then")
}

// filter is what the flags say.
func (o filterOptions) filter() (search.Filter, error) {
	f := search.Filter{Outlets: o.outlets, Feeds: o.feeds, Topics: o.topics, Speaker: o.speaker}
	for _, t := range []struct {
		flag, value string
		to          *time.Time
	}{
		{"--since", o.since, &f.From}, {"--until", o.until, &f.To},
		{"--about-since", o.spokenSince, &f.SpokenFrom}, {"--about-until", o.spokenUntil, &f.SpokenTo},
	} {
		var err error
		if *t.to, err = parseTime(t.flag, t.value); err != nil {
			return f, err
		}
	}
	if err := f.Check(); err != nil {
		return f, usageError{err}
	}
	return f, nil
}
