package main

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/store"
)

// A digest is made as answers are: of pieces of stored articles and of the bot's own labels. So are the reasons that are given for it.
func TestNothingInventedInDigests(t *testing.T) {
	h, labels := sampleHouse(t), readLabels(t)
	var told []briefing.ToldEdition
	for day := demoFrom; day.Before(demoTo.AddDate(0, 1, 0)); day = day.AddDate(0, 0, 1) {
		for _, s := range []briefing.Subscription{
			{}, {Length: briefing.LengthHeadlines, Exclude: []string{"Lavrov"}}, {Topics: []string{"ferry"}, Max: 1}, {Without: []string{"Meridian Wire"}, Length: briefing.LengthShort},
		} {
			e := briefing.Edition{Subscription: s, From: day, To: day.AddDate(0, 0, 1), Explain: true, Told: told,
				Failing: []briefing.FailingFeed{{Name: "Lavrov", Since: day}}}
			d, err := h.digest.Compile(t.Context(), e)
			if err != nil {
				t.Fatal(err)
			}
			d.Due = day
			if s.Length == "" && s.Topics == nil {
				told = append(told, d.Tell)
			}
			for _, fault := range digestFaults(h, d, labels) {
				t.Errorf("%s: %s\n%s", day.Format(time.DateOnly), fault, post.Digest(d).Plain().Reveal())
			}
		}
	}
}

func digestFaults(h *house, d briefing.Digest, labels map[string]bool) []string {
	p := proofOf{labels: labels, asked: map[string]bool{"lavrov": true, "ferry": true}}
	err := h.db.View(context.Background(), func(v *store.View) error {
		for _, c := range d.Citations {
			p.citation(v, c)
		}
		for _, head := range v.Articles(0) { // outlets of a story, and headlines that are told to be out, are not cited
			p.texts = append(p.texts, head.Outlet, head.Headline)
		}
		return nil
	})
	if err != nil {
		return []string{err.Error()}
	}
	said := briefing.Answer{Citations: d.Citations}
	for _, s := range d.Stories {
		said.Points = append(said.Points, s.Points...)
	}
	for _, line := range slices.Concat(d.Developing, d.DueNext, d.Passed) {
		said.Points = append(said.Points, line.Point)
	}
	p.points(said)
	parent, replies := post.DigestThread(d)
	for _, shown := range slices.Concat(post.DigestPosts(d), []post.Post{parent}, replies) {
		p.post(shown)
	}
	for _, r := range d.Why {
		for _, why := range r.Why {
			p.own(why)
		}
	}
	return p.faults
}
