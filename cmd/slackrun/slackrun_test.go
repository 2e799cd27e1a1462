package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
)

// TestSlackRun is the short run: the long one is go run ./cmd/slackrun.
func TestSlackRun(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some twenty seconds")
	}
	var out bytes.Buffer
	err := run(t.Context(), []string{"-rate", "20", "-for", "5s"}, &out)
	t.Log(out.String())
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(out.String(), "\n0 answered once") {
		t.Error("nothing was answered: the run proves nothing")
	}
}

// What the judge is there for it finds.
func TestJudge(t *testing.T) {
	s := slacktest.New(t)
	now := time.Now()
	l := &load{slack: s, asked: []asked{{id: "C1/1.000001", at: now}, {id: "C1/2.000001", at: now}}}
	r := l.judge(0)
	if len(r.violations) != 2 || !strings.Contains(r.violations[0], "C1/1.000001 was not answered") {
		t.Errorf("found %q", r.violations)
	}
}

func TestPercentile(t *testing.T) {
	var sorted []time.Duration
	for n := range 100 {
		sorted = append(sorted, time.Duration(n))
	}
	for share, want := range map[float64]time.Duration{0: 0, 0.5: 50, 0.99: 99, 1: 99} {
		if got := percentile(sorted, share); got != want {
			t.Errorf("percentile %v = %v, want %v", share, got, want)
		}
	}
	if percentile(nil, 0.5) != 0 {
		t.Error("of nothing")
	}
}
