package slacktest

import (
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"
)

// What a response_url is good for: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
const (
	hookUses = 5
	hookTime = 30 * time.Minute
)

// hook is a response_url: the way back to who did something.
type hook struct {
	channel, thread, person string
	made                    time.Time
	uses                    int
	shown                   string // timestamp of the message that it has shown
}

// Hook makes the response_url of something that a person did in a channel.
func (s *Server) Hook(channel, thread, person string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.hook(channel, thread, person)
}

func (s *Server) hook(channel, thread, person string) string {
	id := "hook-sesame-" + strconv.Itoa(len(s.hooks)+1)
	s.hooks[id] = &hook{channel: channel, thread: thread, person: person, made: s.now()}
	return s.http.URL + "/hooks/" + id
}

// PressHook makes the response_url that the press of a button in a message brings: what replaces or deletes the original is about that message.
func (s *Server) PressHook(p Post, person string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.pressHook(p, person)
}

func (s *Server) pressHook(p Post, person string) string {
	id := "hook-sesame-" + strconv.Itoa(len(s.hooks)+1)
	s.hooks[id] = &hook{channel: p.Channel, person: person, made: s.now(), shown: p.TS}
	return s.http.URL + "/actions/" + id
}

// respond takes what is sent to a response_url. It answers "ok" in plain text, or 404 once it is used up.
func (s *Server) respond(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	var m struct {
		Text            string          `json:"text"`
		Blocks          json.RawMessage `json:"blocks"`
		ResponseType    string          `json:"response_type"`
		Thread          string          `json:"thread_ts"`
		ReplaceOriginal bool            `json:"replace_original"`
		DeleteOriginal  bool            `json:"delete_original"`
		UnfurlLinks     *bool           `json:"unfurl_links"`
		UnfurlMedia     *bool           `json:"unfurl_media"`
	}
	if err != nil || json.Unmarshal(body, &m) != nil {
		http.Error(w, "invalid_payload", http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls["response_url"]++
	fault := s.fault("response_url")
	if fault != nil && !fault.Shown {
		fault.write(w)
		return
	}
	h := s.hooks[r.PathValue("id")]
	switch {
	case h == nil:
		http.Error(w, "no_service", http.StatusNotFound)
		return
	case h.uses >= hookUses || s.now().Sub(h.made) > hookTime:
		http.Error(w, "used_url", http.StatusNotFound)
		return
	case m.DeleteOriginal:
		s.takeBack(func(p Post) bool { return p.TS == h.shown })
	case m.Text == "":
		http.Error(w, "no_text", http.StatusBadRequest)
		return
	case utf8.RuneCountInString(m.Text) > 4000:
		http.Error(w, "msg_too_long", http.StatusBadRequest)
		return
	case len(m.Blocks) > 0 && len(BlockFaults(m.Blocks)) > 0:
		http.Error(w, "invalid_blocks", http.StatusBadRequest)
		return
	default:
		if m.Thread != "" {
			h.thread = m.Thread
		}
		s.answerHook(h, m.Text, m.Blocks, m.ResponseType, m.ReplaceOriginal)
	}
	h.uses++
	s.changed.Broadcast()
	if fault != nil {
		fault.write(w)
		return
	}
	io.WriteString(w, "ok")
}

// answerHook shows what was sent to a hook, in the place of what it has shown if that is asked for.
func (s *Server) answerHook(h *hook, text string, blocks json.RawMessage, kind string, replace bool) {
	p := Post{Channel: h.channel, Thread: h.thread, Text: text, Blocks: blocks, Only: h.person, Form: map[string]string{}}
	if kind == "in_channel" {
		p.Only = ""
	}
	if replace {
		if at := slices.IndexFunc(s.posts, func(p Post) bool { return p.TS == h.shown }); at >= 0 {
			p.TS, p.At = h.shown, s.posts[at].At
			s.checkWords(p)
			s.posts[at] = p
			return
		}
	}
	s.show(p)
	if h.shown == "" {
		h.shown = s.posts[len(s.posts)-1].TS
	}
}
