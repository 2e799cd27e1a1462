package main

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"

	"github.com/nutgraf/nutgraf/adapters/slack/slacktest"
)

// faults are what goes wrong: a share of all calls, and the next calls of some methods.
type faults struct {
	share float64
	seed  uint64
	next  map[string][]slacktest.Fault
}

// common are the faults of which a share of calls has one.
var common = []slacktest.Fault{
	{Status: 429, RetryAfter: 1},
	{Status: 429},
	{Status: 500, Body: "server error"},
	{Status: 500, Body: "server error", Shown: true},
	{Status: 502, Body: "<html><body><h1>502 Bad Gateway</h1></body></html>"},
	{Code: "internal_error"},
	{Code: "fatal_error", Shown: true},
	{Code: "ratelimited"},
	{Cut: true},
	{Cut: true, Shown: true},
}

// of is what happens to the n-th call of a method; the same seed makes the same faults.
func (f faults) of(method string, n int) *slacktest.Fault {
	if f.share == 0 || method == "auth.test" {
		return nil
	}
	h := f.seed
	for _, b := range []byte(method) {
		h = h*1099511628211 + uint64(b)
	}
	r := rand.New(rand.NewPCG(h, uint64(n))) //nolint:gosec // faults need no secrecy
	if r.Float64() >= f.share {
		return nil
	}
	return &common[r.IntN(len(common))]
}

// parseFaults reads faults of the next calls, such as chat.postMessage=429:2,views.open=expired_trigger_id,chat.update=500+shown.
func parseFaults(list string) (map[string][]slacktest.Fault, error) {
	out := map[string][]slacktest.Fault{}
	if list == "" {
		return out, nil
	}
	for one := range strings.SplitSeq(list, ",") {
		method, what, ok := strings.Cut(one, "=")
		if !ok || method == "" || what == "" {
			return nil, fmt.Errorf("-fail: %q: write a method and what happens, such as chat.postMessage=429:2", one)
		}
		var f slacktest.Fault
		what, f.Shown = strings.CutSuffix(what, "+shown")
		status, wait, timed := strings.Cut(what, ":")
		n, err := strconv.Atoi(status)
		switch {
		case what == "cut":
			f.Cut = true
		case err == nil && n >= 300 && n < 600:
			f.Status = n
		case err == nil:
			return nil, fmt.Errorf("-fail: %q: %d is no status of a failed call", one, n)
		default:
			f.Code = status
		}
		if timed {
			if f.RetryAfter, err = strconv.Atoi(wait); err != nil || f.RetryAfter < 0 {
				return nil, fmt.Errorf("-fail: %q: %q is no number of seconds", one, wait)
			}
		}
		out[method] = append(out[method], f)
	}
	return out, nil
}
