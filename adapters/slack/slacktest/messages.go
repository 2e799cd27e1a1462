package slacktest

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"
)

// post is chat.postMessage: it shows a message, or says why not. A person as the channel is the direct message with them.
func (s *Server) post(form url.Values) map[string]any {
	p, refused := s.message(form)
	if refused != nil {
		return refused
	}
	if _, person := s.users[p.Channel]; person {
		p.Channel = s.direct(p.Channel)
	}
	if code := s.shut(p.Channel); code != "" {
		return refusal(code)
	}
	s.show(p)
	p = s.posts[len(s.posts)-1]
	shown := map[string]any{"type": "message", "text": p.Text, "ts": p.TS, "bot_id": BotID}
	return map[string]any{"ok": true, "channel": p.Channel, "ts": p.TS, "message": shown}
}

// whisper is chat.postEphemeral: only one person, who is in the channel now, sees the message.
func (s *Server) whisper(form url.Values) map[string]any {
	p, refused := s.message(form)
	if refused != nil {
		return refused
	}
	if code := s.shut(p.Channel); code != "" {
		return refusal(code)
	}
	p.Only = form.Get("user")
	if s.absent[p.Channel+"/"+p.Only] {
		return refusal("user_not_in_channel")
	}
	s.show(p)
	return map[string]any{"ok": true, "message_ts": s.posts[len(s.posts)-1].TS}
}

// update is chat.update: only of the bot's own messages, and not of ones that one person sees.
func (s *Server) update(form url.Values) map[string]any {
	p, refused := s.message(form)
	if refused != nil {
		return refused
	}
	at, code := s.own(form)
	if code != "" {
		return refusal(code)
	}
	old := s.posts[at]
	p.TS, p.Thread, p.Metadata = old.TS, old.Thread, old.Metadata
	p.At = old.At
	s.checkWords(p)
	s.posts[at] = p
	s.echo("message_changed", p)
	s.changed.Broadcast()
	return map[string]any{"ok": true, "channel": p.Channel, "ts": p.TS, "text": p.Text}
}

// erase is chat.delete.
func (s *Server) erase(form url.Values) map[string]any {
	at, code := s.own(form)
	if code != "" {
		return refusal(code)
	}
	s.echo("message_deleted", s.posts[at])
	gone := s.posts[at].TS
	s.takeBack(func(p Post) bool { return p.TS == gone })
	return map[string]any{"ok": true, "channel": form.Get("channel"), "ts": form.Get("ts")}
}

// own finds the bot's public message of a channel and time, or says why there is none to change.
func (s *Server) own(form url.Values) (at int, code string) {
	if code := s.shut(form.Get("channel")); code != "" {
		return 0, code
	}
	at = slices.IndexFunc(s.posts, func(p Post) bool {
		return p.Channel == form.Get("channel") && p.TS == form.Get("ts") && p.Only == ""
	})
	if at < 0 {
		return 0, "message_not_found"
	}
	return at, ""
}

// message reads what is to be shown, and checks it.
func (s *Server) message(form url.Values) (Post, map[string]any) {
	p := Post{Form: map[string]string{}}
	for name, values := range form {
		if name != "token" {
			p.Form[name] = values[0]
		}
	}
	p.Channel, p.Text, p.Thread = p.Form["channel"], p.Form["text"], p.Form["thread_ts"]
	switch {
	case p.Text == "":
		return p, refusal("no_text") // of a message with blocks too: whoever cannot see them needs it
	case utf8.RuneCountInString(p.Text) > 4000:
		return p, refusal("msg_too_long")
	}
	if raw, ok := p.Form["blocks"]; ok {
		if faults := BlockFaults([]byte(raw)); len(faults) > 0 {
			return p, refusal("invalid_blocks", faults...)
		}
		p.Blocks = json.RawMessage(raw)
	}
	if raw, ok := p.Form["metadata"]; ok {
		var m struct {
			EventType    string         `json:"event_type"`
			EventPayload map[string]any `json:"event_payload"`
		}
		if json.Unmarshal([]byte(raw), &m) != nil || m.EventType == "" || m.EventPayload == nil {
			return p, refusal("invalid_metadata_format")
		}
		p.Metadata = json.RawMessage(raw)
	}
	return p, nil
}

// show keeps a message that is shown from now on.
func (s *Server) show(p Post) {
	p.At = s.now()
	p.TS = s.timestamp()
	s.next++
	s.checkWords(p)
	if s.options.Lean {
		p.Text, p.Blocks, p.Form = "", nil, map[string]string{}
		p.Channel, p.Thread, p.Only = strings.Clone(p.Channel), strings.Clone(p.Thread), strings.Clone(p.Only) // not the whole call
		p.Metadata = slices.Clone(p.Metadata)
	}
	s.posts = append(s.posts, p)
	s.echo("", p)
	s.changed.Broadcast()
}
