package slacktest

import (
	"encoding/json"
	"net/url"
	"time"
	"unicode/utf8"
)

// How long a stream may last, as people who use it report; Slack states no time: https://docs.slack.dev/reference/methods/chat.appendStream
const streamTime = 5 * time.Minute

// mostMarkdown is from https://docs.slack.dev/reference/methods/chat.appendStream#arg_markdown_text
const mostMarkdown = 12000

// startStream is chat.startStream: a message of which more comes. Outside of direct messages Slack wants to know for whom it is.
func (s *Server) startStream(form url.Values) map[string]any {
	channel := form.Get("channel")
	if code := s.shut(channel); code != "" {
		return refusal(code)
	}
	if channelType(channel) != "im" && (form.Get("recipient_user_id") == "" || form.Get("recipient_team_id") == "") {
		return refusal("missing_recipient_user_id", "recipient_user_id and recipient_team_id are needed outside of direct messages")
	}
	words, code := streamed(form)
	if code != "" {
		return refusal(code)
	}
	p := Post{Channel: channel, Thread: form.Get("thread_ts"), Text: words, Form: map[string]string{"unfurl_links": "false", "unfurl_media": "false"}}
	s.show(p)
	p = s.posts[len(s.posts)-1]
	s.streams[channel+"/"+p.TS] = s.now()
	return map[string]any{"ok": true, "channel": channel, "ts": p.TS}
}

func (s *Server) appendStream(form url.Values) map[string]any { return s.stream(form, false) }

func (s *Server) stopStream(form url.Values) map[string]any { return s.stream(form, true) }

// stream adds to a message that is being streamed.
func (s *Server) stream(form url.Values, last bool) map[string]any {
	at, code := s.own(form)
	if code != "" {
		return refusal(code)
	}
	key := form.Get("channel") + "/" + form.Get("ts")
	since, streams := s.streams[key]
	if !streams || s.now().Sub(since) > streamTime {
		delete(s.streams, key)
		return refusal("message_not_in_streaming_state")
	}
	words, code := streamed(form)
	if code != "" {
		return refusal(code)
	}
	p := &s.posts[at]
	if utf8.RuneCountInString(p.Text+words) > mostMarkdown {
		return refusal("msg_too_long")
	}
	p.Text += words
	if raw := form.Get("blocks"); raw != "" {
		if faults := BlockFaults([]byte(raw)); len(faults) > 0 {
			return refusal("invalid_blocks", faults...)
		}
		p.Blocks = json.RawMessage(raw)
	}
	if raw := form.Get("metadata"); raw != "" {
		p.Metadata = json.RawMessage(raw)
	}
	if last {
		delete(s.streams, key)
		s.checkWords(*p)
		s.echo("", *p)
	}
	s.changed.Broadcast()
	return map[string]any{"ok": true, "channel": p.Channel, "ts": p.TS}
}

// streamed is the text of a call, be it in chunks.
func streamed(form url.Values) (words, code string) {
	words = form.Get("markdown_text")
	raw := form.Get("chunks")
	if raw == "" {
		return words, ""
	}
	var chunks []struct {
		Type string `json:"type"`
		Text string `json:"text"`
	}
	if json.Unmarshal([]byte(raw), &chunks) != nil || words != "" {
		return "", "invalid_chunks"
	}
	for _, c := range chunks {
		switch c.Type {
		case "markdown_text":
			words += c.Text
		case "task_update", "plan_update", "blocks":
		default:
			return "", "invalid_chunks"
		}
	}
	return words, ""
}
