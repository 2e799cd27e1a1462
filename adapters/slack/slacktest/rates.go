package slacktest

import "time"

// How fast a channel takes messages: one a second, with short bursts. Slack states no number for the burst:
// https://docs.slack.dev/apis/web-api/rate-limits#posting
const (
	perMessage = time.Second
	burst      = 5
)

// rate is the token bucket of a channel.
type rate struct {
	full time.Time // when it will be full again
}

// tooFast reports whether a channel asks for patience. It counts a message that it takes.
func (s *Server) tooFast(channel string) bool {
	if !s.options.Rates {
		return false
	}
	r := s.rates[channel]
	if r == nil {
		r = &rate{}
		s.rates[channel] = r
	}
	now := s.now()
	if r.full.Before(now) {
		r.full = now
	}
	if r.full.Sub(now) > (burst-1)*perMessage {
		return true
	}
	r.full = r.full.Add(perMessage)
	return false
}
