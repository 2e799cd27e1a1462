package main

import (
	"fmt"
	"io"
	"slices"
	"time"
)

// result is what a run has come to.
type result struct {
	asked, answered, deliveries int
	waits                       []time.Duration // of people for their answer, rising
	acks                        []time.Duration // of Slack for acknowledgements, rising
	samples                     []sample
	stopped                     time.Duration // what the bot took to stop
	calls                       int
	violations                  []string
}

// answers are when the answers of each question were shown, by its id.
func (l *load) answers() map[string][]time.Time {
	out := map[string][]time.Time{}
	for _, p := range l.slack.Posts() {
		id := p.Channel + "/" + p.Thread
		if p.Only != "" {
			id = p.Channel + "/" + p.Only
		}
		out[id] = append(out[id], p.At)
	}
	return out
}

func (l *load) unanswered() int {
	answers := l.answers()
	l.mu.Lock()
	defer l.mu.Unlock()
	n := 0
	for _, q := range l.asked {
		if len(answers[q.id]) == 0 {
			n++
		}
	}
	return n
}

// judge wants exactly one answer to each question.
func (l *load) judge(stopped time.Duration) *result {
	r := &result{asked: len(l.asked), deliveries: l.brought, samples: l.samples, stopped: stopped, calls: l.slack.Calls("chat.postMessage") + l.slack.Calls("response_url")}
	answers := l.answers()
	for _, q := range l.asked {
		switch shown := answers[q.id]; len(shown) {
		case 0:
			r.violations = append(r.violations, q.id+" was not answered")
		case 1:
			r.answered++
			r.waits = append(r.waits, shown[0].Sub(q.at))
		default:
			r.violations = append(r.violations, fmt.Sprintf("%s was answered %d times", q.id, len(shown)))
		}
	}
	r.acks = l.slack.AckTimes()
	slices.Sort(r.waits)
	slices.Sort(r.acks)
	return r
}

// percentile is the value of sorted ones below which a share of them lies.
func percentile(sorted []time.Duration, share float64) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[min(int(share*float64(len(sorted))), len(sorted)-1)]
}

func (r *result) tell(out io.Writer, p plan) {
	fmt.Fprintf(out, "seed %d: %d questions at %d a second, %d deliveries, %d posts tried; %.1f %% goes wrong\n",
		p.seed, r.asked, p.rate, r.deliveries, r.calls, 100*p.faults)
	fmt.Fprintf(out, "%d answered once\n", r.answered)
	for _, line := range []struct {
		what   string
		sorted []time.Duration
	}{{"answer shown", r.waits}, {"acknowledged", r.acks}} {
		fmt.Fprintf(out, "%s after: half %s, 90 %% %s, 99 %% %s, longest %s\n", line.what, round(percentile(line.sorted, 0.5)),
			round(percentile(line.sorted, 0.9)), round(percentile(line.sorted, 0.99)), round(percentile(line.sorted, 1)))
	}
	for _, s := range r.samples {
		fmt.Fprintf(out, "at %s: %.1f MB in use, %d goroutines (the fake Slack included, which keeps the place of every message)\n",
			s.at.Round(time.Second), float64(s.heap)/1e6, s.goroutines)
	}
	fmt.Fprintf(out, "stopped in %s\n%d violations\n", round(r.stopped), len(r.violations))
	for _, v := range r.violations[:min(len(r.violations), 30)] {
		fmt.Fprintln(out, "  "+v)
	}
}

func round(d time.Duration) time.Duration { return d.Round(100 * time.Microsecond) }
