package slacktest

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
)

// pings are what calls people or a whole channel, where it stands in markup unescaped.
var pings = regexp.MustCompile(`<(!(channel|here|everyone|subteam)|@[UWS])[^<>]*>`)

// Violations are what Slack took, and what no good app does: calling a whole channel, showing something twice, letting an acknowledgement
// wait, letting links unfold.
func (s *Server) Violations() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.violated)
}

// mostViolations bounds what is kept of a bot gone wild.
const mostViolations = 1000

func (s *Server) violation(format string, args ...any) {
	if len(s.violated) < mostViolations {
		s.violated = append(s.violated, fmt.Sprintf(format, args...))
	}
}

// checkWords looks at what a message does beside being read.
func (s *Server) checkWords(p Post) {
	where := p.Channel + "/" + p.TS
	for _, text := range append(markup(p.Blocks), p.Text) {
		if ping := pings.FindString(text); ping != "" {
			s.violation("%s calls %s", where, ping)
		}
	}
	if p.Form["unfurl_links"] == "true" || p.Form["unfurl_media"] == "true" {
		s.violation("%s has its links unfolded", where)
	}
	if len(p.Form) > 0 && p.Only == "" && hasLink.MatchString(p.Text+string(p.Blocks)) && p.Form["ts"] == "" &&
		(p.Form["unfurl_links"] != "false" || p.Form["unfurl_media"] != "false") {
		s.violation("%s lets its links unfold", where)
	}
	mark := markOf(p.Metadata)
	if mark == "" {
		return
	}
	for _, other := range s.posts {
		if other.TS != p.TS && markOf(other.Metadata) == mark && other.Only == p.Only {
			s.violation("%s shows again what %s/%s shows", where, other.Channel, other.TS)
			return
		}
	}
}

var hasLink = regexp.MustCompile(`https?://`)

// markOf is what tells a message of an app from all others, if it says so.
func markOf(metadata json.RawMessage) string {
	var m struct {
		Payload struct {
			Mark string `json:"mark"`
		} `json:"event_payload"`
	}
	if metadata == nil || json.Unmarshal(metadata, &m) != nil {
		return ""
	}
	return m.Payload.Mark
}

// markup are the texts of blocks in which Slack looks for mentions and links: all but plain text and the texts of rich text.
func markup(blocks json.RawMessage) []string {
	var all any
	if blocks == nil || json.Unmarshal(blocks, &all) != nil {
		return nil
	}
	var out []string
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				walk(e)
			}
		case map[string]any:
			text, _ := v["text"].(string)
			if v["type"] == "mrkdwn" || v["type"] == "markdown" {
				out = append(out, text)
			}
			if v["type"] == "user" || v["type"] == "usergroup" || v["type"] == "broadcast" {
				out = append(out, "<!channel>")
			}
			for _, e := range v {
				walk(e)
			}
		}
	}
	walk(all)
	return out
}
