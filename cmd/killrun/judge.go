package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/bot/bottest"
	"github.com/nutgraf/nutgraf/store"
)

// result is what a run has come to.
type result struct {
	kills, stops               int
	took                       time.Duration
	asked, acked, answers      int
	digests, messages, sends   int
	parked                     []store.QueuedJob
	parkedAnswers, parkedOther int
	ahead                      time.Duration
	violations                 []string
}

func (r *result) tell(out io.Writer, p plan) {
	fmt.Fprintf(out, "seed %d: %d kills, %d of them by a signal that asks, in %s (%.1f a second); the clock went %s\n",
		p.seed, r.kills, r.stops, r.took.Round(time.Second), float64(r.kills)/max(r.took.Seconds(), 0.001), r.ahead.Round(time.Hour))
	fmt.Fprintf(out, "%d questions asked, %d events acknowledged, %d answered; %d digests; %d messages shown by %d sends\n",
		r.asked, r.acked, r.answers, r.digests, r.messages, r.sends)
	fmt.Fprintf(out, "%d jobs set aside: %d answers, %d others\n", len(r.parked), r.parkedAnswers, r.parkedOther)
	for _, j := range r.parked {
		fmt.Fprintf(out, "  %s: %s\n", j.ID, j.Reason)
	}
	fmt.Fprintf(out, "%d violations\n", len(r.violations))
	for _, v := range r.violations[:min(len(r.violations), 50)] {
		fmt.Fprintln(out, "  "+v)
	}
}

// rest lets the bot do what is owed, without faults and kills, and stops it.
func (s *stage) rest(r *result) error {
	s.calm.Store(true)
	for range restRounds {
		if err := s.settle(); err != nil {
			return err
		}
		s.ahead.Add(int64(restJump))
		c, err := s.start()
		if err != nil {
			return err
		}
		time.Sleep(restTime)
		if err := c.stop(); err != nil {
			return err
		}
		owed, err := s.owed()
		if err != nil {
			return err
		}
		left := slices.ContainsFunc(owed, func(j store.QueuedJob) bool { return j.Parked.IsZero() })
		if !left && s.services[0].Waiting()+s.services[1].Waiting() == 0 {
			return nil
		}
	}
	r.violations = append(r.violations, fmt.Sprintf("work is still owed after %d runs without a fault", restRounds))
	return nil
}

// owed are the jobs that are not done.
func (s *stage) owed() ([]store.QueuedJob, error) {
	db, err := store.Open(s.db, store.Options{Now: s.now})
	if err != nil {
		return nil, err
	}
	jobs, err := db.Jobs(context.Background())
	return jobs, errors.Join(err, db.Close())
}

// judge compares what was said with what was shown.
func (s *stage) judge(r *result) error {
	owed, err := s.owed()
	if err != nil {
		return err
	}
	parked := map[string]bool{}
	for _, j := range owed {
		if j.Parked.IsZero() {
			continue
		}
		r.parked = append(r.parked, j)
		parked[j.ID] = true
		if j.Kind == "answer" {
			r.parkedAnswers++
		} else {
			r.parkedOther++
		}
	}
	r.ahead = time.Duration(s.ahead.Load())
	var shown []bottest.Message
	for _, service := range s.services {
		shown = append(shown, service.Messages()...)
		r.acked += service.Acknowledged()
		r.sends += service.Calls()
	}
	r.messages = len(shown)
	s.judgeAnswers(r, shown, parked)
	s.judgeMarks(r, shown)
	return s.judgeDigests(r, shown, parked)
}

// judgeAnswers wants exactly one answer to each question: all have been acknowledged by now.
func (s *stage) judgeAnswers(r *result, shown []bottest.Message, parked map[string]bool) {
	count := map[string]int{}
	for _, m := range shown {
		count[m.Key]++
	}
	r.asked = len(s.said)
	for _, m := range s.said {
		switch n := count[m.ID]; {
		case n == 1:
			r.answers++
		case n == 0 && parked[m.ID]:
		default:
			r.violations = append(r.violations, fmt.Sprintf("%s was answered %d times", m.ID, n))
		}
	}
}

// judgeMarks wants no message twice.
func (s *stage) judgeMarks(r *result, shown []bottest.Message) {
	seen := map[string]bool{}
	for _, m := range shown {
		mark := m.Channel.Service + "/" + m.Channel.ID + "/" + m.Mark
		if seen[mark] {
			r.violations = append(r.violations, fmt.Sprintf("%s was shown twice, under the mark %s", m.Key, m.Mark))
		}
		seen[mark] = true
	}
}

// period is one that a digest told.
type period struct {
	key      string
	from, to int64
}

var periodLabel = regexp.MustCompile(`(tides \d+) \(PERIOD (\d+) (\d+)\)`)

// judgeDigests wants the periods of each subscription to follow one another, from its beginning to where it stands.
func (s *stage) judgeDigests(r *result, shown []bottest.Message, parked map[string]bool) error {
	told := map[string][]period{}
	for _, m := range shown {
		if at := periodLabel.FindStringSubmatch(m.Text); at != nil && strings.HasPrefix(m.Key, "digest:") && !strings.Contains(m.Key, "#") {
			from, _ := strconv.ParseInt(at[2], 10, 64)
			to, _ := strconv.ParseInt(at[3], 10, 64)
			told[at[1]] = append(told[at[1]], period{m.Key, from, to})
			r.digests++
		}
	}
	db, err := store.Open(s.db, store.Options{Now: s.now})
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	subscriptions, err := db.Subscriptions(context.Background())
	if err != nil {
		return err
	}
	for _, sub := range subscriptions {
		periods := told[sub.Name]
		slices.SortStableFunc(periods, func(a, b period) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
		at := s.begun[sub.Name].Unix()
		for _, p := range periods {
			switch {
			case parked[p.key]: // shown, and nobody could say so: its period is told again
			case p.from == at:
				at = p.to
			default:
				r.violations = append(r.violations, fmt.Sprintf("%s (%s) begins at %d, but the one before ended at %d", p.key, sub.Name, p.from, at))
				at = p.to
			}
		}
		if at != sub.Since.Unix() {
			r.violations = append(r.violations, fmt.Sprintf("%s was told until %d, but counts as told until %d", sub.Name, at, sub.Since.Unix()))
		}
		if now := s.now(); now.Sub(sub.Since) > 5*time.Hour { // it falls due every four
			r.violations = append(r.violations, fmt.Sprintf("%s was last told %s ago", sub.Name, now.Sub(sub.Since).Round(time.Minute)))
		}
	}
	return nil
}
