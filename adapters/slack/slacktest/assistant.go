package slacktest

import (
	"encoding/json"
	"net/url"
	"unicode/utf8"
)

// Assistant is what the agent view shows beside the messages of a thread; the thread "" is the direct message itself.
type Assistant struct {
	Status   string
	Statuses int // ever set
	Title    string
	Prompts  []Prompt
}

// Prompt is a suggested one.
type Prompt struct {
	Title   string `json:"title"`
	Message string `json:"message"`
}

// mostPrompts is from https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts
const mostPrompts = 4

// Assistant is what is shown beside a thread.
func (s *Server) Assistant(channel, thread string) Assistant {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.threads[channel+"/"+thread]
}

func (s *Server) setStatus(form url.Values) map[string]any {
	return s.beside(form, func(a *Assistant) { a.Status, a.Statuses = form.Get("status"), a.Statuses+1 })
}

func (s *Server) setTitle(form url.Values) map[string]any {
	if n := utf8.RuneCountInString(form.Get("title")); n > 255 {
		return refusal("invalid_arguments", "title is too long")
	}
	return s.beside(form, func(a *Assistant) { a.Title = form.Get("title") })
}

func (s *Server) setPrompts(form url.Values) map[string]any {
	var prompts []Prompt
	if json.Unmarshal([]byte(form.Get("prompts")), &prompts) != nil || len(prompts) == 0 || len(prompts) > mostPrompts {
		return refusal("invalid_arguments", "prompts: one to four")
	}
	for _, p := range prompts {
		if p.Title == "" || p.Message == "" {
			return refusal("invalid_arguments", "prompts: title and message are needed")
		}
	}
	return s.beside(form, func(a *Assistant) { a.Prompts = prompts })
}

func (s *Server) beside(form url.Values, set func(*Assistant)) map[string]any {
	channel := form.Get("channel_id")
	if code := s.shut(channel); code != "" {
		return refusal(code)
	}
	key := channel + "/" + form.Get("thread_ts")
	a := s.threads[key]
	set(&a)
	s.threads[key] = a
	s.changed.Broadcast()
	return map[string]any{"ok": true}
}
